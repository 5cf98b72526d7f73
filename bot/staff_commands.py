"""The menu of staff in their own chats: what only they may do, and then what everybody has."""

from collections.abc import Sequence
from typing import Any

import structlog
from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.profile import commands
from locales import Translator

log = structlog.get_logger(__name__)


async def staff_commands(bot: ExtBot[Any], tr: Translator, chat_id: int, own: Sequence[tuple[str, str]]) -> None:
    """Put commands into one member's chat, or with none take them away; it stands in no list that others see."""
    scope = BotCommandScopeChat(chat_id)
    try:
        if own:
            await bot.set_my_commands([*(BotCommand(*one) for one in own), *commands(tr)], scope=scope)
        else:
            await bot.delete_my_commands(scope=scope)
    except TelegramError as problem:
        log.warning("menu_not_set", problem=type(problem).__name__)
