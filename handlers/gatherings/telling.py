"""Changes that reach everyone: a session was moved, to another time or place, cancelled or added, or all is off."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32

from domain.gatherings import Gathering, GatheringState, Session
from domain.notices import Due, Notice, NoticeState
from domain.programme import Programme
from domain.reminders import soon_enough
from domain.sign_ups import ACTIVE, SignUpState
from handlers.context import Ctx
from handlers.gatherings import answering_screens as screens
from handlers.gatherings import staff_telling
from handlers.gatherings.seats import seat_in, seat_of
from handlers.gatherings.words import title, venue_of
from handlers.house.footer import footer
from handlers.notice_kind import NoticeKind
from handlers.screen import Button, Rows, Screen, column
from storage import gatherings, outbox, sign_ups
from storage.engine import Tx
from storage.gathering_people import phones_of, said_of

MOVED, SESSION_CANCELLED, CANCELLED = "session-moved", "session-cancelled", "gathering-cancelled"
ADDED, PLACE = "session-added", "place-changed"
# In the night it is said only to whoever would have less time than this to plan otherwise.
NEEDED = timedelta(hours=3)


async def session_moved(
    tx: Tx, programme: Programme, gathering: Gathering, session: Session, was_starts_at: datetime, now: datetime
) -> None:
    """Tell everybody the new time; what was said to the old one is no answer to it."""
    found = await gatherings.find_by_session(tx, session.code)
    starts_at, sequence = (found[1].starts_at, found[1].sequence) if found else (session.starts_at, session.sequence)
    await sign_ups.ask_again(tx, session.id)
    data = {"session": session.code, "was": _stamp(was_starts_at), "starts": _stamp(starts_at)}
    purpose = f"{MOVED}:{session.code}:{sequence}"
    await _tell(tx, programme, gathering, MOVED, purpose, data, now, min(was_starts_at, starts_at), starts_at)


async def place_changed(
    tx: Tx, programme: Programme, gathering: Gathering, session: Session | None, now: datetime
) -> None:
    """Tell everybody where the next one is that has another place now, and let calendars learn of all of them."""
    every = [one for one in gathering.coming(now) if one == session or (session is None and one.about.venue is None)]
    for one in every if session is None else ():
        await gatherings.describe_session(tx, one.id, one.about)
    if every:
        first = every[0]
        data = {"session": first.code, "place": _place(programme, gathering, first)}
        purpose = f"{PLACE}:{first.code}:{_stamp(now)}:{data['place']}"
        await _tell(tx, programme, gathering, PLACE, purpose, data, now, first.starts_at, first.ends_at)


def _place(programme: Programme, gathering: Gathering, session: Session) -> int:
    """By which a place is known again; where it is stands in the message only."""
    venue = venue_of(programme, gathering, session)
    return crc32(f"{venue.name}\n{venue.address}".encode())


async def session_cancelled(
    tx: Tx, programme: Programme, gathering: Gathering, session: Session, now: datetime
) -> None:
    """Tell everybody that one session does not take place."""
    purpose, data = f"{SESSION_CANCELLED}:{session.code}", {"session": session.code}
    at = session.starts_at
    await _tell(tx, programme, gathering, SESSION_CANCELLED, purpose, data, now, at, session.ends_at)


async def session_added(tx: Tx, programme: Programme, gathering: Gathering, session: Session, now: datetime) -> None:
    """Tell everybody that there is one more."""
    purpose, at = f"{ADDED}:{session.code}", session.starts_at
    data = {"session": session.code, "starts": _stamp(at)}
    await _tell(tx, programme, gathering, ADDED, purpose, data, now, at, at)


async def gathering_cancelled(tx: Tx, programme: Programme, gathering: Gathering, now: datetime) -> None:
    """Tell everybody that it does not take place, or goes no further."""
    ahead = _ahead(gathering, now)
    if ahead:
        purpose, data = f"{CANCELLED}:{gathering.code}", {"gathering": gathering.code}
        at, over = ahead[0].starts_at, ahead[-1].ends_at
        await _tell(tx, programme, gathering, CANCELLED, purpose, data, now, at, over)


def _ahead(gathering: Gathering, now: datetime) -> tuple[Session, ...]:
    """What would still have been; where every session was cancelled by itself before, those."""
    return gathering.coming(now) or tuple(one for one in gathering.sessions if one.ends_at > now)


def _stamp(moment: datetime) -> int:
    return int(moment.timestamp())


async def _tell(
    tx: Tx,
    programme: Programme,
    gathering: Gathering,
    kind: str,
    purpose: str,
    data: dict[str, Any],
    now: datetime,
    happens_at: datetime,
    over: datetime,
) -> None:
    """One notice to everybody who is signed up or waits, in one statement; staff ring those without a phone."""
    rules = programme.rules(gathering.activity)
    if rules is None or over <= now:
        return
    phones = await phones_of(tx, gathering.id, ACTIVE, rules.unit)
    leaves = soon_enough(programme, now, happens_at, NEEDED)
    reached = {one.person for one in phones}
    await outbox.enqueue(
        tx, [Notice(one, kind, f"{purpose}:{one}", data, leaves, over) for one in sorted(reached)], now
    )
    known = {one.sign_up for one in phones}
    silent = [one for one in await sign_ups.sign_ups_of(tx, gathering.id, ACTIVE) if one.code not in known]
    await staff_telling.ask_to_ring(tx, programme, gathering, silent, kind, purpose, data, now, over)


async def moved(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The time she knows and the new one; nothing when it was moved on, or back to what she knows."""
    found = await gatherings.find_by_session(tx, due.data["session"])
    if found is None or _stamp(found[1].starts_at) != due.data["starts"]:
        return None
    seat = await seat_in(ctx, tx, *found)
    if seat is None or seat.sign_up is None or not seat.sign_up.stands(ctx.now):
        return None
    knows = _knows(await said_of(tx, ctx.person.id, MOVED, seat.session.code), due.data["was"])
    if knows == due.data["starts"]:
        return None
    tr, was = ctx.tr, datetime.fromtimestamp(knows, UTC)
    lines = [
        f"🔁 {tr.html('The time is changed.')}",
        *_named(ctx, seat.gathering, seat.session, private=seat.rules.private),
        tr.html("Before: {moment}", moment=tr.moment(was)),
        f"{tr.html('Now: {moment}', moment=tr.moment(seat.session.starts_at))}",
        screens.place(ctx, seat.gathering, seat.session),
    ]
    # What stands in her calendar is another time now.
    calendar = Button(tr.ptext("button", "🗓 To my calendar"), f"session:{seat.session.code}:file")
    rows = (*screens.answers(ctx, seat)[:2], (calendar,)) if seat.going else _line(ctx, seat.sign_up.code)
    return Screen("\n".join(lines), (*rows, *footer(tr)))


async def added(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """One session more; nothing when it was moved or called off since."""
    seat = await seat_of(ctx, tx, due.data["session"])
    if seat is None or seat.sign_up is None or not seat.sign_up.stands(ctx.now):
        return None
    starts_at = seat.session.starts_at
    if _stamp(starts_at) != due.data["starts"] or starts_at <= ctx.now:
        return None
    said = f"➕ {ctx.tr.html('There is one more time:')}"
    facts = screens.facts(ctx, seat.gathering, seat.session, named=not seat.rules.private)
    rows = screens.answers(ctx, seat)[:2] if seat.going else _line(ctx, seat.sign_up.code)
    return Screen(f"{said}\n\n{facts}", (*rows, *footer(ctx.tr)))


def _knows(told: Iterable[tuple[dict[str, Any], NoticeState]], was: int) -> int:
    """The start as she was last told, or as it was before the first change that she has not heard of."""
    known: int | None = None
    for data, state in told:
        if state in (NoticeState.SENT, NoticeState.UNKNOWN):
            known = data["starts"]
        elif known is None:
            known = data["was"]
    return was if known is None else known


def _line(ctx: Ctx, sign_up: str) -> Rows:
    return column(Button(ctx.tr.ptext("button", "👀 My place in line"), f"mine:{sign_up}"))


def _named(ctx: Ctx, gathering: Gathering, session: Session | None, *, private: bool) -> list[str]:
    """What it is called, unless nobody else may read that."""
    return [] if private else [f"<b>{ctx.tr.value(title(ctx.tr, ctx.programme, gathering, session))}</b>"]


async def elsewhere(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Where it is now; nothing when the place was changed once more."""
    found = await gatherings.find_by_session(tx, due.data["session"])
    if found is None or _place(ctx.programme, *found) != due.data["place"]:
        return None
    seat = await seat_in(ctx, tx, *found)
    if seat is None or seat.sign_up is None or not seat.sign_up.stands(ctx.now):
        return None
    facts = screens.facts(ctx, seat.gathering, seat.session, named=not seat.rules.private)
    rows = screens.answers(ctx, seat)[:2] if seat.going else _line(ctx, seat.sign_up.code)
    return Screen(f"📍 {ctx.tr.html('The place is changed.')}\n\n{facts}", (*rows, *footer(ctx.tr)))


async def cancelled_session(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """One session does not take place, and when the next one is."""
    found = await gatherings.find_by_session(tx, due.data["session"])
    if found is None or found[1].stands or found[0].state is not GatheringState.OPEN:
        return None
    gathering, session = found
    if not await _concerns(ctx, tx, gathering):
        return None
    following = gathering.coming(ctx.now)
    return _cancelled(ctx, gathering, session, following[0] if following else None)


async def cancelled_gathering(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """It does not take place at all, or goes no further."""
    gathering = await gatherings.find_gathering(tx, due.data["gathering"])
    if gathering is None or gathering.state is not GatheringState.CANCELLED or not await _concerns(ctx, tx, gathering):
        return None
    ahead = _ahead(gathering, ctx.now)
    return _cancelled(ctx, gathering, ahead[0], None, whole=len(gathering.sessions) > 1) if ahead else None


async def _concerns(ctx: Ctx, tx: Tx, gathering: Gathering) -> bool:
    """Whether she, or her family, is signed up for it or waits."""
    rules = ctx.programme.rules(gathering.activity)
    if rules is None:
        return False
    mine = await sign_ups.sign_up_of(tx, gathering.id, ctx.person, rules.unit)
    return mine is not None and mine.state in {*ACTIVE, SignUpState.LAPSED}


def _cancelled(
    ctx: Ctx, gathering: Gathering, session: Session, following: Session | None, *, whole: bool = False
) -> Screen:
    tr, rules = ctx.tr, ctx.programme.rules(gathering.activity)
    private = rules is None or rules.private
    if whole:
        sorry = tr.html("Sorry, the rest is cancelled, from this time on:")
    else:
        sorry = tr.html("Sorry, this is cancelled:")
    when = f"<b>{tr.value(tr.soon(session.starts_at, ctx.now))}</b>"
    lines = [f"❌ {sorry}", "\n".join([*_named(ctx, gathering, session, private=private), when])]
    if following is not None:
        lines.append(tr.html("The next time: {moment}", moment=tr.soon(following.starts_at, ctx.now)))
    look = None if private else Button(tr.ptext("button", "📅 What's on"), "on")
    return Screen("\n\n".join(lines), (*column(look), *footer(tr, person=True)))


NOTICES = {
    MOVED: NoticeKind(moved),
    PLACE: NoticeKind(elsewhere),
    SESSION_CANCELLED: NoticeKind(cancelled_session),
    CANCELLED: NoticeKind(cancelled_gathering),
    ADDED: NoticeKind(added),
}
