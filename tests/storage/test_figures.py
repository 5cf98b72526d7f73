"""The figures of a year, from registers that are counted by hand."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.closing import Closing
from domain.counselling import Outcome
from domain.figures import Figure, Known, Single, Verdict, Year, as_data, from_data
from domain.gathering_rules import OutcomeKind, Unit
from domain.gatherings import Gathering, GatheringState
from domain.people import Person
from domain.registers import Change
from domain.sign_ups import SignUpState
from domain.surveys import InvitationState, Mode
from storage import counselling, families, gatherings, ledgers, register, sign_ups, surveys, years
from storage.appointments import talks
from storage.engine import Tx
from storage.figures import close_figures, year_figures
from tests.storage.house import ask, resident
from tests.storage.registers import (
    NO,
    VIBY,
    YES,
    a_round,
    answers,
    asked,
    gathering,
    house_worker,
    moment,
    sign_up,
    talk,
    was_there,
)

AUTUMN, OVER = moment(11, 23), moment(2, 2, year=2027)
WOMAN, MOTHER = Unit.WOMAN, Unit.MOTHER
HELPED, FOCUS = "counselling-helped", "focus-experienced"


async def the_year(tx: Tx, now: datetime = AUTUMN, year: int = 2026) -> Year:
    return await year_figures(tx, VIBY, year, now)


async def figure(tx: Tx, criterion: str, now: datetime = AUTUMN, year: int = 2026) -> Figure:
    found = (await the_year(tx, now, year)).figure(criterion)
    assert found is not None
    return found


async def some(tx: Tx, number: int) -> list[Person]:
    return [await resident(tx) for _ in range(number)]


async def test_every_criterion_has_a_figure_in_a_year_with_nothing_in_it(tx: Tx) -> None:
    for now in (AUTUMN, OVER):
        year = await the_year(tx, now)
        assert [one.criterion for one in year.figures] == [one.key for one in VIBY.criteria]
        assert (year.talks, year.closed_on) == (0, None)
    assert {one.verdict for one in (await the_year(tx, OVER)).figures} == {Verdict.NOT_MET, Verdict.TOO_FEW}


async def test_families_are_counted_once_however_often_they_came(tx: Tx) -> None:
    anna = await house_worker(tx)
    alma, bodil, carla = await some(tx, 3)
    for held_at in (moment(1, 1, 0), moment(3, 3), moment(12, 31, 22)):
        await talk(tx, alma, held_at, anna)
    await talk(tx, bodil, moment(5, 5), anna)
    # Before the year by the clock of the house, and after it.
    await talk(tx, carla, moment(12, 31, 22, year=2025), anna)
    await talk(tx, carla, moment(12, 31, 23), anna)
    year = await the_year(tx, OVER)
    assert year.talks == 4
    found = year.figure("counselling-families")
    assert found is not None
    assert (found.value, found.verdict, found.as_of) == (2, Verdict.NOT_MET, date(2026, 12, 31))
    assert (await figure(tx, "counselling-families")).verdict is Verdict.ON_THE_WAY


async def test_two_families_that_are_one_count_once_and_as_two_when_they_are_not(tx: Tx) -> None:
    anna = await house_worker(tx)
    alma, bodil = await some(tx, 2)
    for one in (alma, bodil):
        await talk(tx, one, moment(3, 3), anna)
    await families.join_families(tx, alma.family, bodil.family, anna, AUTUMN)
    assert (await figure(tx, "counselling-families")).value == 1
    (join,) = await families.every_join(tx)
    await families.unjoin_families(tx, join, anna, AUTUMN)
    assert (await figure(tx, "counselling-families")).value == 2


async def test_what_is_put_right_in_the_register_is_put_right_in_the_figure(tx: Tx) -> None:
    anna, (alma,) = await house_worker(tx), await some(tx, 1)
    await talk(tx, alma, moment(3, 3), anna)
    (entry,) = await register.talks_between(tx, moment(1, 1), moment(12, 31))
    await register.withdraw_talk(tx, entry.id, anna, AUTUMN)
    assert ((await the_year(tx)).talks, (await figure(tx, "counselling-families")).value) == (0, 0)
    await register.put_in_again(tx, entry.id, anna, AUTUMN)
    assert (await figure(tx, "counselling-families")).value == 1
    await register.correct_talk(tx, entry, Change.DAY, moment(12, 30, year=2025), anna, AUTUMN)
    assert (await figure(tx, "counselling-families")).value == 0
    assert (await figure(tx, "counselling-families", year=2025)).value == 1


async def test_fifty_families_meet_the_target_before_the_year_is_over(tx: Tx) -> None:
    anna = await house_worker(tx)
    for one in await some(tx, 50):
        assert (await figure(tx, "counselling-families")).verdict is Verdict.ON_THE_WAY
        await talk(tx, one, moment(3, 3), anna)
    assert (await figure(tx, "counselling-families")).verdict is Verdict.MET


async def test_women_are_counted_each_by_herself(tx: Tx) -> None:
    anna = await house_worker(tx)
    alma, bodil, carla = await some(tx, 3)
    sister = await resident(tx, family_of=alma)
    run = await gathering(tx, "mothers", [moment(3, 3), moment(3, 10), moment(3, 10, year=2027)], anna)
    first, second, next_year = (one.id for one in run.sessions)
    for session, who, present in (
        *((first, one, True) for one in (alma, sister, bodil)),
        *((second, one, True) for one in (alma, bodil)),
        (second, carla, False),
        (next_year, carla, True),
    ):
        await was_there(tx, session, who, WOMAN, present=present)
    # Without a phone she stands there by her family.
    (dina,) = await some(tx, 1)
    for session in (first, second):
        await was_there(tx, session, dina, WOMAN, phone=False)
    assert (await figure(tx, "mothers-women")).value == 4
    await gatherings.cancel_session(tx, first)
    assert (await figure(tx, "mothers-women")).value == 3


async def test_a_course_counts_in_the_year_it_ends_in_and_each_has_the_target(tx: Tx) -> None:
    anna, there = await house_worker(tx), await some(tx, 10)
    days = [moment(11, 1, year=2025) + timedelta(weeks=number) for number in range(10)]
    run = await gathering(tx, "course", days, anna)
    completes = VIBY.rules("course").completes  # type: ignore[union-attr]
    assert completes is not None
    for number, one in enumerate(there):
        await sign_up(tx, run, one)
        for session in run.sessions[: completes if number < 8 else completes - 1]:
            await was_there(tx, session.id, one)
    found = await figure(tx, "course-completed")
    assert found.singles == (Single(run.code, date(2026, 1, 3), 8, 10),)
    assert (found.value, found.of, found.verdict) == (8, 10, Verdict.MET)
    assert (await figure(tx, "course-completed", year=2025)).singles == ()
    # Another one lies ahead: it has the target as well.
    late = await gathering(tx, "course", [moment(10, 1), moment(12, 1)], anna)
    assert (await figure(tx, "course-completed")).verdict is Verdict.ON_THE_WAY
    after = await figure(tx, "course-completed", OVER)
    assert (after.verdict, after.value, len(after.singles)) == (Verdict.NOT_MET, 8, 2)
    await gatherings.move_gathering(tx, late.id, GatheringState.CANCELLED, moment(11, 1))
    assert (await figure(tx, "course-completed", OVER)).verdict is Verdict.MET


async def test_two_parents_and_two_joined_families_complete_a_course_once(tx: Tx) -> None:
    anna, (alma, bodil) = await house_worker(tx), await some(tx, 2)
    father = await resident(tx, family_of=alma)
    run = await gathering(tx, "course", [moment(3, 3) + timedelta(weeks=number) for number in range(10)], anna)
    for number, session in enumerate(run.sessions):
        await was_there(tx, session.id, (alma, father, bodil)[number % 3])
    await families.join_families(tx, alma.family, bodil.family, anna, AUTUMN)
    (single,) = (await figure(tx, "course-completed")).singles
    assert (single.value, single.of) == (1, 1)


async def test_evenings_count_once_they_are_over_and_only_noted_ones_in_the_average(tx: Tx) -> None:
    anna, there = await house_worker(tx), await some(tx, 5)
    held = [
        (await gathering(tx, "evening", [at], anna)).sessions[0] for at in (moment(2, 2), moment(4, 4), moment(6, 6))
    ]
    await gathering(tx, "evening", [moment(12, 1)], anna)
    await gathering(tx, "evening", [moment(5, 5)], anna, GatheringState.DRAFT)
    off = await gathering(tx, "evening", [moment(7, 7)], anna)
    await gatherings.cancel_session(tx, off.sessions[0].id)
    assert (await figure(tx, "evenings-families")).verdict is Verdict.TOO_FEW
    for session, number in zip(held[:2], (5, 2), strict=True):
        for one in there[:number]:
            await was_there(tx, session.id, one)
    assert (await figure(tx, "evenings-held")).value == 3
    found = await figure(tx, "evenings-families")
    # Nobody has noted anything of the third: that is not nobody.
    assert (found.value, found.of, found.unknown) == (3.5, 2, 1)
    assert [(one.day, one.value) for one in found.singles] == [(date(2026, 2, 2), 5), (date(2026, 4, 4), 2)]
    assert (await figure(tx, "evenings-held", OVER)).verdict is Verdict.MET
    assert (await figure(tx, "evenings-families", OVER)).verdict is Verdict.NOT_MET
    # It is noted that somebody who had a place did not come: then it is known that nobody did.
    await was_there(tx, held[2].id, there[0], present=False)
    assert (await figure(tx, "evenings-families")).value == 7 / 3


async def left(tx: Tx, run: Gathering, person: Person, at: datetime, *, there: bool = True) -> int:
    """She was in a group and left it; gives the number of her sign-up."""
    code = await sign_up(tx, run, person)
    if there:
        await was_there(tx, run.sessions[0].id, person, MOTHER)
    found = await sign_ups.find_sign_up(tx, code)
    assert found is not None
    await sign_ups.move_sign_up(tx, found.id, SignUpState.LEFT, at)
    return found.id


async def test_of_outcomes_only_what_is_known_is_counted(tx: Tx) -> None:
    anna, (alma, bodil, carla, dina, never) = await house_worker(tx), await some(tx, 5)
    run = await gathering(tx, "group", [moment(1, 7)], anna)
    hers = [await left(tx, run, one, moment(5, 5)) for one in (alma, bodil, carla)]
    await left(tx, run, dina, moment(5, 5, year=2025))
    await left(tx, run, never, moment(5, 5), there=False)
    plans = [(hers[0], 0, "none"), (hers[0], 0, "job"), (hers[1], 0, "none"), (hers[2], 0, "unknown")]
    for sign_up_id, child, value in plans:
        await ledgers.note_outcome(tx, sign_up_id, OutcomeKind.PLAN, child, value, anna, AUTUMN)
    found = await figure(tx, "group-plan", OVER)
    assert (found.value, found.of, found.unknown, found.verdict) == (1, 2, 1, Verdict.NOT_MET)
    children = [(hers[0], 1, "started"), (hers[0], 2, "started"), (hers[1], 1, "not-started"), (hers[1], 2, "mistake")]
    for sign_up_id, child, value in children:
        await ledgers.note_outcome(tx, sign_up_id, OutcomeKind.DAYCARE, child, value, anna, AUTUMN)
    found = await figure(tx, "group-daycare", OVER)
    # Carla's child, of whom nobody has noted anything, is unknown.
    assert (found.value, found.of, found.unknown) == (2, 3, 1)


async def test_a_child_is_measured_months_later_and_counts_when_the_group_ended(tx: Tx) -> None:
    anna, (alma,) = await house_worker(tx), await some(tx, 1)
    run = await gathering(tx, "group", [moment(1, 7)], anna)
    found = await sign_ups.find_sign_up(tx, await sign_up(tx, run, alma))
    assert found is not None
    await was_there(tx, run.sessions[0].id, alma, MOTHER)
    assert (await figure(tx, "group-plan")).unknown == 0
    await gatherings.move_gathering(tx, run.id, GatheringState.ENDED, moment(10, 10))
    await ledgers.note_outcome(tx, found.id, OutcomeKind.DAYCARE, 1, "not-started", anna, AUTUMN)
    early, later = await figure(tx, "group-daycare"), await figure(tx, "group-daycare", OVER)
    assert (early.of, early.unknown) == (0, 1)
    assert (later.value, later.of, later.verdict) == (0, 1, Verdict.NOT_MET)
    await ledgers.note_outcome(tx, found.id, OutcomeKind.DAYCARE, 1, "started", anna, AUTUMN)
    assert (await figure(tx, "group-daycare")).verdict is Verdict.MET


async def test_what_others_measured_is_held_against_where_it_began(tx: Tx) -> None:
    anna = await house_worker(tx)
    assert (await figure(tx, "absence")).verdict is Verdict.TOO_FEW
    await years.note_area_figure(tx, "absence", 2026, 7.0, "BoSocData", date(2026, 8, 1), anna, AUTUMN)
    assert (await figure(tx, "absence")).verdict is Verdict.NOT_MET
    await years.note_area_figure(tx, "absence", 2026, 6.1, "BoSocData 2", date(2026, 9, 1), anna, AUTUMN)
    await years.note_area_figure(tx, "marks", 2026, 5.0, "LBF", date(2026, 9, 1), anna, AUTUMN)
    found = await figure(tx, "absence")
    assert (found.value, found.source, found.as_of) == (6.1, "BoSocData 2", date(2026, 9, 1))
    assert found.verdict is Verdict.MET
    assert (await figure(tx, "marks")).verdict is Verdict.NOT_MET


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
