"""The last pages of the yearly report: how it was counted, what it cannot say, and what families were asked."""

from collections.abc import Sequence

from documents.report import Part
from domain.figures import Year
from domain.programme import Programme
from domain.surveys import Round
from handlers.report.staff_report_words import question_words
from locales import Translator


def method(tr: Translator, programme: Programme, year: Year, rounds: Sequence[Round]) -> tuple[Part, ...]:
    """How the figures were made, in plain words."""
    return (*_counting(tr), *_being_sure(tr), _limits(tr), *_wording(tr, programme, year, rounds))


def _counting(tr: Translator) -> list[Part]:
    families = Part(
        tr.text("Whom a figure is of"),
        (
            tr.text("A family is counted once a year in each criterion, also with two parents in it."),
            tr.text(
                "N is how many families were reached, n how many of them answered, and k how many of these said yes."
            ),
        ),
    )
    once = Part(
        tr.text("One answer for each family"),
        (
            tr.text("The first complete answer of a family in a year counts. A second parent's is kept apart."),
            tr.text("Whoever did not want to say is counted as having answered, and not as a yes."),
            tr.text("A family agrees to a criterion of several parts only if it says yes to all of them."),
        ),
    )
    rounds = Part(
        tr.text("Rounds"),
        (
            tr.text("Families are asked in rounds of a quarter. Nothing is counted before a round is closed."),
            tr.text("A round with fewer than five new answers is added together with later ones."),
            tr.text("While rounds of a year are still open, it is only said whether the goal is reached so far."),
        ),
    )
    return [families, once, rounds]


def _being_sure(tr: Translator) -> list[Part]:
    uncertainty = Part(
        tr.text("How sure a figure is"),
        (
            tr.text("The uncertainty is a 95 % interval (Wilson, corrected for the number of families)."),
            tr.text("It supposes that those who are silent are so by chance."),
            tr.text("Of fewer than 20 families no interval is given: it would promise too much."),
            tr.text("“None or all” supposes nothing: it is the share if none, or all, of the silent families agreed."),
            tr.text("“Met” means that the goal is reached even if none of the others agreed."),
            tr.text("Where it could still fail, the report says “not proven for all”."),
        ),
    )
    small = Part(
        tr.text("Small numbers"),
        (
            tr.text("No answer is shown where fewer than five families stand on either side."),
            tr.text("Then a range is given, such as “26 or more of 30”."),
            tr.text("Attendance, completion and how many answered are plain counts, and are shown as they are."),
        ),
    )
    confidential = Part(
        tr.text("Confidential"),
        (
            tr.text("Answers are confidential."),
            tr.text("While a round is open the system knows who has answered, so that it can remind once."),
            tr.text("When a round closes, the link between a family and its answer is destroyed."),
            tr.text("No report shows a single answer. Whoever enters one that was given on paper has read that one."),
        ),
    )
    return [uncertainty, small, confidential]


def _limits(tr: Translator) -> Part:
    return Part(
        tr.text("What the figures cannot say"),
        (
            tr.text("Families may answer more kindly because the house that helped them asks."),
            tr.text("Those who do not answer may have other experiences than those who do."),
            tr.text("The figures of the area have many causes, and show no effect of the plan by themselves."),
        ),
    )


def _wording(tr: Translator, programme: Programme, year: Year, rounds: Sequence[Round]) -> list[Part]:
    """What was asked, in each wording that was counted; without one, nothing was."""
    counted = {version for figure in year.figures for version in figure.versions}
    by_version = {one.version: one for one in rounds if one.version in counted}
    return [_questions(tr, programme, one) for _, one in sorted(by_version.items())]


def _questions(tr: Translator, programme: Programme, asked: Round) -> Part:
    survey = programme.survey(asked.survey)
    name = tr.pick(survey.texts) if survey else asked.survey
    wording = asked.wording.questions.items()
    questions = [tr.pick(texts) or question_words(tr, programme, asked.survey, key) for key, texts in wording]
    options = [tr.pick(texts) for texts in asked.wording.options.values()]
    agrees = [tr.pick(asked.wording.options[one]) for one in sorted(asked.wording.yes) if one in asked.wording.options]
    lines = [*questions, *([tr.text("To choose from: {options}.", options=" · ".join(options))] if options else ())]
    if agrees:
        lines.append(tr.text("These count as yes: {options}.", options=" · ".join(agrees)))
    return Part(tr.text("What was asked: {survey} ({version})", survey=name, version=asked.version), tuple(lines))
