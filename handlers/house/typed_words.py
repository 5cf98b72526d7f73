"""Words that lead somewhere wherever they are typed, in the middle of a form too: home, and to a person."""

from collections.abc import Iterator

from handlers.context import Ctx
from handlers.house.footer import footer, talk_button
from handlers.labels import one_of, same_label
from handlers.screen import Button
from locales import Translator


def leads_to(ctx: Ctx, text: str) -> str | None:
    """The tap that these words stand for; hers, and those of the two languages that many know a word of."""
    for tr in _translators(ctx):
        # Translators: words people type to come back to the beginning, or to stop, with | between them.
        if one_of(tr.ptext("typed", "home|start|menu|stop"), text):
            return "home"
        for button in _ways(ctx, tr):
            if same_label(button.label, text):
                return button.data
    return None


def _translators(ctx: Ctx) -> Iterator[Translator]:
    yield ctx.tr
    if ctx.person.staff is None:
        yield from (ctx.services.languages.translator(code) for code in ("da", "en") if code != ctx.tr.code)


def _ways(ctx: Ctx, tr: Translator) -> Iterator[Button]:
    yield from footer(tr)[-1]
    if ctx.person.staff is None:
        # The same door has two labels: on the home screen, and everywhere else.
        yield talk_button(tr)
        yield Button(tr.ptext("button", "💬 Talk to someone"), "talk")
