"""The words of each consent, with their version, and how a yes or no is kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.consent import Purpose
from handlers.context import Ctx
from locales import Translator
from storage import consents
from storage.engine import Tx

# A yes is to the sentence she read. Whoever changes one below gives it another version here.
WORDINGS: Mapping[Purpose, str] = {Purpose.REMINDERS: "1", Purpose.SURVEYS: "2", Purpose.NEWS: "2"}
# What stands for a yes and a no in a button.
ANSWERS: Mapping[str, bool] = {"on": True, "off": False}


def sentence(tr: Translator, purpose: Purpose) -> str:
    """What she says yes or no to."""
    match purpose:
        case Purpose.REMINDERS:
            # Translators: [sensitive] a consent. Neither a topic nor the word counselling stands in a reminder.
            return tr.html("A reminder says when and where your time is, nothing else.")
        case Purpose.SURVEYS:
            # Translators: [sensitive] a consent.
            return tr.html("A few days later we want to ask you how it went.")
        case Purpose.NEWS:
            # Translators: [sensitive] a consent.
            return tr.html("Once a month we tell you what is on in the house.")


def standing(tr: Translator, purpose: Purpose, *, on: bool) -> str:
    """Whether it is on, in words."""
    match purpose:
        case Purpose.REMINDERS:
            return tr.text("Reminders are on.") if on else tr.text("Reminders are off.")
        case Purpose.SURVEYS:
            return tr.text("Surveys are on.") if on else tr.text("Surveys are off.")
        case Purpose.NEWS:
            return tr.text("News is on.") if on else tr.text("News is off.")


async def decide(ctx: Ctx, tx: Tx, purpose: Purpose, *, given: bool) -> Ctx:
    """Keep her yes or no; what follows in this action knows of it."""
    await consents.decide(tx, ctx.person.id, purpose, given, ctx.tr.code, WORDINGS[purpose], ctx.now)
    answer: dict[str, Any] = {purpose.value: given}
    return replace(ctx, person=replace(ctx.person, **answer))
