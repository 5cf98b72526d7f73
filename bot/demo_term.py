"""A term of gatherings for the demo: a full evening with a line, a course under way, a weekly meeting and a group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.calendar import is_open
from domain.gathering_rules import GatheringRules
from domain.gatherings import About, Detail, Gathering, GatheringState, local_span
from domain.people import Role
from domain.programme import Programme
from domain.series import Meeting, series
from domain.sign_ups import Needs, Party, SignUpState
from storage import gatherings, people, sign_ups
from storage.engine import Tx

EVENING, COURSE, MOTHERS, GROUP = "evening", "course", "mothers", "group"
# No number that Telegram gives to anybody.
PLANNER = 0
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = 1, 2, 3, 4
# It ends in the morning, when she may be told at once.
OFFERED_FOR = timedelta(hours=25)
# A small hall, so that it is full when the newcomer comes.
PLACES, FAMILIES = 6, 5
PARTIES = (
    (Party(2, {"3-5": 1, "6-9": 2}, True), Needs("salad")),
    (Party(1, {"0-2": 1}), Needs("own")),
    (Party(2, {"10-13": 1}), Needs("main", {"nuts": 1})),
    (Party(1, {"6-9": 1}, True), Needs("fruit", {}, "ar")),
    (Party(2, {"0-2": 1, "3-5": 1}, True), Needs("bread")),
)


@dataclass(frozen=True, slots=True)
class Term:
    """Where it is planted: by whom, in which programme, and when."""

    tx: Tx
    programme: Programme
    staff: int
    now: datetime

    @property
    def today(self) -> date:
        """The day it is in the house."""
        return self.now.astimezone(self.programme.zone).date()


async def plant_term(tx: Tx, programme: Programme, now: datetime) -> int:
    """Plant what a house of this programme would have ahead, as far as its programme knows it; say who planned it."""
    staff = await _planner(tx, now)
    term = Term(tx, programme, staff, now)
    for key, plant in ((EVENING, _evenings), (COURSE, _course), (MOTHERS, _mothers), (GROUP, _group)):
        rules = programme.rules(key)
        if rules is not None:
            await plant(term, rules)
    return staff


async def _planner(tx: Tx, now: datetime) -> int:
    """Somebody who planned it and has left since, so that nobody without a phone on the page is written to."""
    person = await people.add_person(tx, PLANNER, "da", now)
    await people.join_staff(tx, person.id, Role.COORDINATOR, "Kirsten", now)
    found = await people.get_person(tx, person.id)
    assert found is not None
    assert found.staff is not None
    await people.leave_staff(tx, person.id, now)
    await people.forget_person(tx, person.id)
    return found.staff.id


async def _evenings(term: Term, rules: GatheringRules) -> None:
    """One that is full and has a place kept until tomorrow, and the next."""
    talk = {"da": "Sundhedsplejersken fortæller om søvn.", "en": "The health nurse talks about sleep."}
    creative = {"da": "Vi bygger drager.", "en": "We build kites."}
    about = About("sleep", {}, {Detail.TALK: talk, Detail.CREATIVE: creative})
    full = await _open(term, EVENING, rules, about, [_open_day(term, 8, THURSDAY)], PLACES)
    for party, needs in PARTIES[:FAMILIES]:
        await _family(term, full, SignUpState.GOING, party, needs)
    await _family(term, full, SignUpState.OFFERED, *PARTIES[0])
    await _open(term, EVENING, rules, About("school-start"), [_open_day(term, 36, THURSDAY)], rules.places)


async def _course(term: Term, rules: GatheringRules) -> None:
    """It begins in two weeks."""
    course = await _open(
        term,
        COURSE,
        rules,
        About("family-life"),
        _days(term, rules, _open_day(term, 14, TUESDAY), rules.sessions[0]),
        rules.places,
    )
    for party, needs in PARTIES:
        await _family(term, course, SignUpState.GOING, party, needs)


async def _mothers(term: Term, rules: GatheringRules) -> None:
    """Every week, from the day after tomorrow on."""
    await _open(term, MOTHERS, rules, About(), _days(term, rules, _open_day(term, 2, WEDNESDAY), 8), rules.places)


async def _group(term: Term, rules: GatheringRules) -> None:
    """A group that only those see who are in it."""
    await _open(term, GROUP, rules, About(), _days(term, rules, _open_day(term, 2, MONDAY), 12), rules.places)


def _open_day(term: Term, ahead: int, weekday: int) -> date:
    """The first such day on which the house is open, so many days ahead or more."""
    day = term.today + timedelta(days=ahead)
    while not is_open(day, term.programme.closed_days) or day.isoweekday() != weekday:
        day += timedelta(days=1)
    return day


def _days(term: Term, rules: GatheringRules, first: date, count: int) -> list[date]:
    """So many days in the rhythm of the rules."""
    turn = Meeting(first, rules.begins, rules.ends)
    return [one.day for one in series([turn], count, rules.every, term.programme.closed_days).meetings]


async def _open(
    term: Term, activity: str, rules: GatheringRules, about: About, days: Sequence[date], places: int | None
) -> Gathering:
    """A gathering on these days, open to sign up."""
    code = await gatherings.make_gathering(term.tx, activity, about, places, True, term.staff, term.now)
    made = await gatherings.find_gathering(term.tx, code)
    assert made is not None
    spans = [local_span(day, rules.begins, rules.ends, term.programme.zone) for day in days]
    await gatherings.add_sessions(term.tx, made.id, [(span, About()) for span in spans])
    await gatherings.move_gathering(term.tx, made.id, GatheringState.OPEN, term.now)
    return await gatherings.get_gathering(term.tx, made.id)


async def _family(term: Term, gathering: Gathering, state: SignUpState, party: Party, needs: Needs) -> None:
    """A family without a phone, signed up by staff."""
    family = await people.add_family(term.tx, term.now)
    code = await sign_ups.sign_up(term.tx, gathering.id, family, None, state, party, needs, term.now)
    if state is SignUpState.OFFERED:
        found = await sign_ups.find_sign_up(term.tx, code)
        assert found is not None
        await sign_ups.keep_until(term.tx, found.id, term.now + OFFERED_FOR)
