"""What is entered once a year: figures that others measure for the whole area, and that a year is closed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Date,
    Float,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    exists,
    insert,
    select,
    update,
)

from domain.slots import Span
from domain.years import AreaFigure, ClosedYear
from storage.appointments import talks
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.gatherings import sessions
from storage.people import staff
from storage.sign_ups import attendances

# Rows are added and never changed: the newest that was not taken back holds.
area_figures = Table(
    "area_figures",
    metadata,
    Column("id", Integer, primary_key=True),
    # The key of one of the programme's criteria.
    Column("criterion", String, nullable=False, index=True),
    # The year of the programme it is reported in.
    Column("year", Integer, nullable=False),
    Column("value", Float, nullable=False),
    # Who measured it, and of which day it is.
    Column("source", String, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

# A year that is closed: its figures as they were then, which stay when the registers behind them are gone.
closed_years = Table(
    "closed_years",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("figures", JSON, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("closed_at", Moment, nullable=False),
)


async def note_area_figure(
    tx: Tx, criterion: str, year: int, value: float, source: str, as_of: date, staff_id: int, now: datetime
) -> None:
    """Enter a figure that others measured; it holds from now on, and what stood there before stays in the history."""
    values = {"criterion": criterion, "year": year, "value": value, "source": source, "as_of": as_of}
    await tx.execute(insert(area_figures).values(staff_id=staff_id, noted_at=now, **values))


async def area_figures_of(tx: Tx, year: int | None = None) -> list[AreaFigure]:
    """What was entered and not taken back, of one year or of all, oldest first; the newest of a criterion holds."""
    which = [area_figures.c.withdrawn_at.is_(None), *([] if year is None else [area_figures.c.year == year])]
    return await _entries(tx, *which)


async def history_of(tx: Tx, criterion: str, year: int) -> list[AreaFigure]:
    """All that was ever entered of a criterion for a year, taken back or not, oldest first."""
    return await _entries(tx, area_figures.c.criterion == criterion, area_figures.c.year == year)


async def _entries(tx: Tx, *which: ColumnElement[bool]) -> list[AreaFigure]:
    found = select(area_figures, staff.c.name).join_from(area_figures, staff, staff.c.id == area_figures.c.staff_id)
    return [_entry(row) for row in await tx.execute(found.where(*which).order_by(area_figures.c.id))]


def _entry(row: Row[Any]) -> AreaFigure:
    what = (row.criterion, row.year, row.value, row.source, row.as_of)
    return AreaFigure(row.id, *what, row.name, row.noted_at, row.withdrawn_at)


async def take_area_figure_back(tx: Tx, entry: int, year: int, now: datetime) -> bool:
    """It was entered by mistake; False when that was said before, or it is of another year."""
    here = (area_figures.c.id == entry) & area_figures.c.withdrawn_at.is_(None) & (area_figures.c.year == year)
    return (await tx.execute(update(area_figures).where(here).values(withdrawn_at=now))).rowcount == 1


async def close_year(tx: Tx, year: int, figures: Mapping[str, Any], staff_id: int, now: datetime) -> bool:
    """Close a year with its figures; False when it was closed before."""
    values = {"year": year, "figures": dict(figures), "staff_id": staff_id, "closed_at": now}
    return (await tx.execute(tx.insert_new(closed_years).values(**values))).rowcount == 1


async def find_closed_year(tx: Tx, year: int) -> ClosedYear | None:
    """A year that was closed."""
    row = (await tx.execute(select(closed_years).where(closed_years.c.year == year))).first()
    return None if row is None else ClosedYear(row.year, row.figures, row.closed_at)


async def anything_registered(tx: Tx, span: Span) -> bool:
    """Whether there is anything to report of a stretch of time: a talk that stands, or somebody who was there."""
    talked = (talks.c.held_at >= span.starts_at) & (talks.c.held_at < span.ends_at) & talks.c.withdrawn_at.is_(None)
    within = (sessions.c.starts_at >= span.starts_at) & (sessions.c.starts_at < span.ends_at)
    there = exists().where(sessions.c.id == attendances.c.session_id, within, attendances.c.present.is_(True))
    return bool((await tx.execute(select(exists().where(talked) | there))).scalar())


async def every_closed_year(tx: Tx) -> list[int]:
    """The years that were closed, oldest first."""
    return list((await tx.execute(select(closed_years.c.year).order_by(closed_years.c.year))).scalars())
