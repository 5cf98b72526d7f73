"""One message in the morning instead of a card for each thing that came while she was not at work."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from domain.access import Right, may
from domain.appointments import AppointmentState
from domain.counselling import Request
from domain.notices import Due, Notice
from domain.people import Person, Role
from domain.slots import local_day, utc
from domain.waiting import long, nudged
from domain.working_hours import day_begins, works_at
from handlers.context import Ctx, Services
from handlers.counselling import staff_calls
from handlers.counselling.staff_alerts import still_so
from handlers.counselling.staff_presence import at_work
from handlers.screen import Screen
from handlers.staff import morning_screens as screens
from storage import appointments, counselling, outbox, people, vitals
from storage.engine import Tx

KIND = "staff-morning"
LOOK_EVERY = timedelta(minutes=1)
FIRST_TIME = timedelta(days=1)
# These are counted as new; anything else has changed something that was there.
CAME = frozenset({"new", "booked"})
# These stand in the list of who waits.
WAITS = frozenset({"waits", "late"})


async def say_good_morning(tx: Tx, services: Services) -> None:
    """For everybody whose day has begun: once a day, whatever happens to us meanwhile."""
    now = services.now()
    looked = await vitals.last(tx, "morning")
    if looked is not None and looked <= now < looked + LOOK_EVERY:
        return
    await vitals.beat(tx, "morning", now)
    found = [_morning(services, one) for one in await people.staff_with(tx, Role)]
    await outbox.enqueue(tx, [one for one in found if one is not None], now)


def _morning(services: Services, person: Person) -> Notice | None:
    """Her morning, if it has come: she is at work, and was in the team before it began."""
    programme, now, member = services.programme, services.now(), person.staff
    day = local_day(programme, now)
    begins = day_begins(programme, member.hours, day) if member else None
    if member is None or begins is None or member.joined_at is None or member.joined_at > begins:
        return None
    reads = may(person, Right.TRIAGE) or may(person, Right.ROSTER)
    if not reads or now < begins or not works_at(programme, member, now):
        return None
    over = utc(programme, day + timedelta(days=1), programme.quiet.ends)
    return Notice(person.id, KIND, f"morning:{member.id}:{day}", {}, begins, over)


async def say_what_came(tx: Tx, services: Services, person: Person, absence: int) -> None:
    """She is back in the middle of a day whose morning was said: what came meanwhile must not wait for the next one."""
    today = _morning(services, person)
    if today is not None and await outbox.purposes_known(tx, [today.purpose]):
        back = replace(today, purpose=f"{today.purpose}:back:{absence}", data={"back": True})
        await outbox.enqueue(tx, [back], services.now())


@dataclass(slots=True)
class _News:
    """What was not said by a card."""

    came: set[str] = field(default_factory=set)
    changed: dict[str, tuple[Request, str]] = field(default_factory=dict)


async def morning(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """What is true now; nothing when there is nothing to say, or she is not at work after all."""
    if not at_work(ctx):
        return None
    if may(ctx.person, Right.TRIAGE):
        return await _of_her_requests(ctx, tx, only_news="back" in due.data)
    return await _in_figures(ctx, tx) if may(ctx.person, Right.ROSTER) else None


async def _of_her_requests(ctx: Ctx, tx: Tx, *, only_news: bool) -> Screen | None:
    news = await _news(ctx, tx)
    if only_news and not (news.came or news.changed):
        return None
    waiting = [
        one.request for one in await counselling.waiting_since(tx, ctx.now) if nudged(ctx.programme, one, ctx.now)
    ]
    today = screens.Today(
        came=len(news.came),
        changed=list(news.changed.values()),
        appointments=await _appointments(ctx, tx),
        calls=await staff_calls.count_waiting(ctx, tx),
        waiting=_hers(ctx, waiting),
        untold=len(await outbox.untold(tx, ctx.now)),
    )
    return screens.morning(ctx, today)


def _hers(ctx: Ctx, found: Iterable[Request]) -> list[Request]:
    member = ctx.person.staff
    return [one for one in found if member is not None and one.concerns(member.id)]


async def _news(ctx: Ctx, tx: Tx) -> _News:
    """The cards that were kept back since her last morning, as far as they are still hers and true."""
    news, since = _News(), await outbox.last_said(tx, ctx.person.id, KIND)
    for data in await outbox.kept_back(tx, ctx.person.id, "staff-card", since):
        request = await counselling.find_request(tx, data["request"])
        if request is None or not _hers(ctx, [request]) or data["what"] in WAITS:
            continue
        if not still_so(request, data["what"]):
            continue
        if data["what"] in CAME:
            news.came.add(request.code)
        else:
            news.changed[request.code] = (request, data["what"])
    return news


async def _appointments(ctx: Ctx, tx: Tx) -> list[screens.Starts]:
    day = local_day(ctx.programme, ctx.now)
    until = utc(ctx.programme, day + timedelta(days=1), ctx.programme.quiet.ends)
    found = await appointments.appointments_between(tx, ctx.now, until, [AppointmentState.CONFIRMED])
    return [one.starts_at for one in found if local_day(ctx.programme, one.starts_at) == day]


async def _in_figures(ctx: Ctx, tx: Tx) -> Screen | None:
    """For a leader: how many, and nothing that leads to anybody."""
    since = await outbox.last_said(tx, ctx.person.id, KIND) or ctx.now - FIRST_TIME
    waiting = [one for one in await counselling.waiting_since(tx, ctx.now) if long(ctx.programme, one, ctx.now)]
    return screens.figures(ctx, await counselling.count_since(tx, since), len(waiting))
