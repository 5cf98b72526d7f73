"""Retention from the command line, beside a running bot or without one."""

from collections.abc import Callable

from bot.forgotten import ForgottenList
from bot.settings import Settings
from bot.wiring import open_present, services_of
from domain.retention import BY_KEY
from handlers.context import Services
from handlers.house import keeping
from storage.engine import Database
from storage.retention import Ahead

Say = Callable[[str], object]


async def ahead(settings: Settings) -> list[str]:
    """What would go now, rule by rule; nothing is changed."""
    services, database = services_of(settings), await open_present(settings)
    try:
        async with database.transaction() as tx:
            found = await keeping.look_ahead(tx, services)
    finally:
        await database.close()
    chosen = services.programme.retention
    width = max(len(one.rule.key) for one in found)
    return [
        f"{one.rule.key:{width}}  {_due(one)} ({one.rule.term_in(chosen)}, from: {one.rule.since})" for one in found
    ]


def _due(one: Ahead) -> str:
    if not one.rows:
        return "nothing now"
    return f"{one.rows} now, the oldest from {str(one.oldest)[:10]}: {one.rule.then}"


async def end_all(settings: Settings, say: Say) -> None:
    """Let everything go that has been kept long enough, a handful in a transaction, and say how far it is."""
    services, database = services_of(settings), await open_present(settings)
    ended: dict[str, int] = {}
    try:
        while handful := await _end_handful(database, services):
            for key, number in handful.items():
                ended[key] = ended.get(key, 0) + number
                say(f"{key}: {ended[key]}")
        await ForgottenList(settings.forgotten_file).write_down(database, services.now())
        await database.empty_log()
    finally:
        await database.close()
    say("; ".join(f"{number} {BY_KEY[key].what}" for key, number in ended.items()) or "nothing was kept too long")


async def _end_handful(database: Database, services: Services) -> dict[str, int]:
    async with database.transaction() as tx:
        return await keeping.sweep(tx, services)
