"""Surveys: their rounds, who was asked, and the ballots, which lead to nobody once their round is closed."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from domain.surveys import (
    INVITATION_MOVES,
    Ballot,
    Invitation,
    InvitationState,
    Mode,
    Option,
    Quarter,
    Round,
    Wording,
)
from storage.columns import Moment
from storage.engine import Tx, metadata

survey_rounds = Table(
    "survey_rounds",
    metadata,
    Column("id", Integer, primary_key=True),
    # The key of one of the programme's surveys.
    Column("survey", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("quarter", Integer, nullable=False),
    # Questions and options as they are asked, in every language, and which answers agree.
    Column("wording", JSON, nullable=False),
    Column("version", String, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
)
Index("ix_survey_rounds_once", survey_rounds.c.survey, survey_rounds.c.year, survey_rounds.c.quarter, unique=True)

# Who was asked, and how far she came: nothing of what she answered.
survey_invitations = Table(
    "survey_invitations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("round_id", ForeignKey("survey_rounds.id"), nullable=False, index=True),
    Column("family_id", ForeignKey("families.id"), nullable=False, index=True),
    # Empty where the family is asked on paper.
    Column("person_id", ForeignKey("persons.id"), index=True),
    Column("activity", String, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("asked_at", Moment),
    Column("closes_at", Moment),
    Column("state", String, nullable=False),
    Column("mode", String),
    Column("language", String),
    # Whether this family is counted by what came of this.
    Column("counted", Boolean, nullable=False),
    # What a printed ballot carries, for one use.
    Column("paper_hash", String, unique=True),
    # Leads to the ballot while it can be changed; emptied when the round closes.
    Column("link", String, unique=True),
)
Index("ix_survey_invitations_once", survey_invitations.c.round_id, survey_invitations.c.person_id, unique=True)

# What was answered, by nobody: no person, no family, no moment, and not how, for in a quarter only one family may have
# answered on paper. The key is random and the rows lie in its order, so
# that not even the order in which they came is left.
ballots = Table(
    "ballots",
    metadata,
    Column("id", String, primary_key=True),
    Column("round_id", ForeignKey("survey_rounds.id"), nullable=False, index=True),
    # An option by question.
    Column("choices", JSON, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("counted", Boolean, nullable=False),
    # What should be better, in her own words.
    Column("line", LargeBinary),
    Column("link", String, unique=True),
    sqlite_with_rowid=False,
)

# What staff make of the lines of a round, in words of their own.
survey_themes = Table(
    "survey_themes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("round_id", ForeignKey("survey_rounds.id"), nullable=False, index=True),
    Column("text", String, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)

_STOPPABLE = sorted(state.value for state, targets in INVITATION_MOVES.items() if InvitationState.STOPPED in targets)


def _round(row: Row[Any]) -> Round:
    quarter, said = Quarter(row.year, row.quarter), row.wording
    wording = Wording(said["questions"], said["options"], frozenset(Option(one) for one in said["yes"]))
    return Round(row.id, row.survey, quarter, wording, row.version, row.closed_at)


def _as_data(wording: Wording) -> dict[str, Any]:
    return {"questions": wording.questions, "options": wording.options, "yes": sorted(wording.yes)}


def read_invitation(row: Row[Any]) -> Invitation:
    """A row as the invitation it is."""
    return Invitation(
        row.id,
        row.code,
        row.round_id,
        row.family_id,
        row.person_id,
        row.activity,
        row.due_at,
        row.asked_at,
        row.closes_at,
        InvitationState(row.state),
        Mode(row.mode) if row.mode else None,
        row.language,
        row.link,
        row.counted,
    )


def _ballot(tx: Tx, row: Row[Any]) -> Ballot:
    choices = {question: Option(option) for question, option in row.choices.items()}
    return Ballot(row.round_id, choices, row.complete, row.counted, tx.unseal(row.line))


async def open_round(tx: Tx, survey: str, quarter: Quarter, wording: Wording, version: str, now: datetime) -> Round:
    """The round of a survey in a quarter; the first who asks freezes its wording."""
    place = {"survey": survey, "year": quarter.year, "quarter": quarter.number}
    said = {"wording": _as_data(wording), "version": version, "opened_at": now}
    await tx.execute(tx.insert_new(survey_rounds).values(**place, **said))
    found = await find_round(tx, survey, quarter)
    assert found is not None
    return found


async def find_round(tx: Tx, survey: str, quarter: Quarter) -> Round | None:
    """The round of a survey in a quarter, if anybody was asked in it."""
    here = (survey_rounds.c.survey == survey) & (survey_rounds.c.year == quarter.year)
    found = await tx.execute(select(survey_rounds).where(here, survey_rounds.c.quarter == quarter.number))
    row = found.first()
    return None if row is None else _round(row)


async def get_round(tx: Tx, round_id: int) -> Round:
    """A round that is known to be there."""
    return _round((await tx.execute(select(survey_rounds).where(survey_rounds.c.id == round_id))).one())


async def rounds_of(tx: Tx, year: int) -> list[Round]:
    """The rounds of a year, in order."""
    here = select(survey_rounds).where(survey_rounds.c.year == year)
    return [_round(row) for row in await tx.execute(here.order_by(survey_rounds.c.quarter, survey_rounds.c.id))]


async def open_rounds(tx: Tx) -> list[Round]:
    """The rounds that are not closed."""
    here = select(survey_rounds).where(survey_rounds.c.closed_at.is_(None))
    return [_round(row) for row in await tx.execute(here.order_by(survey_rounds.c.id))]


async def invite(
    tx: Tx, round_id: int, family: int, person: int | None, activity: str, due_at: datetime, language: str | None
) -> str | None:
    """Note that somebody is to be asked, and give the public code; nobody is asked twice in a round: then None."""
    code = secrets.token_hex(4)
    values = {"code": code, "round_id": round_id, "family_id": family, "person_id": person, "activity": activity}
    here = {"due_at": due_at, "state": InvitationState.WAITING.value, "language": language, "counted": False}
    made = await tx.execute(tx.insert_new(survey_invitations).values(**values, **here))
    return code if made.rowcount == 1 else None


async def find_invitation(tx: Tx, code: str) -> Invitation | None:
    """The invitation with this public code."""
    row = (await tx.execute(select(survey_invitations).where(survey_invitations.c.code == code))).first()
    return None if row is None else read_invitation(row)


async def invitations_in(tx: Tx, rounds: Collection[int]) -> list[Invitation]:
    """Everybody who is, or will be, asked in some rounds, by round."""
    here = select(survey_invitations).where(survey_invitations.c.round_id.in_(sorted(rounds)))
    rows = await tx.execute(here.order_by(survey_invitations.c.round_id, survey_invitations.c.id))
    return [read_invitation(row) for row in rows]


async def move_invitation(
    tx: Tx,
    invitation: int,
    to: InvitationState,
    only_from: Collection[InvitationState] | None = None,
    **values: Any,
) -> bool:
    """Take an invitation to another state, with what else changes; False when it is not where that could begin."""
    sources = {state for state, targets in INVITATION_MOVES.items() if to in targets}
    allowed = sorted(sources if only_from is None else sources & set(only_from))
    here = (survey_invitations.c.id == invitation) & survey_invitations.c.state.in_(allowed)
    return (await tx.execute(update(survey_invitations).where(here).values(state=to.value, **values))).rowcount == 1


async def find_ballot(tx: Tx, link: str) -> Ballot | None:
    """The ballot this link leads to; none once the round is closed."""
    row = (await tx.execute(select(ballots).where(ballots.c.link == link))).first()
    return None if row is None else _ballot(tx, row)


async def begin_ballot(tx: Tx, invitation: int, round_id: int, mode: Mode) -> str:
    """An empty ballot for somebody who begins to answer, tied to her by the link that is given."""
    link = secrets.token_hex(16)
    values = {"id": secrets.token_hex(16), "round_id": round_id, "choices": {}, "link": link}
    await tx.execute(insert(ballots).values(complete=False, counted=False, **values))
    here = survey_invitations.c.id == invitation
    await tx.execute(update(survey_invitations).where(here).values(link=link, mode=mode.value))
    return link


async def fill_ballot(tx: Tx, link: str, choices: Mapping[str, Option], complete: bool, counted: bool) -> bool:
    """What she has answered so far; False once the round is closed."""
    said = {question: option.value for question, option in choices.items()}
    values = {"choices": said, "complete": complete, "counted": counted}
    return (await tx.execute(update(ballots).where(ballots.c.link == link).values(**values))).rowcount == 1


async def write_line(tx: Tx, link: str, line: str | None) -> bool:
    """What should be better, in her own words; None takes it back."""
    statement = update(ballots).where(ballots.c.link == link).values(line=tx.seal(line))
    return (await tx.execute(statement)).rowcount == 1


async def drop_ballot(tx: Tx, link: str) -> None:
    """She takes her answer back, all of it."""
    await tx.execute(delete(ballots).where(ballots.c.link == link))
    here = survey_invitations.c.link == link
    await tx.execute(update(survey_invitations).where(here).values(link=None, counted=False))


async def stop_asking(tx: Tx, person: int) -> None:
    """She is not asked any more: what she has begun goes; a whole answer stays, without a line and tied to nobody."""
    hers = survey_invitations.c.person_id == person
    links = select(survey_invitations.c.link).where(hers, survey_invitations.c.link.is_not(None))
    await tx.execute(delete(ballots).where(ballots.c.link.in_(links), ~ballots.c.complete))
    await tx.execute(update(ballots).where(ballots.c.link.in_(links)).values(link=None, line=None))
    stopped = survey_invitations.c.state.in_(_STOPPABLE)
    await tx.execute(update(survey_invitations).where(hers, stopped).values(state=InvitationState.STOPPED.value))
    await tx.execute(update(survey_invitations).where(hers).values(link=None, person_id=None))


async def close_round(tx: Tx, round_id: int, now: datetime) -> bool:
    """Nothing can be answered or changed any more, and nothing leads from a ballot to anybody; False if it was closed.

    The ballots get new keys and are written anew in the order of those: what is left tells nothing of when they came.
    """
    here = (survey_rounds.c.id == round_id) & survey_rounds.c.closed_at.is_(None)
    if (await tx.execute(update(survey_rounds).where(here).values(closed_at=now))).rowcount != 1:
        return False
    theirs = survey_invitations.c.round_id == round_id
    # From now on only the family is remembered, which is asked once a quarter and counted once a year.
    await tx.execute(update(survey_invitations).where(theirs).values(link=None, paper_hash=None, person_id=None))
    await _shuffle(tx, round_id)
    return True


async def _shuffle(tx: Tx, round_id: int) -> None:
    here = ballots.c.round_id == round_id
    found = [dict(row._mapping) for row in await tx.execute(select(ballots).where(here))]
    await tx.execute(delete(ballots).where(here))
    anew = sorted(({**one, "id": secrets.token_hex(16), "link": None} for one in found), key=lambda one: one["id"])
    if anew:
        await tx.execute(insert(ballots), anew)


async def ballots_of(tx: Tx, rounds: Collection[int]) -> list[Ballot]:
    """The ballots of rounds, in no order that means anything."""
    here = select(ballots).where(ballots.c.round_id.in_(sorted(rounds))).order_by(ballots.c.id)
    return [_ballot(tx, row) for row in await tx.execute(here)]
