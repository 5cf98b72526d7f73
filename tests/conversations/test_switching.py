"""She writes in another language than the one she reads: it is offered to her, and nothing is switched by itself."""

from unittest.mock import patch

from domain.people import Person
from locales import Translator
from locales.spoken import SPOKEN
from locales.tongues import tongue
from storage.people import persons_of
from tests.conversations.ledger import readable
from tests.conversations.test_attacks import NOBODY_READS
from tests.conversations.walks import asks, finishes
from tests.town import Citizen, Town, plain

OFFER = "Shall we write to you in {language}?"
SWITCHED = "From now on we write to you in this language."
OTHER = {"da": "ar", "en": "da", "ar": "en"}
OWN_NAME = {"da": "Dansk", "en": "English", "ar": "العربية"}
WRITES = {
    "da": "Jeg har fået et brev fra kommunen",
    "en": "I got a letter from the municipality",
    "ar": "وصلتني رسالة من البلدية",
}


def offer(tr: Translator, code: str) -> str:
    return plain(tr.text(OFFER, language=tongue(tr, code)))


def is_offered_any(somebody: Citizen) -> bool:
    return any(offer(somebody.tr, code) in somebody.text for code in OWN_NAME)


async def person(town: Town, somebody: Citizen) -> Person:
    async with town.running.database.transaction() as tx:
        return (await persons_of(tx, [somebody.phone.id]))[somebody.phone.id]


async def language_of(town: Town, somebody: Citizen) -> str | None:
    return (await person(town, somebody)).language


async def test_the_language_she_writes_in_is_offered_and_leads_back_to_where_she_was(town: Town, language: str) -> None:
    other = OTHER[language]
    written = town.words.translator(other)
    basma = await town.resident("Basma", language)
    await basma.taps("🕑 Hours and help now")
    await basma.types(WRITES[other])
    assert [offer(tr, other) for tr in (written, basma.tr)] == basma.text.removeprefix("🌐 ").split("\n")[:2]
    # A wrong guess costs nothing: all else is as it always was, and nothing is switched yet.
    assert basma.reads(NOBODY_READS)
    assert basma.label("📍 Show the map") in basma.sees
    assert await language_of(town, basma) == language
    await basma.taps_label(OWN_NAME[other])
    assert await language_of(town, basma) == other
    basma.tr = written
    assert basma.reads("Come by, no appointment needed. It is free.")
    # Her words reached nobody, and only now she can read that.
    assert basma.reads(NOBODY_READS)
    await basma.types(WRITES[other])
    assert not is_offered_any(basma)


async def test_no_keeps_the_language_and_the_place(town: Town, language: str) -> None:
    basma = await town.resident("Basma", language)
    await basma.taps("🕑 Hours and help now")
    await basma.types(WRITES[OTHER[language]])
    await basma.taps("No")
    assert basma.reads("Come by, no appointment needed. It is free.")
    assert not is_offered_any(basma)
    assert await language_of(town, basma) == language


async def test_an_old_offer_switches_days_later_and_a_forged_one_never(calm_town: Town) -> None:
    basma = await calm_town.resident("Basma", "da")
    await basma.types(WRITES["ar"])
    await calm_town.later(days=3)
    for forged in ("switch:ti", "switch:xx", "switch:", "switch:da:en"):
        await basma.presses(forged)
        assert await language_of(calm_town, basma) == "da"
    await basma.presses("switch:ar")
    assert await language_of(calm_town, basma) == "ar"


async def test_two_words_the_own_language_and_staff_are_offered_nothing(calm_town: Town) -> None:
    basma, mette = await calm_town.resident("Basma", "da"), await calm_town.staff("Mette")
    for text in ("thank you", WRITES["da"], "😀 😀 😀 😀", "/helo my good friend"):
        await basma.types(text)
        assert basma.reads(NOBODY_READS)
        assert not is_offered_any(basma)
    await mette.types(WRITES["en"])
    assert not is_offered_any(mette)
    await mette.presses("switch:en")
    assert await language_of(calm_town, mette) == "da"


async def test_words_that_a_form_takes_are_hers_in_any_language(calm_town: Town) -> None:
    basma = await calm_town.resident("Basma", "da")
    await asks(basma, way="🚪 I come by")
    await basma.taps("Write or say more")
    await basma.taps("✔️ Go on")
    await basma.types(WRITES["en"])
    assert not is_offered_any(basma)
    assert not basma.reads(NOBODY_READS)


async def test_in_a_form_she_goes_on_where_she_was(town: Town) -> None:
    basma = await town.resident("Basma", "da")
    await asks(basma, way="🚪 I come by")
    await basma.types(WRITES["en"])
    await basma.taps_label(OWN_NAME["en"])
    basma.tr = town.words.translator("en")
    await basma.taps("A quiet room")
    await finishes(basma)
    assert basma.reads("Thank you! Now we know that you come. We look forward to seeing you.")


async def test_her_need_of_an_interpreter_stays(calm_town: Town) -> None:
    basma = await calm_town.citizen("Basma", "da")
    await basma.starts()
    await basma.taps("My language isn't here")
    await basma.taps_label(SPOKEN["ps"])
    await basma.types(WRITES["ar"])
    await basma.taps_label(OWN_NAME["ar"])
    assert (await person(calm_town, basma)).wanted_language == "ps"


async def test_a_guess_that_breaks_costs_her_no_answer(calm_town: Town) -> None:
    basma = await calm_town.resident("Basma", "da")
    with patch("handlers.house.switching.guess", side_effect=ImportError):
        await basma.types(WRITES["en"])
    assert basma.reads(NOBODY_READS)
    assert not is_offered_any(basma)


async def test_no_word_of_hers_is_kept(calm_town: Town) -> None:
    basma = await calm_town.resident("Basma", "da")
    await basma.types(WRITES["en"])
    assert is_offered_any(basma)
    assert "municipality" not in await readable(calm_town)
