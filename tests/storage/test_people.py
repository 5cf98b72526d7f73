"""People: known by their Telegram id alone, staff while they are in the roster, and gone when they ask to be."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy.exc import IntegrityError

from domain.consent import Purpose
from domain.people import Role
from storage import consents, people
from storage.engine import Database, Tx
from tests.storage.house import DAY, HOUR, NOW, another, resident, worker


async def test_a_newcomer_has_a_family_of_her_own(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    assert alma.family != bassam.family
    assert await people.get_person(tx, alma.id) == alma
    assert (alma.reminders, alma.blocked, alma.keyboard, alma.staff) == (None, False, False, None)


async def test_people_are_found_by_their_telegram_ids(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    await resident(tx)
    found = await people.persons_of(tx, [alma.telegram_id, bassam.telegram_id, 5])
    assert found == {alma.telegram_id: alma, bassam.telegram_id: bassam}
    assert await people.persons_of(tx, []) == {}


async def test_a_telegram_id_of_52_bits_is_kept_whole(tx: Tx) -> None:
    person = await people.add_person(tx, 2**52 - 1, None, NOW)
    assert (await people.persons_of(tx, [2**52 - 1]))[2**52 - 1].id == person.id


async def test_one_telegram_account_is_one_person(database: Database) -> None:
    houses = another(database), another(database)

    async def arrive(house: Database) -> None:
        async with house.transaction() as tx:
            await people.add_person(tx, 42, "da", NOW)

    results = await asyncio.gather(*(arrive(house) for house in houses), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "NoneType"]
    for house in houses:
        await house.close()


async def test_what_she_chooses_is_kept(tx: Tx) -> None:
    alma = await resident(tx)
    await people.choose_language(tx, alma.id, "ar", "so")
    await consents.decide(tx, alma.id, Purpose.REMINDERS, False, "ar", "1", NOW)
    await people.set_blocked(tx, alma.id, NOW)
    await people.set_poster(tx, alma.id, "opgang")
    await people.name_person(tx, alma.id, "Alma أم")
    await people.move_persons(tx, [{"person": alma.id, "now_at": "home", "now_keyboard": True, "now_seen": NOW}])
    found = await people.get_person(tx, alma.id)
    assert found is not None
    assert (found.language, found.wanted_language, found.phone_language) == ("ar", "so", "ar")
    assert (found.reminders, found.blocked, found.at, found.keyboard) == (False, True, "home", True)
    assert await people.poster_of(tx, alma.id) == "opgang"
    assert await people.name_of(tx, alma.id) == "Alma أم"
    await people.set_blocked(tx, alma.id, None)
    await people.name_person(tx, alma.id, None)
    assert await people.name_of(tx, alma.id) is None
    back = await people.get_person(tx, alma.id)
    assert back is not None
    assert not back.blocked


async def test_who_was_here_lately_may_have_pressed_in_vain(tx: Tx) -> None:
    lately, long_ago, blocked, forgotten = [await resident(tx) for _ in range(4)]
    seen: list[tuple[int, datetime]] = [(person.id, NOW) for person in (lately, blocked, forgotten)]
    await people.move_persons(
        tx,
        [
            {"person": person, "now_at": "home", "now_keyboard": False, "now_seen": at}
            for person, at in [*seen, (long_ago.id, NOW - DAY)]
        ],
    )
    await people.set_blocked(tx, blocked.id, NOW)
    await people.forget_person(tx, forgotten.id)
    assert [person.id for person in await people.people_midway(tx, NOW - HOUR)] == [lately.id]
    await people.move_persons(tx, [])


async def test_somebody_who_was_forgotten_is_a_stranger(tx: Tx) -> None:
    alma = await resident(tx)
    await people.forget_person(tx, alma.id)
    assert await people.get_person(tx, alma.id) is None
    assert await people.persons_of(tx, [alma.telegram_id]) == {}
    again = await people.add_person(tx, alma.telegram_id, "ar", NOW)
    assert (again.id != alma.id, again.family != alma.family) == (True, True)


async def test_two_can_be_forgotten(tx: Tx) -> None:
    for person in (await resident(tx), await resident(tx)):
        await people.forget_person(tx, person.id)


@pytest.mark.parametrize("role", Role)
async def test_staff_have_their_role_while_they_are_in_the_roster(tx: Tx, role: Role) -> None:
    alma = await resident(tx)
    await people.join_staff(tx, alma.id, role, "Alma", NOW)
    found = await people.get_person(tx, alma.id)
    assert found is not None
    assert found.staff is not None
    assert (found.staff.role, found.staff.name) == (role, "Alma")
    assert (await people.persons_of(tx, [alma.telegram_id]))[alma.telegram_id].staff == found.staff
    assert [person.id for person in await people.staff_with(tx, [role])] == [alma.id]
    assert await people.staff_with(tx, set(Role) - {role}) == []
    assert await people.leave_staff(tx, alma.id, NOW + HOUR)
    assert not await people.leave_staff(tx, alma.id, NOW + HOUR)
    left = await people.get_person(tx, alma.id)
    assert left is not None
    assert left.staff is None
    assert await people.staff_with(tx, Role) == []


async def test_who_joins_again_has_one_place(tx: Tx) -> None:
    alma = await resident(tx)
    for role in (Role.HELPER, Role.LEADER):
        await people.join_staff(tx, alma.id, role, "Alma", NOW)
    (found,) = await people.staff_with(tx, Role)
    assert found.staff is not None
    assert found.staff.role is Role.LEADER


async def test_the_database_itself_refuses_two_places_in_the_roster(tx: Tx) -> None:
    await worker(tx)
    (anna,) = await people.staff_with(tx, Role)
    values = {"person_id": anna.id, "role": "leader", "name": "Anna", "joined_at": NOW}
    with pytest.raises(IntegrityError):
        await tx.execute(people.staff.insert().values(**values))
    await tx.connection.rollback()
