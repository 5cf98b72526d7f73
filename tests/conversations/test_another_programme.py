"""Another plan's file runs the same house: other zone, hours, words, activities, criteria and questions, no code."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest_asyncio
from click.testing import CliRunner

from bot.cli import main
from bot.settings import Settings
from bot.wiring import load_programme
from domain.figures import Verdict, Year
from domain.gathering_rules import Unit
from domain.gatherings import About, Gathering
from domain.people import Role
from domain.sign_ups import Arrival, SignUp
from domain.surveys import Option, Quarter
from locales import Languages
from storage import people, sign_ups
from storage.engine import Tx
from storage.figures import year_figures
from tests.conversations.gatherings import EVENING, open_evening
from tests.conversations.taking_part import family
from tests.conversations.walks import asks, booking
from tests.town import Citizen, Town, town_in

FILE = Path(__file__).parents[2] / "programmes" / "sundbakken.toml"


load = Languages.load


@cache
def read_words_in(zone: ZoneInfo, *, programme: Path | None = None) -> Languages:
    return load(zone, programme=programme)


class OtherTown(Town):
    """A town that is run by another plan."""

    def settings(self) -> Settings:
        return replace(super().settings(), programme=FILE)

    async def open(self) -> None:
        # Towns share catalogues that tell the time as in Denmark: this one has its own.
        with patch.object(Languages, "load", read_words_in):
            await super().open()


@pytest_asyncio.fixture
async def other_town(tmp_path: Path) -> AsyncIterator[Town]:
    async with town_in(tmp_path, restless=False, kind=OtherTown) as found:
        yield found


def test_the_file_is_checked_like_any_other() -> None:
    said = CliRunner().invoke(main, ["programme", "check", str(FILE)])
    assert (said.exit_code, "Sundbakken (opfundet)" in said.output) == (0, True), said.output
    assert "INVENTED, all of it" in FILE.read_text(encoding="utf-8")


async def figures(town: Town) -> Year:
    async with town.running.database.transaction() as tx:
        return await year_figures(tx, town.running.services.programme, town.now.year, town.now)


async def books_a_time(someone: Citizen) -> tuple[str, str]:
    """The whole way to a booked time, by this plan's own topic and hours; gives the day and the hour."""
    await asks(someone, "⛵ Work at sea", way="🗓 Book a time")
    chosen = await someone.taps_nth(0), await someone.taps_nth(1)
    await someone.taps("✔️ Go on")
    await someone.taps("No name")
    await someone.taps(booking(someone))
    return chosen


async def test_a_talk_is_booked_by_its_hours_and_counted_by_its_criterion(other_town: Town) -> None:
    mette = await other_town.staff("Mette")
    oksana = await other_town.resident("Oksana", "en")
    assert "Bakkehuset" in oksana.text
    day, hour = await books_a_time(oksana)
    assert oksana.has_read("Your time is booked. We look forward to seeing you.")
    # The first Tuesday, half an hour after eight by a clock that is an hour behind Denmark's.
    assert ("24" in day, hour) == (True, "08:30")
    await other_town.until(datetime(2026, 11, 24, 10, 0, tzinfo=UTC))
    assert mette.reads("🕑 How did it go?")
    await mette.taps("✅ Talk held")
    await mette.taps("She got guidance")
    await mette.taps("📅 Today")
    assert mette.reads("Families with at least one talk this year: {families} of {goal}.", families=1, goal=12)
    year = await figures(other_town)
    assert [one.criterion for one in year.figures] == [
        *("families", "kitchen-nights", "kitchen-families"),
        *("danish-completed", "danish-helps", "moves"),
    ]
    found = year.figure("families")
    assert found is not None
    assert (found.value, found.verdict, year.talks) == (1, Verdict.ON_THE_WAY, 1)


async def test_its_evenings_are_counted_by_its_own_criteria(other_town: Town) -> None:
    await other_town.staff("Kim", Role.COORDINATOR)
    evening = await open_evening(other_town, About("bread"), at=EVENING, places=12, activity="kitchen")
    there = [await family(other_town, name, "en", evening) for name in ("Oksana", "Pavlo")]
    async with other_town.running.database.transaction() as tx:
        for one in there:
            signed = await standing(tx, one, evening)
            said = sign_ups.came(True, Arrival.LIST, other_town.now)
            await sign_ups.say(tx, evening.sessions[0].id, signed.family, signed.person, Unit.FAMILY, **said)
    await other_town.until(EVENING + timedelta(hours=4))
    held, average = [(await figures(other_town)).figure(key) for key in ("kitchen-nights", "kitchen-families")]
    assert held is not None
    assert average is not None
    assert (held.value, held.verdict) == (1, Verdict.ON_THE_WAY)
    assert (average.value, average.of, average.verdict) == (2, 1, Verdict.ON_THE_WAY)


async def standing(tx: Tx, someone: Citizen, gathering: Gathering) -> SignUp:
    """Her family's sign-up."""
    person = (await people.persons_of(tx, [someone.phone.id]))[someone.phone.id]
    found = await sign_ups.sign_up_of(tx, gathering.id, person, Unit.FAMILY)
    assert found is not None
    return found


def test_its_questions_and_yes_are_its_own() -> None:
    programme = load_programme(FILE)
    (survey,) = programme.surveys
    assert survey.yes == {Option.A_LOT}
    assert all(one.texts["en"] for one in survey.questions)
    assert Quarter(2026, 4).closes_on(survey).isoformat() == "2027-01-28"
