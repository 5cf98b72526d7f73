"""How sure a share is: the golden table to the digit, an independent formula, and what a share says of its target."""

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures import Known, Verdict
from domain.statistics import bounds, fewest, interval, verdict

MET, NOT_MET, AMONG, TOO_FEW = Verdict.MET, Verdict.NOT_MET, Verdict.MET_AMONG_ANSWERED, Verdict.TOO_FEW
Z = 1.959963984540054


def percents(pair: tuple[float, float] | None) -> tuple[int, int]:
    assert pair is not None
    return round(100 * pair[0]), round(100 * pair[1])


@pytest.mark.parametrize(
    ("yes", "answered", "reached", "share", "corrected", "silent"),
    [
        (24, 30, 50, 80, (69, 88), (48, 88)),
        (23, 30, 50, 77, (66, 85), (46, 86)),
        (30, 40, 50, 75, (68, 81), (60, 80)),
        (15, 20, 73, 75, (56, 87), (21, 93)),
        (21, 28, 30, 75, (71, 79), (70, 77)),
        (38, 50, 50, 76, (76, 76), (76, 76)),
    ],
)
def test_the_golden_table(
    yes: int, answered: int, reached: int, share: int, corrected: tuple[int, int], silent: tuple[int, int]
) -> None:
    assert round(100 * yes / answered) == share
    assert percents(interval(yes, answered, reached)) == corrected
    assert percents(bounds(yes, answered, reached)) == silent


@pytest.mark.parametrize(
    ("yes", "answered", "plain"),
    [(24, 30, (63, 90)), (23, 30, (59, 88)), (30, 40, (60, 86)), (15, 20, (53, 89)), (21, 28, (57, 87))],
)
def test_without_end_the_correction_is_none(yes: int, answered: int, plain: tuple[int, int]) -> None:
    assert percents(interval(yes, answered, 10**9)) == plain


@st.composite
def survey(draw: st.DrawFn) -> tuple[int, int, int]:
    """Yes, answered and reached, as they can be."""
    reached = draw(st.integers(20, 400))
    answered = draw(st.integers(1, reached))
    return draw(st.integers(0, answered)), answered, reached


@given(survey())
def test_both_ends_lie_as_far_from_the_share_as_wilson_says(one: tuple[int, int, int]) -> None:
    """The score test turned round: at either end the share lies Z standard errors away."""
    yes, answered, reached = one
    found = interval(*one)
    assert found is not None
    if answered == reached:
        assert found == (yes / answered, yes / answered)
        return
    # The variance of a share of n drawn without putting back from N; N - 1 in it makes n* of n.
    for end in found:
        if 1e-9 < end < 1 - 1e-9:
            error = sqrt(end * (1 - end) / answered * (reached - answered) / (reached - 1))
            assert isclose(abs(yes / answered - end), Z * error, rel_tol=1e-6, abs_tol=1e-9)
    assert 0 <= found[0] <= yes / answered <= found[1] <= 1


@given(survey())
def test_more_yes_is_more_and_more_answers_are_surer(one: tuple[int, int, int]) -> None:
    yes, answered, reached = one
    low, high = interval(*one) or (0, 1)
    if yes < answered:
        more = interval(yes + 1, answered, reached)
        assert more is not None
        assert more[0] >= low
        assert more[1] >= high
    if 2 * answered < reached:
        double = interval(2 * yes, 2 * answered, reached)
        assert double is not None
        assert double[1] - double[0] < high - low
    floor, top = bounds(*one) or (0, 0)
    assert floor <= yes / reached <= top <= 1
    assert isclose(top - floor, (reached - answered) / reached)


def test_of_fewer_than_twenty_no_interval_is_given_and_bounds_are() -> None:
    assert interval(8, 10, 19) is None
    assert interval(8, 10, 20) is not None
    assert bounds(8, 10, 19) == (8 / 19, 17 / 19)


def test_at_the_edges() -> None:
    assert interval(0, 0, 30) is None
    assert bounds(0, 0, 30) == (0, 1)
    assert bounds(0, 0, 0) is None
    none, every = interval(0, 20, 50), interval(20, 20, 50)
    assert none is not None
    assert every is not None
    assert none[0] == 0
    assert every[1] == 1
    assert isclose(none[1], 1 - every[0])


@pytest.mark.parametrize("impossible", [(5, 4, 30), (-1, 4, 30), (3, 31, 30)])
def test_what_cannot_be_is_refused(impossible: tuple[int, int, int]) -> None:
    for how in (interval, bounds):
        with pytest.raises(ValueError, match="cannot be"):
            how(*impossible)


def test_as_many_are_needed_as_a_share_says() -> None:
    assert [fewest(0.75, of) for of in (0, 1, 4, 30, 50)] == [0, 1, 3, 23, 38]
    # In the arithmetic of computers 0.07 of 100 are a little more than 7.
    assert fewest(0.07, 100) == 7


@pytest.mark.parametrize(
    ("yes", "answered", "reached", "said"),
    [
        (Known(24, 24), 30, 50, AMONG),
        (Known(22, 22), 30, 50, NOT_MET),
        (Known(38, 38), 50, 50, MET),
        (Known(38, 38), 40, 50, MET),
        (Known(37, 37), 40, 50, AMONG),
        (Known(0, 4), 30, 50, NOT_MET),
        (Known(26, 30), 30, 30, MET),
        # Both ends reach it, and only one of them for all: what is sure is the weaker.
        (Known(36, 40), 40, 50, AMONG),
        # It may have been reached or not.
        (Known(6, 10), 10, 10, TOO_FEW),
        (None, 30, 50, TOO_FEW),
        (Known(0, 0), 0, 50, TOO_FEW),
    ],
)
def test_what_a_share_says_of_its_target(yes: Known | None, answered: int, reached: int, said: Verdict) -> None:
    assert verdict(yes, answered, reached, 0.75) is said
