"""The yearly report (A4): title, summary, a section for each activity, what others measure, and the method."""

from dataclasses import asdict, dataclass

from documents.charts import Bar, Trend
from documents.typesetting import Paper


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is about, its columns, and its rows; all but the first column are numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One criterion as it is told: sentences, a chart, and everything behind it."""

    name: str
    definition: str
    sentences: tuple[str, ...]
    bar: Bar | None
    trend: Trend | None
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Some paragraphs under a heading."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One activity: its criteria, and the themes in what families wrote."""

    heading: str
    told: tuple[Told, ...]
    intro: str = ""
    themes: Part | None = None


@dataclass(frozen=True, slots=True)
class ReportWords:
    """All that the report says in one language; `page` has {page} and {pages}."""

    language: str
    heading: str
    house: str
    plan: str
    state: tuple[str, ...]
    readers: str
    summary: Table
    chart: str
    goal: str
    through_the_years: str
    legend: tuple[str, str, str, str]
    bars: tuple[Bar, ...]
    sections: tuple[Section, ...]
    outside: Section | None
    method: str
    parts: tuple[Part, ...]
    page: str


def report(words: ReportWords) -> Paper:
    """The report as a paper; the same words give the same bytes."""
    return Paper("report", f"{words.heading}, {words.plan}", words.language, asdict(words))
