"""A figure in plain sentences: the same words in the chat and on paper."""

from functools import partial

from domain.criteria import Criterion, Measure
from domain.figures import Figure, Response, Share
from domain.gathering_rules import OutcomeKind
from handlers.report.staff_report_words import (
    average,
    counted,
    figure_name,
    goal_words,
    half_words,
    known_words,
    percent,
    single_words,
    span,
    verdict_words,
)
from locales import Translator


def sentences(tr: Translator, criterion: Criterion, figure: Figure | None) -> list[str]:
    """What a criterion came to, from the figure to the verdict."""
    if figure is None:
        return [tr.text("Nothing has been counted yet.")]
    said = {
        Measure.ANSWERS: _answers,
        Measure.OUTCOME: _outcome,
        Measure.COMPLETED: _completed,
        Measure.EVENTS: _counted,
        Measure.UNIQUE: _counted,
        Measure.AVERAGE: _average,
        Measure.OUTSIDE: _outside,
    }
    return [*said[criterion.measure](tr, criterion, figure), verdict_sentence(tr, criterion, figure)]


def verdict_sentence(tr: Translator, criterion: Criterion, figure: Figure) -> str:
    """The goal, and whether it was reached."""
    verdict = verdict_words(tr, figure)
    return tr.text("Goal {goal}: {verdict}.", goal=goal_words(tr, criterion), verdict=verdict)


def _counted(tr: Translator, criterion: Criterion, figure: Figure) -> list[str]:
    return [f"{counted(tr, criterion.unit, int(figure.value or 0))}."]


def _average(tr: Translator, criterion: Criterion, figure: Figure) -> list[str]:
    if figure.value is None:
        return [tr.text("Nothing has been counted yet.")]
    value, held = average(tr, figure.value, criterion.target), len(figure.singles)
    if not held:
        return [tr.text("{value} on average.", value=value)]
    lines = [
        tr.ntext("{value} on average, at {n} gathering.", "{value} on average, at {n} gatherings.", held, value=value)
    ]
    if figure.unknown:
        lines.append(tr.text("Of {n} more nobody has noted who came.", n=tr.number(figure.unknown)))
    return lines


def _completed(tr: Translator, criterion: Criterion, figure: Figure) -> list[str]:
    """Each by itself: the goal is for every one."""
    lines = []
    for one in figure.singles:
        who = single_words(tr, one.value, None) if one.of is None else _of(tr, criterion, one.value, one.of)
        lines.append(tr.text("{who} completed the course that ended on {day}.", who=who, day=tr.date(one.day)))
    if 0 < len(figure.singles) < criterion.times:
        over, wanted = tr.number(len(figure.singles)), tr.number(criterion.times)
        lines.append(tr.text("{over} of {wanted} courses in the year are over.", over=over, wanted=wanted))
    return lines or [tr.text("None is over yet.")]


def _of(tr: Translator, criterion: Criterion, k: int, n: int) -> str:
    return tr.text("{k} of {counted}", k=tr.number(k), counted=counted(tr, criterion.unit, n))


def _outcome(tr: Translator, criterion: Criterion, figure: Figure) -> list[str]:
    lines = []
    if figure.of and figure.value is not None:
        share = percent(tr, figure.value / figure.of, criterion.target)
        lines.append(f"{_of(tr, criterion, int(figure.value), figure.of)} ({share}).")
    if figure.unknown:
        who = counted(tr, criterion.unit, figure.unknown)
        lines.append(_unknown(tr, criterion, who, more=bool(lines)))
    return lines or [tr.text("Nothing has been counted yet.")]


def _unknown(tr: Translator, criterion: Criterion, who: str, *, more: bool) -> str:
    """Of children it may be too early as well: they are counted some months after."""
    if criterion.outcome is OutcomeKind.DAYCARE:
        if more:
            return tr.text("Besides, there are {who} of whom it is not known, or it was too early to say.", who=who)
        return tr.text("Of {who} it is not known, or it was too early to say.", who=who)
    if more:
        return tr.text("Besides, there are {who} of whom nothing is known.", who=who)
    return tr.text("Nothing is known of {who}.", who=who)


def _outside(tr: Translator, criterion: Criterion, figure: Figure) -> list[str]:
    if figure.value is None:
        return [tr.text("Not entered yet.")]
    said = partial(figure_name, tr, criterion)
    source = figure.source or tr.pick(criterion.source)
    lines = [tr.text("{value}, measured by {source}.", value=said(figure.value), source=source)]
    if figure.as_of:
        lines.append(tr.text("As of {day}.", day=tr.date(figure.as_of)))
    start = criterion.baseline
    if start is not None:
        lines.append(
            tr.text("The starting point was {value} in {year}.", value=said(start.value), year=str(start.year))
        )
        if start.elsewhere is not None:
            where = tr.pick(start.where or {})
            lines.append(tr.text("In {where} it was {value}.", where=where, value=said(start.elsewhere)))
    return lines


def _answers(tr: Translator, criterion: Criterion, figure: Figure) -> list[str]:
    share, response = figure.joint, figure.response
    if share is None:
        return [tr.text("No round is closed yet."), *response_sentences(tr, criterion, response)]
    return [
        *yes_sentences(tr, criterion, share),
        *response_sentences(tr, criterion, response),
        *_sure_sentences(tr, criterion, share),
    ]


def yes_sentences(tr: Translator, criterion: Criterion, share: Share) -> list[str]:
    """How many of those who answered said yes, as far as it may be said."""
    if not share.answered:
        return [tr.text("No answers have been counted yet.")]
    if share.yes is None:
        return [tr.text("What they answered is not shown: it could give somebody away.")]
    if share.yes.exact:
        k, who = tr.number(share.yes.low), counted(tr, criterion.unit, share.answered)
        part = percent(tr, share.yes.low / share.answered, criterion.target)
        return [tr.text("{k} of {who} who answered said yes ({share}).", k=k, who=who, share=part)]
    low, high = share.yes.low / share.answered, share.yes.high / share.answered
    part = half_words(tr, share, criterion.target) or span(tr, low, high, criterion.target)
    who = known_words(tr, share.yes, share.answered)
    return [tr.text("{k} who answered said yes ({share}).", k=who, share=part)]


def response_sentences(tr: Translator, criterion: Criterion, response: Response | None) -> list[str]:
    """How many answered, of how many."""
    if response is None or not response.population:
        return []
    n, who = tr.number(response.answered), counted(tr, criterion.unit, response.population)
    share = tr.percent(response.answered / response.population)
    lines = [tr.text("{n} of {who} answered ({share}).", n=n, who=who, share=share)]
    if response.withheld:
        lines.append(
            tr.ntext(
                "The answer of {n} more waits until it can be added without giving anybody away.",
                "The answers of {n} more wait until they can be added without giving anybody away.",
                response.withheld,
            )
        )
    return lines


def _sure_sentences(tr: Translator, criterion: Criterion, share: Share) -> list[str]:
    lines, silent = [], share.population - share.answered
    if share.bounds is not None and silent > 0:
        rest, between = tr.number(silent), span(tr, *share.bounds, criterion.target)
        lines.append(
            tr.text(
                "If none or all of the {silent} others agreed, the share is {between}.", silent=rest, between=between
            )
        )
    if share.interval is not None:
        n, between = tr.number(share.population), span(tr, *share.interval, criterion.target)
        lines.append(tr.text("Uncertainty for all {n}: {between}.", n=n, between=between))
    return lines
