"""Languages are named for whoever plans an interpreter, and each by its own name for whoever speaks it."""

from zoneinfo import ZoneInfo

import pytest

from locales import LANGUAGES, Languages
from locales.spoken import ANOTHER, SPOKEN
from locales.tongues import interpreted, own_name, tongue, unwritten

WORDS = Languages.load(ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize("code", [*LANGUAGES, *SPOKEN, ANOTHER])
def test_every_language_has_a_danish_name_for_staff(code: str) -> None:
    name = tongue(WORDS.staff, code)
    assert name.isascii() or set("æøå") & set(name)
    assert name == name.lower() != code


def test_sister_languages_are_told_apart() -> None:
    named = {code: tongue(WORDS.staff, code) for code in ("ckb", "kmr", "fa", "prs", "ps")}
    expected = {"ckb": "sorani", "kmr": "kurdisk (kurmanji)", "fa": "persisk", "prs": "dari", "ps": "pashto"}
    assert named == expected
    assert len({tongue(WORDS.staff, code) for code in interpreted()}) == len(interpreted())


def test_what_we_write_is_not_among_what_we_do_not() -> None:
    assert set(SPOKEN) & set(LANGUAGES) == set()
    assert set(unwritten(LANGUAGES)) == set(SPOKEN)
    assert set(unwritten(["da", "en"])) == {*SPOKEN, *LANGUAGES} - {"da", "en"}


def test_a_language_without_a_name_is_called_another_one() -> None:
    assert own_name(WORDS.translator("ar"), ANOTHER) == "لغة أخرى"
