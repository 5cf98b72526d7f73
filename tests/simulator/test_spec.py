"""Everything that leaves the local Telegram is what the Bot API's description says, and what a client can read."""

from typing import Any

import pytest
import telegram as ptb

from simulator import LocalTelegram, Person, spec
from simulator.images import SNAPSHOT
from simulator.methods import METHODS
from simulator.parameters import Upload
from tests.simulator.asking import Bot, inline

USER = {"id": 1, "is_bot": False, "first_name": "A"}
CHAT = {"id": 1, "type": "private"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT}


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("User", {"id": 1, "is_bot": False}, r"User lacks \['first_name'\]"),
        ("User", {**USER, "age": 7}, "User has no field age"),
        ("User", {**USER, "last_name": None}, "x.last_name: String wanted, found None"),
        ("User", {**USER, "id": True}, "x.id: Integer wanted, found True"),
        ("Message", {**MESSAGE, "entities": {}}, "Array of MessageEntity wanted"),
        ("Message", {**MESSAGE, "entities": [{"type": "bold"}]}, r"x.entities\[0\]: MessageEntity lacks"),
        ("MaybeInaccessibleMessage", {"message_id": 1, "date": 0}, "InaccessibleMessage lacks"),
        ("ChatMember", {"status": "left", "user": USER, "until_date": 1}, "ChatMemberLeft has no field until_date"),
    ],
)
def test_what_breaks_the_description_is_named(kind: str, value: Any, reason: str) -> None:
    with pytest.raises(spec.SpecBroken, match=reason):
        spec.checker(kind)(value, "x")


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("User", USER),
        ("Message", MESSAGE),
        ("MaybeInaccessibleMessage", {"chat": CHAT, "message_id": 1, "date": 0}),
        ("ChatMember", {"status": "kicked", "user": USER, "until_date": 0}),
        ("Float", 7),
    ],
)
def test_what_keeps_to_it_passes(kind: str, value: Any) -> None:
    spec.checker(kind)(value, "x")


def test_an_update_has_one_payload() -> None:
    with pytest.raises(spec.SpecBroken, match="exactly one payload"):
        spec.check_update({"update_id": 1, "message": MESSAGE, "edited_message": MESSAGE})


def test_every_method_built_is_in_the_description() -> None:
    assert METHODS.keys() <= spec.facts()["methods"].keys()


async def everything_people_do(telegram: LocalTelegram, bot: Bot, amina: Person) -> None:
    """One of each doing, with bold words, emoji and captions wherever they may be."""
    await bot("sendMessage", chat_id=amina.id, text="<b>🏠</b> viby.dk", parse_mode="HTML", reply_markup=inline("Ja"))
    message = amina.send("🏠 /help +45 12 34 56 78")
    amina.edit(message, "viby.dk")
    amina.tap("Ja")
    amina.press("x", 1)
    amina.start("abc")
    amina.share_contact()
    amina.send_contact("+45")
    amina.send_voice()
    amina.send_photo("se viby.dk")
    amina.send_album(2)
    amina.send_sticker()
    amina.send_location()
    amina.send_document("a.pdf", b"x")
    amina.block()
    amina.unblock()
    for kind in ("group", "supergroup", "channel"):
        group = telegram.add_group("Naboer", kind)
        amina.add_bot_to(group)
        amina.send_to(group, f"/help@{telegram.username}")
        amina.remove_bot_from(group)


async def test_every_update_can_be_read_by_a_client(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    await everything_people_do(telegram, bot, amina)
    updates = await bot.news()
    kinds = {kind for update in updates for kind in update} - {"update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member", "channel_post"}
    for update in updates:
        spec.check_update(update)
        read = ptb.Update.de_json(update, None)
        assert not unread(read), update
        assert read.to_dict()["update_id"] == update["update_id"]


def unread(read: ptb.TelegramObject) -> dict[str, Any]:
    """Fields the client did not know what to do with."""
    found = dict(read.api_kwargs)
    for name in read.__slots__:
        value = getattr(read, name, None)
        if isinstance(value, ptb.TelegramObject):
            found |= unread(value)
    return found


PICTURE = {"photo": Upload("x.jpg", SNAPSHOT)}
RESULTS: list[tuple[str, dict[str, Any], dict[str, Upload] | None, type[ptb.TelegramObject]]] = [
    ("sendMessage", {"text": "<i>Hej</i> viby.dk", "parse_mode": "HTML"}, None, ptb.Message),
    ("sendVenue", {"latitude": 56.1, "longitude": 10.1, "title": "Huset", "address": "Vej 1"}, None, ptb.Message),
    ("sendLocation", {"latitude": 56.1, "longitude": 10.1}, None, ptb.Message),
    ("sendContact", {"phone_number": "+45", "first_name": "Anna"}, None, ptb.Message),
    ("sendPhoto", {"caption": "Huset"}, PICTURE, ptb.Message),
    ("sendVoice", {"duration": 3}, {"voice": Upload("x.ogg", b"OggS")}, ptb.Message),
    ("sendDocument", {"caption": "<b>x</b>", "parse_mode": "HTML"}, {"document": Upload("a.ics", b"x")}, ptb.Message),
    ("getMe", {}, None, ptb.User),
    ("getChat", {}, None, ptb.ChatFullInfo),
    ("getChatMember", {"user_id": 1_000_001}, None, ptb.ChatMember),
    ("getWebhookInfo", {}, None, ptb.WebhookInfo),
    ("getMyName", {}, None, ptb.BotName),
    ("getChatMenuButton", {}, None, ptb.MenuButton),
]


@pytest.mark.parametrize(("method", "given", "files", "kind"), RESULTS)
async def test_every_result_can_be_read_by_a_client(
    bot: Bot,
    telegram: LocalTelegram,
    amina: Person,
    method: str,
    given: dict[str, Any],
    files: dict[str, Upload] | None,
    kind: type[ptb.TelegramObject],
) -> None:
    takes_chat = "chat_id" in spec.parameters_of(method)
    result = await bot(method, files, **given, **({"chat_id": amina.id} if takes_chat else {}))
    spec.check_result(method, result)
    assert isinstance(kind.de_json(result, None), kind)
    assert telegram.complaints == []


async def test_an_answer_of_ours_that_breaks_the_description_is_our_failure(
    bot: Bot, telegram: LocalTelegram, amina: Person
) -> None:
    telegram.user["nickname"] = "Nabo"
    assert (await bot.answer("getMe"))["error_code"] == 500
    assert telegram.complaints == ["our own answer: getMe: User has no field nickname"]
    with pytest.raises(spec.SpecBroken, match="nickname"):
        amina.add_bot_to(telegram.add_group("Naboer"))
    telegram.check_results = False
    assert (await bot("getMe"))["nickname"] == "Nabo"
