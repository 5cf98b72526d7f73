"""What staff say came of requests, counted: of those that are still here, and of those that have become a count."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, insert, select

from domain.counselling import Outcome, RequestState
from storage.counselling import requests
from storage.engine import Tx
from storage.finished import finished_requests


async def registered_outcomes(tx: Tx, year: int, since: datetime, until: datetime) -> dict[str, int]:
    """How many requests closed in a year ended in each way; one that became a count is known by its week."""
    within = (requests.c.closed_at >= since) & (requests.c.closed_at < until)
    closed = requests.c.state == RequestState.CLOSED.value
    number = func.count().label("number")
    here = await tx.execute(select(requests.c.outcome, number).where(within & closed).group_by(requests.c.outcome))
    weeks = finished_requests.c.week.between(f"{year:04}-W01", f"{year:04}-W{_last_week(year):02}")
    gone = select(finished_requests.c.outcome, number).where(weeks).group_by(finished_requests.c.outcome)
    found: Counter[str] = Counter()
    for row in (*here, *(await tx.execute(gone))):
        if row.outcome in set(Outcome):
            found[row.outcome] += row.number
    return {outcome.value: found[outcome.value] for outcome in Outcome if found[outcome.value]}


async def add_finished(tx: Tx, counts: Sequence[Mapping[str, Any]]) -> None:
    """Requests that are nothing but a count from now on: week, topic, way and outcome of each."""
    await tx.execute(insert(finished_requests), list(counts))


def _last_week(year: int) -> int:
    return date(year, 12, 28).isocalendar().week
