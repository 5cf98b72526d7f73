"""The figures of a year, from registers that are counted by hand."""

from dataclasses import replace
from datetime import date, timedelta

from domain.figures import Single, Verdict
from domain.gathering_rules import OutcomeKind
from domain.gatherings import GatheringState
from domain.registers import Change
from storage import families, gatherings, ledgers, register, sign_ups, years
from storage.engine import Tx
from storage.figures import year_figures
from tests.storage.house import resident
from tests.storage.registers import (
    AUTUMN,
    MOTHER,
    OVER,
    VIBY,
    WOMAN,
    figure,
    gathering,
    house_worker,
    left,
    moment,
    sign_up,
    some,
    talk,
    the_year,
    was_there,
)


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


async def test_of_what_was_cancelled_as_a_whole_only_what_came_before_counts(tx: Tx) -> None:
    anna, (alma, bodil) = await house_worker(tx), await some(tx, 2)
    run = await gathering(tx, "mothers", [moment(3, 3), moment(10, 10)], anna)
    for session, one in zip(run.sessions, (alma, bodil), strict=True):
        await was_there(tx, session.id, one, WOMAN)
    assert (await figure(tx, "mothers-women")).value == 2
    await gatherings.move_gathering(tx, run.id, GatheringState.CANCELLED, moment(6, 6))
    assert (await figure(tx, "mothers-women")).value == 1


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
    # There shall be two of them.
    assert (found.value, found.of, found.verdict) == (8, 10, Verdict.ON_THE_WAY)
    assert (await figure(tx, "course-completed", year=2025)).singles == ()
    # Another one lies ahead: it has the target as well.
    late = await gathering(tx, "course", [moment(10, 1), moment(12, 1)], anna)
    assert (await figure(tx, "course-completed")).verdict is Verdict.ON_THE_WAY
    after = await figure(tx, "course-completed", OVER)
    assert (after.verdict, after.value, len(after.singles)) == (Verdict.NOT_MET, 8, 2)
    await gatherings.move_gathering(tx, late.id, GatheringState.CANCELLED, moment(11, 1))
    assert (await figure(tx, "course-completed", OVER)).verdict is Verdict.NOT_MET
    wanted = tuple(replace(one, times=1) for one in VIBY.criteria)
    only = (await year_figures(tx, replace(VIBY, criteria=wanted), 2026, OVER)).figure("course-completed")
    assert only is not None
    assert only.verdict is Verdict.MET


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
    # The quick ones alone say nothing of the others; what nothing can undo any more is said.
    early = await figure(tx, "group-daycare")
    assert (early.value, early.of, early.unknown, early.verdict) == (0, 0, 1, Verdict.MET)
    for child in (2, 3):
        await ledgers.note_outcome(tx, found.id, OutcomeKind.DAYCARE, child, "not-started", anna, AUTUMN)
    early, later = await figure(tx, "group-daycare"), await figure(tx, "group-daycare", OVER)
    assert (early.of, early.unknown, early.verdict) == (0, 3, Verdict.TOO_FEW)
    assert (later.value, later.of, later.verdict) == (1, 3, Verdict.NOT_MET)


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
