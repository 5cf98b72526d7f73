"""The ready questions that staff ask back with one tap: plain sentences, and the buttons that answer them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from locales import Translator

Words = Callable[[Translator], str]


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence, and what stands on each button, by the key that is kept."""

    sentence: Words
    answers: Mapping[str, Words]


def _yes(tr: Translator) -> str:
    return tr.ptext("button", "Yes")


def _no(tr: Translator) -> str:
    return tr.ptext("button", "No")


def _unknown(tr: Translator) -> str:
    return tr.ptext("button", "I don't know")


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


def answer_name(tr: Translator, kind: str, answer: str) -> str:
    """What stands on the button she pressed."""
    question = READY.get(kind)
    words = question.answers.get(answer) if question else None
    return words(tr) if words else answer
