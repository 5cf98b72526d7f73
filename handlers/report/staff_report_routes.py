"""What staff press to read the year, on one page."""

from domain.access import Right
from handlers.report import staff_report as report
from handlers.routing import Command, Route, Tap

READS = Right.REPORT
routes: list[Route] = [
    Command("rapport", report.this_year, READS),
    Tap("report", report.this_year, READS),
    Tap("report:{year}", report.of_year, READS),
    Tap("report:{year}:words", report.words_only, READS),
    Tap("report:{year}:each", report.one_by_one, READS),
    Tap("report:{year}:papers", report.papers, READS),
    Tap("report:{year}:of:{criterion}", report.criterion, READS),
    Tap("report:{year}:trend:{criterion}", report.through_the_years, READS),
    Tap("report:{year}:file:{form}:{written}", report.file, READS),
]
