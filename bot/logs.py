"""The log: one line an event, with ids and reference codes; never words of people, never the token."""

import asyncio
import logging
import re
import sys
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from bot.reports import where

NOISY = ("httpx", "telegram", "apscheduler", "aiohttp", "sqlalchemy", "alembic", "uvicorn")
HIDDEN = "[token]"
OURS = "nabobot"
# The secret in the address of a calendar.
CALENDAR = re.compile(r"(/calendar/)[^\s/?\"']+")


class Redaction:
    """Takes the token out of a line, however its colon is written, and the secret out of a calendar's address."""

    def __init__(self, token: str) -> None:
        number, _, secret = token.partition(":")
        self._pattern = re.compile(rf"(?:{number}(?::|%3A))?{re.escape(secret)}", re.IGNORECASE) if secret else None

    def __call__(self, line: str) -> str:
        line = CALENDAR.sub(rf"\1{HIDDEN}", line)
        return self._pattern.sub(HIDDEN, line) if self._pattern else line


class _Lines(logging.Formatter):
    """What libraries say, in one line each, with the place of an error in place of its words."""

    def __init__(self, redact: Redaction) -> None:
        super().__init__("%(asctime)s level=%(levelname)s from=%(name)s event=%(message)r")
        self.redact = redact

    def format(self, record: logging.LogRecord) -> str:
        if record.name == OURS:
            return self.redact(record.getMessage())
        problem = record.exc_info[1] if record.exc_info else None
        record.exc_text = record.exc_info = record.stack_info = None
        line = super().format(record).replace("\n", " ")
        return self.redact(line if problem is None else f"{line} {_told(problem)}")


def start_logging(token: str, least: int = logging.INFO) -> None:
    """Send every log and every unforeseen error to stderr, fit to be read by others."""
    redact = Redaction(token)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines(redact))
    logging.basicConfig(handlers=[handler], level=least, force=True)
    # A full disk under the log is no reason to fall silent towards people.
    logging.raiseExceptions = False
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _place_of_error,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"], bool_as_flag=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=lambda *_names: logging.getLogger(OURS),
        cache_logger_on_first_use=False,
    )
    sys.excepthook = _last_words


def watch_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Let errors of forgotten tasks be one line as well."""
    loop.set_exception_handler(_forgotten)


def _place_of_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    given = event.pop("exc_info", None)
    problem = sys.exc_info()[1] if given is True else given
    if isinstance(problem, BaseException):
        event.update(problem=type(problem).__name__, at=where(problem))
    return event


def _forgotten(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    structlog.get_logger(__name__).error("loop_problem", exc_info=context.get("exception"))


def _last_words(_kind: type[BaseException], problem: BaseException, _trace: TracebackType | None) -> None:
    if isinstance(problem, KeyboardInterrupt):
        return
    structlog.get_logger(__name__).critical("stopped_by_a_defect", exc_info=problem)


def _told(problem: BaseException) -> str:
    return f"problem={type(problem).__name__} at={where(problem)!r}"
