"""What a week came to, as counts, and who was away."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ColumnElement, func, select

from domain.counselling import RequestState
from domain.slots import Span
from domain.week import Away
from storage.appointments import families_talked_with, talks
from storage.counselling import requests
from storage.engine import Tx
from storage.people import absences, staff
from storage.referrals import contacts


async def count_requests(tx: Tx, span: Span) -> int:
    """How many requests came."""
    return await _count(tx, requests.c.created_at, span)


async def count_talks(tx: Tx, span: Span) -> int:
    """How many talks were held."""
    return await _count(tx, talks.c.held_at, span, talks.c.withdrawn_at.is_(None))


async def count_bridges(tx: Tx, span: Span) -> int:
    """How many bridges were built."""
    return await _count(tx, contacts.c.made_at, span, contacts.c.withdrawn_at.is_(None))


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
    """Who did not work on some of these days; what was ended early ends on the day it was."""
    columns = (staff.c.name, absences.c.starts_on, absences.c.ends_on, absences.c.ended_at)
    overlap = (absences.c.starts_on <= last) & (absences.c.ends_on >= first)
    rows = await tx.execute(
        select(*columns)
        .join_from(absences, staff, staff.c.id == absences.c.staff_id)
        .where(overlap)
        .order_by(absences.c.starts_on, staff.c.name)
    )
    found = [
        Away(row.name, row.starts_on, min(row.ends_on, row.ended_at.astimezone(zone).date() if row.ended_at else last))
        for row in rows
    ]
    return [
        Away(one.name, max(one.first, first), min(one.last, last)) for one in found if one.last >= max(one.first, first)
    ]
