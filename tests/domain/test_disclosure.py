"""Nobody's answer can be worked out, from all that is ever said of a survey, by whoever knows how it is decided.

Three searches, none of which uses what the rules themselves compute with. Two go through every way in which so many
families can have answered, put together those of which exactly the same would be said, and look what they have in
common; one takes some answers, and goes through all that agree with what was said of them. What is said is the same for
everybody: it depends on answers only, and every screen, picture and file is made from it.
"""

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.disclosure import Said, Tally, disclose
from domain.figures import Known
from storage.figures import year_figures

Publish = Callable[[Sequence[Tally], float], list[Said]]
# How many families said yes to which questions: of two questions none, the first, the second, both.
Atoms = tuple[int, ...]
TARGETS = st.sampled_from([0.75, 0.5, 0.8, 0.6, 1.0, 0.05])


def gives_away(values: set[int], of: int, besides: int = 0) -> bool:
    """Whether those who agree among so many families, or those who do not, are known too well: they may be under five.

    They are not if there can be five different numbers of them, or every number there is; nor if both are five or more
    for sure. And of all but a few that were counted nothing is known that is not as unsure as those few are altogether.
    """
    unsure = min(5, of + 1, besides + 1 if besides else 5)
    return len(values) < unsure and min(*values, of - max(values)) < 5


def same_for_all(year: Iterable[Said]) -> str:
    """All that is said in a year, as one can keep it."""
    return repr([(one.answered, one.withheld, one.yes, sorted(one.parts.items())) for one in year])


def groups_of_rounds(number: int) -> list[tuple[int, ...]]:
    return [some for many in range(1, number + 1) for some in combinations(range(number), many)]


def everything_said(rounds: Sequence[Tally], target: float) -> list[Said]:
    """All that is ever said, in order: after each round that closes, and when the year is over."""
    running = [disclose(rounds[:many], target, False) for many in range(1, len(rounds) + 1)]
    return [*running, disclose(rounds, target, True)]


def leaks_of_one_question(sizes: Sequence[int], target: float, publish: Publish = everything_said) -> list[str]:
    """What can be worked out of any group of rounds, in all ways in which so many can have said yes in each."""
    alike: dict[tuple[str, int], list[tuple[int, ...]]] = defaultdict(list)
    for yes in product(*(range(size + 1) for size in sizes)):
        rounds = [Tally(size, number, {"one": number}) for size, number in zip(sizes, yes, strict=True)]
        said = publish(rounds, target)
        alike[same_for_all(said), said[-1].rounds].append(yes)
    return [
        f"{some} of {sizes}: {values} where is said {said}"
        for (said, counted), found in alike.items()
        for some in groups_of_rounds(len(sizes))
        if gives_away(values := {sum(yes[each] for each in some) for yes in found}, *in_and_out(some, sizes, counted))
    ]


def in_and_out(some: Sequence[int], sizes: Sequence[int], counted: int) -> tuple[int, int]:
    """How many families there are in these rounds, and in the others that were counted."""
    inside = sum(sizes[each] for each in some)
    return inside, sum(size for here, size in enumerate(sizes[:counted]) if here not in some)


@st.composite
def round_sizes(draw: st.DrawFn, most_ways: int = 900) -> tuple[int, ...]:
    """One to four rounds of up to forty, few enough for going through all ways."""
    sizes: list[int] = []
    for _ in range(draw(st.integers(1, 4))):
        sizes.append(draw(st.integers(0, min(40, most_ways - 1))))
        most_ways = max(1, most_ways // (sizes[-1] + 1))
    return tuple(draw(st.permutations(sizes)))


@given(round_sizes(), TARGETS)
@example((1, 9, 1), 0.75)
@settings(max_examples=30)
def test_no_group_of_rounds_is_given_away(sizes: tuple[int, ...], target: float) -> None:
    assert leaks_of_one_question(sizes, target) == []


@pytest.mark.parametrize(
    "sizes", [(16, 7), (16, 8), (20, 3, 9), (3, 4, 16), (17, 8, 4), (9,), (8,), (4, 4, 4), (24, 24)]
)
def test_nor_where_a_verdict_was_told_in_the_year(sizes: tuple[int, ...]) -> None:
    assert leaks_of_one_question(sizes, 0.75) == []


# By bits: 1 for the first question, 2 for the second, 4 for the third.
def yes_to(atoms: Sequence[int], question: int) -> int:
    return sum(number for atom, number in enumerate(atoms) if atom >> question & 1)


def tally(atoms: Sequence[int]) -> Tally:
    questions = len(atoms).bit_length() - 1
    parts = {str(question): yes_to(atoms, question) for question in range(questions)}
    return Tally(sum(atoms), atoms[-1], parts)


def ways_to_split(families: int, into: int) -> Iterator[Atoms]:
    """Every way in which so many families can be of so many kinds."""
    if into == 1:
        yield (families,)
        return
    for first in range(families + 1):
        for rest in ways_to_split(families - first, into - 1):
            yield (first, *rest)


@cache
def groups_of_atoms(atoms: int) -> list[tuple[int, ...]]:
    """Every group of families that can be told by what they said, but nobody and everybody."""
    every = [some for many in range(1, atoms) for some in combinations(range(atoms), many)]
    # With three questions: one kind, two, or one that is not; and whoever said yes to one of them.
    return every if atoms == 4 else [some for some in every if len(some) in (1, 2, 4, 7)]


def leaks_of_questions(families: int, questions: int, publish: Publish = everything_said) -> list[str]:
    """What can be worked out of any group in one round, in all ways in which so many can have answered."""
    said_of: dict[str, str] = {}
    alike: dict[str, list[Atoms]] = defaultdict(list)
    for atoms in ways_to_split(families, 2**questions):
        seen = repr(tally(atoms))
        if seen not in said_of:
            said_of[seen] = same_for_all(publish([tally(atoms)], 0.75))
        alike[said_of[seen]].append(atoms)
    return [
        f"{some} of {families}: {values} where is said {said}"
        for said, found in alike.items()
        for some in groups_of_atoms(2**questions)
        if gives_away(values := {sum(atoms[each] for each in some) for atoms in found}, families)
    ]


@pytest.mark.parametrize("families", [1, 5, 8, 9, 10, 13, 18])
def test_two_questions_give_away_no_group_that_differs_in_them(families: int) -> None:
    assert leaks_of_questions(families, 2) == []


@pytest.mark.parametrize("families", [5, 9])
def test_nor_do_three(families: int) -> None:
    assert leaks_of_questions(families, 3) == []


@st.composite
def answered(draw: st.DrawFn) -> list[Atoms]:
    """Two rounds of up to forty families, and what they said to two questions."""
    kinds = st.integers(0, 10) | st.integers(0, 3)
    return [draw(st.tuples(kinds, kinds, kinds, st.integers(0, 30))) for _ in range(draw(st.integers(1, 2)))]


def within(value: int, known: Known | None) -> bool:
    return known is None or known.low <= value <= known.high


def may_have_been(sizes: Sequence[int], said: Sequence[Said]) -> Iterator[tuple[tuple[int, ...], Atoms]]:
    """How many may have said yes to both questions in each counted round, and how many of each kind there may be."""
    last, every = said[-1], sum(sizes)
    parts = [last.parts.get(key) or Known(0, every) for key in "01"]
    for both in product(*(range(size + 1) for size in sizes)):
        joint = sum(both)
        if all(within(sum(both[: one.rounds]), one.yes) for one in said):
            for first, second in product(*(range(max(one.low, joint), one.high + 1) for one in parts)):
                if (neither := every - first - second + joint) >= 0:
                    yield both, (neither, first - joint, second - joint, joint)


def can_be_of(some: Sequence[int], here: int, sizes: Sequence[int], both: Sequence[int], atoms: Atoms) -> range:
    """How many of these kinds there can be in one of the rounds; whoever did not say yes to both may be in any."""
    rest, others = sizes[here] - both[here], sum(sizes) - sum(both) - sizes[here] + both[here]
    number, certain = sum(atoms[each] for each in some if each != 3), both[here] if 3 in some else 0
    return range(certain + max(0, number - others), certain + min(number, rest) + 1)


def leaks_of_answers(rounds: Sequence[Atoms], publish: Publish = everything_said) -> list[str]:
    """What can be worked out of any group in any round, or in all, from what is said of these answers."""
    said = publish([tally(one) for one in rounds], 0.75)
    sizes = [sum(one) for one in rounds[: said[-1].rounds]]
    found: dict[tuple[int, tuple[int, ...]], set[int]] = defaultdict(set)
    for both, atoms in may_have_been(sizes, said):
        for some in groups_of_atoms(4):
            found[-1, some].add(sum(atoms[each] for each in some))
            for here in range(len(sizes)):
                found[here, some].update(can_be_of(some, here, sizes, both, atoms))
    of = {-1: (sum(sizes), 0), **{here: in_and_out([here], sizes, len(sizes)) for here in range(len(sizes))}}
    return [f"{key}: {values} by {said}" for key, values in found.items() if gives_away(values, *of[key[0]])]


@given(answered())
@settings(max_examples=40)
def test_what_two_questions_and_two_rounds_say_together_gives_nobody_away(rounds: list[Atoms]) -> None:
    assert leaks_of_answers(rounds) == []


@given(answered())
@settings(max_examples=80)
def test_what_is_said_is_true(rounds: list[Atoms]) -> None:
    for one in everything_said([tally(each) for each in rounds], 0.75):
        counted = [tally(each) for each in rounds[: one.rounds]]
        assert one.answered == sum(each.answered for each in counted)
        assert within(sum(each.joint for each in counted), one.yes)
        assert all(within(sum(each.parts[key] for each in counted), one.parts.get(key)) for key in "01")


# What somebody could come to publish who is less careful: each must be found.
def exact_parts(rounds: Sequence[Tally], target: float) -> list[Said]:
    """Every part as the number it is."""
    *before, last = everything_said(rounds, target)
    parts = {key: sum(one.parts[key] for one in rounds[: last.rounds]) for key in last.parts}
    told = {key: Known(value, value) if 5 <= value <= last.answered - 5 else None for key, value in parts.items()}
    return [*before, Said(last.answered, last.withheld, last.yes, told, last.rounds)]


def exact_after_each_round(rounds: Sequence[Tally], target: float) -> list[Said]:
    """The number so far whenever a round closes, if it is not a small one."""
    found = []
    for many in range(1, len(rounds) + 1):
        answered, joint = sum(one.answered for one in rounds[:many]), sum(one.joint for one in rounds[:many])
        yes = Known(joint, joint) if 5 <= joint <= answered - 5 else None
        found.append(Said(answered, 0, yes, {}, many))
    return found


def verdict_after_each_round(rounds: Sequence[Tally], target: float) -> list[Said]:
    """Whether it has come so far, however small the round was."""
    found = []
    for many in range(1, len(rounds) + 1):
        last = disclose(rounds[:many], target, over=False)
        answered, joint = sum(one.answered for one in rounds[:many]), sum(one.joint for one in rounds[:many])
        needed = -(-3 * answered // 4)
        yes = Known(needed, answered) if joint >= needed else Known(0, needed - 1)
        found.append(Said(answered, 0, yes, last.parts, many))
    return found


def test_the_search_finds_what_a_careless_report_gives_away() -> None:
    assert leaks_of_questions(20, 2, exact_parts)
    assert leaks_of_answers([(6, 3, 2, 20)], exact_parts)
    assert leaks_of_one_question((16, 7), 0.75, exact_after_each_round)
    assert leaks_of_one_question((16, 5), 0.75, verdict_after_each_round)


def test_it_is_said_in_the_form_that_was_agreed() -> None:
    def final(*rounds: tuple[int, int]) -> Said:
        return disclose([Tally(of, yes, {"one": yes, "two": yes}) for of, yes in rounds], 0.75, over=True)

    assert final((30, 24)).yes == Known(24, 24)
    assert final((30, 26)).yes == Known(26, 30)
    assert final((30, 3)).yes == Known(0, 4)
    assert final((8, 4)).yes is None
    assert final((30, 24)).parts == {"one": Known(24, 30), "two": Known(24, 30)}
    assert final((60, 30)).parts == {"one": Known(30, 34), "two": Known(30, 34)}
    # Three came after a verdict had been told of the others, and can never be added.
    late = final((20, 14), (3, 3))
    assert (late.answered, late.withheld, late.yes) == (20, 3, Known(14, 14))
    assert final((3, 3), (4, 1), (20, 13)).answered == 27


def test_in_a_running_year_only_whether_it_has_come_so_far() -> None:
    def running(*rounds: tuple[int, int]) -> Said:
        return disclose([Tally(of, yes, {"one": yes}) for of, yes in rounds], 0.75, over=False)

    assert running((30, 24)) == Said(30, 0, Known(23, 30), {"one": None}, 1)
    assert running((30, 22)).yes == Known(0, 22)
    assert running((4, 4)) == Said(0, 4)
    # Of so few the verdict itself would say too much.
    assert running((12, 12)).yes is None
    # Five more that turn it over would be known too well: they wait.
    assert running((16, 12), (5, 0)) == Said(16, 5, Known(12, 16), {"one": None}, 1)
    assert running((16, 12), (5, 0), (5, 0)).yes == Known(0, 19)


def test_it_is_the_same_for_everybody() -> None:
    """No role, no person, no view and no format is asked for anywhere where it is decided what is said."""
    assert list(inspect.signature(disclose).parameters) == ["rounds", "target", "over"]
    assert list(inspect.signature(year_figures).parameters) == ["tx", "programme", "year", "now"]


def test_of_one_question_the_part_is_the_whole() -> None:
    said = disclose([Tally(30, 24, {"one": 24})], 0.75, over=True)
    assert said.parts == {"one": said.yes}
