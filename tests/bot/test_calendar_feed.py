"""The calendar of a member of staff: under a secret address only, with times and numbers and nothing else."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest_asyncio
from aiohttp import web
from icalendar import Calendar

from bot.roster import remove
from bot.settings import Settings, read_settings
from bot.webhook import post_box
from tests.bot.test_webhook import KNOWN, free_port
from tests.conversations.ledger import readable, rows
from tests.conversations.walks import asks_for_a_call, books
from tests.town import KEY, Citizen, Town, town_in

OUTSIDE = "https://bot.example.dk"
UNKNOWN = "A" * 32


class WebTown(Town):
    """A town whose bot has a web server."""

    def settings(self) -> Settings:
        given = {
            "NABOBOT_TOKEN": self.telegram.token,
            "NABOBOT_API_URL": self.address,
            "NABOBOT_DATA": str(self.folder),
            "NABOBOT_SECRET_KEY": KEY,
            "NABOBOT_PACE": "0",
            "NABOBOT_WEBHOOK_URL": f"{OUTSIDE}/updates",
            "NABOBOT_WEBHOOK_SECRET": KNOWN,
        }
        return read_settings(given, None)


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Web:
    """The town, and what the web server of its bot answers."""

    town: Town
    root: str

    async def asks(self, address: str) -> Answer:
        """What somebody gets at an address, as it is seen from outside."""
        async with (
            aiohttp.ClientSession() as session,
            session.get(address.replace(OUTSIDE, self.root)) as response,
        ):
            passing = ("Date",)
            headers = {name: value for name, value in response.headers.items() if name not in passing}
            return Answer(response.status, headers, await response.read())


@pytest_asyncio.fixture
async def served(tmp_path: Path) -> AsyncIterator[Web]:
    async with town_in(tmp_path, restless=False, kind=WebTown) as town:
        runner, port = web.AppRunner(post_box(town.running, town.settings()), access_log=None), free_port()
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield Web(town, f"http://127.0.0.1:{port}")
        finally:
            await runner.cleanup()


async def makes_address(mette: Citizen, button: str = "🔗 Make an address") -> str:
    await mette.types("/kalender")
    await mette.taps(button)
    found = re.search(rf"{OUTSIDE}/calendar/[\w-]{{32}}\.ics", mette.text)
    assert found is not None
    return found[0]


async def test_her_calendar_has_her_times_and_numbers_and_nothing_else(served: Web) -> None:
    town = served.town
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    amina, basma = await town.resident("Amina", "ar"), await town.resident("Basma", "da")
    await books(amina)
    await asks_for_a_call(basma)
    await sara.taps("📞 Confirm a call")
    await sara.taps_nth(0)
    mine, hers = await served.asks(await makes_address(mette)), await served.asks(await makes_address(sara))
    assert (mine.status, mine.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert mine.headers["Cache-Control"] == "no-store"
    ((booked,), (called,)) = await rows(town, "SELECT upper(substr(code, 1, 4)) FROM requests ORDER BY id")
    shown = [sorted(str(one["summary"]) for one in Calendar.from_ical(a.body).walk("VEVENT")) for a in (mine, hers)]
    # What nobody holds is everybody's; what Sara holds is hers alone.
    assert shown == [[f"Aftale {booked}"], sorted([f"Aftale {booked}", f"Aftale {called}"])]
    fields = set(Calendar.from_ical(hers.body).walk("VEVENT")[0])
    assert fields == {"UID", "SEQUENCE", "SUMMARY", "DTSTAMP", "DTSTART", "DTEND", "CLASS"}
    await town.later(days=60)
    assert b"VEVENT" not in (await served.asks(await makes_address(mette, "🔗 Make a new address"))).body


async def test_whoever_has_no_standing_address_gets_one_and_the_same_nothing(served: Web) -> None:
    town, mette = served.town, await served.town.staff("Mette")
    first = await makes_address(mette)
    second = await makes_address(mette, "🔗 Make a new address")
    assert (await served.asks(second)).status == 200
    nothing = await served.asks(f"{OUTSIDE}/calendar/{UNKNOWN}.ics")
    assert (nothing.status, nothing.body) == (404, b"")
    assert await served.asks(first) == nothing
    assert await served.asks(f"{OUTSIDE}/calendar/short.ics") == nothing
    await mette.types("/kalender")
    assert second not in mette.text
    await mette.taps("🗑 End the address")
    assert await served.asks(second) == nothing
    third = await makes_address(mette)
    await remove(town.settings(), "mette")
    assert await served.asks(third) == nothing


async def test_the_secret_is_kept_nowhere(served: Web) -> None:
    mette = await served.town.staff("Mette")
    address = await makes_address(mette)
    token = address.removesuffix(".ics").rsplit("/", 1)[1]
    assert token not in await readable(served.town)
    for path in served.town.folder.rglob("*"):
        assert not path.is_file() or token.encode() not in path.read_bytes()


async def test_when_the_database_is_away_the_address_is_not_told_to_the_log(
    served: Web, logs: list[dict[str, object]]
) -> None:
    address = await makes_address(await served.town.staff("Mette"))
    served.town.running.database.transaction = broken  # type: ignore[method-assign,assignment]
    answer = await served.asks(address)
    assert (answer.status, answer.body) == (503, b"")
    assert address[-20:] not in repr(logs)


def broken() -> None:
    raise RuntimeError("away")


async def test_without_a_web_server_she_is_told_so(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=False) as town:
        mette = await town.staff("Mette")
        await mette.types("/kalender")
        assert mette.reads(
            "Here the bot has no web address of its own, so it cannot give you a calendar. /idag shows your day."
        )
        await mette.presses("feed:new")
        assert await rows(town, "SELECT id FROM feeds") == []
