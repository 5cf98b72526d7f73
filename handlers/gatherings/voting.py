"""Voting: those who take part choose a topic or a guest, with one tap; nobody sees who chose what."""

from dataclasses import replace
from datetime import datetime

from domain.gatherings import Gathering
from domain.notices import Due, Lane, Notice
from domain.polls import Poll
from handlers import problems
from handlers.context import Ctx, Services
from handlers.gatherings import voting_screens as screens
from handlers.gatherings.whose import Run, taken_part_in
from handlers.house.screens import home
from handlers.screen import Screen
from storage import gatherings, outbox, polls, sign_ups
from storage.engine import Tx


async def _hers(ctx: Ctx, tx: Tx, code: str) -> tuple[Run, Poll] | None:
    """The poll, if she takes part in what it is about; "not hers" and "not there" are the same nothing."""
    poll = await polls.find_poll(tx, code)
    if poll is None:
        return None
    gathering = await gatherings.get_gathering(tx, poll.gathering)
    rules = ctx.programme.rules(gathering.activity)
    if rules is None or await taken_part_in(ctx, tx, gathering, rules) is None:
        return None
    return Run(gathering, rules), poll


async def look(ctx: Ctx, tx: Tx, poll: str) -> Screen:
    """The question with her vote, or what came of it."""
    found = await _hers(ctx, tx, poll)
    if found is None:
        return problems.no_longer(ctx.tr, home(ctx.tr, ctx.programme, ctx.now, unfinished=False))
    if not found[1].runs(ctx.now):
        return screens.result(ctx, *found, await polls.counted(tx, found[1].id))
    return screens.question(ctx, *found, await polls.vote_of(tx, found[1].id, ctx.person.id))


async def vote(ctx: Ctx, tx: Tx, poll: str, choice: str) -> Screen:
    """Her vote; the newest holds."""
    found = await _hers(ctx, tx, poll)
    numbers = {str(number): number for number in range(len(found[1].options))} if found else {}
    if found is None or not found[1].runs(ctx.now) or choice not in numbers:
        return await look(ctx, tx, poll)
    await polls.vote(tx, found[1].id, ctx.person.id, numbers[choice], ctx.now)
    return replace(await look(ctx, tx, poll), toast=ctx.tr.text("Thank you!"))


async def ask_all(tx: Tx, gathering: Gathering, poll: Poll, now: datetime) -> int:
    """Ask everybody who takes part, and say how many."""
    asked = [one.person for one in await sign_ups.sign_ups_of(tx, gathering.id) if one.person is not None]
    notices = [
        Notice(one, "poll", f"poll:{poll.code}:{one}", {"poll": poll.code}, not_after=poll.closes_at, lane=Lane.BULK)
        for one in asked
    ]
    await outbox.enqueue(tx, notices, now)
    return len(asked)


async def asked(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The question as it reaches her; nothing once it is over, or she has left, or she has voted already."""
    found = await _hers(ctx, tx, due.data["poll"])
    if found is None or not found[1].runs(ctx.now):
        return None
    mine = await polls.vote_of(tx, found[1].id, ctx.person.id)
    return screens.question(ctx, *found, None) if mine is None else None


async def close(tx: Tx, poll: Poll, now: datetime) -> bool:
    """No more votes: whoever voted is told what came of it. False when it was closed before."""
    if not await polls.close_poll(tx, poll.id, now):
        return False
    notices = [
        Notice(one, "poll-result", f"poll-result:{poll.code}:{one}", {"poll": poll.code}, lane=Lane.BULK)
        for one in await polls.voters_of(tx, poll.id)
    ]
    await outbox.enqueue(tx, notices, now)
    return True


async def told(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """What came of it, for whoever voted and still takes part."""
    found = await _hers(ctx, tx, due.data["poll"])
    return None if found is None else screens.result(ctx, *found, await polls.counted(tx, found[1].id))


async def close_what_is_over(tx: Tx, services: Services) -> None:
    """Polls close by the clock."""
    now = services.now()
    for poll in await polls.polls_over(tx, now):
        await close(tx, poll, now)
