"""What staff see of ballots on paper: in which language, which are with families, and entering one."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.registers import Met
from domain.surveys import Invitation, Option, Survey
from handlers.context import Ctx
from handlers.screen import Button, Screen, column
from handlers.staff.menu import way_home
from handlers.staff.walk_in_screens import called
from handlers.surveys.filling import Here
from handlers.surveys.wording import asked, keys_of, options_of

NOT_ANSWERED = "-"


@dataclass(frozen=True, slots=True)
class Out:
    """A paper that is with its family."""

    paper: Invitation
    family: Met
    survey: str | None


def languages(ctx: Ctx, survey: Survey, met: Met) -> Screen:
    """In which language is it printed?"""
    tr, data = ctx.tr, f"ballotprint:{survey.key}:{met.code}"
    text = tr.html(
        "<b>Family {family}</b>\nIn which language? The family then counts as asked, and its name is not on the paper.",
        family=called(met.code, met.nickname),
    )
    buttons = [Button(one.own_name, f"{data}:{one.code}") for one in ctx.services.languages.offered]
    return Screen(text, (*column(*buttons), *way_home(tr, f"ballots:{survey.key}:{met.code}")), at=data)


def out(ctx: Ctx, papers: Sequence[Out], every: int, problem: str | None = None) -> Screen:
    """Which paper has come back?"""
    tr, more = ctx.tr, every - len(papers)
    text: str = tr.html("No paper is with a family just now.")
    if papers:
        text = tr.html("Which paper has come back? Scan its code with your phone, or choose the family.")
    parts = [f"✍️ {text}", *([problem] if problem else [])]
    parts += [tr.nhtml("{n} more. Write its code.", "{n} more. Write the code.", more)] if more else []
    buttons = [Button(_label(one), f"ballotpaper:{one.paper.code}") for one in papers]
    return Screen("\n\n".join(parts), (*column(*buttons), *way_home(tr, "ballots")), at="ballotpapers")


def _label(one: Out) -> str:
    family = called(one.family.code, one.family.nickname)
    return f"{family} · {one.survey}" if one.survey else family


def paper(ctx: Ctx, met: Met, invitation: Invitation) -> Screen:
    """One paper that is with its family."""
    text = ctx.tr.html(
        "<b>Family {family}</b>\nThe paper is with the family. When it is back, enter it and then destroy it.",
        family=called(met.code, met.nickname),
    )
    return _paper(ctx, invitation, text)


def printed(ctx: Ctx, met: Met, invitation: Invitation) -> Screen:
    """It was just printed."""
    text = ctx.tr.html(
        "<b>Family {family}</b>\nHere is the paper. Its code works once. "
        "If it was printed before, throw the old paper away.",
        family=called(met.code, met.nickname),
    )
    return _paper(ctx, invitation, f"🖨 {text}")


def _paper(ctx: Ctx, invitation: Invitation, text: str) -> Screen:
    tr, data = ctx.tr, f"ballotpaper:{invitation.code}"
    rows = column(
        Button(tr.ptext("staff button", "✍️ Enter it"), f"ballotentry:{invitation.code}"),
        Button(tr.ptext("staff button", "🖨 Print it again"), f"{data}:again"),
    )
    return Screen(text, (*rows, *way_home(tr, "ballotpapers")), at=data)


def question(ctx: Ctx, here: Here, said: str) -> Screen:
    """One question as it stands on the paper, in Danish; whoever comes back to this begins anew."""
    tr, number, code = ctx.tr, len(said), here.invitation.code
    head = tr.html("Question {n} of {all}", n=tr.number(number + 1), all=tr.number(len(keys_of(here.round))))
    text = f"✍️ {head}\n\n<b>{tr.value(asked(tr, here.round, number))}</b>"
    answers = [(words, str(place)) for place, (_, words) in enumerate(options_of(tr, here.round))]
    answers.append((tr.ptext("staff button", "Not answered"), NOT_ANSWERED))
    buttons = [Button(words, f"ballotentry:{code}:{said}{mark}") for words, mark in answers]
    return Screen(text, (*column(*buttons), *way_home(tr, _before(code, said))), at=f"ballotpaper:{code}")


def _before(code: str, said: str) -> str:
    """One question back; before the first one is the paper itself."""
    if not said:
        return f"ballotpaper:{code}"
    return f"ballotentry:{code}:{said[:-1]}" if said[:-1] else f"ballotentry:{code}"


def summary(ctx: Ctx, here: Here, said: str, chosen: Sequence[Option | None]) -> Screen:
    """Before it is kept, and the only time that it is shown."""
    tr, code, words = ctx.tr, here.invitation.code, dict(options_of(ctx.tr, here.round))
    unsaid = tr.ptext("staff button", "Not answered")
    lines = [
        f"{tr.value(asked(tr, here.round, number))}\n<b>{tr.value(words[one] if one else unsaid)}</b>"
        for number, one in enumerate(chosen)
    ]
    rows = column(
        Button(tr.ptext("staff button", "✔️ Keep"), f"ballotentry:{code}:{said}:keep"),
        Button(tr.ptext("staff button", "✏️ From the beginning"), f"ballotentry:{code}"),
    )
    text = "\n\n".join([*lines, _consequence(ctx, chosen)])
    # Whoever turns to something else here leaves it lying in her chat: it is put away like other words of residents.
    return Screen(text, (*rows, *way_home(tr, _before(code, said))), at=f"ballotpaper:{code}", words=True)


def _consequence(ctx: Ctx, chosen: Sequence[Option | None]) -> str:
    if all(one is None for one in chosen):
        return ctx.tr.html("There is no cross on it: the family has said no. Is that right?")
    if None in chosen:
        return ctx.tr.html("Not all is answered, so it is not counted. Does it say the same as the paper?")
    return ctx.tr.html("Does it say the same as the paper? Afterwards nobody can see it.")


def kept(ctx: Ctx) -> Screen:
    """It is in; the paper goes now."""
    text = ctx.tr.html("It is kept, and shown to nobody. Destroy the paper now.")
    more = Button(ctx.tr.ptext("staff button", "✍️ Enter a paper"), "ballotpapers")
    return Screen(f"✔️ {text}", (*column(more), *way_home(ctx.tr)), at="ballotpapers")
