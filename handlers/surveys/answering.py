"""A resident answers, changes, says no, comes back later: each press is checked against what is true now."""

from dataclasses import replace

from domain.surveys import InvitationState, Mode, Option
from handlers import problems
from handlers.context import Ctx
from handlers.house.screens import home
from handlers.screen import Button, Screen
from handlers.surveys import filling, screens
from handlers.surveys.filling import Here
from locales import clean
from storage import survey_counting, surveys
from storage.engine import Tx

LONGEST_LINE = 300
# Before she was asked, and after it is over, there is nothing of it.
NOT_THERE = frozenset({InvitationState.WAITING, InvitationState.STOPPED, InvitationState.LAPSED})


async def hers(ctx: Ctx, tx: Tx, code: str) -> Here | None:
    """The survey, if she is asked it and can still answer or change it; "not hers" is "not there"."""
    here = await filling.find(tx, ctx.programme, code, ctx.now)
    if here is None or here.invitation.person != ctx.person.id or here.invitation.state in NOT_THERE:
        return None
    until, answered = here.invitation.closes_at, here.invitation.state is InvitationState.ANSWERED
    return here if answered or until is None or ctx.now < until else None


def _gone(ctx: Ctx) -> Screen:
    return problems.no_longer(ctx.tr, home(ctx.tr, ctx.programme, ctx.now, unfinished=False))


async def look(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """How far she is."""
    here = await hers(ctx, tx, invitation)
    return _gone(ctx) if here is None else _as_it_is(ctx, here)


def _as_it_is(ctx: Ctx, here: Here) -> Screen:
    match here.invitation.state:
        case InvitationState.ANSWERED:
            return screens.thanks(ctx, here)
        case InvitationState.DECLINED:
            return screens.declined(ctx, here)
    return screens.asked(ctx, here.invitation)


async def go(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """The first question she has not answered."""
    here = await hers(ctx, tx, invitation)
    if here is None:
        return _gone(ctx)
    return _as_it_is(ctx, here) if here.unanswered is None else screens.question(ctx, here, here.unanswered)


async def later(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """Not now."""
    here = await hers(ctx, tx, invitation)
    if here is None:
        return _gone(ctx)
    waits = here.invitation.state in (InvitationState.ASKED, InvitationState.BEGUN)
    return screens.later(ctx, here.invitation) if waits else _as_it_is(ctx, here)


async def question(ctx: Ctx, tx: Tx, invitation: str, number: str) -> Screen:
    """One question, to answer it or to answer it otherwise."""
    here = await hers(ctx, tx, invitation)
    asked = here.number(number) if here else None
    return _gone(ctx) if here is None or asked is None else screens.question(ctx, here, asked)


async def choose(ctx: Ctx, tx: Tx, invitation: str, number: str, option: str) -> Screen:
    """Keep her answer and ask the next; the newest holds."""
    here = await hers(ctx, tx, invitation)
    asked = here.number(number) if here else None
    if here is None or asked is None or option not in list(Option):
        return _gone(ctx)
    if not await filling.give(tx, here, asked, Option(option), Mode.CHAT, ctx.tr.code):
        return _gone(ctx)
    return await _next(ctx, tx, invitation, asked + 1)


async def _next(ctx: Ctx, tx: Tx, invitation: str, number: int) -> Screen:
    here = await hers(ctx, tx, invitation)
    assert here is not None, "she has answered in this very transaction"
    if here.number(str(number)) is not None:
        return screens.question(ctx, here, number)
    return screens.line(ctx, here) if here.unanswered is None else screens.question(ctx, here, here.unanswered)


async def line(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """Where she can write one line."""
    here = await _whole(ctx, tx, invitation)
    return _gone(ctx) if here is None else screens.line(ctx, here)


async def _whole(ctx: Ctx, tx: Tx, invitation: str) -> Here | None:
    here = await hers(ctx, tx, invitation)
    return here if here is not None and here.invitation.state is InvitationState.ANSWERED else None


async def write(ctx: Ctx, tx: Tx, text: str, invitation: str) -> Screen:
    """What should be better, in her own words."""
    here, words = await _whole(ctx, tx, invitation), clean(text, LONGEST_LINE + 1)
    if here is None or here.invitation.link is None:
        return _gone(ctx)
    if len(words) > LONGEST_LINE:
        return screens.line(ctx, here, ctx.tr.html("That was too long for us to keep. Please write a little less."))
    await surveys.write_line(tx, here.invitation.link, words or None)
    return await look(ctx, tx, invitation)


async def no_line(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """Nothing to add, or not any more."""
    here = await _whole(ctx, tx, invitation)
    if here is not None and here.invitation.link is not None:
        await surveys.write_line(tx, here.invitation.link, None)
    return await look(ctx, tx, invitation)


async def no(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """No, thank you: at once, unless she has answered all of it already."""
    here = await hers(ctx, tx, invitation)
    if here is None:
        return _gone(ctx)
    if here.invitation.state is InvitationState.ANSWERED:
        return screens.remove(ctx, here)
    return await no_at_all(ctx, tx, invitation)


async def no_at_all(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """All that she answered goes, and nothing more is asked."""
    here = await hers(ctx, tx, invitation)
    if here is not None:
        await filling.decline(tx, here)
    return await look(ctx, tx, invitation)


async def current(ctx: Ctx, tx: Tx) -> Here | None:
    """The newest survey that she can answer or change."""
    for one in await survey_counting.invitations_to(tx, ctx.person.id):
        here = await hers(ctx, tx, one.code)
        if here is not None and here.invitation.state is not InvitationState.DECLINED:
            return here
    return None


async def waiting(ctx: Ctx, tx: Tx) -> Screen | None:
    """The survey that waits for her answer: whoever types instead of tapping is shown it again."""
    here = await current(ctx, tx)
    return None if here is None or here.invitation.state is not InvitationState.ASKED else _as_it_is(ctx, here)


async def way_there(ctx: Ctx, tx: Tx) -> Button | None:
    """From her own things to what she answered, or has not answered yet."""
    here = await current(ctx, tx)
    if here is None:
        return None
    answered = here.invitation.state is InvitationState.ANSWERED
    label = ctx.tr.ptext("button", "📝 My answers") if answered else ctx.tr.ptext("button", "📝 A few questions")
    return Button(label, f"survey:{here.invitation.code}")


async def said_thanks(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """What she wrote may stay as it is."""
    return replace(await look(ctx, tx, invitation), toast=ctx.tr.text("Thank you!"))
