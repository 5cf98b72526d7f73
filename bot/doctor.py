"""Looks the house over and says of each part whether it is well, and if not, what to do."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import aiohttp
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.mishaps import explained
from bot.safekeeping import Finding, of_copies, of_files, of_the_forgotten
from bot.settings import Settings
from bot.translating import LibreTranslate
from bot.wiring import languages_of, load_programme, machine_of, make_bot
from domain.programme import Programme
from domain.programme_table import ProgrammeError
from handlers.machine import NoTranslation
from locales import CatalogueIncomplete
from locales.languages import LANGUAGES
from storage.cipher import Cipher
from storage.engine import Database
from storage.schema import State, look
from storage.sealed import refuse_wrong_keys

# A helpline's number is looked at twice a year.
STALE = timedelta(days=183)
ASKEW = timedelta(seconds=30)
ANSWER_WITHIN = aiohttp.ClientTimeout(total=10)
STATES = {
    State.CURRENT: "database: up to date",
    State.OLDER: "database: older, and brought up to date at the next start",
    State.EMPTY: "database: empty, and made at the first start",
}


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Look everything over, one thing after another."""
    yield Finding(True, "settings: understood")
    clock = Clock(settings.clock_file)
    try:
        programme = load_programme(settings.programme)
    except ProgrammeError as problem:
        yield Finding(False, f"programme: {problem}")
    else:
        yield Finding(True, f"programme: {programme.name}")
        for finding in (*helplines(programme, clock.now()), *catalogues(settings.programme, programme)):
            yield finding
    async for finding in _database(settings):
        yield finding
    for finding in (*of_copies(settings, clock.now()), *of_files(settings)):
        yield finding
    yield await _machine_clock(settings)
    if machine := machine_of(settings, clock.now):
        yield await _translator(machine)
    async for finding in _telegram(settings):
        yield finding


def helplines(programme: Programme, now: datetime) -> list[Finding]:
    """Numbers that nobody has verified for half a year may ring in vain."""
    today = now.astimezone(programme.zone).date()
    old = [line for line in programme.helplines if today - line.verified_on > STALE]
    if not old:
        return [Finding(True, f"helplines: {len(programme.helplines)}, each verified within six months")]
    advice = "ring it, and write today's date behind verified_on"
    return [Finding(False, f"helpline {line.number}: last verified {line.verified_on}; {advice}") for line in old]


def catalogues(path: Path, programme: Programme) -> list[Finding]:
    """Which languages people are offered."""
    try:
        languages = languages_of(path, programme)
    except CatalogueIncomplete as problem:
        return [Finding(False, f"catalogue {problem}; translate them, then run `python -m locales.check`")]
    offered = {language.code for language in languages.offered}
    return [
        Finding(True, f"catalogue {code}: {'offered' if code in offered else 'hidden, for it is not complete'}")
        for code in languages.translators
    ]


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    file, key = settings.database_file, settings.key_file
    if not settings.secret_keys and not key.exists():
        if file is None or file.exists():
            yield Finding(False, "key: set NABOBOT_SECRET_KEY to the one that sealed what is stored")
            return
        yield Finding(True, f"key: none given; one is made at the first start, in {key}")
    if file is not None and not file.exists():
        yield Finding(True, f"database: {file} is made at the first start")
        return
    database = Database(settings.database_url, Cipher(settings.secret_keys or (key.read_text().strip(),)))
    try:
        state = await look(database)
        yield Finding(True, STATES[state])
        if state is State.CURRENT:
            async with database.transaction() as tx:
                await refuse_wrong_keys(tx)
                forgotten = await of_the_forgotten(tx, settings)
            yield Finding(True, "key: opens what is stored")
            yield forgotten
    except Exception as problem:
        yield Finding(False, f"database: {explained(problem)}")
    finally:
        await database.close()


async def _machine_clock(settings: Settings) -> Finding:
    """Compare the machine's clock with the one of whoever answers at Telegram's address."""
    try:
        async with (
            aiohttp.ClientSession(timeout=ANSWER_WITHIN) as session,
            session.get(settings.api_url, allow_redirects=False) as response,
        ):
            told = response.headers.get("Date")
    except (aiohttp.ClientError, TimeoutError) as problem:
        return Finding(False, f"clock: nobody answers at {settings.api_url} ({type(problem).__name__})")
    if told is None:
        return Finding(True, "clock: the server does not tell the time")
    apart = abs(Clock().now() - parsedate_to_datetime(told))
    if apart > ASKEW:
        return Finding(
            False, f"clock: {round(apart.total_seconds())} s from Telegram's; switch time synchronisation on"
        )
    return Finding(True, "clock: agrees with Telegram's")


async def _translator(machine: LibreTranslate) -> Finding:
    """What staff can have translated by machine."""
    try:
        await machine.ask()
    except NoTranslation as problem:
        return Finding(False, f"translator: {problem}; see NABOBOT_TRANSLATE_URL, without it staff do without")
    known = [code for code in LANGUAGES if machine.knows(code)]
    if not known:
        return Finding(False, "translator: answers, and translates none of our languages into Danish")
    return Finding(True, f"translator: answers, into Danish from {', '.join(known)}")


async def _telegram(settings: Settings) -> AsyncIterator[Finding]:
    bot = make_bot(settings)
    try:
        await bot.initialize()
        yield Finding(True, f"token: Telegram knows @{bot.username}")
        yield await _webhook(bot, settings)
    except InvalidToken:
        yield Finding(False, "token: Telegram does not know it; ask @BotFather for the one in force")
    except TelegramError as problem:
        yield Finding(False, f"token: Telegram could not be asked ({type(problem).__name__}); see NABOBOT_API_URL")
    finally:
        await bot.shutdown()
        await bot.request.shutdown()


async def _webhook(bot: ExtBot[Any], settings: Settings) -> Finding:
    """A webhook that is not ours means that somebody else reads along."""
    address = (await bot.get_webhook_info()).url
    ours = settings.webhook_url or ""
    if address and not (ours and address.startswith(ours)):
        return Finding(False, "webhook: one is set that is not ours; the token may have leaked: get a new one")
    return Finding(True, "webhook: ours" if address else "webhook: none, we ask for updates")
