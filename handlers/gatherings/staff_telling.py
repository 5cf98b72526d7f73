"""Whom staff have to ring: families without a phone in this chat learn of a change only from them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from domain.access import runs
from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering
from domain.notices import Due, Notice
from domain.people import Person, Role
from domain.programme import Programme
from domain.sign_ups import SignUp
from handlers.context import Ctx
from handlers.gatherings.staff_names import family_name, what_happened
from handlers.gatherings.words import title
from handlers.notice_kind import NoticeKind
from handlers.screen import Button, Screen, column
from storage import gatherings, outbox, people, sign_ups
from storage.engine import Tx
from storage.gathering_people import called

RING = "staff-ring"


async def ask_to_ring(
    tx: Tx,
    programme: Programme,
    gathering: Gathering,
    silent: Iterable[SignUp],
    what: str,
    purpose: str,
    data: dict[str, Any],
    now: datetime,
    over: datetime,
) -> None:
    """One message for each such family to one member of staff; that it was said is kept with that message."""
    families = list(silent)
    member = await _who_rings(tx, programme, gathering) if families else None
    if member is None:
        return
    notices = [
        Notice(member.id, RING, f"{purpose}:ring:{one.code}", {**data, "sign_up": one.code, "what": what}, None, over)
        for one in families
    ]
    await outbox.enqueue(tx, notices, now)


async def who_run(tx: Tx, rules: GatheringRules) -> list[Person]:
    """Everybody who runs gatherings of these rules and is not away."""
    every = await people.staff_with(tx, Role)
    return [one for one in every if runs(one, rules) and one.staff is not None and not one.staff.away]


async def _run_away(tx: Tx, rules: GatheringRules) -> list[Person]:
    return [one for one in await people.staff_with(tx, Role) if runs(one, rules)]


async def _who_rings(tx: Tx, programme: Programme, gathering: Gathering) -> Person | None:
    """Whoever planned it, if she is here and runs it still, else another who does; where all are away, one of them.

    Whoever is ill and cancels her own evening must not leave a family standing at the door.
    """
    rules = programme.rules(gathering.activity)
    every = (await who_run(tx, rules) or await _run_away(tx, rules)) if rules else []
    planned = (one for one in every if one.staff is not None and one.staff.id == gathering.staff)
    return next(planned, every[0] if every else None)


async def ring(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Which family, and what it has to be told; the number is behind a tap."""
    one = await sign_ups.find_sign_up(tx, due.data["sign_up"])
    gathering = await gatherings.get_gathering(tx, one.gathering) if one else None
    rules = ctx.programme.rules(gathering.activity) if gathering else None
    if one is None or gathering is None or rules is None or not runs(ctx.person, rules) or not one.stands(ctx.now):
        return None
    tr, names = ctx.tr, await called(tx, [one.family])
    lines = [
        f"📞 <b>{tr.html('Please ring this family: it has no phone in this chat.')}</b>",
        tr.value(family_name(one.name, *names[one.family])),
        f"{tr.value(title(tr, ctx.programme, gathering))}: {what_happened(tr, due.data['what'])}",
    ]
    # From here the number and "told" are two taps away, and the list shows who else waits.
    session = due.data.get("session") or gathering.sessions[0].code
    look = Button(tr.ptext("staff button", "📞 Who must be called"), f"held:{session}:calls")
    return Screen("\n".join(lines), column(look), words=one.name is not None)


NOTICES = {RING: NoticeKind(ring)}
