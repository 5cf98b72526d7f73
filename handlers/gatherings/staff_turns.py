"""What staff see of the turns with the food: who has which session, which lack one, and one tap that asks all."""

from collections.abc import Sequence
from dataclasses import replace

from domain.gathering_rules import Food
from domain.slots import local_day
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings import turns
from handlers.gatherings.staff_group_screens import called, name_of
from handlers.gatherings.turns import Turn
from handlers.gatherings.whose import Run, open_ones_she_runs, run_by_her
from handlers.screen import Button, Screen, column
from handlers.staff.menu import way_home
from storage.engine import Tx


async def choose(ctx: Ctx, tx: Tx) -> Screen:
    """Every open gathering of hers in which people take turns."""
    tr = ctx.tr
    found = await open_ones_she_runs(ctx, tx, lambda rules: rules.food is Food.TURNS)
    text: str = tr.html("There is nothing open in which people take turns with the food.")
    if found:
        text = tr.html("Where people take turns with the food:")
    buttons = [Button(called(ctx, one), f"turns:{one.gathering.code}") for one in found]
    return Screen(f"🍲 {text}", (*column(*buttons), *way_home(tr)), at="turns")


async def _its(ctx: Ctx, tx: Tx, gathering: str) -> Run | None:
    found = await run_by_her(ctx, tx, gathering)
    return found if found is not None and found.rules.food is Food.TURNS else None


async def look(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """The next sessions of one gathering."""
    found = await _its(ctx, tx, gathering)
    if found is None:
        return problems.no_longer(ctx.tr, await choose(ctx, tx))
    return await _show(ctx, tx, found)


async def _show(ctx: Ctx, tx: Tx, run: Run, toast: str | None = None) -> Screen:
    found = await turns.turns_of(ctx, tx, run)
    lacking = [one for one in found if one.whose is None and not await turns.was_asked(tx, run, one.session)]
    return replace(_screen(ctx, run, found, lacking), toast=toast)


def _screen(ctx: Ctx, run: Run, found: Sequence[Turn], lacking: Sequence[Turn]) -> Screen:
    tr, data = ctx.tr, f"turns:{run.gathering.code}"
    head = f"🍲 <b>{tr.value(called(ctx, run))}</b>"
    lines = [_line(ctx, one) for one in found] or [tr.html("No session is planned.")]
    buttons = [Button(_ask(ctx, one), f"{data}:ask:{one.session.code}") for one in lacking]
    return Screen("\n".join([head, *lines]), (*column(*buttons), *way_home(tr, "turns")), at=data, words=True)


def _day(ctx: Ctx, one: Turn) -> str:
    return ctx.tr.day(local_day(ctx.programme, one.session.starts_at))


def _line(ctx: Ctx, one: Turn) -> str:
    if one.whose is None:
        return ctx.tr.html("{day}: nobody brings food", day=_day(ctx, one))
    return ctx.tr.html("{day}: {name} brings food", day=_day(ctx, one), name=name_of(one.whose))


def _ask(ctx: Ctx, one: Turn) -> str:
    return ctx.tr.ptext("staff button", "📣 Ask all: {day}", day=_day(ctx, one))


async def ask(ctx: Ctx, tx: Tx, gathering: str, session: str) -> Screen:
    """Ask everybody who takes part, about each session once."""
    found = await _its(ctx, tx, gathering)
    if found is None:
        return problems.no_longer(ctx.tr, await choose(ctx, tx))
    its = {one.session.code: one for one in await turns.turns_of(ctx, tx, found)}
    turn = its.get(session)
    if turn is None or turn.whose is not None or await turns.was_asked(tx, found, turn.session):
        return problems.no_longer(ctx.tr, await _show(ctx, tx, found))
    number = await turns.ask_all(ctx, tx, found, turn.session)
    return await _show(ctx, tx, found, ctx.tr.ntext("{n} person is asked.", "{n} persons are asked.", number))
