"""The programme file: what it says is read, and what it cannot mean is refused by name."""

import tomllib
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.programme_file import read_programme, unknown_keys
from domain.programme_table import ProgrammeError

FILE = Path(__file__).parents[2] / "programmes" / "viby-syd.toml"
VIBY: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))

# What a plan may leave out; every other key of the file is needed.
OPTIONAL = {
    "plan.languages",
    "closed",
    "partners",
    "retention",
    "retention.left_open_days",
    "retention.requests_days",
    "retention.persons_days",
    "retention.talks_years",
    "partners[].texts.ar",
    "posters",
    "house.phone",
    "closed[].to",
    "helplines[].when",
    "plan.bot_name.ar",
    "plan.description.ar",
    "helplines[].texts.ar",
    "helplines[].when.ar",
    "helplines[].when.da",
    "helplines[].when.en",
    "counselling.specialists",
    "counselling.specialists[].role",
    "counselling.specialists[].texts.ar",
    "counselling.bridges",
    "activities",
    "activities[].texts.ar",
    "activities[].about.ar",
    "activities[].gathering",
    "activities[].gathering.sessions_least",
    "activities[].gathering.sessions_most",
    "activities[].gathering.places",
    "activities[].gathering.joins_until_session",
    "activities[].gathering.childcare",
    "activities[].gathering.food",
    "activities[].gathering.votes",
    "activities[].gathering.remind",
    "activities[].gathering.offer_hours",
    "activities[].gathering.offers_end_hours",
    "activities[].gathering.completes_after",
    "activities[].gathering.partners",
    "age_bands",
    "themes",
    "surveys",
    "surveys[].wait_days",
    "surveys[].remind_days",
    "surveys[].stands_days",
    "criteria",
}
# What other entries of the file lead to: it can only be left out together with those.
LED_TO = {
    "activities": ("surveys", "criteria"),
    "activities[].gathering": ("surveys", "criteria"),
    "activities[].gathering.completes_after": ("criteria",),
    "surveys": ("criteria",),
}
# A text is wanted in these languages as a whole, so the message names the table of the texts.
TEXTS = (
    "plan.bot_name",
    "plan.description",
    "helplines[].texts",
    "counselling.specialists[].texts",
    "counselling.bridges[].texts",
    "activities[].texts",
    "activities[].about",
    "partners[].texts",
    "activities[].gathering.partners[].texts",
    "surveys[].texts",
    "criteria[].texts",
    "criteria[].definition",
    "criteria[].source",
)


def places(values: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every key of the file; of a list only its first entry is looked into."""
    if isinstance(values, dict):
        for key, value in values.items():
            yield (*path, key)
            yield from places(value, (*path, key))
    elif isinstance(values, list):
        yield from places(values[0], (*path, 0))


def general(path: tuple[Any, ...]) -> str:
    """A way as `OPTIONAL` writes it."""
    return "".join("[]" if key == 0 else f".{key}" for key in path).lstrip(".")


def named(path: tuple[Any, ...]) -> str:
    """A way as messages write it; entries are counted from one, as people do."""
    text = general(path)
    table = next((table for table in TEXTS if text.startswith(f"{table}.")), text)
    return f"programme.{table}".replace("[]", "[1]")


def at(values: Any, path: tuple[Any, ...]) -> Any:
    """What lies at the end of a way."""
    for key in path:
        values = values[key]
    return values


def changed(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The file of Viby Syd with one value replaced."""
    values = deepcopy(VIBY)
    at(values, path[:-1])[path[-1]] = value
    return values


def without(path: tuple[Any, ...]) -> dict[str, Any]:
    """The file of Viby Syd with one key gone."""
    values = deepcopy(VIBY)
    del at(values, path[:-1])[path[-1]]
    return values


NEEDED = [path for path in places(VIBY) if general(path) not in OPTIONAL]
SPARED = [path for path in places(VIBY) if general(path) in OPTIONAL]


@pytest.mark.parametrize("path", NEEDED, ids=general)
def test_a_key_that_is_needed_is_missed_by_name(path: tuple[Any, ...]) -> None:
    with pytest.raises(ProgrammeError) as refusal:
        read_programme(without(path))
    said = str(refusal.value)
    assert said in {f"{named(path)} is missing", f"{named(path)} needs at least the languages da and en"}


@pytest.mark.parametrize("path", SPARED, ids=general)
def test_a_key_that_is_optional_may_be_left_out(path: tuple[Any, ...]) -> None:
    led = LED_TO.get(general(path), ())
    values = {key: value for key, value in without(path).items() if key not in led}
    assert read_programme(values).name == VIBY["plan"]["name"]


@pytest.mark.parametrize("path", [path for path in SPARED if general(path) in LED_TO], ids=general)
def test_what_others_lead_to_cannot_be_left_out_alone(path: tuple[Any, ...]) -> None:
    with pytest.raises(ProgrammeError, match=r"is none of|has no completes_after"):
        read_programme(without(path))


def test_the_list_of_optional_keys_names_no_key_that_is_not_there() -> None:
    assert {general(path) for path in SPARED} == OPTIONAL


@pytest.mark.parametrize("path", NEEDED + SPARED, ids=general)
def test_a_value_of_the_wrong_kind_is_refused_by_name(path: tuple[Any, ...]) -> None:
    with pytest.raises(ProgrammeError) as refusal:
        # A yes stands where a yes or no is wanted.
        read_programme(changed(path, "yes" if isinstance(at(VIBY, path), bool) else True))
    name = f"programme.{general(path)}".replace("[]", "[1]")
    assert str(refusal.value).startswith(f"{name} must be ")


NOT_A_TIME = "is no time of day, write for example 14:00"
DAYS = "none of monday, tuesday, wednesday, thursday, friday, saturday, sunday"
GATHERING = "programme.activities[1].gathering"
BROKEN: list[tuple[str, Any, str]] = [
    ("plan.name", "", "programme.plan.name is empty"),
    ("plan.zone", "Mars/Olympus", "programme.plan.zone: 'Mars/Olympus' is no time zone, write for example"),
    ("plan.zone", "../etc/passwd", "programme.plan.zone: '../etc/passwd' is no time zone"),
    ("plan.bot_name.da", " ", "programme.plan.bot_name.da must be a text that is not empty"),
    ("plan.bot_name.da", "N" * 65, "programme.plan.bot_name.da has 65 characters, Telegram shows 64"),
    ("plan.description.en", "x" * 513, "programme.plan.description.en has 513 characters, Telegram shows 512"),
    ("house.latitude", 91, "programme.house.latitude must lie between -90 and 90 degrees, not 91.0"),
    ("house.longitude", -180.5, "programme.house.longitude must lie between -180 and 180 degrees, not -180.5"),
    ("house.latitude", "56", "programme.house.latitude must be float, not '56'"),
    ("quiet_hours.begins", "9 pm", f"programme.quiet_hours.begins: '9 pm' {NOT_A_TIME}"),
    ("quiet_hours.ends", "24:00", f"programme.quiet_hours.ends: '24:00' {NOT_A_TIME}"),
    ("quiet_hours.ends", "08:00+02:00", f"programme.quiet_hours.ends: '08:00+02:00' {NOT_A_TIME}"),
    ("quiet_hours.ends", time(8), "programme.quiet_hours.ends must be str, not datetime.time(8, 0)"),
    ("closed", "2026-12-24", "programme.closed must be list, not '2026-12-24'"),
    ("closed", [date(2026, 12, 24)], "programme.closed, entry 1, must be a table"),
    ("closed[].to", date(2026, 12, 1), "programme.closed[1]: closed to 2026-12-01 lies before closed from 2026-12-21"),
    ("closed[].from", datetime(2026, 12, 21, tzinfo=UTC), "programme.closed[1].from must be date, not datetime"),
    ("counselling.answer_working_days", 0, "programme.counselling.answer_working_days must be at least 1, not 0"),
    ("counselling.open_requests", 0, "programme.counselling.open_requests must be at least 1, not 0"),
    ("counselling.drop_in[].weekday", "tirsdag", f"programme.counselling.drop_in[1].weekday: 'tirsdag' is {DAYS}"),
    ("counselling.drop_in[].to", "14:00", "programme.counselling.drop_in[1]: it ends at 14:00, before it begins"),
    ("counselling.call_windows[].to", "08:00", "programme.counselling.call_windows[1]: it ends at 08:00, before"),
    ("counselling.bookable.length_minutes", 4, "programme.counselling.bookable.length_minutes must be at least 5"),
    ("counselling.bookable.notice_hours", -1, "programme.counselling.bookable.notice_hours must be at least 0"),
    ("counselling.bookable.horizon_days", 0, "programme.counselling.bookable.horizon_days must be at least 1"),
    ("counselling.bookable.deciding_minutes", 0, "programme.counselling.bookable.deciding_minutes must be at least 1"),
    ("counselling.bookable.offer_hours", 0, "programme.counselling.bookable.offer_hours must be at least 1"),
    ("counselling.topics[].key", "My Topic", "programme.counselling.topics[1].key must be at most 20 of a-z, 0-9 and"),
    ("counselling.topics[].key", "a:b", "programme.counselling.topics[1].key must be at most 20 of a-z, 0-9 and"),
    ("helplines[].verified_on", "2026-11-01", "programme.helplines[1].verified_on must be date, not '2026-11-01'"),
    ("posters[].opens", "moon", "programme.posters[1].opens: 'moon' is none of home, talk, hours"),
    ("posters[].key", "x" * 41, "programme.posters[1].key must be at most 40 of A-Z, a-z, 0-9, - and _, not 'xxx"),
    (
        "plan.languages",
        ["so", "Somali"],
        "programme.plan.languages: 'Somali' is no code of a language, such as so or ckb",
    ),
    ("partners[].opens", "moon", "programme.partners[1].opens: 'moon' is none of home, talk, hours"),
    ("partners[].key", "a b", "programme.partners[1].key must be at most 30 of A-Z, a-z, 0-9, - and _, not 'a b'"),
    (
        "partners[].key",
        "opgang",
        "programme.partners[1].key: 'opgang' is taken by programme.posters[1], choose another",
    ),
    ("partners[].key", "klub", "programme.partners[4].key: 'klub' is taken by programme.partners[1], choose another"),
    ("partners[].texts", {"da": "skolen"}, "programme.partners[1].texts needs at least the languages da and en"),
    ("activities[].gathering.run_by", [], f"{GATHERING}.run_by is empty"),
    (
        "activities[].gathering.run_by",
        ["leader"],
        f"{GATHERING}.run_by: 'leader' is none of family-worker, coordinator",
    ),
    ("activities[].gathering.unit", "child", f"{GATHERING}.unit: 'child' is none of family, woman, mother"),
    ("activities[].gathering.to", "15:00", f"{GATHERING}: it ends at 15:00, before it begins"),
    ("activities[].gathering.sessions_most", 7, f"{GATHERING}.sessions_most must be at least 8, not 7"),
    ("activities[].gathering.places", -1, f"{GATHERING}.places must be at least 0, not -1"),
    ("activities[].gathering.childcare", "maybe", f"{GATHERING}.childcare: 'maybe' is none of always, planned, never"),
    ("activities[].gathering.food", "pizza", f"{GATHERING}.food: 'pizza' is none of brought, made, turns, none"),
    ("activities[].gathering.votes", 1, f"{GATHERING}.votes must be true or false, not 1"),
    ("activities[].gathering.remind", ["soon"], f"{GATHERING}.remind: 'soon' is no time before, write for example 7d"),
    ("activities[].gathering.partners[].hours", -1, f"{GATHERING}.partners[1].hours must be at least 0, not -1"),
    ("age_bands[].to", -1, "programme.age_bands[1].to must be at least 0, not -1"),
    ("themes[].key", "Sleep well", "programme.themes[1].key must be at most 20 of a-z, 0-9 and -, not 'Sleep well'"),
    ("posters[].key", "opgång", "programme.posters[1].key must be at most 40 of A-Z, a-z, 0-9, - and _, not 'opgång'"),
]


@pytest.mark.parametrize(("where", "value", "said"), BROKEN, ids=[row[2][:60] for row in BROKEN])
def test_what_cannot_be_meant_is_refused_with_the_place_and_the_remedy(where: str, value: Any, said: str) -> None:
    path = next(path for path in places(VIBY) if general(path) == where)
    with pytest.raises(ProgrammeError) as refusal:
        read_programme(changed(path, value))
    assert str(refusal.value).startswith(said)


def test_a_list_says_which_entry_is_wrong() -> None:
    with pytest.raises(ProgrammeError, match=r"^programme\.counselling\.topics\[3\]\.key is missing$"):
        read_programme(without(("counselling", "topics", 2, "key")))


READ: list[tuple[str, Callable[..., Any], Any]] = [
    ("the zone", lambda read: read.zone.key, "Europe/Copenhagen"),
    ("a day within a closed stretch", lambda read: date(2026, 12, 28) in read.closed, True),
    ("the last closed day", lambda read: date(2027, 1, 3) in read.closed, True),
    ("the day after it", lambda read: date(2027, 1, 4) in read.closed, False),
    ("the night", lambda read: (read.quiet.begins, read.quiet.ends), (time(21), time(8))),
    (
        "five hours of drop-in a week",
        lambda read: sum(h.closes.hour - h.opens.hour for h in _drop_in(read)),
        5,
    ),
    ("Tuesday and Thursday", lambda read: [h.weekday for h in _drop_in(read)], [2, 4]),
    ("the agreement's goal", lambda read: read.families_goal, 50),
    ("the length of a time", lambda read: read.counselling.bookable.length, timedelta(minutes=45)),
    ("the notice", lambda read: read.counselling.bookable.notice, timedelta(hours=3)),
    ("a window for calls", lambda read: read.counselling.call_windows[0], (time(9), time(12))),
    ("the first number to ring", lambda read: read.helplines[0].number, "112"),
    ("a partner", lambda read: read.paper("skole") == read.partner("skole") == read.partners[0], True),
    ("what residents call her", lambda read: read.partners[1].texts["en"], "the daycare"),
    ("a poster is no partner", lambda read: (read.paper("opgang").opens, read.partner("opgang")), ("home", None)),
    ("a key that stands on no paper", lambda read: read.paper("klinik"), None),
    ("a poster", lambda read: (read.posters[1].key, read.posters[1].opens), ("raadgivning", "talk")),
]


def _drop_in(read: Any) -> Any:
    return read.counselling.drop_in


@pytest.mark.parametrize(("what", "look", "expected"), READ, ids=[row[0] for row in READ])
def test_what_the_file_says_is_read(what: str, look: Callable[..., Any], expected: Any) -> None:
    assert look(read_programme(VIBY)) == expected


def test_one_closed_day_needs_no_end() -> None:
    read = read_programme(changed(("closed",), [{"from": date(2026, 5, 1)}]))
    assert read.closed == {date(2026, 5, 1)}


def test_no_telephone_is_none() -> None:
    assert read_programme(changed(("house", "phone"), "")).house.phone is None


# In texts any language may stand; a slip among the terms of keeping is refused outright.
TABLES = [
    path
    for path in dict.fromkeys(path[:-1] for path in places(VIBY))
    if general(path) not in {*TEXTS, "helplines[].when", "retention"}
]


def test_every_key_of_the_shipped_programme_is_known() -> None:
    assert unknown_keys(VIBY) == []


@pytest.mark.parametrize("path", TABLES, ids=general)
def test_a_key_that_nobody_looks_for_is_named(path: tuple[Any, ...]) -> None:
    assert unknown_keys(changed((*path, "tpyo"), {"inside": 1})) == [f"{named((*path, 'tpyo'))}"]


def test_a_typo_in_an_optional_key_of_a_list_is_named_with_its_entry() -> None:
    rows = [{"from": date(2026, 5, 1)}, {"from": date(2026, 5, 4), "untill": date(2026, 5, 8)}]
    assert unknown_keys(changed(("closed",), rows)) == ["programme.closed[2].untill"]
