"""The words of surveys: questions and options in every language, as a round freezes them, and how they are read."""

import hashlib
import json
from collections.abc import Mapping

from domain.surveys import Option, Question, Round, Survey, Wording
from handlers.context import Services
from locales import Languages, Translator


def option_words(tr: Translator, option: Option) -> str:
    """An answer; the face stands beside the word and never alone."""
    match option:
        case Option.A_LOT:
            return tr.ptext("button", "😀 Yes, a lot")
        case Option.MOSTLY:
            return tr.ptext("button", "🙂 Yes, mostly")
        case Option.LITTLE:
            return tr.ptext("button", "🙁 Only a little")
        case Option.NO:
            return tr.ptext("button", "😞 No")
        case Option.UNSAID:
            return tr.ptext("button", "I'd rather not say")


def question_words(tr: Translator, question: Question) -> str:
    """A question; a plan may word its own."""
    if question.texts:
        return tr.pick(question.texts)
    match question.key:
        case "help":
            # Translators: [sensitive] a question of a survey.
            return tr.text("Did you get help with what you came for?")
        case "tools":
            # Translators: [sensitive] a question of a survey.
            return tr.text("Did you get what you need to solve it yourself?")
        case "next-time":
            # Translators: [sensitive] a question of a survey.
            return tr.text("Do you know what you can do next time?")
        case "knowledge":
            # Translators: [sensitive] a question of a survey.
            return tr.text("Did you learn something you can use at home?")
        case "offers":
            # Translators: [sensitive] a question of a survey.
            return tr.text("Do you know more now about what there is for families here?")
        case "network":
            # Translators: [sensitive] a question of a survey.
            return tr.text("Did you get to know more people in the area?")
        case _:
            # Translators: [sensitive] a question of a survey.
            return tr.text("Do you know where you can go if you need help?")


def wording_of(services: Services, survey: Survey) -> Wording:
    """The words of a survey now, in every language we offer."""
    languages = services.languages
    questions = {one.key: _in_every(languages, one) for one in survey.questions}
    options = {one.value: {tr.code: option_words(tr, one) for tr in _every(languages)} for one in Option}
    return Wording(questions, options, survey.yes)


def _every(languages: Languages) -> list[Translator]:
    return [languages.translator(one.code) for one in languages.offered]


def _in_every(languages: Languages, question: Question) -> Mapping[str, str]:
    return {tr.code: question_words(tr, question) for tr in _every(languages)}


def version_of(wording: Wording) -> str:
    """A short name of what is asked: other words, or other answers that agree, have another."""
    said = [wording.questions, wording.options, sorted(wording.yes)]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:8]


def asked(tr: Translator, here: Round, number: int) -> str:
    """The so-many-th question of a round, as it was frozen."""
    return tr.pick(list(here.wording.questions.values())[number])


def keys_of(here: Round) -> list[str]:
    """The questions of a round in their order."""
    return list(here.wording.questions)


def options_of(tr: Translator, here: Round) -> list[tuple[Option, str]]:
    """The answers of a round in the same order in every language, as they were frozen."""
    return [(one, tr.pick(here.wording.options[one.value])) for one in Option]
