"""Many people who live through a year with the house, each with a phone, and a diary of every word that was said.

What they do at the same time is one step of the town: so a year of three hundred people takes a minute. The diary holds
what was on the screen and what was pressed or written, and nothing of what the bot keeps.
"""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.demo_people import label
from locales import Translator
from simulator import Message, Person
from tests.town import Citizen, Town, plain

# What somebody does, press by press; between two presses the bot answers.
Way = Generator[None, None, None]
OVER = object()


@dataclass(frozen=True, slots=True)
class Said:
    """One press or line: when, by whom, under which text, and what; `about` is whom staff had before them."""

    at: datetime
    who: str
    shown: str
    pressed: str
    about: str | None = None


@dataclass
class Diary:
    """Everything that was said, in order."""

    said: list[Said] = field(default_factory=list)

    def of(self, who: str) -> list[Said]:
        """What one person said."""
        return [one for one in self.said if one.who == who]


@dataclass
class Villager:
    """Somebody of the village: her phone, her family, and the language she reads."""

    town: Town
    diary: Diary
    name: str
    family: str
    phone: Person
    tr: Translator
    heard: set[str] = field(default_factory=set)

    def label(self, sentence: str) -> str:
        """What stands on the button with this English label, in her language."""
        return label(self.tr, sentence)

    def sees(self, sentence: str) -> bool:
        """Whether she could press this now."""
        return self.label(sentence) in self.phone.sees

    def reads(self, sentence: str) -> bool:
        """Whether the newest message of the bot holds this sentence."""
        return self._wording(sentence) in plain(self.phone.text)

    def has_read(self, sentence: str) -> bool:
        """Whether any message of the bot in her chat ever held this sentence."""
        return any(self._wording(sentence) in text for text in self.heard)

    def listens(self) -> None:
        """Take to heart what the newest message says."""
        self.heard.add(plain(self.phone.text))

    def _wording(self, sentence: str) -> str:
        return plain(self.label(sentence))

    def press(self, sentence: str, message: Message | None = None, about: str | None = None) -> None:
        """Press the button with this English label."""
        self.press_label(self.label(sentence), message, about)

    def press_label(self, words: str, message: Message | None = None, about: str | None = None) -> None:
        """Press a button by what stands on it."""
        shown = plain(message.text if message else self.phone.text)
        self.diary.said.append(Said(self.town.now, self.name, shown, plain(words), about))
        self.phone.tap(words, message=message)

    def press_nth(self, number: int) -> None:
        """Press the so-many-th button, counted from 0."""
        self.press_label(self.phone.sees[number])

    def write(self, text: str) -> None:
        """Write something."""
        self.diary.said.append(Said(self.town.now, self.name, plain(self.phone.text), text))
        self.phone.send(text)

    def scan(self, payload: str) -> None:
        """Open a link, from a door or a paper."""
        self.diary.said.append(Said(self.town.now, self.name, plain(self.phone.text), f"?start={payload}"))
        self.phone.start(payload)


async def together(town: Town, ways: Iterable[Way]) -> None:
    """Let people go their ways side by side, a press of everybody at a time."""
    running = list(ways)
    while running:
        running = [way for way in running if next(way, OVER) is not OVER]
        # What only the clock brings waits until all have come to the end.
        await town.answered()


def arrives(town: Town, diary: Diary, name: str, family: str, language: str) -> Villager:
    """Somebody who has not met the bot yet."""
    return Villager(
        town, diary, name, family, town.telegram.add_person(name, language), town.words.translator(language)
    )


def colleague(town: Town, diary: Diary, member: Citizen, name: str) -> Villager:
    """Somebody of the team, who is known already."""
    return Villager(town, diary, name, "staff", member.phone, member.tr)


def settles(someone: Villager) -> Way:
    """Press START and choose a language."""
    someone.scan("")
    yield
    someone.press_label(someone.tr.language.own_name)
    yield
