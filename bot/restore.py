"""Goes back to a copy: beside the present database until all is done, then in one step in its place."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.afterwards import Former, Safe, ask_the_former, make_safe
from bot.backup import database_of
from bot.forgotten import ForgottenList
from bot.house import ALIVE
from bot.keys import given_keys
from bot.lock import file_lock, server_lock
from bot.settings import Settings
from bot.wiring import open_present, services_of
from storage import vitals
from storage.cipher import Cipher
from storage.copies import look_over, make_private, put_in_place
from storage.engine import Database
from storage.forgotten import read_list
from storage.schema import State, look
from storage.sealed import refuse_wrong_keys
from storage.sealed_file import SealedFile

Agreed = Callable[[datetime], bool]


@dataclass(frozen=True, slots=True)
class Restored:
    """How it went: of which moment the database is now, where the former one is, and who could not be asked after.

    `asked` is whether the former database still said what a copy cannot know; `listed` how many stand in the list.
    """

    since: datetime
    aside: Path | None
    asked: bool
    listed: int
    safe: Safe

    def lines(self) -> list[str]:
        """What was done, and what is left to whoever did it."""
        aside = f"; the former database is {self.aside}, which goes with the copies" if self.aside else ""
        return [
            f"The database is as it was on {self.since:%Y-%m-%d %H:%M} UTC{aside}.",
            f"{self.safe.forgotten} people who asked to be forgotten since are forgotten again, "
            f"and {self.safe.left} colleagues who left the team since are out of it again.",
            f"{self.safe.refused} times somebody said no since to reminders, surveys or news, and it is no again.",
            f"{self.safe.unsaid} messages may have been sent since and are not sent again; "
            f"{self.safe.letters} letters that waited are let go.",
            "Staff are told which stretch of time is gone.",
            *self._warnings(),
        ]

    def _warnings(self) -> list[str]:
        found = []
        if not self.listed:
            found.append("The list of who was forgotten is empty or not here: forget by hand whoever asked since.")
        if not self.asked:
            found.append("The former database could not be asked who was forgotten last, left or said no since.")
            found.append("Whoever left is in the team again: look at `nabobot staff list`.")
            found.append("Whoever said no to reminders may get one again, and the cards of that time are not emptied.")
        return found


async def restore(settings: Settings, file: Path, agreed: Agreed) -> Restored | None:
    """Put a copy in the place of the database, if that is agreed to; the bot must not run meanwhile."""
    database = database_of(settings)
    with file_lock(settings):
        new = database.with_name(f"{database.stem}-restoring.sqlite3")
        try:
            since = _unseal(file, new, given_keys(settings))
            look_over(new)
            return await _restored(settings, new, since) if agreed(since) else None
        finally:
            _clear_away(new)


async def make_safe_here(settings: Settings) -> Restored:
    """The same for a database that was put back by other means, such as PostgreSQL's own."""
    services, forgotten = services_of(settings), ForgottenList(settings.forgotten_file)
    with file_lock(settings):
        house = await open_present(settings)
        try:
            async with server_lock(house), house.transaction() as tx:
                since = await vitals.last(tx, ALIVE) or services.now()
                safe = await make_safe(tx, services, since, forgotten, Former())
        finally:
            await house.close()
    return Restored(since, None, False, len(read_list(forgotten.path).gone), safe)


async def _restored(settings: Settings, new: Path, since: datetime) -> Restored:
    database, forgotten = database_of(settings), ForgottenList(settings.forgotten_file)
    services, was_there = services_of(settings), database.exists()
    former = await _asked(settings, forgotten, since) if was_there else None
    house = await _brought_up_to_date(new, settings)
    try:
        async with house.transaction() as tx:
            safe = await make_safe(tx, services, since, forgotten, former or Former())
    finally:
        await house.close()
    aside = _free_name(database)
    await asyncio.to_thread(put_in_place, new, database, aside)
    return Restored(since, aside if was_there else None, former is not None, len(read_list(forgotten.path).gone), safe)


def _unseal(file: Path, new: Path, keys: tuple[str, ...]) -> datetime:
    """Open the copy into a file beside the database; says of which moment it is."""
    with file.open("rb") as source:
        sealed = SealedFile(source, keys)
        make_private(new)
        with new.open("r+b") as target:
            for piece in sealed:
                target.write(piece)
    return datetime.fromisoformat(sealed.about["made_at"])


async def _brought_up_to_date(new: Path, settings: Settings) -> Database:
    """The copy, opened, with the tables of this program; refuses a newer one and keys that do not open it."""
    house = Database(f"sqlite:///{new}", Cipher(given_keys(settings)))
    try:
        if await look(house) is State.OLDER:
            from storage.migrate import migrate  # Slow to import, and needed once a release.

            await house.close()
            await asyncio.to_thread(migrate, house.url)
        async with house.transaction() as tx:
            await refuse_wrong_keys(tx)
    except BaseException:
        await house.close()
        raise
    return house


async def _asked(settings: Settings, forgotten: ForgottenList, since: datetime) -> Former | None:
    """Let the present database say, before it goes, who was forgotten last and what else we must know; if it can."""
    house = Database(settings.database_url, Cipher(given_keys(settings)))
    try:
        if await look(house) is not State.CURRENT:
            return None
        await forgotten.make_whole(house, services_of(settings).now())
        async with house.transaction() as tx:
            return await ask_the_former(tx, since)
    except Exception:  # Whatever is wrong with it is why we go back to a copy.
        return None
    finally:
        await house.close()


def _free_name(database: Path) -> Path:
    """Where the present database is kept; what was put there before may be the one that is wanted most."""
    for number in range(1, 1_000):
        aside = database.with_suffix(".before-restore" if number == 1 else f".before-restore-{number}")
        # Cut off between two steps, it has this name already.
        if not aside.exists() or (database.exists() and aside.samefile(database)):
            return aside
    return aside


def _clear_away(new: Path) -> None:
    for left in (new, Path(f"{new}-wal"), Path(f"{new}-shm"), new.with_suffix(".before-migration")):
        left.unlink(missing_ok=True)
