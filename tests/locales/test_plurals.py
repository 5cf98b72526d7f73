"""How each language counts: as the tools of translators do, and as CLDR does."""

from gettext import c2py

import pytest
from babel import Locale

from locales import LANGUAGES
from locales.same_parts import forms_of
from tests.locales.catalogue_files import Catalogues

NUMBERS = [*range(1001), 10_000, 100_000, 1_000_000]
PLACES = ("{n} place left", "{n} places left")


def form(code: str, n: int) -> int:
    return int(c2py(LANGUAGES[code].plural_forms.partition("plural=")[2].rstrip(";"))(n))


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_category_of_cldr_has_one_form_and_each_form_is_used(code: str) -> None:
    category = Locale.parse(LANGUAGES[code].locale).plural_form
    forms: dict[str, set[int]] = {}
    for n in NUMBERS:
        forms.setdefault(category(n), set()).add(form(code, n))
    assert all(len(found) == 1 for found in forms.values()), forms
    assert set().union(*forms.values()) == set(range(forms_of(LANGUAGES[code])))


@pytest.mark.parametrize(("n", "expected"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5)])
def test_arabic_forms_stand_in_the_order_of_gettext(n: int, expected: int) -> None:
    assert form("ar", n) == expected


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few \u20683\u2069"),
        (11, "many \u206811\u2069"),
        (100, "other \u2068100\u2069"),
    ],
)
def test_a_number_finds_its_sentence(catalogues: Catalogues, n: int, said: str) -> None:
    catalogues.write("ar", {PLACES: ("zero", "one", "two", "few {n}", "many {n}", "other {n}")})
    arabic = catalogues.languages().translator("ar")
    assert arabic.ntext(*PLACES, n) == f"\u200f{said}"
    assert arabic.nhtml(*PLACES, n) == f"\u200f{said}"


def test_english_counts_without_a_catalogue(catalogues: Catalogues) -> None:
    english = catalogues.languages().translator("en")
    assert [english.ntext(*PLACES, n) for n in (0, 1, 2)] == ["0 places left", "1 place left", "2 places left"]
