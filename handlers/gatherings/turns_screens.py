"""What a mother sees of the turns with the food."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.gatherings import Session
from domain.sign_ups import SignUp
from domain.slots import local_day
from handlers.context import Ctx
from handlers.gatherings.whose import Run
from handlers.gatherings.words import title
from handlers.house.footer import footer
from handlers.screen import Button, Screen, column

if TYPE_CHECKING:
    from handlers.gatherings.turns import Turn


def turns(ctx: Ctx, run: Run, own: SignUp, found: "Sequence[Turn]") -> Screen:
    """The next sessions: a tap takes a turn that is free, or gives hers back."""
    tr = ctx.tr
    head = f"🍲 <b>{tr.value(title(tr, ctx.programme, run.gathering))}</b>"
    text = tr.html("We take turns with the food. Tap a day that suits you.")
    if not found:
        text = tr.html("No day is planned yet. Come back soon.")
    lines = [_line(ctx, own, one) for one in found]
    buttons = [button for one in found if (button := _button(ctx, run, own, one)) is not None]
    body = "\n\n".join([head, text, *(["\n".join(lines)] if lines else [])])
    return Screen(body, (*column(*buttons), *footer(tr)), at=f"food:{run.gathering.code}")


def _line(ctx: Ctx, own: SignUp, one: "Turn") -> str:
    tr, day = ctx.tr, _day(ctx, one.session)
    if one.whose is None:
        return tr.html("{day}: nobody yet", day=day)
    if one.whose.id == own.id:
        return tr.html("{day}: you bring the food", day=day)
    return tr.html("{day}: somebody brings it", day=day)


def _button(ctx: Ctx, run: Run, own: SignUp, one: "Turn") -> Button | None:
    """Free days are named on their button; of hers she can give back those that are not today."""
    tr, data, day = ctx.tr, f"food:{run.gathering.code}", _day(ctx, one.session)
    if one.whose is None:
        return Button(f"🍲 {day}", f"{data}:take:{one.session.code}")
    today = local_day(ctx.programme, ctx.now) >= local_day(ctx.programme, one.session.starts_at)
    if one.whose.id != own.id or today:
        return None
    return Button(tr.ptext("button", "✖️ Not {day}", day=day), f"{data}:back:{one.session.code}")


def _day(ctx: Ctx, session: Session) -> str:
    return ctx.tr.day(local_day(ctx.programme, session.starts_at))


def asked(ctx: Ctx, run: Run, session: Session) -> Screen:
    """Staff ask who can."""
    tr, data = ctx.tr, f"food:{run.gathering.code}"
    text = tr.html("Who can bring something to eat? Something small is enough.")
    when = tr.value(tr.moment(session.starts_at))
    head = f"🍲 <b>{tr.value(title(tr, ctx.programme, run.gathering))}</b>"
    take = Button(tr.ptext("button", "🍲 I bring something"), f"{data}:take:{session.code}")
    look = Button(tr.ptext("button", "📅 Another day"), data)
    return Screen(f"{head}\n\n{text}\n{when}", (*column(take, look), *footer(tr)), at=data)
