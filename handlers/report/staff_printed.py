"""The yearly report and its picture, in the words of one language, from the figures that somebody may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.charts import Trend
from documents.report import Part, ReportWords, Section, Table, report
from documents.report_picture import PictureWords, report_picture
from documents.typesetting import Paper
from domain.criteria import COUNSELLING, Criterion
from domain.figures import Year
from domain.programme import Programme
from domain.surveys import Round
from handlers.gatherings.words import activity_name, plain
from handlers.report.staff_charts import bars, trend
from handlers.report.staff_method import method
from handlers.report.staff_report_words import figure_words, goal_words, verdict_words
from handlers.report.staff_told import Teller
from locales import Translator


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody reads: the year, her criteria, all years there are (oldest first), and the rounds of this one.

    It is `whole` unless there are criteria that are not hers to read.
    """

    programme: Programme
    year: Year
    criteria: tuple[Criterion, ...]
    years: tuple[Year, ...]
    rounds: tuple[Round, ...] = ()
    whole: bool = True

    @property
    def own(self) -> list[Criterion]:
        """The criteria that are measured here."""
        return [one for one in self.criteria if not one.outside]

    @property
    def outside(self) -> list[Criterion]:
        """Those that others measure."""
        return [one for one in self.criteria if one.outside]


def as_of(year: Year) -> date | None:
    """Until when anything in it is counted."""
    return max((one.as_of for one in year.figures if one.as_of and one.source is None), default=None)


def state_words(tr: Translator, year: Year) -> list[str]:
    """Whether the year is closed, or under way and until when it is counted."""
    if year.closed_on is not None:
        return [tr.text("Closed on {day}. Nothing in it changes any more.", day=tr.date(year.closed_on))]
    until = as_of(year)
    running = [tr.text("The year is not closed: the figures still change.")]
    return running if until is None else [*running, tr.text("Counted until {day}.", day=tr.date(until))]


def legend(tr: Translator) -> tuple[str, str, str, str]:
    """What the patterns of a chart mean."""
    return (
        tr.text("Counted, or answered by so many that it holds for all"),
        tr.text("Not proven for all, or the year is not over"),
        tr.text("It lies somewhere in here"),
        tr.text("The goal"),
    )


def picture(tr: Translator, reading: Reading) -> Paper:
    """The year as a picture."""
    words = _picture_words(tr, reading, str(reading.year.year), state_words(tr, reading.year))
    return report_picture(words, bars(tr, reading.criteria, reading.year))


def trend_picture(tr: Translator, reading: Reading, criterion: Criterion) -> Paper:
    """One criterion through the years, as a picture."""
    drawn: list[Trend] = [trend(tr, criterion, reading.years)]
    # Some of its years are closed and some are not: the patterns say which.
    words = _picture_words(tr, reading, tr.text("Through the years"), [reading.programme.name])
    return report_picture(words, (), drawn)


def _picture_words(tr: Translator, reading: Reading, heading: str, under: Sequence[str]) -> PictureWords:
    name = f"{reading.programme.house.name} · {heading}"
    return PictureWords(tr.code, name, " ".join(under), tr.text("Goal"), legend(tr))


def yearly_report(tr: Translator, reading: Reading) -> Paper:
    """The whole report."""
    year, programme = reading.year, reading.programme
    words = ReportWords(
        tr.code,
        heading=tr.text("Yearly report {year}", year=str(year.year)),
        house=programme.house.name,
        plan=programme.name,
        state=tuple(state_words(tr, year)),
        readers=_readers(tr, reading),
        summary=_summary(tr, reading),
        chart=tr.text("The year against its goals"),
        goal=tr.text("Goal"),
        through_the_years=tr.text("Through the years"),
        legend=legend(tr),
        bars=tuple(bars(tr, reading.criteria, year)),
        sections=tuple(_sections(tr, reading)),
        outside=_outside(tr, reading),
        method=tr.text("How it was counted"),
        parts=method(tr, programme, year, reading.rounds),
        page=tr.text("Page {page} of {pages}", page="{page}", pages="{pages}"),
    )
    return report(words)


def _readers(tr: Translator, reading: Reading) -> str:
    if not reading.whole:
        return tr.text("A part of the yearly report: the criteria that one role registers, not all of the plan's.")
    return tr.text("For the coordination group, the board and Landsbyggefonden.")


def _summary(tr: Translator, reading: Reading) -> Table:
    columns = (tr.text("Criterion"), tr.text("Figure"), tr.text("Goal"), tr.text("Verdict"))
    rows = []
    for one in reading.criteria:
        figure = reading.year.figure(one.key)
        verdict = verdict_words(tr, figure) if figure else tr.text("nothing yet")
        rows.append((tr.pick(one.texts), figure_words(tr, one, figure), goal_words(tr, one), verdict))
    return Table(tr.text("Summary"), columns, tuple(rows))


def _sections(tr: Translator, reading: Reading) -> list[Section]:
    """One for each activity, and for those that are asked about together, in the order of the programme."""
    found: dict[tuple[str, ...], list[Criterion]] = {}
    for one in reading.own:
        found.setdefault(one.activities, []).append(one)
    return [_section(tr, reading, activities, group) for activities, group in found.items()]


def _section(tr: Translator, reading: Reading, activities: tuple[str, ...], criteria: Sequence[Criterion]) -> Section:
    teller = Teller(tr, reading.programme, reading.years)
    told = tuple(teller.told(one, reading.year.figure(one.key)) for one in criteria)
    names = [activity_words(tr, reading.programme, one) for one in activities]
    talks = reading.year.talks if COUNSELLING in activities else 0
    intro = tr.ntext("{n} talk was held in the year.", "{n} talks were held in the year.", talks) if talks else ""
    return Section(tr.list(names), told, intro, _themes(tr, reading, activities))


def _themes(tr: Translator, reading: Reading, activities: tuple[str, ...]) -> Part | None:
    """What families wrote should be better, in the words of staff."""
    surveys = [one for one in reading.programme.surveys if set(one.activities) == set(activities)]
    said = [theme for one in surveys for theme in reading.year.themes.get(one.key, ())]
    if not said:
        return None
    return Part(tr.text("What families wrote could be better, in the words of staff"), tuple(said))


def activity_words(tr: Translator, programme: Programme, key: str) -> str:
    """What an activity is called, without a picture."""
    return tr.text("Open family counselling") if key == COUNSELLING else plain(activity_name(tr, programme, key))


def _outside(tr: Translator, reading: Reading) -> Section | None:
    if not reading.outside:
        return None
    teller = Teller(tr, reading.programme, reading.years)
    told = tuple(teller.told(one, reading.year.figure(one.key)) for one in reading.outside)
    intro = tr.text("These figures are measured by others, for everybody who lives here. They are not the plan's own.")
    return Section(tr.text("The area as a whole"), told, intro)
