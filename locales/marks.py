"""The invisible marks of text that runs both ways: where they belong, and where they must not be."""

import re
from unicodedata import bidirectional

FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT = "\u2068", "\u2069", "\u200f"
# Between two words it lets no line end.
JOINER = "\u2060"
EMBEDDINGS = "\u202a-\u202e"
ISOLATES = "\u2066-\u2069"
TAG = re.compile(r"</?[a-z][^<>]*>")

_EMBEDDING = re.compile(f"[{EMBEDDINGS}]")
_ISOLATE = re.compile(f"[{ISOLATES}]")
_IN_FRONT = re.compile("^[\u200e\u200f\u061c]+", re.MULTILINE)


def settled(value: str) -> str:
    """Drop the marks by which a value could turn the sentence around it."""
    value = _EMBEDDING.sub("", value)
    return value if all(map(_balanced, value.split("\n"))) else _ISOLATE.sub("", value)


def isolated(value: str) -> str:
    """Let each line of a value find its own direction, whatever stands around it."""
    return "\n".join(f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}" if line else line for line in value.split("\n"))


def begins_from_the_right(text: str) -> bool:
    """Say from which side something is written: the first letter says so."""
    return next((kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"}), "L") != "L"


def from_the_right(text: str) -> str:
    """Keep a line that begins with foreign letters or figures from running to the left of its own language."""
    return "\n".join(RIGHT_TO_LEFT + line if _begins_foreign(line) else line for line in text.split("\n"))


def typed(text: str) -> str:
    """Drop what keeps lines whole and in their direction: whoever copies one from a screen copies its marks too."""
    return _IN_FRONT.sub("", text).replace(JOINER, "")


def _balanced(line: str) -> bool:
    depth = 0
    for mark in _ISOLATE.findall(line):
        depth += -1 if mark == POP_ISOLATE else 1
        if depth < 0:
            return False
    return depth == 0


def _begins_foreign(line: str) -> bool:
    """Say which direction the first letter, figure or isolate gives; emoji, spaces and signs give none."""
    for kind in map(bidirectional, TAG.sub("", line)):
        if kind in {"L", "EN", "AN", "FSI", "LRI"}:
            return True
        if kind in {"R", "AL", "RLI"}:
            return False
    return False
