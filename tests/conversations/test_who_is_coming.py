"""Who is coming, as staff see it: numbers, names, a file, those who have not answered, and what others may not see."""

from datetime import timedelta

from domain.people import Role
from domain.sign_ups import Needs, Party
from storage import people
from tests.conversations.gatherings import COURSE, EVENING, open_course, open_evening, open_group
from tests.conversations.ledger import sent
from tests.conversations.taking_part import FAMILY, family, takes_part, without_a_phone
from tests.conversations.test_absence import sick
from tests.town import MONDAY, Citizen, Town

ASKED = "Are you coming? Then we know how many we are."
DEAD = "This button no longer works. Here is what is true now."


async def at_the_card(karen: Citizen) -> None:
    await karen.types("/aktiviteter")
    await karen.taps_nth(0)


async def test_the_card_counts_what_the_kitchen_and_the_sitters_need(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town, places=3)
    amina = await town.resident("Amina", "ar")
    await takes_part(town, amina, evening, FAMILY, Needs("salad", {"nuts": 1}, "ar"))
    basma = await town.resident("Basma", "en")
    await takes_part(town, basma, evening, Party(1, {"0-2": 1}, childcare=False), Needs("salad"))
    caro = await family(town, "Caro", "da", evening)
    await family(town, "Dina", "da", evening)
    await amina.presses(f"session:{evening.sessions[0].code}:yes")
    await caro.presses(f"session:{evening.sessions[0].code}:leave")
    await at_the_card(karen)
    for said in (
        "2 familier ventes",
        "Voksne: 3",
        "Børn: 3 (0–2 år: 1 · 3–5 år: 1 · 6–9 år: 1)",
        "Skal passes: 2",
        "Har sagt ja: 1",
        "Har ikke svaret: 1",
    ):
        assert said in karen.text, said
    assert "2" in karen.text.partition("De har med:")[2].partition("\n")[0]
    assert "arabisk: 1" in karen.text.partition("Tolke:")[2]


async def test_who_has_not_answered_is_asked_once_a_day(town: Town, language: str) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina, basma = [await family(town, name, language, evening) for name in ("Amina", "Basma")]
    caro = await family(town, "Caro", language, evening, reminders=False)
    await without_a_phone(town, evening, "Familien Holm")
    await basma.presses(f"session:{evening.sessions[0].code}:yes")
    await at_the_card(karen)
    await karen.taps("📣 Ask who has not answered")
    assert "1 bliver spurgt nu. 2 vil ikke have påmindelser" in karen.text
    assert [one.times_read(ASKED) for one in (amina, basma, caro)] == [1, 0, 0]
    await karen.taps("📣 Ask who has not answered")
    assert karen.reads("They were asked today already.")
    assert amina.times_read(ASKED) == 1
    await town.later(days=1)
    await karen.taps("📣 Ask who has not answered")
    assert amina.times_read(ASKED) == 2
    await amina.taps("✅ Yes, coming")
    await at_the_card(karen)
    assert karen.reads("Have said yes: {n}", n=2)


async def test_names_and_a_file_that_is_no_formula(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    await without_a_phone(calm_town, evening, "=1+1")
    await family(calm_town, "Amina", "ar", evening)
    await at_the_card(karen)
    await karen.taps("👥 Names and answers")
    assert "=1+1" in karen.text
    await karen.taps("↩️ Back")
    await karen.taps("📄 As a file")
    (file,) = [message.document.bytes for message in karen.bot_messages() if message.document]
    lines = file.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Familie;Svar;Voksne;0–2 år")
    assert any(line.startswith("'=1+1") for line in lines)
    assert len(lines) == 3


async def test_the_day_before_at_noon_those_who_run_it_get_the_card(town: Town) -> None:
    karen, mette = await town.staff("Karen", Role.COORDINATOR), await town.staff("Mette")
    nina = await town.staff("Nina", Role.HEALTH_NURSE)
    await family(town, "Amina", "ar", await open_evening(town))
    noon = EVENING.replace(hour=12) - timedelta(days=1)
    await town.until(noon - timedelta(minutes=1))
    assert not karen.has_read("Who is coming next time:")
    await town.until(noon)
    assert [one.times_read("Who is coming next time:") for one in (karen, mette, nina)] == [1, 1, 0]
    assert "1 familie ventes" in karen.text
    await town.until(EVENING)
    assert karen.times_read("Who is coming next time:") == 1
    assert await sent(town, "staff-coming") == {"sent": 2}


async def test_before_a_monday_it_comes_on_friday_and_not_to_whoever_is_away(calm_town: Town) -> None:
    karen, mette = await calm_town.staff("Karen", Role.COORDINATOR), await calm_town.staff("Mette")
    await open_evening(calm_town, at=MONDAY.replace(day=30, hour=17))
    await calm_town.until(MONDAY.replace(day=27))
    await sick(mette)
    await calm_town.until(MONDAY.replace(day=27, hour=12, minute=0))
    assert karen.reads("Who is coming next time:")
    assert not mette.has_read("Who is coming next time:")


async def test_what_she_does_not_run_is_as_if_it_were_not_there(calm_town: Town) -> None:
    karen, mette = await calm_town.staff("Karen", Role.COORDINATOR), await calm_town.staff("Mette")
    nina = await calm_town.staff("Nina", Role.HEALTH_NURSE)
    leader = await calm_town.staff("Lone", Role.LEADER)
    group = await open_group(calm_town)
    code = group.sessions[0].code
    await nina.presses(f"held:{code}")
    assert "0 kvinder ventes" in nina.text
    for someone in (karen, mette, leader):
        for data in ("", ":who", ":list", ":file", ":sent", ":calls", ":nudge", ":more"):
            await someone.presses(f"held:{code}{data}")
            there = someone.text
            await someone.presses(f"held:00000000{data}")
            assert someone.text == there
            assert someone.reads(DEAD)
        await someone.presses(f"gathering:{group.code}:attendance")
        assert someone.reads(DEAD)


async def test_a_leader_reads_figures_only(calm_town: Town) -> None:
    leader = await calm_town.staff("Lone", Role.LEADER)
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    await family(calm_town, "Amina", "ar", evening)
    await without_a_phone(calm_town, evening, "Familien Holm")
    await leader.types("/aktiviteter")
    assert leader.reads("How many are expected:")
    assert leader.text.endswith(": 2")
    assert "Holm" not in leader.text
    assert leader.sees == [leader.label("🏠 Start")]


async def test_a_colleague_who_is_removed_sees_nothing_from_then_on(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    await at_the_card(karen)
    async with calm_town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [karen.phone.id])
        await people.leave_staff(tx, known[karen.phone.id].id, calm_town.now)
    await karen.presses(f"held:{evening.sessions[0].code}:who")
    assert "Familie" not in karen.text


async def test_at_night_they_are_asked_in_the_morning_and_who_came_since_is_asked_too(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina = await family(calm_town, "Amina", "en", evening)
    await calm_town.until(MONDAY.replace(hour=22))
    await at_the_card(karen)
    await karen.taps("📣 Ask who has not answered")
    assert "1 bliver spurgt i morgen tidlig." in karen.text
    basma = await family(calm_town, "Basma", "en", evening)
    await at_the_card(karen)
    await karen.taps("📣 Ask who has not answered")
    assert "1 bliver spurgt i morgen tidlig." in karen.text
    await calm_town.until(MONDAY.replace(day=24, hour=8))
    assert [one.times_read(ASKED) for one in (amina, basma)] == [1, 1]


async def test_of_a_cancelled_evening_nobody_is_asked_or_ticked_and_who_was_told_stays_in_sight(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    await without_a_phone(town, evening, "Familien Holm")
    amina = await family(town, "Amina", "en", evening)
    await karen.presses(f"plan:{evening.code}:cancel:yes")
    await karen.taps("📞 Who must be called")
    assert "1 familie skal ringes op" in karen.text
    assert karen.reads("Cancelled")
    session = evening.sessions[0].code
    await karen.presses(f"held:{session}:nudge")
    assert karen.reads(DEAD)
    assert "📣" not in " ".join(karen.sees)
    await town.until(EVENING)
    await karen.presses(f"held:{session}:list")
    assert karen.reads("Cancelled")
    assert not karen.reads("The list opens an hour before it begins.")
    assert "➕ Uden tilmelding" not in karen.sees
    assert amina.times_read(ASKED) == 0


async def test_who_was_there_is_put_right_weeks_later_and_after_the_end(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    course = await open_course(calm_town, times=3)
    await family(calm_town, "Amina", "ar", course)
    await calm_town.until(COURSE + timedelta(days=30))
    await mette.presses(f"plan:{course.code}:end:yes")
    await mette.taps("📈 Attendance")
    assert "0 af 3, ikke noteret: 3" in mette.text
    await mette.taps_label("☑️ tirsdag den 1. december")
    await mette.taps_nth(0)
    await mette.presses(f"gathering:{course.code}:attendance")
    assert "1 af 3, ikke noteret: 2" in mette.text


async def test_of_a_course_that_was_called_off_only_what_was_held_counts(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    course = await open_course(calm_town, times=3)
    await family(calm_town, "Amina", "ar", course)
    await calm_town.until(COURSE + timedelta(days=1))
    await mette.presses(f"plan:{course.code}:cancel:yes")
    await calm_town.until(COURSE + timedelta(days=30))
    await mette.presses(f"gathering:{course.code}:attendance")
    assert "0 af 1, ikke noteret: 1" in mette.text


async def test_so_many_families_with_so_many_messages_fit_on_their_pages(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    course = await open_course(calm_town, times=3, places=None)
    for number in range(40):
        await without_a_phone(calm_town, course, f"Familien {number:02} {'Langenavn ' * 4}")
    await calm_town.until(COURSE + timedelta(days=20))
    await mette.presses(f"gathering:{course.code}:attendance")
    assert "Familien 29" in mette.text
    await mette.taps("➡️ More")
    assert "Familien 39" in mette.text
