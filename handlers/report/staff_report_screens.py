"""What the report looks like in the chat of staff."""

from collections.abc import Sequence

from documents.report_picture import PIXELS_PER_INCH
from documents.typesetting import Paper
from domain.counselling import Outcome
from domain.criteria import Criterion
from domain.figures import Figure, Response
from domain.reports import OTHER
from handlers.context import Ctx
from handlers.counselling.staff_words import outcome_name
from handlers.report.staff_printed import Reading, state_words
from handlers.report.staff_report_words import MARKS, figure_words, mode_words, question_words, single_words
from handlers.report.staff_sentences import sentences, verdict_sentence, yes_sentences
from handlers.screen import Button, Screen, beside, column
from handlers.staff.menu import way_home
from locales import Translator
from locales.tongues import tongue

# A telegram carries so many signs; of a plan with very many criteria the last are read one by one.
LONGEST_TEXT = 3800


def drawn(paper: Paper) -> bytes:
    """A picture for the chat."""
    return paper.pictures(PIXELS_PER_INCH)[0]


def overview(ctx: Ctx, reading: Reading) -> Screen:
    """The year with a line about each criterion, and the ways on."""
    tr, year = ctx.tr, reading.year.year
    lines = [_line(tr, one, reading.year.figure(one.key)) for one in reading.criteria]
    if not lines:
        lines = [tr.html("There is no criterion that you register.")]
    text = _shortened(tr, [_head(tr, reading), *lines])
    ways = (
        Button(tr.ptext("staff button", "🔎 One by one"), f"report:{year}:each"),
        Button(tr.ptext("staff button", "📄 Yearly report"), f"report:{year}:papers"),
    )
    rows = (*(beside(ways) if reading.criteria else ()), *beside(_years(reading), 3))
    return Screen(text, (*rows, *way_home(tr)), at=f"report:{year}:words")


def _head(tr: Translator, reading: Reading) -> str:
    lock = " 🔒" if reading.year.closed_on else ""
    state = " ".join(state_words(tr, reading.year))
    return tr.html(
        "<b>{house} {year}</b>\n{state}",
        house=reading.programme.house.name,
        year=f"{reading.year.year}{lock}",
        state=state,
    )


def _line(tr: Translator, criterion: Criterion, figure: Figure | None) -> str:
    name = tr.pick(criterion.texts)
    if figure is None:
        return tr.html("{mark} <b>{name}</b>: {figure}", mark="▫️", name=name, figure=tr.text("nothing yet"))
    mark, short = MARKS[figure.verdict], figure_words(tr, criterion, figure)
    goal = verdict_sentence(tr, criterion, figure)
    return tr.html("{mark} <b>{name}</b>: {figure}. {goal}", mark=mark, name=name, figure=short, goal=goal)


def _shortened(tr: Translator, parts: Sequence[str]) -> str:
    """As many parts as a message carries, and that there are more."""
    shown = list(parts)
    while sum(len(part) + 2 for part in shown) > LONGEST_TEXT and len(shown) > 1:
        shown.pop()
    more = [tr.html("There is more, in the report as a file.")] if len(shown) < len(parts) else []
    return "\n\n".join([*shown, *more])


def _years(reading: Reading) -> list[Button]:
    """The other years, those that are closed with a lock."""
    others = [one for one in reversed(reading.years) if one.year != reading.year.year]
    return [Button(f"{one.year} 🔒" if one.closed_on else str(one.year), f"report:{one.year}") for one in others]


def each(ctx: Ctx, reading: Reading) -> Screen:
    """A button for each criterion."""
    tr, year = ctx.tr, reading.year.year
    rows = column(*(Button(tr.pick(one.texts), f"report:{year}:of:{one.key}") for one in reading.criteria))
    text = tr.html("Which criterion of {year} do you want to look at?", year=str(year))
    return Screen(text, (*rows, *way_home(tr, f"report:{year}:words")), at=f"report:{year}:each")


def one(ctx: Ctx, reading: Reading, criterion: Criterion) -> Screen:
    """One criterion: what it is, what it came to, and what is behind that."""
    tr, year, figure = ctx.tr, reading.year.year, reading.year.figure(criterion.key)
    parts = [
        tr.html("<b>{name}</b>, {year}", name=tr.pick(criterion.texts), year=str(year)),
        tr.html("<i>{definition}</i>", definition=tr.pick(criterion.definition)),
        tr.value(" ".join(sentences(tr, criterion, figure))),
        *(_behind(tr, reading, criterion, figure) if figure else ()),
    ]
    data = f"report:{year}:of:{criterion.key}"
    trend = Button(tr.ptext("staff button", "📈 Through the years"), f"report:{year}:trend:{criterion.key}")
    rows = column(trend) if len(reading.years) > 1 else ()
    return Screen(_shortened(tr, parts), (*rows, *way_home(tr, f"report:{year}:each")), at=data)


def _behind(tr: Translator, reading: Reading, criterion: Criterion, figure: Figure) -> list[str]:
    """Its parts, each course or evening, who answered, and what staff registered beside it."""
    found = [
        *_parts(tr, reading, criterion, figure),
        _lines(
            tr.text("Each by itself"),
            [(tr.date(one.day), single_words(tr, one.value, one.of)) for one in figure.singles],
            tr,
        ),
        *(_response(tr, figure.response) if figure.response else ()),
        _lines(tr.text("Beside it: what staff registered of their requests"), _registered(tr, figure), tr),
    ]
    return [part for part in found if part]


def _parts(tr: Translator, reading: Reading, criterion: Criterion, figure: Figure) -> list[str]:
    said = []
    for key, share in figure.parts.items():
        words = " ".join(yes_sentences(tr, criterion, share)) or tr.text("not shown")
        said.append((question_words(tr, reading.programme, criterion.survey, key), words))
    return [_lines(tr.text("Each question by itself"), said, tr)]


def _response(tr: Translator, response: Response) -> list[str]:
    languages = [(tongue(tr, code), single_words(tr, n, of)) for code, (n, of) in sorted(response.by_language.items())]
    modes = [(mode_words(tr, mode), tr.number(n)) for mode, n in sorted(response.by_mode.items())]
    return [
        _lines(tr.text("Answers by language (at least five asked)"), languages, tr),
        _lines(tr.text("How they answered"), modes, tr),
    ]


def _registered(tr: Translator, figure: Figure) -> list[tuple[str, str]]:
    return [
        (tr.text("Other, put together") if outcome == OTHER else outcome_name(tr, Outcome(outcome)), tr.number(n))
        for outcome, n in figure.registered.items()
    ]


def _lines(heading: str, pairs: Sequence[tuple[str, str]], tr: Translator) -> str:
    """A heading with a line for each; nothing where there is none."""
    lines = [tr.html("{name}: {value}", name=name, value=value) for name, value in pairs]
    return "\n".join([tr.html("<b>{heading}</b>", heading=heading), *lines]) if lines else ""


def papers(ctx: Ctx, reading: Reading) -> Screen:
    """The forms of the report."""
    tr, year = ctx.tr, reading.year.year
    text = tr.html("The report of {year}, with all that you may read. In which form?", year=str(year))
    rows = column(
        Button(tr.ptext("staff button", "📄 PDF in Danish"), f"report:{year}:file:pdf:da"),
        Button(tr.ptext("staff button", "📄 PDF in English"), f"report:{year}:file:pdf:en"),
        Button(tr.ptext("staff button", "📊 Workbook (Excel)"), f"report:{year}:file:xlsx:da"),
        Button(tr.ptext("staff button", "🧮 Table (CSV)"), f"report:{year}:file:csv:da"),
    )
    return Screen(text, (*rows, *way_home(tr, f"report:{year}:words")), at=f"report:{year}:papers")


def ready(ctx: Ctx, reading: Reading) -> str:
    """The file comes below."""
    return ctx.tr.html("Here is the report of {year}. It names nobody.", year=str(reading.year.year))
