"""Reads a programme from the tables of its TOML file and says precisely what is wrong with it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.criteria_file import read_criteria, read_surveys
from domain.gathering_file import read_rules
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
    Theme,
    Topic,
)
from domain.programme_table import ProgrammeError, Table
from domain.retention import SETTINGS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A name stands on a button, with its emoji and a tick.
LONGEST_NAME = 40
LONGEST_ABOUT = 200
# Who sees what is referred to them; a leader sees no resident, and a coordinator has evenings.
TAKES_REFERRALS = (Role.HELPER, Role.HEALTH_NURSE, Role.FAMILY_WORKER)
DESTINATIONS = ("home", "talk", "hours")


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
    activities = tuple(_activity(row) for row in top.rows("activities", needed=False))
    rules = {one.key: one.gathering for one in activities}
    surveys = read_surveys(top.rows("surveys", needed=False), rules)
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
        languages=tuple(_languages(plan)),
        activities=activities,
        themes=tuple(Theme(row.key(), row.texts("texts", needed=False)) for row in top.rows("themes", needed=False)),
        age_bands=tuple(_age_band(row) for row in top.rows("age_bands", needed=False)),
        retention=_retention(top.table("retention", needed=False)),
        surveys=surveys,
        criteria=read_criteria(top.rows("criteria", needed=False), rules, surveys),
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


def _languages(plan: Table) -> Iterator[str]:
    """The languages of the area, each by its code."""
    for code in dict.fromkeys(plan.words("languages", needed=False)):
        if not re.fullmatch("[a-z]{2,3}", code):
            raise ProgrammeError(f"{plan.name}.languages: {code!r} is no code of a language, such as so or ckb")
        yield code


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
        call_windows=tuple(row.window() for row in table.rows("call_windows")),
        answer_working_days=table.at_least("answer_working_days", 1),
        answer_by=table.clock("answer_by"),
        open_requests=table.at_least("open_requests", 1),
        specialists=tuple(_specialist(row) for row in table.rows("specialists", needed=False)),
        bridges=tuple(
            Bridge(row.key(), row.texts("texts", most=LONGEST_NAME)) for row in table.rows("bridges", needed=False)
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
    return Topic(row.key(), row.texts("texts", needed=False))


def _specialist(row: Table) -> Specialist:
    role = row.get("role", str, "")
    if role not in ("", *TAKES_REFERRALS):
        raise ProgrammeError(f"{row.name}.role: {role!r} is none of {', '.join(TAKES_REFERRALS)}")
    return Specialist(row.key(), row.texts("texts", most=LONGEST_NAME), Role(role) if role else None)


def _activity(row: Table) -> Activity:
    texts, about = row.texts("texts", most=LONGEST_NAME), row.texts("about", most=LONGEST_ABOUT)
    rules = read_rules(row.table("gathering")) if "gathering" in row.values else None
    return Activity(row.key(), texts, about, rules)


def _age_band(row: Table) -> tuple[int, int]:
    """Ages in whole years, from and to."""
    first = row.at_least("from", 0)
    return first, row.at_least("to", first)


def _hours(row: Table) -> WeeklyHours:
    weekday = row.get("weekday", str).lower()
    if weekday not in WEEKDAYS:
        raise ProgrammeError(f"{row.name}.weekday: {weekday!r} is none of {', '.join(WEEKDAYS)}")
    return WeeklyHours(WEEKDAYS.index(weekday) + 1, *row.window())


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
    # Beside it, the languages of the slips stand in what a button carries.
    key, opens = _deep_link(row, 30)
    return Partner(key, row.texts("texts"), opens)


def _deep_link(row: Table, most: int = 40) -> tuple[str, str]:
    """The key that stands behind `?start=`, and where it leads."""
    key, opens = row.get("key", str), row.get("opens", str)
    if opens not in DESTINATIONS:
        raise ProgrammeError(f"{row.name}.opens: {opens!r} is none of {', '.join(DESTINATIONS)}")
    if not re.fullmatch(rf"[A-Za-z0-9_-]{{1,{most}}}", key):
        raise ProgrammeError(f"{row.name}.key must be at most {most} of A-Z, a-z, 0-9, - and _, not {key!r}")
    return key, opens


def _refuse_twins(*lists: Iterable[Table]) -> None:
    """A key leads to one place only, whatever it is printed on."""
    first: dict[str, str] = {}
    for row in chain(*lists):
        key = row.get("key", str)
        if key in first:
            raise ProgrammeError(f"{row.name}.key: {key!r} is taken by {first[key]}, choose another")
        first[key] = row.name
