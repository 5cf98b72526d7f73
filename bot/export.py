"""The registers of a year for the programme's own archive, from the command line."""

from pathlib import Path

from bot.reports import Mishap
from bot.settings import Settings
from bot.wiring import open_present, services_of
from documents.archive import packed
from domain.people import Person
from domain.slots import local_day
from handlers.context import Ctx, Services
from handlers.report.staff_archive import file_name, sheets_of


class NoSuchYear(Mishap):
    """A year that is ahead of us, or so long ago that nothing of it is kept."""


async def export_registers(settings: Settings, year: int, out: Path | None) -> Path:
    """Write the tables of a year into one file, with a codebook; says where it lies."""
    services = services_of(settings)
    this = local_day(services.programme, services.now()).year
    oldest = this - services.programme.retention["talks_years"]
    if not oldest <= year <= this:
        raise NoSuchYear(f"the registers hold the years {oldest} to {this}, not {year}")
    database = await open_present(settings)
    try:
        async with database.transaction() as tx:
            content = packed(*await sheets_of(_reader(services), tx, year))
    finally:
        await database.close()
    file = _place(out, file_name(year))
    file.write_bytes(content)
    return file


def _reader(services: Services) -> Ctx:
    """Nobody in particular, who reads Danish as staff do."""
    return Ctx(Person(0, 0, 0), services.languages.staff, services, services.now())


def _place(out: Path | None, name: str) -> Path:
    if out is None:
        return Path(name)
    return out / name if out.is_dir() else out
