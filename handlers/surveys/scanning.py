"""The code on a ballot of paper: whoever opens it first answers in her own chat, whatever family she is in.

The paper was given to a family and carries no name. So only the invitation notes who opened it, until its round closes;
she stays in the family she was in. Nobody answers twice by it: whoever is asked in that round already, or whose family
is, is told that the code does not work, and the paper can still be used.
"""

from dataclasses import replace

from domain.surveys import Invitation
from handlers.context import Ctx
from handlers.house.screens import home
from handlers.screen import Screen
from handlers.surveys import answering, filling, screens
from locales import Translator
from storage import paper_ballots
from storage.engine import Tx

# What such a code carries in front, and where somebody stands who still chooses her language.
PREFIX, ON_THE_WAY = "s-", "scanned"


def lost(tr: Translator, current: Screen) -> Screen:
    """Used, replaced, out of date or never ours: the same words, in front of where she is instead."""
    said = tr.html("This code does not work, or not any more. You can still hand in the paper at our house.")
    return Screen(said, current.rows, at=current.at)


async def find(ctx: Ctx, tx: Tx, token: str) -> Invitation | None:
    """The invitation of a paper, if it can still be answered."""
    known = await paper_ballots.find_paper(tx, token)
    here = await filling.find(tx, ctx.programme, known.code, ctx.now) if known else None
    until = here.invitation.closes_at if here else None
    return here.invitation if here and until is not None and ctx.now < until else None


async def scanned(ctx: Ctx, tx: Tx, token: str) -> Screen:
    """She opened the code: it is hers from now on, and to nobody else it leads anywhere."""
    found = await find(ctx, tx, token)
    if found is None or not (found.person == ctx.person.id or await _becomes_hers(ctx, tx, found)):
        return lost(ctx.tr, home(ctx.tr, ctx.programme, ctx.now, unfinished=False))
    return await answering.look(ctx, tx, found.code)


async def _becomes_hers(ctx: Ctx, tx: Tx, paper: Invitation) -> bool:
    if await paper_ballots.asked_otherwise(tx, paper, ctx.person.id, ctx.person.family):
        return False
    return await paper_ballots.hand_to(tx, paper.id, ctx.person.id)


async def go_on(ctx: Ctx, tx: Tx) -> Screen:
    """A newcomer has chosen her language: to the questions, or the sentence that this code does not work."""
    here, tr = await answering.current(ctx, tx), ctx.tr
    if here is None:
        return lost(tr, home(tr, ctx.programme, ctx.now, unfinished=False))
    asked = screens.asked(ctx, here.invitation)
    return replace(asked, text=f"{asked.text} {tr.html('Telegram is not sealed, so write no secrets.')}")
