"""What staff see when they plan a series."""

from collections.abc import Sequence

from domain.series import Meeting, Series, Why
from handlers.context import Ctx
from handlers.gatherings.staff_planner import Planned, called, meeting_words
from handlers.screen import Button, Screen, beside, column
from handlers.staff.menu import way_home
from locales import Translator

MOST_BUTTONS = 8
MOST_LINES, MOST_SKIPPED, MOST_CLASHES = 30, 12, 8
Chosen = tuple[str, str, str, str]


def ask_count(ctx: Ctx, planned: Planned, turns: Sequence[Meeting], said: str | None = None) -> Screen:
    """The usual numbers by buttons; any other is typed."""
    tr, data, was = ctx.tr, planned.data, len(turns)
    buttons = [
        Button(tr.ntext("{n} session", "{n} sessions", number), f"{data}:series:{was}:{number}:1:0")
        for number in _numbers(planned, was)
    ]
    lines = "\n".join(ctx.tr.value(meeting_words(ctx, one)) for one in turns)
    ask = tr.html("How many sessions in all, week after week? Tap it, or write a number.")
    turn = Button(tr.ptext("staff button", "🔁 Another time, in turn"), f"{data}:turn")
    parts = [*([said] if said else []), f"<b>{tr.value(called(ctx, planned.gathering))}</b>\n{lines}", ask]
    return Screen("\n\n".join(parts), (*beside(buttons), (turn,), *way_home(tr, planned.page)), at=f"{data}:count")


def _numbers(planned: Planned, was: int) -> list[int]:
    """As many as are usual, the most first; where nearly all is usual, some that people choose."""
    least, most = max(planned.rules.sessions[0], was), planned.rules.sessions[1]
    every = range(most, least - 1, -1)
    if len(every) <= MOST_BUTTONS:
        return list(every)
    return [number for number in (most, 26, 20, 16, 12, 10, 8, 6, 4, 1) if least <= number <= most]


def count_not_understood(tr: Translator, planned: Planned) -> str:
    """No number, or one that is too small or too great."""
    least, most = len(planned.gathering.standing), planned.rules.sessions[1]
    return tr.html("Write a number from {least} to {most}.", least=least, most=most)


def preview(
    ctx: Ctx, planned: Planned, chosen: Chosen, found: Series, clashes: Sequence[str], said: str | None = None
) -> Screen:
    """The days, those passed over, and what clashes."""
    tr, tail = ctx.tr, ":".join(chosen)
    lines = [f"{n}. {tr.value(meeting_words(ctx, one))}" for n, one in enumerate(found.meetings, 1)]
    parts = [
        *([said] if said else []),
        f"<b>{tr.value(called(ctx, planned.gathering))}</b>\n" + "\n".join(_cut(lines, MOST_LINES)),
        *_skipped(ctx, found),
        *_clashes(tr, clashes),
        tr.html('Write a day to leave it out, for example "ikke 12/2". Write it once more to take it in again.'),
    ]
    rows = (
        *column(_yes(tr, planned, found, tail), _other_pace(tr, planned, chosen)),
        *way_home(tr, f"{planned.data}:count"),
    )
    return Screen("\n\n".join(parts), rows, at=f"{planned.data}:series:{tail}")


def _yes(tr: Translator, planned: Planned, found: Series, tail: str) -> Button | None:
    return Button(tr.ptext("staff button", "✅ Plan these"), f"{planned.data}:make:{tail}") if found.meetings else None


def _other_pace(tr: Translator, planned: Planned, chosen: Chosen) -> Button:
    was, count, weeks, _ = chosen
    if weeks == "1":
        return Button(tr.ptext("staff button", "↔️ Every other week"), f"{planned.data}:series:{was}:{count}:2:0")
    return Button(tr.ptext("staff button", "↔️ Every week"), f"{planned.data}:series:{was}:{count}:1:0")


def _skipped(ctx: Ctx, found: Series) -> list[str]:
    tr = ctx.tr
    reasons = {
        Why.HOLIDAY: tr.text("public holiday"),
        Why.CLOSED: tr.text("closed"),
        Why.SAID: tr.text("you left it out"),
    }
    lines = [tr.html("{day}: {why}", day=meeting_words(ctx, one), why=reasons[why]) for one, why in found.skipped]
    return ["\n".join([tr.html("Passed over:"), *_cut(lines, MOST_SKIPPED)])] if lines else []


def _clashes(tr: Translator, clashes: Sequence[str]) -> list[str]:
    lines = [tr.html("⚠️ At the same time: {what}", what=one) for one in clashes]
    return ["\n".join(_cut(lines, MOST_CLASHES))] if lines else []


def _cut(lines: Sequence[str], most: int) -> list[str]:
    """What fits into one message."""
    return [*lines[:most], *(["…"] if len(lines) > most else [])]


def out_not_understood(tr: Translator) -> str:
    """No day of this series."""
    return tr.html("I found no such day in this series.")


def is_made(tr: Translator) -> str:
    """An old button: the sessions stand already, or have changed."""
    return tr.html("The sessions have changed meanwhile. Here is what is true now.")
