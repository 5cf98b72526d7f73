"""Choosing a time: first a day, then an hour; for a new request and for another time alike."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from domain.slots import Span, free_times, local_day
from handlers.context import Ctx
from handlers.counselling.words import minutes, moment
from handlers.screen import Button, Rows
from storage import appointments
from storage.engine import Tx

MOST_DAYS = 6
Data = Callable[[str], str]


async def free_days(ctx: Ctx, tx: Tx) -> dict[date, list[Span]]:
    """The days with free times, and the times, soonest first."""
    taken = await appointments.taken_spans(tx, ctx.now, but=ctx.person.id)
    days: dict[date, list[Span]] = {}
    for span in free_times(ctx.programme, ctx.now, taken):
        days.setdefault(local_day(ctx.programme, span.starts_at), []).append(span)
    return days


def day_buttons(ctx: Ctx, days: Sequence[date], data: Data) -> Rows:
    """A day a row."""
    return tuple((Button(ctx.tr.day(day), data(day.isoformat())),) for day in days[:MOST_DAYS])


def time_buttons(ctx: Ctx, spans: Sequence[Span], data: Data) -> Rows:
    """Hours, two a row."""
    buttons = [Button(ctx.tr.time(span.starts_at), data(str(minutes(span.starts_at)))) for span in spans]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def read_day(value: str) -> date | None:
    """The day in tap data, whatever was sent."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def read_minutes(value: str) -> datetime | None:
    """The moment in tap data, whatever was sent."""
    return moment(int(value)) if value.isascii() and value.isdecimal() and len(value) <= 9 else None
