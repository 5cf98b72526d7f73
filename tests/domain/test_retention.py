"""How long things are kept: terms in days and in years, what a plan may choose, and that copies are outlived."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.programme_file import read_programme
from domain.programme_table import ProgrammeError
from domain.retention import BY_KEY, COPIES, RULES, SETTINGS, STAYS, USUAL, WORDS_AT_MOST, Term
from tests.domain.houses import COPENHAGEN, local, utc

FILE = Path(__file__).parents[2] / "programmes" / "viby-syd.toml"
VIBY: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))


def test_days_are_counted_back_from_now() -> None:
    assert Term(30).before(utc("2026-03-31 12:00"), COPENHAGEN) == utc("2026-03-01 12:00")


@pytest.mark.parametrize(
    ("now", "first"), [("2031-12-31 23:59", "2026-01-01 00:00"), ("2032-01-01 00:00", "2027-01-01 00:00")]
)
def test_years_begin_when_the_year_is_over_on_the_wall_of_the_house(now: str, first: str) -> None:
    assert Term(years=5).before(local(now), COPENHAGEN) == local(first)


def test_terms_are_written_as_people_say_them() -> None:
    assert [str(Term(days)) for days in (0, 1, 30)] == ["at once", "1 day", "30 days"]
    assert str(Term(years=5)) == "5 years after the end of the year"


def test_every_rule_has_a_name_of_its_own_and_says_everything() -> None:
    assert len(BY_KEY) == len(RULES)
    assert all(rule.what and rule.tables and rule.since and rule.then for rule in RULES)
    assert not {table for rule in RULES for table in rule.tables} & STAYS.keys()


def test_what_a_plan_may_set_is_weighed_and_usually_within_its_own_bounds() -> None:
    assert {rule.setting for rule in RULES if rule.setting} == SETTINGS.keys()
    assert all(rule.weighed for rule in RULES if rule.setting)
    assert all(setting.least <= setting.usual <= setting.most for setting in SETTINGS.values())


def test_who_was_forgotten_is_remembered_longer_than_any_copy_lives() -> None:
    assert BY_KEY["erasures"].term.span > COPIES.span
    assert BY_KEY["emptied-persons"].term.span >= BY_KEY["erasures"].term.span


def test_a_request_outlives_what_was_said_about_it_and_its_words() -> None:
    shortest = timedelta(days=SETTINGS["requests_days"].least)
    assert shortest > BY_KEY["notices"].term.span
    assert shortest > WORDS_AT_MOST.span


def test_a_plan_that_says_nothing_keeps_the_usual_terms() -> None:
    without = {key: value for key, value in VIBY.items() if key != "retention"}
    assert read_programme(without).retention == USUAL
    assert read_programme(VIBY).retention == USUAL


def test_a_plan_chooses_within_bounds() -> None:
    chosen = read_programme({**VIBY, "retention": {"requests_days": 200}}).retention
    assert BY_KEY["requests"].term_in(chosen) == Term(200)
    assert BY_KEY["persons"].term_in(chosen) == Term(730)
    assert BY_KEY["drafts"].term_in(chosen) == Term(7)


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ({"requests_days": 30}, "programme.retention.requests_days must be at least 120, not 30"),
        ({"talks_years": 50}, "programme.retention.talks_years must be at most 10, not 50"),
        ({"persons_days": "long"}, "programme.retention.persons_days must be int, not 'long'"),
        ({"person_days": 700}, "programme.retention.person_days is none of left_open_days, requests_days,"),
    ],
)
def test_what_a_plan_may_not_choose_is_refused_by_name(said: dict[str, Any], trouble: str) -> None:
    with pytest.raises(ProgrammeError) as refused:
        read_programme({**VIBY, "retention": said})
    assert str(refused.value).startswith(trouble)
