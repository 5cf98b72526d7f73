"""What somebody, or her family, signed up for: look, change, leave, the line, an offered place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from domain.consent import Purpose
from domain.sign_ups import ACTIVE, Needs, Party, SignUp, SignUpState
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings import group_screens, line, own_screens, seeing, whats_on, whats_on_screens
from handlers.gatherings.group_news import LEFT, tell_those_who_run_it
from handlers.gatherings.seeing import Seen
from handlers.house.consents import ANSWERS, decide
from handlers.house.consents import standing as consent_stands
from handlers.house.survey_question import with_question
from handlers.screen import Screen
from storage import sign_ups
from storage.engine import Tx


@dataclass(frozen=True, slots=True)
class Told:
    """What a form was filled in with; `words` holds a name and a number where they were asked for, none to erase."""

    party: Party
    needs: Needs
    words: Mapping[str, str | None]


async def look(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """Where her sign-up stands."""
    here = await seeing.hers(ctx, tx, sign_up)
    return await whats_on.gone(ctx, tx) if here is None else await status(ctx, tx, here)


async def status(ctx: Ctx, tx: Tx, here: Seen, opening: str = "") -> Screen:
    """A sign-up of hers as it is now, with a sentence in front about what was done."""
    if here.rules.by_invitation and here.own is not None and here.stands(ctx.now):
        # A group has a page of its own, and those who run it learn of a goodbye.
        return group_screens.mine(ctx, here.gathering, here.own, just=opening)
    if not here.gathering.coming(ctx.now) or here.own is None:
        return whats_on_screens.no_more(ctx, here)
    if not here.changeable(ctx.now):
        return own_screens.begun(ctx, here)
    waits = here.own.state is SignUpState.WAITING
    place = await sign_ups.place_in_line(tx, here.own) if waits else 0
    room = await whats_on.room_of(ctx, tx, here.gathering)
    return own_screens.status(ctx, here, place, room, opening)


async def no_longer(ctx: Ctx, tx: Tx, here: Seen) -> Screen:
    """What she pressed is overtaken; here is what is true."""
    return problems.no_longer(ctx.tr, await status(ctx, tx, here))


async def _said(ctx: Ctx, tx: Tx, here: Seen, opening: str) -> Screen:
    return await status(ctx, tx, await seeing.again(ctx, tx, here), opening)


async def join(ctx: Ctx, tx: Tx, here: Seen, told: Told, remind: str) -> Screen:
    """Sign up, or get in line if the last place has just gone. `remind` is her answer, where the button asked her."""
    if not here.joinable(ctx.now):
        return problems.no_longer(ctx.tr, await whats_on.page_of(ctx, tx, here))
    before = here.stands(ctx.now)
    if remind in ANSWERS:
        ctx = await decide(ctx, tx, Purpose.REMINDERS, given=ANSWERS[remind])
    kept = await line.join(tx, here.gathering, here.rules, ctx.person, told.party, told.needs, ctx.now)
    await _keep_words(tx, kept, told)
    screen = await _said(ctx, tx, replace(here, own=kept), own_screens.joined(ctx.tr, kept, twice=before))
    return await with_question(ctx, tx, screen)


async def change(ctx: Ctx, tx: Tx, here: Seen, told: Told) -> Screen:
    """Another party, other needs; the other parent may have left meanwhile."""
    stands = here.own is not None and here.stands(ctx.now) and here.changeable(ctx.now)
    if here.own is None or not stands or not await sign_ups.change_sign_up(tx, here.own.id, told.party, told.needs):
        return await no_longer(ctx, tx, here)
    await _keep_words(tx, here.own, told)
    return await _said(ctx, tx, here, own_screens.changed(ctx.tr))


async def _keep_words(tx: Tx, kept: SignUp, told: Told) -> None:
    if "name" in told.words:
        await sign_ups.name_sign_up(tx, kept.id, told.words["name"])
    if "phone" in told.words:
        await sign_ups.give_phone(tx, kept.id, told.words["phone"])


async def leave(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """Before she says that they do not come."""
    here = await seeing.hers(ctx, tx, sign_up)
    if here is None:
        return await whats_on.gone(ctx, tx)
    may = here.stands(ctx.now) and here.changeable(ctx.now)
    return own_screens.leave(ctx, here) if may else await no_longer(ctx, tx, here)


async def leave_yes(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """They do not come; their place goes on to the next."""
    here = await seeing.hers(ctx, tx, sign_up)
    return await whats_on.gone(ctx, tx) if here is None else await _leave(ctx, tx, here, ACTIVE)


async def decline(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """No to a place that is kept for them; what the other parent has said yes to meanwhile they keep."""
    here = await seeing.hers(ctx, tx, sign_up)
    return await whats_on.gone(ctx, tx) if here is None else await _leave(ctx, tx, here, {SignUpState.OFFERED})


async def _leave(ctx: Ctx, tx: Tx, here: Seen, may: Collection[SignUpState]) -> Screen:
    """Leave it from one of these states; from another one it is said what is true."""
    stands = here.own is not None and here.stands(ctx.now) and here.changeable(ctx.now)
    if here.own is None or not stands or here.own.state not in may:
        return await no_longer(ctx, tx, here)
    had = here.own.state is SignUpState.GOING
    if await line.leave(tx, ctx.programme, here.own, ctx.now):
        await tell_those_who_run_it(ctx, tx, here.rules, here.own, LEFT)
    return await _said(ctx, tx, here, own_screens.left(ctx.tr, had=had))


async def take(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """Yes to a place that is offered, or to one that whoever comes first has."""
    here = await seeing.hers(ctx, tx, sign_up)
    if here is None:
        return await whats_on.gone(ctx, tx)
    if here.own is None or not here.changeable(ctx.now):
        return await no_longer(ctx, tx, here)
    has_it = await line.take_place(tx, ctx.programme, here.own, ctx.now)
    if has_it.state is SignUpState.GOING:
        return await _said(ctx, tx, here, own_screens.joined(ctx.tr, has_it, twice=False))
    here = await seeing.again(ctx, tx, here)
    return await status(ctx, tx, here, own_screens.just_gone(ctx.tr))


async def once_more(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """Into the line again, or straight to a place if one is free; with the same family as before."""
    here = await seeing.hers(ctx, tx, sign_up)
    if here is None:
        return await whats_on.gone(ctx, tx)
    own = here.own
    if own is None or here.stands(ctx.now) or not here.joinable(ctx.now):
        return await no_longer(ctx, tx, here)
    kept = await line.join(tx, here.gathering, here.rules, ctx.person, own.party, own.needs, ctx.now)
    return await _said(ctx, tx, replace(here, own=kept), own_screens.joined(ctx.tr, kept, twice=False))


async def remind(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """She wants to be reminded, and says so where she reads of what she signed up for."""
    here = await seeing.hers(ctx, tx, sign_up)
    if here is None:
        return await whats_on.gone(ctx, tx)
    if not here.stands(ctx.now) or not here.changeable(ctx.now):
        return await no_longer(ctx, tx, here)
    ctx = await decide(ctx, tx, Purpose.REMINDERS, given=True)
    screen = await status(ctx, tx, here)
    return replace(screen, toast=consent_stands(ctx.tr, Purpose.REMINDERS, on=True))
