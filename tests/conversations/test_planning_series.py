"""A series planned in the chat: its rhythm, what is passed over, and each session for itself."""

from datetime import date, datetime

from domain.people import Role
from storage import gatherings
from tests.conversations.ledger import rows
from tests.conversations.test_planning import code_of, signs_up, told
from tests.town import ZONE, Citizen, Town


async def begins(planner: Citizen, activity: str) -> None:
    """A new draft of one of the activities that a family worker runs."""
    await planner.types("/plan")
    await planner.taps_label(activity)
    await planner.taps("➕ Plan a new one")


async def plans_a_course(mette: Citizen, first: str = "2/3") -> None:
    """Eight evenings, week after week, with the usual hours and places."""
    await begins(mette, "👨‍👩‍👧 Familiekursus")
    await mette.types(first)
    await mette.taps_label("16.00–19.00")
    await mette.taps_label("8 gange")
    await mette.taps("✅ Plan these")
    await mette.types("Forårets kursus")
    await mette.taps_label("10")


async def starts(town: Town, state: str = "draft") -> list[datetime]:
    """When the sessions of the newest gathering begin that stand, by the clock of the house."""
    code = await code_of(town, state)
    async with town.running.database.transaction() as tx:
        here = await gatherings.find_gathering(tx, code)
    assert here is not None
    return [one.starts_at.astimezone(ZONE) for one in here.standing]


async def test_a_course_passes_over_easter_and_keeps_its_hour_when_the_clocks_change(town: Town) -> None:
    mette = await town.staff("Mette")
    await begins(mette, "👨‍👩‍👧 Familiekursus")
    await mette.types("4/3 16-19")
    await mette.taps_label("8 gange")
    assert "torsdag den 25. marts 2027, 16.00–19.00: helligdag" in mette.text
    await mette.types("ikke 15/4")
    assert "torsdag den 15. april 2027, 16.00–19.00: udeladt" in mette.text
    await mette.taps("✅ Plan these")
    await mette.taps("No theme")
    await mette.taps_label("10")
    found = await starts(town)
    assert [f"{one:%d/%m}" for one in found] == ["04/03", "11/03", "18/03", "01/04", "08/04", "22/04", "29/04", "13/05"]
    assert {one.hour for one in found} == {16}
    assert {one.utcoffset() for one in found[:3]} != {one.utcoffset() for one in found[3:]}


async def test_an_autumn_series_keeps_its_hour_too(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await plans_a_course(mette, "5/10 2027")
    found = await starts(calm_town)
    assert {one.hour for one in found} == {16}
    assert len({one.utcoffset() for one in found}) == 2
    assert (found[0].date(), found[-1].date()) == (date(2027, 10, 5), date(2027, 11, 23))


async def test_times_take_turns_by_words_or_by_buttons(town: Town) -> None:
    mette = await town.staff("Mette")
    await begins(mette, "☕ Mødre Imellem")
    await mette.types("tirsdag 5/1 10-12, onsdag 14-16 og torsdag 17-19 på skift")
    await mette.types("7")
    await mette.taps("✅ Plan these")
    await mette.taps("No theme")
    await mette.taps("♾ As many as come")
    words = [f"{one:%a %d/%m %H}" for one in await starts(town)]
    assert words == [
        *("Tue 05/01 10", "Wed 13/01 14", "Thu 21/01 17", "Tue 26/01 10"),
        *("Wed 03/02 14", "Thu 11/02 17", "Tue 16/02 10"),
    ]
    await begins(mette, "☕ Mødre Imellem")
    await mette.types("5/1")
    await mette.taps_label("10.00–12.00")
    await mette.taps("🔁 Another time, in turn")
    await mette.types("14/1 17-19")
    await mette.types("4")
    await mette.taps("↔️ Every other week")
    await mette.taps("✅ Plan these")
    assert [f"{one:%d/%m %H}" for one in await starts(town)] == ["05/01 10", "14/01 17", "02/02 10", "11/02 17"]


async def test_a_day_that_staff_closed_is_passed_over(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await mette.types("/aabningstid")
    await mette.types("lukket 9/3")
    await mette.taps("✅ Yes, say it")
    await begins(mette, "👨‍👩‍👧 Familiekursus")
    await mette.types("2/3 16-19")
    await mette.taps_label("8 gange")
    assert "tirsdag den 9. marts 2027, 16.00–19.00: lukket" in mette.text


async def test_each_session_has_its_topic_its_time_and_its_place(town: Town) -> None:
    mette = await town.staff("Mette")
    await plans_a_course(mette)
    await mette.taps("📆 The sessions")
    await mette.taps_nth(1)
    await mette.taps("🎯 Theme")
    await mette.taps_label("Biblioteket")
    await mette.taps("📍 Where")
    await mette.types("Dokk1, Hack Kampmanns Plads 2")
    await mette.taps("📅 Another time")
    await mette.types("10/3 15-18")
    assert "onsdag den 10. marts 2027, 15.00–18.00 · Biblioteket" in mette.text
    assert "Dokk1, Hack Kampmanns Plads 2" in mette.text
    await mette.taps("↩️ Back")
    await mette.taps_nth(0)
    await mette.taps("🗑 Take this one out")
    await mette.taps("➕ One more")
    await mette.types("27/4 16-19")
    assert mette.reads("➕ The session is added.")
    found = [f"{one:%d/%m %H}" for one in await starts(town)]
    assert found == [
        *("10/03 15", "16/03 16", "23/03 16", "30/03 16", "06/04 16", "13/04 16", "20/04 16", "27/04 16"),
    ]


async def test_one_session_of_an_open_course_is_moved_and_another_cancelled(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await plans_a_course(mette)
    await mette.taps("✅ Open for sign-up")
    await signs_up(town, amina, await code_of(town))
    await mette.taps("📆 The sessions")
    await mette.taps_nth(2)
    await mette.taps("📅 Another time")
    await mette.types("17/3 16-19")
    await mette.taps("✅ Yes, move it")
    await mette.taps("↩️ Back")
    await mette.taps_nth(0)
    await mette.taps("❌ Cancel this one")
    assert "1 tilmelding" in mette.text
    await mette.taps("❌ Yes, call it off")
    assert mette.reads("❌ The session is cancelled.")
    found = await starts(town, "open")
    assert (len(found), f"{found[1]:%d/%m}") == (7, "17/03")
    assert (await told(town, "session-moved"), await told(town, "session-cancelled")) == (1, 1)
    await mette.taps("➕ One more")
    await mette.types("4/5 16-19")
    assert mette.reads("➕ The session is added.")
    assert "1 tilmelding" in mette.text
    assert await told(town, "session-added") == 1
    # What was called off still leads to who must be called.
    await mette.taps_label(next(label for label in mette.sees if label.startswith("❌ 1. ")))
    await mette.taps("📞 Who must be called")
    assert mette.reads("Cancelled")


async def test_the_last_session_takes_all_of_it_along(calm_town: Town) -> None:
    nurse = await calm_town.staff("Nadia", Role.HEALTH_NURSE)
    await nurse.types("/plan")
    await nurse.taps("➕ Plan a new one")
    await nurse.types("12/1 10-12")
    await nurse.types("1")
    await nurse.taps("✅ Plan these")
    await nurse.taps("No theme")
    await nurse.taps("♾ As many as come")
    await nurse.taps("✅ Open for sign-up")
    await nurse.taps("📆 The sessions")
    await nurse.taps_nth(0)
    await nurse.taps("❌ Cancel this one")
    await nurse.taps("❌ Yes, call it off")
    assert await rows(calm_town, "SELECT state FROM gatherings") == [("cancelled",)]


async def test_an_old_button_of_a_series_makes_nothing_twice(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await begins(mette, "👨‍👩‍👧 Familiekursus")
    await mette.types("2/3 16-19")
    code = await code_of(calm_town, "draft")
    for _ in range(2):
        mette.phone.press(f"plan:{code}:make:1:8:1:0")
    await calm_town.step()
    assert mette.reads("The sessions have changed meanwhile. Here is what is true now.")
    assert await rows(calm_town, "SELECT count(*) FROM sessions") == [(8,)]
    for tail in ("1:99:1:0", "8:8:9:0", "8:8:1:x", "8:8:1:9999", "٣:8:1:0", "8:1e1:1:0"):
        await mette.presses(f"plan:{code}:make:{tail}")
        assert await rows(calm_town, "SELECT count(*) FROM sessions") == [(8,)]
    await mette.presses(f"plan:{code}:count")
    for words in ("nul", "0", "11", "٣"):
        await mette.types(words)
        assert mette.reads("Write a number from {least} to {most}.", least=8, most=10), words


async def test_a_year_of_weeks_fits_into_a_message(calm_town: Town) -> None:
    nurse, other = await calm_town.staff("Nadia", Role.HEALTH_NURSE), await calm_town.staff("Nina", Role.HEALTH_NURSE)
    for someone in (other, nurse):
        await someone.types("/plan")
        await someone.taps("➕ Plan a new one")
        await someone.types("12/1 10-12")
        await someone.types("52")
        assert "…" in someone.text
        await someone.taps("✅ Plan these")
        await someone.types("En gruppe med et navn, der er så langt, som et navn kan være")
        await someone.taps("♾ As many as come")
        await someone.taps("✅ Open for sign-up")
        assert someone.reads("✅ It is open. Those it is for can sign up now.")
    await calm_town.until(datetime(2028, 1, 20, 9, 0, tzinfo=ZONE))
    await nurse.types("/plan")
    await nurse.taps_nth(1)
    await nurse.taps("📆 The sessions")
    assert nurse.reads("Which session? You can give it a topic and its own time, move it or take it out.")


async def test_a_draft_whose_days_have_passed_can_still_be_changed(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await plans_a_course(mette)
    await calm_town.until(datetime(2027, 3, 4, 9, 0, tzinfo=ZONE))
    await mette.types("/plan")
    await mette.taps_label("👨‍👩‍👧 Familiekursus")
    await mette.taps_nth(1)
    await mette.taps("📆 The sessions")
    await mette.taps_nth(0)
    await mette.taps("📅 Another time")
    await mette.types("28/4 16-19")
    assert mette.reads("📅 It is moved.")
    assert (await starts(calm_town))[0].date() == date(2027, 3, 9)
