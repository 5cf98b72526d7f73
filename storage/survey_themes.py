"""What families wrote at the end of a closed round, for those who make themes of it, and the themes they made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom

from sqlalchemy import case, func, insert, select, update

from storage.engine import Tx
from storage.surveys import ballots, survey_rounds, survey_themes

# Of fewer lines than these one could tell who wrote which.
FEWEST_LINES = 5
MOST_THEMES = 5


@dataclass(frozen=True, slots=True)
class Theme:
    """What somebody of staff made of the lines of a round, in her own words."""

    id: int
    text: str


async def lines_by_round(tx: Tx, surveys: Collection[str]) -> Mapping[int, int]:
    """How many lines there are in each closed round of these surveys in which enough families wrote one.

    Two parents can both write: only of what is counted it is known that each is another family's.
    """
    number, whole = func.count().label("number"), func.sum(case((ballots.c.counted, 1), else_=0)).label("families")
    closed = survey_rounds.c.closed_at.is_not(None) & survey_rounds.c.survey.in_(sorted(surveys))
    found = select(ballots.c.round_id, number, whole).join(survey_rounds, survey_rounds.c.id == ballots.c.round_id)
    rows = await tx.execute(found.where(closed, ballots.c.line.is_not(None)).group_by(ballots.c.round_id))
    return {row.round_id: row.number for row in rows if row.families >= FEWEST_LINES}


async def lines_of(tx: Tx, round_id: int) -> list[str]:
    """What was written in a closed round, in another order every time; nothing where it is too little."""
    here = (ballots.c.round_id == round_id) & ballots.c.line.is_not(None)
    closed = select(survey_rounds.c.id).where(survey_rounds.c.closed_at.is_not(None))
    found = select(ballots.c.line, ballots.c.counted).where(here, ballots.c.round_id.in_(closed))
    rows = (await tx.execute(found)).all()
    lines = [line for row in rows if (line := tx.unseal(row.line))]
    SystemRandom().shuffle(lines)
    return lines if sum(row.counted for row in rows) >= FEWEST_LINES else []


async def note_theme(tx: Tx, round_id: int, text: str, staff_id: int, now: datetime) -> bool:
    """Write down a theme; False when there are as many as a round can have."""
    # On a server nobody may write one for the same round meanwhile; a file has one writer at a time anyhow.
    await tx.execute(select(survey_rounds.c.id).where(survey_rounds.c.id == round_id).with_for_update())
    there = await themes_of_round(tx, round_id)
    if len(there) >= MOST_THEMES or text in {one.text for one in there}:
        return False
    await tx.execute(insert(survey_themes).values(round_id=round_id, text=text, staff_id=staff_id, noted_at=now))
    return True


async def themes_of_round(tx: Tx, round_id: int) -> list[Theme]:
    """The themes of a round that stand, oldest first."""
    here = (survey_themes.c.round_id == round_id) & survey_themes.c.withdrawn_at.is_(None)
    return [
        Theme(row.id, row.text)
        for row in await tx.execute(select(survey_themes).where(here).order_by(survey_themes.c.id))
    ]


async def take_theme_back(tx: Tx, theme: int, round_id: int, now: datetime) -> bool:
    """It was no good; False when that was said before, or it is of another round."""
    here = (
        (survey_themes.c.id == theme) & (survey_themes.c.round_id == round_id) & survey_themes.c.withdrawn_at.is_(None)
    )
    return (await tx.execute(update(survey_themes).where(here).values(withdrawn_at=now))).rowcount == 1
