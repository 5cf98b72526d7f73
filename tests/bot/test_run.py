"""The loops: they serve people without being asked, stop when told, and know when they cannot go on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.exc import OperationalError

from bot.ending import UNKNOWN_TOKEN, Stopped, unless
from bot.handling import MOST
from bot.run import Loops
from tests.bot.hut import Locked
from tests.bot.street import Logs, Street


@asynccontextmanager
async def running(street: Street) -> AsyncIterator[asyncio.Task[None]]:
    """The house with its loops, until told to stop."""
    told = asyncio.Event()
    task = asyncio.create_task(Loops(street.house, told, street.settings).run())
    try:
        await street.telegram.until(lambda: street.telegram.polling or task.done())
        yield task
    finally:
        told.set()
        await asyncio.wait([task])


async def test_people_are_served_and_what_is_due_is_said(street: Street) -> None:
    amina = await street.resident()
    async with running(street) as task:
        amina.tap("Count")
        await street.telegram.until(lambda: amina.text == "Count 1")
        await street.notify(amina, "cancellation")
        await street.telegram.until(lambda: amina.text == "cancellation")
    assert task.exception() is None
    assert all(letter.answered_at for letter in await street.letters())


async def test_what_waited_before_the_start_is_handled_without_a_new_letter(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Count")
    await street.house.poll()
    async with running(street):
        await street.telegram.until(lambda: amina.text == "Count 1")


async def test_a_letter_that_breaks_is_parked_though_nobody_writes_again(street: Street) -> None:
    amina = await street.resident()
    street.hut.defects = 100
    async with running(street):
        amina.tap("Boom")
        await street.telegram.until(lambda: "went wrong" in amina.text)


async def test_more_letters_than_fit_in_one_batch_are_all_handled(street: Street) -> None:
    amina = await street.resident()
    for _ in range(MOST + 20):
        amina.press("count")
    for _ in range(2):
        await street.house.poll()
    async with running(street):
        await street.telegram.until(lambda: amina.text == f"Count {MOST + 20}")


async def test_a_database_that_is_locked_for_a_while_is_waited_for(street: Street, logs: Logs) -> None:
    amina = await street.resident()
    street.hut.defect, street.hut.defects = OperationalError("BEGIN IMMEDIATE", {}, Locked()), 1
    async with running(street):
        amina.tap("Boom")
        await street.telegram.until(lambda: amina.text == "Count 1")
    assert any(entry["event"] == "handling_failed" for entry in logs)


async def test_stopping_finishes_what_was_begun(street: Street) -> None:
    amina = await street.resident()
    held = street.telegram.faults.order("delay", method="editMessageText")
    async with running(street):
        amina.tap("Count")
        await street.telegram.until(lambda: held.met == 1)
        asyncio.get_running_loop().call_soon(held.release)
    assert amina.text == "Count 1"
    assert all(letter.answered_at for letter in await street.letters())


async def test_a_token_that_is_revoked_stops_the_house(street: Street) -> None:
    async with running(street) as task:
        street.telegram.token = "1000001:another"
        street.telegram.polls.end("anything")
        await asyncio.wait([task])
    street.telegram.token = street.settings.token
    assert isinstance(task.exception(), Stopped)
    assert str(task.exception()) == UNKNOWN_TOKEN


async def test_a_second_poller_is_named_and_outlived(
    street: Street, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling.LONGEST_BACKOFF", 0.01)
    amina = await street.resident()
    async with running(street):
        street.telegram.polls.end("terminated by other getUpdates request; make sure that only one bot runs")
        await street.telegram.until(lambda: any(entry["event"] == "somebody_else_polls" for entry in logs))
        amina.tap("Count")
        await street.telegram.until(lambda: amina.text == "Count 1")


async def test_a_foreign_webhook_is_taken_away_with_a_loud_word(
    street: Street, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling.LONGEST_BACKOFF", 0.01)
    async with running(street):
        await street.telegram.call("setWebhook", {"url": "http://127.0.0.1:9/foreign"})
        await street.telegram.until(lambda: street.telegram.polling and not street.telegram.webhook.url)
    assert any(entry["event"] == "foreign_webhook" for entry in logs)


@pytest.mark.parametrize("fault", ["500", "502-html", "truncated", "cut-before", "429"])
async def test_trouble_with_telegram_is_waited_out(
    street: Street, fault: str, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling.LONGEST_BACKOFF", 0.01)
    amina = await street.resident()
    street.telegram.faults.order(fault, method="getUpdates", times=3, retry_after=1)
    async with running(street):
        amina.tap("Count")
        await street.telegram.until(lambda: amina.text == "Count 1")
    assert [entry["event"] for entry in logs].count("poll_failed") == 3


async def test_what_is_not_done_in_time_is_given_up_when_told() -> None:
    told = asyncio.Event()
    asyncio.get_running_loop().call_soon(told.set)
    assert await unless(told, asyncio.sleep(600, "done")) is None
    assert await unless(asyncio.Event(), asyncio.sleep(0, "done")) == "done"
