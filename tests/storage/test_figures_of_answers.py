"""The figures of a year that come from answers, counted by hand, and a year that is closed."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import cast

from domain.closing import Closing
from domain.counselling import Outcome
from domain.figures import Known, Verdict, as_data, from_data
from domain.people import Person, Role, Staff
from domain.reports import criteria_read
from domain.surveys import InvitationState, Mode
from handlers.context import Services
from handlers.report.staff_reading import read_one
from storage import counselling, families, register, surveys, years
from storage.appointments import talks
from storage.engine import Tx
from storage.figures import close_figures, year_figures
from tests.storage.house import ask, resident
from tests.storage.registers import (
    AUTUMN,
    FOCUS,
    HELPED,
    NO,
    OVER,
    VIBY,
    WOMAN,
    YES,
    a_round,
    answers,
    asked,
    figure,
    gathering,
    house_worker,
    left,
    moment,
    some,
    talk,
    the_year,
    was_there,
)


async def counselled(tx: Tx, number: int, staff: int) -> list[Person]:
    """So many families had a talk."""
    there = await some(tx, number)
    for one in there:
        await talk(tx, one, moment(1, 15), staff, "booked")
    return there


async def say(tx: Tx, quarter: int, who: Sequence[Person], agreeing: int, *, close: bool = True) -> None:
    """Some families answer in a round; so many of them yes to all, the others no to the last question."""
    one = await a_round(tx, "counselling", quarter)
    for number, person in enumerate(who):
        await answers(tx, one, person, YES, YES, YES if number < agreeing else NO)
    if close:
        await surveys.close_round(tx, one.id, moment(4 + quarter, 1))


async def test_nothing_is_said_while_a_round_is_open(tx: Tx) -> None:
    anna = await house_worker(tx)
    there = await counselled(tx, 50, anna)
    await say(tx, 1, there[:30], 24, close=False)
    found = await figure(tx, HELPED)
    assert found.joint is not None
    assert (found.verdict, found.joint.yes, found.joint.answered) == (Verdict.TOO_FEW, None, 0)
    assert found.response is not None
    assert (found.response.answered, found.response.asked, found.as_of) == (0, 0, None)


async def test_the_golden_figure_from_the_ballots(tx: Tx) -> None:
    anna = await house_worker(tx)
    there = await counselled(tx, 50, anna)
    await say(tx, 1, there[:30], 24)
    running = await figure(tx, HELPED)
    assert running.joint is not None
    assert (running.joint.yes, running.verdict) == (Known(23, 30), Verdict.MET_AMONG_ANSWERED)
    assert (running.joint.interval, running.joint.bounds, running.as_of) == (None, None, date(2026, 5, 1))
    found = await figure(tx, HELPED, OVER)
    assert found.joint is not None
    assert (found.joint.yes, found.joint.answered, found.joint.population) == (Known(24, 24), 30, 50)
    assert found.joint.interval is not None
    assert [round(100 * end) for end in found.joint.interval] == [69, 88]
    assert found.joint.bounds == (0.48, 0.88)
    assert (found.verdict, found.versions) == (Verdict.MET_AMONG_ANSWERED, ("v1",))
    # Everybody said yes to the first two questions: not even that is told as a number.
    assert {one.yes for one in found.parts.values()} == {Known(24, 30)}


async def test_a_small_round_waits_for_the_next_and_is_told_of(tx: Tx) -> None:
    anna = await house_worker(tx)
    there = await counselled(tx, 30, anna)
    await say(tx, 1, there[:4], 4)
    found = (await figure(tx, HELPED)).response
    assert found is not None
    assert (found.answered, found.withheld) == (0, 4)
    await say(tx, 2, there[4:24], 12)
    found = (await figure(tx, HELPED)).response
    assert found is not None
    assert (found.answered, found.withheld) == (24, 0)
    await say(tx, 4, there[24:27], 3)
    found = (await figure(tx, HELPED, OVER)).response
    assert found is not None
    assert (found.answered, found.withheld, found.population) == (24, 3, 30)
    joint = (await figure(tx, HELPED, OVER)).joint
    assert joint is not None
    assert joint.yes == Known(16, 16)


async def test_a_second_parent_a_half_answer_and_a_no_are_counted_apart(tx: Tx) -> None:
    anna = await house_worker(tx)
    alma, bodil, carla, dina, eva = await counselled(tx, 5, anna)
    father = await resident(tx, family_of=alma)
    one = await a_round(tx, "counselling", 1)
    await answers(tx, one, alma, YES, YES, YES)
    await answers(tx, one, father, NO, NO, NO, counted=False)
    await answers(tx, one, bodil, YES, mode=Mode.PAPER)
    await answers(tx, one, carla, NO, NO, NO, mode=Mode.HOUSE, language="ar")
    await surveys.move_invitation(tx, await asked(tx, one, dina), InvitationState.DECLINED)
    await asked(tx, one, eva)
    await surveys.close_round(tx, one.id, moment(5, 1))
    found = (await figure(tx, HELPED)).response
    assert found is not None
    assert (found.population, found.asked, found.answered, found.withheld) == (5, 5, 0, 2)
    assert (found.begun, found.declined, found.apart) == (1, 1, 1)
    assert (dict(found.by_mode), found.by_language) == ({"chat": 1, "house": 1}, {})


async def test_a_language_is_told_of_where_five_families_were_asked(tx: Tx) -> None:
    anna = await house_worker(tx)
    there = await counselled(tx, 11, anna)
    one = await a_round(tx, "counselling", 1)
    for number, person in enumerate(there):
        language = "ar" if number < 5 else "en" if number < 7 else "da"
        if number % 2:
            await answers(tx, one, person, YES, YES, YES, language=language)
        else:
            await asked(tx, one, person, language=language)
    await surveys.close_round(tx, one.id, moment(5, 1))
    found = (await figure(tx, HELPED)).response
    assert found is not None
    assert found.by_language == {"ar": (2, 5)}


async def test_there_are_never_more_answers_than_families(tx: Tx) -> None:
    anna = await house_worker(tx)
    there = await counselled(tx, 24, anna)
    await say(tx, 1, there, 19)
    # After they had answered, two are found to be one, and it is found that one was never talked with.
    await families.join_families(tx, there[0].family, there[1].family, anna, AUTUMN)
    entries = await register.talks_between(tx, moment(1, 1), moment(12, 31))
    (mistake,) = [one for one in entries if one.family_id == there[5].family]
    await register.withdraw_talk(tx, mistake.id, anna, AUTUMN)
    assert (await figure(tx, "counselling-families")).value == 22
    joint = (await figure(tx, HELPED, OVER)).joint
    assert joint is not None
    assert (joint.answered, joint.population, joint.yes) == (24, 24, Known(19, 19))
    assert joint.bounds == (19 / 24, 19 / 24)


async def test_only_the_ways_of_the_criterion_make_a_family_one_that_is_asked_about(tx: Tx) -> None:
    anna, (alma, bodil) = await house_worker(tx), await some(tx, 2)
    await talk(tx, alma, moment(3, 3), anna, "gathering")
    await talk(tx, bodil, moment(3, 3), anna, "called")
    joint = (await figure(tx, HELPED)).joint
    assert joint is not None
    assert joint.population == 1
    assert (await figure(tx, "counselling-families")).value == 2


async def test_what_staff_say_came_of_it_stands_beside_the_answers(tx: Tx) -> None:
    alma = await resident(tx)
    for outcome in (*[Outcome.GUIDED] * 6, *[Outcome.BRIDGED] * 3, *[Outcome.MISSED] * 2):
        await counselling.close_request(tx, (await ask(tx, alma)).id, outcome, AUTUMN)
    # What is fewer than five is put together.
    assert (await figure(tx, HELPED)).registered == {"guided": 6, "other": 5}
    assert (await figure(tx, FOCUS)).registered == {}
    assert (await figure(tx, HELPED, year=2025)).registered == {}


async def test_the_focus_is_everybody_of_course_and_mothers_together(tx: Tx) -> None:
    anna, (alma, bodil, carla) = await house_worker(tx), await some(tx, 3)
    sister = await resident(tx, family_of=alma)
    course = await gathering(tx, "course", [moment(3, 3)], anna)
    mothers = await gathering(tx, "mothers", [moment(3, 4)], anna)
    for one in (alma, bodil):
        await was_there(tx, course.sessions[0].id, one)
    for one in (sister, carla):
        await was_there(tx, mothers.sessions[0].id, one, WOMAN)
    joint = (await figure(tx, FOCUS)).joint
    assert joint is not None
    assert joint.population == 3


async def test_what_agreed_is_said_by_the_wording_of_its_round(tx: Tx) -> None:
    anna = await house_worker(tx)
    there = await counselled(tx, 20, anna)
    await say(tx, 1, there, 13)
    strict = replace((await surveys.rounds_of(tx, 2026))[0].wording, yes=frozenset({NO}))
    await tx.execute(surveys.survey_rounds.update().values(wording=surveys._as_data(strict)))
    joint = (await figure(tx, HELPED, OVER)).joint
    assert joint is not None
    # Nobody said this new yes to all three.
    assert joint.yes == Known(0, 4)


async def test_a_closed_year_stays_as_it_was_whatever_the_registers_say_since(tx: Tx) -> None:
    anna = await house_worker(tx)
    there = await counselled(tx, 30, anna)
    await say(tx, 1, there[:24], 19)
    evening = await gathering(tx, "evening", [moment(2, 2)], anna)
    await was_there(tx, evening.sessions[0].id, there[0])
    (theme,) = [(await surveys.rounds_of(tx, 2026))[0].id]
    await tx.execute(
        surveys.survey_themes.insert().values(round_id=theme, text="Flere aftener", staff_id=anna, noted_at=AUTUMN)
    )
    assert await close_figures(tx, VIBY, 2026, anna, AUTUMN) is Closing.NOT_OVER
    assert await close_figures(tx, VIBY, 2026, anna, moment(1, 31, year=2027)) is Closing.STILL_ASKED
    before = await the_year(tx, OVER)
    assert before.themes == {"counselling": ("Flere aftener",)}
    assert await close_figures(tx, VIBY, 2026, anna, OVER) is Closing.CLOSED
    assert await close_figures(tx, VIBY, 2026, anna, OVER) is Closing.CLOSED_BEFORE
    await tx.execute(talks.delete())
    await tx.execute(surveys.ballots.delete())
    after = await the_year(tx, moment(6, 6, year=2030))
    assert after == replace(before, closed_on=date(2027, 2, 2))
    # Another target, other words, and one criterion that is gone: it is told by those it was closed with.
    other = tuple(replace(one, target=99.0, definition={}) for one in VIBY.criteria if one.key != HELPED)
    services = SimpleNamespace(programme=replace(VIBY, criteria=other), now=lambda: moment(6, 6, year=2030))
    told = await read_one(tx, cast(Services, services), 2026)
    assert told.criteria == VIBY.criteria
    nurse = Person(1, 1, 1, staff=Staff(1, Role.HEALTH_NURSE, "Ida"))
    hers = [one.key for one in criteria_read(told.year, nurse)]
    assert hers == ["group-mothers", "group-daycare", "group-plan", "group-experienced"]


async def test_a_year_is_not_closed_while_one_of_its_rounds_is_open(tx: Tx) -> None:
    anna = await house_worker(tx)
    await say(tx, 1, await counselled(tx, 6, anna), 6, close=False)
    assert await close_figures(tx, VIBY, 2026, anna, OVER) is Closing.STILL_ASKED
    (one,) = await surveys.rounds_of(tx, 2026)
    await surveys.close_round(tx, one.id, OVER)
    assert await close_figures(tx, VIBY, 2026, anna, OVER) is Closing.CLOSED


async def test_a_year_goes_through_data_and_comes_back(tx: Tx) -> None:
    anna = await house_worker(tx)
    await say(tx, 1, await counselled(tx, 40, anna), 31)
    await years.note_area_figure(tx, "absence", 2026, 6.1, "BoSocData", date(2026, 8, 1), anna, AUTUMN)
    evening = await gathering(tx, "evening", [moment(2, 2)], anna)
    await was_there(tx, evening.sessions[0].id, await resident(tx))
    year = await the_year(tx, OVER)
    assert from_data(json.loads(json.dumps(as_data(year)))) == year


async def test_the_figures_take_a_few_queries_however_much_there_is(tx: Tx) -> None:
    anna = await house_worker(tx)
    asked_for: list[str] = []

    class Counting:
        def __getattr__(self, name: str) -> object:
            return getattr(tx.connection, name)

        async def execute(self, statement: object, rows: object = None) -> object:
            asked_for.append(str(statement))
            return await tx.connection.execute(statement, rows)  # type: ignore[arg-type]

    counting = replace(tx, connection=Counting())  # type: ignore[arg-type]
    numbers: list[int] = []
    for _ in range(2):
        await say(tx, len(numbers) + 1, await counselled(tx, 12, anna), 9)
        run = await gathering(tx, "group", [moment(1, 7)], anna)
        for one in await some(tx, 3):
            await left(tx, run, one, moment(5, 5))
        asked_for.clear()
        await year_figures(counting, VIBY, 2026, OVER)
        numbers.append(len(asked_for))
    assert numbers[0] == numbers[1] <= 16
