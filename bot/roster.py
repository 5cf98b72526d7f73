"""The roster from the command line: inviting, listing and removing staff."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.clock import Clock
from bot.reports import Mishap
from bot.settings import Settings
from bot.wiring import make_bot, open_database
from domain.people import Person, Role
from handlers.counselling.staff_leaving import leave_team
from handlers.house.partners import start_link
from storage import invitations, people
from storage.engine import Tx


class NotInRoster(Mishap):
    """Nobody, or more than one, is called that; the message says what to do."""


@asynccontextmanager
async def written(settings: Settings) -> AsyncIterator[Tx]:
    """One transaction in the house's database, whether the bot runs or not."""
    database = await open_database(settings)
    try:
        async with database.transaction() as tx:
            yield tx
    finally:
        await database.close()


async def invitation_link(settings: Settings, role: Role, name: str | None, days: int, bot: str | None) -> str:
    """A link that lets one person in, once, as this role."""
    username = bot or await ask_username(settings)
    now = Clock(settings.clock_file).now()
    async with written(settings) as tx:
        token = await invitations.make_invitation(tx, role, name, now, now + timedelta(days=days))
    return start_link(username, token)


async def ask_username(settings: Settings) -> str:
    """What the bot is called, from Telegram."""
    bot = make_bot(settings)
    try:
        await bot.initialize()
        return str(bot.username)
    finally:
        await bot.shutdown()
        await bot.request.shutdown()


async def members(settings: Settings) -> list[Person]:
    """Everybody in the roster."""
    async with written(settings) as tx:
        return await people.staff_with(tx, Role)


async def remove(settings: Settings, wanted: str) -> tuple[Person, int]:
    """Take somebody off the roster; what she held goes back to the queue. Says who it was and how much that is."""
    now = Clock(settings.clock_file).now()
    async with written(settings) as tx:
        member = _one(await people.staff_with(tx, Role), wanted)
        return member, await leave_team(tx, member, now)


def _one(roster: list[Person], wanted: str) -> Person:
    named = [one for one in roster if one.staff and wanted.casefold() in (one.staff.name.casefold(), str(one.staff.id))]
    if not named:
        raise NotInRoster(f"nobody in the roster is called {wanted!r}; see `nabobot staff list`")
    if len(named) > 1:
        ids = ", ".join(str(one.staff.id) for one in named if one.staff)
        raise NotInRoster(f"more than one is called {wanted!r}; give one of the numbers {ids}")
    return named[0]
