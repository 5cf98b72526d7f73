"""Tells the family workers that something happened to a request: a card each, not at night."""

from domain.access import ALLOWED, Right
from domain.counselling import Request
from domain.notices import Notice
from domain.reminders import after_the_night
from handlers.context import Ctx
from storage import outbox, people
from storage.engine import Tx


async def alert_staff(ctx: Ctx, tx: Tx, request: Request, what: str, purpose: str) -> None:
    """Put a card on its way to whoever holds the request, or to every family worker when nobody does.

    `what` says what happened: new, booked, moved, cancelled, withdrawn, accepted, declined, expired, late-cancel.
    """
    readers = await people.staff_with(tx, ALLOWED[Right.TRIAGE])
    holders = [one for one in readers if one.staff is not None and one.staff.id == request.staff]
    leaves = after_the_night(ctx.programme, ctx.now)
    await outbox.enqueue(
        tx,
        [
            Notice(
                recipient=reader.id,
                kind="staff-card",
                purpose=f"{purpose}:{reader.id}",
                data={"request": request.code, "what": what},
                not_before=leaves,
            )
            for reader in holders or readers
            if reader.id != ctx.person.id
        ],
        ctx.now,
    )
