"""Reads the plan of a year from the rows of one file, and says line by line what is wrong with it.

Nothing here knows what kind of file it was; a row is what stands under each heading.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from domain.gathering_rules import Care, GatheringRules
from domain.gatherings import About, Detail, Venue
from domain.programme import Programme
from domain.series import Meeting, Why, why_not

# The headings, each with the names under which people may write it: Danish first, then English.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "activity": ("aktivitet", "activity"),
    "date": ("dato", "date"),
    "from": ("fra", "from"),
    "to": ("til", "to"),
    "theme": ("tema", "theme"),
    "title": ("titel", "title"),
    "talk": ("oplæg", "talk"),
    "creative": ("kreativt", "creative"),
    "who": ("hvem", "who"),
    "bring": ("medbring", "bring"),
    "place": ("sted", "place"),
    "address": ("adresse", "address"),
    "places": ("pladser", "places"),
    "childcare": ("børnepasning", "childcare"),
    "course": ("forløb", "course"),
}
NEEDED = ("activity", "date")
LIMITS: Mapping[str, int] = {
    "title": 60,
    "place": 60,
    "address": 80,
    "course": 60,
    **{one.value: 300 for one in Detail},
}
YES, NO = frozenset({"ja", "yes", "x", "true", "1"}), frozenset({"nej", "no", "false", "0"})
MOST_PLACES = 500
CLOSED = {Why.HOLIDAY: "is a public holiday", Why.CLOSED: "is a day on which the house is closed"}

Row = Mapping[str, Any]


class Wrong(ValueError):
    """A cell says something it cannot mean; the message names the cell and the remedy."""


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called, each folded name with its key."""

    activities: Mapping[str, str]
    themes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row that was understood: one session; rows with the same `course` of one activity are one gathering."""

    number: int
    activity: str
    meeting: Meeting
    about: About
    places: int | None
    childcare: bool
    course: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, by its number in the file; 0 is the whole file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood, and what was not."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def folded(words: object) -> str:
    """Letters and figures only, so that headings and names are found however they are written."""
    plain = str(words).casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub(r"[\W_]", "", plain)


_BY_HEADING = {folded(name): column for column, names in COLUMNS.items() for name in names}


def read_plan(programme: Programme, names: Names, rows: Sequence[tuple[int, Row]], today: date) -> Read:
    """Every row as a session, or what is wrong with it."""
    found: list[Line] = []
    problems = [*_of_headings(rows)]
    for number, row in rows if not problems else ():
        try:
            found.append(_line(programme, names, number, _by_column(row), today))
        except Wrong as wrong:
            problems.append(Problem(number, str(wrong)))
    return Read(tuple(found), (*problems, *_among(programme, found)))


def _of_headings(rows: Sequence[tuple[int, Row]]) -> Iterator[Problem]:
    if not rows:
        yield Problem(0, "there is no row in it")
        return
    headings = {str(heading) for _, row in rows for heading in row}
    known = {_BY_HEADING.get(folded(heading)) for heading in headings}
    for heading in sorted(headings):
        if folded(heading) not in _BY_HEADING:
            yield Problem(0, f"nobody knows the column {heading!r}{_meant(folded(heading), _BY_HEADING)}")
    for column in NEEDED:
        if column not in known:
            yield Problem(0, f"the column {COLUMNS[column][0]!r} is missing")


def _by_column(row: Row) -> dict[str, Any]:
    return {_BY_HEADING[folded(heading)]: value for heading, value in row.items()}


def _meant(words: str, known: Mapping[str, str]) -> str:
    near = get_close_matches(words, known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def _line(programme: Programme, names: Names, number: int, row: dict[str, Any], today: date) -> Line:
    activity = _key(row, "activity", names.activities)
    rules = programme.rules(activity or "")
    if activity is None or rules is None:
        raise Wrong("no activity is named")
    return Line(
        number,
        activity,
        _meeting(programme, rules, row, today),
        _about(names, row),
        _places(rules, row),
        _childcare(rules, row),
        _words(row, "course"),
    )


def _key(row: dict[str, Any], column: str, known: Mapping[str, str]) -> str | None:
    words = _cell(row, column)
    if words is None:
        return None
    key = known.get(folded(words))
    if key is None:
        named = _meant(folded(words), known) or f"; known are {', '.join(sorted(set(known.values())))}"
        raise Wrong(f"{COLUMNS[column][0]}: there is no {words!r}{named}")
    return key


def _cell(row: dict[str, Any], column: str) -> str | None:
    value = row.get(column)
    return None if value is None or not str(value).strip() else str(value).strip()


def _words(row: dict[str, Any], column: str) -> str | None:
    words = _cell(row, column)
    if words is not None and len(words) > LIMITS[column]:
        raise Wrong(f"{COLUMNS[column][0]}: at most {LIMITS[column]} characters, these are {len(words)}")
    return words and " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _meeting(programme: Programme, rules: GatheringRules, row: dict[str, Any], today: date) -> Meeting:
    day = read_date(row.get("date"))
    begins, ends = read_time(row.get("from"), "fra") or rules.begins, read_time(row.get("to"), "til") or rules.ends
    if day < today:
        raise Wrong(f"dato: {day.isoformat()} is over")
    why = why_not(day, programme.closed_days)
    if why is not None:
        raise Wrong(f"dato: {day.isoformat()} {CLOSED[why]}")
    if ends <= begins:
        raise Wrong(f"til: it ends at {ends:%H:%M}, before or when it begins ({begins:%H:%M})")
    return Meeting(day, begins, ends)


def read_date(value: object) -> date:
    """A day as it stands in a cell: a date, or words such as 12-1-2027, 12/1 2027, 12.1.2027 or 2027-01-12."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = str(value or "").strip()
    numbers = re.fullmatch(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4})", words, re.ASCII)
    try:
        if numbers is not None:
            return date(int(numbers[3]), int(numbers[2]), int(numbers[1]))
        return date.fromisoformat(words)
    except ValueError:
        raise Wrong(f"dato: {words!r} is no date; write for example 12-01-2027") from None


def read_time(value: object, heading: str) -> time | None:
    """A time as it stands in a cell: a time, or words such as 17, 17:00 or 17.30."""
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    words = str(value if value is not None else "").strip()
    if not words:
        return None
    found = re.fullmatch(r"([01]?\d|2[0-3])(?:[.:]([0-5]\d)(?:[.:]00)?)?", words, re.ASCII)
    if found is None:
        raise Wrong(f"{heading}: {words!r} is no time; write for example 17:00")
    return time(int(found[1]), int(found[2] or 0))


def _about(names: Names, row: dict[str, Any]) -> About:
    theme, title = _key(row, "theme", names.themes), _words(row, "title")
    if theme and title:
        raise Wrong("titel: a title stands in place of a theme; leave one of the two empty")
    said = {one: _words(row, one) for one in Detail}
    details = {one: {"da": words} for one, words in said.items() if words}
    return About(theme, {"da": title} if title else {}, details, _venue(row))


def _venue(row: dict[str, Any]) -> Venue | None:
    place, address = _words(row, "place"), _words(row, "address")
    if address and not place:
        raise Wrong("sted: the address has no name of a place beside it")
    return Venue(place, address or "") if place else None


def _places(rules: GatheringRules, row: dict[str, Any]) -> int | None:
    words = _cell(row, "places")
    if words is None:
        return rules.places
    number = re.fullmatch(r"(\d{1,3})(?:\.0)?", words, re.ASCII)
    if number is None or not 0 < int(number[1]) <= MOST_PLACES:
        raise Wrong(f"pladser: {words!r} is no number from 1 to {MOST_PLACES}; leave it empty for the usual")
    return int(number[1])


def _childcare(rules: GatheringRules, row: dict[str, Any]) -> bool:
    words = (_cell(row, "childcare") or "").casefold()
    if words and words not in YES | NO:
        raise Wrong(f"børnepasning: {words!r} is neither ja nor nej")
    if rules.childcare is Care.PLANNED:
        return words in YES
    always = rules.childcare is Care.ALWAYS
    if words and (words in YES) is not always:
        raise Wrong(f"børnepasning: at this activity it is {'always' if always else 'never'} so; leave it empty")
    return always


def _among(programme: Programme, lines: Sequence[Line]) -> Iterator[Problem]:
    """What is wrong between rows: the same twice, a course of another size than the programme allows."""
    seen: dict[tuple[str, Meeting, str | None], int] = {}
    for line in lines:
        first = seen.setdefault((line.activity, line.meeting, line.course), line.number)
        if first != line.number:
            yield Problem(line.number, f"says the same as line {first}")
    for gathering in gathered(lines):
        rules = programme.rules(gathering[0].activity)
        most = rules.sessions[1] if rules else 0
        if len(gathering) > most:
            yield Problem(
                gathering[0].number, f"forløb: at most {most} sessions belong to one, here are {len(gathering)}"
            )
        yield from _unlike(gathering)


def _unlike(gathering: Sequence[Line]) -> Iterator[Problem]:
    first = gathering[0]
    for line in gathering[1:]:
        if line.places != first.places or line.childcare != first.childcare:
            yield Problem(
                line.number, f"pladser and børnepasning are those of the whole course: see line {first.number}"
            )


def gathered(lines: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The rows by gathering, each in the order of time: a row without a course is one of its own."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in sorted(lines, key=lambda line: (line.meeting, line.number)):
        found.setdefault((line.activity, folded(line.course) if line.course else f"#{line.number}"), []).append(line)
    return [tuple(one) for one in found.values()]


def whole_and_sessions(gathering: Sequence[Line]) -> tuple[About, list[tuple[Meeting, About]]]:
    """What is said of a gathering as a whole, and of each of its sessions."""
    first = gathering[0]
    if first.course is None:
        return first.about, [(first.meeting, About())]
    named = About(title={"da": first.course})
    return named, [(line.meeting, line.about) for line in gathering]
