"""Time off: sick today in one tap, days planned, who stands in, and back again."""

from datetime import date, time, timedelta

from domain.absence import Absence, Wrong, may_stand_in, wrong_substitute
from domain.access import Right, may
from domain.appointments import AppointmentState
from domain.notices import Notice
from domain.people import Person, Staff
from domain.slots import local_day, utc
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.screen import Screen
from handlers.staff import absence_screens as screens
from handlers.staff import covering, morning
from handlers.staff.roster import colleague
from storage import absences, appointments, counselling, outbox, people
from storage.engine import Tx

NOBODY = 0
NUMBER = 9


async def overview(ctx: Ctx, tx: Tx) -> Screen:
    """Her own days off."""
    return await _overview(ctx, tx, me(ctx))


async def overview_of(ctx: Ctx, tx: Tx, member: str) -> Screen:
    """Those of a colleague, for a leader."""
    whom = await whose_days(ctx, tx, member)
    return await gone(ctx, tx) if whom is None else await _overview(ctx, tx, whom)


async def _overview(ctx: Ctx, tx: Tx, whom: Staff) -> Screen:
    return screens.overview(ctx, whom, await of_member(ctx, tx, whom.id))


async def whose_days(ctx: Ctx, tx: Tx, member: str) -> Staff | None:
    """Whose days off are spoken of: her own, or a colleague's if she leads."""
    found = await colleague(tx, member)
    if found is None or found.staff is None or not found.staff.confirmed:
        return None
    return found.staff if found.staff.id == me(ctx).id or may(ctx.person, Right.ROSTER) else None


async def of_member(ctx: Ctx, tx: Tx, member: int) -> list[Absence]:
    """What is not over of somebody's days off."""
    return [one for one in await upcoming(ctx, tx) if one.staff == member]


async def upcoming(ctx: Ctx, tx: Tx) -> list[Absence]:
    """Everybody's days off that are not over."""
    return await absences.absences_since(tx, local_day(ctx.programme, ctx.now))


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """Not there, or not hers to say: the same words."""
    return problems.no_longer(ctx.tr, await overview(ctx, tx))


async def sick(ctx: Ctx, tx: Tx, member: str) -> Screen:
    """Not at work today: it holds at once. Pressed twice it is once."""
    whom, today = await whose_days(ctx, tx, member), local_day(ctx.programme, ctx.now)
    if whom is None:
        return await gone(ctx, tx)
    found = next((one for one in await of_member(ctx, tx, whom.id) if one.holds(today)), None)
    if found is None:
        # Nobody can be forbidden to be sick: for those she stands in for somebody else is found.
        covers = [one for one in await upcoming(ctx, tx) if one.substitute == whom.id and one.holds(today)]
        await covering.give_up(tx, whom.id, covers, ctx.now)
        found = await enter(ctx, tx, whom, today, today, None)
    return await _show(ctx, tx, found)


async def enter(ctx: Ctx, tx: Tx, whom: Staff, first: date, last: date, substitute: int | None) -> Absence:
    """Keep days off, and tell those whom they concern."""
    running = first <= local_day(ctx.programme, ctx.now) <= last
    kept = await absences.add_absence(tx, whom.id, first, last, substitute, ctx.now, running=running)
    await covering.tell_substitute(tx, ctx.programme, kept, ctx.now)
    await tell_her(ctx, tx, kept)
    if kept.covered and substitute is None and not await _colleagues(ctx, tx, kept, widen=False):
        await covering.ask_leaders(tx, kept, ctx.now, but=ctx.person.id)
    return kept


async def tell_her(ctx: Ctx, tx: Tx, absence: Absence, what: str = "entered") -> None:
    """A leader has said something about her days off: she is told."""
    found = await people.member(tx, absence.staff)
    if found is not None and found.id != ctx.person.id:
        purpose = f"days-off:{what}:{absence.id}:{ctx.now.timestamp():.0f}"
        await outbox.enqueue(tx, [Notice(found.id, "staff-days-off", purpose, {"absence": absence.id})], ctx.now)


async def look(ctx: Ctx, tx: Tx, absence: str) -> Screen:
    """Days off as they stand, and what stands today with whoever is away."""
    found = await find(ctx, tx, absence)
    return await gone(ctx, tx) if found is None else await _show(ctx, tx, found)


async def find(ctx: Ctx, tx: Tx, absence: str) -> Absence | None:
    """Days off that are not over, if they are hers or she leads."""
    known = absence.isascii() and absence.isdecimal() and len(absence) <= NUMBER
    found = await absences.find_absence(tx, int(absence)) if known else None
    if found is None or found.last < local_day(ctx.programme, ctx.now):
        return None
    return found if found.staff == me(ctx).id or may(ctx.person, Right.ROSTER) else None


async def _show(ctx: Ctx, tx: Tx, absence: Absence, said: str | None = None) -> Screen:
    return screens.one(ctx, absence, await _stands_today(ctx, tx, absence), said)


async def _stands_today(ctx: Ctx, tx: Tx, absence: Absence) -> list[screens.Stands]:
    """The times of today that no present colleague has, while she who has them is away."""
    day = local_day(ctx.programme, ctx.now)
    if not absence.running or not absence.covered:
        return []
    until = utc(ctx.programme, day + timedelta(days=1), time(0))
    found = await appointments.appointments_between(tx, ctx.now, until, [AppointmentState.CONFIRMED])
    cases = [(one, await counselling.get_request(tx, one.request)) for one in found if one.request is not None]
    return [(one, request) for one, request in cases if request.staff in (None, absence.staff)]


async def choose(ctx: Ctx, tx: Tx, absence: str) -> Screen:
    """Who stands in?"""
    found = await find(ctx, tx, absence)
    if found is None or not found.covered:
        return await gone(ctx, tx)
    return screens.choose(ctx, found, await candidates(ctx, tx, found))


async def candidates(ctx: Ctx, tx: Tx, absence: Absence) -> list[Staff]:
    """Whom she who asks may choose: a leader any colleague, a family worker those who have her rights already."""
    return await _colleagues(ctx, tx, absence, widen=may(ctx.person, Right.ROSTER))


async def _colleagues(ctx: Ctx, tx: Tx, absence: Absence, *, widen: bool) -> list[Staff]:
    theirs = await upcoming(ctx, tx)
    every = [one.staff for one in await people.staff_who(tx, Right.BE_STAFF) if one.staff]
    return [one for one in every if may_stand_in(one, widen=widen) and _wrong(absence, one, theirs) is None]


def _wrong(absence: Absence, member: Staff, every: list[Absence]) -> Wrong | None:
    return wrong_substitute(absence, member.id, [one for one in every if one.staff == member.id])


async def set_substitute(ctx: Ctx, tx: Tx, absence: str, member: str, was: str) -> Screen:
    """She stands in, or nobody; a button from before somebody else chose does not undo that choice."""
    found = await find(ctx, tx, absence)
    if found is None or not found.covered:
        return await gone(ctx, tx)
    if str(found.substitute or NOBODY) != was:
        return await _show(ctx, tx, found, ctx.tr.html("Somebody has chosen meanwhile. Here is what is true now."))
    chosen = None if member == str(NOBODY) else await colleague(tx, member)
    if chosen is None and member != str(NOBODY):
        return await gone(ctx, tx)
    if chosen is not None and (refused := await _refused(ctx, tx, found, chosen)) is not None:
        return refused
    return await _change(ctx, tx, found, chosen.staff.id if chosen and chosen.staff else None)


async def _refused(ctx: Ctx, tx: Tx, absence: Absence, chosen: Person) -> Screen | None:
    assert chosen.staff is not None, "she was found in the roster"
    if not may_stand_in(chosen.staff, widen=may(ctx.person, Right.ROSTER)):
        return await gone(ctx, tx)
    wrong = _wrong(absence, chosen.staff, await upcoming(ctx, tx))
    if wrong is None:
        return None
    return screens.choose(ctx, absence, await candidates(ctx, tx, absence), wrong, chosen.staff.name)


async def _change(ctx: Ctx, tx: Tx, absence: Absence, substitute: int | None) -> Screen:
    if substitute != absence.substitute:
        if not await absences.choose_substitute(tx, absence, substitute):
            return await gone(ctx, tx)
        changed = await absences.find_absence(tx, absence.id)
        assert changed is not None, "it was changed in this very transaction"
        await covering.tell_former(tx, absence, ctx.now)
        await covering.tell_substitute(tx, ctx.programme, changed, ctx.now)
        await tell_her(ctx, tx, changed, f"by-{substitute}")
        absence = changed
    return await _show(ctx, tx, absence)


async def moved(ctx: Ctx, tx: Tx, old: Absence) -> None:
    """The days are others now: whoever stands in is told so, and when what has begun is over for now."""
    new = await absences.find_absence(tx, old.id)
    assert new is not None, "it was changed in this very transaction"
    if old.running and not new.running:
        await covering.tell_former(tx, old, ctx.now)
    await covering.tell_substitute(tx, ctx.programme, new, ctx.now)
    await tell_her(ctx, tx, new, "moved")


async def end(ctx: Ctx, tx: Tx, absence: str) -> Screen:
    """Back at work, or at work after all: what was lent ends at once."""
    found = await find(ctx, tx, absence)
    if found is None or not await absences.end_absence(tx, found.id, ctx.now):
        return await gone(ctx, tx)
    await covering.tell_former(tx, found, ctx.now)
    await tell_her(ctx, tx, found, "ended")
    whom = await people.member(tx, found.staff)
    assert whom is not None, "absences of whoever has left are not found"
    assert whom.staff is not None, "she is found by her place"
    if found.running:
        await morning.say_what_came(tx, ctx.services, whom, found.id)
    return screens.ended(ctx, found, await _overview(ctx, tx, whom.staff))
