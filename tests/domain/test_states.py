"""The states of requests and appointments: all can be reached, and what is over stays over."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from typing import TypeVar

import pytest

from domain.access import TABLE, Reach, Right, may, reach
from domain.appointments import APPOINTMENT_MOVES, OCCUPYING, Appointment, AppointmentState, Kind
from domain.counselling import OPEN_STATES, REQUEST_MOVES, RequestState
from domain.gatherings import GATHERING_MOVES, SESSION_MOVES, GatheringState, SessionState
from domain.people import Person, Role, Staff
from domain.programme import Specialist
from domain.referrals import (
    OPEN_TO_HELPERS,
    REFERRAL_MOVES,
    RUNNING,
    Referral,
    ReferralOutcome,
    ReferralState,
    could,
    may_be_hers,
)
from domain.sign_ups import ACTIVE, SIGN_UP_MOVES, TAKES_PLACE, SignUpState
from domain.surveys import INVITATION_MOVES, InvitationState
from tests.domain.houses import local

S = TypeVar("S", bound=StrEnum)
A, R = AppointmentState, RequestState
FIRST_OF_REQUESTS = {R.NEW, R.BOOKED}
FIRST_OF_APPOINTMENTS = {A.RESERVED, A.OFFERED, A.CONFIRMED}


def reached(first: set[S], moves: Mapping[S, frozenset[S]]) -> set[S]:
    """Every state that some way leads to."""
    found, new = set(first), set(first)
    while new:
        new = {onward for state in new for onward in moves[state]} - found
        found |= new
    return found


def test_every_state_can_be_reached() -> None:
    assert reached(FIRST_OF_REQUESTS, REQUEST_MOVES) == set(RequestState)
    assert reached(FIRST_OF_APPOINTMENTS, APPOINTMENT_MOVES) == set(AppointmentState)
    assert reached({ReferralState.ASKED}, REFERRAL_MOVES) == set(ReferralState)


def test_every_state_says_where_it_leads_and_never_to_itself() -> None:
    assert set(REQUEST_MOVES) == set(RequestState)
    assert set(APPOINTMENT_MOVES) == set(AppointmentState)
    assert set(REFERRAL_MOVES) == set(ReferralState)
    every = (REQUEST_MOVES, APPOINTMENT_MOVES, REFERRAL_MOVES)
    assert not [state for moves in every for state, to in moves.items() if state in to]


def test_what_is_over_stays_over() -> None:
    assert {state for state, onward in REQUEST_MOVES.items() if not onward} == {R.CLOSED, R.WITHDRAWN}
    assert {state for state, onward in APPOINTMENT_MOVES.items() if not onward} == {A.MOVED, A.CANCELLED, A.LAPSED}


def test_every_state_of_gatherings_can_be_reached_and_left_only_as_drawn() -> None:
    assert reached({GatheringState.DRAFT}, GATHERING_MOVES) == set(GATHERING_MOVES) == set(GatheringState)
    assert reached({SessionState.PLANNED}, SESSION_MOVES) == set(SESSION_MOVES) == set(SessionState)
    assert reached({SignUpState.GOING, SignUpState.WAITING}, SIGN_UP_MOVES) == set(SIGN_UP_MOVES) == set(SignUpState)


def test_every_state_of_an_invitation_can_be_reached_and_a_no_is_always_possible() -> None:
    first = {InvitationState.WAITING}
    assert reached(first, INVITATION_MOVES) == set(INVITATION_MOVES) == set(InvitationState)
    assert not [state for state, to in INVITATION_MOVES.items() if state in to]
    said = {InvitationState.ASKED, InvitationState.BEGUN, InvitationState.ANSWERED}
    assert all(InvitationState.DECLINED in INVITATION_MOVES[state] for state in said)
    # Whoever was asked no more, or too late, stays unasked.
    assert {state for state, to in INVITATION_MOVES.items() if not to} == {
        InvitationState.STOPPED,
        InvitationState.LAPSED,
    }


def test_whoever_takes_part_can_always_leave_and_come_again() -> None:
    assert all(SignUpState.LEFT in SIGN_UP_MOVES[state] for state in ACTIVE)
    assert SIGN_UP_MOVES[SignUpState.LEFT] == {SignUpState.GOING, SignUpState.WAITING}
    assert ACTIVE - {SignUpState.WAITING} == TAKES_PLACE


def test_every_open_request_can_be_closed_or_withdrawn_at_once() -> None:
    assert {R.NEW, R.TAKEN, R.OFFERED, R.BOOKED} == OPEN_STATES
    assert all(REQUEST_MOVES[state] >= {R.CLOSED, R.WITHDRAWN} for state in OPEN_STATES)


def test_whether_somebody_came_is_put_right_but_never_undone() -> None:
    assert reached({A.HELD}, APPOINTMENT_MOVES) == reached({A.MISSED}, APPOINTMENT_MOVES) == {A.HELD, A.MISSED}


def test_a_time_is_kept_exactly_until_it_is_decided() -> None:
    assert {A.RESERVED, A.OFFERED, A.CONFIRMED} == OCCUPYING
    gone = set(AppointmentState) - OCCUPYING
    assert not [state for state in gone if APPOINTMENT_MOVES[state] & OCCUPYING]


@pytest.mark.parametrize(("state", "minutes_before"), list(product(AppointmentState, (1, 0, -1))))
def test_only_a_confirmed_time_that_lies_ahead_can_be_changed(state: AppointmentState, minutes_before: int) -> None:
    starts, ends = local("2026-11-25 13:00"), local("2026-11-25 13:45")
    now = {1: local("2026-11-25 12:59"), 0: starts, -1: local("2026-11-25 13:01")}[minutes_before]
    appointment = Appointment(1, "code", 1, 1, Kind.VISIT, starts, ends, state, None, 0)
    assert appointment.changeable(now) is (state is A.CONFIRMED and minutes_before == 1)


# One row a right, one column a role: leader, family worker, coordinator, health nurse, helper.
RIGHTS = {
    Right.BE_STAFF: "all all all all all",
    Right.TRIAGE: "no all no no no",
    Right.REGISTER: "no all no no no",
    Right.FAMILIES: "no all no no no",
    Right.OPENING: "all all no no no",
    Right.REFERRED: "no referred no referred referred",
    Right.WEEK: "figures all no no no",
    Right.GATHERINGS: "figures run run run no",
    Right.BALLOTS: "no run no run no",
    Right.REPORT: "all all run run no",
    Right.YEAR: "all no no no no",
    Right.WORDS: "all all all all all",
    Right.VOICES: "all all all all all",
    Right.INVITE: "all all no no no",
    Right.ROSTER: "all no no no no",
}
ROLES = (Role.LEADER, Role.FAMILY_WORKER, Role.COORDINATOR, Role.HEALTH_NURSE, Role.HELPER)
CELLS = [
    (right, role, cell) for right, cells in RIGHTS.items() for role, cell in zip(ROLES, cells.split(), strict=True)
]


@pytest.mark.parametrize(("right", "role", "cell"), CELLS)
def test_who_may_do_what_and_how_far(right: Right, role: Role, cell: str) -> None:
    anna = Person(1, 100, 1, staff=Staff(1, role, "Anna"))
    assert reach(anna, right) == (None if cell == "no" else Reach(cell))
    assert may(anna, right) is (cell != "no")


@pytest.mark.parametrize(("right", "role", "cell"), CELLS)
def test_nobody_may_anything_before_a_leader_has_said_yes(right: Right, role: Role, cell: str) -> None:
    assert reach(Person(1, 100, 1, staff=Staff(1, role, "Anna", confirmed=False)), right) is None


@pytest.mark.parametrize(("right", "role", "cell"), CELLS)
def test_who_stands_in_for_a_family_worker_may_what_she_may(right: Right, role: Role, cell: str) -> None:
    stands_in = reach(Person(1, 100, 1, staff=Staff(1, role, "Anna", covers=True)), right)
    as_family_worker = RIGHTS[right].split()[ROLES.index(Role.FAMILY_WORKER)]
    wanted = cell if as_family_worker == "no" else as_family_worker
    assert stands_in == (None if wanted == "no" else Reach(wanted))


@pytest.mark.parametrize("right", Right)
def test_a_resident_has_no_right_of_staff(right: Right) -> None:
    assert not may(Person(1, 100, 1), right)


def test_the_table_of_rights_is_whole() -> None:
    assert set(RIGHTS) == set(Right)
    assert set(ROLES) == set(TABLE) == set(Role)


def test_before_her_yes_and_after_the_end_no_helper_sees_a_referral() -> None:
    assert {ReferralState.AGREED, ReferralState.TAKEN} == OPEN_TO_HELPERS
    assert OPEN_TO_HELPERS | {ReferralState.ASKED} == RUNNING
    # There is no way to a helper but her yes, and no way back to one from an end.
    assert [state for state, to in REFERRAL_MOVES.items() if ReferralState.TAKEN in to] == [ReferralState.AGREED]
    assert [state for state, to in REFERRAL_MOVES.items() if ReferralState.AGREED in to] == [ReferralState.ASKED]
    assert all(one.leads_to in REFERRAL_MOVES[ReferralState.TAKEN] for one in ReferralOutcome)


IT = Specialist("it", {"da": "IT-hjælper"}, Role.HELPER)
NURSE = Specialist("nurse", {"da": "Sundhedsplejerske"}, Role.HEALTH_NURSE)
OUTSIDE = Specialist("caseworker", {"da": "Sagsbehandler"}, None)


def member(number: int = 2, role: Role = Role.HELPER, field: str | None = "it", *, confirmed: bool = True) -> Person:
    return Person(number, number, number, staff=Staff(number, role, "Hassan", field, confirmed))


def referral(state: ReferralState, to: int | None = None, staff: int = 1) -> Referral:
    return Referral(1, "code", 1, staff, "Mette", "it", to, None, (), state, None, local("2026-11-23 09:30"))


def test_helpers_are_specialists_by_their_field_and_others_by_their_role() -> None:
    assert could(member().staff, IT)
    assert not could(member(field="economy").staff, IT)
    assert not could(member(field=None).staff, IT)
    assert not could(member(confirmed=False).staff, IT)
    assert could(member(role=Role.HEALTH_NURSE, field=None).staff, NURSE)
    assert not could(member(role=Role.LEADER).staff, IT)
    assert not any(could(member(role=role).staff, OUTSIDE) for role in Role)
    assert not could(None, IT)


@pytest.mark.parametrize("state", ReferralState)
def test_a_referral_is_hers_who_was_chosen_or_waits_for_any_of_several(state: ReferralState) -> None:
    is_open = state in OPEN_TO_HELPERS
    assert may_be_hers(member(2), referral(state, to=2), IT) is is_open
    assert not may_be_hers(member(3), referral(state, to=2), IT)
    assert may_be_hers(member(3), referral(state), IT) is is_open
    assert not may_be_hers(member(3, field="economy"), referral(state), IT)
    # Whoever refers takes nothing from herself, and a contact outside is no helper's.
    assert not may_be_hers(member(2), referral(state, staff=2), IT)
    assert not may_be_hers(member(2), referral(state, to=2, staff=2), IT)
    assert not may_be_hers(Person(5, 5, 5), referral(state), IT)
