"""A housing plan's programme: the data that makes this house that house."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from domain.criteria import COUNSELLING, Counted, Criterion, Measure
from domain.gathering_rules import GatheringRules
from domain.hours import DayHours, WeeklyHours
from domain.people import Role
from domain.retention import USUAL
from domain.surveys import Survey

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the house is; latitude and longitude in degrees (WGS 84)."""

    name: str
    address: str
    latitude: float
    longitude: float
    phone: str | None


@dataclass(frozen=True, slots=True)
class Bookable:
    """Times that can be booked: weekly hours cut into lengths, with notice and horizon."""

    hours: tuple[WeeklyHours, ...]
    length: timedelta
    notice: timedelta
    horizon: timedelta
    deciding: timedelta
    offer_stands: timedelta


@dataclass(frozen=True, slots=True)
class Topic:
    """What a talk can be about; `texts` only where the plan words it itself."""

    key: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class Specialist:
    """Somebody a family can be passed on to; without a role it is somebody outside, who has no place in this chat."""

    key: str
    texts: Texts
    role: Role | None


@dataclass(frozen=True, slots=True)
class Bridge:
    """A part of the municipality to which a family worker builds a bridge (brobygning)."""

    key: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class Activity:
    """Something in the house that a family can be invited to; `about` is one plain sentence.

    With rules it is planned here and can be signed up for; without them one can only be told of it.
    """

    key: str
    texts: Texts
    about: Texts
    gathering: GatheringRules | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """What a session can be about; `texts` only where the plan words it itself."""

    key: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class Counselling:
    """Open family counselling as this plan runs it."""

    drop_in: tuple[WeeklyHours, ...]
    bookable: Bookable
    topics: tuple[Topic, ...]
    call_windows: tuple[tuple[time, time], ...]
    answer_working_days: int
    answer_by: time
    open_requests: int
    specialists: tuple[Specialist, ...] = ()
    bridges: tuple[Bridge, ...] = ()

    def fields(self, role: Role) -> tuple[Specialist, ...]:
        """What somebody with this role can be good at."""
        return tuple(one for one in self.specialists if one.role is role)

    def specialist(self, key: str) -> Specialist | None:
        """The specialist with this key."""
        return next((one for one in self.specialists if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number to ring in need; `verified_on` ages and is watched by the doctor."""

    number: str
    texts: Texts
    when: Texts
    verified_on: date
    source: str


@dataclass(frozen=True, slots=True)
class Poster:
    """A deep link printed on paper: where it leads."""

    key: str
    opens: str


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody who hands families a slip with a deep link on it; `texts` is what residents call them."""

    key: str
    texts: Texts
    opens: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours of the night, local time, in which nothing but answers and urgent changes leaves."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Programme:
    """Everything about one housing plan that is not code."""

    name: str
    house: Place
    zone: ZoneInfo
    bot_names: Texts
    descriptions: Texts
    closed: frozenset[date]
    quiet: Quiet
    counselling: Counselling
    helplines: tuple[Helpline, ...]
    posters: tuple[Poster, ...]
    controller: str
    contact: str
    partners: tuple[Partner, ...] = ()
    # The languages of the area, the most spoken first: paper comes in these.
    languages: tuple[str, ...] = ()
    activities: tuple[Activity, ...] = ()
    themes: tuple[Theme, ...] = ()
    # Ages in whole years, from and to, in which children are counted.
    age_bands: tuple[tuple[int, int], ...] = ()
    # The first goes first where two fall together.
    surveys: tuple[Survey, ...] = ()
    # In the order in which they are reported.
    criteria: tuple[Criterion, ...] = ()
    # How long things are kept, where the plan may choose: see `domain.retention`.
    retention: Mapping[str, int] = field(default_factory=lambda: dict(USUAL))
    # Days on which the house keeps other hours than in other weeks, said by staff: laid over what the file says.
    changes: Mapping[date, DayHours] = field(default_factory=dict)

    @property
    def closed_days(self) -> frozenset[date]:
        """Days on which nobody works here: as the file says, and as staff have said since."""
        if not self.changes:
            return self.closed
        closed = {day for day, hours in self.changes.items() if hours.closed}
        # An extra opening for whoever comes by makes no working day of a day that the file closes.
        opened = {day for day, hours in self.changes.items() if hours.bounded}
        return (self.closed - opened) | closed

    def paper(self, key: str | None) -> Poster | Partner | None:
        """What the deep link with this key was printed on."""
        every: tuple[Poster | Partner, ...] = (*self.posters, *self.partners)
        return next((one for one in every if one.key == key), None)

    def activity(self, key: str) -> Activity | None:
        """The activity with this key."""
        return next((one for one in self.activities if one.key == key), None)

    def rules(self, key: str) -> GatheringRules | None:
        """The rules of an activity; None where the plan has it no more, or plans nothing of it here."""
        activity = self.activity(key)
        return None if activity is None else activity.gathering

    @property
    def gathering_kinds(self) -> tuple[Activity, ...]:
        """The activities that are planned here."""
        return tuple(one for one in self.activities if one.gathering is not None)

    def theme(self, key: str | None) -> Theme | None:
        """The theme with this key."""
        return next((one for one in self.themes if one.key == key), None)

    def survey(self, key: str | None) -> Survey | None:
        """The survey with this key."""
        return next((one for one in self.surveys if one.key == key), None)

    def criterion(self, key: str | None) -> Criterion | None:
        """The criterion with this key."""
        return next((one for one in self.criteria if one.key == key), None)

    @property
    def families_goal(self) -> int | None:
        """How many families shall have a talk in a year, if one of the criteria says so."""
        of_families = [one for one in self.criteria if one.measure is Measure.UNIQUE and one.unit is Counted.FAMILY]
        targets = [one.target for one in of_families if one.activities == (COUNSELLING,) and one.target]
        return int(targets[0]) if targets else None

    def partner(self, key: str | None) -> Partner | None:
        """The partner whose slips carry this key."""
        return next((one for one in self.partners if one.key == key), None)
