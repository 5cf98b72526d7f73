"""Asking which topic or which guest: two to five options, chosen or written, and how long one can vote."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.access import Right
from domain.drafts import Draft
from domain.polls import FEWEST_OPTIONS, LONGEST_OPTION, MOST_OPTIONS, PollKind, read_option
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_actions import staff_home
from handlers.counselling.staff_case import me
from handlers.forms import Form, Step, answered, choice
from handlers.gatherings import voting
from handlers.gatherings.poll_words import option_name
from handlers.gatherings.staff_polls_screens import polls_of
from handlers.gatherings.whose import Run, run_by_her
from handlers.incoming import Arrived
from handlers.screen import Button, Screen, beside, column
from handlers.staff.menu import way_home
from storage import drafts, polls
from storage.engine import Tx

TICK = "✅ "
DAYS = (2, 4, 7, 14)


def _own(draft: Draft) -> list[dict[str, str]]:
    """Options in staff's own words, as they were written into this draft."""
    found: list[dict[str, str]] = json.loads(draft.secrets.get("own", "[]"))
    return found


def _with_own(draft: Draft, own: Sequence[dict[str, str]]) -> Draft:
    return replace(draft, secrets={**draft.secrets, "own": json.dumps(own)})


def _known(ctx: Ctx, run: Run, draft: Draft) -> list[str]:
    """The keys one can choose from."""
    if draft.answers["kind"] == PollKind.TOPIC:
        return [one.key for one in ctx.programme.themes]
    return [one.key for one in run.rules.guests]


def _options(ctx: Ctx, run: Run, draft: Draft) -> list[Any]:
    return [*(key for key in _known(ctx, run, draft) if key in draft.answers["chosen"]), *_own(draft)]


async def ask_options(ctx: Ctx, tx: Tx, draft: Draft, *, problem: str | None = None) -> Screen:
    """Which ones?"""
    run = await run_by_her(ctx, tx, draft.answers["gathering"])
    if run is None:
        return problems.no_longer(ctx.tr, await staff_home(ctx, tx))
    tr, number = ctx.tr, len(_options(ctx, run, draft))
    text = tr.html(
        "Which ones can they choose among? Take {least} to {most}. You can also write one: in Danish, and if you like "
        "in other languages on lines of their own, such as “en: Sewing”.",
        least=FEWEST_OPTIONS,
        most=MOST_OPTIONS,
    )
    on = choice(draft, "options", "on", tr.ptext("staff button", "✔️ On with these"))
    ready = column(on if FEWEST_OPTIONS <= number <= MOST_OPTIONS else None)
    back = way_home(tr, f"polls:{run.gathering.code}")
    return Screen("\n\n".join(filter(None, (problem, text))), (*_rows(ctx, run, draft), *ready, *back))


def _rows(ctx: Ctx, run: Run, draft: Draft) -> tuple[tuple[Button, ...], ...]:
    chosen = draft.answers["chosen"]
    known = [
        choice(draft, "options", f"k.{key}", (TICK if key in chosen else "") + _name(ctx, run, key))
        for key in _known(ctx, run, draft)
    ]
    own = [choice(draft, "options", f"o.{at}", TICK + _name(ctx, run, one)) for at, one in enumerate(_own(draft))]
    return (*beside(known), *beside(own))


def _name(ctx: Ctx, run: Run, option: Any) -> str:
    return option_name(ctx.tr, ctx.programme, run.rules, option)


async def tap_options(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """One more, one fewer, or on."""
    run = await run_by_her(ctx, tx, draft.answers["gathering"])
    if run is None:
        return await ask_options(ctx, tx, draft)
    number = len(_options(ctx, run, draft))
    kind, _, rest = value.partition(".")
    if kind == "on" and FEWEST_OPTIONS <= number <= MOST_OPTIONS:
        return answered(draft, "options", True)
    if kind == "o" and rest in {str(at) for at in range(len(_own(draft)))}:
        return _with_own(draft, [one for at, one in enumerate(_own(draft)) if str(at) != rest])
    if kind == "k" and rest in _known(ctx, run, draft):
        return _turned(ctx, draft, rest, number)
    return draft


def _turned(ctx: Ctx, draft: Draft, key: str, number: int) -> Draft:
    chosen: list[str] = draft.answers["chosen"]
    if key in chosen:
        return answered(draft, "chosen", [one for one in chosen if one != key])
    return draft if number >= MOST_OPTIONS else answered(draft, "chosen", [*chosen, key])


async def type_option(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """One in her own words."""
    run = await run_by_her(ctx, tx, draft.answers["gathering"])
    option = read_option(value, [one.code for one in ctx.services.languages.offered])
    if run is None or option is None:
        problem = ctx.tr.html("I did not understand that. At most {n} characters for each language.", n=LONGEST_OPTION)
        return await ask_options(ctx, tx, draft, problem=problem)
    if len(_options(ctx, run, draft)) >= MOST_OPTIONS:
        return await ask_options(ctx, tx, draft, problem=ctx.tr.html("Take at most {n}.", n=MOST_OPTIONS))
    return _with_own(draft, [*_own(draft), option])


async def ask_days(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """How long can they vote?"""
    tr = ctx.tr
    text = tr.html("How long can they choose? It is asked at once, but not at night; you see only how many chose what.")
    buttons = [choice(draft, "days", str(days), tr.ntext("{n} day", "{n} days", days)) for days in DAYS]
    back = choice(draft, "days", "<", tr.ptext("staff button", "↩️ Back"))
    return Screen(text, (*beside(buttons), (back,), *way_home(tr)))


async def tap_days(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """So long."""
    return answered(draft, "days", int(value)) if value in map(str, DAYS) else await ask_days(ctx, tx, draft)


async def send(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Ask everybody who takes part."""
    await drafts.drop_draft(tx, ctx.person.id)
    run = await run_by_her(ctx, tx, draft.answers["gathering"])
    options = _options(ctx, run, draft) if run else []
    if run is None or not run.open or not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        return problems.no_longer(ctx.tr, await staff_home(ctx, tx))
    kind, until = PollKind(draft.answers["kind"]), ctx.now + timedelta(days=draft.answers["days"])
    code = await polls.ask(tx, run.gathering.id, kind, options, me(ctx).id, ctx.now, until)
    asked = await polls.find_poll(tx, code)
    assert asked is not None, "it was made a moment ago, in this very transaction"
    number = await voting.ask_all(tx, run.gathering, asked, ctx.now)
    said = ctx.tr.ntext("{n} person is asked.", "{n} persons are asked.", number)
    return replace(polls_of(ctx, run, await polls.polls_of(tx, run.gathering.id)), toast=said)


POLL = Form(
    "poll",
    (
        Step("options", ask_options, {Arrived.TAP: tap_options, Arrived.TYPED: type_option}),
        Step("days", ask_days, {Arrived.TAP: tap_days}),
    ),
    send,
    Right.GATHERINGS,
)
