"""A sheet for somebody who speaks the language: out, and back through the gate, in her name and only once."""

import asyncio
import re
import struct
import zlib
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
import pytest_asyncio
from click.testing import Result
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot import words_reading
from documents.words_sheet import DAY, HEADINGS, LANGUAGE, NAME
from locales import Languages
from locales.catalogues import FOLDER, RESIDENTS, path_of, read
from locales.checking import State, commented, short_name, state_of
from storage.sentences import newest_checks
from tests.bot import copying
from tests.conversations.ledger import count
from tests.town import MONDAY, Town, read_words, town_in

HOURS = "We are open now, until {time}."
BETTER = "البيت مفتوح حتى {time}."


@pytest_asyncio.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """A town in which the bot runs while commands work beside it."""
    words = read_words()
    monkeypatch.setattr(Languages, "load", lambda *_, **__: words)
    async with town_in(tmp_path, restless=False) as found:
        yield found


@pytest.fixture
def sheets(town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "Sheets":
    return Sheets(town, monkeypatch, tmp_path)


class Sheets:
    """`nabobot words`, and a sheet that somebody fills in."""

    def __init__(self, town: Town, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.town, self.monkeypatch, self.file = town, monkeypatch, folder / "ar.xlsx"

    async def runs(self, *words: str) -> Result:
        return await asyncio.to_thread(copying.nabobot, self.monkeypatch, self.town.settings(), "words", *words)

    async def out(self, *words: str, code: str = "ar") -> Worksheet:
        made = await self.runs("export", code, "--xlsx", str(self.file), *words)
        assert made.exit_code == 0, made.output
        self.book: Workbook = load_workbook(self.file)
        self.page: Worksheet = self.book.worksheets[0]
        self.head = next(row[0].row for row in self.page.iter_rows() if HEADINGS["key"] in [one.value for one in row])
        return self.page

    async def back(self, *words: str) -> Result:
        self.book.save(self.file)
        return await self.runs("import", str(self.file), *words)

    def place(self, column: str) -> int:
        headings = [cell.value for cell in self.page[self.head]]
        return headings.index(HEADINGS[column]) + 1

    def rows_of(self, sentence: str, context: str | None = None) -> list[int]:
        key, place = short_name(context, sentence), self.place("key")
        keys = self.page.iter_rows(self.head + 1, min_col=place, max_col=place)
        return [cell.row for (cell,) in keys if cell.value == key]

    def says(self, row: int, column: str) -> str:
        return str(self.page.cell(row, self.place(column)).value or "")

    def fills(self, row: int, column: str, words: str) -> None:
        self.page.cell(row, self.place(column)).value = words

    def is_signed(self, label: str, words: str) -> None:
        row = next(row for row in range(1, self.head) if self.page.cell(row, 1).value == label)
        self.page.cell(row, 3).value = words


def picture(path: Path, wide: int, high: int) -> None:
    """A grey picture."""
    rows_ = b"".join(b"\0" + b"\x80" * wide for _ in range(high))

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    path.parent.mkdir(parents=True)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows_)) + chunk(b"IEND", b"")
    )


async def test_the_sheet_shows_all_that_a_speaker_needs(sheets: Sheets, tmp_path: Path) -> None:
    picture(tmp_path / "pictures" / "ar" / f"{short_name(None, HOURS)}.png", 300, 900)
    page = await sheets.out("--pictures", str(tmp_path / "pictures"))
    (row,) = sheets.rows_of(HOURS)
    assert sheets.says(row, "english") == HOURS
    assert sheets.says(row, "danish") == "Vi har åbent nu, til kl. {time}."
    assert "{time}" in sheets.says(row, "draft")
    assert sheets.says(row, "where") == "Forsiden, åbningstider, sprog og privatliv"
    assert sheets.says(row, "state") == "kladde / draft"
    (button,) = sheets.rows_of("💬 Talk to someone", "button")
    assert sheets.says(button, "limit") == "En knap: højst 24 tegn"
    # What must not be misread comes first, and says so.
    assert sheets.says(sheets.head + 1, "state") == "! kladde / draft"
    assert page.sheet_view.rightToLeft
    assert page.freeze_panes == f"A{sheets.head + 1}"
    assert page.protection.sheet
    assert page.cell(row, sheets.place("draft")).protection.locked
    assert not page.cell(row, sheets.place("better")).protection.locked
    with ZipFile(sheets.file) as parts:
        assert len([name for name in parts.namelist() if name.startswith("xl/media/")]) == 1
    assert page.row_dimensions[row].height > 100


async def test_of_a_plural_there_is_a_row_for_each_form_with_a_number_as_example(sheets: Sheets) -> None:
    await sheets.out()
    found = [row for row in range(sheets.head + 1, sheets.page.max_row + 1) if sheets.says(row, "form")]
    key = sheets.says(found[0], "key")
    group = [row for row in found if sheets.says(row, "key") == key]
    assert [sheets.says(row, "form") for row in group] == [
        f"{form}/6: n = {number}" for form, number in enumerate((0, 1, 2, 3, 11, 100), 1)
    ]
    page = await sheets.out(code="ur")
    assert page.sheet_view.rightToLeft
    page = await sheets.out(code="vi")
    assert not page.sheet_view.rightToLeft


async def test_what_comes_back_is_checked_read_and_taken_only_once(town: Town, sheets: Sheets) -> None:
    amina = await town.resident("Amina", "ar")
    await sheets.out()
    (hours,) = sheets.rows_of(HOURS)
    (welcome,) = sheets.rows_of("This is {house}. What would you like?")
    sheets.fills(hours, "better", BETTER)
    sheets.fills(welcome, "ok", "x")
    sheets.is_signed(NAME, "Asha  Warsame")
    sheets.is_signed(DAY, "2026-11-20")
    done = await sheets.back()
    assert (done.exit_code, done.output) == (0, "2 checked, 1 of them put better; 0 were there already\n")
    async with town.running.database.transaction() as tx:
        found = (await newest_checks(tx))["ar"].values()
    assert [(one.name, bool(one.words), one.at.date()) for one in found] == [
        ("Asha Warsame", False, date(2026, 11, 20)),
        ("Asha Warsame", True, date(2026, 11, 20)),
    ]
    await town.until(MONDAY.replace(day=24, hour=14, minute=30))
    await amina.taps("🕑 Hours and help now")
    assert "البيت مفتوح حتى" in amina.text
    again = await sheets.back()
    assert (again.exit_code, again.output) == (0, "0 checked, 0 of them put better; 2 were there already\n")
    assert await count(town, "sentence_checks") == 2
    table = await sheets.runs()
    assert re.search(r"^ar +\d+ +2 +\d+ +0 +0$", table.output, re.MULTILINE), table.output
    await sheets.out()
    (hours,) = sheets.rows_of(HOURS)
    assert sheets.says(hours, "state") == "tjekket · Asha Warsame"
    assert sheets.says(hours, "draft") == BETTER


async def test_what_is_wrong_is_said_by_row_and_the_rest_is_taken(town: Town, sheets: Sheets) -> None:
    await sheets.out()
    (hours,) = sheets.rows_of(HOURS)
    (button,) = sheets.rows_of("💬 Talk to someone", "button")
    (maybe,) = sheets.rows_of("Who reads what", "button")
    (right,) = sheets.rows_of("🏠 Home", "button")
    sheets.fills(hours, "better", "البيت مفتوح.")
    sheets.fills(button, "better", "💬 أريد أن أتحدث مع شخص ما من فضلكم الآن")
    sheets.fills(maybe, "ok", "nej")
    sheets.fills(right, "ok", "OK")
    gone = sheets.head + 1
    sheets.fills(gone, "key", "0" * 12)
    sheets.fills(gone, "ok", "x")
    plural = next(row for row in range(sheets.head + 1, sheets.page.max_row + 1) if sheets.says(row, "form"))
    sheets.fills(plural, "ok", "x")
    done = await sheets.back("--name", "Asha")
    assert done.exit_code == 1
    for row, reason in (
        (hours, "lacks placeholders ['time']"),
        (button, "characters on a button, more than 24"),
        (maybe, "'nej' under OK is neither empty nor x"),
        (gone, "was put otherwise since the sheet was made"),
        (plural + 1, "all forms of a sentence are checked together"),
    ):
        assert any(line.startswith(f"✗ row {row}: ") and reason in line for line in done.output.splitlines()), reason
    assert "1 checked, 0 of them put better; 0 were there already" in done.output
    assert copying.trouble(done) == "5 wrong in ar.xlsx: those rows were not taken, the others were"
    assert await count(town, "sentence_checks") == 1


async def test_what_somebody_else_put_otherwise_meanwhile_stays(town: Town, sheets: Sheets) -> None:
    mette = await town.staff("Mette")
    await sheets.out()
    await mette.presses(f"words:ar:{short_name(None, HOURS)}")
    await mette.taps("✏️ Put it better")
    await mette.types(BETTER)
    (hours,) = sheets.rows_of(HOURS)
    sheets.fills(hours, "better", "نحن هنا حتى {time}.")
    done = await sheets.back("--name", "Asha")
    assert f"✗ row {hours}: what stands here was put otherwise since the sheet was made; export it anew" in done.output
    assert await count(town, "sentence_checks") == 1


async def test_a_plural_comes_back_whole(town: Town, sheets: Sheets) -> None:
    await sheets.out()
    plural = next(row for row in range(sheets.head + 1, sheets.page.max_row + 1) if sheets.says(row, "form"))
    for row in range(plural, plural + 6):
        sheets.fills(row, "ok", "x")
    sheets.fills(plural + 3, "better", f"{sheets.says(plural + 3, 'draft')} ")
    sheets.fills(plural + 4, "better", sheets.says(plural + 3, "draft"))
    done = await sheets.back("--name", "Asha")
    assert (done.exit_code, done.output) == (0, "1 checked, 1 of them put better; 0 were there already\n")
    again = await sheets.back("--name", "Asha")
    assert again.output == "0 checked, 0 of them put better; 1 were there already\n"
    assert await count(town, "sentence_checks") == 1


async def test_rows_may_be_sorted_and_say_themselves_which_form_they_are(town: Town, sheets: Sheets) -> None:
    await sheets.out()
    plural = next(row for row in range(sheets.head + 1, sheets.page.max_row + 1) if sheets.says(row, "form"))
    rows = [[cell.value for cell in sheets.page[row]] for row in range(plural, plural + 6)]
    for row, cells in zip(range(plural, plural + 6), reversed(rows), strict=True):
        for place, words in enumerate(cells, 1):
            sheets.page.cell(row, place).value = words
        sheets.fills(row, "ok", "x")
    sheets.fills(plural, "better", f"{sheets.says(plural, 'draft')}!")
    done = await sheets.back("--name", "Asha")
    assert (done.exit_code, done.output) == (0, "1 checked, 1 of them put better; 0 were there already\n")
    async with town.running.database.transaction() as tx:
        (check,) = (await newest_checks(tx))["ar"].values()
    drafts = [str(cells[sheets.place("draft") - 1]) for cells in rows]
    assert check.words == (*drafts[:5], f"{drafts[5]}!")


async def test_a_plural_of_which_nobody_can_tell_the_forms_is_not_taken(town: Town, sheets: Sheets) -> None:
    await sheets.out()
    plural = next(row for row in range(sheets.head + 1, sheets.page.max_row + 1) if sheets.says(row, "form"))
    for row in range(plural, plural + 6):
        sheets.fills(row, "ok", "x")
    (hours,) = sheets.rows_of(HOURS)
    sheets.fills(hours, "ok", "x")
    sheets.page.delete_cols(sheets.place("form"))
    done = await sheets.back("--name", "Asha")
    assert f"✗ row {plural}: nobody can tell which form this is" in done.output
    assert "1 checked, 0 of them put better" in done.output
    assert await count(town, "sentence_checks") == 1


async def test_what_a_program_for_sheets_does_to_words_does_not_come_in(town: Town, sheets: Sheets) -> None:
    page = await sheets.out()
    (home,) = sheets.rows_of("Who reads what", "button")
    # Words that begin with a sign of arithmetic stay words.
    assert page.cell(home, sheets.place("better")).number_format == "@"
    sheets.fills(home, "better", "#NAME?")
    page.cell(1, 2).value = " "
    sheets.is_signed(DAY, "3.11.2026")
    (hours,) = sheets.rows_of(HOURS)
    sheets.fills(hours, "ok", "x")
    done = await sheets.back("--name", "Asha")
    assert f"✗ row {home}: #NAME? is the program's own complaint: write the words anew as text" in done.output
    async with town.running.database.transaction() as tx:
        (check,) = (await newest_checks(tx))["ar"].values()
    assert check.at.date() == date(2026, 11, 3)


def test_rows_may_be_short_or_hold_nothing_but_spaces() -> None:
    head = [HEADINGS[name] for name in ("key", "version", "draft", "ok", "better")]
    rows = [(), (" ",), (LANGUAGE, None, "ar"), tuple(head), (), ("k", "v", "d", "x")]
    sheet = words_reading._read(enumerate(rows, 1))
    assert (sheet.language, [row.right for row in sheet.sentences["k"]]) == ("ar", [True])


async def test_a_checkout_takes_it_into_its_catalogues(
    town: Town, sheets: Sheets, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = path_of(tmp_path / "locales", "ar", RESIDENTS)
    copy.parent.mkdir(parents=True)
    copy.write_bytes(path_of(FOLDER, "ar", RESIDENTS).read_bytes())
    monkeypatch.setattr("bot.words_back.FOLDER", tmp_path / "locales")
    await sheets.out()
    (hours,) = sheets.rows_of(HOURS)
    sheets.fills(hours, "better", BETTER)
    done = await sheets.back("--name", "Asha Warsame", "--catalogue")
    assert done.exit_code == 0, done.output
    message = read(copy, "ar").get(HOURS)
    assert message is not None
    check = commented(message)
    assert (message.string, check and check.by, state_of(message, {})) == (BETTER, "Asha Warsame", State.CHECKED)
    before, after = path_of(FOLDER, "ar", RESIDENTS).read_text(), copy.read_text()
    # Her words and her name, and nothing else.
    assert len(set(after.splitlines()) - set(before.splitlines())) == 2
    assert await count(town, "sentence_checks") == 0


async def test_what_is_no_such_sheet_is_said_in_one_line(sheets: Sheets, tmp_path: Path) -> None:
    await sheets.out()
    assert "Fill in her name in ar.xlsx, or give it with --name" in copying.trouble(await sheets.back())
    sheets.is_signed(LANGUAGE, "da")
    assert "'da' has no sentences to check" in copying.trouble(await sheets.back("--name", "Asha"))
    text = tmp_path / "plan.xlsx"
    text.write_text("nothing")
    assert "is no XLSX file" in copying.trouble(await sheets.runs("import", str(text), "--name", "Asha"))
    empty = Workbook()
    empty.save(text)
    assert "is not a sheet that" in copying.trouble(await sheets.runs("import", str(text), "--name", "Asha"))
    assert "'xx' has no sentences" in copying.trouble(await sheets.runs("export", "xx", "--xlsx", str(text)))
