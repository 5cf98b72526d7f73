"""What the leader is asked when she enters a figure that others measured."""

from domain.criteria import Criterion
from domain.drafts import Draft
from domain.slots import local_day
from handlers.context import Ctx
from handlers.forms import BACK, choice
from handlers.report.staff_report_words import figure_name
from handlers.screen import Button, Rows, Screen, column
from handlers.staff.menu import way_home

__all__ = ["ask_day", "ask_source", "ask_value", "figure_name"]


def _head(ctx: Ctx, draft: Draft, criterion: Criterion) -> str:
    value = draft.answers.get("value")
    figure = "" if value is None else f": {figure_name(ctx.tr, criterion, value)}"
    return f"📊 <b>{ctx.tr.value(ctx.tr.pick(criterion.texts))} {draft.answers['year']}{ctx.tr.value(figure)}</b>"


def _ways(ctx: Ctx, draft: Draft) -> Rows:
    """One figure back, and her first screen."""
    return way_home(ctx.tr, f"year:{draft.answers['year']}:figure:{draft.answers['criterion']}")


def ask_value(ctx: Ctx, draft: Draft, criterion: Criterion, problem: str | None) -> Screen:
    """How much?"""
    ask = ctx.tr.html("Write the figure, for example 6,4.")
    text = "\n\n".join(filter(None, [problem, _head(ctx, draft, criterion), ask]))
    return Screen(text, _ways(ctx, draft))


def ask_source(ctx: Ctx, draft: Draft, criterion: Criterion) -> Screen:
    """Who measured it?"""
    tr = ctx.tr
    usual = choice(draft, "source", "usual", tr.pick(criterion.source))
    ask = tr.html("Who measured it? You can also write it.")
    return Screen(f"{_head(ctx, draft, criterion)}\n\n{ask}", (*column(usual), *_back(ctx, draft, "source")))


def ask_day(ctx: Ctx, draft: Draft, problem: str | None) -> Screen:
    """Of which day is it?"""
    tr, today = ctx.tr, local_day(ctx.programme, ctx.now)
    button = choice(draft, "day", today.isoformat(), tr.ptext("staff button", "Today"))
    ask = tr.html("Of which day is the figure? You can also write it, such as 1/12 or 1. december 2026.")
    text = "\n\n".join(filter(None, [problem, ask]))
    return Screen(text, (*column(button), *_back(ctx, draft, "day")))


def _back(ctx: Ctx, draft: Draft, step: str) -> Rows:
    back = choice(draft, step, BACK, ctx.tr.ptext("staff button", "↩️ Back"))
    return ((back, Button(ctx.tr.ptext("staff button", "🏠 Start"), "staff")),)
