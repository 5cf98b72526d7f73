"""The years of the demo: one closed, one running, the same at every start, whatever day it is."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot.demo_term import plant_term
from bot.demo_years import plant_years
from bot.wiring import open_database, services_of
from domain.figures import Verdict, Year
from domain.reports import has_data
from storage import surveys
from storage.engine import Tx
from storage.figures import year_figures
from tests.bot.test_cli import KEY, settings_of
from tests.documents.sample_years import programme
from tests.town import ZONE

PLAN = programme()


@asynccontextmanager
async def planted(folder: Path, now: datetime) -> AsyncIterator[Tx]:
    """What stands in a demo that is started on this day."""
    given = {"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": str(folder), "NABOBOT_SECRET_KEY": KEY}
    settings = settings_of(given)
    database, services = await open_database(settings), services_of(settings)
    async with database.transaction() as tx:
        await plant_years(tx, services, await plant_term(tx, PLAN, now), now)
        yield tx
    await database.close()


async def figures(folder: Path, now: datetime, *which: int) -> list[Year]:
    """These years of it."""
    async with planted(folder, now) as tx:
        return [await year_figures(tx, PLAN, year, now) for year in which]


async def test_a_closed_year_and_one_that_runs(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
    closed, running = await figures(tmp_path / "one", now, 2025, 2026)
    assert closed.closed_on is not None
    assert running.closed_on is None
    helped = [year.figure("counselling-helped") for year in (closed, running)]
    assert helped[0] is not None
    assert helped[0].response is not None
    # All four rounds of it were asked.
    assert helped[0].response.asked > 40
    assert all(one is not None and one.joint is not None and one.joint.yes is not None for one in helped)
    # Between them the two show whatever a figure can say.
    assert {one.verdict for year in (closed, running) for one in year.figures} == set(Verdict)
    assert all(closed.figure(one.key) is not None for one in PLAN.criteria)
    again = await figures(tmp_path / "two", now, 2025, 2026)
    assert [[(one.criterion, one.value, one.joint) for one in year.figures] for year in again] == [
        [(one.criterion, one.value, one.joint) for one in year.figures] for year in (closed, running)
    ]


@pytest.mark.parametrize(
    ("month", "day", "closed", "running", "rounds"),
    [
        # In January last year waits for its answers: it runs, with three rounds behind it.
        (1, 31, 2025, 2026, 3),
        # From February on it is closed, and no round of this year can be before May.
        (2, 2, 2025, 2026, 4),
        (2, 3, 2026, 2027, 0),
        (5, 3, 2026, 2027, 1),
        (11, 23, 2026, 2027, 3),
    ],
)
async def test_whatever_day_it_is_there_is_a_closed_year_and_one_that_runs(
    tmp_path: Path, month: int, day: int, closed: int, running: int, rounds: int
) -> None:
    now = datetime(2027, month, day, 9, 30, tzinfo=ZONE)
    async with planted(tmp_path, now) as tx:
        years = [await year_figures(tx, PLAN, year, now) for year in (closed, running)]
        held = [one for one in await surveys.rounds_of(tx, running) if one.survey == "counselling"]
    assert [one.closed_on is not None for one in years] == [True, False]
    assert all(map(has_data, years))
    assert [one.closed_at is not None and one.closed_at <= now for one in held] == [True] * rounds
    helped = years[1].figure("counselling-helped")
    assert helped is not None
    assert (helped.joint is not None and helped.joint.answered > 0) is (rounds > 0)
