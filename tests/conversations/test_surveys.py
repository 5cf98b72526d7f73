"""How a family is asked how it went, and how she answers, changes it, or says no."""

import re
from datetime import timedelta

import pytest

from domain.surveys import Quarter
from handlers.surveys.asking import ask_who_is_due
from locales.plain_language import topics
from tests.conversations.gatherings import COURSE, open_course, same_family
from tests.conversations.ledger import readable, rows, sent
from tests.conversations.surveys import (
    A_LOT,
    ASKED,
    LITTLE,
    MOSTLY,
    NO,
    REMINDED,
    UNSAID,
    answers,
    at_ten,
    ballots_in,
    came_by,
    had_a_talk,
    is_asked,
    is_closed,
    rounds,
    stand,
    takes_the_talk_back,
    was_there,
    willing,
)
from tests.conversations.test_asking import pressed_for
from tests.conversations.walks import asks_for_a_call
from tests.town import Town, read_words

BETTER = (
    "What should we do better? Write it without names: we read it later, among what others wrote. "
    "You can also skip this."
)
DEAD = "This button no longer works. Here is what is true now."


async def test_three_days_after_her_matter_is_closed_she_is_asked_and_answers(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await willing(town, "Amina", language)
    await had_a_talk(town, amina)
    await town.later(days=2, hours=23)
    assert not amina.has_read(ASKED)
    await town.later(hours=1)
    assert amina.times_read(ASKED) == 1
    assert not amina.reads("Did you get help with what you came for?")
    await amina.taps("▶️ Answer")
    assert amina.reads("Did you get help with what you came for?")
    assert amina.reads("Question {n} of {all}", n=1, all=3)
    await amina.taps(A_LOT)
    assert amina.reads("Did you get what you need to solve it yourself?")
    await amina.taps(MOSTLY)
    assert await stand(town) == [("begun", "chat", False)]
    assert await ballots_in(town) == [({"help": "a-lot", "tools": "mostly"}, False, False, None)]
    await amina.taps(LITTLE)
    assert amina.reads(BETTER)
    assert await stand(town) == [("answered", "chat", True)]
    await amina.types("Længere åbent om aftenen")
    assert amina.label("✏️ Change my answers") in amina.sees
    said = {"help": "a-lot", "tools": "mostly", "next-time": "little"}
    assert await ballots_in(town) == [(said, True, True, "Længere åbent om aftenen")]
    await town.later(days=10)
    assert not amina.has_read(ASKED)
    assert not amina.has_read(REMINDED)


async def test_what_she_changes_holds_and_what_she_removes_is_gone(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await willing(town, "Amina", language)
    await had_a_talk(town, amina)
    await is_asked(town)
    await answers(amina, A_LOT, A_LOT, A_LOT, line="Mere kaffe")
    await town.later(days=3)
    await amina.types("/mine")
    await amina.taps("📝 My answers")
    await amina.taps("✏️ Change my answers")
    assert amina.reads("Your answer: {answer}", answer=amina.label(A_LOT))
    for label in (MOSTLY, MOSTLY, UNSAID, "✔️ Go on"):
        await amina.taps(label)
    said = {"help": "mostly", "tools": "mostly", "next-time": "unsaid"}
    assert await ballots_in(town) == [(said, True, True, "Mere kaffe")]
    await amina.taps("🗑 Remove my answers")
    await amina.taps("🗑 Yes, remove them")
    assert amina.reads("That is quite all right. We do not ask you about this again.")
    assert await ballots_in(town) == []
    assert await stand(town) == [("declined", "chat", False)]
    await amina.taps("▶️ Answer after all")
    assert amina.reads("Did you get help with what you came for?")


async def test_an_old_button_to_skip_takes_nothing_away(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await willing(calm_town, "Amina")
    await had_a_talk(calm_town, amina)
    await is_asked(calm_town)
    await answers(amina, A_LOT, A_LOT)
    await amina.taps(A_LOT)
    skip = pressed_for(amina, "➡️ Skip")
    await amina.types("Mere kaffe")
    await amina.presses(skip)
    ((_, _, _, line),) = await ballots_in(calm_town)
    assert line == "Mere kaffe"


async def test_a_no_stops_at_once(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await willing(town, "Amina", language)
    await had_a_talk(town, amina)
    await is_asked(town)
    await amina.taps("▶️ Answer")
    await amina.taps(A_LOT)
    old = amina.bot_messages()[-1]
    await amina.taps("↩️ Back")
    await amina.taps("↩️ Back", message=old)
    await amina.taps("No, thank you")
    assert await ballots_in(town) == []
    await town.later(days=6)
    assert not amina.has_read(REMINDED)
    assert await sent(town, "survey-reminder") == {"cancelled": 1}


async def test_whoever_has_not_answered_all_is_reminded_once_and_then_it_is_over(town: Town) -> None:
    await town.staff("Mette")
    amina, basma = await willing(town, "Amina"), await willing(town, "Basma", "ar")
    for one in (amina, basma):
        await had_a_talk(town, one)
    await is_asked(town)
    await basma.taps("▶️ Answer")
    await basma.taps(A_LOT)
    await town.later(days=4)
    assert not amina.has_read(REMINDED)
    await town.later(days=1)
    assert (amina.times_read(REMINDED), basma.times_read(REMINDED)) == (1, 1)
    # She goes on where she was.
    await basma.taps("▶️ Answer")
    assert basma.reads("Did you get what you need to solve it yourself?")
    await town.later(days=10)
    assert await stand(town) == [("lapsed", None, False), ("lapsed", "chat", False)]
    assert await ballots_in(town) == [({"help": "a-lot"}, False, False, None)]
    await amina.taps("▶️ Answer")
    assert amina.reads(DEAD)
    await basma.taps(A_LOT)
    assert basma.reads(DEAD)


async def test_nobody_is_asked_without_a_yes_and_the_yes_is_asked_for_once(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks_for_a_call(amina)
    assert amina.label("👍 May we ask you later?") in amina.sees
    await asks_for_a_call(amina)
    assert amina.label("👍 May we ask you later?") not in amina.sees
    await is_closed(town, amina)
    await had_a_talk(town, amina)
    await town.later(days=5)
    assert await stand(town) == []


async def test_a_yes_at_the_first_request_is_enough(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks_for_a_call(amina)
    await amina.taps("👍 May we ask you later?")
    assert amina.reads("A few days later we want to ask you how it went.")
    await amina.taps("✅ Yes, you may")
    await is_closed(town, amina)
    await had_a_talk(town, amina)
    await is_asked(town)
    assert amina.has_read(ASKED)


@pytest.mark.parametrize("leaves", ["turns surveys off", "is forgotten", "blocks us"])
async def test_whoever_turns_it_off_or_goes_is_asked_nothing_more(town: Town, leaves: str) -> None:
    await town.staff("Mette")
    amina = await willing(town, "Amina")
    await had_a_talk(town, amina)
    await is_asked(town)
    await amina.taps("▶️ Answer")
    await amina.taps(A_LOT)
    if leaves == "blocks us":
        amina.phone.block()
        await town.step()
    else:
        await amina.types("/privacy")
        last = ["⚙️ What we may send you", "🔔 Turn surveys off"]
        for label in last if leaves == "turns surveys off" else ["🗑 Forget me", "🗑 Yes, forget me"]:
            await amina.taps(label)
    await town.later(days=6)
    assert [state for state, _, _ in await stand(town)] == ["stopped"]
    assert not amina.has_read(REMINDED)
    if leaves != "blocks us":
        assert await ballots_in(town) == []


async def test_of_two_parents_the_first_whole_answer_counts(town: Town) -> None:
    await town.staff("Mette")
    amina, omar = await willing(town, "Amina"), await willing(town, "Omar", "ar")
    await same_family(town, amina, omar)
    for one in (amina, omar):
        await had_a_talk(town, one)
    await is_asked(town)
    await amina.taps("▶️ Answer")
    await amina.taps(A_LOT)
    await answers(omar, NO, NO, NO)
    await amina.taps(A_LOT)
    await amina.taps(A_LOT)
    assert await stand(town) == [("answered", "chat", False), ("answered", "chat", True)]
    assert amina.reads(BETTER)
    # What he takes back makes room for hers.
    await omar.taps("🗑 Remove my answers")
    await omar.taps("🗑 Yes, remove them")
    assert await stand(town) == [("answered", "chat", True), ("declined", "chat", False)]
    assert [(counted, said["help"]) for said, _, counted, _ in await ballots_in(town)] == [(True, "a-lot")]


async def test_once_the_family_is_counted_the_other_parent_is_not_reminded(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina, omar = await willing(calm_town, "Amina"), await willing(calm_town, "Omar", "ar")
    await same_family(calm_town, amina, omar)
    for one in (amina, omar):
        await had_a_talk(calm_town, one)
    await is_asked(calm_town)
    assert omar.has_read(ASKED)
    await answers(amina, A_LOT, A_LOT, A_LOT)
    await calm_town.later(days=6)
    assert not omar.has_read(REMINDED)
    # He may still answer, as long as he was told he can.
    await answers(omar, NO, NO, NO)
    assert await stand(calm_town) == [("answered", "chat", True), ("answered", "chat", False)]


async def test_nobody_learns_by_our_question_that_the_other_parent_was_here(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina, omar = await willing(calm_town, "Amina"), await willing(calm_town, "Omar")
    await same_family(calm_town, amina, omar)
    await had_a_talk(calm_town, amina)
    basma, yusuf = await willing(calm_town, "Basma"), await willing(calm_town, "Yusuf")
    await same_family(calm_town, basma, yusuf)
    await came_by(calm_town, basma)
    zahra = await willing(calm_town, "Zahra")
    await came_by(calm_town, zahra)
    await is_asked(calm_town)
    assert [one.has_read(ASKED) for one in (amina, omar, basma, yusuf, zahra)] == [True, False, False, False, True]


async def test_whoever_got_little_help_is_offered_a_new_talk(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina, basma = await willing(town, "Amina", language), await willing(town, "Basma", language)
    for one in (amina, basma):
        await had_a_talk(town, one)
    await is_asked(town)
    await answers(amina, NO, A_LOT, A_LOT)
    await answers(basma, A_LOT, NO, NO)
    assert basma.label("💬 Ask for a talk") not in basma.sees
    await amina.taps("💬 Ask for a talk")
    assert await ballots_in(town) != []
    assert amina.label("✉️ Letters and forms") in amina.sees


async def test_typed_labels_are_taps_and_other_words_get_a_kind_answer(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await willing(town, "Amina", language)
    await had_a_talk(town, amina)
    await is_asked(town)
    await amina.types("Hvad er det?")
    assert amina.reads("Please tap an answer below, so that it reaches us.")
    for label in ("▶️ Answer", A_LOT, A_LOT, A_LOT):
        await amina.types(amina.label(label))
    assert amina.reads(BETTER)
    await amina.sends_photo()
    await amina.sends_voice()
    await amina.types("/mine")
    await amina.taps("📝 My answers")
    await amina.taps("✏️ Change my answers")
    await amina.types("010190-1234")
    assert "010190" not in await readable(town)
    assert await stand(town) == [("answered", "chat", True)]


async def test_a_new_request_puts_the_asking_off_until_it_is_over(town: Town) -> None:
    await town.staff("Mette")
    amina = await willing(town, "Amina")
    await had_a_talk(town, amina)
    # Due on Thursday; at night she asks for something new.
    await town.later(days=2)
    await asks_for_a_call(amina)
    await town.later(days=4)
    assert await stand(town) == []
    await is_closed(town, amina)
    await town.later(days=2)
    assert not amina.has_read(ASKED)
    await town.later(days=1, hours=1)
    assert amina.has_read(ASKED)


async def test_an_invitation_that_waits_for_the_morning_waits_for_a_new_talk_too(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await willing(calm_town, "Amina")
    await had_a_talk(calm_town, amina)
    async with calm_town.running.database.transaction() as tx:
        calm_town.telegram.clock.jump(timedelta(days=3, minutes=5))
        await ask_who_is_due(tx, calm_town.running.services)
    await had_a_talk(calm_town, amina, closed=False)
    await calm_town.step()
    assert [state for state, _, _ in await stand(calm_town)] == ["waiting"]
    await is_closed(calm_town, amina)
    await calm_town.later(days=2)
    assert not amina.has_read(ASKED)
    await calm_town.later(days=2)
    assert amina.has_read(ASKED)


async def test_the_course_goes_first_and_the_talk_waits_for_the_next_quarter(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await willing(calm_town, "Amina")
    # Sessions on the Thursdays up to 24 December.
    course = await open_course(calm_town, at=COURSE + timedelta(days=16), times=2)
    await was_there(calm_town, amina, course)
    await calm_town.until(COURSE + timedelta(days=23, hours=4))
    await had_a_talk(calm_town, amina)
    await calm_town.later(days=4)
    assert [here.survey for here in await rounds(calm_town)] == ["focus"]
    await answers(amina, A_LOT, A_LOT, A_LOT)
    await calm_town.until(at_ten(calm_town.now.replace(month=1, day=2, year=2027)))
    assert [here.survey for here in await rounds(calm_town)] == ["focus", "counselling"]
    assert amina.has_read(ASKED)
    assert [here.quarter for here in await rounds(calm_town)] == [Quarter(2026, 4)] * 2
    # That was this quarter's, also for what is over in the new year: it waits for the spring.
    await answers(amina, A_LOT, A_LOT, A_LOT)
    asked = amina.times_read(ASKED)
    await calm_town.until(at_ten(calm_town.now.replace(month=2, day=3)))
    await had_a_talk(calm_town, amina)
    await calm_town.until(at_ten(calm_town.now.replace(month=3, day=31)))
    assert amina.times_read(ASKED) == asked
    await calm_town.until(at_ten(calm_town.now.replace(month=4, day=1)) + timedelta(minutes=30))
    assert amina.times_read(ASKED) == asked + 1


async def test_who_is_counted_is_not_asked_again_in_the_year(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    await calm_town.until(at_ten(calm_town.now.replace(year=2027, month=2, day=1)))
    amina, basma = await willing(calm_town, "Amina"), await willing(calm_town, "Basma")
    for one in (amina, basma):
        await had_a_talk(calm_town, one)
    await is_asked(calm_town)
    await answers(amina, A_LOT, A_LOT, A_LOT)
    await calm_town.until(at_ten(calm_town.now.replace(month=5, day=3)))
    for one in (amina, basma):
        await had_a_talk(calm_town, one)
    await is_asked(calm_town)
    ((asked, families),) = await rows(
        calm_town, "SELECT count(*), count(DISTINCT family_id) FROM survey_invitations WHERE asked_at IS NOT NULL"
    )
    assert (asked, families) == (3, 2)
    assert basma.has_read(ASKED)


async def test_what_was_entered_by_mistake_is_asked_about_by_nobody(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await willing(calm_town, "Amina")
    await had_a_talk(calm_town, amina)
    await takes_the_talk_back(calm_town)
    await is_asked(calm_town, days=4)
    assert await stand(calm_town) == []


def test_the_question_on_the_lock_screen_names_no_topic() -> None:
    for tr in read_words().translators.values():
        for words in (ASKED, REMINDED):
            assert not re.search(topics(tr), tr.ptext("reminder", words), re.IGNORECASE)
