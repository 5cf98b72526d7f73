"""The yearly report from the command line: one year as a file, with everything in it."""

from collections.abc import Callable
from pathlib import Path

from bot.reports import Mishap
from bot.roster import written
from bot.settings import Settings
from bot.wiring import services_of
from documents.glyphs import MissingGlyphs
from domain.reports import has_data
from domain.slots import local_day
from handlers.context import Services
from handlers.report.staff_files import Form, file_name, maker, words_of
from handlers.report.staff_printed import Reading
from handlers.report.staff_reading import read_one
from locales import Translator
from storage.engine import Tx


class NothingToReport(Mishap):
    """Nothing was counted in that year; the message says which years there are."""


class NotWritten(Mishap):
    """The file cannot be written, or holds letters that cannot be printed."""


async def write_report(
    settings: Settings,
    year: int | None,
    form: Form,
    language: str,
    out: Path | None,
    done: Callable[[int], None] = lambda _: None,
) -> Path:
    """Write the report of a year, of the current one where none is named; says where it lies.

    `done` is told of each part that is done: the figures are read, the file is made.
    """
    services = services_of(settings)
    async with written(settings) as tx:
        reading = await _read(tx, services, year or local_day(services.programme, services.now()).year)
    done(1)
    file = out or Path(file_name(reading, form, language))
    _write(file, words_of(services, language), reading, form)
    done(1)
    return file


async def _read(tx: Tx, services: Services, year: int) -> Reading:
    reading = await read_one(tx, services, year)
    if not has_data(reading.year):
        there = [str(one.year) for one in reading.years if has_data(one)]
        raise NothingToReport(
            f"nothing was counted in {year}; there is a report of: {', '.join(there) or 'no year yet'}"
        )
    return reading


def _write(file: Path, tr: Translator, reading: Reading, form: Form) -> None:
    try:
        file.write_bytes(maker(tr, reading, form)())
    except MissingGlyphs as problem:
        raise NotWritten(f"nothing was written: {problem}") from None
    except OSError as problem:
        raise NotWritten(f"{file} cannot be written: {problem.strerror}") from None
