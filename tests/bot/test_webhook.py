"""Updates that are posted to us: only with the secret, kept before they are confirmed, and each once."""

import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.ending import Stopped
from bot.run import Loops
from bot.webhook import LARGEST, SECRET
from tests.bot.street import Logs, Street
from tests.bot.test_intake import fail_next

KNOWN = "k" * 43


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest_asyncio.fixture
async def posted(street: Street, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Street]:
    """The house, to which updates are posted."""
    monkeypatch.setattr("bot.webhook.LOOK_AGAIN", 0.02)
    port = free_port()
    address = f"http://127.0.0.1:{port}/updates"
    street.settings = replace(street.settings, webhook_url=address, webhook_secret=KNOWN, listen=("127.0.0.1", port))
    told = asyncio.Event()
    task = asyncio.create_task(Loops(street.house, told, street.settings).run())
    await street.telegram.until(lambda: bool(street.telegram.webhook.url) or task.done())
    yield street
    told.set()
    await asyncio.wait([task])
    street.telegram.webhook.stop()


async def post(street: Street, body: Any, **headers: str) -> int:
    async with aiohttp.ClientSession() as session:
        named = {SECRET: KNOWN, **{name.replace("_", "-"): value for name, value in headers.items()}}
        async with session.post(street.settings.webhook_url or "", data=body, headers=named) as response:
            return response.status


async def test_people_are_served(posted: Street) -> None:
    amina = posted.telegram.add_person("Amina", "en")
    amina.start()
    await posted.telegram.until(lambda: amina.text == "Home")
    for number in range(1, 6):
        amina.press("count")
        await posted.telegram.until(lambda: amina.text == f"Count {number}" and not posted.telegram.pending)  # noqa: B023


@pytest.mark.parametrize("secret", ["", "k" * 42, "K" * 43])
async def test_without_the_secret_nothing_is_taken(posted: Street, secret: str) -> None:
    body = b'{"update_id": 7, "message": {"text": "forged"}}'
    assert await post(posted, body, **{SECRET: secret}) == 401
    assert await posted.letters() == []


async def test_what_cannot_be_kept_comes_again(posted: Street) -> None:
    amina = posted.telegram.add_person("Amina", "en")
    failing = fail_next(posted)
    amina.start()
    await posted.telegram.until(lambda: failing.cuts == 0)
    assert await posted.letters() == []
    await posted.telegram.until(lambda: posted.telegram.pending == 1)
    posted.telegram.clock.jump(timedelta(minutes=2))
    await posted.telegram.until(lambda: amina.text == "Home" and posted.telegram.pending == 0)
    assert len(await posted.letters()) == 1


async def test_the_same_update_posted_twice_counts_once(posted: Street) -> None:
    amina = posted.telegram.add_person("Amina", "en")
    amina.start()
    await posted.telegram.until(lambda: amina.text == "Home")
    posted.telegram.redeliver(posted.telegram.queue.next_id - 1, times=3)
    await posted.telegram.until(lambda: posted.telegram.pending == 0)
    assert len(await posted.letters()) == 1


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b'{"update_id": "seven"}'])
async def test_what_nobody_can_read_does_not_come_again(posted: Street, body: bytes) -> None:
    assert await post(posted, body) == 200
    assert await posted.letters() == []


async def test_a_flood_in_one_update_is_refused(posted: Street) -> None:
    assert await post(posted, b" " * (LARGEST + 1)) == 413


async def test_a_foreign_address_is_put_right_with_a_loud_word(posted: Street, logs: Logs) -> None:
    posted.telegram.webhook.url = "http://127.0.0.1:9/foreign"
    await posted.telegram.until(lambda: posted.telegram.webhook.url == posted.settings.webhook_url)
    assert any(entry["event"] == "foreign_webhook" for entry in logs)


async def test_a_token_that_is_revoked_stops_the_house(street: Street) -> None:
    street.settings = replace(
        street.settings, webhook_url="http://127.0.0.1:1/x", webhook_secret=KNOWN, listen=("127.0.0.1", free_port())
    )
    street.telegram.token = "1000001:another"
    with pytest.raises(Stopped, match="does not know this NABOBOT_TOKEN"):
        await Loops(street.house, asyncio.Event(), street.settings).run()


async def test_an_address_that_is_taken_is_named(street: Street) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        street.settings = replace(street.settings, webhook_url="http://127.0.0.1:1/x", listen=taken.getsockname())
        with pytest.raises(Stopped, match="NABOBOT_LISTEN: nobody can listen at"):
            await Loops(street.house, asyncio.Event(), street.settings).run()
