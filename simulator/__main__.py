"""Runs the local Telegram on its own, so that any bot can be tried on it: `python -m simulator --port 8081`."""

import asyncio
import contextlib
import signal
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from simulator import Clock, LocalTelegram, serve
from simulator.control import create_demo_app

PEOPLE = ("Amina:ar", "Mette:da")


@click.command()
@click.option("--port", default=8081, show_default=True, help="Where on 127.0.0.1 it listens; 0 takes a free port.")
@click.option("--token", default="1000001:local-telegram", show_default=True, help="The token the bot has to use.")
@click.option("--person", "people", multiple=True, default=PEOPLE, show_default=True, help="NAME:LANGUAGE, repeatable.")
@click.option("--zone", default="Europe/Copenhagen", show_default=True, help="The time zone the page shows.")
@click.option("--clock", type=click.Path(path_type=Path), help="A file that carries the clock's offset to the bot.")
def main(port: int, token: str, people: tuple[str, ...], zone: str, clock: Path | None) -> None:
    """Run a local Telegram with a web page, until Ctrl-C."""
    telegram = LocalTelegram(token=token, clock=Clock(clock))
    for person in people:
        name, _, language = person.partition(":")
        telegram.add_person(name, language or None)
    asyncio.run(run(telegram, ZoneInfo(zone), port))


async def run(telegram: LocalTelegram, zone: ZoneInfo, port: int) -> None:
    async with serve(create_demo_app(telegram, process=None, zone=zone), port=port) as address:
        click.echo(f"Local Telegram: {address}\nToken: {telegram.token}\nThe bot's API address is {address} too.")
        await told_to_end()


async def told_to_end() -> None:
    """Wait for Ctrl-C or for a polite end."""
    loop, end = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, end.set)
    await end.wait()


if __name__ == "__main__":
    main()
