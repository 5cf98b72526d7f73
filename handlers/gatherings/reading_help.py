"""Help me read this: somebody wants what staff wrote in her language, staff are told, and she when it is there."""

from domain.access import Right, runs
from domain.gatherings import Gathering
from domain.notices import Due, Lane, Notice
from handlers.context import Ctx
from handlers.gatherings import page_words, whats_on, whats_on_screens
from handlers.gatherings.seeing import Seen, seen
from handlers.screen import Screen
from storage import gatherings, outbox, people
from storage.engine import Tx


async def help_me_read(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """Staff wrote it in Danish, and she wants it in her language."""
    here = await seen(ctx, tx, gathering)
    if here is None:
        return await whats_on.gone(ctx, tx)
    if page_words.readable(ctx.tr, here.gathering) or not here.gathering.coming(ctx.now):
        return await whats_on.page_of(ctx, tx, here)
    await ask_for_words(ctx, tx, here)
    return whats_on_screens.asked_for_words(ctx.tr, here)


async def ask_for_words(ctx: Ctx, tx: Tx, here: Seen) -> None:
    """Keep that she waits; whoever runs it gets one card a language, however many ask."""
    waits_already = await gatherings.wanted_languages(tx, here.gathering.id)
    if not await gatherings.want_words(tx, here.gathering.id, None, ctx.person.id, ctx.tr.code, ctx.now):
        return
    if ctx.tr.code in waits_already:
        return
    run_by = [one for one in await people.staff_who(tx, Right.GATHERINGS) if runs(one, here.rules)]
    data = {"gathering": here.code, "language": ctx.tr.code}
    purpose = f"words-wanted:{here.gathering.id}:{ctx.tr.code}:{int(ctx.now.timestamp())}"
    cards = [Notice(one.id, "staff-words-wanted", f"{purpose}:{one.id}", data) for one in run_by]
    await outbox.enqueue(tx, cards, ctx.now)


async def tell_words_came(tx: Tx, ctx: Ctx, gathering: Gathering, language: str) -> int:
    """Staff have written it in this language: whoever waited for that is told, once; says how many."""
    waited = await gatherings.words_came(tx, gathering.id, language, ctx.now)
    purpose = f"words-came:{gathering.id}:{language}:{int(ctx.now.timestamp())}"
    data = {"gathering": gathering.code}
    notices = [Notice(one, "words-came", f"{purpose}:{one}", data, lane=Lane.BULK) for one in dict.fromkeys(waited)]
    await outbox.enqueue(tx, notices, ctx.now)
    return len(notices)


async def words_came(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The page she could not read, in her language now; nothing of what is over or not for her any more."""
    here = await seen(ctx, tx, due.data["gathering"])
    if here is None or not here.changeable(ctx.now):
        return None
    opening = ctx.tr.html("You asked for this in your language. Here it is.")
    return await whats_on.page_of(ctx, tx, here, opening=f"🌐 {opening}")
