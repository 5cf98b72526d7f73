"""What is printed for gatherings: every letter is drawn or refused, nothing runs over, and a name stays a name."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, time
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import segno

from documents.attendance_list import ListedFamily, attendance_list
from documents.diploma import Name, diploma
from documents.door import door_sign
from documents.glyphs import MissingGlyphs, missing
from documents.leaflet import LeafletWords, leaflet
from documents.poster import poster
from documents.typesetting import Paper
from domain.gathering_rules import Part
from domain.programme import Place
from handlers.gatherings.printed import Occasion, diploma_words, door_words, leaflet_words, poster_words
from handlers.gatherings.staff_printed import list_words
from locales import LANGUAGES
from tests.documents.pages import has_title, is_tagged, language, links, pages
from tests.town import read_words

ZONE = ZoneInfo("Europe/Copenhagen")
LINK = "https://t.me/nabo_bot?start=aften-7"
HOUSE = Place("Huset", "Vej 1", 56.1, 10.1, "+45 12 34 56 78")
PARTS = [
    Part(at, {"da": f"Del {place}", "en": f"Part {place}", "ar": f"الجزء {place}"})
    for place, at in enumerate((time(17), time(18), time(18, 45), time(19, 30)))
]
# One word in each language of the programme, with letters that only it has.
LETTERS = {
    "da": "Børnehuset ÆØÅæøå",
    "en": "Family",
    "ar": "أمسية العائلات ٱىئؤ",
    "so": "Qoyska Dhaqaale",
    "tr": "Çocuk ğışİöü",
    "fa": "خانواده‌ها پچژگ",
    "uk": "Родина ґєії",
    "pl": "Rodzina ąćęłńóśźż",
    "ti": "ምሸት ስድራቤታት፣ ቘቛዃ",
    "ckb": "خێزان ڕڵۆێە",
    "vi": "Gia đình ằỗữợ",
    "ur": "خاندان ٹڈڑںےہھ۔",
    "ro": "Familie ăâîșț",
    "prs": "شب‌های خانواده‌ها",
}
ODD = '#read("/etc/passwd") *$<x> _a_ @b \\ `c` // = - '


def occasion(title: str = "Skolestart", month: int = 1) -> Occasion:
    day = datetime(2026, month, 15, 17, tzinfo=ZONE)
    return Occasion(title, day, day.replace(hour=19, minute=30), "Klubben, Vej 2", "Sund mad", "Drager", childcare=True)


def leaflet_in(code: str, evenings: int = 5) -> LeafletWords:
    told = [occasion(month=1 + place % 12) for place in range(evenings)]
    return leaflet_words(read_words().translator(code), 2026, PARTS, told)


def leaflet_of(codes: Sequence[str], title: str) -> Paper:
    return leaflet([replace(leaflet_in(code), title=title) for code in codes], LINK, HOUSE)


def poster_of(codes: Sequence[str], title: str) -> Paper:
    said = (poster_words(read_words().translator(code), occasion(title), ("Kom.", "Det er gratis.")) for code in codes)
    return poster(list(said), LINK, HOUSE)


def door_of(codes: Sequence[str], title: str) -> Paper:
    return door_sign([door_words(read_words().translator(code), occasion(title)) for code in codes], LINK, HOUSE)


def diploma_of(codes: Sequence[str], title: str) -> Paper:
    said = [diploma_words(read_words().translator(code), title, date(2026, 6, 11), "Huset") for code in codes]
    return diploma([Name.of("Amina"), Name.of("أمينة")], said, HOUSE)


def list_of(codes: Sequence[str], title: str) -> Paper:
    families = [ListedFamily(title, 2, (1, 0, 2), 3, "Ris", "arabisk", "arabisk, dansk")]
    return attendance_list(families, [("nødder", 2)], list_words(read_words().staff, occasion(title), ["0–2", "3–6"]))


MAKERS = (leaflet_of, poster_of, door_of, diploma_of, list_of)
Maker = Callable[[Sequence[str], str], Paper]
every_paper = pytest.mark.parametrize("made", MAKERS, ids=lambda made: made.__name__)


def data_of(paper: Paper) -> Any:
    """Everything the template gets."""
    with patch("documents.typesetting.json.dumps", wraps=json.dumps) as dumped:
        paper.pdf()
    return dumped.call_args.args[0]


def given(paper: Paper) -> str:
    """The same in one string."""
    return str(data_of(paper))


@pytest.mark.parametrize("code", [one.code for one in read_words().offered])
def test_every_letter_of_every_offered_language_is_drawn(code: str) -> None:
    for made in MAKERS:
        assert missing(str(made([code], "Familieaften").words)) == ()


def test_every_letter_of_every_language_of_the_programme_is_drawn() -> None:
    assert set(LETTERS) == set(LANGUAGES)
    assert {code: missing(letters + LANGUAGES[code].own_name) for code, letters in LETTERS.items()} == dict.fromkeys(
        LETTERS, ()
    )
    said = [replace(leaflet_in("da"), language=code, title=words) for code, words in LETTERS.items()]
    # Four stand side by side, and the others follow behind: each time a front and a back, or more.
    assert pages(leaflet(said, LINK, HOUSE).pdf()) >= 2 * -(-len(LETTERS) // 4)


@every_paper
def test_a_letter_we_cannot_draw_is_refused_and_named_with_its_field(made: Maker) -> None:
    for draw in (Paper.pdf, Paper.pictures):
        with pytest.raises(MissingGlyphs) as refused:
            draw(made(["da"], "Hos 李 og 家"))
        assert refused.value.letters == ("李", "家")
        assert refused.value.field.startswith(("words", "families"))
        assert "U+674E" in str(refused.value)
        assert refused.value.field in str(refused.value)


def test_the_field_of_a_letter_leads_to_one_text() -> None:
    words = leaflet_in("da")
    evenings = (*words.evenings[:2], replace(words.evenings[2], theme="家"))
    with pytest.raises(MissingGlyphs) as refused:
        leaflet([leaflet_in("ar"), replace(words, evenings=evenings)], LINK, HOUSE).pdf()
    assert refused.value.field == "words[1].evenings[2].theme"


def test_an_emoji_is_drawn_and_one_that_is_newer_than_our_fonts_is_left_out() -> None:
    said = given(poster_of(["da"], "🍲 Familieaften"))
    assert "🍲 Familieaften" in said
    assert "'title': 'Familieaften'" in given(poster_of(["da"], "\U0001f8ff Familieaften"))


@every_paper
def test_a_name_is_a_name_whatever_it_holds(made: Maker) -> None:
    plain, odd = made(["da"], "x" * len(ODD)), made(["da"], ODD)
    assert "root:" not in given(odd)
    assert pages(odd.pdf()) == pages(plain.pdf())
    assert odd.pdf() != plain.pdf()


@every_paper
def test_the_same_words_give_the_same_bytes_and_others_do_not(made: Maker) -> None:
    page = made(["da", "ar"], "Søvn").pdf()
    assert page == made(["da", "ar"], "Søvn").pdf()
    assert page != made(["da", "ar"], "Leg").pdf()


@every_paper
def test_a_screen_reader_finds_tags_title_and_language(made: Maker) -> None:
    paper = made(["da"], "Tænder")
    page = paper.pdf()
    assert is_tagged(page)
    assert has_title(page, paper.title)
    assert language(page) == "da"


@pytest.mark.parametrize("made", MAKERS[:-1], ids=lambda made: made.__name__)
def test_a_paper_for_arabic_readers_says_so_and_reads_from_the_right(made: Maker) -> None:
    page = made(["ar"], "أمسية").pdf()
    assert language(page) == "ar"
    assert b"/Direction/R2L" in page


@pytest.mark.parametrize("made", MAKERS[:3], ids=lambda made: made.__name__)
def test_what_carries_a_code_carries_the_link(made: Maker) -> None:
    paper = made(["da", "en"], "Leg")
    with patch("segno.make", wraps=segno.make) as coded:
        page = paper.pdf()
    assert [call.args for call in coded.call_args_list] == [(LINK,)]
    # The sign on the door is only scanned.
    assert links(page) == (set() if made is door_of else {LINK})


@pytest.mark.parametrize("made", [poster_of, door_of, diploma_of], ids=lambda made: made.__name__)
@pytest.mark.parametrize("codes", [["da"], ["ar"], ["da", "ar", "en"], ["da", "ar", "en", "da"]], ids="+".join)
def test_it_is_one_page_with_a_title_of_120_characters(made: Maker, codes: list[str]) -> None:
    title = ("Familieaften for alle " * 6)[:120]
    assert pages(made(codes, title).pdf()) == 1
    assert pages(made(codes, "x" * 120).pdf()) == 1


def test_a_leaflet_has_a_front_and_a_back_and_no_back_without_evenings() -> None:
    def count(*words: LeafletWords) -> int:
        return pages(leaflet(words, LINK, HOUSE).pdf())

    assert (count(leaflet_in("da")), count(leaflet_in("ar", 6))) == (2, 2)
    assert count(leaflet_in("da", 0)) == 1
    assert count(leaflet_in("da"), leaflet_in("ar"), leaflet_in("en")) == 2
    assert count(leaflet_in("da", 12)) <= 3
    assert count(replace(leaflet_in("da"), title=("Familieaften " * 10)[:120])) == 2
    # Whoever has more evenings in one language than in another still gets them all.
    assert count(leaflet_in("da", 12), leaflet_in("ar", 0)) >= 2


def test_a_long_list_goes_on_and_an_empty_one_is_still_a_list() -> None:
    words = list_words(read_words().staff, occasion(), ["0–2 år", "3–6 år", "7–12 år", "13–17 år"])
    forty = [ListedFamily("Familien med det lange navn " * 2, 2, (1, 2, 0, 0), 1, "Ris", "tigrinja", "tigrinja")] * 40
    assert pages(attendance_list([], [], words).pdf()) == 1
    assert pages(attendance_list([], [], words, walk_ins=0).pdf()) == 1
    assert 3 <= pages(attendance_list(forty, [("nødder", 3)], words).pdf()) <= 5


def test_the_list_adds_up() -> None:
    words = list_words(read_words().staff, occasion(), ["0–2 år", "3–6 år"])
    families = [ListedFamily("A", 2, (1, 2), 3, interpreter="arabisk"), ListedFamily("B", 1, (0, 4), 0)]
    paper = attendance_list(families, [("nødder", 3), ("gluten", 0)], words)
    bands = [["Børn 0–2 år", 1], ["Børn 3–6 år", 6]]
    around = [["Familier", 2], ["Voksne", 3], ["Børn", 7], *bands, ["Pasning", 3], ["Tolk", 1]]
    assert paper.words["totals"] == around
    assert paper.words["allergies"] == [["nødder", 3]]


def test_a_name_knows_from_which_side_it_is_written() -> None:
    names = ("Ahmad", "أحمد", "ሰላም", "1. احمد", "Олена", "ניר", "…")
    assert [Name.of(one).rtl for one in names] == [False, True, False, True, False, True, False]
    assert asdict(Name.of("Ş. Yılmaz")) == {"words": "Ş. Yılmaz", "rtl": False}


def test_each_page_is_a_picture_for_the_chat() -> None:
    pictures = leaflet([leaflet_in("da"), leaflet_in("ar")], LINK, HOUSE).pictures()
    assert [picture[:8] for picture in pictures] == [b"\x89PNG\r\n\x1a\n"] * 2
    assert len(poster_of(["da"], "Leg").pictures()) == 1
    widths = [int.from_bytes(picture[16:20], "big") + int.from_bytes(picture[20:24], "big") for picture in pictures]
    # Telegram takes a photo whose width and height are at most 10,000 together.
    assert max(widths) < 10_000


def test_danish_words_keep_their_direction_on_an_arabic_page() -> None:
    arabic, danish = (read_words().translator(code) for code in ("ar", "da"))
    evening = leaflet_in("ar").evenings[0]
    assert (evening.theme, evening.lines[0][1]) == ("\u2068Skolestart\u2069", "\u2068Sund mad\u2069")
    for write in (lambda tr: door_words(tr, occasion("🍲 Mad?")), lambda tr: poster_words(tr, occasion("🍲 Mad?"), ())):
        assert (write(arabic).title, write(danish).title) == ("\u2068🍲 Mad?\u2069", "🍲 Mad?")
    said = [poster_words(arabic, occasion("🍲 Mad?"), ()), poster_words(danish, occasion("🍲 Mad?"), ())]
    assert pages(poster(said, LINK, HOUSE).pdf()) == 1


def test_from_when_to_when_stays_on_one_line() -> None:
    (danish,), (arabic,) = (data_of(poster_of([code], "Leg"))["words"] for code in ("da", "ar"))
    assert danish["when"].endswith("kl. 17.00–\u206019.30")
    assert arabic["when"].endswith("\u206817:00\u2069–\u2060\u206819:30\u2069")


def test_times_stand_in_their_own_direction_between_arabic_words() -> None:
    words = leaflet_in("ar")
    assert words.steps[0].time == "\u206817:00\u2069"
    assert words.evenings[0].hours == "\u200f\u206817:00\u2069–\u2060\u206819:30\u2069"
    assert words.evenings[0].lines[2][1].startswith("\u2068Klubben")
