"""Who speaks a language checks its sentences in the chat; until then Danish stands below what must not be misread."""

import json
import re

import pytest

from domain.people import Role
from handlers.words.checks import desk_of
from locales.checking import short_name
from locales.faults import Kind
from locales.plain_language import TOPICS
from tests.conversations.ledger import count, rows
from tests.town import MONDAY, Citizen, Town

FORGET = "Shall we forget you? Your times are cancelled, and what you wrote is erased. We cannot undo it."
IN_DANISH = "Skal vi glemme dig?"
HOURS = "We are open now, until {time}."
OK, BETTER = "✅ It is right", "✏️ Put it better"
NOTED = "Noted, in your name. Residents read it so from now on."


def key(sentence: str) -> str:
    return short_name(None, sentence)


async def asks_to_be_forgotten(someone: Citizen) -> None:
    await someone.types("/home")
    await someone.taps("⚙️ Language and privacy")
    await someone.taps("🗑 Forget me")


async def opens(someone: Citizen, sentence: str) -> None:
    """Go to one sentence of Arabic."""
    await someone.presses(f"words:ar:{key(sentence)}")


async def test_a_draft_of_what_must_not_be_misread_stands_beside_the_danish_until_it_is_checked(
    town: Town, language: str
) -> None:
    amina, mette = await town.resident("Amina", language), await town.staff("Mette")
    await asks_to_be_forgotten(amina)
    assert amina.reads(FORGET)
    assert (IN_DANISH in amina.text) is (language in ("da", "ar"))
    await opens(mette, FORGET)
    assert mette.reads("❗ Important: until somebody has checked it, the Danish one stands below it.")
    await mette.taps(OK)
    await asks_to_be_forgotten(amina)
    # Danish is no draft, and English has nothing to do with it.
    assert (IN_DANISH in amina.text) is (language == "da")
    assert town.words.translators.shelf[language].text(FORGET).split("\n")[0].strip("\u200f") in amina.phone.text


async def test_every_screen_that_must_not_be_misread_shows_the_danish(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "ar")
    await amina.taps("🕑 Hours and help now")
    await amina.taps("🆘 Help now")
    assert "Er nogen i fare? Ring 112 nu." in amina.text
    await amina.taps("I can't phone")
    assert "Gå til en nabo, en butik, en skole eller Nabohuset." in amina.text
    await amina.taps("🏠 Home")
    await amina.taps("⚙️ Language and privacy")
    assert "hvis et barn er i fare" in amina.text
    await amina.taps("⚙️ What we may send you")
    assert "En påmindelse siger kun, hvornår og hvor din tid er." in amina.text


async def test_one_sentence_after_another_the_important_ones_first(town: Town) -> None:
    hassan = await town.staff("Hassan", Role.HELPER)
    await hassan.types("/ord")
    await hassan.taps_label("Arabisk · العربية")
    assert "0 af" in hassan.text
    first = int(re.findall(r"(\d+) vigtige sætninger venter", hassan.text)[0])
    await hassan.taps("▶️ Next sentence")
    shown = hassan.text
    assert "❗ Vigtig" in shown
    await hassan.taps("⏭ Skip")
    assert hassan.text != shown
    await hassan.taps(OK)
    assert hassan.reads(NOTED)
    await hassan.taps("↩️ Back")
    assert f"{first - 1} vigtige sætninger venter" in hassan.text
    assert "1 af" in hassan.text
    assert await rows(town, "SELECT language, name, words FROM sentence_checks") == [("ar", "Hassan", None)]


async def test_what_was_skipped_does_not_come_first_again_in_the_same_sitting(town: Town) -> None:
    mette = await town.staff("Mette")
    await mette.types("/ord")
    await mette.taps_label("Arabisk · العربية")
    await mette.taps("▶️ Next sentence")
    await mette.taps("⏭ Skip")
    second = mette.text
    await mette.taps("↩️ Back")
    await mette.taps("▶️ Next sentence")
    assert mette.text == second
    await mette.taps(BETTER)
    await mette.taps("↩️ Back")
    assert mette.text == second
    # What was typed after she left belongs to no sentence.
    await mette.types("أهلا")
    assert await count(town, "sentence_checks") == 0


async def test_words_copied_from_the_screen_bring_no_mark_of_direction_along(town: Town) -> None:
    mette = await town.staff("Mette")
    await opens(mette, HOURS)
    await mette.taps(BETTER)
    await mette.types("\u200f{time}: البيت مفتوح.")
    assert mette.reads(NOTED)
    ((words,),) = await rows(town, "SELECT words FROM sentence_checks")
    assert "مفتوح" in json.loads(words)[0]
    assert "\u200f" not in json.loads(words)[0]


async def test_a_page_may_be_long_but_not_longer_than_telegram_takes(town: Town) -> None:
    mette = await town.staff("Mette")
    async with town.running.database.transaction() as tx:
        desk = await desk_of(town.running.services, tx, "ar")
    page = next(one for one in desk.waiting() if one.sensitive and len(one.words[0]) > 900)
    await mette.presses(f"words:ar:{page.key}")
    await mette.taps(BETTER)
    await mette.types(page.words[0] + " كلمة" * 300)
    assert mette.reads("It is not kept yet:")
    assert "må højst være på 2000" in mette.text
    await mette.types(page.words[0])
    assert mette.reads(NOTED)


async def test_what_a_reminder_must_not_name_stays_something_that_can_be_looked_for(town: Town) -> None:
    mette = await town.staff("Mette")
    async with town.running.database.transaction() as tx:
        desk = await desk_of(town.running.services, tx, "ar")
    topics = next(one for one in desk.sentences.values() if one.message.context == TOPICS)
    await mette.presses(f"words:ar:{topics.key}")
    await mette.taps(BETTER)
    for words in ("دين|(عنف", "دين||عنف"):
        await mette.types(words)
        assert "Her må kun stå begyndelser af ord" in mette.text
    await mette.types("دين|عنف|مفتوح")
    assert mette.reads(NOTED)
    # It counts for whatever is written from now on.
    async with town.running.database.transaction() as tx:
        desk = await desk_of(town.running.services, tx, "ar")
    reminder = next(one for one in desk.sentences.values() if one.message.context == "reminder")
    assert any(one.kind is Kind.TOPIC for one in desk.faults(reminder, [f"{one} مفتوح" for one in reminder.words]))


async def test_a_colleague_who_is_taken_out_midway_writes_nothing_more(town: Town) -> None:
    hassan = await town.staff("Hassan", Role.HELPER)
    await opens(hassan, HOURS)
    await hassan.taps(BETTER)
    lene = await town.staff("Lene", Role.LEADER)
    await lene.types("/hold")
    await lene.taps_label("Hassan")
    await lene.taps("🚪 Take off the team")
    await lene.taps("🚪 Yes, take off")
    await hassan.types("البيت مفتوح حتى {time}.")
    assert await count(town, "sentence_checks") == 0


async def test_the_last_one_is_undone_once(town: Town) -> None:
    mette = await town.staff("Mette")
    await opens(mette, FORGET)
    await mette.taps(OK)
    undone = next(
        button.data for row in mette.bot_messages()[-1].buttons for button in row if "Fortryd" in button.label
    )
    await mette.taps("↩️ Undo the last one")
    assert mette.reads("Undone. It stands as it did before.")
    assert mette.reads("❗ Important: until somebody has checked it, the Danish one stands below it.")
    assert mette.label(OK) in mette.sees
    await mette.presses(str(undone))
    assert mette.reads("This button no longer works. Here is what is true now.")
    assert await count(town, "sentence_checks") == 2


async def test_words_put_better_go_through_the_gate_and_are_read(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await opens(mette, HOURS)
    await mette.taps(BETTER)
    for words, wrong in (
        ("نحن مفتوحون الآن.", "{time}"),
        ("نحن {tid} مفتوحون حتى {time}.", "Det navn findes ikke i sætningen: {tid}"),
        ("نحن <b>مفتوحون</b> حتى {time}.", "Der må ikke være tegn som <b> i den."),
        ("نحن مفتوحون حتى {time}. 🏠", "Der må ikke være nogen emoji i den."),
        ("واحد. اثنان. ثلاثة. أربعة {time}.", "Den er på 4 sætninger og må højst være på 3."),
    ):
        await mette.types(words)
        assert mette.reads("It is not kept yet:"), words
        assert wrong in mette.text, (words, mette.text)
    assert await count(town, "sentence_checks") == 0
    await mette.types("البيت مفتوح حتى {time}.")
    assert mette.reads(NOTED)
    await town.until(MONDAY.replace(day=24, hour=14, minute=30))
    await amina.types("/home")
    await amina.taps("🕑 Hours and help now")
    assert "البيت مفتوح حتى" in amina.text


async def test_a_button_has_little_room(town: Town) -> None:
    mette = await town.staff("Mette")
    await mette.presses(f"words:ar:{short_name('button', '💬 Talk to someone')}")
    assert "En knap: højst 24 tegn" in mette.text
    await mette.taps(BETTER)
    await mette.types("💬 أريد أن أتحدث مع شخص ما من فضلكم الآن")
    assert "Den står på en knap" in mette.text


async def test_of_a_plural_each_form_is_asked_for(town: Town) -> None:
    mette = await town.staff("Mette")
    async with town.running.database.transaction() as tx:
        desk = await desk_of(town.running.services, tx, "ar")
    plural = next(one for one in desk.waiting() if len(one.words) == 6 and "{n}" in one.words[-1])
    await mette.presses(f"words:ar:{plural.key}")
    await mette.taps(BETTER)
    for form in range(6):
        assert f"Form {form + 1} af 6" in mette.text
        if form == 3:
            await mette.types("خطأ {m}")
            assert mette.reads("It is not kept yet:")
        await mette.types(plural.words[form])
    assert mette.reads(NOTED)
    # The draft was right, word for word: nothing is put in its place.
    assert await rows(town, "SELECT words FROM sentence_checks") == [(None,)]


async def test_two_who_check_at_once_do_not_undo_each_other(town: Town) -> None:
    mette, hassan = await town.staff("Mette"), await town.staff("Hassan", Role.HELPER)
    for someone in (mette, hassan):
        await opens(someone, HOURS)
    await mette.taps(OK)
    await hassan.taps(OK)
    assert hassan.reads("{name} has checked that one already.", name="Mette")
    assert await count(town, "sentence_checks") == 1
    await opens(hassan, HOURS)
    assert hassan.reads("Checked by {name}.", name="Mette")
    await hassan.taps(BETTER)
    await opens(mette, HOURS)
    await mette.taps(BETTER)
    await mette.types("البيت مفتوح حتى {time}.")
    assert mette.reads(NOTED)
    await hassan.types("نحن هنا حتى {time}.")
    assert hassan.reads("Somebody has put it otherwise meanwhile. This is how it stands now.")
    assert "البيت مفتوح" in hassan.text
    assert await count(town, "sentence_checks") == 2


@pytest.mark.parametrize("data", ["words:xx", "words:da", "words:ar:nothing", "words:ar:nothing:skip", "words-undo:7"])
async def test_what_is_not_there_is_not_there(calm_town: Town, data: str) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    for someone in (mette, amina):
        await someone.presses(data)
        assert someone.reads("This button no longer works. Here is what is true now.")
