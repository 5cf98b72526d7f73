"""Tells the family workers that something happened to a request: a card each; who is at work is seen when it leaves."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.access import Right
from domain.appointments import Appointment
from domain.counselling import Request, RequestState
from domain.notices import Notice
from domain.people import Person
from domain.reminders import after_the_night
from domain.working_hours import works_from
from handlers.context import Ctx
from storage import outbox, people
from storage.engine import Tx

# After this, the list of the day is the better place to ask.
ASKED_WITHIN = timedelta(days=3)
WARN_BEFORE = timedelta(hours=3)


def still_so(request: Request, what: str) -> bool:
    """Whether a card that was kept back still says what is true."""
    if what == "hours":
        # Else what was cancelled stands again, or another time was chosen.
        return request.state is not RequestState.BOOKED
    return request.open or what not in ("new", "booked")


async def alert_staff(ctx: Ctx, tx: Tx, request: Request, what: str, purpose: str) -> None:
    """Put a card on its way to whoever holds the request, or to every family worker when nobody does.

    `what` says what happened; the words for it are in `staff_words.what_happened`.
    """
    others = [reader for reader in await readers_of(tx, request) if reader.id != ctx.person.id]
    await send_cards(tx, others, request, what, purpose, ctx.now)


async def readers_of(tx: Tx, request: Request) -> list[Person]:
    """Whom its cards are for, whoever acts for a colleague who is away among them; every family worker if none is."""
    # Whoever is away herself reads it in her first morning.
    every = await people.staff_who(tx, Right.TRIAGE)
    return [one for one in every if one.staff is not None and request.concerns(one.staff.id)] or every


async def send_cards(
    tx: Tx, readers: Iterable[Person], request: Request, what: str, purpose: str, now: datetime
) -> None:
    """A card each, but not while she is with a family."""
    data = {"request": request.code, "what": what}
    cards = [
        Notice(reader.id, "staff-card", f"{purpose}:{reader.id}", data, undisturbed(reader, now)) for reader in readers
    ]
    await outbox.enqueue(tx, cards, now)


def undisturbed(reader: Person, at: datetime) -> datetime:
    """Not while she is with a family."""
    busy_until = reader.staff.busy_until if reader.staff else None
    return max(at, busy_until) if busy_until else at


async def ask_how_it_went(ctx: Ctx, tx: Tx, request: Request, appointment: Appointment) -> None:
    """When the time is over, a card with the buttons that say how it went."""
    readers = await _readers(ctx, tx, request)
    await outbox.enqueue(tx, [_how_it_went(ctx, one, appointment) for one in readers], ctx.now)


def _how_it_went(ctx: Ctx, reader: Person, appointment: Appointment) -> Notice:
    hours = reader.staff.hours if reader.staff else ()
    leaves = works_from(ctx.programme, hours, appointment.ends_at) or after_the_night(
        ctx.programme, appointment.ends_at
    )
    purpose, data = f"went:{appointment.id}:{reader.id}", {"appointment": appointment.code}
    return Notice(reader.id, "staff-went", purpose, data, leaves, leaves + ASKED_WITHIN)


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
