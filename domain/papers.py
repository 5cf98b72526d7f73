"""What can be printed of a gathering, and by whom."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from domain.access import Reach, Right, reach, runs
from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, GatheringState, Session
from domain.people import Person


class PaperKind(StrEnum):
    """A kind of printed thing."""

    LEAFLET = "leaflet"
    POSTER = "poster"
    DOOR = "door"
    LIST = "list"
    DIPLOMA = "diploma"


# These hang on walls and lie about: whoever may know that a gathering takes place may print them.
PUBLIC = frozenset({PaperKind.LEAFLET, PaperKind.POSTER})
# From so many languages a reader still finds her own.
MOST_LANGUAGES = {PaperKind.POSTER: 4, PaperKind.DIPLOMA: 2}
MOST_ON_PAPER = 8
# A slip is as small as a hand, and many are cut from one page.
MOST_ON_A_SLIP = 6
# So many stand side by side on one sheet: more only where somebody wants them.
USUALLY = 4
# Afterwards a list is still wanted for a while, to put right who was there, and diplomas for longer.
LATELY = timedelta(days=2)
RECENTLY = timedelta(days=60)


def papers_of(person: Person, rules: GatheringRules, gathering: Gathering, now: datetime) -> frozenset[PaperKind]:
    """What this person may print of this gathering now: all of it who runs it, of what is public the leader too."""
    if runs(person, rules):
        allowed = frozenset(PaperKind)
    elif reach(person, Right.GATHERINGS) is Reach.FIGURES and not rules.hidden:
        allowed = PUBLIC
    else:
        allowed = frozenset()
    return allowed & frozenset(_possible(rules, gathering, now))


def sessions_for(paper: PaperKind, gathering: Gathering, now: datetime) -> tuple[Session, ...]:
    """The sessions for whose door, or of whose families, something can be printed now."""
    return gathering.coming(now - LATELY if paper is PaperKind.LIST else now)


def most_languages(paper: PaperKind) -> int:
    """How many languages fit on it."""
    return MOST_LANGUAGES.get(paper, MOST_ON_PAPER)


def _possible(rules: GatheringRules, gathering: Gathering, now: datetime) -> Iterator[PaperKind]:
    """What makes sense of it now; a draft may still change, and what is cancelled is not printed."""
    if gathering.state not in (GatheringState.OPEN, GatheringState.ENDED):
        return
    if rules.single and gathering.standing and not rules.hidden:
        yield PaperKind.LEAFLET
    if gathering.state is GatheringState.OPEN and gathering.coming(now):
        yield PaperKind.POSTER
    yield from (kind for kind in (PaperKind.DOOR, PaperKind.LIST) if sessions_for(kind, gathering, now))
    if rules.diploma:
        yield PaperKind.DIPLOMA
