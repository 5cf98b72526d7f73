"""Kept times: nobody gets what somebody has, what lapses is free again, and states move only as the rules say."""

import asyncio
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from domain.appointments import APPOINTMENT_MOVES, OCCUPYING, Appointment, AppointmentState, Kind
from domain.people import Person
from domain.slots import Span
from storage import appointments
from storage.engine import Database, Tx
from tests.storage.house import DAY, HOUR, MINUTE, NOW, VISIT, after, another, ask, keep, kept, resident

A = AppointmentState
SOON = NOW + 15 * MINUTE


async def test_a_kept_time_is_what_was_asked_for(tx: Tx) -> None:
    alma = await resident(tx)
    request = await ask(tx, alma)
    held = await kept(tx, alma, VISIT, A.RESERVED, until=SOON, request=request.id)
    expected = (alma.id, request.id, Kind.VISIT, VISIT.starts_at, VISIT.ends_at, A.RESERVED, SOON, 0)
    found = await appointments.find_appointment(tx, held.code)
    assert found == held == await appointments.get_appointment(tx, held.id)
    whose = (held.person, held.request, held.kind, held.starts_at, held.ends_at)
    assert (*whose, held.state, held.reserved_until, held.sequence) == expected
    assert await appointments.find_appointment(tx, "nothing") is None


@pytest.mark.parametrize(
    ("shift", "length", "free"),
    [
        (timedelta(), 45, False),
        (timedelta(minutes=-44), 45, False),
        (timedelta(minutes=44), 45, False),
        (timedelta(minutes=10), 5, False),
        (timedelta(minutes=-60), 180, False),
        (timedelta(minutes=-45), 45, True),
        (timedelta(minutes=45), 45, True),
        (DAY, 45, True),
    ],
)
@pytest.mark.parametrize("state", sorted(OCCUPYING))
async def test_a_time_that_overlaps_a_kept_one_is_refused(
    tx: Tx, state: AppointmentState, shift: timedelta, length: int, free: bool
) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    await kept(tx, alma, VISIT, state, until=None if state is A.CONFIRMED else NOW + DAY)
    begins = VISIT.starts_at + shift
    found = await keep(tx, bassam, Span(begins, begins + timedelta(minutes=length)))
    assert (found is not None) is free


@pytest.mark.parametrize("state", sorted(set(AppointmentState) - OCCUPYING))
async def test_what_is_over_frees_its_time(tx: Tx, state: AppointmentState) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    await kept(tx, alma, VISIT, state)
    assert await appointments.taken_spans(tx, NOW) == []
    assert await keep(tx, bassam) is not None


async def test_calls_take_no_time_of_the_house(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    for person in (alma, bassam):
        call = await appointments.keep_time(tx, person.id, VISIT, A.CONFIRMED, NOW, kind=Kind.CALL)
        assert call is not None
        assert call.kind is Kind.CALL
    assert await appointments.taken_spans(tx, NOW) == []
    assert await keep(tx, alma) is not None


@pytest.mark.parametrize(("first", "second"), list(product(sorted(OCCUPYING), repeat=2)))
async def test_the_database_itself_refuses_two_at_the_same_start(
    tx: Tx, first: AppointmentState, second: AppointmentState
) -> None:
    alma = await resident(tx)
    await kept(tx, alma, VISIT, first, until=None if first is A.CONFIRMED else NOW + DAY)
    values = {"code": "another", "person_id": alma.id, "kind": "visit", "sequence": 0, "created_at": NOW}
    times = {"starts_at": VISIT.starts_at, "ends_at": VISIT.ends_at}
    with pytest.raises(IntegrityError):
        await tx.execute(insert(appointments.appointments).values(**values, **times, state=second.value))
    await tx.connection.rollback()


async def test_of_two_who_want_the_last_time_one_gets_it(database: Database) -> None:
    async with database.transaction() as tx:
        people = [await resident(tx) for _ in range(4)]
    houses = [another(database) for _ in people]

    async def want(house: Database, person: Person) -> Appointment | None:
        async with house.transaction() as tx:
            return await keep(tx, person, VISIT, A.RESERVED, until=SOON)

    found = await asyncio.gather(*(want(house, person) for house, person in zip(houses, people, strict=True)))
    assert sum(one is not None for one in found) == 1
    for house in houses:
        await house.close()


async def test_a_reservation_counts_for_others_until_it_runs_out(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    held = await kept(tx, alma, VISIT, A.RESERVED, until=SOON)
    assert await appointments.taken_spans(tx, SOON - MINUTE) == [VISIT]
    assert await appointments.taken_spans(tx, SOON) == []
    assert await keep(tx, bassam, now=SOON - MINUTE) is None
    assert await keep(tx, bassam, now=SOON) is not None
    assert (await appointments.get_appointment(tx, held.id)).state is A.LAPSED


async def test_her_own_reservation_does_not_hide_a_time_from_her(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    await kept(tx, alma, VISIT, A.RESERVED, until=SOON)
    later = after(VISIT, HOUR)
    await kept(tx, alma, later, A.CONFIRMED)
    assert await appointments.taken_spans(tx, NOW, but=alma.id) == [later]
    assert await appointments.taken_spans(tx, NOW, but=bassam.id) == [VISIT, later]


async def test_what_is_past_is_not_in_the_way(tx: Tx) -> None:
    await kept(tx, await resident(tx))
    assert await appointments.taken_spans(tx, VISIT.ends_at - MINUTE) == [VISIT]
    assert await appointments.taken_spans(tx, VISIT.ends_at) == []


async def test_a_confirmed_time_stands_whatever_was_once_reserved(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    held = await kept(tx, alma, VISIT, A.RESERVED, until=SOON)
    assert await appointments.move_appointment(tx, held.id, A.CONFIRMED)
    assert await appointments.taken_spans(tx, SOON + MINUTE) == [VISIT]
    assert await keep(tx, bassam, now=SOON + MINUTE) is None
    assert await appointments.lapse_old(tx, SOON + MINUTE) == []
    assert (await appointments.get_appointment(tx, held.id)).state is A.CONFIRMED


async def test_what_she_was_deciding_about_is_let_go(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    await kept(tx, alma, VISIT, A.RESERVED, until=SOON)
    await kept(tx, alma, after(VISIT, HOUR))
    await kept(tx, bassam, after(VISIT, 2 * HOUR), A.RESERVED, until=SOON)
    await appointments.release_reserved(tx, alma.id)
    assert await appointments.taken_spans(tx, NOW) == [after(VISIT, HOUR), after(VISIT, 2 * HOUR)]


async def test_only_she_finds_her_reservation_and_only_while_it_runs(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    held = await kept(tx, alma, VISIT, A.RESERVED, until=SOON)
    assert await appointments.reserved_for(tx, alma.id, VISIT.starts_at, NOW) == held
    assert await appointments.reserved_for(tx, bassam.id, VISIT.starts_at, NOW) is None
    assert await appointments.reserved_for(tx, alma.id, VISIT.starts_at + MINUTE, NOW) is None
    assert await appointments.reserved_for(tx, alma.id, VISIT.starts_at, SOON) is None


async def test_offers_run_out_together_and_are_named_once(tx: Tx) -> None:
    alma = await resident(tx)
    request = await ask(tx, alma)
    until = NOW + 48 * HOUR
    far = [after(VISIT, days * DAY) for days in (3, 4)]
    offers = [await kept(tx, alma, span, A.OFFERED, until=until, request=request.id) for span in far]
    await kept(tx, alma, VISIT, A.RESERVED, until=SOON)
    assert await appointments.offers_of(tx, request.id, until - MINUTE) == offers
    assert await appointments.offers_of(tx, request.id, until) == []
    assert await appointments.lapse_old(tx, NOW + HOUR) == []
    gone = await appointments.lapse_old(tx, until)
    assert [one.id for one in gone] == [offer.id for offer in offers]
    assert await appointments.lapse_old(tx, until) == []


async def test_an_offer_that_ran_out_keeps_its_time_until_it_is_taken_back(tx: Tx) -> None:
    """Else one could have the time and the other, a moment later, still accept it."""
    alma, bassam = await resident(tx), await resident(tx)
    far, until = after(VISIT, 3 * DAY), NOW + 48 * HOUR
    await kept(tx, alma, far, A.OFFERED, until=until)
    half_way = after(far, 20 * MINUTE)
    assert await keep(tx, bassam, far, now=until) is None
    assert await keep(tx, bassam, half_way, now=until) is None
    await appointments.lapse_old(tx, until)
    assert await keep(tx, bassam, half_way, now=until) is not None


async def test_offers_of_one_request_are_taken_back_and_no_others(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    hers, his = await ask(tx, alma), await ask(tx, bassam)
    await kept(tx, alma, VISIT, A.OFFERED, until=NOW + DAY, request=hers.id)
    await kept(tx, alma, after(VISIT, HOUR), A.CONFIRMED, request=hers.id)
    other = await kept(tx, bassam, after(VISIT, 2 * HOUR), A.OFFERED, until=NOW + DAY, request=his.id)
    await appointments.lapse_offers(tx, hers.id)
    assert await appointments.offers_of(tx, hers.id, NOW) == []
    assert await appointments.offers_of(tx, his.id, NOW) == [other]
    assert await appointments.taken_spans(tx, NOW) == [after(VISIT, HOUR), after(VISIT, 2 * HOUR)]


async def test_appointments_move_exactly_as_the_rules_allow(tx: Tx) -> None:
    """Try every move from every state; what is refused changes nothing."""
    alma = await resident(tx)
    for number, (state, to) in enumerate(product(AppointmentState, repeat=2)):
        held = await kept(tx, alma, after(VISIT, number * DAY), state, until=NOW + DAY)
        allowed = to in APPOINTMENT_MOVES[state]
        assert await appointments.move_appointment(tx, held.id, to, sequence=1) is allowed, (state, to)
        found = await appointments.get_appointment(tx, held.id)
        assert (found.state, found.sequence) == ((to, 1) if allowed else (state, 0))


async def test_a_time_confirmed_by_two_at_once_is_confirmed_once(database: Database) -> None:
    async with database.transaction() as tx:
        held = await kept(tx, await resident(tx), VISIT, A.RESERVED, until=SOON)
    houses = another(database), another(database)

    async def confirm(house: Database) -> bool:
        async with house.transaction() as tx:
            return await appointments.move_appointment(tx, held.id, A.CONFIRMED)

    assert sorted(await asyncio.gather(*(confirm(house) for house in houses))) == [False, True]
    for house in houses:
        await house.close()


async def test_the_appointment_of_a_request_is_the_newest_that_was_confirmed(tx: Tx) -> None:
    alma = await resident(tx)
    request = await ask(tx, alma)
    assert await appointments.appointment_of(tx, request.id) is None
    await kept(tx, alma, VISIT, A.OFFERED, until=NOW + DAY, request=request.id)
    assert await appointments.appointment_of(tx, request.id) is None
    first = await kept(tx, alma, after(VISIT, DAY), A.CONFIRMED, request=request.id)
    await appointments.move_appointment(tx, first.id, A.MOVED)
    second = await kept(tx, alma, after(VISIT, 2 * DAY), A.CONFIRMED, request=request.id)
    assert await appointments.appointment_of(tx, request.id) == second
    await appointments.move_appointment(tx, second.id, A.CANCELLED)
    found = await appointments.appointment_of(tx, request.id)
    assert found is not None
    assert (found.id, found.state) == (second.id, A.CANCELLED)


async def test_appointments_between_two_moments(tx: Tx) -> None:
    alma = await resident(tx)
    later, first = await kept(tx, alma, after(VISIT, HOUR)), await kept(tx, alma, VISIT)
    await kept(tx, alma, after(VISIT, 2 * HOUR), A.CANCELLED)
    since, until = VISIT.starts_at, VISIT.starts_at + HOUR
    assert await appointments.appointments_between(tx, since, until, [A.CONFIRMED]) == [first]
    both = await appointments.appointments_between(tx, since, until + 3 * HOUR, [A.CONFIRMED])
    assert both == [first, later]
