"""The menu of staff: what everybody has, and what only they may do."""

from typing import Any

from telegram import BotCommand, BotCommandScopeChat
from telegram.ext import ExtBot

from bot.profile import commands
from locales import Translator


async def staff_commands(bot: ExtBot[Any], chat_id: int, tr: Translator) -> None:
    """Put the menu of staff into one member's chat; it stands in no list that others see."""
    own = [BotCommand("koe", tr.text("Requests that wait")), BotCommand("idag", tr.text("Today's appointments"))]
    await bot.set_my_commands([*own, *commands(tr)], scope=BotCommandScopeChat(chat_id))
