"""What people type is kept as they wrote it, but for the marks that could turn or break the text around it."""

import pytest

from locales import clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Amina \n", "Amina"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("first\r\nsecond\rthird\u2029fourth", "first\nsecond\nthird\nfourth"),
        ("one\ttwo", "one two"),
        ("\u202eevil\u202c \u2066in\u2069\u2068out\u2069", "evil inout"),
        ("nul\x00, bell\x07, lone \ud83d half", "nul, bell, lone  half"),
        ("\x00 \u202e", ""),
        ("<b>{name}</b> %s &amp; _*[", "<b>{name}</b> %s &amp; _*["),
    ],
)
def test_only_harmful_marks_are_dropped(typed: str, kept: str) -> None:
    assert clean(typed, 100) == kept


def test_length_is_counted_in_characters_after_cleaning() -> None:
    assert clean("\x00" * 10 + "ééé", 2) == "éé"
    assert clean("ab  cd", 4) == "ab"
    assert clean("👩👩👩", 2) == "👩👩"
