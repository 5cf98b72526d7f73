"""A local Telegram that stands still in time, and somebody who uses it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest

from simulator import Clock, LocalTelegram, Person, create_app, serve
from tests.simulator.asking import Bot

A_TUESDAY = datetime(2026, 3, 24, 15, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock(start=A_TUESDAY)


@pytest.fixture
def telegram(clock: Clock) -> LocalTelegram:
    return LocalTelegram(clock=clock, limits=False, hasty=False)


@pytest.fixture
def bot(telegram: LocalTelegram) -> Bot:
    return Bot(telegram)


@pytest.fixture
def amina(telegram: LocalTelegram) -> Person:
    """Somebody who has written to the bot."""
    person = telegram.add_person("Amina", "ar")
    person.start()
    telegram.queue.clear()
    return person


@pytest.fixture
async def address(telegram: LocalTelegram) -> AsyncIterator[str]:
    """Where the bot's methods are, on a real wire."""
    async with serve(create_app(telegram)) as root:
        yield f"{root}/bot{telegram.token}"


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session
