"""One kind of message of the outbox: how it is written, when it may leave, and what follows if its fate is unknown."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from domain.notices import Due
from domain.reminders import after_the_night
from handlers.context import Ctx
from handlers.screen import Screen
from storage.engine import Tx

Render = Callable[[Ctx, Tx, Due], Awaitable[Screen | None]]
Lost = Callable[[Ctx, Tx, Due], Awaitable[None]]
When = Callable[[Ctx, Tx, Due], Awaitable[datetime]]


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """`render` gives nothing when there is nothing true left to say.

    `repeat`: said once more, marked as a repeat, when nobody knows whether it arrived. `urgent`: leaves at night too.
    `lost`: what follows when nobody can say that it arrived. `when` says when it may leave, in place of the night.
    """

    render: Render
    repeat: bool = True
    urgent: bool = True
    lost: Lost | None = None
    when: When | None = None

    async def leaves(self, ctx: Ctx, tx: Tx, due: Due) -> datetime:
        """When it may leave, now at the earliest."""
        if self.when is not None:
            return await self.when(ctx, tx, due)
        return ctx.now if self.urgent else after_the_night(ctx.programme, ctx.now)
