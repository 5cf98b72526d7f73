"""What holds for every test."""

import gc

import pytest
import structlog


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look for garbage, but not in what was loaded: as the bot does once it has started."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def plain_log() -> None:
    """What goes wrong on purpose is told in a line: drawing its whole trace in colours takes a second each time."""
    structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.KeyValueRenderer()])
