"""Translations from the command line: how far each language is, with what this house has checked."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

from bot.reports import Mishap
from bot.settings import Settings
from bot.wiring import open_present, services_of
from handlers.context import Services
from handlers.words.checks import desk_of, to_check
from locales import LANGUAGES
from locales.checking import WRITTEN_HERE
from locales.counting import COLUMNS, NOT_ASKED, figures
from locales.desk import Count, Desk
from storage.engine import Tx


class NoSuchLanguage(Mishap):
    """A language that has no sentences here, or none that anybody has to check."""


@asynccontextmanager
async def what_is_known(settings: Settings, *, catalogue: bool = False) -> AsyncIterator[Tx | None]:
    """The database, if there is one and it is asked for: none is made."""
    file = settings.database_file
    if catalogue or (file is not None and not file.exists()):
        yield None
        return
    database = await open_present(settings)
    try:
        async with database.transaction() as tx:
            yield tx
    finally:
        await database.close()


async def desk_in(services: Services, tx: Tx | None, code: str) -> Desk:
    """A language as the house has it, or as it came where there is no house yet."""
    return Desk(services.languages.translators.shelf, code, {}) if tx is None else await desk_of(services, tx, code)


def know(services: Services, code: str) -> None:
    """Refuse a language that nobody has to check."""
    codes = to_check(services)
    if code not in codes:
        raise NoSuchLanguage(f"{code!r} has no sentences to check; these have: {', '.join(codes)}")


async def count_words(settings: Settings) -> list[str]:
    """A table: a row for each language, and one for what the plan says in it itself."""
    services = services_of(settings)
    rows: list[tuple[str, ...]] = [COLUMNS]
    async with what_is_known(settings) as tx:
        for code in services.languages.translators:
            if code == LANGUAGES[code].catalogue:
                rows += _rows(await desk_in(services, tx, code))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_aligned(row, widths) for row in rows]


def _rows(desk: Desk) -> Iterator[tuple[str, ...]]:
    code, programme = desk.language.code, desk.count(programme=True)
    yield (code, *_figures(code, desk.count()))
    if programme.sentences:
        yield (f"{code}, the plan's own", *_figures(code, programme))


def _figures(code: str, count: Count) -> list[str]:
    """What is written here is nobody's draft."""
    shown = {"sentences", "missing"} if code in WRITTEN_HERE else set(COLUMNS)
    numbers = zip(COLUMNS[1:], figures(count), strict=True)
    return [str(number) if name in shown else NOT_ASKED for name, number in numbers]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
    return "  ".join([row[0].ljust(len(first)), *rest])
