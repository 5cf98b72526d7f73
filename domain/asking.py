"""When a family is asked how it went: after what is over for it, from when on, and in which round."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.programme import Programme
from domain.reminders import after_the_night
from domain.slots import Span, local_day, utc
from domain.surveys import LATE, InvitationState, Occasion, Quarter, Survey, quarter_of

# Whoever has asked for help so lately has other things on her mind than how something went.
NEWLY = timedelta(days=14)
# An invitation in one of these has reached her family, or is about to.
STANDING = frozenset(set(InvitationState) - {InvitationState.STOPPED, InvitationState.LAPSED})


@dataclass(frozen=True, slots=True)
class Over:
    """Something that is over for a family since `at`; `on` is the day by which its round is chosen.

    `persons` are those it was for; None is everybody of the family.
    """

    activity: str
    family: int
    at: datetime
    on: date
    persons: frozenset[int] | None = None

    @property
    def quarter(self) -> Quarter:
        """The quarter whose round asks about it."""
        return quarter_of(self.on)


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody of a family who has the house on her phone; `asks` is her yes to surveys, when we can reach her."""

    id: int
    family: int
    language: str | None
    asks: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """An invitation of a family that is there already, without what was answered."""

    family: int
    survey: str
    quarter: Quarter
    state: InvitationState
    at: datetime
    asked: bool
    counted: bool


def counted_on(programme: Programme, over_at: datetime, took_part_at: datetime) -> date:
    """The day by which the round is chosen: in the year in which the family is counted, whenever it was closed."""
    year = local_day(programme, took_part_at).year
    return min(local_day(programme, over_at), date(year, 12, 31))


def asked_at(programme: Programme, survey: Survey, over_at: datetime) -> datetime:
    """When one is asked about what was over then: after the wait, not on that very day, never at night."""
    tomorrow = utc(programme, local_day(programme, over_at) + timedelta(days=1), time(0))
    return after_the_night(programme, max(over_at + survey.wait, tomorrow))


def oldest_asked(programme: Programme, now: datetime) -> Quarter:
    """The oldest quarter about which anybody is asked now."""
    return quarter_of(local_day(programme, now) - LATE)


def earliest_asked(programme: Programme, now: datetime) -> int:
    """The year from whose rounds on somebody may have been asked in this very quarter, or still be asked."""
    return quarter_of(local_day(programme, now)).year - 1


def asks_until(programme: Programme, quarter: Quarter) -> datetime:
    """The moment from which on nobody is asked any more."""
    return utc(programme, quarter.asks_until, time(0))


def closing(programme: Programme, key: str, quarter: Quarter) -> datetime:
    """The moment at which the round of a survey closes, also when the plan has that survey no more."""
    survey = programme.survey(key) or Survey(key, {}, (), (), frozenset())
    return utc(programme, quarter.closes_on(survey), time(0))


def fixed_spans(programme: Programme, occasion: Occasion, now: datetime) -> list[Span]:
    """For each fixed day that is past: from the one before it, within its year, to the day itself."""
    today, first = local_day(programme, now), oldest_asked(programme, now).begins_on
    every = sorted(date(year, *day) for year in (today.year - 1, today.year) for day in occasion.days)
    spans = []
    for day in every:
        before = max([one for one in every if one < day], default=date(day.year, 1, 1))
        if first <= day <= today:
            since = max(before, date(day.year, 1, 1))
            spans.append(Span(utc(programme, since, time(0)), utc(programme, day, time(0))))
    return spans


def may_be_asked(programme: Programme, survey: str, about: Quarter, already: Iterable[Standing], now: datetime) -> bool:
    """Whether a family may be asked: at most once a quarter, and not about what it is counted by or said no to."""
    here = list(already)
    if any(is_counted(one, survey, about.year) or _said_no(one, survey, about) for one in here):
        return False
    quarter = quarter_of(local_day(programme, now))
    return not any(_fills(programme, one, quarter) for one in here if one.state in STANDING or one.asked)


def is_counted(one: Standing, survey: str, year: int) -> bool:
    """Whether a family is counted by this, in this survey and year."""
    return one.counted and (one.survey, one.quarter.year) == (survey, year)


def _said_no(one: Standing, survey: str, about: Quarter) -> bool:
    """Whoever said no was told that we do not ask about this again; nor does anybody with a phone in her hand."""
    return one.state is InvitationState.DECLINED and (one.survey, one.quarter) == (survey, about)


def _fills(programme: Programme, one: Standing, quarter: Quarter) -> bool:
    """Whether an invitation is this quarter's; one that still waits will be asked in whichever it leaves."""
    return one.state is InvitationState.WAITING or quarter_of(local_day(programme, one.at)) == quarter
