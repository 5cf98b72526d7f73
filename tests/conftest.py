"""What holds for every test."""

import gc

import pytest


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look for garbage, but not in what was loaded: as the bot does once it has started."""
    gc.collect()
    gc.freeze()
