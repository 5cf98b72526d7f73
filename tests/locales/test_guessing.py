"""Which language somebody writes in, guessed from a few words."""

import subprocess
import sys

import pytest

from locales.guessing import guess, long_enough
from locales.languages import LANGUAGES

# What people write to a house like ours; not checked by native speakers, and shown to nobody.
WRITTEN = {
    "da": ["Jeg har fået et brev fra kommunen", "min dreng er syg i dag", "hvad hva kostr det"],
    "en": ["I got a letter from the municipality", "My son starts kindergarten soon"],
    "ar": ["وصلتني رسالة من البلدية", "هل يمكنني الحصول على موعد"],
    "so": ["Warqad ayaan ka helay degmada", "Waxaan rabaa inaan qof la hadlo"],
    "tr": ["Belediyeden bir mektup aldım", "Birisiyle konusmak istiyorum"],
    "fa": ["این نامه را نمی فهمم", "از کمک شما ممنونم"],
    "uk": ["Я отримала листа від комуни", "Коли ви завтра відчинені"],
    "pl": ["Chcę z kimś porozmawiać", "Nie rozumiem tego listu"],
    "ti": ["ካብ ኮሙን ደብዳቤ መጺኡኒ", "ንሰሉስ ቆጸራ ክረክብ እኽእል"],
    "ckb": ["لەم نامەیە تێناگەم من", "سوپاس بۆ یارمەتیتان دوێنێ"],
    "vi": ["Tôi không hiểu lá thư này", "Ngay mai may gio mo cua"],
    "ur": ["مجھے یہ خط سمجھ نہیں آیا", "کل آپ کب کھلے ہیں"],
    "ro": ["Am primit o scrisoare de la primărie", "Vreau sa vorbesc cu cineva"],
}


def test_every_language_with_sentences_of_its_own_can_be_told() -> None:
    assert set(WRITTEN) == {one.catalogue for one in LANGUAGES.values()}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in WRITTEN.items() for text in texts])
def test_a_short_sentence_is_enough(code: str, text: str) -> None:
    assert long_enough(text)
    assert guess(text) == code


@pytest.mark.parametrize("text", ["", "   ", "ja tak", "نعم شكرا", "12 34 56", "😀 😀 😀", "ok - :)", "hej Hej HEJ"])
def test_two_words_or_none_are_too_few(text: str) -> None:
    assert not long_enough(text)


@pytest.mark.parametrize("text", ["Ahmed Yusuf Abdi", "Anna Maria Kowalska", "Nguyen Thi Lan"])
def test_a_name_says_nothing_of_a_language(text: str) -> None:
    assert not long_enough(text)


FOREIGN = ["Я не понимаю это письмо", "Trebam pomoć, ne mogu da čitam", "زه پوهیږم نه ډېره مننه", "Jag är här på möte"]


@pytest.mark.parametrize("text", ["我想 和人 谈谈", "1a 2b 3c", *FOREIGN])
def test_what_is_not_likely_enough_is_not_guessed(text: str) -> None:
    assert guess(text) is None


@pytest.mark.parametrize("text", ["hvem er du", "kan du arabisk"])
def test_what_may_be_in_the_language_she_reads_is_not_guessed(text: str) -> None:
    assert guess(text) != "da"
    assert guess(text, "da") is None
    assert guess(WRITTEN["en"][0], "da") == "en"


@pytest.mark.parametrize("reads", sorted(WRITTEN))
def test_her_own_language_is_no_hindrance_to_itself(reads: str) -> None:
    assert [guess(text, reads) for text in WRITTEN[reads]] == [reads] * len(WRITTEN[reads])


def test_nothing_is_loaded_before_the_first_text() -> None:
    asked = "import sys, bot.wiring; sys.exit('lingua' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
