"""What the registers of a year come to, as counts: nothing here leads to a family, and nothing says a day."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from domain.gathering_rules import GatheringRules, OutcomeKind
from domain.gatherings import Gathering
from domain.ledgers import holding
from domain.programme import Programme
from domain.slots import Span, local_day
from domain.turnout import key_of
from storage import ledgers, register, sign_ups
from storage.engine import Tx
from storage.figures import left_in
from storage.gatherings import gatherings_in
from storage.referrals import contacts

# What is not written down is counted as this.
NOTHING = ""
Month = str


@dataclass(frozen=True, slots=True)
class Talks:
    """Talks by month and way, and by topic; families by language, and by how many talks they had."""

    by_way: Mapping[tuple[Month, str], int]
    by_topic: Mapping[str, int]
    families_by_language: Mapping[str, int]
    families_by_number: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Course:
    """One gathering in a year: meetings and who was at them by month, different ones that came, and that completed.

    `came` is families, or women where women are counted. `completed` is None where there is nothing to complete.
    """

    activity: str
    meetings: Mapping[Month, int]
    attendances: Mapping[Month, int]
    unnoted: Mapping[Month, int]
    came: frozenset[int]
    completed: int | None


async def talks_of(tx: Tx, programme: Programme, span: Span) -> Talks:
    """The register of talks; what was taken back is not in it, and whoever was forgotten still counts."""
    every = [one for one in await register.talks_between(tx, span.starts_at, span.ends_at) if not one.withdrawn]
    spoken = {(one.family_id, one.language or NOTHING) for one in every}
    number = Counter(one.family_id for one in every)
    return Talks(
        Counter((_month(programme, one.held_at), one.way) for one in every),
        Counter(one.topic or NOTHING for one in every),
        Counter(language for _, language in spoken),
        Counter(number.values()),
    )


def _month(programme: Programme, at: datetime) -> Month:
    return f"{local_day(programme, at):%Y-%m}"


async def courses_of(tx: Tx, programme: Programme, span: Span, now: datetime) -> list[Course]:
    """Every gathering of which something was held in this stretch of time."""
    kinds = {one.key: one.gathering for one in programme.gathering_kinds if one.gathering is not None}
    found = await gatherings_in(tx, kinds, span)
    made = [await _course(tx, programme, one, kinds[one.activity], span, now) for one in found]
    return [one for one in made if one.meetings]


async def _course(
    tx: Tx, programme: Programme, gathering: Gathering, rules: GatheringRules, span: Span, now: datetime
) -> Course:
    held = [one for one in gathering.sessions if gathering.takes_place(one) and one.ends_at <= now]
    here = {one.id: _month(programme, one.starts_at) for one in held if span.starts_at <= one.starts_at < span.ends_at}
    there: dict[int, set[int]] = defaultdict(set)
    for one in await sign_ups.attendances_of(tx, [each.id for each in held]):
        if one.present:
            there[one.session].add(key_of(rules.unit, one.family, one.person))
    often = Counter(who for each in there.values() for who in each)
    over = bool(held) and not gathering.coming(now) and held[-1].id in here
    return Course(
        gathering.activity,
        Counter(here.values()),
        Counter(
            {month: sum(len(there[one]) for one, its in here.items() if its == month) for month in set(here.values())}
        ),
        Counter(month for one, month in here.items() if not there[one]),
        frozenset(who for one in here for who in there[one]),
        sum(n >= rules.completes for n in often.values()) if rules.completes is not None and over else None,
    )


async def outcomes_in(tx: Tx, programme: Programme, span: Span) -> Mapping[tuple[str, OutcomeKind, str], int]:
    """What became of those who left and had been there, by activity, kind and value; nothing noted is unknown."""
    kinds = {one.key: one.gathering for one in programme.gathering_kinds if one.gathering is not None}
    wanted = {key: rules.outcomes for key, rules in kinds.items() if rules.outcomes}
    found: Counter[tuple[str, OutcomeKind, str]] = Counter()
    for one in await left_in(tx, wanted, span):
        holds = holding(one.noted)
        for outcome in wanted[one.activity]:
            values = [each.value for (which, _), each in holds.items() if which is outcome] or [NOTHING]
            found.update((one.activity, outcome, value) for value in values)
    return found


async def bridges_in(tx: Tx, programme: Programme, span: Span) -> Mapping[tuple[Month, str], int]:
    """Bridges to others, by month."""
    within = (contacts.c.made_at >= span.starts_at) & (contacts.c.made_at < span.ends_at)
    found = select(contacts.c.bridge, contacts.c.made_at).where(within, contacts.c.withdrawn_at.is_(None))
    return Counter((_month(programme, row.made_at), row.bridge) for row in await tx.execute(found))


async def hours_in(tx: Tx, programme: Programme, span: Span) -> Mapping[tuple[str, str, Month], int]:
    """Minutes that partners gave, by activity, partner and month."""
    first, last = local_day(programme, span.starts_at), local_day(programme, span.ends_at)
    found: Counter[tuple[str, str, Month]] = Counter()
    for kind in programme.gathering_kinds:
        for one in await ledgers.hours_given(tx, kind.key, first, last):
            if one.given_on < last:
                found[(kind.key, one.partner, f"{one.given_on:%Y-%m}")] += one.minutes
    return found
