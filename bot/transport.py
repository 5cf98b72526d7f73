"""Telegram over aiohttp, telling apart what never left from what may have arrived."""

import json
from typing import Any

import aiohttp
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS = 128
CONNECT_WITHIN = 10.0
ANSWER_WITHIN = 20.0
KNOWN_REFUSALS = frozenset({400, 401, 403, 404, 409, 429})


class NotSent(NetworkError):
    """The request never left this machine: it can be tried again without a thought."""


class ServerTrouble(NetworkError):
    """The server answered that it could not do it."""


class Transport(BaseRequest):
    """What python-telegram-bot sends with. No error names the address, because the token is in it."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds an answer may take."""
        return ANSWER_WITHIN

    async def initialize(self) -> None:
        """Open the pool of connections."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=CONNECTIONS))

    async def shutdown(self) -> None:
        """Close the pool."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; say how it went in Telegram's library's own errors."""
        assert self._session is not None
        within = ANSWER_WITHIN if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        timeout = aiohttp.ClientTimeout(total=None, connect=CONNECT_WITHIN, sock_read=within)
        try:
            async with self._session.request(method, url, timeout=timeout, **_body(request_data)) as response:
                payload = await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
            raise NotSent(f"not sent: {type(problem).__name__}") from None
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as problem:
            raise NetworkError(f"no answer: {type(problem).__name__}") from None
        status = _status(response, payload)
        _refuse_oddities(status, response, payload)
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer. The library's own reader would write it into the log, with what people wrote."""
        try:
            found = json.loads(payload)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise NetworkError("an answer nobody can read")
        return found


def _body(request: RequestData | None) -> dict[str, Any]:
    if request is None:
        return {}
    if not request.contains_files:
        return {"json": request.parameters}
    form = aiohttp.FormData()
    for name, value in request.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in request.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}


def _status(response: aiohttp.ClientResponse, payload: bytes) -> int:
    """How it went; a refusal that some servers pass on as a success says so itself."""
    if response.status >= 400 or b'"error_code"' not in payload:
        return response.status
    try:
        told = json.loads(payload)["error_code"]
    except (ValueError, TypeError, KeyError):
        return response.status
    return told if isinstance(told, int) and 400 <= told < 600 else response.status


def _refuse_oddities(status: int, response: aiohttp.ClientResponse, payload: bytes) -> None:
    """Say what gateways answer in place of Telegram; the library would take it for a lost answer."""
    if status >= 500:
        raise ServerTrouble(f"HTTP {status}")
    if status == 429 and b"retry_after" not in payload:
        raise RetryAfter(int(response.headers.get("Retry-After", "5")))
    if status >= 400 and status not in KNOWN_REFUSALS:
        raise BadRequest(f"HTTP {status}")
    if status < 400 and b'"result"' not in payload:
        raise NetworkError("an answer without a result")
