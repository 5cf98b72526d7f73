"""How sure a share is: the interval, the bounds for those who did not answer, and what it says of its target."""

from fractions import Fraction
from math import ceil, sqrt

from domain.figures import Known, Verdict

# Of fewer than these no interval is given: it would claim more than it can hold.
FEWEST_FOR_INTERVAL = 20
_Z = 1.959963984540054
# What a range says for sure is the weaker of what its two ends say.
_WEAKEST_FIRST = (Verdict.NOT_MET, Verdict.MET_AMONG_ANSWERED, Verdict.MET)


def interval(yes: int, answered: int, population: int) -> tuple[float, float] | None:
    """The 95 % interval by Wilson, with the correction for a population that is not endless (O'Neill 2021).

    Where everybody has answered there is nothing left to be unsure of.
    """
    _refuse_what_cannot_be(yes, answered, population)
    if population < FEWEST_FOR_INTERVAL or answered == 0:
        return None
    share = yes / answered
    if answered == population:
        return share, share
    corrected = answered * (population - 1) / (population - answered)
    spread = _Z * _Z / corrected
    middle = (share + spread / 2) / (1 + spread)
    half = sqrt(spread * share * (1 - share) + spread * spread / 4) / (1 + spread)
    # The share itself lies in it, whatever a computer makes of the last digit.
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def bounds(yes: int, answered: int, population: int) -> tuple[float, float] | None:
    """The shares of all if none, or all, of those who did not answer would have said yes."""
    _refuse_what_cannot_be(yes, answered, population)
    if population == 0:
        return None
    return yes / population, (yes + population - answered) / population


def fewest(target: float, of: int) -> int:
    """How many of so many are needed to reach a share; 0.07 of 100 are 7, whatever a computer makes of it."""
    return ceil(Fraction(str(target)) * of)


def verdict(yes: Known | None, answered: int, population: int, target: float) -> Verdict:
    """What a share says of its target; a range says only what holds wherever in it the truth lies."""
    if yes is None or answered == 0:
        return Verdict.TOO_FEW
    ends = {_of_number(each, answered, population, target) for each in (yes.low, yes.high)}
    if Verdict.NOT_MET in ends and len(ends) > 1:
        return Verdict.TOO_FEW
    return min(ends, key=_WEAKEST_FIRST.index)


def _of_number(yes: int, answered: int, population: int, target: float) -> Verdict:
    if yes >= fewest(target, population):
        return Verdict.MET
    return Verdict.MET_AMONG_ANSWERED if yes >= fewest(target, answered) else Verdict.NOT_MET


def _refuse_what_cannot_be(yes: int, answered: int, population: int) -> None:
    if not 0 <= yes <= answered <= population:
        raise ValueError(f"{yes} yes of {answered} answers of {population} families cannot be")
