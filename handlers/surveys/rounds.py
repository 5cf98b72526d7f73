"""What the clock does for surveys: nobody waits for ever to be asked, and rounds close."""

from datetime import datetime, timedelta

from domain.asking import asks_until, closing
from domain.surveys import Round
from handlers.context import Services
from handlers.surveys.asking import ask_who_is_due
from storage import survey_counting as counting
from storage import surveys, vitals
from storage.engine import Tx

LOOK_EVERY = timedelta(minutes=10)


async def end_what_is_over(tx: Tx, services: Services) -> None:
    """Close what is over, however long we were away, and end what cannot be answered any more."""
    now = services.now()
    if not await vitals.is_time(tx, "survey-rounds", LOOK_EVERY, now):
        return
    await counting.stop_the_blocked(tx)
    for here in await surveys.open_rounds(tx):
        await _end(tx, services, here, now)


async def _end(tx: Tx, services: Services, here: Round, now: datetime) -> None:
    if closing(services.programme, here.survey, here.quarter) <= now:
        return await _close(tx, here, now)
    await counting.let_lapse(tx, here.id, now)
    if asks_until(services.programme, here.quarter) <= now:
        await counting.let_the_unasked_lapse(tx, here.id)
    return None


async def _close(tx: Tx, here: Round, now: datetime) -> None:
    """In one transaction: what is open ends, every family is counted once, and the links go."""
    await counting.let_lapse(tx, here.id)
    await counting.settle_round(tx, here.id, here.survey, here.quarter.year)
    await surveys.close_round(tx, here.id, now)


DUTIES = (end_what_is_over, ask_who_is_due)
