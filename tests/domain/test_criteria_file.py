"""Surveys and criteria of a programme file: read as they stand there, and refused where they cannot be meant."""

import tomllib
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from domain.criteria import Better, Measure
from domain.programme_file import read_programme
from domain.programme_table import ProgrammeError
from domain.surveys import After, Option, Quarter, quarter_of

VIBY = tomllib.loads((Path(__file__).parents[2] / "programmes" / "viby-syd.toml").read_text(encoding="utf-8"))
SURVEYS = {row["key"]: number for number, row in enumerate(VIBY["surveys"])}
CRITERIA = {row["key"]: number for number, row in enumerate(VIBY["criteria"])}


def broken(*path: Any, value: Any) -> str:
    """What is said of the file of Viby Syd with one value replaced."""
    values = deepcopy(VIBY)
    place = values
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(ProgrammeError) as refusal:
        read_programme(values)
    return str(refusal.value)


def test_the_criteria_of_the_agreement_are_there_with_its_targets() -> None:
    found = {one.key: one for one in read_programme(VIBY).criteria}
    targets = {key: one.target for key, one in found.items() if one.target is not None}
    assert targets == {
        "counselling-families": 50,
        "counselling-helped": 0.75,
        "course-completed": 8,
        "mothers-women": 30,
        "focus-experienced": 0.75,
        "group-mothers": 30,
        "group-daycare": 0.75,
        "group-plan": 0.75,
        # The plan's own, marked so in the file.
        "group-experienced": 0.75,
        "evenings-held": 4,
        "evenings-families": 25,
    }
    assert {key for key, one in found.items() if one.times == 2} == {"course-completed"}
    outside = {key: one.baseline for key, one in found.items() if one.measure is Measure.OUTSIDE}
    assert {key: (one.value, one.better) for key, one in outside.items() if one is not None} == {
        "absence": (6.6, Better.LOWER),
        "marks": (5.0, Better.HIGHER),
        "social-rules": (47.2, Better.HIGHER),
    }


def test_a_survey_says_after_what_and_which_answers_agree() -> None:
    focus = read_programme(VIBY).survey("focus")
    assert focus is not None
    assert [(one.activity, one.after, one.days) for one in focus.occasions] == [
        ("course", After.END, ()),
        ("mothers", After.DAYS, ((6, 1), (12, 1))),
    ]
    assert focus.yes == {Option.A_LOT, Option.MOSTLY}
    assert focus.activities == ("course", "mothers")


@pytest.mark.parametrize(
    ("survey", "path", "value", "said"),
    [
        ("counselling", ("yes",), [], "programme.surveys[3].yes is empty"),
        ("counselling", ("yes",), ["unsaid"], "programme.surveys[3].yes: 'unsaid' is none of a-lot, mostly, little"),
        ("counselling", ("occasions", 0, "after"), "end", "programme.surveys[3].occasions[1].after: 'end' is nothing"),
        ("focus", ("occasions", 0, "after"), "matter", "programme.surveys[1].occasions[1].after: 'matter' is nothing"),
        ("focus", ("occasions", 0, "activity"), "dance", "programme.surveys[1].occasions[1]: 'dance' is none of couns"),
        ("focus", ("occasions", 1, "days"), ["6-1"], "programme.surveys[1].occasions[2].days: '6-1' is no day of ever"),
        ("focus", ("occasions", 1, "days"), [], "programme.surveys[1].occasions[2].days is empty"),
        ("focus", ("questions", 0, "key"), "mood", "programme.surveys[1].questions[1].key: 'mood' has no words; give"),
        ("focus", ("questions", 0, "key"), "offers", "programme.surveys[1].questions: the key 'offers' stands there"),
        ("focus", ("questions",), [{"key": "help"}], "programme.surveys[1].questions must be 2 to 4, not 1"),
        ("group", ("key",), "focus", "programme.surveys: the key 'focus' stands there twice"),
    ],
)
def test_a_survey_that_cannot_be_meant_is_refused(survey: str, path: tuple[Any, ...], value: Any, said: str) -> None:
    assert broken("surveys", SURVEYS[survey], *path, value=value).startswith(said)


@pytest.mark.parametrize(
    ("criterion", "path", "value", "said"),
    [
        (
            "counselling-helped",
            ("target",),
            75,
            "programme.criteria[2].target must be a share, for example 0.75, not 75",
        ),
        ("counselling-families", ("target",), 0, "programme.criteria[1].target must be a number from 1, not 0"),
        ("counselling-families", ("measure",), "events", "programme.criteria[1].measure: 'events' is nothing that"),
        ("counselling-families", ("key",), "marks", "programme.criteria: the key 'marks' stands there twice"),
        ("counselling-helped", ("survey",), "mood", "programme.criteria[2].survey: 'mood' is none of focus, group"),
        ("counselling-helped", ("questions",), ["mood"], "programme.criteria[2].questions: 'mood' is none of help"),
        ("counselling-helped", ("activities",), ["course"], "programme.criteria[2].activities: 'course' is none of"),
        ("counselling-helped", ("ways",), ["by-mail"], "programme.criteria[2].ways: 'by-mail' is none of booked"),
        ("course-completed", ("activities",), ["mothers"], "programme.criteria[3]: an activity of it has no completes"),
        ("group-daycare", ("activities",), ["course"], "programme.criteria[7].outcome: 'daycare' is no outcome of its"),
        ("group-daycare", ("counts",), ["job"], "programme.criteria[7].counts: 'job' is none of started"),
        ("absence", ("baseline", "better"), "up", "programme.criteria[12].baseline.better: 'up' is none of higher"),
        ("absence", ("baseline",), {}, "programme.criteria[12].baseline.value is missing"),
    ],
)
def test_a_criterion_that_cannot_be_meant_is_refused(
    criterion: str, path: tuple[Any, ...], value: Any, said: str
) -> None:
    assert broken("criteria", CRITERIA[criterion], *path, value=value).startswith(said)


def test_a_survey_carries_one_criterion_only() -> None:
    another = {**VIBY["criteria"][CRITERIA["counselling-helped"]], "key": "helped", "questions": ["help"]}
    said = broken("criteria", value=[*VIBY["criteria"], another])
    assert said == "programme.criteria: two are measured by the survey 'counselling'; it can carry only one"


def test_quarters_follow_one_another_over_the_turn_of_the_year() -> None:
    last = Quarter(2026, 4)
    assert (last.begins_on.isoformat(), last.ends_on.isoformat()) == ("2026-10-01", "2027-01-01")
    assert last.following == Quarter(2027, 1)
    assert quarter_of(last.begins_on) == last
    assert quarter_of(last.ends_on) == last.following
    survey = read_programme(VIBY).surveys[0]
    assert last.asks_until.isoformat() == "2027-01-18"
    assert last.closes_on(survey).isoformat() == "2027-02-01"


def test_an_outside_figure_is_in_percent_unless_the_file_says_its_bounds() -> None:
    found = {one.key: one.baseline for one in read_programme(VIBY).criteria if one.baseline is not None}
    bounds = {key: (one.percent, one.least, one.most) for key, one in found.items()}
    assert bounds == {"absence": (True, 0, 100), "marks": (False, -3, 12), "social-rules": (True, 0, 100)}
    said = broken("criteria", CRITERIA["marks"], "baseline", "most", value=4)
    assert said.endswith("baseline.value must lie between -3 and 4")
