"""The phrasebook: whole, readable, and the same in every language."""

import re
from collections import Counter

import pytest

from locales.phrasebook import PHRASES, SITUATIONS, Phrase, answers
from locales.plain_language import sentences
from tests.town import plain, read_words

WRITTEN = ("da", "en", "ar")
BLANKS = {"time", "place", "document", "person", "amount"}
SETS = {name: one for name, one in vars(answers).items() if name.isupper() and isinstance(one, dict)}


def test_there_are_as_many_as_promised() -> None:
    assert len(SITUATIONS) == 10
    assert len(PHRASES) == sum(len(one.phrases) for one in SITUATIONS.values()) == 124
    assert {tuple(one.answers) for one in PHRASES.values()} == {tuple(one) for one in SETS.values()}


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=list(PHRASES))
def test_a_phrase_fits_its_buttons_and_says_little_at_a_time(phrase: Phrase) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", phrase.key)
    assert set(phrase.blanks) <= BLANKS
    assert len(phrase.answers) <= 5
    taps = [f"phrase:case:00000000:say:{phrase.key}", f"phrase:here:ckb:say:{phrase.key}"]
    taps += [f"phrase:here:ckb:said:{phrase.key}:{answer}" for answer in phrase.answers]
    assert max(len(tap.encode()) for tap in taps) <= 64
    assert len(sentences(phrase.sentence)) <= 2


@pytest.mark.parametrize("code", WRITTEN)
def test_no_two_phrases_are_the_same_to_anybody(code: str) -> None:
    tr = read_words().translator(code)
    every = {name: f"{{{name}}}" for name in BLANKS}
    said = Counter(tr.ptext("phrase", one.sentence, **every) for one in PHRASES.values())
    assert said.most_common(1)[0][1] == 1
    for one in SETS.values():
        assert len({plain(tr.ptext("button", label)) for label in one.values()}) == len(one)


def test_an_answer_is_kept_by_one_name_for_one_label() -> None:
    labels = {(key, label) for one in SETS.values() for key, label in one.items()}
    assert max(Counter(label for _, label in labels).values()) == 1
