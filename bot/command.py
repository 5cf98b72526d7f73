"""How every command is carried out: with the settings, and whatever goes wrong is one clear line."""

import sys
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import click

from bot.settings import Settings, SettingsProblem, read_settings

T = TypeVar("T")


class Sorry(click.ClickException):
    """Something that whoever called us can put right: clear lines, and a status that scripts see."""

    def show(self, file: Any = None) -> None:
        """Say it without more ado."""
        for line in self.message.splitlines():
            click.echo(f"nabobot: {line}", err=True)


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

    return explained_by(lambda: asyncio.run(work))


def explained_by(work: Callable[[], T]) -> T:
    """The same for work that waits for nobody."""
    from bot.mishaps import explained

    try:
        return work()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as problem:
        raise Sorry(explained(problem)) from None
