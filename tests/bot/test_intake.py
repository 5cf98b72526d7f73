"""What Telegram gave us is kept before it is confirmed, once, whatever its number; help comes before all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from simulator import LocalTelegram
from storage.engine import Database, Tx
from tests.bot.street import Street


class PowerCut(Exception):
    """The process ends here."""


class Failing:
    """A database whose next commits fail, as on a full disk."""

    def __init__(self, database: Database) -> None:
        self.database, self.cuts = database, 0

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        async with self.database.transaction() as tx:
            yield tx
            if self.cuts:
                self.cuts -= 1
                raise PowerCut


def fail_next(street: Street, times: int = 1) -> Failing:
    failing = Failing(street.house.database)
    failing.cuts = times
    street.house.intake.database = failing  # type: ignore[assignment]
    return failing


def offsets(telegram: LocalTelegram) -> list[int]:
    return [call.parameters["offset"] for call in telegram.calls if call.method == "getUpdates"]


async def test_nothing_is_confirmed_before_it_is_committed(street: Street) -> None:
    amina = await street.resident()
    fail_next(street)
    amina.tap("Count")
    with pytest.raises(PowerCut):
        await street.house.poll()
    assert street.telegram.pending == 1
    assert len(await street.letters()) == 1
    await street.settle()
    assert amina.text == "Count 1"
    assert street.telegram.pending == 0


async def test_a_crash_after_the_commit_and_before_the_confirmation_costs_nothing(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Count")
    await street.house.poll()
    assert street.telegram.pending == 1
    await street.reborn()
    assert await street.house.poll() == 0
    await street.handled()
    assert amina.text == "Count 1"
    assert len(await street.letters()) == 2


async def test_an_offset_rises_only_when_the_next_question_is_asked(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Count")
    newest = street.telegram.queue.next_id - 1
    await street.house.poll()
    assert newest + 1 not in offsets(street.telegram)
    await street.house.poll()
    assert offsets(street.telegram)[-1] == newest + 1


async def test_the_same_update_ten_times_counts_once(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Count")
    update = street.telegram.queue.next_id - 1
    await street.settle()
    street.telegram.redeliver(update, times=10)
    await street.settle()
    assert amina.text == "Count 1"
    amina.tap("Count")
    await street.settle()
    assert amina.text == "Count 2"


async def test_numbers_that_jump_back_after_a_quiet_week_are_new_all_the_same(street: Street) -> None:
    amina = await street.resident()
    street.telegram.queue.next_id = 17
    amina.tap("Count")
    assert await street.house.poll() == 1
    await street.handled()
    assert amina.text == "Count 1"
    await street.house.poll()
    assert street.telegram.pending == 0


async def test_help_is_answered_without_the_database_and_leaves_no_trace(street: Street) -> None:
    amina = await street.resident()
    fail_next(street, 100)
    amina.send("help")
    await street.house.poll()
    await street.house.drain()
    assert amina.text == "Call 112"
    amina.press("help:en")
    await street.house.poll()
    await street.house.drain()
    assert amina.spinning == 0
    assert len(await street.letters()) == 1
    assert street.telegram.pending == 1  # It is confirmed by the next question, as everything is.


async def test_help_comes_once_though_what_came_with_it_cannot_be_kept(street: Street) -> None:
    amina = await street.resident()
    fail_next(street, 3)
    amina.send("help")
    amina.tap("Count")
    for _ in range(3):
        with pytest.raises(PowerCut):
            await street.house.poll()
    await street.settle()
    helped = [message for message in amina.messages if message.from_bot and message.text == "Call 112"]
    assert len(helped) == 1
    assert len(await street.letters()) == 2


async def test_a_poll_waits_for_what_comes(street: Street) -> None:
    amina = await street.resident()
    waiting = asyncio.create_task(street.house.poll(20))
    await street.telegram.until(lambda: street.telegram.polling)
    amina.tap("Count")
    assert await waiting == 1


async def test_only_what_we_understand_is_asked_for(street: Street) -> None:
    await street.resident()
    asked = next(call for call in street.telegram.calls if call.method == "getUpdates")
    assert asked.parameters["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
