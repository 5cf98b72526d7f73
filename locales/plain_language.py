"""Plain words: what a resident's screen and button may hold, and the words that stand nowhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from locales.faults import Fault, Kind
from locales.marks import TAG
from locales.same_parts import EMOJI
from locales.translator import Translator

LONG = "[long]"
# The context of what a reminder must not name.
TOPICS = "topics"
# Where nothing is a reminder: this matches nothing.
NO_TOPICS = r"(?!)"


@dataclass(frozen=True)
class Limits:
    """How much a resident is asked to read at a time; the average is over a catalogue, the rest over one text."""

    sentences: int = 3
    characters: int = 240
    words_a_sentence: int = 14
    average_words: float = 12
    button_characters: int = 24
    # Of a page that has to be longer: with the Danish one below it, it still fits into the 4096 that Telegram takes.
    page_characters: int = 2000
    emoji: int = 1


LIMITS = Limits()
# Vietnamese writes a space between syllables: its words are shorter, and there are more of them.
LIMITS_OF = {"vi": Limits(words_a_sentence=20, average_words=17)}

# Help that is confidential is never called anonymous, in any language.
ANONYMOUS = re.compile("anonym|anonim|анонім|مجهول|ناشناس|گمنام|ẩn danh", re.IGNORECASE)
FLAG = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3f3\U0001f3f4]")
# They stand in the text beside their explanation: they are the words in the letter in her hand.
OFFICE_WORDS = re.compile(
    "boligstøtte|boligsikring|boligbrev|friplads|børnebidrag|børnetilskud|børnepenge|kontanthjælp|dagpenge|underretning"
    "|sagsbehandl|bisidder|brobygning|helhedsplan|forskudsopgørelse|årsopgørelse|frikort|aktivering|indskudslån",
    re.IGNORECASE,
)
_END = re.compile(r"((?<!\bkl)(?<!\bnr)(?<!\btlf)[.!?؟۔።…]+(?=\s|$)|\n)")
_WORD = re.compile(r"\{\w+\}|[^\s{}]*\w[^\s{}]*")


@dataclass(frozen=True)
class Sentence:
    """How many words it has, an inserted value being one; a line of its own may have no full stop."""

    words: int
    stopped: bool


def sentences(text: str) -> list[Sentence]:
    """Split a text, without its tags, at its full stops and lines."""
    parts = [*_END.split(TAG.sub("", text)), ""]
    found = (
        Sentence(len(_WORD.findall(words)), bool(end.strip()))
        for words, end in zip(parts[::2], parts[1::2], strict=True)
    )
    return [sentence for sentence in found if sentence.words]


def topics(tr: Translator) -> str:
    """What a reminder must not name: it lies open on the telephone, where others see it. A regular expression."""
    # Translators: [long] nobody reads this: the beginnings of words that a reminder must not hold, neither topic nor
    # role, with | between them. Advice, family worker, nurse, debt, money, letter, violence, divorce, housing …
    return tr.ptext(
        "topics",
        "counsel|advice|guidance|family worker|nurse|debt|money|letter|violence|divorce|municipality|tax|housing",
    )


def faults_anywhere(text: str, context: str, topics: str) -> Iterator[Fault]:
    """Say what no text may hold, whoever reads it; `topics` is what a reminder must not name."""
    if ANONYMOUS.search(text):
        yield Fault(Kind.ANONYMOUS, "promises that nobody knows who she is; say that it is confidential")
    if FLAG.search(text):
        yield Fault(Kind.FLAG, "shows a flag")
    if context.startswith("reminder") and (topic := re.search(topics, text, re.IGNORECASE)):
        yield Fault(Kind.TOPIC, f"names a topic or a role in a reminder: {topic[0]!r}", topic[0])


def screen_faults(text: str, limits: Limits) -> Iterator[Fault]:
    """Say what makes a resident's screen too long to read."""
    found = sentences(text)
    if (count := sum(sentence.stopped for sentence in found)) > limits.sentences:
        yield _over(Kind.SENTENCES, f"has {count} sentences", count, limits.sentences)
    if (length := len(TAG.sub("", text))) > limits.characters:
        yield _over(Kind.CHARACTERS, f"has {length} characters", length, limits.characters)
    if (longest := max((sentence.words for sentence in found), default=0)) > limits.words_a_sentence:
        yield _over(Kind.LONG_SENTENCE, f"has a sentence of {longest} words", longest, limits.words_a_sentence)


def page_faults(text: str, limits: Limits) -> Iterator[Fault]:
    """Say what makes a page too long to be sent at all."""
    if (length := len(text)) > limits.page_characters:
        yield _over(Kind.CHARACTERS, f"has {length} characters", length, limits.page_characters)


def pattern_faults(text: str) -> Iterator[Fault]:
    """Say why something cannot be looked for; what fits nothing at all would be found everywhere."""
    try:
        useful = re.compile(text).search("") is None
    except re.error:
        useful = False
    if not useful:
        yield Fault(Kind.PATTERN, "is not a list of beginnings of words with | between them")


def button_faults(text: str, limits: Limits) -> Iterator[Fault]:
    """Say what makes a button hard to read."""
    if (length := len(text)) > limits.button_characters:
        yield _over(Kind.BUTTON, f"has {length} characters on a button", length, limits.button_characters)
    if word := OFFICE_WORDS.search(text):
        yield Fault(Kind.OFFICE_WORD, f"has an office word on a button: {word[0]!r}", word[0])


def emoji_faults(text: str, limits: Limits) -> Iterator[Fault]:
    """Say where an emoji does more than open a text."""
    shown = TAG.sub("", text).strip()
    if len(EMOJI.findall(shown)) > limits.emoji:
        yield Fault(Kind.MANY_EMOJI, f"has more than {limits.emoji} emoji", most=str(limits.emoji))
    elif EMOJI.search(shown) and not EMOJI.match(shown):
        yield Fault(Kind.EMOJI_PLACE, "has an emoji that does not stand in front")
    if shown and not _WORD.search(shown):
        yield Fault(Kind.NO_WORD, "has no word beside its emoji or sign")


def average_fault(texts: Iterable[str], limits: Limits) -> Iterator[Fault]:
    """Say whether the sentences of a catalogue are too long on the whole."""
    counted = [sentence.words for text in texts for sentence in sentences(text) if sentence.stopped]
    if counted and (average := sum(counted) / len(counted)) > limits.average_words:
        said = f"its sentences have {average:.1f} words on average, more than {limits.average_words:g}"
        yield Fault(Kind.AVERAGE, said)


def _over(kind: Kind, said: str, found: int, most: int) -> Fault:
    return Fault(kind, f"{said}, more than {most}", str(found), str(most))
