"""Who is here: a list to be ticked, and those who came without a sign-up, with or without a phone."""

import re
import secrets
from dataclasses import replace

from domain.sign_ups import Arrival, Party
from domain.turnout import Guest
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings import staff_attendance_screens as screens
from handlers.gatherings.answering import ADULTS, with_count
from handlers.gatherings.arriving import OPENS_BEFORE
from handlers.gatherings.staff_coming import Held, find_held
from handlers.gatherings.staff_held import gone, paged, pages, turns
from handlers.gatherings.words import bands
from handlers.screen import Screen
from handlers.staff.closed_years import closed_year, refused
from storage import families, gatherings, people, presence, sign_ups
from storage.engine import Tx
from storage.walk_ins import met_lately

MOST_FAMILIES = 8
_CODE = re.compile(r"[0-9a-f]{8}")


def begun(ctx: Ctx, held: Held) -> bool:
    """Whether anybody can be there already."""
    return held.gathering.takes_place(held.session) and held.session.starts_at - OPENS_BEFORE <= ctx.now


async def everybody(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """The list."""
    return await one_page(ctx, tx, session, "0")


async def one_page(ctx: Ctx, tx: Tx, session: str, page: str) -> Screen:
    """A page of the list."""
    held = await find_held(ctx, tx, session)
    if held is None:
        return await gone(ctx, tx)
    if not begun(ctx, held):
        return screens.too_early(ctx, held)
    shown, number = paged(held.guests, page)
    return screens.everybody(ctx, held, shown, number, turns(ctx, f"held:{session}:list", number, pages(held.guests)))


async def tick(ctx: Ctx, tx: Tx, session: str, sign_up: str, here: str, page: str) -> Screen:
    """One family is here, or is not after all; the button says which, so that two taps are one."""
    held = await _locked(ctx, tx, session)
    guest = _of(held, sign_up) if held else None
    if held is None or guest is None or here not in ("0", "1"):
        return await _not_now(ctx, tx, session)
    if year := await closed_year(ctx, tx, held.session.starts_at):
        return refused(ctx, year, await one_page(ctx, tx, session, page))
    await _note(ctx, tx, held, guest, present=here == "1")
    return await one_page(ctx, tx, session, page)


def _of(held: Held, sign_up: str) -> Guest | None:
    return next((one for one in held.guests if one.sign_up is not None and one.sign_up.code == sign_up), None)


async def _note(ctx: Ctx, tx: Tx, held: Held, guest: Guest, *, present: bool) -> None:
    one = guest.sign_up or guest.said
    if one is None or ctx.person.staff is None:
        return
    who, staff_id = (one.family, one.person, held.rules.unit), ctx.person.staff.id
    # Taken back it is unknown again, which is not the same as "was not there".
    await presence.note_presence(tx, held.session.id, *who, present or None, Arrival.LIST, ctx.now, staff_id)


async def _locked(ctx: Ctx, tx: Tx, session: str) -> Held | None:
    """The session, if she runs it and it has begun, with its gathering locked."""
    held = await find_held(ctx, tx, session)
    if held is None or not begun(ctx, held):
        return None
    await gatherings.lock_gathering(tx, held.gathering.id)
    return await find_held(ctx, tx, session)


async def _not_now(ctx: Ctx, tx: Tx, session: str) -> Screen:
    return problems.no_longer(ctx.tr, await everybody(ctx, tx, session))


async def history(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """All that was noted and taken back."""
    held = await find_held(ctx, tx, session)
    if held is None:
        return await gone(ctx, tx)
    return screens.history(ctx, held, await presence.noted_of(tx, held.session.id))


async def more(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """Somebody came without a sign-up: whose family?"""
    return await _choose(ctx, tx, session)


async def find_whose(ctx: Ctx, tx: Tx, text: str, session: str) -> Screen:
    """She wrote a code or a nickname: the families that fit, to be tapped."""
    return await _choose(ctx, tx, session, text)


async def _choose(ctx: Ctx, tx: Tx, session: str, word: str | None = None) -> Screen:
    held = await find_held(ctx, tx, session)
    if held is None:
        return await gone(ctx, tx)
    if not begun(ctx, held):
        return screens.too_early(ctx, held)
    found = await families.families_called(tx, word) if word else set()
    met = [await families.get_family(tx, one) for one in sorted(found, reverse=True)[:MOST_FAMILIES]]
    problem = ctx.tr.html("I found no family like that.") if word and not met else None
    # A new family gets the code in the button, so that two taps make one.
    fresh = secrets.token_hex(4)
    return screens.whose(ctx, held, fresh, met or await met_lately(tx, MOST_FAMILIES), problem)


async def add(ctx: Ctx, tx: Tx, session: str, family: str) -> Screen:
    """They are here: a family we know, or a new one under the code in the button."""
    held = await _locked(ctx, tx, session)
    if held is None or ctx.person.staff is None or not _CODE.fullmatch(family):
        return await _not_now(ctx, tx, session)
    if year := await closed_year(ctx, tx, held.session.starts_at):
        return refused(ctx, year, await everybody(ctx, tx, session))
    known = await families.find_family(tx, family)
    whose = known.id if known else await people.add_family(tx, ctx.now, family)
    there = next((one for one in held.guests if one.family == whose), None)
    if there is None or not there.present:
        way = Arrival.LIST if there and there.sign_up else Arrival.WALK_IN
        who = (whose, there.sign_up.person if there and there.sign_up else None, held.rules.unit)
        await presence.note_presence(tx, held.session.id, *who, True, way, ctx.now, ctx.person.staff.id)
    held = await find_held(ctx, tx, session)
    guest = next((one for one in held.guests if one.family == whose and one.present), None) if held else None
    return await _saved(ctx, tx, session, guest)


async def _saved(ctx: Ctx, tx: Tx, session: str, guest: Guest | None) -> Screen:
    if guest is None or guest.said is None:
        return await everybody(ctx, tx, session)
    return await came(ctx, tx, session, str(guest.said.id))


async def came(ctx: Ctx, tx: Tx, session: str, attendance: str) -> Screen:
    """One who is here without being on the list: how many they are, and a way to take it back."""
    held, guest = await _who_came(ctx, tx, session, attendance)
    if held is None or guest is None:
        return await _not_now(ctx, tx, session)
    return screens.came(ctx, held, guest, [ADULTS, *bands(ctx.programme)])


async def _who_came(ctx: Ctx, tx: Tx, session: str, attendance: str) -> tuple[Held | None, Guest | None]:
    held = await _locked(ctx, tx, session)
    found = (one for one in held.guests if one.said and str(one.said.id) == attendance) if held else iter(())
    return held, next(found, None)


async def count(ctx: Ctx, tx: Tx, session: str, attendance: str, who: str) -> Screen:
    """How many of these?"""
    held, guest = await _who_came(ctx, tx, session, attendance)
    if held is None or guest is None or who not in (ADULTS, *bands(ctx.programme)):
        return await _not_now(ctx, tx, session)
    return screens.count(ctx, held, guest, who)


async def set_count(ctx: Ctx, tx: Tx, session: str, attendance: str, who: str, number: str) -> Screen:
    """So many of these were there."""
    held, guest = await _who_came(ctx, tx, session, attendance)
    wanted = with_count(ctx, guest.party or Party(), who, number) if guest else None
    if held is None or guest is None or guest.said is None or wanted is None:
        return await _not_now(ctx, tx, session)
    if year := await closed_year(ctx, tx, held.session.starts_at):
        return refused(ctx, year, await came(ctx, tx, session, attendance))
    await sign_ups.count_party(tx, guest.said.id, wanted)
    return await came(ctx, tx, session, attendance)


async def take_back(ctx: Ctx, tx: Tx, session: str, attendance: str) -> Screen:
    """They were not here after all."""
    held, guest = await _who_came(ctx, tx, session, attendance)
    if held is None or guest is None:
        return await _not_now(ctx, tx, session)
    if year := await closed_year(ctx, tx, held.session.starts_at):
        return refused(ctx, year, await came(ctx, tx, session, attendance))
    await _note(ctx, tx, held, guest, present=False)
    return replace(await everybody(ctx, tx, session), toast=ctx.tr.text("Taken back."))
