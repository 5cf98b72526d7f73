"""Who is at work: what may reach her now, what her morning says instead, and what goes to whoever acts for her."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.access import Right, may
from domain.counselling import Request, RequestState, Way
from domain.notices import Due, Notice
from domain.people import Person
from domain.reminders import after_the_night
from domain.slots import local_day
from domain.working_hours import back_at_work, works_at, works_from
from handlers.context import Ctx
from handlers.counselling.staff_alerts import readers_of, undisturbed
from storage import absences, counselling, outbox, people
from storage.engine import Tx

LOOK_AGAIN = timedelta(hours=1)


def at_work(ctx: Ctx) -> bool:
    """Whether whoever is to read this works just now."""
    return ctx.person.staff is not None and works_at(ctx.programme, ctx.person.staff, ctx.now)


async def at_once(ctx: Ctx, tx: Tx, due: Due) -> datetime:
    """Now or never: what comes at the wrong time stands in her morning."""
    return ctx.now


async def in_her_hours(ctx: Ctx, tx: Tx, due: Due) -> datetime:
    """When she works; while she is away at once, for somebody else."""
    member = ctx.person.staff
    if member is None or member.away:
        return ctx.now
    return works_from(ctx.programme, member.hours, ctx.now) or after_the_night(ctx.programme, ctx.now)


async def when_she_can_say(ctx: Ctx, tx: Tx, due: Due) -> datetime:
    """When she works; whoever may not answer any more keeps nobody waiting with her hours."""
    return await in_her_hours(ctx, tx, due) if may(ctx.person, Right.TRIAGE) else ctx.now


async def when_she_is_back(ctx: Ctx, tx: Tx, due: Due) -> datetime:
    """When she works, after her days off: what is hers alone nobody does for her. She may be back sooner than said."""
    member = ctx.person.staff
    if member is None or not member.away:
        return await in_her_hours(ctx, tx, due)
    days = await absences.absences_since(tx, local_day(ctx.programme, ctx.now))
    soon = after_the_night(ctx.programme, ctx.now + LOOK_AGAIN)
    return min(back_at_work(ctx.programme, member, days, ctx.now) or soon, soon)


async def a_card_leaves(ctx: Ctx, tx: Tx, due: Due) -> datetime:
    """Now or never, like most; what cannot wait for anybody's hours waits for the end of the night."""
    morning = after_the_night(ctx.programme, ctx.now)
    if morning == ctx.now or ctx.person.staff is None or ctx.person.staff.away:
        return ctx.now
    request = await counselling.find_request(tx, due.data["request"])
    return morning if request is not None and await cannot_wait(ctx, tx, request) else ctx.now


async def reaches(ctx: Ctx, tx: Tx, due: Due, request: Request) -> bool:
    """Whether a card is for her now: never while she is away, and outside her hours only what cannot wait."""
    if await passed_on(ctx, tx, due, request, due.purpose.rpartition(":")[0]):
        return False
    return at_work(ctx) or await cannot_wait(ctx, tx, request)


async def cannot_wait(ctx: Ctx, tx: Tx, request: Request) -> bool:
    """Whether an answer is promised before anybody who could give it works again."""
    if request.state is not RequestState.NEW or request.way is Way.COME:
        return False
    away = await absences.absences_since(tx, local_day(ctx.programme, ctx.now))
    every = [one.staff for one in await people.staff_who(tx, Right.TRIAGE) if one.staff]
    found = (back_at_work(ctx.programme, one, away, ctx.now) for one in every)
    return not any(at is not None and at < request.promised_by for at in found)


async def asked_of_others(ctx: Ctx, tx: Tx, due: Due, request: Request) -> bool:
    """Say whether she cannot answer for what is over: then somebody else is asked, or she when she is back."""
    purpose = due.purpose.rpartition(":")[0]
    if not may(ctx.person, Right.TRIAGE):
        await _pass_on(ctx, tx, due, purpose, await readers_of(tx, request))
        return True
    member = ctx.person.staff
    if member is None or not member.away:
        return False
    present = await _present(tx, request)
    await _pass_on(ctx, tx, due, purpose, present)
    if not present:
        # Nobody else can say it, and nothing else would bring it up again.
        days = await absences.absences_since(tx, local_day(ctx.programme, ctx.now))
        back = back_at_work(ctx.programme, member, days, ctx.now)
        later = Notice(ctx.person.id, due.kind, f"{due.purpose}:{back:%Y%m%d}", due.data, back) if back else None
        await outbox.enqueue(tx, [later] if later else [], ctx.now)
    return True


async def passed_on(ctx: Ctx, tx: Tx, due: Due, request: Request, purpose: str) -> bool:
    """Say whether she is away; then it goes to whoever acts for her, to each once."""
    if ctx.person.staff is None or not ctx.person.staff.away:
        return False
    await _pass_on(ctx, tx, due, purpose, await _present(tx, request))
    return True


async def _present(tx: Tx, request: Request) -> list[Person]:
    """Whoever acts on it and is not away."""
    return [one for one in await people.staff_here(tx, Right.TRIAGE) if one.staff and request.concerns(one.staff.id)]


async def _pass_on(ctx: Ctx, tx: Tx, due: Due, purpose: str, readers: Iterable[Person]) -> None:
    """The same to each of these, once."""
    notices = [
        Notice(one.id, due.kind, f"{purpose}:{one.id}", due.data, undisturbed(one, ctx.now), due.not_after, due.lane)
        for one in readers
    ]
    await outbox.enqueue(tx, notices, ctx.now)
