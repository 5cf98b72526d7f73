"""What is to be said to somebody else, or later: written with its cause, sent when due."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    and_,
    bindparam,
    func,
    insert,
    literal,
    select,
    update,
)

from domain.appointments import AppointmentState
from domain.counselling import OPEN_STATES
from domain.notices import NOT_ARRIVED, Due, Lane, Notice, NoticeState, Told, Untold
from storage.appointments import appointments
from storage.columns import Moment, partial_index
from storage.counselling import requests, steps
from storage.engine import Tx, metadata
from storage.people import persons

# What did not arrive is worth a call for so long.
WORTH_A_CALL = timedelta(days=14)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("recipient", ForeignKey("persons.id"), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("data", JSON, nullable=False),
    Column("purpose", String, nullable=False, unique=True),
    Column("lane", Integer, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("not_after", Moment),
    Column("state", String, nullable=False),
    Column("message_id", BigInteger),
    Column("settled_at", Moment),
    # Somebody told her in another way what did not arrive.
    Column("told_at", Moment),
    Column("told_by", ForeignKey("staff.id")),
)
_WAITS = outbox.c.state == NoticeState.WAITING.value
partial_index("ix_outbox_waiting", outbox.c.not_before, _WAITS)

# Each attempt is recorded before it is made; one without an outcome is unknown, never "in progress".
attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("outbox_id", ForeignKey("outbox.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("outcome", String),
)
partial_index("ix_attempts_open", attempts.c.outbox_id, attempts.c.outcome.is_(None), unique=True)

_TRIED = select(func.count()).where(attempts.c.outbox_id == outbox.c.id).scalar_subquery()
_UNCLEAR = (
    select(func.count()).where(attempts.c.outbox_id == outbox.c.id, attempts.c.outcome == "unknown").scalar_subquery()
)
# What is being sent right now, or was when the house was cut off, waits for its outcome and is not begun again.
_UNDERWAY = select(attempts.c.id).where(attempts.c.outbox_id == outbox.c.id, attempts.c.outcome.is_(None)).exists()
_DUE = (
    select(outbox, _TRIED.label("tried"), _UNCLEAR.label("unclear"))
    .where(_WAITS, ~_UNDERWAY, outbox.c.not_before <= bindparam("now"))
    .order_by(outbox.c.lane, outbox.c.not_before, outbox.c.id)
    .limit(bindparam("most"))
)
_EXPIRE = (
    update(outbox)
    .where(_WAITS, ~_UNDERWAY, outbox.c.not_after < bindparam("now"))
    .values(state=NoticeState.EXPIRED.value, settled_at=bindparam("now"))
)
_NEXT = select(func.min(outbox.c.not_before)).where(_WAITS, outbox.c.not_before > bindparam("now"))


_ABOUT = outbox.c.data["request"].as_string() == requests.c.code
_APPOINTED = appointments.c.code == outbox.c.data["appointment"].as_string()
_AHEAD = select(appointments.c.id).where(
    _APPOINTED,
    appointments.c.state == AppointmentState.CONFIRMED.value,
    appointments.c.ends_at > bindparam("now", type_=Moment),
)
# A reminder of what is over needs no call.
_OVER = select(appointments.c.id).where(
    _APPOINTED,
    appointments.c.state != AppointmentState.CANCELLED.value,
    appointments.c.ends_at <= bindparam("now", type_=Moment),
)
# Whoever did something with her request since has seen how it stands.
_ACTED = select(steps.c.id).where(
    steps.c.request_id == requests.c.id,
    steps.c.staff_id.is_(None),
    steps.c.house.is_(False),
    steps.c.at > outbox.c.settled_at,
)
_LOST = outbox.c.state.in_(sorted(NOT_ARRIVED)) | (
    (outbox.c.state == NoticeState.EXPIRED.value) & (persons.c.blocked_at <= outbox.c.settled_at)
)
_UNTOLD = (
    select(outbox.c.id, outbox.c.kind, outbox.c.settled_at, requests.c.id.label("request"), requests.c.code)
    .join(requests, _ABOUT & (requests.c.person_id == outbox.c.recipient))
    .join(persons, persons.c.id == outbox.c.recipient)
    .where(
        _LOST,
        outbox.c.told_at.is_(None),
        outbox.c.settled_at >= bindparam("since", type_=Moment),
        persons.c.telegram_id.is_not(None),
        requests.c.state.in_(OPEN_STATES) | _AHEAD.exists(),
        ~_OVER.exists(),
        ~_ACTED.exists(),
    )
    .order_by(outbox.c.settled_at, outbox.c.id)
)


def _due(row: Row[Any]) -> Due:
    lane, repeat = Lane(row.lane), row.unclear > 0
    return Due(row.id, row.recipient, row.kind, row.data, row.not_after, lane, row.tried, repeat, row.purpose)


async def enqueue(tx: Tx, notices: Iterable[Notice], now: datetime) -> None:
    """Put notices on their way; a purpose that is there already is passed over."""
    rows = [
        {
            "recipient": notice.recipient,
            "kind": notice.kind,
            "data": notice.data,
            "purpose": notice.purpose,
            "lane": int(notice.lane),
            "not_before": notice.not_before or now,
            "not_after": notice.not_after,
            "state": NoticeState.WAITING.value,
        }
        for notice in notices
    ]
    if rows:
        await tx.execute(tx.insert_new(outbox), rows)


async def purposes_known(tx: Tx, purposes: Iterable[str]) -> set[str]:
    """Those of these purposes for which something was put on its way before."""
    rows = await tx.execute(select(outbox.c.purpose).where(outbox.c.purpose.in_(list(purposes))))
    return set(rows.scalars())


async def fates_of(tx: Tx, purposes: Iterable[str]) -> dict[str, NoticeState]:
    """What became of what was put on its way for these purposes."""
    which = outbox.c.purpose.in_(list(purposes))
    rows = await tx.execute(select(outbox.c.purpose, outbox.c.state).where(which))
    return {row.purpose: NoticeState(row.state) for row in rows}


async def due(tx: Tx, now: datetime, most: int) -> list[Due]:
    """What may leave now, most urgent first."""
    return [_due(row) for row in await tx.execute(_DUE, {"now": now, "most": most})]


async def next_due(tx: Tx, now: datetime) -> datetime | None:
    """When the next notice may leave, of those that may not leave yet."""
    return (await tx.execute(_NEXT, {"now": now})).scalar()


async def begin_attempt(tx: Tx, notice: Due, now: datetime) -> None:
    """Record that a send is about to be tried."""
    await tx.execute(insert(attempts).values(outbox_id=notice.id, number=notice.attempts + 1, at=now))


async def end_attempt(tx: Tx, notice: int, outcome: str) -> None:
    """Record how the open attempt went."""
    await tx.execute(
        update(attempts).where(attempts.c.outbox_id == notice, attempts.c.outcome.is_(None)).values(outcome=outcome)
    )


async def settle(tx: Tx, notice: int, state: NoticeState, now: datetime, message_id: int | None = None) -> None:
    """This notice has come to its end."""
    await tx.execute(
        update(outbox).where(outbox.c.id == notice).values(state=state.value, settled_at=now, message_id=message_id)
    )


async def postpone(tx: Tx, notice: int, until: datetime) -> None:
    """Not now: try again later."""
    await tx.execute(update(outbox).where(outbox.c.id == notice, _WAITS).values(not_before=until))


async def release(tx: Tx, recipient: int, held_until: datetime, now: datetime) -> None:
    """What was kept back until that moment may leave now."""
    mine = (outbox.c.recipient == recipient) & (outbox.c.not_before == held_until) & _WAITS
    await tx.execute(update(outbox).where(mine).values(not_before=now))


async def expire(tx: Tx, now: datetime) -> int:
    """What should have left by now is no longer said."""
    return (await tx.execute(_EXPIRE, {"now": now})).rowcount


async def stranded(tx: Tx) -> list[Due]:
    """Notices whose last attempt was cut off: nobody knows whether they arrived."""
    broken = select(attempts.c.outbox_id).where(attempts.c.outcome.is_(None))
    rows = await tx.execute(
        select(outbox, _TRIED.label("tried"), _UNCLEAR.label("unclear")).where(outbox.c.id.in_(broken))
    )
    return [_due(row) for row in rows]


async def cancel_waiting(tx: Tx, recipient: int, now: datetime, state: NoticeState = NoticeState.CANCELLED) -> int:
    """Nothing more shall reach this person."""
    mine = (outbox.c.recipient == recipient) & _WAITS
    return (await tx.execute(update(outbox).where(mine).values(state=state.value, settled_at=now))).rowcount


async def cancel_staff_notices(tx: Tx, recipient: int, now: datetime) -> None:
    """What was for her as a member of staff is nobody's now; her own appointments she is still reminded of.

    How a talk went is still to be asked, of somebody else: that is seen when it leaves.
    """
    mine = (outbox.c.recipient == recipient) & _WAITS & outbox.c.kind.startswith("staff-")
    mine &= outbox.c.kind != "staff-went"
    await tx.execute(update(outbox).where(mine).values(state=NoticeState.CANCELLED.value, settled_at=now))


async def cancel_bulk(tx: Tx, recipient: int, now: datetime) -> None:
    """Who blocks us is asked no more questions and sent no news; what concerns an appointment can be revived."""
    mine = (outbox.c.recipient == recipient) & (outbox.c.lane == int(Lane.BULK)) & _WAITS
    await tx.execute(update(outbox).where(mine).values(state=NoticeState.BLOCKED.value, settled_at=now))


async def revive(tx: Tx, recipient: int, now: datetime) -> None:
    """She is back: what she was not to be told about her appointments meanwhile may leave, unless it is too late."""
    missed = (outbox.c.recipient == recipient) & (outbox.c.state == NoticeState.BLOCKED.value)
    in_time = outbox.c.not_after.is_(None) | (outbox.c.not_after >= now)
    mine = missed & in_time & (outbox.c.lane != int(Lane.BULK))
    await tx.execute(update(outbox).where(mine).values(state=NoticeState.WAITING.value, settled_at=None))


async def last_said(tx: Tx, recipient: int, kind: str) -> datetime | None:
    """When a notice of this kind last reached this person, or may have."""
    said = outbox.c.state.in_([NoticeState.SENT.value, NoticeState.UNKNOWN.value])
    mine = (outbox.c.recipient == recipient) & (outbox.c.kind == kind) & said
    return (await tx.execute(select(func.max(outbox.c.settled_at)).where(mine))).scalar()


async def kept_back(tx: Tx, recipient: int, kind: str, since: datetime | None) -> list[dict[str, Any]]:
    """What was not said to her since then, because the time was wrong or it was no longer true, oldest first."""
    mine = (outbox.c.recipient == recipient) & (outbox.c.kind == kind)
    silent = mine & (outbox.c.state == NoticeState.CANCELLED.value)
    fresh = silent if since is None else silent & (outbox.c.settled_at > since)
    return list((await tx.execute(select(outbox.c.data).where(fresh).order_by(outbox.c.id))).scalars())


async def messages_about(tx: Tx, recipient: int, request: str) -> list[Told]:
    """What this person was to be told about a request, and what became of it, oldest first."""
    mine = (outbox.c.recipient == recipient) & (outbox.c.data["request"].as_string() == request)
    found = await tx.execute(select(outbox).where(mine).order_by(outbox.c.not_before, outbox.c.id))
    return [
        Told(row.kind, NoticeState(row.state), row.settled_at or row.not_before, row.told_at is not None)
        for row in found
    ]


async def untold(tx: Tx, now: datetime) -> list[Untold]:
    """What did not reach a resident, still matters, and nobody has told her in another way; oldest first."""
    rows = await tx.execute(_UNTOLD, {"now": now, "since": now - WORTH_A_CALL})
    return [Untold(row.id, row.request, row.code, row.kind, row.settled_at) for row in rows]


def _about_day(kind: str, day: date) -> ColumnElement[bool]:
    return and_(outbox.c.kind == kind, outbox.c.data["day"].as_string() == day.isoformat())


async def unsaid(tx: Tx, kind: str, day: date) -> list[Due]:
    """What waits to be said about a day, and nobody can have heard yet."""
    waits = _about_day(kind, day) & _WAITS & ~_UNDERWAY & (_UNCLEAR == 0)
    rows = await tx.execute(select(outbox, _TRIED.label("tried"), _UNCLEAR.label("unclear")).where(waits))
    return [_due(row) for row in rows]


async def heard_of(tx: Tx, kind: str, day: date) -> set[str]:
    """The requests of those who were told something about a day, or may have been."""
    said = outbox.c.state.in_([NoticeState.SENT.value, NoticeState.UNKNOWN.value]) | _UNDERWAY | (_UNCLEAR > 0)
    found = await tx.execute(select(outbox.c.data["request"].as_string()).where(_about_day(kind, day), said))
    return set(found.scalars())


async def mark_told(tx: Tx, notice: int, staff_id: int, now: datetime) -> bool:
    """Staff told her by telephone; of two who say so, one did."""
    open_still = (outbox.c.id == notice) & outbox.c.told_at.is_(None)
    return (await tx.execute(update(outbox).where(open_still).values(told_at=now, told_by=staff_id))).rowcount == 1


async def newest(tx: Tx) -> int:
    """The number of the newest notice."""
    return (await tx.execute(select(func.max(outbox.c.id)))).scalar() or 0


async def say_nothing_again(tx: Tx, copied: int, now: datetime) -> int:
    """After going back to a copy: what was due in it may have been said since, so nobody knows and it ends as that.

    What could not reach somebody who had blocked us is among it: it may have reached her since she came back. So is all
    that was put on its way after the newest that was copied, for its causes lie in the time that is lost.
    """
    unsaid = outbox.c.state.in_([NoticeState.WAITING.value, NoticeState.BLOCKED.value])
    unsure = unsaid & ((outbox.c.not_before <= now) | (outbox.c.id > copied))
    tried = select(outbox.c.id, _TRIED + 1, literal(now, Moment()), literal("unknown")).where(unsure, ~_UNDERWAY)
    await tx.execute(insert(attempts).from_select(["outbox_id", "number", "at", "outcome"], tried))
    await tx.execute(update(attempts).where(attempts.c.outcome.is_(None)).values(outcome="unknown"))
    ended = {
        "state": NoticeState.UNKNOWN.value,
        "settled_at": func.coalesce(outbox.c.settled_at, literal(now, Moment())),
    }
    return (await tx.execute(update(outbox).where(unsure).values(**ended))).rowcount
