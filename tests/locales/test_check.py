"""The check finds each fault a catalogue may have, and lets a sound one pass."""

from gettext import NullTranslations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from babel.messages import Catalog

from locales.catalogues import path_of
from locales.check import catalogue_faults, faults, hidden
from locales.extract import extract, renewed
from locales.languages import LANGUAGES
from locales.plain_language import topics
from locales.translator import Translator
from tests.locales.catalogue_files import Said

TOPICS = topics(Translator(LANGUAGES["en"], NullTranslations(), ZoneInfo("UTC")))
PLACES = ("{n} place left", "{n} places left")
SOUND: dict[str, Said] = {
    "da": {
        "<b>Hi {name}</b>\nType /start.": "<b>Hej {name}</b>\nSkriv /start.",
        "🏠 Come in": "🏠 Kom ind",
        PLACES: ("én plads", "{n} pladser"),
    },
    "ar": {
        "<b>Hi {name}</b>\nType /start.": "<b>مرحبا {name}</b>\nاكتب /start.",
        "🏠 Come in": "🏠 تفضل",
        PLACES: ("لا مكان", "مكان", "مكانان", "{n} أماكن", "{n} مكانا", "{n} مكان"),
    },
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "handlers").mkdir()
    (tmp_path / "locales").mkdir()
    return tmp_path


def found(
    code: str, said: Said, *, context: str | None = None, comment: str = "", domain: str = "nabobot"
) -> list[str]:
    """Check a catalogue of these sentences; the code asks for the very same ones."""
    asked, catalog = Catalog(), Catalog(locale=code)
    catalog.mime_headers = [("Plural-Forms", LANGUAGES[code].plural_forms)]
    for msgid, string in said.items():
        asked.add(msgid, auto_comments=[comment], context=context)
        catalog.add(msgid, string, context=context)
    if domain == "nabobot" and code != "en":
        asked.add(TOPICS, auto_comments=["[long]"], context="topics")
        catalog.add(TOPICS, "rådgiv|gæld", context="topics")
    return list(catalogue_faults(catalog, asked, code, domain))


@pytest.mark.parametrize("code", SOUND)
def test_a_sound_catalogue_passes(code: str) -> None:
    assert found(code, SOUND[code]) == []
    assert found("en", dict.fromkeys(["🏠 Come in", "Hi {name}"], "")) == []


@pytest.mark.parametrize(
    ("msgid", "string", "fault"),
    [
        ("Hi {name}", "", "missing or fuzzy"),
        ("Hi {name}", "Hej", "lacks placeholders ['name']"),
        ("Hi {name}", "Hej {navn} {name}", "unknown placeholders ['navn']"),
        ("Hi {name}", "Hej {name.x}", "broken placeholder"),
        ("Hi {name}", "Hej {name", "broken placeholder"),
        ("<b>Hi</b>", "Hej", "tags"),
        ("<b>Hi</b>", "<b>Hej<b>", "tags"),
        ("<b><i>Hi</i></b>", "<b><i>Hej</b></i>", "close its tags"),
        ("Hi", "Hej <3", "angle brackets"),
        ("Hi\nyou", "Hej du", "number of lines"),
        ("Hi", "Hej\n", "spaces at the ends"),
        ("Type /start", "Skriv start", "commands"),
        ("Type /start", "Skriv /begynd", "commands"),
        ("🏠 Home", "Hjem", "emoji"),
        ("🏠 Home", "🏡 Hjem", "emoji"),
        ("Home", "🇩🇰 Hjem", "flag"),
        ("Home", "\u202eHjem", "direction"),
        ("It stays here", "Du er anonym", "confidential"),
        (PLACES, ("{n} plads",), "1 forms of plural, not 2"),
        (PLACES, ("{n} plads", "{m} pladser"), "unknown placeholders ['m']"),
        (PLACES, ("{n} plads", ""), "missing or fuzzy"),
        ("Hi", "En. To. Tre. Fire.", "has 4 sentences"),
        ("Hi", "lang " * 14 + "sætning.", "sentence of 15 words"),
        ("Hi", "x" * 241, "241 characters"),
        ("Hi", "Det er her. 🏠", "in front"),
        ("🏠🏠 Hi", "🏠🏠 Hej", "more than 1 emoji"),
        ("🏠", "🏠", "no word"),
        ("Hi", "et to tre fire fem seks syv otte ni ti elleve tolv tretten.", "13.0 words on average"),
    ],
)
def test_a_planted_fault_is_found(msgid: str | tuple[str, str], string: str | tuple[str, ...], fault: str) -> None:
    assert fault in "\n".join(found("da", {msgid: string}))


@pytest.mark.parametrize(
    ("msgid", "string", "context", "fault"),
    [
        ("Book", "Bestil en tid til samtale nu", "button", "28 characters on a button"),
        ("Housing benefit", "Boligstøtte", "button", "office word"),
        ("You have an appointment", "Du har en rådgivning", "reminder: today", "'rådgiv'"),
    ],
)
def test_a_fault_of_a_kind_of_text_is_found_there_and_nowhere_else(
    msgid: str, string: str, context: str, fault: str
) -> None:
    assert fault in "\n".join(found("da", {msgid: string}, context=context))
    assert found("da", {msgid: string}) == []


def test_english_is_held_to_plain_language_too() -> None:
    assert "4 sentences" in "\n".join(found("en", {"One. Two. Three. Four.": ""}))
    assert "confidential" in "\n".join(found("en", {"It is anonymous": ""}))
    assert "'money'" in "\n".join(found("en", {"About money": ""}, context="reminder"))


def test_times_of_the_day_and_lines_of_their_own_are_no_sentences() -> None:
    text = "Velkommen.\nkl. {time}\nNabohuset\n{address}\nTlf. {phone}\nVi ses."
    assert found("da", {text.replace("Tlf.", "Phone"): text}) == []


def test_a_page_that_must_be_long_is_exempt_from_length_alone() -> None:
    long = "En. To. Tre. Fire. " + "lang " * 60 + "sætning."
    assert found("da", {"Privacy": long}, comment="Translators: [long] the full text") == []
    assert "tags" in "\n".join(found("da", {"Privacy": f"<b>{long}</b>"}, comment="Translators: [long]"))


def test_staff_are_spared_plain_language_but_not_faults() -> None:
    assert found("da", {"Hi": "En. To. Tre. Fire."}, domain="staff") == []
    assert "missing" in "\n".join(found("da", {"Hi": ""}, domain="staff"))


def test_an_unfinished_language_is_hidden_and_no_fault(checkout: Path) -> None:
    assert found("ar", {"Hi": ""}) == []
    (checkout / "handlers/home.py").write_text('tr.text("Hi")')
    extract(checkout, checkout / "locales", ("ar",))
    assert list(hidden(checkout / "locales")) == ["ar is hidden: 1 sentences missing or fuzzy, the first is 'Hi'"]


def test_a_header_that_counts_otherwise_is_found() -> None:
    catalog = Catalog(locale="ar")
    assert "counts by" in "\n".join(catalogue_faults(catalog, Catalog(), "ar", "nabobot"))
    assert list(catalogue_faults(renewed(catalog, Catalog(), "ar"), Catalog(), "ar", "nabobot")) == []


def test_catalogues_that_lag_behind_the_code_are_found(checkout: Path) -> None:
    module = checkout / "handlers/home.py"
    folder = checkout / "locales"
    extract(checkout, folder)
    assert list(faults(checkout, folder)) == []
    module.write_text('tr.text("Hi")\ntr.text(f"{n}")')
    assert list(faults(checkout, folder)) == [
        "handlers/home.py: line 2: text() takes a whole sentence with {placeholders}, not one put together",
        "nabobot.pot: not what the code says now; run python -m locales.extract",
        "da/nabobot.po: not the sentences of the code; run python -m locales.extract",
        "da/nabobot.po: 'Hi': missing or fuzzy",
        "en/nabobot.po: not the sentences of the code; run python -m locales.extract",
    ]
    extract(checkout, folder)
    danish = path_of(folder, "da", "nabobot")
    danish.write_text(danish.read_text().replace('msgid "Hi"\nmsgstr ""', 'msgid "Hi"\nmsgstr "Hej"'))
    module.write_text('tr.text("Hi")')
    assert list(faults(checkout, folder)) == []
