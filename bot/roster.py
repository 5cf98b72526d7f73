"""The roster from the command line: inviting, listing and removing staff."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.clock import Clock
from bot.reports import Mishap
from bot.settings import Settings
from bot.wiring import load_programme, make_bot, open_database
from domain.people import Person, Role
from handlers.counselling.staff_leaving import dismiss
from handlers.house.partners import start_link
from storage import invitations, people
from storage.engine import Tx


class NotInRoster(Mishap):
    """Nobody, or more than one, is called that; the message says what to do."""


class NoSuchField(Mishap):
    """The programme names no specialist of this role with this key; the message names those it has."""


@asynccontextmanager
async def written(settings: Settings) -> AsyncIterator[Tx]:
    """One transaction in the house's database, whether the bot runs or not."""
    database = await open_database(settings)
    try:
        async with database.transaction() as tx:
            yield tx
    finally:
        await database.close()


async def invitation_link(
    settings: Settings, role: Role, name: str | None, days: int, bot: str | None, field: str | None = None
) -> str:
    """A link that lets one person in, once, as this role; `field` is what a helper is good at."""
    _check_field(settings, role, field)
    username = bot or await ask_username(settings)
    now = Clock(settings.clock_file).now()
    async with written(settings) as tx:
        token = await invitations.make_invitation(tx, role, name, now, now + timedelta(days=days), field=field)
    return start_link(username, token)


def _check_field(settings: Settings, role: Role, field: str | None) -> None:
    known = [one.key for one in load_programme(settings.programme).counselling.fields(role)] if field else []
    if field and field not in known:
        named = f"it has {', '.join(known)}" if known else "it has none"
        raise NoSuchField(f"the programme has no field {field!r} for {role.value}; {named}")


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
        member = member_named(await people.staff_with(tx, Role), wanted)
        return member, await dismiss(tx, member, now)


def member_named(roster: list[Person], wanted: str) -> Person:
    """The one in the roster with this name or number; raise NotInRoster where it is not one."""
    named = [one for one in roster if one.staff and wanted.casefold() in (one.staff.name.casefold(), str(one.staff.id))]
    if not named:
        raise NotInRoster(f"nobody in the roster is called {wanted!r}; see `nabobot staff list`")
    if len(named) > 1:
        ids = ", ".join(str(one.staff.id) for one in named if one.staff)
        raise NotInRoster(f"more than one is called {wanted!r}; give one of the numbers {ids}")
    return named[0]
