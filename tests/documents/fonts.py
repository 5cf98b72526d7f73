"""Which letters a font can draw, read from its table of characters (OpenType cmap)."""

from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from


def drawable(folders: list[Path]) -> set[int]:
    """Every character for which one of the fonts has a picture."""
    return {code for folder in folders for font in folder.glob("*.ttf") for code in _characters(font.read_bytes())}


def _characters(font: bytes) -> Iterator[int]:
    (count,) = unpack_from(">4xH", font)
    tables = dict(unpack_from(">4s4xI", font, 12 + 16 * row) for row in range(count))
    cmap = tables[b"cmap"]
    (encodings,) = unpack_from(">2xH", font, cmap)
    for row in range(encodings):
        platform, encoding, at = unpack_from(">HHI", font, cmap + 4 + 8 * row)
        if (platform, encoding) in {(0, 3), (3, 1)}:
            yield from _in_segments(font, cmap + at)


def _in_segments(font: bytes, at: int) -> Iterator[int]:
    """Format 4: stretches of characters, each with what leads to the number of its picture; 0 is the empty box."""
    form, doubled = unpack_from(">H4xH", font, at)
    assert form == 4
    ends, count = at + 14, doubled // 2
    for segment in range(count):
        places = (ends + doubled * part + 2 * (part > 0) + 2 * segment for part in range(4))
        last, first, delta, offset = (unpack_from(">H", font, place)[0] for place in places)
        away = ends + doubled * 3 + 2 + 2 * segment + offset
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = unpack_from(">H", font, away + 2 * (code - first))[0] if offset else code
            if (glyph and (glyph + delta) % 0x10000) if offset else (glyph + delta) % 0x10000:
                yield code
