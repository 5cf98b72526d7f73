"""The street the process is tried in: a local Telegram, a migrated database, a clock that stands."""

import shutil
from collections.abc import AsyncIterator, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import make_url
from structlog.testing import capture_logs

from simulator import Clock, LocalTelegram, create_app, serve
from storage.migrate import migrate
from tests.bot.street import MORNING, Street


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as it is on the first day, made once and copied."""
    path = tmp_path_factory.mktemp("migrated") / "nabobot.sqlite3"
    migrate(make_url(f"sqlite:///{path}"))
    return path


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[MutableMapping[str, Any]]]:
    """What would be written into the log; nothing is printed, for structlog paints errors in full and slowly."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture
def telegram(tmp_path_factory: pytest.TempPathFactory) -> LocalTelegram:
    # The file carries the clock to commands, which would else live by that of the machine.
    clock = Clock(tmp_path_factory.mktemp("clock") / "clock", start=MORNING)
    return LocalTelegram(clock=clock, limits=False, hasty=False)


@pytest_asyncio.fixture
async def address(telegram: LocalTelegram) -> AsyncIterator[str]:
    async with serve(create_app(telegram)) as found:
        yield found


@pytest_asyncio.fixture
async def street(telegram: LocalTelegram, address: str, migrated: Path, tmp_path: Path) -> AsyncIterator[Street]:
    """An open house whose people have not come yet."""
    shutil.copy(migrated, tmp_path / "nabobot.sqlite3")
    (tmp_path / "nabobot.sqlite3").chmod(0o600)
    found = Street(telegram, address, tmp_path)
    await found.open()
    yield found
    await found.kill()
    assert telegram.complaints == []
