"""Bridges to the municipality (brobygning): a contact that was made for a family, registered with one tap."""

from collections.abc import Sequence
from dataclasses import replace

from domain.counselling import Happening, Request
from domain.referrals import Contact
from domain.registers import Talk
from handlers.context import Ctx
from handlers.counselling import staff_case
from handlers.counselling.staff_case import me
from handlers.counselling.staff_passed_on import bridge_line, bridge_name
from handlers.counselling.staff_screens import number, ways_home
from handlers.screen import Button, Screen, beside, column
from handlers.staff import walk_ins
from handlers.staff.closed_years import closed_year, refused
from handlers.staff.walk_in_screens import called
from storage import counselling, referrals
from storage.engine import Tx


async def choose(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """To whom? What was built for this request stands here as well."""
    request = await staff_case.hold(ctx, tx, code)
    return request if isinstance(request, Screen) else await _of_request(ctx, tx, request)


async def _of_request(ctx: Ctx, tx: Tx, request: Request) -> Screen:
    built = await referrals.contacts_of(tx, request.id)
    return _screen(ctx, number(request), f"case:{request.code}", built)


def _screen(ctx: Ctx, whose: str, data: str, built: Sequence[Contact]) -> Screen:
    """How many there are stands in the button, so that pressing it twice builds one bridge."""
    tr, places = ctx.tr, ctx.programme.counselling.bridges
    text = tr.html("To whom have you built a bridge? One tap registers it.")
    lines = [f"<b>{tr.value(whose)}</b>", text, *(bridge_line(ctx, one) for one in built)]
    to = [Button(bridge_name(ctx, one.key), f"{data}:bridge:{one.key}:{len(built)}") for one in places]
    undo = [_undo(ctx, data, one) for one in built if not one.withdrawn]
    back = Button(tr.ptext("staff button", "↩️ Back"), data)
    return Screen("\n".join(lines), (*beside(to), *column(*undo), (back,), *ways_home(tr)), at=f"{data}:bridge")


def _undo(ctx: Ctx, data: str, contact: Contact) -> Button:
    label = ctx.tr.ptext("staff button", "Undo: {bridge}", bridge=bridge_name(ctx, contact.bridge))
    return Button(label, f"{data}:unbridge:{contact.id}")


async def build(ctx: Ctx, tx: Tx, code: str, bridge: str, built: str) -> Screen:
    """It is registered; an old button registers nothing."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if _fits(ctx, bridge, built, await referrals.contacts_of(tx, request.id)):
        await referrals.make_contact(tx, request.family, bridge, me(ctx).id, ctx.now, request=request.id)
        await counselling.log_step(tx, request.id, Happening.BRIDGED, ctx.now, staff_id=me(ctx).id)
        return replace(await _of_request(ctx, tx, request), toast=ctx.tr.text("Saved."))
    return await _of_request(ctx, tx, request)


def _fits(ctx: Ctx, bridge: str, built: str, there: Sequence[Contact]) -> bool:
    known = {one.key for one in ctx.programme.counselling.bridges}
    return bridge in known and built == str(len(there))


async def undo(ctx: Ctx, tx: Tx, code: str, contact: str) -> Screen:
    """It was a mistake."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    mistaken = _mistaken(contact, await referrals.contacts_of(tx, request.id))
    if year := await _shut(ctx, tx, mistaken):
        return refused(ctx, year, await _of_request(ctx, tx, request))
    if mistaken:
        await referrals.withdraw_contacts(tx, mistaken, ctx.now)
        await counselling.log_step(tx, request.id, Happening.BRIDGE_TAKEN_BACK, ctx.now, staff_id=me(ctx).id)
    return await _of_request(ctx, tx, request)


async def _shut(ctx: Ctx, tx: Tx, built: Sequence[Contact]) -> int | None:
    """The year one of them was built in, if it is closed."""
    years = [await closed_year(ctx, tx, one.made_at) for one in built]
    return next((year for year in years if year is not None), None)


def _mistaken(contact: str, built: Sequence[Contact]) -> list[Contact]:
    return [one for one in built if str(one.id) == contact and not one.withdrawn]


async def choose_after_walk_in(ctx: Ctx, tx: Tx, token: str) -> Screen:
    """The same for somebody who just came by."""
    talk = await walk_ins.entered_by_me(ctx, tx, token)
    return await walk_ins.gone(ctx, tx) if talk is None or talk.withdrawn else await _of_walk_in(ctx, tx, talk)


async def _of_walk_in(ctx: Ctx, tx: Tx, talk: Talk) -> Screen:
    built = await walk_ins.bridges_of(tx, talk)
    return _screen(ctx, called(talk.family, talk.nickname), f"walked:{talk.token}", built)


async def build_after_walk_in(ctx: Ctx, tx: Tx, token: str, bridge: str, built: str) -> Screen:
    """It is registered for the family that came by."""
    talk = await walk_ins.entered_by_me(ctx, tx, token)
    if talk is None or talk.withdrawn:
        return await walk_ins.gone(ctx, tx)
    if _fits(ctx, bridge, built, await walk_ins.bridges_of(tx, talk)):
        await referrals.make_contact(tx, talk.family_id, bridge, talk.staff, ctx.now)
        return replace(await _of_walk_in(ctx, tx, talk), toast=ctx.tr.text("Saved."))
    return await _of_walk_in(ctx, tx, talk)


async def undo_after_walk_in(ctx: Ctx, tx: Tx, token: str, contact: str) -> Screen:
    """It was a mistake."""
    talk = await walk_ins.entered_by_me(ctx, tx, token)
    if talk is None or talk.withdrawn:
        return await walk_ins.gone(ctx, tx)
    mistaken = _mistaken(contact, await walk_ins.bridges_of(tx, talk))
    if year := await _shut(ctx, tx, mistaken):
        return refused(ctx, year, await _of_walk_in(ctx, tx, talk))
    await referrals.withdraw_contacts(tx, mistaken, ctx.now)
    return await _of_walk_in(ctx, tx, talk)
