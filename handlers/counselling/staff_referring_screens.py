"""What a family worker sees while she passes a request on: to whom, and which lines go along."""

from collections.abc import Sequence

from domain.counselling import Request
from domain.people import Person
from domain.programme import Specialist
from domain.referrals import Line, Referral
from handlers.context import Ctx
from handlers.counselling.staff_forms import TICK
from handlers.counselling.staff_passed_on import line_name, on_the_card
from handlers.counselling.staff_screens import number, ways_home
from handlers.counselling.words import bare, specialist_name
from handlers.screen import Button, Rows, Screen, beside, column

# To whom, in tap data: any of several, or somebody outside; else the number of a place in the roster.
ANY, OUTSIDE = "any", "out"


def choose(ctx: Ctx, request: Request, free: Sequence[Specialist], running: Sequence[Referral]) -> Screen:
    """To what kind of helper? What is running already can be recalled here."""
    tr, code = ctx.tr, request.code
    text = tr.html("Who could help this family? The resident is asked first, and nobody sees anything before the yes.")
    lines = [f"<b>{number(request)}</b>", text, *on_the_card(ctx, running)]
    kinds = [Button(tr.pick(one.texts), f"case:{code}:refer:{one.key}") for one in free]
    recalls = [_recall(ctx, code, one) for one in running]
    rows = (*beside(kinds), *column(*recalls), *_back(ctx, f"case:{code}"))
    return Screen("\n\n".join(lines), rows, at=f"case:{code}:refer")


def _recall(ctx: Ctx, code: str, referral: Referral) -> Button:
    kind = specialist_name(ctx.tr, ctx.programme, referral.specialist)
    return Button(ctx.tr.ptext("staff button", "↩️ Recall: {kind}", kind=kind), f"case:{code}:recall:{referral.code}")


def whom(ctx: Ctx, request: Request, specialist: Specialist, able: Sequence[Person]) -> Screen:
    """Which of them? Where nobody is, the family worker can make the contact herself."""
    tr, data = ctx.tr, f"case:{request.code}:refer:{specialist.key}"
    kind = bare(tr.pick(specialist.texts))
    text = tr.html("{kind}: who shall it be?", kind=kind)
    buttons = [Button(_name(ctx, one), f"{data}:{one.staff.id}") for one in able if one.staff]
    if not able:
        text = tr.html(
            "{kind}: nobody in the team just now. You can make a contact outside the team yourself.", kind=kind
        )
        buttons = [Button(tr.ptext("staff button", "☎️ I make the contact myself"), f"{data}:{OUTSIDE}")]
    if len(able) > 1:
        buttons.append(Button(tr.ptext("staff button", "👥 Whoever of them can"), f"{data}:{ANY}"))
    return Screen(text, (*column(*buttons), *_back(ctx, f"case:{request.code}:refer")), at=data)


def _name(ctx: Ctx, one: Person) -> str:
    member = one.staff
    assert member is not None, "she was found in the roster"
    return f"{member.name} ({ctx.tr.ptext('team', 'away')})" if member.away else member.name


def lines(
    ctx: Ctx,
    request: Request,
    specialist: Specialist,
    to: str,
    offered: Sequence[tuple[Line, str]],
    chosen: Sequence[Line],
    here: str,
) -> Screen:
    """Which lines go along? Each button turns one on or off; without any nothing can be sent. `here` leads here."""
    tr, kind = ctx.tr, bare(ctx.tr.pick(specialist.texts))
    text = tr.html("What may the helper see ({kind})? As little as is needed. Nothing else goes along.", kind=kind)
    parts = [f"<b>{number(request)}</b>", text]
    if to == OUTSIDE:
        parts.append(tr.html("You make this contact yourself, after the resident's yes."))
    toggles = [Button(_toggle(ctx, line, line in chosen), data) for line, data in offered]
    ask = Button(tr.ptext("staff button", "✅ Ask the resident"), f"{here}:send") if chosen else None
    data = f"case:{request.code}:refer:{specialist.key}"
    rows = (*beside(toggles), *column(ask), *_back(ctx, data if specialist.role else f"case:{request.code}:refer"))
    return Screen("\n\n".join(parts), rows, at=here)


def _toggle(ctx: Ctx, line: Line, chosen: bool) -> str:
    name = line_name(ctx.tr, line)
    return (TICK if chosen else "") + name[:1].upper() + name[1:]


def _back(ctx: Ctx, data: str) -> Rows:
    return ((Button(ctx.tr.ptext("staff button", "↩️ Back"), data),), *ways_home(ctx.tr))
