"""The way home, back and to a person: the same buttons in the same place on every screen."""

from handlers.screen import Button, Rows
from locales import Translator


def footer(tr: Translator, *, back: str | None = None, person: bool = False) -> Rows:
    """The last rows of a resident's screen; `back` is the tap that leads back."""
    home = Button(tr.ptext("button", "🏠 Home"), "home")
    ways = (Button(tr.ptext("button", "↩️ Back"), back), home) if back else (home,)
    return ((talk_button(tr),), ways) if person else (ways,)


def talk_button(tr: Translator) -> Button:
    """The one tap to a human being."""
    return Button(tr.ptext("button", "💬 Talk to a person"), "talk")
