"""Who expects us without a time of her own: she said that she comes by, or waits to be called on a certain day."""

import secrets
from collections.abc import Collection
from datetime import date, time, timedelta

from domain.counselling import Request, RequestState, Way
from domain.notices import Notice, NoticeState
from domain.reminders import soon_enough
from domain.slots import Span, drop_in_on, local_day, next_drop_in, usual_drop_in_on
from handlers.context import Ctx
from handlers.counselling.words import window_span
from storage import counselling, outbox
from storage.engine import Tx

CHANGED = "hours-changed"
WAITING = frozenset({RequestState.NEW, RequestState.TAKEN})
# Whoever just comes by has nothing to plan, and need not be woken for it.
TIME_TO_STAY_AT_HOME = timedelta(hours=1)


def clock(ctx: Ctx, span: Span) -> tuple[time, time]:
    """From when to when it is on the clock of the house."""
    begins, ends = (moment.astimezone(ctx.programme.zone).time() for moment in (span.starts_at, span.ends_at))
    return begins, ends


def can_call(ctx: Ctx, window: Span) -> bool:
    """Whether anything is left of the time in which we wanted to ring."""
    change = ctx.programme.changes.get(local_day(ctx.programme, window.starts_at))
    return change is None or change.within(*clock(ctx, window)) is not None


def her_window(request: Request) -> Span | None:
    """When she wants to be called, if we have not agreed on it yet."""
    return window_span(request.call_window) if request.way is Way.CALL else None


async def expecting(before: Ctx, after: Ctx, tx: Tx, day: date) -> list[Request]:
    """Whoever said that she comes by, if it is the next day on which she could; and who waits for a call that day."""
    waiting = [one for one in await counselling.open_requests(tx) if one.state in WAITING]
    coming = next_drop_in(before.programme, before.now)
    hers = coming is not None and local_day(before.programme, coming.starts_at) == day
    visitors = {one.person: one for one in waiting if hers and _otherwise(before, after, day) and one.way is Way.COME}
    return [*visitors.values(), *(one for one in waiting if _lost_call(before, after, one, day))]


def _otherwise(before: Ctx, after: Ctx, day: date) -> bool:
    return drop_in_on(before.programme, day) != drop_in_on(after.programme, day)


def _lost_call(before: Ctx, after: Ctx, request: Request, day: date) -> bool:
    """Whether we wanted to ring her that day and no longer can."""
    window = her_window(request)
    if window is None or window.ends_at <= before.now or local_day(before.programme, window.starts_at) != day:
        return False
    return can_call(before, window) and not can_call(after, window)


async def tell_who_expects_us(before: Ctx, after: Ctx, tx: Tx, day: date) -> None:
    """Tell what is true now: once, and not that all is as usual to whoever never heard otherwise."""
    unsaid, heard = await outbox.unsaid(tx, CHANGED, day), await outbox.heard_of(tx, CHANGED, day)
    for due in unsaid:
        await outbox.settle(tx, due.id, NoticeState.CANCELLED, after.now)
    pending = {due.data["request"] for due in unsaid}
    known = [await counselling.find_request(tx, code) for code in sorted(pending | heard)]
    again = [one for one in known if one and _tell_again(before, after, one, day, pending, heard)]
    concerned = {one.id: one for one in (*again, *await expecting(before, after, tx, day))}
    await outbox.enqueue(tx, [_word(before, after, one, day) for one in concerned.values()], after.now)


def _tell_again(
    before: Ctx, after: Ctx, request: Request, day: date, pending: Collection[str], heard: Collection[str]
) -> bool:
    """Whether she heard something else, or what she was to hear is still to be said."""
    if request.state not in WAITING:
        return False
    window = her_window(request)
    if window is not None:
        return request.code in pending and not can_call(after, window)
    if request.code in heard:
        return request.code in pending or _otherwise(before, after, day)
    return drop_in_on(after.programme, day) != usual_drop_in_on(after.programme, day)


def _word(before: Ctx, after: Ctx, request: Request, day: date) -> Notice:
    window, usual = her_window(request), usual_drop_in_on(after.programme, day)
    every = [*usual, *drop_in_on(before.programme, day), *drop_in_on(after.programme, day)]
    spans = [window] if window else every
    begins = min(span.starts_at for span in spans)
    return Notice(
        recipient=request.person,
        kind=CHANGED,
        purpose=f"{CHANGED}:{secrets.token_hex(4)}:{request.id}",
        data={"request": request.code, "day": day.isoformat()},
        not_before=soon_enough(after.programme, after.now, begins, TIME_TO_STAY_AT_HOME),
        not_after=max(span.ends_at for span in spans),
    )
