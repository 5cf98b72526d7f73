"""The years of the demo: one closed, one running, the same at every start, whatever day it is."""

from datetime import datetime
from pathlib import Path

import pytest

from bot.demo_term import plant_term
from bot.demo_years import plant_years
from bot.wiring import open_database
from domain.figures import Verdict, Year
from storage.figures import year_figures
from tests.bot.test_cli import KEY, settings_of
from tests.documents.sample_years import programme
from tests.town import ZONE

PLAN = programme()


async def planted(folder: Path, now: datetime, *which: int) -> list[Year]:
    """These years, in a demo that is started on this day."""
    given = {"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": str(folder), "NABOBOT_SECRET_KEY": KEY}
    database = await open_database(settings_of(given))
    async with database.transaction() as tx:
        await plant_years(tx, PLAN, await plant_term(tx, PLAN, now), now)
        found = [await year_figures(tx, PLAN, year, now) for year in which]
    await database.close()
    return found


async def test_a_closed_year_and_one_that_runs(tmp_path: Path) -> None:
    now = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
    closed, running = await planted(tmp_path / "one", now, 2025, 2026)
    assert closed.closed_on is not None
    assert running.closed_on is None
    helped = [year.figure("counselling-helped") for year in (closed, running)]
    assert all(one is not None and one.joint is not None and one.joint.yes is not None for one in helped)
    # Between them the two show whatever a figure can say.
    assert {one.verdict for year in (closed, running) for one in year.figures} == set(Verdict)
    assert all(closed.figure(one.key) is not None for one in PLAN.criteria)
    again = await planted(tmp_path / "two", now, 2025, 2026)
    assert [[(one.criterion, one.value, one.joint) for one in year.figures] for year in again] == [
        [(one.criterion, one.value, one.joint) for one in year.figures] for year in (closed, running)
    ]


@pytest.mark.parametrize(("month", "day", "closed"), [(1, 2, 2025), (2, 2, 2025), (2, 3, 2026), (3, 31, 2026)])
async def test_early_in_a_year_the_newest_that_can_be_closed_is(
    tmp_path: Path, month: int, day: int, closed: int
) -> None:
    (year,) = await planted(tmp_path, datetime(2027, month, day, 9, 30, tzinfo=ZONE), closed)
    assert year.closed_on is not None
