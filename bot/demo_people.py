"""The people of the demo who act by themselves: they press what is visible, by its label in the language they read."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from domain.people import Role
from locales import Languages, Translator
from simulator import LocalTelegram, Person
from simulator.hands import Hand

# Gives what a link into the team carries.
Invitation = Callable[[Role, str | None], Awaitable[str]]
CONTEXTS = (
    "button",
    "staff button",
    "reminder",
    "role",
    "state",
    "headline",
    "step",
    "with whom",
    "line",
    "referral",
    "message",
    "kind",
)
MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f\u2060"))


def plain(text: str) -> str:
    """A text as one reads it, without the marks that steer its direction."""
    return text.translate(MARKS)


def label(tr: Translator, sentence: str) -> str:
    """What stands on the button with this English label, in somebody's language."""
    found = (tr.ptext(context, sentence) for context in CONTEXTS)
    return next((text for text in found if plain(text) != sentence), tr.text(sentence))


class Neighbour(Hand):
    """Somebody of the demo, and the language she reads."""

    def __init__(self, person: Person, tr: Translator) -> None:
        super().__init__(person)
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


class Neighbourhood:
    """The town of the demo: whoever is added has her phone on the page."""

    def __init__(self, telegram: LocalTelegram, words: Languages, invitation: Invitation) -> None:
        self.telegram, self.words, self.invitation = telegram, words, invitation

    @property
    def now(self) -> datetime:
        """The moment it is in the demo."""
        return self.telegram.clock.now()

    def known(self, name: str) -> Person | None:
        """Whoever has this name already."""
        return next((one for one in self.telegram.people.values() if one.first_name == name), None)

    async def resident(self, name: str, language: str) -> Neighbour:
        """Somebody who has chosen her language and stands in the hall."""
        someone = Neighbour(self.telegram.add_person(name, language), self.words.translator(language))
        await someone.starts()
        await someone.taps_label(someone.tr.language.own_name)
        return someone

    async def staff(self, name: str, role: Role = Role.FAMILY_WORKER, field: str | None = None) -> Neighbour:
        """Somebody in the team: she joins it now, unless she is there already."""
        known = self.known(name)
        if known is not None:
            return Neighbour(known, self.words.staff)
        someone = Neighbour(self.telegram.add_person(name, "da"), self.words.staff)
        await someone.starts(await self.invitation(role, field))
        return someone
