"""What a translation must share with its sentence: placeholders, tags, lines, commands, emoji, and forms of plural."""

import re
from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Message

from locales.catalogues import strings_of
from locales.languages import Language
from locales.marks import EMBEDDINGS, ISOLATES, TAG
from locales.sentences import SentenceBroken, pieces

EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff]")
_COMMAND = re.compile(r"(?<![\w/:.<])/[a-z_]+")
_EDGE = re.compile(r"^\s*|\s*$")
_TURNING = re.compile(f"[{EMBEDDINGS}{ISOLATES}]")


def unequal_parts(message: Message, language: Language) -> Iterator[str]:
    """Say in what a translation differs from its sentence where it must not."""
    sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    strings = strings_of(message)
    if message.pluralizable and len(strings) != forms_of(language):
        yield f"has {len(strings)} forms of plural, not {forms_of(language)}"
    for string in filter(None, strings):
        yield from _differences(sources[-1], string)
        yield from _odd_placeholders(sources, string)


def forms_of(language: Language) -> int:
    """Say how many forms of plural a language has."""
    return int(language.plural_forms.removeprefix("nplurals=").partition(";")[0])


def placeholders(sentence: str) -> set[str]:
    return {name for _, name in pieces(sentence) if name}


def is_nested(sentence: str) -> bool:
    """Say whether every tag is closed in its turn, which Telegram insists on."""
    open_tags: list[str] = []
    for tag in TAG.findall(sentence):
        name = tag.strip("</>").split()[0]
        if not tag.startswith("</"):
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


def _differences(source: str, string: str) -> Iterator[str]:
    for what, parts in (
        ("tags", lambda text: Counter(TAG.findall(text))),
        ("angle brackets", lambda text: Counter(re.findall("[<>]", text))),
        ("number of lines", lambda text: text.count("\n")),
        ("spaces at the ends", _EDGE.findall),
        ("commands", lambda text: Counter(_COMMAND.findall(TAG.sub("", text)))),
        ("emoji", lambda text: Counter(EMOJI.findall(text))),
    ):
        if parts(source) != parts(string):
            yield f"differs in its {what}: {string!r}"
    if not is_nested(string):
        yield f"does not close its tags in order: {string!r}"
    if _TURNING.search(string):
        yield f"turns its own direction, which is the Translator's work: {string!r}"


def _odd_placeholders(sources: tuple[str, ...], string: str) -> Iterator[str]:
    """Compare the placeholders; a form of plural may leave out the number."""
    try:
        asked, given = set().union(*map(placeholders, sources)), placeholders(string)
    except SentenceBroken:
        yield f"has a broken placeholder: {string!r}"
        return
    may_lack = {"n"} if len(sources) > 1 else set()
    if unknown := given - asked:
        yield f"has unknown placeholders {sorted(unknown)}: {string!r}"
    if lost := asked - given - may_lack:
        yield f"lacks placeholders {sorted(lost)}: {string!r}"
