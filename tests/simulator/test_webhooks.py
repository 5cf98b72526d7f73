"""Updates are posted to the bot's address, one at a time for each chat, until they are taken."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator import Clock, LocalTelegram, Person, serve
from tests.simulator.asking import Bot


class Receiver:
    """A bot behind a web address: it answers as it is told to, else with 200."""

    def __init__(self) -> None:
        self.address = ""
        self.got: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answers: list[Response] = []
        self.held: asyncio.Event | None = None

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got if "message" in update]

    async def take(self, request: Request) -> Response:
        self.got.append(await request.json())
        self.headers.append(dict(request.headers))
        if self.held and "callback_query" not in self.got[-1]:
            await self.held.wait()
        return self.answers.pop(0) if self.answers else Response()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    async with serve(Starlette(routes=[Route("/hook", receiver.take, methods=["POST"])])) as root:
        receiver.address = f"{root}/hook"
        yield receiver


async def test_an_update_is_posted_with_the_secret_and_taken_by_200(
    bot: Bot, telegram: LocalTelegram, amina: Person, receiver: Receiver
) -> None:
    amina.send("før")
    await bot("setWebhook", url=receiver.address, secret_token="hemmelig", max_connections=3)
    amina.send("efter")
    await telegram.until(lambda: telegram.pending == 0)
    assert receiver.texts == ["før", "efter"]
    assert receiver.headers[0]["x-telegram-bot-api-secret-token"] == "hemmelig"
    assert receiver.headers[0]["content-type"] == "application/json"
    info = await bot("getWebhookInfo")
    assert (info["url"], info["max_connections"], info["pending_update_count"]) == (receiver.address, 3, 0)


async def test_a_refused_update_comes_again_at_once_and_then_ever_later(
    bot: Bot, telegram: LocalTelegram, clock: Clock, amina: Person, receiver: Receiver
) -> None:
    receiver.answers = [Response(status_code=500)] * 4
    await bot("setWebhook", url=receiver.address)
    amina.send("Hej")
    await telegram.until(lambda: len(receiver.got) == 2)
    assert (await bot("getWebhookInfo"))["last_error_message"] == (
        "Wrong response from the webhook: 500 Internal Server Error"
    )
    for seconds, attempts in ((2, 3), (4, 4), (8, 5)):
        await telegram.until(lambda: not receiver.answers or telegram.webhook.resting)
        clock.jump(timedelta(seconds=seconds))
        await telegram.until(lambda attempts=attempts: len(receiver.got) >= attempts)  # type: ignore[misc]
    await telegram.until(lambda: telegram.pending == 0)
    assert receiver.texts == ["Hej"] * 5


async def test_retry_after_sets_the_wait(
    bot: Bot, telegram: LocalTelegram, clock: Clock, amina: Person, receiver: Receiver
) -> None:
    receiver.answers = [Response(status_code=503, headers={"Retry-After": "100"})]
    await bot("setWebhook", url=receiver.address)
    amina.send("Hej")
    await telegram.until(lambda: telegram.webhook.resting)
    clock.jump(timedelta(seconds=99))
    assert len(receiver.got) == 1
    clock.jump(timedelta(seconds=1))
    await telegram.until(lambda: telegram.pending == 0)
    assert len(receiver.got) == 2


async def test_a_chat_waits_for_its_turn_while_a_press_goes_by(
    bot: Bot, telegram: LocalTelegram, amina: Person, receiver: Receiver
) -> None:
    receiver.held = asyncio.Event()
    await bot("setWebhook", url=receiver.address)
    amina.send("en")
    amina.send("to")
    amina.press("x")
    await telegram.until(lambda: telegram.pending == 2)
    assert receiver.texts == ["en"]
    receiver.held.set()
    await telegram.until(lambda: telegram.pending == 0)
    assert receiver.texts == ["en", "to"]


async def test_an_answer_may_carry_a_call(bot: Bot, telegram: LocalTelegram, amina: Person, receiver: Receiver) -> None:
    receiver.answers = [
        JSONResponse({"method": "sendMessage", "chat_id": amina.id, "text": "Hej"}),
        JSONResponse({"method": "deleteWebhook"}),
    ]
    await bot("setWebhook", url=receiver.address)
    amina.send("a")
    amina.send("b")
    await telegram.until(lambda: amina.text == "Hej")
    await telegram.until(lambda: telegram.pending == 0)
    assert (await bot("getWebhookInfo"))["url"] == receiver.address


async def test_what_waits_too_long_is_dropped(
    bot: Bot, telegram: LocalTelegram, clock: Clock, amina: Person, receiver: Receiver
) -> None:
    receiver.answers = [Response(status_code=500)] * 2
    await bot("setWebhook", url=receiver.address)
    amina.send("Hej")
    await telegram.until(lambda: len(receiver.got) == 2 and telegram.webhook.resting)
    clock.jump(timedelta(hours=24))
    amina.send("Hej igen")
    await telegram.until(lambda: telegram.pending == 0)
    assert receiver.texts == ["Hej", "Hej", "Hej igen"]


async def test_a_closed_port_is_an_error_that_can_be_read(
    bot: Bot, telegram: LocalTelegram, amina: Person, receiver: Receiver
) -> None:
    await bot("setWebhook", url="http://127.0.0.1:1/hook")
    amina.send("Hej")
    await telegram.until(lambda: telegram.webhook.resting)
    info = await bot("getWebhookInfo")
    assert (info["last_error_message"], info["pending_update_count"]) == ("Connection refused", 1)
    await bot("deleteWebhook", drop_pending_updates=True)
    assert await bot("getWebhookInfo") == {"url": "", "has_custom_certificate": False, "pending_update_count": 0}


async def test_an_address_gone_for_23_hours_is_given_up(
    bot: Bot, telegram: LocalTelegram, clock: Clock, amina: Person, receiver: Receiver
) -> None:
    receiver.answers = [Response(status_code=410)] * 3
    await bot("setWebhook", url=receiver.address)
    amina.send("Hej")
    await telegram.until(lambda: len(receiver.got) == 2 and telegram.webhook.resting)
    clock.jump(timedelta(hours=23))
    await telegram.until(lambda: not telegram.webhook.url)
    assert [update["message"]["text"] for update in await bot.updates()] == ["Hej"]


async def test_nothing_leaves_this_machine(bot: Bot, telegram: LocalTelegram) -> None:
    refused = await bot.refused("setWebhook", url="https://example.org/hook")
    assert refused == "Not Found: Not Implemented here: webhooks that leave this machine"
    assert telegram.complaints
    assert "must be provided" in await bot.refused("setWebhook", url="http://127.0.0.1.example.org/")
