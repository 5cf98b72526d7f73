"""What is over, forgotten or nobody's business any more leaves the phones of staff, whatever breaks meanwhile."""

from datetime import timedelta
from typing import Any

import pytest

from domain.people import Role
from simulator import Message
from storage.messages import CARDS_LIVE, WORDS_LIVE
from tests.conversations.ledger import place_of, rows, unsound
from tests.conversations.test_referring import YES, a_referral
from tests.conversations.walks import asks, asks_for_a_call
from tests.town import Citizen, Town, plain

MINUTE = timedelta(minutes=1)
NOTE, NAME = "Et brev om huslejen", "Umm Yusuf"


async def ticks(town: Town, times: int = 6) -> None:
    """A few seconds pass: at each tick one message of a phone is emptied."""
    for _ in range(times):
        await town.later(seconds=2)


async def number(town: Town) -> str:
    return str((await rows(town, "SELECT code FROM requests ORDER BY id LIMIT 1"))[0][0])[:4].upper()


def line(someone: Citizen, message: Message, sentence: str, **values: object) -> bool:
    """Whether nothing but this line is left of a message."""
    return plain(message.text) == plain(someone.tr.text(sentence, **values))


async def asks_with_words(someone: Citizen) -> None:
    await asks(someone, way="🚪 I come by")
    await someone.taps("Write or say more")
    await someone.taps("✔️ Go on")
    await someone.types(NOTE)
    await someone.types(NAME)
    await someone.taps("✅ Send")


async def takes_it_back(someone: Citizen) -> None:
    await someone.types("/mine")
    await someone.taps_nth(0)
    await someone.taps("Take it back")
    await someone.taps("Yes, take it back")


def shown(someone: Citizen) -> str:
    """Everything that can still be read in a chat."""
    return "\n".join(plain(message.text) for message in someone.phone.messages)


async def remembered(town: Town) -> int:
    """How many messages about a request are known of."""
    return len(await rows(town, "SELECT id FROM messages WHERE about IS NOT NULL AND about NOT LIKE '-%'"))


async def test_taken_back_the_card_is_a_line_and_the_news_of_it_stays_for_some_hours(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    card, code = mette.bot_messages()[-1], await number(town)
    await town.later(minutes=1)
    await takes_it_back(amina)
    await ticks(town, 2)
    assert line(mette, card, "{number} was taken back.", number=code)
    assert card.labels == [mette.label("📋 Queue")]
    news = mette.bot_messages()[-1]
    assert mette.reads("↩️ The resident took it back")
    await town.later(hours=6, minutes=1)
    await ticks(town, 2)
    assert line(mette, news, "{number} was taken back.", number=code)
    await mette.taps("📋 Queue", message=card)
    assert "tom" in card.text
    assert await remembered(town) == 0
    assert await unsound(town) == {}


async def test_closed_it_stays_with_whoever_closed_it_and_leaves_the_others(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    amina = await town.resident("Amina", "da")
    await asks_with_words(amina)
    code, hers = await number(town), sara.bot_messages()[-1]
    await town.later(minutes=1)
    await mette.taps("✋ Take it")
    await mette.taps("🏁 Close")
    await mette.taps("No longer needed")
    closed = mette.bot_messages()[-1]
    await ticks(town, 2)
    assert line(sara, hers, "{number} is finished.", number=code)
    assert mette.label("🕘 History") in closed.labels
    await town.later(seconds=(CARDS_LIVE - MINUTE).total_seconds())
    assert mette.label("🕘 History") in closed.labels
    await town.later(minutes=2)
    await ticks(town, 1)
    assert line(mette, closed, "{number} is finished.", number=code)


async def test_forgotten_nothing_that_was_shown_of_her_is_left(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await asks_with_words(amina)
    code = await number(town)
    await mette.taps("👤 Name, number, note")
    assert NAME in mette.text
    page = mette.bot_messages()[-1]
    await town.later(minutes=1)
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🗑 Yes, forget me")
    await ticks(town)
    assert line(mette, page, "{number} was taken back.", number=code)
    assert NOTE not in shown(mette)
    assert NAME not in shown(mette)


async def test_who_has_left_the_team_has_cards_no_more(town: Town) -> None:
    lise, mette = await town.staff("Lise", Role.LEADER), await town.staff("Mette")
    sara, amina = await town.staff("Sara"), await town.resident("Amina", "en")
    await asks_with_words(amina)
    card = mette.bot_messages()[-1]
    await mette.types("/koe")
    queue = mette.bot_messages()[-1]
    await town.later(minutes=1)
    await lise.types("/hold")
    await lise.presses(f"team:{await place_of(town, mette)}:remove:yes")
    await ticks(town)
    for message in (card, queue):
        assert line(mette, message, "This page is closed.")
        assert message.labels == []
    # The word of farewell is hers, and so is all that she reads as a resident from now on.
    assert mette.has_read("You are no longer in the team. Thank you for your work! You are welcome as always.")
    mette.tr = town.words.translator("da")
    await mette.taps("🏠 Home")
    await mette.taps("🕑 Hours and help now")
    await ticks(town, 2)
    assert mette.label("📍 Show the map") in mette.sees
    assert sara.label("✋ Take it") in sara.sees


async def test_a_page_with_her_words_is_put_away_after_some_hours(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await asks_with_words(amina)
    code = await number(town)
    await mette.taps("👤 Name, number, note")
    page = mette.bot_messages()[-1]
    await town.later(seconds=(WORDS_LIVE - MINUTE).total_seconds())
    assert NOTE in page.text
    await town.later(minutes=2)
    assert line(mette, page, "{number}: name and words are put away again.", number=code)
    # She stands where she stood: what she types and taps leads on from there.
    await mette.types(mette.label("📋 Queue"))
    assert code in "".join(mette.sees)
    await mette.taps("↩️ Back", message=page)
    assert mette.label("✋ Take it") in page.labels
    assert await unsound(town) == {}


async def test_whoever_goes_back_herself_keeps_her_card(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_with_words(amina)
    await mette.taps("👤 Name, number, note")
    await mette.taps("↩️ Back")
    await calm_town.later(hours=5)
    assert mette.label("✋ Take it") in mette.sees


async def test_her_voice_is_taken_away(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await asks(amina, way="🚪 I come by")
    await amina.taps("Write or say more")
    await amina.taps("✔️ Go on")
    await amina.sends_voice()
    await amina.taps("No name")
    await amina.taps("✅ Send")
    await mette.taps("👤 Name, number, note")
    assert any(message.voice for message in mette.bot_messages())
    await town.later(hours=3, minutes=1)
    await ticks(town, 2)
    assert not any(message.voice for message in mette.bot_messages())
    assert await unsound(town) == {}


async def test_what_staff_wrote_to_her_is_taken_away_as_long_as_anybody_can(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_with_words(amina)
    await mette.taps("✍️ Write to her")
    await mette.types("Tag brevet med på torsdag.")
    await mette.taps("✅ Send")
    await calm_town.later(hours=46, minutes=30)
    assert "torsdag" in shown(mette)
    await calm_town.later(hours=1)
    await ticks(calm_town, 2)
    assert "torsdag" not in shown(mette)


async def test_her_words_gone_from_our_database_are_gone_from_the_phone(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_with_words(amina)
    await mette.taps("✋ Take it")
    await calm_town.later(days=29, hours=23)
    await mette.types("/koe")
    await mette.taps_nth(0)
    await mette.taps("👤 Name, number, note")
    page = mette.bot_messages()[-1]
    assert NOTE in page.text
    await calm_town.later(hours=1, minutes=1)
    await ticks(calm_town, 2)
    assert NOTE not in shown(mette)
    assert NOTE not in page.text


async def test_what_she_has_just_opened_is_not_overwritten(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    card = mette.bot_messages()[-1]
    await calm_town.later(minutes=1)
    await amina.types("/mine")
    await amina.taps_nth(0)
    await amina.taps("Take it back")
    held = calm_town.telegram.faults.order("delay", method="editMessageText", chat_id=mette.phone.id)
    amina.phone.tap(amina.label("Yes, take it back"))
    mette.phone.press("queue", card.message_id)
    house = calm_town.running
    await house.poll()
    await house.handle()
    await house.begin_tick()
    held.release()
    await house.drain()
    await ticks(calm_town)
    assert "tom" in card.text


@pytest.mark.parametrize("kind", ["500", "cut-before", "cut-after", "429"])
async def test_a_broken_call_is_made_again(calm_town: Town, kind: str) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    card, code = mette.bot_messages()[-1], await number(calm_town)
    await calm_town.later(minutes=1)
    details: dict[str, Any] = {"retry_after": 90} if kind == "429" else {}
    calm_town.telegram.faults.order(kind, method="editMessageText", chat_id=mette.phone.id, times=1, **details)
    await takes_it_back(amina)
    await ticks(calm_town, 2)
    assert await remembered(calm_town) > 0
    await calm_town.later(minutes=2)
    await ticks(calm_town, 2)
    assert line(mette, card, "{number} was taken back.", number=code)


async def test_cut_off_between_the_edit_and_forgetting_it_is_done_once_more(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    card, code = mette.bot_messages()[-1], await number(calm_town)
    await calm_town.later(minutes=1)
    calm_town.telegram.faults.order("cut-after", method="editMessageText", chat_id=mette.phone.id, times=1)
    await takes_it_back(amina)
    await ticks(calm_town, 1)
    assert line(mette, card, "{number} was taken back.", number=code)
    assert await remembered(calm_town) == 2
    await calm_town.kill()
    await calm_town.open()
    await ticks(calm_town, 2)
    assert line(mette, card, "{number} was taken back.", number=code)
    assert await remembered(calm_town) == 1


async def test_a_message_that_is_gone_or_a_phone_that_is_closed_is_given_up(calm_town: Town) -> None:
    mette, sara, lone = [await calm_town.staff(name) for name in ("Mette", "Sara", "Lone")]
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    gone = calm_town.telegram.faults.order("403-blocked", method="editMessageText", chat_id=lone.phone.id)
    mette.phone.delete(mette.bot_messages()[-1])
    sara.phone.block()
    await calm_town.later(minutes=1)
    await takes_it_back(amina)
    await calm_town.later(hours=7)
    await ticks(calm_town)
    assert gone.met == 1
    assert await remembered(calm_town) == 0
    assert await unsound(calm_town) == {}


async def test_a_helper_has_the_card_as_long_as_it_is_passed_on_to_her(town: Town) -> None:
    _, hassan, amina = await a_referral(town, "Telefonnummer")
    await amina.taps(YES)
    card = hassan.bot_messages()[-1]
    await ticks(town, 2)
    assert hassan.label("✋ I take it") in card.labels
    await hassan.taps("✋ I take it")
    await hassan.taps("📞 Ring")
    page = hassan.bot_messages()[-1]
    assert amina.phone.phone[-8:] in page.text.replace(" ", "")
    await town.later(hours=3, minutes=1)
    code = await number(town)
    assert line(hassan, page, "{number}: name and words are put away again.", number=code)
    assert page.labels == [hassan.label("🏠 My start")]
    await hassan.types("/start")
    assert hassan.reads("Hello {name}. You are in the team as {role}.", name="Hassan Ali", role="frivillig")


async def test_when_it_is_passed_on_no_more_the_card_is_gone(town: Town) -> None:
    mette, hassan, amina = await a_referral(town)
    await amina.taps(YES)
    card = hassan.bot_messages()[-1]
    await town.later(minutes=1)
    await takes_it_back(amina)
    await ticks(town, 3)
    assert line(hassan, card, "This page is put away.")
    assert card.labels == [hassan.label("🏠 My start")]
    assert mette.reads("↩️ The resident took it back")
