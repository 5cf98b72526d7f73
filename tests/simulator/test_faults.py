"""Faults happen to the calls they were ordered for, before or after these take effect."""

import asyncio
from typing import Any

import aiohttp
import pytest

from simulator import LocalTelegram, Person, create_app, serve


class Wire:
    """A bot on a real wire that can see a connection break."""

    def __init__(self, http: aiohttp.ClientSession, address: str) -> None:
        self.http = http
        self.address = address

    async def send(self, person: Person, text: str = "Hej") -> tuple[int, str, dict[str, str]]:
        given = {"chat_id": person.id, "text": text}
        async with self.http.post(f"{self.address}/sendMessage", data=given) as response:
            return response.status, await response.text(), dict(response.headers)


@pytest.fixture
def wire(http: aiohttp.ClientSession, address: str) -> Wire:
    return Wire(http, address)


@pytest.mark.parametrize(
    ("kind", "details", "status", "body"),
    [
        ("429", {"retry_after": 30}, 429, '"parameters":{"retry_after":30}'),
        ("500", {}, 500, "Internal Server Error: restart"),
        ("502-html", {}, 502, "<title>502 Bad Gateway</title>"),
        ("403-blocked", {}, 403, "Forbidden: bot was blocked by the user"),
    ],
)
async def test_a_refusal_comes_once_and_nothing_is_done(
    wire: Wire, telegram: LocalTelegram, amina: Person, kind: str, details: dict[str, Any], status: int, body: str
) -> None:
    telegram.faults.order(kind, method="sendMessage", **details)
    found, text, headers = await wire.send(amina)
    assert found == status
    assert body in text
    assert headers.get("Retry-After") == ("30" if kind == "429" else None)
    assert amina.text == ""
    if kind != "502-html":
        assert telegram.calls[-1].parameters == {"chat_id": amina.id, "text": "Hej"}
        assert not telegram.calls[-1].ok
    assert (await wire.send(amina))[0] == 200


async def test_a_call_cut_off_before_has_no_effect(wire: Wire, telegram: LocalTelegram, amina: Person) -> None:
    telegram.faults.order("cut-before")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await wire.send(amina)
    assert amina.text == ""


async def test_a_call_cut_off_after_has_its_effect(wire: Wire, telegram: LocalTelegram, amina: Person) -> None:
    telegram.faults.order("cut-after")
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await wire.send(amina)
    assert amina.text == "Hej"


@pytest.mark.parametrize(("kind", "start"), [("truncated", '{"ok":true'), ("200-not-ok", '{"ok":false')])
async def test_an_answer_can_be_spoilt_after_the_effect(
    wire: Wire, telegram: LocalTelegram, amina: Person, kind: str, start: str
) -> None:
    telegram.faults.order(kind)
    status, text, _ = await wire.send(amina)
    assert (status, text.startswith(start), text.endswith("}}")) == (200, True, False)
    assert amina.text == "Hej"


async def test_a_delay_holds_the_call_until_it_is_released(wire: Wire, telegram: LocalTelegram, amina: Person) -> None:
    order = telegram.faults.order("delay")
    held = asyncio.create_task(wire.send(amina, "en"))
    await telegram.until(lambda: order.met == 1)
    await wire.send(amina, "to")
    order.release()
    await held
    assert [message.text for message in amina.messages[1:]] == ["to", "en"]


async def test_a_delayed_call_takes_effect_though_the_bot_gave_up(
    wire: Wire, telegram: LocalTelegram, amina: Person
) -> None:
    order = telegram.faults.order("delay")
    held = asyncio.create_task(wire.send(amina))
    await telegram.until(lambda: order.met == 1)
    held.cancel()
    order.release()
    await telegram.until(lambda: amina.text == "Hej")


async def test_a_delay_does_not_hold_up_the_end(telegram: LocalTelegram, http: aiohttp.ClientSession) -> None:
    leyla = telegram.add_person("Leyla")
    leyla.start()
    order = telegram.faults.order("delay")
    async with serve(create_app(telegram)) as root:
        held = asyncio.create_task(Wire(http, f"{root}/bot{telegram.token}").send(leyla))
        await telegram.until(lambda: order.met == 1)
    with pytest.raises(aiohttp.ClientError):
        await held
    assert leyla.text == ""


async def test_an_answer_can_be_held_after_the_effect(wire: Wire, telegram: LocalTelegram, amina: Person) -> None:
    order = telegram.faults.order("delay", after_effect=True)
    held = asyncio.create_task(wire.send(amina))
    await telegram.until(lambda: amina.text == "Hej")
    assert not held.done()
    order.release()
    assert (await held)[0] == 200


async def test_an_order_is_for_its_method_its_chat_and_its_times(
    wire: Wire, telegram: LocalTelegram, amina: Person
) -> None:
    leyla = telegram.add_person("Leyla")
    leyla.start()
    telegram.faults.order("500", method="editMessageText")
    telegram.faults.order("500", chat_id=leyla.id, times=2)
    telegram.faults.order("500", matches=lambda method, values: values.get("text") == "tre")
    statuses = [(await wire.send(who, text))[0] for who, text in (
        (amina, "en"), (leyla, "en"), (leyla, "to"), (leyla, "to"), (amina, "tre"),
    )]  # fmt: skip
    assert statuses == [200, 500, 500, 200, 500]
    telegram.faults.order("500")
    telegram.faults.clear()
    assert (await wire.send(amina))[0] == 200


def test_there_is_no_such_fault(telegram: LocalTelegram) -> None:
    with pytest.raises(ValueError, match="no such fault: 418"):
        telegram.faults.order("418")
