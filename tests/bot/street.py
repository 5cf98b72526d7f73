"""The process on a local Telegram, walked step by step, killed and rebuilt at will."""

import asyncio
from collections.abc import MutableMapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.house import House
from bot.settings import Settings, read_settings
from bot.wiring import close_house, load_programme, make_bot
from domain.notices import Lane, Notice, NoticeState
from domain.people import Person as Known
from domain.people import Role
from handlers.context import Services
from simulator import Call, LocalTelegram, Person
from storage import inbox, outbox, people, vitals
from storage.cipher import Cipher
from storage.engine import Database
from tests.bot.hut import ZONE, Hut, help_now, languages

KEY = "tK0o5kS0z7mUuUYFxTnT8oUKqNMIK8Yw1G8R7C1q0cA="
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=ZONE)
Logs = list[MutableMapping[str, Any]]
# What is said to no chat.
SILENT = ("getMe", "getUpdates", "answerCallbackQuery")


class Street:
    """One house, its people, and what stands in its database."""

    def __init__(self, telegram: LocalTelegram, address: str, folder: Path, **settings: str) -> None:
        self.telegram, self.hut = telegram, Hut()
        given = {"NABOBOT_TOKEN": telegram.token, "NABOBOT_API_URL": address, "NABOBOT_DATA": str(folder)}
        given |= {"NABOBOT_SECRET_KEY": KEY, "NABOBOT_PACE": "0", "NABOBOT_CLOCK_FILE": str(telegram.clock.path)}
        given |= settings
        self.settings: Settings = read_settings(given, None)
        self.pauses: list[float] = []
        self.told_next: list[datetime | None] = []
        self.house: House

    async def open(self) -> None:
        """Build the house anew on what is stored."""
        bot = make_bot(self.settings)
        await bot.initialize()
        programme = load_programme(self.settings.programme)
        services = Services(self.telegram.clock.now, programme, languages(), bot.username)
        database = Database(self.settings.database_url, Cipher(self.settings.secret_keys))
        composition, notices = self.hut.composed(services), self.hut.notices
        self.house = House(bot, database, composition, notices, help_now, self.told_next.append, self.pause)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    async def kill(self) -> None:
        """Nothing is finished, nothing written."""
        self.house.abandon()
        await close_house(self.house)

    async def reborn(self) -> None:
        await self.kill()
        await self.open()

    async def settle(self) -> None:
        """Let everything that people did take effect."""
        while await self.house.poll():
            await self.handled()

    async def handled(self) -> None:
        while await self.house.handle():
            continue
        await self.house.drain()

    async def tick(self) -> None:
        await self.house.tick()
        await self.house.drain()

    async def later(self, **by: float) -> None:
        self.telegram.clock.jump(timedelta(**by))
        await self.tick()

    async def resident(self, name: str = "Amina") -> Person:
        person = self.telegram.add_person(name, "en")
        person.start()
        await self.settle()
        return person

    async def staff(self, name: str = "Mette") -> Person:
        person = await self.resident(name)
        known = await self.known(person)
        async with self.house.database.transaction() as tx:
            await people.join_staff(tx, known.id, Role.FAMILY_WORKER, name, self.telegram.clock.now())
        return person

    async def known(self, person: Person) -> Known:
        """The person as the house knows her."""
        async with self.house.database.transaction() as tx:
            return (await people.persons_of(tx, [person.id]))[person.id]

    async def notify(self, person: Person, kind: str, purpose: str = "", **more: Any) -> None:
        """Write something into the outbox for her."""
        recipient, now = (await self.known(person)).id, self.telegram.clock.now()
        notice = Notice(recipient, kind, purpose or f"{kind}:{recipient}", **{"lane": Lane.URGENT, **more})
        async with self.house.database.transaction() as tx:
            await outbox.enqueue(tx, [notice], now)

    async def states(self) -> list[NoticeState]:
        """How every notice stands, oldest first."""
        async with self.house.database.transaction() as tx:
            rows = await tx.execute(select(outbox.outbox.c.state).order_by(outbox.outbox.c.id))
            return [NoticeState(row.state) for row in rows]

    async def outcomes(self) -> list[str | None]:
        """How every attempt went, oldest first."""
        async with self.house.database.transaction() as tx:
            return list((await tx.execute(select(outbox.attempts.c.outcome).order_by(outbox.attempts.c.id))).scalars())

    async def letters(self) -> Sequence[Any]:
        """Everything in the inbox, oldest first."""
        async with self.house.database.transaction() as tx:
            return (await tx.execute(select(inbox.inbox).order_by(inbox.inbox.c.id))).all()

    async def last_beat(self) -> datetime | None:
        async with self.house.database.transaction() as tx:
            return await vitals.last(tx, "house")

    def said(self, *, since: int = 0) -> list[Call]:
        """The calls with which something was said in a chat."""
        return [call for call in self.telegram.calls[since:] if call.method not in SILENT]
