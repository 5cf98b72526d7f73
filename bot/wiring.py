"""Puts the house together from its settings."""

import asyncio
import os
import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.deliver import Pause
from bot.forgotten import ForgottenList
from bot.house import House
from bot.keys import keys_for
from bot.pace import Pace
from bot.settings import Settings
from bot.translating import LibreTranslate
from bot.transport import Transport
from domain.programme import Programme
from domain.programme_file import read_programme
from domain.programme_table import ProgrammeError
from handlers.context import Services
from handlers.house.help import help_screen
from handlers.house_rules import compose
from handlers.notices import NOTICES
from locales import Languages
from locales.programme_words import words_beside
from storage.cipher import Cipher
from storage.engine import Database
from storage.schema import DatabaseProblem, State, look
from storage.sealed import refuse_wrong_keys

log = structlog.get_logger(__name__)


async def open_house(
    settings: Settings, *, now: Callable[[], datetime] | None = None, pause: Pause = asyncio.sleep
) -> House:
    """Build everything, with the database as this program needs it; ask Telegram who we are."""
    clock, programme = Clock(settings.clock_file), load_programme(settings.programme)
    languages = languages_of(settings.programme, programme)
    database, bot = await open_database(settings), make_bot(settings)
    try:
        await bot.initialize()
    except BaseException:
        await close(bot, database)
        raise
    time = now or clock.now
    machine = machine_of(settings, time)
    services = Services(time, programme, languages, bot.username, settings.web, machine=machine)
    help_now = partial(help_screen, services)
    return House(
        bot,
        database,
        compose(services),
        NOTICES,
        help_now,
        clock.tell_next,
        pause,
        ForgottenList(settings.forgotten_file),
        foresees=settings.clock_file is not None,
    )


def services_of(settings: Settings) -> Services:
    """What actions and duties use, without Telegram: for commands that work on the database."""
    programme = load_programme(settings.programme)
    return Services(
        Clock(settings.clock_file).now, programme, languages_of(settings.programme, programme), "", settings.web
    )


def machine_of(settings: Settings, now: Callable[[], datetime]) -> LibreTranslate | None:
    """The server that translates own words for staff, where the plan runs one."""
    if settings.translate_url is None:
        return None
    return LibreTranslate(settings.translate_url, settings.translate_key, now)


async def close_house(house: House) -> None:
    """Let go of Telegram and of the database."""
    await close(house.bot, house.database)


async def close(bot: ExtBot[Any], database: Database) -> None:
    """Let go of Telegram and of the database."""
    await bot.shutdown()
    await bot.request.shutdown()
    await database.close()


def make_bot(settings: Settings) -> ExtBot[Any]:
    """Telegram's library, over our transport and at our pace."""
    transport = Transport()
    return ExtBot(
        settings.token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=transport,
        get_updates_request=transport,
        rate_limiter=Pace(settings.pace) if settings.pace else None,
    )


def load_programme(path: Path) -> Programme:
    """Read the programme file; raise ProgrammeError with the place of what is wrong."""
    return read_programme(tables_of(path))


def languages_of(path: Path, programme: Programme) -> Languages:
    """The languages of the house, with what lies beside its programme file; raise CatalogueIncomplete."""
    languages = Languages.load(programme.zone, programme=words_beside(path))
    return languages.of_a_house(house=programme.house.name)


def tables_of(path: Path) -> dict[str, Any]:
    """The tables of a programme file, as they stand in it."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ProgrammeError(f"{path} is not TOML: {problem}") from None
    except OSError as problem:
        raise ProgrammeError(f"{path} cannot be read: {problem.strerror}") from None


async def open_database(settings: Settings) -> Database:
    """Open the database, made or migrated where that is needed; raise DatabaseProblem when it cannot be used."""
    _prepare_folder(settings)
    database = Database(settings.database_url, Cipher(keys_for(settings)))
    try:
        if await look(database) is not State.CURRENT:
            await _migrate(database)
        async with database.transaction() as tx:
            await refuse_wrong_keys(tx)
    except BaseException:
        await database.close()
        raise
    return database


async def open_present(settings: Settings) -> Database:
    """The same, for a command that means the database there is: in a wrong folder none is made, nor a key."""
    if settings.database_file is not None and not settings.database_file.exists():
        raise DatabaseProblem(f"there is no database at {settings.database_file}: see NABOBOT_DATA")
    return await open_database(settings)


async def _migrate(database: Database) -> None:
    # Alembic is slow to import and needed once a release.
    from storage.migrate import migrate

    log.info("migrating")
    await database.close()
    await asyncio.to_thread(migrate, database.url)


def _prepare_folder(settings: Settings) -> None:
    # Whatever we write from here on, SQLite's own files too, is for nobody else's eyes.
    os.umask(0o077)
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise DatabaseProblem(f"the folder {settings.data} cannot be made: {problem.strerror}") from None
