"""Puts on its way what everybody who takes part must learn at once: a session moved or cancelled, or all of it."""

from datetime import datetime

from domain.gatherings import Gathering, Session
from domain.notices import Notice
from domain.programme import Programme
from domain.sign_ups import ACTIVE
from storage import outbox, people, sign_ups
from storage.engine import Tx


async def session_moved(
    tx: Tx, programme: Programme, gathering: Gathering, session: Session, was_starts_at: datetime, now: datetime
) -> None:
    """Everybody learns that it is at another time; `session` is as it is now."""
    data = {"gathering": gathering.code, "session": session.code, "was": was_starts_at.isoformat()}
    purpose = f"session-moved:{session.code}:{session.sequence}"
    await _tell(tx, programme, gathering, "session-moved", purpose, data, now)


async def session_cancelled(
    tx: Tx, programme: Programme, gathering: Gathering, session: Session, now: datetime
) -> None:
    """Everybody learns that it does not take place; `session` is as it is now."""
    data = {"gathering": gathering.code, "session": session.code}
    purpose = f"session-cancelled:{session.code}:{session.sequence}"
    await _tell(tx, programme, gathering, "session-cancelled", purpose, data, now)


async def gathering_cancelled(tx: Tx, programme: Programme, gathering: Gathering, now: datetime) -> None:
    """Everybody learns that nothing more of it takes place."""
    purpose = f"gathering-cancelled:{gathering.code}"
    await _tell(tx, programme, gathering, "gathering-cancelled", purpose, {"gathering": gathering.code}, now)


async def _tell(
    tx: Tx,
    programme: Programme,
    gathering: Gathering,
    kind: str,
    purpose: str,
    data: dict[str, str],
    now: datetime,
) -> None:
    """To everybody it concerns, once for each change."""
    persons = await who_learns(tx, programme, gathering)
    await outbox.enqueue(tx, [Notice(one, kind, f"{purpose}:{one}", dict(data)) for one in persons], now)


async def who_learns(tx: Tx, programme: Programme, gathering: Gathering) -> list[int]:
    """Who has a phone and takes part or waits: both parents of a family, or the woman herself."""
    rules = programme.rules(gathering.activity)
    active = await sign_ups.sign_ups_of(tx, gathering.id, ACTIVE)
    if rules is not None and rules.unit.one_person:
        return sorted({one.person for one in active if one.person is not None})
    return await people.of_families(tx, {one.family for one in active})
