"""Telephone numbers as people type them."""

import unicodedata


def phone_number(text: str) -> str | None:
    """The number in what somebody typed, Western digits with a leading + if it had one; None when it is none."""
    if any(char.isalpha() for char in text) or len(text) > 40:
        return None
    digits = "".join(str(unicodedata.decimal(char)) for char in text if unicodedata.decimal(char, None) is not None)
    if not 8 <= len(digits) <= 15:
        return None
    return f"+{digits}" if text.strip().startswith(("+", "＋")) else digits
