"""What we may send her: reminders, surveys and news, each turned on or off in one tap."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from domain.consent import Purpose
from domain.people import Person
from handlers import problems
from handlers.context import Ctx
from handlers.house.consents import ANSWERS, decide, sentence, standing
from handlers.house.footer import footer
from handlers.screen import Button, Screen, column
from locales import Translator
from storage.engine import Tx

Turn = Callable[..., Awaitable[Screen]]


async def look(ctx: Ctx, tx: Tx) -> Screen:
    """The three, and what each of them means."""
    return page(ctx.tr, ctx.person)


def page(tr: Translator, person: Person) -> Screen:
    """A sentence each, and a switch each."""
    given = {purpose: bool(getattr(person, purpose.value)) for purpose in Purpose}
    text = "\n\n".join(sentence(tr, purpose) for purpose in Purpose)
    switches = (_switch(tr, purpose, on=on) for purpose, on in given.items())
    return Screen(text, (*column(*switches), *footer(tr, back="about")), at="choices")


def _switch(tr: Translator, purpose: Purpose, *, on: bool) -> Button:
    labels = {
        (Purpose.REMINDERS, True): tr.ptext("button", "🔔 Turn reminders off"),
        (Purpose.REMINDERS, False): tr.ptext("button", "🔕 Turn reminders on"),
        (Purpose.SURVEYS, True): tr.ptext("button", "🔔 Turn surveys off"),
        (Purpose.SURVEYS, False): tr.ptext("button", "🔕 Turn surveys on"),
        (Purpose.NEWS, True): tr.ptext("button", "🔔 Turn news off"),
        (Purpose.NEWS, False): tr.ptext("button", "🔕 Turn news on"),
    }
    return Button(labels[purpose, on], f"{purpose.value}:{'off' if on else 'on'}")


def turn(purpose: Purpose) -> Turn:
    """The action of a switch."""

    async def act(ctx: Ctx, tx: Tx, answer: str) -> Screen:
        if answer not in ANSWERS:
            return problems.no_longer(ctx.tr, page(ctx.tr, ctx.person))
        there = await decide(ctx, tx, purpose, given=ANSWERS[answer])
        said = standing(ctx.tr, purpose, on=ANSWERS[answer])
        return replace(page(there.tr, there.person), toast=said)

    return act
