"""Ballots on paper: printed for a family that is due, and entered when they come back; once, and never shown again."""

from collections.abc import Sequence
from dataclasses import replace

from domain.asking import closing
from domain.surveys import Invitation, InvitationState, Mode, Option
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_actions import staff_home
from handlers.gatherings.staff_printing import with_file
from handlers.screen import Screen
from handlers.surveys import filling, scanning
from handlers.surveys import staff_ballots as ballots
from handlers.surveys import staff_paper_screens as screens
from handlers.surveys.asking import round_of
from handlers.surveys.filling import Here
from handlers.surveys.printed import paper_of
from handlers.surveys.wording import keys_of
from storage import families as every_family
from storage import paper_ballots, surveys
from storage.engine import Tx

FILE_NAME = "spoergsmaal"
# What was ticked travels in the buttons until it is kept: a digit for each question, and a dash for no answer.
TICKS = {**{str(place): option for place, option in enumerate(Option)}, screens.NOT_ANSWERED: None}


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await out(ctx, tx))


async def languages(ctx: Ctx, tx: Tx, survey: str, family: str) -> Screen:
    """In which language?"""
    due = await ballots.find_due(ctx, tx, survey, family)
    return await _gone(ctx, tx) if due is None else screens.languages(ctx, due.survey, due.met)


async def print_one(ctx: Ctx, tx: Tx, survey: str, family: str, language: str) -> Screen:
    """The family is asked from now on, and the paper is printed; a second tap finds it and prints nothing."""
    due = await ballots.find_due(ctx, tx, survey, family)
    if due is None or language not in {one.code for one in ctx.services.languages.offered}:
        return await _printed_already(ctx, tx, survey, family)
    here = await round_of(tx, ctx.services, due.survey, due.over, ctx.now)
    code = await surveys.invite(tx, here.id, due.met.id, None, due.over.activity, ctx.now, language)
    found = await surveys.find_invitation(tx, code) if code and here.closed_at is None else None
    if found is None:
        return await _gone(ctx, tx)
    until = closing(ctx.programme, here.survey, here.quarter)
    await surveys.move_invitation(tx, found.id, InvitationState.ASKED, asked_at=ctx.now, closes_at=until)
    return await _with_paper(ctx, tx, found)


async def _printed_already(ctx: Ctx, tx: Tx, survey: str, family: str) -> Screen:
    met = await every_family.find_family(tx, family)
    for one in await _hers(ctx, tx) if met else ():
        here = await surveys.get_round(tx, one.round)
        if met and one.family == met.id and here.survey == survey:
            return await look(ctx, tx, one.code)
    return await _gone(ctx, tx)


async def _with_paper(ctx: Ctx, tx: Tx, paper: Invitation) -> Screen:
    token = await paper_ballots.print_code(tx, paper.id)
    here = await surveys.get_round(tx, paper.round)
    drawn = paper_of(ctx.services, paper, here, token, ctx.now)
    met = await every_family.get_family(tx, paper.family)
    # The name of the file tells nobody at the printer whose it is.
    return await with_file(ctx, replace(screens.printed(ctx, met, paper), fresh=True), drawn, FILE_NAME)


async def _hers(ctx: Ctx, tx: Tx) -> list[Invitation]:
    """The papers that are with families, about what she runs."""
    return [one for one in await paper_ballots.papers_out(tx) if ballots.runs_activity(ctx, one.activity)]


async def find(ctx: Ctx, tx: Tx, code: str) -> Here | None:
    """A paper that is with its family and can be entered by her; any other is as if it were not there."""
    paper = await paper_ballots.find_paper_out(tx, code)
    if paper is None or not ballots.runs_activity(ctx, paper.activity):
        return None
    return await filling.find(tx, ctx.programme, code, ctx.now)


async def out(ctx: Ctx, tx: Tx) -> Screen:
    """Which paper has come back?"""
    return await _out(ctx, tx)


async def find_whose(ctx: Ctx, tx: Tx, text: str) -> Screen:
    """She wrote a code or a nickname."""
    return await _out(ctx, tx, text)


async def _out(ctx: Ctx, tx: Tx, word: str | None = None) -> Screen:
    papers = await _hers(ctx, tx)
    sought = await every_family.families_called(tx, word) if word else set()
    found = [one for one in papers if one.family in sought]
    shown = found or papers
    problem = ctx.tr.html("I found no family like that.") if word and not found else None
    return screens.out(ctx, await _called(ctx, tx, shown[: ballots.MOST_FAMILIES]), len(shown), problem)


async def _called(ctx: Ctx, tx: Tx, papers: Sequence[Invitation]) -> list[screens.Out]:
    """Each paper with its family and its survey."""
    found = []
    for one in papers:
        survey = ctx.programme.survey((await surveys.get_round(tx, one.round)).survey)
        title = ctx.tr.pick(survey.texts) if survey else None
        found.append(screens.Out(one, await every_family.get_family(tx, one.family), title))
    return found


async def scanned(ctx: Ctx, tx: Tx, token: str) -> Screen:
    """Her phone has read the code of a paper that came back."""
    paper = await scanning.find(ctx, tx, token)
    here = await find(ctx, tx, paper.code) if paper else None
    if here is None:
        return scanning.lost(ctx.tr, await staff_home(ctx, tx))
    return await look(ctx, tx, here.invitation.code)


async def look(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """One paper: enter what stands on it, or print it again."""
    here = await find(ctx, tx, invitation)
    if here is None:
        return await _gone(ctx, tx)
    return screens.paper(ctx, await every_family.get_family(tx, here.invitation.family), here.invitation)


async def print_again(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """It was lost: a new one, and the code of the old one leads nowhere."""
    here = await find(ctx, tx, invitation)
    return await _gone(ctx, tx) if here is None else await _with_paper(ctx, tx, here.invitation)


async def enter(ctx: Ctx, tx: Tx, invitation: str) -> Screen:
    """The first question."""
    return await tick(ctx, tx, invitation, "")


async def tick(ctx: Ctx, tx: Tx, invitation: str, said: str) -> Screen:
    """The next question, or all that she ticked once more before it is kept."""
    here = await find(ctx, tx, invitation)
    if here is None or not _reads(here, said):
        return await _gone(ctx, tx)
    if len(said) < len(keys_of(here.round)):
        return screens.question(ctx, here, said)
    return screens.summary(ctx, here, said, [TICKS[one] for one in said])


def _reads(here: Here, said: str) -> bool:
    return len(said) <= len(keys_of(here.round)) and all(one in TICKS for one in said)


async def keep(ctx: Ctx, tx: Tx, invitation: str, said: str) -> Screen:
    """Keep it, once; from now on it is shown to nobody. A paper without a cross is a no."""
    here = await find(ctx, tx, invitation)
    if here is None or not _reads(here, said) or len(said) != len(keys_of(here.round)):
        return await _gone(ctx, tx)
    if not await paper_ballots.take_in(tx, here.invitation.id):
        return await _gone(ctx, tx)
    await _fill(ctx, tx, here, said)
    return screens.kept(ctx)


async def _fill(ctx: Ctx, tx: Tx, here: Here, said: str) -> None:
    code, language = here.invitation.code, here.invitation.language or ctx.tr.code
    answered = [(number, option) for number, one in enumerate(said) if (option := TICKS[one]) is not None]
    for number, option in answered:
        now = await filling.find(tx, ctx.programme, code, ctx.now)
        assert now is not None, "it was there in this very transaction"
        await filling.give(tx, now, number, option, Mode.PAPER, language)
    if not answered:
        await filling.decline(tx, here)
