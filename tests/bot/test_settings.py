"""Settings: what is understood, what is refused and with which words, and what never shows."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsProblem, is_loopback, read_settings

TOKEN = "1234567:CANARY-secret_token"
KEY = "tK0o5kS0z7mUuUYFxTnT8oUKqNMIK8Yw1G8R7C1q0cA="


def read(**given: str) -> Settings:
    named = {f"NABOBOT_{name}": value for name, value in {"TOKEN": TOKEN, **given}.items()}
    return read_settings(named, None)


def test_a_token_is_all_that_is_needed() -> None:
    settings = read()
    assert settings.api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///data/nabobot.sqlite3"
    assert settings.database_file == Path("data/nabobot.sqlite3")
    assert settings.key_file == Path("data/secret.key")
    assert settings.programme.name == "viby-syd.toml"
    assert settings.programme.is_file()
    assert (settings.pace, settings.clock_file, settings.webhook_url, settings.secret_keys) == (29.5, None, None, ())


def test_nothing_secret_shows() -> None:
    secret = "s" * 40
    given = {"SECRET_KEY": KEY, "DATABASE_URL": "postgresql://user:CANARY@host/name", "WEBHOOK_SECRET": secret}
    given |= {"TRANSLATE_URL": "https://user:CANARY@host", "TRANSLATE_KEY": "CANARY"}
    shown = repr(read(**given, WEBHOOK_URL="https://bot.example/CANARY"))
    assert not any(word in shown for word in ("CANARY", KEY, secret))


def test_a_file_says_what_the_environment_does_not(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text(f"# ours\nNABOBOT_TOKEN={TOKEN}\nNABOBOT_PACE='5'\nNABOBOT_DATA=elsewhere\n")
    settings = read_settings({"NABOBOT_PACE": "7", "NABOBOT_DATA": ""}, env)
    assert (settings.token, settings.pace) == (TOKEN, 7.0)
    assert settings.data == Path("data"), "what is said to be nothing is not looked up in the file"


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("sqlite:///a/b.db", "sqlite:///a/b.db"),
        ("sqlite:////a/b.db", "sqlite:////a/b.db"),
        ("sqlite+aiosqlite:///b.db", "sqlite:///b.db"),
        ("postgresql://u:p@h/n", "postgresql+asyncpg://u:p@h/n"),
        ("postgres://u:p@h/n", "postgresql+asyncpg://u:p@h/n"),
    ],
)
def test_a_plain_address_of_a_database_gets_its_driver(given: str, understood: str) -> None:
    settings = read(DATABASE_URL=given)
    assert settings.database_url == understood
    assert (settings.database_file is None) == given.startswith("postgres")


def test_several_keys_are_read_newest_first() -> None:
    assert read(SECRET_KEY=f" {KEY} , {KEY[::-1][1:]}= ,").secret_keys == (KEY, f"{KEY[::-1][1:]}=")


MISTAKES = [
    ("TOKEN", "CANARY no token", "NABOBOT_TOKEN: this does not look like a token"),
    ("API_URL", "127.0.0.1:8081", "NABOBOT_API_URL: '127.0.0.1:8081' is no address"),
    ("DATABASE_URL", "mysql://u:CANARY@h/n", "NABOBOT_DATABASE_URL: write sqlite"),
    ("DATABASE_URL", "nonsense", "NABOBOT_DATABASE_URL: write sqlite"),
    ("PROGRAMME", "not-there.toml", "NABOBOT_PROGRAMME: there is no file not-there.toml"),
    ("SECRET_KEY", "CANARY", "NABOBOT_SECRET_KEY: not a key"),
    ("PACE", "fast", "NABOBOT_PACE: 'fast' is no number"),
    ("PACE", "-1", "NABOBOT_PACE: '-1' is no number"),
    ("PACE", "nan", "NABOBOT_PACE: 'nan' is no number"),
    ("CLOCK_FILE", "clock", "NABOBOT_CLOCK_FILE: only the local Telegram's clock"),
    ("WEBHOOK_URL", "https://bot.example", "NABOBOT_WEBHOOK_SECRET is missing"),
    ("WEBHOOK_SECRET", "CANARY short", "NABOBOT_WEBHOOK_SECRET: write 32"),
    ("TRANSLATE_URL", "machine:5000", "NABOBOT_TRANSLATE_URL: 'machine:5000' is no address"),
    ("TRANSLATE_URL", "http://translate.example.org", "NABOBOT_TRANSLATE_URL: write https://"),
    ("TRANSLATE_URL", "http://93.184.216.34:5000", "NABOBOT_TRANSLATE_URL: write https://"),
    ("LISTEN", "8080", "NABOBOT_LISTEN: '8080' is no address"),
    ("LISTEN", "0.0.0.0:99999", "NABOBOT_LISTEN: '0.0.0.0:99999' is no address"),
]


@pytest.mark.parametrize(("name", "value", "words"), MISTAKES)
def test_a_mistake_is_one_line_that_names_the_setting_and_no_secret(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsProblem) as caught:
        read(**{name: value})
    (line,) = str(caught.value).splitlines()
    assert line.startswith(words)
    assert "CANARY" not in line


def test_every_mistake_is_named_at_once() -> None:
    with pytest.raises(SettingsProblem) as caught:
        read(TOKEN="", PACE="fast", LISTEN="x")
    assert [line.split(":")[0].split(" ")[0] for line in str(caught.value).splitlines()] == [
        "NABOBOT_TOKEN",
        "NABOBOT_PACE",
        "NABOBOT_LISTEN",
    ]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:5000", "http://localhost:5000", "http://10.0.0.7", "http://libretranslate:5000", "https://a.b"],
)
def test_words_go_to_a_neighbour_as_they_are_and_further_only_sealed(url: str) -> None:
    assert read(TRANSLATE_URL=f"{url}/").translate_url == url


def test_the_local_telegrams_clock_may_be_moved() -> None:
    settings = read(API_URL="http://127.0.0.1:8081/", CLOCK_FILE="clock")
    assert (settings.api_url, settings.clock_file) == ("http://127.0.0.1:8081", Path("clock"))


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost:1", True),
        ("http://127.8.0.1", True),
        ("http://[::1]:80", True),
        ("http://10.0.0.1", False),
        ("http://127.example.org", False),
        ("https://api.telegram.org", False),
    ],
)
def test_what_is_on_this_machine(url: str, here: bool) -> None:
    assert is_loopback(url) is here
