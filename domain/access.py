"""Who may do what: one table, role by action, that the frame reads at every press and the tests walk cell by cell."""

from enum import StrEnum

from domain.criteria import Criterion
from domain.gathering_rules import GatheringRules
from domain.people import Person, Role


class Right(StrEnum):
    """Something that only some roles may do."""

    BE_STAFF = "be-staff"
    TRIAGE = "triage"
    REGISTER = "register"
    FAMILIES = "families"
    OPENING = "opening"
    REFERRED = "referred"
    WEEK = "week"
    GATHERINGS = "gatherings"
    BALLOTS = "ballots"
    REPORT = "report"
    YEAR = "year"
    WORDS = "words"
    VOICES = "voices"
    INVITE = "invite"
    ROSTER = "roster"


class Reach(StrEnum):
    """On which objects: those passed on to her, those of the activities her role runs, numbers only, or all of them."""

    REFERRED = "referred"
    RUN = "run"
    FIGURES = "figures"
    ALL = "all"


# A cell that is not here is a no. Leaders see only aggregates, and helpers only what is referred to them.
TABLE: dict[Role, dict[Right, Reach]] = {
    Role.LEADER: {
        Right.BE_STAFF: Reach.ALL,
        Right.OPENING: Reach.ALL,
        Right.WEEK: Reach.FIGURES,
        Right.GATHERINGS: Reach.FIGURES,
        Right.REPORT: Reach.ALL,
        Right.YEAR: Reach.ALL,
        Right.WORDS: Reach.ALL,
        Right.VOICES: Reach.ALL,
        Right.INVITE: Reach.ALL,
        Right.ROSTER: Reach.ALL,
    },
    Role.FAMILY_WORKER: {
        Right.BE_STAFF: Reach.ALL,
        Right.TRIAGE: Reach.ALL,
        Right.REGISTER: Reach.ALL,
        Right.FAMILIES: Reach.ALL,
        Right.OPENING: Reach.ALL,
        Right.REFERRED: Reach.REFERRED,
        Right.WEEK: Reach.ALL,
        Right.GATHERINGS: Reach.RUN,
        Right.BALLOTS: Reach.RUN,
        Right.REPORT: Reach.ALL,
        Right.WORDS: Reach.ALL,
        Right.VOICES: Reach.ALL,
        Right.INVITE: Reach.ALL,
    },
    Role.COORDINATOR: {
        Right.BE_STAFF: Reach.ALL,
        Right.GATHERINGS: Reach.RUN,
        Right.REPORT: Reach.RUN,
        Right.WORDS: Reach.ALL,
        Right.VOICES: Reach.ALL,
    },
    Role.HEALTH_NURSE: {
        Right.BE_STAFF: Reach.ALL,
        Right.REFERRED: Reach.REFERRED,
        Right.GATHERINGS: Reach.RUN,
        Right.BALLOTS: Reach.RUN,
        Right.REPORT: Reach.RUN,
        Right.WORDS: Reach.ALL,
        Right.VOICES: Reach.ALL,
    },
    Role.HELPER: {
        Right.BE_STAFF: Reach.ALL,
        Right.REFERRED: Reach.REFERRED,
        Right.WORDS: Reach.ALL,
        Right.VOICES: Reach.ALL,
    },
}


def reach(person: Person, right: Right) -> Reach | None:
    """How far a right of this person reaches, as the database knows her now; None is a no.

    Nobody has any right before she is confirmed. Who stands in for a family worker has a family worker's as well.
    """
    member = person.staff
    if member is None or not member.confirmed:
        return None
    if member.covers and right in TABLE[Role.FAMILY_WORKER]:
        return TABLE[Role.FAMILY_WORKER][right]
    return TABLE[member.role].get(right)


def may(person: Person, right: Right) -> bool:
    """Say whether this person, as the database knows her now, has the right on anything at all."""
    return reach(person, right) is not None


def reads(person: Person, criterion: Criterion) -> bool:
    """Say whether this person may read what a criterion came to: all of them, or those her role registers."""
    how_far = reach(person, Right.REPORT)
    if how_far is not Reach.RUN:
        return how_far is Reach.ALL
    return person.staff is not None and person.staff.role is criterion.registered_by


def runs(person: Person, rules: GatheringRules) -> bool:
    """Say whether this person runs the gatherings of these rules: plans them, and sees who takes part."""
    member = person.staff
    if member is None or reach(person, Right.GATHERINGS) is not Reach.RUN:
        return False
    return member.role in rules.run_by or (member.covers and Role.FAMILY_WORKER in rules.run_by)
