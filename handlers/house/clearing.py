"""Clears her chat: what she and the bot wrote in the last two days, as far as Telegram still lets us."""

from dataclasses import replace

from handlers.context import Ctx
from handlers.counselling.staff_actions import staff_home
from handlers.house import screens
from handlers.screen import Screen
from storage import drafts, messages
from storage.engine import Tx
from storage.messages import DELETABLE, Lying


async def lying_here(ctx: Ctx, tx: Tx) -> tuple[int, ...]:
    """What can still be taken out of her chat; the message she tapped lies there for certain."""
    if ctx.message is not None:
        await messages.note_messages(tx, [Lying(ctx.person.id, ctx.message)], ctx.now)
    return tuple(await messages.messages_in(tx, ctx.person.id, ctx.now - DELETABLE))


async def clear(ctx: Ctx, tx: Tx) -> Screen:
    """The first tap of two."""
    return screens.clear(ctx.tr) if ctx.person.staff is None else await _home(ctx, tx)


async def clear_yes(ctx: Ctx, tx: Tx) -> Screen:
    """The second tap: everything up to this moment goes."""
    if ctx.person.staff is not None:
        return await _home(ctx, tx)
    here = await lying_here(ctx, tx)
    return await _cleared(ctx, tx, here)


async def cleared(ctx: Ctx, tx: Tx, newest: str) -> Screen:
    """Home again, and what she wished away goes if it has not gone yet: this is her screen until she taps on."""
    if ctx.person.staff is not None or not newest.isdecimal():
        return await _home(ctx, tx)
    here = await messages.messages_in(tx, ctx.person.id, ctx.now - DELETABLE)
    return await _cleared(ctx, tx, tuple(one for one in here if one <= int(newest)))


async def _cleared(ctx: Ctx, tx: Tx, here: tuple[int, ...]) -> Screen:
    return replace(await _home(ctx, tx), clear=here, fresh=True, at=f"cleared:{max(here, default=0)}")


async def _home(ctx: Ctx, tx: Tx) -> Screen:
    if ctx.person.staff is not None:
        return await staff_home(ctx, tx)
    unfinished = await drafts.draft_of(tx, ctx.person.id) is not None
    return screens.home(ctx.tr, ctx.programme, ctx.now, unfinished=unfinished)
