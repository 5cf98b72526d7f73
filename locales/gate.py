"""The gate: what one sentence must pass to be served, from a catalogue, a speaker's sheet or the chat alike."""

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from babel.messages import Catalog
from babel.messages.catalog import Message

from locales import plain_language as plain
from locales.catalogues import compiled, source_of, strings_of
from locales.faults import Fault, Kind
from locales.idioms import idiom_in
from locales.languages import LANGUAGES, Language
from locales.lix import MOST, WORDS_TO_COUNT, lix, words_in
from locales.plain_language import Limits
from locales.same_parts import EMOJI, unequal_parts
from locales.translator import PROGRAMME, Translator

BUTTON = "button"


def faults_of(
    message: Message, language: Language, topics: str, *, residents: bool = True, long: bool | None = None
) -> Iterator[Fault]:
    """Everything that is wrong with a sentence as this language says it; of one that says nothing, nothing."""
    yield from unequal_parts(message, language)
    long = is_long(message) if long is None else long
    for text in texts_of(message, language.code):
        if message.context == plain.TOPICS:
            yield from plain.pattern_faults(text)
        yield from plain.faults_anywhere(text, message.context or "", topics)
        for fault in _plain_faults(text, message, language, long=long) if residents else ():
            yield replace(fault, text=f"{fault.text}: {text!r}")


def _plain_faults(text: str, message: Message, language: Language, *, long: bool) -> Iterator[Fault]:
    """Whether residents can read it; a page that has to be longer is spared the lengths alone."""
    limits = limits_of(language)
    if message.context == PROGRAMME:
        # What a programme says of itself is as long as it likes, but for its buttons.
        yield from plain.button_faults(text, limits) if is_button(message) else plain.page_faults(text, limits)
        return
    yield from plain.emoji_faults(text, limits)
    if idiom := idiom_in(text, language.code):
        yield Fault(Kind.IDIOM, f"has a figure of speech that must be known to be understood: {idiom!r}", idiom)
    if is_button(message):
        yield from plain.button_faults(text, limits)
    elif long:
        yield from plain.page_faults(text, limits)
    else:
        yield from plain.screen_faults(text, limits)
        yield from _hard(text) if language.code == "da" else ()


def _hard(text: str) -> Iterator[Fault]:
    if len(words_in(text)) >= WORDS_TO_COUNT and (number := lix([text])) > MOST:
        yield Fault(
            Kind.HARD, f"is hard to read: LIX {number:.0f}, more than {MOST:.0f}", f"{number:.0f}", f"{MOST:.0f}"
        )


def limits_of(language: Language) -> Limits:
    """How much readers of this language are asked to read at a time."""
    return plain.LIMITS_OF.get(language.code, plain.LIMITS)


def is_button(message: Message) -> bool:
    """Whether it stands on a button; of a programme's texts those do that open with an emoji."""
    if message.context == PROGRAMME:
        return bool(EMOJI.match(source_of(message)))
    return message.context == BUTTON


def is_long(message: Message) -> bool:
    """Whether it is a page that has to be longer."""
    return any(plain.LONG in comment for comment in message.auto_comments)


def texts_of(message: Message, code: str) -> tuple[str, ...]:
    """Give what a reader of the language sees; the English sentence is its own translation."""
    said = tuple(filter(None, strings_of(message)))
    own = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    return said or (own if code == "en" else ())


def topics_of(catalog: Catalog, code: str) -> str:
    """What a reminder must not name in this language, as its catalogue says it."""
    return plain.topics(Translator(LANGUAGES[code], compiled(catalog), ZoneInfo("UTC")))
