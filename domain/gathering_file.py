"""Reads the rules of one kind of gathering from its table in the programme file."""

import re
from collections.abc import Iterator
from datetime import timedelta

from domain.gathering_rules import Care, ContributingPartner, Food, GatheringRules, Guest, OutcomeKind, Part, Unit
from domain.people import Role
from domain.programme_table import ProgrammeError, Table

# Helpers see what is referred to them, leaders see numbers: neither runs an activity.
RUNS = (Role.FAMILY_WORKER, Role.COORDINATOR, Role.HEALTH_NURSE)
LONGEST_PART = 80
# A guest stands on a button.
LONGEST_GUEST = 24


def read_rules(table: Table) -> GatheringRules:
    """The rules of one kind of gathering; raise ProgrammeError on the first thing that is wrong."""
    begins, ends = table.window()
    return GatheringRules(
        run_by=frozenset(Role(table.one_of("run_by", role, RUNS)) for role in table.words("run_by")),
        unit=Unit(table.one_of("unit", table.get("unit", str), tuple(Unit))),
        sessions=_sessions(table),
        begins=begins,
        ends=ends,
        places=table.at_least("places", 0, 0) or None,
        every=timedelta(days=table.at_least("every_days", 1, 7)),
        by_invitation=_flag(table, "by_invitation"),
        private=_flag(table, "private"),
        joins_until=table.at_least("joins_until_session", 0, 0) or None,
        childcare=Care(table.one_of("childcare", table.get("childcare", str, Care.NEVER.value), tuple(Care))),
        food=Food(table.one_of("food", table.get("food", str, Food.NONE.value), tuple(Food))),
        votes=_flag(table, "votes"),
        remind=tuple(_before(table)),
        offer_stands=timedelta(hours=table.at_least("offer_hours", 1, 24)),
        offers_end=timedelta(hours=table.at_least("offers_end_hours", 0, 24)),
        completes=table.at_least("completes_after", 0, 0) or None,
        parts=tuple(Part(row.clock("at"), row.texts("texts", most=LONGEST_PART)) for row in _rows(table, "parts")),
        partners=tuple(
            ContributingPartner(row.key(), row.texts("texts"), row.at_least("hours", 0))
            for row in _rows(table, "partners")
        ),
        guests=tuple(Guest(row.key(), row.texts("texts", most=LONGEST_GUEST)) for row in _rows(table, "guests")),
        outcomes=frozenset(
            OutcomeKind(table.one_of("outcomes", one, tuple(OutcomeKind)))
            for one in table.words("outcomes", needed=False)
        ),
        measured_after=table.at_least("daycare_measured_after_months", 0, 0) or None,
    )


def _rows(table: Table, key: str) -> Iterator[Table]:
    return table.rows(key, needed=False)


def _flag(table: Table, key: str) -> bool:
    table.asked.add(f"{table.name}.{key}")
    value = table.values.get(key, False)
    if not isinstance(value, bool):
        raise ProgrammeError(f"{table.name}.{key} must be true or false, not {value!r}")
    return value


def _sessions(table: Table) -> tuple[int, int]:
    least = table.at_least("sessions_least", 1, 1)
    most = table.at_least("sessions_most", 1, least)
    if most < least:
        raise ProgrammeError(f"{table.name}.sessions_most must be at least {least}, not {most}")
    return least, most


def _before(table: Table) -> list[timedelta]:
    """How long before the start reminders leave, longest first."""
    units = {"d": "days", "h": "hours"}
    found = []
    for word in table.words("remind", needed=False):
        if not re.fullmatch(r"[1-9]\d?[dh]", word):
            raise ProgrammeError(f"{table.name}.remind: {word!r} is no time before, write for example 7d or 2h")
        found.append(timedelta(**{units[word[-1]]: int(word[:-1])}))
    return sorted(found, reverse=True)
