"""What staff see when they say that a day is unlike other weeks."""

from collections.abc import Sequence
from datetime import date, time

from domain.hours import DayHours
from domain.slots import drop_in_on
from handlers.context import Ctx
from handlers.counselling.staff_screens import ways_home
from handlers.screen import Button, Screen, beside, column

FIRST, LAST = 8, 20
IN_A_ROW = 4


def days(ctx: Ctx, found: Sequence[date]) -> Screen:
    """Which day: what is unlike already stands beside it."""
    buttons = [Button(_day_line(ctx, day), f"opening:{day.isoformat()}") for day in found]
    return Screen(
        ctx.tr.html("Which day has other hours?"),
        (*column(*buttons), *ways_home(ctx.tr)),
        at="opening",
    )


def _day_line(ctx: Ctx, day: date) -> str:
    """The day, with its hours where there is something to say."""
    usual = day not in ctx.programme.changes and not drop_in_on(ctx.programme, day)
    return ctx.tr.day(day) if usual else f"{ctx.tr.day(day)} · {_hours_of(ctx, day)}"


def _hours_of(ctx: Ctx, day: date) -> str:
    """The drop-in of a day as it is now."""
    tr, change = ctx.tr, ctx.programme.changes.get(day)
    if change is not None and change.closed:
        return tr.text("closed")
    spans = drop_in_on(ctx.programme, day)
    return tr.list([tr.hours(span.starts_at, span.ends_at) for span in spans]) if spans else tr.text("no drop-in")


def one_day(ctx: Ctx, day: date) -> Screen:
    """Closed, later or sooner; and back to what is usual."""
    tr, data = ctx.tr, f"opening:{day.isoformat()}"
    usual = Button(tr.ptext("staff button", "↩️ As always after all"), f"{data}:back")
    rows = column(
        Button(tr.ptext("staff button", "🚫 Closed all day"), f"{data}:check:closed:0"),
        Button(tr.ptext("staff button", "🕑 Opens at another time"), f"{data}:at:opens"),
        Button(tr.ptext("staff button", "🕔 Closes at another time"), f"{data}:at:closes"),
        usual if day in ctx.programme.changes else None,
    )
    text = f"<b>{tr.value(tr.day(day))}</b>\n{tr.value(_hours_of(ctx, day))}"
    return Screen(text, (*rows, _back(ctx), *ways_home(tr)), at=data)


def _back(ctx: Ctx) -> tuple[Button, ...]:
    return (Button(ctx.tr.ptext("staff button", "↩️ Another day"), "opening"),)


def times(ctx: Ctx, day: date, which: str) -> Screen:
    """At what time it opens, or closes."""
    tr, data = ctx.tr, f"opening:{day.isoformat()}"
    moments = [time(hour, minute) for hour in range(FIRST, LAST) for minute in (0, 30)]
    buttons = [Button(tr.time(at), f"{data}:check:{which}:{at:%H%M}") for at in moments]
    rows = beside(buttons, IN_A_ROW)
    text = tr.html("{day}\nAt what time?", day=tr.day(day))
    return Screen(text, (*rows, _back(ctx), *ways_home(tr)), at=f"{data}:at:{which}")


def check(ctx: Ctx, day: date, hours: DayHours, concerned: int, yes: str) -> Screen:
    """What it means for those who have a time."""
    tr = ctx.tr
    lines = [f"<b>{tr.value(_said(ctx, day, hours))}</b>", tr.html("Nobody has a time that stands in the way.")]
    if concerned:
        lines[1] = tr.nhtml(
            "{n} person has a time that no longer fits. She is told at once and offered another.",
            "{n} people have a time that no longer fits. They are told at once and offered another.",
            concerned,
        )
    button = Button(tr.ptext("staff button", "✅ Yes, say it"), yes)
    return Screen("\n\n".join(lines), ((button,), _back(ctx), *ways_home(tr)), at=f"opening:{day.isoformat()}")


def _said(ctx: Ctx, day: date, hours: DayHours) -> str:
    tr = ctx.tr
    if hours.opens is not None:
        return tr.text("{day}: opens at {time}", day=tr.day(day), time=tr.time(hours.opens))
    if hours.closes is not None:
        return tr.text("{day}: closes at {time}", day=tr.day(day), time=tr.time(hours.closes))
    return tr.text("{day}: closed", day=tr.day(day))


def said(ctx: Ctx, day: date, hours: DayHours) -> Screen:
    """It is so."""
    text = ctx.tr.html("It stands on the front door now, and everybody it concerns is told.")
    return Screen(
        f"✅ {ctx.tr.value(_said(ctx, day, hours))}\n\n{text}", (_back(ctx), *ways_home(ctx.tr)), at="opening"
    )


def as_always(ctx: Ctx, day: date) -> Screen:
    """Like in other weeks after all."""
    text = ctx.tr.html("{day} is like in other weeks again. Cancelled times stay cancelled.", day=ctx.tr.day(day))
    return Screen(text, (_back(ctx), *ways_home(ctx.tr)), at="opening")
