"""What a helper sees of a request that was passed on to her: the lines that go along, and nothing more."""

from collections.abc import Sequence
from dataclasses import replace

from domain.access import runs
from domain.counselling import Details, Request
from domain.referrals import HER_WORDS, Line, Referral, ReferralOutcome, ReferralState
from handlers.context import Ctx
from handlers.counselling.staff_passed_on import line_names
from handlers.counselling.staff_screens import number, topic_of
from handlers.counselling.words import call_window, specialist_name
from handlers.screen import Button, Rows, Screen, column
from locales import Translator
from locales.tongues import tongue

Found = tuple[Referral, Request]


def waiting(ctx: Ctx, found: Sequence[Found]) -> Screen:
    """Everything that is passed on to her now."""
    tr = ctx.tr
    text: str = tr.html("Nothing is referred to you now. When a family says yes to your help, you get a card here.")
    if found:
        text = tr.nhtml("{n} family is referred to you.", "{n} families are referred to you.", len(found))
    buttons = [Button(_in_the_list(ctx, *one), f"referred:{one[0].code}") for one in found]
    home = Button(tr.ptext("staff button", "🏠 My start"), "staff")
    return Screen(f"📥 {text}", column(*buttons, home), at="referred")


def _in_the_list(ctx: Ctx, referral: Referral, request: Request) -> str:
    mark = "👤" if referral.state is ReferralState.TAKEN else "🆕"
    about = topic_of(ctx, request) if Line.TOPIC in referral.lines else _kind(ctx, referral)
    return f"{mark} {number(request)} · {about}"


def _kind(ctx: Ctx, referral: Referral) -> str:
    return specialist_name(ctx.tr, ctx.programme, referral.specialist)


def card(ctx: Ctx, referral: Referral, request: Request) -> Screen:
    """One referral: what goes along in general words, and what can be done now. Her own words are one tap away."""
    tr = ctx.tr
    title = tr.html("{number} · {kind}", number=number(request), kind=_kind(ctx, referral))
    lines = [
        f"<b>{title}</b>",
        tr.html("Referred by {name}", name=referral.staff_name),
        *_general(ctx, referral, request),
    ]
    hidden = [line for line in referral.lines if line in HER_WORDS]
    if hidden and referral.state is ReferralState.AGREED:
        lines.append(tr.html("When you take it you also see: {lines}", lines=line_names(tr, hidden)))
    return _screen(ctx, referral, request, lines, (*_verbs(tr, referral), *_to_a_group(ctx, referral)))


def _general(ctx: Ctx, referral: Referral, request: Request) -> list[str]:
    """The lines without any of her own words in them."""
    tr, lines = ctx.tr, list[str]()
    if Line.TOPIC in referral.lines:
        lines.append(tr.html("Topic: {topic}", topic=topic_of(ctx, request)))
    if Line.LANGUAGE in referral.lines:
        lines.append(tr.html("Language: {language}", language=tongue(tr, request.language)))
    if Line.LANGUAGE in referral.lines and request.interpreter:
        lines.append(tr.html("Interpreter: {language}", language=tongue(tr, request.interpreter)))
    if Line.TIME in referral.lines and request.call_window:
        lines.append(tr.html("Call: {window}", window=call_window(tr, ctx.programme, request.call_window)))
    return lines


def _verbs(tr: Translator, referral: Referral) -> Rows:
    data = f"referred:{referral.code}"
    if referral.state is ReferralState.AGREED:
        take = Button(tr.ptext("staff button", "✋ I take it"), f"{data}:take")
        # Of several who can, one who cannot just leaves it to the others.
        return ((take, _not_for_me(tr, data)),) if referral.to is not None else ((take,),)
    see = Button(tr.ptext("staff button", "👤 Name and note"), f"{data}:see")
    ring = Button(tr.ptext("staff button", "📞 Ring"), f"{data}:ring")
    words = see if {Line.NAME, Line.NOTE} & set(referral.lines) else None
    called = ring if Line.PHONE in referral.lines else None
    return (*column(called, words), *_outcomes(tr, data))


def _to_a_group(ctx: Ctx, referral: Referral) -> Rows:
    """Whoever runs what is joined by invitation only can give one."""
    kinds = [one.gathering for one in ctx.programme.gathering_kinds if one.gathering is not None]
    invites = any(one.by_invitation and runs(ctx.person, one) for one in kinds)
    if referral.state is not ReferralState.TAKEN or not invites:
        return ()
    return column(Button(ctx.tr.ptext("staff button", "🤱 Invite to a group"), f"referred:{referral.code}:group"))


def _outcomes(tr: Translator, data: str) -> Rows:
    helped = Button(tr.ptext("staff button", "✅ Helped"), f"{data}:end:{ReferralOutcome.HELPED}")
    none = Button(tr.ptext("staff button", "📵 Could not reach"), f"{data}:end:{ReferralOutcome.NOT_REACHED}")
    return ((helped, none), (_not_for_me(tr, data),))


def _not_for_me(tr: Translator, data: str) -> Button:
    return Button(tr.ptext("staff button", "↩️ Not for me"), f"{data}:end:{ReferralOutcome.NOT_FOR_ME}")


def words(ctx: Ctx, referral: Referral, request: Request, details: Details, lines: Sequence[Line]) -> Screen:
    """These of her own words, as far as they go along and are still kept; looking is logged."""
    tr, shown = ctx.tr, [f"<b>{number(request)}</b>"]
    gone = tr.text("erased")
    if Line.NAME in lines:
        shown.append(tr.html("Name: {name}", name=details.name or gone))
    if Line.PHONE in lines:
        shown.append(tr.html("Number:\n{phone}", phone=details.phone or gone))
    if Line.NOTE in lines:
        named = tongue(tr, request.language)
        shown.append(tr.html("She writes ({language}):\n{note}", language=named, note=details.note or gone))
    back = Button(tr.ptext("staff button", "↩️ Back"), f"referred:{referral.code}")
    rows = ((back,), *_outcomes(tr, f"referred:{referral.code}"))
    return replace(_screen(ctx, referral, request, ["\n\n".join(shown)], rows), words=True)


def _screen(ctx: Ctx, referral: Referral, request: Request, lines: Sequence[str], rows: Rows) -> Screen:
    """Drawn anew after a restart it is the card, so that nothing is logged as a second look."""
    every = Button(ctx.tr.ptext("staff button", "📥 Referred to me"), "referred")
    home = Button(ctx.tr.ptext("staff button", "🏠 My start"), "staff")
    at = f"referred:{referral.code}"
    return Screen("\n".join(lines), (*rows, (every, home)), at=at, about=request.code)


def over(ctx: Ctx, request: Request) -> Screen:
    """Somebody else has ended it."""
    text = ctx.tr.html("The referral {number} is over. You no longer see anything of it here.", number=number(request))
    every = Button(ctx.tr.ptext("staff button", "📥 Referred to me"), "referred")
    return Screen(f"➖ {text}", column(every))
