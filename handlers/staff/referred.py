"""What a helper does with a request that was passed on to her: take it, look, ring, say what came of it."""

from dataclasses import replace

from domain.access import Right, may
from domain.counselling import Happening, Request
from domain.notices import Due
from domain.referrals import HER_WORDS, Line, Referral, ReferralOutcome, ReferralState, may_be_hers
from handlers import problems
from handlers.context import Ctx
from handlers.counselling import staff_case
from handlers.counselling.staff_alerts import alert_staff
from handlers.counselling.staff_case import me
from handlers.counselling.staff_handing_over import tell_that_it_came_back
from handlers.counselling.staff_offers import tell
from handlers.counselling.staff_verbs import held_by_another
from handlers.screen import Screen
from handlers.staff import referred_screens as screens
from storage import counselling, referrals
from storage.engine import Tx

Found = tuple[Referral, Request]
STEPS = {
    ReferralOutcome.HELPED: Happening.REFERRAL_HELPED,
    ReferralOutcome.NOT_REACHED: Happening.REFERRAL_NOT_REACHED,
    ReferralOutcome.NOT_FOR_ME: Happening.REFERRAL_RETURNED,
}
HEADLINES = {
    ReferralOutcome.HELPED: "referral-helped",
    ReferralOutcome.NOT_REACHED: "referral-not-reached",
    ReferralOutcome.NOT_FOR_ME: "referral-returned",
}


async def waiting(ctx: Ctx, tx: Tx) -> Screen:
    """Everything that is passed on to her now."""
    open_now = await referrals.referrals_open_to_helpers(tx)
    found = [(one, await counselling.get_request(tx, one.request)) for one in open_now]
    return screens.waiting(ctx, [one for one in found if _hers(ctx, *one)])


def _hers(ctx: Ctx, referral: Referral, request: Request) -> bool:
    """Whether she may see it: what she was given or could take, or a contact that is hers to make."""
    if not request.open:
        return False
    if referral.outside:
        agreed = referral.state is ReferralState.AGREED
        return agreed and may(ctx.person, Right.TRIAGE) and not held_by_another(ctx, request)
    # A parent who also helps in the house is not told what the other parent has asked for.
    near = request.family == ctx.person.family
    return not near and may_be_hers(ctx.person, referral, ctx.programme.counselling.specialist(referral.specialist))


async def _find(ctx: Ctx, tx: Tx, code: str) -> Found | None:
    """The referral, if she may see it; "not yours" and "not there" are the same nothing."""
    referral = await referrals.find_referral(tx, code)
    request = await counselling.get_request(tx, referral.request) if referral else None
    return (referral, request) if referral and request and _hers(ctx, referral, request) else None


async def taken_by_her(ctx: Ctx, tx: Tx, code: str) -> Found | None:
    """The referral, if she has taken it and it still runs."""
    found = await _find(ctx, tx, code)
    taken = found is not None and not found[0].outside and found[0].state is ReferralState.TAKEN
    return found if taken else None


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """No such referral, or not hers: the same words."""
    return problems.no_longer(ctx.tr, await waiting(ctx, tx))


async def look(ctx: Ctx, tx: Tx, referral: str) -> Screen:
    """One of them; a contact that is hers to make stands on the request's card."""
    found = await _find(ctx, tx, referral)
    if found is None:
        return await gone(ctx, tx)
    return await _shown(ctx, tx, *found)


async def _shown(ctx: Ctx, tx: Tx, referral: Referral, request: Request) -> Screen:
    return await staff_case.show(ctx, tx, request.id) if referral.outside else screens.card(ctx, referral, request)


async def take(ctx: Ctx, tx: Tx, referral: str) -> Screen:
    """Take it: of two who press at once one does, and the resident is told who helps her."""
    found = await _find(ctx, tx, referral)
    if found is None:
        return await _overtaken(ctx, tx, referral)
    one, request = found
    if one.outside or not await referrals.move_referral(tx, one, ReferralState.TAKEN, to_staff_id=me(ctx).id):
        return await _shown(ctx, tx, one, request)
    await counselling.log_step(tx, request.id, Happening.REFERRAL_TAKEN, ctx.now, staff_id=me(ctx).id)
    await tell(ctx, tx, request, "referral-taken", f"referral-taken:{one.id}", referral=one.code)
    return replace(await look(ctx, tx, referral), toast=ctx.tr.text("It is yours."))


async def _overtaken(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """A colleague who could take it as well was faster: say who, to whom it was offered too."""
    one = await referrals.find_referral(tx, code)
    screen = await gone(ctx, tx)
    if one is None or one.state is not ReferralState.TAKEN or not _was_hers(ctx, one):
        return screen
    return replace(screen, toast=ctx.tr.text("{name} has taken this one.", name=one.to_name or ""))


def _was_hers(ctx: Ctx, referral: Referral) -> bool:
    untaken = replace(referral, to=None, state=ReferralState.AGREED)
    return may_be_hers(ctx.person, untaken, ctx.programme.counselling.specialist(referral.specialist))


async def see(ctx: Ctx, tx: Tx, referral: str) -> Screen:
    """Her name and her note, if they go along; that somebody looked is logged."""
    return await _words(ctx, tx, referral, (Line.NAME, Line.NOTE))


async def ring(ctx: Ctx, tx: Tx, referral: str) -> Screen:
    """Her number on a line of its own, which the phone makes a link of; that somebody looked is logged."""
    return await _words(ctx, tx, referral, (Line.NAME, Line.PHONE))


async def _words(ctx: Ctx, tx: Tx, code: str, wanted: tuple[Line, ...]) -> Screen:
    found = await _find(ctx, tx, code)
    if found is None:
        return await gone(ctx, tx)
    referral, request = found
    lines = [line for line in wanted if line in referral.lines and line in HER_WORDS]
    if referral.state is not ReferralState.TAKEN or not lines:
        return await _shown(ctx, tx, *found)
    await counselling.log_step(tx, request.id, Happening.DETAILS_SEEN, ctx.now, staff_id=me(ctx).id)
    return screens.words(ctx, referral, request, await counselling.details_of(tx, request.id), lines)


async def end(ctx: Ctx, tx: Tx, referral: str, result: str) -> Screen:
    """What came of it: whoever referred is told, and from now on the helper sees nothing."""
    found = await _find(ctx, tx, referral)
    if found is None or result not in {one.value for one in ReferralOutcome}:
        return await gone(ctx, tx)
    (one, request), outcome = found, ReferralOutcome(result)
    state = outcome.leads_to
    if not _can_say(one, outcome) or not await referrals.end_referral(tx, one, state, ctx.now, outcome=outcome):
        return await _shown(ctx, tx, *found)
    await counselling.log_step(tx, request.id, STEPS[outcome], ctx.now, staff_id=me(ctx).id)
    await alert_staff(ctx, tx, request, HEADLINES[outcome], f"referral-ended:{one.id}")
    if one.state is ReferralState.TAKEN and outcome is ReferralOutcome.NOT_FOR_ME:
        await tell_that_it_came_back(ctx, tx, request, one)
    if one.outside:
        return await _contact_made(ctx, tx, one, request, outcome)
    return replace(await waiting(ctx, tx), toast=ctx.tr.text("Thank you. It is noted."))


def _can_say(referral: Referral, outcome: ReferralOutcome) -> bool:
    """What came of it is said by whoever took it; that it is not for her, also by the one who was chosen."""
    if outcome is ReferralOutcome.NOT_FOR_ME:
        return not referral.outside and referral.to is not None
    return referral.outside or referral.state is ReferralState.TAKEN


async def _contact_made(ctx: Ctx, tx: Tx, referral: Referral, request: Request, outcome: ReferralOutcome) -> Screen:
    """A contact outside is registered as a bridge where it leads to a part of the municipality."""
    built = {one.key for one in ctx.programme.counselling.bridges}
    if outcome is ReferralOutcome.HELPED and referral.specialist in built:
        await referrals.make_contact(tx, request.family, referral.specialist, me(ctx).id, ctx.now, request=request.id)
        await counselling.log_step(tx, request.id, Happening.BRIDGED, ctx.now, staff_id=me(ctx).id)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Noted."))


async def arrived(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Her card when a family has said yes; nothing for somebody who has left, or when a colleague took it."""
    found = await _find(ctx, tx, due.data["referral"]) if may(ctx.person, Right.REFERRED) else None
    return screens.card(ctx, *found) if found else None


async def over(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """It was ended by others: she is told that she no longer sees anything of it."""
    referral = await referrals.find_referral(tx, due.data["referral"])
    if not may(ctx.person, Right.REFERRED) or referral is None or referral.running:
        return None
    return screens.over(ctx, await counselling.get_request(tx, referral.request))
