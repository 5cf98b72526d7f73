"""Command menus by scope and language, and the bot's name and descriptions by language."""

import re
from dataclasses import dataclass, field
from typing import Any

from simulator.parameters import Undecodable
from simulator.refusals import bad_request

MOST = 100
LANGUAGE = re.compile(r"([a-z]{2})?")
COMMAND = re.compile(r"[a-z0-9_]+")
SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})

Key = tuple[str, int, int, str]


def language(code: str) -> str:
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def primary(code: str | None) -> str:
    """The two letters under which lists are kept for a person whose language is "pt-br"."""
    return (code or "").split("-")[0].lower()


@dataclass
class Menus:
    """The lists of commands a bot has set."""

    lists: dict[Key, list[dict[str, str]]] = field(default_factory=dict)

    def seen_by(self, chat_id: int, code: str | None) -> list[dict[str, str]]:
        """What a person finds in her private chat: the narrowest scope, in it her language before none."""
        for scope, chat in (("chat", chat_id), ("all_private_chats", 0), ("default", 0)):
            for spoken in (primary(code), ""):
                if found := self.lists.get((scope, chat, 0, spoken)):
                    return found
        return []

    def put(self, key: Key, commands: list[dict[str, str]]) -> None:
        if commands:
            self.lists[key] = commands
        else:
            self.lists.pop(key, None)


def scope_of(given: Any) -> tuple[str, int | str, int]:
    """Scope, chat and user; the caller finds out whether the bot knows that chat."""
    if given is None:
        return "default", 0, 0
    if isinstance(given, Undecodable):
        raise bad_request("can't parse BotCommandScope JSON object")
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = given.get("type")
    if kind in SCOPES:
        return str(kind), 0, 0
    if kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return str(kind), given.get("chat_id", 0), given.get("user_id", 0)


def commands_of(given: Any) -> list[dict[str, str]]:
    """The commands as Telegram keeps them."""
    if isinstance(given, Undecodable):
        raise bad_request("can't parse commands JSON object")
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [command_of(command) for command in given]


def command_of(given: Any) -> dict[str, str]:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(given.get(name), str):
            problem = "must be of type String" if name in given else None
            reason = f'Field "{name}" {problem}' if problem else f'Can\'t find field "{name}"'
            raise bad_request(f"can't parse BotCommand: {reason}")
    command, description = given["command"].strip().removeprefix("/"), given["description"].strip()
    measured(command, "command", 32)
    measured(description, "command description", 256)
    if not COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def measured(text: str, what: str, longest: int) -> None:
    if not text:
        raise bad_request(f"{what} must be non-empty")
    if len(text) > longest:
        raise bad_request(f"{what} length must not exceed {longest}")
