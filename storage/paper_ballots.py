"""Ballots on paper: the code that each carries, for one use, and the way in for what comes back."""

import hashlib
import secrets

from sqlalchemy import or_, select, update

from domain.surveys import Invitation, InvitationState
from storage.engine import Tx
from storage.surveys import read_invitation, survey_invitations, survey_rounds

# The paper is with the family: nobody has opened its code, and nothing of it was entered.
_OUT = (
    survey_invitations.c.paper_hash.is_not(None)
    & survey_invitations.c.person_id.is_(None)
    & (survey_invitations.c.state == InvitationState.ASKED.value)
)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def print_code(tx: Tx, invitation: int) -> str:
    """What the code of a new paper carries (128 random bits), shown once; one that was printed before leads nowhere."""
    token = secrets.token_urlsafe(16)
    here = survey_invitations.c.id == invitation
    await tx.execute(update(survey_invitations).where(here).values(paper_hash=_hash(token)))
    return token


async def find_paper(tx: Tx, token: str) -> Invitation | None:
    """The invitation of the paper with this code, also when it was opened already."""
    here = survey_invitations.c.paper_hash == _hash(token)
    row = (await tx.execute(select(survey_invitations).where(here))).first()
    return None if row is None else read_invitation(row)


async def papers_out(tx: Tx) -> list[Invitation]:
    """The papers that are with families, in rounds that are open, the oldest first."""
    found = select(survey_invitations).join(survey_rounds).where(_OUT, survey_rounds.c.closed_at.is_(None))
    return [read_invitation(row) for row in await tx.execute(found.order_by(survey_invitations.c.id))]


async def find_paper_out(tx: Tx, code: str) -> Invitation | None:
    """The invitation with this public code, if its paper is with the family."""
    row = (await tx.execute(select(survey_invitations).where(_OUT, survey_invitations.c.code == code))).first()
    return None if row is None else read_invitation(row)


async def asked_otherwise(tx: Tx, here: Invitation, person: int, family: int) -> bool:
    """Whether she, or her family, is asked in the same round by anything but this paper."""
    hers = or_(survey_invitations.c.person_id == person, survey_invitations.c.family_id == family)
    other = (survey_invitations.c.round_id == here.round) & (survey_invitations.c.id != here.id)
    return (await tx.execute(select(survey_invitations.c.id).where(hers, other).limit(1))).first() is not None


async def hand_to(tx: Tx, invitation: int, person: int) -> bool:
    """Whoever opened the code answers from now on; False when somebody did before, or the paper has come back."""
    here = update(survey_invitations).where(_OUT, survey_invitations.c.id == invitation)
    return (await tx.execute(here.values(person_id=person))).rowcount == 1


async def take_in(tx: Tx, invitation: int) -> bool:
    """The paper has come back and its code leads nowhere; False when it came back before, or was opened on a phone."""
    here = update(survey_invitations).where(_OUT, survey_invitations.c.id == invitation)
    return (await tx.execute(here.values(paper_hash=None))).rowcount == 1
