"""A screen as Telegram takes it: keyboards, and which of its messages carries the buttons."""

import html
import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from handlers.screen import Button, Screen

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | None
_TAG = re.compile(r"</?[a-z][^>]*>")


def inline(screen: Screen) -> InlineKeyboardMarkup | None:
    """The buttons under a message."""
    rows = [[_button(button) for button in row] for row in screen.rows]
    return InlineKeyboardMarkup(rows) if rows else None


def markup(screen: Screen) -> Markup:
    """The buttons of a screen; one that asks for a number has them where people type."""
    return inline(screen) if screen.ask_contact is None else _asking(screen, screen.ask_contact)


def single(screen: Screen) -> bool:
    """Whether the screen is one text with buttons under it, so that it can take an earlier one's place."""
    return not (screen.ask_contact or screen.pin or screen.attachment or screen.voice or screen.fresh)


def plain(text: str) -> str:
    """The same words without markup, for when Telegram cannot read it."""
    return html.unescape(_TAG.sub("", text))


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.data, url=button.url)


def _asking(screen: Screen, label: str) -> ReplyKeyboardMarkup:
    rows = [[KeyboardButton(label, request_contact=True)], *([KeyboardButton(b.label)] for b in screen.buttons)]
    return ReplyKeyboardMarkup(rows, resize_keyboard=True, one_time_keyboard=True)
