"""The leader's year: what others measured for the area, what is still missing, and closing it."""

from dataclasses import replace

from domain.closing import Closing
from domain.criteria import Criterion
from domain.registers import year_of
from domain.slots import local_day
from domain.surveys import Quarter
from domain.years import AreaFigure, closable_on
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.report import staff_year_screens as screens
from handlers.screen import Screen
from handlers.staff.closed_years import closed_years, refused
from storage import years
from storage.engine import Tx
from storage.figures import close_figures
from storage.missing import missing_in


async def this_year(ctx: Ctx, tx: Tx) -> Screen:
    """Last year until it is closed, if anything was registered in it; else this one."""
    last = local_day(ctx.programme, ctx.now).year - 1
    began = await years.anything_registered(tx, year_of(ctx.programme, Quarter(last, 1).begins_on))
    return await page(ctx, tx, last if began and last not in await closed_years(tx) else last + 1)


async def look(ctx: Ctx, tx: Tx, year: str) -> Screen:
    """One year."""
    number = read_year(ctx, year)
    return await gone(ctx, tx) if number is None else await page(ctx, tx, number)


def read_year(ctx: Ctx, year: str) -> int | None:
    """The year in tap data, whatever was sent; not ahead, and not older than anything that is kept."""
    today = local_day(ctx.programme, ctx.now).year
    known = range(today - ctx.programme.retention["talks_years"], today + 1)
    return next((one for one in known if str(one) == year), None)


async def page(ctx: Ctx, tx: Tx, year: int, toast: str | None = None) -> Screen:
    """The year as it is now."""
    closed = await years.find_closed_year(tx, year)
    return replace(screens.year(ctx, year, await newest(tx, year), closed), toast=toast)


async def newest(tx: Tx, year: int) -> dict[str, AreaFigure]:
    """What holds of each criterion."""
    return {one.criterion: one for one in await years.area_figures_of(tx, year)}


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """No such year or figure."""
    return problems.no_longer(ctx.tr, await this_year(ctx, tx))


def outside(ctx: Ctx, key: str) -> Criterion | None:
    """The criterion, if others measure it."""
    found = ctx.programme.criterion(key)
    return found if found is not None and found.outside else None


async def figure(ctx: Ctx, tx: Tx, year: str, area: str) -> Screen:
    """One figure: what stands there, who entered it and when, what stood before, and where it began."""
    number, found = read_year(ctx, year), outside(ctx, area)
    return await gone(ctx, tx) if number is None or found is None else await one_figure(ctx, tx, number, found)


async def one_figure(
    ctx: Ctx, tx: Tx, year: int, criterion: Criterion, *, problem: str | None = None, toast: str | None = None
) -> Screen:
    """The figure as it is now."""
    found = await years.history_of(tx, criterion.key, year)
    changeable = year not in await closed_years(tx)
    return replace(screens.figure(ctx, year, criterion, found, problem, changeable=changeable), toast=toast)


async def take_back(ctx: Ctx, tx: Tx, year: str, entry: str) -> Screen:
    """It was entered by mistake; what stood there before holds again."""
    number = read_year(ctx, year)
    standing = {str(one.id): one for one in (await newest(tx, number)).values()} if number is not None else {}
    found = outside(ctx, standing[entry].criterion) if entry in standing else None
    if number is None or found is None:
        return await gone(ctx, tx)
    if number in await closed_years(tx):
        return refused(ctx, number, await one_figure(ctx, tx, number, found))
    await years.take_area_figure_back(tx, int(entry), number, ctx.now)
    return await one_figure(ctx, tx, number, found, toast=ctx.tr.text("Taken back."))


async def missing(ctx: Ctx, tx: Tx, year: str) -> Screen:
    """What is still missing, in numbers."""
    number = read_year(ctx, year)
    if number is None:
        return await gone(ctx, tx)
    found = await missing_in(tx, ctx.programme, number, ctx.now)
    return screens.missing(ctx, number, found, await _closes(ctx, tx, number))


async def _closes(ctx: Ctx, tx: Tx, year: int) -> bool:
    """Whether it can be closed now: its day has come, and it is not closed."""
    ripe = closable_on(ctx.programme, year) <= local_day(ctx.programme, ctx.now)
    return ripe and year not in await closed_years(tx)


async def ask_close(ctx: Ctx, tx: Tx, year: str) -> Screen:
    """Shall it be closed?"""
    number = read_year(ctx, year)
    if number is None:
        return await gone(ctx, tx)
    found = await missing_in(tx, ctx.programme, number, ctx.now)
    if found.rounds or not await _closes(ctx, tx, number):
        return problems.no_longer(ctx.tr, await page(ctx, tx, number))
    return screens.ask_close(ctx, number, found)


async def close(ctx: Ctx, tx: Tx, year: str) -> Screen:
    """From now on nothing in it changes; of two who press at once one does it."""
    number = read_year(ctx, year)
    if number is None:
        return await gone(ctx, tx)
    made = await close_figures(tx, ctx.programme, number, me(ctx).id, ctx.now)
    if made in (Closing.NOT_OVER, Closing.STILL_ASKED):
        return problems.no_longer(ctx.tr, await page(ctx, tx, number))
    return await page(ctx, tx, number, ctx.tr.text("{year} is closed.", year=str(number)))
