"""The diagrams of docs/architecture.md are the tables in `domain/`."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest

from domain.appointments import APPOINTMENT_MOVES
from domain.counselling import REQUEST_MOVES
from domain.gatherings import GATHERING_MOVES
from domain.referrals import REFERRAL_MOVES
from domain.sign_ups import SIGN_UP_MOVES
from domain.surveys import INVITATION_MOVES
from tests.docs.pages import CHECKOUT, DOCS, section

ARROW = re.compile(r"^\s*(\S+) --> (\S+)$", re.MULTILINE)
EDGE = "[*]"
DIAGRAMS = [
    ("### A request", REQUEST_MOVES),
    ("### An appointment", APPOINTMENT_MOVES),
    ("### A referral", REFERRAL_MOVES),
    ("### A gathering", GATHERING_MOVES),
    ("### A sign-up", SIGN_UP_MOVES),
    ("### An invitation to a survey", INVITATION_MOVES),
]
# Where a state begins in the code: what is kept with these calls.
BEGUN = {
    "### A request": r"_keep\(ctx, tx, wish, RequestState\.(\w+)\)",
    "### An appointment": r"keep_time\([^)]*?AppointmentState\.(\w+)",
    "### A referral": r"\"state\": ReferralState\.(\w+)",
    "### A gathering": r"\"state\": GatheringState\.(\w+)",
    "### A sign-up": r"begins = SignUpState\.(\w+)",
    "### An invitation to a survey": r"\"state\": InvitationState\.(\w+)",
}


def arrows(heading: str) -> list[tuple[str, str]]:
    """Every arrow of the diagram under a heading."""
    text = section(DOCS / "architecture.md", heading)
    diagram = re.search(r"```mermaid\nstateDiagram-v2\n(.*?)```", text, re.DOTALL)
    assert diagram, f"there is no diagram under {heading!r}"
    found = ARROW.findall(diagram[1])
    assert len(found) == len(diagram[1].split("\n")) - 1, "a line of the diagram is no arrow"
    return found


@pytest.mark.parametrize(("heading", "moves"), DIAGRAMS, ids=lambda value: value if isinstance(value, str) else "")
def test_the_arrows_are_the_moves(heading: str, moves: Mapping[StrEnum, frozenset[StrEnum]]) -> None:
    drawn = sorted(arrow for arrow in arrows(heading) if EDGE not in arrow)
    assert drawn == sorted((state.value, onward.value) for state in moves for onward in moves[state])


@pytest.mark.parametrize(("heading", "moves"), DIAGRAMS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_ends_is_what_leads_nowhere(heading: str, moves: Mapping[StrEnum, frozenset[StrEnum]]) -> None:
    ends = sorted(state for state, onward in arrows(heading) if onward == EDGE)
    assert ends == sorted(state.value for state, onward in moves.items() if not onward)


def _rooms(*names: str) -> list[Path]:
    return [path for name in names for path in sorted((CHECKOUT / name).rglob("*.py"))]


@pytest.mark.parametrize(("heading", "moves"), DIAGRAMS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_begins_is_what_the_code_begins_with(heading: str, moves: Mapping[StrEnum, frozenset[StrEnum]]) -> None:
    code = "\n".join(path.read_text("utf-8") for path in _rooms("handlers", "storage"))
    begun = {name.lower() for name in re.findall(BEGUN[heading], code)}
    assert begun == {onward for state, onward in arrows(heading) if state == EDGE}
    assert begun <= {state.value for state in moves}
