"""Posters and leaflets: a printed link that opens one gathering."""

import re

from handlers.context import Ctx
from handlers.gatherings.page_words import only_session
from handlers.gatherings.seeing import Seen, seen
from handlers.gatherings.words import title
from storage.engine import Tx

_LINK = re.compile("g-([0-9a-f]{8})")


async def gathering_on(ctx: Ctx, tx: Tx, payload: str | None) -> Seen | None:
    """The gathering that a printed link opens, if she may see it; of what is hidden a link tells nothing."""
    found = _LINK.fullmatch(payload or "")
    return await seen(ctx, tx, found[1]) if found else None


def name_of(ctx: Ctx, here: Seen) -> str:
    """What stands on that paper."""
    return title(ctx.tr, ctx.programme, here.gathering, only_session(here.gathering))
