"""The commands that print: leaflet, poster, sign on the door, list and diplomas."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import click

from bot.command import carried_out, settled
from bot.settings import Settings


@click.group("print")
def printing() -> None:
    """What is printed for gatherings: leaflet, poster, sign on the door, list, diploma; and the poster of the house."""


def ordered(command: Callable[..., None]) -> Callable[..., None]:
    """The options of everything that is printed."""
    named = "Which languages, such as da,ar; else Danish and those of who takes part, or of the area."
    command = click.option("--bot", help="The bot's username, when Telegram cannot be asked.")(command)
    command = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to.")(command)
    command = click.option("--png", is_flag=True, help="As pictures, one for each page.")(command)
    return click.option("--languages", default="", help=named)(command)


def printed(doing: Callable[[Settings, Any], Coroutine[Any, Any, list[Path]]], **how: Any) -> None:
    """Print it, and say where it lies."""
    settings = settled(token=how["bot"] is None)
    from bot.paper_languages import split_languages
    from bot.printing import Order

    languages = split_languages(how.pop("languages", ""))
    for file in carried_out(doing(settings, Order(languages, **how))):
        click.echo(file)


@printing.command("leaflet")
@click.option("--year", type=click.IntRange(2020, 2100), help="Of which year; else of this one.")
@click.option("--activity", help="The key of the activity, where more than one has single evenings.")
@ordered
def print_leaflet(year: int | None, activity: str | None, **how: Any) -> None:
    """Write the leaflet of a year's evenings."""
    from bot import printing as papers

    printed(lambda settings, order: papers.print_leaflet(settings, order, year, activity), **how)


@printing.command("poster")
@click.argument("code")
@ordered
def print_poster(code: str, **how: Any) -> None:
    """Write the poster of the gathering with this code."""
    from bot import printing as papers

    printed(lambda settings, order: papers.print_poster(settings, order, code), **how)


@printing.command("house")
@ordered
def print_house(**how: Any) -> None:
    """Write the poster of the house itself: come in, when, where, and a code that opens the chat."""
    from bot import printing as papers

    printed(papers.print_house, **how)


@printing.command("door")
@click.argument("code")
@ordered
def print_door(code: str, **how: Any) -> None:
    """Write the sign for the door of a session, or of the next one of a gathering."""
    from bot import printing as papers

    printed(lambda settings, order: papers.print_door(settings, order, code), **how)


@printing.command("list")
@click.argument("session")
@ordered
def print_list(session: str, **how: Any) -> None:
    """Write the attendance list of a session, in Danish: it names families."""
    from bot import printing as papers

    printed(lambda settings, order: papers.print_list(settings, order, session), **how)


@printing.command("diploma")
@click.argument("code")
@click.option("--name", "names", multiple=True, help="What shall stand on it; once more for each further name.")
@ordered
def print_diploma(code: str, names: tuple[str, ...], **how: Any) -> None:
    """Write one diploma with these names; without any, one for each family that completed the course."""
    from bot import printing as papers

    printed(lambda settings, order: papers.print_diplomas(settings, order, code, names), **how)
