"""A bot that asks the local Telegram directly, without a wire between them."""

import json
from typing import Any

from simulator import LocalTelegram
from simulator.parameters import Upload


class Bot:
    """Sends parameters as text, as every client does."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self.telegram = telegram

    async def answer(self, method: str, files: dict[str, Upload] | None = None, /, **given: Any) -> dict[str, Any]:
        texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}
        return await self.telegram.call(method, texts, files)

    async def __call__(self, method: str, files: dict[str, Upload] | None = None, /, **given: Any) -> Any:
        answer = await self.answer(method, files, **given)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, files: dict[str, Upload] | None = None, /, **given: Any) -> str:
        """The description of the error that must come."""
        answer = await self.answer(method, files, **given)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def updates(self, **given: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self("getUpdates", **given)
        return found

    async def news(self) -> list[dict[str, Any]]:
        """All that waits, confirmed at once."""
        found = await self.updates()
        if found:
            await self.updates(offset=found[-1]["update_id"] + 1)
        return found


def inline(*labels: str, data: str | None = None) -> dict[str, Any]:
    """An inline keyboard of one column."""
    return {"inline_keyboard": [[{"text": label, "callback_data": data or label}] for label in labels]}
