"""A sheet comes back from whoever speaks the language: row by row through the gate, and in her name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path

from bot.reports import Mishap
from bot.settings import Settings
from bot.wiring import open_present, services_of
from bot.words import know
from bot.words_reading import ERRORS, Row, Sheet, read_sheet
from documents.words_sheet import HEADINGS, forms_said
from domain.slots import local_day
from handlers.context import Services
from handlers.house.learning import check_of
from handlers.words.checks import checked, desk_of
from locales import clean
from locales.catalogues import FOLDER, RESIDENTS, path_of
from locales.desk import Desk, Sentence
from locales.programme_words import words_beside
from locales.writing_back import write_back
from storage.sentences import Checked, add_check

# Longer names and texts than these there are none.
LONGEST_NAME, LONGEST = 80, 10_000


class NobodyStandsForIt(Mishap):
    """Neither the sheet nor whoever gave the command says whose words these are."""


@dataclass(slots=True)
class Report:
    """What became of a sheet: rows that were not taken with the reason, and how many of the rest there were."""

    lines: list[str] = field(default_factory=list)
    taken: dict[str, Checked] = field(default_factory=dict)
    better: int = 0
    there: int = 0

    def refuse(self, row: Row, reason: object) -> None:
        """Say why a row was not taken."""
        self.lines.append(f"✗ row {row.number}: {reason}")


async def import_words(settings: Settings, path: Path, name: str | None, *, catalogue: bool) -> Report:
    """Take in what a speaker filled in: into the database, or with `catalogue` into the files of a checkout."""
    services, sheet = services_of(settings), read_sheet(path)
    know(services, sheet.language)
    by = clean(name or sheet.name, LONGEST_NAME)
    if not by:
        raise NobodyStandsForIt(f"whose words are these? Fill in her name in {path.name}, or give it with --name")
    if catalogue:
        report = _sorted(
            Desk(services.languages.translators.shelf, sheet.language, {}), sheet, by, _when(services, sheet)
        )
        _into_the_catalogues(settings, sheet.language, report.taken)
        return report
    database = await open_present(settings)
    try:
        async with database.transaction() as tx:
            report = _sorted(await desk_of(services, tx, sheet.language), sheet, by, _when(services, sheet))
            for one in report.taken.values():
                await add_check(tx, one)
            return report
    finally:
        await database.close()


def _when(services: Services, sheet: Sheet) -> datetime:
    """When she filled it in, as far as it says so and that is not ahead of us."""
    now = services.now()
    if sheet.day is None or sheet.day >= local_day(services.programme, now):
        return now
    return datetime.combine(sheet.day, time(12), services.programme.zone).astimezone(UTC)


def _into_the_catalogues(settings: Settings, code: str, taken: Mapping[str, Checked]) -> None:
    checks = {key: check_of(one) for key, one in taken.items()}
    for file in (path_of(FOLDER, code, RESIDENTS), words_beside(settings.programme) / f"{code}.po"):
        if checks:
            write_back(file, code, checks)


def _sorted(desk: Desk, sheet: Sheet, by: str, at: datetime) -> Report:
    """Every sentence of the sheet that says anything, taken or refused."""
    report = Report()
    for key, rows in sheet.sentences.items():
        if any(row.says for row in rows):
            _take(report, desk, desk.sentences.get(key), rows, by, at)
    return report


def _take(report: Report, desk: Desk, sentence: Sentence | None, rows: list[Row], by: str, at: datetime) -> None:
    if sentence is None:
        report.refuse(rows[0], "the sentence was put otherwise since the sheet was made, or is gone; export it anew")
        return
    # Whoever looks for something sorts the rows: what counts is what each says of itself.
    rows = sorted(rows, key=lambda row: row.form)
    silent = [row for row in rows if not row.right and not row.better]
    broken = next((row for row in rows if row.better.strip() in ERRORS), None)
    if broken is not None:
        report.refuse(broken, f"{broken.better.strip()} is the program's own complaint: write the words anew as text")
    elif len(rows) != len(sentence.words):
        report.refuse(rows[0], f"{len(sentence.words)} rows belong to this sentence, and {len(rows)} are here")
    elif [row.form for row in rows] != list(forms_said(len(rows))):
        report.refuse(rows[0], f"nobody can tell which form this is: {HEADINGS['form']!r} is not as it was")
    elif silent:
        report.refuse(silent[0], _why_silent(silent[0]))
    else:
        _judge(report, desk, sentence, rows, by, at)


def _why_silent(row: Row) -> str:
    if row.ok:
        return f"{row.ok!r} under OK is neither empty nor x"
    return "this form is neither right nor put better; all forms of a sentence are checked together"


def _judge(report: Report, desk: Desk, sentence: Sentence, rows: list[Row], by: str, at: datetime) -> None:
    """Whether her words can stand, and stand already or are new."""
    said = sentence.put([clean(row.better or row.cells["draft"], LONGEST) for row in rows])
    if said == sentence.words and not sentence.open:
        report.there += 1
        return
    if rows[0].cells["version"].strip() != sentence.version:
        report.refuse(rows[0], "what stands here was put otherwise since the sheet was made; export it anew")
        return
    wrong = [(row, fault) for row, one in zip(rows, said, strict=True) for fault in _faults(desk, sentence, one)]
    for row, fault in wrong:
        report.refuse(row, fault)
    if not wrong:
        report.taken[sentence.key] = checked(sentence, said, by, at)
        report.better += said != sentence.words


def _faults(desk: Desk, sentence: Sentence, words: str) -> list[object]:
    """What is wrong with one form of it; of an empty one, that it says nothing."""
    return list(desk.faults(sentence, [words] * len(sentence.words))) if words else ["there is nothing to stand for"]
