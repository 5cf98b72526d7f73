"""How the bot gets its updates: by asking, or at a web address."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

from simulator.parameters import Values
from simulator.updates import Update

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram


def get_updates(telegram: LocalTelegram, values: Values) -> Awaitable[list[Update]]:
    return telegram.polls.answer(values)


def set_webhook(telegram: LocalTelegram, values: Values) -> bool:
    telegram.webhook.set(values)
    return True


def delete_webhook(telegram: LocalTelegram, values: Values) -> bool:
    telegram.webhook.set({"drop_pending_updates": values.get("drop_pending_updates", False)})
    return True


def get_webhook_info(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    return telegram.webhook.info()
