"""Short ways for the towns of the tests: past what a kill cannot touch and what no conversation is about.

Threads, the disk's own slowness, sockets and a bot's whole start are tried in `tests/bot`, `tests/storage`,
`tests/simulator` and `tests/processes`, where nothing is shortened.
"""

import asyncio
import json
import tomllib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from sqlalchemy import Engine, create_engine, event
from telegram.request import RequestData

from bot.house import House
from bot.transport import Transport
from domain.programme import Programme
from domain.programme_file import read_programme
from handlers.routing import Route, Routes
from locales import Languages
from simulator import LocalTelegram
from simulator.server import written
from storage import on_file
from storage.engine import Database
from storage.schema import State

T = TypeVar("T")
known: list[Engine] = []
prepare = on_file._prepare


@contextmanager
def short_ways(telegram: LocalTelegram, words: Languages) -> Iterator[None]:
    """Take them for as long as a town stands."""
    with ExitStack() as taken:
        # To read the catalogues takes longer than all the rest of a start, and they are the same every time.
        taken.enter_context(patch.object(Languages, "load", lambda _zone, **_beside: words))
        taken.enter_context(patch("bot.wiring.load_programme", read_programme_once))
        taken.enter_context(patch("handlers.house_rules.Routes", lambda routes: every_route(*routes)))
        taken.enter_context(patch("bot.wiring.Transport", lambda: InProcess(telegram)))
        taken.enter_context(patch("storage.on_file.create_engine", compiling_once))
        taken.enter_context(patch("storage.on_file._prepare", without_power_cuts))
        taken.enter_context(patch("storage.on_file.aside", in_place))
        taken.enter_context(patch.object(House, "_do_duties", when_the_clock_moved(House._do_duties)))
        yield


@contextmanager
def looked_at_before() -> Iterator[None]:
    """A bot that comes back after a kill finds the file it had: ours, whole and of today."""

    async def current(_: Database) -> State:
        return State.CURRENT

    with patch("bot.wiring.look", current):
        yield


def when_the_clock_moved(do: Callable[[House], Awaitable[None]]) -> Callable[[House], Awaitable[None]]:
    """What time brings is looked for when time has passed; a step in which nobody waited brings nothing."""
    done: list[datetime] = []

    async def do_duties(house: House) -> None:
        if done != [house.now()]:
            done[:] = [house.now()]
            await do(house)

    return do_duties


def read_programme_once(path: Path) -> Programme:
    """A programme file may change between two starts; what it says is read once."""
    return understood(path.read_text(encoding="utf-8"))


@cache
def understood(programme: str) -> Programme:
    return read_programme(tomllib.loads(programme))


@cache
def every_route(*routes: Route) -> Routes:
    """Nothing changes in the routes once they are read."""
    return Routes(routes)


def compiling_once(*args: Any, **given: Any) -> Engine:
    """Compile a statement once for all towns: to do it anew was a third of what every rebuilt bot did."""
    engine = create_engine(*args, query_cache_size=5000, **given)
    if known:
        engine.dialect, engine._compiled_cache = known[0].dialect, known[0]._compiled_cache
        return engine

    @event.listens_for(engine, "connect")
    def remember(*_: Any) -> None:
        # One that has spoken to a database knows all it must know of it.
        known.append(engine)

    return engine


def without_power_cuts(connection: Any, record: Any) -> None:
    """A bot that is killed leaves what it wrote with the system: only a power cut asks whether the disk has it."""
    prepare(connection, record)
    connection.execute("PRAGMA synchronous=OFF")


async def in_place(work: Callable[[], T]) -> T:
    """What else happens goes first, as while a thread works; nobody else holds the file for long."""
    await asyncio.sleep(0)
    return work()


class InProcess(Transport):
    """Asks the local Telegram itself; when something goes wrong on the wire, or files are sent, over the wire."""

    def __init__(self, telegram: LocalTelegram) -> None:
        super().__init__()
        self._telegram = telegram

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        """Make one call; what is asked and answered is as it would be written."""
        if self._telegram.faults.orders or (request_data is not None and request_data.contains_files):
            return await super().do_request(url, method, request_data, *args, **kwargs)
        # On a wire others would go first as well.
        await asyncio.sleep(0)
        given = json.loads(json.dumps(request_data.parameters if request_data is not None else {}))
        answer = written(await self._telegram.call(url.rpartition("/")[2], given))
        return answer.status_code, bytes(answer.body)
