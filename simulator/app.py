"""The Bot API over HTTP, on loopback."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator import server
from simulator.parameters import Upload, Values
from simulator.refusals import Refusal
from simulator.telegram import LocalTelegram

LARGEST_UPLOAD = 50 << 20
Files = dict[str, Upload]


def create_app(telegram: LocalTelegram) -> Starlette:
    """The Bot API of this Telegram, as an application to serve."""

    async def bot_api(request: Request) -> Response:
        refusal = token_refusal(telegram, request.path_params["token"])
        if refusal:
            return server.written(refusal.answer)
        given, files = await parameters(request)
        if sum(len(upload.content) for upload in files.values()) > LARGEST_UPLOAD:
            return server.written(Refusal(413, HTTPStatus(413).phrase).answer)
        return await server.answer(telegram, request, given, files)

    async def file_link(request: Request) -> Response:
        known = request.path_params["token"] == telegram.token
        content = telegram.files.fetch(request.path_params["path"]) if known else None
        return server.written(Refusal(404, "Not Found").answer) if content is None else Response(content)

    api = Route("/bot{token}/{method}", bot_api, methods=["GET", "POST"])
    return Starlette(routes=[api, Route("/file/bot{token}/{path:path}", file_link)])


def token_refusal(telegram: LocalTelegram, token: str) -> Refusal | None:
    """A token of the wrong shape is refused by the front, an unknown one by the server."""
    if token == telegram.token:
        return Refusal(400, "Logged out") if telegram.logged_out else None
    misshapen = ":" not in token or token.startswith("0") or len(token) > 80
    return Refusal(404, "Not Found") if misshapen else Refusal(401, "Unauthorized")


async def parameters(request: Request) -> tuple[Values, Files]:
    """What was given, the query before the body; of one name the first counts."""
    query = parse_qsl(request.scope["query_string"].decode(), keep_blank_values=True)
    body, files = await read_body(request)
    given: Values = {}
    for name, value in [*query, *body]:
        given.setdefault(name, value)
    return given, files


async def read_body(request: Request) -> tuple[list[tuple[str, Any]], Files]:
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type == "multipart/form-data":
        return await read_multipart(request)
    body = await request.body()
    if content_type == "application/json":
        return list(read_json(body).items()), {}
    if content_type == "application/x-www-form-urlencoded":
        return parse_qsl(body.decode(), keep_blank_values=True, encoding="utf-8"), {}
    return [], {}


def read_json(body: bytes) -> Values:
    """A body that is no object is read as an empty one, as the real server does."""
    try:
        given = json.loads(body)
    except ValueError:
        return {}
    return {name: value for name, value in given.items() if value is not None} if isinstance(given, dict) else {}


async def read_multipart(request: Request) -> tuple[list[tuple[str, Any]], Files]:
    fields: list[tuple[str, Any]] = []
    files: Files = {}
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                files[name] = Upload(value.filename or name, await value.read())
            else:
                fields.append((name, value))
    return fields, files
