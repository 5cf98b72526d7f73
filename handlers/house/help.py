"""Help now: numbers to ring. It works without the database, and nobody keeps that it was opened."""

from domain.programme import Helpline
from handlers.context import Services
from handlers.house.footer import footer
from handlers.icons import HELP_NOW, WAIT
from handlers.incoming import Arrived, Incoming
from handlers.labels import one_of, same_label
from handlers.listening import listened_to
from handlers.screen import Button, Screen, column
from locales import Translator

COMMANDS = frozenset({"help", "hjaelp", "hjælp"})
CAN_NOT_PHONE = "quiet"


def help_screen(services: Services, incoming: Incoming) -> Screen | None:
    """The screen for whoever asks for help now; None when it is something else that arrived."""
    tr = _asked_in(services, incoming)
    if tr is None:
        return None
    tr = services.noting(tr)
    quiet = incoming.arrived is Arrived.TAP and incoming.value.endswith(f":{CAN_NOT_PHONE}")
    return listened_to(services, cannot_phone(tr) if quiet else helplines(tr, services.programme.helplines), tr)


def help_button(tr: Translator) -> Button:
    """The tap carries the language, for there may be no database to ask."""
    return Button(tr.ptext("button", "🆘 Help now"), f"help:{tr.code}")


def helplines(tr: Translator, lines: tuple[Helpline, ...]) -> Screen:
    """The numbers, each on a line of its own."""
    # What the lines are called and when they answer comes from the programme, without Danish beneath: the number stands
    # beside it anyhow, and is the same in every language.
    # Translators: [sensitive] help now.
    opening = tr.html("Is somebody in danger? Call 112 now. Nobody reads this chat at night.")
    numbers = "\n\n".join(_line(tr, line) for line in lines)
    quiet = Button(tr.ptext("button", "I can't phone"), f"help:{tr.code}:{CAN_NOT_PHONE}")
    return Screen(f"<b>{opening}</b>\n\n{numbers}", (*column(quiet), *footer(tr, person=True)), icon=HELP_NOW)


def please_wait(tr: Translator) -> Screen:
    """The database is away: what she sent is not lost, and help now works all the same."""
    text = tr.html("Please wait a little. Something does not work here just now, but what you sent is not lost.")
    return Screen(text, column(help_button(tr)), icon=WAIT, fresh=True)


def cannot_phone(tr: Translator) -> Screen:
    """For somebody who is listened to, or has no words: a sentence in Danish to hold out."""
    # Translators: [sensitive] help now, for somebody who cannot speak on the telephone.
    how = tr.html("Go to a neighbour, a shop, a school or Nabohuset. Show them these words:")
    text = f"{how}\n\n<b>Jeg har brug for hjælp. Ring 112 for mig.</b>"
    return Screen(text, footer(tr, back=f"help:{tr.code}"), icon=HELP_NOW)


def _line(tr: Translator, line: Helpline) -> str:
    name, when = tr.pick(line.texts), tr.pick(line.when)

    return "\n".join([tr.value(name), f"<b>{tr.value(line.number)}</b>", *([tr.value(when)] if when else [])])


def _asked_in(services: Services, incoming: Incoming) -> Translator | None:
    """The language of whoever asks for help now: the tap's, the word's, or the phone's."""
    if incoming.arrived is Arrived.TAP and incoming.value.startswith("help:"):
        return services.languages.nearest(incoming.value.split(":")[1])
    if incoming.arrived is Arrived.COMMAND and incoming.value in COMMANDS:
        return services.languages.nearest(incoming.phone_language)
    if incoming.arrived is Arrived.TYPED and len(incoming.value) <= 40:
        every = _translators(services, incoming.phone_language)
        return next((tr for tr in every if _asks_for_help(tr, incoming.value)), None)
    return None


def _translators(services: Services, phone: str | None) -> list[Translator]:
    """The phone's language first, for some words are the same in many; then those we offer, and those we do not yet."""
    languages = services.languages
    codes = dict.fromkeys([*(one.code for one in languages.ordered(phone)), *languages.translators])
    return [languages.translator(code) for code in codes]


def _asks_for_help(tr: Translator, text: str) -> bool:
    # Translators: words people type when they need help at once, with | between them; as many as are common.
    words = tr.ptext("typed", "help|help now|emergency|sos")
    return one_of(words, text) or same_label(help_button(tr).label, text)
