"""Which languages are offered, in what order, and what a reader gets whose language is not ready."""

import pytest
from structlog.testing import capture_logs

from locales import CatalogueIncomplete, Translator
from tests.locales.catalogue_files import Catalogues, Said

SENTENCES: Said = {"Welcome": "Velkommen", ("{n} place left", "{n} places left"): ("{n} plads", "{n} pladser")}
ARABIC: Said = {
    "Welcome": "أهلا",
    ("{n} place left", "{n} places left"): ("لا مكان", "مكان", "مكانان", "{n} أماكن", "{n} مكانا", "{n} مكان"),
}


@pytest.fixture
def town(catalogues: Catalogues) -> Catalogues:
    catalogues.write("en", dict.fromkeys(["Welcome"], "") | {("{n} place left", "{n} places left"): ("", "")})
    catalogues.write("da", SENTENCES)
    catalogues.write("ar", ARABIC)
    return catalogues


def codes(town: Catalogues, phone: str | None = None) -> list[str]:
    return [language.code for language in town.languages().ordered(phone)]


def test_a_language_is_offered_when_it_says_everything(town: Catalogues) -> None:
    town.write("so", {"Welcome": "Soo dhowow"})
    town.write("tr", {"Welcome": "Hoş geldiniz"} | {("{n} place left", "{n} places left"): ("{n} yer", "")})
    town.write("pl", {"Welcome": "Witamy? fuzzy"} | {("{n} place left", "{n} places left"): ("a", "b", "c")})
    assert [language.code for language in town.languages().offered] == ["da", "en", "ar"]
    assert len(town.languages().known) == 14


@pytest.mark.parametrize("danish", [{}, {**SENTENCES, "Welcome": ""}, {**SENTENCES, "Welcome": "Velkommen? fuzzy"}])
def test_danish_must_be_complete(town: Catalogues, danish: Said) -> None:
    town.write("da", danish)
    with pytest.raises(CatalogueIncomplete, match="Welcome") as raised:
        town.languages()
    assert raised.value.language == "da"


def test_danish_must_be_complete_for_staff_too(town: Catalogues) -> None:
    town.write("da", {"Take this one": ""}, domain="staff")
    with pytest.raises(CatalogueIncomplete, match="Take this one"):
        town.languages()


def test_staff_read_their_own_words_and_the_residents(town: Catalogues) -> None:
    town.write("da", {"Take this one": "Tag den"}, domain="staff")
    staff = town.languages().staff
    assert (staff.text("Take this one"), staff.text("Welcome"), staff.code) == ("Tag den", "Velkommen", "da")
    assert staff.ntext("{n} place left", "{n} places left", 1200) == "1.200 pladser"


@pytest.mark.parametrize(
    ("phone", "order"),
    [
        (None, ["da", "en", "ro", "ar"]),
        ("ar", ["ar", "da", "en", "ro"]),
        ("AR_eg", ["ar", "da", "en", "ro"]),
        ("en-GB", ["en", "da", "ro", "ar"]),
        ("mo", ["ro", "da", "en", "ar"]),
        ("so", ["da", "en", "ro", "ar"]),
        ("", ["da", "en", "ro", "ar"]),
        ("-", ["da", "en", "ro", "ar"]),
    ],
)
def test_languages_are_ordered_by_the_phone(town: Catalogues, phone: str | None, order: list[str]) -> None:
    town.write(
        "ro", {"Welcome": "Bun venit", ("{n} place left", "{n} places left"): ("un loc", "{n} locuri", "{n} de")}
    )
    assert codes(town, phone) == order


@pytest.mark.parametrize(
    ("code", "nearest"),
    [("ar-IQ", "ar"), ("da", "da"), ("so", "en"), ("xx", "en"), (None, "en"), ("", "en"), ("x" * 99, "en")],
)
def test_the_nearest_language_is_offered_or_english(town: Catalogues, code: str | None, nearest: str) -> None:
    assert town.languages().nearest(code).code == nearest


def test_who_chose_a_language_that_is_unfinished_now_keeps_it(town: Catalogues) -> None:
    town.write("so", {"Welcome": "Soo dhowow"})
    somali = town.languages().translator("so")
    assert somali.text("Welcome") == "Soo dhowow"
    assert somali.ntext("{n} place left", "{n} places left", 2) == "2 places left"
    assert town.languages().nearest("so").code == "en"
    assert town.languages().translator("gone").code == "en"


def test_what_is_fuzzy_is_not_served(town: Catalogues) -> None:
    town.write("so", {"Welcome": "Ma hubo? fuzzy"})
    assert town.languages().translator("so").text("Welcome") == "Welcome"


def test_a_word_is_told_from_its_double_by_context(town: Catalogues) -> None:
    town.write("so", {"Book": "Ballan"}, context="button")
    somali = town.languages().translator("so")
    assert (somali.ptext("button", "Book"), somali.phtml("thing", "Book"), somali.text("Book")) == (
        "Ballan",
        "Book",
        "Book",
    )


@pytest.mark.parametrize("broken", ["Hej {navn}", "Hej {name.x}", "Hej {0}", "Hej {name!r}", "Hej {"])
def test_a_broken_translation_falls_back_to_english_and_is_logged_without_values(town: Catalogues, broken: str) -> None:
    town.write("so", {"Hi {name}": broken})
    somali = town.languages().translator("so")
    with capture_logs() as logs:
        assert somali.html("Hi {name}", name="<Amina>") == "Hi &lt;Amina&gt;"
    assert logs == [
        {"event": "translation_broken", "language": "so", "msgid": "Hi {name}", "log_level": "warning"},
    ]


@pytest.mark.parametrize(
    ("code", "texts", "picked"),
    [
        ("ar", {"ar": "بيت", "en": "House", "da": "Hus"}, "بيت"),
        ("ar", {"da": "Hus", "en": "House"}, "House"),
        ("ar", {"so": "Guri", "da": "Hus", "en": ""}, "Hus"),
        ("ar", {"so": "Guri"}, "Guri"),
        ("ar", {}, ""),
    ],
)
def test_texts_of_the_programme_come_in_the_best_language_there_is(
    translators: dict[str, Translator], code: str, texts: dict[str, str], picked: str
) -> None:
    assert translators[code].pick(texts) == picked
