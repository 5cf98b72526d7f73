"""Tells the family workers that something happened to a request: a card each, not at night."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.access import Right
from domain.appointments import Appointment
from domain.counselling import Request
from domain.notices import Notice
from domain.people import Person
from domain.reminders import after_the_night
from handlers.context import Ctx
from storage import outbox, people
from storage.engine import Tx

# After this, the list of the day is the better place to ask.
ASKED_WITHIN = timedelta(days=3)
WARN_BEFORE = timedelta(hours=3)


async def alert_staff(ctx: Ctx, tx: Tx, request: Request, what: str, purpose: str) -> None:
    """Put a card on its way to whoever holds the request, or to every family worker when nobody does.

    `what` says what happened; the words for it are in `staff_words.what_happened`.
    """
    readers = await _readers(ctx, tx, request)
    leaves = after_the_night(ctx.programme, ctx.now)
    others = [reader for reader in readers if reader.id != ctx.person.id]
    await send_cards(tx, others, request, what, purpose, leaves, ctx.now)


async def send_cards(
    tx: Tx, readers: Iterable[Person], request: Request, what: str, purpose: str, leaves: datetime, now: datetime
) -> None:
    """A card each, but not while she is with a family."""
    data = {"request": request.code, "what": what}
    cards = [
        Notice(reader.id, "staff-card", f"{purpose}:{reader.id}", data, _undisturbed(reader, leaves))
        for reader in readers
    ]
    await outbox.enqueue(tx, cards, now)


def _undisturbed(reader: Person, at: datetime) -> datetime:
    """Not while she is with a family."""
    busy_until = reader.staff.busy_until if reader.staff else None
    return max(at, busy_until) if busy_until else at


async def ask_how_it_went(ctx: Ctx, tx: Tx, request: Request, appointment: Appointment) -> None:
    """When the time is over, a card with the buttons that say how it went."""
    leaves = after_the_night(ctx.programme, appointment.ends_at)
    notices = [
        Notice(
            recipient=reader.id,
            kind="staff-went",
            purpose=f"went:{appointment.id}:{reader.id}",
            data={"appointment": appointment.code},
            not_before=leaves,
            not_after=leaves + ASKED_WITHIN,
        )
        for reader in await _readers(ctx, tx, request)
    ]
    await outbox.enqueue(tx, notices, ctx.now)


async def watch_the_promise(ctx: Ctx, tx: Tx, request: Request) -> None:
    """Shortly before an answer was promised, a card to everybody if nobody has taken the request."""
    leaves = after_the_night(ctx.programme, request.promised_by - WARN_BEFORE)
    notices = [
        Notice(
            recipient=reader.id,
            kind="staff-late",
            purpose=f"late:{request.id}:{request.promised_by:%Y%m%d%H}:{reader.id}",
            data={"request": request.code},
            not_before=max(leaves, ctx.now),
            not_after=request.promised_by + ASKED_WITHIN,
        )
        for reader in await _readers(ctx, tx, request)
    ]
    await outbox.enqueue(tx, notices, ctx.now)


async def _readers(ctx: Ctx, tx: Tx, request: Request) -> list[Person]:
    """Whoever holds the request, or every family worker when nobody does."""
    every = await people.staff_who(tx, Right.TRIAGE)
    return [one for one in every if one.staff is not None and one.staff.id == request.staff] or every
