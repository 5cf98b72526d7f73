"""A closed year: every register refuses what would change it, in one plain sentence, and this year goes on."""

from datetime import datetime, timedelta

import pytest

from domain.figures import as_data
from domain.people import Role
from handlers.staff.past_days import read_past_day
from storage import years
from storage.figures import live_figures
from tests.conversations.gatherings import COURSE, open_course, open_group
from tests.conversations.ledger import place_of, rows, unsound
from tests.conversations.taking_part import family, takes_part
from tests.conversations.walks import asks_for_a_call, books
from tests.town import MONDAY, ZONE, Citizen, Town

CLOSED = "2026 er lukket: Tallene bliver stående, som de blev afleveret."
JANUARY = datetime(2027, 1, 11, 10, tzinfo=ZONE)
FEBRUARY = datetime(2027, 2, 2, 10, tzinfo=ZONE)
TALKS = "SELECT way, topic, held_at, withdrawn_at FROM talks ORDER BY id"


async def closes(town: Town, someone: Citizen) -> None:
    """The leader has closed 2026."""
    place = await place_of(town, someone)
    programme = town.running.services.programme
    async with town.running.database.transaction() as tx:
        now = as_data(await live_figures(tx, programme, 2026, town.now))
        assert await years.close_year(tx, 2026, now, place, town.now)


async def came_by(mette: Citizen) -> None:
    await mette.types("/henvendelse")
    await mette.taps("✉️ Letters and forms")
    await mette.taps_label("arabisk")
    await mette.taps("🆕 A new family")


async def test_last_years_talk_can_be_entered_in_january_and_not_once_the_year_is_closed(town: Town) -> None:
    mette = await town.staff("Mette")
    await town.until(JANUARY)
    for _ in range(2):
        await came_by(mette)
    await mette.types("/register")
    await mette.taps_label("1")
    await mette.taps("✏️ Day")
    await mette.types("28/12")
    assert mette.text.startswith("📒 mandag den 28. december")
    await closes(town, mette)
    before = await rows(town, TALKS)
    await mette.taps("✏️ Day")
    assert CLOSED in mette.text
    await mette.types("/register")
    await mette.taps_label("1")
    await mette.taps("✏️ Day")
    await mette.types("28/12")
    assert CLOSED in mette.text
    await mette.types("5/1")
    assert mette.text.startswith("📒 tirsdag den 5. januar")
    assert (await rows(town, TALKS))[1] == before[1]
    assert await unsound(town) == {}


async def test_of_a_closed_year_an_entry_can_only_be_looked_at(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await came_by(mette)
    ((entry, token),) = await rows(calm_town, "SELECT id, token FROM talks")
    await closes(calm_town, mette)
    before = await rows(calm_town, TALKS)
    await mette.presses(f"entry:{entry}")
    assert CLOSED in mette.text
    assert mette.label("✏️ Topic") not in mette.sees
    for old in ("topic:school", "way:called", "day:2026-11-22", "undo", "again"):
        await mette.presses(f"entry:{entry}:{old}")
        assert CLOSED in mette.text
    for old in ("day:2026-11-22", "way:gathering", "undo"):
        await mette.presses(f"walked:{token}:{old}")
        assert CLOSED in mette.text
    assert await rows(calm_town, TALKS) == before
    assert await rows(calm_town, "SELECT id FROM talk_steps") == []


async def test_a_time_that_was_forgotten_can_be_settled_without_touching_the_register(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await books(amina)
    ((code,),) = await rows(town, "SELECT code FROM requests")
    await mette.presses(f"case:{code}")
    await mette.taps("✋ Take it") if mette.label("✋ Take it") in mette.sees else None
    await town.until(FEBRUARY)
    await closes(town, mette)
    await mette.presses(f"case:{code}:held")
    assert CLOSED in mette.text
    assert await rows(town, "SELECT count(*) FROM talks") == [(0,)]
    await mette.taps("She got guidance")
    assert await rows(town, "SELECT state FROM requests") == [("closed",)]
    assert await unsound(town) == {}


async def test_attendance_of_a_closed_year_stands_and_its_history_can_be_read(town: Town) -> None:
    mette = await town.staff("Mette")
    course = await open_course(town, times=3)
    await family(town, "Amina", "ar", course)
    session = course.sessions[0]
    await town.until(COURSE + timedelta(minutes=5))
    await mette.presses(f"held:{session.code}:list")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    # The same once more adds nothing.
    ((sign_up,),) = await rows(town, "SELECT code FROM sign_ups")
    await mette.presses(f"held:{session.code}:tick:{sign_up}:1:0")
    await mette.taps("🕘 History")
    assert mette.text.count("noteret som kommet (Mette)") == 2
    assert mette.text.count("taget tilbage (Mette)") == 1
    await closes(town, mette)
    before = await rows(town, "SELECT present, noted_at FROM attendances")
    await mette.presses(f"held:{session.code}:list")
    await mette.taps_nth(0)
    assert CLOSED in mette.text
    for old in ("add:0badcafe", f"tick:{sign_up}:0:0"):
        await mette.presses(f"held:{session.code}:{old}")
        assert CLOSED in mette.text
    assert await rows(town, "SELECT present, noted_at FROM attendances") == before
    assert await rows(town, "SELECT count(*) FROM families WHERE code = '0badcafe'") == [(0,)]
    assert await unsound(town) == {}


async def test_who_opens_the_door_code_stands_in_the_history_without_a_colleague(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    course = await open_course(calm_town, times=3)
    amina = await family(calm_town, "Amina", "ar", course)
    await calm_town.until(COURSE)
    for _ in range(2):
        await amina.starts(f"d-{course.sessions[0].door}")
    await mette.presses(f"held:{course.sessions[0].code}:history")
    assert mette.text.count("kom med koden på døren") == 1
    assert await rows(calm_town, "SELECT present, way, staff_id FROM attendance_steps") == [(True, "door", None)]


async def test_a_talk_at_a_course_is_entered_from_its_card_on_its_day(town: Town) -> None:
    mette = await town.staff("Mette")
    course = await open_course(town, times=3)
    await mette.presses(f"held:{course.sessions[0].code}")
    assert mette.label("💬 A talk here") not in mette.sees
    await mette.presses(f"held:{course.sessions[0].code}:talk")
    assert mette.reads("A talk there can be entered once it has begun.")
    await mette.presses(f"walk:abcd1234{course.sessions[0].code}:letters:ar:new")
    assert await rows(town, "SELECT count(*) FROM talks") == [(0,)]
    await town.until(COURSE + timedelta(days=2))
    await mette.presses(f"held:{course.sessions[0].code}")
    await mette.taps("💬 A talk here")
    assert mette.reads("A talk at a gathering. What was it about?")
    await mette.taps("✉️ Letters and forms")
    await mette.taps_label("arabisk")
    await mette.taps("🆕 A new family")
    assert mette.reads("Saved.")
    ((way, held, token),) = await rows(town, "SELECT way, held_at, token FROM talks")
    assert (way, held) == ("gathering", (await rows(town, "SELECT starts_at FROM sessions ORDER BY id"))[0][0])
    # Which course it was is not kept with the talk.
    assert course.sessions[0].code not in token
    await mette.taps("Undo")
    assert mette.reads("Taken back. It is counted nowhere.")
    assert await unsound(town) == {}


async def test_a_late_talk_at_a_meeting_of_a_closed_year_is_not_entered(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    course = await open_course(calm_town, times=3)
    await calm_town.until(FEBRUARY)
    await closes(calm_town, mette)
    await mette.presses(f"walk:abcd1234{course.sessions[0].code}:letters:ar:new")
    assert CLOSED in mette.text
    assert await rows(calm_town, "SELECT count(*) FROM talks") == [(0,)]


async def test_somebody_who_does_not_run_it_enters_no_talk_there(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    group = await open_group(calm_town)
    await calm_town.until(COURSE + timedelta(days=1))
    for data in (f"held:{group.sessions[0].code}:talk", f"walk:abcd1234{group.sessions[0].code}:letters:ar:new"):
        await mette.presses(data)
        assert mette.reads("This button no longer works. Here is what is true now.")
    assert await rows(calm_town, "SELECT count(*) FROM talks") == [(0,)]


async def test_bridges_that_were_built_in_a_closed_year_stand(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    ((code,),) = await rows(calm_town, "SELECT code FROM requests")
    await mette.taps("🌉 Bridging")
    await mette.taps_label("SKAT")
    await came_by(mette)
    ((token,),) = await rows(calm_town, "SELECT token FROM talks")
    await mette.taps("🌉 Bridging")
    await mette.taps_label("SKAT")
    await closes(calm_town, mette)
    for undo in (f"case:{code}:unbridge:1", f"walked:{token}:unbridge:2"):
        await mette.presses(undo)
        assert CLOSED in mette.text
    assert await rows(calm_town, "SELECT count(*) FROM contacts WHERE withdrawn_at IS NULL") == [(2,)]
    assert await rows(calm_town, "SELECT count(*) FROM steps WHERE step = 'bridge-taken-back'") == [(0,)]


async def test_outcomes_of_whoever_left_in_a_closed_year_stand(calm_town: Town) -> None:
    ida = await calm_town.staff("Ida", Role.HEALTH_NURSE)
    group = await open_group(calm_town)
    amina = await family(calm_town, "Amina", "ar")
    one = await takes_part(calm_town, amina, group)
    data = f"group:{group.code}"
    await ida.presses(f"{data}:plan:{one.code}:job")
    await ida.presses(f"{data}:bye:{one.code}:yes")
    await closes(calm_town, ida)
    for old in (f"{data}:plan:{one.code}:none", f"{data}:daycare:{one.code}:1:1:started"):
        await ida.presses(old)
        assert CLOSED in ida.text
    assert await rows(calm_town, "SELECT value FROM outcomes") == [("job",)]


async def test_partners_hours_of_a_closed_year_stand_and_last_years_can_be_noted_before(town: Town) -> None:
    mette = await town.staff("Mette")
    await town.until(JANUARY)
    await mette.types("/partnertimer")
    await mette.taps_label("👨‍👩‍👧 Familiekursus") if "👨‍👩‍👧 Familiekursus" in mette.sees else None
    await mette.taps_label("➕ Skole")
    await mette.taps_label("2 t")
    await mette.types("28/12")
    assert "Familiekursus 2026" in mette.text
    undo = next(label for label in mette.sees if label.startswith("Fortryd"))
    await closes(town, mette)
    await mette.taps_label(undo)
    assert CLOSED in mette.text
    await mette.presses("ledger:course:school:60:261228:1")
    assert CLOSED in mette.text
    assert "➕ Skole" not in mette.sees
    assert await rows(town, "SELECT minutes, withdrawn_at FROM partner_hours") == [(120, None)]


@pytest.mark.parametrize(
    ("typed", "day"),
    [("i går", 22), ("3/11", 3), ("den 3. november", 3), ("3-11-2026", 3), ("23.11.", 23), ("i dag", 23)],
)
def test_days_as_they_are_typed(typed: str, day: int) -> None:
    assert read_past_day(typed, MONDAY.date()) == MONDAY.date().replace(day=day)
