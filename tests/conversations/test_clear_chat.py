"""She clears her chat in two taps: what was said in the last two days is gone, whatever breaks meanwhile."""

import asyncio
from typing import Any

import pytest

from tests.conversations.ledger import rows, unsound
from tests.conversations.walks import asks_for_a_call
from tests.town import Citizen, Town

ROOM = "This is {house}. What would you like?"


async def wishes(someone: Citizen) -> None:
    await someone.types("/privacy")
    await someone.taps("🗑 Forget me")
    await someone.taps("🧹 Clear this chat")
    await someone.taps("🧹 Yes, clear it")


def only_home(someone: Citizen, town: Town) -> bool:
    """Whether nothing lies in her chat but one screen, and that is home."""
    (message,) = someone.phone.messages
    return message.from_bot and someone.reads(ROOM, house=town.running.services.programme.house.name)


async def test_two_taps_leave_one_fresh_home(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await asks_for_a_call(amina)
    await amina.types("hello")
    await wishes(amina)
    assert only_home(amina, town)
    await amina.taps("🗓 My appointments")
    await amina.types("hello")
    assert len(amina.phone.messages) > 1
    assert await unsound(town) == {}


async def test_what_is_older_than_two_days_stays_and_the_rest_goes(town: Town) -> None:
    amina = await town.resident("Amina", "en")
    await amina.types("from long ago")
    old = {message.message_id for message in amina.phone.messages}
    await town.later(hours=47, minutes=59)
    await amina.types("from today")
    await town.later(minutes=2)
    await wishes(amina)
    left = {message.message_id for message in amina.phone.messages}
    assert old < left
    assert len(left - old) == 1
    assert "from today" not in [message.text for message in amina.phone.messages]


async def test_an_old_message_she_presses_holds_nothing_else_back(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🧹 Clear this chat")
    old = amina.bot_messages()[-1]
    await calm_town.later(hours=50)
    for word in ("one", "two", "three"):
        await amina.types(word)
    await amina.taps("🧹 Yes, clear it", message=old)
    assert not {"one", "two", "three"} & {message.text for message in amina.phone.messages}
    assert amina.bot_messages()[-2] is old
    assert amina.reads(ROOM, house=calm_town.running.services.programme.house.name)


@pytest.mark.parametrize("kind", ["500", "cut-before", "cut-after", "429"])
async def test_a_broken_call_is_made_again(calm_town: Town, kind: str) -> None:
    amina = await calm_town.resident("Amina", "en")
    details: dict[str, Any] = {"retry_after": 3} if kind == "429" else {}
    calm_town.telegram.faults.order(kind, method="deleteMessages", chat_id=amina.phone.id, times=6, **details)
    await wishes(amina)
    for _ in range(3):
        await calm_town.later(minutes=5)
    assert only_home(amina, calm_town)


async def test_killed_before_anything_was_taken_away_the_wish_is_kept(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await amina.types("hello")
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🧹 Clear this chat")
    held = asyncio.Event()

    def holds(method: str, values: dict[str, Any]) -> bool:
        held.set()
        return True

    calm_town.telegram.faults.order("delay", method="deleteMessages", matches=holds)
    amina.phone.tap(amina.label("🧹 Yes, clear it"))
    going = asyncio.create_task(calm_town.settle())
    await held.wait()
    going.cancel()
    await calm_town.kill()
    calm_town.telegram.faults.clear()
    await calm_town.open()
    assert only_home(amina, calm_town)


async def test_staff_have_no_such_button_and_cannot_reach_it(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await mette.types("hello")
    before = len(mette.phone.messages)
    for data in ("clear", "clear:yes", "cleared:9999", "cleared:x"):
        await mette.presses(data)
    assert len(mette.phone.messages) >= before


async def test_whoever_is_forgotten_finds_only_the_goodbye(town: Town) -> None:
    amina = await town.resident("Amina", "ar")
    await asks_for_a_call(amina)
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🗑 Yes, forget me")
    assert [message.from_bot for message in amina.phone.messages] == [True]
    assert amina.has_read(
        "You are forgotten. To see nothing here either, delete this chat. You are always welcome again: {start}",
        start="/start",
    )
    assert await rows(town, "SELECT id FROM messages") == []
