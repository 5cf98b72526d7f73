"""What staff see of what families wrote: lines without answers, language or who, and the themes made of them."""

from collections.abc import Sequence

from domain.surveys import Round
from handlers.context import Ctx
from handlers.screen import Button, Screen, column
from handlers.staff.menu import way_home
from storage.survey_themes import Theme

# Telegram takes 4096 characters; heading and themes take their share.
MOST_CHARACTERS = 2400
SHORT = 24


def _name(ctx: Ctx, one: Round) -> str:
    survey = ctx.programme.survey(one.survey)
    name = one.survey if survey is None else ctx.tr.pick(survey.texts)
    return ctx.tr.text(
        "{survey}, quarter {number} of {year}", survey=name, number=one.quarter.number, year=str(one.quarter.year)
    )


def choose(ctx: Ctx, found: Sequence[tuple[Round, int]]) -> Screen:
    """Which round?"""
    tr = ctx.tr
    text: str = tr.html("Nothing to read. Lines can be read once a round is closed and five families have written.")
    if found:
        text = tr.html("What families wrote in rounds that are closed. It is erased after a month.")
    buttons = [Button(f"{_name(ctx, one)} · {tr.number(lines)}", f"themes:{one.id}") for one, lines in found]
    return Screen(f"💬 {text}", (*column(*buttons), *way_home(tr, "ballots")), at="themes")


def look(ctx: Ctx, one: Round, lines: Sequence[str], themes: Sequence[Theme], problem: str | None) -> Screen:
    """The lines, as many as fit, and the themes."""
    tr, shown = ctx.tr, _fitting(lines)
    head = f"💬 <b>{tr.value(_name(ctx, one))}</b>"
    said = "\n".join(f"• {tr.value(line)}" for line in shown)
    more = len(lines) - len(shown)
    rest = (
        tr.nhtml("{n} more. Open it again to read others.", "{n} more. Open it again to read others.", more)
        if more
        else None
    )
    made = [tr.html("Themes in the report:"), *(f"– {tr.value(theme.text)}" for theme in themes)] if themes else []
    ask = tr.html("Write a theme in your own words: what do several of them say? No names. Up to five.")
    parts = [problem, head, said, rest, "\n".join(made), ask]
    buttons = [
        Button(tr.ptext("staff button", "Undo: {what}", what=theme.text[:SHORT]), f"themes:{one.id}:back:{theme.id}")
        for theme in themes
    ]
    return Screen(
        "\n\n".join(filter(None, parts)),
        (*column(*buttons), *way_home(tr, "themes")),
        at=f"themes:{one.id}",
        words=True,
    )


def _fitting(lines: Sequence[str]) -> list[str]:
    room, shown = MOST_CHARACTERS, []
    for line in lines:
        room -= len(line)
        if room < 0:
            break
        shown.append(line)
    return shown
