"""Who may do what: one table that the frame reads at every press."""

from enum import StrEnum

from domain.people import Person, Role


class Right(StrEnum):
    """Something that only some roles may do."""

    TRIAGE = "triage"
    ROSTER = "roster"
    BE_STAFF = "be-staff"


ALLOWED: dict[Right, frozenset[Role]] = {
    # Leaders see only aggregates and helpers only what is referred to them, so neither reads the queue.
    Right.TRIAGE: frozenset({Role.FAMILY_WORKER}),
    Right.ROSTER: frozenset({Role.LEADER}),
    Right.BE_STAFF: frozenset(Role),
}


def may(person: Person, right: Right) -> bool:
    """Say whether this person, as the database knows her now, has the right."""
    return person.staff is not None and person.staff.role in ALLOWED[right]
