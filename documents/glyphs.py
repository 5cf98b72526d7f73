"""Which letters the fonts we bring can draw, read from their tables of characters (OpenType cmap)."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from struct import unpack_from
from unicodedata import category, name

# Marks that steer direction and joining have no picture, and neither has what chooses between two pictures.
_UNSEEN = {"Cf"}
_VARIANTS = range(0xFE00, 0xFE10)
_PICTURE = re.compile("[\U0001f000-\U0001fbff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f]")


class MissingGlyphs(Exception):
    """A text holds letters that none of our fonts has: printed, they would be empty boxes.

    The message names no text: it may be somebody's name.
    """

    def __init__(self, field: str, letters: tuple[str, ...], text: str = "") -> None:
        said = ", ".join(f"U+{ord(letter):04X} {name(letter, 'without a name')}" for letter in letters)
        super().__init__(f"{field}: no font of ours draws {said}")
        self.field = field
        self.letters = letters
        self.text = text


def font_folders() -> list[Path]:
    """Where the letters lie; no others are used, so that every machine prints the same."""
    packages = files("manimgx_fonts"), files("fontpkg_ibm_plex_sans_arabic") / "files"
    return [Path(str(folder)) for folder in packages]


@cache
def drawable() -> frozenset[int]:
    """Every character for which one of the fonts has a picture."""
    fonts = (font for folder in font_folders() for font in sorted(folder.glob("*.ttf")))
    return frozenset(code for font in fonts for code in _characters(_table(font)))


def missing(text: str) -> tuple[str, ...]:
    """The letters of a text that would be empty boxes, each once and in their order."""
    return tuple(letter for letter in dict.fromkeys(text) if not _is_drawn(letter))


def without_unknown_pictures(text: str) -> str:
    """Leave out an emoji that is newer than our fonts: no meaning ever hangs on one alone."""
    kept = _PICTURE.sub(lambda found: found[0] if _is_drawn(found[0]) else "", text)
    return kept if kept == text else kept.strip()


def _is_drawn(letter: str) -> bool:
    return ord(letter) in drawable() or category(letter) in _UNSEEN or ord(letter) in _VARIANTS


def _table(font: Path) -> bytes:
    """Read one table of a font, and not the megabytes around it."""
    with font.open("rb") as file:
        (count,) = unpack_from(">4xH", file.read(12))
        rows = file.read(16 * count)
        tables = {tag: (at, size) for tag, at, size in (unpack_from(">4s4xII", rows, 16 * row) for row in range(count))}
        at, size = tables[b"cmap"]
        file.seek(at)
        return file.read(size)


def _characters(cmap: bytes) -> Iterator[int]:
    (encodings,) = unpack_from(">2xH", cmap)
    for row in range(encodings):
        (at,) = unpack_from(">4xI", cmap, 4 + 8 * row)
        match unpack_from(">H", cmap, at):
            case (4,):
                yield from _in_segments(cmap, at)
            case (12,):
                yield from _in_groups(cmap, at)


def _in_segments(cmap: bytes, at: int) -> Iterator[int]:
    """Format 4: stretches of characters, each with what leads to the number of its picture; 0 is the empty box."""
    (doubled,) = unpack_from(">6xH", cmap, at)
    ends, count = at + 14, doubled // 2
    for segment in range(count):
        places = (ends + doubled * part + 2 * (part > 0) + 2 * segment for part in range(4))
        last, first, delta, offset = (unpack_from(">H", cmap, place)[0] for place in places)
        away = ends + doubled * 3 + 2 + 2 * segment + offset
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = unpack_from(">H", cmap, away + 2 * (code - first))[0] if offset else code
            if (glyph and (glyph + delta) % 0x10000) if offset else (glyph + delta) % 0x10000:
                yield code


def _in_groups(cmap: bytes, at: int) -> Iterator[int]:
    """Format 12: stretches of characters of any plane, whose pictures follow one another."""
    (count,) = unpack_from(">12xI", cmap, at)
    for group in range(count):
        first, last, glyph = unpack_from(">III", cmap, at + 16 + 12 * group)
        yield from (code for code in range(first, last + 1) if glyph + code - first)
