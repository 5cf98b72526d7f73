"""A phrase with its blanks filled in, in the words of whoever reads it."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from locales import Translator
from locales.phrasebook import Phrase

Blanks = Mapping[str, str]
# Where a blank is erased, or kept off a screen.
LEFT_OUT = "…"


def said(tr: Translator, phrase: Phrase, blanks: Blanks) -> str:
    """The sentence as this reader reads it; a time as her language writes it, all else as staff wrote it."""
    values = {name: _value(tr, name, blanks.get(name)) for name in phrase.blanks}
    return tr.ptext("phrase", phrase.sentence, **values)


def _value(tr: Translator, name: str, written: str | None) -> str:
    if written is None:
        return LEFT_OUT
    return _time(tr, written) if name == "time" else written


def _time(tr: Translator, written: str) -> str:
    """A day, or a day and an hour."""
    return tr.moment(datetime.fromisoformat(written)) if "T" in written else tr.day(date.fromisoformat(written))


def to_keep(phrase: Phrase, words: Blanks) -> str | None:
    """The blanks of a phrase as they are kept, before they are sealed; nothing where it has none."""
    return json.dumps({name: words[name] for name in phrase.blanks if name in words}) if phrase.blanks else None


def kept(words: str | None) -> Blanks:
    """The blanks as they were kept; none when they are erased."""
    found: Blanks = json.loads(words) if words else {}
    return found


def times_alone(words: str | None) -> str | None:
    """Of the blanks only what may stand on a card: when, but neither who, where, which paper nor how much."""
    return json.dumps({name: word for name, word in kept(words).items() if name == "time"})
