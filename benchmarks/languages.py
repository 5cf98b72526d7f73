"""What thirteen languages cost beside three: at the start, in memory, and for each screen.

Each reading is a process of its own, of the three and of all by turns; the figures are medians.
"""

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from locales import LANGUAGES, Languages, Translator
from locales.catalogues import FOLDER

HOUSE = ZoneInfo("Europe/Copenhagen")
THREE = ("da", "en", "ar")
WHEN = datetime(2026, 12, 1, 16, tzinfo=UTC)
SCREENS = 2000
FIGURES = {
    "start: CPU until the languages are there": ("start", "ms"),
    "start and all of them read: CPU": ("read", "ms"),
    "memory: peak with the languages there": ("start_memory", "MB"),
    "memory: peak with all of them read": ("read_memory", "MB"),
}


@click.command()
@click.option("--rounds", default=7, show_default=True, help="how often each is measured")
@click.option("--read", "folder", type=click.Path(path_type=Path), hidden=True)
def main(rounds: int, folder: Path | None) -> None:
    """Measure the languages."""
    if folder is not None:
        print(json.dumps(reading(folder)))
        return
    with tempfile.TemporaryDirectory() as place:
        few = _three(Path(place))
        found = [(_measured(few), _measured(FOLDER)) for _ in range(rounds)]
    for name, (key, unit) in FIGURES.items():
        three, every = (statistics.median(one[side][key] for one in found) for side in (0, 1))
        print(f"{name:45} {three:8.1f} {unit}  {every:8.1f} {unit}  {every / three:5.2f}")
    print(f"\na screen of four sentences, a moment and a list, {SCREENS} times, to English:")
    english = None
    for code, cost in sorted(rendering().items(), key=lambda one: one[0] != "en"):
        english = english or cost
        print(f"  {code:4} {1e6 * cost:6.1f} µs  {cost / english:5.2f}")


def reading(folder: Path) -> Mapping[str, float]:
    """Take the languages in, and then read in each of them, as this process does it; CPU in ms, memory in MB."""
    begun = time.process_time()
    languages = Languages.load(HOUSE, folder)
    start, start_memory = time.process_time() - begun, _peak()
    for one in languages.offered:
        languages.translator(one.code).text("Choose your language")
    read = time.process_time() - begun
    return {"start": 1e3 * start, "read": 1e3 * read, "start_memory": start_memory, "read_memory": _peak()}


def rendering() -> Mapping[str, float]:
    """Seconds of CPU for one screen in each language."""
    languages = Languages.load(HOUSE)
    every = {code: languages.translator(code) for code in LANGUAGES}
    for tr in every.values():
        _screen(tr)
    return {code: _timed(partial(_screen, tr)) for code, tr in every.items()}


def _screen(tr: Translator) -> str:
    return "\n".join(
        (
            tr.html("This is {house}. What would you like?", house="Nabohuset"),
            tr.html("Is somebody in danger? Call 112 now. Nobody reads this chat at night."),
            tr.nhtml("{n} adult", "{n} adults", 3),
            tr.html("{name} asks you:", name="Mette & Karen"),
            tr.moment(WHEN),
            tr.list(["A", "B", "C"]),
        )
    )


def _timed(work: Callable[[], str]) -> float:
    begun = time.process_time()
    for _ in range(SCREENS):
        work()
    return (time.process_time() - begun) / SCREENS


def _measured(folder: Path) -> Mapping[str, float]:
    command = [sys.executable, "-m", "benchmarks.languages", "--read", str(folder)]
    found: Mapping[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return found


def _three(place: Path) -> Path:
    """A folder with the catalogues of three languages."""
    for code in THREE:
        shutil.copytree(FOLDER / code, place / code)
    return place


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
