"""The ready questions that staff ask back with one tap: plain sentences, and the buttons that answer them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.programme import Programme
from domain.questions import IN_WORDS, INVITATION, OWN_WORDS, PHRASE, READ, Asked
from handlers.counselling.words import bare
from handlers.phrases.saying import kept, said
from locales import Translator
from locales.phrasebook import PHRASES

Words = Callable[[Translator], str]


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence, and what stands on each button, by the key that is kept.

    `erased`: something that staff filled in is not kept any more, so that it can no longer be answered.
    """

    sentence: Words
    answers: Mapping[str, Words]
    erased: bool = False


def _yes(tr: Translator) -> str:
    return tr.ptext("button", "Yes")


def _no(tr: Translator) -> str:
    return tr.ptext("button", "No")


def _unknown(tr: Translator) -> str:
    return tr.ptext("button", "I don't know")


def _in_words(tr: Translator) -> str:
    return tr.text("in own words")


def help_reading(tr: Translator) -> str:
    """What stands on the button by which she asks for help to read what staff wrote."""
    return tr.ptext("button", "❓ Help me read this")


IN_OWN_WORDS: Mapping[str, Words] = {"yes": _yes, "no": _no, READ: help_reading}

INVITED: Mapping[str, Words] = {
    "yes": lambda tr: tr.ptext("button", "Yes, tell me more"),
    "no": lambda tr: tr.ptext("button", "No, thank you"),
}
READY: Mapping[str, Question] = {
    "from": Question(
        lambda tr: tr.text("Who is the letter from?"),
        {
            "municipality": lambda tr: tr.ptext("button", "The municipality"),
            "tax": lambda tr: tr.ptext("button", "The tax office (SKAT)"),
            "housing": lambda tr: tr.ptext("button", "The housing office"),
            "school": lambda tr: tr.ptext("button", "School or daycare"),
            "unknown": _unknown,
        },
    ),
    "deadline": Question(
        lambda tr: tr.text("When must you answer the letter?"),
        {
            "today": lambda tr: tr.ptext("button", "Today"),
            "week": lambda tr: tr.ptext("button", "This week"),
            "later": lambda tr: tr.ptext("button", "Later"),
            "unknown": _unknown,
        },
    ),
    "bring": Question(lambda tr: tr.text("Can you bring the letter when you come?"), {"yes": _yes, "no": _no}),
    "interpreter": Question(
        lambda tr: tr.text("Would you like an interpreter when we talk?"), {"yes": _yes, "no": _no}
    ),
    "call": Question(lambda tr: tr.text("May we call you?"), {"yes": _yes, "no": _no}),
    "daytime": Question(
        lambda tr: tr.text("When is a good time for you?"),
        {
            "morning": lambda tr: tr.ptext("button", "In the morning"),
            "midday": lambda tr: tr.ptext("button", "In the middle of the day"),
            "afternoon": lambda tr: tr.ptext("button", "In the afternoon"),
        },
    ),
    "whom": Question(
        lambda tr: tr.text("Is it about you or about a child?"),
        {
            "me": lambda tr: tr.ptext("button", "About me"),
            "child": lambda tr: tr.ptext("button", "About a child"),
            "both": lambda tr: tr.ptext("button", "About both"),
            "there": lambda tr: tr.ptext("button", "I'd rather say it there"),
        },
    ),
    "company": Question(
        lambda tr: tr.text("Would you like one of us to come to the meeting with you?"),
        {"yes": _yes, "no": _no, "unknown": _unknown},
    ),
    "solved": Question(
        lambda tr: tr.text("Is it solved now?"),
        {"yes": _yes, "no": lambda tr: tr.ptext("button", "No, I still need help")},
    ),
    "appointment": Question(
        lambda tr: tr.text("Do you already have an appointment with the municipality (kommunen)?"),
        {"yes": _yes, "no": _no, "unknown": _unknown},
    ),
}


def question_of(programme: Programme, kind: str, words: str | None) -> Question | None:
    """A question of any kind: ready, in staff's own words, a phrase, an invitation; None when we know it no more."""
    if kind == OWN_WORDS:
        return Question(lambda tr: words or "", IN_OWN_WORDS) if words else None
    if kind.startswith(PHRASE):
        return _phrase(kind.removeprefix(PHRASE), words)
    if not kind.startswith(INVITATION):
        return READY.get(kind)
    activity = next((one for one in programme.activities if f"{INVITATION}{one.key}" == kind), None)
    return Question(lambda tr: tr.pick(activity.texts), INVITED) if activity else None


def awaits_answer(programme: Programme, asked: Asked) -> bool:
    """Whether there is something to answer, and nobody has: what only has to be read waits for nothing."""
    question = question_of(programme, asked.kind, asked.words)
    return asked.answer is None and question is not None and bool(question.answers) and not question.erased


def _phrase(key: str, words: str | None) -> Question | None:
    phrase, blanks = PHRASES.get(key), kept(words)
    if phrase is None:
        return None
    answers = {answer: _label(label) for answer, label in phrase.answers.items()}
    return Question(lambda tr: said(tr, phrase, blanks), answers, any(one not in blanks for one in phrase.blanks))


def _label(label: str) -> Words:
    return lambda tr: tr.ptext("button", label)


def answer_name(tr: Translator, kind: str, answer: str) -> str:
    """What stands on the button she pressed, without the emoji in front of it."""
    words = {**_answers_to(kind), IN_WORDS: _in_words}.get(answer)
    return bare(words(tr)) if words else answer


def _answers_to(kind: str) -> Mapping[str, Words]:
    if kind.startswith(INVITATION):
        return INVITED
    if kind.startswith(PHRASE):
        phrase = _phrase(kind.removeprefix(PHRASE), None)
        return phrase.answers if phrase else {}
    return READY[kind].answers if kind in READY else IN_OWN_WORDS
