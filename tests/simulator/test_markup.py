"""Telegram's HTML is read, and refused, as the real parser does it."""

from typing import Any

import pytest

from simulator import formatting
from simulator.markup import Html
from simulator.refusals import Refusal

READ = [
    ("plain", "plain", []),
    ("<b>Åbent</b> hus", "Åbent hus", [("bold", 0, 5)]),
    ("🏠 <i>hjem</i>", "🏠 hjem", [("italic", 3, 4)]),
    ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", None),
    ("a &lt; b &amp;&amp; c &gt; d &quot;e&quot;", 'a < b && c > d "e"', []),
    ("&nbsp;&copy; &ltx; &lt3", "&nbsp;&copy; &ltx; <3", []),
    ("&#65;&#x42;&#0;&#1234567890;", "AB&#0;&#1234567890;", []),
    ("&#0000065;&#00000065;", "A&#00000065;", []),
    ("<b>x</>", "x", [("bold", 0, 1)]),
    ("<B>x</b >", "x", [("bold", 0, 1)]),
    ("<b></b>x", "x", []),
    ("<span class='tg-spoiler'>x</span>", "x", [("spoiler", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
    ("<b><i>x</i></b>", "x", [("bold", 0, 1), ("italic", 0, 1)]),
    ("<code><b>x</b></code>", "x", [("code", 0, 1)]),
]

REFUSED = [
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("å <br>", 'Unsupported start tag "br" at byte offset 3'),
    ("2 < 3", 'Unsupported start tag "" at byte offset 2'),
    ("<3", "Unclosed start tag at byte offset 0"),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href='x", "Unclosed start tag at byte offset 0"),
    ("<a ='x'>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<tg-emoji emoji-id='x'>y</tg-emoji>", "Invalid custom emoji identifier specified"),
    (
        "&#55357;",
        "Text contains invalid Unicode characters after decoding HTML entities, "
        "check for unmatched surrogate code units",
    ),
]


def read(html: str) -> tuple[str, list[dict[str, Any]]]:
    return formatting.finish(*Html(html).read())


@pytest.mark.parametrize(("html", "text", "entities"), READ)
def test_html_becomes_text_and_entities(html: str, text: str, entities: list[tuple[str, int, int]] | None) -> None:
    found, marks = read(html)
    assert found == text
    if entities is not None:
        assert [(mark["type"], mark["offset"], mark["length"]) for mark in marks] == entities


@pytest.mark.parametrize(("html", "reason"), REFUSED)
def test_broken_html_is_refused_in_the_real_words(html: str, reason: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read(html)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://viby.dk/hus?a=1&amp;b=2", "https://viby.dk/hus?a=1&b=2"),
        ("viby.dk", "http://viby.dk/"),
        ("tg://user?id=1", "tg://user?id=1"),
        ("tel:+4512345678", None),
        ("javascript:alert(1)", None),
        ("huset", None),
    ],
)
def test_a_link_nobody_could_open_is_dropped_and_its_text_stays(href: str, url: str | None) -> None:
    text, entities = read(f"<a href='{href}'>her</a>")
    assert text == "her"
    assert [mark["url"] for mark in entities] == ([url] if url else [])


def test_code_in_a_language_is_one_entity() -> None:
    assert read('<pre><code class="language-python">x</code></pre>')[1] == [
        {"type": "pre", "offset": 0, "length": 1, "language": "python"}
    ]


def test_text_is_cleaned_as_telegram_cleans_it() -> None:
    assert formatting.clean("a\tb\rc\x00d\u202ee\u2066f\u2069\u200c") == "a bc d" + "e\u2066f\u2069\u200c"


def test_text_is_trimmed_and_its_entities_move_with_it() -> None:
    assert read("  \n x <b>y </b> ") == ("x y", [{"type": "bold", "offset": 2, "length": 1}])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("/start abc", ["bot_command"]),
        ("/help@nabohuset_bot", ["bot_command"]),
        ("skriv til anna@aarhus.dk", ["email"]),
        ("se https://aarhus.dk/viby.", ["url"]),
        ("spørg @nabohuset_bot", ["mention"]),
        ("ring +45 12 34 56 78", ["phone_number"]),
        ("#festdag", ["hashtag"]),
        ("1/2 a@b", []),
    ],
)
def test_telegram_finds_these_by_itself(text: str, kinds: list[str]) -> None:
    assert [mark["type"] for mark in formatting.finish(text, [])[1]] == kinds


def test_runs_cut_the_text_where_its_style_changes() -> None:
    runs = formatting.runs(*read("🏠 <b>Åbent <i>hus</i></b> på viby.dk"))
    assert [(run.text, run.styles) for run in runs] == [
        ("🏠 ", ()),
        ("Åbent ", ("bold",)),
        ("hus", ("bold", "italic")),
        (" på ", ()),
        ("viby.dk", ("url",)),
    ]
    assert runs[-1].url == "viby.dk"
