"""Values in sentences: escaped, by plain names only, and unable to turn what stands around them."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales import LANGUAGES, Languages, Safe, Translator
from locales.sentences import SentenceBroken
from tests.locales.catalogue_files import HOUSE

FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT = "\u2068", "\u2069", "\u200f"
TURNING = "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
# A list, because `st.text` would take the union of both as one alphabet, in which the nasty ones are rare.
NASTY = st.lists(
    st.sampled_from([*TURNING, *"\u200f<>&{}\"'/ =\n;#1م", "<b>", "</b>", "&amp;", "{name}"])
    | st.characters(codec="utf-8")
).map("".join)

DANISH = Translator(LANGUAGES["da"], Languages.load(HOUSE).translator("en").words, HOUSE)
ARABIC = Translator(LANGUAGES["ar"], DANISH.words, HOUSE)


class Reader(HTMLParser):
    """Reads a message as a client does: its tags, and the text between them."""

    def __init__(self, message: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.shown = ""
        self.feed(message)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.shown += data


@given(NASTY)
def test_a_value_is_shown_as_it_is_and_never_as_markup(value: str) -> None:
    read = Reader(DANISH.html("<b>Hello {name}</b>!", name=value))
    assert read.tags == ["b", "/b"]
    visible = value.translate(dict.fromkeys(map(ord, TURNING)))
    assert read.shown.translate(dict.fromkeys(map(ord, TURNING))) == f"Hello {visible}!"


@given(NASTY, NASTY)
def test_isolates_are_closed_on_every_line_whatever_a_value_holds(name: str, place: str) -> None:
    for say in (ARABIC.html, ARABIC.text):
        for line in say("مرحبا {name}\n{place}, {name}", name=name, place=place).split("\n"):
            depth = 0
            for mark in line:
                depth += (mark in "\u2066\u2067\u2068") - (mark == POP_ISOLATE)
                assert depth >= 0
                assert mark not in "\u202a\u202b\u202c\u202d\u202e"
            assert depth == 0


@given(NASTY)
def test_every_line_of_an_arabic_message_begins_from_the_right(value: str) -> None:
    first, second = ARABIC.text("{value}\n{value} مرحبا", value="1" + value.replace("\n", " ")).split("\n")
    assert first.startswith(RIGHT_TO_LEFT + FIRST_STRONG_ISOLATE)
    assert second.startswith(RIGHT_TO_LEFT + FIRST_STRONG_ISOLATE)


@given(st.text("abc{}.[]!:0_n", max_size=12))
def test_a_sentence_reaches_nothing_but_the_values_by_name(sentence: str) -> None:
    try:
        said = DANISH.text(sentence, a="A", n="N")
    except SentenceBroken:
        return
    assert said == sentence.format(a="A", n="N")
    assert not set("{}") & set(re.sub(r"{{|}}|{a}|{n}", "", sentence))


@pytest.mark.parametrize("sentence", ["{a.b}", "{0}", "{}", "{a[0]}", "{a!r}", "{a:>9}", "{a:{n}}", "{a", "a}", "{b}"])
def test_only_a_plain_name_that_is_given_is_a_placeholder(sentence: str) -> None:
    with pytest.raises(SentenceBroken):
        DANISH.text(sentence, a="A", n=9)


def test_what_is_already_html_is_not_escaped_again() -> None:
    bold = DANISH.html("<b>{name}</b>", name="R&B <3")
    assert bold == "<b>R&amp;B &lt;3</b>"
    assert isinstance(bold, Safe)
    assert DANISH.html("{list}", list=bold) == bold
    assert DANISH.text("{name}", name="R&B <3") == "R&B <3"


def test_values_are_isolated_only_where_the_language_runs_from_the_right() -> None:
    assert DANISH.text("Ring {phone}", phone="+45 12 34 56 78") == "Ring +45 12 34 56 78"
    assert ARABIC.text("اتصل {phone}", phone="+45 12 34 56 78") == "اتصل \u2068+45 12 34 56 78\u2069"


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("مرحبا Viby", False),
        ("🏠 مرحبا", False),
        ("<b>مرحبا</b>", False),
        ("...", False),
        ("Viby مرحبا", True),
        ("  <b>16:00</b> مرحبا", True),
        ("🏠 <a href='x'>Nabohuset</a>", True),
        ("@nabobot", True),
        ("{name} مرحبا", True),
    ],
)
def test_a_line_that_begins_with_foreign_letters_is_kept_from_flipping(line: str, marked: bool) -> None:
    both = ARABIC.html(f"سطر\n{line}", name="أمينة").split("\n")
    assert both[0] == "سطر"
    assert both[1].startswith(RIGHT_TO_LEFT) is marked


def test_a_value_of_several_lines_is_isolated_line_by_line() -> None:
    assert ARABIC.text("عنوان: {place}", place="Vej 1\n\n8260 Viby").split("\n") == [
        "عنوان: \u2068Vej 1\u2069",
        "",
        "\u200f\u20688260 Viby\u2069",
    ]


def test_a_name_cannot_close_the_isolate_of_its_neighbour_in_a_list() -> None:
    assert ARABIC.list(["A\u2069", "B"]) == "\u200f\u2068A\u2069 و\u2068B\u2069"
