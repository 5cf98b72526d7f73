"""A bot for private chats may still be dragged into groups and channels."""

import pytest

from simulator import LocalTelegram, Person
from tests.simulator.asking import Bot


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_the_bot_learns_that_it_was_added_and_can_leave(
    bot: Bot, telegram: LocalTelegram, amina: Person, kind: str
) -> None:
    group = telegram.add_group("Naboer", kind)
    amina.add_bot_to(group)
    change = (await bot.news())[0]["my_chat_member"]
    joined = "administrator" if kind == "channel" else "member"
    assert (change["chat"]["id"], change["new_chat_member"]["status"]) == (group.id, joined)
    assert await bot("leaveChat", chat_id=group.id) is True
    assert (await bot.news())[0]["my_chat_member"]["new_chat_member"]["status"] == "left"
    assert await bot.refused("sendMessage", chat_id=group.id, text="Hej") == (
        f"Forbidden: bot is not a member of the {kind} chat"
    )


async def test_in_a_group_it_hears_only_what_is_meant_for_it(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    group = telegram.add_group("Naboer")
    amina.add_bot_to(group)
    for text in ("Hej alle", "/help@nabohuset_bot", "/help@other_bot", "/help"):
        amina.send_to(group, text)
    messages = [update["message"] for update in await bot.news() if "message" in update]
    assert [message.get("text") for message in messages] == [None, "/help@nabohuset_bot"]
    assert messages[0]["new_chat_members"][0]["username"] == "nabohuset_bot"
    await bot("sendMessage", chat_id=group.id, text="Skriv til mig selv")
    amina.send_to(group, "/help")
    assert [update["message"]["text"] for update in await bot.news()] == ["/help"]


async def test_thrown_out_it_is_told_so(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    group = telegram.add_group("Naboer", "supergroup")
    amina.add_bot_to(group)
    amina.remove_bot_from(group)
    assert (await bot.news())[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    for method in ("sendMessage", "leaveChat"):
        given = {"text": "Hej"} if method == "sendMessage" else {}
        assert await bot.refused(method, chat_id=group.id, **given) == (
            "Forbidden: bot was kicked from the supergroup chat"
        )


async def test_a_group_that_became_a_supergroup_says_where_it_went(
    bot: Bot, telegram: LocalTelegram, amina: Person
) -> None:
    group = telegram.add_group("Naboer")
    amina.add_bot_to(group)
    moved = telegram.upgrade(group)
    answer = await bot.answer("sendMessage", chat_id=group.id, text="Hej")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": moved.id}
    notices = [update["message"] for update in (await bot.news())[-2:]]
    assert (notices[0]["migrate_to_chat_id"], notices[1]["migrate_from_chat_id"]) == (moved.id, group.id)


async def test_nobody_is_asked_for_a_phone_number_in_a_group(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    group = telegram.add_group("Naboer")
    amina.add_bot_to(group)
    markup = {"keyboard": [[{"text": "Nummer", "request_contact": True}]]}
    assert await bot.refused("sendMessage", chat_id=group.id, text="?", reply_markup=markup) == (
        "Bad Request: phone number can be requested in private chats only"
    )


async def test_ids_tell_the_kinds_of_chat_apart(telegram: LocalTelegram, amina: Person) -> None:
    assert amina.id > 2**32
    assert -(10**12) < telegram.add_group("a").id < 0
    assert telegram.add_group("b", "supergroup").id < -(10**12)
