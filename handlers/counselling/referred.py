"""A resident says whether her request may be passed on, and takes her yes back whenever she likes."""

from domain.counselling import Happening, Request
from domain.notices import Due
from domain.referrals import OPEN_TO_HELPERS, Referral, ReferralState
from handlers import problems
from handlers.context import Ctx
from handlers.counselling import actions
from handlers.counselling import referred_screens as screens
from handlers.counselling.staff_alerts import alert_staff
from handlers.counselling.staff_handing_over import hand_over, take_from_helper
from handlers.screen import Screen
from storage import counselling, referrals
from storage.engine import Tx

Found = tuple[Referral, Request]


async def asked(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The question as it reaches her; nothing about what is over or already answered."""
    found = await _hers(ctx, tx, due.data["referral"])
    if found is None or not found[1].open or found[0].state is not ReferralState.ASKED:
        return None
    return screens.ask(ctx, found[0])


async def taken(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Somebody has taken it; nothing once it is over."""
    found = await _hers(ctx, tx, due.data["referral"])
    if found is None or not found[1].open or found[0].state is not ReferralState.TAKEN:
        return None
    return screens.taken(ctx, found[1], found[0])


async def returned(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Whoever was to help cannot after all; nothing once her request is over."""
    found = await _hers(ctx, tx, due.data["referral"])
    if found is None or not found[1].open or found[0].state is not ReferralState.RETURNED:
        return None
    return screens.returned(ctx, found[1], found[0])


async def look(ctx: Ctx, tx: Tx, referral: str) -> Screen:
    """What she is asked, or what she said yes to."""
    found = await _hers(ctx, tx, referral)
    if found is None:
        return problems.no_longer(ctx.tr, await actions.mine(ctx, tx))
    if found[1].open and found[0].state is ReferralState.ASKED:
        return screens.ask(ctx, found[0])
    if found[1].open and found[0].state in OPEN_TO_HELPERS:
        return screens.helper(ctx, found[1], found[0])
    return problems.no_longer(ctx.tr, await actions.standing(ctx, tx, found[1].id))


async def _hers(ctx: Ctx, tx: Tx, code: str) -> Found | None:
    """The referral and its request, if both are there and hers; "not yours" and "not there" are the same nothing."""
    referral = await referrals.find_referral(tx, code)
    request = await counselling.get_request(tx, referral.request) if referral else None
    if referral is None or request is None or request.person != ctx.person.id:
        return None
    return referral, request


async def yes(ctx: Ctx, tx: Tx, referral: str) -> Screen:
    """Yes: from now on a helper can see the lines, and nothing else. A double tap says it once."""
    found = await _hers(ctx, tx, referral)
    if found is None or not found[1].open:
        return await look(ctx, tx, referral)
    if not await referrals.move_referral(tx, found[0], ReferralState.AGREED, answered_at=ctx.now):
        return await look(ctx, tx, referral)
    agreed, request = await _hers_again(ctx, tx, referral)
    await counselling.log_step(tx, request.id, Happening.REFERRAL_AGREED, ctx.now)
    await hand_over(ctx, tx, agreed, request)
    return screens.agreed(ctx, request, agreed)


async def _hers_again(ctx: Ctx, tx: Tx, code: str) -> Found:
    found = await _hers(ctx, tx, code)
    assert found is not None, "it was there a moment ago, in this very transaction"
    return found


async def no(ctx: Ctx, tx: Tx, referral: str) -> Screen:
    """No: nothing is passed on, and whoever asked is told."""
    found = await _hers(ctx, tx, referral)
    if found is None or not found[1].open:
        return await look(ctx, tx, referral)
    answered = {"answered_at": ctx.now, "ended_at": ctx.now}
    if not await referrals.move_referral(tx, found[0], ReferralState.DECLINED, **answered):
        return await look(ctx, tx, referral)
    await counselling.log_step(tx, found[1].id, Happening.REFERRAL_DECLINED, ctx.now)
    await alert_staff(ctx, tx, found[1], "referral-no", f"referral-no:{found[0].id}")
    return screens.refused(ctx, found[1])


async def take_back(ctx: Ctx, tx: Tx, referral: str) -> Screen:
    """She takes her yes back: the helper sees nothing from this moment on."""
    found = await _hers(ctx, tx, referral)
    if found is None or found[0].state not in OPEN_TO_HELPERS:
        return await look(ctx, tx, referral)
    if not await take_from_helper(tx, found[0], ReferralState.WITHDRAWN, ctx.now):
        return await look(ctx, tx, referral)
    await counselling.log_step(tx, found[1].id, Happening.REFERRAL_WITHDRAWN, ctx.now)
    await alert_staff(ctx, tx, found[1], "referral-withdrawn", f"referral-withdrawn:{found[0].id}")
    return screens.taken_back(ctx, found[1])


async def helpers(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Everybody she said yes to about this request."""
    request = await counselling.find_request(tx, code)
    if request is None or request.person != ctx.person.id:
        return problems.no_longer(ctx.tr, await actions.mine(ctx, tx))
    running = [one for one in await referrals.referrals_of(tx, request.id) if one.state in OPEN_TO_HELPERS]
    if not running or not request.open:
        return problems.no_longer(ctx.tr, await actions.standing(ctx, tx, request.id))
    return screens.helper(ctx, request, running[0]) if len(running) == 1 else screens.helpers(ctx, request, running)


async def waiting(ctx: Ctx, tx: Tx) -> Screen | None:
    """What she is asked and has not answered, if there is such a thing."""
    for request in await counselling.requests_of(tx, ctx.person.id):
        for referral in await referrals.referrals_of(tx, request.id):
            if referral.state is ReferralState.ASKED:
                return screens.ask(ctx, referral)
    return None


async def all_known(ctx: Ctx, tx: Tx, request: Request) -> list[str]:
    """What was passed on, or was to be, among all we know about her."""
    return [line for one in await referrals.referrals_of(tx, request.id) for line in screens.known(ctx, one)]
