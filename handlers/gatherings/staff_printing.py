"""Printing in the chat of staff: choose a gathering, a paper and its languages, and get a file or a picture."""

import asyncio
from dataclasses import dataclass, replace

from documents.glyphs import MissingGlyphs
from documents.typesetting import Paper
from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, Session
from domain.papers import RECENTLY, PaperKind, most_languages, papers_of, sessions_for
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings import staff_printing_screens as screens
from handlers.gatherings.printing import FILE_NAMES, PLANNED, Printer, evenings_of, usual_languages, year_of
from handlers.gatherings.staff_list import list_of
from handlers.screen import Attachment, Screen
from storage import gatherings
from storage.engine import Tx

MOST = 20
# These are drawn in the languages that are chosen; a diploma also needs names, and the list is for staff.
IN_LANGUAGES = frozenset({PaperKind.LEAFLET, PaperKind.POSTER, PaperKind.DOOR})
OF_A_SESSION = frozenset({PaperKind.DOOR, PaperKind.LIST})


@dataclass(frozen=True, slots=True)
class Chosen:
    """A paper of a gathering, or of one of its sessions, that she may print now."""

    gathering: Gathering
    rules: GatheringRules
    paper: PaperKind
    session: Session | None


async def which(ctx: Ctx, tx: Tx) -> Screen:
    """The gatherings of which she can print something."""
    activities = [one.key for one in ctx.programme.gathering_kinds]
    found = await gatherings.gatherings_of(tx, activities, PLANNED, ctx.now - RECENTLY)
    return screens.which(ctx, [one for one in found if one.standing and _allowed(ctx, one)][:MOST])


def _allowed(ctx: Ctx, gathering: Gathering) -> frozenset[PaperKind]:
    rules = ctx.programme.rules(gathering.activity)
    return frozenset() if rules is None else papers_of(ctx.person, rules, gathering, ctx.now)


async def gone(ctx: Ctx, tx: Tx) -> Screen:
    """No such gathering, nothing of it can be printed, or not by her: the same words."""
    return problems.no_longer(ctx.tr, await which(ctx, tx))


async def papers(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """What of one gathering can be printed."""
    found = await gatherings.find_gathering(tx, gathering)
    allowed = _allowed(ctx, found) if found else None
    return screens.papers(ctx, found, allowed) if found and allowed else await gone(ctx, tx)


async def choose(ctx: Ctx, tx: Tx, of: str, paper: str) -> Screen:
    """In which languages; of a sign or a list first for which day."""
    chosen = await find(ctx, tx, of, paper)
    if chosen is None:
        return await gone(ctx, tx)
    if chosen.session is None and chosen.paper in OF_A_SESSION:
        found = sessions_for(chosen.paper, chosen.gathering, ctx.now)
        return screens.sessions(ctx, chosen.gathering, chosen.paper, found)
    if chosen.session is not None and chosen.paper is PaperKind.LIST:
        return await _list(ctx, tx, chosen, chosen.session)
    usual = await usual_languages(ctx.services, tx, chosen.gathering, chosen.paper)
    return _languages(ctx, chosen, usual)


async def languages(ctx: Ctx, tx: Tx, of: str, paper: str, languages: str) -> Screen:
    """She has chosen other languages."""
    chosen = await find(ctx, tx, of, paper)
    if chosen is None or (chosen.session is None and chosen.paper in OF_A_SESSION):
        return await gone(ctx, tx)
    return _languages(ctx, chosen, read_languages(ctx, languages, most_languages(chosen.paper)))


async def _list(ctx: Ctx, tx: Tx, chosen: Chosen, session: Session) -> Screen:
    """The list needs no languages: staff read it."""
    paper = await list_of(Printer(ctx.services, chosen.gathering, chosen.rules), tx, session)
    before = screens.papers(ctx, chosen.gathering, _allowed(ctx, chosen.gathering))
    text = screens.ready(ctx, chosen.gathering, session, PaperKind.LIST)
    name = f"{FILE_NAMES[PaperKind.LIST]}-{session.code}"
    return await with_file(ctx, replace(before, text=text, words=True, fresh=True), paper, name)


def _languages(ctx: Ctx, chosen: Chosen, codes: tuple[str, ...]) -> Screen:
    most = most_languages(chosen.paper)
    return screens.languages(ctx, chosen.gathering, chosen.session, chosen.paper, codes, most)


def read_languages(ctx: Ctx, languages: str, most: int) -> tuple[str, ...]:
    """Any text may be asked for: what we do not speak is left out, and without a language it is Danish."""
    offered = {one.code for one in ctx.services.languages.offered}
    known = [code for code in dict.fromkeys(languages.split(".")) if code in offered]
    return tuple(known[:most]) or ("da",)


async def draw(ctx: Ctx, tx: Tx, of: str, paper: str, languages: str, form: str) -> Screen:
    """The paper itself; what she does next shows the languages again, and draws nothing."""
    chosen = await find(ctx, tx, of, paper)
    if chosen is None or chosen.paper not in IN_LANGUAGES or (chosen.session is None and chosen.paper in OF_A_SESSION):
        return await gone(ctx, tx)
    codes = read_languages(ctx, languages, most_languages(chosen.paper))
    drawn = await _made(ctx, tx, chosen, codes)
    before = _languages(ctx, chosen, codes)
    done = replace(before, text=screens.ready(ctx, chosen.gathering, chosen.session, chosen.paper))
    name = f"{FILE_NAMES[chosen.paper]}-{of}"
    return await (with_pictures if form == "png" else with_file)(ctx, done, drawn, name)


async def find(ctx: Ctx, tx: Tx, of: str, paper: str) -> Chosen | None:
    """The paper that is meant, if she may print it now; a sign and a list are of a session, named or the only one."""
    session = None
    gathering = await gatherings.find_gathering(tx, of)
    if gathering is None and paper in OF_A_SESSION:
        gathering, session = await gatherings.find_by_session(tx, of) or (None, None)
    rules = ctx.programme.rules(gathering.activity) if gathering else None
    if gathering is None or rules is None or paper not in papers_of(ctx.person, rules, gathering, ctx.now):
        return None
    return _with_session(Chosen(gathering, rules, PaperKind(paper), session), ctx)


def _with_session(chosen: Chosen, ctx: Ctx) -> Chosen | None:
    if chosen.paper not in OF_A_SESSION:
        return chosen
    found = sessions_for(chosen.paper, chosen.gathering, ctx.now)
    if chosen.session is None:
        return replace(chosen, session=found[0] if len(found) == 1 else None)
    return chosen if chosen.session in found else None


async def _made(ctx: Ctx, tx: Tx, chosen: Chosen, codes: tuple[str, ...]) -> Paper:
    printer = Printer(ctx.services, chosen.gathering, chosen.rules, codes)
    if chosen.session is not None:
        return printer.door(chosen.session)
    if chosen.paper is PaperKind.POSTER:
        return printer.poster()
    year = year_of(ctx.services, chosen.gathering)
    return printer.leaflet(await evenings_of(ctx.services, tx, chosen.gathering.activity, year), year)


async def with_file(ctx: Ctx, done: Screen, paper: Paper, name: str) -> Screen:
    """The paper as a file; drawn when it is sent, because a page takes as long as many answers."""
    try:
        await asyncio.to_thread(paper.check)
    except MissingGlyphs as problem:
        return replace(done, text=screens.not_printable(ctx.tr, problem))
    return replace(done, attachment=Attachment(f"{name}.pdf", paper.pdf))


async def with_pictures(ctx: Ctx, done: Screen, paper: Paper, name: str) -> Screen:
    """The pages of the paper as pictures."""
    try:
        pages = await asyncio.to_thread(paper.pictures)
    except MissingGlyphs as problem:
        return replace(done, text=screens.not_printable(ctx.tr, problem))
    return replace(done, pictures=tuple(Attachment(f"{name}-{number}.png", one) for number, one in enumerate(pages, 1)))
