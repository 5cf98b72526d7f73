"""Puts an SQLite without the WAL-reset fault in place, before anything imports the standard one.

The fault (sqlite.org/wal.html#walresetbug) is in 3.7.0 to 3.51.2, save 3.44.6 and 3.50.7: with two connections a
checkpoint against a write can corrupt the file.
"""

import importlib
import sys

FIXED_BRANCHES = {(3, 44): 6, (3, 50): 7}
FIXED_SINCE = (3, 51, 3)


def put_in_place() -> None:
    """Let `import sqlite3` mean the wheel's SQLite; without a wheel (Linux on ARM, say) the system's stays."""
    if "sqlite3" in sys.modules and sys.modules["sqlite3"].__name__ != "sqlite3":
        return
    try:
        replacement = importlib.import_module("pysqlite3")
        dbapi = importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return
    sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"] = replacement, dbapi


def is_sound(version: tuple[int, ...]) -> bool:
    """Whether write-ahead logging is safe with this SQLite."""
    return version >= FIXED_SINCE or FIXED_BRANCHES.get((version[0], version[1]), 1_000) <= version[2]


def journal_mode() -> str:
    """WAL where it is safe, else the old rollback journal."""
    sqlite = importlib.import_module("sqlite3")
    return "WAL" if is_sound(sqlite.sqlite_version_info) else "DELETE"
