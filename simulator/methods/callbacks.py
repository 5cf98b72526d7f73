"""The answer to a press of a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.parameters import Values
from simulator.presses import LONGEST_TEXT
from simulator.refusals import bad_request

if TYPE_CHECKING:
    from simulator.telegram import LocalTelegram


def answer_callback_query(telegram: LocalTelegram, values: Values) -> bool:
    press = telegram.presses.answer(values.get("callback_query_id", ""))
    text = values.get("text", "")
    if len(text) > LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    if values.get("url", "") and f"t.me/{telegram.username}?start=" not in values["url"]:
        raise bad_request("URL_INVALID")
    if text:
        press.person.alerts.append(text)
    return True
