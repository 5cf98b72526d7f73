"""The registers of a year for the programme's own archive: tables of counts with a codebook, and no name anywhere."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from secrets import SystemRandom

from documents.archive import Sheet, packed
from domain.programme import Programme
from domain.registers import year_of
from domain.reports import folded
from domain.surveys import Quarter
from domain.turnout import summed
from handlers.context import Ctx
from handlers.report.staff_archive_words import Words
from handlers.report.staff_year import gone, page, read_year
from handlers.screen import Attachment, Screen
from storage import archive
from storage.archive import NOTHING, Course, Talks
from storage.engine import Tx

# From so many talks on, families are counted together.
MANY = 4
Rows = list[tuple[str, ...]]


async def as_file(ctx: Ctx, tx: Tx, year: str) -> Screen:
    """The archive of a year, for the leader."""
    number = read_year(ctx, year)
    if number is None:
        return await gone(ctx, tx)
    content = packed(*await sheets_of(ctx, tx, number))
    caption = ctx.tr.html("Counts only: no names, no families, and no day of any talk.")
    return replace(await page(ctx, tx, number), attachment=Attachment(file_name(number), content, caption), fresh=True)


def file_name(year: int) -> str:
    """What the file is called."""
    return f"registre-{year}.zip"


async def sheets_of(ctx: Ctx, tx: Tx, year: int) -> tuple[list[Sheet], Sheet]:
    """The tables of a year, and the codebook that says what stands in them."""
    said, programme = Words(ctx), ctx.programme
    span = year_of(programme, Quarter(year, 1).begins_on)
    courses = mixed(programme, await archive.courses_of(tx, programme, span, ctx.now))
    left, bridges = await archive.outcomes_in(tx, programme, span), await archive.bridges_in(tx, programme, span)
    given = sorted((await archive.hours_in(tx, programme, span)).items())
    sheets = [
        *_about_talks(said, await archive.talks_of(tx, programme, span)),
        Sheet("moeder", said.of_meetings(), _meetings(said, courses)),
        Sheet("forloeb", said.of_courses(), _courses(said, courses)),
        Sheet("deltagere", said.of_participants(), _participants(said, courses)),
        Sheet("efter-gruppen", said.of_outcomes(), [(*said.outcome(*key), str(n)) for key, n in sorted(left.items())]),
        Sheet("brobygning", said.of_bridges(), _by_month(bridges, said.bridge)),
        Sheet("partnertimer", said.of_hours(), [(*said.partner(*key), said.hours(n)) for key, n in given]),
    ]
    return sheets, Sheet("kodebog", said.of_codebook(), said.codebook(sheets))


def mixed(programme: Programme, courses: Sequence[Course]) -> list[Course]:
    """In an order that is another one each time, and what is private as one of each activity."""
    private = {one.key for one in programme.gathering_kinds if one.gathering is not None and one.gathering.hidden}
    found = [one for one in courses if one.activity not in private]
    SystemRandom().shuffle(found)
    for activity in sorted(private & {one.activity for one in courses}):
        found.append(_as_one([one for one in courses if one.activity == activity]))
    return found


def _as_one(courses: Sequence[Course]) -> Course:
    came = frozenset(who for one in courses for who in one.came)
    meetings, attended = summed(one.meetings for one in courses), summed(one.attendances for one in courses)
    return Course(courses[0].activity, meetings, attended, summed(one.unnoted for one in courses), came, None)


def _about_talks(said: Words, talks: Talks) -> list[Sheet]:
    languages = [(said.language(key), str(n)) for key, n in folded(talks.families_by_language).items()]
    topics = [(said.topic(key), str(n)) for key, n in folded(talks.by_topic).items()]
    number: Counter[int] = Counter()
    for often, families in talks.families_by_number.items():
        number[min(often, MANY)] += families
    return [
        Sheet("samtaler-maade", said.of_ways(), _by_month(talks.by_way, said.way)),
        Sheet("samtaler-emne", said.of_topics(), topics),
        Sheet("familier-sprog", said.of_languages(), languages),
        Sheet("familier-samtaler", said.of_numbers(), [(said.often(n, MANY), str(number[n])) for n in sorted(number)]),
    ]


def _by_month(counts: Mapping[tuple[str, str], int], name: Callable[[str], str]) -> Rows:
    return [(month, name(key), str(n)) for (month, key), n in sorted(counts.items())]


def _meetings(said: Words, courses: Sequence[Course]) -> Rows:
    return [
        (said.activity(one.activity), str(number), month, *(str(each.get(month, 0)) for each in _counts(one)))
        for number, one in enumerate(courses, 1)
        for month in sorted(one.meetings)
    ]


def _counts(one: Course) -> tuple[Mapping[str, int], ...]:
    return one.meetings, one.unnoted, one.attendances


def _courses(said: Words, courses: Sequence[Course]) -> Rows:
    return [
        (
            said.activity(one.activity),
            str(number),
            str(sum(one.meetings.values())),
            str(len(one.came)),
            NOTHING if one.completed is None else str(one.completed),
        )
        for number, one in enumerate(courses, 1)
    ]


def _participants(said: Words, courses: Sequence[Course]) -> Rows:
    every: dict[str, set[int]] = {}
    for one in courses:
        every.setdefault(one.activity, set()).update(one.came)
    return [(said.activity(key), said.unit(key), str(len(came))) for key, came in sorted(every.items())]
