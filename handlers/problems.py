"""Every way things can fail to go as a person meant, turned into a kind sentence and a way on."""

from dataclasses import replace

from handlers import icons
from handlers.context import Services
from handlers.incoming import Incoming
from handlers.screen import Screen
from locales import Translator


def _before(sentence: str, current: Screen) -> Screen:
    """The screen she was at, with a sentence in front that says what happened."""
    text = f"{sentence}\n\n{current.text}"
    return replace(current, text=text, pin=None, attachment=None, pictures=(), voices=(), icon=icons.SAID)


def no_longer(tr: Translator, current: Screen) -> Screen:
    """The button is from another time; the same words whether a thing is gone or not hers."""
    said = tr.text("This button no longer works. Here is what is true now.")
    return replace(_before(tr.html("This button no longer works. Here is what is true now."), current), toast=said)


def no_cpr(tr: Translator, current: Screen) -> Screen:
    """She sent a CPR number: it is taken out of the chat and kept nowhere."""
    sentence = tr.html(
        "We removed your message, because it looked like it held a CPR number. Please never write it here."
    )
    return replace(_before(sentence, current), forget=True, fresh=True)


def lost_draft(tr: Translator, home: Screen) -> Screen:
    """What she was filling in is gone: it was kept for a week, or is from an older program."""
    return _before(tr.html("Sorry, what you had begun is gone. Please start again."), home)


def again(tr: Translator, current: Screen) -> Screen:
    """We were away, and a press of hers may have been lost on the way."""
    return replace(_before(tr.html("We were away for a moment. Please tap again."), current), fresh=True)


def went_wrong(tr: Translator, reference: str, current: Screen) -> Screen:
    """Something broke on our side; the reference is all that stands in our log."""
    sentence = tr.html(
        "Something went wrong on our side. Please try again, or just come by. (Code: {reference})", reference=reference
    )
    return replace(_before(sentence, current), fresh=True)


def private_only(services: Services, incoming: Incoming) -> Screen:
    """Somebody added the bot to a group: other people would read along."""
    tr = services.languages.nearest(incoming.phone_language)
    return Screen(tr.html("Hello! I only talk with one person at a time. So I leave this group now."))
