"""Somebody just comes by: four taps and the talk stands in the register, with or without a telephone or a name."""

import secrets
from dataclasses import replace
from datetime import timedelta

from domain.access import Right, runs
from domain.drafts import Draft
from domain.gatherings import Session
from domain.referrals import Contact
from domain.registers import GATHERING, WALK_IN, Change, Talk, held_on
from domain.slots import local_day
from handlers import forms, problems
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.counselling.times import read_day
from handlers.forms import Form, Step, answered
from handlers.incoming import Arrived
from handlers.screen import Screen
from handlers.staff import walk_in_screens as screens
from handlers.staff.closed_years import closed_year, refused
from locales import clean
from locales.spoken import ANOTHER
from locales.tongues import interpreted, unwritten
from storage import drafts, families, gatherings, people, referrals, register, walk_ins
from storage.engine import Tx

NEW = "new"
OTHER = "other"
MOST_FAMILIES = 8
TOKEN = 8
# Eight more are the code of the meeting at which the talk was.
AT_A_GATHERING = 16
NICKNAME_LENGTH = 30
# So long it can be put right on the spot.
CHANGEABLE = timedelta(days=2)


async def begin(ctx: Ctx, tx: Tx) -> Screen:
    """The first tap: what was it about?"""
    return screens.topics(ctx, secrets.token_hex(TOKEN // 2))


async def begin_at(ctx: Ctx, tx: Tx, session: str) -> Screen:
    """A talk at an evening, a course or another meeting of hers: the same four taps."""
    found = await _meeting(ctx, tx, session)
    if found is None:
        return await gone(ctx, tx)
    if found.starts_at > ctx.now:
        return screens.not_yet(ctx, session)
    return screens.topics(ctx, secrets.token_hex(TOKEN // 2) + session, f"held:{session}:talk")


async def _meeting(ctx: Ctx, tx: Tx, code: str) -> Session | None:
    """The meeting, if she runs it and it takes place."""
    found = await gatherings.find_by_session(tx, code)
    rules = ctx.programme.rules(found[0].activity) if found else None
    if found is None or rules is None or not runs(ctx.person, rules):
        return None
    gathering, session = found
    return session if gathering.takes_place(session) else None


async def choose_language(ctx: Ctx, tx: Tx, token: str, topic: str) -> Screen:
    """The second: in which language did you talk?"""
    return screens.languages(ctx, token, topic, _offered(ctx)) if _fits(ctx, token, topic) else await begin(ctx, tx)


async def choose_family(ctx: Ctx, tx: Tx, token: str, topic: str, language: str) -> Screen:
    """The third: whose talk was it?"""
    if not _fits(ctx, token, topic, language):
        return await begin(ctx, tx)
    return screens.families(ctx, token, topic, language, await walk_ins.met_lately(tx, MOST_FAMILIES))


async def find_whose(ctx: Ctx, tx: Tx, text: str, token: str, topic: str, language: str) -> Screen:
    """She wrote a code or a nickname, for a family that was not here lately: those that fit, to be tapped."""
    if not _fits(ctx, token, topic, language):
        return await begin(ctx, tx)
    found = await families.families_called(tx, text) | await families.families_asking(tx, text)
    met = [await families.get_family(tx, one) for one in sorted(found, reverse=True)[:MOST_FAMILIES]]
    problem = None if met else ctx.tr.html("I found no family like that.")
    met = met or await walk_ins.met_lately(tx, MOST_FAMILIES)
    return screens.families(ctx, token, topic, language, met, problem)


async def save(ctx: Ctx, tx: Tx, token: str, topic: str, language: str, family: str) -> Screen:
    """The fourth: it stands in the register."""
    if not _fits(ctx, token, topic, language) or ctx.person.staff is None:
        return await begin(ctx, tx)
    found = await register.find_walk_in(tx, token[:TOKEN])
    if found is None:
        whose = await _family(ctx, tx, family)
        if whose is None:
            return await choose_family(ctx, tx, token, topic, language)
        about = None if topic == OTHER else topic
        if len(token) == AT_A_GATHERING:
            return await _save_at(ctx, tx, token, whose, about, language)
        await walk_ins.add_walk_in(tx, token, whose, about, language, ctx.person.staff.id, ctx.now)
    return await look(ctx, tx, token[:TOKEN])


async def _save_at(ctx: Ctx, tx: Tx, token: str, family: int, topic: str | None, language: str) -> Screen:
    """Held on the day of the meeting, whenever it is entered; which meeting it was is not kept."""
    session = await _meeting(ctx, tx, token[TOKEN:])
    if session is None or session.starts_at > ctx.now:
        return await gone(ctx, tx)
    if year := await closed_year(ctx, tx, session.starts_at):
        return refused(ctx, year, await begin(ctx, tx))
    entered = (family, topic, language, me(ctx).id, ctx.now)
    await walk_ins.add_walk_in(tx, token[:TOKEN], *entered, way=GATHERING, held_at=session.starts_at)
    return await look(ctx, tx, token[:TOKEN])


async def _family(ctx: Ctx, tx: Tx, family: str) -> int | None:
    if family == NEW:
        return await people.add_family(tx, ctx.now)
    known = await families.find_family(tx, family)
    return known.id if known else None


def _offered(ctx: Ctx) -> list[str]:
    """Danish and what we write first, then every other language we know by name."""
    written = [language.code for language in ctx.services.languages.offered]
    return [*written, *unwritten(written), ANOTHER]


def _fits(ctx: Ctx, token: str, topic: str, language: str = "da") -> bool:
    known = {OTHER, *(one.key for one in ctx.programme.counselling.topics)}
    return len(token) in (TOKEN, AT_A_GATHERING) and topic in known and language in {"da", *interpreted()}


async def look(ctx: Ctx, tx: Tx, token: str) -> Screen:
    """What was entered, and what can be put right on the spot."""
    talk = await entered_by_me(ctx, tx, token)
    return await gone(ctx, tx) if talk is None else screens.saved(ctx, talk, await bridges_of(tx, talk))


async def entered_by_me(ctx: Ctx, tx: Tx, token: str) -> Talk | None:
    """The walk-in, if she entered it herself and lately."""
    talk = await register.find_walk_in(tx, token)
    if talk is None or ctx.person.staff is None or talk.staff != ctx.person.staff.id:
        return None
    return talk if ctx.now - talk.registered_at < CHANGEABLE else None


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """No such walk-in, or not hers: the same words."""
    return problems.no_longer(ctx.tr, await begin(ctx, tx))


async def _shut(ctx: Ctx, tx: Tx, talk: Talk) -> Screen | None:
    """Why nothing of it can be put right, if it was moved to a year that is closed by now."""
    year = await closed_year(ctx, tx, talk.held_at)
    return None if year is None else refused(ctx, year, await look(ctx, tx, talk.token or ""))


async def bridges_of(tx: Tx, talk: Talk) -> list[Contact]:
    """The bridges she has built for this family since she entered it."""
    return await referrals.contacts_since(tx, talk.family_id, talk.staff, talk.registered_at)


async def on_day(ctx: Ctx, tx: Tx, token: str, held: str) -> Screen:
    """It was yesterday, or today after all; the button says which day that was, so that an old one does no harm."""
    talk, wanted, today = await entered_by_me(ctx, tx, token), read_day(held), local_day(ctx.programme, ctx.now)
    if talk is None or talk.withdrawn:
        return await gone(ctx, tx)
    if wanted is None or wanted not in (today, today - timedelta(days=1)):
        return problems.no_longer(ctx.tr, await look(ctx, tx, token))
    at = held_on(ctx.programme, talk, wanted, ctx.now)
    if shut := await _shut(ctx, tx, talk) or await _shut(ctx, tx, replace(talk, held_at=at)):
        return shut
    await register.correct_talk(tx, talk, Change.DAY, at, talk.staff, ctx.now)
    return await look(ctx, tx, token)


async def by_way(ctx: Ctx, tx: Tx, token: str, way: str) -> Screen:
    """It was at a course or an evening, or in the house after all."""
    talk = await entered_by_me(ctx, tx, token)
    if talk is None or talk.withdrawn or way not in (WALK_IN, GATHERING):
        return await gone(ctx, tx)
    if shut := await _shut(ctx, tx, talk):
        return shut
    await register.correct_talk(tx, talk, Change.WAY, way, talk.staff, ctx.now)
    return await look(ctx, tx, token)


async def undo(ctx: Ctx, tx: Tx, token: str) -> Screen:
    """It was a mistake."""
    talk = await entered_by_me(ctx, tx, token)
    if talk is None:
        return await gone(ctx, tx)
    if shut := await _shut(ctx, tx, talk):
        return shut
    await register.withdraw_talk(tx, talk.id, talk.staff, ctx.now)
    later = await walk_ins.next_entered(tx, talk)
    built = [one for one in await bridges_of(tx, talk) if later is None or one.made_at < later]
    await referrals.withdraw_contacts(tx, built, ctx.now)
    return await look(ctx, tx, token)


async def name_family(ctx: Ctx, tx: Tx, token: str) -> Screen:
    """What do you call this family?"""
    talk = await entered_by_me(ctx, tx, token)
    return await gone(ctx, tx) if talk is None else await forms.begin(ctx, tx, NICKNAME, token=token)


async def ask_nickname(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """A word by which it is known again."""
    return screens.nickname(ctx, draft.answers["token"])


async def read_nickname(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """That one."""
    return answered(draft, "words", True, words=clean(value, NICKNAME_LENGTH))


async def keep_nickname(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Keep it, sealed."""
    await drafts.drop_draft(tx, ctx.person.id)
    talk = await entered_by_me(ctx, tx, draft.answers["token"])
    if talk is None:
        return await gone(ctx, tx)
    await families.call_family(tx, talk.family_id, draft.secrets.get("words") or None)
    return await look(ctx, tx, draft.answers["token"])


NICKNAME = Form(
    "nickname", (Step("words", ask_nickname, {Arrived.TYPED: read_nickname}),), keep_nickname, Right.REGISTER
)
