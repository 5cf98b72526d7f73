"""The roster in the chat: who is in the team, inviting, saying yes or no, and taking somebody off."""

from datetime import timedelta

from domain.access import Right, may
from domain.notices import Due, Notice
from domain.people import Person, Role, Staff
from domain.slots import local_day
from handlers import problems
from handlers.context import Ctx
from handlers.counselling import staff_screens
from handlers.counselling.staff_leaving import dismiss
from handlers.house.footer import footer
from handlers.house.partners import start_link
from handlers.screen import Screen
from handlers.staff import roster_screens as screens
from storage import absences, invitations, outbox, people
from storage.engine import Tx

GOOD_FOR = timedelta(days=7)
# Whom a family worker may invite: helpers, and those who stand in for her.
HER_GUESTS = (Role.HELPER, Role.FAMILY_WORKER)


async def team(ctx: Ctx, tx: Tx) -> Screen:
    """Everybody in the team."""
    off = await absences.absences_since(tx, local_day(ctx.programme, ctx.now))
    return screens.team(ctx, [one.staff for one in await people.staff_with(tx, Role) if one.staff], off)


async def one(ctx: Ctx, tx: Tx, member: str) -> Screen:
    """One colleague."""
    found = await colleague(tx, member)
    return await _gone(ctx, tx) if found is None else screens.member(ctx, _place(found))


async def confirm(ctx: Ctx, tx: Tx, member: str) -> Screen:
    """Yes: she is told, and has her menu. Of two leaders who press at once, one does."""
    found = await colleague(tx, member)
    if found is None or not await people.confirm_member(tx, _place(found).id, ctx.now):
        return await _gone(ctx, tx)
    notice = Notice(found.id, "team-confirmed", f"team-confirmed:{member}")
    await outbox.enqueue(tx, [notice], ctx.now)
    return await team(ctx, tx)


async def refuse(ctx: Ctx, tx: Tx, member: str) -> Screen:
    """No: she is told kindly, and is a resident like all."""
    found = await colleague(tx, member)
    if found is None or _place(found).confirmed:
        return await _gone(ctx, tx)
    await dismiss(tx, found, ctx.now)
    return await team(ctx, tx)


async def remove(ctx: Ctx, tx: Tx, member: str) -> Screen:
    """The first tap of two."""
    found = await colleague(tx, member)
    if found is None:
        return await _gone(ctx, tx)
    last = await _only_leader(tx, _place(found))
    return screens.last_leader(ctx, _place(found)) if last else screens.sure(ctx, _place(found))


async def remove_yes(ctx: Ctx, tx: Tx, member: str) -> Screen:
    """Every right of hers ends now; what she held goes back to the queue."""
    found = await colleague(tx, member)
    if found is None:
        return await _gone(ctx, tx)
    if await _only_leader(tx, _place(found)):
        return screens.last_leader(ctx, _place(found))
    await dismiss(tx, found, ctx.now)
    if found.id == ctx.person.id:
        return Screen(ctx.tr.html("You have left the team. Thank you for your work!"), footer(ctx.tr), at="home")
    return await team(ctx, tx)


async def _only_leader(tx: Tx, member: Staff) -> bool:
    leaders = {one.staff.id for one in await people.staff_who(tx, Right.ROSTER) if one.staff}
    return leaders == {member.id}


async def invite(ctx: Ctx, tx: Tx) -> Screen:
    """As what?"""
    return screens.choose_role(ctx, _roles(ctx))


async def invite_as(ctx: Ctx, tx: Tx, role: str) -> Screen:
    """As this; of a helper it is asked what she helps with."""
    if role not in _roles(ctx):
        return await _gone(ctx, tx)
    fields = ctx.programme.counselling.fields(Role(role))
    if Role(role) is Role.HELPER and fields:
        return screens.choose_field(ctx, fields)
    return await _invitation(ctx, tx, Role(role), None)


async def invite_helper(ctx: Ctx, tx: Tx, role: str, field: str) -> Screen:
    """A helper who is good at this."""
    known = {one.key for one in ctx.programme.counselling.fields(Role.HELPER)}
    if role != Role.HELPER or field not in known:
        return await _gone(ctx, tx)
    return await _invitation(ctx, tx, Role.HELPER, field)


def _roles(ctx: Ctx) -> tuple[Role, ...]:
    return tuple(Role) if may(ctx.person, Right.ROSTER) else HER_GUESTS


async def _invitation(ctx: Ctx, tx: Tx, role: Role, field: str | None) -> Screen:
    leads, by = may(ctx.person, Right.ROSTER), _place(ctx.person).id
    token = await invitations.make_invitation(
        tx, role, None, ctx.now, ctx.now + GOOD_FOR, field=field, invited_by=by, confirmed=leads
    )
    return screens.invitation(ctx, role, field, start_link(ctx.services.bot_username, token))


async def colleague(tx: Tx, place: str) -> Person | None:
    """The colleague in this place, whatever was sent for it."""
    return await people.member(tx, int(place)) if place.isascii() and place.isdecimal() and len(place) <= 9 else None


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await team(ctx, tx))


def _place(person: Person) -> Staff:
    assert person.staff is not None, "she was found in the roster"
    return person.staff


async def joining(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Somebody waits for a leader's word; nothing once it was said."""
    found = await people.member(tx, due.data["member"])
    if not may(ctx.person, Right.ROSTER) or found is None or _place(found).confirmed:
        return None
    return screens.joining(ctx, _place(found), await invitations.inviter_of(tx, found.id))


async def confirmed(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """A leader said yes: her first screen, and her commands in her chat."""
    if ctx.person.staff is None or not ctx.person.staff.confirmed:
        return None
    good_at = screens.field_name(ctx, ctx.person.staff.field)
    home = staff_screens.home(ctx, ctx.person.staff, good_at)
    return staff_screens.welcome(ctx, home)


async def left(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """She is in the team no longer: a kind word, and her commands leave her chat."""
    if ctx.person.staff is not None:
        return None
    tr = ctx.services.languages.staff
    if due.data["waited"]:
        text = tr.html("You were not added to the team this time. You are welcome in the house as always.")
    else:
        text = tr.html("You are no longer in the team. Thank you for your work! You are welcome as always.")
    return Screen(text, footer(tr), commands=())
