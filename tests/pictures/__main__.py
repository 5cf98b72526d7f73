"""Pictures of every screen: `make pictures`, or `python -m tests.pictures so ti` for some languages only."""

import asyncio
import json
import logging
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.logs import start_logging
from locales import LANGUAGES
from tests.pictures.drawing import CHROMIUM, browser_page, draw, draw_page
from tests.pictures.seen import Walk, every_language, walk
from tests.pictures.sheets import Shot, sheet
from tests.town import MONDAY, ZONE

FOLDER = Path("build") / "pictures"
# One for each core of a small machine.
AT_ONCE = 2
# A browser draws no picture that is taller than some sixteen thousand pixels.
ON_A_SHEET = 60
HOME = "this-is-house-what-would-you-like"


@dataclass(frozen=True)
class Count:
    """What came out of one language."""

    language: str
    screens: int
    long_buttons: int
    long_screens: int
    stopped: str


@click.command()
@click.argument("languages", nargs=-1)
@click.option("--across", default=HOME, show_default=True, help="The screen to show in all languages side by side.")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=FOLDER, show_default=True)
def main(languages: tuple[str, ...], across: str, into: Path) -> None:
    """Draw every screen a resident comes to, in these languages or in all."""
    known = [one.code for one in every_language().offered]
    if strange := [code for code in languages if code not in known]:
        raise click.ClickException(f"{strange[0]!r} is none of {', '.join(known)}")
    if CHROMIUM is None:
        raise click.ClickException("no Chromium is installed here")
    counts = drawn(languages or known, into)
    side_by_side(across, into)
    report(counts, into)


def drawn(languages: Sequence[str], into: Path) -> list[Count]:
    """Two languages at a time, and a line for each that is done."""
    counts: list[Count] = []
    with ProcessPoolExecutor(AT_ONCE) as pool:
        for done in as_completed([pool.submit(one_language, code, into) for code in languages]):
            counts.append(done.result())
            last = counts[-1]
            click.echo(f"{len(counts)} of {len(languages)}: {last.language}, {last.screens} screens", err=True)
    return sorted(counts, key=lambda count: languages.index(count.language))


def one_language(language: str, into: Path) -> Count:
    """Walk through the house in one language, and draw what was seen."""
    start_logging("", logging.CRITICAL)
    with TemporaryDirectory() as town:
        seen = asyncio.run(walk(language, Path(town)))
    folder = into / language
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    asyncio.run(_draw(seen, folder))
    _index(seen, folder)
    return _counted(seen)


async def _draw(seen: Walk, folder: Path) -> None:
    around = {"now": MONDAY.isoformat(), "zone": ZONE.key, "bot": {"username": "nabo_bot"}}
    async with browser_page() as page:
        await draw(page, [(one.phone, folder / f"{one.name}.png") for one in seen.seen], around)
        shots = [(one.name, folder / f"{one.name}.png", one.faults) for one in seen.seen]
        title = f"{LANGUAGES[seen.language].own_name} ({seen.language}): {len(shots)}"
        (folder / "index.html").write_text(sheet(title, shots), encoding="utf-8")
        for number in range(0, len(shots), ON_A_SHEET):
            drawn_next = sheet(title, shots[number : number + ON_A_SHEET])
            await draw_page(page, drawn_next, folder / f"sheet-{number // ON_A_SHEET + 1}.png")


def _index(seen: Walk, folder: Path) -> None:
    """Which sentences stand where; beside the screens lies a picture for each sentence, by its short name."""
    found = {one.name: {said.name: said.english for said in one.sentences} for one in seen.seen}
    (folder / "index.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    for one in seen.seen:
        for said in one.sentences:
            link = folder / f"{said.name}.png"
            if not link.exists():
                link.hardlink_to(folder / f"{one.name}.png")


def _counted(seen: Walk) -> Count:
    said = [fault for one in seen.seen for fault in one.faults]
    long_buttons = sum(fault.endswith(" is long") for fault in said)
    long_screens = sum(fault.endswith(" sentences") for fault in said)
    return Count(seen.language, len(seen.seen), long_buttons, long_screens, seen.stopped)


def side_by_side(across: str, into: Path) -> None:
    """One screen in every language that has been drawn."""
    files = [file for folder in sorted(into.iterdir()) for file in sorted(folder.glob(f"{across}*.png"))[:1]]
    shots: list[Shot] = [(file.parent.name, file, ()) for file in files]
    html = sheet(across, shots)
    (into / f"across-{across}.html").write_text(html, encoding="utf-8")
    asyncio.run(_draw_sheet(html, into / f"across-{across}.png"))


async def _draw_sheet(html: str, file: Path) -> None:
    async with browser_page() as page:
        await draw_page(page, html, file)


def report(counts: Sequence[Count], into: Path) -> None:
    """The counts of each language, and where to look."""
    click.echo("language  screens  buttons over length  screens over three sentences")
    for one in counts:
        click.echo(f"{one.language:8}  {one.screens:7}  {one.long_buttons:19}  {one.long_screens:28}  {one.stopped}")
    click.echo(f"Look at {into}/<language>/index.html, or at sheet-1.png and what follows it")


if __name__ == "__main__":
    main()
