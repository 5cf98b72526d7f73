"""A machine of the plan's own puts a resident's words into Danish for staff: below them, marked, and at no cost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import aiohttp
import pytest
import pytest_asyncio

from bot.settings import Settings
from tests.conversations.ledger import readable, rows
from tests.conversations.libretranslate import KEY, Machine, serving
from tests.conversations.walks import asks
from tests.town import Citizen, Town, plain, town_in

DETAILS, TRANSLATE = "👤 Name, number, note", "🤖 Translate into Danish"
MARKED, AWAY = "Translated by a machine: it may be wrong.", "The translation is not available now."
NOTE = "I have a letter from tax, call me at 20 12 34 56 or +45 20123457. Leyla, 991390-1234 <b>"
LEAVES = "I have a letter from tax, call me at •••• or ••••. ••••, •••• <b>"


@pytest_asyncio.fixture
async def machine() -> AsyncIterator[Machine]:
    """A server that runs."""
    found = Machine()
    async with serving(found):
        yield found


@asynccontextmanager
async def town_with(machine: Machine, folder: Path, *, restless: bool = False) -> AsyncIterator[Town]:
    class WithMachine(Town):
        def settings(self) -> Settings:
            return replace(super().settings(), translate_url=machine.address, translate_key=KEY)

    async with town_in(folder, restless=restless, kind=WithMachine) as town:
        yield town


async def anything_else() -> None:
    """Let the others go on."""
    await asyncio.sleep(0)


async def one_who_writes(town: Town, language: str = "en", note: str = NOTE) -> tuple[Citizen, Citizen]:
    """A family worker who looks at what a resident wrote with her request."""
    mette, leyla = await town.staff("Mette"), await town.resident("Leyla", language)
    await asks(leyla, way="🚪 I come by")
    await leyla.taps("Write or say more")
    await leyla.taps("✔️ Go on")
    await leyla.types(note)
    await leyla.types("Leyla")
    await leyla.taps("✅ Send")
    await mette.taps(DETAILS)
    return mette, leyla


async def test_the_page_is_put_away_like_any_with_her_words(machine: Machine, tmp_path: Path) -> None:
    async with town_with(machine, tmp_path) as town:
        mette, _ = await one_who_writes(town)
        await mette.taps(TRANSLATE)
        await town.later(hours=3, minutes=1)
        await town.step()
        assert not [one for one in mette.bot_messages() if LEAVES.upper() in plain(one.text)]
        assert not [one for one in mette.bot_messages() if NOTE in plain(one.text)]


@pytest.mark.parametrize("restless", [False, True])
async def test_her_words_stand_with_danish_below_and_nothing_else_leaves(
    machine: Machine, tmp_path: Path, restless: bool
) -> None:
    async with town_with(machine, tmp_path, restless=restless) as town:
        mette, _ = await one_who_writes(town)
        await mette.taps(TRANSLATE)
        assert mette.reads(MARKED)
        assert NOTE in mette.text
        assert LEAVES.upper() in mette.text
        assert mette.text.index(NOTE) < mette.text.index(LEAVES.upper())
        asked = {"q": [LEAVES], "source": "en", "target": "da", "format": "text", "api_key": KEY}
        assert machine.asked == [asked]
        # Nothing of it is kept: back on the card it is gone, and the database never had it.
        assert LEAVES.upper() not in await readable(town)
        await mette.taps("↩️ Back")
        assert NOTE in mette.text
        assert LEAVES.upper() not in mette.text


async def test_what_she_writes_back_is_translated_too_and_what_staff_write_is_not(
    machine: Machine, tmp_path: Path
) -> None:
    async with town_with(machine, tmp_path) as town:
        mette, leyla = await one_who_writes(town, "ar", "عندي رسالة من سكات")
        await mette.taps("↩️ Back")
        await mette.taps("✍️ Write to her")
        await mette.types("Hvad står der i brevet?")
        await mette.taps("✅ Send")
        await leyla.taps("✍️ Answer")
        await leyla.types("مكتوب ٩٩١٣٩٠-١٢٣٤")
        await mette.taps(DETAILS)
        await mette.taps(TRANSLATE)
        assert machine.asked[-1]["q"] == ["عندي رسالة من سكات", "مكتوب ••••"]
        assert "brevet" not in machine.words


async def test_without_a_server_there_is_no_button(calm_town: Town) -> None:
    mette, _ = await one_who_writes(calm_town)
    assert mette.label(TRANSLATE) not in mette.sees
    await mette.presses(f"translate:{await code_of(calm_town)}")
    assert NOTE in mette.text


@pytest.mark.parametrize("written", ["ar", "da", "en"])
async def test_a_language_it_does_not_put_into_danish_has_no_button(
    machine: Machine, tmp_path: Path, written: str
) -> None:
    machine.targets = {"ar": ["en"], "da": ["da", "en"], "en": ["ar"]}
    async with town_with(machine, tmp_path) as town:
        mette, _ = await one_who_writes(town, written)
        assert mette.label(TRANSLATE) not in mette.sees
        # An old or forged button shows what there is.
        await mette.presses(f"translate:{await code_of(town)}")
        assert NOTE in mette.text
    assert machine.asked == []


FAULTS = [400, 403, 429, 500, 302, "<html>", "null", "[]", '{"translatedText": null}', '{"translatedText": "one"}']
FAULTS += [
    '{"translatedText": []}',
    '{"translatedText": [1]}',
    '{"translatedText": ["' + "x" * 1_100_000 + '"]}',
    "[" * 99999,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault)[:30])
async def test_whatever_it_answers_her_words_are_shown(machine: Machine, tmp_path: Path, fault: int | str) -> None:
    async with town_with(machine, tmp_path) as town:
        mette, _ = await one_who_writes(town)
        machine.fault = fault
        await mette.taps(TRANSLATE)
        assert mette.reads(AWAY)
        assert NOTE in mette.text
        machine.fault = None
        await mette.taps("↩️ Back")
        await mette.taps(TRANSLATE)
        assert mette.reads(MARKED)


async def test_one_that_is_slow_or_gone_is_not_waited_for(machine: Machine, tmp_path: Path) -> None:
    async with town_with(machine, tmp_path) as town:
        mette, _ = await one_who_writes(town)
        machine.holds = asyncio.Event()
        with patch("bot.translating.WITHIN", aiohttp.ClientTimeout(total=0.1)):
            await mette.taps(TRANSLATE)
        assert mette.reads(AWAY)
        machine.holds.set()
        machine.address = "http://127.0.0.1:9"
        await town.kill()
        await town.open()
        await mette.presses(f"translate:{await code_of(town)}")
        assert NOTE in mette.text
        assert mette.label(TRANSLATE) not in mette.sees


async def test_nobody_else_waits_and_a_kill_meanwhile_leaves_the_card(machine: Machine, tmp_path: Path) -> None:
    async with town_with(machine, tmp_path) as town:
        mette, leyla = await one_who_writes(town)
        machine.holds = asyncio.Event()
        mette.phone.tap(mette.label(TRANSLATE))
        await town.running.poll()
        await town.running.handle()
        leyla.phone.send("/start")
        await town.running.poll()
        await town.running.handle()
        while town.running.answers.busy_with(leyla.phone.id):
            await anything_else()
        assert leyla.label("💬 Talk to someone") in leyla.sees
        assert town.running.answers.busy_with(mette.phone.id)
        await town.kill()
        machine.holds.set()
        await town.open()
        await town.step()
        assert mette.label(DETAILS) in mette.sees
        assert NOTE not in mette.text


async def test_what_it_makes_up_breaks_nothing(machine: Machine, tmp_path: Path) -> None:
    async with town_with(machine, tmp_path) as town:
        mette, _ = await one_who_writes(town)
        machine.fault = '{"translatedText": ["<a href=\\"http://x\\">&\\u202e' + "y" * 9000 + '"]}'
        await mette.taps(TRANSLATE)
        assert mette.reads(MARKED)
        assert '<a href="http://x">&yyy' in mette.text
        assert len(mette.text) < 1000


async def test_it_is_asked_what_it_knows_now_and_then(machine: Machine, tmp_path: Path) -> None:
    machine.fault = 500
    async with town_with(machine, tmp_path) as town:
        mette, _ = await one_who_writes(town)
        assert machine.looked == 1
        assert mette.label(TRANSLATE) not in mette.sees
        machine.fault = None
        await town.later(minutes=5)
        await town.step()
        await mette.presses(f"case:{await code_of(town)}:details")
        assert mette.label(TRANSLATE) in mette.sees
        await town.later(minutes=59)
        assert machine.looked == 2
        await town.later(minutes=1)
        assert machine.looked == 3


async def code_of(town: Town) -> str:
    return str((await rows(town, "SELECT code FROM requests ORDER BY id DESC LIMIT 1"))[0][0])
