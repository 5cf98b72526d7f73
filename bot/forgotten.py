"""Keeps the list of who was forgotten beside the database, and forgets once more whoever a copy brought back."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from handlers.context import Ctx, Services
from handlers.house.forgetting import forget_again
from storage import erasures, people
from storage.engine import Database, Tx
from storage.forgotten import add_to_list, read_list
from storage.on_file import aside

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ForgottenList:
    """The list at this path."""

    path: Path

    async def write_down(self, database: Database, now: datetime) -> int:
        """Bring the list up to date; killed between the two, they are written down once more."""
        async with database.transaction() as tx:
            gone = await erasures.unlisted(tx)
        if gone:
            await aside(lambda: add_to_list(self.path, gone))
            async with database.transaction() as tx:
                await erasures.mark_listed(tx, gone, now)
        return len(gone)

    async def make_whole(self, database: Database, now: datetime) -> None:
        """Write down whoever was forgotten and does not stand there, even if the list itself was lost."""
        async with database.transaction() as tx:
            gone = await erasures.listed(tx)
        missing = set(gone) - set(read_list(self.path).gone)
        if missing:
            await aside(lambda: add_to_list(self.path, sorted(missing)))
        await self.write_down(database, now)

    async def forget_again(self, tx: Tx, services: Services) -> int:
        """Forget whoever stands in the list and is known here: a copy brought her back. Says how many."""
        listed = read_list(self.path)
        if listed.unreadable:
            log.warning("forgotten_unreadable", lines=listed.unreadable)
        back = await erasures.come_back(tx, listed.gone) if listed.gone else []
        for person in [await people.get_person(tx, one) for one in back]:
            if person is not None:
                await forget_again(Ctx.of(services, person), tx)
        return len(back)
