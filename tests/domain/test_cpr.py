"""A CPR number is found however it is typed; what only looks a little like one is left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cpr import holds_cpr

# Digits of scripts that residents' keyboards have: Western, Arabic, Persian, Devanagari, Bengali.
ZEROS = "0٠۰०০"


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "010190 - 1234",
        "010190/1234",
        "010190.1234",
        "010190–1234",
        "010190—1234",
        "010190‑1234",
        "010190−1234",
        "010190\u00a01234",
        "010190\n1234",
        "01.01.90-1234",
        "01-01-90-1234",
        "01 01 90 1234",
        # Marks that nobody sees, as Arabic and Persian keyboards and copied text bring them.
        "010190\u200e-\u200f1234",
        "0101\u200c901234",
        "\u2068010190-1234\u2069",
        "Mit cpr er 010190-1234, tak.",
        "cpr:010190-1234",
        "abc0101901234def",
        "Ring 20 12 34 56. 010190-1234",
        "4512 010190-1234",
        "290296-1234",
        "311299-4999",
    ],
)
def test_a_cpr_number_is_found(text: str) -> None:
    assert holds_cpr(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hej, jeg har brug for hjælp",
        # Telephone numbers, also with the code of the country: there is no 45th day.
        "20123456",
        "20 12 34 56",
        "+4520123456",
        "+45 20 12 34 56",
        "4520123456",
        "45 20 12 34 56",
        "0045 20 12 34 56",
        "004520123456",
        "+45 2012 3456",
        # Dates, times, money, numbers of cases.
        "24.12.2026",
        "24-12-2026 kl. 14.00",
        "01.01.2027 14:00",
        "2026-11-23 10:00",
        "12.345,50 kr.",
        # Ten digits that are no date, more than ten digits, fewer.
        "3213901234",
        "300290-1234",
        "01019012345",
        "10101901234",
        "010190-123",
        "01019-1234",
        "010190 og 1234",
    ],
)
def test_what_is_none_is_left_alone(text: str) -> None:
    assert not holds_cpr(text)


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 3999), st.sampled_from(ZEROS))
def test_it_is_found_in_the_digits_of_every_script(day: date, serial: int, zero: str) -> None:
    number = f"{day:%d%m%y}-{serial:04}"
    typed = "".join(chr(ord(zero) + int(char)) if char.isdigit() else char for char in number)
    assert holds_cpr(f"mit nummer er {typed}")


@given(st.text("+0123456789 -", max_size=8))
def test_fewer_than_ten_digits_are_none(text: str) -> None:
    assert not holds_cpr(text)


@given(st.text())
def test_no_words_around_it_hide_it(text: str) -> None:
    assert holds_cpr(f"{text} er 010190-1234 {text}")
