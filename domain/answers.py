"""What families answered in a year, as far as it may be told, and how many did."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from domain.criteria import COUNSELLING, Criterion
from domain.disclosure import FEWEST, Said, Tally, disclose
from domain.figures import Figure, Known, Response, Share, Verdict
from domain.registered import Register
from domain.reports import folded
from domain.slots import local_day
from domain.statistics import bounds, interval, verdict
from domain.surveys import Ballot, Invitation, InvitationState, Quarter, Round, Survey, agrees


def answers(criterion: Criterion, register: Register) -> Figure:
    """The share that agrees to all questions, and to each, of those who answered."""
    rounds, survey = closed_rounds(register, criterion.survey), register.programme.survey(criterion.survey)
    assert survey is not None
    assert criterion.target is not None
    over = is_over(register, survey)
    said = disclose(
        [_tally(criterion, one, register.ballots.get(one.id, ())) for one in rounds], criterion.target, over
    )
    invited = [each for one in rounds for each in register.invitations.get(one.id, ())]
    reached = _reached(register.families(criterion), invited, said)
    counted = rounds[: said.rounds]
    return Figure(
        criterion.key,
        register.year,
        _verdict(said, reached, criterion.target, over),
        joint=_share(said.yes, said.answered, reached),
        parts={key: _share(said.parts.get(key), said.answered, reached) for key in criterion.questions},
        response=_response(reached, said, invited),
        versions=tuple(dict.fromkeys(one.version for one in counted)),
        as_of=_closed_on(register, counted),
        registered=folded(register.became) if COUNSELLING in criterion.activities else {},
    )


def closed_rounds(register: Register, survey: str | None) -> list[Round]:
    """The rounds of a survey that are closed, up to the first that is not."""
    found: list[Round] = []
    for one in sorted((each for each in register.rounds if each.survey == survey), key=lambda each: each.quarter):
        if one.closed_at is None:
            break
        found.append(one)
    return found


def is_over(register: Register, survey: Survey) -> bool:
    """Whether nothing more will be answered of the year."""
    here = [one for one in register.rounds if one.survey == survey.key]
    last = Quarter(register.year, 4).closes_on(survey)
    return register.today >= last and all(one.closed_at is not None for one in here)


def _tally(criterion: Criterion, one: Round, ballots: Iterable[Ballot]) -> Tally:
    """The counted ballots of a round, by what agreed in its own wording."""
    said = [each.choices for each in ballots if each.counted and each.complete]

    def number(*questions: str) -> int:
        return sum(agrees(each, questions, one.wording.yes) for each in said)

    return Tally(len(said), number(*criterion.questions), {key: number(key) for key in criterion.questions})


def _reached(there: set[int], invited: Sequence[Invitation], said: Said) -> int:
    """How many families were reached: whoever was counted was, and two that were joined after that answered as two."""
    counted = Counter(one.family for one in invited if one.counted)
    twice = counted.total() - len(counted)
    return max(len(there | counted.keys()) + twice, said.answered + said.withheld)


def _verdict(said: Said, reached: int, target: float, over: bool) -> Verdict:
    """While the year runs more can still answer, and pull it either way."""
    found = verdict(said.yes, said.answered, reached, target)
    running = {Verdict.NOT_MET: Verdict.ON_THE_WAY, Verdict.MET: Verdict.MET_AMONG_ANSWERED}
    return found if over else running.get(found, found)


def _share(yes: Known | None, answered: int, reached: int) -> Share:
    """A number that is only known by its range shows neither interval nor bounds."""
    if yes is None or not yes.exact:
        return Share(yes, answered, reached)
    known = (yes.low, answered, reached)
    return Share(yes, answered, reached, interval(*known), bounds(*known))


def _closed_on(register: Register, counted: Sequence[Round]) -> date | None:
    closed = [one.closed_at for one in counted if one.closed_at is not None]
    return local_day(register.programme, max(closed)) if closed else None


def _response(reached: int, said: Said, invited: Sequence[Invitation]) -> Response:
    """How far each family came, by the furthest of its invitations in the rounds that are closed."""
    asked = [one for one in invited if one.asked_at is not None or one.mode is not None]
    families = {one.family for one in asked}
    done = {one.family for one in asked if one.counted}
    no = {one.family for one in asked if one.state is InvitationState.DECLINED} - done
    begun = {one.family for one in asked if one.mode is not None} - done - no
    second = sum(one.state is InvitationState.ANSWERED and not one.counted for one in asked)
    return Response(
        population=reached,
        asked=len(families),
        answered=said.answered,
        withheld=said.withheld,
        begun=len(begun),
        declined=len(no),
        apart=second,
        by_language=_by_language(asked, done),
        by_mode=dict(Counter(one.mode.value for one in asked if one.counted and one.mode is not None)),
    )


def _by_language(asked: Sequence[Invitation], done: set[int]) -> Mapping[str, tuple[int, int]]:
    """Families that answered, and were asked, by the language they were asked in first; of five that were, or more."""
    spoken: dict[int, str] = {}
    for one in asked:
        if one.language is not None:
            spoken.setdefault(one.family, one.language)
    many = Counter(spoken.values())
    answered = Counter(language for family, language in spoken.items() if family in done)
    return {key: (answered[key], number) for key, number in many.most_common() if number >= FEWEST}
