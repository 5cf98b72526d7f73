"""The draft of the impact assessment: everything that is kept and done has its words, and nothing is made up."""

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.settings import PROGRAMME, Settings, read_settings
from bot.wiring import load_programme
from documents import dpia
from documents.dpia import About, Undescribed, draft, term
from domain.access import TABLE, Reach, Right
from domain.people import Role
from domain.retention import RULES, STAYS, Term
from storage.facts import facts
from storage.personal import KEPT, NOT_PERSONAL
from storage.schema import metadata
from tests.bot import copying

WORDS: dict[str, Any] = tomllib.loads(dpia.WORDS.read_text("utf-8"))
ABOUT = About("26.11.2026", ["dansk", "engelsk"], ["Breve"])
VIBY = load_programme(PROGRAMME)
MORE = {"felter", "tabeller", "hvorfor", "bliver"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings({"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": str(tmp_path / "data")}, None)


def test_every_table_and_every_column_has_its_place_in_it() -> None:
    text = draft(VIBY, ABOUT)
    for table in metadata.sorted_tables:
        _, found, rest = text.partition(f"### `{table.name}`\n")
        assert found, table.name
        rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", rest.split("### ")[0], re.MULTILINE)
        assert [name for name, _ in rows] == [column.name for column in table.columns]


def test_what_is_sealed_is_said_to_be_and_nothing_else_is() -> None:
    text = draft(VIBY, ABOUT)
    for table in facts():
        rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", text.partition(f"### `{table.name}`\n")[2], re.MULTILINE))
        for column in table.columns:
            if column.sealed:
                assert "krypteret" in rows[column.name], (table.name, column.name)
    assert text.count("| `token_hash` | fingeraftryk") == 2


def places(words: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The way to everything that is described by a name from the code."""
    for key, value in words.items():
        here = (*path, key)
        if isinstance(value, dict) and here[-1] != "felter":
            yield from places(value, here)
        elif path and path[0] in ("regler", "roller", "rettigheder", "hvorfor", "bliver", "tabeller"):
            yield here


@pytest.mark.parametrize("place", sorted(places(WORDS)), ids=".".join)
def test_without_the_words_for_anything_it_fails_and_names_it(place: tuple[str, ...]) -> None:
    words = deepcopy(WORDS)
    inner = words
    for key in place[:-1]:
        inner = inner[key]
    if place[-1] == "felter":
        name = next(iter(inner["felter"]))
        del inner["felter"][name]
        if name in words["felter"]:
            return
    else:
        del inner[place[-1]]
    with pytest.raises(Undescribed, match=r"documents/dpia.toml has no words for"):
        draft(VIBY, ABOUT, words)


def test_nothing_is_described_that_is_not_there() -> None:
    assert set(WORDS["tabeller"]) == set(metadata.tables)
    for name, said in WORDS["tabeller"].items():
        assert set(said.get("felter", {})) <= set(metadata.tables[name].columns.keys()), name
    assert set(WORDS["regler"]) == {rule.key for rule in RULES}
    assert set(WORDS["bliver"]) == set(STAYS)
    assert set(WORDS["roller"]) == set(Role) == set(TABLE)
    assert set(WORDS["rettigheder"]) == set(Right)
    assert set(WORDS["raekkevidde"]) == set(Reach) - {Reach.ALL}
    reasons = {why for kept in KEPT.values() for why in kept.not_personal.values()} | set(NOT_PERSONAL.values())
    assert set(WORDS["hvorfor"]) == reasons


def test_the_terms_are_those_of_the_plan() -> None:
    assert [term(one) for one in (Term(), Term(1), Term(30), Term(years=5))] == [
        "straks",
        "1 dag",
        "30 dage",
        "5 år efter årets udgang",
    ]
    text = draft(replace(VIBY, retention={**VIBY.retention, "requests_days": 200}), ABOUT)
    assert "| Henvendelser med alt, hvad der hører til | 200 dage **⚖** |" in text
    assert text.count("\n| Registret over") == 3


def test_of_the_plan_stands_what_its_file_says_and_nothing_else() -> None:
    plan = replace(
        VIBY,
        name="Planen",
        controller="Foreningen",
        contact="Kontoret",
        partners=(),
        house=replace(VIBY.house, name="Huset", address="Gaden 1", phone=None),
    )
    text = draft(plan, ABOUT)
    for said in ("Planen", "Foreningen", "Kontoret", "Huset", "Gaden 1", "ingen i programfilen", "dansk og engelsk"):
        assert said in text
    for never in ("Viby", "Nabohuset", "+45", "Aarhus", "$"):
        assert never not in text


def test_what_the_controller_decides_is_marked_and_listed() -> None:
    text = draft(VIBY, ABOUT)
    listed = text.partition("## 10. Åbne punkter")[2].partition("## 11")[0]
    assert len(re.findall(r"^\d+\. ⚖ ", listed, re.MULTILINE)) == len(WORDS["aabne"]) > 8
    assert text.count("Sandsynlighed: ⚖ Konsekvens: ⚖") == len(WORDS["risici"]) > 6
    weighed = [rule for rule in RULES if rule.weighed]
    rules = text.partition("## 6. Hvor længe")[2].partition("## 7")[0]
    assert len(re.findall(r"\*\*⚖\*\* \|", rules)) == len(weighed)


def test_every_table_of_it_is_one() -> None:
    """As many cells in every row as in the head."""
    head: int | None = None
    for line in draft(VIBY, ABOUT).splitlines():
        if not line.startswith("|"):
            head = None
            continue
        cells = line.count("|")
        assert head in (None, cells), line
        head = cells


def test_the_commands_and_buttons_it_names_are_there() -> None:
    words = Path("locales/da/LC_MESSAGES/nabobot.po").read_text("utf-8")
    text = draft(VIBY, ABOUT)
    for label in ("Glem mig", "Ryd chatten", "Se, hvad I ved om mig"):
        assert f"*{label}*" in text
        assert label in words


def test_the_command_prints_it_or_writes_it(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = copying.nabobot(monkeypatch, settings, "dpia").stdout
    assert printed.startswith("# Konsekvensanalyse vedrørende databeskyttelse – udkast\n")
    assert "dansk, engelsk, arabisk, somali" in printed
    assert "Breve og skemaer, Penge og bolig" in printed
    out = tmp_path / "analyse.md"
    assert copying.nabobot(monkeypatch, settings, "dpia", "--out", str(out)).stdout == f"{out}\n"
    assert out.read_text("utf-8") == printed
    # It needs no database, and makes none.
    assert not settings.data.exists()
    nowhere = tmp_path / "none" / "analyse.md"
    line = copying.trouble(copying.nabobot(monkeypatch, settings, "dpia", "--out", str(nowhere)))
    assert line.startswith(f"{nowhere} cannot be used")
