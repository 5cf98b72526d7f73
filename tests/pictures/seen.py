"""Every screen a resident comes to in one language, as it left: from the walk that the tests take."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from locales import LANGUAGES, Languages
from locales.marks import TAG
from simulator.control_chat import Json, message_as_json, person_as_json
from simulator.parameters import Upload, Values
from tests.conversations.test_plain_screens import Shown, faults, lives_through_everything, rows_of
from tests.pictures.sentences import Reading, Spoken
from tests.town import Citizen, Town, read_words, town_in

RESIDENTS = {"Amina", "Basma", "Carla"}
# Codes of requests, gatherings and forms, and of languages: what differs from walk to walk.
_VARIES = re.compile(r"\b[0-9a-f]{8}\b|(?<=^form:)[^:]+|(?<=^lang:)\w+|(?<=^lang-other:)\w+")


@dataclass(frozen=True)
class Seen:
    """One screen: its name, the same in every language, the phone that shows it, and what was wrong with it."""

    name: str
    phone: Json
    shown: Shown
    sentences: tuple[Spoken, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Walk:
    """All that was seen in one language, each screen once; `stopped` says where the walk broke off."""

    language: str
    seen: tuple[Seen, ...]
    stopped: str = ""


def every_language() -> Languages:
    """All that have sentences: whoever works on a language wants to see it before it is complete."""
    words = read_words()
    return replace(words, offered=tuple(LANGUAGES[code] for code in words.translators))


async def walk(language: str, folder: Path) -> Walk:
    """Go everywhere in this language; what was seen until then is kept where the way is blocked."""
    words, stopped = every_language(), ""
    with patch("tests.town.read_words", lambda: words):
        async with town_in(folder, restless=False) as town:
            shown = recorded(town)
            try:
                await lives_through_everything(town, language)
            except (AssertionError, LookupError, StopIteration) as problem:
                stopped = f"{type(problem).__name__}: {problem}"
            reader = Citizen(town, next(iter(town.telegram.people.values())), words.translator(language))
            return Walk(language, tuple(each_once(shown, reader, words)), stopped)


def recorded(town: Town) -> list[tuple[Json, Shown]]:
    """From now on, note the phone of a resident with each screen as it arrives there."""
    noted: list[tuple[Json, Shown]] = []
    call = town.telegram.call

    async def noting(method: str, given: Values, files: dict[str, Upload] | None = None) -> dict[str, Any]:
        answer = await call(method, given, files)
        last = town.telegram.calls[-1]
        message = answer.get("result") if answer["ok"] else None
        if isinstance(message, dict) and "text" in last.parameters and "message_id" in message:
            noted.extend(_on_her_phone(town, last.parameters, message["message_id"]))
        return answer

    town.telegram.call = noting  # type: ignore[method-assign]
    return noted


def _on_her_phone(town: Town, asked: Any, number: int) -> Iterator[tuple[Json, Shown]]:
    person = town.telegram.people.get(asked["chat_id"])
    if person is None or person.first_name not in RESIDENTS:
        return
    message = next((one for one in person.messages if one.message_id == number), None)
    if message is None:
        return
    keyboard = "keyboard" in (asked.get("reply_markup") or {})
    phone = {**person_as_json(person), "messages": [message_as_json(message, person)], "alerts": [], "commands": []}
    bare = {"spinning": False, **({} if keyboard else {"keyboard": []})}
    yield {**phone, **bare}, Shown(asked["text"], rows_of(asked.get("reply_markup") or {}))


def each_once(noted: list[tuple[Json, Shown]], reader: Citizen, words: Languages) -> Iterator[Seen]:
    """Give every screen with other sentences, or other ways on, the first time it was shown."""
    known: dict[str, set[frozenset[str]]] = {}
    reading = Reading(reader.tr, words)
    for phone, shown in noted:
        sentences = reading.standing_on(shown)
        name, said = name_of(shown, sentences), frozenset(one.name for one in sentences)
        others = known.setdefault(name, set())
        if said in others:
            continue
        others.add(said)
        numbered = name if len(others) == 1 else f"{name}-{len(others)}"
        # The phone is set to the language she reads, so that it is drawn from the side she reads from.
        drawn = {**phone, "language_code": reader.tr.code}
        yield Seen(numbered, drawn, shown, sentences, tuple(faults(shown, reader)))


def name_of(shown: Shown, sentences: tuple[Spoken, ...]) -> str:
    """The first sentence in English, and a few letters for the ways on: the same whatever language it was read in."""
    first = TAG.sub("", sentences[0].english) if sentences else "own-words"
    ways = sorted({_VARIES.sub("*", data) for _, data in shown.buttons})
    letters = hashlib.sha1("\n".join(ways).encode(), usedforsecurity=False).hexdigest()[:4]
    return f"{'-'.join(re.findall('[a-z0-9]+', first.lower()))[:40].strip('-')}-{letters}"
