"""Counts the year once more, from the diary alone: what was on the screens, and what was pressed and scanned.

Nothing here knows the bot's tables, its figures or its rules of counting: only what people said, and the definitions of
the programme as somebody would follow them with a pencil.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.demo_people import label
from tests.town import plain
from tests.year.asked import OPTIONS
from tests.year.village import Diary, Said, Villager

AGREES = frozenset(OPTIONS[:2])
QUESTIONS = {
    "help": "Did you get help with what you came for?",
    "tools": "Did you get what you need to solve it yourself?",
    "next-time": "Do you know what you can do next time?",
    "knowledge": "Did you learn something you can use at home?",
    "offers": "Do you know more now about what there is for families here?",
    "network": "Did you get to know more people in the area?",
    "place": "Do you know where you can go if you need help?",
}
SURVEYS = {
    "counselling": ("help", "tools", "next-time"),
    "focus": ("knowledge", "offers", "network"),
    "group": ("knowledge", "network", "place"),
}
ASKED = "A few short questions. It takes one minute."


@dataclass(frozen=True)
class Counted:
    """One survey, counted by hand: families that answered all, that agree to all, and to each question."""

    answered: int
    joint: int
    parts: Mapping[str, int]
    begun: int


def talked(diary: Diary, gave_guidance: str, new_family: str) -> list[str]:
    """The family of every talk: a card that was closed with guidance, or somebody new who came by."""
    return [one.about for one in diary.said if one.about and one.pressed in (gave_guidance, new_family)]


def doors(diary: Diary, of: Mapping[str, str]) -> dict[str, dict[str, set[str]]]:
    """Who opened which door of which gathering: by gathering and door."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in diary.said:
        door = one.pressed.removeprefix("?start=d-")
        if door in of:
            found[of[door]][door].add(one.who)
    return found


def ever(there: Mapping[str, Iterable[str]]) -> set[str]:
    """Who was there at least once."""
    return {who for names in there.values() for who in names}


def completed(there: Mapping[str, Iterable[str]], times: int) -> int:
    """How many were there so often."""
    names = [who for each in there.values() for who in each]
    return sum(names.count(who) >= times for who in set(names))


def survey(diary: Diary, people: Iterable[Villager], key: str) -> Counted:
    """One ballot a family: the first whole one; what she changed afterwards counts."""
    first: dict[str, tuple[int, dict[str, str]]] = {}
    begun: set[str] = set()
    for someone in people:
        said = {question: (order, option) for order, question, option in _answers(diary, someone, SURVEYS[key])}
        if said:
            begun.add(someone.family)
        if len(said) < len(SURVEYS[key]):
            continue
        whole = _whole_at(diary, someone, SURVEYS[key])
        if someone.family not in first or whole < first[someone.family][0]:
            first[someone.family] = whole, {question: option for question, (_, option) in said.items()}
    ballots = [choices for _, choices in first.values()]
    parts = {question: sum(one[question] in AGREES for one in ballots) for question in SURVEYS[key]}
    joint = sum(all(one[question] in AGREES for question in SURVEYS[key]) for one in ballots)
    return Counted(len(ballots), joint, parts, len(begun - first.keys()))


def _answers(diary: Diary, someone: Villager, questions: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """Every answer of hers in order: its place in the diary, the question, and the option as it reads in English."""
    options = {plain(label(someone.tr, one)): one for one in OPTIONS}
    words = {key: plain(label(someone.tr, QUESTIONS[key])) for key in questions}
    for order, one in enumerate(diary.said):
        if one.who == someone.name and one.pressed in options:
            yield from ((order, key, options[one.pressed]) for key, text in words.items() if text in one.shown)


def _whole_at(diary: Diary, someone: Villager, questions: tuple[str, ...]) -> int:
    """When the last of the questions was first answered, as a place in the diary."""
    firsts: dict[str, int] = {}
    for order, question, _ in _answers(diary, someone, questions):
        firsts.setdefault(question, order)
    return max(firsts.values())


def asked(people: Iterable[Villager], key: str, talked_with: set[str]) -> set[str]:
    """The families in whose chats the house asked, of those a survey is about."""
    return {one.family for one in people if one.family in talked_with and one.has_read(ASKED)}


def entries(diary: Diary, pressed: str) -> list[Said]:
    """Every time this was pressed."""
    return [one for one in diary.said if one.pressed == pressed]
