"""What Telegram gave us is kept before it is confirmed, once, whatever its number; help comes before all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.intake import numbered, sender_of
from simulator import LocalTelegram
from storage.engine import Database, Tx
from tests.bot.hut import Locked
from tests.bot.street import Street


class PowerCut(Exception):
    """The process ends here."""


class Failing:
    """A database whose next commits fail, as on a full disk."""

    def __init__(self, database: Database) -> None:
        self.database, self.cuts = database, 0
        self.problem: Exception = PowerCut()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        async with self.database.transaction() as tx:
            yield tx
            if self.cuts:
                self.cuts -= 1
                raise self.problem


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


async def test_while_the_database_is_locked_she_is_asked_to_wait_once_and_nothing_is_lost(street: Street) -> None:
    amina = await street.resident()
    failing = fail_next(street, 2)
    failing.problem = OperationalError("BEGIN IMMEDIATE", {}, Locked())
    amina.tap("Count")
    for _ in range(2):
        with pytest.raises(OperationalError):
            await street.house.poll()
    await street.house.drain()
    asked = [message.text for message in amina.messages if "Please wait a little" in message.text]
    assert (len(asked), street.telegram.pending) == (1, 1)
    await street.settle()
    assert "Count 1" in [message.text for message in amina.messages]


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


async def test_numbers_written_as_text_and_nothing_written_as_null_are_understood(street: Street) -> None:
    amina = await street.resident()
    before = len(amina.messages)
    number = str(amina.id)
    message = {"message_id": "900", "date": 0, "chat": {"id": number, "type": "private"}, "text": "hello"}
    nothing = {"entities": None, "reply_to_message": None, "voice": None, "photo": None}
    sender = {"id": number, "is_bot": False, "first_name": None, "language_code": None}
    await street.house.keep([{"update_id": 900, "message": {**message, **nothing, "from": sender}, "edited": None}])
    await street.handled()
    assert [said.text for said in amina.messages[before:]] == ["Please tap.\nHome"]
    assert (await street.letters())[-1].parked is None


async def test_a_picture_whose_text_is_null_is_a_picture(street: Street) -> None:
    amina = await street.resident()
    about = {"message_id": 900, "date": 0, "chat": {"id": amina.id, "type": None}, "from": {"id": amina.id}}
    await street.house.keep([{"update_id": 900, "message": {**about, "text": None, "photo": [{}], "caption": None}}])
    await street.handled()
    assert amina.text == "No pictures, please.\nHome"


async def test_an_answer_goes_to_the_chat_that_was_written_in(street: Street) -> None:
    amina, leyla = await street.resident("Amina"), await street.resident("Leyla")
    chat = {"id": amina.id, "type": "private"}
    message = {"message_id": 900, "date": 0, "chat": chat, "from": {"id": leyla.id}, "text": "hello"}
    await street.house.keep([{"update_id": 900, "message": message}])
    await street.handled()
    assert (amina.text, leyla.text) == ("Please tap.\nHome", "Home")


def test_the_number_of_an_update_may_be_text() -> None:
    assert numbered({"update_id": "12", "message": {}}) == {"update_id": 12, "message": {}}
    unnumbered: list[Any] = [None, [], {}, {"update_id": None}, {"update_id": "x"}, {"update_id": "-"}]
    assert [numbered(raw) for raw in unnumbered] == [None] * 6
    assert [sender_of({"message": {"from": {"id": id}}}) for id in (5, "5", "x", None)] == [5, 5, None, None]


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
