"""What the clock does for counselling: offers run out, words are erased when their time is up."""

from datetime import datetime, timedelta

from domain.counselling import Happening, RequestState
from handlers.context import Ctx, Services
from handlers.counselling.staff_alerts import alert_staff
from handlers.counselling.staff_handing_over import let_referrals_end
from handlers.counselling.staff_offers import tell
from handlers.counselling.waiting import let_nobody_be_forgotten
from handlers.house.keeping import sweep
from storage import appointments, counselling, people, vitals
from storage.engine import Tx

SWEEP_EVERY = timedelta(minutes=30)


async def let_offers_run_out(tx: Tx, services: Services) -> None:
    """Free the times nobody chose; tell her and whoever offered them."""
    now = services.now()
    gone = await appointments.lapse_old(tx, now)
    for request_id in dict.fromkeys(one.request for one in gone if one.request is not None):
        if await appointments.offers_of(tx, request_id, now):
            continue
        if await counselling.move_request(tx, request_id, RequestState.TAKEN, only_from=[RequestState.OFFERED]):
            await _tell_both(tx, services, now, request_id, max(one.id for one in gone if one.request == request_id))


async def _tell_both(tx: Tx, services: Services, now: datetime, request_id: int, offer: int) -> None:
    request = await counselling.get_request(tx, request_id)
    await counselling.log_step(tx, request_id, Happening.OFFER_EXPIRED, now, house=True)
    person = await people.get_person(tx, request.person)
    if person is None:
        return
    ctx = Ctx.of(services, person)
    await tell(ctx, tx, request, "offer-expired", f"offer-expired:{offer}")
    await alert_staff(ctx, tx, request, "expired", f"expired:{offer}")


async def erase_what_is_due(tx: Tx, services: Services) -> None:
    """Retention: every half hour, what has been kept long enough goes; of much, a handful at every tick."""
    now = services.now()
    last = await vitals.last(tx, "retention")
    if last is not None and last <= now < last + SWEEP_EVERY:
        return
    if not await sweep(tx, services):
        await vitals.beat(tx, "retention", now)


DUTIES = (let_offers_run_out, let_referrals_end, let_nobody_be_forgotten, erase_what_is_due)
