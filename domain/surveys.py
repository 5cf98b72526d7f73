"""What families are asked afterwards: surveys, the rounds they are asked in, who was asked, and what was answered.

Who has answered and what was answered are two things. They are tied together only while an answer can be changed, and
nothing says when in its round something was answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Option(StrEnum):
    """The answers to every question, in the same order in every language; `UNSAID` is an answer like the others."""

    A_LOT = "a-lot"
    MOSTLY = "mostly"
    LITTLE = "little"
    NO = "no"
    UNSAID = "unsaid"


# The questions the catalogues have words for; a plan may word others itself.
WORDED = ("help", "tools", "next-time", "knowledge", "offers", "network", "place")
FEWEST_QUESTIONS, MOST_QUESTIONS = 2, 4


class After(StrEnum):
    """What a family is asked after: its matter is closed, a gathering is over, she has left it, or fixed days."""

    MATTER = "matter"
    END = "end"
    LEAVING = "leaving"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Occasion:
    """When those of one activity are asked; `days` are months and days, for `After.DAYS`."""

    activity: str
    after: After
    days: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `texts` only where the plan words it itself."""

    key: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Survey:
    """Some questions after one or more activities, which count as one: a family has one counted ballot a year in it.

    `yes` are the answers that count as agreeing, fixed in advance. A family is asked `wait` after the occasion,
    reminded once after `remind`, and can begin to answer for `stands`.
    """

    key: str
    texts: Mapping[str, str]
    occasions: tuple[Occasion, ...]
    questions: tuple[Question, ...]
    yes: frozenset[Option]
    wait: timedelta = timedelta(days=3)
    remind: timedelta = timedelta(days=5)
    stands: timedelta = timedelta(days=14)

    @property
    def activities(self) -> tuple[str, ...]:
        """The activities it asks about."""
        return tuple(dict.fromkeys(one.activity for one in self.occasions))


# Whoever is asked after something at the end of a quarter, or has to wait because of another survey in it, is asked
# so long into the next one and still belongs to this.
LATE = timedelta(days=17)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year of the programme, by when what is asked about was over."""

    year: int
    number: int

    @property
    def begins_on(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends_on(self) -> date:
        """The first day after it."""
        return self.following.begins_on

    @property
    def following(self) -> "Quarter":
        """The next one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def asks_until(self) -> date:
        """From this day on nobody is asked any more."""
        return self.ends_on + LATE

    def closes_on(self, survey: Survey) -> date:
        """From this day on nothing can be answered or changed any more."""
        return self.asks_until + survey.stands


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is asked, by question or option and language, in order, and which answers count as agreeing."""

    questions: Mapping[str, Mapping[str, str]]
    options: Mapping[str, Mapping[str, str]]
    yes: frozenset[Option]


@dataclass(frozen=True, slots=True)
class Round:
    """One survey in one quarter; its wording is frozen when the first family is asked.

    `version` names the wording, so that a figure can say what was asked.
    """

    id: int
    survey: str
    quarter: Quarter
    wording: Wording
    version: str
    closed_at: datetime | None


class InvitationState(StrEnum):
    """How far somebody who is asked has come; `WAITING` is not asked yet."""

    WAITING = "waiting"
    ASKED = "asked"
    BEGUN = "begun"
    ANSWERED = "answered"
    DECLINED = "declined"
    STOPPED = "stopped"
    LAPSED = "lapsed"


INVITATION_MOVES: dict[InvitationState, frozenset[InvitationState]] = {
    InvitationState.WAITING: frozenset(
        {InvitationState.ASKED, InvitationState.BEGUN, InvitationState.STOPPED, InvitationState.LAPSED}
    ),
    InvitationState.ASKED: frozenset(
        {InvitationState.BEGUN, InvitationState.DECLINED, InvitationState.STOPPED, InvitationState.LAPSED}
    ),
    InvitationState.BEGUN: frozenset(
        {InvitationState.ANSWERED, InvitationState.DECLINED, InvitationState.STOPPED, InvitationState.LAPSED}
    ),
    # Whoever has answered may change it until the round closes, and may take it back altogether.
    InvitationState.ANSWERED: frozenset({InvitationState.DECLINED}),
    # A no is a no, and still hers to change while she could have answered.
    InvitationState.DECLINED: frozenset({InvitationState.BEGUN}),
    InvitationState.STOPPED: frozenset(),
    InvitationState.LAPSED: frozenset(),
}


class Mode(StrEnum):
    """How an answer was given: in her own chat, on paper, or on a phone or tablet of the house."""

    CHAT = "chat"
    PAPER = "paper"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody who is, or will be, asked; `person` is None for a family that is asked on paper.

    `link` leads to the ballot while it can be changed; it is None before anything is answered and after the round.
    `counted` says that this family is counted by this ballot.
    """

    id: int
    code: str
    round: int
    family: int
    person: int | None
    activity: str
    due_at: datetime
    asked_at: datetime | None
    closes_at: datetime | None
    state: InvitationState
    mode: Mode | None
    language: str | None
    link: str | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Ballot:
    """What somebody answered: an option for each question, and a line in her own words if she wants."""

    round: int
    choices: Mapping[str, Option]
    complete: bool
    counted: bool
    line: str | None


def agrees(ballot: Mapping[str, Option], questions: tuple[str, ...], yes: frozenset[Option]) -> bool:
    """Whether a ballot says yes to all of these questions: what a criterion of several parts asks for."""
    return all(ballot.get(question) in yes for question in questions)
