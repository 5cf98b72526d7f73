"""A word to the leader on the first morning on which last year can be closed: once, and only if it is not."""

from datetime import datetime, time, timedelta

from domain.access import Right, may
from domain.notices import Due, Notice
from domain.programme import Programme
from domain.registers import year_of
from domain.slots import local_day, utc
from domain.surveys import Quarter
from domain.years import closable_on
from handlers.context import Ctx, Services
from handlers.counselling import staff_presence
from handlers.gatherings.looking import since_last
from handlers.notice_kind import NoticeKind
from handlers.screen import Button, Screen, column
from handlers.staff.menu import way_home
from storage import outbox, people, years
from storage.engine import Tx

KIND = "staff-year"
AT = time(9)
# Whoever reads it later than this has closed the year, or knows.
STANDS = timedelta(days=28)


async def remind_to_close(tx: Tx, services: Services) -> None:
    """When the day has come, whatever happens to us meanwhile: the moment up to which we looked is kept."""
    now = services.now()
    last = await since_last(tx, KIND, now)
    year = local_day(services.programme, now).year - 1
    ripe = _moment(services.programme, year)
    if last is None or not last < ripe <= now or await years.find_closed_year(tx, year) is not None:
        return
    leaders = await people.staff_who(tx, Right.YEAR)
    until = ripe + STANDS
    notices = [Notice(one.id, KIND, f"{KIND}:{year}:{one.id}", {"year": year}, None, until) for one in leaders]
    await outbox.enqueue(tx, notices, now)


async def next_reminder(tx: Tx, services: Services) -> datetime | None:
    """When the leader is next reminded, as it stands now."""
    now = services.now()
    this = local_day(services.programme, now).year
    for year in (this - 1, this):
        ripe = _moment(services.programme, year)
        if ripe > now and await people.staff_who(tx, Right.YEAR) and await _stands(tx, services.programme, year):
            return ripe
    return None


async def _stands(tx: Tx, programme: Programme, year: int) -> bool:
    """Whether there is anything to close: something was registered in it, and it is not closed."""
    if await years.find_closed_year(tx, year) is not None:
        return False
    return await years.anything_registered(tx, year_of(programme, Quarter(year, 1).begins_on))


def _moment(programme: Programme, year: int) -> datetime:
    return utc(programme, closable_on(programme, year), AT)


async def closable(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """That it can be closed; nothing once it is, or where nothing was registered in it."""
    year, tr = int(due.data["year"]), ctx.tr
    if not may(ctx.person, Right.YEAR) or not await _stands(tx, ctx.programme, year):
        return None
    text = tr.html(
        "All answers for {year} are in. The year can be closed when the registers are complete.", year=str(year)
    )
    look = Button(tr.ptext("staff button", "📋 What is missing"), f"year:{year}:missing")
    return Screen(f"🗓 {text}", (*column(look), *way_home(tr)), at=f"year:{year}")


NOTICES = {KIND: NoticeKind(closable, urgent=False, when=staff_presence.in_her_hours)}
DUTIES = (remind_to_close,)
