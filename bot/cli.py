"""The command line. What is slow to import is imported by the command that needs it."""

import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import click

from bot.settings import Settings, SettingsProblem, read_settings

ROLES = ("leader", "family-worker", "coordinator", "health-nurse", "helper")


class Sorry(click.ClickException):
    """Something that whoever called us can put right: clear lines, and a status that scripts see."""

    def show(self, file: Any = None) -> None:
        """Say it without more ado."""
        for line in self.message.splitlines():
            click.echo(f"nabobot: {line}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Nabobot: the Telegram bot of a housing plan's family work."""


@main.command()
def run() -> None:
    """Run the bot, with the settings in the environment or in .env."""
    import gc

    # What is loaded stays: to look for garbage in it meanwhile takes a tenth of the start.
    gc.disable()
    try:
        settings = settled()
        from bot.run import run as run_house

        carried_out(run_house(settings))
    finally:
        gc.enable()


@main.command()
def demo() -> None:
    """Start the local Telegram and the bot on it, until Ctrl-C."""
    import logging

    from bot.demo import show
    from bot.logs import start_logging

    start_logging("", logging.WARNING)
    carried_out(show())


@main.command()
@click.argument("role", type=click.Choice(ROLES))
@click.option("--name", help="What colleagues and residents see; else the name in Telegram.")
@click.option("--field", help="What a helper is good at: the key of one of the programme's specialists.")
@click.option("--days", type=click.IntRange(1, 90), default=7, show_default=True, help="How long the link is good.")
@click.option("--bot", help="The bot's username, when Telegram cannot be asked.")
def invite(role: str, name: str | None, field: str | None, days: int, bot: str | None) -> None:
    """Print a link that lets one member of staff in, once."""
    settings = settled(token=bot is None)
    import segno

    from bot.roster import invitation_link
    from domain.people import Role

    link = carried_out(invitation_link(settings, Role(role), name, days, bot, field))
    click.echo(link)
    segno.make(link, error="m").terminal(out=sys.stdout, compact=True)


@main.command()
@click.argument("partner")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write it; else <PARTNER>.pdf here.")
@click.option("--bot", help="The bot's username, when Telegram cannot be asked.")
def slip(partner: str, out: Path | None, bot: str | None) -> None:
    """Write a page of slips that a partner hands to families, as PDF."""
    settings = settled(token=bot is None)
    from bot.slip import write_slips

    click.echo(carried_out(write_slips(settings, partner, out, bot)))


@main.command()
def doctor() -> None:
    """Look everything over and say what to do."""
    settings = settled()
    from bot.doctor import examine

    async def told() -> bool:
        well = True
        async for finding in examine(settings):
            click.echo(f"{'✓' if finding.well else '✗'} {finding.text}")
            well = well and finding.well
        return well

    if not carried_out(told()):
        sys.exit(1)


@main.command()
def key() -> None:
    """Print a new key, fit for NABOBOT_SECRET_KEY."""
    from storage.cipher import new_key

    click.echo(new_key())


@main.group()
def programme() -> None:
    """The programme file."""


@programme.command()
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Read a programme file and say what is wrong with it."""
    from bot.wiring import load_programme, tables_of
    from domain.programme_file import ProgrammeError, unknown_keys

    try:
        read, unknown = load_programme(file), unknown_keys(tables_of(file))
    except ProgrammeError as problem:
        raise Sorry(str(problem)) from None
    if unknown:
        raise Sorry("\n".join(f"{key} is no key of a programme, nobody reads it" for key in unknown))
    click.echo(f"✓ {read.name}: {len(read.counselling.topics)} topics, {len(read.helplines)} helplines")


@main.group()
def staff() -> None:
    """The roster."""


@staff.command("list")
def list_staff() -> None:
    """Say who is in the roster."""
    settings = settled(token=False)
    from bot.roster import members

    for member in carried_out(members(settings)):
        click.echo(f"{member.staff.id}\t{member.staff.role}\t{member.staff.name}")


@staff.command("remove")
@click.argument("who")
def remove_staff(who: str) -> None:
    """Take somebody off the roster, by name or number; what she held goes back to the queue."""
    settings = settled(token=False)
    from bot.roster import remove

    member, returned = carried_out(remove(settings, who))
    click.echo(f"{member.staff.name} is off the roster; {returned} of her requests are back in the queue")


def settled(*, token: bool = True) -> Settings:
    """The settings, or every mistake in them; and from here on a log that holds no token."""
    try:
        settings = read_settings(token=token)
    except SettingsProblem as problem:
        raise Sorry(str(problem)) from None
    from bot.logs import start_logging

    start_logging(settings.token)
    return settings


def carried_out(work: Coroutine[Any, Any, Any]) -> Any:
    """Do the work; whatever goes wrong is one clear line."""
    import asyncio

    from bot.mishaps import explained

    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as problem:
        raise Sorry(explained(problem)) from None
