"""What is refused, and in which words: a table, since scripts and people read those words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from simulator import Clock, LocalTelegram, Person
from simulator.parameters import Upload
from tests.simulator.asking import Bot, inline

LONG = "x" * 4097
KEYBOARD = {"keyboard": [[{"text": "Ja"}]]}
EMPTY = Upload("x.pdf", b"")

SENDING: list[tuple[dict[str, Any], str]] = [
    ({"text": ""}, "message text is empty"),
    ({"text": " \n "}, "text must be non-empty"),
    ({"text": "<b></b>", "parse_mode": "HTML"}, "text must be non-empty"),
    ({"text": LONG}, "message is too long"),
    ({"text": "å" * 16_385}, "text is too long"),
    ({"text": "x", "parse_mode": "Latex"}, "unsupported parse_mode"),
    (
        {"text": "<u>x", "parse_mode": "html"},
        "can't parse entities: Can't find end tag corresponding to start tag \"u\"",
    ),
    ({"chat_id": ""}, "chat_id is empty"),
    ({"chat_id": 17}, "chat not found"),
    ({"chat_id": "@nobody"}, "chat not found"),
    ({"reply_parameters": {"message_id": 1}}, "message to be replied not found"),
    ({"reply_markup": "[["}, "can't parse reply keyboard markup JSON object"),
    ({"reply_markup": []}, "object expected as reply markup"),
    ({"reply_markup": {"inline_keyboard": 1}}, 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array'),
    ({"reply_markup": {"keyboard": [1]}}, 'field "keyboard" of the ReplyKeyboardMarkup must be an Array of Arrays'),
    ({"reply_markup": inline("Ja", data="x" * 65)}, "BUTTON_DATA_INVALID"),
    ({"reply_markup": inline("Ja", data="ж" * 33)}, "BUTTON_DATA_INVALID"),
    ({"reply_markup": inline(*map(str, range(101)))}, "reply markup is too long"),
    (
        {"reply_markup": {"keyboard": [[1]]}},
        "can't parse keyboard button: KeyboardButton must be a String or an Object",
    ),
]
BUTTONS: list[tuple[Any, str]] = [
    (1, "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
    ({"text": "x"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
    (
        {"text": "x", "callback_data": None},
        'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
    ),
    ({"text": "x", "url": "huset"}, "inline keyboard button URL 'huset' is invalid: Wrong HTTP URL"),
    (
        {"text": "x", "url": "ftp://a.b"},
        "inline keyboard button URL 'ftp://a.b' is invalid: Unsupported URL protocol",
    ),
]
METHODS: list[tuple[str, dict[str, Any], str]] = [
    ("editMessageText", {"message_id": 1, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"message_id": 1}, "message text is empty"),
    ("deleteMessage", {"message_id": 1}, "message to delete not found"),
    ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
    ("deleteMessages", {"message_ids": list(range(101))}, "too many message identifiers specified"),
    ("sendDocument", {}, "there is no document in the request"),
    ("sendPhoto", {}, "there is no photo in the request"),
    ("sendVoice", {"voice": "AwACAgQ"}, "wrong file identifier/HTTP URL specified"),
    ("sendVenue", {"longitude": 1}, "latitude is empty"),
    ("sendVenue", {"latitude": 56.1, "longitude": 10.2, "address": "x"}, 'parameter "title" is required'),
    ("sendContact", {"phone_number": "+45"}, 'parameter "first_name" is required'),
    ("sendChatAction", {"action": "thinking"}, "wrong parameter action in request"),
    ("getFile", {}, "file_id not specified"),
    ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
    ("forwardMessage", {"from_chat_id": 1, "message_id": 1}, "chat not found"),
    ("setMyCommands", {"commands": [], "language_code": "pt-br"}, "invalid language code specified"),
    ("setMyCommands", {"commands": "x"}, "can't parse commands JSON object"),
    ("setMyCommands", {"commands": [{"command": "Help", "description": "x"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "help", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {"commands": [{"command": "", "description": "x"}]}, "command must be non-empty"),
    (
        "setMyCommands",
        {"commands": [{"command": "help", "description": "x" * 257}]},
        "command description length must not exceed 256",
    ),
    ("setMyName", {"name": "x", "language_code": "dan"}, "invalid language code specified"),
    ("setWebhook", {"url": "http://example.org"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    ("setWebhook", {"url": "http://127.0.0.1/", "secret_token": "x" * 257}, "secret token is too long"),
    ("setWebhook", {"url": "http://127.0.0.1/", "secret_token": "æ"}, "secret token contains unallowed characters"),
    (
        "answerCallbackQuery",
        {"callback_query_id": "12"},
        "query is too old and response timeout expired or query ID is invalid",
    ),
]


@pytest.mark.parametrize(("given", "reason"), SENDING)
async def test_a_message_is_refused(bot: Bot, amina: Person, given: dict[str, Any], reason: str) -> None:
    sent = {"chat_id": amina.id, "text": "Hej", **given}
    assert await bot.answer("sendMessage", **sent) == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: {reason}",
    }
    assert not amina.text


@pytest.mark.parametrize(("button", "reason"), BUTTONS)
async def test_a_button_is_refused(bot: Bot, amina: Person, button: Any, reason: str) -> None:
    markup = {"inline_keyboard": [[button]]}
    assert await bot.refused("sendMessage", chat_id=amina.id, text="x", reply_markup=markup) == f"Bad Request: {reason}"


@pytest.mark.parametrize(("method", "given", "reason"), METHODS)
async def test_a_method_is_refused(bot: Bot, amina: Person, method: str, given: dict[str, Any], reason: str) -> None:
    assert await bot.refused(method, chat_id=amina.id, **given) == f"Bad Request: {reason}"


async def test_what_is_at_the_limit_passes(bot: Bot, amina: Person) -> None:
    buttons = {"inline_keyboard": [[{"text": "x", "callback_data": "ж" * 32}] * 8] * 12}
    await bot("sendMessage", chat_id=amina.id, text="å" * 4096, reply_markup=buttons)
    marked = "<b>" + "x" * 4096 + "</b>"
    await bot("sendMessage", chat_id=amina.id, text=marked, parse_mode="HTML")
    assert amina.text == "x" * 4096


@pytest.mark.parametrize(
    ("becomes", "reason"),
    [
        (Person.block, "Forbidden: bot was blocked by the user"),
        (Person.delete_account, "Forbidden: user is deactivated"),
    ],
)
async def test_nobody_is_reached_who_left(
    bot: Bot, amina: Person, becomes: Callable[[Person], None], reason: str
) -> None:
    becomes(amina)
    answer = await bot.answer("sendMessage", chat_id=amina.id, text="Hej")
    assert (answer["error_code"], answer["description"]) == (403, reason)


async def test_a_stranger_is_not_found_and_a_group_member_cannot_be_written_to_first(
    bot: Bot, telegram: LocalTelegram
) -> None:
    leyla = telegram.add_person("Leyla")
    assert await bot.refused("sendMessage", chat_id=leyla.id, text="Hej") == "Bad Request: chat not found"
    leyla.add_bot_to(telegram.add_group("Naboer"))
    expected = "Forbidden: bot can't initiate conversation with a user"
    assert await bot.refused("sendMessage", chat_id=leyla.id, text="Hej") == expected


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, amina: Person) -> None:
    sent = await bot("sendMessage", chat_id=amina.id, text="<b>Hej</b>", parse_mode="HTML", reply_markup=inline("Ja"))
    same = {"chat_id": amina.id, "message_id": sent["message_id"], "text": "<b>Hej</b>", "parse_mode": "HTML"}
    assert (await bot.refused("editMessageText", **same, reply_markup=inline("Ja"))).startswith(
        "Bad Request: message is not modified: specified new message content"
    )
    assert "reply_markup" not in await bot("editMessageText", **same)


@pytest.mark.parametrize("markup", [KEYBOARD, {"remove_keyboard": True}, {"force_reply": True}])
async def test_what_came_with_a_reply_keyboard_cannot_be_edited(bot: Bot, amina: Person, markup: Any) -> None:
    sent = await bot("sendMessage", chat_id=amina.id, text="Hej", reply_markup=markup)
    assert "reply_markup" not in sent
    edit = {"chat_id": amina.id, "message_id": sent["message_id"], "text": "Farvel"}
    assert await bot.refused("editMessageText", **edit) == "Bad Request: message can't be edited"


async def test_what_she_wrote_cannot_be_edited(bot: Bot, amina: Person) -> None:
    hers = amina.send("Hej")
    edit = {"chat_id": amina.id, "message_id": hers.message_id, "text": "Farvel"}
    assert await bot.refused("editMessageText", **edit) == "Bad Request: message can't be edited"


async def test_only_what_is_there_can_be_edited(bot: Bot, amina: Person) -> None:
    venue = await bot("sendVenue", chat_id=amina.id, latitude=56.1, longitude=10.2, title="Huset", address="Vej 1")
    which: dict[str, Any] = {"chat_id": amina.id, "message_id": venue["message_id"]}
    assert (
        await bot.refused("editMessageText", **which, text="x")
        == "Bad Request: there is no text in the message to edit"
    )
    missing = "Bad Request: there is no caption in the message to edit"
    assert await bot.refused("editMessageCaption", **which, caption="x") == missing


async def test_old_messages_stay(bot: Bot, clock: Clock, amina: Person) -> None:
    sent = await bot("sendMessage", chat_id=amina.id, text="Hej")
    clock.jump(timedelta(hours=48))
    reason = "Bad Request: message can't be deleted for everyone"
    assert await bot.refused("deleteMessage", chat_id=amina.id, message_id=sent["message_id"]) == reason
    assert await bot.refused("deleteMessages", chat_id=amina.id, message_ids=[sent["message_id"]]) == reason


async def test_files_have_their_sizes(bot: Bot, amina: Person) -> None:
    async def refused(method: str, kind: str, upload: Upload) -> str:
        return await bot.refused(method, {kind: upload}, chat_id=amina.id)

    assert await refused("sendDocument", "document", EMPTY) == "Bad Request: file must be non-empty"
    assert await refused("sendPhoto", "photo", Upload("x.png", b"no picture")) == "Bad Request: IMAGE_PROCESS_FAILED"
    too_big = await refused("sendPhoto", "photo", Upload("x.png", bytes(10_485_761)))
    assert too_big.startswith("Bad Request: file of size 10485761 bytes is too big for a photo")
    long = await bot.refused("sendDocument", {"document": Upload("x", b"x")}, chat_id=amina.id, caption="x" * 1025)
    assert long == "Bad Request: message caption is too long"


async def test_unknown_methods_and_methods_not_built(bot: Bot, telegram: LocalTelegram) -> None:
    unknown = await bot.answer("sendMassage")
    assert unknown == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    assert telegram.complaints == ["sendMassage: no such method"]
    assert await bot.refused("sendPoll", chat_id=1, question="?", options=["a"]) == (
        "Not Found: Not Implemented here: sendPoll"
    )
    assert any("Not Implemented here: sendPoll" in complaint for complaint in telegram.complaints)


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"text": "x", "disable_web_page_preview": True}, "sendMessage: unknown parameter disable_web_page_preview"),
        ({}, "sendMessage: required but missing: text"),
        ({"text": "x", "protect_content": "maybe"}, "protect_content: Boolean wanted"),
        ({"text": "x", "message_thread_id": "7th"}, "message_thread_id: Integer wanted"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "x", "data": "y"}]]}}, "has no field data"),
    ],
)
async def test_a_request_that_breaks_the_description_is_written_down(
    bot: Bot, telegram: LocalTelegram, amina: Person, given: dict[str, Any], complaint: str
) -> None:
    await bot.answer("sendMessage", chat_id=amina.id, **given)
    assert complaint in "\n".join(telegram.complaints)


async def test_the_server_reads_odd_values_as_the_real_one_does(bot: Bot, amina: Person) -> None:
    sent = await bot("SENDmessage", chat_id=f"{amina.id} ", text="x", protect_content="yes", reply_markup="")
    assert sent["has_protected_content"] is True
