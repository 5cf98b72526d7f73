"""Reads the surveys and the criteria of a programme from its file, and holds them against its activities."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta

from domain.criteria import COUNSELLING, Baseline, Better, Counted, Criterion, Measure
from domain.gathering_rules import GatheringRules, OutcomeKind
from domain.ledgers import Daycare, Plan
from domain.people import Role
from domain.programme_table import ProgrammeError, Table
from domain.registers import WAYS
from domain.surveys import (
    FEWEST_QUESTIONS,
    MOST_QUESTIONS,
    WORDED,
    After,
    Occasion,
    Option,
    Question,
    Survey,
)

LONGEST_QUESTION = 120
# These figures would give a child or a plan nobody knows of for a yes or a no.
_OUTCOMES = {OutcomeKind.DAYCARE: tuple(Daycare), OutcomeKind.PLAN: tuple(Plan)}
Rules = Mapping[str, GatheringRules | None]


def read_surveys(rows: Iterator[Table], rules: Rules) -> tuple[Survey, ...]:
    """The surveys; the first in the file goes first where two fall together."""
    found = tuple(_survey(row, rules) for row in rows)
    _once([one.key for one in found], "surveys")
    return found


def _survey(row: Table, rules: Rules) -> Survey:
    return Survey(
        key=row.key(),
        texts=row.texts("texts"),
        occasions=tuple(_occasion(one, rules) for one in row.rows("occasions")),
        questions=tuple(_questions(row)),
        yes=frozenset(Option(row.one_of("yes", word, tuple(Option)[:-1])) for word in row.words("yes")),
        wait=timedelta(days=row.at_least("wait_days", 1, 3)),
        remind=timedelta(days=row.at_least("remind_days", 1, 5)),
        stands=timedelta(days=row.at_least("stands_days", 2, 14)),
    )


def _questions(row: Table) -> list[Question]:
    found = [_question(one) for one in row.rows("questions")]
    if not FEWEST_QUESTIONS <= len(found) <= MOST_QUESTIONS:
        raise ProgrammeError(f"{row.name}.questions must be {FEWEST_QUESTIONS} to {MOST_QUESTIONS}, not {len(found)}")
    _once([one.key for one in found], f"{row.name}.questions")
    return found


def _question(row: Table) -> Question:
    key, texts = row.key(), row.texts("texts", needed=False, most=LONGEST_QUESTION)
    if not texts and key not in WORDED:
        raise ProgrammeError(f"{row.name}.key: {key!r} has no words; give it texts, or take one of {', '.join(WORDED)}")
    return Question(key, texts)


def _occasion(row: Table, rules: Rules) -> Occasion:
    activity = _activity(row, row.get("activity", str), rules)
    after = After(row.one_of("after", row.get("after", str), tuple(After)))
    if (after is After.MATTER) != (activity == COUNSELLING):
        raise ProgrammeError(f"{row.name}.after: {after.value!r} is nothing that {activity!r} has")
    days = tuple(_day(row, word) for word in row.words("days", needed=after is After.DAYS))
    return Occasion(activity, after, days)


def _day(row: Table, word: str) -> tuple[int, int]:
    if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])", word):
        raise ProgrammeError(f"{row.name}.days: {word!r} is no day of every year, write for example 06-15")
    return int(word[:2]), int(word[3:])


def _activity(row: Table, key: str, rules: Rules) -> str:
    if key != COUNSELLING and rules.get(key) is None:
        planned = [COUNSELLING, *(name for name, one in rules.items() if one is not None)]
        raise ProgrammeError(f"{row.name}: {key!r} is none of {', '.join(planned)}")
    return key


def read_criteria(rows: Iterator[Table], rules: Rules, surveys: Collection[Survey]) -> tuple[Criterion, ...]:
    """The criteria, in the order in which they are reported."""
    found = tuple(_criterion(row, rules, {one.key: one for one in surveys}) for row in rows)
    _once([one.key for one in found], "criteria")
    _one_each([one.survey for one in found if one.survey is not None])
    return found


def _criterion(row: Table, rules: Rules, surveys: Mapping[str, Survey]) -> Criterion:
    measure = Measure(row.one_of("measure", row.get("measure", str), tuple(Measure)))
    outside, registrars = measure is Measure.OUTSIDE, tuple(Role)
    by = row.get("registered_by", str, "" if outside else None)
    made = Criterion(
        key=row.key(),
        texts=row.texts("texts"),
        definition=row.texts("definition"),
        measure=measure,
        unit=Counted(row.one_of("unit", row.get("unit", str), tuple(Counted))),
        activities=tuple(_activity(row, key, rules) for key in row.words("activities", needed=not outside)),
        target=None if outside else _target(row, measure),
        registered_by=Role(row.one_of("registered_by", by, registrars)) if by else None,
        source=row.texts("source"),
        outcome=_outcome(row) if measure is Measure.OUTCOME else None,
        counts=tuple(row.words("counts", needed=measure is Measure.OUTCOME)),
        ways=tuple(row.one_of("ways", way, WAYS) for way in row.words("ways", needed=False)),
        survey=row.get("survey", str) if measure is Measure.ANSWERS else None,
        questions=tuple(row.words("questions", needed=measure is Measure.ANSWERS)),
        baseline=_baseline(row.table("baseline")) if outside else None,
        times=row.at_least("times", 1, 1) if measure is Measure.COMPLETED else 1,
    )
    _fits(row, made, rules, surveys)
    return made


def _target(row: Table, measure: Measure) -> float:
    """A number, or a share; a share of more than one would be percent by mistake."""
    target = row.get("target", float)
    share = measure in (Measure.ANSWERS, Measure.OUTCOME)
    if not (0 < target <= 1 if share else target >= 1):
        wanted = "a share, for example 0.75" if share else "a number from 1"
        raise ProgrammeError(f"{row.name}.target must be {wanted}, not {target:g}")
    return target


def _outcome(row: Table) -> OutcomeKind:
    return OutcomeKind(row.one_of("outcome", row.get("outcome", str), tuple(OutcomeKind)))


def _baseline(table: Table) -> Baseline:
    elsewhere = table.get("elsewhere", float) if "elsewhere" in table.values else None
    percent = not {"least", "most"} & table.values.keys()
    least, most = (0.0, 100.0) if percent else (table.get("least", float), table.get("most", float))
    if not least <= table.get("value", float) <= most:
        raise ProgrammeError(f"{table.name}.value must lie between {least:g} and {most:g}")
    return Baseline(
        value=table.get("value", float),
        year=table.at_least("year", 1900),
        better=Better(table.one_of("better", table.get("better", str), tuple(Better))),
        elsewhere=elsewhere,
        where=table.texts("where") if elsewhere is not None else None,
        percent=percent,
        least=least,
        most=most,
    )


def _fits(row: Table, made: Criterion, rules: Rules, surveys: Mapping[str, Survey]) -> None:
    """A criterion asks only for what its activities and its survey have."""
    held = [rules[key] for key in made.activities if key != COUNSELLING]
    if made.measure in (Measure.EVENTS, Measure.AVERAGE, Measure.COMPLETED) and COUNSELLING in made.activities:
        raise ProgrammeError(f"{row.name}.measure: {made.measure.value!r} is nothing that {COUNSELLING!r} has")
    if made.measure is Measure.COMPLETED and any(one is None or one.completes is None for one in held):
        raise ProgrammeError(f"{row.name}: an activity of it has no completes_after")
    if made.outcome is not None:
        _refuse_others(row, "counts", made.counts, _OUTCOMES[made.outcome])
        if any(one is None or made.outcome not in one.outcomes for one in held):
            raise ProgrammeError(f"{row.name}.outcome: {made.outcome.value!r} is no outcome of its activities")
    if made.survey is not None:
        survey = surveys.get(row.one_of("survey", made.survey, tuple(surveys)))
        assert survey is not None
        _refuse_others(row, "questions", made.questions, [one.key for one in survey.questions])
        _refuse_others(row, "activities", made.activities, survey.activities)


def _refuse_others(row: Table, key: str, words: Collection[str], known: Collection[str]) -> None:
    for word in words:
        row.one_of(key, word, tuple(known))


def _one_each(measured: Collection[str]) -> None:
    """Two criteria of the same answers would tell by their difference what a few families said."""
    twice = sorted({key for key in measured if list(measured).count(key) > 1})
    if twice:
        raise ProgrammeError(f"programme.criteria: two are measured by the survey {twice[0]!r}; it can carry only one")


def _once(keys: Collection[str], name: str) -> None:
    twice = sorted({key for key in keys if list(keys).count(key) > 1})
    if twice:
        raise ProgrammeError(f"programme.{name.removeprefix('programme.')}: the key {twice[0]!r} stands there twice")
