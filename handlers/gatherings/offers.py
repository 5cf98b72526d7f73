"""What those who wait are told: a place is kept for one of them, is open to all, or went on to the next."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.notices import Due
from domain.sign_ups import SignUpState
from handlers.context import Ctx, Services
from handlers.counselling import staff_presence
from handlers.gatherings import line, own_screens, page_words, reading_help, seeing, staff_words_wanted, whats_on
from handlers.gatherings.seeing import Seen
from handlers.house.footer import footer
from handlers.notice_kind import NoticeKind
from handlers.screen import Button, Screen, column
from storage import sign_ups_due
from storage.engine import Tx


async def _waits(ctx: Ctx, tx: Tx, due: Due, state: SignUpState) -> Seen | None:
    """The sign-up this is about, if it is still in that state and there is still something to say."""
    here = await seeing.hers(ctx, tx, due.data["sign_up"])
    if here is None or here.own is None or here.own.state is not state or not here.changeable(ctx.now):
        return None
    return here


async def offered(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """A place is hers, if she says so in time; nothing when that time is over."""
    here = await _waits(ctx, tx, due, SignUpState.OFFERED)
    if here is None or here.own is None or not here.stands(ctx.now):
        return None
    text = f"🎟 {own_screens.kept_until(ctx, here.own)}"
    return _screen(ctx, here, text, own_screens.yes_or_no(ctx, here, here.own))


async def open_now(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """It begins soon, and whoever taps first has the place; nothing when it has gone."""
    here = await _waits(ctx, tx, due, SignUpState.WAITING)
    if here is None or here.own is None or (await whats_on.room_of(ctx, tx, here.gathering)).loose == 0:
        return None
    text = ctx.tr.html("A place is free. Whoever taps first has it.")
    ways = [own_screens.take(ctx.tr, here.own), own_screens.leave_line(ctx.tr, here.own)]
    return _screen(ctx, here, f"🎟 {text}", ways)


async def lapsed(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The time for an answer is over: no harm done, and one tap to get in line again."""
    here = await _waits(ctx, tx, due, SignUpState.LAPSED)
    if here is None or here.own is None:
        return None
    text = ctx.tr.html("We kept a place for you, but the time is over. No harm done.")
    room = await whats_on.room_of(ctx, tx, here.gathering)
    return _screen(ctx, here, text, [own_screens.once_more(ctx, here, here.own, room)])


def _screen(ctx: Ctx, here: Seen, text: str, buttons: Sequence[Button | None]) -> Screen:
    tr = ctx.tr
    what = [*page_words.heading(ctx, here.gathering), tr.value(page_words.short_when(ctx, here.gathering))]
    see = Button(tr.ptext("button", "📋 When and where"), f"on:{here.code}")
    at = f"mine:{here.own_code}"
    return Screen("\n\n".join([text, "\n".join(what)]), (*column(*buttons, see), *footer(tr, back="on")), at=at)


async def next_end(tx: Tx, services: Services) -> datetime | None:
    """When the next offer ends that somebody waits for."""
    return await sign_ups_due.next_end(tx)


async def turn_the_line(tx: Tx, services: Services) -> None:
    """Offers whose time is over end, and their places go to the next."""
    await line.turn(tx, services.programme, services.now())


NOTICES: Mapping[str, NoticeKind] = {
    "place-offered": NoticeKind(offered),
    "place-open": NoticeKind(open_now, urgent=False),
    "place-lapsed": NoticeKind(lapsed, urgent=False),
    "words-came": NoticeKind(reading_help.words_came, urgent=False),
    "staff-words-wanted": NoticeKind(
        staff_words_wanted.words_wanted, urgent=False, when=staff_presence.when_she_is_back
    ),
}
DUTIES = (turn_the_line,)
