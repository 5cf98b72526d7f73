"""Every conversation runs in a calm town, and once more with the bot killed and rebuilt after every step."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.town import Town, town_in


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
