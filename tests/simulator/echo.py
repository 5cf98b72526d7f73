"""A small bot for the page's tests, as a process of its own: `python echo.py ADDRESS TOKEN`."""

import json
import sys
import urllib.request
from typing import Any

GREETINGS = {"ar": "<b>أهلاً</b> بك في Nabohuset\n17:00", "da": "<b>Velkommen</b> til <i>huset</i>\nKom ind"}
ASKS_NUMBER = {"keyboard": [[{"text": "My number", "request_contact": True}]], "one_time_keyboard": True}
KINDS = ("contact", "voice", "photo", "location", "sticker")


def call(method: str, **given: Any) -> Any:
    address, token = sys.argv[1:]
    body, kind = json.dumps(given).encode(), {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/bot{token}/{method}", body, kind)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["result"]


def column(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


def answer(message: dict[str, Any]) -> None:
    who, text = message["from"], message.get("text", "")
    if text.startswith("/start"):
        greeting, buttons = GREETINGS[who["language_code"]], column("Change", "Wait", "Where", "Help")
        call("sendMessage", chat_id=who["id"], text=greeting, parse_mode="HTML", reply_markup=buttons)
    elif text == "phone":
        call("sendMessage", chat_id=who["id"], text="May we ring?", reply_markup=ASKS_NUMBER)
    elif text == "invite":
        call("sendMessage", chat_id=who["id"], text=f"t.me/{call('getMe')['username']}?start=abc")
    else:
        heard = [kind for kind in KINDS if kind in message] or [text]
        call("sendMessage", chat_id=who["id"], text=f"heard: {heard[0]}")


def pressed(query: dict[str, Any]) -> None:
    """Answer a press; one of "Wait" is never answered."""
    chat, message = query["from"]["id"], query["message"]["message_id"]
    if query["data"] == "Change":
        call("editMessageText", chat_id=chat, message_id=message, text="Changed", reply_markup=column("Wait"))
        call("answerCallbackQuery", callback_query_id=query["id"], text="It is done")
    if query["data"] == "Help":
        call("answerCallbackQuery", callback_query_id=query["id"], text="Ring 112", show_alert=True)
    if query["data"] == "Where":
        call("sendVenue", chat_id=chat, latitude=56.1, longitude=10.1, title="Nabohuset", address="Vejen 1")


def main() -> None:
    call("setMyDescription", description="Come in")
    call("setMyCommands", commands=[{"command": "help", "description": "Get help"}])
    after = 0
    while True:
        for update in call("getUpdates", offset=after, timeout=50):
            after = update["update_id"] + 1
            if update.get("message", {}).get("text") == "fail":
                call("getUpdates", offset=after)
                sys.exit("cannot go on")
            if "message" in update:
                answer(update["message"])
            if "callback_query" in update:
                pressed(update["callback_query"])


if __name__ == "__main__":
    main()
