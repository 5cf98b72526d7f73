"""What staff see of days off: their own, and for a leader those of all."""

from collections.abc import Sequence
from datetime import date

from domain.absence import Absence, Wrong
from domain.access import Right, may
from domain.appointments import Appointment
from domain.counselling import Request
from domain.people import Staff
from domain.slots import Span, drop_in_on, local_day
from handlers.context import Ctx
from handlers.counselling.staff_screens import number, topic_of
from handlers.screen import Button, Rows, Screen, column
from handlers.staff.absence_words import days_of, line_of, refusal
from handlers.staff.menu import way_home

Stands = tuple[Appointment, Request]


def _mine(ctx: Ctx, member: int) -> bool:
    return ctx.person.staff is not None and ctx.person.staff.id == member


def _place(ctx: Ctx, member: int) -> str:
    """The tap that shows somebody's days off."""
    return "away" if _mine(ctx, member) else f"away:{member}"


def overview(ctx: Ctx, whom: Staff, found: Sequence[Absence]) -> Screen:
    """What is entered, and what can be."""
    tr, mine = ctx.tr, _mine(ctx, whom.id)
    title: str = tr.html("When are you not at work? No card comes meanwhile, and you may change it at any time.")
    if not mine:
        title = tr.html("When is {name} not at work?", name=whom.name)
    here = [one for one in found if one.running]
    sick = Button(tr.ptext("staff button", "🤒 Sick today"), f"away:{whom.id}:sick")
    plan = Button(tr.ptext("staff button", "🌴 Holiday or away"), f"away:{whom.id}:plan")
    entered = [Button(days_of(tr, one), f"absence:{one.id}") for one in found]
    back = None if mine else f"team:{whom.id}"
    rows = (*column(*([] if here else [sick]), plan, *entered), *way_home(ctx.tr, back))
    return Screen(f"🌴 {title}", rows, at=_place(ctx, whom.id))


def one(ctx: Ctx, absence: Absence, stands: Sequence[Stands], said: str | None = None) -> Screen:
    """Days off: who stands in, what stands today, and what can be done about it."""
    lines = [*([said] if said else []), f"🌴 <b>{ctx.tr.value(f'{absence.name} · {days_of(ctx.tr, absence)}')}</b>"]
    lines += _stands_in(ctx, absence)
    lines += _today(ctx, absence, stands)
    rows = column(*_buttons(ctx, absence, stands))
    leave = Button(ctx.tr.ptext("staff button", "✔️ Leave it so"), _place(ctx, absence.staff))
    return Screen("\n\n".join(lines), (*rows, (leave,), *way_home(ctx.tr)), at=f"absence:{absence.id}")


def _stands_in(ctx: Ctx, absence: Absence) -> list[str]:
    if not absence.covered:
        return []
    if absence.substitute_name:
        return [ctx.tr.html("{colleague} stands in.", colleague=absence.substitute_name)]
    return [ctx.tr.html("Nobody stands in. Every colleague who takes requests can act on what is taken already.")]


def _today(ctx: Ctx, absence: Absence, stands: Sequence[Stands]) -> list[str]:
    """What would have been today: for a leader a number only."""
    tr = ctx.tr
    if not absence.running or not absence.covered:
        return []
    lines = [tr.html("Drop-in: {hours}", hours=tr.hours(one.starts_at, one.ends_at)) for one in _drop_in(ctx)]
    if not stands:
        return [*lines, tr.html("No appointments are left for today.")]
    counted = tr.nhtml("{n} appointment is left for today.", "{n} appointments are left for today.", len(stands))
    if not may(ctx.person, Right.TRIAGE):
        return [*lines, counted]
    return [*lines, "\n".join([counted, *(_time(ctx, *each) for each in stands)])]


def _drop_in(ctx: Ctx) -> list[Span]:
    """The drop-in of today that is not over."""
    found = drop_in_on(ctx.programme, local_day(ctx.programme, ctx.now))
    return [one for one in found if one.ends_at > ctx.now]


def _time(ctx: Ctx, appointment: Appointment, request: Request) -> str:
    return str(ctx.tr.value(f"{ctx.tr.time(appointment.starts_at)} · {number(request)} · {topic_of(ctx, request)}"))


def _buttons(ctx: Ctx, absence: Absence, stands: Sequence[Stands]) -> list[Button | None]:
    tr, data, day = ctx.tr, f"absence:{absence.id}", local_day(ctx.programme, ctx.now)
    who = Button(tr.ptext("staff button", "👥 Choose who stands in"), f"{data}:who") if absence.covered else None
    matters = absence.running and absence.covered and (stands or _drop_in(ctx))
    closing = matters and may(ctx.person, Right.OPENING)
    close = Button(tr.ptext("staff button", "🚫 Close today"), f"opening:{day.isoformat()}:check:closed:0")
    days = Button(tr.ptext("staff button", "✏️ Change the days"), f"{data}:days")
    return [who, close if closing else None, days, Button(_end_label(ctx, absence), f"{data}:end")]


def _end_label(ctx: Ctx, absence: Absence) -> str:
    tr = ctx.tr
    if not absence.running:
        return tr.ptext("staff button", "🗑 At work after all")
    if _mine(ctx, absence.staff):
        return tr.ptext("staff button", "👋 I'm back")
    # Translators: on a button; {name} is a colleague.
    return tr.ptext("staff button", "👋 {name} is back", name=absence.name)


def choose(
    ctx: Ctx, absence: Absence, colleagues: Sequence[Staff], wrong: Wrong | None = None, name: str = ""
) -> Screen:
    """Who stands in: with the rights of a family worker, and only as long as it lasts."""
    tr, was = ctx.tr, absence.substitute or 0
    lines = [refusal(tr, wrong, name)] if wrong else []
    lines += [tr.html("Who stands in for {name}? {days}.", name=absence.name, days=days_of(tr, absence))]
    lines += [_lent(ctx, colleagues)]
    buttons = [Button(one.name, f"absence:{absence.id}:by:{one.id}:{was}") for one in colleagues]
    nobody = Button(tr.ptext("staff button", "Nobody stands in"), f"absence:{absence.id}:by:0:{was}")
    rows = (*column(*buttons, nobody), *way_home(ctx.tr, f"absence:{absence.id}"))
    return Screen("\n\n".join(lines), rows, at=f"absence:{absence.id}:who")


def _lent(ctx: Ctx, colleagues: Sequence[Staff]) -> str:
    if not colleagues:
        return ctx.tr.html("There is no colleague to choose. A leader can choose anybody in the team.")
    if may(ctx.person, Right.ROSTER):
        return ctx.tr.html("Whoever you choose reads and does what a family worker does, as long as it lasts.")
    return ctx.tr.html("You can choose those who take requests already. A leader can choose anybody.")


def ended(ctx: Ctx, absence: Absence, then: Screen) -> Screen:
    """Back again, or it will not be."""
    if not absence.running:
        said = ctx.tr.html("{days}: taken back.", days=days_of(ctx.tr, absence))
    elif _mine(ctx, absence.staff):
        said = ctx.tr.html("Welcome back! What you had taken is yours again.")
    else:
        said = ctx.tr.html("{name} is entered as back.", name=absence.name)
    return Screen(f"{said}\n\n{then.text}", then.rows, at=then.at)


def told(ctx: Ctx, absence: Absence | None) -> Screen:
    """A leader has said something about her days off."""
    tr, see = ctx.tr, Button(ctx.tr.ptext("staff button", "🌴 Time off"), "away")
    text: str = tr.html("A leader has taken back days on which you were to be off.")
    if absence is not None:
        text = tr.html("A leader has entered when you are not at work: {line}", line=line_of(tr, absence))
    return Screen(f"🌴 {text}", (*column(see), *way_home(ctx.tr)))


def team_lines(ctx: Ctx, found: Sequence[Absence]) -> list[str]:
    """Everybody's days off, for the list of the team."""
    if not found:
        return []
    return [f"\n🌴 <b>{ctx.tr.html('Not at work')}</b>", *(str(ctx.tr.value(line_of(ctx.tr, one))) for one in found)]


def ask_day(ctx: Ctx, name: str | None, first: date | None, rows: Rows, problem: str | None) -> Screen:
    """The first day, then the last."""
    tr = ctx.tr
    if first is not None:
        text: str = tr.html("From {day}. Which is the last day?", day=tr.day(first))
    elif name is not None:
        text = tr.html("Which is the first day off of {name}? Or write both, such as 23/12-3/1.", name=name)
    else:
        text = tr.html("Which is the first day off? Or write both, such as 23/12-3/1.")
    return Screen("\n\n".join([*([problem] if problem else []), f"🌴 {text}"]), (*rows, *way_home(ctx.tr, "away")))


def ask_who(ctx: Ctx, wanted: Absence, choices: Sequence[Button]) -> Screen:
    """Who stands in, before it is kept."""
    text = ctx.tr.html("Who stands in for {name}? {days}.", name=wanted.name, days=days_of(ctx.tr, wanted))
    return Screen(f"👥 {text}", (*column(*choices), *way_home(ctx.tr, "away")))
