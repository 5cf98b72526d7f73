"""Reading the year in the chat of staff: in a picture, one criterion after another, and as a report to send on."""

from dataclasses import replace

from documents.glyphs import MissingGlyphs
from documents.typesetting import Paper
from domain.slots import local_day
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings.staff_printing_screens import not_printable
from handlers.report import staff_report_screens as screens
from handlers.report.staff_files import LANGUAGES, Form, file_name, maker, words_of
from handlers.report.staff_printed import Reading, picture, trend_picture
from handlers.report.staff_reading import read
from handlers.screen import Attachment, Screen
from storage.engine import Tx

# A table of every field is for other programs; in the chat it has no place.
IN_THE_CHAT = frozenset({Form.PDF, Form.XLSX, Form.CSV})
LONGEST_YEAR = 4


async def this_year(ctx: Ctx, tx: Tx) -> Screen:
    """The year it is now, in a picture."""
    return await of_year(ctx, tx, str(local_day(ctx.programme, ctx.now).year))


async def of_year(ctx: Ctx, tx: Tx, year: str) -> Screen:
    """One year in a picture, with a sentence about each criterion."""
    reading = await _reading(ctx, tx, year)
    if reading is None:
        return await _gone(ctx, tx)
    shown = screens.overview(ctx, reading)
    return _with_picture(ctx, shown, picture(ctx.tr, reading), str(reading.year.year)) if reading.own else shown


def _with_picture(ctx: Ctx, shown: Screen, paper: Paper, name: str) -> Screen:
    try:
        paper.check()
    except MissingGlyphs as problem:
        return replace(shown, text=f"{shown.text}\n\n{not_printable(ctx.tr, problem)}")
    return replace(shown, pictures=(Attachment(f"{name}.png", lambda: screens.drawn(paper)),))


async def words_only(ctx: Ctx, tx: Tx, year: str) -> Screen:
    """The same without the picture: whatever she does next draws it no second time."""
    reading = await _reading(ctx, tx, year)
    return await _gone(ctx, tx) if reading is None else screens.overview(ctx, reading)


async def one_by_one(ctx: Ctx, tx: Tx, year: str) -> Screen:
    """Her criteria, to look at each."""
    reading = await _reading(ctx, tx, year)
    return await _gone(ctx, tx) if reading is None else screens.each(ctx, reading)


async def criterion(ctx: Ctx, tx: Tx, year: str, criterion: str) -> Screen:
    """One criterion with all that is behind it."""
    reading = await _reading(ctx, tx, year)
    found = next((one for one in reading.criteria if one.key == criterion), None) if reading else None
    return await _gone(ctx, tx) if reading is None or found is None else screens.one(ctx, reading, found)


async def through_the_years(ctx: Ctx, tx: Tx, year: str, criterion: str) -> Screen:
    """One criterion through the years, as a picture."""
    reading = await _reading(ctx, tx, year)
    found = next((one for one in reading.criteria if one.key == criterion), None) if reading else None
    if reading is None or found is None:
        return await _gone(ctx, tx)
    return _with_picture(ctx, screens.one(ctx, reading, found), trend_picture(ctx.tr, reading, found), criterion)


async def papers(ctx: Ctx, tx: Tx, year: str) -> Screen:
    """In which form she wants the report."""
    reading = await _reading(ctx, tx, year)
    return await _gone(ctx, tx) if reading is None else screens.papers(ctx, reading)


async def file(ctx: Ctx, tx: Tx, year: str, form: str, written: str) -> Screen:
    """The report as a file, in the language it is to be written in; it holds what she may read, and nothing else."""
    reading = await _reading(ctx, tx, year)
    if reading is None or form not in IN_THE_CHAT or written not in LANGUAGES:
        return await _gone(ctx, tx)
    shown, kind = screens.papers(ctx, reading), Form(form)
    try:
        made = maker(words_of(ctx.services, written), reading, kind)
    except MissingGlyphs as problem:
        return replace(shown, text=not_printable(ctx.tr, problem))
    ready = replace(shown, text=screens.ready(ctx, reading))
    return replace(ready, attachment=Attachment(file_name(reading, kind, written), made))


async def _reading(ctx: Ctx, tx: Tx, year: str) -> Reading | None:
    if not (year.isascii() and year.isdecimal() and len(year) <= LONGEST_YEAR):
        return None
    return await read(tx, ctx.services, ctx.person, int(year))


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    """No such year or criterion, or not hers to read: the same words."""
    now = await _reading(ctx, tx, str(local_day(ctx.programme, ctx.now).year))
    assert now is not None, "the year it is now can always be read"
    return problems.no_longer(ctx.tr, screens.overview(ctx, now))
