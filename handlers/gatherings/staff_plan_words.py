"""What a gathering or a session is about, where it is, for how many: by buttons, or in staff's own words."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from domain.gathering_rules import Care
from domain.gatherings import Venue
from domain.programme import Programme
from domain.sign_ups import ACTIVE
from handlers.context import Ctx
from handlers.gatherings import line, staff_plan, staff_plan_sessions, telling
from handlers.gatherings import staff_plan_words_screens as screens
from handlers.gatherings.staff_planner import Planned, again, her_session, hers, keep_about
from handlers.screen import Screen
from locales import clean
from storage import gatherings, sign_ups
from storage.engine import Tx

THEME, VENUE, PLACES, CARE = "theme", "venue", "places", "care"
# What is asked one after another of a new draft; everything else is there to be tapped.
QUESTIONS = (THEME, PLACES, CARE)
NONE, YES, NO = "none", "yes", "no"
NAME, ADDRESS, TITLE = 60, 80, 60
MOST_PLACES = 500
Find = Callable[[Ctx, Tx, str], Awaitable[Planned | None]]


async def next_question(ctx: Ctx, tx: Tx, planned: Planned, after: str | None) -> Screen:
    """What is asked of a new draft after this; after the last one its page."""
    left = QUESTIONS[QUESTIONS.index(after) + 1 :] if after in QUESTIONS else QUESTIONS
    asked = next((one for one in left if _concerns(planned, one)), None)
    if asked is None:
        return await staff_plan.show(ctx, tx, planned)
    return screens.question(ctx, await again(ctx, tx, planned), asked, "begin")


def _concerns(planned: Planned, what: str) -> bool:
    """Whether that can be said of it at all; places and childcare are the whole gathering's."""
    if what in (PLACES, CARE) and planned.session is not None:
        return False
    return what != CARE or planned.rules.childcare is Care.PLANNED


async def ask(find: Find, verb: str, ctx: Ctx, tx: Tx, code: str, what: str) -> Screen:
    """What is it to be?"""
    planned = await find(ctx, tx, code)
    if planned is None or what not in (*QUESTIONS, VENUE) or not _concerns(planned, what):
        return await staff_plan.gone(ctx, tx)
    return screens.question(ctx, planned, what, verb)


async def put(find: Find, verb: str, ctx: Ctx, tx: Tx, code: str, what: str, value: str) -> Screen:
    """This is what it is to be."""
    planned = await find(ctx, tx, code)
    if planned is None or what not in _PUTS or not _concerns(planned, what):
        return await staff_plan.gone(ctx, tx)
    return await _after(ctx, tx, planned, what, verb, await _PUTS[what](ctx, tx, planned, value))


async def typed(find: Find, verb: str, ctx: Ctx, tx: Tx, text: str, code: str, what: str) -> Screen:
    """The same in words."""
    planned = await find(ctx, tx, code)
    if planned is None or what not in _TYPED or not _concerns(planned, what):
        return await staff_plan.gone(ctx, tx)
    return await _after(ctx, tx, planned, what, verb, await _TYPED[what](ctx, tx, planned, text))


async def _after(ctx: Ctx, tx: Tx, planned: Planned, what: str, verb: str, problem: str | None) -> Screen:
    """What comes then: the question once more with what was wrong, the next one, or the page."""
    if problem is not None:
        return screens.question(ctx, await again(ctx, tx, planned), what, verb, problem)
    if verb == "begin":
        return await next_question(ctx, tx, planned, what)
    return await back(ctx, tx, planned, await _told(ctx, tx, planned))


async def _told(ctx: Ctx, tx: Tx, planned: Planned) -> str | None:
    """Another place of what is open is told to everybody at once; says to how many, or who counted on childcare."""
    now = await again(ctx, tx, planned)
    if planned.draft:
        return None
    if planned.gathering.childcare and not now.gathering.childcare:
        signed = await sign_ups.sign_ups_of(tx, now.gathering.id, ACTIVE)
        return screens.no_care_noted(ctx.tr, sum(one.party.childcare for one in signed))
    if now.about.venue == planned.about.venue:
        return None
    await telling.place_changed(tx, ctx.programme, now.gathering, now.session, ctx.now)
    return screens.place_noted(ctx.tr, await staff_plan.concerned(tx, now))


async def back(ctx: Ctx, tx: Tx, planned: Planned, said: str | None = None) -> Screen:
    """The page of what was changed."""
    noted = said or ctx.tr.html("✔️ Noted.")
    now = await again(ctx, tx, planned)
    if now.session is None or now.rules.single:
        return await staff_plan.show(ctx, tx, now, noted)
    return await staff_plan_sessions.show(ctx, tx, now, noted)


async def _put_theme(ctx: Ctx, tx: Tx, planned: Planned, value: str) -> str | None:
    """A theme of the list stands in place of a title; a theme of none takes both away."""
    if value != NONE and ctx.programme.theme(value) is None:
        return screens.no_such(ctx.tr)
    await keep_about(tx, planned, replace(planned.about, theme=None if value == NONE else value, title={}))
    return None


async def _typed_theme(ctx: Ctx, tx: Tx, planned: Planned, text: str) -> str | None:
    """A theme of the list by its name, else a title in staff's own words."""
    words = clean(text, TITLE + 1).replace("\n", " ")
    if not 0 < len(words) <= TITLE:
        return screens.too_long(ctx.tr, TITLE)
    named = screens.theme_called(ctx, words)
    about = replace(planned.about, theme=named, title={} if named else {"da": words})
    await keep_about(tx, planned, about)
    return None


async def _put_venue(ctx: Ctx, tx: Tx, planned: Planned, value: str) -> str | None:
    if value != NONE:
        return screens.no_such(ctx.tr)
    await keep_about(tx, planned, replace(planned.about, venue=None))
    return None


async def _typed_venue(ctx: Ctx, tx: Tx, planned: Planned, text: str) -> str | None:
    """The name, and behind the first comma the address."""
    name, _, address = (part.strip() for part in clean(text, 200).replace("\n", ", ").partition(","))
    if not name or len(name) > NAME or len(address) > ADDRESS:
        return screens.venue_not_understood(ctx.tr)
    await keep_about(tx, planned, replace(planned.about, venue=_venue(ctx.programme, name, address)))
    return None


def _venue(programme: Programme, name: str, address: str) -> Venue | None:
    """The house itself needs no place of its own."""
    return None if name.casefold() == programme.house.name.casefold() else Venue(name, address)


async def _put_places(ctx: Ctx, tx: Tx, planned: Planned, value: str) -> str | None:
    """More places go to those who wait; never fewer than are taken."""
    fits = value == NONE or (value.isascii() and value.isdecimal() and len(value) < 4 and 0 < int(value) <= MOST_PLACES)
    if not fits:
        return screens.places_not_understood(ctx.tr, MOST_PLACES)
    await gatherings.lock_gathering(tx, planned.gathering.id)
    taken, places = await sign_ups.places_taken(tx, planned.gathering.id), None if value == NONE else int(value)
    if places is not None and places < taken:
        return screens.taken_already(ctx.tr, taken)
    await gatherings.set_gathering(tx, planned.gathering.id, {"places": places})
    await line.fill(tx, ctx.programme, planned.gathering.id, ctx.now)
    return None


async def _typed_places(ctx: Ctx, tx: Tx, planned: Planned, text: str) -> str | None:
    return await _put_places(ctx, tx, planned, text.strip())


async def _put_care(ctx: Ctx, tx: Tx, planned: Planned, value: str) -> str | None:
    if value not in (YES, NO):
        return screens.no_such(ctx.tr)
    await gatherings.set_gathering(tx, planned.gathering.id, {"childcare": value == YES})
    return None


async def _typed_care(ctx: Ctx, tx: Tx, planned: Planned, text: str) -> str | None:
    said = {"ja": YES, "nej": NO}.get(text.strip().casefold())
    return screens.yes_or_no(ctx.tr) if said is None else await _put_care(ctx, tx, planned, said)


Change = Callable[[Ctx, Tx, Planned, str], Awaitable[str | None]]
_PUTS: dict[str, Change] = {THEME: _put_theme, VENUE: _put_venue, PLACES: _put_places, CARE: _put_care}
_TYPED: dict[str, Change] = {THEME: _typed_theme, VENUE: _typed_venue, PLACES: _typed_places, CARE: _typed_care}
FINDS: dict[str, Find] = {"plan": hers, "planned": her_session}
