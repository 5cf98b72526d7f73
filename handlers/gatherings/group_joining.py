"""A mother and her group: she opens the invitation, joins, tells as much as she likes, and leaves when she likes."""

from dataclasses import replace
from datetime import date

from domain.consent import Purpose
from domain.gatherings import GatheringState
from domain.leave import asks_at, months_to_choose
from domain.notices import Due, Notice
from domain.referrals import ReferralState
from domain.sign_ups import Needs, Party, SignUp, SignUpState
from domain.slots import local_day
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings import group_screens as screens
from handlers.gatherings import line
from handlers.gatherings.group_news import JOINED, LEFT, tell_those_who_run_it
from handlers.gatherings.whose import Run
from handlers.house.consents import ANSWERS, decide
from handlers.house.screens import home
from handlers.house.survey_question import with_button
from handlers.screen import Screen
from locales import clean
from storage import gatherings, outbox, referrals, sign_ups
from storage.engine import Tx

# What the link of an invitation carries in front of its code.
PREFIX = "m-"
NAME_LENGTH = 40


async def invitation_of(ctx: Ctx, tx: Tx, join: str) -> Run | None:
    """The gathering to which an invitation leads, while it is open."""
    gathering = await gatherings.find_by_join_code(tx, join)
    rules = ctx.programme.rules(gathering.activity) if gathering else None
    if gathering is None or rules is None or not rules.by_invitation or gathering.state is not GatheringState.OPEN:
        return None
    return Run(gathering, rules)


def _home(ctx: Ctx) -> Screen:
    return home(ctx.tr, ctx.programme, ctx.now, unfinished=False)


def lost(ctx: Ctx) -> Screen:
    """The invitation is an old one, or never was one: the same words."""
    return screens.lost(ctx, _home(ctx))


async def look(ctx: Ctx, tx: Tx, join: str, *, newcomer: bool = False) -> Screen:
    """What she is invited to; whoever is in it already comes to her own page."""
    found = await invitation_of(ctx, tx, join)
    if found is None:
        return lost(ctx)
    own = await sign_ups.sign_up_of(tx, found.gathering.id, ctx.person, found.rules.unit)
    if own is not None and own.stands(ctx.now):
        return screens.mine(ctx, found.gathering, own)
    return screens.invitation(ctx, found.gathering, found.rules, newcomer=newcomer)


async def join(ctx: Ctx, tx: Tx, join: str) -> Screen:
    """She is in from this moment; a second press changes nothing and tells nobody."""
    found = await invitation_of(ctx, tx, join)
    if found is None or ctx.person.staff is not None:
        return await look(ctx, tx, join)
    gathering, rules = found.gathering, found.rules
    before = await sign_ups.sign_up_of(tx, gathering.id, ctx.person, rules.unit)
    if before is not None and before.stands(ctx.now):
        return screens.mine(ctx, gathering, before)
    needs = Needs(interpreter=ctx.person.wanted_language)
    made = await line.join(tx, gathering, rules, ctx.person, Party(), needs, ctx.now)
    await tell_those_who_run_it(ctx, tx, rules, made, JOINED)
    just = screens.welcome(ctx.tr) if made.state is SignUpState.GOING else None
    return screens.mine(ctx, gathering, made, just=just)


async def hers(ctx: Ctx, tx: Tx, code: str) -> tuple[Run, SignUp] | None:
    """Her own place in a group that is open; "not hers" and "not there" are the same nothing."""
    sign_up = await sign_ups.find_sign_up(tx, code)
    if sign_up is None or sign_up.person != ctx.person.id or not sign_up.stands(ctx.now):
        return None
    gathering = await gatherings.get_gathering(tx, sign_up.gathering)
    rules = ctx.programme.rules(gathering.activity)
    if rules is None or not rules.by_invitation or gathering.state is not GatheringState.OPEN:
        return None
    return Run(gathering, rules), sign_up


def _gone(ctx: Ctx) -> Screen:
    return problems.no_longer(ctx.tr, _home(ctx))


async def mine(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """Her own page."""
    found = await hers(ctx, tx, sign_up)
    return _gone(ctx) if found is None else screens.mine(ctx, found[0].gathering, found[1])


async def remind(ctx: Ctx, tx: Tx, sign_up: str, answer: str) -> Screen:
    """Whether we may remind her; the tap is her yes or no."""
    if answer not in ANSWERS or await hers(ctx, tx, sign_up) is None:
        return await mine(ctx, tx, sign_up)
    return await mine(await decide(ctx, tx, Purpose.REMINDERS, given=ANSWERS[answer]), tx, sign_up)


async def ask_name(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """What may we call her?"""
    found = await hers(ctx, tx, sign_up)
    return _gone(ctx) if found is None else screens.ask_name(ctx, found[1])


async def read_name(ctx: Ctx, tx: Tx, sign_up: str, text: str) -> Screen:
    """She wrote it."""
    return await _call(ctx, tx, sign_up, clean(text, NAME_LENGTH) or None)


async def nameless(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """She has no name here, or no longer."""
    return await _call(ctx, tx, sign_up, None)


async def _call(ctx: Ctx, tx: Tx, sign_up: str, name: str | None) -> Screen:
    found = await hers(ctx, tx, sign_up)
    if found is not None:
        await sign_ups.name_sign_up(tx, found[1].id, name)
    return await mine(ctx, tx, sign_up)


async def ask_leave(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """When does her leave end?"""
    found = await hers(ctx, tx, sign_up)
    if found is None:
        return _gone(ctx)
    return screens.ask_leave(ctx, found[1], months_to_choose(local_day(ctx.programme, ctx.now)))


async def end_leave(ctx: Ctx, tx: Tx, sign_up: str, month: str) -> Screen:
    """She says it, or takes it back; when that month is over she is asked once."""
    found = await hers(ctx, tx, sign_up)
    if found is None:
        return _gone(ctx)
    months = {f"{day:%Y-%m}": day for day in months_to_choose(local_day(ctx.programme, ctx.now))}
    if month != "none" and month not in months:
        return await ask_leave(ctx, tx, sign_up)
    await sign_ups.end_leave(tx, found[1].id, months.get(month))
    if month in months:
        await _ask_then(ctx, tx, found[1], months[month])
    return await mine(ctx, tx, sign_up)


async def _ask_then(ctx: Ctx, tx: Tx, sign_up: SignUp, ends_on: date) -> None:
    data = {"sign_up": sign_up.code, "ends_on": ends_on.isoformat()}
    purpose = f"leave-ends:{sign_up.code}:{ends_on}"
    notice = Notice(ctx.person.id, "group-leave-ends", purpose, data, asks_at(ctx.programme, ends_on))
    await outbox.enqueue(tx, [notice], ctx.now)


async def leave_is_over(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Does she stay? Nothing once she has left, or says that it ends at another time."""
    found = await hers(ctx, tx, due.data["sign_up"])
    if found is None or str(found[1].leave_ends_on) != due.data["ends_on"]:
        return None
    return screens.leave_is_over(ctx, found[1])


async def stay(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """She stays; she is not asked again unless she says another month."""
    found = await hers(ctx, tx, sign_up)
    if found is None:
        return _gone(ctx)
    over = found[1].leave_ends_on is not None and found[1].leave_ends_on < local_day(ctx.programme, ctx.now)
    if over:
        await sign_ups.end_leave(tx, found[1].id, None)
    return replace(await mine(ctx, tx, sign_up), toast=ctx.tr.text("How good that you stay."))


async def ask_goodbye(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """Does she mean it?"""
    found = await hers(ctx, tx, sign_up)
    return _gone(ctx) if found is None else screens.ask_goodbye(ctx, found[1])


async def goodbye(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """She has left, and those who run the group learn of it."""
    found = await hers(ctx, tx, sign_up)
    if found is None or not await line.leave(tx, ctx.programme, found[1], ctx.now):
        return _gone(ctx)
    run, one = found
    await tell_those_who_run_it(ctx, tx, run.rules, one, LEFT)
    return with_button(ctx, screens.goodbye(ctx))


async def sent_off(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Those who run the group have said goodbye; nothing if she is in it again."""
    sign_up = await sign_ups.find_sign_up(tx, due.data["sign_up"])
    if sign_up is None or sign_up.person != ctx.person.id or sign_up.stands(ctx.now):
        return None
    return screens.sent_off(ctx)


async def sent_an_invitation(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """A nurse invites somebody who was referred to her; nothing once she is in it, or takes her yes back."""
    gathering = await gatherings.find_gathering(tx, due.data["gathering"])
    found = await invitation_of(ctx, tx, gathering.join_code) if gathering is not None else None
    referral = await referrals.find_referral(tx, due.data["referral"])
    if found is None or referral is None or referral.state not in (ReferralState.TAKEN, ReferralState.DONE):
        return None
    own = await sign_ups.sign_up_of(tx, found.gathering.id, ctx.person, found.rules.unit)
    return None if own is not None and own.stands(ctx.now) else screens.sent_an_invitation(ctx, found.gathering)
