"""Every language has a name that its reader can read."""

import pytest

from locales import LANGUAGES, Translator
from locales.tongues import tongue


@pytest.mark.parametrize("code", LANGUAGES)
def test_staff_read_which_language_it_is(translators: dict[str, Translator], code: str) -> None:
    named = tongue(translators["da"], code)
    assert named.islower()
    assert set(named) <= set("abcdefghijklmnopqrstuvwxyzæøå")


def test_dari_is_no_persian(translators: dict[str, Translator]) -> None:
    assert [tongue(translators[code], "prs") for code in ("da", "en", "prs")] == ["dari", "Dari", "دری"]
