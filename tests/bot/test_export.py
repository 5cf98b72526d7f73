"""The registers of a year as a file, from the command line."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from domain.people import Role
from simulator import Clock
from storage import people, walk_ins
from storage.engine import Tx
from tests.bot.test_cli import given as given
from tests.bot.test_cli import in_the_house, trouble
from tests.bot.test_cli import nabobot as nabobot

Nabobot = Callable[..., Result]
TABLES = {
    *("kodebog.csv", "samtaler-maade.csv", "samtaler-emne.csv", "familier-sprog.csv", "familier-samtaler.csv"),
    *("moeder.csv", "forloeb.csv", "deltagere.csv", "efter-gruppen.csv", "brobygning.csv", "partnertimer.csv"),
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are written where the command is called."""
    monkeypatch.chdir(tmp_path)


def talked_with(given: dict[str, str], languages: list[str]) -> None:
    """A family for each language came by."""

    async def make(tx: Tx) -> None:
        now = Clock().now()
        person = await people.add_person(tx, 5, "da", now)
        await people.join_staff(tx, person.id, Role.FAMILY_WORKER, "Mette", now)
        (mette,) = await people.staff_with(tx, Role)
        assert mette.staff is not None
        for number, language in enumerate(languages):
            whose = await people.add_family(tx, now)
            await walk_ins.add_walk_in(tx, f"{number:08}", whose, "letters", language, mette.staff.id, now)

    in_the_house(given, make)


def tables(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as folder:
        return {name: folder.read(name).decode("utf-8-sig") for name in folder.namelist()}


def test_the_registers_are_one_file_with_a_codebook(nabobot: Nabobot, given: dict[str, str]) -> None:
    talked_with(given, ["ar"] * 6 + ["so"] * 2 + ["tr"] * 3)
    year = str(Clock().now().year)
    result = nabobot("export", "registers", "--year", year)
    assert (result.exit_code, result.stdout) == (0, f"registre-{year}.zip\n")
    found = tables(Path(f"registre-{year}.zip"))
    assert set(found) == TABLES
    # Two families and three could be told apart; five together cannot.
    assert found["familier-sprog.csv"].splitlines()[1:] == ["arabisk;6", "andre sprog tilsammen;5"]
    assert found["familier-samtaler.csv"].splitlines()[1:] == ["1;11"]
    columns = [line.split(";")[:2] for line in found["kodebog.csv"].splitlines()[1:]]
    for name, text in found.items():
        if name != "kodebog.csv":
            assert [name, text.split(";")[0]] in columns


def test_a_few_others_take_the_smallest_language_along(nabobot: Nabobot, given: dict[str, str]) -> None:
    talked_with(given, ["ar"] * 7 + ["so"] * 5 + ["tr"])
    nabobot("export", "registers", "--year", str(Clock().now().year), "--out", "ud.zip")
    assert tables(Path("ud.zip"))["familier-sprog.csv"].splitlines()[1:] == ["arabisk;7", "andre sprog tilsammen;6"]


def test_into_a_folder(nabobot: Nabobot, given: dict[str, str]) -> None:
    talked_with(given, [])
    Path("arkiv").mkdir()
    year = str(Clock().now().year)
    assert (
        nabobot("export", "registers", "--year", year, "--out", "arkiv").stdout.strip() == f"arkiv/registre-{year}.zip"
    )


def test_a_year_that_is_not_kept_is_said(nabobot: Nabobot, given: dict[str, str]) -> None:
    talked_with(given, [])
    assert trouble(nabobot("export", "registers", "--year", "2099")).startswith("the registers hold the years ")
    assert list(Path().glob("*.zip")) == []


def test_without_a_database_none_is_made(nabobot: Nabobot, given: dict[str, str], tmp_path: Path) -> None:
    assert trouble(nabobot("export", "registers", "--year", str(Clock().now().year))).startswith("there is no database")
