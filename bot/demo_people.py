"""The people of the demo who act by themselves: they press what is visible, by its label in the language they read."""

from locales import Translator
from simulator import LocalTelegram
from simulator.hands import Hand

CONTEXTS = ("button", "staff button", "reminder", "role", "state", "headline", "step", "with whom")
MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))


def plain(text: str) -> str:
    """A text as one reads it, without the marks that steer its direction."""
    return text.translate(MARKS)


def label(tr: Translator, sentence: str) -> str:
    """What stands on the button with this English label, in somebody's language."""
    found = (tr.ptext(context, sentence) for context in CONTEXTS)
    return next((text for text in found if plain(text) != sentence), tr.text(sentence))


class Neighbour(Hand):
    """Somebody of the demo, and the language she reads."""

    def __init__(self, telegram: LocalTelegram, name: str, phone_language: str, tr: Translator) -> None:
        super().__init__(telegram.add_person(name, phone_language))
        self.tr = tr

    async def taps(self, sentence: str) -> None:
        """Press the button with this English label, as it stands in her language."""
        await self.taps_label(label(self.tr, sentence))

    async def types(self, text: str) -> None:
        """Write a message."""
        await self.sends(text)

    async def shares_number(self) -> None:
        """Share her own number."""
        await self.taps("📱 Share my number")
