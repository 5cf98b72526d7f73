"""Somebody leaves the team, for good or for another role: nothing of hers may be left hanging."""

from datetime import datetime

from domain.counselling import Happening
from domain.people import Person
from storage import counselling, drafts, people
from storage.engine import Tx


async def leave_team(tx: Tx, member: Person, now: datetime) -> int:
    """Take a member off the roster; what she held goes back to the queue. Says how much that is."""
    if member.staff is None:
        return 0
    returned = await counselling.return_requests(tx, member.staff.id)
    for request in returned:
        await counselling.log_step(tx, request, Happening.PUT_BACK, now, house=True)
    # What she was writing as staff is nobody's now.
    await drafts.drop_draft(tx, member.id)
    await people.leave_staff(tx, member.id, now)
    return len(returned)
