"""How far the languages are, in figures: what is checked, what is not, and what would be too long to read."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.messages.catalog import Message

from locales.catalogues import RESIDENTS, messages, written_in
from locales.checking import WRITTEN_HERE
from locales.desk import Count, Desk
from locales.faults import Kind
from locales.gate import faults_of, is_button, texts_of
from locales.languages import LANGUAGES
from locales.plain_language import NO_TOPICS
from locales.programme_words import words_beside
from locales.shelf import Shelf

COLUMNS = ("", "sentences", "checked", "drafted", "outdated", "missing")
# What is nobody's draft has nobody to check it.
NOT_ASKED = "–"


def counted(folder: Path, programmes: Iterable[Path]) -> Iterator[str]:
    """A line for each language; for a programme's own words one for each catalogue beside its file."""
    for code in written_in(folder, RESIDENTS):
        shelf = Shelf(folder, ZoneInfo("UTC"), (code,))
        said = ", ".join(f"{number} {name}" for name, number in _known(code, Desk(shelf, code, {}).count()))
        yield f"{code}: {said}; {_lengths(list(messages(shelf.catalogue(code))), code)}"
    for programme in programmes:
        words = words_beside(programme)
        for path in sorted(words.glob("*.po")):
            count = Desk(Shelf(folder, ZoneInfo("UTC"), (path.stem,), words), path.stem, {}).count(programme=True)
            said = ", ".join(f"{number} {name}" for name, number in _known(path.stem, count))
            yield f"{words.name}/{path.stem}: {said}"


def _known(code: str, count: Count) -> Iterator[tuple[str, int]]:
    for name, number in zip(COLUMNS[1:], figures(count), strict=True):
        if code not in WRITTEN_HERE or name in {"sentences", "missing"}:
            yield name, number


def figures(count: Count) -> tuple[int, ...]:
    """The numbers in the order of the columns."""
    return count.sentences, count.checked, count.drafted, count.outdated, count.missing


def _lengths(every: list[Message], code: str) -> str:
    """How long buttons get, and how many texts are longer than may be."""
    found = [fault.kind for one in every for fault in faults_of(one, LANGUAGES[code], NO_TOPICS)]
    longest = max((len(text) for one in every if is_button(one) for text in texts_of(one, code)), default=0)
    over, many = found.count(Kind.BUTTON), found.count(Kind.SENTENCES)
    return f"buttons over length {over} (longest {longest}), screens over three sentences {many}"
