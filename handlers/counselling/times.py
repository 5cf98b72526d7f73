"""Choosing a time: first a day, then an hour; for a new request and for another time alike."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import islice

from domain.slots import Span, Taken, free_days, free_on
from handlers.context import Ctx
from handlers.counselling.words import minutes, moment
from handlers.screen import Button, Rows, beside
from storage import appointments
from storage.engine import Tx

MOST_DAYS = 6
MOST_NEAR = 3
Data = Callable[[str], str]


async def next_days(ctx: Ctx, tx: Tx) -> list[date]:
    """The next days with free times: as many as are shown."""
    return list(islice(free_days(ctx.programme, ctx.now, await _taken(ctx, tx)), MOST_DAYS))


async def times_on(ctx: Ctx, tx: Tx, day: date) -> list[Span]:
    """The free times of one day; none when it is over, closed, full or too far away."""
    return free_on(ctx.programme, ctx.now, day, await _taken(ctx, tx))


async def near(ctx: Ctx, tx: Tx, lost: datetime) -> list[Span]:
    """Free times instead of a lost one: on each of the next days the one that is nearest to its hour."""
    taken, hour = await _taken(ctx, tx), _minute_of_day(ctx, lost)
    days = islice(free_days(ctx.programme, ctx.now, taken), MOST_NEAR)
    free = (free_on(ctx.programme, ctx.now, day, taken) for day in days)
    return [min(spans, key=lambda span: abs(_minute_of_day(ctx, span.starts_at) - hour)) for spans in free]


def _minute_of_day(ctx: Ctx, at: datetime) -> int:
    local = at.astimezone(ctx.programme.zone)
    return 60 * local.hour + local.minute


async def _taken(ctx: Ctx, tx: Tx) -> Taken:
    return Taken(await appointments.taken_spans(tx, ctx.now, but=ctx.person.id))


def day_buttons(ctx: Ctx, days: Sequence[date], data: Data) -> Rows:
    """A day a row."""
    return tuple((Button(ctx.tr.day(day), data(day.isoformat())),) for day in days)


def time_buttons(ctx: Ctx, spans: Sequence[Span], data: Data) -> Rows:
    """Hours, two a row."""
    buttons = [Button(ctx.tr.time(span.starts_at), data(str(minutes(span.starts_at)))) for span in spans]
    return beside(buttons)


def read_day(value: str) -> date | None:
    """The day in tap data, whatever was sent."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def read_minutes(value: str) -> datetime | None:
    """The moment in tap data, whatever was sent."""
    return moment(int(value)) if value.isascii() and value.isdecimal() and len(value) <= 9 else None
