"""A page of slips (PDF, A4): what a partner hands a family, with the code and the link that open the chat."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from domain.programme import Place

if TYPE_CHECKING:
    from typst import Fonts

TEMPLATE = Path(__file__).with_name("slip.typ")


@dataclass(frozen=True, slots=True)
class SlipWords:
    """What a slip says in one language: what to do, then what whoever hesitates wants to know."""

    language: str
    rtl: bool
    lines: tuple[str, ...]


def slips(words: Sequence[SlipWords], link: str, house: Place) -> bytes:
    """Draw the page; the same words always give the same bytes."""
    # Loaded here: most starts of the bot never print anything.
    from typst import Compiler

    # Words are data and never part of the template: there a name could do things, and times would turn around.
    inputs = {"given": json.dumps(_given(words, link, house))}
    compiler = Compiler(TEMPLATE.read_bytes(), font_paths=_fonts(), sys_inputs=inputs)
    page = compiler.compile(format="pdf", timestamp=0, pdf_standards="ua-1")
    assert isinstance(page, bytes)
    return page


def font_folders() -> list[Path]:
    """Where the letters lie; no others are used, so that every machine prints the same."""
    packages = files("manimgx_fonts"), files("fontpkg_ibm_plex_sans_arabic") / "files"
    return [Path(str(folder)) for folder in packages]


def _given(words: Sequence[SlipWords], link: str, house: Place) -> dict[str, object]:
    contact = [line for line in (house.address, house.phone) if line]
    said = [asdict(one) for one in words]
    return {"house": house.name, "contact": contact, "words": said, "link": link, "qr": _code(link)}


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
