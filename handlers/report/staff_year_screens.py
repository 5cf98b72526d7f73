"""What the leader sees of a year: figures that others measured, never beside ours, and whether it is closed."""

from collections.abc import Mapping, Sequence

from domain.criteria import Better, Criterion
from domain.slots import local_day
from domain.years import AreaFigure, ClosedYear, Missing, closable_on
from handlers.context import Ctx
from handlers.report.staff_report_words import figure_name
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff.closed_years import is_closed
from handlers.staff.menu import way_home
from locales import Translator

# Of what stood there before, the newest.
MOST_BEFORE = 8


def year(ctx: Ctx, year: int, found: Mapping[str, AreaFigure], closed: ClosedYear | None) -> Screen:
    """One year: what others measured, and what can be done."""
    tr, outside = ctx.tr, [one for one in ctx.programme.criteria if one.outside]
    head = f"🗓 <b>{tr.html('The year {year}', year=str(year))}</b>"
    lines = [_line(ctx, one, found.get(one.key)) for one in outside]
    figures = "\n".join([tr.html("Figures that others measure, for the whole area:"), *lines])
    buttons = [Button(f"📊 {tr.pick(one.texts)}", f"year:{year}:figure:{one.key}") for one in outside]
    text = "\n\n".join([head, *([figures] if outside else []), _state(ctx, year, closed)])
    return Screen(text, (*column(*buttons), *_ways(ctx, year, closed), *way_home(tr)), at=f"year:{year}")


def _line(ctx: Ctx, criterion: Criterion, found: AreaFigure | None) -> str:
    tr, name = ctx.tr, ctx.tr.pick(criterion.texts)
    if found is None:
        return f"▫️ {tr.html('{criterion}: not entered', criterion=name)}"
    return f"✅ {tr.html('{criterion}: {figure}', criterion=name, figure=figure_name(tr, criterion, found.value))}"


def _state(ctx: Ctx, year: int, closed: ClosedYear | None) -> str:
    tr, ripe = ctx.tr, closable_on(ctx.programme, year)
    if closed is not None:
        day = tr.date(local_day(ctx.programme, closed.closed_at))
        return (
            f"🔒 {tr.html('{year} is closed, since {day}. Nothing in it changes any more.', year=str(year), day=day)}"
        )
    if local_day(ctx.programme, ctx.now) < ripe:
        return tr.html("{year} can be closed from {day}.", year=str(year), day=tr.date(ripe))
    return tr.html("{year} can be closed now.", year=str(year))


def _ways(ctx: Ctx, year: int, closed: ClosedYear | None) -> Rows:
    tr, today = ctx.tr, local_day(ctx.programme, ctx.now)
    missing = Button(tr.ptext("staff button", "📋 What is missing"), f"year:{year}:missing")
    archive = Button(tr.ptext("staff button", "📦 For the archive"), f"year:{year}:archive")
    rows = beside([archive] if closed else [missing, archive])
    earlier = Button(f"◀️ {year - 1}", f"year:{year - 1}")
    later = Button(f"{year + 1} ▶️", f"year:{year + 1}")
    oldest = today.year - ctx.programme.retention["talks_years"]
    return (*rows, *beside([*([earlier] if year > oldest else []), *([later] if year < today.year else [])]))


def figure(
    ctx: Ctx, year: int, criterion: Criterion, found: Sequence[AreaFigure], problem: str | None, *, changeable: bool
) -> Screen:
    """One figure: what stands there, where it began, and what stood there before."""
    tr, standing = ctx.tr, [one for one in found if one.withdrawn_at is None]
    holds = standing[-1] if standing else None
    head = f"📊 <b>{tr.value(tr.pick(criterion.texts))} {year}</b>\n{tr.value(tr.pick(criterion.definition))}"
    before = [one for one in found if one is not holds][-MOST_BEFORE:]
    parts = [problem, head, _baseline(tr, criterion), _holds(ctx, criterion, holds)]
    parts += [_before(ctx, criterion, before) if before else None, _asks(ctx, year, changeable=changeable)]
    rows = (*beside(_verbs(ctx, year, criterion, holds)), *way_home(tr, f"year:{year}")) if changeable else ()
    rows = rows or way_home(tr, f"year:{year}")
    return Screen("\n\n".join(filter(None, parts)), rows, at=f"year:{year}:figure:{criterion.key}")


def _verbs(ctx: Ctx, year: int, criterion: Criterion, holds: AreaFigure | None) -> list[Button]:
    tr, data = ctx.tr, f"year:{year}:enter:{criterion.key}"
    if holds is None:
        return [Button(tr.ptext("staff button", "✏️ Enter it"), data)]
    back = Button(tr.ptext("staff button", "↩️ Take it back"), f"year:{year}:back:{holds.id}")
    return [Button(tr.ptext("staff button", "✏️ Put it right"), data), back]


def _baseline(tr: Translator, criterion: Criterion) -> str | None:
    base = criterion.baseline
    if base is None:
        return None
    began = figure_name(tr, criterion, base.value)
    said: str = tr.html("It began at {figure} in {year}, and shall rise.", figure=began, year=str(base.year))
    if base.better is Better.LOWER:
        said = tr.html("It began at {figure} in {year}, and shall fall.", figure=began, year=str(base.year))
    if base.elsewhere is None or base.where is None:
        return said
    other = figure_name(tr, criterion, base.elsewhere)
    return f"{said} {tr.html('In {where} it was {figure}.', where=tr.pick(base.where), figure=other)}"


def _holds(ctx: Ctx, criterion: Criterion, holds: AreaFigure | None) -> str:
    tr = ctx.tr
    if holds is None:
        return tr.html("Nothing is entered for this year.")
    figure, moment = figure_name(tr, criterion, holds.value), tr.moment(holds.noted_at)
    said = tr.html("Entered: {figure}", figure=figure)
    source = tr.html("{source}, figures of {day}", source=holds.source, day=tr.date(holds.as_of))
    return "\n".join(
        [f"<b>{said}</b>", source, tr.html("{moment}: entered ({name})", moment=moment, name=holds.staff_name)]
    )


def _before(ctx: Ctx, criterion: Criterion, found: Sequence[AreaFigure]) -> str:
    return "\n".join([ctx.tr.html("What stood there before:"), *(_one_before(ctx, criterion, one) for one in found)])


def _one_before(ctx: Ctx, criterion: Criterion, one: AreaFigure) -> str:
    tr = ctx.tr
    what = f"{figure_name(tr, criterion, one.value)} · {one.source}"
    said = tr.html("{moment}: {what} ({name})", moment=tr.moment(one.noted_at), what=what, name=one.staff_name)
    return f"<s>{said}</s> {tr.html('(taken back)')}" if one.withdrawn_at is not None else said


def _asks(ctx: Ctx, year: int, *, changeable: bool) -> str:
    if not changeable:
        return f"🔒 {ctx.tr.value(is_closed(ctx, year))}"
    return ctx.tr.html("Write the figure, for example 6,4.")


def missing(ctx: Ctx, year: int, found: Missing, closes: bool) -> Screen:
    """What is still missing, in numbers and nothing else."""
    tr = ctx.tr
    lines = _lines(ctx, found) or [tr.html("Nothing is missing.")]
    text = "\n".join([f"📋 <b>{tr.html('Still missing in {year}', year=str(year))}</b>", *lines])
    last: str | None = None
    if not closes:
        last = tr.html(
            "{year} can be closed from {day}.", year=str(year), day=tr.date(closable_on(ctx.programme, year))
        )
    close = Button(tr.ptext("staff button", "🔒 Close {year}", year=str(year)), f"year:{year}:close")
    rows = column(close if closes and not found.rounds else None)
    said = "\n\n".join(filter(None, [text, last]))
    return Screen(said, (*rows, *way_home(tr, f"year:{year}")), at=f"year:{year}:missing")


def _lines(ctx: Ctx, found: Missing) -> list[str]:
    tr, names = ctx.tr, {one.key: ctx.tr.pick(one.texts) for one in ctx.programme.criteria}
    counts = (
        (tr.html("Rounds of questions that are still open: {n}", n=found.rounds), found.rounds),
        (tr.html("Times of which nobody has said how they went: {n}", n=found.times), found.times),
        (tr.html("Meetings without any attendance: {n}", n=found.meetings), found.meetings),
    )
    unknown = [
        tr.html("{criterion}: unknown of {n}", criterion=names.get(key, key), n=n) for key, n in found.unknown.items()
    ]
    area = [tr.html("{criterion}: not entered", criterion=names[key]) for key in found.figures]
    return [f"▫️ {said}" for said in (*(said for said, number in counts if number), *unknown, *area)]


def ask_close(ctx: Ctx, year: int, found: Missing) -> Screen:
    """Shall it be closed? It cannot be opened again."""
    tr = ctx.tr
    said = tr.html(
        "Close {year}? Nothing in it can be put right afterwards, and it cannot be opened again.", year=str(year)
    )
    lines = _lines(ctx, found)
    left = "\n".join([tr.html("Still missing, and then unknown for good:"), *lines]) if lines else None
    yes = Button(tr.ptext("staff button", "🔒 Yes, close {year}", year=str(year)), f"year:{year}:close:yes")
    text = "\n\n".join(filter(None, [f"🔒 <b>{said}</b>", left]))
    return Screen(text, (*column(yes), *way_home(tr, f"year:{year}")), at=f"year:{year}:close")
