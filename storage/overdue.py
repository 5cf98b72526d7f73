"""Which rows have been kept long enough: one query for each rule of `domain.retention`, giving `id` and `since`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, String, Table, bindparam, cast, func, or_, select

from domain.appointments import AppointmentState
from domain.counselling import OPEN_STATES, RequestState, Way
from domain.gatherings import GatheringState
from storage.appointments import appointments, talks
from storage.columns import Moment
from storage.counselling import SAID, WORDS_LIVE_AFTER_VISIT, requests, steps
from storage.engine import metadata
from storage.erasures import erasures
from storage.feeds import feeds
from storage.finished import finished_requests
from storage.gatherings import gatherings, sessions
from storage.ledgers import partner_hours
from storage.opening import opening_changes
from storage.people import absences, families, persons, staff
from storage.polls import polls, votes
from storage.questions import answers, questions
from storage.referrals import referrals
from storage.sign_ups import sign_ups
from storage.surveys import ballots, survey_rounds

# What stands where a colleague's name stood.
NAMELESS = "–"
# Whoever is named by one of these is still needed to say who did what.
_NAMING = (requests, steps, answers, questions, appointments, referrals)


@dataclass(frozen=True, slots=True)
class Cut:
    """One rule at one moment: what happened before `before` has been kept long enough."""

    now: datetime
    before: datetime
    zone: tzinfo

    @property
    def day(self) -> date:
        """The day on which `before` lies, in the house."""
        return self.before.astimezone(self.zone).date()

    @property
    def values(self) -> dict[str, Any]:
        """What the query of any rule asks with."""
        year = self.day.year
        visited, week = self.now - WORDS_LIVE_AFTER_VISIT, f"{year:04}-W00"
        return {"now": self.now, "visited": visited, "before": self.before, "day": self.day, "year": year, "week": week}


class Asked:
    """The places for these values in a query, so that it is built once: all rules are asked every half hour."""

    now = bindparam("now", type_=Moment)
    visited = bindparam("visited", type_=Moment)
    before = bindparam("before", type_=Moment)
    day = bindparam("day", type_=Date)
    year = bindparam("year", type_=Integer)
    week = bindparam("week", type_=String)


Due = Callable[[Asked], Select[Any]]


def old(since: Any, *also: ColumnElement[bool], table: Table | None = None) -> Due:
    """Rows of which this happened too long ago."""
    table = since.table if table is None else table
    (key,) = table.primary_key
    return lambda at: select(key.label("id"), since.label("since")).where(since < at.before, *also)


def words(at: Asked) -> Select[Any]:
    """Requests whose words are over and still there."""
    holds = [requests.c[name].is_not(None) for name in ("name", "phone", "note", "voice")]
    said = [
        requests.c.id.in_(select(body.table.c.request_id).where(body.is_not(None), when <= at.visited))
        for body, when in SAID
    ]
    placed = appointments.c.place.is_not(None) & (appointments.c.ends_at <= at.now)
    there = select(appointments.c.request_id).where(placed, appointments.c.request_id.is_not(None))
    since = requests.c.words_until
    return select(requests.c.id.label("id"), since.label("since")).where(
        since <= at.now, or_(*holds, *said, requests.c.id.in_(there))
    )


def names(at: Asked) -> Select[Any]:
    """Residents with a name of whom no request holds one."""
    named = select(requests.c.person_id).where(requests.c.name.is_not(None))
    since = persons.c.seen_at
    return select(persons.c.id.label("id"), since.label("since")).where(
        persons.c.name.is_not(None), persons.c.id.not_in(named)
    )


def visits(at: Asked) -> Select[Any]:
    """Those who only said that they come, and whom nobody has taken."""
    waits = (requests.c.way == Way.COME.value) & (requests.c.state == RequestState.NEW.value)
    return old(requests.c.created_at, waits)(at)


def left_open(at: Asked) -> Select[Any]:
    """Open requests in which nothing was done for long, and nothing is agreed."""
    lately = select(steps.c.request_id).where(steps.c.at >= at.before)
    ahead = select(appointments.c.request_id).where(
        appointments.c.state == AppointmentState.CONFIRMED.value,
        appointments.c.ends_at >= at.before,
        appointments.c.request_id.is_not(None),
    )
    still = requests.c.id.not_in(lately) & requests.c.id.not_in(ahead)
    return old(requests.c.created_at, requests.c.state.in_(OPEN_STATES), still)(at)


def gone_home(at: Asked) -> Select[Any]:
    """Residents with nothing open who were not here for long."""
    here = select(staff.c.person_id).where(staff.c.removed_at.is_(None))
    asking = select(requests.c.person_id).where(requests.c.state.in_(OPEN_STATES))
    nothing = persons.c.id.not_in(here) & persons.c.id.not_in(asking)
    return old(persons.c.seen_at, persons.c.telegram_id.is_not(None), nothing)(at)


def emptied_persons(at: Asked) -> Select[Any]:
    """Rows of those who were forgotten: as long as she stands in `erasures`, what was forgotten can be listed anew."""
    noted = select(erasures.c.person_id)
    gone = persons.c.telegram_id.is_(None) & persons.c.id.not_in(noted)
    return _unneeded(persons, persons.c.seen_at, at).where(gone)


def nicknames(at: Asked) -> Select[Any]:
    """What staff call families of which nobody is known, and with whom nobody talked for long."""
    somebody = select(persons.c.family_id).where(persons.c.telegram_id.is_not(None))
    lately = select(talks.c.family_id).where(talks.c.held_at >= at.before)
    nobody = families.c.id.not_in(somebody) & families.c.id.not_in(lately)
    return old(families.c.created_at, families.c.nickname.is_not(None), nobody)(at)


def finished(at: Asked) -> Select[Any]:
    """What is left of requests that ended in years long past."""
    week = finished_requests.c.week
    return select(finished_requests.c.id.label("id"), week.label("since")).where(week < at.week)


def empty_families(at: Asked) -> Select[Any]:
    """Families that nothing belongs to."""
    return _unneeded(families, families.c.created_at, at)


def former_staff(at: Asked) -> Select[Any]:
    """Places in the roster that nothing leads to."""
    return _unneeded(staff, staff.c.removed_at, at)


def colleagues(at: Asked) -> Select[Any]:
    """Colleagues who left and whom no request names."""
    naming = [column for column in _pointing_at(staff) if column.table in _NAMING]
    named = [staff.c.id.not_in(select(column).where(column.is_not(None))) for column in naming]
    return old(staff.c.removed_at, staff.c.name != NAMELESS, *named)(at)


def ended_feeds(at: Asked) -> Select[Any]:
    """Addresses that were taken back, or whose owner left."""
    ended = func.coalesce(feeds.c.revoked_at, staff.c.removed_at)
    return old(ended, table=feeds)(at).join_from(feeds, staff, staff.c.id == feeds.c.staff_id)


def absences_over(at: Asked) -> Select[Any]:
    """Absences whose last day lies back."""
    since = absences.c.ends_on
    return select(absences.c.id.label("id"), since.label("since")).where(since < at.day, ~absences.c.running)


def days_past(at: Asked) -> Select[Any]:
    """Changed days that lie back."""
    since = opening_changes.c.day
    return select(opening_changes.c.id.label("id"), since.label("since")).where(since < at.day)


_LAST = select(func.max(sessions.c.ends_at)).where(sessions.c.gathering_id == gatherings.c.id).scalar_subquery()


def sign_up_words(at: Asked) -> Select[Any]:
    """Sign-ups that hold what was only needed while it lasted: left, or of a gathering that is over."""
    words = ("name", "phone", "dish", "interpreter", "leave_ends_on")
    holds = or_(*(sign_ups.c[one].is_not(None) for one in words), cast(sign_ups.c.allergies, String) != "{}")
    over = select(_LAST).where(gatherings.c.id == sign_ups.c.gathering_id).scalar_subquery()
    since = func.coalesce(sign_ups.c.ended_at, over)
    return select(sign_ups.c.id.label("id"), since.label("since")).where(since < at.before, holds)


def votes_over(at: Asked) -> Select[Any]:
    """Votes in polls that closed."""
    return old(polls.c.closes_at, table=votes)(at).join_from(votes, polls, polls.c.id == votes.c.poll_id)


def unopened(at: Asked) -> Select[Any]:
    """Drafts that nobody went on with."""
    return old(gatherings.c.created_at, gatherings.c.state == GatheringState.DRAFT.value)(at)


def gatherings_over(at: Asked) -> Select[Any]:
    """Gatherings whose last session lies long back; one without any counts from the day it was made."""
    since = func.coalesce(_LAST, gatherings.c.created_at)
    opened = gatherings.c.state != GatheringState.DRAFT.value
    return select(gatherings.c.id.label("id"), since.label("since")).where(since < at.before, opened)


def partner_hours_over(at: Asked) -> Select[Any]:
    """Hours that were given in years long past."""
    since = partner_hours.c.given_on
    return select(partner_hours.c.id.label("id"), since.label("since")).where(since < at.day)


def survey_lines(at: Asked) -> Select[Any]:
    """Lines in rounds that closed."""
    closed = old(survey_rounds.c.closed_at, ballots.c.line.is_not(None), table=ballots)(at)
    return closed.join_from(ballots, survey_rounds, survey_rounds.c.id == ballots.c.round_id)


def surveys_over(at: Asked) -> Select[Any]:
    """Closed rounds of years long past."""
    since, closed = survey_rounds.c.year, survey_rounds.c.closed_at.is_not(None)
    return select(survey_rounds.c.id.label("id"), since.label("since")).where(since < at.year, closed)


def _unneeded(table: Table, since: Any, at: Asked) -> Select[Any]:
    """Rows that no other row needs; the newest stays, so that its number is never given to somebody else."""
    free = [table.c.id.not_in(select(column).where(column.is_not(None))) for column in _pointing_at(table)]
    newest = select(func.max(table.c.id)).scalar_subquery()
    return old(since, table.c.id != newest, *free)(at)


def _pointing_at(table: Table) -> list[Any]:
    every = (column for other in metadata.tables.values() for column in other.columns)
    return [column for column in every if any(key.column.table is table for key in column.foreign_keys)]
