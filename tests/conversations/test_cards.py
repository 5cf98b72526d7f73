"""Cards to hold up at a counter: Danish that says for her what she wants, and nothing that she did not choose."""

from datetime import datetime, timedelta

from sqlalchemy import select

from locales.spoken import ANOTHER
from locales.tongues import tongue
from storage import appointments, people
from tests.conversations.ledger import rows
from tests.conversations.walks import asks, books, finishes
from tests.town import ZONE, Citizen, Town, plain

DEAD = "This button no longer works. Here is what is true now."
WHICH = "What would you like to say at the counter? Tap it, and show your phone."
INTERPRETER = "I speak {language}. I would like an interpreter."
TIME = "I have an appointment: {moment}"
AT_THE_COUNTER = "🪪 Show at the counter"


async def goes_to_the_cards(someone: Citizen) -> None:
    await someone.types("/home")
    await someone.taps("🕑 Hours and help now")
    await someone.taps(AT_THE_COUNTER)


def holds_up(someone: Citizen, sentence: str, **values: object) -> bool:
    """Whether she has the card: a picture under the words in Danish and, where she reads another language, in hers."""
    *_, words, picture = someone.bot_messages()
    danish = plain(someone.town.words.translator("da").text(sentence, **values))
    return bool(picture.photo) and danish in plain(words.text)


def speaks(town: Town, code: str, reader: str) -> str:
    return tongue(town.words.translator(reader), code)


async def test_she_holds_up_what_she_wants(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await goes_to_the_cards(amina)
    assert amina.reads(WHICH)
    for label, sentence in (
        ("🗣 Talk with somebody", "I would like to talk with a member of staff."),
        ("✉️ Help with a letter", "I have a letter that I do not understand."),
        ("📱 Borrow a phone", "I need to make a call. May I borrow a phone?"),
    ):
        await amina.taps(label)
        assert holds_up(amina, sentence)
        assert amina.has_read(sentence)
        await amina.taps("↩️ Back")
    assert amina.reads(WHICH)


async def test_whoever_reads_danish_reads_it_once_and_asks_for_no_interpreter(town: Town) -> None:
    mette = await town.resident("Mette", "da")
    await goes_to_the_cards(mette)
    assert not [label for label in mette.sees if "tolk" in label.lower()]
    await mette.taps("✉️ Help with a letter")
    assert mette.bot_messages()[-2].text.count("Jeg har et brev") == 1
    await mette.presses("card:interpreter")
    assert mette.reads(DEAD)


async def test_her_language_is_named_in_danish(town: Town) -> None:
    amina = await town.resident("Amina", "ar")
    await goes_to_the_cards(amina)
    await amina.taps_label(f"🌐 {amina.label('An interpreter')}")
    assert holds_up(amina, INTERPRETER, language="arabisk")
    assert amina.has_read(INTERPRETER, language=speaks(town, "ar", "ar"))


async def test_a_language_we_do_not_write_is_the_one_she_asks_for(town: Town) -> None:
    hodan = await town.resident("Hodan", "da")
    async with town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [hodan.phone.id])
        await people.choose_language(tx, known[hodan.phone.id].id, "da", wanted="so")
    await goes_to_the_cards(hodan)
    await hodan.taps_label(f"🌐 {hodan.label('An interpreter')}")
    assert holds_up(hodan, INTERPRETER, language="somali")
    async with town.running.database.transaction() as tx:
        await people.choose_language(tx, known[hodan.phone.id].id, "en", wanted=ANOTHER)
    hodan.tr = town.words.translator("en")
    await goes_to_the_cards(hodan)
    assert "🌐 An interpreter" not in hodan.sees


async def test_her_appointment_is_on_a_card_the_day_before_and_on_the_day(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await books(amina)
    ((code,),) = await rows(town, "SELECT code FROM requests")
    starts = await starts_at(town)
    await goes_to_the_cards(amina)
    assert f"card:time:{code}" not in pressable(amina)
    await amina.presses(f"card:time:{code}")
    assert amina.reads(DEAD)
    # From the appointment itself, the day before: the day is named, for the picture may be shown tomorrow.
    await town.until(starts - timedelta(days=1))
    await amina.types("/mine")
    await amina.taps_nth(0)
    await amina.taps(AT_THE_COUNTER)
    assert holds_up(amina, TIME, moment=town.words.translator("da").moment(starts))
    assert amina.has_read(TIME, moment=amina.tr.moment(starts))
    await town.until(starts - timedelta(hours=1))
    await goes_to_the_cards(amina)
    await amina.taps_label(f"🗓 {amina.tr.moment(starts)}")
    assert holds_up(amina, TIME, moment=town.words.translator("da").soon(starts, town.now))
    await amina.types("/mine")
    await amina.taps_nth(0)
    await amina.taps("❌ Cancel my time")
    await amina.taps("❌ Yes, cancel it")
    await amina.presses(f"card:time:{code}")
    assert amina.reads(DEAD)


async def test_a_card_says_no_name_and_no_topic(town: Town) -> None:
    amina = await town.resident("Amina", "en")
    await asks(amina, topic="👪 Family", way="🚪 I come by")
    await finishes(amina)
    await amina.types("/mine")
    await amina.taps(AT_THE_COUNTER)
    await amina.taps("🗣 Talk with somebody")
    words = amina.bot_messages()[-2].text
    assert words == "🪪 Jeg vil gerne tale med en medarbejder.\n\nI would like to talk with a member of staff."


async def starts_at(town: Town) -> datetime:
    async with town.running.database.transaction() as tx:
        kept = select(appointments.appointments.c.starts_at)
        starts: datetime = (await tx.execute(kept.where(appointments.appointments.c.state == "confirmed"))).scalar_one()
    return starts.astimezone(ZONE)


def pressable(someone: Citizen) -> list[str]:
    return [str(one.data) for row in someone.bot_messages()[-1].buttons for one in row]
