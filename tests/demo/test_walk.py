"""A newcomer at `make demo`: from the first tap to the held talk, in a real browser, with the bot killed on the way."""

import asyncio
import os
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from locales import Languages, Translator

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WORDS = Languages.load(ZoneInfo("Europe/Copenhagen"))
PATIENCE = 20_000
FAMILIES = "Families with at least one talk this year: {families} of {goal}."

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here"),
]


@dataclass(frozen=True)
class Phone:
    """One phone on the page, and the words of whoever holds it."""

    region: Locator
    tr: Translator
    context: str

    def button(self, label: str) -> Locator:
        words = self.tr.ptext(self.context, label)
        return self.region.get_by_role("button", name=words, exact=True).last

    async def taps(self, label: str) -> None:
        await self.button(label).click()

    async def taps_under(self, sentence: str, number: int) -> None:
        """Press the so-many-th button under the newest message, once that says this."""
        message = self.region.get_by_role("log").get_by_role("article").last
        await expect(message).to_contain_text(sentence)
        await message.get_by_role("button").nth(number).click()

    async def reads(self, sentence: str) -> None:
        await expect(self.region.get_by_role("log")).to_contain_text(sentence)


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The demo as `make demo` starts it, at a free port."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    environment = {**os.environ, "NABOBOT_DEMO_PORT": str(port)}
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert running.stdout is not None
    line = (await running.stdout.readline()).decode()
    assert f"http://127.0.0.1:{port}" in line
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        assert await running.wait() == 0


@asynccontextmanager
async def page_at(address: str) -> AsyncIterator[Page]:
    """The page in a browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = await browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        await page.goto(address)
        yield page
        await browser.close()


async def test_a_newcomer_walks_from_the_first_tap_to_a_held_talk() -> None:
    async with demo() as address, page_at(address) as page:
        amina = Phone(page.get_by_role("region", name="Amina’s phone"), WORDS.translator("ar"), "button")
        mette = Phone(page.get_by_role("region", name="Mette’s phone"), WORDS.staff, "staff button")
        counted = await families_counted(mette)
        await amina.region.get_by_role("button", name="START").click()
        await amina.region.get_by_role("button", name="العربية", exact=True).click()
        for label in ("💬 Talk to someone", "💬 Ask for a talk", "✉️ Letters and forms", "🗓 Book a time"):
            await amina.taps(label)
        # The last day offered: the buttons after it lead back and home. A day before and two hours before lie ahead.
        await amina.taps_under(amina.tr.text("Which day is good for you?"), -3)
        await amina.taps_under(amina.tr.text("{day}\nAt what time?", day="").split("\n")[1], 0)
        await amina.taps("✔️ Go on")
        await kill_and_start(page)
        await amina.taps("No name")
        await amina.taps("✅ Book, remind me")
        await amina.reads("nabohuset.ics")
        await mette.reads(mette.tr.ptext("headline", "🗓 A time is booked"))
        reminder = amina.tr.ptext("reminder", "A reminder of your appointment:")
        for times in (1, 2):
            await page.get_by_role("button", name="To the next message").click()
            await expect(amina.region.get_by_text(reminder)).to_have_count(times)
        await page.get_by_role("button", name="To the next message").click()
        await mette.reads(mette.tr.ptext("headline", "🕑 How did it go?"))
        await mette.taps("✅ Talk held")
        await mette.taps("She got guidance")
        await mette.taps("📅 Today")
        # A new family; the others were there before the demo began.
        await mette.reads(mette.tr.text(FAMILIES, families=counted + 1, goal=50))


async def families_counted(mette: Phone) -> int:
    """How many families were talked with this year, as the family worker reads it under today's appointments."""
    before, after = mette.tr.text(FAMILIES, families="#", goal=50).split("#")
    await mette.taps("📅 Today")
    await mette.reads(before)
    said = await mette.region.get_by_role("log").inner_text()
    return int(re.findall(rf"{re.escape(before)}(\d+){re.escape(after)}", said)[-1])


async def kill_and_start(page: Page) -> None:
    """Flip the switch twice: a real SIGKILL, and a new start."""
    switch = page.get_by_role("switch")
    await switch.click()
    await expect(switch).to_have_accessible_name("Bot: stopped")
    await switch.click()
    await expect(switch).to_have_accessible_name("Bot: running")


async def test_a_newcomer_sees_a_full_evening_a_freed_place_and_reminders_in_three_jumps() -> None:
    async with demo() as address, page_at(address) as page:
        amina = Phone(page.get_by_role("region", name="Amina’s phone"), WORDS.translator("ar"), "button")
        onward = page.get_by_role("button", name="To the next message")
        await amina.region.get_by_role("button", name="START").click()
        await amina.region.get_by_role("button", name="العربية", exact=True).click()
        await amina.taps("📅 What's on")
        await amina.region.get_by_role("button", name="🍲 أمسية العائلات", exact=True).last.click()
        await amina.region.get_by_role("log").get_by_role("article").last.get_by_role("button").first.click()
        await amina.taps("✅ Get in line")
        await amina.taps_under(amina.tr.text("How many adults come?"), 0)
        for label in ("No children", "Our own food", "✔️ Go on", "✅ Get in line"):
            await amina.taps(label)
        await amina.reads(amina.tr.text("It is full now, so you are in line."))
        await onward.click()
        await amina.taps("✅ Yes, we come")
        await amina.taps("🔔 Remind me")
        reminder = amina.tr.ptext("reminder", "A reminder of your appointment:")
        for times in (1, 2):
            await onward.click()
            await expect(amina.region.get_by_text(reminder)).to_have_count(times)
