"""What must not leave the house is taken out of words before they do."""

import pytest

from domain.masking import masked


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("010190-1234", "••••"),
        ("010190 1234 and 0101901234", "•••• and ••••"),
        ("ring 20123456", "ring ••••"),
        ("ring +45 20 12 34 56!", "ring ••••!"),
        ("(+45) 20-12-34-56", "••••"),
        ("٠١٠١٩٠-١٢٣٤", "••••"),
        ("۲۰ ۱۲ ۳۴ ۵۶", "••••"),
        ("0\u200e1\u200f0190\u2013\u206612\u2069", "••••\u2069"),
        ("reg. 1234 5678 901", "reg. ••••"),
        ("010190", "••••"),
        ("at 10.30, 3 children, room 214", "at 10.30, 3 children, room 214"),
        ("Arresøvej 4, 8260", "Arresøvej 4, 8260"),
    ],
)
def test_long_numbers_stay(text: str, leaves: str) -> None:
    assert masked(text) == leaves


def test_her_name_stays_whole_or_in_parts_and_no_other_word_with_it() -> None:
    assert masked("I am UMM yusuf. Umma is not.", ["Umm Yusuf"]) == "I am •••• ••••. Umma is not."
    assert masked("أنا ليلى", ["ليلى"]) == "أنا ••••"
    assert masked("A (b) c", ["(b)", "", "A"]) == "A •••• c"
