"""The plan of a year from the command line: one file is looked over, and all of it is planned or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.plan_reading import read_rows, write_template
from bot.reports import Mishap
from bot.roster import NotInRoster, member_named
from bot.settings import Settings
from bot.wiring import languages_of, load_programme, open_present, services_of
from domain.access import runs
from domain.gatherings import GatheringState, Session
from domain.people import Person, Role
from domain.plan_file import Line, Names, Problem, folded, gathered, read_plan, whole_and_sessions
from domain.programme import Activity, Programme
from domain.slots import Span, local_day
from handlers.context import Services, with_todays_hours
from handlers.gatherings.words import activity_name, plain, theme_name
from locales import Languages, Translator
from storage import gatherings, people
from storage.engine import Tx


class NothingPlanned(Mishap):
    """The programme plans no activity; the message says where that is said."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import found, line by line, and how many gatherings it made or would make."""

    lines: list[str] = field(default_factory=list)
    wrong: int = 0
    made: int = 0
    there: int = 0


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The gatherings of a file: new ones, those that are there already, and what is wrong or worth a word."""

    new: list[tuple[Line, ...]] = field(default_factory=list)
    there: list[tuple[Line, ...]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


async def import_plan(settings: Settings, path: Path, by: str | None, *, dry_run: bool, publish: bool) -> Report:
    """Plan what a file says, as drafts or open; with anything wrong in it, or in a dry run, nothing is changed."""
    rows, database = read_rows(path), await open_present(settings)
    try:
        async with database.transaction() as tx:
            services = await with_todays_hours(tx, services_of(settings))
            programme = services.programme
            read = read_plan(programme, names_of(services.languages, programme), rows, _today(services))
            found = await _sorted(tx, services, read.lines)
            planners = await _planners(tx, services, read.lines, by)
            problems = sorted([*read.problems, *found.problems], key=lambda one: one.number)
            report = _report(services, found, problems)
            if not problems and not dry_run:
                await _plan(tx, services, found.new, planners, publish=publish)
            return report
    finally:
        await database.close()


def _today(services: Services) -> date:
    return local_day(services.programme, services.now())


def names_of(languages: Languages, programme: Programme) -> Names:
    """What activities and themes are called, by their keys and in Danish and English."""
    speakers = (languages.staff, languages.translator("en"))
    kinds = programme.gathering_kinds
    if not kinds:
        raise NothingPlanned("the programme plans no activity: none has [activities.gathering]")
    activities = {folded(one.key): one.key for one in kinds}
    activities |= {folded(_called(tr, programme, one)): one.key for tr in speakers for one in kinds}
    themes = {folded(one.key): one.key for one in programme.themes}
    themes |= {folded(theme_name(tr, programme, one.key)): one.key for tr in speakers for one in programme.themes}
    return Names(activities, themes)


def _called(tr: Translator, programme: Programme, activity: Activity) -> str:
    return plain(activity_name(tr, programme, activity.key))


async def _planners(tx: Tx, services: Services, lines: Sequence[Line], by: str | None) -> dict[str, int]:
    """Who plans each activity of the file: whoever was named, else the first in the roster who runs it."""
    roster = await people.staff_with(tx, Role)
    return {key: _planner(services.programme, roster, key, by) for key in sorted({one.activity for one in lines})}


def _planner(programme: Programme, roster: Sequence[Person], activity: str, by: str | None) -> int:
    rules = programme.rules(activity)
    assert rules is not None, "the file was read by these rules"
    able = [one for one in roster if runs(one, rules)]
    if by is not None and by not in {role.value for role in Role}:
        able = [one for one in able if one == member_named(list(roster), by)]
    elif by is not None:
        able = [one for one in able if one.staff and one.staff.role == by]
    first = next((one.staff for one in able if one.staff), None)
    if first is None:
        who = f"{by!r} does not run" if by else "nobody in the roster runs"
        raise NotInRoster(f"{who} the activity {activity!r}; see `nabobot staff list` and run_by in the programme")
    return first.id


async def _sorted(tx: Tx, services: Services, lines: Sequence[Line]) -> _Sorted:
    """What is new, what is there, and what clashes with what."""
    found = _Sorted()
    for gathering in gathered(lines):
        there = [await _is_there(tx, services.programme, line) for line in gathering]
        if all(there):
            found.there.append(gathering)
        elif any(there):
            number = gathering[there.index(True)].number
            words = "is there already, and other sessions of its course are not: add those in the chat"
            found.problems.append(Problem(number, words))
        else:
            found.new.append(gathering)
    every = [line for one in found.new for line in one]
    for line in every:
        found.notes.extend([*await _clashes(tx, services, line), *_among(services.programme, line, every)])
    return found


def _span(programme: Programme, line: Line) -> Span:
    return line.meeting.span(programme.zone)


async def _is_there(tx: Tx, programme: Programme, line: Line) -> bool:
    """Whether a session of this activity begins at that very moment."""
    span = _span(programme, line)
    found = await gatherings.sessions_between(tx, span)
    return any(one.activity == line.activity and session.starts_at == span.starts_at for one, session in found)


async def _clashes(tx: Tx, services: Services, line: Line) -> Iterator[Problem]:
    found = await gatherings.sessions_between(tx, _span(services.programme, line))
    return iter([_clash(services, line, other.activity, session) for other, session in found])


def _clash(services: Services, line: Line, activity: str, session: Session) -> Problem:
    # Nobody but those who run it learns of a private activity.
    rules, programme = services.programme.rules(activity), services.programme
    hidden = activity != line.activity and (rules is None or rules.private)
    what = (
        "something else" if hidden else plain(activity_name(services.languages.translator("en"), programme, activity))
    )
    return Problem(line.number, f"at the same time as {what} ({session.starts_at.astimezone(programme.zone):%H:%M})")


def _among(programme: Programme, line: Line, every: Sequence[Line]) -> Iterator[Problem]:
    span = _span(programme, line)
    for other in every:
        if other.number < line.number and span.overlaps(_span(programme, other)):
            yield Problem(line.number, f"at the same time as line {other.number}")


def _report(services: Services, found: _Sorted, problems: Sequence[Problem]) -> Report:
    """Every line of the file with what becomes of it, in their order."""
    said: list[tuple[int, int, str]] = []
    for line in (line for one in found.new for line in one):
        said.append((line.number, 0, f"✓ line {line.number}: {_says(services, line)}"))
    for line in (line for one in found.there for line in one):
        said.append((line.number, 0, f"= line {line.number}: {_says(services, line)} is there already"))
    said += [(one.number, 1, f"! line {one.number}: {one.text}") for one in found.notes]
    said += [(one.number, 2, f"✗ {f'line {one.number}' if one.number else 'the file'}: {one.text}") for one in problems]
    return Report([text for *_, text in sorted(said)], len(problems), len(found.new), len(found.there))


def _says(services: Services, line: Line) -> str:
    tr, programme = services.languages.staff, services.programme
    about = line.about.title.get("da") or (theme_name(tr, programme, line.about.theme) if line.about.theme else None)
    meeting = line.meeting
    when = f"{meeting.day:%d-%m-%Y} {meeting.begins:%H:%M}–{meeting.ends:%H:%M}"
    words = [plain(activity_name(tr, programme, line.activity)), line.course, when, about]
    return ", ".join(one for one in words if one)


async def _plan(
    tx: Tx, services: Services, new: Sequence[tuple[Line, ...]], planners: dict[str, int], *, publish: bool
) -> None:
    """Everything at once, in the caller's one transaction."""
    zone, now = services.programme.zone, services.now()
    for gathering in new:
        about, meetings = whole_and_sessions(gathering)
        first = gathering[0]
        code = await gatherings.make_gathering(
            tx, first.activity, about, first.places, first.childcare, planners[first.activity], now
        )
        made = await gatherings.find_gathering(tx, code)
        assert made is not None, "it was made in this very transaction"
        await gatherings.add_sessions(tx, made.id, [(meeting.span(zone), words) for meeting, words in meetings])
        if publish:
            await gatherings.move_gathering(tx, made.id, GatheringState.OPEN, now)


def template(settings: Settings, kind: str, out: Path) -> Path:
    """Write an empty plan of this kind, with the names that this programme knows."""
    programme = load_programme(settings.programme)
    tr = languages_of(settings.programme, programme).staff
    kinds = programme.gathering_kinds
    if not kinds:
        raise NothingPlanned("the programme plans no activity: none has [activities.gathering]")
    activities = [_called(tr, programme, one) for one in kinds]
    themes = [theme_name(tr, programme, one.key) for one in programme.themes]
    write_template(out, kind, activities, themes or [""])
    return out
