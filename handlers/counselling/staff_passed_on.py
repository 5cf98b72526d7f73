"""What staff read about what was passed on: lines for the card and for the history, in Danish."""

from collections.abc import Iterable, Sequence

from domain.counselling import Request
from domain.people import Role
from domain.programme import Activity
from domain.questions import INVITATION, Asked
from domain.referrals import Contact, Line, Referral, ReferralOutcome, ReferralState
from handlers.context import Ctx
from handlers.counselling.staff_verbs import held_by_another
from handlers.counselling.words import specialist_name
from handlers.screen import Button, Rows, column
from locales import Safe, Translator

# Of what was passed on, the newest stand on the card.
MOST_ON_A_CARD = 3


def line_name(tr: Translator, line: Line) -> str:
    """What a line that can go along is called."""
    names = {
        Line.TOPIC: tr.ptext("line", "topic"),
        Line.LANGUAGE: tr.ptext("line", "language and interpreter"),
        Line.TIME: tr.ptext("line", "wished time"),
        Line.NAME: tr.ptext("line", "name"),
        Line.PHONE: tr.ptext("line", "telephone number"),
        Line.NOTE: tr.ptext("line", "note"),
    }
    return names[line]


def line_names(tr: Translator, lines: Sequence[Line]) -> str:
    """Several of them, one after the other."""
    return tr.list([line_name(tr, line) for line in lines])


def whose(tr: Translator, referral: Referral) -> str:
    """Who helps, or is to."""
    if referral.outside:
        return tr.text("outside the team")
    return referral.to_name or tr.text("whoever of them can")


def standing(tr: Translator, referral: Referral) -> str:
    """Where a referral stands."""
    names = {
        ReferralState.ASKED: tr.ptext("referral", "waits for the resident's yes"),
        ReferralState.AGREED: tr.ptext("referral", "the resident said yes, nobody has taken it yet"),
        ReferralState.TAKEN: tr.ptext("referral", "taken"),
        ReferralState.DONE: tr.ptext("referral", "helped"),
        ReferralState.RETURNED: tr.ptext("referral", "came back"),
        ReferralState.RECALLED: tr.ptext("referral", "recalled"),
        ReferralState.DECLINED: tr.ptext("referral", "the resident said no"),
        ReferralState.LAPSED: tr.ptext("referral", "no answer in 14 days"),
        ReferralState.WITHDRAWN: tr.ptext("referral", "the resident took it back"),
    }
    if referral.outside and referral.state in (ReferralState.AGREED, ReferralState.DONE):
        return _outside(tr, referral)
    if referral.outcome is ReferralOutcome.NOT_REACHED:
        return tr.ptext("referral", "could not reach the resident")
    return names[referral.state]


def _outside(tr: Translator, referral: Referral) -> str:
    if referral.state is ReferralState.AGREED:
        return tr.ptext("referral", "the resident said yes, make the contact")
    if referral.outcome is ReferralOutcome.NOT_REACHED:
        return tr.ptext("referral", "nobody could be reached")
    return tr.ptext("referral", "contact made")


def on_the_card(ctx: Ctx, found: Sequence[Referral]) -> list[str]:
    """The newest referrals, a line each; of a contact that is to be made, what may be said."""
    lines: list[str] = []
    for one in found[-MOST_ON_A_CARD:]:
        lines.append(f"➡️ {_line(ctx, one)}")
        if _to_make(one):
            lines.append(ctx.tr.html("Say only: {lines}", lines=line_names(ctx.tr, one.lines)))
    return lines


def _line(ctx: Ctx, referral: Referral) -> Safe:
    return ctx.tr.html(
        "{kind} ({whose}): {standing}",
        kind=specialist_name(ctx.tr, ctx.programme, referral.specialist),
        whose=whose(ctx.tr, referral),
        standing=standing(ctx.tr, referral),
    )


def _to_make(referral: Referral) -> bool:
    return referral.outside and referral.state is ReferralState.AGREED


def contact_buttons(ctx: Ctx, request: Request, found: Sequence[Referral]) -> Rows:
    """One tap for each contact that is to be made: it is made, or nobody could be reached."""
    if not request.open or held_by_another(ctx, request):
        return ()
    return tuple(_contact_made(ctx.tr, f"referred:{one.code}:end") for one in found if _to_make(one))


def after_a_yes(ctx: Ctx, request: Request, asked: Sequence[Asked], passed: Sequence[Referral]) -> Rows:
    """Yes to what is joined by invitation only: one tap refers to those who give the invitations."""
    if not request.open or held_by_another(ctx, request):
        return ()
    agreed = {one.kind.removeprefix(INVITATION) for one in asked if one.answer == "yes"}
    roles = {role for one in ctx.programme.gathering_kinds if one.key in agreed for role in _inviters(one)}
    busy = {one.specialist for one in passed if one.running or one.state is ReferralState.DONE}
    able = [one for one in ctx.programme.counselling.specialists if one.role in roles and one.key not in busy]
    return column(*(_refer(ctx, request, one.key) for one in able))


def _inviters(activity: Activity) -> Iterable[Role]:
    rules = activity.gathering
    return rules.run_by if rules is not None and rules.by_invitation else ()


def _refer(ctx: Ctx, request: Request, key: str) -> Button:
    whom = specialist_name(ctx.tr, ctx.programme, key)
    return Button(ctx.tr.ptext("staff button", "➡️ Refer: {whom}", whom=whom), f"case:{request.code}:refer:{key}")


def _contact_made(tr: Translator, data: str) -> tuple[Button, Button]:
    made = Button(tr.ptext("staff button", "✅ Contact made"), f"{data}:{ReferralOutcome.HELPED}")
    return made, Button(tr.ptext("staff button", "📵 Not reached"), f"{data}:{ReferralOutcome.NOT_REACHED}")


def in_the_history(ctx: Ctx, found: Sequence[Referral], built: Sequence[Contact]) -> list[str]:
    """What was passed on, and the bridges that were built."""
    tr, lines = ctx.tr, list[str]()
    if found:
        lines += ["", f"<b>{tr.html('Passed on')}</b>"]
    for one in found:
        lines.append(tr.html("{moment}: {what}", moment=tr.moment(one.asked_at), what=_line(ctx, one)))
        lines.append(tr.html("Goes along: {lines}", lines=line_names(tr, one.lines)))
    return [*lines, *_bridges(ctx, built)]


def _bridges(ctx: Ctx, built: Sequence[Contact]) -> list[str]:
    tr = ctx.tr
    return ["", f"<b>{tr.html('Bridges built')}</b>", *(bridge_line(ctx, one) for one in built)] if built else []


def bridge_line(ctx: Ctx, contact: Contact) -> str:
    """A bridge: when, to whom, by whom."""
    tr, what = ctx.tr, bridge_name(ctx, contact.bridge)
    if contact.withdrawn:
        what = tr.text("{what}, taken back", what=what)
    return tr.html("{moment}: {step} ({who})", moment=tr.moment(contact.made_at), step=what, who=contact.staff_name)


def bridge_name(ctx: Ctx, key: str) -> str:
    """What a part of the municipality is called, as the programme words it."""
    found = next((one for one in ctx.programme.counselling.bridges if one.key == key), None)
    return key if found is None else ctx.tr.pick(found.texts)
