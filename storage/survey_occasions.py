"""After what a family is asked: matters, courses, half-years and groups that are over, by the registers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, exists, func, select

from domain.appointments import AppointmentState
from domain.asking import Resident, Standing
from domain.counselling import OPEN_STATES, RequestState
from domain.gatherings import GatheringState, SessionState
from domain.slots import Span
from domain.surveys import InvitationState, Quarter
from storage.appointments import appointments, talks
from storage.counselling import requests
from storage.engine import Tx
from storage.gatherings import gatherings, sessions
from storage.people import persons
from storage.sign_ups import attendances
from storage.surveys import survey_invitations, survey_rounds

_OVER = (GatheringState.OPEN.value, GatheringState.ENDED.value)


@dataclass(frozen=True, slots=True)
class Matter:
    """A family whose matter is closed: its last talk, and when the last of it was over."""

    family: int
    talked_at: datetime
    over_at: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody was there: a family, or a woman of it, in a gathering that was over then."""

    family: int
    person: int | None
    over_at: datetime
    last_there_at: datetime


def _open_requests(since: datetime | None = None) -> Select[tuple[int]]:
    found = select(requests.c.family_id).where(requests.c.state.in_(sorted(OPEN_STATES)))
    return found if since is None else found.where(requests.c.created_at >= since)


def _times_ahead(now: datetime) -> Select[tuple[int]]:
    ahead = (appointments.c.state == AppointmentState.CONFIRMED.value) & (appointments.c.ends_at > now)
    return select(persons.c.family_id).join(appointments, appointments.c.person_id == persons.c.id).where(ahead)


async def matters_over(tx: Tx, ways: Collection[str], since: datetime, now: datetime) -> list[Matter]:
    """Families with a talk since then that stands, no open request and no appointment ahead."""
    closed = (
        select(requests.c.family_id, func.max(requests.c.closed_at).label("at"))
        .where(requests.c.state == RequestState.CLOSED.value, requests.c.closed_at >= since)
        .group_by(requests.c.family_id)
        .subquery()
    )
    talked = func.max(talks.c.held_at)
    found = (
        select(talks.c.family_id, talked.label("talked"), func.max(closed.c.at).label("closed"))
        .outerjoin(closed, closed.c.family_id == talks.c.family_id)
        .where(talks.c.withdrawn_at.is_(None), talks.c.held_at >= since, talks.c.way.in_(sorted(ways)))
        .where(talks.c.family_id.not_in(_open_requests()), talks.c.family_id.not_in(_times_ahead(now)))
        .group_by(talks.c.family_id)
        .order_by(talks.c.family_id)
    )
    rows = await tx.execute(found)
    return [Matter(row.family_id, row.talked, max(row.talked, row.closed or row.talked)) for row in rows]


async def asked_themselves(tx: Tx, ways: Collection[str], since: datetime) -> set[int]:
    """Those whose own request led to a talk since then that stands."""
    stands = talks.c.withdrawn_at.is_(None) & (talks.c.held_at >= since) & talks.c.way.in_(sorted(ways))
    found = select(requests.c.person_id).join(talks, talks.c.request_id == requests.c.id).where(stands)
    return set((await tx.execute(found.distinct())).scalars())


async def busy_families(tx: Tx, since: datetime, now: datetime) -> set[int]:
    """Families that asked for something since then which is open, or have a time ahead."""
    found = _open_requests(since).union(_times_ahead(now))
    return set((await tx.execute(found)).scalars())


async def present_until_the_end(tx: Tx, activity: str, since: datetime, now: datetime) -> list[Presence]:
    """Who was there at least once in gatherings of an activity that were over between these moments."""
    last = func.max(sessions.c.ends_at)
    stands = sessions.c.state == SessionState.PLANNED.value
    ends = select(sessions.c.gathering_id, last.label("last")).where(stands).group_by(sessions.c.gathering_id)
    by_plan = ends.subquery()
    ended = gatherings.c.ended_at
    over = case((ended < by_plan.c.last, ended), else_=by_plan.c.last).label("over")
    found = (
        select(attendances.c.family_id, attendances.c.person_id, over, func.max(sessions.c.starts_at).label("there"))
        .join(sessions, sessions.c.id == attendances.c.session_id)
        .join(gatherings, gatherings.c.id == sessions.c.gathering_id)
        .join(by_plan, by_plan.c.gathering_id == gatherings.c.id)
        .where(gatherings.c.activity == activity, gatherings.c.state.in_(_OVER), attendances.c.present.is_(True))
        .where(over >= since, over <= now)
        .group_by(attendances.c.family_id, attendances.c.person_id, over)
    )
    rows = await tx.execute(found.order_by(attendances.c.family_id, attendances.c.person_id))
    return [Presence(row.family_id, row.person_id, row.over, row.there) for row in rows]


async def present_within(tx: Tx, activity: str, span: Span) -> list[Presence]:
    """Who was there at least once in a stretch of time; it is over when the stretch is."""
    within = (sessions.c.starts_at >= span.starts_at) & (sessions.c.starts_at < span.ends_at)
    found = (
        select(attendances.c.family_id, attendances.c.person_id, func.max(sessions.c.starts_at).label("there"))
        .join(sessions, sessions.c.id == attendances.c.session_id)
        .join(gatherings, gatherings.c.id == sessions.c.gathering_id)
        .where(gatherings.c.activity == activity, attendances.c.present.is_(True), within)
        .group_by(attendances.c.family_id, attendances.c.person_id)
    )
    rows = await tx.execute(found.order_by(attendances.c.family_id, attendances.c.person_id))
    return [Presence(row.family_id, row.person_id, span.ends_at, row.there) for row in rows]


async def sessions_begun(tx: Tx, gathering: int, span: Span) -> bool:
    """Whether a session of a gathering took place in a stretch of time."""
    within = (sessions.c.starts_at >= span.starts_at) & (sessions.c.starts_at <= span.ends_at)
    stands = sessions.c.state == SessionState.PLANNED.value
    found = select(exists().where(sessions.c.gathering_id == gathering, within, stands))
    return bool((await tx.execute(found)).scalar())


async def residents_of(tx: Tx, families: Collection[int]) -> list[Resident]:
    """Everybody of these families who has the house on a phone, the first who wrote first."""
    here = persons.c.family_id.in_(sorted(families)) & persons.c.telegram_id.is_not(None)
    rows = await tx.execute(select(persons).where(here).order_by(persons.c.id))
    return [
        Resident(row.id, row.family_id, row.language, row.surveys is True and row.blocked_at is None) for row in rows
    ]


async def standing_since(tx: Tx, year: int) -> dict[int, list[Standing]]:
    """Who was asked in the rounds of a year and of those that follow, by family."""
    found = select(survey_invitations, survey_rounds.c.survey, survey_rounds.c.year, survey_rounds.c.quarter)
    found = found.join(survey_rounds)
    standing: dict[int, list[Standing]] = {}
    for row in await tx.execute(found.where(survey_rounds.c.year >= year).order_by(survey_invitations.c.id)):
        state, at = InvitationState(row.state), row.asked_at or row.due_at
        quarter, asked = Quarter(row.year, row.quarter), row.asked_at is not None
        one = Standing(row.family_id, row.survey, quarter, state, at, asked, row.counted)
        standing.setdefault(row.family_id, []).append(one)
    return standing
