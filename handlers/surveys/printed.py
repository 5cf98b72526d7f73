"""What stands on a ballot of paper, in the language of the family that gets it."""

from datetime import datetime, timedelta

from documents.ballot import Asked, BallotWords, ballot
from documents.typesetting import Paper
from domain.asking import closing
from domain.slots import local_day
from domain.surveys import Invitation, Round
from handlers.context import Services
from handlers.house.partners import start_link
from handlers.surveys.scanning import PREFIX
from handlers.surveys.wording import asked, keys_of, options_of
from locales import Translator

# So long a family has for it, and so long before its round closes it is to be back, so that staff can enter it.
WITH_THE_FAMILY, TO_ENTER = timedelta(days=14), timedelta(days=3)


def back_by(services: Services, here: Round, now: datetime) -> datetime:
    """Until when the paper asks to be handed in: what comes later is still entered, until the round closes."""
    until = closing(services.programme, here.survey, here.quarter) - TO_ENTER
    return max(now, min(now + WITH_THE_FAMILY, until))


def paper_of(services: Services, invitation: Invitation, here: Round, token: str, now: datetime) -> Paper:
    """The ballot of an invitation: neither the family nor what it is asked about stands on it."""
    tr = services.languages.translator(invitation.language or "da")
    day = tr.day(local_day(services.programme, back_by(services, here, now)))
    words = _words(tr, here, services.programme.house.name, day)
    return ballot(words, start_link(services.bot_username, f"{PREFIX}{token}"), services.programme.house)


def _words(tr: Translator, here: Round, house: str, day: str) -> BallotWords:
    questions = [asked(tr, here, number) for number in range(len(keys_of(here)))]
    options = tuple(words for _, words in options_of(tr, here))
    return BallotWords(
        tr.code,
        tr.rtl,
        # Translators: the heading of a sheet of paper with a few questions.
        title=tr.text("A few questions for you"),
        # Translators: on that sheet: what it is for.
        about=tr.text("Your answers help us do better. You need not answer."),
        # Translators: on that sheet: who reads it; never a word that promises that nobody does.
        who=tr.text(
            "Your answers are confidential. One of us enters them and then destroys this paper. "
            "After that we only see totals."
        ),
        # Translators: on that sheet, above questions with boxes.
        tick=tr.text("Put one cross at each question."),
        questions=tuple(_asked(question, options) for question in questions),
        # Translators: on that sheet, above two empty lines.
        line=tr.text("What should we do better?"),
        # Translators: on that sheet, below "What should we do better?".
        line_note=tr.text("Without names, if you like. We read it and do not keep it."),
        # Translators: on that sheet; {house} is the name of the community house.
        hand_in=tr.text(
            "Put the folded paper in the box in {house}. Or give it to somebody there who does not know you.",
            house=house,
        ),
        # Translators: on that sheet: the last day on which it should be handed in.
        until=tr.text("By {day} at the latest.", day=day),
        # Translators: on that sheet, beside a QR code.
        scan=tr.text("You can also answer on your phone: scan the code. It works once."),
    )


def _asked(question: str, options: tuple[str, ...]) -> Asked:
    """A question, and the Danish one on a line of its own."""
    words, _, below = question.partition("\n")
    return Asked(words, options, below.strip())
