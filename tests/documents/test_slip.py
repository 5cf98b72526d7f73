"""The page of slips: every letter is drawn, the code leads where the link says, and the page stays one page."""

import json
import re
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
import segno

from bot.settings import PROGRAMME
from bot.wiring import load_programme
from documents.glyphs import missing
from documents.slip import AlsoSpoken, SlipWords, slips
from domain.papers import MOST_ON_A_SLIP
from domain.programme import Place
from handlers.house.partners import slip_words, slips_of, taken_apart, usual_on_slips
from locales import LANGUAGES
from tests.documents.pages import links, pages
from tests.town import read_words

LINK = "https://t.me/nabo_bot?start=skole"
HOUSE = Place("Huset", "Vej 1", 56.1, 10.1, None)
DANISH = SlipWords("da", False, ("Skriv til os.", "Det er gratis."))
VIBY = load_programme(PROGRAMME)


@pytest.mark.parametrize("code", [language.code for language in read_words().offered])
def test_every_letter_on_the_slip_is_in_the_fonts_we_bring(code: str) -> None:
    words = slip_words(read_words().translator(code))
    said = "".join((*words.lines, VIBY.house.name, VIBY.house.address, VIBY.house.phone or "", LINK))
    assert missing(said) == ()
    # No font of ours has Chinese: a letter that is lacking would be found.
    assert missing("家") == ("家",)


def test_the_partner_gets_one_page_with_these_languages_the_names_of_the_others_and_her_link() -> None:
    partner = VIBY.partner("skole")
    assert partner is not None
    with patch("documents.typesetting.json.dumps", wraps=json.dumps) as given:
        page = slips_of(partner, VIBY.house, read_words(), ("da", "en", "ar"), "@nabo_bot")
    assert page.startswith(b"%PDF-")
    assert (pages(page), links(page)) == (1, {LINK})
    (data,) = given.call_args.args
    assert [one["language"] for one in data["words"]] == ["da", "en", "ar"]
    assert [one["rtl"] for one in data["words"]] == [False, False, True]
    others = {one.own_name for one in read_words().offered if one.code not in ("da", "en", "ar")}
    assert {one["name"] for one in data["also"]} == others
    assert partner.texts["da"] not in str(data)


def test_it_is_danish_and_what_most_speak_in_the_area_unless_the_plan_says_otherwise() -> None:
    words = read_words()
    offered = [one.code for one in words.offered]
    area = [code for code in VIBY.languages if code in offered]
    assert usual_on_slips(VIBY, words) == ("da", *area)[:MOST_ON_A_SLIP]
    assert usual_on_slips(replace(VIBY, languages=("xx", "en")), words)[:2] == ("da", "en")
    assert usual_on_slips(replace(VIBY, languages=()), words) == tuple(offered[:MOST_ON_A_SLIP])


def test_only_a_slip_in_one_language_that_is_not_danish_opens_the_chat_in_it() -> None:
    partner = VIBY.partner("skole")
    assert partner is not None
    found = [links(slips_of(partner, VIBY.house, read_words(), codes, "nabo_bot")) for codes in (("ar",), ("da",))]
    assert found == [{"https://t.me/nabo_bot?start=l-ar-skole"}, {LINK}]


def test_a_link_that_names_a_language_is_taken_apart_and_no_other() -> None:
    assert taken_apart("l-ckb-g-cafe0001") == ("ckb", "g-cafe0001")
    assert taken_apart("l-so-") == ("so", "")
    for other in ("skole", "l-xx-skole", "l-so", "L-so-skole", "g-l-so-1", ""):
        assert taken_apart(other) == (None, other)


def test_the_code_holds_the_link() -> None:
    with patch("segno.make", wraps=segno.make) as made:
        slips([DANISH], LINK, HOUSE)
    assert [call.args for call in made.call_args_list] == [(LINK,)]


def test_the_same_words_give_the_same_bytes_and_others_do_not() -> None:
    page = slips([DANISH], LINK, HOUSE)
    assert page == slips([DANISH], LINK, HOUSE)
    assert page != slips([replace(DANISH, lines=("Skriv til os!",))], LINK, HOUSE)


@pytest.mark.parametrize("languages", [1, 3, 6, 14])
def test_with_more_to_say_there_are_fewer_slips_and_still_one_page(languages: int) -> None:
    long = replace(DANISH, lines=("Scan, og skriv til os på dit eget sprog. Det er gratis.",) * 2)
    page = slips([long] * languages, LINK, HOUSE)
    assert pages(page) == 1
    shown = len(re.findall(rb"/Type/Annot", page))
    assert shown == {1: 8, 3: 6, 6: 4, 14: 2}[languages]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_finds_room_beside_danish_and_is_named_where_it_is_left_out(code: str) -> None:
    words = [slip_words(read_words().translator(one)) for one in dict.fromkeys(("da", code))]
    others = [AlsoSpoken(one.code, one.rtl, one.own_name) for one in LANGUAGES.values()]
    page = slips(words, LINK, HOUSE, others)
    assert pages(page) == 1
    assert len(re.findall(rb"/Type/Annot", page)) >= 4


def test_a_name_is_a_name_whatever_it_holds(tmp_path: Path) -> None:
    odd = replace(HOUSE, name='#read("/etc/passwd") *$<x>', phone="+45 12 34 56 78")
    assert pages(slips([DANISH], LINK, odd)) == 1
