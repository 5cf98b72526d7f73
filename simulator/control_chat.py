"""A person and her chat as JSON: what can be seen on her phone, and nothing more."""

from dataclasses import asdict
from typing import Any

from simulator.commands import primary
from simulator.keyboards import Button
from simulator.messages import Contact, Document, Message, Place
from simulator.people import Person

Json = dict[str, Any]


def person_as_json(person: Person) -> Json:
    return {
        "id": person.id,
        "first_name": person.first_name,
        "name": " ".join(filter(None, (person.first_name, person.user.get("last_name")))),
        "bot_name": said_by_bot(person, "name") or person.telegram.user["first_name"],
        "description": said_by_bot(person, "description"),
        "language_code": person.language_code,
        "phone": person.phone,
        "blocked": person.blocked,
        "commands": person.commands,
        "alerts": alerts_as_json(person),
        "spinning": person.spinning,
        "sees": person.sees,
        "keyboard": keyboard_as_json(person),
        "messages": [message_as_json(message, person) for message in person.messages],
    }


def said_by_bot(person: Person, what: str) -> str:
    """Find what the bot has set as its name or description: in her language, else for everybody."""
    texts = person.telegram.texts
    return texts.get((what, primary(person.language_code))) or texts.get((what, ""), "")


def alerts_as_json(person: Person) -> list[Json]:
    """List the answers to her presses; those a bot wants to have read wait on the phone for an OK."""
    if not person.alerts:
        return []
    answers = [call.parameters for call in person.telegram.calls if call.method == "answerCallbackQuery"]
    waiting = {given.get("text") for given in answers if given.get("show_alert")}
    return [{"text": text, "modal": text in waiting} for text in person.alerts]


def keyboard_as_json(person: Person) -> list[list[str]]:
    shown = person.chat.keyboard
    return [[button.label for button in row] for row in shown.rows] if shown else []


def message_as_json(message: Message, person: Person) -> Json:
    return {
        "message_id": message.message_id,
        "from_bot": message.from_bot,
        "date": message.date.isoformat(),
        "edited": message.edited,
        "kind": message.kind,
        "text": message.text,
        "runs": [asdict(run) for run in message.runs],
        "buttons": [[button_as_json(button) for button in row] for row in message.buttons],
        **carried(message, person),
    }


def button_as_json(button: Button) -> Json:
    return {"label": button.label, "kind": button.kind, "url": button.url}


def carried(message: Message, person: Person) -> Json:
    """What the message holds beside its text."""
    href = f"control/file/{person.id}/{message.message_id}"
    parts = {
        "document": message.document and file_as_json(message.document, href),
        "photo": message.photo and file_as_json(message.photo, href),
        "voice": message.voice and {"seconds": message.voice.seconds},
        "place": place_as_json(message.venue or message.location),
        "contact": contact_as_json(message.contact),
        "sticker": message.content.get("sticker"),
    }
    return {kind: part for kind, part in parts.items() if part}


def file_as_json(held: Document, href: str) -> Json:
    return {"name": held.name, "size": len(held.bytes), "href": href}


def place_as_json(place: Place | None) -> Json | None:
    return asdict(place) if place else None


def contact_as_json(contact: Contact | None) -> Json | None:
    if contact is None:
        return None
    return {"name": f"{contact.first_name} {contact.last_name}".strip(), "phone": contact.phone}
