"""One counted ballot for each family, survey and year; and what else is done to ballots and invitations at once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update

from domain.surveys import INVITATION_MOVES, Invitation, InvitationState
from storage.engine import Tx
from storage.families import hold_families
from storage.people import persons
from storage.surveys import ballots, read_invitation, survey_invitations, survey_rounds

ANSWERED = InvitationState.ANSWERED.value
# What has no end yet: it can still be answered, or was not asked.
OPEN = sorted(state.value for state, targets in INVITATION_MOVES.items() if InvitationState.LAPSED in targets)


async def settle_family(tx: Tx, family: int, survey: str, year: int) -> None:
    """Count a family by exactly one of its whole answers: the first, and never another than one that is closed.

    What two parents answered, or two families that became one, is more than one; what is taken back makes room.
    """
    await hold_families(tx, family)
    rows = await _answered(tx, family, survey, year)
    first = _first(rows)
    for row in rows:
        counted = row is first
        if row.counted == counted or row.link is None:
            continue
        await tx.execute(update(survey_invitations).where(survey_invitations.c.id == row.id).values(counted=counted))
        await tx.execute(update(ballots).where(ballots.c.link == row.link).values(counted=counted))


def _first(rows: Sequence[Row[Any]]) -> Row[Any] | None:
    """The one that counts: nothing is changed any more where no link is left, so one that counts there goes first."""
    tied = [row for row in rows if row.link is not None]
    every = [[row for row in rows if row.counted and row.link is None], [row for row in tied if row.counted], tied]
    return next((found[0] for found in every if found), None)


async def _answered(tx: Tx, family: int, survey: str, year: int) -> Sequence[Row[Any]]:
    """The whole answers of a family, those of closed rounds before the others."""
    found = select(survey_invitations.c.id, survey_invitations.c.link, survey_invitations.c.counted).join(survey_rounds)
    here = (survey_rounds.c.survey == survey) & (survey_rounds.c.year == year)
    theirs = (survey_invitations.c.family_id == family) & (survey_invitations.c.state == ANSWERED)
    in_order = (survey_rounds.c.closed_at.is_(None), survey_rounds.c.quarter, survey_invitations.c.id)
    return (await tx.execute(found.where(here, theirs).order_by(*in_order))).all()


async def settle_round(tx: Tx, round_id: int, survey: str, year: int) -> None:
    """The same for everybody who answered in a round, before nothing leads from a ballot to anybody any more."""
    theirs = (survey_invitations.c.round_id == round_id) & (survey_invitations.c.state == ANSWERED)
    found = await tx.execute(select(survey_invitations.c.family_id).where(theirs).distinct())
    for family in sorted(found.scalars()):
        await settle_family(tx, family, survey, year)


async def invitations_to(tx: Tx, person: int) -> list[Invitation]:
    """What somebody is, or was, asked in rounds that are open, the newest first."""
    here = select(survey_invitations).where(survey_invitations.c.person_id == person)
    return [read_invitation(row) for row in await tx.execute(here.order_by(survey_invitations.c.id.desc()))]


async def let_lapse(tx: Tx, round_id: int, now: datetime | None = None) -> None:
    """End what is open in a round: all of it, or what could be answered until now. What was begun stays as it is."""
    theirs = (survey_invitations.c.round_id == round_id) & survey_invitations.c.state.in_(OPEN)
    await _end(tx, theirs if now is None else theirs & (survey_invitations.c.closes_at <= now), InvitationState.LAPSED)


async def let_the_unasked_lapse(tx: Tx, round_id: int) -> None:
    """Whoever was not asked in time is not asked any more."""
    waits = survey_invitations.c.state == InvitationState.WAITING.value
    await _end(tx, (survey_invitations.c.round_id == round_id) & waits, InvitationState.LAPSED)


async def stop_the_blocked(tx: Tx) -> None:
    """Whoever has blocked us is asked nothing any more, until there is something new to ask."""
    blocked = select(persons.c.id).where(persons.c.blocked_at.is_not(None))
    theirs = survey_invitations.c.person_id.in_(blocked) & survey_invitations.c.state.in_(OPEN)
    await _end(tx, theirs, InvitationState.STOPPED)


async def _end(tx: Tx, which: ColumnElement[bool], state: InvitationState) -> None:
    await tx.execute(update(survey_invitations).where(which).values(state=state.value))
