"""Who is due is asked: invitations and their notices, once it is time, and the one reminder."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.asking import (
    NEWLY,
    Over,
    Resident,
    asked_at,
    asks_until,
    closing,
    earliest_asked,
    is_counted,
    may_be_asked,
)
from domain.notices import Due, Lane, Notice
from domain.reminders import after_the_night, is_night
from domain.surveys import Invitation, InvitationState, Round, Survey
from handlers.context import Ctx, Services
from handlers.notice_kind import NoticeKind
from handlers.screen import Screen
from handlers.surveys import screens
from handlers.surveys.occasions import due_now, over_now
from handlers.surveys.wording import version_of, wording_of
from storage import outbox, surveys, vitals
from storage import survey_occasions as registers
from storage.engine import Tx

LOOK_EVERY = timedelta(minutes=10)
DAY = timedelta(days=1)
ASKED, REMINDED = "survey", "survey-reminder"


@dataclass(frozen=True, slots=True)
class Asking:
    """What a family is asked about, and who of it."""

    survey: Survey
    over: Over
    whom: tuple[Resident, ...]


async def ask_who_is_due(tx: Tx, services: Services) -> None:
    """Invite everybody who is due; all of it follows from the registers, so that an outage only makes it later."""
    now = services.now()
    if is_night(services.programme, now) or not await vitals.is_time(tx, "surveys", LOOK_EVERY, now):
        return
    for one in await _who_is_due(tx, services, now):
        await _invite(tx, services, one, now)


async def _who_is_due(tx: Tx, services: Services, now: datetime) -> list[Asking]:
    """At most one for each family: what comes first in the programme goes first, and the other waits."""
    programme, chosen = services.programme, dict[int, Asking]()
    busy = await registers.busy_families(tx, now - NEWLY, now)
    already = await registers.standing_since(tx, earliest_asked(programme, now))
    for survey in programme.surveys:
        for one in await _with_whom(tx, survey, await due_now(tx, programme, survey, now)):
            family, about = one.over.family, one.over.quarter
            free = family not in busy and family not in chosen
            if free and may_be_asked(programme, survey.key, about, already.get(family, ()), now):
                chosen[family] = one
    return list(chosen.values())


async def _with_whom(tx: Tx, survey: Survey, found: Collection[Over]) -> list[Asking]:
    """What is over for somebody who said yes to being asked, and whom we can reach."""
    phones = await registers.residents_of(tx, [one.family for one in found])
    asked = [Asking(survey, one, tuple(_who_of(one, phones))) for one in found]
    return [one for one in asked if one.whom]


def _who_of(over: Over, phones: Iterable[Resident]) -> Iterable[Resident]:
    hers = (one for one in phones if one.family == over.family and one.asks and one.language is not None)
    return (one for one in hers if over.persons is None or one.id in over.persons)


async def round_of(tx: Tx, services: Services, survey: Survey, over: Over, now: datetime) -> Round:
    """The round that asks about something; the first who is asked in it freezes its words."""
    wording = wording_of(services, survey)
    return await surveys.open_round(tx, survey.key, over.quarter, wording, version_of(wording), now)


async def _invite(tx: Tx, services: Services, one: Asking, now: datetime) -> None:
    here, over = await round_of(tx, services, one.survey, one.over, now), one.over
    if here.closed_at is not None:
        return
    due_at, until = asked_at(services.programme, one.survey, over.at), asks_until(services.programme, over.quarter)
    for person in one.whom:
        code = await surveys.invite(tx, here.id, over.family, person.id, over.activity, due_at, person.language)
        if code is not None:
            told = Notice(person.id, ASKED, f"{ASKED}:{code}", {"invitation": code}, now, until, Lane.BULK)
            await outbox.enqueue(tx, [told], now)


async def next_asking(tx: Tx, services: Services) -> datetime | None:
    """When the next family is asked, as it stands now."""
    now, programme = services.now(), services.programme
    ahead = []
    for survey in programme.surveys:
        found = await _with_whom(tx, survey, await over_now(tx, programme, survey, now))
        ahead += [asked_at(programme, survey, one.over.at) for one in found]
    return min((moment for moment in ahead if moment > now), default=None)


async def when_she_is_asked(ctx: Ctx, tx: Tx, due: Due) -> datetime:
    """By day, and not while something of hers is open again: then it is looked at the next day."""
    found, now = await _invitation(tx, due), after_the_night(ctx.programme, ctx.now)
    survey = ctx.programme.survey(found[1].survey) if found else None
    if found is None or survey is None or found[0].state is not InvitationState.WAITING:
        return now
    invitation, here = found
    over = [one for one in await over_now(tx, ctx.programme, survey, ctx.now) if _is_about(one, invitation, here)]
    if not over or invitation.family in await registers.busy_families(tx, ctx.now - NEWLY, ctx.now):
        return after_the_night(ctx.programme, ctx.now + DAY)
    return max(now, asked_at(ctx.programme, survey, over[0].at))


def _is_about(over: Over, invitation: Invitation, here: Round) -> bool:
    return (over.family, over.activity) == (invitation.family, invitation.activity) and over.quarter == here.quarter


async def _invitation(tx: Tx, due: Due) -> tuple[Invitation, Round] | None:
    """The invitation, if it is still hers."""
    found = await surveys.find_invitation(tx, due.data["invitation"])
    if found is None or found.person != due.recipient:
        return None
    return found, await surveys.get_round(tx, found.round)


async def asked(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Her invitation, as it reaches her; from now on she can answer. Nothing once her family is counted."""
    found = await _invitation(tx, due)
    if found is None or not ctx.person.surveys:
        return None
    invitation, here = found
    if invitation.state is InvitationState.WAITING and not await _begin(ctx, tx, invitation, here):
        return None
    if invitation.state not in (InvitationState.WAITING, InvitationState.ASKED):
        return None
    return screens.asked(ctx, invitation)


async def _begin(ctx: Ctx, tx: Tx, invitation: Invitation, here: Round) -> bool:
    """She is asked from now on, and reminded once; the other parent may have answered for the family meanwhile."""
    survey = ctx.programme.survey(here.survey)
    if survey is None or here.closed_at is not None or await _counted(tx, invitation, here):
        await surveys.move_invitation(tx, invitation.id, InvitationState.LAPSED)
        return False
    closes_at = min(ctx.now + survey.stands, closing(ctx.programme, here.survey, here.quarter))
    asked = InvitationState.ASKED
    told = {"asked_at": ctx.now, "closes_at": closes_at}
    if not await surveys.move_invitation(tx, invitation.id, asked, None, **told, language=ctx.tr.code):
        return False
    code, remind_at = invitation.code, after_the_night(ctx.programme, ctx.now + survey.remind)
    again = Notice(ctx.person.id, REMINDED, f"{REMINDED}:{code}", {"invitation": code}, remind_at, closes_at, Lane.BULK)
    await outbox.enqueue(tx, [again], ctx.now)
    return True


async def reminded(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The one reminder, to whoever has not answered, or not all of it; nothing to whoever said no."""
    found = await _invitation(tx, due)
    if found is None or not ctx.person.surveys or found[1].closed_at is not None:
        return None
    open_still = found[0].state in (InvitationState.ASKED, InvitationState.BEGUN)
    return screens.reminded(ctx, found[0]) if open_still and not await _counted(tx, *found) else None


async def _counted(tx: Tx, invitation: Invitation, here: Round) -> bool:
    """Whether her family is counted in this survey and year already: then nobody of it is asked for more."""
    family = (await registers.standing_since(tx, here.quarter.year)).get(invitation.family, ())
    return any(is_counted(one, here.survey, here.quarter.year) for one in family)


NOTICES = {
    ASKED: NoticeKind(asked, repeat=False, when=when_she_is_asked),
    REMINDED: NoticeKind(reminded, repeat=False, urgent=False),
}
