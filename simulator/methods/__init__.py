"""What the bot can ask for: one function for each Bot API method."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.methods import callbacks, chats, copying, deleting, editing, media, menus, profile, receiving, sending

METHODS: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "answerCallbackQuery": callbacks.answer_callback_query,
    "close": profile.close,
    "copyMessage": copying.copy_message,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "deleteMyCommands": menus.delete_my_commands,
    "deleteWebhook": receiving.delete_webhook,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "forwardMessage": copying.forward_message,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatMenuButton": menus.get_chat_menu_button,
    "getFile": media.get_file,
    "getMe": profile.get_me,
    "getMyCommands": menus.get_my_commands,
    "getMyDescription": profile.get_my_description,
    "getMyName": profile.get_my_name,
    "getMyShortDescription": profile.get_my_short_description,
    "getUpdates": receiving.get_updates,
    "getWebhookInfo": receiving.get_webhook_info,
    "leaveChat": chats.leave_chat,
    "logOut": profile.log_out,
    "sendChatAction": sending.send_chat_action,
    "sendContact": sending.send_contact,
    "sendDocument": media.send_document,
    "sendLocation": sending.send_location,
    "sendMessage": sending.send_message,
    "sendPhoto": media.send_photo,
    "sendVenue": sending.send_venue,
    "sendVoice": media.send_voice,
    "setChatMenuButton": menus.set_chat_menu_button,
    "setMyCommands": menus.set_my_commands,
    "setMyDescription": profile.set_my_description,
    "setMyName": profile.set_my_name,
    "setMyShortDescription": profile.set_my_short_description,
    "setWebhook": receiving.set_webhook,
}
