"""Calls of the Bot API with plain values, through the library's transport and at our pace.

The library's own methods turn every answer into objects that nobody reads, which costs as much as all the rest.
"""

import json
import mimetypes
from dataclasses import dataclass, field
from typing import Any, cast

from telegram.ext import ExtBot
from telegram.request import RequestData

from bot.pace import Haste, Pace

UNKNOWN_KIND = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the method, its values (those that are None are left out), and files by name and content."""

    method: str
    values: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def contains_files(self) -> bool:
        """Whether it must go in several parts."""
        return bool(self.files)

    @property
    def parameters(self) -> dict[str, Any]:
        """The values, for a JSON body."""
        return {name: value for name, value in self.values.items() if value is not None}

    @property
    def json_parameters(self) -> dict[str, str]:
        """The values, each as text, for a body of several parts."""
        return {name: _as_text(value) for name, value in self.parameters.items()}

    @property
    def multipart_data(self) -> dict[str, tuple[str, bytes, str]]:
        """The files, each with its kind."""
        return {
            name: (filename, content, mimetypes.guess_type(filename)[0] or UNKNOWN_KIND)
            for name, (filename, content) in self.files.items()
        }


class Wire:
    """Telegram, for those who send."""

    def __init__(self, bot: ExtBot[Any]) -> None:
        self.bot = bot
        self._pace = cast(Pace | None, bot.rate_limiter)

    async def call(self, call: Call, haste: Haste) -> Any:
        """Make one call; the answer comes as it is."""
        if self._pace is None:
            return await self._post(call)
        return await self._pace.process_request(self._post, (call,), {}, call.method, call.values, haste)

    async def _post(self, call: Call) -> Any:
        return await self.bot.request.post(f"{self.bot.base_url}/{call.method}", cast(RequestData, call))


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
