"""A year that is closed stays as it was reported: whoever wants to put something right in it is told so."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from domain.slots import local_day
from handlers.context import Ctx
from handlers.screen import Screen
from storage import years
from storage.engine import Tx


async def closed_years(tx: Tx) -> Collection[int]:
    """The years in which nothing can be put right any more."""
    return frozenset(await years.every_closed_year(tx))


async def closed_year(ctx: Ctx, tx: Tx, at: datetime) -> int | None:
    """The year of that moment, if it is closed."""
    year = local_day(ctx.programme, at).year
    return year if year in await closed_years(tx) else None


def refused(ctx: Ctx, year: int, current: Screen) -> Screen:
    """Why nothing has changed, above what is true."""
    said = is_closed(ctx, year)
    return replace(current, text=f"🔒 {ctx.tr.value(said)}\n\n{current.text}", toast=said, attachment=None)


def is_closed(ctx: Ctx, year: int) -> str:
    """Why nothing in it can be put right."""
    return ctx.tr.text("{year} is closed: its figures stay as they were reported.", year=str(year))
