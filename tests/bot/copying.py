"""The command line on the house of a town, for what is done with copies and with what was kept too long."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.settings import Settings, as_environment, read_settings
from storage.sealed_file import SealedFile


def nabobot(monkeypatch: pytest.MonkeyPatch, settings: Settings, *words: str, answer: str | None = None) -> Result:
    """Run a command with these settings; it must not be called while a loop runs here."""
    monkeypatch.setattr("bot.logs.start_logging", lambda *_: None)
    given = as_environment(settings)
    monkeypatch.setattr("bot.command.read_settings", lambda **more: read_settings(given, None, **more))
    return CliRunner().invoke(main, words, input=answer)


def trouble(result: Result) -> str:
    """The one line with which a command that failed says why."""
    assert result.exit_code == 1, result.output
    line = result.stderr.strip().splitlines()[-1]
    assert line.startswith("nabobot: ")
    return line.removeprefix("nabobot: ")


def unsealed(copy: Path, into: Path, settings: Settings) -> Path:
    """What is in a copy, as a database."""
    with copy.open("rb") as source:
        into.write_bytes(b"".join(SealedFile(source, settings.secret_keys)))
    return into


def query(path: Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement, values).fetchall()
