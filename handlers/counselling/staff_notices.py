"""What staff are told, in Danish: a card when something happened, a word when something may be lost."""

from datetime import datetime

from domain.access import Right, may
from domain.appointments import AppointmentState
from domain.counselling import RequestState
from domain.notices import Due
from handlers.context import Ctx
from handlers.counselling import staff_case, staff_presence, staff_waiting
from handlers.counselling.staff_alerts import alert_staff, still_so
from handlers.counselling.staff_screens import ways_home
from handlers.screen import Screen
from locales import Translator
from storage import appointments, counselling
from storage.engine import Tx


async def card(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """A request as it is now; nothing for somebody who has left, or when a newer card says it all."""
    if not may(ctx.person, Right.TRIAGE):
        return None
    request = await counselling.find_request(tx, due.data["request"])
    if request is None or not still_so(request, due.data["what"]):
        return None
    if not await staff_presence.reaches(ctx, tx, due, request):
        return None
    if due.data["what"] == "waits":
        return await staff_waiting.nudge(ctx, tx, request)
    return await staff_case.show(ctx, tx, request.id, what=due.data["what"])


async def went(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The time is over and nobody has said how it went."""
    appointment = await appointments.find_appointment(tx, due.data["appointment"])
    if appointment is None or appointment.request is None or appointment.state is not AppointmentState.CONFIRMED:
        return None
    request = await counselling.get_request(tx, appointment.request)
    if await staff_presence.asked_of_others(ctx, tx, due, request):
        return None
    return await staff_case.show(ctx, tx, request.id, what="over")


async def late(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """An answer was promised and nobody has taken the request yet."""
    request = await counselling.find_request(tx, due.data["request"])
    if not may(ctx.person, Right.TRIAGE) or request is None or request.state is not RequestState.NEW:
        return None
    if not await staff_presence.reaches(ctx, tx, due, request):
        return None
    return await staff_case.show(ctx, tx, request.id, what="late")


async def not_arrived(ctx: Ctx, tx: Tx, due: Due) -> None:
    """Nobody can say that a resident has got this: whoever holds her request is told, to reach her another way."""
    request = await counselling.find_request(tx, due.data["request"])
    if request is not None:
        await alert_staff(ctx, tx, request, "not-arrived", f"not-arrived:{due.id}")


def _lost(tr: Translator, since: str, until: str, *, to_a_copy: bool) -> str:
    if to_a_copy:
        return tr.html(
            "We had to go back to a copy. What residents and staff did between {since} and {until} is gone. "
            "Look at your list and at who is in the team.",
            since=since,
            until=until,
        )
    return tr.html(
        "The bot was away. What residents wrote between {since} and {until} may be lost.", since=since, until=until
    )


async def window_lost(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """A stretch of time is lost: Telegram keeps messages for a day, and a copy knows nothing later."""
    if not may(ctx.person, Right.BE_STAFF):
        return None
    since, until = (ctx.tr.moment(datetime.fromisoformat(due.data[key])) for key in ("since", "until"))
    text = _lost(ctx.tr, since, until, to_a_copy=due.data.get("copy", False))
    return Screen(f"⚠️ {text}", ways_home(ctx.tr))
