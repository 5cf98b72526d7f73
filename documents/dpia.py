"""A draft of the data protection impact assessment, in Danish (Markdown): filled in from what the program really does.

The tables, what of them a person is shown, the roles and the rules of retention are read from where the program has
them; `dpia.toml` only says in Danish what each of them is, and `dpia.md` is the paper they are filled into.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from domain.access import TABLE, Reach, Right
from domain.programme import Programme
from domain.retention import COPIES, RULES, STAYS, Rule, Term
from storage.facts import ColumnFact, TableFact, facts

PAPER, WORDS = Path(__file__).with_name("dpia.md"), Path(__file__).with_name("dpia.toml")


class Undescribed(Exception):
    """Something that the program keeps or does has no Danish words yet; the message names it."""


@dataclass(frozen=True, slots=True)
class About:
    """The day of the draft, and Danish names of what the programme file only has keys for."""

    day: str
    languages: Sequence[str]
    topics: Sequence[str]


def draft(programme: Programme, about: About, words: Mapping[str, Any] | None = None) -> str:
    """Fill the paper in; raises Undescribed where something has no words."""
    words = _words() if words is None else words
    house = programme.house
    partners = [one.texts["da"] for one in programme.partners]
    return Template(PAPER.read_text("utf-8")).substitute(
        plan=programme.name,
        house=house.name,
        address=house.address,
        phone=f", og det har en telefon ({house.phone})" if house.phone else "",
        day=about.day,
        controller=programme.controller,
        contact=programme.contact,
        languages=_listed(about.languages),
        topics=_listed(about.topics),
        goal="intet antal" if programme.families_goal is None else programme.families_goal,
        partners=_listed(partners) or "ingen i programfilen",
        tables="\n\n".join(_table(table, words) for table in facts()),
        roles=_roles(words),
        rules=_rules(words, programme.retention),
        stays="; ".join(f"`{name}`, {_said(words, 'bliver', name)}" for name in STAYS),
        copies=COPIES.days,
        risks="\n\n".join(_risk(number, risk) for number, risk in enumerate(words["risici"], 1)),
        open="\n".join(f"{number}. ⚖ {one['punkt']}" for number, one in enumerate(words["aabne"], 1)),
    )


def _words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))


def _said(words: Mapping[str, Any], *keys: str) -> Any:
    """The Danish words for something, by where they stand."""
    found: Any = words
    for key in keys:
        if not isinstance(found, Mapping) or not found.get(key):
            raise Undescribed(f"documents/dpia.toml has no words for {'.'.join(keys)}: write them there in Danish")
        found = found[key]
    return found


def _listed(names: Iterable[str]) -> str:
    *others, last = [*names] or [""]
    return f"{', '.join(others)} og {last}" if others else last


def _rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _table(table: TableFact, words: Mapping[str, Any]) -> str:
    said = _said(words, "tabeller", table.name)
    head = f"### `{table.name}`\n\n{_said(said, 'formaal')} Om: {_said(said, 'om')}."
    rows = [[f"`{one.name}`", _column(table, one, said.get("felter", {}), words)] for one in table.columns]
    if table.withheld:
        return f"{head} Udleveres ikke: {_said(words, 'hvorfor', table.withheld)}.\n\n{_rows(['felt', 'hvad'], rows)}"
    shown = [_shown(one, words) for one in table.columns]
    whole = [[*row, one] for row, one in zip(rows, shown, strict=True)]
    return f"{head}\n\n{_rows(['felt', 'hvad', 'udleveres ved indsigt'], whole)}"


def _column(table: TableFact, column: ColumnFact, own: Mapping[str, str], words: Mapping[str, Any]) -> str:
    what = own.get(column.name) or words["felter"].get(column.name)
    if not what:
        return str(_said(words, "tabeller", table.name, "felter", column.name))
    return f"{what} (krypteret)" if column.sealed and "krypteret" not in what else str(what)


def _shown(column: ColumnFact, words: Mapping[str, Any]) -> str:
    return "ja" if column.withheld is None else f"nej: {_said(words, 'hvorfor', column.withheld)}"


def _roles(words: Mapping[str, Any]) -> str:
    rows = [
        [_said(words, "roller", role.value), "; ".join(_right(words, right, reach) for right, reach in rights.items())]
        for role, rights in TABLE.items()
    ]
    return _rows(["rolle", "må"], [*rows, ["Borger", "ser og ændrer sit eget, og intet andet"]])


def _right(words: Mapping[str, Any], right: Right, reach: Reach) -> str:
    said, only = _said(words, "rettigheder", right.value), words["raekkevidde"].get(reach.value)
    return f"{said} ({only})" if only else str(said)


def _rules(words: Mapping[str, Any], chosen: Mapping[str, int]) -> str:
    rows = []
    for rule in RULES:
        what, since, then = _said(words, "regler", rule.key)
        rows.append([what, f"{term(rule.term_in(chosen))}{_mark(rule)}", since, then])
    return _rows(["hvad", "hvor længe", "regnet fra", "hvad der sker"], rows)


def term(length: Term) -> str:
    """A length of time in Danish."""
    if length.years:
        return f"{length.years} år efter årets udgang"
    return f"{length.days} dag{'' if length.days == 1 else 'e'}" if length.days else "straks"


def _mark(rule: Rule) -> str:
    return " **⚖**" if rule.weighed else ""


def _risk(number: int, risk: Mapping[str, Any]) -> str:
    done = "\n".join(f"- {one}" for one in risk["goer"])
    left = f"Tilbage er: {risk['rest']} Sandsynlighed: ⚖ Konsekvens: ⚖"
    return f"**{number}. {risk['hvad']}**\n\n{done}\n\n{left}"
