"""How the house ends: told from outside, or because it cannot go on."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from bot.reports import Mishap

T = TypeVar("T")
UNKNOWN_TOKEN = "Telegram does not know this NABOBOT_TOKEN: ask @BotFather for the one in force"


class Stopped(Mishap):
    """The house cannot go on; the message says why."""


async def unless(told: asyncio.Event, doing: Coroutine[Any, Any, T]) -> T | None:
    """Do something, unless we are told to stop before it is done."""
    task, waiting = asyncio.create_task(doing), asyncio.create_task(told.wait())
    try:
        await asyncio.wait((task, waiting), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        waiting.cancel()
        task.cancel()
        await asyncio.wait((task,))
