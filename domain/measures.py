"""What each criterion came to, from what was registered: one function for each way of measuring."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from domain.answers import answers
from domain.criteria import Better, Criterion, Measure
from domain.figures import Figure, Known, Single, Verdict
from domain.gathering_rules import OutcomeKind
from domain.gatherings import Gathering, GatheringState, Session
from domain.leave import left_by
from domain.ledgers import Daycare, Plan, children_of, holding
from domain.registered import Left, Register, keys, unit_of
from domain.slots import local_day
from domain.statistics import fewest, verdict
from domain.turnout import key_of


def measure(criterion: Criterion, register: Register) -> Figure:
    """What a criterion came to."""
    return _MEASURES[criterion.measure](criterion, register)


def _figure(criterion: Criterion, register: Register, said: Verdict, **values: object) -> Figure:
    """A figure of our registers: counted until today, or the end of the year."""
    last = local_day(register.programme, register.span.ends_at) - timedelta(days=1)
    return Figure(criterion.key, register.year, said, as_of=min(register.today, last), **values)  # type: ignore[arg-type]


def _reached(criterion: Criterion, register: Register, value: float) -> Verdict:
    """A number can still rise while the year runs."""
    if value >= _target(criterion):
        return Verdict.MET
    return Verdict.ON_THE_WAY if register.running else Verdict.NOT_MET


def _target(criterion: Criterion) -> float:
    assert criterion.target is not None
    return criterion.target


def _unique(criterion: Criterion, register: Register) -> Figure:
    """Different families, or women, that took part."""
    if not unit_of(criterion).one_person:
        number = len(register.families(criterion))
    else:
        there = [one for activity in criterion.activities for one in register.present.get(activity, ())]
        number = len(keys(criterion, there))
    return _figure(criterion, register, _reached(criterion, register, number), value=number)


def _completed(criterion: Criterion, register: Register) -> Figure:
    """Those who were there often enough, of each gathering whose last session lies in the year and is over."""
    its = [one for one in register.of(criterion) if one.standing and register.has(one.standing[-1])]
    over = [one for one in its if one.standing[-1].ends_at <= register.now and one.takes_place(one.standing[-1])]
    ahead = any(one.state is GatheringState.OPEN and one not in over for one in its)
    singles = tuple(_completing(criterion, register, one) for one in over)
    return _figure(
        criterion,
        register,
        _all_reached(criterion, register, [one.value for one in singles], ahead),
        value=sum(one.value for one in singles),
        of=sum(one.of or 0 for one in singles),
        singles=singles,
    )


def _all_reached(criterion: Criterion, register: Register, values: Sequence[int], ahead: bool) -> Verdict:
    if any(value < _target(criterion) for value in values):
        return Verdict.NOT_MET
    if len(values) < criterion.times or ahead:
        return Verdict.ON_THE_WAY if register.running else Verdict.NOT_MET
    return Verdict.MET


def _completing(criterion: Criterion, register: Register, gathering: Gathering) -> Single:
    rules = register.rules(gathering.activity)
    often: dict[int, int] = {}
    for session in gathering.standing:
        for key in keys(criterion, register.seen.get(session.id, ()), rules):
            often[key] = often.get(key, 0) + 1
    everybody = often.keys() | keys(criterion, register.going.get(gathering.id, ()), rules)
    done = sum(rules.completes is not None and times >= rules.completes for times in often.values())
    day = local_day(register.programme, gathering.standing[-1].starts_at)
    return Single(gathering.code, day, done, len(everybody))


def _events(criterion: Criterion, register: Register) -> Figure:
    """Sessions that took place."""
    number = sum(len(register.held(one)) for one in register.of(criterion))
    return _figure(criterion, register, _reached(criterion, register, number), value=number)


def _average(criterion: Criterion, register: Register) -> Figure:
    """How many came to a session that took place; one of which nobody has noted anything says nothing."""
    held = [(one, session) for one in register.of(criterion) for session in register.held(one)]
    noted = [_evening(criterion, register, *each) for each in held if each[1].id in register.seen]
    value = sum(one.value for one in noted) / len(noted) if noted else None
    said = Verdict.TOO_FEW if value is None else _reached(criterion, register, value)
    unknown, singles = len(held) - len(noted), tuple(sorted(noted, key=lambda one: (one.day, one.code)))
    return _figure(criterion, register, said, value=value, of=len(noted), unknown=unknown, singles=singles)


def _evening(criterion: Criterion, register: Register, gathering: Gathering, session: Session) -> Single:
    there = keys(criterion, register.seen[session.id], register.rules(gathering.activity))
    return Single(session.code, local_day(register.programme, session.starts_at), len(there))


def _outcome(criterion: Criterion, register: Register) -> Figure:
    """What became of those who left, of those of whom it is known; unknown is never no.

    Of whom it is too early to say neither a yes nor a no is counted: the quick ones alone would look like everybody.
    They only help where so many have said yes already that nothing can pull the share below the target any more.
    """
    left = _newest(criterion, register)
    found = [(value, _early(criterion, register, one)) for one in left for value in _became(criterion, one)]
    known = [value for value, early in found if not early and value not in (Daycare.UNKNOWN, Plan.UNKNOWN)]
    yes, certain = _yes(criterion, known), _yes(criterion, [value for value, _ in found])
    said = verdict(Known(yes, yes), len(known), len(found), _target(criterion))
    if found and certain >= fewest(_target(criterion), len(found)):
        said = Verdict.MET
    if register.running and said is Verdict.NOT_MET:
        said = Verdict.ON_THE_WAY
    return _figure(criterion, register, said, value=yes, of=len(known), unknown=len(found) - len(known))


def _yes(criterion: Criterion, values: Sequence[str]) -> int:
    return sum(value in criterion.counts for value in values)


def _newest(criterion: Criterion, register: Register) -> Sequence[Left]:
    """Each woman once: as she left last."""
    found: dict[int, Left] = {}
    for one in sorted(register.left, key=lambda each: each.at):
        if one.activity in criterion.activities:
            found[key_of(register.rules(one.activity).unit, *one.who)] = one
    return list(found.values())


def _became(criterion: Criterion, one: Left) -> list[str]:
    """What is known of her, or of each of her children: one of whom nothing was ever noted is one that is unknown."""
    if criterion.outcome is OutcomeKind.PLAN:
        plan = holding(one.noted).get((OutcomeKind.PLAN, 0))
        return [Plan.UNKNOWN.value if plan is None else plan.value]
    children = children_of(one.noted).values()
    return [child.value for child in children] or [Daycare.UNKNOWN.value]


def _early(criterion: Criterion, register: Register, one: Left) -> bool:
    """Whether it is not measured yet: a child may start until then."""
    months = register.rules(one.activity).measured_after or 0
    return criterion.outcome is OutcomeKind.DAYCARE and one.at > left_by(register.programme, register.now, months)


def _outside(criterion: Criterion, register: Register) -> Figure:
    """What others measured, held against where it began."""
    found, began = register.area.get(criterion.key), criterion.baseline
    if found is None or began is None:
        return Figure(criterion.key, register.year, Verdict.TOO_FEW)
    better = found.value < began.value if began.better is Better.LOWER else found.value > began.value
    said = Verdict.MET if better else Verdict.NOT_MET
    return Figure(criterion.key, register.year, said, found.value, source=found.source, as_of=found.as_of)


_MEASURES: Mapping[Measure, Callable[[Criterion, Register], Figure]] = {
    Measure.UNIQUE: _unique,
    Measure.COMPLETED: _completed,
    Measure.EVENTS: _events,
    Measure.AVERAGE: _average,
    Measure.ANSWERS: answers,
    Measure.OUTCOME: _outcome,
    Measure.OUTSIDE: _outside,
}
