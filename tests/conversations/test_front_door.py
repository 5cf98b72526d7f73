"""From the first tap to the hall of the house."""

from dataclasses import replace

from locales import LANGUAGES
from locales.spoken import SPOKEN
from storage.people import persons_of
from tests.conversations.gatherings import looks_at, open_evening
from tests.conversations.ledger import rows
from tests.conversations.test_privacy import shows_what_it_knows
from tests.conversations.walks import asks, finishes
from tests.town import Citizen, Town


async def test_a_newcomer_chooses_her_language_by_its_own_name(town: Town, language: str) -> None:
    amina = await town.citizen("Amina", language)
    await amina.starts()
    assert amina.sees[0] == LANGUAGES[language].own_name
    await amina.taps_label(LANGUAGES[language].own_name)
    assert amina.reads(
        "Welcome to {house}! Our family workers read what you send here. "
        "Telegram is not sealed, so write no secrets; you can also just come by.",
        house="Nabohuset",
    )
    assert amina.sees == [
        amina.label(label)
        for label in (
            "💬 Talk to someone",
            "📅 What's on",
            "🗓 My appointments",
            "🕑 Hours and help now",
            "⚙️ Language and privacy",
        )
    ]


async def test_the_poster_leads_to_the_talk_after_the_language(town: Town, language: str) -> None:
    amina = await town.citizen("Amina", language)
    await amina.starts("raadgivning")
    await amina.taps_label(LANGUAGES[language].own_name)
    assert amina.label("💬 Ask for a talk") in amina.sees


async def test_an_unknown_poster_leads_home(town: Town) -> None:
    amina = await town.resident("Amina", "en")
    await amina.starts("no-such-poster")
    assert amina.label("💬 Talk to someone") in amina.sees


async def test_she_can_change_her_language_any_time(town: Town) -> None:
    amina = await town.resident("Amina", "ar")
    await amina.types("/language")
    await amina.taps_label("English")
    assert "💬 Talk to someone" in amina.sees


async def test_a_language_we_do_not_write_keeps_the_need_for_an_interpreter(town: Town) -> None:
    mette = await town.staff("Mette")
    hodan = await town.citizen("Hodan", "en", phone_language="ps")
    await hodan.starts()
    await hodan.taps("My language isn't here")
    await hodan.taps_label(SPOKEN["ps"])
    assert "💬 Talk to someone" in hodan.sees
    await hodan.taps("💬 Talk to someone")
    await hodan.taps("💬 Ask for a talk")
    await hodan.taps("👪 Family")
    await hodan.taps("🚪 I come by")
    assert "✅ An interpreter" in hodan.sees
    await hodan.taps("✔️ Go on")
    await hodan.taps("No name")
    await hodan.taps("✅ Send")
    assert "pashto" in mette.text
    assert mette.reads("Interpreter: {language}", language="pashto")


async def test_the_other_languages_stand_by_their_own_names_and_none_we_write_is_among_them(town: Town) -> None:
    hodan = await town.citizen("Hodan", "en", phone_language="ps")
    await hodan.starts()
    await hodan.taps("My language isn't here")
    hers = hodan.tr.ptext("language", "Another language")
    offered = {one.own_name for one in town.running.services.languages.offered}
    assert {*SPOKEN.values()} <= {*hodan.sees}
    assert offered & {*hodan.sees} == set()
    names = [label for label in hodan.sees if label not in (hers, hodan.label("↩️ Back"))]
    assert names == sorted(names, key=str.casefold)


async def test_a_language_without_a_name_is_an_interpreter_need_too(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    hodan = await town.citizen("Hodan", language)
    await hodan.starts()
    await hodan.taps("My language isn't here")
    another = hodan.tr.ptext("language", "Another language")
    await hodan.taps_label(another)
    await asks(hodan, way="🚪 I come by")
    await finishes(hodan)
    assert mette.reads("Interpreter: {language}", language="ukendt sprog")
    assert another in await shows_what_it_knows(hodan)


async def test_only_a_language_of_the_list_is_taken_and_one_we_write_is_simply_hers(calm_town: Town) -> None:
    hodan = await calm_town.citizen("Hodan", "en")
    await hodan.starts()
    for forged in ("lang-other:xx", "lang-other:", "lang-other:PS", "lang-other:ps:ps"):
        await hodan.presses(forged)
        assert await wanted_by(calm_town, hodan) == (None, None)
    await hodan.presses("lang-other:ar")
    assert await wanted_by(calm_town, hodan) == ("ar", None)
    await hodan.presses("lang-other:ps")
    assert await wanted_by(calm_town, hodan) == ("en", "ps")


async def wanted_by(town: Town, someone: Citizen) -> tuple[str | None, str | None]:
    async with town.running.database.transaction() as tx:
        found = (await persons_of(tx, [someone.phone.id]))[someone.phone.id]
    return found.language, found.wanted_language


async def test_what_she_types_may_be_what_stands_on_a_button(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await amina.types(amina.label("📅 What's on").split(" ", 1)[1].upper())
    assert amina.reads("Nothing is planned just now. Just come by and ask.")


async def test_words_nobody_waits_for_get_a_kind_answer_and_a_way_on(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await amina.types("ሰላም, 你好 <b>&amp; {name} %s")
    assert amina.reads("I am an automatic helper, and nobody reads this message. Please tap a button.")
    assert amina.label("💬 Talk to someone") in amina.sees


async def test_a_photo_of_a_letter_is_taken_away_and_help_is_offered(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await amina.sends_photo()
    assert all(message.from_bot or not message.photo for message in amina.phone.messages)
    await amina.taps("✉️ Help with a letter")
    assert amina.reads("How shall we meet?")


HEARD = "Your voice message goes with your request. Telegram keeps the sound."


async def test_a_voice_message_is_a_whole_request(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await amina.sends_voice()
    assert amina.reads(HEARD)
    for label in ("👪 Family", "🚪 I come by", "✔️ Go on"):
        await amina.taps(label)
    assert not amina.reads("Write at most 300 characters, or send a voice message. Telegram keeps the sound.")
    await amina.taps("No name")
    assert amina.reads("A voice message.")
    await amina.taps("✅ Send")
    await mette.taps("👤 Name, number, note")
    assert any(call.method == "sendVoice" and call.ok for call in town.telegram.calls)
    # It goes when her note goes, and is no secret from her until then.
    await amina.presses("known")
    assert amina.reads("Your voice message: only Telegram has the sound.")
    await town.later(days=31)
    ((voice,),) = await rows(town, "SELECT voice FROM requests")
    assert voice is None


async def test_a_voice_in_the_middle_of_a_booking_stays_with_it(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks(amina, way="🗓 Book a time")
    await amina.sends_voice()
    assert amina.reads(HEARD)
    for number in (0, 0):
        await amina.taps_nth(number)
    for label in ("✔️ Go on", "No name"):
        await amina.taps(label)
    assert amina.reads("A voice message.")


async def test_a_voice_gives_up_no_other_form(town: Town) -> None:
    await town.staff("Mette")
    amina = await town.resident("Amina", "en")
    await looks_at(amina, await open_evening(town))
    await amina.taps("✅ Sign up")
    await amina.sends_voice()
    assert amina.reads("Nobody can listen to this here, and we do not keep it. Shall we call you?")
    await amina.types("/home")
    await amina.taps("📝 Go on where I was")
    assert amina.reads("How many adults come?")


async def test_a_phone_from_afghanistan_is_offered_dari_first(town: Town) -> None:
    languages = town.words
    for phone in ("fa-AF", "prs", "fa_AF"):
        everything = replace(languages, offered=tuple(LANGUAGES.values()))
        assert everything.ordered(phone)[0].code == everything.nearest(phone).code == "prs"
    assert everything.ordered("fa-IR")[0].code == "fa"


async def test_stickers_and_places_get_an_answer_too(town: Town) -> None:
    amina = await town.resident("Amina", "en")
    amina.phone.send_sticker()
    amina.phone.send_location()
    await town.step()
    assert amina.reads("Thank you! I can only read buttons and words.")


async def test_a_cpr_number_is_taken_out_of_the_chat(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await amina.types("mit nummer er 010190-1234")
    assert not any("010190" in message.text for message in amina.phone.messages)
    assert amina.reads(
        "We removed your message, because it looked like it held a CPR number. Please never write it here."
    )


async def test_help_now_is_one_tap_or_one_word_away(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await amina.taps("🕑 Hours and help now")
    await amina.taps("🆘 Help now")
    assert "112" in amina.text
    await amina.taps("I can't phone")
    assert "Ring 112 for mig" in amina.text
    await amina.types("/start")
    await amina.types({"da": "hjælp", "en": "HELP", "ar": "مساعدة"}[language])
    assert "70 11 31 31" in amina.text


async def test_an_old_button_says_what_is_true_now(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await amina.presses("request:00000000")
    assert amina.reads("This button no longer works. Here is what is true now.")
    await amina.presses("x" * 64)
    assert amina.reads("This button no longer works. Here is what is true now.")


async def test_added_to_a_group_the_bot_leaves_politely(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    group = calm_town.telegram.add_group("The neighbours")
    amina.phone.add_bot_to(group)
    await calm_town.step()
    assert [call.method for call in calm_town.telegram.calls if call.method == "leaveChat"] == ["leaveChat"]


async def test_an_album_of_letters_gets_one_answer_and_every_picture_is_taken_away(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "ar")
    before = len(amina.bot_messages())
    amina.phone.send_album(3)
    await calm_town.step()
    assert len(amina.bot_messages()) == before + 1
    assert not any(message.photo for message in amina.phone.messages)
