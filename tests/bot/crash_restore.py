"""Kills a restore at each step that touches a file or ends a transaction, and prints the folders as JSON.

Run as `python crash_restore.py DATA COPY KEY FOLDER`: one process loads everything once and forks for every crash.
"""

import asyncio
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

# Alone, this file is a script: the rooms lie two folders above it.
sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import Engine, event

from bot.logs import start_logging
from bot.restore import restore
from bot.settings import read_settings
from locales import Languages

STEPS = ("link", "replace", "unlink", "fsync", "utime")


def killed_at(step: int, data: Path, copy: Path, key: str) -> bool:
    """Restore in a child that kills itself before this step; say whether it got so far."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    numbers = count(1)

    def before(work: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*args: Any, **more: Any) -> Any:
            if next(numbers) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return work(*args, **more)

        return stepped

    for name in STEPS:
        setattr(os, name, before(getattr(os, name)))
    event.listen(Engine, "commit", before(lambda _: None))
    given = {"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": str(data), "NABOBOT_SECRET_KEY": key}
    asyncio.run(restore(read_settings(given, None), copy, lambda _: True))
    os._exit(0)


def main() -> None:
    start_logging("")
    # Read once for all: to read the catalogues takes longer than all the rest.
    words = Languages.load(ZoneInfo("Europe/Copenhagen"))
    setattr(Languages, "load", lambda _zone, **_beside: words)  # noqa: B010
    data, copy, key, folder = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    houses: list[str] = []
    for step in count(1):
        house = shutil.copytree(data, folder / f"{step}")
        houses.append(str(house))
        if not killed_at(step, house, copy, key):
            break
    sys.stdout.write(json.dumps(houses))


if __name__ == "__main__":
    main()
