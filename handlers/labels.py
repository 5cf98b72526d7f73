"""Labels of buttons as people type them: without the emoji, in any case, with or without marks."""

import unicodedata


def same_label(label: str, typed: str) -> bool:
    """Whether somebody who typed this meant that button."""
    wanted = _plain(label)
    return bool(wanted) and wanted == _plain(typed)


def _plain(text: str) -> str:
    kept = (char if unicodedata.category(char)[0] in "LNZM" else " " for char in unicodedata.normalize("NFKC", text))
    return " ".join("".join(kept).casefold().split())
