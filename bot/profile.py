"""How the bot introduces itself in Telegram, in each language: commands, name and descriptions."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram import BotCommand
from telegram.error import TelegramError
from telegram.ext import ExtBot

from handlers.context import Services
from locales import Translator

LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_SHORT = 64, 512, 120
# What is shown to whoever reads a language of which we have nothing.
ANY_LANGUAGE, READ_BY_MOST = "", "en"

log = structlog.get_logger(__name__)


async def introduce(bot: ExtBot[Any], services: Services) -> None:
    """Tell Telegram what has changed; that it does not want to hear it just now is no reason not to work."""
    codes = [language.code for language in services.languages.offered if len(language.code) == 2]
    try:
        for code in (ANY_LANGUAGE, *codes):
            await _introduce_in(bot, code, services.languages.translator(code or READ_BY_MOST), services)
    except TelegramError as problem:
        log.warning("profile_not_set", problem=type(problem).__name__, why=problem.message)


async def _introduce_in(bot: ExtBot[Any], code: str, tr: Translator, services: Services) -> None:
    programme = services.programme
    mine = commands(tr)
    if list(await bot.get_my_commands(language_code=code or None)) != mine:
        await bot.set_my_commands(mine, language_code=code or None)
    name = tr.pick(programme.bot_names)[:LONGEST_NAME]
    await _set(code, name, lambda: _name(bot, code), bot.set_my_name)
    long = tr.pick(programme.descriptions)[:LONGEST_DESCRIPTION]
    await _set(code, long, lambda: _description(bot, code), bot.set_my_description)
    short = short_description(tr, programme.house.name)
    await _set(code, short, lambda: _short_description(bot, code), bot.set_my_short_description)


async def _set(code: str, text: str, read: Callable[[], Awaitable[str]], write: Callable[..., Awaitable[bool]]) -> None:
    if await read() != text:
        await write(text, language_code=code or None)


async def _name(bot: ExtBot[Any], code: str) -> str:
    return (await bot.get_my_name(language_code=code or None)).name


async def _description(bot: ExtBot[Any], code: str) -> str:
    return (await bot.get_my_description(language_code=code or None)).description


async def _short_description(bot: ExtBot[Any], code: str) -> str:
    return (await bot.get_my_short_description(language_code=code or None)).short_description


def commands(tr: Translator) -> list[BotCommand]:
    """What stands in everybody's menu."""
    return [
        BotCommand("start", tr.text("Start again")),
        BotCommand("help", tr.text("Help now: numbers to call")),
        BotCommand("mine", tr.text("My appointments and requests")),
        BotCommand("language", tr.text("Change the language")),
        BotCommand("privacy", tr.text("What we know about you")),
    ]


def short_description(tr: Translator, house: str) -> str:
    """What stands in the profile, and where somebody passes the bot on."""
    # Translators: {house} is the name of the house; at most 120 characters in all.
    return tr.text("Have a talk, book a time or just come by {house}. It is free.", house=house)[:LONGEST_SHORT]
