"""Somebody leaves the team, for good or for another role: nothing of hers may be left hanging."""

from datetime import datetime, timedelta

from domain.absence import Absence
from domain.access import Right
from domain.counselling import Happening
from domain.notices import Notice
from domain.people import Person
from handlers.counselling.staff_alerts import send_cards
from handlers.staff import covering
from storage import absences, counselling, drafts, outbox, people
from storage.engine import Tx


async def leave_team(tx: Tx, member: Person, now: datetime) -> int:
    """Take a member off the roster; what she held goes back to the queue. Says how much that is."""
    if member.staff is None:
        return 0
    returned = await counselling.return_requests(tx, member.staff.id)
    for request in returned:
        await counselling.log_step(tx, request, Happening.PUT_BACK, now, house=True)
    # What she was writing as staff is nobody's now, and no card for her is to arrive.
    await drafts.drop_draft(tx, member.id)
    await outbox.cancel_staff_notices(tx, member.id, now)
    stood_in, lent = await _absences(tx, member.staff.id, now)
    await people.leave_staff(tx, member.id, now)
    for absence in lent:
        await covering.tell_former(tx, absence, now)
    for absence in stood_in:
        await covering.ask_leaders(tx, absence, now)
    await _tell_the_others(tx, member, returned, now)
    return len(returned)


async def _absences(tx: Tx, member: int, now: datetime) -> tuple[list[Absence], list[Absence]]:
    """Those in which she stood in, and those of her own in which somebody stood in for her."""
    # A day early, because it is not known here which day it is in the house.
    found = await absences.absences_since(tx, (now - timedelta(days=1)).date())
    return [one for one in found if one.substitute == member], [one for one in found if one.staff == member]


async def _tell_the_others(tx: Tx, member: Person, returned: list[int], now: datetime) -> None:
    """Each family worker gets a card for what is free again."""
    readers = [one for one in await people.staff_who(tx, Right.TRIAGE) if one.id != member.id]
    for request_id in returned:
        request = await counselling.get_request(tx, request_id)
        await send_cards(tx, readers, request, "put-back", f"left:{request_id}:{now.timestamp():.0f}", now)


async def dismiss(tx: Tx, member: Person, now: datetime) -> int:
    """Somebody is taken off the team for good: she is told, and her commands leave her chat."""
    if member.staff is None:
        return 0
    returned = await leave_team(tx, member, now)
    data = {"waited": not member.staff.confirmed}
    await outbox.enqueue(tx, [Notice(member.id, "team-left", f"team-left:{member.staff.id}", data)], now)
    return returned
