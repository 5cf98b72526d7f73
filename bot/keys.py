"""The keys that what people write is sealed with: given, or made once and kept beside the data."""

import os
from pathlib import Path

import structlog

from bot.settings import Settings, SettingsProblem
from storage.cipher import new_key

log = structlog.get_logger(__name__)


def keys_for(settings: Settings) -> tuple[str, ...]:
    """The keys in the settings, else the one in the key file, which is made on the first day."""
    if settings.database_file is not None and settings.database_file.exists():
        return given_keys(settings)
    return given_keys(settings) if settings.secret_keys or settings.key_file.exists() else (_made(settings.key_file),)


def given_keys(settings: Settings) -> tuple[str, ...]:
    """The keys there are; none is made, for what is stored was sealed with one."""
    if settings.secret_keys:
        return settings.secret_keys
    if settings.key_file.exists():
        return (settings.key_file.read_text().strip(),)
    raise SettingsProblem(
        f"NABOBOT_SECRET_KEY is missing, and so is {settings.key_file}: "
        "what is stored was sealed with a key; give it back"
    )


def _made(path: Path) -> str:
    key = new_key()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key + "\n")
    log.warning("key_made", file=str(path), advice="move it into NABOBOT_SECRET_KEY and keep a copy away from here")
    return key
