"""Reminders of sessions: to everybody who has a place and said yes to reminders, once each, and only while true."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, GatheringState, Session
from domain.notices import Due, Notice
from domain.programme import Programme
from domain.session_reminders import SessionReminder, session_reminders
from domain.sign_ups import Answer, SignUpState
from domain.slots import Span
from domain.turnout import joined_up, key_of
from handlers.context import Ctx, Services
from handlers.gatherings import answering_screens as screens
from handlers.gatherings.looking import since_last
from handlers.gatherings.seats import Seat, seat_of
from handlers.gatherings.turns import is_hers
from handlers.house.footer import footer
from handlers.notice_kind import NoticeKind
from handlers.screen import Screen
from storage import gatherings, outbox, sign_ups
from storage.engine import Tx
from storage.gathering_people import Phone, phones_of

KIND = "session-reminder"
LOOKED = "session-reminders"
# A reminder that the night holds back leaves later than it was meant.
NIGHT = timedelta(days=1)
# How far ahead somebody may want to know when we speak next.
FORESEEN = timedelta(days=60)


async def remind(tx: Tx, services: Services) -> None:
    """Put on their way the reminders whose time has come since we last looked.

    Only who has a place at that moment is reminded, so whoever signs up later is not told what she has just read. The
    moment up to which we looked is written in the same transaction: a kill loses none and says none twice.
    """
    now = services.now()
    last = await since_last(tx, LOOKED, now)
    if last is None:
        return
    for gathering, session, rules, one in await _came(tx, services.programme, last, now):
        await outbox.enqueue(tx, await _to_everybody(tx, gathering, session, rules, one), now)


async def next_reminder(tx: Tx, services: Services) -> datetime | None:
    """When the next reminder comes that somebody will get, as it stands now."""
    now = services.now()
    ahead = await _came(tx, services.programme, now, now + FORESEEN)
    for gathering, _, rules, one in sorted(ahead, key=lambda came: came[3].not_before):
        phones = await phones_of(tx, gathering.id, (SignUpState.GOING,), rules.unit)
        if any(phone.reminders for phone in phones):
            return one.not_before
    return None


async def _came(
    tx: Tx, programme: Programme, last: datetime, now: datetime
) -> list[tuple[Gathering, Session, GatheringRules, SessionReminder]]:
    """The reminders whose moment lies between the two."""
    longest = max((max(one.remind, default=NIGHT) for one in _every_rule(programme)), default=NIGHT)
    found = await gatherings.sessions_between(tx, Span(last, now + longest + NIGHT))
    return [
        (gathering, session, rules, one)
        for gathering, session in found
        if gathering.state is GatheringState.OPEN and (rules := programme.rules(gathering.activity)) is not None
        for one in session_reminders(programme, rules.remind, session.starts_at)
        if last < one.not_before <= now
    ]


def _every_rule(programme: Programme) -> Iterator[GatheringRules]:
    return (one.gathering for one in programme.gathering_kinds if one.gathering is not None)


async def _to_everybody(
    tx: Tx, gathering: Gathering, session: Session, rules: GatheringRules, one: SessionReminder
) -> list[Notice]:
    phones = await phones_of(tx, gathering.id, (SignUpState.GOING,), rules.unit)
    said = joined_up(await sign_ups.attendances_of(tx, [session.id]), rules.unit)
    declined = {key for key, each in said.items() if each.answer is Answer.NOT_COMING}
    reached = [
        phone for phone in phones if phone.reminders and key_of(rules.unit, phone.family, phone.person) not in declined
    ]
    return [_notice(session, one, phone) for phone in reached]


def _notice(session: Session, one: SessionReminder, phone: Phone) -> Notice:
    starts = int(session.starts_at.timestamp())
    # With the start in it: a session that is moved is reminded of anew, and one that is described anew is not.
    purpose = f"{KIND}:{session.code}:{starts}:{one.key}:{phone.person}"
    return Notice(
        phone.person, KIND, purpose, {"session": session.code, "starts": starts}, one.not_before, one.not_after
    )


async def _true_still(ctx: Ctx, tx: Tx, due: Due) -> Seat | None:
    """The place it is about, if it is hers, takes place as it was meant then, and is still to come."""
    seat = await seat_of(ctx, tx, due.data["session"])
    if seat is None or not seat.going or seat.session.starts_at <= ctx.now or not ctx.person.reminders:
        return None
    moved = int(seat.session.starts_at.timestamp()) != due.data["starts"]
    return None if moved or seat.answer is Answer.NOT_COMING else seat


async def reminder(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Neutral words first: time and place, and ways to answer. Nothing for what was moved, cancelled or left."""
    seat, tr = await _true_still(ctx, tx, due), ctx.tr
    if seat is None:
        return None
    # Translators: others may read this over her shoulder: never a topic, never the word counselling.
    opening = tr.phtml("reminder", "A reminder of your appointment:")
    lines = [f"🔔 {opening}", _when_and_where(ctx, seat), *await _her_turn(ctx, tx, seat)]
    return Screen("\n\n".join(lines), (*screens.answers(ctx, seat), *footer(tr)))


async def _her_turn(ctx: Ctx, tx: Tx, seat: Seat) -> list[str]:
    return [ctx.tr.html("You bring the food this time.")] if await is_hers(tx, seat.session, ctx.person) else []


def _when_and_where(ctx: Ctx, seat: Seat) -> str:
    when = f"<b>{ctx.tr.value(ctx.tr.soon(seat.session.starts_at, ctx.now))}</b>"
    return "\n".join([when, *screens.kind_line(ctx, seat), screens.place(ctx, seat.gathering, seat.session)])


async def nudge(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Staff ask those who have not answered; nothing to whoever has answered since."""
    seat, tr = await _true_still(ctx, tx, due), ctx.tr
    if seat is None or seat.answer is not None:
        return None
    # Translators: others may read this over her shoulder: never a topic, never the word counselling.
    opening = tr.phtml("reminder", "Are you coming? Then we know how many we are.")
    lines = [f"🔔 {opening}", _when_and_where(ctx, seat)]
    return Screen("\n\n".join(lines), (*screens.answers(ctx, seat), *footer(tr)))


NOTICES = {
    KIND: NoticeKind(reminder, urgent=False),
    "session-nudge": NoticeKind(nudge, urgent=False, repeat=False),
}
