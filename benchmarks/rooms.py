"""Where our time goes: each room's and each library's own share, and the dearest functions of every room."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contestants import ROOT, Contestant, House
from benchmarks.people import People
from benchmarks.rounds import WARM_UP, Plan, open_house

STANDARD, OTHER_THREADS = "standard library", "(the database's thread, and waiting)"
ROOMS = ("bot", "handlers", "documents", "storage", "locales", "domain", "sqlalchemy", "telegram", "aiohttp", STANDARD)
MOST_SHARES, EACH_ROOM = 18, 12


@dataclass(frozen=True, slots=True)
class Spent:
    """One function: how often it was found at work itself, and how often it or anything it called."""

    room: str
    file: str
    line: int
    function: str
    own: int
    all: int


async def profile(plan: Plan, say: Callable[[str], None]) -> str:
    """Run our bot once with as many people as the plan says; tell where its main thread spent its time."""
    people = People(seed=1)
    url = await people.server.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            seen = Path(folder) / "profile"
            ours = Contestant("ours, looked at", ("-m", "benchmarks.sampled", str(seen)))
            updates = await _watched(House(ours, Path(folder), url), people, plan, say)
            return report(read(seen), updates)
    finally:
        await people.server.stop()


async def _watched(house: House, people: People, plan: Plan, say: Callable[[str], None]) -> int:
    say("start")
    bot, _ = await open_house(house, people)
    try:
        await people.converse(1, WARM_UP)
        bot.poke()
        say(f"{plan.people} people")
        return len(await people.converse(plan.people, plan.conversations))
    finally:
        await bot.stop()


def read(file: Path) -> list[Spent]:
    """What was seen."""
    return [
        Spent(*_place(name), line, function, own, everything) for name, line, function, own, everything in _seen(file)
    ]


def _seen(file: Path) -> list[tuple[str, int, str, int, int]]:
    found: list[tuple[str, int, str, int, int]] = json.loads(file.read_text())
    return found


def _place(file: str) -> tuple[str, str]:
    """The room or library a file is of, and its path there."""
    path = Path(file)
    if "site-packages" in path.parts:
        inside = path.parts[path.parts.index("site-packages") + 1 :]
        return inside[0], "/".join(inside)
    if path.is_relative_to(ROOT):
        inside = path.relative_to(ROOT).parts
        return inside[0], "/".join(inside)
    # With nothing to do the main thread waits here: what is used then is used by the database's thread.
    return (OTHER_THREADS if path.name == "selectors.py" else STANDARD), path.name


def report(seen: list[Spent], updates: int) -> str:
    """Shares first, then each room's dearest functions by what they took with all they called."""
    whole = sum(one.own for one in seen)
    parts = [f"{whole} looks, {updates} updates; share of the processor time", "", _shares(seen, whole)]
    for room in ROOMS:
        dearest = sorted((one for one in seen if one.room == room), key=lambda one: -one.all)[:EACH_ROOM]
        parts += ["", room, *(_line(one, whole) for one in dearest)]
    return "\n".join(parts)


def _shares(seen: list[Spent], whole: int) -> str:
    shares: Counter[str] = Counter()
    for one in seen:
        shares[one.room] += one.own
    return "\n".join(f"{own / whole:6.1%}  {room}" for room, own in shares.most_common(MOST_SHARES))


def _line(one: Spent, whole: int) -> str:
    return f"{one.all / whole:7.1%} {one.own / whole:7.1%}  {one.file}:{one.line} {one.function}"
