"""A figure of the area is entered: how much, from whom, and of which day."""

from domain.access import Right
from domain.criteria import Criterion
from domain.drafts import Draft
from domain.slots import local_day
from domain.years import LONGEST_SOURCE, bounds_of, read_figure
from handlers import forms
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.counselling.times import read_day
from handlers.forms import Form, Step, answered
from handlers.incoming import Arrived
from handlers.report import staff_area_screens as screens
from handlers.report.staff_year import gone, one_figure, outside, read_year
from handlers.screen import Screen
from handlers.staff.closed_years import closed_years, refused
from handlers.staff.past_days import read_past_day
from locales import clean
from storage import drafts, years
from storage.engine import Tx

USUAL, AS_BEFORE = "usual", "before"


async def enter(ctx: Ctx, tx: Tx, year: str, area: str) -> Screen:
    """Begin: which figure is it?"""
    number, found = read_year(ctx, year), outside(ctx, area)
    if number is None or found is None:
        return await gone(ctx, tx)
    if number in await closed_years(tx):
        return refused(ctx, number, await one_figure(ctx, tx, number, found))
    return await forms.begin(ctx, tx, AREA, year=number, criterion=area)


async def typed(ctx: Ctx, tx: Tx, text: str, year: str, area: str) -> Screen:
    """She wrote the figure right under what stands there."""
    number, found = read_year(ctx, year), outside(ctx, area)
    if number is None or found is None:
        return await gone(ctx, tx)
    if number in await closed_years(tx):
        return refused(ctx, number, await one_figure(ctx, tx, number, found))
    value, problem = _read(ctx, found, text)
    if value is None:
        return await one_figure(ctx, tx, number, found, problem=problem)
    return await forms.begin(ctx, tx, AREA, year=number, criterion=area, value=value)


def _read(ctx: Ctx, criterion: Criterion, text: str) -> tuple[float | None, str | None]:
    """The figure, or why it is none."""
    value, (least, most) = read_figure(text), bounds_of(criterion)
    if value is None:
        return None, ctx.tr.html("I did not understand that figure. Write for example 6,4.")
    if not least <= value <= most:
        lowest, highest = (screens.figure_name(ctx.tr, criterion, one) for one in (least, most))
        return None, ctx.tr.html("That cannot be: it lies between {least} and {most}.", least=lowest, most=highest)
    return value, None


def _criterion(ctx: Ctx, draft: Draft) -> Criterion | None:
    return outside(ctx, draft.answers["criterion"])


async def ask_value(ctx: Ctx, tx: Tx, draft: Draft, *, problem: str | None = None) -> Screen:
    """How much?"""
    found = _criterion(ctx, draft)
    return await _lost(ctx, tx) if found is None else screens.ask_value(ctx, draft, found, problem)


async def _lost(ctx: Ctx, tx: Tx) -> Screen:
    """The programme has it no longer."""
    await drafts.drop_draft(tx, ctx.person.id)
    return await gone(ctx, tx)


async def read_value(ctx: Ctx, tx: Tx, draft: Draft, text: str) -> Draft | Screen:
    """So much."""
    found = _criterion(ctx, draft)
    if found is None:
        return await _lost(ctx, tx)
    value, problem = _read(ctx, found, text)
    return await ask_value(ctx, tx, draft, problem=problem) if value is None else answered(draft, "value", value)


async def ask_source(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Who measured it?"""
    found = _criterion(ctx, draft)
    return await _lost(ctx, tx) if found is None else screens.ask_source(ctx, draft, found)


async def tap_source(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """The one that the programme names."""
    return answered(draft, "source", True) if value == USUAL else await ask_source(ctx, tx, draft)


async def read_source(ctx: Ctx, tx: Tx, draft: Draft, text: str) -> Draft | Screen:
    """Another one."""
    words = clean(text, LONGEST_SOURCE)
    return answered(draft, "source", True, source=words) if words else await ask_source(ctx, tx, draft)


async def ask_day(ctx: Ctx, tx: Tx, draft: Draft, *, problem: str | None = None) -> Screen:
    """Of which day is it?"""
    return screens.ask_day(ctx, draft, problem)


async def tap_day(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """That day; the button says which, so that an old one does no harm."""
    day = read_day(value)
    fits = day is not None and day <= local_day(ctx.programme, ctx.now)
    return answered(draft, "day", value) if fits else await ask_day(ctx, tx, draft)


async def read_typed_day(ctx: Ctx, tx: Tx, draft: Draft, text: str) -> Draft | Screen:
    """Another day."""
    day = read_past_day(text, local_day(ctx.programme, ctx.now))
    if day is None:
        problem = ctx.tr.html("Write a day that is not ahead of us, for example 1/12 or 1. december 2026.")
        return await ask_day(ctx, tx, draft, problem=problem)
    return answered(draft, "day", day.isoformat())


async def keep(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """It stands there from now on; what stood there before stays in the history."""
    await drafts.drop_draft(tx, ctx.person.id)
    number, found = read_year(ctx, str(draft.answers["year"])), _criterion(ctx, draft)
    day = read_day(str(draft.answers["day"]))
    if number is None or found is None or day is None:
        return await gone(ctx, tx)
    if number in await closed_years(tx):
        return refused(ctx, number, await one_figure(ctx, tx, number, found))
    source = draft.secrets.get("source") or ctx.tr.pick(found.source)
    entered = (float(draft.answers["value"]), source, day)
    await years.note_area_figure(tx, found.key, number, *entered, me(ctx).id, ctx.now)
    return await one_figure(ctx, tx, number, found, toast=ctx.tr.text("Saved."))


AREA = Form(
    "area-figure",
    (
        Step("value", ask_value, {Arrived.TYPED: read_value}),
        Step("source", ask_source, {Arrived.TAP: tap_source, Arrived.TYPED: read_source}),
        Step("day", ask_day, {Arrived.TAP: tap_day, Arrived.TYPED: read_typed_day}),
    ),
    keep,
    Right.YEAR,
)
