"""The icon in front of a resident's screen: one for each place of the house, with the same meaning everywhere."""

from collections.abc import Mapping
from dataclasses import replace

from domain.people import Person
from handlers.screen import Screen
from locales.marks import TAG
from locales.same_parts import EMOJI

# What is said in front of the screen she was at, and what has no place.
SAID, VOICE, LETTER, HELP_NOW, WAIT, MAP = "👉", "🎤", "✉️", "🆘", "⏳", "📍"
# The first word of a tap, or the first two where a room has corners of its own; the same as on the button that leads
# there. Whoever reads little knows the room by it.
PLACES: Mapping[str, str] = {
    "home": "🏠",
    "residents-home": "🏠",
    "lang": "🌐",
    "lang-other": "🌐",
    "switch": "🌐",
    "hours": "🕑",
    "map": "📍",
    "card": "🪪",
    "about": "⚙️",
    "privacy": "⚙️",
    "choices": "🔔",
    "may-ask": "🔔",
    "reminders": "🔔",
    "surveys": "🔔",
    "news": "🔔",
    "known": "📄",
    "correct": "✏️",
    "clear": "🧹",
    "cleared": "🏠",
    "forget": "🗑",
    "talk": "💬",
    "go-on": "💬",
    "mine": "🗓",
    "request": "🗓",
    "question": "❓",
    "referral": "🤝",
    "on": "📅",
    "session": "📅",
    "join": "📅",
    "invited": "🤱",
    "mygroup": "🤱",
    "vote": "🗳",
    "food": "🍲",
    "survey": "📝",
}
TIME = "🗓"
# What arrives by itself, by the first word of its kind.
KINDS: Mapping[str, str] = {
    "question": "❓",
    "invitation": "🎟",
    "referral": "🤝",
    "place": "🎟",
    "session": "📅",
    "gathering": "📅",
    "whats": "📅",
    "words": "🌐",
    "group": "🤱",
    "poll": "🗳",
    "food": "🍲",
    "survey": "📝",
    **dict.fromkeys(("offer", "answer", "call", "company", "hours", "cancelled", "missed", "closed"), TIME),
    **dict.fromkeys(("not", "no"), TIME),
}
# The questions of the forms, as form and step.
STEPS: Mapping[str, str] = {
    "wish:topic": "💬",
    "wish:way": "💬",
    "wish:day": "🗓",
    "wish:time": "🗓",
    "wish:phone": "📱",
    "wish:window": "🕑",
    "wish:needs": "➕",
    "wish:interpreter": "🌐",
    "wish:note": "✍️",
    "wish:name": "🏷",
    "wish:summary": "📋",
    "reply:words": "✍️",
    "number:phone": "📱",
    "correct-name:name": "🏷",
    "correct-number:phone": "📱",
    "sign-up:adults": "👥",
    "sign-up:children": "🧸",
    "sign-up:care": "🧸",
    "sign-up:child": "🧸",
    "sign-up:dish": "🍲",
    "sign-up:needs": "➕",
    "sign-up:kitchen": "🍲",
    "sign-up:interpreter": "🌐",
    "sign-up:name": "🏷",
    "sign-up:phone": "📱",
    "sign-up:summary": "📋",
}


def of(place: str | None) -> str | None:
    """The icon of the place this tap leads to; none where it is no room of a resident's."""
    return PLACES.get((place or "").partition(":")[0])


def marked(screen: Screen, place: str | None) -> Screen:
    """The screen with the icon of its place: its own, else where the tap led, or where she was."""
    if screen.icon is not None:
        return screen
    return replace(screen, icon=of(screen.at) or of(place))


def for_reader(screen: Screen, person: Person, place: str | None) -> Screen:
    """A resident's screen has an icon; a member of staff's cards have none."""
    return marked(screen, place) if person.staff is None else replace(screen, icon=None)


def for_notice(screen: Screen, person: Person, kind: str) -> Screen:
    """The same for what arrives by itself."""
    icon = screen.icon or of(screen.at) or KINDS.get(kind.partition("-")[0])
    return replace(screen, icon=icon if person.staff is None else None)


def in_front(icon: str | None, text: str) -> str:
    """The text with its icon; one that has a picture in front keeps its own."""
    if icon is None or EMOJI.match(TAG.sub("", text).lstrip("\u2066\u2067\u2068\u2069\u200e\u200f ")):
        return text
    return f"{icon} {text}"
