"""What a member of staff reads in the morning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.counselling import Request
from domain.slots import local_day
from handlers.context import Ctx
from handlers.counselling.staff_screens import number, ways_home
from handlers.counselling.staff_words import what_happened
from handlers.screen import Button, Screen, column

MOST_CHANGED = 6
Starts = datetime


@dataclass(frozen=True, slots=True)
class Today:
    """What there is to know when her day begins."""

    came: int
    changed: Sequence[tuple[Request, str]]
    appointments: Sequence[Starts]
    calls: int
    waiting: Sequence[Request]
    untold: int

    @property
    def empty(self) -> bool:
        """Whether nobody has to be told anything."""
        return not (self.came or self.changed or self.appointments or self.calls or self.waiting or self.untold)


def morning(ctx: Ctx, today: Today) -> Screen | None:
    """Everything in one message: of residents it holds no more than the four signs of their requests."""
    if today.empty:
        return None
    tr = ctx.tr
    lines = [_title(ctx), *_came(ctx, today), *_day(ctx, today), *_late(ctx, today)]
    calls = Button(tr.ptext("staff button", "📞 Calls to make"), "calls") if today.calls else None
    untold = Button(tr.ptext("staff button", "📵 Not reached"), "untold") if today.untold else None
    return Screen("\n".join(lines), (*column(calls, untold), *ways_home(tr)))


def _title(ctx: Ctx) -> str:
    return f"☀️ <b>{ctx.tr.value(ctx.tr.day(local_day(ctx.programme, ctx.now)))}</b>"


def _came(ctx: Ctx, today: Today) -> list[str]:
    tr, lines = ctx.tr, []
    if today.came:
        lines.append("🆕 " + tr.nhtml("{n} new request has come.", "{n} new requests have come.", today.came))
    shown = today.changed[:MOST_CHANGED]
    lines += [str(tr.value(f"{what_happened(tr, what)} · {number(request)}")) for request, what in shown]
    more = len(today.changed) - len(shown)
    return [*lines, tr.nhtml("{n} more is not shown.", "{n} more are not shown.", more)] if more else lines


def _day(ctx: Ctx, today: Today) -> list[str]:
    tr, lines = ctx.tr, []
    if today.appointments:
        first = tr.time(today.appointments[0])
        said = tr.nhtml(
            "{n} appointment today, at {time}.", "{n} appointments today, the first at {time}.",
            len(today.appointments), time=first,
        )  # fmt: skip
        lines.append(f"📅 {said}")
    if today.calls:
        said = tr.nhtml("{n} person waits for a call.", "{n} people wait for a call.", today.calls)
        lines.append(f"📞 {said}")
    return lines


def _late(ctx: Ctx, today: Today) -> list[str]:
    tr, lines = ctx.tr, []
    if today.waiting:
        which = tr.list([number(request) for request in today.waiting[:MOST_CHANGED]])
        lines.append("⏰ " + _waits(ctx, len(today.waiting), which))
    if today.untold:
        said = tr.nhtml(
            "{n} message did not arrive. Please call.", "{n} messages did not arrive. Please call.", today.untold
        )
        lines.append(f"📵 {said}")
    return lines


def _waits(ctx: Ctx, waiting: int, which: str) -> str:
    return ctx.tr.nhtml(
        "{n} has waited for a working day or more: {which}.",
        "{n} have waited for a working day or more: {which}.",
        waiting,
        which=which,
    )


def figures(ctx: Ctx, came: int, waiting: int) -> Screen | None:
    """For a leader: two numbers, if they are any."""
    if not came and not waiting:
        return None
    tr, lines = ctx.tr, [_title(ctx)]
    if came:
        lines.append("🆕 " + tr.nhtml("{n} new request has come.", "{n} new requests have come.", came))
    if waiting:
        said = tr.nhtml(
            "{n} request has waited for two working days or more.",
            "{n} requests have waited for two working days or more.",
            waiting,
        )
        lines.append(f"⏰ {said}")
    return Screen("\n".join(lines), ((Button(tr.ptext("staff button", "🏠 Start"), "staff"),),))
