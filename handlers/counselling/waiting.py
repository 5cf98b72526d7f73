"""Nobody is forgotten: who waits too long makes staff, then leaders hear of it, and hears from us herself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.access import Right
from domain.counselling import Touch
from domain.notices import Due, Notice
from domain.reminders import after_the_night
from domain.slots import next_drop_in
from domain.waiting import long, nudged
from handlers.context import Ctx, Services
from handlers.counselling.staff_alerts import alert_staff
from handlers.counselling.staff_waiting import tell_leaders, tell_that_nobody_is_here
from handlers.house.footer import footer
from handlers.house.screens import next_time
from handlers.screen import Button, Screen, column
from storage import counselling, outbox, people, vitals
from storage.engine import Tx

LOOK_EVERY = timedelta(minutes=5)
# No working day is shorter, not even the one on which the clocks go forward.
SHORTEST_DAY = timedelta(hours=23)


async def let_nobody_be_forgotten(tx: Tx, services: Services) -> None:
    """Look from time to time who waits, and say it once for each stage and each last step."""
    now = services.now()
    looked = await vitals.last(tx, "waiting")
    if looked is not None and looked <= now < looked + LOOK_EVERY:
        return
    await vitals.beat(tx, "waiting", now)
    waiting = await counselling.waiting_since(tx, now - SHORTEST_DAY)
    slow = [touch for touch in waiting if nudged(services.programme, touch, now)]
    for touch in slow:
        await _nudge(tx, services, touch)
    if slow and not await people.staff_here(tx, Right.TRIAGE):
        await tell_that_nobody_is_here(tx, max(touch.id for touch in slow), now)
    await _say_that_it_is_long(tx, services, [one for one in waiting if long(services.programme, one, now)], now)


async def _nudge(tx: Tx, services: Services, touch: Touch) -> None:
    person = await people.get_person(tx, touch.request.person)
    if person is not None:
        ctx = Ctx.of(services, person)
        await alert_staff(ctx, tx, touch.request, "waits", f"waits:{touch.id}")


async def _say_that_it_is_long(tx: Tx, services: Services, waiting: Sequence[Touch], now: datetime) -> None:
    purposes = {f"not-forgotten:{touch.id}": touch for touch in waiting}
    said = await outbox.purposes_known(tx, purposes)
    fresh = {purpose: touch for purpose, touch in purposes.items() if purpose not in said}
    leaves = after_the_night(services.programme, now)
    notices = [
        Notice(
            touch.request.person, "not-forgotten", purpose, {"request": touch.request.code, "step": touch.id}, leaves
        )
        for purpose, touch in fresh.items()
    ]
    await outbox.enqueue(tx, notices, now)
    if fresh:
        await tell_leaders(tx, max(touch.id for touch in fresh.values()), now)


async def not_forgotten(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """She waits longer than we like: a word, and that she can just come by; nothing once anything was done."""
    waiting = {touch.id: touch for touch in await counselling.waiting_since(tx, ctx.now)}
    touch = waiting.get(due.data["step"])
    if touch is None or touch.request.person != due.recipient:
        return None
    tr, coming = ctx.tr, next_drop_in(ctx.programme, ctx.now)
    parts: list[str] = [
        tr.html("We have not forgotten you. We answer you here as soon as we can. You can also just come by.")
    ]
    parts += [next_time(tr, coming, ctx.now)] if coming else []
    back = Button(tr.ptext("button", "Take it back"), f"request:{touch.request.code}:back")
    return Screen("\n\n".join(parts), (*column(back), *footer(tr, person=True)))
