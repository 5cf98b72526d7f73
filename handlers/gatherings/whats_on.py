"""What's on: a resident looks at what there is, and at one gathering."""

from domain.consent import Purpose
from domain.gatherings import Gathering
from domain.sign_ups import SignUpState, free_places, open_to_all
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings import calendar, page_words, whats_on_screens
from handlers.gatherings.page_words import Room
from handlers.gatherings.seeing import Seen, open_to_join, own_coming, seen
from handlers.gatherings.whats_on_screens import PAGE, Kind
from handlers.gatherings.words import in_house, venue_of
from handlers.house.consents import ANSWERS, decide
from handlers.screen import Screen
from storage import gatherings, sign_ups
from storage.engine import Tx


async def look(ctx: Ctx, tx: Tx) -> Screen:
    """Her own things, and what else there is."""
    return whats_on_screens.whats_on(ctx, await own_coming(ctx, tx), await _kinds(ctx, tx))


async def _kinds(ctx: Ctx, tx: Tx) -> list[Kind]:
    found = await open_to_join(ctx, tx)
    every = (
        Kind(activity, [one for one in found if one.activity == activity.key])
        for activity in ctx.programme.gathering_kinds
    )
    return [kind for kind in every if kind.gatherings]


async def news(ctx: Ctx, tx: Tx, answer: str) -> Screen:
    """Whether we may tell her what is on, asked where one looks for that; she is asked once."""
    if answer not in ANSWERS:
        return await look(ctx, tx)
    return await look(await decide(ctx, tx, Purpose.NEWS, given=ANSWERS[answer]), tx)


async def kind(ctx: Ctx, tx: Tx, activity: str, page: str = "0") -> Screen:
    """What there is of one kind; a page that is no more is the first one."""
    found = next((one for one in await _kinds(ctx, tx) if one.activity.key == activity), None)
    if found is None:
        return await gone(ctx, tx)
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= 3 else 0
    number = number if number * PAGE < len(found.gatherings) else 0
    shown = found.gatherings[number * PAGE : (number + 1) * PAGE]
    return whats_on_screens.one_kind(ctx, found, number, [await room_of(ctx, tx, one) for one in shown])


async def room_of(ctx: Ctx, tx: Tx, gathering: Gathering) -> Room:
    """Whether whoever signs up now gets a place: those who wait come first, unless it is open to all."""
    waiting = len(await sign_ups.sign_ups_of(tx, gathering.id, (SignUpState.WAITING,)))
    loose = free_places(gathering.places, await sign_ups.places_taken(tx, gathering.id))
    coming, rules = gathering.coming(ctx.now), ctx.programme.rules(gathering.activity)
    by_turn = bool(coming and rules and not open_to_all(rules, coming[0].starts_at, ctx.now))
    return Room(loose if loose is None or not by_turn else max(0, loose - waiting), waiting, loose)


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """It is not there, or not for her."""
    return problems.no_longer(ctx.tr, await look(ctx, tx))


async def page(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """One gathering."""
    here = await seen(ctx, tx, gathering)
    return await gone(ctx, tx) if here is None else await page_of(ctx, tx, here)


async def page_of(ctx: Ctx, tx: Tx, here: Seen, opening: str = "") -> Screen:
    """The page of what she may see."""
    return whats_on_screens.page(ctx, here, await room_of(ctx, tx, here.gathering), opening=opening)


async def days(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """Every day of a course."""
    here = await seen(ctx, tx, gathering)
    if here is None:
        return await gone(ctx, tx)
    return whats_on_screens.days(ctx, here) if _has_days(ctx, here) else await page_of(ctx, tx, here)


def _has_days(ctx: Ctx, here: Seen) -> bool:
    return bool(here.changeable(ctx.now) and page_words.only_session(here.gathering) is None)


async def where(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """The map, where it is in the house."""
    here = await seen(ctx, tx, gathering)
    if here is None:
        return await gone(ctx, tx)
    only = page_words.only_session(here.gathering)
    if not in_house(ctx.programme, venue_of(ctx.programme, here.gathering, only)):
        return await page_of(ctx, tx, here)
    return whats_on_screens.where(ctx, here)


async def course_file(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """The whole course for her calendar; what is cancelled is said to be."""
    here = await seen(ctx, tx, gathering)
    if here is None:
        return await gone(ctx, tx)
    if not _has_days(ctx, here):
        return await page_of(ctx, tx, here)
    return whats_on_screens.days(ctx, here, attachment=calendar.file_of(ctx, here, here.gathering.sessions))


async def session_file(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """One evening for her calendar."""
    found = await gatherings.find_by_session(tx, session)
    here = await seen(ctx, tx, found[0].code) if found else None
    if found is None or here is None:
        return await gone(ctx, tx)
    attachment = calendar.file_of(ctx, here, [found[1]])
    room = await room_of(ctx, tx, here.gathering)
    screen = whats_on_screens.page(ctx, here, room, attachment=attachment)
    return whats_on_screens.days(ctx, here, attachment=attachment) if _has_days(ctx, here) else screen
