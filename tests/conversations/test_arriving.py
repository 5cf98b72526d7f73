"""Arriving: the code on the door, the list of staff, and those who come without a sign-up or a phone."""

from datetime import timedelta

from domain.gatherings import Gathering
from domain.people import Role
from domain.sign_ups import Party
from tests.conversations.gatherings import EVENING, open_course, open_evening, open_group, same_family
from tests.conversations.ledger import rows
from tests.conversations.taking_part import family, takes_part, without_a_phone
from tests.town import Citizen, Town

WELCOME, DEAD = "Welcome! It is good that you are here.", "This button no longer works. Here is what is true now."
PRESENT = "SELECT way, staff_id IS NOT NULL FROM attendances WHERE present ORDER BY id"


async def opens_the_code(someone: Citizen, gathering: Gathering) -> None:
    await someone.starts(f"d-{gathering.sessions[0].door}")


async def test_the_code_on_the_door_says_that_they_are_here(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await family(town, "Amina", language, evening)
    await town.until(EVENING - timedelta(hours=1, minutes=1))
    await opens_the_code(amina, evening)
    assert amina.reads("Nice that you are coming! We open the door at this time:")
    assert await rows(town, PRESENT) == []
    await town.until(EVENING - timedelta(hours=1))
    for _ in range(2):
        await opens_the_code(amina, evening)
        assert amina.reads(WELCOME)
    assert amina.label("🔔 Tell me what is on") not in amina.sees
    await amina.taps("👥 How many we are")
    await amina.taps_nth(0)
    await amina.taps_nth(2)
    await amina.taps("✔️ That is right")
    assert amina.reads("Good to have you here.")
    assert await rows(town, PRESENT) == [("door", 0)]
    await town.until(EVENING.replace(day=4, hour=0, minute=1))
    await opens_the_code(amina, evening)
    assert amina.reads("This is over now. We would like to see you another time.")


async def test_both_parents_are_one_family_at_the_door(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina, yusuf = await family(calm_town, "Amina", "ar", evening), await calm_town.resident("Yusuf", "da")
    await same_family(calm_town, amina, yusuf)
    await calm_town.until(EVENING)
    for someone in (amina, yusuf):
        await opens_the_code(someone, evening)
        assert someone.reads(WELCOME)
    assert await rows(calm_town, PRESENT) == [("door", 0)]


async def test_whoever_did_not_sign_up_is_counted_and_asked_whether_to_hear_of_the_next(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    basma = await town.resident("Basma", "en")
    await town.until(EVENING)
    await opens_the_code(basma, evening)
    assert basma.reads(WELCOME)
    await basma.taps("🔔 Tell me what is on")
    assert await rows(town, "SELECT news FROM persons WHERE news") == [(1,)]
    await karen.types("/aktiviteter")
    await karen.taps_nth(0)
    assert karen.reads("Are here: {n}", n=1)


async def test_a_newcomer_is_counted_first_and_welcomed_in_her_language(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await town.citizen("Amina", language)
    await town.until(EVENING)
    await opens_the_code(amina, evening)
    assert await rows(town, PRESENT) == [("door", 0)]
    await amina.taps_label(amina.tr.language.own_name)
    assert amina.has_read(WELCOME) or amina.label("👥 How many we are") in amina.sees
    assert await rows(town, PRESENT) == [("door", 0)]
    await amina.types("/privacy")
    await amina.taps("What you know about me")
    assert amina.reads("You came with the code on our door.")


async def test_a_group_that_is_not_hers_has_no_door_for_her(calm_town: Town) -> None:
    await calm_town.staff("Nina", Role.HEALTH_NURSE)
    group = await open_group(calm_town)
    amina, eve = await family(calm_town, "Amina", "da", group, party=Party()), await calm_town.resident("Eve", "en")
    await calm_town.until(group.sessions[0].starts_at)
    await opens_the_code(amina, group)
    assert amina.reads(WELCOME)
    await opens_the_code(eve, group)
    stands = eve.text
    await eve.starts("d-no-such-door")
    assert eve.text == stands
    await eve.presses(f"session:{group.sessions[0].code}")
    assert eve.reads(DEAD)
    assert await rows(calm_town, PRESENT) == [("door", 0)]


async def at_the_list(karen: Citizen) -> None:
    await karen.types("/aktiviteter")
    await karen.taps_nth(0)
    await karen.taps("☑️ Who is here")


async def test_staff_tick_a_list_and_take_it_back(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    await family(town, "Amina", "ar", evening)
    await without_a_phone(town, evening, "Familien Holm")
    await at_the_list(karen)
    assert karen.reads("The list opens an hour before it begins.")
    await town.until(EVENING)
    await at_the_list(karen)
    holm = next(label for label in karen.sees if "Holm" in label)
    await karen.taps_label(holm)
    assert any(label.startswith("✅ Familien Holm") for label in karen.sees)
    assert await rows(town, PRESENT) == [("list", 1)]
    await karen.taps_label(next(label for label in karen.sees if "Holm" in label))
    assert await rows(town, "SELECT present FROM attendances") == [(None,)]
    assert any(label.startswith("▫️ Familien Holm") for label in karen.sees)


async def test_one_family_more_without_a_phone(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    await open_evening(town)
    await town.until(EVENING)
    await at_the_list(karen)
    await karen.taps("➕ Without a sign-up")
    await karen.taps("🆕 A new family")
    await karen.taps_nth(0)
    await karen.taps_label("3")
    await karen.taps_nth(2)
    await karen.taps_label("2")
    counted = await rows(town, "SELECT party, way FROM attendances WHERE present")
    assert '"adults": 3' in counted[0][0]
    assert '"3-5": 2' in counted[0][0]
    await karen.taps("↩️ Take back")
    assert await rows(town, PRESENT) == []
    await karen.taps("➕ Without a sign-up")
    await karen.types("ingen hedder sådan")
    assert karen.reads("I found no family like that.")


async def test_a_double_tap_on_a_new_family_is_one_family(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    await calm_town.until(EVENING)
    for _ in range(2):
        await karen.presses(f"held:{evening.sessions[0].code}:add:00c0ffee")
    assert await rows(calm_town, PRESENT) == [("walk-in", 1)]
    assert await rows(calm_town, "SELECT count(*) FROM families WHERE code = '00c0ffee'") == [(1,)]


async def test_a_known_family_is_found_by_its_code(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    await open_evening(calm_town)
    await calm_town.resident("Amina", "ar")
    ((code,),) = await rows(calm_town, "SELECT code FROM families ORDER BY id DESC LIMIT 1")
    await calm_town.until(EVENING)
    await at_the_list(karen)
    await karen.taps("➕ Without a sign-up")
    await karen.types(code[:4])
    await karen.taps_nth(1)
    assert await rows(calm_town, PRESENT) == [("walk-in", 1)]


async def test_attendance_of_a_course_grows_and_unknown_is_not_no(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    course = await open_course(calm_town)
    amina, basma = await family(calm_town, "Amina", "en", course), await calm_town.resident("Basma", "en")
    await takes_part(calm_town, basma, course)
    for number, session in enumerate(course.sessions[:6]):
        await calm_town.until(session.starts_at)
        await amina.starts(f"d-{session.door}")
        if number == 0:
            await basma.starts(f"d-{session.door}")
    await mette.presses(f"gathering:{course.code}:attendance")
    assert mette.reads("Completed is who was there {n} times or more: {done}", n=6, done=1)
    assert mette.text.count("🎓") == 1
    assert "1 af 6, ikke noteret: 5" in mette.text
