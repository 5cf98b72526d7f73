"""What staff see when they say that a day is unlike other weeks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from domain.calendar import stretches
from domain.hours import DayHours, Hours, SaidHours, joined
from domain.reminders import is_night
from domain.slots import Span, bookable_on, drop_in_on
from handlers.context import Ctx
from handlers.counselling.staff_screens import ways_home
from handlers.screen import Button, Screen, beside, column
from handlers.staff.opening_changes import Concerned, Wanted
from handlers.staff.typed import Word
from locales import Translator

FIRST, LAST = 8, 20
EARLIEST = time(0)
IN_A_ROW = 4
MOST_LINES = 12
Days = tuple[date, date]


def days(ctx: Ctx, found: Sequence[date], said: Mapping[date, SaidHours]) -> Screen:
    """What is unlike already, with who said so; and which day shall be."""
    tr = ctx.tr
    buttons = [Button(_day_line(ctx, day), f"opening:{day.isoformat()}") for day in found]
    several = Button(tr.ptext("staff button", "📅 Closed for several days"), "opening:several")
    ask = tr.html('Which day has other hours? Tap it, or write "tomorrow closed", "3/12 14-17" or "closed 7/12-11/12".')
    lines = _coming(ctx, said)
    parts = [*(["\n".join([f"<b>{tr.html('Other hours than usual:')}</b>", *lines])] if lines else []), ask]
    return Screen("\n\n".join(parts), (*column(*buttons, several), *ways_home(tr)), at="opening")


def _coming(ctx: Ctx, said: Mapping[date, SaidHours]) -> list[str]:
    """The coming changes, days in a row made one where one person closed them."""
    closers = {one.staff_name for one in said.values() if one.hours.closed}
    closed = [
        (first, last, who)
        for who in closers
        for first, last in stretches(
            (day for day, one in said.items() if one.hours.closed and one.staff_name == who), ctx.programme.closed
        )
    ]
    others = [(day, day, one.staff_name) for day, one in said.items() if not one.hours.closed]
    lines = [
        ctx.tr.html("{days}: {hours} ({name})", days=_named(ctx, (first, last)), hours=_hours_of(ctx, first), name=who)
        for first, last, who in sorted([*closed, *others])
    ]
    return [*lines[:MOST_LINES], *(["…"] if len(lines) > MOST_LINES else [])]


def _named(ctx: Ctx, found: Days) -> str:
    """One day, or from which to which."""
    tr, (first, last) = ctx.tr, found
    return tr.day(first) if first == last else tr.text("{first} to {last}", first=tr.day(first), last=tr.day(last))


def in_tap(found: Days) -> str:
    """Days as they stand in tap data."""
    first, last = found
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _day_line(ctx: Ctx, day: date) -> str:
    """The day, with its hours where there is something to say."""
    usual = day not in ctx.programme.changes and not drop_in_on(ctx.programme, day)
    return ctx.tr.day(day) if usual else f"{ctx.tr.day(day)} · {_hours_of(ctx, day)}"


def _hours_of(ctx: Ctx, day: date) -> str:
    """The drop-in of a day as it is now."""
    tr, change = ctx.tr, ctx.programme.changes.get(day)
    if change is not None and change.closed:
        return tr.text("closed")
    return _listed(tr, drop_in_hours(ctx, day)) or tr.text("no drop-in")


def _listed(tr: Translator, hours: Sequence[Hours]) -> str:
    return tr.list([tr.hours(begins, ends) for begins, ends in hours])


def drop_in_hours(ctx: Ctx, day: date) -> tuple[Hours, ...]:
    """The drop-in of a day by the clock of the house."""
    return _by_the_clock(ctx, drop_in_on(ctx.programme, day))


def _by_the_clock(ctx: Ctx, spans: Sequence[Span]) -> tuple[Hours, ...]:
    zone = ctx.programme.zone
    return joined((span.starts_at.astimezone(zone).time(), span.ends_at.astimezone(zone).time()) for span in spans)


def _lines(ctx: Ctx, day: date) -> list[str]:
    """What there is on a day: drop-in, and times that can be booked."""
    tr, booked = ctx.tr, _by_the_clock(ctx, [*bookable_on(ctx.programme, day)])
    lines: list[str] = [tr.html("Drop-in: {hours}", hours=_hours_of(ctx, day))]
    return [*lines, *([tr.html("Times to book: {hours}", hours=_listed(tr, booked))] if booked else [])]


def first_day(ctx: Ctx, found: Sequence[date]) -> Screen:
    """Closed from when."""
    tr = ctx.tr
    buttons = [Button(tr.day(day), f"opening:{day.isoformat()}:until") for day in found]
    text = tr.html('Closed from which day? Tap it, or write for example "closed 7/12-11/12".')
    return Screen(text, (*column(*buttons), _back(ctx), *ways_home(tr)), at="opening:several")


def last_day(ctx: Ctx, first: date, found: Sequence[date]) -> Screen:
    """Closed until when."""
    tr, data = ctx.tr, f"opening:{first.isoformat()}:until"
    buttons = [Button(tr.day(day), f"opening:{in_tap((first, day))}:check:closed:0") for day in found]
    text = tr.html("Closed from {day}. Until which day, that day too?", day=tr.day(first))
    return Screen(text, (*column(*buttons), _back(ctx), *ways_home(tr)), at=data)


def one_day(ctx: Ctx, found: Days) -> Screen:
    """Closed, later, sooner or at other hours; and back to what is usual. Several days can only be closed."""
    tr, data, (first, last) = ctx.tr, f"opening:{in_tap(found)}", found
    changed = any(first <= day <= last for day in ctx.programme.changes)
    rows = column(
        Button(tr.ptext("staff button", "🚫 Closed all day"), f"{data}:check:closed:0"),
        *(_other_hours(ctx, first, data) if first == last else ()),
        Button(tr.ptext("staff button", "↩️ As always after all"), f"{data}:back") if changed else None,
    )
    lines = [f"<b>{tr.value(_named(ctx, found))}</b>", *(_lines(ctx, first) if first == last else ())]
    hint = [tr.html('You can also write: "14-17", "also 17-18", "opens 15" or "closed".')] if first == last else []
    return Screen("\n\n".join(["\n".join(lines), *hint]), (*rows, _back(ctx), *ways_home(tr)), at=data)


def _other_hours(ctx: Ctx, day: date, data: str) -> list[Button]:
    tr, drop_in = ctx.tr, drop_in_on(ctx.programme, day)
    opens = Button(tr.ptext("staff button", "🕑 Opens at another time"), f"{data}:at:{Word.OPENS}")
    closes = Button(tr.ptext("staff button", "🕔 Closes at another time"), f"{data}:at:{Word.CLOSES}")
    if not drop_in:
        return [opens, closes, Button(tr.ptext("staff button", "➕ Drop-in that day"), f"{data}:hours")]
    instead = Button(tr.ptext("staff button", "🔁 Other drop-in hours"), f"{data}:hours")
    return [opens, closes, instead, Button(tr.ptext("staff button", "➕ More drop-in"), f"{data}:also")]


def _back(ctx: Ctx) -> tuple[Button, ...]:
    return (Button(ctx.tr.ptext("staff button", "↩️ Another day"), "opening"),)


def times(ctx: Ctx, day: date, which: str) -> Screen:
    """At what time it opens, or closes."""
    data = f"opening:{day.isoformat()}"
    text = ctx.tr.html("{day}\nAt what time?", day=ctx.tr.day(day))
    return _clock(ctx, text, EARLIEST, f"{data}:check:{which}", f"{data}:at:{which}")


def hours(ctx: Ctx, day: date, which: Word, begins: time | None) -> Screen:
    """Drop-in from when; then, until when."""
    tr, data = ctx.tr, f"opening:{day.isoformat()}"
    if begins is None:
        text = tr.html('{day}\nDrop-in from when? Tap a time, or write for example "10-12".', day=tr.day(day))
        return _clock(ctx, text, EARLIEST, f"{data}:{which}", f"{data}:{which}")
    text = tr.html("{day}\nDrop-in from {time}. Until when?", **_when(ctx, day, begins))
    return _clock(ctx, text, begins, f"{data}:check:{which}:{begins:%H%M}-", f"{data}:{which}:{begins:%H%M}")


def _when(ctx: Ctx, day: date, at: time) -> dict[str, str]:
    return {"day": ctx.tr.day(day), "time": ctx.tr.time(at)}


def _clock(ctx: Ctx, text: str, after: time, data: str, at: str) -> Screen:
    """A wall of times; the tap is `data`, and the time behind a colon or a hyphen."""
    moments = [time(hour, minute) for hour in range(FIRST, LAST + 1) for minute in (0, 30)]
    later = [one for one in moments if one > after]
    glue = "" if data.endswith("-") else ":"
    rows = beside([Button(ctx.tr.time(one), f"{data}{glue}{one:%H%M}") for one in later], IN_A_ROW)
    return Screen(text, (*rows, _back(ctx), *ways_home(ctx.tr)), at=at)


def opens_or_closes(ctx: Ctx, day: date, clock: str) -> Screen:
    """A time was typed, and nothing beside."""
    tr, data = ctx.tr, f"opening:{day.isoformat()}:check"
    rows = column(
        Button(tr.ptext("staff button", "🕑 It opens then"), f"{data}:{Word.OPENS}:{clock}"),
        Button(tr.ptext("staff button", "🕔 It closes then"), f"{data}:{Word.CLOSES}:{clock}"),
    )
    at = time(int(clock[:2]), int(clock[2:]))
    text = tr.html("{day}, {time}: does the house open or close then?", **_when(ctx, day, at))
    return Screen(text, (*rows, _back(ctx), *ways_home(tr)), at=f"opening:{day.isoformat()}")


def check(ctx: Ctx, after: Ctx, wanted: Wanted, told: Concerned, yes: str) -> Screen:
    """What it means, for the day and for the people."""
    tr, found = ctx.tr, (min(wanted), max(wanted))
    button = Button(tr.ptext("staff button", "✅ Yes, say it"), f"opening:{in_tap(found)}:say:{yes}")
    parts = [_said(after, wanted), *_consequences(ctx, told)]
    at = f"opening:{in_tap(found)}:check:{yes}"
    return Screen("\n\n".join(parts), ((button,), _back(ctx), *ways_home(tr)), at=at)


def _said(after: Ctx, wanted: Wanted) -> str:
    """The days, with what there will be on them."""
    first, last = min(wanted), max(wanted)
    title = f"<b>{after.tr.value(_named(after, (first, last)))}</b>"
    if all(hours == DayHours() for hours in wanted.values()):
        return f"{title}\n{after.tr.html('The house is closed.')}"
    return "\n".join([title, *_lines(after, first)])


def _consequences(ctx: Ctx, told: Concerned) -> list[str]:
    tr = ctx.tr
    lines = [*_who_has_a_time(tr, told), *_who_expects_us(tr, told)]
    if not lines:
        return [tr.html("Nobody has a time that stands in the way.")]
    night = is_night(ctx.programme, ctx.now)
    wait = [tr.html("It is night now: whoever has time enough is told in the morning.")] if night else []
    return ["\n".join(lines), *wait]


def _who_has_a_time(tr: Translator, told: Concerned) -> list[str]:
    lines: list[str] = []
    if told.booked:
        lines += [
            tr.nhtml(
                "{n} person has a time that no longer fits. She is told and offered another.",
                "{n} people have a time that no longer fits. They are told and offered another.",
                told.booked,
            )
        ]
    if told.inside:
        lines += [
            tr.nhtml(
                "{n} person has a time during the drop-in. It stands.",
                "{n} people have a time during the drop-in. Those stand.",
                told.inside,
            )
        ]
    return lines


def _who_expects_us(tr: Translator, told: Concerned) -> list[str]:
    lines: list[str] = []
    if told.offered:
        lines += [
            tr.nhtml(
                "{n} person was offered a time that goes. She is told.",
                "{n} people were offered a time that goes. They are told.",
                told.offered,
            )
        ]
    if told.expecting:
        lines += [
            tr.nhtml(
                "{n} person comes by or waits for a call that day. She is told.",
                "{n} people come by or wait for a call that day. They are told.",
                told.expecting,
            )
        ]
    return lines


def no_need(ctx: Ctx, wanted: Wanted, *, already: bool) -> Screen:
    """There is nothing to say: it is so already, or nothing would be otherwise."""
    tr, found = ctx.tr, (min(wanted), max(wanted))
    text = tr.html("That changes nothing. Write the hours instead, such as 16-18.")
    if already:
        text = tr.html("That is how it is already.")
    return Screen(f"{_said(ctx, wanted)}\n\n{text}", (_back(ctx), *ways_home(tr)), at=f"opening:{in_tap(found)}")


def said(after: Ctx, wanted: Wanted) -> Screen:
    """It is so."""
    text = after.tr.html("It stands on the front door now, and everybody it concerns is told.")
    return Screen(f"✅ {_said(after, wanted)}\n\n{text}", (_back(after), *ways_home(after.tr)), at="opening")


def as_always(after: Ctx, found: Days) -> Screen:
    """Like in other weeks after all."""
    tr = after.tr
    text = tr.html(
        "{days}: as in other weeks again. What nobody was told of yet stands again. Other times stay cancelled.",
        days=_named(after, found),
    )
    return Screen(text, (_back(after), *ways_home(tr)), at="opening")


def not_understood(tr: Translator, current: Screen) -> Screen:
    """She wrote something that could mean anything."""
    sentence = tr.html("I did not understand that. Write day and hours, and nothing else.")
    return _in_front(sentence, current)


def not_that_day(tr: Translator, current: Screen) -> Screen:
    """A public holiday, a day that is over, or one too far away."""
    return _in_front(tr.html("That day is over, a public holiday, or more than half a year away."), current)


def only_one_day(tr: Translator, current: Screen) -> Screen:
    """Hours for several days at once."""
    return _in_front(tr.html("Several days can only be closed. Write hours for one day at a time."), current)


def _in_front(sentence: str, current: Screen) -> Screen:
    return replace(current, text=f"{sentence}\n\n{current.text}")
