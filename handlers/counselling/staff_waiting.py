"""What staff read about who waits too long: a card for whoever can act, and for leaders how many and since when."""

from dataclasses import replace
from datetime import datetime

from domain.access import Right, may
from domain.counselling import Request
from domain.notices import Due, Notice
from domain.waiting import long, nudged
from handlers.context import Ctx
from handlers.counselling import staff_case
from handlers.counselling.staff_presence import at_work
from handlers.screen import Button, Screen, column
from storage import counselling, outbox, people
from storage.engine import Tx


async def nudge(ctx: Ctx, tx: Tx, request: Request) -> Screen | None:
    """The card, with since when nothing has happened; nothing if something has meanwhile."""
    touch = next((one for one in await counselling.waiting_since(tx, ctx.now) if one.request.id == request.id), None)
    if touch is None or not nudged(ctx.programme, touch, ctx.now):
        return None
    card = await staff_case.show(ctx, tx, request.id)
    since = ctx.tr.html("Waits since {moment}", moment=ctx.tr.moment(touch.at))
    return replace(card, text=f"⏰ <b>{since}</b>\n\n{card.text}")


async def tell_leaders(tx: Tx, touch: int, now: datetime) -> None:
    """Leaders are to know that families wait; `touch` is the last step of the one who came to wait last."""
    leaders = await people.staff_who(tx, Right.ROSTER)
    notices = [Notice(one.id, "staff-waiting", f"waits-long:{touch}:{one.id}") for one in leaders]
    await outbox.enqueue(tx, notices, now)


async def tell_that_nobody_is_here(tx: Tx, touch: int, now: datetime) -> None:
    """Nobody who takes requests is at work: leaders hear of it a day earlier, for only they can find somebody."""
    leaders = await people.staff_who(tx, Right.ROSTER)
    notices = [Notice(one.id, "staff-nobody", f"nobody-here:{touch}:{one.id}") for one in leaders]
    await outbox.enqueue(tx, notices, now)


async def nobody_is_here(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """How many wait while nobody is at work; nothing once somebody is."""
    waiting = [one for one in await counselling.waiting_since(tx, ctx.now) if nudged(ctx.programme, one, ctx.now)]
    if not may(ctx.person, Right.ROSTER) or not waiting or await people.staff_here(tx, Right.TRIAGE):
        return None
    tr = ctx.tr
    text = tr.nhtml(
        "{n} request waits, and nobody who takes requests is at work. Choose somebody to stand in.",
        "{n} requests wait, and nobody who takes requests is at work. Choose somebody to stand in.",
        len(waiting),
    )
    return Screen(f"⏰ {text}", column(Button(tr.ptext("staff button", "👥 Team"), "team")))


async def waiting_long(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """How many wait and since when; nothing that leads to anybody. At another time her morning says it."""
    waiting = [one for one in await counselling.waiting_since(tx, ctx.now) if long(ctx.programme, one, ctx.now)]
    if not may(ctx.person, Right.ROSTER) or not waiting or not at_work(ctx):
        return None
    tr, since = ctx.tr, ctx.tr.moment(min(one.at for one in waiting))
    text = tr.nhtml(
        "{n} request has waited for two working days or more. Nothing has happened since {moment}.",
        "{n} requests have waited for two working days or more. The oldest waits since {moment}.",
        len(waiting),
        moment=since,
    )
    home = Button(tr.ptext("staff button", "🏠 My start"), "staff")
    return Screen(f"⏰ {text}", column(home))
