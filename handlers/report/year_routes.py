"""The routes of the leader's year: figures of the area, what is missing, the archive, and closing it."""

from domain.access import Right
from handlers.report import staff_archive, staff_area, staff_year, staff_year_reminding
from handlers.routing import Command, Route, Tap

YEAR = Right.YEAR
routes: list[Route] = [
    Command("aaret", staff_year.this_year, YEAR),
    Tap("year", staff_year.this_year, YEAR),
    Tap("year:{year}", staff_year.look, YEAR),
    Tap("year:{year}:figure:{area}", staff_year.figure, YEAR, staff_area.typed),
    Tap("year:{year}:enter:{area}", staff_area.enter, YEAR),
    Tap("year:{year}:back:{entry}", staff_year.take_back, YEAR),
    Tap("year:{year}:missing", staff_year.missing, YEAR),
    Tap("year:{year}:archive", staff_archive.as_file, YEAR),
    Tap("year:{year}:close", staff_year.ask_close, YEAR),
    Tap("year:{year}:close:yes", staff_year.close, YEAR),
]
NOTICES = staff_year_reminding.NOTICES
DUTIES = staff_year_reminding.DUTIES
