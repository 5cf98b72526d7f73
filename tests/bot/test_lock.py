"""One house at a time on one database."""

import os
from pathlib import Path

import pytest

from bot.lock import TakenAlready, file_lock, server_lock
from bot.settings import read_settings
from storage.cipher import Cipher
from storage.engine import Database
from tests.bot.street import KEY, Street

SERVER = os.environ.get("NABOBOT_TEST_DATABASE_URL")


def test_a_second_house_says_why_it_does_not_open(tmp_path: Path) -> None:
    settings = read_settings({"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": str(tmp_path / "data")}, None)
    with file_lock(settings):
        with (
            pytest.raises(TakenAlready, match="another Nabobot works on"),
            file_lock(settings),
        ):
            pass
        other = read_settings({"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": str(tmp_path / "other")}, None)
        with file_lock(other):
            pass
    with file_lock(settings):
        pass


def test_a_server_is_not_locked_by_a_file(tmp_path: Path) -> None:
    given = {"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": str(tmp_path / "data"), "NABOBOT_DATABASE_URL": "postgresql://h/n"}
    with file_lock(read_settings(given, None)):
        assert not (tmp_path / "data").exists()


async def test_a_file_is_not_locked_by_the_database(street: Street) -> None:
    async with server_lock(street.house.database), server_lock(street.house.database):
        pass


@pytest.mark.postgresql
@pytest.mark.skipif(SERVER is None, reason="NABOBOT_TEST_DATABASE_URL names no PostgreSQL")
async def test_a_server_lets_one_house_in_at_a_time() -> None:
    one, other = (Database(str(SERVER), Cipher([KEY])) for _ in range(2))
    async with server_lock(one):
        with pytest.raises(TakenAlready, match="another Nabobot works on this database already"):
            async with server_lock(other):
                pass
    async with server_lock(other):
        pass
    await one.close()
    await other.close()
