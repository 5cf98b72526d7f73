"""Time off: who is away gets no card, who stands in can act for her, and everything ends when it is over."""

from datetime import date, datetime, timedelta

from bot.roster import remove
from domain.people import Role
from tests.conversations.ledger import rows, sent, unsound
from tests.conversations.test_referring import YES, a_referral
from tests.conversations.walks import asks_for_a_call, books
from tests.town import MONDAY, ZONE, Citizen, Town, plain

DEAD = "This button no longer works. Here is what is true now."
NEW = "🆕 New request"


def at(day: int, hour: int = 10, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


async def sick(someone: Citizen) -> None:
    await someone.types("/fravaer")
    await someone.taps("🤒 Sick today")


async def plans(someone: Citizen, days: str) -> None:
    await someone.types("/fravaer")
    await someone.taps("🌴 Holiday or away")
    await someone.types(days)


async def running(town: Town) -> list[tuple[str, int]]:
    """Who is away now, by name."""
    return await rows(
        town, "SELECT name, running FROM absences JOIN staff ON staff.id = absences.staff_id WHERE ended_at IS NULL"
    )


async def holders(town: Town) -> list[str | None]:
    found = await rows(
        town, "SELECT staff.name FROM requests LEFT JOIN staff ON staff.id = staff_id ORDER BY requests.id"
    )
    return [name for (name,) in found]


def told(someone: Citizen, name: str) -> bool:
    """Whether she was told that she stands in now."""
    return any(f"Du er nu afløser for {name}:" in plain(message.text) for message in someone.bot_messages())


def may_take_requests(someone: Citizen) -> bool:
    """Whether her menu, as Telegram shows it, has the queue in it."""
    lists = someone.town.telegram.menus.lists
    return any("koe" in str(commands) and str(someone.phone.id) in str(scope) for scope, commands in lists.items())


async def test_sick_today_is_one_tap_and_a_card_says_what_stands(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    amina = await town.resident("Amina", "ar")
    await books(amina)  # Wednesday at 13
    await town.until(at(25))
    await sick(mette)
    assert mette.reads("Nobody stands in. Every colleague who takes requests can act on what is taken already.")
    assert "Der er 1 aftale tilbage i dag." in mette.text
    ((code,),) = await rows(town, "SELECT code FROM requests")
    assert f"13.00 · {code[:4].upper()}" in mette.text
    for label in ("👥 Choose who stands in", "🚫 Close today", "✔️ Leave it so", "👋 I'm back"):
        assert mette.label(label) in mette.sees
    basma = await town.resident("Basma", "en")
    cards = (mette.times_read(NEW), sara.times_read(NEW))
    await asks_for_a_call(basma)
    assert (mette.times_read(NEW), sara.times_read(NEW)) == (cards[0], cards[1] + 1)
    assert await unsound(town) == {}


async def test_closing_today_tells_whoever_has_a_time(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await books(amina)
    await town.until(at(25))
    await sick(mette)
    await mette.taps("🚫 Close today")
    assert "1 har en tid" in mette.text
    await mette.taps("✅ Yes, say it")
    assert amina.reads("Sorry, we had to cancel this time:")
    assert amina.label("🗓 Another time") in amina.sees
    assert await unsound(town) == {}


async def test_who_stands_in_acts_for_her_and_it_is_hers_again(town: Town) -> None:
    mette, sara, ida = await town.staff("Mette"), await town.staff("Sara"), await town.staff("Ida")
    amina = await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    await sick(mette)
    await mette.taps("👥 Choose who stands in")
    await mette.taps_label("Sara")
    assert mette.reads("{colleague} stands in.", colleague="Sara")
    assert sara.has_read("You no longer stand in for {name}. Thank you!", name="Mette") is False
    assert "Du er nu afløser for Mette" in sara.text
    # It stands in her way only: nobody else can act on it.
    await ida.types("/koe")
    await ida.taps_nth(0)
    assert ida.label("✍️ Write to her") not in ida.sees
    await sara.types("/koe")
    await sara.taps_nth(0)
    assert sara.reads("Taken by {name}, who is not at work", name="Mette")
    await sara.taps("✍️ Write to her")
    await sara.types("Vi ringer i eftermiddag.")
    await sara.taps("✅ Send")
    assert "Vi ringer i eftermiddag." in amina.text
    assert await holders(town) == ["Mette"]
    ((by,),) = await rows(
        town, "SELECT staff.name FROM steps JOIN staff ON staff.id = staff_id WHERE step = 'answered'"
    )
    assert by == "Sara"
    await amina.taps("✍️ Answer")
    await amina.types("Tak.")
    assert sara.reads("💬 She has written")
    assert not mette.has_read("💬 She has written")
    assert not ida.has_read("💬 She has written")
    await mette.types("/fravaer")
    await mette.taps_nth(1)
    await mette.taps("👋 I'm back")
    assert mette.reads("Welcome back! What you had taken is yours again.")
    assert sara.reads("You no longer stand in for {name}. Thank you!", name="Mette")
    await sara.types("/koe")
    await sara.taps_nth(0)
    assert sara.label("✍️ Write to her") not in sara.sees
    await mette.types("/koe")
    await mette.taps_nth(0)
    assert mette.label("✍️ Write to her") in mette.sees
    assert await unsound(town) == {}


async def test_without_anybody_chosen_every_colleague_acts_and_one_may_take_over(town: Town) -> None:
    mette, sara, ida = await town.staff("Mette"), await town.staff("Sara"), await town.staff("Ida")
    amina = await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    await sick(mette)
    await mette.taps("✔️ Leave it so")
    for colleague in (sara, ida):
        await colleague.types("/koe")
        await colleague.taps_nth(0)
        assert colleague.label("✍️ Write to her") in colleague.sees
    sara.phone.tap(sara.label("✋ Take it over"))
    ida.phone.tap(ida.label("✋ Take it over"))
    await town.step()
    assert await holders(town) == ["Sara"]
    assert ida.reads("Taken by {name}", name="Sara")
    assert ida.label("✍️ Write to her") not in ida.sees
    await mette.types("/fravaer")
    await mette.taps_nth(1)
    await mette.taps("👋 I'm back")
    assert await holders(town) == ["Sara"]
    taken = await rows(town, "SELECT staff.name FROM steps JOIN staff ON staff.id = staff_id WHERE step = 'taken'")
    assert taken == [("Mette",), ("Sara",)]
    assert await unsound(town) == {}


async def test_a_booked_talk_held_by_a_colleague_stays_hers_who_is_away(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("📞 Confirm a call")
    await mette.taps_nth(0)
    await plans(mette, "24/11-25/11")
    await mette.taps("Nobody stands in")
    await calm_town.until(at(24, 15, 1))
    assert sara.reads("🕑 How did it go?")
    assert not mette.has_read("🕑 How did it go?")
    await sara.taps("✅ Talk held")
    assert await rows(calm_town, "SELECT staff.name FROM talks JOIN staff ON staff.id = staff_id") == [("Sara",)]
    assert await holders(calm_town) == ["Mette"]
    assert await unsound(calm_town) == {}


async def test_a_holiday_begins_and_ends_at_midnight_and_she_who_stands_in_istold(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    await plans(mette, "25/11-27/11")
    await mette.taps_label("Sara")
    assert mette.reads("{colleague} stands in.", colleague="Sara")
    assert "Du skal være afløser for Mette" in sara.text
    assert await running(town) == [("Mette", 0)]
    await town.until(at(24, 23, 59))
    assert await running(town) == [("Mette", 0)]
    await town.until(at(25, 0, 0))
    assert await running(town) == [("Mette", 1)]
    await town.until(at(25, 8, 1))
    days = f"{sara.tr.day(date(2026, 11, 25))} til {sara.tr.day(date(2026, 11, 27))}"
    assert any(f"Du er nu afløser for Mette: {days}" in plain(one.text) for one in sara.bot_messages())
    await town.until(at(28, 0, 0))
    assert await running(town) == [("Mette", 0)]
    await town.until(at(28, 8, 1))
    assert sara.times_read("You no longer stand in for {name}. Thank you!", name="Mette") == 1
    assert await sent(town, "staff-cover-begins") == {"sent": 1}


async def test_a_leader_lends_a_family_workers_rights_until_midnight(town: Town) -> None:
    lene, mette = await town.staff("Lene", Role.LEADER), await town.staff("Mette")
    hans = await town.staff("Hans", Role.HELPER)
    amina = await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    await sick(mette)
    # There is no colleague who takes requests: leaders are told, and one of them chooses with one tap.
    await mette.taps("👥 Choose who stands in")
    assert mette.reads("There is no colleague to choose. A leader can choose anybody in the team.")
    assert "Hans" not in mette.sees
    assert "Mette er ikke på arbejde" in lene.text
    await lene.taps("👥 Choose who stands in")
    await lene.taps_label("Hans")
    assert "Du er nu afløser for Mette" in hans.text
    await hans.types("/koe")
    await hans.taps_nth(0)
    await hans.taps("✍️ Write to her")
    await hans.types("Jeg er her i dag.")
    await hans.taps("✅ Send")
    card = hans.bot_messages()[-1]
    assert "Jeg er her i dag." in amina.text
    assert await holders(town) == ["Mette"]
    # At midnight it is over, also for what comes before the clock has ticked again.
    await town.until(at(23, 23, 59))
    await town.kill()
    hans.phone.tap(hans.label("✍️ Write to her"), message=card)
    town.telegram.clock.move_to(at(24, 0, 0))
    await town.open()
    await town.settle()
    assert hans.has_read(DEAD)
    assert await rows(town, "SELECT count(*) FROM drafts") == [(0,)]
    for command in ("/koe", "/idag", "/opkald"):
        await hans.types(command)
        assert not hans.reads("Nothing new. This is under way:")
    await town.until(at(24, 8, 5))
    assert hans.has_read("You no longer stand in for {name}. Thank you!", name="Mette")
    assert await unsound(town) == {}


async def test_her_menu_grows_and_shrinks_again(calm_town: Town) -> None:
    lene, mette = await calm_town.staff("Lene", Role.LEADER), await calm_town.staff("Mette")
    hans = await calm_town.staff("Hans", Role.HELPER)
    assert (may_take_requests(hans), may_take_requests(mette)) == (False, True)
    await sick(mette)
    await lene.taps("👥 Choose who stands in")
    await lene.taps_label("Hans")
    assert may_take_requests(hans)
    await lene.types("/hold")
    await lene.taps_label("Mette")
    await lene.taps("🌴 Time off")
    await lene.taps_nth(1)
    await lene.taps_label(lene.tr.ptext("staff button", "👋 {name} is back", name="Mette"))
    assert not may_take_requests(hans)
    assert mette.has_read("A leader has taken back days on which you were to be off.")


async def test_a_leader_enters_days_off_for_somebody_and_the_team_sees_them(town: Town) -> None:
    lene, mette = await town.staff("Lene", Role.LEADER), await town.staff("Mette")
    hans = await town.staff("Hans", Role.HELPER)
    await lene.types("/hold")
    await lene.taps_label("Mette")
    await lene.taps("🌴 Time off")
    await lene.taps("🌴 Holiday or away")
    await lene.taps_nth(2)  # Wednesday
    await lene.taps_nth(1)  # Thursday
    await lene.taps_label("Hans")
    days = f"{lene.tr.day(date(2026, 11, 25))} til {lene.tr.day(date(2026, 11, 26))}"
    assert f"Mette · {days}" in lene.text
    assert f"En leder har skrevet ind, hvornår du ikke er på arbejde: Mette · {days} · Hans er afløser" in mette.text
    assert "Du skal være afløser for Mette" in hans.text
    for someone in (lene, mette):
        await someone.types("/hold")
        assert f"Mette · {days} · Hans er afløser" in someone.text


async def test_what_cannot_be_is_refused_with_a_sentence(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    for typed, sentence in (
        ("20/11-22/11", "These days are over. Write today or a later day."),
        ("3/12-1/12", "The last day must come after the first, within eleven months."),
        ("i næste uge", "I did not understand these days. Write for example 23/12-3/1."),
    ):
        await plans(mette, typed)
        assert mette.reads(sentence)
    await mette.types("1/12-3/12")
    await mette.taps_label("Sara")
    await plans(mette, "3/12-4/12")
    assert mette.reads("Some of these days are entered already. Change those instead.")
    # She who stands in cannot be away herself: else somebody would stand in for two at one remove.
    await plans(sara, "2/12-2/12")
    assert "er der aftalt afløsning for Mette" in sara.text
    await sara.types("4/12-5/12")
    await sara.taps_label("Mette")
    assert sara.reads("{colleague} stands in.", colleague="Mette")
    # Whoever is away is not offered, and a forged press says why not.
    await plans(mette, "7/12-9/12")
    await mette.taps("Nobody stands in")
    await plans(sara, "9/12-9/12")
    assert sara.label("Nobody stands in") not in sara.sees
    ((absence,),) = await rows(calm_town, "SELECT max(id) FROM absences")
    await sara.presses(f"absence:{absence}:by:1:0")
    assert sara.reads("{name} is not at work on some of these days. Choose somebody else.", name="Mette")
    await sara.presses(f"absence:{absence}:by:2:0")
    assert sara.reads("Nobody can stand in for herself.")
    assert await rows(calm_town, "SELECT count(*) FROM absences WHERE substitute_id = staff_id") == [(0,)]


async def test_days_are_changed_and_taken_back(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    await plans(mette, "25/11-27/11")
    await mette.taps_label("Sara")
    await mette.taps("✏️ Change the days")
    await mette.types("26/11-26/11")
    assert plain(mette.tr.day(date(2026, 11, 26))) in mette.text
    await town.until(at(25, 12))
    assert await running(town) == [("Mette", 0)]
    await town.until(at(26, 8, 1))
    assert await running(town) == [("Mette", 1)]
    assert await sent(town, "staff-cover-begins") == {"sent": 1, "cancelled": 1}
    # Of what has begun only the last day is asked for.
    await mette.types("/fravaer")
    await mette.taps_nth(1)
    await mette.taps("✏️ Change the days")
    await mette.types("27/11")
    await town.until(at(27, 8, 1))
    assert await running(town) == [("Mette", 1)]
    assert not sara.has_read("You no longer stand in for {name}. Thank you!", name="Mette")
    await plans(mette, "1/12-2/12")
    await mette.taps("Nobody stands in")
    await mette.taps("🗑 At work after all")
    assert await running(town) == [("Mette", 1)]


async def test_pressed_twice_it_is_once_and_an_old_button_undoes_nothing(town: Town) -> None:
    lene, lise = await town.staff("Lene", Role.LEADER), await town.staff("Lise", Role.LEADER)
    mette, hans = await town.staff("Mette"), await town.staff("Hans", Role.HELPER)
    await mette.types("/fravaer")
    card = mette.bot_messages()[-1]
    for _ in range(2):
        mette.phone.tap(mette.label("🤒 Sick today"), message=card)
    await town.step()
    assert len(await rows(town, "SELECT id FROM absences")) == 1
    for leader in (lene, lise):
        await leader.taps("👥 Choose who stands in")
    lene.phone.tap("Hans")
    lise.phone.tap("Lene")
    await town.step()
    assert lise.reads("Somebody has chosen meanwhile. Here is what is true now.")
    assert await rows(town, "SELECT substitute_id FROM absences") == [(4,)]
    assert "Du er nu afløser for Mette" in hans.text
    # Back: once, and the other is told.
    for leader in (lene, lise):
        leader.phone.press("absence:1:end")
    await town.step()
    assert [leader.has_read(DEAD) for leader in (lene, lise)] == [False, True]


async def test_nobody_says_for_others_when_they_are_away(calm_town: Town) -> None:
    mette, hans = await calm_town.staff("Mette"), await calm_town.staff("Hans", Role.HELPER)
    await plans(mette, "25/11-27/11")
    before = await rows(calm_town, "SELECT * FROM absences")
    for data in (
        "away:1", "away:1:sick", "away:1:plan", "away:99", "away:99:sick", "absence:1", "absence:1:days",
        "absence:1:who", "absence:1:by:2:0", "absence:1:end", "absence:99", "absence:99:end", "absence:x:end",
        "absence:1:by:x:0", "absence:٣", "away:-1:sick",
    ):  # fmt: skip
        await hans.presses(data)
        assert hans.reads(DEAD), data
    # A family worker cannot give her rights to whoever has not got them.
    for data in ("absence:1:by:2:0", "absence:1:by:99:0"):
        await mette.presses(data)
        assert mette.reads(DEAD), data
    assert await rows(calm_town, "SELECT * FROM absences") == before


async def test_a_helper_who_is_away_lends_nothing(calm_town: Town) -> None:
    lene, hans = await calm_town.staff("Lene", Role.LEADER), await calm_town.staff("Hans", Role.HELPER)
    await sick(hans)
    assert hans.label("👥 Choose who stands in") not in hans.sees
    await lene.presses("absence:1:who")
    assert lene.reads(DEAD)
    await lene.presses("absence:1:by:1:0")
    assert lene.reads(DEAD)


async def test_whoever_leaves_stands_in_for_nobody_and_nobody_for_her(town: Town) -> None:
    lene, mette = await town.staff("Lene", Role.LEADER), await town.staff("Mette")
    sara, hans = await town.staff("Sara"), await town.staff("Hans", Role.HELPER)
    await sick(mette)
    await lene.presses("absence:1:by:4:0")
    await plans(sara, "25/11-26/11")
    await town.until(at(23, 12))
    await remove(town.settings(), "Hans")
    await town.later(minutes=1)
    assert "Mette er ikke på arbejde" in lene.text
    hans.phone.send("/koe")
    await town.step()
    assert not hans.reads("The queue is empty. Nobody is waiting.")
    assert await rows(town, "SELECT substitute_id FROM absences WHERE id = 1") == [(None,)]
    await lene.taps("👥 Choose who stands in")
    await lene.taps_label("Lene")
    assert told(lene, "Mette")
    await lene.types("/koe")
    assert lene.reads("The queue is empty. Nobody is waiting.")
    await remove(town.settings(), "Mette")
    await town.later(minutes=1)
    await lene.types("/koe")
    assert not lene.reads("The queue is empty. Nobody is waiting.")
    assert await rows(town, "SELECT id FROM absences WHERE ended_at IS NULL AND staff_id = 2") == []


async def test_who_stands_in_and_falls_ill_is_replaced(calm_town: Town) -> None:
    lene, mette = await calm_town.staff("Lene", Role.LEADER), await calm_town.staff("Mette")
    hans = await calm_town.staff("Hans", Role.HELPER)
    await sick(mette)
    await lene.taps("👥 Choose who stands in")
    await lene.taps_label("Hans")
    await sick(hans)
    assert "Mette er ikke på arbejde" in lene.text
    await hans.types("/koe")
    assert not hans.reads("The queue is empty. Nobody is waiting.")


async def test_after_three_days_without_the_bot_everything_is_as_the_days_say(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    await plans(mette, "24/11-25/11")
    await mette.taps_label("Sara")
    await plans(sara, "26/11-30/11")
    await sara.taps_label("Mette")
    await calm_town.kill()
    calm_town.telegram.clock.move_to(at(26, 9, 30))
    await calm_town.open()
    await calm_town.step()
    assert await running(calm_town) == [("Mette", 0), ("Sara", 1)]
    # What was over before it could be said is not said.
    assert not told(sara, "Mette")
    assert told(mette, "Sara")
    # A clock that is set back finds it as it was then, and loses nothing.
    calm_town.telegram.clock.move_to(at(25, 9, 30))
    await calm_town.step()
    assert await running(calm_town) == [("Mette", 1), ("Sara", 0)]
    await calm_town.until(at(27, 9, 30))
    assert await running(calm_town) == [("Mette", 0), ("Sara", 1)]


async def test_a_photo_a_word_and_three_days_do_not_break_the_form(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await mette.types("/fravaer")
    await mette.taps("🌴 Holiday or away")
    await mette.sends_photo()
    await mette.sends_voice()
    await mette.types("🌴")
    await calm_town.until(MONDAY + timedelta(days=3))
    await mette.types("30/11-1/12")
    assert await running(calm_town) == [("Mette", 0)]


async def test_what_is_passed_on_to_a_helper_waits_until_the_helper_is_back(calm_town: Town) -> None:
    _, hassan, amina = await a_referral(calm_town)
    await sick(hassan)
    await amina.taps(YES)
    await calm_town.later(hours=2)
    assert await sent(calm_town, "staff-referred") == {"waiting": 1}
    await hassan.taps("👋 I'm back")
    await calm_town.later(hours=1)
    assert await sent(calm_town, "staff-referred") == {"sent": 1}


async def _hans_stands_in_and_takes(town: Town) -> tuple[Citizen, Citizen, Citizen]:
    lene, mette = await town.staff("Lene", Role.LEADER), await town.staff("Mette")
    hans, amina = await town.staff("Hans", Role.HELPER), await town.resident("Amina", "en")
    await sick(mette)
    await lene.taps("👥 Choose who stands in")
    await lene.taps_label("Hans")
    await asks_for_a_call(amina)
    await hans.taps("✋ Take it")
    assert await holders(town) == ["Hans"]
    return lene, mette, hans


async def test_what_she_who_stood_in_took_is_not_left_with_her_when_her_rights_end(town: Town) -> None:
    _, mette, hans = await _hans_stands_in_and_takes(town)
    await town.until(at(24, 0, 1))
    assert await holders(town) == ["Mette"]
    await town.until(at(24, 8, 5))
    assert "👥 Fra afløseren" in mette.text
    await mette.types("/koe")
    await mette.taps_nth(0)
    assert mette.label("✍️ Write to her") in mette.sees
    assert not any("👥 Fra afløseren" in message.text for message in hans.bot_messages())
    assert await unsound(town) == {}


async def test_back_sooner_she_gets_it_at_once(calm_town: Town) -> None:
    _, mette, _ = await _hans_stands_in_and_takes(calm_town)
    await mette.presses("absence:1:end")
    assert await holders(calm_town) == ["Mette"]
    assert mette.reads("👥 From whoever stood in")


async def test_it_goes_to_the_queue_when_she_leaves_for_whom_somebody_stood_in(calm_town: Town) -> None:
    await _hans_stands_in_and_takes(calm_town)
    sara = await calm_town.staff("Sara")
    await remove(calm_town.settings(), "Mette")
    await calm_town.later(minutes=1)
    assert await holders(calm_town) == [None]
    assert sara.reads("↩️ Back in the queue")
    assert await unsound(calm_town) == {}


async def test_a_booked_time_of_whoever_leaves_is_nobodys_and_still_asked_about(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("📞 Confirm a call")
    await mette.taps_nth(0)
    assert await holders(calm_town) == ["Mette"]
    await remove(calm_town.settings(), "Mette")
    assert await holders(calm_town) == [None]
    await calm_town.until(at(24, 18))
    assert sara.reads("🕑 How did it go?")
    assert not mette.has_read("🕑 How did it go?")


async def test_alone_and_ill_she_is_asked_how_it_went_when_she_is_back(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await books(amina)  # Wednesday at 13
    await calm_town.until(at(25))
    await sick(mette)
    await calm_town.until(at(25, 18))
    assert not mette.has_read("🕑 How did it go?")
    await calm_town.until(at(26, 8, 5))
    assert mette.has_read("🕑 How did it go?")
    assert await unsound(calm_town) == {}


async def test_days_off_are_understood_as_those_of_opening_hours_are(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await plans(mette, "i morgen")
    assert mette.reads("From {day}. Which is the last day?", day=mette.tr.day(date(2026, 11, 24)))
    await mette.types("torsdag")
    assert await rows(calm_town, "SELECT starts_on, ends_on FROM absences") == [("2026-11-24", "2026-11-26")]
    await plans(mette, "fra 23. december til og med 3/1")
    assert (await rows(calm_town, "SELECT starts_on, ends_on FROM absences"))[1] == ("2026-12-23", "2027-01-03")
    await plans(mette, "i morgen lukket")
    assert mette.reads("I did not understand these days. Write for example 23/12-3/1.")


async def test_back_in_the_middle_of_the_day_she_reads_what_came_while_nobody_was_there(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await books(await town.resident("Basma", "da"))  # Wednesday at 13: so that there is something to say each morning.
    await town.until(at(25, 8, 5))
    await sick(mette)
    await mette.taps("👋 I'm back")
    await town.later(minutes=5)
    before = mette.times_read(NEW)
    await sick(mette)
    await asks_for_a_call(amina)
    await town.later(hours=1)
    await mette.presses("absence:2:end")
    await town.later(minutes=2)
    assert mette.times_read(NEW) == before
    said = [plain(one.text) for one in mette.bot_messages() if one.text.startswith("☀️")]
    assert ["ny henvendelse" in text for text in said] == [False, True]
