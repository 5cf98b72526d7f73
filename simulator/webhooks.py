"""Delivery of updates to the bot's web address, with retries that follow the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.updates import Pending

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram


class Webhook:
    def __init__(self, telegram: LocalTelegram) -> None:
        self.url = ""

    def push(self, pending: Pending) -> None: ...
    def look(self) -> None: ...
    def set(self, values: dict[str, Any]) -> None: ...
    def info(self) -> dict[str, Any]:
        return {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
