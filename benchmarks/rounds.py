"""One bot, measured once: two starts, one person alone, then many at once."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from benchmarks.contestants import Contestant, House
from benchmarks.people import Lost, People
from benchmarks.process import Running

START_WITHIN = 60.0
WARM_UP = 3
# What a bot still has to write down after the last answer counts too.
SETTLE = 0.3

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is asked of each bot."""

    rounds: int
    people: int
    conversations: int
    alone: int


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of updates cost, and how long people waited for the answers; seconds."""

    updates: int
    calls: int
    cpu: float
    p50: float
    p99: float
    took: float


@dataclass(frozen=True, slots=True)
class Start:
    """From the spawn to the first poll; seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Measured:
    """One bot in one round; megabytes."""

    first_start: Start
    start: Start
    idle: float
    alone: Load
    many: Load
    peak: float


class Ended(Exception):
    """A bot ended, never polled or left somebody standing; its last words are in the message."""


async def measure(contestant: Contestant, plan: Plan, seed: int, say: Say) -> Measured:
    """Run one bot through everything, in a folder that is thrown away."""
    people = People(seed)
    url = await people.server.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return await _measure(House(contestant, Path(folder), url), people, plan, say)
    finally:
        await people.server.stop()


async def _measure(house: House, people: People, plan: Plan, say: Say) -> Measured:
    say("first start")
    bot, first_start = await open_house(house, people)
    # The first one makes its database; what counts is every start after that.
    await bot.stop()
    say("start")
    bot, start = await open_house(house, people)
    try:
        idle = bot.peak()
        await people.converse(1, WARM_UP)
        say("one person")
        alone = await load(bot, people, 1, plan.alone)
        say(f"{plan.people} people")
        many = await load(bot, people, plan.people, plan.conversations)
        return Measured(first_start, start, idle, alone, many, bot.peak())
    finally:
        await bot.stop()


async def open_house(house: House, people: People) -> tuple[Running, Start]:
    """Start a bot and wait until it polls."""
    people.server.polled.clear()
    bot = await house.open()
    polled, ended = asyncio.create_task(people.server.polled.wait()), asyncio.create_task(bot.wait())
    await asyncio.wait((polled, ended), timeout=START_WITHIN, return_when=asyncio.FIRST_COMPLETED)
    if polled.done():
        ended.cancel()
        return bot, Start(people.server.polled_at - bot.spawned_at, bot.cpu())
    polled.cancel()
    await bot.stop()
    raise Ended(f"{house.contestant.name} does not poll:\n{bot.last_words()}")


async def load(bot: Running, people: People, at_once: int, each: int) -> Load:
    """Let people talk, and see what it takes."""
    clock = asyncio.get_running_loop().time
    said, cpu, began = people.server.said, bot.cpu(), clock()
    try:
        waits = await people.converse(at_once, each)
    except Lost as problem:
        raise Ended(f"{problem}\n{bot.last_words()}") from None
    took = clock() - began
    await asyncio.sleep(SETTLE)
    hundredths = quantiles(waits, n=100)
    return Load(len(waits), people.server.said - said, bot.cpu() - cpu, hundredths[49], hundredths[98], took)
