"""The line: places are never given twice, nobody is passed over, and an offer is hers for as long as she was told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.settings import PROGRAMME
from bot.wiring import load_programme
from domain.gathering_rules import GatheringRules
from domain.gatherings import About, Gathering, GatheringState
from domain.people import Person, Staff
from domain.sign_ups import Needs, Party, SignUp, SignUpState, joinable
from domain.slots import Span
from handlers.gatherings import line
from storage import gatherings, outbox, sign_ups
from storage.engine import Database, Tx
from tests.storage.house import DAY, HOUR, NOW, resident, worker

VIBY = load_programme(PROGRAMME)
ALONE, NOTHING = Party(), Needs()
LAPSES = timedelta(hours=24)


def _rules() -> GatheringRules:
    rules = VIBY.rules("evening")
    assert rules is not None
    return rules


RULES = _rules()


@pytest.fixture
async def anna(tx: Tx) -> Staff:
    return await worker(tx)


async def evening(tx: Tx, anna: Staff, places: int | None = 1, ahead: timedelta = 10 * DAY) -> Gathering:
    """An open evening; NOW is a Monday morning."""
    code = await gatherings.make_gathering(tx, "evening", About("sleep"), places, True, anna.id, NOW)
    made = await gatherings.find_gathering(tx, code)
    assert made is not None
    await gatherings.add_sessions(tx, made.id, [(Span(NOW + ahead, NOW + ahead + 2 * HOUR), About())])
    await gatherings.move_gathering(tx, made.id, GatheringState.OPEN, NOW)
    return await gatherings.get_gathering(tx, made.id)


async def joins(tx: Tx, who: Person, here: Gathering, now: datetime = NOW) -> SignUp:
    return await line.join(tx, here, RULES, who, ALONE, NOTHING, now)


async def stands(tx: Tx, one: SignUp) -> SignUp:
    found = await sign_ups.find_sign_up(tx, one.code)
    assert found is not None
    return found


async def told(tx: Tx) -> list[tuple[int, str]]:
    rows = await tx.execute(select(outbox.outbox.c.recipient, outbox.outbox.c.kind).order_by(outbox.outbox.c.id))
    return [(row.recipient, row.kind) for row in rows]


async def test_of_two_families_on_the_last_place_one_has_it_and_the_other_is_first_in_line(tx: Tx, anna: Staff) -> None:
    here, alma, basma = await evening(tx, anna), await resident(tx), await resident(tx)
    assert (await joins(tx, alma, here)).state is SignUpState.GOING
    waits = await joins(tx, basma, here)
    assert waits.state is SignUpState.WAITING
    assert await sign_ups.place_in_line(tx, waits) == 1
    # Whoever presses twice stands where she stood.
    assert (await joins(tx, basma, here)).id == waits.id
    assert await sign_ups.places_taken(tx, here.id) == 1


async def test_both_parents_are_one_sign_up(tx: Tx, anna: Staff) -> None:
    here, alma = await evening(tx, anna), await resident(tx)
    bassam = await resident(tx, family_of=alma)
    first = await joins(tx, alma, here)
    second = await line.join(tx, here, RULES, bassam, Party(2, {"3-5": 1}), NOTHING, NOW)
    assert (second.id, second.party.adults, second.state) == (first.id, 2, SignUpState.GOING)


async def test_where_women_are_counted_two_of_a_family_are_two(tx: Tx, anna: Staff) -> None:
    rules = VIBY.rules("mothers")
    assert rules is not None
    here, alma = await evening(tx, anna, None), await resident(tx)
    basma = await resident(tx, family_of=alma)
    both = [await line.join(tx, here, rules, who, ALONE, NOTHING, NOW) for who in (alma, basma)]
    assert len({one.id for one in both}) == 2


async def test_a_freed_place_is_offered_kept_and_given_on(tx: Tx, anna: Staff) -> None:
    here = await evening(tx, anna)
    people = [await resident(tx) for _ in range(3)]
    has, first, second = [await joins(tx, who, here) for who in people]
    await line.leave(tx, VIBY, has, NOW)
    offered = await stands(tx, first)
    assert (offered.state, offered.offered_until) == (SignUpState.OFFERED, NOW + LAPSES)
    # It counts as taken meanwhile: a newcomer waits, and so does who is next.
    assert (await joins(tx, await resident(tx), here)).state is SignUpState.WAITING
    assert (await line.take_place(tx, VIBY, second, NOW)).state is SignUpState.WAITING
    await line.turn(tx, VIBY, NOW + LAPSES - timedelta(seconds=1))
    assert (await stands(tx, first)).state is SignUpState.OFFERED
    await line.turn(tx, VIBY, NOW + LAPSES)
    assert [(await stands(tx, one)).state for one in (first, second)] == [SignUpState.LAPSED, SignUpState.OFFERED]
    kinds = ["place-offered", "place-lapsed", "place-offered"]
    assert await told(tx) == list(zip([people[1].id, people[1].id, people[2].id], kinds, strict=True))


async def test_who_answers_just_too_late_has_the_place_if_nobody_waits_for_it(tx: Tx, anna: Staff) -> None:
    here = await evening(tx, anna)
    has, late = [await joins(tx, await resident(tx), here) for _ in range(2)]
    await line.leave(tx, VIBY, has, NOW)
    after = NOW + LAPSES + HOUR
    assert (await line.take_place(tx, VIBY, late, after)).state is SignUpState.GOING
    await line.turn(tx, VIBY, after)
    assert (await stands(tx, late)).state is SignUpState.GOING


async def test_who_answers_too_late_waits_again_behind_whoever_was_next(tx: Tx, anna: Staff) -> None:
    here, who = await evening(tx, anna), await resident(tx)
    has = await joins(tx, await resident(tx), here)
    late, after = await joins(tx, who, here), await joins(tx, await resident(tx), here)
    await line.leave(tx, VIBY, has, NOW)
    # The clock has not come by yet; it is over all the same.
    assert (await line.take_place(tx, VIBY, late, NOW + LAPSES)).state is SignUpState.OFFERED
    await line.turn(tx, VIBY, NOW + LAPSES)
    assert (await stands(tx, after)).state is SignUpState.OFFERED
    again = await joins(tx, who, here, NOW + LAPSES)
    assert (again.id, again.state, await sign_ups.place_in_line(tx, again)) == (late.id, SignUpState.WAITING, 1)


async def test_near_the_start_all_who_wait_are_told_and_whoever_comes_first_has_it(tx: Tx, anna: Staff) -> None:
    here = await evening(tx, anna)
    people = [await resident(tx) for _ in range(3)]
    has, first, second = [await joins(tx, who, here) for who in people]
    late = NOW + 10 * DAY - RULES.offers_end
    await line.leave(tx, VIBY, has, late)
    await line.turn(tx, VIBY, late)
    assert await told(tx) == [(people[1].id, "place-open"), (people[2].id, "place-open")]
    assert (await line.take_place(tx, VIBY, second, late)).state is SignUpState.GOING
    assert (await line.take_place(tx, VIBY, first, late)).state is SignUpState.WAITING


async def test_an_offer_made_in_the_evening_of_the_last_day_does_not_outlive_the_time_of_offers(
    tx: Tx, anna: Staff
) -> None:
    here = await evening(tx, anna, ahead=12 * HOUR)
    has, first = [await joins(tx, await resident(tx), here) for _ in range(2)]
    await line.leave(tx, VIBY, has, NOW)
    assert (await stands(tx, first)).offered_until == NOW + 12 * HOUR - RULES.offers_end


async def test_at_night_nobody_is_told_and_her_time_begins_in_the_morning(tx: Tx, anna: Staff) -> None:
    here = await evening(tx, anna)
    has, first = [await joins(tx, await resident(tx), here) for _ in range(2)]
    # 23:30 in the house.
    night = NOW.replace(hour=22, minute=30)
    await line.leave(tx, VIBY, has, night)
    (notice,) = (await tx.execute(select(outbox.outbox))).all()
    morning = NOW.replace(hour=7, minute=0) + DAY
    assert (notice.not_before, notice.not_after) == (morning, morning + LAPSES)
    assert (await stands(tx, first)).offered_until == morning + LAPSES


async def test_more_places_go_to_those_who_wait_and_no_offer_is_made_of_what_is_cancelled(tx: Tx, anna: Staff) -> None:
    here = await evening(tx, anna)
    signed = [await joins(tx, await resident(tx), here) for _ in range(4)]
    await gatherings.set_gathering(tx, here.id, {"places": 3})
    await line.fill(tx, VIBY, here.id, NOW)
    states = [(await stands(tx, one)).state.value for one in signed]
    assert states == ["going", "offered", "offered", "waiting"]
    await gatherings.move_gathering(tx, here.id, GatheringState.CANCELLED, NOW)
    await line.leave(tx, VIBY, signed[0], NOW)
    assert (await stands(tx, signed[3])).state is SignUpState.WAITING
    assert (await line.take_place(tx, VIBY, signed[3], NOW)).state is SignUpState.WAITING


async def test_one_may_join_until_the_session_the_programme_names_begins(tx: Tx, anna: Staff) -> None:
    rules = replace(RULES, joins_until=2)
    code = await gatherings.make_gathering(tx, "course", About(), 10, True, anna.id, NOW)
    made = await gatherings.find_gathering(tx, code)
    assert made is not None
    days = [Span(NOW + week * 7 * DAY, NOW + week * 7 * DAY + HOUR) for week in range(1, 5)]
    await gatherings.add_sessions(tx, made.id, [(span, About()) for span in days])
    assert not joinable(rules, await gatherings.get_gathering(tx, made.id), NOW)
    await gatherings.move_gathering(tx, made.id, GatheringState.OPEN, NOW)
    here = await gatherings.get_gathering(tx, made.id)
    second = here.sessions[1]
    assert joinable(rules, here, second.starts_at - timedelta(seconds=1))
    assert not joinable(rules, here, second.starts_at)
    assert joinable(RULES, here, second.starts_at)
    assert not joinable(RULES, here, here.sessions[-1].ends_at)
    # If the first is cancelled, the third is the second that takes place.
    await gatherings.cancel_session(tx, here.sessions[0].id)
    assert joinable(rules, await gatherings.get_gathering(tx, made.id), second.starts_at)


# One step: who, and what she does; or the clock goes on.
STEPS = st.lists(
    st.tuples(st.sampled_from(("join", "leave", "take", "clock", "places")), st.integers(0, 5)),
    min_size=1,
    max_size=25,
)


@given(steps=STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_families_do_places_are_kept_and_nobody_waits_while_one_is_free(
    database: Database, steps: Sequence[tuple[str, int]]
) -> None:
    class Over(Exception):
        """Nothing of one example is kept for the next."""

    try:
        async with database.transaction() as tx:
            here = await evening(tx, await worker(tx), 2)
            families = [await resident(tx) for _ in range(6)]
            now, places = NOW, 2
            for what, number in steps:
                now, places = await _step(tx, here, families, now, places, what, number)
                await _is_sound(tx, here.id, now, places)
            raise Over
    except Over:
        pass


async def _step(
    tx: Tx, here: Gathering, families: Sequence[Person], now: datetime, places: int, what: str, number: int
) -> tuple[datetime, int]:
    mine = await sign_ups.sign_up_of(tx, here.id, families[number], RULES.unit)
    if what == "clock":
        now += (number + 1) * 7 * HOUR
        await line.turn(tx, VIBY, now)
    elif what == "places":
        # Staff only ever give more.
        places = max(places, number)
        await gatherings.set_gathering(tx, here.id, {"places": places})
        await line.fill(tx, VIBY, here.id, now)
    elif what == "join":
        await joins(tx, families[number], await gatherings.get_gathering(tx, here.id), now)
    elif mine is not None and what == "take":
        await line.take_place(tx, VIBY, mine, now)
    elif mine is not None:
        await line.leave(tx, VIBY, mine, now)
    return now, places


async def _is_sound(tx: Tx, gathering: int, now: datetime, places: int) -> None:
    assert await sign_ups.places_taken(tx, gathering) <= places
    every = await sign_ups.sign_ups_of(tx, gathering, tuple(SignUpState))
    assert len({one.family for one in every}) == len(every)
    offered = [one for one in every if one.state is SignUpState.OFFERED]
    waiting = [one for one in every if one.state is SignUpState.WAITING]
    # Before the time of offers is over, nobody waits while a place is free, and nobody is passed over.
    if now < NOW + 10 * DAY - RULES.offers_end:
        free = places - await sign_ups.places_taken(tx, gathering)
        assert not (free and waiting)
        assert all(one.queued_at <= other.queued_at for one in offered for other in waiting)
