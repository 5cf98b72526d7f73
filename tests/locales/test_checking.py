"""What speakers of a house have checked is what is read; a draft of what must not be misread stands beside Danish."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message

from locales import LANGUAGES, skimming
from locales.catalogues import FOLDER, RESIDENTS, path_of, read, untranslated, written_in
from locales.checking import SENSITIVE, Check, State, as_comment, as_former, commented, short_name, state_of, version_of
from locales.extract import written
from locales.read_aloud import Fixed
from locales.skimming import saying_all
from tests.locales.catalogue_files import Catalogues, Said

TODAY = date(2026, 11, 26)
HELP = "Call {number} now."
SOMALI = "Hadda wac {number}."


def sensitive(catalogues: Catalogues, code: str, words: str, comment: str = "") -> Message:
    """Write one sentence that must not be misread."""
    catalog = Catalog(locale=code)
    catalog.mime_headers = [("Plural-Forms", LANGUAGES[code].plural_forms)]
    message = catalog.add(HELP, words, auto_comments=[SENSITIVE], user_comments=[comment] if comment else [])
    path = path_of(catalogues.folder, code, "nabobot")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalog, code))
    return message


def help_in_danish(catalogues: Catalogues, comment: str = "") -> Message:
    catalogues.write("en", {HELP: ""})
    sensitive(catalogues, "da", "Ring {number} nu.")
    return sensitive(catalogues, "so", SOMALI, comment)


def test_a_draft_of_what_must_not_be_misread_stands_beside_the_danish(catalogues: Catalogues) -> None:
    help_in_danish(catalogues)
    languages = catalogues.languages()
    assert languages.translator("so").html("Call {number} now.", number=112) == (
        "Hadda wac 112.\n\u2068Ring 112 nu.\u2069"
    )
    assert languages.translator("da").html("Call {number} now.", number=112) == "Ring 112 nu."


def test_who_has_checked_it_makes_it_stand_alone(catalogues: Catalogues) -> None:
    message = help_in_danish(catalogues)
    checked = Check(version_of(message, (SOMALI,)), "Asha", TODAY)
    languages = catalogues.languages().of_a_house()
    languages.learn({"so": {short_name(None, HELP): checked}})
    assert languages.translator("so").html(HELP, number=112) == "Hadda wac 112."
    # Another house has checked nothing by that.
    assert "Ring 112" in languages.of_a_house().translator("so").html(HELP, number=112)
    languages.learn({})
    assert "Ring 112" in languages.translator("so").html(HELP, number=112)


def test_a_check_in_the_catalogue_counts_until_the_words_change(catalogues: Catalogues) -> None:
    message = help_in_danish(catalogues)
    check = Check(version_of(message, (SOMALI,)), "Asha Warsame", TODAY)
    message = help_in_danish(catalogues, as_comment(check))
    assert commented(message) == check
    assert catalogues.languages().translator("so").html(HELP, number=112) == "Hadda wac 112."
    assert state_of(message, {}) is State.CHECKED
    message.string = "Wac {number} hadda."
    assert state_of(message, {}) is State.OUTDATED


def test_what_a_speaker_puts_otherwise_is_what_is_read(catalogues: Catalogues) -> None:
    message = help_in_danish(catalogues)
    hers = ("Wac {number} hadda.",)
    languages = catalogues.languages().of_a_house()
    languages.learn({"so": {short_name(None, HELP): Check(version_of(message, hers), "Asha", TODAY, hers)}})
    assert languages.translator("so").html(HELP, number=112) == "Wac 112 hadda."


def test_a_sentence_put_otherwise_since_it_was_checked_is_outdated(catalogues: Catalogues) -> None:
    message = help_in_danish(catalogues, as_former(short_name(None, "Ring {number} now.")))
    assert state_of(message, {}) is State.DRAFTED
    checked = {short_name(None, "Ring {number} now."): Check("0" * 12, "Asha", TODAY)}
    assert state_of(message, checked) is State.OUTDATED


def test_a_glance_sees_what_reading_sees(catalogues: Catalogues, tmp_path: Path) -> None:
    catalogues.write("en", {HELP: "", ("{n} place left", "{n} places left"): ("", "")})
    tried: list[tuple[Said, bool]] = [
        ({HELP: SOMALI, ("{n} place left", "{n} places left"): ("{n} meel", "{n} meelood")}, True),
        ({HELP: SOMALI, ("{n} place left", "{n} places left"): ("{n} meel", "")}, False),
        ({HELP: "Hadda? fuzzy", ("{n} place left", "{n} places left"): ("{n} meel", "{n} meelood")}, False),
        ({HELP: SOMALI}, False),
        ({HELP: "a" * 90 + "\n" + "b" * 90, ("{n} place left", "{n} places left"): ("{n} meel", "{n} meelood")}, True),
    ]
    for said, whole in tried:
        catalogues.write("so", said)
        assert (saying_all(catalogues.folder, ["so"]) == {"so"}) is whole
    # As another tool writes it, with its lines broken otherwise.
    path = path_of(catalogues.folder, "so", "nabobot")
    path.write_text(path.read_text().replace('msgid "Call {number} now."', 'msgid ""\n"Call "\n"{number} now."'))
    assert read(path, "so").get(HELP) is not None
    assert saying_all(catalogues.folder, ["so"]) == {"so"}


def test_our_own_catalogues_are_seen_at_a_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(skimming, "untranslated", lambda *_: ("read as a whole, which takes long",))
    source, written = read(path_of(FOLDER, "en", RESIDENTS), "en"), {*written_in(FOLDER, RESIDENTS)} - {"en"}
    whole = {code for code in written if not untranslated(read(path_of(FOLDER, code, RESIDENTS), code), source)}
    assert saying_all(FOLDER, written) == whole


def test_dari_reads_persian_with_its_own_months(catalogues: Catalogues) -> None:
    catalogues.write("en", {"Welcome": ""})
    catalogues.write("da", {"Welcome": "Velkommen"})
    catalogues.write("fa", {"Welcome": "خوش آمدید"})
    languages = catalogues.languages()
    assert [one.code for one in languages.offered] == ["da", "en", "fa", "prs"]
    dari = languages.nearest("prs-AF")
    assert (dari.code, dari.text("Welcome")) == ("prs", "خوش آمدید")
    assert dari.day(TODAY) != languages.translator("fa").day(TODAY)


def test_a_sentence_with_the_name_of_the_house_can_be_read_aloud_in_that_house() -> None:
    catalog = Catalog(locale="en")
    for sentence in ("<b>This is {house}.</b>", "Until {day}."):
        catalog.add(sentence, sentence, locations=[("handlers/house/screens.py", 1)])
    fixed = Fixed.of(catalog)
    (north,) = fixed.spoken({}, {"house": "Nord & Co"}).values()
    (south,) = fixed.spoken({}, {"house": "Syd"}).values()
    assert (north.words, south.words) == ("This is Nord & Co.", "This is Syd.")
    # A house that is given another name says other words than were recorded.
    assert north.name == south.name
    assert north.version != south.version
    assert fixed.spoken({}, {}) == {}
    assert fixed.others == 1
