"""Measures the booking conversation, ours and plain python-telegram-bot by turns, and prints both as ratios."""

import asyncio
import json
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

import click

from benchmarks.contestants import OURS, PEER, Contestant
from benchmarks.people import Lost
from benchmarks.rooms import profile
from benchmarks.rounds import Ended, Measured, Plan, measure
from benchmarks.table import compare, lines, raw, table

Results = dict[Contestant, list[Measured]]


@click.command()
@click.option("--rounds", default=4, show_default=True, help="how often each bot is measured")
@click.option("--people", default=50, show_default=True, help="how many people talk at once")
@click.option("--conversations", default=3, show_default=True, help="how many each of them holds")
@click.option("--alone", default=15, show_default=True, help="how many conversations one person holds alone")
@click.option("--json", "file", type=click.Path(path_type=Path), help="also write every figure to this file")
@click.option("--profile", "profiling", is_flag=True, help="run only ours, once, and say where its time goes")
def main(rounds: int, people: int, conversations: int, alone: int, file: Path | None, profiling: bool) -> None:
    """Measure speed and memory against plain python-telegram-bot."""
    if not Path("/proc/self/stat").exists():
        raise click.ClickException("The processor time of another process is read from /proc: this needs Linux.")
    plan = Plan(rounds, people, conversations, alone)
    try:
        if profiling:
            found = asyncio.run(profile(plan, _saying("profile")))
        else:
            found = _report(plan, asyncio.run(_by_turns(plan)), file)
    except (Ended, Lost) as problem:
        raise click.ClickException(str(problem)) from None
    _show("")
    print(found)


def _report(plan: Plan, results: Results, file: Path | None) -> str:
    rows = compare(lines(plan), results[OURS], results[PEER])
    if file:
        file.write_text(json.dumps({"rows": rows, "rounds": raw(results[OURS], results[PEER])}, indent=1))
    head = f"Python {platform.python_version()}, {os.cpu_count()} cores, {plan.rounds} rounds"
    return f"{head}\n{table(rows)}"


async def _by_turns(plan: Plan) -> Results:
    """Measure A B A B, so that whatever else the machine does hits both alike."""
    results: Results = {OURS: [], PEER: []}
    for number in range(1, plan.rounds + 1):
        for contestant, found in results.items():
            say = _saying(f"round {number} of {plan.rounds}, {contestant.name}")
            found.append(await measure(contestant, plan, number, say))
    return results


def _saying(who: str) -> Callable[[str], None]:
    return lambda what: _show(f"{who}: {what}")


def _show(text: str) -> None:
    """One line that changes on a terminal; a line each in a log."""
    end, start = ("", "\r\x1b[K") if sys.stderr.isatty() else ("\n" if text else "", "")
    print(start + text, end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
