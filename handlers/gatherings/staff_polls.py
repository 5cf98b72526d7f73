"""What staff do with polls: look, close, and put what most wished for on a coming session."""

from dataclasses import replace

from domain.gatherings import About, Detail, Session
from domain.polls import Poll, PollKind, winners
from handlers import forms, problems
from handlers.context import Ctx
from handlers.gatherings import staff_polls_screens as screens
from handlers.gatherings import voting
from handlers.gatherings.staff_poll_form import POLL
from handlers.gatherings.whose import Run, open_ones_she_runs, run_by_her
from handlers.screen import Screen
from storage import gatherings, polls, sign_ups
from storage.engine import Tx


async def choose(ctx: Ctx, tx: Tx) -> Screen:
    """Every open gathering of hers in which one can vote."""
    return screens.choose(ctx, await open_ones_she_runs(ctx, tx, lambda rules: rules.votes))


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await choose(ctx, tx))


async def _its(ctx: Ctx, tx: Tx, gathering: str) -> Run | None:
    found = await run_by_her(ctx, tx, gathering)
    return found if found is not None and found.rules.votes else None


async def of_gathering(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """The polls of one gathering."""
    found = await _its(ctx, tx, gathering)
    if found is None:
        return await _gone(ctx, tx)
    return screens.polls_of(ctx, found, await polls.polls_of(tx, found.gathering.id))


async def new(ctx: Ctx, tx: Tx, gathering: str, kind: str) -> Screen:
    """Begin to ask."""
    found = await _its(ctx, tx, gathering)
    if found is None or not found.open or kind not in set(PollKind):
        return await _gone(ctx, tx)
    return await forms.begin(ctx, tx, POLL, gathering=gathering, kind=kind, chosen=[])


async def _found(ctx: Ctx, tx: Tx, code: str) -> tuple[Run, Poll] | None:
    """A poll of a gathering that she runs."""
    poll = await polls.find_poll(tx, code)
    if poll is None:
        return None
    gathering = await gatherings.get_gathering(tx, poll.gathering)
    found = await _its(ctx, tx, gathering.code)
    return None if found is None else (found, poll)


async def look(ctx: Ctx, tx: Tx, poll: str) -> Screen:
    """How it stands, as counts."""
    found = await _found(ctx, tx, poll)
    if found is None:
        return await _gone(ctx, tx)
    run, one = found
    asked = len([each for each in await sign_ups.sign_ups_of(tx, run.gathering.id) if each.person is not None])
    return screens.poll(ctx, run, one, await polls.counted(tx, one.id), asked)


async def close(ctx: Ctx, tx: Tx, poll: str) -> Screen:
    """No more votes, from now on."""
    found = await _found(ctx, tx, poll)
    if found is None:
        return await _gone(ctx, tx)
    await voting.close(tx, found[1], ctx.now)
    return await look(ctx, tx, poll)


async def put(ctx: Ctx, tx: Tx, poll: str, choice: str, session: str) -> Screen:
    """What most wished for is what that session is about."""
    found = await _found(ctx, tx, poll)
    if found is None:
        return await _gone(ctx, tx)
    run, one = found
    coming = {each.code: each for each in run.gathering.coming(ctx.now)}
    won = {str(number): number for number in winners(await polls.counted(tx, one.id))}
    if one.runs(ctx.now) or choice not in won or session not in coming:
        return problems.no_longer(ctx.tr, await look(ctx, tx, poll))
    about = _about(run, one, won[choice], coming[session])
    await gatherings.describe_session(tx, coming[session].id, about)
    return replace(await look(ctx, tx, poll), toast=ctx.tr.text("It stands in the plan now."))


def _about(run: Run, poll: Poll, choice: int, session: Session) -> About:
    """A theme, a title of its own, or who comes; what else stands there stays."""
    option, about = poll.options[choice], session.about
    if poll.kind is PollKind.TOPIC:
        return replace(about, title=option) if isinstance(option, dict) else replace(about, theme=option, title={})
    known = {guest.key: guest.texts for guest in run.rules.guests}
    who = option if isinstance(option, dict) else known.get(option, {"da": str(option)})
    return replace(about, details={**about.details, Detail.WHO: dict(who)})
