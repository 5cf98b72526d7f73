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
from documents.slip import SlipWords, slips
from domain.programme import Place
from handlers.house.partners import slip_words, slips_of
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


def test_the_partner_gets_one_page_with_every_language_and_her_link() -> None:
    partner = VIBY.partner("skole")
    assert partner is not None
    with patch("documents.typesetting.json.dumps", wraps=json.dumps) as given:
        page = slips_of(partner, VIBY.house, read_words(), "@nabo_bot")
    assert page.startswith(b"%PDF-")
    assert (pages(page), links(page)) == (1, {LINK})
    (data,) = given.call_args.args
    assert [one["language"] for one in data["words"]] == ["da", "en", "ar"]
    assert [one["rtl"] for one in data["words"]] == [False, False, True]
    assert partner.texts["da"] not in str(data)


def test_the_code_holds_the_link() -> None:
    with patch("segno.make", wraps=segno.make) as made:
        slips([DANISH], LINK, HOUSE)
    assert [call.args for call in made.call_args_list] == [(LINK,)]


def test_the_same_words_give_the_same_bytes_and_others_do_not() -> None:
    page = slips([DANISH], LINK, HOUSE)
    assert page == slips([DANISH], LINK, HOUSE)
    assert page != slips([replace(DANISH, lines=("Skriv til os!",))], LINK, HOUSE)


@pytest.mark.parametrize("languages", [1, 3, 13])
def test_with_more_to_say_there_are_fewer_slips_and_still_one_page(languages: int) -> None:
    long = replace(DANISH, lines=("Scan, og skriv til os på dit eget sprog. Det er gratis.",) * 2)
    page = slips([long] * languages, LINK, HOUSE)
    assert pages(page) == 1
    shown = len(re.findall(rb"/Type/Annot", page))
    assert shown == {1: 8, 3: 6, 13: 2}[languages]


def test_a_name_is_a_name_whatever_it_holds(tmp_path: Path) -> None:
    odd = replace(HOUSE, name='#read("/etc/passwd") *$<x>', phone="+45 12 34 56 78")
    assert pages(slips([DANISH], LINK, odd)) == 1
