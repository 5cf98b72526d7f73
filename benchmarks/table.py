"""Medians over the rounds, and ours as a ratio to the peer's."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from benchmarks.rounds import Load, Measured, Plan

Figure = Callable[[Measured], float]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; `aim` is the most that the ratio should be."""

    name: str
    figure: Figure
    unit: str
    aim: float | None = None


def _load(which: Callable[[Measured], Load], name: str, aim: float | None) -> list[Line]:
    return [
        Line(f"{name}: CPU per update", lambda one: which(one).cpu / which(one).updates * 1000, "ms", aim),
        Line(f"{name}: p50", lambda one: which(one).p50 * 1000, "ms"),
        Line(f"{name}: p99", lambda one: which(one).p99 * 1000, "ms"),
        Line(f"{name}: updates a second", lambda one: which(one).updates / which(one).took, ""),
        Line(f"{name}: calls per update", lambda one: which(one).calls / which(one).updates, ""),
    ]


def lines(plan: Plan) -> list[Line]:
    """What the table shows, in order."""
    return [
        *_load(lambda one: one.many, f"{plan.people} people", 0.5),
        *_load(lambda one: one.alone, "one person", None),
        Line("memory: peak", lambda one: one.peak, "MB", 1.8),
        Line("memory: before the first update", lambda one: one.idle, "MB"),
        Line("start: spawn to first poll", lambda one: one.start.wall * 1000, "ms", 2.0),
        Line("start: CPU until then", lambda one: one.start.cpu * 1000, "ms"),
        Line("very first start: spawn to first poll", lambda one: one.first_start.wall * 1000, "ms"),
    ]


def compare(found: Sequence[Line], ours: Sequence[Measured], peer: Sequence[Measured]) -> list[dict[str, Any]]:
    """Each line with both medians and their ratio."""
    rows = []
    for line in found:
        a, b = (median(line.figure(one) for one in side) for side in (ours, peer))
        rows.append({"name": line.name, "unit": line.unit, "ours": a, "peer": b, "ratio": a / b, "aim": line.aim})
    return rows


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as a table that reads well on a terminal and in a page."""
    head = ["median", "ours", "plain PTB", "ratio", "aim"]
    cells = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    ruler = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(line, widths) for line in (cells[0], ruler, *cells[1:]))


def _cells(row: dict[str, Any]) -> list[str]:
    a, b = (f"{_round(row[side])} {row['unit']}".strip() for side in ("ours", "peer"))
    return [row["name"], a, b, f"{row['ratio']:.2f}", "" if row["aim"] is None else f"≤ {row['aim']}"]


def _round(figure: float) -> str:
    return f"{figure:.0f}" if figure >= 100 else f"{figure:.1f}" if figure >= 10 else f"{figure:.2f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (cell.ljust(width) if not at else cell.rjust(width) for at, (cell, width) in _at(cells, widths))
    return "| " + " | ".join([first, *others]) + " |"


def _at(cells: Sequence[str], widths: Sequence[int]) -> list[tuple[int, tuple[str, int]]]:
    return list(enumerate(zip(cells, widths, strict=True)))


def raw(ours: Sequence[Measured], peer: Sequence[Measured]) -> dict[str, Any]:
    """Every single measurement, for whoever wants to look closer."""
    return {"ours": [asdict(one) for one in ours], "peer": [asdict(one) for one in peer]}
