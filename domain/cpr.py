"""Finds Danish civil registration numbers (CPR), so that none is ever kept."""

import re
import unicodedata

from stdnum.dk import cpr
from stdnum.exceptions import ValidationError

# Six digits, perhaps a separator, four digits, and no digit on either side.
_CANDIDATE = re.compile(r"(?<!\d)(\d{6})[\s./–—-]{0,3}(\d{4})(?!\d)")


def holds_cpr(text: str) -> bool:
    """Whether the text holds something that is a CPR number by form and birth date.

    Digits of other scripts count as well: a number typed on an Arabic keyboard is the same number.
    """
    western = "".join(str(digit) if (digit := unicodedata.decimal(char, None)) is not None else char for char in text)
    return any(_valid("".join(found.groups())) for found in _CANDIDATE.finditer(western))


def _valid(number: str) -> bool:
    try:
        cpr.validate(number)
    except ValidationError:
        return False
    return True
