"""Own working hours: a weekly pattern by buttons or typed, so that no card comes outside it."""

from datetime import time

from domain.hours import WeeklyHours
from domain.working_hours import read_week, with_day
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.screen import Button, Screen, beside, column
from handlers.staff.menu import way_home
from storage import people
from storage.engine import Tx

WEEK = range(1, 8)
USUAL = (
    (8, 14),
    (8, 15),
    (8, 16),
    (9, 13),
    (9, 15),
    (9, 16),
    (10, 14),
    (10, 17),
    (12, 17),
    (12, 20),
    (14, 20),
    (16, 20),
)
IN_A_ROW = 3
CLOCK = 4
OFF = "off"


async def look(ctx: Ctx, tx: Tx) -> Screen:
    """Her week as it is."""
    return _week(ctx, me(ctx).hours)


def _week(ctx: Ctx, hours: tuple[WeeklyHours, ...], said: str | None = None) -> Screen:
    tr = ctx.tr
    text = tr.html("When do you work? Cards come only then; one message in the morning says the rest.")
    if not hours:
        text = tr.html("You have entered no hours: cards come every day, but not at night. When do you work?")
    days = [Button(_line(ctx, weekday, hours), f"worktime:{weekday}") for weekday in WEEK]
    clear = Button(tr.ptext("staff button", "🗑 No hours of my own"), "worktime:clear") if hours else None
    parts = [*([said] if said else []), f"🕘 {text}", tr.html("Choose a day, or write the week: man 9-15, tor 12-17")]
    return Screen("\n\n".join(parts), (*column(*days, clear), *way_home(ctx.tr)), at="worktime")


def _line(ctx: Ctx, weekday: int, hours: tuple[WeeklyHours, ...]) -> str:
    mine = [ctx.tr.hours(one.opens, one.closes) for one in hours if one.weekday == weekday]
    return f"{ctx.tr.weekday(weekday).capitalize()} · {ctx.tr.list(mine) if mine else '–'}"


async def choose(ctx: Ctx, tx: Tx, weekday: str) -> Screen:
    """From when to when on this day?"""
    if not _known(weekday):
        return await _gone(ctx, tx)
    spans = [(time(opens), time(closes)) for opens, closes in USUAL]
    buttons = [
        Button(ctx.tr.hours(opens, closes), f"worktime:{weekday}:{opens:%H%M}:{closes:%H%M}") for opens, closes in spans
    ]
    off = Button(ctx.tr.ptext("staff button", "Not on this day"), f"worktime:{weekday}:{OFF}")
    text = ctx.tr.html(
        "{day}: from when to when? Other times you can write, for the whole week: man 9-15, tor 12-17",
        day=ctx.tr.weekday(int(weekday)).capitalize(),
    )
    return Screen(text, (*beside(buttons, IN_A_ROW), (off,), *way_home(ctx.tr, "worktime")), at=f"worktime:{weekday}")


def _known(weekday: str) -> bool:
    return weekday in {str(one) for one in WEEK}


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await look(ctx, tx))


async def set_day(ctx: Ctx, tx: Tx, weekday: str, opens: str, closes: str) -> Screen:
    """These are her hours on this day."""
    span = _time(opens), _time(closes)
    if not _known(weekday) or span[0] is None or span[1] is None or span[0] >= span[1]:
        return await _gone(ctx, tx)
    return await _keep(ctx, tx, with_day(me(ctx).hours, int(weekday), (span[0], span[1])))


def _time(clock: str) -> time | None:
    try:
        return time.fromisoformat(clock) if len(clock) == CLOCK and clock.isascii() and clock.isdecimal() else None
    except ValueError:
        return None


async def day_off(ctx: Ctx, tx: Tx, weekday: str) -> Screen:
    """She does not work on this day."""
    if not _known(weekday):
        return await _gone(ctx, tx)
    return await _keep(ctx, tx, with_day(me(ctx).hours, int(weekday), None))


async def clear(ctx: Ctx, tx: Tx) -> Screen:
    """No hours of her own: every day, but not at night."""
    return await _keep(ctx, tx, ())


async def _keep(ctx: Ctx, tx: Tx, hours: tuple[WeeklyHours, ...]) -> Screen:
    await people.set_hours(tx, me(ctx).id, hours)
    return _week(ctx, hours, ctx.tr.html("Noted."))


async def typed(ctx: Ctx, tx: Tx, text: str, weekday: str = "") -> Screen:
    """The whole week in one line; what is not named is a day off."""
    week = read_week(text, [ctx.tr.weekday(weekday) for weekday in WEEK])
    if week is None:
        said = ctx.tr.html("I did not understand these hours. Write for example: man 9-15, tor 12-17")
        return _week(ctx, me(ctx).hours, said)
    return await _keep(ctx, tx, week)
