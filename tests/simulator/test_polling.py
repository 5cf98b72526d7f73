"""getUpdates: what confirms, what comes again, and what two pollers do to each other."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from simulator import Clock, LocalTelegram, Person
from simulator.updates import FIRST_ID, MESSAGE_LIFE
from tests.simulator.asking import Bot

OTHER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_only_a_higher_offset_confirms(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    for word in ("en", "to", "tre"):
        amina.send(word)
    first = await bot.updates()
    assert texts(first) == texts(await bot.updates()) == ["en", "to", "tre"]
    assert first[0]["update_id"] >= FIRST_ID
    assert [update["update_id"] - first[0]["update_id"] for update in first] == [0, 1, 2]
    assert texts(await bot.updates(offset=first[2]["update_id"])) == ["tre"]
    assert (telegram.pending, texts(await bot.updates(offset=0))) == (1, ["tre"])
    assert await bot.updates(offset=first[2]["update_id"] + 1) == []


async def test_the_first_id_is_anybodys_guess() -> None:
    assert LocalTelegram(token="1:a").queue.next_id != LocalTelegram(token="1:b").queue.next_id


async def test_a_negative_offset_forgets_all_but_the_last(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    for word in ("en", "to", "tre"):
        amina.send(word)
    assert texts(await bot.updates(offset=-2)) == ["to", "tre"]
    assert telegram.pending == 2


async def test_an_offset_far_in_the_future_is_none(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    amina.send("Hej")
    assert texts(await bot.updates(offset=telegram.queue.next_id + 11)) == ["Hej"]
    assert await bot.updates(offset=telegram.queue.next_id + 10) == []
    assert telegram.pending == 0


@pytest.mark.parametrize(("limit", "found"), [(1, 1), (0, 1), (500, 100), ("", 100)])
async def test_the_limit_is_between_1_and_100(bot: Bot, amina: Person, limit: Any, found: int) -> None:
    for number in range(120):
        amina.send(str(number))
    assert len(await bot.updates(limit=limit)) == found


async def test_a_waiting_poll_ends_with_the_first_update(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    poll = asyncio.create_task(bot.updates(timeout=50))
    await telegram.until(lambda: telegram.polling)
    amina.send("en")
    amina.send("to")
    assert texts(await poll) == ["en", "to"]
    assert not telegram.polling


async def test_of_two_pollers_the_waiting_one_is_sent_away(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    first = asyncio.create_task(bot.answer("getUpdates", timeout=50))
    await telegram.until(lambda: telegram.polling)
    second = asyncio.create_task(bot.updates(timeout=50))
    assert await first == {"ok": False, "error_code": 409, "description": OTHER}
    amina.send("Hej")
    assert texts(await second) == ["Hej"]


async def test_a_poll_that_can_be_answered_at_once_displaces_nobody(bot: Bot, telegram: LocalTelegram) -> None:
    waiting = asyncio.create_task(bot.updates(timeout=50))
    await telegram.until(lambda: telegram.polling)
    assert await bot.updates(timeout=0) == []
    assert telegram.polling
    # Put in behind the waiting poll's back: this is about who is answered, not about who is woken.
    telegram.queue.put({"update_id": 1}, telegram.clock.now() + MESSAGE_LIFE, "")
    assert await bot.updates(timeout=50) == [{"update_id": 1}]
    assert telegram.polling
    telegram.add_person("Leyla").start()
    assert texts(await waiting) == ["/start"]


async def test_a_webhook_and_polling_exclude_each_other(bot: Bot, telegram: LocalTelegram) -> None:
    waiting = asyncio.create_task(bot.refused("getUpdates", timeout=50))
    await telegram.until(lambda: telegram.polling)
    await bot("setWebhook", url="http://127.0.0.1:1/")
    assert await waiting == "Conflict: terminated by setWebhook request"
    assert await bot.refused("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await bot("deleteWebhook")
    assert await bot.updates() == []


async def test_a_hasty_poller_is_served_slowly(clock: Clock) -> None:
    telegram = LocalTelegram(clock=clock, limits=False)
    bot, leyla = Bot(telegram), telegram.add_person("Leyla")
    await bot.updates(offset=7)
    again = asyncio.create_task(bot.updates(offset=7, timeout=0))
    await telegram.until(lambda: telegram.polling)
    leyla.send("en")
    leyla.send("to")
    assert texts(await again) == ["en"]


async def test_the_choice_of_kinds_stays_until_the_next(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    await bot.updates(allowed_updates=["message"])
    await bot.updates()
    amina.press("x")
    amina.send("Hej")
    assert [set(update) for update in await bot.news()] == [{"update_id", "message"}]
    await bot.updates(allowed_updates=[])
    amina.press("x")
    assert [set(update) for update in await bot.news()] == [{"update_id", "callback_query"}]


async def test_the_choice_applies_when_an_update_is_made(bot: Bot, amina: Person) -> None:
    amina.send("Hej")
    assert texts(await bot.updates(allowed_updates=["callback_query"])) == ["Hej"]


async def test_an_update_can_come_twice(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    amina.send("Hej")
    (first,) = await bot.news()
    telegram.redeliver(first["update_id"], times=2)
    assert await bot.updates(offset=first["update_id"] + 1) == [first]
    assert await bot.updates(offset=first["update_id"] + 1) == [first]
    assert telegram.pending == 0


async def test_an_update_can_come_again_under_another_id(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    amina.send("Hej")
    (first,) = await bot.news()
    telegram.redeliver(first["update_id"], as_id=12)
    assert await bot.updates(offset=first["update_id"] + 1) == [{**first, "update_id": 12}]


async def test_after_a_week_of_silence_the_ids_start_elsewhere(
    bot: Bot, telegram: LocalTelegram, clock: Clock, amina: Person
) -> None:
    amina.send("Hej")
    (before,) = await bot.news()
    clock.jump(timedelta(days=8))
    amina.send("Hej igen")
    (after,) = await bot.updates(offset=before["update_id"] + 1)
    assert after["update_id"] != before["update_id"] + 1
    assert texts([after]) == ["Hej igen"]


async def test_raw_updates_can_be_put_in(bot: Bot, telegram: LocalTelegram) -> None:
    with pytest.raises(Exception, match="Update: Update has no field nonsense"):
        telegram.inject({"nonsense": 1})
    number = telegram.inject({"nonsense": 1}, checked=False)
    assert await bot.updates() == [{"update_id": number, "nonsense": 1}]


async def test_until_names_what_it_saw_when_it_waited_in_vain(telegram: LocalTelegram, amina: Person) -> None:
    with pytest.raises(TimeoutError, match="Amina: ''"):
        await telegram.until(lambda: amina.text == "Hej", seconds=0)
