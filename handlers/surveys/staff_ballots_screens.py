"""What staff see when they hand out ballots: for which survey, to which family, in which language."""

from collections.abc import Sequence

from domain.registers import Met
from domain.surveys import Survey
from handlers.context import Ctx
from handlers.screen import Button, Screen, column
from handlers.staff.menu import way_home
from handlers.staff.walk_in_screens import called


def choose(ctx: Ctx, found: Sequence[Survey]) -> Screen:
    """Which survey?"""
    buttons = [Button(ctx.tr.pick(one.texts), f"ballots:{one.key}") for one in found]
    buttons.append(Button(ctx.tr.ptext("staff button", "✍️ Enter a paper"), "ballotpapers"))
    buttons.append(Button(ctx.tr.ptext("staff button", "💬 What families wrote"), "themes"))
    text = ctx.tr.html("Families without this chat can answer here on your phone. What is it about?")
    return Screen(f"📝 {text}", (*column(*buttons), *way_home(ctx.tr)), at="ballots")


def families(
    ctx: Ctx,
    survey: Survey,
    met: Sequence[Met],
    more: int,
    begun: Sequence[tuple[Met, str]],
    problem: str | None = None,
) -> Screen:
    """Which family? Those that are due and were not asked in their own chat, and those that have begun."""
    tr, data = ctx.tr, f"ballots:{survey.key}"
    text: str = tr.html("Nobody is due just now. Families with a yes are asked in their own chat.")
    if met or begun:
        text = tr.html("Which family answers? You can also write a code or a nickname.")
    parts = [f"📝 <b>{tr.value(tr.pick(survey.texts))}</b>", *([problem] if problem else []), text]
    parts += [tr.nhtml("{n} more. Write its code.", "{n} more. Write the code.", more)] if more else []
    buttons = [Button(called(one.code, one.nickname), f"{data}:{one.code}") for one in met]
    buttons += [_goes_on(ctx, one, ballot) for one, ballot in begun]
    return Screen("\n\n".join(parts), (*column(*buttons), *way_home(tr, "ballots")), at=data)


def _goes_on(ctx: Ctx, met: Met, ballot: str) -> Button:
    """From the first question again: how far a family came is nobody's to see."""
    name = called(met.code, met.nickname)
    return Button(ctx.tr.ptext("staff button", "▶️ Go on: {family}", family=name), f"ballot:{ballot}:0")


def family(ctx: Ctx, survey: Survey, met: Met) -> Screen:
    """How this family answers: on this phone, in one of the languages."""
    tr, data = ctx.tr, f"ballots:{survey.key}:{met.code}"
    text = tr.html(
        "<b>Family {family}</b>\nChoose the language and hand over the phone. You cannot see the answers afterwards.",
        family=called(met.code, met.nickname),
    )
    buttons = [Button(one.own_name, f"{data}:{one.code}") for one in ctx.services.languages.offered]
    buttons.append(Button(tr.ptext("staff button", "🖨 On paper"), f"ballotprint:{survey.key}:{met.code}"))
    return Screen(text, (*column(*buttons), *way_home(tr, f"ballots:{survey.key}")), at=data)
