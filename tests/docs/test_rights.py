"""The table of rights in `docs/architecture.md` is the table in the code."""

import re

import pytest

from domain.access import TABLE, Reach, Right
from domain.people import Role
from tests.docs.pages import DOCS, section

ROW = re.compile(r"^\| `([a-z-]+)` \| ([^|]+) \|", re.MULTILINE)


def written() -> dict[str, str]:
    """Who has each right, in the words of the page."""
    return dict(ROW.findall(section(DOCS / "architecture.md", "## Who may do what")))


def named(who: str) -> set[Role]:
    """The roles that some words name."""
    names = {role.value.replace("-", " "): role for role in Role}
    return set(Role) if who == "every role" else {role for name, role in names.items() if name in who}


def test_every_right_has_a_row_and_every_row_a_right() -> None:
    assert set(written()) == {right.value for right in Right}


@pytest.mark.parametrize("right", Right)
def test_a_right_is_theirs_who_are_named(right: Right) -> None:
    who, cells = written()[right], {role: TABLE[role][right] for role in Role if right in TABLE[role]}
    assert named(who) == set(cells)
    assert ("figures only" in who) is (Reach.FIGURES in cells.values())
