"""Who comes and who was there, counted: unknown is never no."""

from datetime import UTC, datetime, timedelta

from domain.gathering_rules import Unit
from domain.gatherings import About, Session, SessionState
from domain.sign_ups import Answer, Attendance, Needs, Party, SignUp, SignUpState
from domain.turnout import guests, progress, turnout

NOW = datetime(2026, 12, 1, 16, tzinfo=UTC)
NEEDS = Needs("shared", {"nuts": 2}, "ar")


def signed(family: int, state: SignUpState = SignUpState.GOING, needs: Needs = NEEDS) -> SignUp:
    party = Party(2, {"3-5": 1}, childcare=True)
    return SignUp(family, f"code{family}", 1, family, family * 10, state, party, needs, NOW, None)


def said(family: int, answer: Answer | None = None, *, present: bool | None = None, session: int = 1) -> Attendance:
    return Attendance(family, session, family, None, answer, None, False, present, None)


def session(number: int) -> Session:
    at = NOW + timedelta(weeks=number)
    return Session(number, f"s{number}", 1, at, at + timedelta(hours=3), SessionState.PLANNED, About(), 0, f"d{number}")


def test_whoever_said_no_or_waits_is_not_cooked_for() -> None:
    everybody = [signed(1), signed(2), signed(3), signed(4, SignUpState.WAITING)]
    answers = {1: said(1, Answer.COMING), 2: said(2, Answer.NOT_COMING)}
    found = turnout(guests(everybody, answers, Unit.FAMILY))
    assert (found.families, found.adults, found.young, found.looked_after) == (2, 4, 2, 2)
    assert (found.coming, found.not_coming, found.silent, found.waiting) == (1, 1, 1, 1)
    assert (found.dishes, found.allergies, found.interpreters) == ({"shared": 2}, {"nuts": 4}, {"ar": 2})


def test_more_or_fewer_this_time_stands_in_place_of_the_sign_up() -> None:
    this_time = Attendance(1, 1, 1, None, Answer.COMING, Party(1), False, None, None)
    found = turnout(guests([signed(1)], {1: this_time}, Unit.FAMILY))
    assert (found.adults, found.young, found.looked_after) == (1, 0, 0)


def test_who_came_without_a_sign_up_is_a_guest_and_who_was_taken_back_is_not() -> None:
    found = guests([], {1: said(1, present=True), 2: said(2)}, Unit.FAMILY)
    assert [one.family for one in found] == [1]


def test_it_is_completed_as_often_as_the_programme_says_and_what_nobody_noted_is_unknown() -> None:
    begun = [session(number) for number in (1, 2, 3)]
    there = {
        1: {1: said(1, present=True), 2: said(2, present=True)},
        2: {1: said(1, present=True), 2: said(2, present=False)},
    }
    one, other = progress([signed(1), signed(2)], begun, there, Unit.FAMILY, 2)
    assert (one.present, one.unknown, one.completed) == (2, 1, True)
    assert (other.present, other.unknown, other.completed) == (1, 1, False)


def test_without_a_rule_nothing_is_completed() -> None:
    (one,) = progress([signed(1)], [session(1)], {1: {1: said(1, present=True)}}, Unit.FAMILY, None)
    assert not one.completed
