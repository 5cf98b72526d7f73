"""All figures of a year: read from the registers in a few queries, or as they were when the year was closed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import func, or_, select

from domain.closing import Closing, closing_of
from domain.criteria import Criterion, Measure
from domain.disclosure import FEWEST
from domain.figures import Year, as_data, from_data
from domain.gatherings import Gathering, GatheringState, SessionState
from domain.measures import measure
from domain.programme import Programme
from domain.registered import Left, Register, Who
from domain.registers import year_of
from domain.sign_ups import SignUpState
from domain.slots import Span, local_day
from domain.surveys import Ballot, Invitation, Round
from domain.years import AreaFigure, ClosedYear
from storage.appointments import talks
from storage.engine import Tx
from storage.gatherings import gatherings, gatherings_in, sessions
from storage.ledgers import outcomes_by
from storage.outcomes import registered_outcomes
from storage.sign_ups import attendances, sign_ups
from storage.sign_ups_due import left_between
from storage.surveys import ballots_of, invitations_in, rounds_of, survey_themes
from storage.years import area_figures_of, close_year, find_closed_year

K = TypeVar("K")
T = TypeVar("T", Invitation, Ballot)
# What `left_between` takes for "after" is a moment that is not in it.
_MOMENT = timedelta(microseconds=1)


async def year_figures(tx: Tx, programme: Programme, year: int, now: datetime) -> Year:
    """What every criterion came to in a year: as it stands now, or as it was when the year was closed."""
    closed = await find_closed_year(tx, year)
    return await live_figures(tx, programme, year, now) if closed is None else as_closed(programme, closed)


def as_closed(programme: Programme, closed: ClosedYear) -> Year:
    """A year as it was when it was closed."""
    return from_data(closed.figures, local_day(programme, closed.closed_at))


async def live_figures(tx: Tx, programme: Programme, year: int, now: datetime) -> Year:
    """What every criterion has come to so far, by the registers as they are."""
    register = await read_register(tx, programme, year, now)
    made = tuple(measure(one, register) for one in programme.criteria)
    return Year(year, made, None, register.talks, await _themes(tx, register), programme.criteria)


async def close_figures(tx: Tx, programme: Programme, year: int, staff_id: int, now: datetime) -> Closing:
    """Close a year with its figures as they are, or say why that cannot be."""
    if await find_closed_year(tx, year) is not None:
        return Closing.CLOSED_BEFORE
    may = closing_of(programme, year, now, await rounds_of(tx, year))
    if may is not Closing.CLOSED:
        return may
    figures = as_data(await live_figures(tx, programme, year, now))
    return may if await close_year(tx, year, figures, staff_id, now) else Closing.CLOSED_BEFORE


async def read_register(tx: Tx, programme: Programme, year: int, now: datetime) -> Register:
    """All that is registered of a year and counts in one of the criteria."""
    span, criteria = year_of(programme, date(year, 1, 1)), programme.criteria
    ways, number = await _talked(tx, span)
    held = await gatherings_in(tx, _activities(criteria, Measure.COMPLETED, Measure.EVENTS, Measure.AVERAGE), span)
    rounds = [one for one in await rounds_of(tx, year) if programme.survey(one.survey) is not None]
    closed = [one.id for one in rounds if one.closed_at is not None]
    return Register(
        programme,
        year,
        span,
        now,
        talks=number,
        talked=ways,
        present=await _present(tx, span),
        gatherings=held,
        seen=await _seen(tx, held),
        going=await _going(tx, held),
        left=await left_in(tx, _activities(criteria, Measure.OUTCOME), span),
        became=await registered_outcomes(tx, year, span.starts_at, span.ends_at),
        area=_newest(await area_figures_of(tx, year)),
        rounds=rounds,
        invitations=_by_round(await invitations_in(tx, closed)),
        ballots=_by_round(await ballots_of(tx, closed)),
    )


def _activities(criteria: Iterable[Criterion], *measures: Measure) -> set[str]:
    return {activity for one in criteria if one.measure in measures for activity in one.activities}


async def _talked(tx: Tx, span: Span) -> tuple[dict[int, frozenset[str]], int]:
    """In which ways each family was talked with, and how many talks there were in all."""
    within = (talks.c.held_at >= span.starts_at) & (talks.c.held_at < span.ends_at) & talks.c.withdrawn_at.is_(None)
    columns = (talks.c.family_id, talks.c.way, func.count().label("number"))
    rows = (await tx.execute(select(*columns).where(within).group_by(talks.c.family_id, talks.c.way))).all()
    ways: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        ways[row.family_id].add(row.way)
    return {family: frozenset(each) for family, each in ways.items()}, sum(row.number for row in rows)


_TOOK_PLACE = (
    (sessions.c.state == SessionState.PLANNED.value)
    & (gatherings.c.state != GatheringState.DRAFT.value)
    & or_(gatherings.c.state != GatheringState.CANCELLED.value, sessions.c.ends_at <= gatherings.c.ended_at)
)


async def _present(tx: Tx, span: Span) -> dict[str, frozenset[Who]]:
    """Who was there at least once, by activity."""
    within = (sessions.c.starts_at >= span.starts_at) & (sessions.c.starts_at < span.ends_at)
    columns = (gatherings.c.activity, attendances.c.family_id, attendances.c.person_id)
    joined = select(*columns).join_from(sessions, gatherings, gatherings.c.id == sessions.c.gathering_id)
    found = joined.join(attendances, attendances.c.session_id == sessions.c.id)
    rows = await tx.execute(found.where(within, _TOOK_PLACE, attendances.c.present.is_(True)).distinct())
    return _grouped((row.activity, (row.family_id, row.person_id)) for row in rows)


async def _seen(tx: Tx, held: Sequence[Gathering]) -> dict[int, frozenset[Who]]:
    """Who was at each session that somebody has noted."""
    its = sessions.c.gathering_id.in_([one.id for one in held])
    columns = (attendances.c.session_id, attendances.c.family_id, attendances.c.person_id, attendances.c.present)
    found = select(*columns).join_from(sessions, attendances, attendances.c.session_id == sessions.c.id)
    rows = (await tx.execute(found.where(its, attendances.c.present.is_not(None)))).all()
    there = _grouped((row.session_id, (row.family_id, row.person_id)) for row in rows if row.present)
    return {row.session_id: there.get(row.session_id, frozenset()) for row in rows}


async def _going(tx: Tx, held: Sequence[Gathering]) -> dict[int, frozenset[Who]]:
    """Who has a place in each gathering."""
    its = sign_ups.c.gathering_id.in_([one.id for one in held]) & (sign_ups.c.state == SignUpState.GOING.value)
    columns = (sign_ups.c.gathering_id, sign_ups.c.family_id, sign_ups.c.person_id)
    rows = await tx.execute(select(*columns).where(its))
    return _grouped((row.gathering_id, (row.family_id, row.person_id)) for row in rows)


def _grouped(pairs: Iterable[tuple[K, Who]]) -> dict[K, frozenset[Who]]:
    found: dict[K, set[Who]] = defaultdict(set)
    for key, who in pairs:
        found[key].add(who)
    return {key: frozenset(each) for key, each in found.items()}


async def left_in(tx: Tx, activities: Collection[str], span: Span) -> list[Left]:
    """Whose part ended in the year, of those who were there at least once, or of whom something was noted."""
    since, until = span.starts_at - _MOMENT, span.ends_at - _MOMENT
    ended = [(key, *one) for key in sorted(activities) for one in await left_between(tx, key, since, until)]
    noted = await outcomes_by(tx, [one.id for _, one, _ in ended])
    there = await _ever_there(tx, {one.gathering for _, one, _ in ended})
    return [
        Left((one.family, one.person), key, at, noted.get(one.id, ()))
        for key, one, at in ended
        if one.id in noted or (one.family, one.person) in there.get(one.gathering, ())
    ]


async def _ever_there(tx: Tx, its: Collection[int]) -> dict[int, frozenset[Who]]:
    columns = (sessions.c.gathering_id, attendances.c.family_id, attendances.c.person_id)
    found = select(*columns).join_from(sessions, attendances, attendances.c.session_id == sessions.c.id)
    which = sessions.c.gathering_id.in_(sorted(its)) & attendances.c.present.is_(True)
    rows = await tx.execute(found.where(which).distinct())
    return _grouped((row.gathering_id, (row.family_id, row.person_id)) for row in rows)


def _newest(found: Iterable[AreaFigure]) -> dict[str, AreaFigure]:
    return {one.criterion: one for one in found}


def _by_round(found: Iterable[T]) -> Mapping[int, Sequence[T]]:
    by_round: dict[int, list[T]] = defaultdict(list)
    for one in found:
        by_round[one.round].append(one)
    return by_round


async def _themes(tx: Tx, register: Register) -> Mapping[str, tuple[str, ...]]:
    """What staff made of the lines of closed rounds, by survey; nothing where fewer than five have answered."""
    told: dict[str, list[Round]] = defaultdict(list)
    for one in register.rounds:
        if one.closed_at is not None:
            told[one.survey].append(one)
    number = {key: sum(_counted(register, one) for one in rounds) for key, rounds in told.items()}
    survey = {one.id: key for key, rounds in told.items() if number[key] >= FEWEST for one in rounds}
    here = survey_themes.c.round_id.in_(sorted(survey)) & survey_themes.c.withdrawn_at.is_(None)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in await tx.execute(select(survey_themes).where(here).order_by(survey_themes.c.id)):
        found[survey[row.round_id]].append(row.text)
    return {key: tuple(texts) for key, texts in found.items()}


def _counted(register: Register, one: Round) -> int:
    return sum(each.counted for each in register.ballots.get(one.id, ()))
