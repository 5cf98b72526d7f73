"""What people type, without the marks that could turn, hide or break the text around it."""

import re

from locales.marks import EMBEDDINGS, ISOLATES, JOINER

# U+200C and U+200D are in none of these: Persian spelling and emoji families are made of them.
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff{EMBEDDINGS}{ISOLATES}{JOINER}]")


def clean(text: str, limit: int) -> str:
    """Give what was typed as plain text of at most `limit` characters."""
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return _UNSEEN.sub("", lines).strip()[:limit].rstrip()
