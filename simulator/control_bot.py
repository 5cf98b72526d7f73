"""Whether the bot runs, as honestly as it can be known from outside."""

import time
from typing import Any

from simulator.process import BotProcess
from simulator.telegram import LocalTelegram

# A bot that is at work does not ask for updates; one that has not asked for longer is gone.
QUIET = 10.0


class BotState:
    """Joins what the process says with whether the bot has asked for updates since it was started."""

    def __init__(self, telegram: LocalTelegram, process: BotProcess | None) -> None:
        self._telegram, self.process = telegram, process
        self._heard_of: int | None = None
        self._heard_at = -QUIET

    @property
    def name(self) -> str:
        if self._listens:
            self._heard_of, self._heard_at = self.process.pid if self.process else None, time.monotonic()
        if self.process is None:
            return "connected" if time.monotonic() < self._heard_at + QUIET else "absent"
        if not self.process.running:
            return "ended" if self.process.ended_by_itself else "stopped"
        return "running" if self._heard_of == self.process.pid else "starting"

    @property
    def _listens(self) -> bool:
        return self._telegram.polling or bool(self._telegram.webhook.url)

    def as_json(self) -> dict[str, Any]:
        state, telegram = self.name, self._telegram
        away = state not in ("running", "connected")
        return {
            "name": telegram.user["first_name"],
            "username": telegram.username,
            "state": state,
            # Whoever tries a bot of her own has to give it this token, which is worth nothing elsewhere.
            "token": telegram.token if self.process is None else None,
            "controllable": self.process is not None,
            "waiting": telegram.pending if away else 0,
            "ended": self._last_words() if state == "ended" else None,
        }

    def _last_words(self) -> dict[str, Any] | None:
        process = self.process
        return {"code": process.exit_code, "lines": process.last_lines()} if process else None
