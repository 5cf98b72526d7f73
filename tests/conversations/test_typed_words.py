"""Words that help, lead home or lead to a person, wherever they are typed and on whatever keyboard."""

from collections.abc import Awaitable, Callable

import pytest

from handlers.labels import one_of, same_label
from tests.conversations.gatherings import looks_at, open_evening
from tests.conversations.surveys import at_ten, had_a_talk, is_closed
from tests.conversations.walks import asks, asks_for_a_call
from tests.town import Citizen, Town, read_words

DANGER = "Is somebody in danger? Call 112 now. Nobody reads this chat at night."
HELP = {"da": "HJÆLP!", "en": " help ", "ar": "مُسَاعَدة"}
HOME = {"da": "Hjem", "en": "STOP", "ar": "البدايه"}


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        ("🏠 Home", "  hOmE. "),
        ("✔️ Go on", "go-on"),
        ("↩️ Zpět", "zpet"),
        ("💬 کمک", "كمك"),
        ("فارسی", "فارسي"),
        ("کمک می‌خواهم", "کمک میخواهم"),
        ("کمک می‌خواهم", "كمك مي خواهم"),
        ("مساعدة", "مســـاعده"),
        ("الرئيسية", "الرَّئيسيَّة"),
        ("أريد", "اريد"),
        ("کوردی", "كوردى"),
        ("یارمەتی", "یارمهتی"),
        ("مدد چاہیے", "مدد چاهيے"),
        ("Yardım", "YARDIM"),
        ("Yardım", "yardim"),
        ("İmdat", "imdat"),
        ("imdat", "İMDAT"),
        ("Giúp đỡ", "giup do"),
        ("Khẩn cấp", "khan cap"),
        ("Pomóż, łódź", "pomoz lodz"),
        ("Ajutați-mă", "ajutati ma"),
        ("Ajutaţi", "ajutați"),
        ("🕑 Træffetid og hjælp nu", "traeffetid og hjaelp nu"),
        ("Допоможіть", "ДОПОМОЖІТЬ"),
        ("13.30", "١٣:٣٠"),
        ("13.30", "۱۳.۳۰"),
    ],
)
def test_what_is_typed_on_another_keyboard_is_the_same(label: str, typed: str) -> None:
    assert same_label(label, typed)


@pytest.mark.parametrize(
    ("label", "typed"), [("🏠", "🏠"), ("Yes", "No"), ("13.30", "1.33"), ("مدد", "مد"), ("Ja", "")]
)
def test_what_is_another_word_is_not(label: str, typed: str) -> None:
    assert not same_label(label, typed)


def test_every_word_for_help_is_heard_in_every_catalogue() -> None:
    for tr in read_words().translators.values():
        words = tr.ptext("typed", "help|help now|emergency|sos")
        assert all(one_of(words, word.upper()) for word in words.split("|"))
        # Said in no language: whoever types them is answered in her own.
        assert {"sos", "112"} <= set(words.split("|"))


@pytest.mark.parametrize("name", ["هانا", "نجات", "Badbaado", "Bilow", "Billow"])
def test_a_name_that_many_have_leads_nowhere(name: str) -> None:
    for tr in read_words().translators.values():
        for words in ("help|help now|emergency|sos", "home|start|menu|stop"):
            assert not one_of(tr.ptext("typed", words), name)


async def in_a_booking(amina: Citizen) -> None:
    await asks(amina, way="🗓 Book a time")


async def at_the_note(amina: Citizen) -> None:
    await asks(amina, way="🚪 I come by")
    await amina.taps("Write or say more")
    await amina.taps("✔️ Go on")


async def at_the_number(amina: Citizen) -> None:
    await asks(amina, way="📞 Call me")


async def in_a_sign_up(amina: Citizen) -> None:
    await amina.town.staff("Sara")
    await looks_at(amina, await open_evening(amina.town))
    await amina.taps("✅ Sign up")


async def in_a_survey(amina: Citizen) -> None:
    await amina.town.staff("Sara")
    await asks_for_a_call(amina)
    await amina.taps("👍 May we ask you later?")
    await amina.taps("✅ Yes, you may")
    await is_closed(amina.town, amina)
    await had_a_talk(amina.town, amina)
    await amina.town.until(at_ten(amina.town.now, 4))
    await amina.taps("▶️ Answer")


Place = Callable[[Citizen], Awaitable[None]]
PLACES: list[Place] = [in_a_booking, at_the_note, at_the_number, in_a_sign_up, in_a_survey]


@pytest.mark.parametrize("place", PLACES)
async def test_help_and_home_are_one_word_away_from_everywhere(town: Town, language: str, place: Place) -> None:
    amina = await town.resident("Amina", language)
    await place(amina)
    await amina.types(HELP[language])
    assert amina.reads(DANGER)
    await amina.types(HOME[language])
    assert amina.reads("This is {house}. What would you like?", house="Nabohuset")


@pytest.mark.parametrize("place", [in_a_booking, at_the_note, at_the_number])
async def test_back_and_a_person_can_be_typed(town: Town, language: str, place: Place) -> None:
    amina = await town.resident("Amina", language)
    await place(amina)
    before = amina.text
    await amina.types(amina.label("↩️ Back").split(" ", 1)[1])
    assert amina.text != before
    await amina.types(amina.label("💬 Talk to a person").split(" ", 1)[1].lower())
    assert amina.reads("Just come by, no appointment needed. It is free, and there is coffee.")


async def test_what_was_begun_is_still_there_after_a_stop(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await at_the_note(amina)
    await amina.types(HOME[language])
    await amina.taps("📝 Go on where I was")
    assert amina.reads("Write at most 300 characters, or send a voice message. Telegram keeps the sound.")


@pytest.mark.parametrize("word", HELP.values())
async def test_help_is_there_before_a_language_is_chosen(town: Town, word: str) -> None:
    amina = await town.citizen("Amina", "en")
    await amina.types(word)
    assert "112" in amina.text
    await amina.types("stop")
    assert amina.label("My language isn't here") in amina.sees


async def test_a_word_that_is_the_same_in_many_languages_is_answered_in_the_phones(town: Town) -> None:
    amina, basma = await town.citizen("Amina", "en", "en-GB"), await town.citizen("Basma", "da", "da")
    for someone in (amina, basma):
        await someone.types("SOS")
        assert someone.reads(DANGER)
    await amina.types("hjælp")
    assert basma.tr.text(DANGER) in amina.text


async def test_staff_come_home_and_get_help_by_a_word_too(town: Town) -> None:
    mette = await town.staff("Mette")
    await mette.types("/soeg")
    await mette.types("hjælp")
    assert "112" in mette.text
    await mette.types("hjem")
    assert mette.label("👀 See what residents see") in mette.sees
