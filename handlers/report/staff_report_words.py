"""Words for what is counted: units, verdicts, goals and figures in short, in the language of the report."""

from collections.abc import Iterable

from domain.criteria import Better, Counted, Criterion, Measure
from domain.figures import Figure, Known, Share, Verdict
from domain.programme import Programme
from domain.reports import has_said
from domain.statistics import fewest
from domain.surveys import Mode
from locales import Translator

NOTHING = "–"
# Nobody reads more decimals.
MOST_DIGITS = 3


def counted(tr: Translator, unit: Counted, n: int) -> str:
    """So many of what is counted."""
    match unit:
        case Counted.FAMILY:
            return tr.ntext("{n} family", "{n} families", n)
        case Counted.WOMAN:
            return tr.ntext("{n} woman", "{n} women", n)
        case Counted.MOTHER:
            return tr.ntext("{n} mother", "{n} mothers", n)
        case Counted.CHILD:
            return tr.ntext("{n} child", "{n} children", n)
        case Counted.EVENING:
            return tr.ntext("{n} evening", "{n} evenings", n)
        case Counted.PUPIL:
            return tr.ntext("{n} pupil", "{n} pupils", n)


def verdict_words(tr: Translator, figure: Figure) -> str:
    """What a figure says of its goal."""
    if figure.verdict is Verdict.TOO_FEW and not has_said(figure):
        return tr.ptext("verdict", "not known")
    if figure.verdict is Verdict.MET_AMONG_ANSWERED and figure.response is None:
        return tr.ptext("verdict", "met among those of whom it is known; not proven for all")
    words = {
        # Translators: each verdict stands after a colon, as in "Goal 75 %: met".
        Verdict.MET: tr.ptext("verdict", "met"),
        Verdict.NOT_MET: tr.ptext("verdict", "not met"),
        Verdict.MET_AMONG_ANSWERED: tr.ptext("verdict", "met among those who answered; not proven for all"),
        Verdict.TOO_FEW: tr.ptext("verdict", "too few to say"),
        Verdict.ON_THE_WAY: tr.ptext("verdict", "on the way"),
    }
    return words[figure.verdict]


# Beside the words, never in their place.
MARKS = {
    Verdict.MET: "✅",
    Verdict.NOT_MET: "✖️",
    Verdict.MET_AMONG_ANSWERED: "☑️",
    Verdict.TOO_FEW: "▫️",
    Verdict.ON_THE_WAY: "⏳",
}


def percent(tr: Translator, share: float, against: float | None = None) -> str:
    """A share in whole percent; with decimals where rounding would carry it over what it is held against."""
    digits = 0
    while against is not None and _carried(_hundredths(share), _hundredths(against), digits):
        digits += 1
    return tr.percent(share, digits)


def average(tr: Translator, value: float, against: float | None = None) -> str:
    """A number with one decimal; with more where rounding would carry it over what it is held against."""
    digits = 1
    while against is not None and _carried(value, against, digits):
        digits += 1
    return tr.number(round(value, digits))


def _hundredths(share: float) -> float:
    """Of a hundred; 0.07 is 7, whatever a computer makes of it."""
    return round(share * 100, 9)


def _carried(value: float, against: float, digits: int) -> bool:
    return digits < MOST_DIGITS and (value < against) != (round(value, digits) < against)


def span(tr: Translator, low: float, high: float, against: float | None = None) -> str:
    """From one share to another, neither of them rounded over what they are held against."""
    begin, end = percent(tr, low, against), percent(tr, high, against)
    return begin if begin == end else tr.text("{low} to {high}", low=begin, high=end)


def goal_words(tr: Translator, criterion: Criterion) -> str:
    """The goal by itself; of an outside figure which way it shall move from where it began."""
    if criterion.baseline is not None:
        value = figure_name(tr, criterion, criterion.baseline.value)
        began = {"value": value, "year": str(criterion.baseline.year)}
        if criterion.baseline.better is Better.LOWER:
            return tr.text("below {value} ({year})", **began)
        return tr.text("above {value} ({year})", **began)
    if criterion.target is None:
        return NOTHING
    return target_words(tr, criterion.target) if criterion.is_share else tr.number(criterion.target)


def target_words(tr: Translator, target: float) -> str:
    """A goal that is a share, with as many decimals as it has."""
    return tr.percent(target, next((n for n in range(MOST_DIGITS) if round(target, n + 2) == target), MOST_DIGITS))


def figure_name(tr: Translator, criterion: Criterion, value: float) -> str:
    """A figure of the area as it is written."""
    if criterion.baseline is not None and not criterion.baseline.percent:
        return tr.number(value, 1)
    return tr.percent(value / 100, 2 if round(value, 1) != value else 1)


def figure_words(tr: Translator, criterion: Criterion, figure: Figure | None) -> str:
    """What a criterion came to, as short as it can be said."""
    if figure is None:
        return NOTHING
    if criterion.measure is Measure.ANSWERS:
        return _share_words(tr, figure.joint, criterion.target)
    if criterion.measure is Measure.OUTCOME:
        return _outcome_words(tr, figure, criterion.target)
    if criterion.measure is Measure.COMPLETED and figure.singles:
        return tr.list([single_words(tr, one.value, one.of) for one in figure.singles])
    if figure.value is None:
        return NOTHING
    if criterion.outside:
        return figure_name(tr, criterion, figure.value)
    return average(tr, figure.value, criterion.target)


def _outcome_words(tr: Translator, figure: Figure, target: float | None) -> str:
    if not figure.of or figure.value is None:
        return NOTHING
    k = single_words(tr, int(figure.value), figure.of)
    return f"{percent(tr, figure.value / figure.of, target)} ({k})"


def single_words(tr: Translator, value: int, of: int | None) -> str:
    """A count, of how many where that is known."""
    return tr.number(value) if of is None else tr.text("{k} of {n}", k=tr.number(value), n=tr.number(of))


def _share_words(tr: Translator, share: Share | None, target: float | None) -> str:
    if share is None or share.yes is None:
        return NOTHING
    if share.yes.exact and share.answered:
        k = single_words(tr, share.yes.low, share.answered)
        return f"{percent(tr, share.yes.low / share.answered, target)} ({k})"
    return half_words(tr, share, target) or known_words(tr, share.yes, share.answered)


def half_words(tr: Translator, share: Share, target: float | None) -> str:
    """Of a range that says no more than whether the goal is reached: just that."""
    if target is None or share.yes is None:
        return ""
    needed, goal = fewest(target, share.answered), target_words(tr, target)
    if share.yes == Known(needed, share.answered):
        return tr.text("at least {goal}", goal=goal)
    return tr.text("under {goal}", goal=goal) if share.yes == Known(0, needed - 1) else ""


def known_words(tr: Translator, yes: Known, answered: int) -> str:
    """A number of those who answered, or the range in which it lies."""
    values = {"low": tr.number(yes.low), "high": tr.number(yes.high), "n": tr.number(answered)}
    if yes.exact:
        return tr.text("{low} of {n}", **values)
    if yes.high == answered:
        return tr.text("{low} or more of {n}", **values)
    if yes.low == 0:
        return tr.text("{high} or fewer of {n}", **values)
    return tr.text("{low} to {high} of {n}", **values)


def question_words(tr: Translator, programme: Programme, survey: str | None, key: str) -> str:
    """What a question is about, in short; what the plan words itself stands as it is asked."""
    words = {
        "help": tr.ptext("question", "Got help"),
        "tools": tr.ptext("question", "Got tools to solve it"),
        "next-time": tr.ptext("question", "Knows what to do next time"),
        "knowledge": tr.ptext("question", "Got new knowledge"),
        "offers": tr.ptext("question", "Knows local offers better"),
        "network": tr.ptext("question", "Has a better network"),
        "place": tr.ptext("question", "Knows where to turn"),
    }
    found = programme.survey(survey)
    own = next((one.texts for one in found.questions if one.key == key), {}) if found else {}
    return tr.pick(own) if own else words.get(key, key)


def mode_words(tr: Translator, mode: str) -> str:
    """How an answer was given."""
    words = {
        Mode.CHAT.value: tr.ptext("mode", "In the chat"),
        Mode.PAPER.value: tr.ptext("mode", "On paper"),
        Mode.HOUSE.value: tr.ptext("mode", "On a phone of the house"),
    }
    return words.get(mode, mode)


def versions_words(versions: Iterable[str]) -> str:
    """The wordings that were asked, by their names."""
    return ", ".join(versions) or NOTHING
