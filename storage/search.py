"""What a family worker may look for: her own requests, the queue, and those of whoever she covers."""

from datetime import datetime

from sqlalchemy import select

from domain.counselling import OPEN_STATES, Happening
from domain.families import fits_code, fits_name, folded
from storage.counselling import requests, steps
from storage.engine import Tx
from storage.families import families_called
from storage.people import absences


async def find_requests(tx: Tx, word: str, staff_id: int, since: datetime, most: int) -> list[int]:
    """The newest requests with this code, family or first name, as far as they are hers to find.

    Names are opened to be compared, here and nowhere else, and only while they are kept at all.
    """
    covered = select(absences.c.staff_id).where(absences.c.substitute_id == staff_id, absences.c.running)
    whose = [staff_id, *(await tx.execute(covered)).scalars()]
    taken = select(steps.c.request_id).where(steps.c.step == Happening.TAKEN.value, steps.c.staff_id.in_(whose))
    hers = requests.c.staff_id.in_(whose) | requests.c.id.in_(taken) | requests.c.state.in_(OPEN_STATES)
    columns = (requests.c.id, requests.c.code, requests.c.family_id, requests.c.name)
    rows = await tx.execute(select(*columns).where(hers, requests.c.created_at >= since).order_by(requests.c.id.desc()))
    sought, called = folded(word), await families_called(tx, word)
    found = (
        row.id
        for row in rows
        if row.family_id in called or fits_code(row.code, sought) or fits_name(tx.unseal(row.name), sought)
    )
    return [one for one, _ in zip(found, range(most), strict=False)]
