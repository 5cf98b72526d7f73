"""What all printed matter shares: words go into a template as data, and come out as a tagged PDF or as pictures."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from documents.glyphs import MissingGlyphs, font_folders, missing, without_unknown_pictures
from domain.programme import Place
from locales.marks import JOINER

if TYPE_CHECKING:
    from typst import Compiler, Fonts

FOLDER = Path(__file__).parent
# Sharp on a telephone, and far below what Telegram takes as a photo.
PIXELS_PER_INCH = 144.0

_LINE_ENDS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
# No word of ours is so long; one that is would run over the edge of its column.
_ENDLESS = re.compile(r"\S{32,}")
_BREAK = "\u200b"
# From when to when stays on one line: a word joiner after the dash.
_SPAN = re.compile("(?<=[\\d\u2069])–(?=[\\d\u2068])")


@dataclass(frozen=True, slots=True)
class Paper:
    """One printed thing, ready to be drawn: the template of that name, and all that stands on it.

    `title` and `language` are those of the file, which a screen reader says first. `link` becomes the QR code.
    """

    template: str
    title: str
    language: str
    words: Mapping[str, object]
    link: str | None = None
    rtl: bool = False

    def check(self) -> None:
        """Raise MissingGlyphs for letters we lack: said now of a paper that is drawn later."""
        _given(self)

    def pdf(self) -> bytes:
        """A tagged PDF (PDF/UA-1); the same words always give the same bytes, letters we lack raise MissingGlyphs."""
        page = _compiler(self).compile(format="pdf", timestamp=0, pdf_standards="ua-1")
        assert isinstance(page, bytes)
        return page

    def pictures(self, pixels_per_inch: float = PIXELS_PER_INCH) -> tuple[bytes, ...]:
        """Every page as a picture (PNG) for the chat."""
        pages = _compiler(self).compile(format="png", ppi=pixels_per_inch)
        return (pages,) if isinstance(pages, bytes) else tuple(filter(None, pages or ()))


def contact(house: Place) -> tuple[str, ...]:
    """Where the house is and how to ring it, as paper says it."""
    return tuple(line for line in (house.address, house.phone) if line)


def _compiler(paper: Paper) -> "Compiler":
    # Loaded here: most starts of the bot never print anything.
    from typst import Compiler

    # Words are data and never part of the template: there a name could do things, and times would turn around.
    inputs = {"given": json.dumps(_given(paper))}
    return Compiler(FOLDER / f"{paper.template}.typ", root=FOLDER, font_paths=_fonts(), sys_inputs=inputs)


def _given(paper: Paper) -> object:
    said = {name: _checked(value, name) for name, value in paper.words.items()}
    # The title of the file is spoken and not drawn.
    heading = {"title": _LINE_ENDS.sub(" ", paper.title), "language": paper.language, "rtl": paper.rtl}
    return {**said, **heading, "link": paper.link, "qr": paper.link and _code(paper.link)}


def _checked(value: object, field: str) -> object:
    """Go through all that will be read, as far as it is nested; `field` leads to the text that cannot be drawn."""
    match value:
        case str():
            return _drawn(value, field)
        case Mapping():
            return {name: _checked(one, f"{field}.{name}") for name, one in value.items()}
        case list() | tuple():
            return [_checked(one, f"{field}[{place}]") for place, one in enumerate(value)]
    return value


def _drawn(text: str, field: str) -> str:
    line = without_unknown_pictures(_LINE_ENDS.sub(" ", text))
    if lacking := missing(line):
        raise MissingGlyphs(field, lacking, line)
    whole = _SPAN.sub(f"–{JOINER}", line)
    return _ENDLESS.sub(lambda word: _BREAK.join(re.findall(".{1,16}", word[0])), whole)


def _code(link: str) -> str:
    import segno

    svg = BytesIO()
    # The template leaves the white around it, so that the code stands in line with the words.
    segno.make(link, error="m", micro=False).save(svg, kind="svg", xmldecl=False, omitsize=True, border=0)
    return svg.getvalue().decode()


@cache
def _fonts() -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=font_folders())
