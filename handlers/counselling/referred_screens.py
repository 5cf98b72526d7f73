"""What a resident sees when we would like to pass her request on: to what kind of person, and which lines."""

from collections.abc import Sequence

from domain.counselling import Request
from domain.referrals import Line, Referral, ReferralOutcome, ReferralState
from handlers.context import Ctx
from handlers.counselling.words import specialist_name
from handlers.house.footer import footer
from handlers.screen import Button, Screen, column
from locales import Safe, Translator


def line_name(tr: Translator, line: Line) -> str:
    """What a line of hers is called."""
    names = {
        Line.TOPIC: tr.ptext("line", "what it is about"),
        Line.LANGUAGE: tr.ptext("line", "your language"),
        Line.TIME: tr.ptext("line", "when we may call"),
        Line.NAME: tr.ptext("line", "your name"),
        Line.PHONE: tr.ptext("line", "your number"),
        Line.NOTE: tr.ptext("line", "what you wrote"),
    }
    return names[line]


def _kind(ctx: Ctx, referral: Referral) -> str:
    return specialist_name(ctx.tr, ctx.programme, referral.specialist)


def _what_they_see(ctx: Ctx, referral: Referral) -> str:
    """Exactly the lines that go along, and that there is nothing else."""
    tr = ctx.tr
    # Translators: [sensitive] what she says yes to; the lines follow.
    head = tr.html("They see only this, and nothing else:")
    return "\n".join([head, *(f"• {tr.value(line_name(tr, line))}" for line in referral.lines)])


def ask(ctx: Ctx, referral: Referral) -> Screen:
    """She is asked; others may see the first line on a locked screen, so it says nothing."""
    tr, data = ctx.tr, f"referral:{referral.code}"
    opening = tr.html("{name} asks you:", name=referral.staff_name)
    # Translators: [sensitive] a consent: {kind} is the kind of person, such as an economic adviser.
    person = tr.html("May we ask this person to help you?\n<b>{kind}</b>", kind=_kind(ctx, referral))
    yes = Button(tr.ptext("button", "✅ Yes, that is fine"), f"{data}:yes")
    no = Button(tr.ptext("button", "No, thank you"), f"{data}:no")
    text = "\n\n".join([f"❓ {opening}", person, _what_they_see(ctx, referral)])
    return Screen(text, (*column(yes, no), *footer(tr, person=True)), at=data)


def agreed(ctx: Ctx, request: Request, referral: Referral) -> Screen:
    """She has just said yes."""
    tr = ctx.tr
    if referral.outside:
        said = tr.html(
            "Thank you! {name} contacts them for you. You can take your yes back at any time.", name=referral.staff_name
        )
    else:
        said = tr.html("Thank you! You read here who helps you. You can take your yes back at any time.")
    see = Button(tr.ptext("button", "🤝 Who helps you"), f"referral:{referral.code}")
    rows = (*column(see), *footer(tr, back=f"request:{request.code}"))
    return Screen(said, rows, at=f"referral:{referral.code}")


def refused(ctx: Ctx, request: Request) -> Screen:
    """She has said no, and that is quite all right."""
    text = ctx.tr.html("That is quite all right. Nobody has seen anything. You are always welcome with us.")
    see = Button(ctx.tr.ptext("button", "See my request"), f"request:{request.code}")
    return Screen(text, (*column(see), *footer(ctx.tr, person=True)), at=f"request:{request.code}")


def helper(ctx: Ctx, request: Request, referral: Referral) -> Screen:
    """Whom she said yes to, what they see, and how to take it back."""
    tr = ctx.tr
    person = [tr.html("You said yes to this person:\n<b>{kind}</b>", kind=_kind(ctx, referral))]
    person += [_helps(tr, referral)] if referral.state is ReferralState.TAKEN else []
    back = Button(tr.ptext("button", "Take my yes back"), f"referral:{referral.code}:back")
    rows = (*column(back), *footer(tr, back=f"request:{request.code}"))
    text = "\n\n".join(["\n".join(person), _what_they_see(ctx, referral)])
    return Screen(text, rows, at=f"referral:{referral.code}")


def _helps(tr: Translator, referral: Referral) -> Safe:
    return tr.html("{name} helps you.", name=first_name(referral))


def first_name(referral: Referral) -> str:
    """What a resident calls the helper."""
    return (referral.to_name or "").split(" ")[0]


def helpers(ctx: Ctx, request: Request, running: Sequence[Referral]) -> Screen:
    """Everybody she said yes to, each a button."""
    tr = ctx.tr
    buttons = [Button(_kind(ctx, one), f"referral:{one.code}") for one in running]
    text = tr.html("You said yes to these people. Tap to see or change it.")
    rows = (*column(*buttons), *footer(tr, back=f"request:{request.code}"))
    return Screen(text, rows, at=f"request:{request.code}:helpers")


def taken_back(ctx: Ctx, request: Request) -> Screen:
    """She has taken her yes back."""
    text = ctx.tr.html("You have taken your yes back. From now on they see nothing here.")
    see = Button(ctx.tr.ptext("button", "See my request"), f"request:{request.code}")
    return Screen(text, (*column(see), *footer(ctx.tr, person=True)), at=f"request:{request.code}")


def taken(ctx: Ctx, request: Request, referral: Referral) -> Screen:
    """Somebody has taken it: by first name, and below that the function."""
    tr = ctx.tr
    opening = tr.html("{name} helps you from now on:", name=first_name(referral))
    see = Button(tr.ptext("button", "🤝 Who helps you"), f"referral:{referral.code}")
    text = f"🤝 {opening}\n\n<b>{tr.value(_kind(ctx, referral))}</b>"
    return Screen(text, (*column(see), *footer(tr, person=True)))


def returned(ctx: Ctx, request: Request, referral: Referral) -> Screen:
    """Whoever had said that she helps cannot after all."""
    tr = ctx.tr
    text = tr.html(
        "{name} cannot help with this after all. We look for another way, and write to you here.",
        name=first_name(referral),
    )
    see = Button(tr.ptext("button", "See my request"), f"request:{request.code}")
    return Screen(text, (*column(see), *footer(tr, person=True)))


def known(ctx: Ctx, referral: Referral) -> list[str]:
    """One referral as it stands among all we know about her."""
    tr, lines = ctx.tr, ctx.tr.list([line_name(ctx.tr, line) for line in referral.lines])
    asked = tr.moment(referral.asked_at)
    return [
        tr.html("{kind}: we asked you on {moment}", kind=_kind(ctx, referral), moment=asked),
        tr.html("For them to see: {lines}", lines=lines),
        _what_became(tr, referral),
    ]


def _what_became(tr: Translator, referral: Referral) -> Safe:
    match referral.state:
        case ReferralState.ASKED:
            return tr.html("You have not answered yet.")
        case ReferralState.AGREED:
            return tr.html("You said yes.")
        case ReferralState.TAKEN:
            return _helps(tr, referral)
        case ReferralState.DECLINED:
            return tr.html("You said no.")
        case ReferralState.WITHDRAWN:
            return tr.html("You took it back.")
    if referral.outcome is ReferralOutcome.HELPED and referral.outside:
        return tr.html("{name} has contacted them for you.", name=referral.staff_name)
    if referral.outcome is ReferralOutcome.HELPED:
        return tr.html("You got help from them.")
    if referral.outcome is ReferralOutcome.NOT_REACHED and not referral.outside:
        return tr.html("They could not reach you.")
    return tr.html("It came to nothing.")
