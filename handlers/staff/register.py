"""The register of talks, a month a page; an entry is put right, taken back and put in again, with history."""

from datetime import date

from domain.access import Right
from domain.drafts import Draft
from domain.registers import DROP_IN, WALK_IN, WAYS, Change, Talk, held_on, may_be_held, month_of, year_of
from domain.slots import local_day
from handlers import forms, problems
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.counselling.times import read_day
from handlers.forms import Form, Step, answered
from handlers.incoming import Arrived
from handlers.screen import Screen
from handlers.staff import register_screens as screens
from handlers.staff.closed_years import closed_year, closed_years, is_closed, refused
from handlers.staff.past_days import read_past_day
from handlers.staff.walk_in_screens import UNSAID
from storage import drafts, register
from storage.engine import Tx

OTHER = "other"
# Ids of entries in tap data: more digits than any register will ever need are nonsense.
LONGEST_ID = 9


async def look(ctx: Ctx, tx: Tx) -> Screen:
    """The month it is now."""
    return await _page(ctx, tx, local_day(ctx.programme, ctx.now).replace(day=1), 0)


async def month(ctx: Ctx, tx: Tx, month: str, page: str) -> Screen:
    """Another month, or more of one."""
    first, number = read_day(f"{month}-01"), read_id(page)
    if first is None or number is None or first > local_day(ctx.programme, ctx.now) or first < await _first(ctx, tx):
        return problems.no_longer(ctx.tr, await look(ctx, tx))
    return await _page(ctx, tx, first, number)


async def _first(ctx: Ctx, tx: Tx) -> date:
    """The month in which the register begins."""
    return local_day(ctx.programme, await register.first_talk(tx) or ctx.now).replace(day=1)


async def _page(ctx: Ctx, tx: Tx, first: date, page: int) -> Screen:
    year, within = year_of(ctx.programme, first), month_of(ctx.programme, first)
    figures = await register.figures(tx, year.starts_at, year.ends_at)
    found = await register.talks_between(tx, within.starts_at, within.ends_at)
    return screens.month(ctx, first, figures, found, page, earliest=await _first(ctx, tx))


def read_id(value: str) -> int | None:
    """The number in tap data, whatever was sent."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= LONGEST_ID else None


async def entry(ctx: Ctx, tx: Tx, entry: str) -> Screen:
    """One talk, and what was put right about it."""
    talk = await _talk(tx, entry)
    return await _gone(ctx, tx) if talk is None else await _show(ctx, tx, talk.id)


async def _show(ctx: Ctx, tx: Tx, entry: int, toast: str | None = None) -> Screen:
    talk = await register.find_talk(tx, entry)
    assert talk is not None, "it was found in this very transaction"
    name = await register.staff_name(tx, talk.staff)
    year = await closed_year(ctx, tx, talk.held_at)
    return screens.entry(ctx, talk, name, await register.corrections_of(tx, entry), toast, closed=year)


async def _talk(tx: Tx, entry: str) -> Talk | None:
    number = read_id(entry)
    return None if number is None else await register.find_talk(tx, number)


async def _standing(tx: Tx, entry: str) -> Talk | None:
    """The entry, unless it was taken back: what is not counted is not put right."""
    talk = await _talk(tx, entry)
    return None if talk is None or talk.withdrawn else talk


async def _shut(ctx: Ctx, tx: Tx, talk: Talk) -> Screen | None:
    """Why nothing of it can be put right, if its year is closed."""
    year = await closed_year(ctx, tx, talk.held_at)
    return None if year is None else refused(ctx, year, await _show(ctx, tx, talk.id))


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await look(ctx, tx))


async def _overtaken(ctx: Ctx, tx: Tx, entry: str) -> Screen:
    """Somebody was faster: what is true of it now."""
    talk = await _talk(tx, entry)
    said = ctx.tr.text("This has changed. Here is what is true now.")
    return await _gone(ctx, tx) if talk is None else await _show(ctx, tx, talk.id, said)


async def choose_topic(ctx: Ctx, tx: Tx, entry: str) -> Screen:
    """What was it about?"""
    talk = await _standing(tx, entry)
    return await _overtaken(ctx, tx, entry) if talk is None else screens.topics(ctx, talk, _topics(ctx))


def _topics(ctx: Ctx) -> list[str]:
    return [*(one.key for one in ctx.programme.counselling.topics if one.key != UNSAID), OTHER]


async def set_topic(ctx: Ctx, tx: Tx, entry: str, topic: str) -> Screen:
    """It was about this."""
    talk = await _standing(tx, entry)
    if talk is None or topic not in _topics(ctx):
        return await _overtaken(ctx, tx, entry)
    return await _put_right(ctx, tx, talk, Change.TOPIC, None if topic == OTHER else topic)


async def choose_way(ctx: Ctx, tx: Tx, entry: str) -> Screen:
    """How was it held?"""
    talk = await _standing(tx, entry)
    return await _overtaken(ctx, tx, entry) if talk is None else screens.ways(ctx, talk, _ways(talk))


def _ways(talk: Talk) -> list[str]:
    """Who came by had either written before or not: that cannot be put right by a button."""
    return [way for way in WAYS if way != (WALK_IN if talk.request else DROP_IN)]


async def set_way(ctx: Ctx, tx: Tx, entry: str, way: str) -> Screen:
    """It was held like this."""
    talk = await _standing(tx, entry)
    if talk is None or way not in _ways(talk):
        return await _overtaken(ctx, tx, entry)
    return await _put_right(ctx, tx, talk, Change.WAY, way)


async def choose_day(ctx: Ctx, tx: Tx, entry: str) -> Screen:
    """On which day was it?"""
    talk = await _standing(tx, entry)
    return await _overtaken(ctx, tx, entry) if talk is None else await forms.begin(ctx, tx, TALK_DAY, entry=talk.id)


async def ask_day(ctx: Ctx, tx: Tx, draft: Draft, *, problem: str | None = None) -> Screen:
    """Today, yesterday, or a day that is written."""
    talk = await _standing(tx, str(draft.answers["entry"]))
    if talk is None:
        return await _overtaken(ctx, tx, str(draft.answers["entry"]))
    return screens.days(ctx, talk, await closed_years(tx), problem)


async def read_typed_day(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """That day, if it can have been then."""
    talk = await _standing(tx, str(draft.answers["entry"]))
    day = read_past_day(value, local_day(ctx.programme, ctx.now))
    closed = await closed_years(tx)
    if talk is not None and (day is None or not may_be_held(ctx.programme, talk, day, ctx.now, closed)):
        problem = ctx.tr.html("Write a day that is not ahead of us, for example 3/11 or 3/11 2026.")
        if day is not None and day.year in closed:
            problem = ctx.tr.value(is_closed(ctx, day.year))
        return await ask_day(ctx, tx, draft, problem=problem)
    return answered(draft, "day", day.isoformat() if day else "")


async def keep_day(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """It was held on that day."""
    await drafts.drop_draft(tx, ctx.person.id)
    return await set_day(ctx, tx, str(draft.answers["entry"]), draft.answers["day"])


async def set_day(ctx: Ctx, tx: Tx, entry: str, day: str) -> Screen:
    """It was held on this day; the button says which, so that an old one does no harm."""
    talk, chosen, closed = await _standing(tx, entry), read_day(day), await closed_years(tx)
    if talk is not None and chosen is not None and chosen.year in closed:
        return refused(ctx, chosen.year, await _show(ctx, tx, talk.id))
    if talk is None or chosen is None or not may_be_held(ctx.programme, talk, chosen, ctx.now, closed):
        return await _overtaken(ctx, tx, entry)
    if chosen == local_day(ctx.programme, talk.held_at):
        return await _show(ctx, tx, talk.id)
    return await _put_right(ctx, tx, talk, Change.DAY, held_on(ctx.programme, talk, chosen, ctx.now))


async def _put_right(ctx: Ctx, tx: Tx, talk: Talk, what: Change, value: object) -> Screen:
    if shut := await _shut(ctx, tx, talk):
        return shut
    await register.correct_talk(tx, talk, what, value, me(ctx).id, ctx.now)
    return await _show(ctx, tx, talk.id, ctx.tr.text("Put right."))


async def take_back(ctx: Ctx, tx: Tx, entry: str) -> Screen:
    """It was a mistake: it stays to be seen and is counted nowhere."""
    talk = await _talk(tx, entry)
    if talk is not None and (shut := await _shut(ctx, tx, talk)):
        return shut
    if talk is None or not await register.withdraw_talk(tx, talk.id, me(ctx).id, ctx.now):
        return await _overtaken(ctx, tx, entry)
    return await _show(ctx, tx, talk.id)


async def put_in_again(ctx: Ctx, tx: Tx, entry: str) -> Screen:
    """It was no mistake after all."""
    talk = await _talk(tx, entry)
    if talk is not None and (shut := await _shut(ctx, tx, talk)):
        return shut
    if talk is None or not await register.put_in_again(tx, talk.id, me(ctx).id, ctx.now):
        return await _overtaken(ctx, tx, entry)
    return await _show(ctx, tx, talk.id)


TALK_DAY = Form("talk-day", (Step("day", ask_day, {Arrived.TYPED: read_typed_day}),), keep_day, Right.REGISTER)
