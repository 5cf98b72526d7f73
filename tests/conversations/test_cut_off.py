"""Cut off at any moment, the house loses nothing, says nothing twice unmarked, and everybody can go on."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from tests.conversations.ledger import count, rows, unsound
from tests.conversations.walks import asks, asks_for_a_call, booking
from tests.town import MONDAY, Citizen, Town, town_in

AWAY = "We were away for a moment. Please tap again."
REPEAT = "Perhaps you have seen this already."


class CutTown(Town):
    """A town in which the bot is cut off in every step, always at the same point, and opened again."""

    async def step(self) -> None:
        if self.house is None:
            return
        await self.goes_so_far()
        await self.kill()
        await self.open()
        await self.settle()

    async def goes_so_far(self) -> None:
        """What the bot still does before the power goes."""


class BeforeKeeping(CutTown):
    """It has what Telegram gave, and has kept none of it."""

    async def goes_so_far(self) -> None:
        await self.running.intake.fetch(0)


class BeforeHandling(CutTown):
    """It has kept everything and done nothing."""

    async def goes_so_far(self) -> None:
        await self.running.poll(0)


class BeforeAnswering(CutTown):
    """It has done everything and said nothing."""

    async def goes_so_far(self) -> None:
        await self.running.poll(0)
        await self.running.handle()


class BeforeNoting(CutTown):
    """It has answered, and not written that down."""

    async def goes_so_far(self) -> None:
        await self.running.poll(0)
        await self.running.handle()
        await self.running.answers.drain()


class BeforeTelling(CutTown):
    """It has answered, and told nobody else."""

    async def goes_so_far(self) -> None:
        await self.running.poll(0)
        await self.running.handle()
        await self.running.drain()


# What happened to the two requests of the story, and how often.
STORY = {"sent": 2, "booked": 3, "moved": 1, "taken": 1, "offered": 1, "answered": 1, "held": 1, "closed": 1}


def told(town: Town, someone: Citizen, sentence: str) -> int:
    """How often a sentence was sent to somebody as a new message."""
    calls = (call.parameters for call in town.telegram.calls if call.method == "sendMessage" and call.ok)
    return sum(someone.label(sentence) in said["text"] for said in calls if said["chat_id"] == someone.phone.id)


async def books_with_words(amina: Citizen) -> None:
    await asks(amina, way="🗓 Book a time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    for need in ("A quiet room", "Write or say more", "✔️ Go on"):
        await amina.taps(need)
    await amina.types("Jeg har et brev")
    await amina.types("Umm Yusuf")
    await amina.taps(booking(amina))
    assert amina.has_read("Your time is booked. We look forward to seeing you.") or amina.has_read("Your time:")


async def moves_it(amina: Citizen) -> None:
    await amina.taps("🗓 Another time")
    await amina.taps_nth(1)
    await amina.taps_nth(0)
    await amina.taps("✅ Yes, this time")


async def is_offered_a_time_and_written_to(mette: Citizen, amina: Citizen) -> None:
    await asks_for_a_call(amina)
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.types("30/11 14.30")
    await mette.taps("✅ Send the offer")
    await amina.taps_nth(0)
    await mette.taps("✍️ Write to her")
    await mette.types("Tag brevet med.")
    await mette.taps("✅ Send")
    assert "Tag brevet med." in amina.text


async def is_met(mette: Citizen) -> None:
    await mette.town.until(MONDAY.replace(day=25, hour=13, minute=0))
    await mette.types("/idag")
    await mette.taps_nth(0)
    await mette.taps("✅ Talk held")
    await mette.taps("She got guidance")


@pytest.mark.parametrize("kind", [BeforeKeeping, BeforeHandling, BeforeAnswering, BeforeNoting, BeforeTelling])
async def test_cut_off_in_every_step_of_the_whole_story(tmp_path: Path, kind: type[CutTown]) -> None:
    async with town_in(tmp_path, restless=False, kind=kind) as town:
        mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
        await books_with_words(amina)
        await moves_it(amina)
        await is_offered_a_time_and_written_to(mette, amina)
        await is_met(mette)
        assert await unsound(town) == {}
        tables = ("persons", "staff", "requests", "answers", "talks")
        assert [await count(town, table) for table in tables] == [2, 1, 2, 1, 1]
        headlines = ("🗓 A time is booked", "🔁 A time was moved", "🆕 New request", "✅ She chose a time")
        assert [told(town, mette, headline) for headline in headlines] == [1, 1, 1, 1]
        assert await rows(town, "SELECT id FROM outbox WHERE state IN ('unknown', 'failed', 'blocked')") == []
        assert dict(await rows(town, "SELECT step, count(*) FROM steps GROUP BY step")) == STORY


async def test_half_a_confirmation_is_made_whole(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await asks(amina, way="🗓 Book a time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    await amina.taps("✔️ Go on")
    await amina.taps("No name")
    order = calm_town.telegram.faults.order("delay", method="sendVenue")
    amina.phone.tap(amina.label(booking(amina)))
    stepping = asyncio.create_task(calm_town.settle())
    await calm_town.telegram.until(lambda: order.met == 1)
    stepping.cancel()
    await asyncio.wait([stepping])
    await calm_town.kill()
    calm_town.telegram.faults.clear()
    await calm_town.open()
    await calm_town.settle()
    assert amina.reads("Your time:")
    await amina.taps("Map and calendar file")
    assert any(message.document for message in amina.bot_messages())
    assert await unsound(calm_town) == {}
    assert await count(calm_town, "requests") == 1


LONG_AGO = {"minutes": timedelta(minutes=3), "hours": timedelta(hours=3), "days": timedelta(days=3)}


@pytest.mark.parametrize("gap", LONG_AGO.values(), ids=LONG_AGO)
async def test_after_a_gap_whoever_was_midway_is_asked_once_to_tap_again(calm_town: Town, gap: timedelta) -> None:
    mette, caro = await calm_town.staff("Mette"), await calm_town.resident("Caro", "en")
    await asks(caro, way="🚪 I come by")
    await calm_town.later(hours=2)
    amina, basma = await calm_town.resident("Amina", "ar"), await calm_town.resident("Basma", "da")
    await asks(amina, way="🚪 I come by")
    since = calm_town.now
    for _ in range(2):
        await calm_town.kill()
        await calm_town.until(since + gap)
        await calm_town.open()
        await calm_town.settle()
    # Days later nobody is in the middle of anything any more, and what stands there can still be pressed.
    asked = int(gap < timedelta(days=1))
    assert [someone.times_read(AWAY) for someone in (amina, basma, caro, mette)] == [asked, 0, 0, 0]
    assert amina.label("✔️ Go on") in amina.sees
    # Telegram keeps what is written for a day.
    assert sum("⚠️" in message.text for message in mette.bot_messages()) == (gap > timedelta(days=1))


async def test_two_minutes_are_no_gap(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await asks(amina, way="🚪 I come by")
    amina.phone.tap(amina.label("A quiet room"))
    await calm_town.kill()
    await calm_town.later(minutes=2)
    await calm_town.open()
    await calm_town.settle()
    assert amina.times_read(AWAY) == 0
    assert "✅ A quiet room" in amina.sees


SOMEBODY = {"id": 2**52 - 1, "is_bot": False, "first_name": "X"}
CHAT = {"id": 2**52 - 1, "type": "private"}
WHOLE = {"message_id": 7, "date": 0, "chat": CHAT, "from": SOMEBODY}
ODD: list[dict[str, Any]] = [
    {}, {"message": None}, {"message": []}, {"message": "words"}, {"message": {}}, {"message": {"from": SOMEBODY}},
    {"message": {**WHOLE, "from": {}}}, {"message": {**WHOLE, "text": "Hej"}}, {"message": {**WHOLE, "text": 5}},
    {"message": {**WHOLE, "text": None}}, {"message": {**WHOLE, "from": {"id": "x"}, "text": "Hej"}},
    {"message": {**WHOLE, "contact": {}}}, {"message": {**WHOLE, "voice": {"seconds": 3}}},
    {"message": {**WHOLE, "chat": {"id": -5, "type": "channel"}}}, {"channel_post": {**WHOLE, "text": "Hej"}},
    {"edited_message": {**WHOLE, "text": "Hej"}}, {"a_kind_of_next_year": {"from": SOMEBODY, "id": 1}},
    {"callback_query": {}}, {"callback_query": {"from": SOMEBODY, "data": "home"}}, {"my_chat_member": {}},
    {"callback_query": {"id": "1", "from": SOMEBODY, "inline_message_id": "x", "data": "home"}},
    {"callback_query": {"id": "2", "from": SOMEBODY, "game_short_name": "chess", "chat_instance": "1"}},
    {"callback_query": {"id": "3", "from": SOMEBODY, "data": "home", "message": {**WHOLE, "date": 0}}},
    {"my_chat_member": {"chat": CHAT, "from": SOMEBODY, "date": 0, "new_chat_member": {}}},
]  # fmt: skip


async def test_updates_nobody_can_read_keep_nobody_waiting(calm_town: Town) -> None:
    amina, basma = await calm_town.resident("Amina", "en"), await calm_town.resident("Basma", "ar")
    amina.phone.tap("💬 Talk to someone")
    for odd in ODD:
        calm_town.telegram.inject(odd, checked=False)
    basma.phone.tap(basma.label("💬 Talk to someone"))
    # What is logged is not printed here: that an error is painted in full takes longer than all the rest.
    with capture_logs():
        await calm_town.step()
    for someone in (amina, basma):
        assert someone.reads("Just come by, no appointment needed. It is free, and there is coffee.")
    parked = await rows(calm_town, "SELECT tries FROM inbox WHERE parked IS NOT NULL")
    assert 0 < len(parked) < len(ODD)
    assert set(parked) == {(2,)}
    assert await rows(calm_town, "SELECT id FROM inbox WHERE handled_at IS NULL OR body IS NOT NULL") == []
    await amina.taps("💬 Ask for a talk")
    assert amina.reads("What is it about? You need not tell us more now.")
