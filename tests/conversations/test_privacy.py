"""What the house says about privacy is true: it shows all, forgets all, and keeps nothing longer than it promised."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from locales import LANGUAGES
from locales.plain_language import sentences
from tests.conversations.ledger import count, readable, rows, unsound
from tests.conversations.test_company import agrees
from tests.conversations.walks import asks, booking
from tests.town import MONDAY, Citizen, Town, plain

NAME, NOTE, ANSWER = "Umm Kanarie", "Kanarie i en note", "Et kanarie-svar"
WEEK = timedelta(days=7)
LOST = "Sorry, what you had begun is gone. Please start again."


def sealed_in(town: Town) -> bytes:
    """All the bytes of the database on the disk."""
    return b"".join(path.read_bytes() for path in sorted(town.folder.glob("nabobot.sqlite3*")))


async def on_disk(town: Town) -> bytes:
    """The same, when SQLite's log was brought into the file."""
    await town.running.database.empty_log()
    return sealed_in(town)


async def writes_a_note(someone: Citizen, note: str = NOTE, name: str = NAME) -> None:
    """From the question after needs to the summary, with a note and a name."""
    await someone.taps("Write or say more")
    await someone.taps("✔️ Go on")
    await someone.types(note)
    await someone.types(name)


async def asks_with_words(someone: Citizen) -> None:
    """A request to be called, with everything she can say in her own words."""
    await asks(someone, way="📞 Call me")
    await someone.shares_number()
    await someone.taps_nth(0)
    await writes_a_note(someone)
    await someone.taps("✅ Send")


async def shows_what_it_knows(someone: Citizen) -> str:
    await someone.types("/privacy")
    before = len(someone.bot_messages())
    await someone.taps("What you know about me")
    assert someone.has_read("This is all we know about you:")
    return "\n".join(plain(message.text) for message in someone.bot_messages()[before - 1 :])


async def forgets(someone: Citizen) -> None:
    await someone.types("/privacy")
    await someone.taps("🗑 Forget me")
    await someone.taps("🗑 Yes, forget me")
    assert someone.reads(
        "You are forgotten. To see nothing here either, delete this chat. You are always welcome again: {start}",
        start="/start",
    )


async def test_before_the_first_question_three_short_sentences_say_who_reads(calm_town: Town, language: str) -> None:
    amina = await calm_town.resident("Amina", language)
    assert sum(sentence.stopped for sentence in sentences(amina.text)) <= 3
    assert len(amina.text) <= 240
    await amina.taps("⚙️ Language and privacy")
    assert amina.reads(
        "We keep what you tell us to ourselves. One exception: if a child is in danger, we must call the municipality. "
        "We talk with you first whenever we can."
    )
    await amina.taps("Who reads what")
    assert "Telegram" in amina.text


async def test_she_sees_all_we_know_about_her(calm_town: Town, language: str) -> None:
    mette = await calm_town.staff("Mette")
    amina = await calm_town.citizen("Amina", language)
    await amina.starts("raadgivning")
    await amina.taps_label(amina.tr.language.own_name)
    await asks(amina, "🪙 Money and home", way="📞 Call me")
    await amina.shares_number()
    window = await amina.taps_nth(0)
    for need in ("An interpreter", "Someone comes with me", "A quiet room"):
        await amina.taps(need)
    await amina.taps("Write or say more")
    await amina.taps("✔️ Go on")
    await amina.taps_label(LANGUAGES["so"].own_name)
    await amina.types(NOTE)
    await amina.types(NAME)
    await amina.taps("✅ Send")
    await mette.taps("✍️ Write to her")
    await mette.types(ANSWER)
    await mette.taps("✅ Send")
    shown = await shows_what_it_knows(amina)
    for known in (NAME, NOTE, ANSWER, window, amina.phone.phone, str(amina.phone.id), "raadgivning", "Mette"):
        assert known in shown
    for label in ("🪙 Money and home", "📞 Call me", "Somebody comes with you", "A quiet room", "Reminders are off."):
        assert amina.reads(label)
    assert amina.reads("Interpreter: {language}", language=LANGUAGES["so"].own_name)
    assert amina.reads("Language: {language}", language=LANGUAGES[language].own_name)


async def test_she_sees_her_time_and_that_only_telegram_has_her_voice(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "ar")
    await asks(amina, way="🗓 Book a time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    await amina.taps("Write or say more")
    await amina.taps("✔️ Go on")
    await amina.sends_voice()
    await amina.taps("No name")
    await amina.taps(booking(amina))
    shown = await shows_what_it_knows(amina)
    assert amina.reads("Your voice message: only Telegram has the sound.")
    assert plain(amina.tr.moment(MONDAY.replace(day=25, hour=13, minute=0))) in shown


async def test_she_sees_all_that_was_said_agreed_and_counted(calm_town: Town, language: str) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", language)
    await asks_with_words(amina)
    await mette.taps("❓ Ask")
    await mette.taps("May we call you?")
    await amina.taps("Yes")
    await mette.taps("❓ Ask")
    await mette.taps("✍️ In my own words")
    await mette.types("Er det det gule brev?")
    await mette.taps("✅ Send")
    await amina.taps("✍️ Answer")
    await amina.types("Nej, det hvide")
    await mette.taps("🎟 Invite")
    await mette.taps_nth(0)
    await amina.taps("No, thank you")
    await agrees(mette, "Jobcentret, indgang B")
    await amina.taps("🔔 Remind me")
    shown = await shows_what_it_knows(amina)
    for said in ("Er det det gule brev?", "Nej, det hvide", "Jobcentret, indgang B"):
        assert said in shown
    for label in (
        "May we call you?",
        "No, thank you",
        "the job centre",
        "Reminders are on.",
        "Questions and invitations",
    ):
        assert amina.label(label) in shown
    assert plain(amina.tr.text("You said yes: {moment}", moment=amina.tr.moment(calm_town.now))) in shown
    kinds = (("Questions and invitations", 3), ("What you wrote back", 1), ("Times", 1), ("Your yes and no", 1))
    for kind, n in kinds:
        line = amina.tr.text("{kind}: {n}", kind=amina.tr.ptext("kind", kind), n=amina.tr.number(n))
        assert plain(line) in shown


async def test_she_sees_what_she_has_not_sent_yet(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "ar")
    await asks(amina, way="🚪 I come by")
    await writes_a_note(amina)
    shown = await shows_what_it_knows(amina)
    assert NOTE in shown
    assert NAME in shown


async def test_however_much_we_know_she_sees_it(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    for _ in range(2):
        await asks(amina, way="🚪 I come by")
        await writes_a_note(amina, "&" * 300)
        await amina.taps("✅ Send")
        for _ in range(3):
            await mette.taps("✍️ Write to her")
            await mette.types("Kære ven & nabo. " * 58)
            await mette.taps("✅ Send")
    await shows_what_it_knows(amina)
    file = next(message.document for message in amina.bot_messages() if message.document)
    assert file.bytes.decode().count("&" * 300) == 2
    assert file.bytes.decode().count("Kære ven & nabo.") == 6 * 58
    assert amina.label("🏠 Home") in amina.sees


async def nothing(mette: Citizen, amina: Citizen) -> None:
    """She has only said which language she reads."""


async def half_a_form(mette: Citizen, amina: Citizen) -> None:
    await asks(amina, way="🗓 Book a time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    await writes_a_note(amina)


async def a_request(mette: Citizen, amina: Citizen) -> None:
    await asks_with_words(amina)


async def a_taken_request(mette: Citizen, amina: Citizen) -> None:
    await asks_with_words(amina)
    await mette.taps("✍️ Write to her")
    await mette.types(ANSWER)
    await mette.taps("✅ Send")


async def an_offer(mette: Citizen, amina: Citizen) -> None:
    await asks_with_words(amina)
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.taps("✅ Send the offer")


async def a_booking(mette: Citizen, amina: Citizen) -> None:
    await half_a_form(mette, amina)
    await amina.taps(booking(amina))


async def a_held_talk(mette: Citizen, amina: Citizen) -> None:
    await a_booking(mette, amina)
    await mette.town.until(MONDAY.replace(day=25, hour=13, minute=50))
    await mette.types("/idag")
    await mette.taps_nth(0)
    await mette.taps("✅ Talk held")


async def a_talk_that_has_begun(mette: Citizen, amina: Citizen) -> None:
    await a_booking(mette, amina)
    await mette.town.until(MONDAY.replace(day=25, hour=13, minute=10))


Before = Callable[[Citizen, Citizen], Awaitable[None]]
WAITING = [a_request, a_taken_request, an_offer, a_booking]
ALL = [nothing, half_a_form, *WAITING, a_talk_that_has_begun, a_held_talk]


@pytest.mark.parametrize("before", ALL, ids=lambda before: before.__name__.replace("_", " "))
async def test_forgotten_in_any_state_nothing_of_her_is_left(calm_town: Town, before: Before) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "ar")
    await before(mette, amina)
    newest = amina.bot_messages()[-1]
    await forgets(amina)
    telegram_id = amina.phone.id
    assert telegram_id.to_bytes(5, "big") not in await on_disk(calm_town)
    for trace in (NAME, NOTE, ANSWER, amina.phone.phone, "Amina", str(telegram_id)):
        assert trace not in await readable(calm_town)
    kept = "SELECT id FROM appointments WHERE state IN ('reserved', 'offered', 'confirmed')"
    assert len(await rows(calm_town, kept)) == (before is a_talk_that_has_begun)
    assert await unsound(calm_town) == {}
    if before in WAITING:
        assert mette.reads("❌ The resident cancelled") or mette.reads("↩️ The resident took it back")
        assert "Amina" not in mette.text
        assert NAME not in mette.text
    said = len(amina.bot_messages())
    await calm_town.later(days=2)
    assert len(amina.bot_messages()) == said
    if newest.labels:
        await amina.taps_label(newest.labels[0], message=newest)
    await amina.starts()
    assert amina.sees[0] == LANGUAGES["ar"].own_name


async def test_the_time_of_whoever_is_forgotten_is_free_for_the_next(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "da")
    basma = await calm_town.resident("Basma", "en")
    await a_booking(mette, amina)
    await asks(basma, way="🗓 Book a time")
    await basma.taps_nth(0)
    assert "13:00" not in basma.sees
    await forgets(amina)
    await basma.taps("↩️ Back")
    await basma.taps_nth(0)
    assert "13:00" in basma.sees


async def test_a_counted_talk_stays_when_she_is_forgotten(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "da")
    await a_held_talk(mette, amina)
    await forgets(amina)
    await mette.types("/idag")
    assert mette.reads("Families with at least one talk this year: {families} of {goal}.", families=1, goal=50)


async def words_left(town: Town, amina: Citizen) -> list[str]:
    """What is still kept of her own words and of what was answered."""
    kept = await readable(town)
    return [word for word in (NAME, NOTE, ANSWER, amina.phone.phone) if word in kept]


async def test_a_week_after_the_visit_her_words_are_gone_and_the_talk_is_counted(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "da")
    await a_booking(mette, amina)
    visit = MONDAY.replace(day=25, hour=13, minute=0)
    # Whoever registers late does not make us keep anything longer.
    await calm_town.until(visit + timedelta(days=2))
    assert mette.reads("🕑 How did it go?")
    await mette.taps("✅ Talk held")
    await calm_town.until(visit + WEEK - timedelta(hours=1))
    assert await words_left(calm_town, amina) == [NAME, NOTE]
    await calm_town.until(visit + WEEK + timedelta(hours=1))
    assert await words_left(calm_town, amina) == []
    await mette.types("/idag")
    assert mette.reads("Families with at least one talk this year: {families} of {goal}.", families=1, goal=50)
    assert NOTE not in await shows_what_it_knows(amina)


async def test_after_thirty_days_her_words_are_gone_whatever_happened(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "da")
    await a_taken_request(mette, amina)
    await calm_town.later(days=29)
    assert len(await words_left(calm_town, amina)) == 4
    await calm_town.later(days=1, hours=1)
    assert await words_left(calm_town, amina) == []
    assert await count(calm_town, "requests") == 1


async def test_taken_back_her_words_go_within_a_week(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "da")
    await a_request(mette, amina)
    await amina.taps("Take it back")
    await amina.taps("Yes, take it back")
    await calm_town.later(days=7, hours=1)
    assert await words_left(calm_town, amina) == []


async def test_an_unsent_form_loses_its_words_after_a_day_and_asks_for_them_again(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks(amina, way="📞 Call me")
    await amina.shares_number()
    await amina.taps("Any time")
    await writes_a_note(amina)
    await calm_town.later(hours=23)
    assert await words_left(calm_town, amina) == [NAME, NOTE, amina.phone.phone]
    await calm_town.later(hours=2)
    assert await words_left(calm_town, amina) == []
    await amina.types("/start")
    # All that she wrote is asked for once more: nothing is sent without it, and nobody thinks that it was.
    await amina.taps("📝 Go on where I was")
    assert amina.reads("Which number shall we call? Tap the button below, or write it.")
    await amina.types("20 12 34 56")
    assert amina.label("Skip this") in amina.sees
    await amina.types("Once more")
    await amina.types(NAME)
    await amina.taps("✅ Send")
    await mette.taps("👤 Name, number, note")
    assert all(words in mette.text for words in ("20123456", "Once more", NAME))


async def test_an_old_button_sends_no_form_without_the_words_that_were_erased(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await half_a_form(mette, amina)
    await calm_town.later(hours=25)
    await amina.taps(booking(amina))
    assert amina.label("Skip this") in amina.sees
    assert await count(calm_town, "requests") == 0


async def test_a_form_nobody_goes_on_with_is_gone_after_a_week(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await half_a_form(mette, amina)
    await calm_town.later(days=7, hours=1)
    assert await count(calm_town, "drafts") == 0
    await amina.taps(booking(amina))
    assert amina.reads(LOST)
    assert amina.label("🗓 My appointments") in amina.sees
    # It is said once.
    await amina.types("/start")
    assert not amina.reads(LOST)


@pytest.mark.parametrize("way", ["/start", "Hello there", "📝 Go on where I was"])
async def test_whoever_comes_back_too_late_is_told_that_her_form_is_gone(town: Town, language: str, way: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await half_a_form(mette, amina)
    button = way if way.startswith("📝") else None
    if button:
        await amina.types("/home")
    await town.later(days=7, hours=1)
    await (amina.taps(button) if button else amina.types(way))
    assert amina.reads(LOST)
    assert amina.label("🗓 My appointments") in amina.sees


async def test_what_was_sent_is_not_called_gone(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await half_a_form(mette, amina)
    await amina.taps(booking(amina))
    await amina.types("/start")
    assert not amina.has_read(LOST)


CPR = ("010190-1234", "٠١٠١٩٠-١٢٣٤", "0101901234")


@pytest.mark.parametrize("number", CPR)
async def test_a_cpr_number_is_never_kept_wherever_it_is_written(calm_town: Town, number: str) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await amina.types(number)
    await asks(amina, way="📞 Call me")
    await amina.types(number)
    await amina.shares_number()
    await amina.taps("Any time")
    await amina.taps("Write or say more")
    await amina.taps("✔️ Go on")
    await amina.types(f"mit nummer: {number}")
    await amina.taps("Skip this")
    await amina.types(f"Amina {number}")
    await amina.taps("No name")
    await amina.taps("✅ Send")
    await mette.taps("✍️ Write to her")
    await mette.types(f"Dit nummer {number}")
    for someone in (amina, mette):
        assert not any(number in message.text for message in someone.phone.messages)
    assert mette.reads(
        "We removed your message, because it looked like it held a CPR number. Please never write it here."
    )
    assert number not in await readable(calm_town)


async def test_of_a_picture_nothing_stays(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "ar")
    sent = [*amina.phone.send_album(3), amina.phone.send_photo("Brev fra kommunen")]
    sent.append(amina.phone.send_document("brev.pdf", b"%PDF-1.4"))
    await calm_town.step()
    assert [message for message in amina.phone.messages if not message.from_bot and message.file] == []
    kept = await readable(calm_town)
    assert "Brev fra kommunen" not in kept
    for message in sent:
        assert message.file is not None
    assert not any(file_id in kept for file_id in _file_ids(sent[0].content))


def _file_ids(content: object) -> list[str]:
    if isinstance(content, dict):
        return [v for k, v in content.items() if k == "file_id"] + [i for v in content.values() for i in _file_ids(v)]
    return [i for v in content for i in _file_ids(v)] if isinstance(content, list) else []
