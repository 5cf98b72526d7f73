"""The command menu and the button that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.commands import Key, commands_of, language, scope_of
from simulator.methods.access import chat_of
from simulator.parameters import Undecodable, Values
from simulator.refusals import bad_request

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram


def key_of(telegram: LocalTelegram, values: Values) -> Key:
    kind, chat_id, user_id = scope_of(values.get("scope"))
    if chat_id:
        chat = chat_of(telegram, {"chat_id": chat_id})
        if chat.private and kind != "chat":
            raise bad_request(f"can't use {kind} scope in private chats")
        chat_id = chat.id
    return kind, int(chat_id), user_id, language(values.get("language_code", ""))


def set_my_commands(telegram: LocalTelegram, values: Values) -> bool:
    commands = commands_of(values.get("commands", []))
    telegram.menus.put(key_of(telegram, values), commands)
    return True


def get_my_commands(telegram: LocalTelegram, values: Values) -> list[dict[str, str]]:
    return telegram.menus.lists.get(key_of(telegram, values), [])


def delete_my_commands(telegram: LocalTelegram, values: Values) -> bool:
    telegram.menus.put(key_of(telegram, values), [])
    return True


def chat_id_of(telegram: LocalTelegram, values: Values) -> int:
    return chat_of(telegram, values).id if values.get("chat_id") else 0


def set_chat_menu_button(telegram: LocalTelegram, values: Values) -> bool:
    button = values.get("menu_button", {"type": "default"})
    if isinstance(button, Undecodable) or not isinstance(button, dict):
        raise bad_request("can't parse menu button JSON object")
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("MenuButton has unsupported type")
    chat_id = chat_id_of(telegram, values)
    if button["type"] == "default":
        telegram.menu_buttons.pop(chat_id, None)
    else:
        telegram.menu_buttons[chat_id] = button
    return True


def get_chat_menu_button(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    buttons, chat_id = telegram.menu_buttons, chat_id_of(telegram, values)
    return buttons.get(chat_id) or buttons.get(0) or {"type": "default"}
