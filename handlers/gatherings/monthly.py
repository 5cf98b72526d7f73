"""Once a month, to those who said yes to news: what is on in the next weeks."""

from datetime import date, datetime, time, timedelta

from domain.calendar import is_working_day
from domain.gatherings import Gathering, Session
from domain.notices import Due, Lane, Notice
from domain.programme import Programme
from domain.sign_ups import joinable
from domain.slots import Span, local_day, utc
from handlers.context import Ctx, Services
from handlers.gatherings.looking import since_last
from handlers.gatherings.words import title
from handlers.house.footer import footer
from handlers.notice_kind import NoticeKind
from handlers.screen import Button, Screen, column
from storage import gatherings, outbox
from storage.engine import Tx
from storage.gathering_people import who_wants_news

KIND = "whats-on"
AT = time(10)
# After so long it is no news any more.
STALE = timedelta(days=3)
WEEKS = timedelta(weeks=5)
MOST = 6


def monthly_at(programme: Programme, month: date) -> datetime | None:
    """The first working day of a month at ten; None where nobody works in all of it."""
    days = (month.replace(day=1) + timedelta(days=number) for number in range(28))
    first = next((day for day in days if is_working_day(day, programme.closed_days)), None)
    return None if first is None else utc(programme, first, AT)


async def tell_what_is_on(tx: Tx, services: Services) -> None:
    """When the day of this month has come, to each once; the moment up to which we looked is kept with it."""
    now, programme = services.now(), services.programme
    last = await since_last(tx, KIND, now)
    month = local_day(programme, now)
    at = monthly_at(programme, month)
    if at is None or last is None or not last < at <= now or not await _on(tx, programme, now):
        return
    notices = [
        Notice(one, KIND, f"{KIND}:{month:%Y-%m}:{one}", {}, None, at + STALE, Lane.BULK)
        for one in await who_wants_news(tx)
    ]
    await outbox.enqueue(tx, notices, now)


async def _on(tx: Tx, programme: Programme, now: datetime) -> list[tuple[Gathering, Session]]:
    """What everybody can come to in the next weeks."""
    next_of: dict[int, tuple[Gathering, Session]] = {}
    for gathering, session in await gatherings.sessions_between(tx, Span(now, now + WEEKS)):
        rules = programme.rules(gathering.activity)
        told = rules is not None and not rules.hidden and joinable(rules, gathering, now)
        if told and session.starts_at > now:
            # Of a series only the next time: it would push all else off the list.
            next_of.setdefault(gathering.id, (gathering, session))
    return list(next_of.values())


async def overview(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The next things, and one button; nothing when there is nothing on."""
    found = await _on(tx, ctx.programme, ctx.now)
    if not ctx.person.news or not found:
        return None
    tr, first = ctx.tr, _lines(ctx, found[:MOST])
    opening = tr.html("This is on in the next weeks:")
    look = Button(tr.ptext("button", "👀 See and sign up"), "on")
    off = Button(tr.ptext("button", "⚙️ What we may send you"), "choices")
    return Screen("\n\n".join([f"📅 {opening}", *first]), (*column(look, off), *footer(tr)))


def _lines(ctx: Ctx, found: list[tuple[Gathering, Session]]) -> list[str]:
    """Each with its day and time on a line of its own."""
    tr = ctx.tr
    return [
        f"<b>{tr.value(title(tr, ctx.programme, gathering, session))}</b>\n{tr.value(tr.moment(session.starts_at))}"
        for gathering, session in found
    ]


NOTICES = {KIND: NoticeKind(overview, urgent=False, repeat=False)}
