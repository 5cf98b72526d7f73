"""Reminders, surveys and news: asked where they belong, answered in one tap, revoked as easily, and logged."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.consent import Purpose
from handlers.house.consents import WORDINGS, sentence
from storage.people import persons
from tests.conversations.ledger import rows, sent, unsound
from tests.conversations.test_company import agrees
from tests.conversations.walks import asks, asks_for_a_call, books, finishes
from tests.town import MONDAY, Citizen, Town, read_words

TUESDAY_AT_ONE = MONDAY.replace(day=24, hour=13, minute=0)
REMINDER = "A reminder of your appointment:"
WHAT_IT_IS = "A reminder says when and where your time is, nothing else."
BOOKED = "Your time is booked. We look forward to seeing you."
# What people said yes to. A sentence is never changed here: it gets a version of its own, below the old one.
READ = {
    (Purpose.REMINDERS, "1"): "A reminder says when and where your time is, nothing else.",
    (Purpose.SURVEYS, "1"): "Later we want to ask you whether a talk helped.",
    (Purpose.SURVEYS, "2"): "A few days later we want to ask you how it went.",
    (Purpose.NEWS, "1"): "Later we want to tell you what is on in the house.",
    (Purpose.NEWS, "2"): "Once a month we tell you what is on in the house.",
}


async def decisions(town: Town) -> list[tuple[str, bool, str, str]]:
    """Every yes and no that is kept: to what, which, in which language, to which wording."""
    found = await rows(town, "SELECT purpose, given, language, wording FROM consents ORDER BY id")
    return [(purpose, bool(given), language, wording) for purpose, given, language, wording in found]


async def stands_before_the_last_question(someone: Citizen) -> None:
    await asks(someone, way="🗓 Book a time")
    await someone.taps_nth(0)
    await someone.taps_nth(0)
    await someone.taps("✔️ Go on")
    await someone.taps("No name")


def test_who_changes_a_sentence_gives_it_another_version() -> None:
    english = read_words().translator("en")
    assert {(one, WORDINGS[one]): sentence(english, one) for one in Purpose}.items() <= READ.items()


@pytest.mark.parametrize(("label", "given"), [("✅ Book, remind me", True), ("✅ Book, no reminder", False)])
async def test_the_tap_that_books_says_whether_to_remind(town: Town, language: str, label: str, given: bool) -> None:
    amina = await town.resident("Amina", language)
    await stands_before_the_last_question(amina)
    assert amina.reads(WHAT_IT_IS)
    assert amina.label("✅ Book this time") not in amina.sees
    await amina.taps(label)
    assert amina.has_read(BOOKED)
    assert amina.has_read("We remind you the day before and two hours before.") is given
    assert await decisions(town) == [("reminders", given, language, "1")]
    await town.until(TUESDAY_AT_ONE + timedelta(hours=1))
    assert amina.times_read(REMINDER) == given
    # Whoever has answered is not asked again.
    await stands_before_the_last_question(amina)
    assert amina.label("✅ Book this time") in amina.sees
    assert amina.label("✅ Book, no reminder") not in amina.sees
    assert amina.label("🔔 Remind me") not in amina.sees
    assert await unsound(town) == {}


async def test_before_she_answers_all_can_still_be_changed(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await stands_before_the_last_question(amina)
    await amina.taps("✏️ Change something")
    await amina.taps("↩️ Back")
    assert amina.label("✅ Book, remind me") in amina.sees
    await amina.taps("✏️ Change something")
    await amina.types(amina.label("Change the name"))
    await amina.types("Umm Yusuf")
    assert "Umm Yusuf" in amina.text
    await amina.taps("✅ Book, no reminder")
    assert amina.has_read(BOOKED)


async def test_another_time_asks_whoever_was_never_asked(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await asks_for_a_call(amina)
    await amina.types("/mine")
    await amina.taps_nth(0)
    await amina.taps("🗓 Book a time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    assert amina.reads(WHAT_IT_IS)
    await amina.taps("✅ Yes, remind me")
    assert amina.has_read(BOOKED)
    assert await decisions(town) == [("reminders", True, language, "1")]
    assert mette.reads("🗓 A time is booked")


async def test_an_offered_time_is_taken_and_then_she_may_be_reminded(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await asks_for_a_call(amina)
    await mette.taps("🗓 Offer times")
    await mette.types("25/11 14.30")
    await mette.taps("✅ Send the offer")
    await amina.taps_nth(0)
    assert amina.has_read(BOOKED)
    assert amina.has_read(WHAT_IT_IS)
    await amina.taps("🔔 Remind me")
    assert amina.reads("We remind you the day before and two hours before.")
    await amina.taps("🔔 Remind me", message=next(m for m in amina.bot_messages() if "🔔" in "".join(m.labels)))
    assert await decisions(town) == [("reminders", True, language, "1")]
    await town.until(TUESDAY_AT_ONE + timedelta(hours=2))
    assert amina.times_read(REMINDER) == 1


async def is_called(mette: Citizen) -> None:
    await mette.taps("📞 Confirm a call")
    await mette.taps_nth(3)


@pytest.mark.parametrize("sets", [is_called, agrees])
async def test_a_time_that_staff_set_asks_in_the_message_that_tells_her(
    town: Town, language: str, sets: object
) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await asks_for_a_call(amina)
    assert callable(sets)
    await sets(mette)
    assert amina.reads(WHAT_IT_IS)
    told = amina.bot_messages()[-1]
    await town.until(MONDAY.replace(day=25, hour=11))
    assert amina.times_read(REMINDER) == 0
    assert amina.label("🔔 Remind me") in told.labels


async def test_whoever_takes_it_is_reminded_of_what_staff_set(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    await agrees(mette)
    await amina.taps("🔔 Remind me")
    await town.later(days=1, hours=1)
    assert amina.times_read(REMINDER) == 1


async def test_a_time_that_is_over_takes_no_yes(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await is_called(mette)
    await calm_town.later(days=3)
    await amina.taps("🔔 Remind me")
    assert amina.reads("This button no longer works. Here is what is true now.")
    assert await decisions(calm_town) == []


async def test_each_is_turned_on_and_off_by_itself(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await amina.taps("⚙️ Language and privacy")
    await amina.taps("⚙️ What we may send you")
    for purpose, said in (("reminders", "Reminders are"), ("surveys", "Surveys are"), ("news", "News is")):
        await amina.taps(f"🔕 Turn {purpose} on")
        assert amina.label(f"🔔 Turn {purpose} off") in amina.sees
        assert amina.phone.alerts[-1] == amina.tr.text(f"{said} on.")
        await amina.taps(f"🔔 Turn {purpose} off")
        assert amina.phone.alerts[-1] == amina.tr.text(f"{said} off.")
    both = [(one.value, given, language, WORDINGS[one]) for one in Purpose for given in (True, False)]
    assert await decisions(town) == both
    assert await rows(town, "SELECT reminders, surveys, news FROM persons") == [(0, 0, 0)]


async def test_pressed_twice_it_is_one_answer(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await amina.types("/privacy")
    await amina.taps("⚙️ What we may send you")
    page = amina.bot_messages()[-1]
    amina.phone.tap("🔕 Turn news on", message=page)
    amina.phone.tap("🔕 Turn news on", message=page)
    await calm_town.step()
    assert len(await decisions(calm_town)) == 1
    await amina.presses("news:perhaps")
    await amina.presses("surveys:")
    assert len(await decisions(calm_town)) == 1


@pytest.mark.parametrize(("label", "given"), [("🔔 Yes, tell me", True), ("No, thank you", False)])
async def test_whats_on_asks_once_for_news(town: Town, language: str, label: str, given: bool) -> None:
    amina = await town.resident("Amina", language)
    await amina.taps("📅 What's on")
    await amina.taps(label)
    assert amina.label(label) not in amina.sees
    await amina.taps("🏠 Home")
    await amina.taps("📅 What's on")
    assert amina.label("🔔 Yes, tell me") not in amina.sees
    assert await decisions(town) == [("news", given, language, "2")]


async def test_without_a_yes_nothing_leaves_and_a_late_yes_counts(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await stands_before_the_last_question(amina)
    # A button from before there was a question books, and is taken for no yes.
    await amina.presses(await old_button(calm_town))
    assert amina.has_read(BOOKED)
    assert await decisions(calm_town) == []
    await calm_town.until(TUESDAY_AT_ONE + timedelta(hours=1))
    assert await sent(calm_town, "reminder") == {"cancelled": 1, "waiting": 1}
    await amina.types("/privacy")
    await amina.taps("⚙️ What we may send you")
    await amina.taps("🔕 Turn reminders on")
    await calm_town.until(MONDAY.replace(day=25, hour=11, minute=0))
    assert amina.times_read(REMINDER) == 1


async def old_button(town: Town) -> str:
    ((token,),) = await rows(town, "SELECT token FROM drafts")
    return f"form:{token}:summary:send"


async def test_taken_back_the_reminders_stop(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await books(amina)
    await amina.types("/privacy")
    await amina.taps("⚙️ What we may send you")
    await amina.taps("🔔 Turn reminders off")
    await calm_town.until(MONDAY.replace(day=25, hour=12))
    assert amina.times_read(REMINDER) == 0


async def test_whoever_had_them_before_there_was_a_question_keeps_them_and_can_see_it(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    async with calm_town.running.database.transaction() as tx:
        await tx.execute(update(persons).values(reminders=True))
    await stands_before_the_last_question(amina)
    await amina.taps("✅ Book this time")
    await amina.types("/privacy")
    await amina.taps("What you know about me")
    assert amina.reads("Reminders are on. We had not asked you.")
    await amina.taps("↩️ Back")
    await amina.taps("⚙️ What we may send you")
    await amina.taps("🔔 Turn reminders off")
    await calm_town.until(MONDAY.replace(day=25, hour=12))
    assert amina.times_read(REMINDER) == 0


async def test_forgotten_nothing_of_it_is_left(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await books(amina)
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🗑 Yes, forget me")
    assert await decisions(calm_town) == []
    assert await rows(calm_town, "SELECT reminders, surveys, news FROM persons") == [(None, None, None)]
