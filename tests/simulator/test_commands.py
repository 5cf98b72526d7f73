"""The command menu by scope and language, and the bot's texts by language."""

from typing import Any

import pytest

from simulator import LocalTelegram, Person
from tests.simulator.asking import Bot


def menu(word: str) -> list[dict[str, str]]:
    return [{"command": word, "description": word}]


async def test_the_narrowest_scope_and_her_language_decide(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    bruna = telegram.add_person("Bruna", "pt-br")
    bruna.start()
    steps: list[tuple[dict[str, Any], str, str, str]] = [
        ({}, "plain", "plain", "plain"),
        ({"language_code": "ar"}, "arabic", "arabic", "plain"),
        ({"scope": {"type": "all_private_chats"}}, "private", "private", "private"),
        ({"scope": {"type": "all_private_chats"}, "language_code": "pt"}, "portuguese", "private", "portuguese"),
        ({"scope": {"type": "chat", "chat_id": amina.id}}, "hers", "hers", "portuguese"),
        ({"scope": {"type": "all_group_chats"}}, "groups", "hers", "portuguese"),
    ]
    for given, word, hers, brunas in steps:
        await bot("setMyCommands", commands=menu(word), **given)
        assert await bot("getMyCommands", **given) == menu(word)
        assert (amina.commands, bruna.commands) == (menu(hers), menu(brunas))
    await bot("deleteMyCommands", scope={"type": "chat", "chat_id": amina.id})
    assert amina.commands == menu("private")


async def test_what_is_kept_for_a_language_is_all_that_is_given_back(bot: Bot) -> None:
    await bot("setMyCommands", commands=menu("help"))
    assert await bot("getMyCommands", language_code="da") == []


@pytest.mark.parametrize(
    ("scope", "reason"),
    [
        ({"type": "chat", "chat_id": 17}, "chat not found"),
        ({"type": "everybody"}, "can't parse BotCommandScope: Unsupported type specified"),
        ("{", "can't parse BotCommandScope JSON object"),
    ],
)
async def test_a_scope_must_be_one_the_bot_knows(bot: Bot, scope: Any, reason: str) -> None:
    assert await bot.refused("setMyCommands", commands=menu("help"), scope=scope) == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("what", "field", "longest"),
    [("Name", "name", 64), ("Description", "description", 512), ("ShortDescription", "short_description", 120)],
)
async def test_texts_are_kept_per_language(bot: Bot, what: str, field: str, longest: int) -> None:
    before = (await bot(f"getMy{what}"))[field]
    await bot(f"setMy{what}", **{field: "é" * longest, "language_code": "da"})
    assert await bot(f"getMy{what}", language_code="da") == {field: "é" * longest}
    assert (await bot(f"getMy{what}"))[field] == before
    assert "too long" in await bot.refused(f"setMy{what}", **{field: "x" * (longest + 1)})
    await bot(f"setMy{what}", **{field: "", "language_code": "da"})
    assert (await bot(f"getMy{what}", language_code="da"))[field] == before


async def test_the_menu_button_of_a_chat_goes_before_that_of_all(bot: Bot, amina: Person) -> None:
    assert await bot("getChatMenuButton", chat_id=amina.id) == {"type": "default"}
    await bot("setChatMenuButton", menu_button={"type": "commands"})
    assert await bot("getChatMenuButton", chat_id=amina.id) == {"type": "commands"}
