"""An evening is cancelled two hours before, and 300 families must know: how long until the last of them is told?

`python -m benchmarks.evening` imports a year's plan, signs the families up and lets parents look around in the idle
bot; then the evening is cancelled behind the bot's back, and other parents look around while everybody is told at the
pace that Telegram allows. What counts is ratios: to the shortest time the pace allows, and of these waits to those when
idle.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from zoneinfo import ZoneInfo

import click

from benchmarks.contestants import OURS, House
from benchmarks.people import People
from benchmarks.rounds import Ended, open_house
from bot.plan import import_plan
from bot.settings import Settings, read_settings
from bot.wiring import load_programme, open_database
from domain.gatherings import GatheringState
from domain.people import Role
from domain.programme import Programme
from domain.sign_ups import Needs, Party
from handlers.gatherings import line, telling
from storage import gatherings, people
from storage.engine import Database

PACE = 29.5
FIRST_FAMILY = 2_000_000
# Three in the afternoon, two hours before the evening; any working day would do.
AFTERNOON = datetime(2027, 1, 12, 15, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
EVENINGS = [(AFTERNOON + timedelta(weeks=8 * number)).date() for number in range(6)]
ALL_TOLD_WITHIN = 120.0
# So many parents look around at once, and tap about so often (seconds): more slowly than Telegram lets a chat have.
PARENTS, PAUSE, IDLE_FOR = 5, 1.5, 12.0


@dataclass(frozen=True, slots=True)
class Waits:
    """How long one parent waited for her answers; seconds."""

    answers: int
    p50: float
    p99: float
    longest: float

    @classmethod
    def of(cls, waits: Sequence[float]) -> "Waits":
        """The waits of a number of answers."""
        hundredths = quantiles(waits, n=100, method="inclusive")
        return cls(len(waits), hundredths[49], hundredths[98], max(waits))


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What the cancellation took; seconds from the moment it was on the disk."""

    families: int
    imported: float
    signed_up: float
    first: float
    last: float
    shortest: float
    idle: Waits
    meanwhile: Waits


async def measure(families: int) -> Cancelled:
    """Everything once, in a folder that is thrown away."""
    folk = People(1)
    url = await folk.server.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            return await _measure(_house(Path(folder), url), folk, families)
    finally:
        await folk.server.stop()


def _house(folder: Path, url: str) -> House:
    house = House(OURS, folder, url)
    clock = folder / "clock"
    clock.write_text(f"{(AFTERNOON - datetime.now(UTC)).total_seconds():.0f}\n")
    house.environment |= {"NABOBOT_PACE": str(PACE), "NABOBOT_CLOCK_FILE": str(clock)}
    return house


async def _measure(house: House, folk: People, families: int) -> Cancelled:
    settings, programme = _settings(house.environment), load_programme(house.folder / "programme.toml")
    database = await open_database(settings)
    try:
        imported = await _plan(database, settings, house.folder / "plan.csv")
        signed_up = await _sign_up(database, programme, families)
        bot, _ = await open_house(house, folk)
        try:
            return await _cancel(database, programme, folk, families, imported, signed_up)
        finally:
            await bot.stop()
    finally:
        await database.close()


def _settings(environment: Mapping[str, str]) -> Settings:
    return read_settings({name: value for name, value in environment.items() if name.startswith("NABOBOT_")}, None)


async def _plan(database: Database, settings: Settings, file: Path) -> float:
    """Read a year's plan in, and say how long that took."""
    async with database.transaction() as tx:
        kirsten = await people.add_person(tx, 1_999_999, "da", AFTERNOON)
        await people.join_staff(tx, kirsten.id, Role.COORDINATOR, "Kirsten", AFTERNOON)
    rows = [f"evening;{day:%d-%m-%Y};17:00;19:30;sleep;500" for day in EVENINGS]
    await asyncio.to_thread(file.write_text, "\n".join(["aktivitet;dato;fra;til;tema;pladser", *rows]), "utf-8")
    began = time.perf_counter()
    report = await import_plan(settings, file, None, dry_run=False, publish=True)
    if report.made != len(EVENINGS):
        raise Ended("\n".join(report.lines))
    return time.perf_counter() - began


async def _sign_up(database: Database, programme: Programme, families: int) -> float:
    """Every family takes a place, in a transaction of its own as it would by its taps."""
    rules, began = programme.rules("evening"), time.perf_counter()
    assert rules is not None
    for number in range(families):
        async with database.transaction() as tx:
            (evening, *_) = await gatherings.gatherings_of(tx, ["evening"], [GatheringState.OPEN])
            someone = await people.add_person(tx, FIRST_FAMILY + number, "en", AFTERNOON)
            await people.choose_language(tx, someone.id, ("da", "en", "ar")[number % 3], None)
            await line.join(tx, evening, rules, someone, Party(2, {"3-5": 1}), Needs(), AFTERNOON)
    return time.perf_counter() - began


async def _cancel(
    database: Database, programme: Programme, folk: People, families: int, imported: float, signed_up: float
) -> Cancelled:
    clock = asyncio.get_running_loop().time
    await folk.converse(1, 2)
    rests_until = clock() + IDLE_FOR
    idle = Waits.of(await folk.stroll(PARENTS, PAUSE, lambda: clock() < rests_until))
    gives_up = clock() + ALL_TOLD_WITHIN
    strolls = asyncio.create_task(
        folk.stroll(PARENTS, PAUSE, lambda: len(_told(folk)) < families and clock() < gives_up)
    )
    began = await _call_off(database, programme)
    waits, told = await strolls, _told(folk)
    if len(told) < families:
        raise Ended(f"after {ALL_TOLD_WITHIN:.0f} s only {len(told)} of {families} families were told")
    first, last = told[0] - began, told[-1] - began
    return Cancelled(families, imported, signed_up, first, last, families / PACE, idle, Waits.of(waits))


def _told(folk: People) -> list[float]:
    """When each family was told, in the order of time."""
    return sorted(at for chat, at in folk.server.told.items() if chat >= FIRST_FAMILY)


async def _call_off(database: Database, programme: Programme) -> float:
    """Cancel the evening; give the moment from which on that is true."""
    now = AFTERNOON.astimezone(UTC)
    async with database.transaction() as tx:
        (evening, *_) = await gatherings.gatherings_of(tx, ["evening"], [GatheringState.OPEN])
        await telling.gathering_cancelled(tx, programme, evening, now)
        await gatherings.move_gathering(tx, evening.id, GatheringState.CANCELLED, now)
    return time.perf_counter()


def report(found: Cancelled) -> str:
    """What was found, in lines that read well on a terminal and in a page."""
    idle, busy = found.idle, found.meanwhile
    return "\n".join(
        [
            f"{found.families} families, {len(EVENINGS)} evenings; pace {PACE} messages a second",
            f"the plan imported in {found.imported:.2f} s, all signed up in {found.signed_up:.2f} s",
            f"first family told after {found.first:.2f} s, last after {found.last:.1f} s"
            f" ({found.last / found.shortest:.2f} of the shortest the pace allows, {found.shortest:.1f} s)",
            f"parents who tap, idle: p50 {idle.p50 * 1000:.0f} ms, p99 {idle.p99 * 1000:.0f} ms,"
            f" longest {idle.longest * 1000:.0f} ms ({idle.answers} answers)",
            f"meanwhile: p50 {busy.p50 * 1000:.0f} ms, p99 {busy.p99 * 1000:.0f} ms,"
            f" longest {busy.longest * 1000:.0f} ms ({busy.answers} answers)",
            f"ratio to idle: p50 {busy.p50 / idle.p50:.2f}, p99 {busy.p99 / idle.p99:.2f}",
        ]
    )


@click.command()
@click.option("--families", default=300, show_default=True, help="how many must be told")
@click.option("--json", "file", type=click.Path(path_type=Path), help="also write every figure to this file")
def main(families: int, file: Path | None) -> None:
    """Cancel an evening two hours before, and measure until the last family knows."""
    try:
        found = asyncio.run(measure(families))
    except Ended as problem:
        raise click.ClickException(str(problem)) from None
    if file:
        file.write_text(json.dumps(asdict(found), indent=1))
    click.echo(report(found))


if __name__ == "__main__":
    main()
