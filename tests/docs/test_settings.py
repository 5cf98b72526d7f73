"""The README's table of settings is what the program reads, with the defaults it has."""

import re
from dataclasses import fields
from pathlib import Path

from bot.settings import Settings, read_settings
from tests.docs.pages import CHECKOUT, PAGES, README, ROOMS, rows, section, spans

TOKEN = {"NABOBOT_TOKEN": "1:letters"}
TABLE = {spans(row[0])[0]: row[1] for row in rows(section(README, "## Settings"))}


class Asked(dict[str, str]):
    """An environment that notes what it is asked for."""

    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(given)
        self.names: set[object] = set()

    def __contains__(self, name: object) -> bool:
        self.names.add(name)
        return super().__contains__(name)


def settings(**given: str) -> Settings:
    return read_settings(TOKEN | given, env_file=None)


def asked_for() -> set[object]:
    """Every variable that the settings are read from."""
    environment = Asked(TOKEN)
    read_settings(environment, env_file=None)
    return environment.names


def shown(read: Settings) -> dict[str, object]:
    """What was read, paths as they are from anywhere."""
    values = {field.name: getattr(read, field.name) for field in fields(read)}
    return {name: value.resolve() if isinstance(value, Path) else value for name, value in values.items()}


def test_every_setting_stands_in_the_readme_and_no_other() -> None:
    assert set(TABLE) == asked_for()


def test_a_default_that_is_shown_is_the_one_in_force() -> None:
    given = {name: spans(default)[0] for name, default in TABLE.items() if not default.startswith("none")}
    assert len(given) >= 5
    assert {name: shown(settings(**{name: default})) for name, default in given.items()} == {
        name: shown(settings()) for name in given
    }


def test_a_default_that_is_another_one_would_be_noticed() -> None:
    assert shown(settings(NABOBOT_PACE="29")) != shown(settings())


def test_none_means_none() -> None:
    read = settings()
    assert (read.clock_file, read.webhook_url, read.webhook_secret, read.secret_keys) == (None, None, None, ())
    assert read.database_file == read.data / spans(TABLE["NABOBOT_DATABASE_URL"])[0]
    assert read.key_file == read.data / spans(TABLE["NABOBOT_SECRET_KEY"])[1]


def test_every_variable_that_a_page_names_is_read_somewhere() -> None:
    sources = [path.read_text("utf-8") for room in ROOMS for path in (CHECKOUT / room).rglob("*.py")]
    read = asked_for() | set(re.findall(r"NABOBOT_[A-Z_]+", "\n".join(sources)))
    named = {name for page in PAGES for name in re.findall(r"NABOBOT_[A-Z_]+", page.read_text("utf-8"))}
    assert named <= read
