"""A year of the village, week by week: talks, courses, meetings, groups, evenings, and what is asked afterwards."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random

from domain.gatherings import Gathering, Session
from domain.people import Role
from tests.conversations.gatherings import open_course, open_evening, open_group, open_mothers, same_family
from tests.town import ZONE, Citizen, Town
from tests.year.people import (
    arrives_at,
    asks_for_a_talk,
    holds_a_talk,
    joins_the_group,
    leaves_the_group,
    meets_somebody_new,
    moves_in,
    notes_what_became,
    sends_it,
    some,
)
from tests.year.village import Diary, Villager, arrives, colleague, together

YEAR = 2027
BEGINS = datetime(YEAR, 1, 4, 9, 30, tzinfo=ZONE)
HOLIDAYS = (27, 28, 29)
TEAM = (("Mette", Role.FAMILY_WORKER), ("Ida", Role.HEALTH_NURSE), ("Karen", Role.COORDINATOR))
# As they stand on the nurse's buttons: most children start, most mothers have a plan, and of some nobody knows.
CHILDREN = ("er startet", "er startet", "er startet", "ikke endnu", "vides ikke")
PLANS = ("job", "uddannelse", "aktivering", "job", "ingen plan", "vides ikke")
LANGUAGES = ("ar", "da", "en", "ar")
Happening = tuple[datetime, Callable[[], Awaitable[None]]]


@dataclass(frozen=True)
class Size:
    """How many of each; the whole is what the programme's year would be."""

    counselled: int = 110
    again: int = 20
    walk_ins: int = 20
    course: int = 10
    mothers: int = 45
    group: int = 8
    others: int = 82
    second_parents: int = 20
    meetings: int = 20

    @property
    def talks(self) -> int:
        """How many talks are held."""
        return self.counselled + self.again + self.walk_ins

    @property
    def residents(self) -> int:
        """How many people have a phone and meet the bot."""
        return self.counselled + 2 * self.course + self.mothers + 3 * self.group + self.others + self.second_parents


WHOLE = Size()
# A third of it, for every day.
SMALL = Size(
    counselled=36, again=6, walk_ins=6, course=9, mothers=15, group=4, others=27, second_parents=6, meetings=10
)


@dataclass
class Village:
    """The people, the team, and what is planned."""

    town: Town
    size: Size
    chance: Random
    diary: Diary = field(default_factory=Diary)
    counselled: list[Villager] = field(default_factory=list)
    courses: list[list[Villager]] = field(default_factory=list)
    mothers: list[Villager] = field(default_factory=list)
    groups: list[list[Villager]] = field(default_factory=list)
    others: list[Villager] = field(default_factory=list)
    second: list[Villager] = field(default_factory=list)
    mette: Villager | None = None
    ida: Villager | None = None
    # Codes of gatherings, by what a door carries and by activity.
    doors: dict[str, str] = field(default_factory=dict)
    planned: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def everybody(self) -> list[Villager]:
        """Everybody who has a phone."""
        courses, groups = ([one for each in lists for one in each] for lists in (self.courses, self.groups))
        return [*self.counselled, *courses, *self.mothers, *groups, *self.others, *self.second]

    @property
    def nurse(self) -> Villager:
        """The coordinating nurse."""
        assert self.ida is not None
        return self.ida

    @property
    def worker(self) -> Villager:
        """The family worker."""
        assert self.mette is not None
        return self.mette


def _people(village: Village, count: int, prefix: str) -> list[Villager]:
    found = []
    for number in range(count):
        name = f"{prefix}{number}"
        language = LANGUAGES[number % len(LANGUAGES)]
        found.append(arrives(village.town, village.diary, name, name, language))
    return found


async def settle(town: Town, size: Size) -> Village:
    """The team joins, and everybody meets the bot; of ten, eight say yes to surveys."""
    village = Village(town, size, Random(2027))
    mette, ida, _ = [await town.staff(name, role) for name, role in TEAM]
    village.mette, village.ida = (colleague(town, village.diary, *who) for who in ((mette, "Mette"), (ida, "Ida")))
    village.counselled = _people(village, size.counselled, "talk")
    village.courses = [_people(village, size.course, f"course{number}-") for number in (1, 2)]
    village.mothers = _people(village, size.mothers, "mother")
    village.groups = [_people(village, size.group, f"group{number}-") for number in (1, 2, 3)]
    village.others = _people(village, size.others, "other")
    village.second = _people(village, size.second_parents, "second")
    await together(town, [moves_in(one, surveys=village.chance.random() < 0.8) for one in village.everybody])
    for one, other in zip(village.counselled, village.second, strict=False):
        other.family = one.family
        await same_family(town, Citizen(town, one.phone, one.tr), Citizen(town, other.phone, other.tr))
    return village


async def live(village: Village, after: Callable[[Village], Awaitable[None]]) -> None:
    """Live through the year; every six days `after` looks at what came."""
    happenings = sorted([*await _plan(village), *_looks(village, after)], key=lambda one: one[0])
    for moment, happens in happenings:
        if moment > village.town.now:
            await village.town.until(moment)
        await happens()
    # By then every round of the year is closed.
    await village.town.until(datetime(YEAR + 1, 2, 2, 9, tzinfo=ZONE))


def _looks(village: Village, after: Callable[[Village], Awaitable[None]]) -> Iterable[Happening]:
    day = BEGINS.replace(hour=17)
    while day.year == YEAR or day.month == 1:
        yield day, partial(after, village)
        day = _wall(day, 6)


def _on(month: int, day: int, hour: int) -> datetime:
    """A day of the year, at an hour of the clock on the wall."""
    return datetime(YEAR, month, day, hour, tzinfo=ZONE)


def _wall(day: datetime, days: int) -> datetime:
    """The same hour on the wall so many days on."""
    return (day.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=ZONE)


async def _plan(village: Village) -> list[Happening]:
    return [
        *_talks(village),
        *await _courses(village),
        *await _mothers(village),
        *await _groups(village),
        *await _evenings(village),
    ]


def _talks(village: Village) -> Iterable[Happening]:
    """Some on most Tuesdays of the year, in the order of the village; a few come a second time."""
    whole = [*village.counselled, *village.counselled[: village.size.again]]
    tuesdays = [_wall(BEGINS.replace(hour=14), 1 + 7 * week) for week in range(50) if week not in HOLIDAYS]
    by_day: dict[datetime, list[Villager]] = defaultdict(list)
    for number, someone in enumerate(whole):
        by_day[tuesdays[number * len(tuesdays) // len(whole)]].append(someone)
    for day, people in by_day.items():
        yield day, partial(_talks_with, village, people)
    for number in range(village.size.walk_ins):
        day = tuesdays[number * len(tuesdays) // village.size.walk_ins]
        yield day, partial(_meets_somebody, village, f"new{number}")


async def _meets_somebody(village: Village, family: str) -> None:
    await together(village.town, [meets_somebody_new(village.worker, family)])


async def _talks_with(village: Village, people: list[Villager]) -> None:
    """They write side by side; who sends is talked with before the next card comes."""
    await together(village.town, [asks_for_a_talk(one) for one in people])
    for one in people:
        await together(village.town, [sends_it(one)])
        await village.town.step()
        await together(village.town, [holds_a_talk(village.worker, one.family)])


async def _courses(village: Village) -> list[Happening]:
    found: list[Happening] = []
    for people, day in zip(village.courses, (_on(2, 2, 16), _on(9, 7, 16)), strict=True):
        course = await open_course(village.town, at=day, times=8)
        found += _doors(village, course, people, 0.8)
    return found


async def _mothers(village: Village) -> list[Happening]:
    found: list[Happening] = []
    half = village.size.meetings // 2
    for day in (_on(1, 14, 10), _on(8, 12, 10)):
        meeting = await open_mothers(village.town, at=day, times=half)
        found += _doors(village, meeting, village.mothers, 0.35)
    return found


async def _groups(village: Village) -> list[Happening]:
    found: list[Happening] = []
    for number, people in enumerate(village.groups):
        begins = _on(1 + 2 * number, 18, 10)
        group = await open_group(village.town, at=begins, times=8)
        found.append((_wall(begins, -3), partial(_join, village, group, people)))
        found += _doors(village, group, people, 0.7)
        leaving = _wall(begins, 60)
        found.append((leaving, partial(_leave, village, group, people)))
    return found


async def _join(village: Village, group: Gathering, people: list[Villager]) -> None:
    await together(village.town, [joins_the_group(one, group.join_code) for one in people])


async def _leave(village: Village, group: Gathering, people: list[Villager]) -> None:
    """Most of them leave, one after the other, and the nurse notes what she knows; the others stay to the end."""
    for one in people[: len(people) * 3 // 4]:
        one.scan(f"g-{group.code}")
        await village.town.answered()
        await together(village.town, [leaves_the_group(one)])
        await village.town.step()
        became = village.chance.choice(CHILDREN), village.chance.choice(PLANS)
        await together(village.town, [notes_what_became(village.nurse, *became)])


async def _evenings(village: Village) -> list[Happening]:
    found: list[Happening] = []
    for month, day in ((2, 25), (4, 22), (6, 10), (9, 23), (11, 18)):
        evening = await open_evening(village.town, at=_on(month, day, 17))
        found += _doors(village, evening, [*village.others, *village.counselled[::4]], 0.27)
    return found


def _doors(village: Village, gathering: Gathering, people: list[Villager], share: float) -> list[Happening]:
    """Those who come to each of its sessions open the code on the door."""
    village.planned[gathering.activity].append(gathering.code)
    for session in gathering.sessions:
        village.doors[session.door] = gathering.code
    return [(session.starts_at, partial(_come, village, session, people, share)) for session in gathering.sessions]


async def _come(village: Village, session: Session, people: list[Villager], share: float) -> None:
    await together(village.town, [arrives_at(one, session) for one in some(village.chance, people, share)])
