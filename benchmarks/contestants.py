"""Who is measured, and how each is started: the same settings for everybody, and none from this machine."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet

from benchmarks.process import Running, spawn
from benchmarks.programme import programme

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "1:benchmark"


@dataclass(frozen=True, slots=True)
class Contestant:
    """A bot that can hold the booking conversation."""

    name: str
    arguments: Sequence[str]


OURS = Contestant("ours", ("-m", "benchmarks.as_installed", "run"))
PEER = Contestant("plain PTB", ("-m", "benchmarks.peer"))


class House:
    """A folder in which a bot runs, stops and runs again, with all it remembers."""

    def __init__(self, contestant: Contestant, folder: Path, url: str) -> None:
        self.contestant, self.folder = contestant, folder
        (folder / "programme.toml").write_text(programme(), "utf-8")
        (folder / "data").mkdir()
        # Nothing of the surroundings' own settings may slip in: where Python may keep no bytecode, every start would
        # compile all that is ours, and of the peer one file.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("NABOBOT_", "PYTHON"))}
        self.environment = {
            **kept,
            "PYTHONPATH": str(ROOT),
            "NABOBOT_TOKEN": TOKEN,
            "NABOBOT_API_URL": url,
            "NABOBOT_DATA": str(folder / "data"),
            "NABOBOT_PROGRAMME": str(folder / "programme.toml"),
            "NABOBOT_PACE": "0",
            "NABOBOT_SECRET_KEY": Fernet.generate_key().decode(),
        }

    async def open(self) -> Running:
        """Start the bot."""
        return await spawn([sys.executable, *self.contestant.arguments], self.environment, self.folder)
