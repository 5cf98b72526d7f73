"""Every conversation runs in a calm town, and once more with the bot killed and rebuilt after every step."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.town import Town, town_in

# Written from the right, with values that keep their own direction: where most could go wrong.
KILLED_IN = "ar"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Killed after every step a conversation runs in one language only: what a kill can break knows no languages."""
    left = [item for item in items if _of(item, "town") is True and _of(item, "language") not in (None, KILLED_IN)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def _of(item: pytest.Item, parameter: str) -> object:
    """What this test is given for a parameter, if it has it."""
    return item.callspec.params.get(parameter) if isinstance(item, pytest.Function) and _varies(item) else None


def _varies(item: pytest.Function) -> bool:
    return hasattr(item, "callspec")


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
