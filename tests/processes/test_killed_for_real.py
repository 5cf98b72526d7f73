"""The real bot in a process of its own, killed while fifty families send their requests: each counts once."""

import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from bot.roster import invitation_link
from bot.settings import Settings, as_environment, read_settings
from bot.wiring import open_database
from domain.people import Role
from simulator import Clock, LocalTelegram, Message, Person, create_app, serve
from simulator.process import BotProcess
from tests.town import KEY, MONDAY, plain, read_words

pytestmark = pytest.mark.slow
PEOPLE, MINUTE = 50, timedelta(minutes=1)
ANSWERS = {"sendMessage", "editMessageText"}
STAFF = read_words().staff
NEW, REPEAT = STAFF.ptext("headline", "🆕 New request"), STAFF.text("Perhaps you have seen this already.")


class Place:
    """A local Telegram under a movable clock, and the bot as a process on it."""

    def __init__(self, telegram: LocalTelegram, settings: Settings, log: Path) -> None:
        self.telegram, self.settings, self.log = telegram, settings, log
        self.bot = BotProcess([sys.executable, "-m", "bot", "run"], as_environment(settings), log)

    @property
    def answered(self) -> int:
        """How many screens have left so far."""
        return sum(call.method in ANSWERS and call.ok for call in self.telegram.calls)

    async def starts(self) -> None:
        await self.bot.start()
        await self.telegram.until(lambda: self.telegram.polling or not self.bot.running)
        assert self.bot.running, self.bot.last_lines()

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What a query finds while the bot is off."""
        database = await open_database(self.settings)
        try:
            async with database.transaction() as tx:
                return [tuple(row) for row in await tx.execute(text(query))]
        finally:
            await database.close()

    async def mette(self) -> Person:
        """A family worker, by an invitation from the command line."""
        link = await invitation_link(self.settings, Role.FAMILY_WORKER, "Mette", 7, None)
        mette = self.telegram.add_person("Mette", "da")
        mette.start(link.partition("=")[2])
        return mette


@asynccontextmanager
async def a_place(folder: Path) -> AsyncIterator[Place]:
    """Everything but the bot is there; it is ended in any case."""
    telegram = LocalTelegram(clock=Clock(folder / "clock"), limits=False, hasty=False)
    telegram.clock.move_to(MONDAY)
    async with serve(create_app(telegram)) as address:
        given = {"NABOBOT_TOKEN": telegram.token, "NABOBOT_API_URL": address, "NABOBOT_DATA": str(folder / "data")}
        more = {"NABOBOT_SECRET_KEY": KEY, "NABOBOT_PACE": "0", "NABOBOT_CLOCK_FILE": str(folder / "clock")}
        place = Place(telegram, read_settings({**given, **more}, folder / "none"), folder / "log")
        try:
            yield place
        finally:
            await place.bot.kill()
        assert telegram.complaints == []


@pytest_asyncio.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with a_place(tmp_path) as found:
        yield found


async def all_tap(place: Place, people: list[Person], *labels: str, until: str) -> None:
    """Everybody presses these buttons, one after the other."""
    for label, following in zip(labels, (*labels[1:], until), strict=True):
        for person in people:
            person.tap(label)
        await place.telegram.until(lambda: all(following in person.sees for person in people))  # noqa: B023


async def one_tap_from_the_end(place: Place) -> list[Person]:
    """Fifty people who have only their name and "Send" before them."""
    people = [place.telegram.add_person(f"Person {number}", "en") for number in range(PEOPLE)]
    for person in people:
        person.start()
    await place.telegram.until(lambda: all("English" in person.sees for person in people))
    way = ("English", "💬 Talk to someone", "💬 Ask for a talk", "👪 Family", "🚪 I come by", "✔️ Go on")
    await all_tap(place, people, *way, until="No name")
    return people


def finishes(person: Person) -> None:
    """Three updates: no name, send, and a look at what was agreed."""
    data = next(button.data for row in person.messages[-1].buttons for button in row if button.label == "No name")
    person.tap("No name")
    person.press(str(data).replace("name:none", "summary:send"))
    person.send("/mine")


def is_served(person: Person) -> bool:
    """Whether she looks at the list that holds her one request."""
    return "Here is what we have agreed." in person.text and person.sees[0] == "👪 Family"


def cards(mette: Person) -> list[Message]:
    return [message for message in mette.messages if message.from_bot and NEW in message.text]


async def test_of_150_updates_none_is_lost_and_none_counts_twice(place: Place) -> None:
    mette, telegram = await place.mette(), place.telegram
    await place.starts()
    people = await one_tap_from_the_end(place)
    await place.bot.stop()
    assert place.bot.exit_code == 0
    for person in people:
        finishes(person)
    assert telegram.pending == 3 * PEOPLE
    before = place.answered
    for share, end in ((0.2, signal.SIGKILL), (0.5, signal.SIGKILL), (0.8, signal.SIGTERM)):
        await place.bot.start()
        enough = before + int(share * 3 * PEOPLE)
        await telegram.until(lambda: place.answered >= enough)  # noqa: B023
        await (place.bot.kill() if end is signal.SIGKILL else place.bot.stop())
        assert place.bot.exit_code == (-signal.SIGKILL if end is signal.SIGKILL else 0)
    await place.starts()
    await telegram.until(lambda: telegram.pending == 0 and all(map(is_served, people)))
    # A card whose send was cut off is said once more after some seconds.
    telegram.clock.jump(MINUTE)
    await telegram.until(lambda: len(numbers(mette)) == PEOPLE)
    await place.bot.stop()
    await no_trace_of_the_kills(place, mette)


def numbers(mette: Person) -> set[str]:
    """The numbers on her cards."""
    return {number_on(card) for card in cards(mette)}


def number_on(card: Message) -> str:
    """The number behind the headline: "🆕 Ny henvendelse · 4690"."""
    line = next(line for line in plain(card.text).split("\n") if NEW in line)
    return line.rsplit(" ", 1)[1]


async def no_trace_of_the_kills(place: Place, mette: Person) -> None:
    """Every request once, every letter answered, every card once but for those that say they are repeats."""
    assert await place.rows("SELECT count(*), count(DISTINCT person_id) FROM requests") == [(PEOPLE, PEOPLE)]
    assert await place.rows("SELECT count(*) FROM steps") == [(PEOPLE,)]
    assert await place.rows("SELECT id FROM inbox WHERE handled_at IS NULL OR answered_at IS NULL OR tries > 0") == []
    assert await place.rows("SELECT DISTINCT state FROM outbox") == [("sent",)]
    assert await place.rows("PRAGMA integrity_check") == [("ok",)]
    firsts = Counter(number_on(card) for card in cards(mette) if REPEAT not in plain(card.text))
    assert max(firsts.values()) == 1
    assert len(numbers(mette)) == PEOPLE


async def test_killed_in_the_middle_of_telling_staff_it_tells_them_again_and_says_so(place: Place) -> None:
    mette, telegram = await place.mette(), place.telegram
    await place.starts()
    amina = telegram.add_person("Amina", "en")
    amina.start()
    await telegram.until(lambda: "English" in amina.sees)
    way = ("English", "💬 Talk to someone", "💬 Ask for a talk", "👪 Family", "🚪 I come by", "✔️ Go on", "No name")
    await all_tap(place, [amina], *way, until="✅ Send")
    held = telegram.faults.order("delay", method="sendMessage", chat_id=mette.id)
    amina.tap("✅ Send")
    await telegram.until(lambda: held.met == 1)
    await place.bot.kill()
    held.release()
    await telegram.until(lambda: len(cards(mette)) == 1)
    await place.starts()
    telegram.clock.jump(MINUTE)
    await telegram.until(lambda: len(cards(mette)) == 2)
    assert [REPEAT in plain(card.text) for card in cards(mette)] == [False, True]
    await place.bot.stop()
    assert place.bot.exit_code == 0
    assert await place.rows("SELECT outcome FROM attempts ORDER BY id") == [("unknown",), ("arrived",)]
