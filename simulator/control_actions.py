"""What a person can do on her phone, by name."""

from collections.abc import Callable, Mapping

from simulator.control_input import Given, Refused, optional, required
from simulator.messages import Message
from simulator.people import HERE, Person

LONGEST_VOICE = 3600


def start(person: Person, given: Given) -> None:
    person.start(optional(given, "payload", str))


def send(person: Person, given: Given) -> None:
    person.send(required(given, "text", str))


def tap(person: Person, given: Given) -> None:
    """Tap what she can see: under one message, or wherever the label stands lowest."""
    label, message = required(given, "label", str), message_of(person, given)
    if label not in visible(person, message):
        raise Refused(409, f"no such button: {label!r}; visible: {', '.join(visible(person, message)) or 'none'}")
    person.tap(label, message=message)


def press(person: Person, given: Given) -> None:
    person.press(required(given, "data", str), optional(given, "message_id", int))


def contact(person: Person, _given: Given) -> None:
    person.share_contact()


def voice(person: Person, given: Given) -> None:
    seconds = optional(given, "seconds", int)
    if seconds is not None and not 0 < seconds <= LONGEST_VOICE:
        raise Refused(400, f'"seconds" must be from 1 to {LONGEST_VOICE}')
    person.send_voice(seconds or 5)


def photo(person: Person, given: Given) -> None:
    person.send_photo(optional(given, "caption", str))


def sticker(person: Person, _given: Given) -> None:
    person.send_sticker()


def location(person: Person, given: Given) -> None:
    """Send a place: the one given, or one in the town the simulator knows."""
    latitude, longitude = optional(given, "latitude", float), optional(given, "longitude", float)
    person.send_location(HERE[0] if latitude is None else latitude, HERE[1] if longitude is None else longitude)


def block(person: Person, _given: Given) -> None:
    person.block()


def unblock(person: Person, _given: Given) -> None:
    person.unblock()


ACTIONS: Mapping[str, Callable[[Person, Given], None]] = {
    action.__name__: action
    for action in (start, send, tap, press, contact, voice, photo, sticker, location, block, unblock)
}


def act(person: Person, name: str, given: Given) -> None:
    """Let a person do something; what she cannot do is refused in the simulator's own words."""
    if name not in ACTIONS:
        raise Refused(404, f"no such action: {name}; there are: {', '.join(ACTIONS)}")
    try:
        ACTIONS[name](person, given)
    except ValueError as problem:
        raise Refused(400, str(problem)) from None
    except (LookupError, RuntimeError) as problem:
        raise Refused(409, str(problem)) from None


def message_of(person: Person, given: Given) -> Message | None:
    message_id = optional(given, "message_id", int)
    if message_id is None:
        return None
    if message_id not in person.chat.messages:
        raise Refused(404, f"no such message: {message_id}")
    return person.chat.messages[message_id]


def visible(person: Person, message: Message | None) -> list[str]:
    """List the buttons she can find, each label once, the newest message's first."""
    if message:
        return message.labels
    under = [label for shown in reversed(person.messages) for label in shown.labels]
    return list(dict.fromkeys(under + [button.label for button in person.keyboard]))
