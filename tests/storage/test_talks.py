"""The register of talks: each appointment once, and families counted, not talks."""

from datetime import datetime

from domain.counselling import Way
from domain.people import Person, Staff
from storage import appointments, register
from storage.engine import Tx
from tests.storage.house import DAY, HOUR, NOW, VISIT, after, ask, kept, resident, worker

YEAR = NOW - 100 * DAY, NOW + 265 * DAY


async def talk(tx: Tx, person: Person, by: Staff, at: datetime = NOW, appointment: int | None = None) -> None:
    await register.register_talk(
        tx, person.family, Way.COME, "letters", by.id, at, NOW, request=None, appointment=appointment
    )


async def count(tx: Tx) -> int:
    return await appointments.families_talked_with(tx, *YEAR)


async def test_a_family_counts_once_however_many_of_it_talk_and_how_often(tx: Tx) -> None:
    anna, alma, bassam = await worker(tx), await resident(tx), await resident(tx)
    sister = await resident(tx, family_of=alma)
    assert await count(tx) == 0
    for person in (alma, alma, sister):
        await talk(tx, person, anna)
    assert await count(tx) == 1
    await talk(tx, bassam, anna)
    assert await count(tx) == 2


async def test_a_talk_counts_in_the_time_it_was_held(tx: Tx) -> None:
    anna = await worker(tx)
    since, until = YEAR
    moments = (since - HOUR, since, until - HOUR, until)
    for moment in moments:
        await talk(tx, await resident(tx), anna, moment)
    assert await count(tx) == 2


async def test_the_same_appointment_is_entered_once(tx: Tx) -> None:
    anna, alma = await worker(tx), await resident(tx)
    held = await kept(tx, alma)
    for _ in range(3):
        await talk(tx, alma, anna, appointment=held.id)
    rows = (await tx.execute(appointments.talks.select())).all()
    assert [(row.family_id, row.appointment_id, row.topic) for row in rows] == [(alma.family, held.id, "letters")]


async def test_talks_without_appointment_are_all_entered(tx: Tx) -> None:
    anna, alma = await worker(tx), await resident(tx)
    for _ in range(3):
        await talk(tx, alma, anna)
    assert len((await tx.execute(appointments.talks.select())).all()) == 3


async def test_a_talk_entered_by_mistake_is_taken_back_and_can_be_entered_again(tx: Tx) -> None:
    anna, alma = await worker(tx), await resident(tx)
    held, other = await kept(tx, alma), await kept(tx, alma, after(VISIT, DAY))
    for appointment in (held, other):
        await talk(tx, alma, anna, appointment=appointment.id)
    await register.unregister_talk(tx, held.id, anna.id, NOW)
    assert (await register.figures(tx, *YEAR)).talks == 1
    await talk(tx, alma, anna, appointment=held.id)
    assert (await register.figures(tx, *YEAR)).talks == 2
    assert len((await tx.execute(appointments.talks.select())).all()) == 2


async def test_whether_a_talk_was_held_for_a_request(tx: Tx) -> None:
    anna, alma = await worker(tx), await resident(tx)
    hers, other = await ask(tx, alma), await ask(tx, alma)
    await register.register_talk(tx, alma.family, Way.BOOK, None, anna.id, NOW, NOW, request=hers.id, appointment=None)
    assert await appointments.talk_registered(tx, hers.id)
    assert not await appointments.talk_registered(tx, other.id)
