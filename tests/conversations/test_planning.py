"""The plan of the year: a family evening from the first tap to the sign-up, changed, moved and cancelled."""

from datetime import datetime

from domain.people import Role
from domain.sign_ups import Needs, Party, SignUpState
from handlers.gatherings import line
from storage import gatherings, people
from tests.conversations.ledger import rows
from tests.town import ZONE, Citizen, Town

DEAD = "This button no longer works. Here is what is true now."
EVENING = datetime(2027, 1, 12, 17, 0, tzinfo=ZONE)


async def begins_an_evening(planner: Citizen) -> None:
    """Choose the activity, as whoever runs one activity only, or as a family worker."""
    await planner.types("/plan")
    if planner.label("➕ Plan a new one") not in planner.sees:
        await planner.taps_label("🍲 Familieaften")
    await planner.taps("➕ Plan a new one")


async def plans_an_evening(planner: Citizen, day: str = "12/1") -> None:
    """The usual in a few taps: day, hours, theme, places, childcare."""
    await begins_an_evening(planner)
    await planner.types(day)
    await planner.taps_label("17.00–19.30")
    await planner.taps_label("God søvn")
    await planner.taps_label("30")
    await planner.taps("🧸 Yes")


async def code_of(town: Town, state: str = "open") -> str:
    """The code of the newest gathering in this state."""
    found = await rows(town, "SELECT code FROM gatherings WHERE state = :state ORDER BY id DESC", state=state)
    return str(found[0][0])


async def signs_up(town: Town, citizen: Citizen, code: str) -> SignUpState:
    """A family signs up, behind the screens."""
    async with town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [citizen.phone.id])
        here = await gatherings.find_gathering(tx, code)
        assert here is not None
        rules = town.running.frame.services.programme.rules(here.activity)
        assert rules is not None
        who = known[citizen.phone.id]
        return (await line.join(tx, here, rules, who, Party(1), Needs(), town.now)).state


async def told(town: Town, kind: str) -> int:
    """How many notices of this kind were put on their way."""
    return int((await rows(town, "SELECT count(*) FROM outbox WHERE kind = :kind", kind=kind))[0][0])


async def test_the_usual_takes_a_few_taps_and_is_a_draft_until_it_is_opened(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    await plans_an_evening(karen, "tirsdag den 12. januar")
    assert "tirsdag den 12. januar 2027, 17.00–19.30" in karen.text
    assert "God søvn" in karen.text
    assert karen.reads("✏️ Draft: nobody else sees it yet.")
    assert await rows(town, "SELECT state, places, childcare FROM gatherings") == [("draft", 30, 1)]
    await karen.types("/plan")
    await karen.taps_label("✏️ tirsdag den 12. januar 2027 · God søvn")
    await karen.taps("✅ Open for sign-up")
    assert karen.reads("✅ It is open. Those it is for can sign up now.")
    code = await code_of(town)
    async with town.running.database.transaction() as tx:
        here = await gatherings.find_gathering(tx, code)
    assert here is not None
    assert [one.starts_at for one in here.sessions] == [EVENING]


async def test_a_draft_is_left_and_taken_up_and_every_field_can_be_said_in_words(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    await begins_an_evening(karen)
    await town.later(days=3)
    await begins_an_evening(karen)  # Nothing was said in the first: it is taken up.
    await karen.types("12.1.2027 17-19.30")
    await karen.types("Vi bygger drager")
    await karen.types("25")
    await karen.types("nej")
    for label, words in (
        ("🎤 Talk", "Sundhedsplejersken fortæller"),
        ("🎨 Something to make", "En drage"),
        ("👋 Who is there", "Karen og Mette"),
        ("🎒 What to bring", "Jeres egen mad & <gode> humør"),
    ):
        await karen.taps(label)
        await karen.types(words)
        assert words in karen.text
    await karen.taps("📍 Where")
    await karen.types("Børnehuset, Vejen 3")
    assert "Børnehuset, Vejen 3" in karen.text
    await karen.taps("🌍 In other languages")
    await karen.taps_label("العربية")
    await karen.taps("🏷 Own title")
    await karen.types("نصنع طائرة ورقية")
    ((title, places, care),) = await rows(town, "SELECT title, places, childcare FROM gatherings")
    assert ("Vi bygger drager" in title, places, care) == (True, 25, 0)
    assert await rows(town, "SELECT count(*) FROM gatherings") == [(1,)]
    # What was said of the old words does not stand for the new ones.
    await karen.presses(f"plan:{await code_of(town, 'draft')}:words:da:title")
    await karen.types("Vi bygger drager")
    assert '"ar"' in str(await rows(town, "SELECT title FROM gatherings"))
    await karen.taps("🏷 Own title")
    await karen.types("Vi bygger huler")
    assert karen.reads("✔️ Noted. The words in other languages are gone with the old ones: please write them anew.")
    assert await rows(town, "SELECT title FROM gatherings") == [('{"da": "Vi bygger huler"}',)]
    await karen.taps("🏷 Own title")
    await karen.types("Vi bygger drager")
    # The title gives way to a theme of the list, and the draft to nothing.
    await karen.types("/plan")
    await karen.taps_label("✏️ tirsdag den 12. januar 2027 · Vi bygger drager")
    await karen.taps("🎯 Theme")
    await karen.taps_label("God søvn")
    assert "Vi bygger drager" not in karen.text
    await karen.taps("🗑 Delete the draft")
    await karen.taps("🗑 Yes, delete it")
    assert await rows(town, "SELECT (SELECT count(*) FROM gatherings) + (SELECT count(*) FROM sessions)") == [(0,)]
    await karen.presses("gathering:00000000")
    assert karen.reads(DEAD)


async def test_days_on_which_nobody_can_meet_and_words_that_mean_nothing_are_told_apart(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    await begins_an_evening(karen)
    for words in ("24/12", "22/12 17-19", "23/11 8-9", "12/1/2031"):
        await karen.types(words)
        assert karen.reads("That day is over, a public holiday, closed, or too far away."), words
    for words in ("en dag", "12/1-14/1", "lukket 12/1", "31/2"):
        await karen.types(words)
        assert karen.reads("I did not understand that. Write one day and perhaps its hours, and nothing else."), words
    await karen.types("17-19")
    assert karen.reads("On which day? Write the day as well.")
    await karen.types("12/1")
    await karen.types("19-17")
    assert karen.reads("I did not understand that. Write one day and perhaps its hours, and nothing else.")
    await karen.types("12/1")
    await karen.types("18-20.30")
    await karen.types("x" * 61)
    assert karen.reads("Please write at most {most} characters.", most=60)
    await karen.types("Godt nytår")
    await karen.types("mange")
    assert karen.reads("Write a number from 1 to {most}.", most=500)
    await karen.types("40")
    await karen.types("måske")
    assert karen.reads("Write ja or nej.")
    await karen.sends_photo()
    await karen.sends_voice()
    await karen.types("ja")
    assert "tirsdag den 12. januar 2027, 18.00–20.30" in karen.text


async def test_a_double_tap_makes_one_gathering_with_one_session(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    for _ in range(2):
        karen.phone.press("plan:new:evening")
    await calm_town.step()
    code = await code_of(calm_town, "draft")
    for _ in range(2):
        karen.phone.press(f"plan:{code}:turn:at:2027-01-12:1700-1930")
    await calm_town.step()
    assert await rows(calm_town, "SELECT (SELECT count(*) FROM gatherings), (SELECT count(*) FROM sessions)") == [
        (1, 1)
    ]


async def test_a_move_and_a_cancellation_are_asked_twice_and_reach_every_family(town: Town) -> None:
    karen, amina = await town.staff("Karen", Role.COORDINATOR), await town.resident("Amina", "ar")
    await plans_an_evening(karen)
    await karen.taps("✅ Open for sign-up")
    code = await code_of(town)
    await signs_up(town, amina, code)
    await karen.types("/plan")
    await karen.taps_label("📅 tirsdag den 12. januar 2027 · God søvn")
    assert karen.reads("{taken} signed up, {waiting} waiting", taken=1, waiting=0)
    await karen.taps("📅 Day and time")
    await karen.types("14/1 17-19")
    assert "1 tilmelding" in karen.text
    assert await told(town, "session-moved") == 0
    await karen.taps("✅ Yes, move it")
    assert karen.reads("📅 It is moved.")
    assert "torsdag den 14. januar 2027, 17.00–19.00" in karen.text
    assert await told(town, "session-moved") == 1
    ((session, sequence),) = await rows(town, "SELECT code, sequence FROM sessions")
    # An old button of somebody who was faster changes nothing.
    await karen.presses(f"planned:{session}:to:{sequence - 1}:2027-01-15:1700-1900")
    assert karen.reads("It was changed meanwhile. Here is what is true now.")
    await karen.taps("❌ Cancel it")
    await karen.taps("↩️ No, back")
    await karen.taps("❌ Cancel it")
    await karen.taps("❌ Yes, call it off")
    assert karen.reads("❌ It is cancelled.")
    await karen.presses(f"plan:{code}:cancel:yes")
    assert karen.reads(DEAD)
    assert (await told(town, "session-moved"), await told(town, "gathering-cancelled")) == (1, 1)


async def test_both_parents_are_told(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    amina, bilal = await calm_town.resident("Amina", "ar"), await calm_town.resident("Bilal", "da")
    await plans_an_evening(karen)
    await karen.taps("✅ Open for sign-up")
    async with calm_town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [amina.phone.id, bilal.phone.id])
        family = known[amina.phone.id].family
        moved = people.persons.update().where(people.persons.c.id == known[bilal.phone.id].id)
        await tx.execute(moved.values(family_id=family))
    await signs_up(calm_town, amina, await code_of(calm_town))
    await karen.taps("❌ Cancel it")
    assert "1 tilmelding" in karen.text
    await karen.taps("❌ Yes, call it off")
    assert await told(calm_town, "gathering-cancelled") == 2


async def test_more_places_go_to_those_who_wait_and_taken_ones_stay(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    amina, basma = await town.resident("Amina", "da"), await town.resident("Basma", "ar")
    await plans_an_evening(karen)
    await karen.taps("🔢 Places")
    await karen.types("1")
    await karen.taps("✅ Open for sign-up")
    code = await code_of(town)
    assert await signs_up(town, amina, code) is SignUpState.GOING
    assert await signs_up(town, basma, code) is SignUpState.WAITING
    await karen.taps("🔢 Places")
    await karen.taps_label("30")
    assert await told(town, "place-offered") == 1
    await karen.taps("🔢 Places")
    await karen.types("1")
    assert "2 pladser er allerede optaget" in karen.text
    assert await rows(town, "SELECT places FROM gatherings") == [(30,)]


async def test_overlaps_are_pointed_out_and_not_forbidden(town: Town) -> None:
    mette, nurse = await town.staff("Mette"), await town.staff("Nadia", Role.HEALTH_NURSE)
    await plans_an_evening(mette)
    await nurse.types("/plan")
    await nurse.taps("➕ Plan a new one")
    await nurse.types("12/1 17-19")
    await nurse.types("1")
    assert "Samtidig: tirsdag den 12. januar 2027 17.00: Familieaften, God søvn" in nurse.text
    await nurse.taps("✅ Plan these")
    # The private group stands in the way of nobody who may not know of it.
    await mette.types("/plan")
    assert not any("Mødregruppe" in label for label in mette.sees)
    await mette.taps_label("🍲 Familieaften")
    await mette.taps_nth(1)
    assert "Samtidig" not in mette.text


async def test_who_does_not_run_it_sees_nothing_of_it_and_a_leader_reads_without_families(calm_town: Town) -> None:
    mette, nurse = await calm_town.staff("Mette"), await calm_town.staff("Nadia", Role.HEALTH_NURSE)
    leader, helper = await calm_town.staff("Lea", Role.LEADER), await calm_town.staff("Hans", Role.HELPER)
    amina = await calm_town.resident("Amina", "da")
    await plans_an_evening(mette)
    await mette.taps("✅ Open for sign-up")
    evening = await code_of(calm_town)
    await signs_up(calm_town, amina, evening)
    await nurse.types("/plan")
    await nurse.taps("➕ Plan a new one")
    await nurse.types("12/1 10-12")
    group = await code_of(calm_town, "draft")
    ((session,),) = await rows(
        calm_town,
        "SELECT code FROM sessions WHERE gathering_id = (SELECT id FROM gatherings WHERE code = :code)",
        code=evening,
    )
    forged = [
        *(f"plan:{evening}:{rest}" for rest in ("cancel:yes", "set:places:1", "words:da:title", "more", "sessions")),
        *(f"planned:{session}:{rest}" for rest in ("move", "cancel:yes", "set:theme:sleep", "words")),
    ]
    for someone in (nurse, leader, helper, amina):
        for data in forged:
            await someone.presses(data)
            assert someone.reads(DEAD), (data, someone.text)
    for someone in (mette, leader):
        await someone.presses(f"gathering:{group}")
        assert someone.reads(DEAD)
    await leader.types("/plan")
    await leader.taps_label("🍲 Familieaften")
    assert leader.label("➕ Plan a new one") not in leader.sees
    await leader.taps_nth(0)
    assert "God søvn" in leader.text
    assert "tilmeldt" not in leader.text
    assert leader.sees == [leader.label("↩️ Back"), leader.label("🏠 Start")]
    assert await rows(calm_town, "SELECT state, places FROM gatherings WHERE code = :code", code=evening) == [
        ("open", 30)
    ]


async def test_words_that_were_asked_for_reach_who_asked(town: Town) -> None:
    karen, amina = await town.staff("Karen", Role.COORDINATOR), await town.resident("Amina", "ar")
    await plans_an_evening(karen)
    await karen.taps("🏷 Own title")
    await karen.types("Vi bygger drager")
    await karen.taps("🎤 Talk")
    await karen.types("Om vind")
    await karen.taps("✅ Open for sign-up")
    code = await code_of(town)
    async with town.running.database.transaction() as tx:
        here = await gatherings.find_gathering(tx, code)
        known = await people.persons_of(tx, [amina.phone.id])
        assert here is not None
        await gatherings.want_words(tx, here.id, None, known[amina.phone.id].id, "ar", town.now)
    await karen.types("/plan")
    await karen.taps_nth(1)
    assert "العربية" in karen.text
    await karen.taps("🌍 In other languages")
    await karen.taps_label("🙋 العربية")
    await karen.taps("🏷 Own title")
    await karen.types("نصنع طائرة ورقية")
    assert await told(town, "words-came") == 0
    await karen.taps("🎤 Talk")
    await karen.types("عن الريح")
    assert await told(town, "words-came") == 1
    assert "العربية" not in " ".join(label for label in karen.sees)


async def test_what_is_over_is_ended(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    await plans_an_evening(karen)
    await karen.taps("✅ Open for sign-up")
    code = await code_of(calm_town)
    await calm_town.until(datetime(2027, 1, 13, 9, 0, tzinfo=ZONE))
    await karen.types("/plan")
    await karen.taps_label("✔️ tirsdag den 12. januar · God søvn")
    await karen.presses(f"plan:{code}:cancel:yes")
    assert karen.reads(DEAD)
    await karen.presses(f"gathering:{code}")
    await karen.taps("🏁 End it")
    await karen.taps("🏁 Yes, it is over")
    assert karen.reads("🏁 It is ended.")
    assert await rows(calm_town, "SELECT state FROM gatherings") == [("ended",)]


async def test_a_colleague_who_is_removed_midway_can_do_nothing_more(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    await plans_an_evening(karen)
    code = await code_of(calm_town, "draft")
    async with calm_town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [karen.phone.id])
        await people.leave_staff(tx, known[karen.phone.id].id, calm_town.now)
    await karen.presses(f"plan:{code}:open")
    assert await rows(calm_town, "SELECT state FROM gatherings") == [("draft",)]
    # Whoever comes after her takes the draft up.
    other = await calm_town.staff("Kirsten", Role.COORDINATOR)
    await other.types("/plan")
    await other.taps_label("✏️ tirsdag den 12. januar 2027 · God søvn")
    await other.taps("✅ Open for sign-up")
    assert await rows(calm_town, "SELECT state FROM gatherings") == [("open",)]
