"""What colleagues have read aloud of a screen is one tap away from it, in each resident's own language."""

from domain.people import Role
from handlers.listening import named
from handlers.screen import LONGEST_TAP
from locales.checking import short_name, version_of
from locales.phrasebook import PHRASES
from simulator import Message
from storage import people, sentences
from storage.sentences import Checked
from tests.conversations.ledger import rows
from tests.conversations.test_asking import one_who_comes
from tests.conversations.test_plain_screens import faults, goes_through_the_house, screens_of
from tests.conversations.walks import asks, books
from tests.town import Citizen, Town, plain

DANGER = "Is somebody in danger? Call 112 now. Nobody reads this chat at night."
SHOW_THEM = "Go to a neighbour, a shop, a school or Nabohuset. Show them these words:"
DEAD = "This button no longer works. Here is what is true now."
HOME = "This is {house}. What would you like?"
HOURS = "Come by, no appointment needed. It is free."
NUMBER = "Which number shall we call? Tap the button below, or write it."
NO_NUMBER = "That does not look like a telephone number."
REMINDER = "A reminder of your appointment:"
TALK = "Just come by, no appointment needed. It is free, and there is coffee."


async def is_read_aloud(
    town: Town, reader: Citizen, language: str, *said: str, context: str | None = None
) -> list[int]:
    """A colleague has read these sentences aloud in a language; gives the numbers of the recordings."""
    return [await _recorded(town, reader, language, short_name(context, one), _sound(reader)) for one in said]


def _sound(reader: Citizen) -> str:
    """Telegram's name for a sound that she made."""
    return str(reader.phone.send_voice().content["voice"]["file_id"])


async def _recorded(town: Town, reader: Citizen, language: str, sentence: str, voice: str) -> int:
    async with town.running.database.transaction() as tx:
        one = town.running.services.languages.translators.spoken(language)[sentence]
        member = (await people.persons_of(tx, [reader.phone.id]))[reader.phone.id].staff
        assert member is not None
        clip = await sentences.keep_clip(tx, language, one.name, one.version, voice, member.id, town.now)
    await town.later(seconds=1)
    return clip


async def is_corrected(town: Town, language: str, sentence: str, words: str) -> None:
    """Somebody who speaks the language puts a sentence otherwise."""
    message = town.running.services.languages.translators.shelf.catalogue(language).get(sentence)
    assert message is not None
    said = Checked(language, short_name(None, sentence), version_of(message, [words]), "Zahra", town.now, (words,))
    async with town.running.database.transaction() as tx:
        await sentences.add_check(tx, said)
    await town.later(seconds=1)


async def is_taken_away(town: Town, clip: int) -> None:
    async with town.running.database.transaction() as tx:
        assert await sentences.drop_clip(tx, clip)
    await town.later(seconds=1)


def can_listen(someone: Citizen) -> bool:
    """Whether she can listen to the screen she looks at."""
    return someone.label("🔊 Listen") in someone.sees


def sounds(someone: Citizen) -> list[Message]:
    """What the bot has played to her."""
    return [message for message in someone.bot_messages() if message.voice]


async def test_a_screen_can_be_listened_to_once_somebody_has_read_it_aloud(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await amina.taps("🕑 Hours and help now")
    assert not can_listen(amina)
    (clip,) = await is_read_aloud(town, mette, language, HOURS)
    await amina.taps("🏠 Home")
    assert not can_listen(amina)
    await amina.taps("🕑 Hours and help now")
    screen, shown = amina.bot_messages()[-1], amina.text
    assert amina.sees[0] == amina.label("🔊 Listen")
    await amina.taps("🔊 Listen")
    assert len(sounds(amina)) == 1
    # It is played below; the screen stays as it was, and so does she.
    assert amina.bot_messages()[-2] is screen
    assert plain(screen.text) == shown
    assert amina.label("📍 Show the map") in screen.labels
    assert ("hours",) in await rows(town, "SELECT at FROM persons WHERE telegram_id = :id", id=amina.phone.id)
    assert amina.phone.spinning == 0
    await is_taken_away(town, clip)
    await amina.types("/hours")
    assert not can_listen(amina)


async def test_typing_what_stands_on_the_button_is_pressing_it(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await is_read_aloud(town, mette, language, HOURS)
    await amina.taps("🕑 Hours and help now")
    await amina.types(amina.label("🔊 Listen").removeprefix("🔊 ").upper())
    assert len(sounds(amina)) == 1


async def test_only_what_is_on_the_screen_is_played_and_in_its_order(calm_town: Town) -> None:
    town = calm_town
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    later, first, _ = await is_read_aloud(town, mette, "en", NUMBER, NO_NUMBER, HOURS)
    await asks(amina, way="📞 Call me")
    await amina.types("call me, please")
    assert amina.reads(NO_NUMBER)
    assert amina.reads(NUMBER)
    async with town.running.database.transaction() as tx:
        voices = [await sentences.voice_of(tx, clip) for clip in (first, later)]
    await amina.taps("🔊 Listen")
    played = [call.parameters["voice"] for call in town.telegram.calls if call.method == "sendVoice"]
    # Typed where the keyboard is, it is pressed on the screen as it is drawn anew, which holds the question alone.
    assert played == voices[1:]
    # The keyboard folds away when it is used: she has it again.
    assert amina.label("📱 Share my number") in amina.sees
    await amina.shares_number()
    assert amina.reads("When shall we call you?")


async def test_home_is_heard_with_the_name_of_the_house(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await is_read_aloud(town, mette, language, HOME)
    await amina.types("/home")
    await amina.taps("🔊 Listen")
    assert len(sounds(amina)) == 1


async def test_help_now_can_be_heard_and_is_kept_nowhere(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await is_read_aloud(town, mette, language, DANGER, SHOW_THEM)
    await amina.taps("🕑 Hours and help now")
    await amina.taps("🆘 Help now")
    assert amina.sees[0] == amina.label("🔊 Listen")
    await amina.taps("🔊 Listen")
    await amina.taps("I can't phone")
    await amina.taps("🔊 Listen")
    assert len(sounds(amina)) == 2
    assert ("hours",) in await rows(town, "SELECT at FROM persons WHERE telegram_id = :id", id=amina.phone.id)


async def test_the_choice_of_a_language_is_heard_in_each_it_is_asked_in(calm_town: Town) -> None:
    town = calm_town
    mette, amina = await town.staff("Mette"), await town.citizen("Amina", "ar")
    clips = [await is_read_aloud(town, mette, code, "Choose your language") for code in ("en", "ar")]
    await amina.starts("kiosk")
    await amina.presses("lang")
    assert amina.bot_messages()[-1].labels[0] == town.words.translator("ar").ptext("button", "🔊 Listen")
    await amina.taps_nth(0)
    async with town.running.database.transaction() as tx:
        english, arabic = [await sentences.voice_of(tx, clip) for (clip,) in clips]
    played = [call.parameters["voice"] for call in town.telegram.calls if call.method == "sendVoice"]
    # The phone's language stands first.
    assert played == [arabic, english]


async def test_a_phrase_is_heard_where_it_is_sent_and_on_the_phone_that_is_held_out(calm_town: Town) -> None:
    town, phrase = calm_town, PHRASES["home-broken"].sentence
    mette, amina = await one_who_comes(town, "ar")
    sara = await town.staff("Sara", Role.HELPER)
    await is_read_aloud(town, sara, "ar", phrase, context="phrase")
    await mette.taps("💬 Phrases")
    await mette.types("stykker")
    await mette.taps_nth(0)
    await mette.taps("✅ Send")
    await amina.taps("🔊 Listen")
    assert len(sounds(amina)) == 1
    await sara.types("/fraser")
    await sara.taps_label(amina.tr.language.own_name)
    await sara.types("stykker")
    await sara.taps_nth(0)
    assert sara.sees[0] == amina.label("🔊 Listen")
    await sara.taps_nth(0)
    assert len(sounds(sara)) == 1
    # What was asked still stands above it, with her answers.
    screen = sara.bot_messages()[-2]
    await sara.taps_label(amina.tr.ptext("button", "Yes"))
    assert "💬 Ja" in plain(screen.text)


async def test_two_residents_hear_each_her_own_language(calm_town: Town) -> None:
    town = calm_town
    mette = await town.staff("Mette")
    amina, mai = await town.resident("Amina", "ar"), await town.resident("Mai", "da")
    arabic, danish = await is_read_aloud(town, mette, "ar", HOURS), await is_read_aloud(town, mette, "da", HOURS)
    for someone in (amina, mai):
        await someone.taps("🕑 Hours and help now")
        await someone.taps("🔊 Listen")
    async with town.running.database.transaction() as tx:
        voices = [await sentences.voice_of(tx, clip) for clip in (*arabic, *danish)]
    calls = [call.parameters for call in town.telegram.calls if call.method == "sendVoice"]
    assert [(call["chat_id"], call["voice"]) for call in calls] == [
        (amina.phone.id, voices[0]),
        (mai.phone.id, voices[1]),
    ]


async def test_whoever_reads_dari_hears_what_is_read_in_persian(calm_town: Town) -> None:
    town = calm_town
    mette, zahra = await town.staff("Mette"), await town.resident("Zahra", "en")
    await is_read_aloud(town, mette, "fa", HOURS)
    async with town.running.database.transaction() as tx:
        person = (await people.persons_of(tx, [zahra.phone.id]))[zahra.phone.id]
        await people.choose_language(tx, person.id, "prs", None)
    zahra.tr = town.words.translator("prs")
    await zahra.types("/hours")
    assert can_listen(zahra)


async def test_a_language_that_is_just_chosen_can_be_heard_at_once(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.citizen("Amina", "ar")
    await is_read_aloud(town, mette, "ar", TALK)
    await amina.starts("kiosk")
    await amina.taps_label(amina.tr.language.own_name)
    assert can_listen(amina) is amina.reads(TALK)
    await amina.types("/home")
    await amina.taps("💬 Talk to someone")
    assert can_listen(amina)


async def test_a_speaker_who_puts_a_sentence_otherwise_ends_its_recording(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await is_read_aloud(town, mette, "ar", HOURS)
    await amina.taps("🕑 Hours and help now")
    old = amina.bot_messages()[-1]
    await is_corrected(town, "ar", HOURS, "تفضلوا بلا موعد.")
    # The old button finds nothing left to play, and what is true now has none.
    await amina.taps("🔊 Listen", message=old)
    assert sounds(amina) == []
    assert amina.reads(DEAD)
    assert "تفضلوا بلا موعد." in amina.text
    assert not can_listen(amina)


async def test_an_old_button_plays_what_is_left_of_it(calm_town: Town) -> None:
    town = calm_town
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    gone, kept = await is_read_aloud(town, mette, "en", HOURS, TALK)
    await is_taken_away(town, gone)
    await amina.presses(f"listen:{gone}.{kept}.{kept}.999.x")
    assert len(sounds(amina)) == 1
    # A new recording never has the number of one that is gone.
    await is_taken_away(town, kept)
    (new,) = await is_read_aloud(town, mette, "en", HOURS)
    assert new > kept
    await amina.presses(f"listen:{gone}.{kept}")
    assert len(sounds(amina)) == 1


async def test_noise_in_a_press_to_listen_breaks_nothing(calm_town: Town) -> None:
    town = calm_town
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await is_read_aloud(town, mette, "en", HOURS)
    for data in ("listen:", "listen:.", "listen:x", "listen:-1", "listen:" + "9" * 57, "listen:1:2", "listen:٣"):
        await amina.presses(data)
        assert amina.reads(DEAD), data
    assert sounds(amina) == []


async def test_a_reminder_can_be_listened_to(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await is_read_aloud(town, mette, language, REMINDER, context="reminder")
    await books(amina, day=1)
    await town.later(days=2, hours=4)
    assert "🔔" in amina.text
    assert can_listen(amina)
    await amina.taps("🔊 Listen")
    assert len(sounds(amina)) == 1


async def test_with_every_sentence_read_aloud_each_screen_of_the_house_stays_plain(calm_town: Town) -> None:
    town = calm_town
    mette, amina = await town.staff("Mette"), await town.citizen("Amina", "ar")
    spoken, sound = town.running.services.languages.translators.spoken("ar"), _sound(mette)
    async with town.running.database.transaction() as tx:
        member = (await people.persons_of(tx, [mette.phone.id]))[mette.phone.id].staff
        assert member is not None
        for one in spoken.values():
            await sentences.keep_clip(tx, "ar", one.name, one.version, sound, member.id, town.now)
    await town.later(seconds=1)
    await goes_through_the_house(amina)
    # What is put before an answer afterwards is no part of it.
    shown = [one for one in screens_of(town, amina) if not one.buttons[:1] or "switch" not in one.buttons[0][1]]
    assert [(plain(one.html), list(faults(one, amina))) for one in shown if list(faults(one, amina))] == []
    places = [number for one in shown for number, row in enumerate(one.rows) if row[0][1].startswith("listen:")]
    assert len(places) > len(shown) / 2
    assert set(places) == {0}


async def test_staff_are_offered_nothing_to_listen_to(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await is_read_aloud(calm_town, mette, "da", HOURS, TALK)
    await mette.presses("residents-home")
    await mette.presses("hours")
    assert calm_town.words.translator("da").ptext("button", "🔊 Listen") not in mette.sees


async def test_a_sound_that_telegram_no_longer_has_is_said_to_be_our_fault(calm_town: Town) -> None:
    town = calm_town
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await _recorded(town, mette, "en", short_name(None, HOURS), "no-such-sound")
    await amina.taps("🕑 Hours and help now")
    await amina.taps("🔊 Listen")
    assert "Something went wrong on our side." in amina.text
    assert amina.phone.spinning == 0


def test_a_button_names_as_many_as_it_can_carry() -> None:
    assert named([1, 2, 3]) == "listen:1.2.3"
    assert len(named([*range(1000, 1020)])) <= LONGEST_TAP
    assert named([*range(1000, 1020)]).endswith(".1010")
