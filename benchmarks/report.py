"""Measures all figures of a year, in a database that holds ten years of ten housing plans, and how that grows.

`python -m benchmarks.report`
"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import click
from cryptography.fernet import Fernet
from sqlalchemy import URL, func, select

from benchmarks.registers import Registers
from bot.settings import PROGRAMME
from bot.wiring import load_programme
from storage.cipher import Cipher
from storage.engine import Database, metadata
from storage.figures import year_figures
from storage.migrate import migrate

FIRST = 2015
RUNS = 9
AIM = 1.0


@click.command()
@click.option("--plans", default=10, show_default=True, help="how many plans' worth one year holds")
@click.option("--years", default=10, show_default=True, help="how many years, at most")
def main(plans: int, years: int) -> None:
    """Say how long all figures of one year take, beside one year, two, five and ten of them."""
    steps = sorted({step for step in (1, 2, 5, years) if step <= years})
    for line in asyncio.run(measure_figures(plans, steps)):
        print(line)


async def measure_figures(plans: int, steps: Sequence[int]) -> list[str]:
    """A table of what it takes, with so many plans and after so many years."""
    with tempfile.TemporaryDirectory() as folder:
        url = URL.create("sqlite", database=str(Path(folder) / "house.sqlite"))
        # What migrates wants a loop of its own.
        await asyncio.to_thread(migrate, url)
        database = Database(str(url), Cipher((Fernet.generate_key().decode(),)))
        try:
            return await _grow(database, Registers(load_programme(PROGRAMME), plans), steps)
        finally:
            await database.close()


async def _grow(database: Database, registers: Registers, steps: Sequence[int]) -> list[str]:
    """Year after year is added; the figures are those of the newest, when it is over and all its rounds are closed."""
    lines, first, done = ["| years | rows | took | CPU | ratio |", "| ---: | ---: | ---: | ---: | ---: |"], 0.0, 0
    for step in steps:
        async with database.transaction() as tx:
            await registers.write(tx, range(FIRST + done, FIRST + step))
        done, (took, cpu) = step, await _time(database, FIRST + step - 1)
        first = first or cpu
        rows = await _rows(database)
        lines.append(f"| {step} | {rows:,} | {took * 1000:.0f} ms | {cpu * 1000:.0f} ms | {cpu / first:.2f} |")
    return [*lines, "", f"{registers.plans} plans; medians of {RUNS}; ratios of CPU. The aim is under {AIM:g} s."]


async def _time(database: Database, year: int) -> tuple[float, float]:
    """How long it took, and how long the processor worked at it: SQLite runs in this process."""
    programme, now, found = load_programme(PROGRAMME), datetime(year + 1, 3, 1, tzinfo=UTC), []
    for _ in range(RUNS):
        async with database.transaction() as tx:
            began, worked = time.perf_counter(), time.process_time()
            await year_figures(tx, programme, year, now)
            found.append((time.perf_counter() - began, time.process_time() - worked))
    return median(took for took, _ in found), median(cpu for _, cpu in found)


async def _rows(database: Database) -> int:
    async with database.transaction() as tx:
        counting = [select(func.count()).select_from(table) for table in metadata.sorted_tables]
        return sum([(await tx.execute(count)).scalar_one() for count in counting])


if __name__ == "__main__":
    main()
