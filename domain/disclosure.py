"""What may be said of answers, so that nobody's can be worked out: not from one view, nor from all there ever were.

Whoever reads every report that ever was, and knows these rules, shall still not be able to tell of fewer than five
families what they answered. So nothing here depends on anything but what was said before: a number is told as the bin
it lies in, and the bins are cut before anybody looks where it lies. A bin is wide enough if every group that can be
told apart (those who said yes or no, in all rounds or between two figures; yes to one question and not to all) is
either surely of five or more, or can still be of five different sizes at least. That something is not told says
nothing either.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from domain.figures import Known
from domain.statistics import fewest

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """The counted ballots of one closed round: how many, how many agree to all, and to each question."""

    answered: int
    joint: int
    parts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a survey: of how many answers, how many agree to all and to each, and how many are held back.

    `rounds` is how many rounds, from the first, are in it.
    """

    answered: int = 0
    withheld: int = 0
    yes: Known | None = None
    parts: Mapping[str, Known | None] = field(default_factory=dict)
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that was said for everybody to keep: of the first so many answers, so many agree."""

    answered: int
    yes: Known


def disclose(rounds: Sequence[Tally], target: float, over: bool) -> Said:
    """What may be said after these rounds closed, in this order; `over` when they are all there will be of the year.

    While the year runs only whether the share has come so far as the target; numbers when it is over.
    """
    said, before = _running(rounds, target)
    return _final(rounds, said, before) if over else said


def _running(rounds: Sequence[Tally], target: float) -> tuple[Said, tuple[Statement, ...]]:
    """Rounds of fewer than five are added with later ones; so is what could be worked out from a second verdict."""
    said, before = Said(), tuple[Statement, ...]()
    for many in range(1, len(rounds) + 1):
        answered, joint = _sum(rounds[:many])
        new = answered - said.answered
        halves = _halves(answered, fewest(target, answered))
        may = all(_safe((*before, Statement(answered, each))) for each in halves)
        if new < FEWEST or not (may or not before):
            said = replace(said, withheld=new)
            continue
        yes = next(each for each in halves if each.low <= joint <= each.high) if may else None
        before = (*before, Statement(answered, yes)) if yes else ()
        said = Said(answered, 0, yes, dict.fromkeys(rounds[0].parts), many)
    return said, before


def _sum(rounds: Sequence[Tally]) -> tuple[int, int]:
    return sum(one.answered for one in rounds), sum(one.joint for one in rounds)


def _halves(answered: int, needed: int) -> list[Known]:
    return [Known(needed, answered), *([Known(0, needed - 1)] if needed else [])]


def _final(rounds: Sequence[Tally], said: Said, before: tuple[Statement, ...]) -> Said:
    """The numbers, as exactly as they may be told after what was said before."""
    if sum(one.answered for one in rounds) - said.answered >= FEWEST:
        said = Said(sum(one.answered for one in rounds), rounds=len(rounds))
    counted = rounds[: said.rounds]
    answered, joint = _sum(counted)
    if not counted:
        return said
    (*_, every) = feasible((*before, Statement(answered, Known(0, answered))))
    yes = _bin(every, joint, lambda each: _safe((*before, Statement(answered, each))))
    parts = _parts(counted, before, Statement(answered, yes))
    return replace(said, yes=_told(yes, answered), parts={key: _told(one, answered) for key, one in parts.items()})


def _told(yes: Known, answered: int) -> Known | None:
    return None if yes == Known(0, answered) else yes


def _bin(every: Known, value: int, good: Callable[[Known], bool]) -> Known:
    """The bin a value lies in: from below each is the narrowest that is good, and what is left goes with the last."""
    bins: list[Known] = []
    low = every.low
    while low <= every.high:
        found = next((each for high in range(low, every.high + 1) if good(each := Known(low, high))), None)
        bins.append(found or Known(low, every.high))
        low = bins[-1].high + 1
    while len(bins) > 1 and not good(bins[-1]):
        last = bins.pop()
        bins[-1] = Known(bins[-1].low, last.high)
    return next(each for each in bins if each.low <= value <= each.high)


def feasible(said: Sequence[Statement]) -> list[Known]:
    """How many can have agreed among the first so many, for each statement, by all of them together."""
    low, high, at, found = 0, 0, 0, []
    for one in said:
        low, high = max(low, one.yes.low), min(high + one.answered - at, one.yes.high)
        at = one.answered
        found.append(Known(low, high))
    for number in range(len(said) - 2, -1, -1):
        here, later = found[number], found[number + 1]
        new = said[number + 1].answered - said[number].answered
        found[number] = Known(max(here.low, later.low - new), min(here.high, later.high))
    return found


def windows(said: Sequence[Statement]) -> list[tuple[int, Known]]:
    """How many answers lie between any two statements, and how many of them can have agreed."""
    ends = [(0, Known(0, 0)), *zip((one.answered for one in said), feasible(said), strict=True)]
    return [
        (after - before, Known(max(0, later.low - here.high), min(after - before, later.high - here.low)))
        for number, (before, here) in enumerate(ends)
        for after, later in ends[number + 1 :]
        if after > before
    ]


def _safe(said: Sequence[Statement]) -> bool:
    """Whether of no group anything is known that would be too much; what cannot have happened gives nobody away."""
    if any(one.low > one.high for one in feasible(said)):
        return True
    return all(_wide(one) or min(one.low, answered - one.high) >= FEWEST for answered, one in windows(said))


def _wide(known: Known) -> bool:
    return known.high - known.low >= FEWEST - 1


def _parts(counted: Sequence[Tally], before: Sequence[Statement], joint: Statement) -> dict[str, Known]:
    """How many agree to each question, one after the other, each beside what was said of those before it."""
    found: dict[str, Known] = {}
    for key in counted[0].parts:
        number = sum(one.parts[key] for one in counted)
        if len(counted[0].parts) == 1:
            return {key: joint.yes}
        every, others = Known(joint.yes.low, joint.answered), tuple(found.values())
        good = partial(_parts_safe, len(counted[0].parts), before, joint, others)
        found[key] = _bin(every, number, good)
    return found


def _parts_safe(
    questions: int, before: Sequence[Statement], joint: Statement, others: tuple[Known, ...], new: Known
) -> bool:
    """Whether what is said of the parts leaves everything open that only the answers themselves could tell.

    It does if there can be four families in every group of rounds that said yes to nothing, while each part is as small
    as is said: any of them may then as well have said yes to any questions but all. And nothing more is known of how
    many agree to all.
    """
    parts = (*others, new)
    every = range(joint.yes.low, joint.yes.high + 1)
    narrows = any(_room(questions, joint.answered, agree, parts) is None for agree in every)
    return not narrows and any(_open(questions, before, joint.answered, agree, parts) for agree in every)


def _open(questions: int, before: Sequence[Statement], answered: int, agree: int, parts: tuple[Known, ...]) -> bool:
    room = _room(questions, answered, agree, parts)
    said = (*before, Statement(answered, Known(agree, agree)))
    if room is None or room < FEWEST - 1 or any(one.low > one.high for one in feasible(said)):
        return False
    wide = all(_wide(Known(max(part.low, agree), part.high)) for part in parts)
    return wide and all(new - one.low >= FEWEST - 1 for new, one in windows(said))


def _room(questions: int, answered: int, agree: int, parts: tuple[Known, ...]) -> int | None:
    """How many can have said yes to nothing, if so many agree to all and each part is the smallest that is said.

    None where that cannot be. Nobody else said yes to all: each of them to all questions but one, at most.
    """
    rest = answered - agree
    beside = [max(0, part.low - agree) for part in parts]
    used = max(*beside, -(-sum(beside) // (questions - 1)))
    return None if used > rest or any(part.high < agree for part in parts) else rest - used
