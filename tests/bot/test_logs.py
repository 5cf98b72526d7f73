"""The log holds neither the token nor anybody's words, on whatever way an error comes."""

import asyncio
import errno
import io
import logging
import sys
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
import structlog

from bot.logs import HIDDEN, Redaction, start_logging, watch_loop

TOKEN = "1234567:CANARY-secret_token"
WORDS = "my brother hits me"


@pytest.fixture(autouse=True)
def all_put_back(logs: object) -> Iterator[None]:
    """Leave logging as it was found."""
    root, hook, raising = logging.getLogger(), sys.excepthook, logging.raiseExceptions
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], sys.excepthook, logging.raiseExceptions = handlers, hook, raising
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Callable[[Callable[[], None]], list[str]]:
    """What stands in the log after something was done."""

    def after(doing: Callable[[], None]) -> list[str]:
        start_logging(TOKEN)
        doing()
        out, err = capsys.readouterr()
        assert out == ""
        return err.strip().splitlines()

    return after


def broken() -> Exception:
    try:
        raise ValueError(f"{WORDS} at https://api.telegram.org/bot{TOKEN}/sendMessage")
    except ValueError as problem:
        return problem


def by_structlog() -> None:
    try:
        raise broken()
    except ValueError:
        structlog.get_logger("x").exception("failed", url=f"/bot{TOKEN}/x", quoted=quote(TOKEN, safe=""))


def by_structlog_given() -> None:
    structlog.get_logger("x").error("failed", exc_info=broken())


def by_stdlib() -> None:
    try:
        raise broken()
    except ValueError:
        logging.getLogger("library").exception("calling /bot%s/x", TOKEN)


def by_stdlib_quoted() -> None:
    logging.getLogger("library").warning("calling %s\nand %s", quote(TOKEN, safe=""), TOKEN.lower())


def by_excepthook() -> None:
    problem = broken()
    sys.excepthook(type(problem), problem, problem.__traceback__)


def by_forgotten_task() -> None:
    async def forget() -> None:
        watch_loop(asyncio.get_running_loop())
        context = {"message": f"Task exception was never retrieved {TOKEN}", "exception": broken()}
        asyncio.get_running_loop().call_exception_handler(context)

    asyncio.run(forget())


WAYS = [by_structlog, by_structlog_given, by_stdlib, by_stdlib_quoted, by_excepthook, by_forgotten_task]


Lines = Callable[[Callable[[], None]], list[str]]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_way_into_the_log_is_open_to_the_token_or_to_words(way: Callable[[], None], lines: Lines) -> None:
    (line,) = lines(way)
    assert not any(word in line.lower() for word in ("canary", "secret_token", WORDS))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_an_error_says_where_it_happened(way: Callable[[], None], lines: Lines) -> None:
    if way is not by_stdlib_quoted:
        (line,) = lines(way)
        assert "problem=ValueError" in line
        assert "tests/bot/test_logs.py:" in line


def test_the_token_leaves_a_mark(lines: Lines) -> None:
    (line,) = lines(by_stdlib_quoted)
    assert line.count(HIDDEN) == 2


def chat() -> None:
    for name in ("httpx", "telegram.Bot", "apscheduler.scheduler", "aiohttp.access"):
        logging.getLogger(name).info("POST https://api.telegram.org/bot%s/x", TOKEN)


def test_what_libraries_chat_about_is_left_out(lines: Lines) -> None:
    assert lines(chat) == []


class FullDisk(io.StringIO):
    asked = False

    def write(self, line: str) -> int:
        self.asked = True
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_under_the_log_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    full = FullDisk()
    monkeypatch.setattr(sys, "stderr", full)
    start_logging(TOKEN)
    structlog.get_logger("x").error("failed")
    assert full.asked


def test_without_a_token_nothing_is_hidden() -> None:
    assert Redaction("")("a line") == "a line"


def test_the_secret_in_the_address_of_a_calendar_is_taken_out() -> None:
    secret = "Zx9_" * 8
    assert Redaction(TOKEN)(f'GET "/calendar/{secret}.ics" 200') == f'GET "/calendar/{HIDDEN}" 200'
