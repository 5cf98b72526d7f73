"""Edits of the bot's own messages; an edit without a keyboard takes the keyboard away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator import formatting, keyboards
from simulator.messages import Message
from simulator.methods import access
from simulator.methods.sending import caption_content, caption_of, text_content
from simulator.parameters import Values
from simulator.refusals import bad_request

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
CAPTION = ("caption", "caption_entities")


def message_to_edit(telegram: LocalTelegram, values: Values) -> Message:
    if values.get("inline_message_id"):
        raise NotImplementedError("inline messages")
    if not values.get("message_id"):
        raise bad_request("message identifier is not specified")
    chat = access.chat_of(telegram, values)
    message = access.message_in(chat, values["message_id"], "to edit")
    if not message.from_bot or message.sent_with not in ("", "inline") or "forward_origin" in message.extra:
        raise bad_request("message can't be edited")
    return message


def change(telegram: LocalTelegram, message: Message, content: dict[str, Any], values: Values) -> dict[str, Any]:
    """Put the new content and keyboard in place, unless they are the old ones."""
    markup = keyboards.read(values)
    if markup.kind not in ("", "inline"):
        raise bad_request("inline keyboard expected")
    keyboards.fits_chat(markup, message.chat.private)
    keyboards.accepted(markup)
    if content == message.content and markup.inline == message.markup.inline:
        raise bad_request(NOT_MODIFIED)
    message.content, message.markup = content, markup
    message.edited_at = telegram.clock.now()
    return message.as_json()


def edit_message_text(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    if not values.get("text"):
        raise bad_request("message text is empty")
    text, entities = formatting.read(values)
    message = message_to_edit(telegram, values)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return change(telegram, message, text_content(text, entities), values)


def edit_message_caption(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    caption = caption_of(values)
    message = message_to_edit(telegram, values)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in CAPTION}
    return change(telegram, message, kept | caption_content(*caption), values)


def edit_message_reply_markup(telegram: LocalTelegram, values: Values) -> dict[str, Any]:
    message = message_to_edit(telegram, values)
    return change(telegram, message, message.content, values)
