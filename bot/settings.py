"""What the surroundings say: settings from the environment or a `.env` file, read once and checked."""

import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.config import Config, environ

from bot.reports import Mishap

TELEGRAM = "https://api.telegram.org"
PROGRAMME = Path(__file__).resolve().parent.parent / "programmes" / "viby-syd.toml"
DOT_ENV = Path(".env")
# Only the shape: whether a token is good is Telegram's to say.
TOKEN = re.compile(r"[1-9]\d*:[A-Za-z0-9_-]+")
WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")
DRIVERS = {"sqlite+aiosqlite": "sqlite", "postgres": "postgresql+asyncpg", "postgresql": "postgresql+asyncpg"}
DATABASES = frozenset({"sqlite", *DRIVERS.values()})


class SettingsProblem(Mishap):
    """Settings that cannot be used; each line names one and says what to write."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs from one installation to the next; what others must not read is kept out of the repr."""

    token: str = field(repr=False)
    api_url: str
    data: Path
    database_url: str = field(repr=False)
    programme: Path
    secret_keys: tuple[str, ...] = field(repr=False)
    pace: float
    clock_file: Path | None
    webhook_url: str | None = field(repr=False)
    webhook_secret: str | None = field(repr=False)
    listen: tuple[str, int]
    translate_url: str | None = field(default=None, repr=False)
    translate_key: str | None = field(default=None, repr=False)

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, if that is where we remember."""
        kind, _, path = self.database_url.partition(":///")
        return Path(path.partition("?")[0]) if kind.startswith("sqlite") and path else None

    @property
    def forgotten_file(self) -> Path:
        """The list of who was forgotten, beside the database."""
        return (self.database_file.parent if self.database_file else self.data) / "forgotten"

    @property
    def copies(self) -> Path:
        """Where copies of the database are put when no other place is named."""
        return self.data / "backups"

    @property
    def web(self) -> str | None:
        """Where our own web server can be reached from outside; there is one only where updates are posted to us."""
        posted = urlsplit(self.webhook_url or "")
        return f"{posted.scheme}://{posted.netloc}" if posted.netloc else None

    @property
    def key_file(self) -> Path:
        """Where a key is kept that nobody gave us."""
        return self.data / "secret.key"


def read_settings(
    given: Mapping[str, str] = environ, env_file: Path | None = DOT_ENV, *, token: bool = True
) -> Settings:
    """Read the settings; raise SettingsProblem with a line for every mistake. Without `token` none is needed."""
    config = Config(env_file if env_file and env_file.is_file() else None, environ=given)
    words = {name: config(f"NABOBOT_{name}", default="").strip() for name in _READERS}
    found: dict[str, Any] = {}
    mistakes = [] if words["TOKEN"] or not token else ["NABOBOT_TOKEN is missing: write the token from @BotFather"]
    for name, understand in _READERS.items():
        try:
            found[name.lower()] = understand(words[name])
        except ValueError as problem:
            mistakes.append(f"NABOBOT_{name}: {problem}")
    if mistakes := mistakes or _disagreements(found):
        raise SettingsProblem("\n".join(mistakes))
    found["database_url"] = found["database_url"] or f"sqlite:///{found['data'] / 'nabobot.sqlite3'}"
    return Settings(secret_keys=found.pop("secret_key"), **found)


def as_environment(settings: Settings) -> dict[str, str]:
    """The variables that give another process these settings; what is empty in them is not looked up in a file."""
    said = {
        "TOKEN": settings.token,
        "API_URL": settings.api_url,
        "DATA": settings.data,
        "DATABASE_URL": settings.database_url,
        "PROGRAMME": settings.programme,
        "SECRET_KEY": ",".join(settings.secret_keys),
        "PACE": settings.pace,
        "CLOCK_FILE": settings.clock_file or "",
    }
    return {**os.environ, **{f"NABOBOT_{name}": str(said.get(name, "")) for name in _READERS}}


def _disagreements(found: dict[str, Any]) -> list[str]:
    mistakes = []
    if found["clock_file"] and not is_loopback(found["api_url"]):
        mistakes.append("NABOBOT_CLOCK_FILE: only the local Telegram's clock can be moved; take this setting away")
    if found["webhook_url"] and not found["webhook_secret"]:
        mistakes.append("NABOBOT_WEBHOOK_SECRET is missing: write 32 to 256 random letters, digits, - and _")
    return mistakes


def is_loopback(url: str) -> bool:
    """Whether a server is on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _token(text: str) -> str:
    if text and not TOKEN.fullmatch(text):
        # The text itself may be a good token with a slip in it, so it is not repeated.
        raise ValueError("this does not look like a token from @BotFather (digits, a colon, letters and digits)")
    return text


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{text!r} is no address, write for example http://127.0.0.1:8081")
    return text.rstrip("/")


def _own_server(text: str) -> str:
    """Families' words must not cross a network that others read along on."""
    url = _url(text)
    if not url.startswith("https:") and not _near(url):
        raise ValueError("write https://, or the address of a server in your own network")
    return url


def _near(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_private
    except ValueError:
        # Between containers a name has no dot.
        return "." not in host


def _database(text: str) -> str:
    if not text:
        return ""
    kind, colon, rest = text.partition(":")
    url = f"{DRIVERS.get(kind, kind)}{colon}{rest}"
    if url.partition(":")[0] not in DATABASES or not rest.startswith("//"):
        raise ValueError("write sqlite:///a/file.sqlite3 or postgresql://user:password@host/name")
    return url


def _programme(text: str) -> Path:
    path = Path(text) if text else PROGRAMME
    if not path.is_file():
        raise ValueError(f"there is no file {text or path}")
    return path


def _keys(text: str) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in text.split(",") if key.strip())
    if any(not re.fullmatch(r"[A-Za-z0-9_-]{43}=", key) for key in keys):
        raise ValueError("not a key; make one with `nabobot key`, and write several with commas, newest first")
    return keys


def _pace(text: str) -> float:
    try:
        pace = float(text or "29.5")
    except ValueError:
        pace = math.nan
    if not 0 <= pace <= 1000:
        raise ValueError(f"{text!r} is no number of messages a second from 0 (no limit) to 1000")
    return pace


def _secret(text: str) -> str | None:
    if text and not WEBHOOK_SECRET.fullmatch(text):
        raise ValueError("write 32 to 256 random letters, digits, - and _")
    return text or None


def _listen(text: str) -> tuple[str, int]:
    host, _, port = (text or "127.0.0.1:8080").rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError(f"{text!r} is no address to listen at, write for example 127.0.0.1:8080")
    return host.strip("[]"), int(port)


_READERS: dict[str, Callable[[str], Any]] = {
    "TOKEN": _token,
    "API_URL": lambda text: _url(text or TELEGRAM),
    "DATA": lambda text: Path(text or "data"),
    "DATABASE_URL": _database,
    "PROGRAMME": _programme,
    "SECRET_KEY": _keys,
    "PACE": _pace,
    "CLOCK_FILE": lambda text: Path(text) if text else None,
    "WEBHOOK_URL": lambda text: _url(text) if text else None,
    "WEBHOOK_SECRET": _secret,
    "LISTEN": _listen,
    "TRANSLATE_URL": lambda text: _own_server(text) if text else None,
    "TRANSLATE_KEY": lambda text: text or None,
}
