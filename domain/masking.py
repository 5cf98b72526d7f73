"""Takes numbers and names out of words before they leave the house."""

import re
from collections.abc import Iterable

MASK = "••••"
# Six digits or more with little between them: a CPR number or its half, a telephone number, an account. A date goes
# with them: better one number too many. Digits of every script count, and marks that nobody sees may lie between them.
_NUMBER = re.compile(r"[+(]{0,2}\d(?:[\W_]{0,3}\d){5,}")
SHORTEST_NAME = 2


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text without long numbers and without these names, each replaced by dots."""
    for part in {part for name in names for part in name.split() if len(part) >= SHORTEST_NAME}:
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", MASK, text, flags=re.IGNORECASE)
    return _NUMBER.sub(MASK, text)
