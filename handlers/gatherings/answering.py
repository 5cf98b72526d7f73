"""A family, or a woman, answers to one session: coming, not this time, more or fewer, the children looked after."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.sign_ups import MOST_ADULTS, MOST_CHILDREN, Answer, Party, SignUpState
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings import answering_screens as screens
from handlers.gatherings import line, own
from handlers.gatherings.group_news import LEFT, tell_those_who_run_it
from handlers.gatherings.seats import Seat, seat_of
from handlers.gatherings.seeing import Seen
from handlers.gatherings.words import bands
from handlers.house.screens import home
from handlers.screen import Screen
from storage import gatherings, sign_ups
from storage.engine import Tx

ADULTS = "adults"
CARE: Mapping[str, bool] = {"on": True, "off": False}


async def look(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """When and where, and what was said."""
    seat = await seat_of(ctx, tx, session)
    if seat is None:
        return gone(ctx)
    if seat.going or seat.guest.present:
        return screens.session(ctx, seat)
    if seat.sign_up is not None and seat.sign_up.state is not SignUpState.LEFT:
        # In line, or her time to answer is over: how that stands is said where she sees her sign-up.
        return await own.status(ctx, tx, Seen(seat.gathering, seat.rules, seat.sign_up))
    return screens.left(ctx, seat)


def gone(ctx: Ctx) -> Screen:
    """No such session, or not hers: the same words."""
    return problems.no_longer(ctx.tr, home(ctx.tr, ctx.programme, ctx.now, unfinished=False))


async def _open(ctx: Ctx, tx: Tx, session: str) -> Seat | None:
    """Her place, as long as the session is not over, with the gathering locked."""
    seat = await seat_of(ctx, tx, session)
    if seat is None or seat.session.ends_at <= ctx.now or not (seat.going or seat.guest.present):
        return None
    await gatherings.lock_gathering(tx, seat.gathering.id)
    return seat


async def _say(ctx: Ctx, tx: Tx, seat: Seat, answer: Answer, party: Party | None) -> Screen:
    values: dict[str, Any] = sign_ups.answered(answer, ctx.now, party)
    await sign_ups.say(tx, seat.session.id, ctx.person.family, ctx.person.id, seat.rules.unit, **values)
    return await look(ctx, tx, seat.session.code)


async def coming(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """They come."""
    seat = await _open(ctx, tx, session)
    if seat is None:
        return await _not_now(ctx, tx, session)
    return await _say(ctx, tx, seat, Answer.COMING, seat.said.party if seat.said else None)


async def not_coming(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """Not this time; where there is only one time, whether the place may go to the next."""
    seat = await _open(ctx, tx, session)
    if seat is None:
        return await _not_now(ctx, tx, session)
    if seat.single and seat.going:
        return screens.give_away(ctx, seat)
    return await _say(ctx, tx, seat, Answer.NOT_COMING, seat.said.party if seat.said else None)


async def leave(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """The place goes to whoever is next."""
    seat = await _open(ctx, tx, session)
    if seat is None or seat.sign_up is None or not seat.single:
        return await _not_now(ctx, tx, session)
    if await line.leave(tx, ctx.programme, seat.sign_up, ctx.now):
        await tell_those_who_run_it(ctx, tx, seat.rules, seat.sign_up, LEFT)
    return await look(ctx, tx, session)


async def come_back(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """They come after all: their place if it is free still, else the line."""
    seat = await seat_of(ctx, tx, session)
    if seat is None or seat.sign_up is None or seat.sign_up.state is not SignUpState.LEFT:
        return await _not_now(ctx, tx, session)
    if not seat.returnable(ctx.now):
        return await _not_now(ctx, tx, session)
    before = seat.sign_up
    await line.join(tx, seat.gathering, seat.rules, ctx.person, before.party, before.needs, ctx.now)
    return await look(ctx, tx, session)


async def party(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """More or fewer: who is to be changed?"""
    seat = await _open(ctx, tx, session)
    if seat is None or seat.rules.unit.one_person:
        return await _not_now(ctx, tx, session)
    return screens.party(ctx, seat, [ADULTS, *bands(ctx.programme)])


async def count(ctx: Ctx, tx: Tx, session: str, who: str) -> Screen:
    """How many of these?"""
    seat = await _open(ctx, tx, session)
    if seat is None or seat.rules.unit.one_person or who not in (ADULTS, *bands(ctx.programme)):
        return await _not_now(ctx, tx, session)
    return screens.count(ctx, seat, who, range(1, MOST_ADULTS + 1) if who == ADULTS else range(MOST_CHILDREN + 1))


async def set_count(ctx: Ctx, tx: Tx, session: str, who: str, number: str) -> Screen:
    """So many of these, this time only; the number is in the button, so that two taps are one."""
    seat = await _open(ctx, tx, session)
    wanted = with_count(ctx, seat.party, who, number) if seat is not None else None
    if seat is None or wanted is None or seat.rules.unit.one_person:
        return await _not_now(ctx, tx, session)
    await _take(ctx, tx, seat, wanted)
    return await party(ctx, tx, session)


def with_count(ctx: Ctx, before: Party, who: str, number: str) -> Party | None:
    """The party with so many of these; None for what no button says."""
    least, most = (1, MOST_ADULTS) if who == ADULTS else (0, MOST_CHILDREN)
    if not (number.isascii() and number.isdigit() and len(number) == 1 and least <= int(number) <= most):
        return None
    if who == ADULTS:
        return replace(before, adults=int(number))
    if who not in bands(ctx.programme):
        return None
    return replace(before, children={**before.children, who: int(number)})


async def care(ctx: Ctx, tx: Tx, session: str, care: str) -> Screen:
    """Whether the children are to be looked after this time."""
    seat = await _open(ctx, tx, session)
    if seat is None or not seat.care or care not in CARE:
        return await _not_now(ctx, tx, session)
    await _take(ctx, tx, seat, replace(seat.party, childcare=CARE[care]))
    return await look(ctx, tx, session)


async def _take(ctx: Ctx, tx: Tx, seat: Seat, wanted: Party) -> None:
    """Another party for this session; where there is only one, the sign-up itself is changed."""
    if seat.single and seat.sign_up is not None and seat.going:
        await sign_ups.change_sign_up(tx, seat.sign_up.id, wanted, seat.sign_up.needs)
        await _say(ctx, tx, seat, Answer.COMING, None)
        return
    await _say(ctx, tx, seat, Answer.COMING, wanted)


async def _not_now(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """It is over, or was given away: what is true now."""
    seat = await seat_of(ctx, tx, session)
    return gone(ctx) if seat is None else problems.no_longer(ctx.tr, await look(ctx, tx, session))
