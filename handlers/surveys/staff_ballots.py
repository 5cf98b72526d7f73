"""Ballots that staff hand out: a family answers on a phone of the house, and staff never see what."""

from dataclasses import dataclass

from domain.access import Right, may, runs
from domain.asking import Over, earliest_asked, may_be_asked
from domain.people import Role
from domain.registers import Met
from domain.surveys import Invitation, InvitationState, Mode, Option, Survey
from handlers import problems
from handlers.context import Ctx
from handlers.screen import Button, Screen
from handlers.surveys import filling, house_screens
from handlers.surveys import staff_ballots_screens as screens
from handlers.surveys.asking import round_of
from handlers.surveys.filling import Here
from handlers.surveys.occasions import due_now
from locales import Translator
from storage import families as every_family
from storage import survey_occasions as registers
from storage import surveys
from storage.engine import Tx

MOST_FAMILIES = 8


@dataclass(frozen=True, slots=True)
class Handed:
    """A family that is due, and what it is asked about."""

    survey: Survey
    over: Over
    met: Met


def runs_activity(ctx: Ctx, key: str) -> bool:
    """Whether she hands out ballots about this activity: counselling is the family workers', the rest as it is run."""
    member, activity = ctx.person.staff, ctx.programme.activity(key)
    if member is None or not may(ctx.person, Right.BALLOTS):
        return False
    if activity is None:
        return member.role is Role.FAMILY_WORKER or member.covers
    return activity.gathering is not None and runs(ctx.person, activity.gathering)


def hers(ctx: Ctx) -> list[Survey]:
    """The surveys about something she runs."""
    return [one for one in ctx.programme.surveys if any(runs_activity(ctx, key) for key in one.activities)]


def find_survey(ctx: Ctx, key: str) -> Survey | None:
    """The survey with this key, if it is hers to hand out."""
    return next((one for one in hers(ctx) if one.key == key), None)


async def due_families(ctx: Ctx, tx: Tx, survey: Survey) -> list[Over]:
    """What is due of activities she runs, for families that nobody was asked of yet; one each."""
    already = await registers.standing_since(tx, earliest_asked(ctx.programme, ctx.now))
    found: dict[int, Over] = {}
    for one in await due_now(tx, ctx.programme, survey, ctx.now):
        asked = already.get(one.family, ())
        if runs_activity(ctx, one.activity) and may_be_asked(ctx.programme, survey.key, one.quarter, asked, ctx.now):
            found.setdefault(one.family, one)
    return list(found.values())


async def choose(ctx: Ctx, tx: Tx) -> Screen:
    """Which survey?"""
    return screens.choose(ctx, hers(ctx))


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await choose(ctx, tx))


async def families(ctx: Ctx, tx: Tx, survey: str) -> Screen:
    """Which family?"""
    return await _families(ctx, tx, survey)


async def find_whose(ctx: Ctx, tx: Tx, text: str, survey: str) -> Screen:
    """She wrote a code or a nickname."""
    return await _families(ctx, tx, survey, text)


async def _families(ctx: Ctx, tx: Tx, key: str, word: str | None = None) -> Screen:
    survey = find_survey(ctx, key)
    if survey is None:
        return await _gone(ctx, tx)
    due = [one.family for one in await due_families(ctx, tx, survey)]
    sought = await every_family.families_called(tx, word) if word else set()
    shown = [one for one in due if one in sought] or due
    problem = ctx.tr.html("I found no family like that.") if word and not sought & set(due) else None
    met = [await every_family.get_family(tx, one) for one in shown[:MOST_FAMILIES]]
    begun = [(await every_family.get_family(tx, one.family), one.code) for one in await _begun(ctx, tx, key)]
    return screens.families(ctx, survey, met, len(shown) - len(met), begun, problem)


async def find_due(ctx: Ctx, tx: Tx, survey: str, family: str) -> Handed | None:
    """The family with this code, if it is due in a survey of hers; any other is as if it were not there."""
    asked, met = find_survey(ctx, survey), await every_family.find_family(tx, family)
    if asked is None or met is None:
        return None
    # Of two colleagues who ask one family at the same moment, the second finds it asked.
    await every_family.hold_families(tx, met.id)
    over = next((one for one in await due_families(ctx, tx, asked) if one.family == met.id), None)
    return None if over is None else Handed(asked, over, met)


async def family(ctx: Ctx, tx: Tx, survey: str, family: str) -> Screen:
    """How this family answers."""
    due = await find_due(ctx, tx, survey, family)
    return await _gone(ctx, tx) if due is None else screens.family(ctx, due.survey, due.met)


async def hand_over(ctx: Ctx, tx: Tx, survey: str, family: str, language: str) -> Screen:
    """The phone is handed over, in the family's language."""
    due, tr = await find_due(ctx, tx, survey, family), _translator(ctx, language)
    if due is None or tr is None:
        return await _gone(ctx, tx)
    return house_screens.hand_over(tr, ctx.programme.house.name, f"ballots:{survey}:{due.met.code}:{language}")


def _translator(ctx: Ctx, language: str | None) -> Translator | None:
    offered = {one.code for one in ctx.services.languages.offered}
    return ctx.services.languages.translator(language) if language in offered and language else None


def _staff_home(ctx: Ctx) -> Button:
    return Button(ctx.tr.ptext("staff button", "🏠 Start"), "staff")


async def not_now(ctx: Ctx, tx: Tx, survey: str, family: str, language: str) -> Screen:
    """The family says no before anything is begun: nothing is noted, and it may be asked another time."""
    tr = _translator(ctx, language)
    return await _gone(ctx, tx) if tr is None else house_screens.stopped(tr, _staff_home(ctx))


async def begin(ctx: Ctx, tx: Tx, survey: str, family: str, language: str) -> Screen:
    """The family answers: from now on it is asked, and nobody asks it in another way."""
    due, tr = await find_due(ctx, tx, survey, family), _translator(ctx, language)
    if due is None or tr is None:
        return await _begun_already(ctx, tx, survey, family)
    here = await round_of(tx, ctx.services, due.survey, due.over, ctx.now)
    code = await surveys.invite(tx, here.id, due.met.id, None, due.over.activity, ctx.now, language)
    found = await filling.find(tx, ctx.programme, code, ctx.now) if code else None
    if found is None or not await filling.begin(tx, found, Mode.HOUSE, language):
        return await _gone(ctx, tx)
    return await question(ctx, tx, found.invitation.code, "0")


async def _begun_already(ctx: Ctx, tx: Tx, survey: str, family: str) -> Screen:
    """A second tap on the same button finds what the first one began."""
    met = await every_family.find_family(tx, family)
    for one in await _begun(ctx, tx, survey) if met else ():
        if met and one.family == met.id:
            return await question(ctx, tx, one.code, "0")
    return await _gone(ctx, tx)


async def _begun(ctx: Ctx, tx: Tx, survey: str) -> list[Invitation]:
    """What families have begun on a phone of the house and not finished, the phone having been needed meanwhile."""
    rounds = [one.id for one in await surveys.open_rounds(tx) if one.survey == survey]
    return [one for one in await surveys.invitations_in(tx, rounds) if _on_the_phone(ctx, one)]


def _on_the_phone(ctx: Ctx, invitation: Invitation) -> bool:
    """Whether a family answers it now on a phone of the house, about something she runs."""
    begun = invitation.state is InvitationState.BEGUN and invitation.mode is Mode.HOUSE
    return begun and runs_activity(ctx, invitation.activity)


async def _handed(ctx: Ctx, tx: Tx, code: str) -> tuple[Here, Translator] | None:
    here = await filling.find(tx, ctx.programme, code, ctx.now)
    if here is None or not _on_the_phone(ctx, here.invitation):
        return None
    tr = _translator(ctx, here.invitation.language)
    return None if tr is None else (here, tr)


async def question(ctx: Ctx, tx: Tx, invitation: str, number: str) -> Screen:
    """One question, on the phone that was handed over."""
    found = await _handed(ctx, tx, invitation)
    asked = found[0].number(number) if found else None
    if found is None or asked is None:
        return await _gone(ctx, tx)
    return house_screens.question(found[1], found[0], asked)


async def give(ctx: Ctx, tx: Tx, invitation: str, number: str, option: str) -> Screen:
    """One answer; after the last one the phone goes back, and no button leads to the answers any more."""
    found = await _handed(ctx, tx, invitation)
    asked = found[0].number(number) if found else None
    if found is None or asked is None or option not in list(Option):
        return await _gone(ctx, tx)
    here, tr = found
    if not await filling.give(tx, here, asked, Option(option), Mode.HOUSE, tr.code):
        return await _gone(ctx, tx)
    return await _next(ctx, tx, invitation, asked + 1, tr)


async def _next(ctx: Ctx, tx: Tx, invitation: str, number: int, tr: Translator) -> Screen:
    found = await _handed(ctx, tx, invitation)
    if found is None:
        return house_screens.thanks(tr, _staff_home(ctx))
    further = found[0].number(str(number))
    return house_screens.question(tr, found[0], further if further is not None else found[0].unanswered or 0)


async def stop(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """The family stops: what it answered goes."""
    found = await _handed(ctx, tx, invitation)
    if found is None:
        return await _gone(ctx, tx)
    await filling.decline(tx, found[0])
    return house_screens.stopped(found[1], _staff_home(ctx))
