"""A family opens the code on the door: it is there, and is told so in its language."""

from datetime import datetime, time, timedelta

from domain.gatherings import Gathering, Session
from domain.programme import Programme
from domain.sign_ups import Arrival
from domain.slots import local_day, utc
from handlers.context import Ctx
from handlers.gatherings.answering import gone
from handlers.gatherings.seats import Seat, seat_in, seat_of
from handlers.house.footer import footer
from handlers.screen import Button, Screen, column
from storage import gatherings, presence
from storage.engine import Tx

DOOR = "d-"
OPENS_BEFORE = timedelta(hours=1)


def opens(programme: Programme, session: Session) -> tuple[datetime, datetime]:
    """From when to when the code on the door counts somebody: an hour before, until that day is over."""
    tomorrow = local_day(programme, session.ends_at) + timedelta(days=1)
    return session.starts_at - OPENS_BEFORE, utc(programme, tomorrow, time(0))


async def arrive(ctx: Ctx, tx: Tx, payload: str) -> Screen | None:
    """Whoever opens the code is there; None where it hangs on no door of ours, or on one that is not hers."""
    found = await gatherings.find_by_door(tx, payload.removeprefix(DOOR))
    if found is None or ctx.person.staff is not None:
        return None
    await gatherings.lock_gathering(tx, found[0].id)
    seat = await seat_in(ctx, tx, *found)
    if seat is None or (seat.rules.by_invitation and not seat.going):
        return None
    begins, ends = opens(ctx.programme, seat.session)
    if not begins <= ctx.now < ends:
        return _not_now(ctx, *found, early=ctx.now < begins)
    who = (ctx.person.family, ctx.person.id, seat.rules.unit)
    await presence.note_presence(tx, seat.session.id, *who, True, Arrival.DOOR, ctx.now)
    return _welcome(ctx, seat)


async def here(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """The welcome once more."""
    seat = await seat_of(ctx, tx, session)
    return gone(ctx) if seat is None or not seat.guest.present else _welcome(ctx, seat)


def _welcome(ctx: Ctx, seat: Seat) -> Screen:
    tr, data = ctx.tr, f"session:{seat.session.code}"
    text = tr.html("Welcome! It is good that you are here.")
    counted = tr.html("We have counted you, you need not do anything.")
    families = not seat.rules.unit.one_person and seat.session.ends_at > ctx.now
    many = Button(tr.ptext("button", "👥 How many we are"), f"{data}:party") if families else None
    # Whoever came without a sign-up may like to hear of the next ones.
    asked = seat.going or ctx.person.news
    news = None if asked else Button(tr.ptext("button", "🔔 Tell me what is on"), "news:on")
    return Screen(f"👋 <b>{text}</b>\n\n{counted}", (*column(many, news), *footer(tr)), at=f"{data}:here")


def _not_now(ctx: Ctx, gathering: Gathering, session: Session, *, early: bool) -> Screen:
    tr = ctx.tr
    if early:
        text = tr.html("Nice that you are coming! We open the door at this time:")
        when = tr.soon(opens(ctx.programme, session)[0], ctx.now)
        return Screen(f"{text}\n<b>{tr.value(when)}</b>", footer(tr, person=True), at="home")
    text = tr.html("This is over now. We would like to see you another time.")
    more = Button(tr.ptext("button", "📅 What's on"), "on")
    return Screen(text, (*column(more), *footer(tr)), at="home")
