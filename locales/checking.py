"""What is known of a translation: drafted, checked by somebody who speaks the language, or outdated since."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.messages.catalog import Message

from locales.catalogues import source_of, strings_of

# Danish and English are written by those who make the sentences; every other language begins as a draft.
WRITTEN_HERE = frozenset({"da", "en"})
# A sentence whose draft must not stand alone is marked so in its comment for translators.
SENSITIVE = "[sensitive]"

_COMMENT = re.compile(r"checked (?P<on>\d{4}-\d\d-\d\d) (?P<version>[0-9a-f]{12}) by (?P<by>.+)")
_WAS = re.compile(r"was (?P<key>[0-9a-f]{12})")


class State(StrEnum):
    """How far a translation is to be trusted."""

    DRAFTED = "drafted"
    CHECKED = "checked"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody who speaks the language has read a sentence; `words` are hers, where she put it otherwise.

    `version` says which words of which sentence she read: others are not checked by it.
    """

    version: str
    by: str
    on: date
    words: tuple[str, ...] | None = None


def short_name(context: str | None, sentence: str) -> str:
    """A short name of a sentence, the same in every language; of a plural, that of the sentence for one."""
    return _short(context or "", sentence)


def name_in(message: Message) -> str:
    """The short name of a sentence of a catalogue."""
    return short_name(message.context, source_of(message))


def version_of(message: Message, words: Iterable[str]) -> str:
    """A short name of these words for this sentence."""
    return _short(name_in(message), *words)


def as_comment(check: Check) -> str:
    """A check as it stands in a catalogue."""
    return f"checked {check.on.isoformat()} {check.version} by {check.by}"


def commented(message: Message) -> Check | None:
    """The check that stands in a catalogue."""
    found = next(filter(None, map(_COMMENT.fullmatch, message.user_comments)), None)
    return found and Check(found["version"], found["by"], date.fromisoformat(found["on"]))


def as_former(key: str) -> str:
    """What a sentence was called before it was put otherwise, as it stands in a catalogue."""
    return f"was {key}"


def is_about_checking(comment: str) -> bool:
    """Whether a comment in a catalogue says who checked it, or what it was called before."""
    return bool(_COMMENT.fullmatch(comment) or _WAS.fullmatch(comment))


def check_of(message: Message, house: Mapping[str, Check]) -> Check | None:
    """The check that counts: the house's own, else the one that came with the catalogue."""
    return house.get(name_in(message)) or commented(message)


def words_of(message: Message, house: Mapping[str, Check]) -> tuple[str, ...]:
    """What is served: what a speaker of this house wrote, else what the catalogue says."""
    check = house.get(name_in(message))
    return check.words if check and check.words else strings_of(message)


def state_of(message: Message, house: Mapping[str, Check]) -> State:
    """How far what is served can be trusted."""
    check = check_of(message, house)
    if check is not None:
        same = check.version == version_of(message, words_of(message, house))
        return State.CHECKED if same else State.OUTDATED
    return State.OUTDATED if former_of(message) in house else State.DRAFTED


def former_of(message: Message) -> str | None:
    """The short name it had before it was put otherwise."""
    found = next(filter(None, map(_WAS.fullmatch, message.user_comments)), None)
    return found and found["key"]


def is_sensitive(message: Message) -> bool:
    """Whether a mistake in it could cost more than a misunderstanding."""
    return any(SENSITIVE in comment for comment in message.auto_comments)


def _short(*parts: str) -> str:
    return hashlib.sha256("\x04".join(parts).encode()).hexdigest()[:12]
