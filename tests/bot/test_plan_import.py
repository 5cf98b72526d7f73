"""A year's plan from one file: looked over line by line, and then all of it or nothing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, time
from pathlib import Path

import pytest
import pytest_asyncio
from click.testing import Result
from openpyxl import Workbook, load_workbook

from bot.plan_reading import read_rows
from domain.people import Role
from domain.plan_file import read_date
from locales import Languages
from tests.bot import copying
from tests.conversations.ledger import count, rows
from tests.town import Town, read_words, town_in

HEADINGS = "aktivitet;dato;fra;til;tema;titel;oplæg;sted;adresse;pladser;børnepasning;forløb"
GOOD = f"""{HEADINGS}
Familieaften;12-01-2027;17:00;19:30;God søvn;;Om søvn;;;25;ja;
familieaften;9/2 2027;;;;Vi bygger drager;;Børnehuset;Vejen 3;;nej;
Familiekursus;02-03-2027;;;Biblioteket;;;;;;;Forår 2027
Familiekursus;09-03-2027;15.30;18;;Genbrug;;Genbrugsstationen;Stien 1;;;Forår 2027
Mødre Imellem;14.1.2027;17;19;;;;;;;;
"""


@pytest_asyncio.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """A town in which the bot runs while commands work beside it."""
    words = read_words()
    monkeypatch.setattr(Languages, "load", lambda _zone, **_beside: words)
    async with town_in(tmp_path, restless=False) as found:
        yield found


@pytest.fixture
def said(town: Town, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "Command":
    return Command(town, monkeypatch, tmp_path)


class Command:
    """`nabobot plan`, with files that lie in a folder of the test."""

    def __init__(self, town: Town, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.town, self.monkeypatch, self.folder = town, monkeypatch, folder

    async def runs(self, *words: str) -> Result:
        return await asyncio.to_thread(copying.nabobot, self.monkeypatch, self.town.settings(), "plan", *words)

    async def imports(self, content: str | bytes, *words: str, name: str = "plan.csv") -> Result:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return await self.runs("import", str(path), *words)


async def test_a_year_lands_as_drafts_once_however_often_it_is_read(town: Town, said: Command) -> None:
    karen, mette = await town.staff("Karen", Role.COORDINATOR), await town.staff("Mette")
    dry = await said.imports(GOOD, "--dry-run")
    assert (dry.exit_code, await count(town, "gatherings")) == (0, 0), dry.output
    assert "✓ line 2: Familieaften, 12-01-2027 17:00–19:30, God søvn" in dry.output
    assert "4 would be planned; 0 were there already" in dry.output
    first = await said.imports(GOOD)
    assert "4 are drafts in the chat now; 0 were there already" in first.output
    found = await rows(town, "SELECT activity, state, places, childcare FROM gatherings ORDER BY id")
    assert found == [
        ("evening", "draft", 25, 1),
        ("mothers", "draft", None, 0),
        ("evening", "draft", 30, 0),
        ("course", "draft", 10, 1),
    ]
    again = await said.imports(GOOD)
    assert (again.exit_code, await count(town, "sessions")) == (0, 5)
    assert "= line 4: Familiekursus, Forår 2027, 02-03-2027 16:00–19:00, Biblioteket is there already" in again.output
    assert "0 are drafts in the chat now; 4 were there already" in again.output
    await karen.types("/plan")
    await karen.taps_label("✏️ tirsdag den 9. februar 2027 · Vi bygger drager")
    assert "Børnehuset, Vejen 3" in karen.text
    await mette.types("/plan")
    await mette.taps_label("👨‍👩‍👧 Familiekursus")
    await mette.taps_label("✏️ tirsdag den 2. marts 2027 · Forår 2027")
    assert "2. tirsdag den 9. marts 2027, 15.30–18.00 · Genbrug" in mette.text


async def test_everything_wrong_is_said_by_line_and_nothing_is_made(town: Town, said: Command) -> None:
    await town.staff("Mette")
    wrong = {
        "Familieaftn;12-01-2027;;;;;;;;;;": "there is no 'Familieaftn'; did you mean 'familieaften'?",
        "Familieaften;25-12-2026;;;;;;;;;;": "2026-12-25 is a public holiday",
        "Familieaften;22-12-2026;;;;;;;;;;": "2026-12-22 is a day on which the house is closed",
        "Familieaften;20-11-2026;;;;;;;;;;": "2026-11-20 is over",
        "Familieaften;31-02-2027;;;;;;;;;;": "'31-02-2027' is no date",
        "Familieaften;12-01-2027;19:00;17:00;;;;;;;;": "it ends at 17:00, before or when it begins (19:00)",
        "Familieaften;13-01-2027;25:00;;;;;;;;;": "'25:00' is no time",
        "Familieaften;14-01-2027;;;God sövn;;;;;;;": "there is no 'God sövn'; did you mean 'godsoevn'?",
        "Familieaften;15-01-2027;;;God søvn;Egen;;;;;;": "a title stands in place of a theme",
        "Familieaften;18-01-2027;;;;;;;;mange;;": "'mange' is no number from 1 to 500",
        "Familieaften;19-01-2027;;;;;;;;;måske;": "'måske' is neither ja nor nej",
        "Mødre Imellem;20-01-2027;;;;;;;;;ja;": "at this activity it is never so",
        "Familieaften;21-01-2027;;;;;;;Vejen 3;;;": "the address has no name of a place",
        ";22-01-2027;;;;;;;;;;": "no activity is named",
        f"Familieaften;25-01-2027;;;;{'x' * 61};;;;;;": "at most 60 characters, these are 61",
        "Familieaften;26-01-2027;;;;;;;;;;": None,
        "Familieaften;26-01-2027;17:00;19:30;;;;;;;; ": "says the same as line 17",
    }
    result = await said.imports("\n".join([HEADINGS, *wrong]))
    for number, words in enumerate(wrong.values(), 2):
        line = next(one for one in result.output.splitlines() if f" line {number}:" in one and (words or "") in one)
        assert line.startswith("✗" if words else "✓"), line
    assert result.exit_code == 1
    assert f"{len(wrong) - 1} wrong in plan.csv: nothing was planned" in result.output
    assert await count(town, "gatherings") == 0


async def test_overlaps_are_pointed_out_and_a_private_one_is_not_named(town: Town, said: Command) -> None:
    await town.staff("Mette")
    nurse = await town.staff("Nadia", Role.HEALTH_NURSE)
    await nurse.types("/plan")
    await nurse.taps("➕ Plan a new one")
    await nurse.types("12/1 18-20")
    result = await said.imports(
        f"{HEADINGS}\nFamilieaften;12-01-2027;;;;;;;;;;\nMødre Imellem;12-01-2027;19;21;;;;;;;;\n"
    )
    assert result.exit_code == 0
    assert "! line 2: at the same time as something else (18:00)" in result.output
    assert "! line 3: at the same time as line 2" in result.output
    assert await count(town, "gatherings") == 3


async def test_who_plans_it_is_named_or_the_first_who_runs_it_and_open_opens_it(town: Town, said: Command) -> None:
    nobody = await said.imports(GOOD)
    assert (nobody.exit_code, await count(town, "gatherings")) == (1, 0)
    assert "nobody in the roster runs the activity 'course'" in nobody.output
    await town.staff("Karen", Role.COORDINATOR)
    await town.staff("Mette")
    evening = f"{HEADINGS}\nFamilieaften;12-01-2027;;;;;;;;;;\n"
    for by, words in (("Lea", "nobody in the roster is called 'Lea'"), ("health-nurse", "'health-nurse' does not run")):
        refused = await said.imports(evening, "--by", by)
        assert (refused.exit_code, words in refused.output) == (1, True), refused.output
    result = await said.imports(evening, "--by", "Mette", "--open")
    assert "1 are open for sign-up" in result.output
    found = await rows(town, "SELECT state, name FROM gatherings JOIN staff ON staff.id = staff_id")
    assert [state for state, _ in found] == ["open"]
    mette = await rows(town, "SELECT id FROM staff WHERE role = 'family-worker'")
    assert await rows(town, "SELECT staff_id FROM gatherings") == mette


async def test_a_course_of_which_half_is_there_is_refused(town: Town, said: Command) -> None:
    await town.staff("Mette")
    course = f"{HEADINGS}\nFamiliekursus;02-03-2027;;;;;;;;;;Forår\n"
    await said.imports(course)
    result = await said.imports(f"{course}Familiekursus;09-03-2027;;;;;;;;;;Forår\n")
    assert result.exit_code == 1
    assert "✗ line 2: is there already, and other sessions of its course are not" in result.output
    assert await count(town, "sessions") == 1
    unlike = await said.imports(
        f"{HEADINGS}\nFamiliekursus;01-09-2027;;;;;;;;8;;Efterår\nFamiliekursus;08-09-2027;;;;;;;;9;;Efterår\n"
    )
    assert "✗ line 3: pladser and børnepasning are those of the whole course: see line 2" in unlike.output


async def test_the_three_formats_and_english_headings_say_the_same(town: Town, said: Command) -> None:
    await town.staff("Mette")
    book = Workbook()
    book.active.append(["Activity", "Date", "From", "To", "Places", "Børnepasning", None])
    book.active.append(["evening", date(2027, 1, 12), time(17), time(19, 30), 25, "Ja", None])
    book.save(said.folder / "made.xlsx")
    toml = '[[plan]]\nactivity = "Family evening"\ndate = 2027-01-12\nfrom = 17:00:00\nto = "19.30"\nplaces = 25\n'
    files: dict[str, bytes] = {
        "plan.xlsx": (said.folder / "made.xlsx").read_bytes(),
        "plan.toml": f"{toml}childcare = true\n".encode(),
        "plan.csv": "aktivitet\tdato\tpladser\tbørnepasning\nFamilieaften\t2027-01-12\t25\tja\n".encode("cp1252"),
    }
    for made, (name, content) in enumerate(files.items()):
        result = await said.imports(content, name=name)
        assert result.exit_code == 0, result.output
        assert f"{int(made == 0)} are drafts in the chat now; {int(made > 0)} were there already" in result.output
    assert await rows(town, "SELECT places, childcare FROM gatherings") == [(25, 1)]


async def test_what_is_no_plan_is_said_in_one_line(said: Command) -> None:
    for name, content, words in (
        ("plan.pdf", b"x", "a plan is a file that ends in .csv, .toml, .xlsx"),
        ("plan.xlsx", b"no zip", "is no XLSX file that can be read"),
        ("plan.toml", b"[[plan]", "is not TOML"),
        ("plan.toml", b"plan = 3", "each session is a table that begins with [[plan]]"),
        ("plan.csv", b"", "there is no row in it"),
        ("plan.csv", b"aktivitet,dato,titel\nFamilieaften,12-01-2027,Mad, leg", "line 2: 4 cells, but 3 headings"),
        (
            "plan.csv",
            b"aktivitet;datum\nFamilieaften;12-01-2027",
            "nobody knows the column 'datum'; did you mean",
        ),
        ("plan.csv", b"aktivitet;sted\nFamilieaften;x", "the column 'dato' is missing"),
        ("plan.csv", b"aktivitet;dato\n" + 501 * b"x;y\n", "501 rows are more than a plan can have"),
    ):
        result = await said.imports(content, name=name)
        assert result.exit_code == 1, name
        assert words in result.output, result.output


async def test_a_template_of_each_kind_can_be_filled_in_and_read(town: Town, said: Command) -> None:
    await town.staff("Mette")
    for kind in ("csv", "xlsx", "toml"):
        out = said.folder / f"template.{kind}"
        assert (await said.runs("template", "--format", kind, "--out", str(out))).exit_code == 0
        assert read_rows(out) == []
    text = (said.folder / "template.csv").read_text("utf-8-sig")
    assert text.splitlines()[1].startswith("# Familiekursus;12-01-2027;17:00;19:30;")
    assert "Temaer: Skolestart" in text
    filled = text + "Familieaften;12-01-2027;17:00;19:30;God søvn\r\n"
    assert (await said.imports(filled)).exit_code == 0
    book = load_workbook(said.folder / "template.xlsx")
    assert book.sheetnames == ["Plan", "Vejledning"]
    assert await count(town, "gatherings") == 1


def test_a_date_is_read_as_danes_write_it() -> None:
    for words in ("12-01-2027", "12/1 2027", "12.1.2027", "12. 1. 2027", "2027-01-12"):
        assert read_date(words) == date(2027, 1, 12)
