"""What families wrote: read once a round is closed and enough of them did, and told on as themes in other words."""

import re

from domain.surveys import Round
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.screen import Screen
from handlers.staff.closed_years import closed_years, is_closed
from handlers.surveys import staff_themes_screens as screens
from handlers.surveys.staff_ballots import runs_activity
from storage import survey_themes, surveys
from storage.engine import Tx

LONGEST = 200
# Eight figures together, however they are grouped, are a number to ring.
_NUMBER = re.compile(r"(?:\d[ .-]?){8}")
LONGEST_ID = 9


def _hers(ctx: Ctx) -> list[str]:
    """The surveys all of whose activities she runs."""
    every = ctx.programme.surveys
    return [one.key for one in every if all(runs_activity(ctx, key) for key in one.activities)]


async def choose(ctx: Ctx, tx: Tx) -> Screen:
    """The closed rounds in which enough was written, the newest first."""
    found = await survey_themes.lines_by_round(tx, _hers(ctx))
    rounds = [await surveys.get_round(tx, one) for one in found]
    newest = sorted(rounds, key=lambda one: (one.quarter, one.id), reverse=True)
    return screens.choose(ctx, [(one, found[one.id]) for one in newest])


async def _find(ctx: Ctx, tx: Tx, asked: str) -> Round | None:
    """The round, if it is closed, hers, and has enough lines; anything else is as if it were not there."""
    known = await survey_themes.lines_by_round(tx, _hers(ctx))
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_ID else 0
    return await surveys.get_round(tx, number) if number in known else None


async def look(ctx: Ctx, tx: Tx, asked: str) -> Screen:
    """The lines, in another order each time, and the themes that were made."""
    found = await _find(ctx, tx, asked)
    return problems.no_longer(ctx.tr, await choose(ctx, tx)) if found is None else await _show(ctx, tx, found)


async def _show(ctx: Ctx, tx: Tx, found: Round, problem: str | None = None) -> Screen:
    lines, themes = await survey_themes.lines_of(tx, found.id), await survey_themes.themes_of_round(tx, found.id)
    return screens.look(ctx, found, lines, themes, problem)


async def write(ctx: Ctx, tx: Tx, text: str, asked: str) -> Screen:
    """A theme in her own words."""
    found = await _find(ctx, tx, asked)
    if found is None:
        return problems.no_longer(ctx.tr, await choose(ctx, tx))
    words = " ".join(text.split())
    problem = await _problem(ctx, tx, found, words)
    there = {one.text for one in await survey_themes.themes_of_round(tx, found.id)}
    if problem is None and words not in there and not await _note(ctx, tx, found, words):
        problem = ctx.tr.html("There are five themes already. Take one back first.")
    return await _show(ctx, tx, found, problem)


async def _note(ctx: Ctx, tx: Tx, found: Round, words: str) -> bool:
    return await survey_themes.note_theme(tx, found.id, words, me(ctx).id, ctx.now)


async def _problem(ctx: Ctx, tx: Tx, found: Round, words: str) -> str | None:
    """Why this cannot be a theme."""
    if found.quarter.year in await closed_years(tx):
        return ctx.tr.value(is_closed(ctx, found.quarter.year))
    if not 0 < len(words) <= LONGEST:
        return ctx.tr.html("Write at most {n} characters.", n=LONGEST)
    if _NUMBER.search(words):
        return ctx.tr.html("No numbers that lead to somebody. Write it in other words.")
    lines = await survey_themes.lines_of(tx, found.id)
    if any(words.casefold() in " ".join(line.casefold().split()) for line in lines):
        return ctx.tr.html("Somebody wrote just that. Write in your own words what several of them say.")
    return None


async def take_back(ctx: Ctx, tx: Tx, asked: str, theme: str) -> Screen:
    """It was no good."""
    found = await _find(ctx, tx, asked)
    if found is None or not (theme.isascii() and theme.isdecimal() and len(theme) <= LONGEST_ID):
        return problems.no_longer(ctx.tr, await choose(ctx, tx))
    if found.quarter.year in await closed_years(tx):
        return await _show(ctx, tx, found, ctx.tr.value(is_closed(ctx, found.quarter.year)))
    await survey_themes.take_theme_back(tx, int(theme), found.id, ctx.now)
    return await _show(ctx, tx, found)
