"""Referring: a family worker passes a request on, and the resident is asked first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.counselling import Happening, Request
from domain.people import Person
from domain.programme import Specialist
from domain.referrals import LEAST, Line, ReferralState
from handlers.context import Ctx
from handlers.counselling import staff_case
from handlers.counselling import staff_referring_screens as screens
from handlers.counselling.staff_case import me
from handlers.counselling.staff_handing_over import take_from_helper, who_could
from handlers.counselling.staff_offers import tell
from handlers.counselling.staff_referring_screens import ANY, OUTSIDE
from handlers.screen import Screen
from storage import counselling, referrals
from storage.engine import Tx

# In tap data a line is one digit; none at all is a dash.
DIGITS = {line: str(place) for place, line in enumerate(Line)}
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class _Way:
    """To whom a request is passed on, and what could go along."""

    request: Request
    specialist: Specialist
    to: str
    offered: Sequence[Line]

    def data(self, lines: Collection[Line]) -> str:
        """The tap that shows it with these lines chosen."""
        chosen = "".join(DIGITS[line] for line in self.offered if line in lines) or NOTHING
        return f"case:{self.request.code}:refer:{self.specialist.key}:{self.to}:{chosen}"


async def choose(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """To what kind of helper?"""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    running = [one for one in await referrals.referrals_of(tx, request.id) if one.running]
    busy = {one.specialist for one in running}
    free = [one for one in ctx.programme.counselling.specialists if one.key not in busy]
    return screens.choose(ctx, request, free, running)


async def choose_whom(ctx: Ctx, tx: Tx, code: str, specialist: str) -> Screen:
    """Which of them? Somebody outside has no name here."""
    request, kind = await staff_case.hold(ctx, tx, code), ctx.programme.counselling.specialist(specialist)
    if isinstance(request, Screen):
        return request
    if kind is None:
        return await staff_case.overtaken(ctx, tx, request)
    if kind.role is None:
        return await choose_lines(ctx, tx, code, specialist, OUTSIDE)
    return screens.whom(ctx, request, kind, await who_could(ctx.services, tx, request, kind.key, me(ctx).id))


async def choose_lines(ctx: Ctx, tx: Tx, code: str, specialist: str, to: str) -> Screen:
    """Which lines go along? At first only as much as is always needed."""
    way = await _way(ctx, tx, code, specialist, to)
    return way if isinstance(way, Screen) else _lines(ctx, way, [line for line in LEAST if line in way.offered])


async def toggle(ctx: Ctx, tx: Tx, code: str, specialist: str, to: str, lines: str) -> Screen:
    """These lines go along."""
    way = await _way(ctx, tx, code, specialist, to)
    return way if isinstance(way, Screen) else _lines(ctx, way, _chosen(way, lines))


def _chosen(way: _Way, lines: str) -> list[Line]:
    return [line for line in way.offered if DIGITS[line] in lines]


def _lines(ctx: Ctx, way: _Way, chosen: Sequence[Line]) -> Screen:
    offered = [(line, way.data(set(chosen) ^ {line})) for line in way.offered]
    return screens.lines(ctx, way.request, way.specialist, way.to, offered, chosen, way.data(chosen))


async def _way(ctx: Ctx, tx: Tx, code: str, specialist: str, to: str) -> _Way | Screen:
    """To whom, if that is still possible; else the screen that says what is true."""
    request, kind = await staff_case.hold(ctx, tx, code), ctx.programme.counselling.specialist(specialist)
    if isinstance(request, Screen):
        return request
    if kind is None or to not in _ways(kind, await who_could(ctx.services, tx, request, specialist, me(ctx).id)):
        return await staff_case.overtaken(ctx, tx, request)
    return _Way(request, kind, to, await _offered(tx, request))


def _ways(kind: Specialist, able: Sequence[Person]) -> set[str]:
    """Every value that `to` can have now."""
    if kind.role is None or not able:
        return {OUTSIDE}
    return {*(str(one.staff.id) for one in able if one.staff), *([ANY] if len(able) > 1 else [])}


async def _offered(tx: Tx, request: Request) -> list[Line]:
    """The lines there are: nobody is asked about what she has not told us."""
    details = await counselling.details_of(tx, request.id)
    there = {
        Line.TOPIC: request.topic not in (None, "there"),
        Line.LANGUAGE: True,
        Line.TIME: request.call_window is not None,
        Line.NAME: details.name is not None,
        Line.PHONE: details.phone is not None,
        Line.NOTE: details.note is not None,
    }
    return [line for line in Line if there[line]]


async def send(ctx: Ctx, tx: Tx, code: str, specialist: str, to: str, lines: str) -> Screen:
    """Ask her; to one kind of helper a request is passed on once at a time."""
    way = await _way(ctx, tx, code, specialist, to)
    if isinstance(way, Screen):
        return way
    chosen = _chosen(way, lines)
    if not chosen:
        return _lines(ctx, way, chosen)
    asked = await referrals.ask_referral(tx, way.request.id, me(ctx).id, specialist, _place(ctx, to), chosen, ctx.now)
    if asked is None:
        return await staff_case.show(ctx, tx, way.request.id, toast=ctx.tr.text("This is passed on already."))
    await counselling.log_step(tx, way.request.id, Happening.REFERRAL_ASKED, ctx.now, staff_id=me(ctx).id)
    await tell(ctx, tx, way.request, "referral", f"referral:{asked}", referral=asked)
    return await staff_case.show(ctx, tx, way.request.id, toast=ctx.tr.text("The resident is asked."))


def _place(ctx: Ctx, to: str) -> int | None:
    """Who is chosen; whoever makes the contact herself is chosen by that."""
    return {ANY: None, OUTSIDE: me(ctx).id}[to] if to in (ANY, OUTSIDE) else int(to)


async def recall(ctx: Ctx, tx: Tx, code: str, referral: str) -> Screen:
    """Take it back, asked or agreed: whoever helps sees nothing from now on."""
    request, found = await staff_case.hold(ctx, tx, code), await referrals.find_referral(tx, referral)
    if isinstance(request, Screen):
        return request
    if found is None or found.request != request.id:
        return await staff_case.overtaken(ctx, tx, request)
    if not await take_from_helper(tx, found, ReferralState.RECALLED, ctx.now):
        return await staff_case.overtaken(ctx, tx, request)
    await counselling.log_step(tx, request.id, Happening.REFERRAL_RECALLED, ctx.now, staff_id=me(ctx).id)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Recalled."))
