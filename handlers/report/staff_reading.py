"""What somebody may read of a year: its figures, the other years beside it, and what was asked."""

from domain.access import Reach, Right, reach
from domain.figures import Year
from domain.people import Person
from domain.reports import criteria_read, has_data, visible
from domain.slots import local_day
from domain.surveys import Round
from handlers.context import Services
from handlers.report.staff_printed import Reading
from storage import surveys, years
from storage.engine import Tx
from storage.figures import year_figures

# So many years back are looked at; older ones are read by their number on the command line.
MOST_YEARS = 6


async def years_there(tx: Tx, services: Services) -> list[int]:
    """The years that can be read, oldest first: those that were closed, the one before this, and this one."""
    this = local_day(services.programme, services.now()).year
    return sorted({*await years.every_closed_year(tx), this - 1, this})[-MOST_YEARS:]


async def read_years(tx: Tx, services: Services, person: Person | None) -> list[Year]:
    """Every year as she may read it; one in which there is nothing is left out, but not this one."""
    programme, now = services.programme, services.now()
    every = [await year_figures(tx, programme, year, now) for year in await years_there(tx, services)]
    this = local_day(programme, now).year
    return [visible(one, programme, person) for one in every if one.year == this or has_data(one)]


async def read(tx: Tx, services: Services, person: Person, year: int) -> Reading | None:
    """One year as she may read it, with the others beside it; None where there is no such year."""
    found = await read_years(tx, services, person)
    which = next((one for one in found if one.year == year), None)
    if which is None:
        return None
    criteria, whole = criteria_read(which, person), reach(person, Right.REPORT) is Reach.ALL
    return Reading(services.programme, which, criteria, tuple(found), await _asked(tx, year), whole)


async def read_one(tx: Tx, services: Services, year: int) -> Reading:
    """Any year at all, with everything in it: for the command line."""
    programme = services.programme
    which = await year_figures(tx, programme, year, services.now())
    others = [one for one in await read_years(tx, services, None) if one.year != year]
    every = sorted([*others, which], key=lambda one: one.year)
    return Reading(programme, which, which.criteria, tuple(every), await _asked(tx, year))


async def _asked(tx: Tx, year: int) -> tuple[Round, ...]:
    """The rounds whose wording may stand in a report: those that are closed."""
    return tuple(one for one in await surveys.rounds_of(tx, year) if one.closed_at is not None)
