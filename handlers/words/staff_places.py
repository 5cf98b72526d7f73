"""Where a sentence is seen, in plain Danish, and what its writers say of it."""

from collections.abc import Iterator

from locales import Translator
from locales.calls import TRANSLATORS_COMMENT
from locales.checking import SENSITIVE
from locales.desk import Sentence
from locales.gate import is_button
from locales.plain_language import LONG


def places(tr: Translator, sentence: Sentence) -> str:
    """Every place where it is said."""
    if sentence.of_the_programme:
        return tr.text("The plan's own words")
    modules = (module for module, _ in sentence.message.locations)
    known = dict.fromkeys(_place(tr, module) for module in modules)
    return tr.list(list(known)) if known else tr.text("All over the house")


def _place(tr: Translator, module: str) -> str:
    """The first name that fits, from the closest to the widest."""
    found = (name for beginning, name in _names(tr) if module.startswith(beginning))
    return next(found, tr.text("All over the house"))


def _names(tr: Translator) -> Iterator[tuple[str, str]]:
    """Modules by how their paths begin."""
    yield "handlers/house/help", tr.text("Help now")
    yield "handlers/house/consents", tr.text("Yes and no to being written to")
    yield "handlers/house/choices", tr.text("Yes and no to being written to")
    yield "handlers/house/survey_question", tr.text("Yes and no to being written to")
    yield "handlers/house/mine", tr.text("What you know about me")
    yield "handlers/house/kinds", tr.text("What you know about me")
    yield "handlers/house", tr.text("Home, opening hours, language and privacy")
    yield "handlers/counselling/wish", tr.text("Asking for a talk")
    yield "handlers/counselling/referred", tr.text("A request is passed on")
    yield "handlers/counselling/notices", tr.text("Messages about a talk")
    yield "handlers/counselling/reminding", tr.text("Messages about a talk")
    yield "handlers/counselling", tr.text("A family's requests and times")
    yield "handlers/gatherings/signing_up", tr.text("Signing up for an activity")
    yield "handlers/gatherings/printed", tr.text("Leaflets, posters and other paper")
    yield "handlers/gatherings/group", tr.text("Mothers' groups")
    yield "handlers/gatherings", tr.text("What's on, and what a family takes part in")
    yield "handlers/surveys/printed", tr.text("Questions afterwards, on paper")
    yield "handlers/surveys", tr.text("Questions afterwards")
    yield "handlers/phrases", tr.text("The phrasebook")
    yield "locales/phrasebook", tr.text("The phrasebook")
    yield "documents", tr.text("Leaflets, posters and other paper")
    yield "bot", tr.text("What Telegram shows of the bot before it is opened")


def note(sentence: Sentence) -> str:
    """What its writers tell whoever translates it, in English as they wrote it; of a plan's words nothing is told."""
    said = "" if sentence.of_the_programme else " ".join(sentence.message.auto_comments)
    for mark in (TRANSLATORS_COMMENT, SENSITIVE, LONG):
        said = said.replace(mark, "")
    return " ".join(said.split())


def limit(tr: Translator, sentence: Sentence, characters: int) -> str:
    """How long it may get, where that is little."""
    if is_button(sentence.message):
        return tr.text("A button: at most {n} characters", n=tr.number(characters))
    return ""
