"""What a translation must share with its sentence: placeholders, tags, lines, commands, emoji, and forms of plural."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from gettext import c2py

from babel.messages.catalog import Message

from locales.catalogues import strings_of
from locales.faults import Fault, Kind
from locales.languages import Language
from locales.marks import EMBEDDINGS, ISOLATES, TAG
from locales.sentences import SentenceBroken, pieces

EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff]")
_COMMAND = re.compile(r"(?<![\w/:.<])/[a-z_]+")
_EDGE = re.compile(r"^\s*|\s*$")
_TURNING = re.compile(f"[{EMBEDDINGS}{ISOLATES}]")


def unequal_parts(message: Message, language: Language) -> Iterator[Fault]:
    """Say in what a translation differs from its sentence where it must not."""
    sources = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    strings = strings_of(message)
    if message.pluralizable and len(strings) != forms_of(language):
        said = f"has {len(strings)} forms of plural, not {forms_of(language)}"
        yield Fault(Kind.FORMS, said, str(len(strings)), str(forms_of(language)))
    for string in filter(None, strings):
        yield from _differences(sources[-1], string)
        yield from _odd_placeholders(sources, string)


def forms_of(language: Language) -> int:
    """Say how many forms of plural a language has."""
    return int(language.plural_forms.removeprefix("nplurals=").partition(";")[0])


def example_of(language: Language, form: int) -> int:
    """A number that is said with this form of plural; the smallest above nought, where there is one."""
    form_of = c2py(language.plural_forms.partition("plural=")[2].rstrip(";"))
    return next((n for n in range(1, 1001) if int(form_of(n)) == form), 0)


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


def _differences(source: str, string: str) -> Iterator[Fault]:
    for kind, what, parts in _PARTS:
        if parts(source) != parts(string):
            yield Fault(kind, f"differs in its {what}: {string!r}", _asked(parts(source)))
    if not is_nested(string):
        yield Fault(Kind.NESTING, f"does not close its tags in order: {string!r}")
    if _TURNING.search(string):
        yield Fault(Kind.TURNING, f"turns its own direction, which is the Translator's work: {string!r}")


def _asked(parts: object) -> str:
    """What the sentence has of it, as one would write it down."""
    return " ".join(parts.elements()) if isinstance(parts, Counter) else str(parts)


def _odd_placeholders(sources: tuple[str, ...], string: str) -> Iterator[Fault]:
    """Compare the placeholders; a form of plural may leave out the number."""
    try:
        asked, given = set().union(*map(placeholders, sources)), placeholders(string)
    except SentenceBroken:
        yield Fault(Kind.BROKEN, f"has a broken placeholder: {string!r}")
        return
    may_lack = {"n"} if len(sources) > 1 else set()
    if unknown := given - asked:
        yield Fault(Kind.UNKNOWN, f"has unknown placeholders {sorted(unknown)}: {string!r}", _named(unknown))
    if lost := asked - given - may_lack:
        yield Fault(Kind.LACKING, f"lacks placeholders {sorted(lost)}: {string!r}", _named(lost))


def _named(names: set[str]) -> str:
    return " ".join(f"{{{name}}}" for name in sorted(names))


_PARTS: tuple[tuple[Kind, str, Callable[[str], object]], ...] = (
    (Kind.TAGS, "tags", lambda text: Counter(TAG.findall(text))),
    (Kind.BRACKETS, "angle brackets", lambda text: Counter(re.findall("[<>]", text))),
    (Kind.LINES, "number of lines", lambda text: text.count("\n")),
    (Kind.ENDS, "spaces at the ends", _EDGE.findall),
    (Kind.COMMANDS, "commands", lambda text: Counter(_COMMAND.findall(TAG.sub("", text)))),
    (Kind.SAME_EMOJI, "emoji", lambda text: Counter(EMOJI.findall(text))),
)
