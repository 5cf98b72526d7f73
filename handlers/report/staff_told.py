"""One criterion as the yearly report tells it: what it came to, and everything behind it."""

from dataclasses import dataclass

from documents.report import Table, Told
from domain.counselling import Outcome
from domain.criteria import Criterion, Measure
from domain.figures import Figure, Response, Share, Year
from domain.programme import Programme
from domain.reports import OTHER
from handlers.counselling.staff_words import outcome_name, role_name
from handlers.report.staff_charts import bar, trend
from handlers.report.staff_report_words import (
    NOTHING,
    goal_words,
    known_words,
    mode_words,
    percent,
    question_words,
    span,
    versions_words,
)
from handlers.report.staff_sentences import sentences
from locales import Translator
from locales.tongues import tongue


def registered_by(tr: Translator, criterion: Criterion) -> str:
    """Who writes down what a criterion is counted from."""
    role = criterion.registered_by
    return role_name(tr, role) if role else tr.text("entered by the leader")


def response_words(tr: Translator) -> dict[str, str]:
    """What is counted of those who were asked, by its name in a Response."""
    return {
        "population": tr.text("Families reached"),
        "asked": tr.text("Asked"),
        "answered": tr.text("Answered"),
        "withheld": tr.text("Answered, not added yet"),
        "begun": tr.text("Began and did not finish"),
        "declined": tr.text("Said no"),
        "apart": tr.text("Second answers, kept apart"),
    }


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells: the reader's words, the programme, and all years there are, oldest first."""

    tr: Translator
    programme: Programme
    years: tuple[Year, ...]

    def told(self, criterion: Criterion, figure: Figure | None) -> Told:
        """Everything about one criterion."""
        said = tuple(sentences(self.tr, criterion, figure))
        drawn = None if criterion.outside else bar(self.tr, criterion, figure)
        through = trend(self.tr, criterion, self.years) if len(self.years) > 1 else None
        name, facts = self.tr.pick(criterion.texts), self.facts(criterion, figure)
        tables = tuple(self._tables(criterion, figure)) if figure else ()
        return Told(name, self.tr.pick(criterion.definition), said, drawn, through, facts, tables, self._note(figure))

    def facts(self, criterion: Criterion, figure: Figure | None) -> tuple[tuple[str, str], ...]:
        """Goal, source and dates; of a survey who was asked, and the wording."""
        tr = self.tr
        found = [
            (tr.text("Goal"), goal_words(tr, criterion)),
            (tr.text("Source"), (figure.source if figure else None) or tr.pick(criterion.source)),
            (tr.text("Registered by"), registered_by(tr, criterion)),
        ]
        if figure and not criterion.outside:
            found.append((tr.text("Period"), tr.text("the calendar year {year}", year=str(figure.year))))
        if figure and figure.as_of:
            found.append((tr.text("Counted until"), tr.date(figure.as_of)))
        if figure and figure.response:
            found += self._asked(figure.response)
        if criterion.measure is Measure.ANSWERS and figure:
            found.append((tr.text("Wording"), versions_words(figure.versions)))
        return tuple(found)

    def _asked(self, response: Response) -> list[tuple[str, str]]:
        """How many were asked, and what came of that."""
        names = response_words(self.tr)
        return [(name, self.tr.number(getattr(response, key))) for key, name in names.items()]

    def _tables(self, criterion: Criterion, figure: Figure) -> list[Table]:
        tables = [self.parts(criterion, figure), self.singles(criterion, figure)]
        if figure.response:
            tables += [self.languages(figure.response), self.modes(figure.response)]
        tables.append(self.registered(figure))
        return [one for one in tables if one and one.rows]

    def parts(self, criterion: Criterion, figure: Figure) -> Table | None:
        """Each question by itself, and all of them together, which decides."""
        tr = self.tr
        if figure.joint is None:
            return None
        columns = (
            tr.text("Question"),
            tr.text("Said yes"),
            tr.text("Share"),
            tr.text("95 % sure"),
            tr.text("None or all"),
        )
        rows = [
            self._part(question_words(tr, self.programme, criterion.survey, key), share, criterion)
            for key, share in figure.parts.items()
        ]
        joint = self._part(tr.text("All of them together (decides)"), figure.joint, criterion)
        return Table(tr.text("What families answered"), columns, (*rows, joint))

    def _part(self, name: str, share: Share, criterion: Criterion) -> tuple[str, ...]:
        tr, yes = self.tr, share.yes
        exact = yes is not None and yes.exact and share.answered > 0
        said = known_words(tr, yes, share.answered) if yes is not None else tr.text("not shown")
        part = percent(tr, yes.low / share.answered, criterion.target) if yes is not None and exact else NOTHING
        interval, bounds = (
            span(tr, *each, criterion.target) if each else NOTHING for each in (share.interval, share.bounds)
        )
        return name, said, part, interval, bounds

    def singles(self, criterion: Criterion, figure: Figure) -> Table | None:
        """Each course, or each evening."""
        tr = self.tr
        if not figure.singles:
            return None
        rows = tuple(
            (tr.date(one.day), tr.number(one.value), NOTHING if one.of is None else tr.number(one.of))
            for one in figure.singles
        )
        if all(one.of is None for one in figure.singles):
            return Table(tr.text("Each by itself"), (tr.text("Day"), tr.text("Number")), tuple(row[:2] for row in rows))
        return Table(tr.text("Each by itself"), (tr.text("Ended"), tr.text("Completed"), tr.text("Of")), rows)

    def languages(self, response: Response) -> Table:
        """Who answered, by language; only languages in which at least five were asked are there."""
        tr = self.tr
        columns = (tr.text("Language"), tr.text("Answered"), tr.text("Asked"), tr.text("Share"))
        rows = tuple(
            (tongue(tr, code), tr.number(n), tr.number(asked), tr.percent(n / asked) if asked else NOTHING)
            for code, (n, asked) in sorted(response.by_language.items())
        )
        return Table(tr.text("Answers by language (at least five asked)"), columns, rows)

    def modes(self, response: Response) -> Table:
        """How they answered."""
        tr = self.tr
        rows = tuple((mode_words(tr, mode), tr.number(n)) for mode, n in sorted(response.by_mode.items()))
        return Table(tr.text("How they answered"), (tr.text("Way"), tr.text("Answered")), rows)

    def registered(self, figure: Figure) -> Table:
        """What staff wrote down of the same talks."""
        tr = self.tr
        rows = [
            (tr.text("Other, put together") if outcome == OTHER else outcome_name(tr, Outcome(outcome)), tr.number(n))
            for outcome, n in figure.registered.items()
        ]
        caption = tr.text("Beside it: what staff registered of their requests")
        return Table(caption, (tr.text("What came of it"), tr.text("Requests")), tuple(rows))

    def _note(self, figure: Figure | None) -> str:
        if figure is None or not figure.registered:
            return ""
        return self.tr.text("What staff registered and what families answered are two things, and are never added up.")
