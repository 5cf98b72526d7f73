"""A year of the house, lived through in the chat by many people, and its report held against a pencil.

`make year` lets the whole village live, three hundred people; among the other tests it is a third of them. What is
compared is the report as others read it, from the command line, with what is counted from the diary of all that was
pressed: see `tests/year/count.py`.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest
import pytest_asyncio

from bot.demo_people import label
from tests.bot.copying import nabobot
from tests.conversations.ledger import unsound
from tests.town import Town, plain, town_in
from tests.year import count
from tests.year.asked import Manners
from tests.year.life import BEGINS, SMALL, WHOLE, YEAR, Village, live, settle
from tests.year.people import GUIDED
from tests.year.village import Villager

EVENING, MOTHERS, GROUP, COURSE = "evening", "mothers", "group", "course"
TIMES_TO_COMPLETE = 6


@dataclass(frozen=True)
class Lived:
    """The village at the end of its year, and the report of it as other programs read it."""

    village: Village
    report: Mapping[str, Any]

    def row(self, criterion: str, part: str = "") -> Mapping[str, Any]:
        """One row of the report."""
        part_or_whole = (part,) if part else ("", "joint")
        (found,) = (
            one for one in self.report["figures"] if one["criterion"] == criterion and one["part"] in part_or_whole
        )
        return dict(found)

    def people(self, survey: str) -> list[Villager]:
        """Whom a survey is about."""
        village = self.village
        both = [one for each in village.courses for one in each]
        about = {
            "counselling": [*village.counselled, *village.second],
            "focus": [*both, *village.mothers],
            "group": [one for each in village.groups for one in each],
        }
        return about[survey]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def lived(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Lived]:
    folder = tmp_path_factory.mktemp("year")
    async with town_in(folder, restless=False, at=BEGINS) as town:
        village = await settle(town, WHOLE if os.environ.get("NABOBOT_WHOLE_YEAR") else SMALL)
        await live(village, Manners(Random(7)).look)
        yield Lived(village, await report_of(town, folder))


async def report_of(town: Town, folder: Path) -> Mapping[str, Any]:
    """What `nabobot report` writes."""
    with pytest.MonkeyPatch.context() as patched:
        words = ("report", "--year", str(YEAR), "--format", "json", "--out", str(folder / "year.json"))
        result = await asyncio.to_thread(nabobot, patched, town.settings(), *words)
        assert result.exit_code == 0, result.output
    return dict(json.loads((folder / "year.json").read_text("utf-8")))


pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(900)]


def gathered(lived: Lived, activity: str) -> list[dict[str, set[str]]]:
    """Who opened which door, of each gathering of an activity."""
    doors = count.doors(lived.village.diary, lived.village.doors)
    return [doors[code] for code in lived.village.planned[activity]]


async def test_talks_and_families(lived: Lived) -> None:
    village = lived.village
    words = label(village.worker.tr, GUIDED), label(village.worker.tr, "🆕 A new family")
    talked = count.talked(village.diary, *words)
    assert lived.report["talks"] == len(talked) == village.size.talks
    assert lived.row("counselling-families")["value"] == len(set(talked)) == len(talked) - village.size.again


async def test_courses_meetings_groups_and_evenings(lived: Lived) -> None:
    courses = [count.completed(each, TIMES_TO_COMPLETE) for each in gathered(lived, COURSE)]
    singles = [one["value"] for one in lived.report["singles"] if one["criterion"] == "course-completed"]
    assert sorted(singles) == sorted(courses)
    assert lived.row("course-completed")["verdict"] == ("met" if min(courses) >= 8 else "not-met")
    mothers = count.ever({who: names for each in gathered(lived, MOTHERS) for who, names in each.items()})
    assert lived.row("mothers-women")["value"] == len(mothers)
    members = set().union(*(count.ever(each) for each in gathered(lived, GROUP)))
    assert lived.row("group-mothers")["value"] == len(members)
    evenings = [len(names) for each in gathered(lived, EVENING) for names in each.values()]
    assert lived.row("evenings-held")["value"] == len(evenings) == 5
    assert lived.row("evenings-families")["value"] == pytest.approx(sum(evenings) / len(evenings))


async def test_what_became_of_mothers_and_children(lived: Lived) -> None:
    diary = lived.village.diary
    started, not_yet = (len(count.entries(diary, f"1: {word}")) for word in ("er startet", "ikke endnu"))
    row = lived.row("group-daycare")
    assert (row["value"], row["value_of"]) == (started, started + not_yet)
    some, none = (sum(len(count.entries(diary, word)) for word in words) for words in (PLANS, ("ingen plan",)))
    row = lived.row("group-plan")
    assert (row["value"], row["value_of"]) == (some, some + none)
    assert started > 0
    assert some > 0


PLANS = ("job", "uddannelse", "aktivering")


# A number where both sides are large enough to be told; a range where a number would tell too much of the last round.
WIDEST = {"counselling": 0, "focus": 4}
SURVEYS = {"counselling-helped": "counselling", "focus-experienced": "focus"}


@pytest.mark.parametrize(("criterion", "survey"), SURVEYS.items())
async def test_what_families_answered(lived: Lived, criterion: str, survey: str) -> None:
    counted = count.survey(lived.village.diary, lived.people(survey), survey)
    row = lived.row(criterion)
    assert row["n_answered"] == counted.answered
    assert (row["k_low"] or 0) <= counted.joint <= (row["k_high"] or counted.answered)
    if lived.village.size == WHOLE:
        assert row["k_high"] - row["k_low"] <= WIDEST[survey]
    for question, number in counted.parts.items():
        part = lived.row(criterion, question)
        assert (part["k_low"] or 0) <= number <= (part["k_high"] or counted.answered)
    asked = {one.family for one in lived.people(survey) if one.has_read(count.ASKED)}
    assert row["n_asked"] == len(asked)


async def test_who_is_reached_answers_as_people_do(lived: Lived) -> None:
    """The year is none in which everybody answers: some say no, some stop half way, some never look."""
    for survey in ("counselling", "focus"):
        counted = count.survey(lived.village.diary, lived.people(survey), survey)
        assert 0.4 < counted.answered / len({one.family for one in lived.people(survey)}) < 0.8
        assert counted.begun > 0
    noes = {plain(label(one.tr, "No, thank you")) for one in lived.village.everybody}
    assert any(count.entries(lived.village.diary, words) for words in noes)


async def test_nothing_is_left_undone(lived: Lived) -> None:
    assert await unsound(lived.village.town) == {}
    assert lived.village.town.telegram.complaints == []
