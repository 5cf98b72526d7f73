"""What staff see when they choose a day and hours."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from handlers.context import Ctx
from handlers.gatherings.staff_plan_screens import told_line
from handlers.gatherings.staff_planner import Planned, day_words, heading
from handlers.screen import Button, Screen, beside
from handlers.staff.menu import way_home
from locales import Translator

OTHER_HOURS = (
    (time(9, 30), time(11, 30)),
    (time(10), time(12)),
    (time(13), time(15)),
    (time(15), time(17)),
    (time(16), time(18)),
    (time(17), time(19)),
    (time(18), time(20)),
)


def days(
    ctx: Ctx, planned: Planned, verb: str, shown: Sequence[date], since: date | None, problem: str | None = None
) -> Screen:
    """Days by buttons; any other is typed."""
    tr, data = ctx.tr, f"{planned.data}:{verb}"
    later = (shown[-1] + timedelta(days=1)).isoformat()
    buttons = [Button(day_words(ctx, day), f"{data}:day:{day.isoformat()}") for day in shown]
    onward = Button(tr.ptext("staff button", "Later ▸"), f"{data}:from:{later}")
    parts = [heading(ctx, planned), tr.html('Which day? Tap it, or write for example "12/1", or "12/1 17-19.30".')]
    if verb == "turn" and not planned.rules.single and not planned.gathering.sessions:
        parts.append(
            tr.html('Times that take turns you can write at once: "tirsdag 10-12, onsdag 14-16, torsdag 17-19".')
        )
    at = f"{data}:from:{since.isoformat()}" if since else data
    text = "\n\n".join([*([problem] if problem else []), *parts])
    return Screen(text, (*beside(buttons), (onward,), *way_home(tr, planned.page)), at=at)


def hours(ctx: Ctx, planned: Planned, verb: str, day: date, spans: Sequence[tuple[time, time]]) -> Screen:
    """The usual hours first; any others are typed."""
    tr, data = ctx.tr, f"{planned.data}:{verb}"
    buttons = [Button(tr.hours(*span), f"{data}:at:{day.isoformat()}:{span[0]:%H%M}-{span[1]:%H%M}") for span in spans]
    text = tr.html('{day}: from when to when? Tap it, or write for example "17-19.30".', day=day_words(ctx, day))
    rows = (*beside(buttons), *way_home(tr, data))
    return Screen(f"{heading(ctx, planned)}\n\n{text}", rows, at=f"{data}:day:{day.isoformat()}")


def not_understood(tr: Translator) -> str:
    """She wrote something that could mean anything."""
    return tr.html("I did not understand that. Write one day and perhaps its hours, and nothing else.")


def turns_not_understood(tr: Translator) -> str:
    """Of several times in turn one was not clear, or cannot be."""
    return tr.html("I did not understand these times, or the house is closed on one of the days.")


def which_day(tr: Translator) -> str:
    """Hours were written, and no day."""
    return tr.html("On which day? Write the day as well.")


def not_that_day(tr: Translator) -> str:
    """A holiday, a closed day, one that is over, or one too far away."""
    return tr.html("That day is over, a public holiday, closed, or too far away.")


def has_days(tr: Translator) -> str:
    """The draft has its day already: an old button."""
    return tr.html("It has its day already. Here you can change it.")


def after_the_last(tr: Translator) -> str:
    """A time in turn lies after the one before it."""
    return tr.html("The next time in turn must be a later day than the last, and six are the most.")


def is_there(tr: Translator) -> str:
    """There is a session at that very time."""
    return tr.html("There is a session at that time already.")


def added(tr: Translator, count: int | None) -> str:
    """One more session, and how many hear of it."""
    said = tr.html("➕ The session is added.")
    return said if count is None else f"{said} {told_line(tr, count)}"
