"""What a test reads in a PDF without a library for it."""

import re
from xml.sax.saxutils import escape

# The typesetter sets Sorani from the right as it is told, but does not know it well enough to say so in the file.
UNKNOWN_DIRECTION = {"ckb"}


def spoken_in(code: str) -> str:
    """What a PDF calls a language of ours: Dari is the Persian of Afghanistan."""
    return {"prs": "fa-AF"}.get(code, code)


def links(page: bytes) -> set[str]:
    """Where a tap on the page leads."""
    return {found.decode() for found in re.findall(rb"/URI\s*\(([^)]*)\)", page)}


def pages(page: bytes) -> int:
    """How many pages there are."""
    return int(re.findall(rb"/Type/Pages/Count (\d+)", page)[0])


def language(page: bytes) -> str:
    """The language a screen reader begins in."""
    (found,) = re.findall(rb"/Type/Catalog[^\n]*?/Lang\(([\w-]+)\)", page)
    return str(found, "ascii")


def is_tagged(page: bytes) -> bool:
    """Whether a screen reader finds its way: tagged, by the standard, and with its title on the window."""
    marks = (b"/StructTreeRoot", b"/Marked true", b"<pdfuaid:part>1</pdfuaid:part>", b"/DisplayDocTitle true")
    return all(mark in page for mark in marks)


def has_title(page: bytes, title: str) -> bool:
    """Whether the file bears this title."""
    return f">{escape(title, {chr(39): '&apos;'})}</rdf:li></rdf:Alt></dc:title>".encode() in page
