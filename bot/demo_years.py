"""The years of a house for the demo: the newest that can be closed, with all its figures, and what came after it.

In January that is the year before last: the last one waits for its answers, and this one has only begun. The numbers
are invented, and always the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.demo_answers import plant_answers
from domain.calendar import is_open
from domain.counselling import Outcome
from domain.criteria import COUNSELLING, Measure
from domain.gathering_rules import GatheringRules, OutcomeKind
from domain.gatherings import About, Gathering, GatheringState, local_span
from domain.ledgers import Daycare, Plan
from domain.programme import Programme
from domain.registers import BOOKED, CALLED, DROP_IN, GATHERING, WALK_IN
from domain.sign_ups import Arrival, Needs, Party, SignUpState
from domain.slots import local_day, utc
from domain.years import closable_on
from handlers.context import Services
from storage import gatherings, ledgers, outcomes, people, register, sign_ups, years
from storage.engine import Tx
from storage.figures import close_figures

WAYS = (DROP_IN, BOOKED, WALK_IN, DROP_IN, CALLED, GATHERING)
TOPICS = ("letters", "money", "school", "family", "there")
# What the house does in a year: with how many families, how often, on which courses and evenings.
FAMILIES, TALKS = 60, 140
# While it runs a year has not come so far yet.
SO_FAR = 44
COURSES = ((2, 10, 8), (9, 9, 7))
WEEKS, WOMEN = 16, 34
EVENINGS = ((2, 24), (4, 27), (6, 22), (9, 31), (11, 29))
MEMBERS = 18
# How requests ended, by what staff say.
ENDED = {Outcome.GUIDED: 58, Outcome.BRIDGED: 17, Outcome.REFERRED: 9, Outcome.FURTHER: 21, Outcome.MISSED: 6}
AREA = {"absence": 6.2, "marks": 5.4, "social-rules": 55.0}
# What is newer than this is left to those who play.
LATEST = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Planting:
    """One year that is planted: how far it has come, by whom it was registered, and its families."""

    tx: Tx
    programme: Programme
    staff: int
    year: int
    until: date
    families: tuple[int, ...]

    def day(self, month: int, day: int) -> date:
        """The first day from this one on on which the house is open."""
        found = date(self.year, month, day)
        while not is_open(found, self.programme.closed_days):
            found += timedelta(days=1)
        return found

    def moment(self, day: date) -> datetime:
        """Some time in the afternoon of a day."""
        return utc(self.programme, day, time(14))


async def plant_years(tx: Tx, services: Services, staff: int, now: datetime) -> None:
    """Plant the newest year that can be closed, and close it; and those after it as far as they have come."""
    programme, today = services.programme, local_day(services.programme, now)
    closed = today.year - 1 if today > _closes(programme, today.year - 1) else today.year - 2
    closes = _closes(programme, closed)
    await _plant(tx, services, staff, closed, date(closed, 12, 31), closes, FAMILIES)
    await close_figures(tx, programme, closed, staff, utc(programme, closes, time(14)))
    for year in range(closed + 1, today.year + 1):
        until = min(date(year, 12, 31), today - LATEST)
        if until.year == year:
            await _plant(tx, services, staff, year, until, today, SO_FAR)


def _closes(programme: Programme, year: int) -> date:
    """A year is closed on the day after nobody can answer any more."""
    return closable_on(programme, year) + timedelta(days=1)


async def _plant(tx: Tx, services: Services, staff: int, year: int, until: date, today: date, number: int) -> None:
    programme = services.programme
    begins = utc(programme, date(year, 1, 2), time(9))
    families = tuple([await people.add_family(tx, begins) for _ in range(number)])
    here = Planting(tx, programme, staff, year, until, families)
    talked = await _talks(here)
    focus = [*await _courses(here), *await _weekly(here)]
    await _group(here)
    await _evenings(here)
    await _area(here)
    asked = {COUNSELLING: talked, "course": list(dict.fromkeys(focus))}
    await plant_answers(tx, services, year, today, {key: tuple(found) for key, found in asked.items()})


async def _talks(here: Planting) -> list[int]:
    """Talks through the year, and what staff say came of the requests behind them."""
    talked: list[int] = []
    for number in range(TALKS):
        day = here.day(1 + number * 12 // TALKS, 1 + number * 7 % 26)
        if day > here.until:
            continue
        family, way = here.families[number * 7 % len(here.families)], WAYS[number % len(WAYS)]
        at = here.moment(day)
        await register.register_talk(
            here.tx, family, way, TOPICS[number % 5], here.staff, at, at, request=None, appointment=None
        )
        talked.append(family)
    await _ended(here, len(talked))
    return list(dict.fromkeys(talked))


async def _ended(here: Planting, talks: int) -> None:
    every = [outcome for outcome, number in ENDED.items() for _ in range(number * talks // TALKS)]
    counts = [
        {"week": f"{here.year:04}-W{1 + n % 26:02}", "topic": TOPICS[n % 5], "way": DROP_IN, "outcome": one.value}
        for n, one in enumerate(every)
    ]
    if counts:
        await outcomes.add_finished(here.tx, counts)


async def _courses(here: Planting) -> list[int]:
    """Two courses; most families come often enough."""
    rules, there = here.programme.rules("course"), list[int]()
    for number, (month, families, completing) in enumerate(COURSES):
        if rules is None or rules.completes is None:
            break
        days = [here.day(month, 3) + timedelta(weeks=week) for week in range(rules.sessions[0])]
        if days[-1] > here.until:
            continue
        course, whose = await _held(here, "course", rules, days), _some(here, number * 12, families)
        for family in whose:
            await _signed_up(here, course, family)
        # Those who complete it are there often enough, the others twice.
        there_each = [whose if session < 2 else whose[:completing] for session in range(rules.completes)]
        await _were_there(here, [(course, session, families) for session, families in enumerate(there_each)])
        await gatherings.move_gathering(here.tx, course.id, GatheringState.ENDED, here.moment(days[-1]))
        there += whose
    return there


async def _weekly(here: Planting) -> list[int]:
    """A meeting every week, each time with others."""
    rules = here.programme.rules("mothers")
    days = [day for week in range(WEEKS) if (day := here.day(1, 14) + timedelta(weeks=3 * week)) <= here.until]
    if rules is None or not days:
        return []
    weekly = await _held(here, "mothers", rules, days)
    there = [
        (weekly, place, _some(here, place * 5, 7, of=WOMEN * len(here.families) // FAMILIES))
        for place in range(len(days))
    ]
    await _were_there(here, there)
    await gatherings.move_gathering(here.tx, weekly.id, GatheringState.ENDED, here.moment(days[-1]))
    return [family for _, _, families in there for family in families]


async def _group(here: Planting) -> None:
    """A mothers' group: who came, who left, and what became of them."""
    rules = here.programme.rules("group")
    days = [day for week in range(6) if (day := here.day(1, 20) + timedelta(weeks=week)) <= here.until]
    if rules is None or not days:
        return
    group, members = await _held(here, "group", rules, days), _some(here, 20, MEMBERS)
    await _were_there(here, [(group, place, members) for place in range(min(2, len(days)))])
    left = here.day(3, 20)
    for place, family in enumerate(members if left <= here.until else ()):
        code = await _signed_up(here, group, family)
        found = await sign_ups.find_sign_up(here.tx, code)
        assert found is not None
        if place < MEMBERS - 4:
            await sign_ups.move_sign_up(here.tx, found.id, SignUpState.LEFT, here.moment(left))
            await _became(here, rules, found.id, place)
    await gatherings.move_gathering(here.tx, group.id, GatheringState.ENDED, here.moment(left))


async def _became(here: Planting, rules: GatheringRules, sign_up: int, place: int) -> None:
    """Of every sixth nothing is known."""
    if place % 6 == 5:
        return
    said = {
        OutcomeKind.DAYCARE: (1, Daycare.NOT_STARTED if place % 5 == 4 else Daycare.STARTED),
        OutcomeKind.PLAN: (0, Plan.NONE if place % 4 == 3 else (Plan.JOB, Plan.EDUCATION, Plan.ACTIVATION)[place % 3]),
    }
    for kind, (child, value) in said.items():
        if kind in rules.outcomes:
            at = here.moment(here.day(6, 25))
            await ledgers.note_outcome(here.tx, sign_up, kind, child, value.value, here.staff, at)


async def _evenings(here: Planting) -> None:
    """Single evenings, with so many families."""
    rules = here.programme.rules("evening")
    for number, (month, families) in enumerate(EVENINGS):
        day = here.day(month, 12)
        if rules is None or day > here.until:
            continue
        evening = await _held(here, "evening", rules, [day])
        await _were_there(here, [(evening, 0, _some(here, number * 11, families))])
        await gatherings.move_gathering(here.tx, evening.id, GatheringState.ENDED, here.moment(day))


async def _area(here: Planting) -> None:
    """What others measured, entered when the year is over."""
    if here.until < date(here.year, 12, 31):
        return
    for one in here.programme.criteria:
        if one.measure is Measure.OUTSIDE and one.key in AREA:
            source, at = one.source.get("da", ""), here.moment(date(here.year + 1, 1, 15))
            as_of = date(here.year, 12, 31)
            await years.note_area_figure(here.tx, one.key, here.year, AREA[one.key], source, as_of, here.staff, at)


def _some(here: Planting, first: int, count: int, of: int | None = None) -> tuple[int, ...]:
    """So many families, one after another, in the round of the first so many."""
    return tuple(here.families[(first + place) % (of or len(here.families))] for place in range(count))


async def _held(here: Planting, activity: str, rules: GatheringRules, days: Sequence[date]) -> Gathering:
    planned = here.moment(days[0] - timedelta(days=30))
    code = await gatherings.make_gathering(here.tx, activity, About(), None, False, here.staff, planned)
    made = await gatherings.find_gathering(here.tx, code)
    assert made is not None
    spans = [local_span(day, rules.begins, rules.ends, here.programme.zone) for day in days]
    await gatherings.add_sessions(here.tx, made.id, [(span, About()) for span in spans])
    await gatherings.move_gathering(here.tx, made.id, GatheringState.OPEN, planned)
    return await gatherings.get_gathering(here.tx, made.id)


async def _signed_up(here: Planting, gathering: Gathering, family: int) -> str:
    at = gathering.sessions[0].starts_at - timedelta(days=10)
    return await sign_ups.sign_up(here.tx, gathering.id, family, None, SignUpState.GOING, Party(), Needs(), at)


async def _were_there(here: Planting, there: Sequence[tuple[Gathering, int, Sequence[int]]]) -> None:
    """These families, in these sessions of a gathering."""
    for gathering, place, families in there:
        session = gathering.sessions[place]
        noted = sign_ups.came(True, Arrival.LIST, session.ends_at, here.staff)
        await sign_ups.say_of_all(here.tx, session.id, families, **noted)
