"""What staff see of a week."""

from collections.abc import Sequence
from datetime import date

from domain.access import Right, may
from domain.appointments import Appointment, AppointmentState, Kind
from domain.calendar import danish_holidays, is_open
from domain.counselling import Request
from domain.slots import drop_in_on, local_day
from domain.week import Away, Week, WeekFigures
from handlers.context import Ctx
from handlers.counselling.staff_screens import number, ways_home
from handlers.screen import Button, Rows, Screen, beside, column
from locales import Translator

MOST_TIMES = 40
WORKDAYS = 5

Case = tuple[Appointment, Request]


def week(
    ctx: Ctx,
    one: Week,
    cases: Sequence[Case],
    away: Sequence[Away],
    figures: WeekFigures,
    *,
    this: bool,
    reaches: int,
) -> Screen:
    """One week: each day, who is away, and what it came to; appointments are buttons."""
    tr = ctx.tr
    head = tr.html("Week {number}: {first} to {last}", number=str(one.number), **_ends(tr, one))
    lines = [f"🗓 <b>{head}</b>", *(line for day in one.days for line in _day(ctx, day))]
    if away:
        lines += ["", *(_away(ctx, each) for each in away)]
    lines += ["", *_counts(ctx, figures)]
    more = len(cases) - MOST_TIMES
    if more > 0:
        lines.append(tr.nhtml("{n} more is not shown.", "{n} more are not shown.", more))
    buttons = [Button(_time(ctx, *case), f"case:{case[1].code}") for case in cases[:MOST_TIMES]]
    return Screen("\n".join(lines), (*column(*buttons), *_beside(ctx, one, reaches), *_home(ctx)), at=_at(one, this))


def _at(one: Week, this: bool) -> str:
    """This week is drawn anew as whichever it is then."""
    return "week" if this else f"week:{one.monday.isoformat()}"


def _ends(tr: Translator, one: Week) -> dict[str, str]:
    return {"first": tr.day(one.days[0]), "last": tr.day(one.days[-1])}


def _day(ctx: Ctx, day: date) -> list[str]:
    """The hours of a day; of a weekend only if somebody can come."""
    tr, spans = ctx.tr, drop_in_on(ctx.programme, day)
    if day.isoweekday() > WORKDAYS and not spans:
        return []
    said: str = tr.html("no drop-in")
    if day in danish_holidays(day.year):
        said = tr.html("holiday, closed")
    elif not is_open(day, ctx.programme.closed_days):
        said = tr.html("closed")
    elif spans:
        said = tr.value(tr.list([tr.hours(span.starts_at, span.ends_at) for span in spans]))
    return [f"{tr.value(tr.day(day))}: {said}"]


def _away(ctx: Ctx, one: Away) -> str:
    tr = ctx.tr
    if one.first == one.last:
        return tr.html("{name} is away {day}", name=one.name, day=tr.day(one.first))
    return tr.html("{name} is away {first} to {last}", name=one.name, first=tr.day(one.first), last=tr.day(one.last))


def _counts(ctx: Ctx, figures: WeekFigures) -> list[str]:
    tr = ctx.tr
    lines: list[str] = [
        tr.html("New requests: {n}", n=tr.number(figures.requests)),
        tr.html("Appointments: {n}", n=tr.number(figures.appointments)),
        tr.html("Talks held: {n}", n=tr.number(figures.talks)),
        tr.html("Families for the first time this year: {n}", n=tr.number(figures.new_families)),
        tr.html("Bridges built: {n}", n=tr.number(figures.bridges)),
    ]
    if figures.waiting is not None:
        lines.append(tr.html("Waiting for somebody now: {n}", n=tr.number(figures.waiting)))
    return lines


def _time(ctx: Ctx, appointment: Appointment, request: Request) -> str:
    tr = ctx.tr
    day = tr.weekday(local_day(ctx.programme, appointment.starts_at).isoweekday())
    mark = {AppointmentState.HELD: "✅ ", AppointmentState.MISSED: "➖ "}.get(appointment.state, "")
    kind = {
        Kind.VISIT: tr.ptext("appointment", "visit"),
        Kind.CALL: tr.ptext("appointment", "call"),
        Kind.COMPANY: tr.ptext("appointment", "companion"),
    }[appointment.kind]
    return f"{mark}{day} {tr.time(appointment.starts_at)} · {number(request)} · {kind}"


def _beside(ctx: Ctx, one: Week, reaches: int) -> Rows:
    """The weeks before and after, as far as one can look."""
    now = Week.of(local_day(ctx.programme, ctx.now))
    found = []
    if one.monday > now.beside(-reaches).monday:
        found.append(Button(f"◀️ {_name(ctx, one.beside(-1))}", f"week:{one.beside(-1).monday.isoformat()}"))
    if one.monday < now.beside(reaches).monday:
        found.append(Button(f"{_name(ctx, one.beside(1))} ▶️", f"week:{one.beside(1).monday.isoformat()}"))
    return beside(found)


def _name(ctx: Ctx, one: Week) -> str:
    # Translators: on a button; {number} is the number of a week.
    return ctx.tr.ptext("staff button", "Week {number}", number=str(one.number))


def _home(ctx: Ctx) -> Rows:
    """Back to where she works: a leader has no queue."""
    if may(ctx.person, Right.TRIAGE):
        return ways_home(ctx.tr)
    return column(Button(ctx.tr.ptext("staff button", "🏠 Start"), "staff"))
