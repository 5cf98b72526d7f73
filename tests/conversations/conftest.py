"""Every conversation runs in a steady town, and once more with the bot killed and rebuilt after every step."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeGuard

import pytest
import pytest_asyncio

from tests.town import Town, town_in

# Written from the right, with values that keep their own direction: where most could go wrong.
KILLED_IN = "ar"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Killed after every step a conversation runs in one language, and steady in the others: a kill knows no languages.

    So every language is read and both towns are lived in, and no run shows only what two others show already.
    """
    left = [item for item in items if _varies(item) and _is_shown_elsewhere(item)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


def _varies(item: pytest.Item) -> TypeGuard[pytest.Function]:
    """Whether this test is given both a town and a language."""
    return (
        isinstance(item, pytest.Function)
        and hasattr(item, "callspec")
        and {"town", "language"} <= set(item.callspec.params)
    )


def _is_shown_elsewhere(item: pytest.Function) -> bool:
    given = item.callspec.params
    return bool(given["town"]) is not (given["language"] == KILLED_IN)


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
