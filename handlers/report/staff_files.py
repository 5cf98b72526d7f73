"""The yearly report as files: what each is called, and what makes it."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from documents.report_files import as_csv, as_json
from documents.report_rows import Row, responses_of, rows_of, single_rows, singles_of
from documents.report_sheets import Sheet, as_workbook, figures_sheet
from domain.criteria import Criterion
from handlers.context import Services
from handlers.report.staff_printed import Reading, yearly_report
from handlers.report.staff_report_words import figure_words, goal_words, mode_words, question_words, verdict_words
from handlers.report.staff_sentences import sentences
from handlers.report.staff_told import registered_by, response_words
from locales import Translator
from locales.tongues import tongue

LANGUAGES = ("da", "en")


class Form(StrEnum):
    """The kinds of files."""

    PDF = "pdf"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


def words_of(services: Services, language: str) -> Translator:
    """The words of a report: Danish, or the English that stands in the code."""
    return services.languages.staff if language == "da" else services.languages.translator("en")


def file_name(reading: Reading, form: Form, language: str) -> str:
    """What the file is called, such as aarsrapport-2026.pdf; who gets a part of the report sees it by the name."""
    name, part = ("aarsrapport", "-uddrag") if language == "da" else ("yearly-report", "-part")
    return f"{name}-{reading.year.year}{'' if reading.whole else part}.{form.value}"


def maker(tr: Translator, reading: Reading, form: Form) -> Callable[[], bytes]:
    """What makes the file, later and elsewhere; letters we lack raise MissingGlyphs here already."""
    if form is Form.PDF:
        paper = yearly_report(tr, reading)
        paper.check()
        return paper.pdf
    made = {Form.XLSX: _workbook, Form.CSV: _csv, Form.JSON: _json}
    return partial(made[form], tr, reading)


def _rows(tr: Translator, reading: Reading) -> list[Row]:
    def part(criterion: Criterion, key: str) -> str:
        return question_words(tr, reading.programme, criterion.survey, key)

    return rows_of(reading.year, reading.criteria, tr.pick, part)


def _csv(tr: Translator, reading: Reading) -> bytes:
    rows = [*_rows(tr, reading), *single_rows(reading.year, reading.criteria, tr.pick)]
    return as_csv(rows, "," if tr.code == "da" else ".")


def _json(tr: Translator, reading: Reading) -> bytes:
    return as_json(reading.programme.name, reading.year, reading.criteria, _rows(tr, reading))


def _workbook(tr: Translator, reading: Reading) -> bytes:
    title = tr.text("Yearly report {year}", year=str(reading.year.year))
    sheets = (
        _summary(tr, reading),
        figures_sheet(tr.text("Figures"), _rows(tr, reading)),
        _singles(tr, reading),
        _responses(tr, reading),
        _definitions(tr, reading),
    )
    return as_workbook(f"{title}, {reading.programme.name}", sheets)


def _summary(tr: Translator, reading: Reading) -> Sheet:
    columns = (tr.text("Criterion"), tr.text("Figure"), tr.text("Goal"), tr.text("Verdict"), tr.text("In words"))
    rows = []
    for one in reading.criteria:
        figure = reading.year.figure(one.key)
        verdict = verdict_words(tr, figure) if figure else tr.text("nothing yet")
        said = " ".join(sentences(tr, one, figure))
        rows.append((tr.pick(one.texts), figure_words(tr, one, figure), goal_words(tr, one), verdict, said))
    return Sheet(tr.text("Summary"), columns, tuple(rows))


def _singles(tr: Translator, reading: Reading) -> Sheet:
    names = {one.key: tr.pick(one.texts) for one in reading.criteria}
    rows = tuple((names[key], day, value, of) for key, day, value, of in singles_of(reading.year, reading.criteria))
    return Sheet(
        tr.text("Each by itself"), (tr.text("Criterion"), tr.text("Day"), tr.text("Number"), tr.text("Of")), rows
    )


def _responses(tr: Translator, reading: Reading) -> Sheet:
    columns = (tr.text("Criterion"), tr.text("What is counted"), tr.text("Language or way"), tr.text("Number"))
    names, counts = {one.key: tr.pick(one.texts) for one in reading.criteria}, response_words(tr)
    rows = tuple(
        (names[key], counts[what.split("-")[0]], _of_whom(tr, what, of), number)
        for key, what, of, number in responses_of(reading.year, reading.criteria)
    )
    return Sheet(tr.text("Who answered"), columns, rows)


def _of_whom(tr: Translator, what: str, of: str) -> str:
    """Those of which language, or who answered in which way; nothing where it is of all."""
    return tongue(tr, of) if what.endswith("-by-language") else mode_words(tr, of)


def _definitions(tr: Translator, reading: Reading) -> Sheet:
    columns = (
        *(tr.text("Criterion"), tr.text("What is counted"), tr.text("Goal")),
        *(tr.text("Source"), tr.text("Registered by")),
    )
    rows = tuple(
        (tr.pick(one.texts), tr.pick(one.definition), goal_words(tr, one), tr.pick(one.source), registered_by(tr, one))
        for one in reading.criteria
    )
    return Sheet(tr.text("Definitions"), columns, rows)
