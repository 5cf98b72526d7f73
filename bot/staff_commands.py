"""The menu of staff: what everybody has, and what only they may do."""

from typing import Any

import structlog
from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.profile import commands
from locales import Translator

log = structlog.get_logger(__name__)


async def staff_commands(bot: ExtBot[Any], tr: Translator, chat_id: int) -> None:
    """Put the menu of staff into one member's chat; it stands in no list that others see, and can do without."""
    own = [BotCommand("koe", tr.text("Requests that wait")), BotCommand("idag", tr.text("Today's appointments"))]
    try:
        await bot.set_my_commands([*own, *commands(tr)], scope=BotCommandScopeChat(chat_id))
    except TelegramError as problem:
        log.warning("menu_not_set", problem=type(problem).__name__)
