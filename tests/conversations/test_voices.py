"""Colleagues read sentences aloud in the chat, one after another, and take their recordings away again."""

import pytest

from domain.people import Role
from locales.read_aloud import Spoken
from storage import people, sentences
from tests.conversations.ledger import rows
from tests.conversations.test_listening import DEAD, HOME, HOURS, can_listen, is_corrected, is_read_aloud, sounds
from tests.town import Citizen, Town, plain

NOBODY_READS = "I am an automatic helper, and nobody reads this message. Please tap a button."
NEXT, KEEP, SKIP, AGAIN = "🎙 Read the next one aloud", "✅ Keep it", "⏭ Skip it", "🔁 Record it again"
AGREE, MINE = "✔️ That is fine", "🗂 My recordings"
READ_THIS = "Read this aloud, as a voice message:"
SOUNDS = "This is how it sounds. Do you keep it?"


async def goes_to(someone: Citizen, language: str) -> None:
    """The page of a language."""
    await someone.types("/stemmer")
    name = someone.town.words.translator(language).language.own_name
    await someone.taps_label(next(label for label in someone.sees if plain(label).startswith(name)))


async def begins(someone: Citizen, language: str) -> None:
    """The first sentence of a language, after she has read who hears her."""
    await goes_to(someone, language)
    await someone.taps(NEXT)
    if someone.label(AGREE) in someone.sees:
        await someone.taps(AGREE)


def spoken(town: Town, language: str) -> dict[str, Spoken]:
    """What can be read aloud."""
    return town.running.services.languages.translators.spoken(language)


def asked(town: Town, someone: Citizen, language: str) -> str:
    """The short name of the sentence she is shown, by its words."""
    shown = [one for one in spoken(town, language).values() if plain(one.words) in someone.text]
    return max(shown, key=lambda one: len(one.words)).name


async def recorded(town: Town) -> list[tuple[object, ...]]:
    return await rows(town, "SELECT language, sentence FROM clips ORDER BY id")


async def test_a_sentence_is_shown_recorded_played_back_and_kept(town: Town, language: str) -> None:
    mette = await town.staff("Mette", Role.HELPER)
    await goes_to(mette, language)
    assert mette.reads("{recorded} of {all} sentences can be heard.", recorded=0, all=len(spoken(town, language)))
    await mette.taps(NEXT)
    assert mette.reads("Residents hear your voice when they tap Listen, and Telegram keeps the sound.")
    await mette.taps(AGREE)
    assert mette.reads(READ_THIS)
    sentence = asked(town, mette, language)
    # What she may not understand stands there in Danish too.
    assert plain(spoken(town, "da")[sentence].words) in mette.text
    await mette.sends_voice()
    assert sounds(mette)
    assert sounds(mette)[-1].labels[0] == mette.label(KEEP)
    assert await recorded(town) == []
    await mette.taps(KEEP)
    assert await recorded(town) == [(language, sentence)]
    # And the next one.
    assert mette.reads(READ_THIS)
    assert asked(town, mette, language) != sentence
    await goes_to(mette, language)
    assert mette.reads("{recorded} of {all} sentences can be heard.", recorded=1, all=len(spoken(town, language)))


async def test_residents_hear_what_was_recorded_in_the_chat(calm_town: Town) -> None:
    town = calm_town
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await begins(mette, "ar")
    wanted = next(one.name for one in spoken(town, "ar").values() if one.source == HOURS)
    while asked(town, mette, "ar") != wanted:
        await mette.taps(SKIP)
    await mette.sends_voice()
    await mette.taps(KEEP)
    await town.later(seconds=1)
    await amina.taps("🕑 Hours and help now")
    await amina.taps("🔊 Listen")
    (heard,) = sounds(amina)
    assert heard.voice == sounds(mette)[-1].voice


async def test_it_is_recorded_again_until_she_keeps_it(town: Town) -> None:
    mette = await town.staff("Mette")
    await begins(mette, "da")
    sentence = asked(town, mette, "da")
    await mette.sends_voice()
    await mette.taps(AGAIN)
    assert mette.reads(READ_THIS)
    await mette.sends_voice()
    # Another one in place of the first, without a tap.
    await mette.sends_voice()
    assert len(sounds(mette)) == 3
    await mette.taps(KEEP)
    assert await recorded(town) == [("da", sentence)]
    # The button of before finds that it is kept.
    await mette.taps(KEEP, message=sounds(mette)[-1])
    assert mette.reads(DEAD)
    assert len(await recorded(town)) == 1


async def test_what_is_skipped_does_not_come_again_until_she_begins_anew(town: Town) -> None:
    mette = await town.staff("Mette")
    await begins(mette, "en")
    first = asked(town, mette, "en")
    await mette.taps(SKIP)
    second = asked(town, mette, "en")
    await mette.sends_voice()
    await mette.taps(SKIP)
    assert len({first, second, asked(town, mette, "en")}) == 3
    await begins(mette, "en")
    assert asked(town, mette, "en") == first


@pytest.mark.parametrize(
    ("sends", "said"),
    [
        ("words", "That was text. Hold the microphone down while you read the sentence aloud."),
        ("photo", "That was a picture or a video. Hold the microphone down while you read the sentence aloud."),
        (
            "sticker",
            "Only a voice message can be used, no round video and no file. "
            "Hold the microphone down while you read aloud.",
        ),
    ],
)
async def test_anything_but_a_voice_is_answered_kindly_and_the_sentence_stays(
    town: Town, sends: str, said: str
) -> None:
    mette = await town.staff("Mette")
    await begins(mette, "ar")
    sentence = asked(town, mette, "ar")
    match sends:
        case "words":
            await mette.types("hej")
        case "photo":
            await mette.sends_photo()
        case _:
            mette.phone.send_sticker()
            await town.step()
    assert mette.reads(said)
    assert asked(town, mette, "ar") == sentence
    await mette.sends_voice()
    assert sounds(mette)


async def test_what_says_other_words_now_comes_first(town: Town) -> None:
    mette = await town.staff("Mette")
    (clip,) = await is_read_aloud(town, mette, "ar", HOURS)
    await is_corrected(town, "ar", HOURS, "تفضلوا بلا موعد.")
    await goes_to(mette, "ar")
    assert "1 optagelse siger noget andet" in mette.text
    await mette.taps(NEXT)
    # Whoever has recorded something was told before.
    assert mette.reads(READ_THIS)
    assert "تفضلوا بلا موعد." in mette.text
    assert mette.reads("It is recorded already; the new recording takes its place.")
    await mette.sends_voice()
    await mette.taps(KEEP)
    await town.later(seconds=1)
    ((new,),) = await rows(town, "SELECT id FROM clips")
    assert new > clip
    amina = await town.resident("Amina", "ar")
    await amina.taps("🕑 Hours and help now")
    assert can_listen(amina)


async def test_a_sentence_that_changes_while_she_reads_is_shown_anew(town: Town) -> None:
    mette = await town.staff("Mette")
    await is_read_aloud(town, mette, "ar", HOURS)
    await is_corrected(town, "ar", HOURS, "تفضلوا بلا موعد.")
    await begins(mette, "ar")
    await is_corrected(town, "ar", HOURS, "تفضلوا.")
    await mette.sends_voice()
    assert mette.reads("The sentence was changed meanwhile. This is how it reads now:")
    assert "تفضلوا." in mette.text
    await mette.sends_voice()
    await is_corrected(town, "ar", HOURS, "أهلا بكم.")
    await mette.taps(KEEP)
    assert mette.reads("The sentence was changed meanwhile. This is how it reads now:")
    assert "أهلا بكم." in mette.text
    await mette.sends_voice()
    await mette.taps(KEEP)
    await town.later(seconds=1)
    amina = await town.resident("Amina", "ar")
    await amina.taps("🕑 Hours and help now")
    assert can_listen(amina)


async def test_of_two_who_record_the_same_the_first_is_kept_and_the_other_told(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara", Role.COORDINATOR)
    for someone in (mette, sara):
        await begins(someone, "ar")
        await someone.sends_voice()
    await mette.taps(KEEP)
    await sara.taps(KEEP)
    assert sara.reads("A colleague has recorded this sentence meanwhile. Hers is kept.")
    ((name,),) = await rows(town, "SELECT name FROM clips JOIN staff ON staff.id = staff_id")
    assert name == "Mette"


async def test_whoever_records_new_words_is_not_refused_for_a_recording_of_the_old_ones(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara", Role.COORDINATOR)
    for someone in (mette, sara):
        await begins(someone, "ar")
        sentence = asked(town, someone, "ar")
        await someone.sends_voice()
    await mette.taps(KEEP)
    await is_corrected(town, "ar", spoken(town, "ar")[sentence].source, "من فضلكم.")
    await sara.taps(KEEP)
    assert sara.reads("The sentence was changed meanwhile. This is how it reads now:")
    await sara.sends_voice()
    await sara.taps(KEEP)
    assert await recorded(town) == [("ar", sentence)]
    ((name,),) = await rows(town, "SELECT name FROM clips JOIN staff ON staff.id = staff_id")
    assert name == "Sara"


async def test_an_old_button_where_nothing_is_left_to_record_ends_no_other_form(calm_town: Town) -> None:
    town = calm_town
    mette = await town.staff("Mette")
    await begins(mette, "ar")
    async with town.running.database.transaction() as tx:
        for one in spoken(town, "en").values():
            await sentences.keep_clip(tx, "en", one.name, one.version, "sound", 1, town.now)
    await mette.presses("voices:en:record")
    assert mette.label(NEXT) not in mette.sees
    assert await rows(town, "SELECT form FROM drafts") == [("recording",)]


async def test_a_sentence_with_the_name_of_the_house_is_read_aloud_with_it(calm_town: Town) -> None:
    town = calm_town
    mette = await town.staff("Mette")
    home = next(one for one in spoken(town, "en").values() if one.source == HOME)
    assert home.words == "This is Nabohuset. What would you like?"
    await is_read_aloud(town, mette, "en", HOME)
    await mette.presses("voices:en:clips:0")
    await mette.taps_nth(0)
    assert home.words in mette.text
    assert f"På dansk: {spoken(town, 'da')[home.name].words}" in mette.text
    assert "Nabohuset" in spoken(town, "da")[home.name].words


async def test_her_own_can_be_listened_to_recorded_again_and_taken_away(town: Town) -> None:
    mette = await town.staff("Mette")
    await is_read_aloud(town, mette, "ar", HOURS)
    await is_read_aloud(town, mette, "da", HOURS)
    await mette.types("/stemmer")
    await mette.taps(MINE)
    await mette.taps_nth(0)
    await mette.taps("🔊 Listen to it")
    assert sounds(mette)
    await mette.presses("voices:mine")
    await mette.taps_nth(0)
    await mette.taps(AGAIN)
    await mette.sends_voice()
    await mette.taps(KEEP)
    ((clip,),) = await rows(town, "SELECT id FROM clips WHERE language = 'ar'")
    assert clip == 3
    await mette.taps_nth(0)
    await mette.taps("🗑 Take it away")
    await mette.taps("🗑 Yes, take it away")
    assert [language for language, _ in await recorded(town)] == ["da"]
    await mette.presses(f"voices:clip:{clip}:gone")
    assert mette.reads(DEAD)
    await mette.presses("voices:mine")
    await mette.taps("🗑 Take all of mine away")
    await mette.taps("🗑 Yes, take them away")
    assert await recorded(town) == []
    assert mette.label(MINE) not in mette.sees


async def test_a_colleague_takes_all_of_hers_away_and_nobody_elses(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara", Role.HELPER)
    await is_read_aloud(calm_town, mette, "ar", HOURS)
    await is_read_aloud(calm_town, sara, "da", HOURS)
    await sara.presses("voices:mine:gone")
    assert [language for language, _ in await recorded(calm_town)] == ["ar"]


async def test_a_colleague_who_leaves_midway_records_no_more_and_what_she_gave_stays(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await is_read_aloud(town, mette, "ar", HOURS)
    await begins(mette, "ar")
    await mette.sends_voice()
    async with town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [mette.phone.id])
        await people.leave_staff(tx, known[mette.phone.id].id, town.now)
    await mette.taps(KEEP)
    assert len(await recorded(town)) == 1
    await amina.taps("🕑 Hours and help now")
    assert can_listen(amina)
    sara = await town.staff("Sara")
    await sara.presses("voices:ar:clips:0")
    await sara.taps_nth(0)
    assert "ikke er på holdet mere" in sara.text


async def test_whoever_is_forgotten_takes_her_voice_along(calm_town: Town) -> None:
    town = calm_town
    mette = await town.staff("Mette")
    await is_read_aloud(town, mette, "ar", HOURS)
    async with town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [mette.phone.id])
        await people.leave_staff(tx, known[mette.phone.id].id, town.now)
        await people.choose_language(tx, known[mette.phone.id].id, "da", None)
    mette.tr = town.words.translator("da")
    await mette.presses("forget:yes")
    assert await recorded(town) == []


async def test_a_resident_is_told_nothing_of_it(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "da")
    await amina.types("/stemmer")
    assert amina.reads(NOBODY_READS)
    for data in ("voices", "voices:ar", "voices:ar:record", "voices:mine"):
        await amina.presses(data)
        assert amina.reads(DEAD)


async def test_after_a_day_the_sentence_is_shown_again_instead_of_a_sound_that_is_gone(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await begins(mette, "ar")
    await mette.sends_voice()
    played = sounds(mette)[-1]
    await calm_town.later(hours=30)
    await mette.taps(KEEP, message=played)
    assert mette.reads(READ_THIS)
    assert await recorded(calm_town) == []


async def test_when_nothing_is_left_she_sees_how_far_it_is(calm_town: Town) -> None:
    town = calm_town
    mette = await town.staff("Mette")
    await begins(mette, "en")
    async with town.running.database.transaction() as tx:
        for one in [*spoken(town, "en").values()][1:]:
            await sentences.keep_clip(tx, "en", one.name, one.version, "sound", 1, town.now)
    await mette.sends_voice()
    await mette.taps(KEEP)
    number = len(spoken(town, "en"))
    assert mette.reads("{recorded} of {all} sentences can be heard.", recorded=number, all=number)
    assert mette.label(NEXT) not in mette.sees
    await mette.taps("🗂 What is recorded")
    await mette.taps_label("▶️")
    await mette.taps_label("◀️")
    assert len(mette.sees) == 8 + 1 + 2
