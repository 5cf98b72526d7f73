"""A request reaches a helper after the resident's yes, and is taken from her again by whatever ends it."""

from collections.abc import Iterable
from datetime import datetime

from domain.counselling import Happening, Request
from domain.notices import Due, Notice
from domain.people import Person
from domain.referrals import ASKED_FOR, OPEN_TO_HELPERS, Referral, ReferralState, could
from handlers.context import Ctx, Services
from handlers.counselling.staff_alerts import alert_staff
from handlers.counselling.staff_offers import tell
from storage import counselling, outbox, people, referrals
from storage.engine import Tx

# How a referral ends by the clock: the state, the step in the history, and the headline of the card.
Ending = tuple[ReferralState, Happening, str]
UNANSWERED: Ending = (ReferralState.LAPSED, Happening.REFERRAL_LAPSED, "referral-lapsed")
NOBODY_LEFT: Ending = (ReferralState.RETURNED, Happening.REFERRAL_RETURNED, "referral-left")


async def who_could(services: Services, tx: Tx, request: Request, specialist: str, referrer: int) -> list[Person]:
    """Everybody in the roster who is such a specialist; not whoever refers, nor anybody in the family that asks."""
    kind = services.programme.counselling.specialist(specialist)
    if kind is None or kind.role is None:
        return []
    found = await people.staff_with(tx, [kind.role])
    return [
        one
        for one in found
        if could(one.staff, kind) and one.family != request.family and one.staff and one.staff.id != referrer
    ]


async def hand_over(ctx: Ctx, tx: Tx, referral: Referral, request: Request) -> None:
    """She said yes: a card to whoever refers, and to each helper who could take it."""
    what = "referral-contact" if referral.outside else "referral-yes"
    await alert_staff(ctx, tx, request, what, f"referral-yes:{referral.id}")
    able = await who_could(ctx.services, tx, request, referral.specialist, referral.staff)
    cards = [
        Notice(one.id, "staff-referred", f"referred:{referral.id}:{one.id}", {"referral": referral.code})
        for one in able
        if one.staff is not None and referral.to in (None, one.staff.id)
    ]
    await outbox.enqueue(tx, cards, ctx.now)


async def unseen(ctx: Ctx, tx: Tx, due: Due) -> None:
    """A helper did not get her card: whoever refers is told, once."""
    referral = await referrals.find_referral(tx, due.data["referral"])
    if referral is not None and referral.state is ReferralState.AGREED:
        request = await counselling.get_request(tx, referral.request)
        await alert_staff(ctx, tx, request, "referral-unseen", f"referral-unseen:{referral.id}")


async def take_from_helper(tx: Tx, referral: Referral, state: ReferralState, now: datetime) -> bool:
    """End a referral that others end; the helper who had it is told. Say whether it ended just now."""
    if not await referrals.end_referral(tx, referral, state, now):
        return False
    reached = referral.state in OPEN_TO_HELPERS and not referral.outside
    helper = await people.member(tx, referral.to) if reached and referral.to is not None else None
    if helper is not None:
        notice = Notice(helper.id, "staff-referral-over", f"referral-over:{referral.id}", {"referral": referral.code})
        await outbox.enqueue(tx, [notice], now)
    return True


async def end_all(tx: Tx, requests: Iterable[int], state: ReferralState, now: datetime) -> None:
    """Nothing of these requests is passed on any more."""
    for request in requests:
        for referral in await referrals.referrals_of(tx, request):
            if referral.running:
                await take_from_helper(tx, referral, state, now)


async def let_referrals_end(tx: Tx, services: Services) -> None:
    """The clock ends what nobody answers, what nobody is left to take, and what belongs to a finished request."""
    for referral in await referrals.running_referrals(tx):
        request = await counselling.get_request(tx, referral.request)
        if not request.open:
            await take_from_helper(tx, referral, ReferralState.RECALLED, services.now())
        elif referral.state is ReferralState.ASKED and referral.asked_at + ASKED_FOR <= services.now():
            await _end(tx, services, referral, request, UNANSWERED)
        elif not referral.outside and not await _somebody_left(tx, services, referral, request):
            await _end(tx, services, referral, request, NOBODY_LEFT)


async def _somebody_left(tx: Tx, services: Services, referral: Referral, request: Request) -> bool:
    if referral.to is not None:
        helper = await people.member(tx, referral.to)
        # Two entries may have been found to be one family since.
        return helper is not None and helper.family != request.family
    return bool(await who_could(services, tx, request, referral.specialist, referral.staff))


async def _end(tx: Tx, services: Services, referral: Referral, request: Request, ending: Ending) -> None:
    state, step, headline = ending
    if not await take_from_helper(tx, referral, state, services.now()):
        return
    await counselling.log_step(tx, request.id, step, services.now(), house=True)
    person = await people.get_person(tx, request.person)
    if person is not None:
        ctx = Ctx.of(services, person)
        await alert_staff(ctx, tx, request, headline, f"{headline}:{referral.id}")
        if referral.state is ReferralState.TAKEN:
            await tell_that_it_came_back(ctx, tx, request, referral)


async def tell_that_it_came_back(ctx: Ctx, tx: Tx, request: Request, referral: Referral) -> None:
    """She has read who helps her: she must not go on waiting for somebody who does not come."""
    await tell(ctx, tx, request, "referral-returned", f"referral-returned:{referral.id}", referral=referral.code)
