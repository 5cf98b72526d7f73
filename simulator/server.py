"""How an answer leaves: as it should, or as a fault was ordered; and the server that sends it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from simulator import spec
from simulator.faults import Order
from simulator.parameters import Upload, Values
from simulator.refusals import Refusal, flood, forbidden

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram

CONNECTION = "simulator.connection"
BAD_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>nginx</body>\r\n</html>\r\n"


def written(answer: dict[str, Any]) -> Response:
    """The answer as the real server writes it: the HTTP status is the error code."""
    body = json.dumps(answer, separators=(",", ":"))
    response = Response(body, answer.get("error_code", 200), media_type="application/json")
    if "retry_after" in answer.get("parameters", {}):
        response.headers["Retry-After"] = str(answer["parameters"]["retry_after"])
    return response


async def answer(telegram: LocalTelegram, request: Request, given: Values, files: dict[str, Upload]) -> Response:
    """Answer a request, with the fault that was ordered for it."""
    method = request.path_params["method"]
    known = method.lower() in spec.method_names()
    order = telegram.faults.take(method, numbered(given)) if known and telegram.faults.orders else None
    if order is None:
        return written(await result(telegram, request, given, files))
    telegram.touch()
    if order.kind == "delay" and not order.details.get("after_effect"):
        # A bot that has given up waiting by then is not asked: its request takes effect all the same.
        await order.released.wait()
        return written(await result(telegram, request, given, files))
    if order.kind in ("delay", "truncated", "cut-after", "200-not-ok"):
        return await spoilt(order, request, await result(telegram, request, given, files))
    return refused_by(order, telegram, request, given)


async def spoilt(order: Order, request: Request, done: dict[str, Any]) -> Response:
    """What was asked has been done; the answer goes wrong."""
    if order.kind == "delay":
        await order.released.wait()
        return written(done)
    if order.kind == "200-not-ok":
        return written({"ok": False, "description": order.details.get("description", "Something went wrong")})
    if order.kind == "cut-after":
        return hang_up(request)
    body = bytes(written(done).body)
    return Response(body[: len(body) // 2], media_type="application/json")


def refused_by(order: Order, telegram: LocalTelegram, request: Request, given: Values) -> Response:
    """Nothing is done."""
    if order.kind == "cut-before":
        return hang_up(request)
    if order.kind == "502-html":
        return Response(BAD_GATEWAY, 502, media_type="text/html")
    method, refusal = request.path_params["method"], refusal_of(order)
    telegram.record(method, telegram.read(method, given, {}), refusal.answer)
    return written(refusal.answer)


def refusal_of(order: Order) -> Refusal:
    if order.kind == "429":
        return flood(order.details.get("retry_after", 1))
    if order.kind == "403-blocked":
        return forbidden("bot was blocked by the user")
    return Refusal(500, "Internal Server Error: restart")


def numbered(given: Values) -> Values:
    """The parameters with the chat's id as a number, as faults are ordered by."""
    chat_id = str(given.get("chat_id", ""))
    return {**given, "chat_id": int(chat_id)} if chat_id.lstrip("-").isdecimal() else given


async def result(telegram: LocalTelegram, request: Request, given: Values, files: dict[str, Upload]) -> dict[str, Any]:
    method = request.path_params["method"]
    call = telegram.call(method, given, files)
    return await (unless_gone(request, call) if method.lower() == "getupdates" else call)


async def unless_gone(request: Request, call: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
    """A long poll ends when the bot behind it hangs up."""
    waiting, gone = asyncio.ensure_future(call), asyncio.ensure_future(request.receive())
    try:
        await asyncio.wait((waiting, gone), return_when=asyncio.FIRST_COMPLETED)
        return waiting.result() if waiting.done() else {"ok": True}
    finally:
        waiting.cancel()
        gone.cancel()


def hang_up(request: Request) -> Response:
    """Drop the connection without a word; the response returned reaches nobody."""
    request.scope[CONNECTION].abort()
    return Response()


def with_connection(app: ASGIApp) -> ASGIApp:
    """Let endpoints reach the connection they answer on: ASGI itself knows no way to cut it."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        scope[CONNECTION] = getattr(send, "__self__").transport  # noqa: B009
        # Only the end of the server cancels an answer, and by then nobody waits for it.
        with suppress(asyncio.CancelledError):
            await app(scope, receive, send)

    return wrapped


@asynccontextmanager
async def serve(app: ASGIApp, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve the application in this loop; give its address."""
    listener = socket.create_server((host, port), backlog=512)
    # A listener made here is no TCP socket to asyncio, which then leaves every answer waiting 40 ms for company.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        with_connection(app), http="h11", ws="none", lifespan="off", log_config=None, access_log=False,
        date_header=False, server_header=False, timeout_keep_alive=75,
    )  # fmt: skip
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup(sockets=[listener])
    try:
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        await close(server)


async def close(server: uvicorn.Server) -> None:
    """Hang up on everybody, so that no long poll holds the end up."""
    for listening in server.servers:
        listening.close()
    for connection in list(server.server_state.connections):
        connection.transport.abort()
    answering = list(server.server_state.tasks)
    for task in answering:
        task.cancel()
    await asyncio.gather(*answering)
