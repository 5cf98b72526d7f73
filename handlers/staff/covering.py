"""Standing in for a colleague: who is told what and when; what is no longer true by then is not said."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.absence import Absence
from domain.access import Right, may
from domain.counselling import Happening
from domain.notices import Due, Notice
from domain.people import Person
from domain.programme import Programme
from domain.slots import utc
from handlers.context import Ctx
from handlers.counselling.staff_alerts import readers_of, send_cards
from handlers.screen import Button, Screen, column
from handlers.staff import absence_screens, menu
from handlers.staff.absence_words import days_of
from storage import absences, counselling, outbox, people
from storage.engine import Tx


async def tell_substitute(tx: Tx, programme: Programme, absence: Absence, now: datetime) -> None:
    """Now, once more when it begins, with the changed menu, and when it is over and her menu shrinks again."""
    if absence.substitute is None:
        return
    found = await people.member(tx, absence.substitute)
    if found is None:
        return
    place, over = f"{absence.id}:{absence.substitute}", _morning(programme, absence.last + timedelta(days=1))
    data, begins = {"absence": absence.id}, _morning(programme, absence.first)
    planned = [
        Notice(found.id, "staff-cover", f"cover:{place}:{_stamp(now)}", data),
        Notice(found.id, "staff-cover-begins", f"cover-begins:{place}:{absence.first}", data, begins, over),
    ]
    at_once = [Notice(found.id, "staff-cover-begins", f"cover-begins:{place}:{_stamp(now)}", data)]
    ends = _over(found, absence, f"{place}:{absence.last}", over, last=absence.last.isoformat())
    await outbox.enqueue(tx, [*(at_once if absence.running else planned), ends], now)


def _morning(programme: Programme, day: date) -> datetime:
    return utc(programme, day, programme.quiet.ends)


def _stamp(now: datetime) -> str:
    return f"{now.timestamp():.0f}"


def _over(person: Person, absence: Absence, purpose: str, at: datetime, **data: Any) -> Notice:
    return Notice(person.id, "staff-cover-ends", f"cover-ends:{purpose}", {"absence": absence.id, **data}, at)


async def tell_former(tx: Tx, absence: Absence, now: datetime) -> None:
    """Whoever stood in, or was to, does so no longer: at once."""
    found = await people.member(tx, absence.substitute) if absence.substitute is not None else None
    if found is not None:
        purpose = f"{absence.id}:{absence.substitute}:now:{_stamp(now)}"
        await outbox.enqueue(tx, [_over(found, absence, purpose, now, early=True)], now)
        await hand_back(tx, absence, now)


async def hand_back(tx: Tx, absence: Absence, now: datetime) -> None:
    """What she who stood in has taken meanwhile, and may act on no longer, goes to the colleague she stood in for."""
    lent = await people.member(tx, absence.substitute) if absence.substitute is not None else None
    if lent is None or lent.staff is None or may(lent, Right.TRIAGE):
        return
    if await people.member(tx, absence.staff) is not None:
        # That is no step: how long the resident has waited is counted on.
        await _say(tx, await counselling.hand_over(tx, lent.staff.id, absence.staff), "handed-back", now)
        return
    returned = await counselling.return_requests(tx, lent.staff.id)
    for number in returned:
        await counselling.log_step(tx, number, Happening.PUT_BACK, now, house=True)
    await _say(tx, returned, "put-back", now)


async def _say(tx: Tx, handed: Iterable[int], what: str, now: datetime) -> None:
    for number in handed:
        request = await counselling.get_request(tx, number)
        await send_cards(tx, await readers_of(tx, request), request, what, f"lent:{number}:{_stamp(now)}", now)


async def ask_leaders(tx: Tx, absence: Absence, now: datetime, *, but: int | None = None) -> None:
    """Nobody stands in: each leader can choose somebody with one tap; those at work, if any is."""
    leaders = [one for one in await people.staff_who(tx, Right.ROSTER) if one.id != but]
    here = [one for one in leaders if one.staff and not one.staff.away]
    purpose = f"no-cover:{absence.id}:{absence.substitute}:{_stamp(now)}"
    notices = [
        Notice(one.id, "staff-no-cover", f"{purpose}:{one.id}", {"absence": absence.id}) for one in here or leaders
    ]
    await outbox.enqueue(tx, notices, now)


async def give_up(tx: Tx, member: int, stood_in: Iterable[Absence], now: datetime) -> None:
    """She cannot stand in any more: for those she covered somebody else has to be found."""
    for absence in stood_in:
        if absence.substitute == member and await absences.choose_substitute(tx, absence, None):
            await tell_former(tx, absence, now)
            await ask_leaders(tx, absence, now)


async def chosen(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """You will stand in; nothing if somebody else does by now, or it has begun."""
    absence = await _hers(ctx, tx, due)
    if absence is None or absence.running:
        return None
    text = ctx.tr.html(
        "You stand in for {name}: {days}. You are told when it begins.",
        name=absence.name,
        days=days_of(ctx.tr, absence),
    )
    return Screen(f"👥 {text}", menu.way_home(ctx.tr))


async def begins(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """From now on she has a family worker's menu."""
    absence = await _hers(ctx, tx, due)
    if absence is None or not absence.running:
        return None
    text = ctx.tr.html(
        "You stand in for {name} now: {days}. New requests, and what {name} has taken, come to you.",
        name=absence.name,
        days=days_of(ctx.tr, absence),
    )
    return Screen(f"👥 {text}", menu.way_home(ctx.tr), commands=menu.commands(ctx))


async def ends(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """It is over, and her menu is what it was; nothing while she stands in after all, or it was said before."""
    absence = await _hers(ctx, tx, due)
    on_its_day = absence is not None and not absence.running and absence.last.isoformat() == due.data.get("last")
    before = absence is None and "early" in due.data
    if ctx.person.staff is None or not (on_its_day or before):
        return None
    name = await absences.whose(tx, due.data["absence"])
    text = ctx.tr.html("You no longer stand in for {name}. Thank you!", name=name)
    return Screen(f"👥 {text}", menu.way_home(ctx.tr), commands=menu.commands(ctx))


async def _hers(ctx: Ctx, tx: Tx, due: Due) -> Absence | None:
    """The absence in which she stands in, as it is now."""
    absence = await absences.find_absence(tx, due.data["absence"])
    member = ctx.person.staff
    return absence if absence and member and member.confirmed and absence.substitute == member.id else None


async def nobody(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """For leaders: nobody stands in, and one tap chooses; nothing once somebody does or it is over."""
    absence = await absences.find_absence(tx, due.data["absence"])
    if not may(ctx.person, Right.ROSTER) or absence is None or absence.substitute is not None:
        return None
    if utc(ctx.programme, absence.last + timedelta(days=1), time(0)) <= ctx.now:
        return None
    text = ctx.tr.html(
        "{name} is not at work: {days}. There is nobody who stands in.",
        name=absence.name,
        days=days_of(ctx.tr, absence),
    )
    choose = Button(ctx.tr.ptext("staff button", "👥 Choose who stands in"), f"absence:{absence.id}:who")
    return Screen(f"🌴 {text}", (*column(choose), *menu.way_home(ctx.tr)))


async def entered(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """A leader has said when she is not at work."""
    if ctx.person.staff is None:
        return None
    return absence_screens.told(ctx, await absences.find_absence(tx, due.data["absence"]))
