"""The demo: a local Telegram in the browser, with the bot on it as a process that can be killed."""

import asyncio
import errno
import os
import signal
import sys
import tempfile
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from bot.demo_day import play
from bot.demo_people import Invitation, Neighbourhood
from bot.demo_term import plant_term
from bot.demo_years import plant_years
from bot.reports import Mishap
from bot.settings import Settings, as_environment, read_settings
from bot.wiring import open_database, services_of
from domain.calendar import is_working_day
from domain.people import Role
from domain.programme import Programme
from locales import Languages
from simulator import Clock, LocalTelegram, serve
from simulator.control import create_demo_app
from simulator.process import BotProcess
from simulator.scenes import Say
from storage.cipher import new_key
from storage.engine import Database
from storage.invitations import make_invitation

PORT = 8765
TOKEN = "1000001:local-telegram"
SHOWN = ("NABOBOT_PROGRAMME", "NABOBOT_PACE")
OPENS = time(9, 30)
INVITED_FOR = timedelta(days=7)
NAMES = {
    "Family worker": Role.FAMILY_WORKER,
    "Leader": Role.LEADER,
    "Coordinator": Role.COORDINATOR,
    "Health nurse": Role.HEALTH_NURSE,
    "Helper": Role.HELPER,
}


class CannotShow(Mishap):
    """The page cannot be shown where it should be; the message says what to do."""


async def show() -> None:
    """Show the bot until told to stop; what happened in it is forgotten then."""
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    with tempfile.TemporaryDirectory(prefix="nabobot-demo-") as folder:
        clock = Clock(Path(folder) / "clock")
        settings = _settings(Path(folder), port_wanted())
        services = services_of(settings)
        programme = services.programme
        clock.move_to(next_morning(programme, clock.now()))
        telegram = LocalTelegram(token=settings.token, clock=clock, name=programme.house.name)
        database = await open_database(settings)
        try:
            async with database.transaction() as tx:
                staff = await plant_term(tx, programme, clock.now())
                await plant_years(tx, services, staff, clock.now())
            await _show(telegram, database, settings, programme, told)
        finally:
            await database.close()


async def _show(
    telegram: LocalTelegram, database: Database, settings: Settings, programme: Programme, told: asyncio.Event
) -> None:
    bot = BotProcess([sys.executable, "-m", "bot", "run"], as_environment(settings))
    invitation = partial(_invitation, database, telegram.clock)
    invitations = {label: partial(invitation, role) for label, role in NAMES.items()}

    app = create_demo_app(
        telegram,
        process=bot,
        zone=programme.zone,
        invitations=invitations,
        title=f"{programme.house.name} (demo)",
        scenes={"A working day": partial(_day, telegram, programme, invitation)},
    )
    try:
        async with serve(app, port=port_wanted()) as address:
            await bot.start()
            telegram.add_person("Amina", "ar")
            telegram.add_person("Mette", "da").start(await invitations["Family worker"]())
            print(f"The local Telegram is at {address} (Ctrl-C ends it)", flush=True)
            await told.wait()
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise
        raise CannotShow(f"port {port_wanted()} is taken; set NABOBOT_DEMO_PORT to another") from None
    finally:
        await bot.stop()


async def _day(telegram: LocalTelegram, programme: Programme, invitation: Invitation, say: Say) -> None:
    town = Neighbourhood(telegram, Languages.load(programme.zone), invitation)
    await play(town, await town.staff("Mette"), say)


async def _invitation(database: Database, clock: Clock, role: Role, field: str | None = None) -> str:
    now = clock.now()
    async with database.transaction() as tx:
        return await make_invitation(tx, role, None, now, now + INVITED_FOR, field=field)


def next_morning(programme: Programme, now: datetime) -> datetime:
    """The next half past nine of a working day, when the house is awake."""
    day = now.astimezone(programme.zone).date()
    while True:
        morning = datetime.combine(day, OPENS, programme.zone)
        if morning > now and is_working_day(day, programme.closed):
            return morning
        day += timedelta(days=1)


def port_wanted() -> int:
    """The port of the page."""
    wanted = os.environ.get("NABOBOT_DEMO_PORT") or str(PORT)
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        raise CannotShow(f"NABOBOT_DEMO_PORT: {wanted!r} is no port, write for example {PORT}")
    return int(wanted)


def _settings(folder: Path, port: int) -> Settings:
    """The demo's own settings; of the real ones only the programme and the pace are shown."""
    own = {
        "NABOBOT_TOKEN": TOKEN,
        "NABOBOT_API_URL": f"http://127.0.0.1:{port}",
        "NABOBOT_DATA": str(folder / "data"),
        "NABOBOT_CLOCK_FILE": str(folder / "clock"),
        "NABOBOT_SECRET_KEY": new_key(),
    }
    return read_settings({name: os.environ[name] for name in SHOWN if name in os.environ} | own, env_file=None)
