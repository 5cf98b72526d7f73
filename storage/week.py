"""What a week came to, as counts, and who was away."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ColumnElement, Row, func, select

from domain.counselling import RequestState
from domain.slots import Span
from domain.week import Away
from storage.appointments import families_talked_with, talks
from storage.counselling import requests
from storage.engine import Tx
from storage.people import absences, staff


async def count_requests(tx: Tx, span: Span) -> int:
    """How many requests came."""
    return await _count(tx, requests.c.created_at, span)


async def count_talks(tx: Tx, span: Span) -> int:
    """How many talks were held."""
    return await _count(tx, talks.c.held_at, span, talks.c.withdrawn_at.is_(None))


async def _count(tx: Tx, at: Column[Any], span: Span, *also: ColumnElement[bool]) -> int:
    within = (at >= span.starts_at, at < span.ends_at)
    number: int = (await tx.execute(select(func.count()).select_from(at.table).where(*within, *also))).scalar_one()
    return number


async def count_waiting(tx: Tx) -> int:
    """How many requests nobody has taken yet."""
    waits = requests.c.state == RequestState.NEW.value
    number: int = (await tx.execute(select(func.count()).select_from(requests).where(waits))).scalar_one()
    return number


async def count_new_families(tx: Tx, span: Span, years: Sequence[Span]) -> int:
    """How many families had their first talk of a year; a week at the turn of a year lies in two."""
    new = 0
    for year in years:
        since, until = max(span.starts_at, year.starts_at), min(span.ends_at, year.ends_at)
        if since < until:
            before = await families_talked_with(tx, year.starts_at, since)
            new += await families_talked_with(tx, year.starts_at, until) - before
    return new


async def away_between(tx: Tx, first: date, last: date, zone: ZoneInfo) -> list[Away]:
    """Who of the team did not work on some of these days; on the day on which she says so, she is back."""
    columns = (staff.c.name, absences.c.starts_on, absences.c.ends_on, absences.c.ended_at)
    meets = (absences.c.starts_on <= last) & (absences.c.ends_on >= first) & staff.c.removed_at.is_(None)
    rows = await tx.execute(
        select(*columns)
        .join_from(absences, staff, staff.c.id == absences.c.staff_id)
        .where(meets)
        .order_by(absences.c.starts_on, staff.c.name)
    )
    found = [Away(row.name, max(row.starts_on, first), min(_last_day(row, zone), last)) for row in rows]
    return [one for one in found if one.first <= one.last]


def _last_day(row: Row[Any], zone: ZoneInfo) -> date:
    if row.ended_at is None:
        return cast(date, row.ends_on)
    return cast(date, min(row.ends_on, row.ended_at.astimezone(zone).date() - timedelta(days=1)))
