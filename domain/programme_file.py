"""Reads a programme from the tables of its TOML file and says precisely what is wrong with it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.hours import WeeklyHours
from domain.people import Role
from domain.programme import (
    Activity,
    Bookable,
    Bridge,
    Counselling,
    Helpline,
    Partner,
    Place,
    Poster,
    Programme,
    Quiet,
    Specialist,
    Texts,
    Topic,
)
from domain.retention import SETTINGS

T = TypeVar("T")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A name stands on a button, with its emoji and a tick.
LONGEST_NAME = 40
LONGEST_ABOUT = 200
# Who sees what is referred to them; a leader sees no resident, and a coordinator has evenings.
TAKES_REFERRALS = (Role.HELPER, Role.HEALTH_NURSE, Role.FAMILY_WORKER)
DESTINATIONS = ("home", "talk", "hours")


class ProgrammeError(ValueError):
    """The programme file says something it cannot mean; the message names the place and the remedy."""


@dataclass(frozen=True)
class Table:
    """A TOML table that knows its own name, for errors that point at the line to mend; `asked`: keys looked for."""

    name: str
    values: Mapping[str, Any]
    asked: set[str] = field(default_factory=set)

    def get(self, key: str, kind: type[T], default: T | None = None) -> T:
        self.asked.add(f"{self.name}.{key}")
        value = self.values.get(key, default)
        if value is None:
            raise ProgrammeError(f"{self.name}.{key} is missing")
        if kind is float and type(value) is int:
            value = float(value)
        # A bool is an int to Python, and a moment is a date; in a programme neither can stand for the other.
        if not isinstance(value, kind) or isinstance(value, bool) or (kind is date and isinstance(value, datetime)):
            raise ProgrammeError(f"{self.name}.{key} must be {kind.__name__}, not {value!r}")
        if default is None and value == "":
            raise ProgrammeError(f"{self.name}.{key} is empty")
        return value

    def at_least(self, key: str, least: int, default: int | None = None) -> int:
        value = self.get(key, int, default)
        if value < least:
            raise ProgrammeError(f"{self.name}.{key} must be at least {least}, not {value}")
        return value

    def within(self, key: str, least: int, most: int, default: int) -> int:
        value = self.at_least(key, least, default)
        if value > most:
            raise ProgrammeError(f"{self.name}.{key} must be at most {most}, not {value}")
        return value

    def degrees(self, key: str, most: int) -> float:
        value = self.get(key, float)
        if not -most <= value <= most:
            raise ProgrammeError(f"{self.name}.{key} must lie between -{most} and {most} degrees, not {value}")
        return value

    def table(self, key: str, *, needed: bool = True) -> "Table":
        return Table(f"{self.name}.{key}", self.get(key, dict, None if needed else {}), self.asked)

    def rows(self, key: str, *, needed: bool = True) -> Iterator["Table"]:
        rows = self.get(key, list, None if needed else [])
        for number, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                raise ProgrammeError(f"{self.name}.{key}, entry {number}, must be a table")
            yield Table(f"{self.name}.{key}[{number}]", row, self.asked)

    def clock(self, key: str) -> time:
        return _time(f"{self.name}.{key}", self.get(key, str))

    def texts(self, key: str, *, needed: bool = True, most: int | None = None) -> Texts:
        texts = self.get(key, dict, None if needed else {})
        if needed and not {"da", "en"} <= texts.keys():
            raise ProgrammeError(f"{self.name}.{key} needs at least the languages da and en")
        for language, text in texts.items():
            self.asked.add(f"{self.name}.{key}.{language}")
            if not isinstance(text, str) or not text.strip():
                raise ProgrammeError(f"{self.name}.{key}.{language} must be a text that is not empty")
            if most is not None and len(text) > most:
                raise ProgrammeError(f"{self.name}.{key}.{language} has {len(text)} characters, Telegram shows {most}")
        return texts


def read_programme(values: Mapping[str, Any]) -> Programme:
    """Turn a parsed TOML file into a Programme; raise ProgrammeError on the first thing that is wrong."""
    return _programme(Table("programme", values))


def unknown_keys(values: Mapping[str, Any]) -> list[str]:
    """What stands in a programme that can be read, and nobody looks for: most likely a slip of the pen."""
    top = Table("programme", values)
    _programme(top)
    return [*_not_asked(top.name, values, top.asked)]


def _not_asked(name: str, values: Mapping[str, Any], asked: set[str]) -> Iterator[str]:
    for key, value in values.items():
        inside = f"{name}.{key}"
        if inside not in asked:
            yield inside
        elif isinstance(value, dict):
            yield from _not_asked(inside, value, asked)
        elif isinstance(value, list):
            rows = ((f"{inside}[{number}]", row) for number, row in enumerate(value, 1) if isinstance(row, dict))
            yield from chain.from_iterable(_not_asked(place, row, asked) for place, row in rows)


def _programme(top: Table) -> Programme:
    plan, quiet = top.table("plan"), top.table("quiet_hours")
    _refuse_twins(top.rows("posters", needed=False), top.rows("partners", needed=False))
    return Programme(
        name=plan.get("name", str),
        house=_place(top.table("house")),
        zone=_zone(plan),
        bot_names=plan.texts("bot_name", most=64),
        descriptions=plan.texts("description", most=512),
        closed=frozenset(_closed(top)),
        quiet=Quiet(quiet.clock("begins"), quiet.clock("ends")),
        counselling=_counselling(top.table("counselling")),
        helplines=tuple(_helpline(row) for row in top.rows("helplines")),
        posters=tuple(_poster(row) for row in top.rows("posters", needed=False)),
        controller=plan.get("controller", str),
        contact=plan.get("contact", str),
        partners=tuple(_partner(row) for row in top.rows("partners", needed=False)),
        activities=tuple(_activity(row) for row in top.rows("activities", needed=False)),
        retention=_retention(top.table("retention", needed=False)),
    )


def _retention(table: Table) -> dict[str, int]:
    """How long things are kept; a slip in a key must not pass for a choice."""
    if unknown := table.values.keys() - SETTINGS.keys():
        raise ProgrammeError(f"{table.name}.{min(unknown)} is none of {', '.join(SETTINGS)}")
    return {key: table.within(key, setting.least, setting.most, setting.usual) for key, setting in SETTINGS.items()}


def _zone(plan: Table) -> ZoneInfo:
    name = plan.get("zone", str)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as problem:
        raise ProgrammeError(
            f"{plan.name}.zone: {name!r} is no time zone, write for example Europe/Copenhagen"
        ) from problem


def _place(house: Table) -> Place:
    return Place(
        name=house.get("name", str),
        address=house.get("address", str),
        latitude=house.degrees("latitude", 90),
        longitude=house.degrees("longitude", 180),
        phone=house.get("phone", str, "") or None,
    )


def _closed(top: Table) -> Iterator[date]:
    for row in top.rows("closed", needed=False):
        first = row.get("from", date)
        last = row.get("to", date, first)
        if last < first:
            raise ProgrammeError(f"{row.name}: closed to {last} lies before closed from {first}")
        yield from (first + timedelta(days=days) for days in range((last - first).days + 1))


def _counselling(table: Table) -> Counselling:
    return Counselling(
        drop_in=tuple(_hours(row) for row in table.rows("drop_in")),
        bookable=_bookable(table.table("bookable")),
        topics=tuple(_topic(row) for row in table.rows("topics")),
        call_windows=tuple(_window(row) for row in table.rows("call_windows")),
        answer_working_days=table.at_least("answer_working_days", 1),
        answer_by=table.clock("answer_by"),
        open_requests=table.at_least("open_requests", 1),
        families_goal=table.at_least("families_goal", 0),
        specialists=tuple(_specialist(row) for row in table.rows("specialists", needed=False)),
        bridges=tuple(
            Bridge(_key(row), row.texts("texts", most=LONGEST_NAME)) for row in table.rows("bridges", needed=False)
        ),
    )


def _bookable(table: Table) -> Bookable:
    return Bookable(
        hours=tuple(_hours(row) for row in table.rows("hours")),
        length=timedelta(minutes=table.at_least("length_minutes", 5)),
        notice=timedelta(hours=table.at_least("notice_hours", 0)),
        horizon=timedelta(days=table.at_least("horizon_days", 1)),
        deciding=timedelta(minutes=table.at_least("deciding_minutes", 1)),
        offer_stands=timedelta(hours=table.at_least("offer_hours", 1)),
    )


def _topic(row: Table) -> Topic:
    return Topic(_key(row), row.texts("texts", needed=False))


def _key(row: Table) -> str:
    key = row.get("key", str)
    if not re.fullmatch(r"[a-z0-9-]{1,20}", key):
        raise ProgrammeError(f"{row.name}.key must be at most 20 of a-z, 0-9 and -, not {key!r}")
    return key


def _specialist(row: Table) -> Specialist:
    role = row.get("role", str, "")
    if role not in ("", *TAKES_REFERRALS):
        raise ProgrammeError(f"{row.name}.role: {role!r} is none of {', '.join(TAKES_REFERRALS)}")
    return Specialist(_key(row), row.texts("texts", most=LONGEST_NAME), Role(role) if role else None)


def _activity(row: Table) -> Activity:
    return Activity(_key(row), row.texts("texts", most=LONGEST_NAME), row.texts("about", most=LONGEST_ABOUT))


def _window(row: Table) -> tuple[time, time]:
    hours = (row.clock("from"), row.clock("to"))
    if hours[1] <= hours[0]:
        raise ProgrammeError(f"{row.name}: it ends at {hours[1]:%H:%M}, before it begins")
    return hours


def _hours(row: Table) -> WeeklyHours:
    weekday = row.get("weekday", str).lower()
    if weekday not in WEEKDAYS:
        raise ProgrammeError(f"{row.name}.weekday: {weekday!r} is none of {', '.join(WEEKDAYS)}")
    return WeeklyHours(WEEKDAYS.index(weekday) + 1, *_window(row))


def _helpline(row: Table) -> Helpline:
    return Helpline(
        number=row.get("number", str),
        texts=row.texts("texts"),
        when=row.texts("when", needed=False),
        verified_on=row.get("verified_on", date),
        source=row.get("source", str),
    )


def _poster(row: Table) -> Poster:
    return Poster(*_deep_link(row))


def _partner(row: Table) -> Partner:
    key, opens = _deep_link(row)
    return Partner(key, row.texts("texts"), opens)


def _deep_link(row: Table) -> tuple[str, str]:
    """The key that stands behind `?start=`, and where it leads."""
    key, opens = row.get("key", str), row.get("opens", str)
    if opens not in DESTINATIONS:
        raise ProgrammeError(f"{row.name}.opens: {opens!r} is none of {', '.join(DESTINATIONS)}")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,40}", key):
        raise ProgrammeError(f"{row.name}.key must be at most 40 of A-Z, a-z, 0-9, - and _, not {key!r}")
    return key, opens


def _refuse_twins(*lists: Iterable[Table]) -> None:
    """A key leads to one place only, whatever it is printed on."""
    first: dict[str, str] = {}
    for row in chain(*lists):
        key = row.get("key", str)
        if key in first:
            raise ProgrammeError(f"{row.name}.key: {key!r} is taken by {first[key]}, choose another")
        first[key] = row.name


def _time(name: str, text: str) -> time:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise ProgrammeError(f"{name}: {text!r} is no time of day, write for example 14:00")
    return time.fromisoformat(text)
