"""What staff see of the hours that partners give."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.ledgers import Given
from domain.programme import Activity
from domain.slots import local_day
from handlers.context import Ctx
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff.menu import way_home
from locales import Translator

# So many years can be looked at, this one counted.
YEARS = 5
MOST_ENTRIES = 6
READY_MINUTES = (30, 60, 90, 120, 180, 240, 300, 360)


def hours_name(tr: Translator, minutes: int) -> str:
    """Hours as staff write them: 4 t, 1,5 t."""
    return tr.text("{hours} h", hours=tr.number(round(minutes / 60, 2)))


def choose(ctx: Ctx, found: Sequence[Activity]) -> Screen:
    """Which activity?"""
    tr = ctx.tr
    text: str = tr.html("The programme names no partners for what you run.")
    if found:
        text = tr.html("Hours that partners give. For which activity?")
    buttons = [Button(tr.pick(one.texts), f"ledger:{one.key}") for one in found]
    return Screen(f"🤝 {text}", (*column(*buttons), *way_home(tr)), at="ledger")


def year(ctx: Ctx, activity: Activity, year: int, given: Sequence[Given], *, notes: bool) -> Screen:
    """Every partner, with what was given of what was agreed; whoever runs it can note and take back."""
    tr, today = ctx.tr, local_day(ctx.programme, ctx.now)
    head = f"🤝 <b>{tr.value(tr.pick(activity.texts))} {year}</b>"
    partners = activity.gathering.partners if activity.gathering else ()
    sums = {one.key: sum(each.minutes for each in given if each.partner == one.key) for one in partners}
    lines = [
        tr.html(
            "{partner}: {hours} of {agreed}",
            partner=tr.pick(one.texts),
            hours=hours_name(tr, sums[one.key]),
            agreed=tr.number(one.hours),
        )
        for one in partners
    ]
    rows = (
        *(_noting(ctx, activity, given) if notes else ()),
        _years(activity, year, today.year),
    )
    text = "\n".join([head, *lines, *_entries(ctx, activity, given, notes=notes)])
    return Screen(
        text, (*(row for row in rows if row), *way_home(tr, "ledger")), at=f"ledger-year:{activity.key}:{year}"
    )


def _noting(ctx: Ctx, activity: Activity, given: Sequence[Given]) -> Rows:
    tr, partners = ctx.tr, activity.gathering.partners if activity.gathering else ()
    note = [Button(f"➕ {tr.pick(one.texts)}", f"ledger:{activity.key}:{one.key}") for one in partners]
    undo = [
        Button(
            tr.ptext("staff button", "Undo: {what}", what=_entry(ctx, activity, one)),
            f"ledger-back:{activity.key}:{one.id}",
        )
        for one in sorted(given, key=lambda one: one.id, reverse=True)[:2]
    ]
    return (*beside(note), *column(*undo))


def _years(activity: Activity, year: int, this: int) -> tuple[Button, ...]:
    earlier = Button(f"◀️ {year - 1}", f"ledger-year:{activity.key}:{year - 1}")
    later = Button(f"{year + 1} ▶️", f"ledger-year:{activity.key}:{year + 1}")
    return (*([earlier] if year - 1 > this - YEARS else ()), *([later] if year < this else ()))


def _entries(ctx: Ctx, activity: Activity, given: Sequence[Given], *, notes: bool) -> list[str]:
    """The last entries, for those who note them."""
    shown = [ctx.tr.value(_entry(ctx, activity, one)) for one in given[:MOST_ENTRIES]] if notes else []
    return ["", *shown] if shown else []


def _entry(ctx: Ctx, activity: Activity, one: Given) -> str:
    tr = ctx.tr
    return tr.text(
        "{partner} {hours}, {day}",
        partner=partner_name(tr, activity, one.partner),
        hours=hours_name(tr, one.minutes),
        day=tr.day(one.given_on),
    )


def partner_name(tr: Translator, activity: Activity, key: str) -> str:
    """What a partner is called; a key that the programme lost stands for itself."""
    partners = activity.gathering.partners if activity.gathering else ()
    return next((tr.pick(one.texts) for one in partners if one.key == key), key)


def ask_hours(ctx: Ctx, activity: Activity, partner: str, problem: str | None) -> Screen:
    """How many hours?"""
    tr, data = ctx.tr, f"ledger:{activity.key}:{partner}"
    text = tr.html("{partner}: how many hours? You can also write it.", partner=partner_name(tr, activity, partner))
    buttons = [Button(hours_name(tr, one), f"{data}:{one}") for one in READY_MINUTES]
    body = "\n\n".join(filter(None, (problem, text)))
    return Screen(body, (*beside(buttons, 4), *way_home(tr, f"ledger:{activity.key}")), at=data)


def ask_day(
    ctx: Ctx, activity: Activity, partner: str, minutes: int, built: Mapping[date, int], problem: str | None
) -> Screen:
    """On which day?"""
    tr, data = ctx.tr, f"ledger:{activity.key}:{partner}:{minutes}"
    text = tr.html(
        "{partner}, {hours}: on which day? You can also write it, such as 3/11.",
        partner=partner_name(tr, activity, partner),
        hours=hours_name(tr, minutes),
    )
    buttons = [Button(_day(ctx, day), f"{data}:{day:%y%m%d}:{number}") for day, number in built.items()]
    body = "\n\n".join(filter(None, (problem, text)))
    return Screen(body, (*beside(buttons), *way_home(tr, f"ledger:{activity.key}:{partner}")), at=data)


def _day(ctx: Ctx, day: date) -> str:
    today = day == local_day(ctx.programme, ctx.now)
    return ctx.tr.ptext("staff button", "Today") if today else ctx.tr.day(day)
