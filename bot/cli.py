"""The command line. What is slow to import is imported by the command that needs it."""

import sys
from collections.abc import Coroutine
from typing import Any

import click

from bot.settings import Settings, SettingsProblem, read_settings


class Sorry(click.ClickException):
    """Something that whoever called us can put right: one line, and a status that scripts see."""

    def show(self, file: Any = None) -> None:
        """Say it without more ado."""
        click.echo(f"nabobot: {self.message}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Nabobot: the Telegram bot of a housing plan's family work."""


@main.command()
def run() -> None:
    """Run the bot, with the settings in the environment or in .env."""
    settings = settled()
    from bot.logs import start_logging

    start_logging(settings.token)
    from bot.run import run as run_house

    carried_out(run_house(settings))


def settled(*, token: bool = True) -> Settings:
    """The settings, or every mistake in them."""
    try:
        return read_settings(token=token)
    except SettingsProblem as problem:
        raise Sorry(str(problem)) from None


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
