"""Her appointments in her own calendar: a secret address that she can end, and what it leads to."""

from datetime import timedelta

from documents.calendar_file import calendar_feed
from domain.access import Right, may
from domain.slots import Span
from handlers.context import Ctx, Services
from handlers.counselling.staff_case import me
from handlers.counselling.staff_screens import ways_home
from handlers.screen import Button, Screen, column
from storage import feeds
from storage.engine import Tx

FOLDER = "/calendar/"
BACK, AHEAD = timedelta(days=7), timedelta(days=60)
# Enough for many weeks; a calendar of any length would be a way to make us work.
MOST = 400


async def look(ctx: Ctx, tx: Tx) -> Screen:
    """Whether she has an address, and what it is good for."""
    tr, since = ctx.tr, await feeds.feed_since(tx, me(ctx).id)
    if ctx.services.web is None:
        text = tr.html(
            "Here the bot has no web address of its own, so it cannot give you a calendar. /idag shows your day."
        )
        return Screen(f"📆 {text}", ways_home(tr), at="feed")
    if since is None:
        text = tr.html(
            "A secret address puts your appointments into your own calendar. It shows times and numbers only, no names."
        )
        make = Button(tr.ptext("staff button", "🔗 Make an address"), "feed:new")
        return Screen(f"📆 {text}", (*column(make), *ways_home(tr)), at="feed")
    text = tr.html("You have an address since {moment}. Lost it? A new one ends the old one.", moment=tr.moment(since))
    new = Button(tr.ptext("staff button", "🔗 Make a new address"), "feed:new")
    end = Button(tr.ptext("staff button", "🗑 End the address"), "feed:end")
    return Screen(f"📆 {text}", (*column(new, end), *ways_home(tr)), at="feed")


async def make(ctx: Ctx, tx: Tx) -> Screen:
    """A new address, shown this once."""
    if ctx.services.web is None:
        return await look(ctx, tx)
    tr, token = ctx.tr, await feeds.make_feed(tx, me(ctx).id, ctx.now)
    text = tr.html("Put this address into your calendar as a subscription. It is shown only now. Give it to nobody.")
    address = f"<code>{tr.value(f'{ctx.services.web}{FOLDER}{token}.ics')}</code>"
    end = Button(tr.ptext("staff button", "🗑 End the address"), "feed:end")
    return Screen(f"📆 {text}\n\n{address}", (*column(end), *ways_home(tr)), at="feed")


async def end(ctx: Ctx, tx: Tx) -> Screen:
    """It leads nowhere from now on."""
    await feeds.end_feed(tx, me(ctx).id, ctx.now)
    screen = await look(ctx, tx)
    said = ctx.tr.html("The address leads nowhere any more.")
    return Screen(f"{said}\n\n{screen.text}", screen.rows, at="feed")


async def calendar_of(tx: Tx, services: Services, token: str) -> bytes | None:
    """What the address leads to; nothing for one that is unknown, ended, or of somebody who may not see it any more."""
    person, now = await feeds.owner_of(tx, token), services.now()
    if person is None or person.staff is None or not may(person, Right.TRIAGE):
        return None
    found = await feeds.times_for(tx, person.staff.id, Span(now - BACK, now + AHEAD), MOST)
    tr = services.translator(person)
    # Translators: the title in a calendar that others may see; {number} is what staff call a request, such as 3F2A.
    named = [(tr.text("Appointment {number}", number=code[:4].upper()), one) for code, one in found]
    return calendar_feed(named, now)
