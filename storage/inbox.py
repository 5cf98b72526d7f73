"""Every update Telegram gave us, kept until it is handled: what is confirmed is never lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table, bindparam, delete, select, update

from storage.columns import Moment, partial_index
from storage.engine import Tx, metadata

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("sender", BigInteger),
    Column("body", LargeBinary),
    Column("received_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("handled_at", Moment),
    Column("answered_at", Moment),
    Column("parked", String),
)
_WAITS = inbox.c.handled_at.is_(None)
_UNANSWERED = inbox.c.handled_at.is_not(None) & inbox.c.answered_at.is_(None)
partial_index("ix_inbox_waiting", inbox.c.id, _WAITS)
partial_index("ix_inbox_unanswered", inbox.c.sender, _UNANSWERED)

_WAITING = (
    select(inbox.c.id, inbox.c.sender, inbox.c.body, inbox.c.tries)
    .where(_WAITS)
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
)
_NO_ANSWER_SEEN = select(inbox.c.id, inbox.c.sender).where(_UNANSWERED, inbox.c.handled_at <= bindparam("before"))
_HANDLED = update(inbox).where(inbox.c.id == bindparam("row")).values(handled_at=bindparam("now"), body=None)
# Who sent it is needed until she has her answer, and no longer.
_ANSWERED = update(inbox).where(inbox.c.id == bindparam("row")).values(answered_at=bindparam("now"), sender=None)


@dataclass(frozen=True, slots=True)
class Letter:
    """One update as it waits: its row, who sent it, the JSON Telegram sent, how often handling failed."""

    id: int
    sender: int | None
    body: str
    tries: int


async def receive(tx: Tx, updates: Iterable[tuple[int, int | None, str]], now: datetime) -> int:
    """Keep updates (update_id, sender, JSON); those we have already are passed over. Says how many are new."""
    rows = [
        {"update_id": update_id, "sender": sender, "body": tx.seal(body), "received_at": now, "tries": 0}
        for update_id, sender, body in updates
    ]
    if not rows:
        return 0
    # Counted by what comes back: over many rows PostgreSQL's driver knows no row count.
    return len((await tx.execute(tx.insert_new(inbox).returning(inbox.c.id), rows)).all())


async def waiting(tx: Tx, most: int) -> list[Letter]:
    """What waits to be handled, oldest first."""
    rows = await tx.execute(_WAITING, {"most": most})
    return [Letter(row.id, row.sender, tx.unseal(row.body) or "{}", row.tries) for row in rows]


async def mark_handled(tx: Tx, letters: Sequence[Letter], now: datetime) -> None:
    """Their effects are in this transaction; their bodies are not kept."""
    await tx.execute(_HANDLED, [{"row": letter.id, "now": now} for letter in letters])


async def mark_answered(tx: Tx, rows: Sequence[int], now: datetime) -> None:
    """The person saw an answer to these."""
    if rows:
        await tx.execute(_ANSWERED, [{"row": row, "now": now} for row in rows])


async def count_failure(tx: Tx, letter: Letter) -> None:
    """Handling failed once more."""
    await tx.execute(update(inbox).where(inbox.c.id == letter.id).values(tries=letter.tries + 1))


async def park(tx: Tx, letter: Letter, problem: str, now: datetime) -> None:
    """Put an update aside that cannot be handled, so that it starves nobody."""
    values: dict[str, Any] = {"parked": problem, "handled_at": now, "answered_at": now, "body": None, "sender": None}
    await tx.execute(update(inbox).where(inbox.c.id == letter.id).values(**values))


async def unanswered(tx: Tx, before: datetime) -> dict[int, list[int]]:
    """Who never saw an answer to what was handled before this moment: sender to inbox rows."""
    rows = await tx.execute(_NO_ANSWER_SEEN, {"before": before})
    found: dict[int, list[int]] = {}
    for row in rows:
        if row.sender is not None:
            found.setdefault(row.sender, []).append(row.id)
    return found


async def empty_letters_of(tx: Tx, sender: int) -> None:
    """Forget who sent what; the update ids stay, so that nothing is handled twice."""
    await tx.execute(update(inbox).where(inbox.c.sender == sender, inbox.c.handled_at.is_not(None)).values(sender=None))


async def let_go(tx: Tx, now: datetime) -> int:
    """After going back to a copy: what waited in it was acted on since, in the time that is lost. Says how many.

    It goes whole: what Telegram still holds comes again by itself and is then not taken for known. Who is owed an
    answer in the copy had it since.
    """
    await tx.execute(update(inbox).where(_UNANSWERED).values(answered_at=now, sender=None))
    return (await tx.execute(delete(inbox).where(_WAITS))).rowcount
