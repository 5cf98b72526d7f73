"""Reads reply markup: keyboards and their removal, in the server's own words where it refuses."""

from dataclasses import dataclass, field
from typing import Any

from simulator import links
from simulator.formatting import clean
from simulator.parameters import Undecodable, Values
from simulator.refusals import bad_request

LONGEST_DATA = 64
MOST_BUTTONS = 100
ROW, ALL = 12, 300
REQUESTS = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "web_app": "web App buttons can be used in private chats only",
}
INLINE = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)
STYLE = ("icon_custom_emoji_id", "style")


@dataclass(frozen=True)
class Button:
    """A button as a person sees it; `kind` is the Bot API's name for what it does ("text" sends its label)."""

    label: str
    kind: str = "text"
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class ReplyKeyboard:
    """A keyboard that stands where a person types."""

    rows: list[list[Button]]
    one_time: bool = False
    resize: bool = False
    persistent: bool = False
    placeholder: str = ""


@dataclass(frozen=True)
class Markup:
    """What a message carries besides its content."""

    kind: str = ""
    inline: list[list[dict[str, Any]]] = field(default_factory=list)
    keyboard: ReplyKeyboard | None = None

    @property
    def buttons(self) -> list[list[Button]]:
        return [[seen(button) for button in row] for row in self.inline]

    @property
    def echoed(self) -> dict[str, Any]:
        """Only inline keyboards are ever written back."""
        return {"reply_markup": {"inline_keyboard": self.inline}} if self.inline else {}


NONE = Markup()


def seen(button: dict[str, Any]) -> Button:
    kind = next(name for name in INLINE if name in button)
    return Button(button["text"], kind, button.get("callback_data"), button.get("url"))


def read(values: Values) -> Markup:
    """The reply markup of a request, before anyone knows for which chat."""
    given = values.get("reply_markup", "")
    if given == "":
        return NONE
    if isinstance(given, Undecodable):
        raise bad_request("can't parse reply keyboard markup JSON object")
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "keyboard" in given and not given.get("remove_keyboard"):
        rows = [[reply_button(b) for b in row] for row in rows_of(given, "keyboard", "ReplyKeyboardMarkup")]
        return reply_markup(given, rows)
    if "inline_keyboard" in given:
        return inline_markup(given)
    if given.get("remove_keyboard"):
        return Markup("remove")
    return Markup("force") if given.get("force_reply") else NONE


def rows_of(given: dict[str, Any], name: str, owner: str) -> list[list[Any]]:
    rows = given[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" of the {owner} must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the {owner} must be an Array of Arrays')
    return rows


def reply_markup(given: dict[str, Any], rows: list[list[Button]]) -> Markup:
    shown = [kept for row in rows if (kept := [button for button in row if button.label][:ROW])]
    keyboard = ReplyKeyboard(
        shown,
        bool(given.get("one_time_keyboard")),
        bool(given.get("resize_keyboard")),
        bool(given.get("is_persistent")),
        given.get("input_field_placeholder", ""),
    )
    return Markup("reply", keyboard=keyboard) if shown else NONE


def reply_button(given: Any) -> Button:
    if isinstance(given, str):
        return Button(clean(given))
    if not isinstance(given, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    label = text_field(given, "text", "keyboard button")
    return Button(clean(label), next((name for name in REQUESTS if given.get(name)), "text"))


def inline_markup(given: dict[str, Any]) -> Markup:
    rows = [[inline_button(b) for b in row] for row in rows_of(given, "inline_keyboard", "InlineKeyboardMarkup")]
    shown = [kept for row in rows if (kept := [button for button in row if button["text"]][:ROW])]
    return Markup("inline", shown) if shown else NONE


def inline_button(given: Any) -> dict[str, Any]:
    """One button, with only those fields that Telegram keeps."""
    if not isinstance(given, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    label = text_field(given, "text", "inline keyboard button")
    kind = next((name for name in INLINE if name in given), None)
    if kind is None:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    value = given[kind]
    if kind in ("url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat"):
        value = text_field(given, kind, "inline keyboard button")
    return {"text": clean(label), **{name: given[name] for name in STYLE if name in given}, kind: value}


def text_field(given: dict[str, Any], name: str, what: str) -> str:
    if name not in given:
        raise bad_request(f"can't parse {what}: Can't find field \"{name}\"")
    value = given[name]
    # The real parser reads a number where text is wanted as its digits.
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise bad_request(f'can\'t parse {what}: Field "{name}" must be of type String')
    return value


def fits_chat(markup: Markup, private: bool) -> None:
    """What Telegram's library finds wrong once the chat is known."""
    for row in markup.inline:
        for button in row:
            if "url" in button and not button["url"].startswith("tg://user?id="):
                button["url"] = links.button_link(button["url"])
    if markup.keyboard and not private:
        for kind in (button.kind for row in markup.keyboard.rows for button in row):
            if kind in REQUESTS:
                raise bad_request(REQUESTS[kind])


def accepted(markup: Markup) -> None:
    """What only Telegram's own servers find wrong, so last."""
    buttons = [button for row in markup.inline for button in row]
    if len(buttons) > MOST_BUTTONS or any(len(row) > 8 for row in markup.inline):
        raise bad_request("reply markup is too long")
    for button in buttons:
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= LONGEST_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
