"""The pages of the documentation, and what stands in them."""

import re
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
README = CHECKOUT / "README.md"
DOCS = CHECKOUT / "docs"
PAGES = (README, CHECKOUT / "CHANGELOG.md", *sorted(DOCS.glob("*.md")))
SPEAKING = ("bot", "handlers", "documents", "storage", "locales", "domain")
ROOMS = (*SPEAKING, "simulator", "benchmarks", "tests", "programmes")

_BLOCK = re.compile(r"^[ ]*```(\w*)\n(.*?)^[ ]*```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")


def blocks(page: Path, *languages: str) -> list[str]:
    """The fenced blocks of a page in these languages, all of them if none is named."""
    found = _BLOCK.findall(page.read_text("utf-8"))
    return [text for language, text in found if not languages or language in languages]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _BLOCK.sub("", page.read_text("utf-8"))


def spans(text: str) -> list[str]:
    """What stands between backticks."""
    return _SPAN.findall(text)


def code(page: Path) -> list[str]:
    """Everything a reader would copy: spans, and the lines of shell and service files."""
    lines = (line.partition("#")[0] for block in blocks(page, "sh", "ini") for line in block.splitlines())
    return [*spans(prose(page)), *lines]


def section(page: Path, heading: str) -> str:
    """What stands under a heading, down to the next one of its kind or above."""
    level = len(heading) - len(heading.lstrip("#"))
    _, found, rest = f"\n{page.read_text('utf-8')}".partition(f"\n{heading}\n")
    assert found, f"{page.name} has no heading {heading!r}"
    return re.split(rf"^#{{1,{level}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> Iterator[list[str]]:
    """The cells of the tables in a text, headings left out."""
    previous = ""
    for line in text.splitlines():
        if line.startswith("| ") and previous.startswith("|"):
            yield [cell.strip() for cell in line.strip("|").split("|")]
        previous = line
