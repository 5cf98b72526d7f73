"""Who the bot is: itself, its name and descriptions in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.commands import language
from simulator.parameters import Values
from simulator.refusals import bad_request

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram

LONGEST = {"name": 64, "description": 512, "short_description": 120}
ABILITIES = [
    "can_join_groups",
    "can_read_all_group_messages",
    "supports_guest_queries",
    "supports_inline_queries",
    "can_connect_to_business",
    "has_main_web_app",
    "has_topics_enabled",
    "allows_users_to_create_topics",
    "can_manage_bots",
    "supports_join_request_queries",
]


def get_me(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    return telegram.user | {ability: ability == "can_join_groups" for ability in ABILITIES}


def close(telegram: LocalTelegram, values: Values) -> bool:
    return True


def log_out(telegram: LocalTelegram, values: Values) -> bool:
    telegram.logged_out = True
    return True


def put(telegram: LocalTelegram, values: Values, what: str) -> bool:
    """Keep the text for a language; an empty one removes it."""
    text, key = values.get(what, ""), (what, language(values.get("language_code", "")))
    if len(text) > LONGEST[what]:
        raise bad_request(f"{what.replace('_', ' ')} is too long")
    if text:
        telegram.texts[key] = text
    else:
        telegram.texts.pop(key, None)
    return True


def get(telegram: LocalTelegram, values: Values, what: str) -> dict[str, str]:
    """Exactly what was kept for the language."""
    return {what: telegram.texts.get((what, language(values.get("language_code", ""))), "")}


def set_my_name(telegram: LocalTelegram, values: Values) -> bool:
    return put(telegram, values, "name")


def get_my_name(telegram: LocalTelegram, values: Values) -> dict[str, str]:
    kept = get(telegram, values, "name")
    return kept if kept["name"] else {"name": telegram.user["first_name"]}


def set_my_description(telegram: LocalTelegram, values: Values) -> bool:
    return put(telegram, values, "description")


def get_my_description(telegram: LocalTelegram, values: Values) -> dict[str, str]:
    return get(telegram, values, "description")


def set_my_short_description(telegram: LocalTelegram, values: Values) -> bool:
    return put(telegram, values, "short_description")


def get_my_short_description(telegram: LocalTelegram, values: Values) -> dict[str, str]:
    return get(telegram, values, "short_description")
