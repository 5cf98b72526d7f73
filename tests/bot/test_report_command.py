"""`nabobot report`: a file for every form, and one clear line for everything that goes wrong."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import Result

from bot.demo_term import plant_term
from bot.demo_years import plant_years
from bot.wiring import services_of
from simulator import Clock
from storage.engine import Tx
from tests.bot.test_cli import given as given
from tests.bot.test_cli import in_the_house, settings_of, trouble
from tests.bot.test_cli import nabobot as nabobot
from tests.documents.pages import is_tagged, language
from tests.town import ZONE

Nabobot = Callable[..., Result]
TODAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    """Files are written where the command is called, in November 2026."""
    monkeypatch.chdir(tmp_path)
    Clock(tmp_path / "clock", start=TODAY)
    given["NABOBOT_CLOCK_FILE"] = str(tmp_path / "clock")


@pytest.fixture
def years(given: dict[str, str]) -> None:
    async def plant(tx: Tx) -> None:
        services = services_of(settings_of(given))
        await plant_years(tx, services, await plant_term(tx, services.programme, TODAY), TODAY)

    in_the_house(given, plant)


@pytest.mark.usefixtures("years")
def test_the_report_in_every_form(nabobot: Nabobot) -> None:
    for form, begins in (("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf"), ("json", b"{")):
        result = nabobot("report", "--year", "2025", "--format", form)
        assert (result.exit_code, result.stdout) == (0, f"aarsrapport-2025.{form}\n")
        assert Path(f"aarsrapport-2025.{form}").read_bytes().startswith(begins)
    page = Path("aarsrapport-2025.pdf").read_bytes()
    assert is_tagged(page)
    assert language(page) == "da"
    said = json.loads(Path("aarsrapport-2025.json").read_text("utf-8"))
    assert (said["year"], said["closed_on"]) == (2025, "2026-02-02")
    # The same figures, the same bytes.
    assert nabobot("report", "--year", "2025", "--out", "again.pdf").exit_code == 0
    assert Path("again.pdf").read_bytes() == page


@pytest.mark.usefixtures("years")
def test_the_year_it_is_now_in_english(nabobot: Nabobot) -> None:
    assert nabobot("report", "--language", "en").stdout == "yearly-report-2026.pdf\n"
    assert language(Path("yearly-report-2026.pdf").read_bytes()) == "en"


@pytest.mark.usefixtures("years")
def test_a_year_without_anything_says_which_have(nabobot: Nabobot) -> None:
    said = trouble(nabobot("report", "--year", "2020"))
    assert said == "nothing was counted in 2020; there is a report of: 2025, 2026"
    assert list(Path().glob("*.pdf")) == []


def test_a_house_in_which_nothing_was_counted(nabobot: Nabobot) -> None:
    assert trouble(nabobot("report")) == "nothing was counted in 2026; there is a report of: no year yet"


@pytest.mark.usefixtures("years")
def test_a_file_that_cannot_be_written_is_named(nabobot: Nabobot) -> None:
    said = trouble(nabobot("report", "--format", "csv", "--out", "nowhere/report.csv"))
    assert said == "nowhere/report.csv cannot be written: No such file or directory"


def test_a_form_or_language_that_there_is_not(nabobot: Nabobot) -> None:
    for wrong in (("--format", "docx"), ("--language", "ar"), ("--year", "26")):
        result = nabobot("report", *wrong)
        assert result.exit_code == 2
        assert wrong[1] in result.stderr
