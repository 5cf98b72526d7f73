"""Conversations run in a steady town, or in one where the bot is killed and rebuilt after every step."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeGuard
from zlib import crc32

import pytest
import pytest_asyncio

from tests.town import Town, town_in

# Written from the right, with values that keep their own direction: where most could go wrong.
KILLED_IN = "ar"
# What runs steady beside it, by turns.
STEADY_IN = ("da", "en")
EVERYWHERE = "NABOBOT_EVERY_TOWN" in os.environ


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run a conversation where it shows most: all of them in every town and language are half as many again.

    With a language, it is killed in Arabic and steady in Danish or English; without one it is killed or steady, by
    turns. Its name says which: so every run takes the same, and whoever wants all of it runs `make thorough`.
    """
    left = [] if EVERYWHERE else [item for item in items if _in_towns(item) and not _runs(item)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def _in_towns(item: pytest.Item) -> TypeGuard[pytest.Function]:
    """Whether this test is given both towns."""
    return isinstance(item, pytest.Function) and hasattr(item, "callspec") and "town" in item.callspec.params


def _runs(item: pytest.Function) -> bool:
    given = item.callspec.params
    killed, turn = bool(given["town"]), crc32(item.originalname.encode()) % 2
    if "language" not in given:
        return killed is bool(turn)
    return given["language"] == (KILLED_IN if killed else STEADY_IN[turn])


@pytest.fixture(params=["da", "en", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    """The resident's language."""
    return str(request.param)


@pytest_asyncio.fixture(params=[False, True], ids=["steady", "killed after every step"])
async def town(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    """A town with a running bot."""
    async with town_in(tmp_path, restless=request.param) as found:
        yield found


@pytest_asyncio.fixture
async def calm_town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town in which the bot is killed only when a test says so."""
    async with town_in(tmp_path, restless=False) as found:
        yield found
