"""A ballot is filled in, wherever that is done: one answer after another, and counted once it is whole."""

from dataclasses import dataclass
from datetime import datetime

from domain.asking import closing
from domain.programme import Programme
from domain.surveys import Ballot, Invitation, InvitationState, Mode, Option, Round
from handlers.surveys.wording import keys_of
from storage import survey_counting, surveys
from storage.engine import Tx


@dataclass(frozen=True, slots=True)
class Here:
    """An invitation, its round, and what was answered so far."""

    invitation: Invitation
    round: Round
    ballot: Ballot | None

    @property
    def unanswered(self) -> int | None:
        """The first question without an answer."""
        said = self.ballot.choices if self.ballot else {}
        return next((number for number, key in enumerate(keys_of(self.round)) if key not in said), None)

    def said(self, number: int) -> Option | None:
        """What was answered to the so-many-th question."""
        return self.ballot.choices.get(keys_of(self.round)[number]) if self.ballot else None

    def number(self, typed: str) -> int | None:
        """The question that a button names; any text at all may be sent."""
        return next((one for one in range(len(keys_of(self.round))) if str(one) == typed), None)


async def find(tx: Tx, programme: Programme, code: str, now: datetime) -> Here | None:
    """The invitation with this code, while its round is open."""
    invitation = await surveys.find_invitation(tx, code)
    return None if invitation is None else await _in_its_round(tx, programme, invitation, now)


async def _in_its_round(tx: Tx, programme: Programme, invitation: Invitation, now: datetime) -> Here | None:
    here = await surveys.get_round(tx, invitation.round)
    if here.closed_at is not None or closing(programme, here.survey, here.quarter) <= now:
        return None
    ballot = await surveys.find_ballot(tx, invitation.link) if invitation.link else None
    return Here(invitation, here, ballot)


async def give(tx: Tx, here: Here, number: int, option: Option, mode: Mode, language: str) -> bool:
    """Keep one answer; the whole ballot is counted in this very transaction. False when it cannot be given any more."""
    link = here.invitation.link or await begin(tx, here, mode, language)
    if link is None:
        return False
    choices = {**(here.ballot.choices if here.ballot else {}), keys_of(here.round)[number]: option}
    complete = all(key in choices for key in keys_of(here.round))
    counted = here.ballot is not None and here.ballot.counted
    kept = await surveys.fill_ballot(tx, link, choices, complete=complete, counted=counted)
    if kept and complete and await surveys.move_invitation(tx, here.invitation.id, InvitationState.ANSWERED):
        await settle(tx, here)
    return kept


async def begin(tx: Tx, here: Here, mode: Mode, language: str) -> str | None:
    """An empty ballot for whoever begins to answer, and the link to it; None when she cannot any more."""
    if not await surveys.move_invitation(tx, here.invitation.id, InvitationState.BEGUN, language=language):
        return None
    return await surveys.begin_ballot(tx, here.invitation.id, here.round.id, mode)


async def decline(tx: Tx, here: Here) -> bool:
    """No, or no longer: what was answered goes, and another parent's answer may count instead."""
    if not await surveys.move_invitation(tx, here.invitation.id, InvitationState.DECLINED):
        return False
    if here.invitation.link is not None:
        await surveys.drop_ballot(tx, here.invitation.link)
    await settle(tx, here)
    return True


async def settle(tx: Tx, here: Here) -> None:
    """Count the family of an invitation by exactly one of its whole answers."""
    family, quarter = here.invitation.family, here.round.quarter
    await survey_counting.settle_family(tx, family, here.round.survey, quarter.year)
