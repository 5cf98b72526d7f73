"""The wire: every way to send parameters, tokens, files, and hanging up."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
import telegram as ptb

from simulator import LocalTelegram, Person, create_app, serve
from tests.simulator.asking import inline

MARKUP = json.dumps(inline("Ja"))


async def answer(response: aiohttp.ClientResponse) -> tuple[int, Any]:
    return response.status, await response.json()


async def test_parameters_come_in_every_form(http: aiohttp.ClientSession, address: str, amina: Person) -> None:
    given = {"chat_id": str(amina.id), "text": "Hej æ & ø", "reply_markup": MARKUP}
    form = aiohttp.FormData(given)
    form.add_field("unused", b"", filename="x")
    ways: list[dict[str, Any]] = [
        {"params": given},
        {"data": given},
        {"json": {**given, "chat_id": amina.id, "reply_markup": inline("Ja"), "parse_mode": None}},
        {"data": form},
        {"params": {"text": given["text"]}, "data": {**given, "text": "Den første gælder"}},
    ]
    for way in ways:
        async with http.post(f"{address}/sendMessage", **way) as response:
            assert (await answer(response))[0] == 200, way
    async with http.get(f"{address}/SENDMESSAGE", params=given) as response:
        assert response.status == 200
    assert [message.text for message in amina.messages[1:]] == ["Hej æ & ø"] * 6
    assert amina.sees == ["Ja"]


@pytest.mark.parametrize("body", [b"[1]", b"{", b"\xff"])
async def test_a_body_that_is_no_object_gives_no_parameters(
    http: aiohttp.ClientSession, address: str, body: bytes
) -> None:
    headers = {"Content-Type": "application/json"}
    async with http.post(f"{address}/sendMessage", data=body, headers=headers) as response:
        expected = {"ok": False, "error_code": 400, "description": "Bad Request: message text is empty"}
        assert await answer(response) == (400, expected)


@pytest.mark.parametrize(
    ("token", "code", "description"),
    [
        ("1000001:other", 401, "Unauthorized"),
        ("nonsense", 404, "Not Found"),
        ("0:x", 404, "Not Found"),
        (f"1:{'x' * 80}", 404, "Not Found"),
    ],
)
async def test_only_its_own_token_opens(
    http: aiohttp.ClientSession, address: str, telegram: LocalTelegram, token: str, code: int, description: str
) -> None:
    async with http.get(f"{address.replace(telegram.token, token)}/getMe") as response:
        assert await answer(response) == (code, {"ok": False, "error_code": code, "description": description})


async def test_who_logs_out_is_out(http: aiohttp.ClientSession, address: str) -> None:
    for method, code in (("logOut", 200), ("getMe", 400)):
        async with http.post(f"{address}/{method}") as response:
            assert response.status == code


async def test_an_upload_has_its_limit(http: aiohttp.ClientSession, address: str, amina: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(amina.id)})
    form.add_field("document", bytes(52_428_801), filename="film.mp4")
    async with http.post(f"{address}/sendDocument", data=form) as response:
        expected = {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
        assert await answer(response) == (413, expected)


async def test_a_client_library_gets_along_with_it(address: str, telegram: LocalTelegram, amina: Person) -> None:
    root = address.removesuffix(telegram.token)
    async with ptb.Bot(telegram.token, base_url=root, base_file_url=root.replace("/bot", "/file/bot")) as bot:
        sent = await bot.send_document(amina.id, b"%PDF", filename="brev.pdf", caption="Hej")
        assert sent.document is not None
        file = await sent.document.get_file()
        assert bytes(await file.download_as_bytearray()) == b"%PDF"
        amina.send_voice()
        (update,) = await bot.get_updates(timeout=5)
        assert update.message is not None
        assert update.message.voice is not None
        await bot.set_my_commands([("help", "Hjælp")], language_code="ar")
        assert amina.commands == [{"command": "help", "description": "Hjælp"}]
        amina.block()
        with pytest.raises(ptb.error.Forbidden, match="bot was blocked by the user"):
            await bot.send_message(amina.id, "Hej")
    assert telegram.complaints == []


async def test_a_file_link_needs_the_token_and_the_path(http: aiohttp.ClientSession, address: str) -> None:
    async with http.get(f"{address.replace('/bot', '/file/bot')}/documents/file_0.pdf") as response:
        assert response.status == 404


async def test_a_poll_ends_when_the_bot_hangs_up(address: str, telegram: LocalTelegram) -> None:
    async with aiohttp.ClientSession() as session:
        poll = asyncio.create_task(session.get(f"{address}/getUpdates?timeout=50"))
        await telegram.until(lambda: telegram.polling)
        poll.cancel()
    await telegram.until(lambda: not telegram.polling)


async def test_an_open_poll_does_not_hold_up_the_end(telegram: LocalTelegram, http: aiohttp.ClientSession) -> None:
    async with serve(create_app(telegram)) as root:
        poll = asyncio.create_task(http.get(f"{root}/bot{telegram.token}/getUpdates?timeout=50"))
        await telegram.until(lambda: telegram.polling)
    with pytest.raises(aiohttp.ClientError):
        await poll
    assert not telegram.polling
