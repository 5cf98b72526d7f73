"""One attempt to post an update to the bot's web address, and what came back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

from simulator.parameters import Values
from simulator.updates import Update

ATTEMPT_SECONDS = 60
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
NOT_IN_AN_ANSWER = frozenset({"setwebhook", "deletewebhook", "close", "logout"})


@dataclass(frozen=True)
class Outcome:
    """What an attempt came to; an answer may ask for a method in its body."""

    status: int = 0
    problem: str = ""
    retry_after: int | None = None
    method: str = ""
    parameters: Values = field(default_factory=dict)

    @property
    def taken(self) -> bool:
        return 200 <= self.status < 300


def posting() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(ATTEMPT_SECONDS))


async def post(session: aiohttp.ClientSession, url: str, secret: str, update: Update) -> Outcome:
    headers = {SECRET_HEADER: secret} if secret else {}
    try:
        async with session.post(url, json=update, headers=headers, allow_redirects=False) as response:
            body = await response.read()
            return outcome(response, body)
    except TimeoutError:
        return Outcome(problem="Read timeout expired")
    except aiohttp.ClientConnectorError:
        return Outcome(problem="Connection refused")
    except aiohttp.ClientError:
        return Outcome(problem="Connection closed")


def outcome(response: aiohttp.ClientResponse, body: bytes) -> Outcome:
    if not 200 <= response.status < 300:
        wait = response.headers.get("Retry-After", "")
        problem = f"Wrong response from the webhook: {response.status} {response.reason}"
        return Outcome(response.status, problem, int(wait) if wait.isdecimal() else None)
    parameters = call_in(response.content_type, body)
    method = str(parameters.pop("method", ""))
    excluded = method.lower() in NOT_IN_AN_ANSWER or method.lower().startswith("get")
    return Outcome(response.status, method="" if excluded else method, parameters=parameters)


def call_in(content_type: str, body: bytes) -> dict[str, Any]:
    """The method call an answer may carry."""
    try:
        if content_type == "application/json":
            given = json.loads(body)
            return given if isinstance(given, dict) else {}
        if content_type == "application/x-www-form-urlencoded":
            return dict(parse_qsl(body.decode()))
    except ValueError:
        return {}
    return {}
