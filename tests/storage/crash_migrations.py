"""Kills a migration at every seventh statement that changes something, each time on a fresh file, and prints the files.

Run as `python crash_migrations.py MIGRATED FOLDER`: one process loads everything once and forks for every crash.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

# Alone, this file is a script: the rooms lie two folders above it.
sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlalchemy import URL, Engine, event

from storage.migrate import migrate

# All statements lie in one transaction, so that neighbours break alike; each crash costs all that went before it.
STRIDE = 7
WRITES = ("CREATE", "DROP", "ALTER", "INSERT", "UPDATE", "DELETE")


def killed_at(statement: int, path: Path, to: str) -> bool:
    """Migrate in a child that kills itself at this statement; say whether it got so far."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    numbers = count(1)

    def kill(connection: Any, cursor: Any, sql: str, *_: Any) -> None:
        if sql.lstrip().startswith(WRITES) and next(numbers) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    # After the statement: what it did is in the transaction, and the one before it is not the last word.
    event.listen(Engine, "after_cursor_execute", kill)
    migrate(URL.create("sqlite", database=str(path)), to)
    os._exit(0)


def crash_everywhere(folder: Path, seed: Path | None, to: str) -> list[str]:
    """One file for every crash, up to the first migration that is not killed any more."""
    paths: list[str] = []
    for statement in count(1, STRIDE):
        path = folder / f"{to}-{statement}.sqlite"
        if seed:
            shutil.copy(seed, path)
        paths.append(str(path))
        if not killed_at(statement, path, to):
            return paths
    return paths


def main() -> None:
    migrated, folder = Path(sys.argv[1]), Path(sys.argv[2])
    seed = Path(shutil.copy(migrated, folder / "seed.sqlite"))
    with closing(sqlite3.connect(seed, isolation_level=None)) as connection:
        connection.execute("INSERT INTO vitals VALUES ('a row', 1)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ways = {"up": crash_everywhere(folder, None, "head"), "down": crash_everywhere(folder, seed, "base")}
    sys.stdout.write(json.dumps(ways))


if __name__ == "__main__":
    main()
