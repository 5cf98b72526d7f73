"""Whether a failure lies with the database itself and may pass, or with what was asked of it."""

import socket
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# SQLite's primary result codes for what is wrong with the file, its disk or its lock.
_OF_THE_FILE = frozenset({5, 6, 7, 8, 10, 11, 13, 14, 15, 26})
# PostgreSQL's classes of state: connection, resources, operator's intervention, its system.
_OF_THE_SERVER = ("08", "53", "57", "58")
# What connecting to a server raises comes as it is, past SQLAlchemy.
_NOT_REACHED = (PoolTimeout, ConnectionError, TimeoutError, socket.gaierror)


def is_outage(problem: BaseException) -> bool:
    """Whether the database is away, locked, full or damaged, whatever it was asked."""
    if isinstance(problem, _NOT_REACHED):
        return True
    if isinstance(problem, DBAPIError):
        return problem.connection_invalidated or _away(problem.orig)
    return _away(problem)


def _away(original: Any) -> bool:
    code, state = getattr(original, "sqlite_errorcode", None), getattr(original, "sqlstate", None)
    if isinstance(code, int):
        return code & 0xFF in _OF_THE_FILE
    return str(state or "").startswith(_OF_THE_SERVER)
