"""Finds Danish civil registration numbers (CPR), so that none is ever kept."""

import re
import unicodedata

from stdnum.dk import cpr
from stdnum.exceptions import ValidationError

# Day, month and year, then four digits, perhaps with separators, and no digit on either side. It looks ahead only,
# because a number before may share digits with it.
_CANDIDATE = re.compile(r"(?<!\d)(?=(\d\d)[\s./-]?(\d\d)[\s./-]?(\d\d)[\s./-]{0,3}(\d{4})(?!\d))")


def holds_cpr(text: str) -> bool:
    """Whether the text holds something that is a CPR number by form and birth date.

    Digits of other scripts count as well: a number typed on an Arabic keyboard is the same number.
    """
    plain = "".join(_plain(char) for char in text)
    return any(_valid("".join(found.groups())) for found in _CANDIDATE.finditer(plain))


def _plain(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    # Keyboards and copying put many kinds of dash between numbers, and marks that nobody sees.
    kind = unicodedata.category(char)
    return "-" if kind == "Pd" or char == "−" else "" if kind == "Cf" else char


def _valid(number: str) -> bool:
    try:
        cpr.validate(number)
    except ValidationError:
        return False
    return True
