"""Error reports that say where something broke and nothing of what anybody wrote."""

import secrets
import traceback
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
DEEPEST = 6


class Mishap(Exception):
    """Something whoever runs the house can put right; the message says how, and holds nothing that people wrote."""


def reference_code() -> str:
    """A short code that a person can read out and that stands in the log."""
    return secrets.token_hex(3).upper()


def where(problem: BaseException) -> str:
    """The way to the failing line, innermost last; an error's own words may be a person's, so they stay out."""
    frames = traceback.extract_tb(problem.__traceback__)[-DEEPEST:]
    return " > ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in frames)


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(CHECKOUT)) if path.is_relative_to(CHECKOUT) else f"{path.parent.name}/{path.name}"
