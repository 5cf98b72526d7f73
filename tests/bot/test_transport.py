"""The transport: every way a request can fail, told apart by whether it may have arrived."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager
from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.fates import Fate, fate_of
from bot.transport import NotSent, ServerTrouble, Transport
from bot.wire import Call

TOKEN = "1234567:CANARY-secret_token"
Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def server(answer: Answering) -> AsyncIterator[str]:
    """A server that does with each connection what the test says."""
    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/bot{TOKEN}/sendMessage"


def answering(status: str, body: bytes, *headers: str) -> Answering:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
        writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
        await writer.drain()
        writer.close()

    return answer


async def hanging_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.close()


async def stopping_half_way(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"ok":true,"result":')
    await writer.drain()
    writer.close()


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def asked(url: str, **more: Any) -> Any:
    transport = Transport()
    await transport.initialize()
    try:
        call: Any = Call("sendMessage", {"chat_id": 5, "text": "hello", "nothing": None}, **more.pop("parts", {}))
        return await transport.post(url, call, **more)
    finally:
        await transport.shutdown()


async def problem_of(answer: Answering, **more: Any) -> TelegramError:
    async with server(answer) as url:
        with pytest.raises(TelegramError) as caught:
            await asked(url, **more)
    return caught.value


def refusal(code: int, words: str, **more: Any) -> bytes:
    return json.dumps({"ok": False, "error_code": code, "description": words, **more}).encode()


async def test_an_answer_is_given_back_as_it_is() -> None:
    async with server(answering("200 OK", b'{"ok":true,"result":{"message_id":7}}')) as url:
        assert await asked(url) == {"message_id": 7}


async def test_a_request_goes_as_json_and_leaves_out_what_is_nothing() -> None:
    received = bytearray()

    async def noting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
        )
        received.extend(head + await reader.readexactly(length))
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{"ok":true,"result":true}')
        writer.close()

    async with server(noting) as url:
        assert await asked(url) is True
    head, _, body = bytes(received).partition(b"\r\n\r\n")
    assert b"application/json" in head
    assert json.loads(body) == {"chat_id": 5, "text": "hello"}


PROBLEMS = [
    ("400 Bad Request", refusal(400, "Bad Request: chat not found"), BadRequest, Fate.REFUSED),
    ("403 Forbidden", refusal(403, "Forbidden: bot was blocked by the user"), Forbidden, Fate.BLOCKED),
    ("401 Unauthorized", refusal(401, "Unauthorized"), InvalidToken, Fate.NOT_SENT),
    ("404 Not Found", refusal(404, "Not Found"), InvalidToken, Fate.NOT_SENT),
    ("409 Conflict", refusal(409, "Conflict: terminated"), Conflict, Fate.UNKNOWN),
    ("413 Too Large", b"<html>too large</html>", BadRequest, Fate.REFUSED),
    ("429 Too Many", refusal(429, "Too Many Requests", parameters={"retry_after": 9}), RetryAfter, Fate.TOO_FAST),
    ("429 Too Many", b"<html>slow down</html>", RetryAfter, Fate.TOO_FAST),
    ("500 Internal", refusal(500, "Internal Server Error: restart"), ServerTrouble, Fate.NOT_SENT),
    ("502 Bad Gateway", b"<html>nginx</html>", ServerTrouble, Fate.NOT_SENT),
    ("200 OK", b'{"ok":true,"resu', NetworkError, Fate.UNKNOWN),
    ("200 OK", b'{"ok":true,"result":{"te', NetworkError, Fate.UNKNOWN),
    ("200 OK", b'{"ok":false,"description":"what Amina wrote"}', NetworkError, Fate.UNKNOWN),
    ("200 OK", refusal(429, "Too Many Requests", parameters={"retry_after": 9}), RetryAfter, Fate.TOO_FAST),
    ("200 OK", refusal(429, "Too Many Requests"), RetryAfter, Fate.TOO_FAST),
    ("200 OK", refusal(403, "Forbidden: bot was blocked by the user"), Forbidden, Fate.BLOCKED),
    ("200 OK", refusal(400, "Bad Request: chat not found"), BadRequest, Fate.REFUSED),
    ("200 OK", refusal(401, "Unauthorized"), InvalidToken, Fate.NOT_SENT),
    ("200 OK", refusal(502, "Bad Gateway"), ServerTrouble, Fate.NOT_SENT),
    ("200 OK", refusal(0, "what Amina wrote"), NetworkError, Fate.UNKNOWN),
    ("200 OK", b'{"ok":false,"error_code":', NetworkError, Fate.UNKNOWN),
    ("200 OK", b'"error_code"', NetworkError, Fate.UNKNOWN),
    ("200 OK", b'["result"]', NetworkError, Fate.UNKNOWN),
]


@pytest.mark.parametrize(("status", "body", "kind", "fate"), PROBLEMS)
async def test_every_refusal_has_its_kind_and_its_fate(
    status: str, body: bytes, kind: type[TelegramError], fate: Fate
) -> None:
    problem = await problem_of(answering(status, body))
    assert type(problem) is kind
    assert fate_of(problem) is fate
    assert "Amina" not in str(problem)


async def test_a_refusal_called_a_success_keeps_its_wish_to_wait() -> None:
    body = refusal(429, "Too Many Requests", parameters={"retry_after": 9})
    problem = await problem_of(answering("200 OK", body))
    assert isinstance(problem, RetryAfter)
    assert str(problem.retry_after) == "0:00:09"


async def test_an_answer_that_tells_of_an_error_code_is_an_answer() -> None:
    body = b'{"ok":true,"result":{"text":"\\"error_code\\": 429","error_code":7}}'
    async with server(answering("200 OK", body)) as url:
        assert (await asked(url))["error_code"] == 7


async def test_a_gateways_wish_to_wait_is_heard() -> None:
    problem = await problem_of(answering("429 Too Many", b"", "Retry-After: 17"))
    assert isinstance(problem, RetryAfter)
    assert str(problem.retry_after) == "0:00:17"


async def test_a_refused_connection_was_never_used() -> None:
    async with server(silent) as url:
        gone = url
    with pytest.raises(NotSent):
        await asked(gone)


async def test_a_name_nobody_knows_was_never_asked() -> None:
    with pytest.raises(NotSent):
        await asked(f"http://nobody.invalid/bot{TOKEN}/sendMessage")


async def test_a_server_that_takes_no_call_was_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.transport.CONNECT_WITHIN", 0.1)
    with socket.create_server(("127.0.0.1", 0), backlog=0) as deaf, ExitStack() as callers:
        for _ in range(3):
            caller = callers.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(deaf.getsockname())
        with pytest.raises(NotSent):
            await asked(f"http://127.0.0.1:{deaf.getsockname()[1]}/bot{TOKEN}/sendMessage")


@pytest.mark.parametrize("answer", [hanging_up, stopping_half_way])
async def test_of_a_cut_connection_nobody_knows(answer: Answering) -> None:
    problem = await problem_of(answer)
    assert type(problem) is NetworkError
    assert fate_of(problem) is Fate.UNKNOWN


async def test_of_an_answer_that_does_not_come_nobody_knows() -> None:
    problem = await problem_of(silent, read_timeout=0.05)
    assert isinstance(problem, TimedOut)
    assert fate_of(problem) is Fate.UNKNOWN


@pytest.mark.parametrize("answer", [hanging_up, stopping_half_way, answering("502 Bad Gateway", b"<html>")])
async def test_no_error_names_the_token(answer: Answering) -> None:
    problem: BaseException | None = await problem_of(answer)
    while problem is not None:
        assert "CANARY" not in f"{problem!r} {problem}"
        assert problem.__cause__ is None
        problem = problem.__context__ if not problem.__suppress_context__ else None
