"""The page as somebody sees it who has never seen it before: in a real browser, with a real bot behind it."""

import os
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect
from starlette.applications import Starlette

from simulator import Clock, LocalTelegram, Person, serve
from simulator.control import create_demo_app
from simulator.process import BotProcess
from tests.simulator.controlling import note_next

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
ECHO = Path(__file__).with_name("echo.py")
ZONE = ZoneInfo("Europe/Copenhagen")
PHONE: ViewportSize = {"width": 390, "height": 844}
WIDE: ViewportSize = {"width": 1280, "height": 900}
ATTACHED = {
    "Photo of a letter": "photo",
    "Voice message": "voice",
    "Sticker": "sticker",
    "Location": "location",
    "My phone number": "contact",
}

pytestmark = [
    pytest.mark.browser,
    # One browser serves all tests of this file: to start it takes longer than most of them.
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here"),
]


@dataclass(frozen=True)
class Demo:
    """The page in a browser, the local Telegram behind it, and the bot on that."""

    telegram: LocalTelegram
    process: BotProcess
    page: Page
    amina: Person
    mette: Person

    def app(self) -> Starlette:
        async def invite() -> str:
            return "come-in"

        invitations = {"Family worker": invite}
        return create_demo_app(self.telegram, process=self.process, zone=ZONE, invitations=invitations, title="Nabobot")

    def phone(self, person: Person) -> Locator:
        return self.page.get_by_role("region", name=f"{person.first_name}’s phone")

    def on(self, person: Person, button: str) -> Locator:
        return self.phone(person).get_by_role("button", name=button, exact=True)

    def chat(self, person: Person) -> Locator:
        return self.phone(person).get_by_role("log")

    async def writes(self, person: Person, text: str) -> None:
        field = self.phone(person).get_by_label("Message", exact=True)
        await field.fill(text)
        await field.press("Enter")

    async def bot_is(self, words: str) -> None:
        await expect(self.page.get_by_role("switch")).to_have_accessible_name(f"Bot: {words}")


def free_port() -> int:
    """Find a port before anybody listens: the bot's process has to know the address beforehand."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """Open a page that throws no error and speaks to nobody but this machine."""
    page = await browser.new_page(viewport=WIDE, locale="en-GB")
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    await page.context.close()
    assert errors == []
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:"))] == []


@pytest_asyncio.fixture(loop_scope="module")
async def demo(telegram: LocalTelegram, page: Page) -> AsyncIterator[Demo]:
    port = free_port()
    bot = [sys.executable, str(ECHO), f"http://127.0.0.1:{port}", telegram.token]
    process = BotProcess(bot, dict(os.environ), None)
    people = telegram.add_person("Amina", "ar"), telegram.add_person("Mette", "da")
    demo = Demo(telegram, process, page, *people)
    async with serve(demo.app(), port=port) as address:
        await process.start()
        await page.goto(address)
        yield demo
        await process.stop()


async def test_a_newcomer_is_shown_where_to_begin_and_gets_an_answer(demo: Demo) -> None:
    await expect(demo.page.get_by_text("Tap START on Amina’s phone.")).to_be_visible()
    await expect(demo.chat(demo.amina)).to_contain_text("Come in")
    await demo.on(demo.amina, "START").click()
    await expect(demo.chat(demo.amina)).to_contain_text("أهلاً")
    await expect(demo.on(demo.amina, "START")).to_be_hidden()
    await expect(demo.page.get_by_text("Tap START on Mette’s phone.")).to_be_visible()


async def test_each_paragraph_runs_in_the_direction_of_its_own_letters(demo: Demo) -> None:
    await demo.on(demo.amina, "START").click()
    await demo.on(demo.mette, "START").click()
    greeting = demo.chat(demo.amina).locator("p", has_text="أهلاً")
    await expect(greeting).to_have_css("direction", "rtl")
    await expect(greeting.locator("strong")).to_have_text("أهلاً")
    await expect(demo.chat(demo.amina).locator("p", has_text="17:00")).to_have_css("direction", "ltr")
    await expect(demo.chat(demo.mette).locator("p", has_text="Velkommen")).to_have_css("direction", "ltr")
    await expect(demo.phone(demo.amina)).to_have_css("direction", "rtl")
    await demo.writes(demo.amina, "Hej")
    await expect(demo.chat(demo.amina).locator("p", has_text="heard: Hej")).to_have_css("direction", "ltr")


async def test_a_press_spins_then_edits_the_message_and_says_what_was_done(demo: Demo) -> None:
    await demo.on(demo.mette, "START").click()
    await demo.on(demo.mette, "Wait").click()
    await expect(demo.phone(demo.mette).get_by_label("waiting")).to_be_visible()
    await demo.on(demo.mette, "Change").click()
    await expect(demo.phone(demo.mette).get_by_role("status")).to_contain_text("It is done")
    await expect(demo.chat(demo.mette)).to_contain_text("edited")
    await expect(demo.on(demo.mette, "Change")).to_have_count(0)


async def test_an_answer_that_wants_to_be_read_waits_for_an_ok(demo: Demo) -> None:
    await demo.on(demo.mette, "START").click()
    await demo.on(demo.mette, "Help").click()
    alert = demo.phone(demo.mette).get_by_role("alertdialog")
    await expect(alert).to_contain_text("Ring 112")
    await expect(alert.get_by_role("button", name="OK")).to_be_focused()
    await demo.page.keyboard.press("Enter")
    await expect(alert).to_have_count(0)


async def test_typed_text_is_sent_by_enter_and_its_answer_is_in_view(demo: Demo) -> None:
    await demo.on(demo.mette, "START").click()
    for number in range(12):
        await demo.writes(demo.mette, f"line {number}\nand <b>more</b>")
    await expect(demo.chat(demo.mette).get_by_text("heard: line 11")).to_be_in_viewport()
    assert demo.mette.messages[-1].text == "heard: line 11\nand <b>more</b>"


async def test_whatever_is_attached_reaches_the_bot(demo: Demo) -> None:
    await demo.on(demo.mette, "START").click()
    for choice, heard in ATTACHED.items():
        await demo.on(demo.mette, "Attach").click()
        await demo.on(demo.mette, choice).click()
        await expect(demo.chat(demo.mette)).to_contain_text(f"heard: {heard}")
        await expect(demo.on(demo.mette, choice)).to_be_hidden()


async def test_the_bot_s_keyboard_and_its_commands_stand_where_one_types(demo: Demo) -> None:
    await demo.on(demo.mette, "START").click()
    await demo.on(demo.mette, "Commands").click()
    await demo.phone(demo.mette).get_by_role("button", name="Get help").click()
    await expect(demo.chat(demo.mette)).to_contain_text("heard: /help")
    await demo.writes(demo.mette, "phone")
    await demo.on(demo.mette, "My number").click()
    await expect(demo.chat(demo.mette)).to_contain_text("heard: contact")
    await expect(demo.on(demo.mette, "My number")).to_have_count(0)


async def test_a_link_to_the_bot_starts_it_without_leaving_the_page(demo: Demo) -> None:
    await demo.on(demo.mette, "START").click()
    await demo.writes(demo.mette, "invite")
    await demo.phone(demo.mette).get_by_role("button", name="?start=abc").click()
    await demo.telegram.until(lambda: "/start abc" in [message.text for message in demo.mette.messages])
    await expect(demo.chat(demo.mette).get_by_text("Velkommen")).to_have_count(2)
    await expect(demo.chat(demo.mette).get_by_text("/start", exact=True)).to_have_count(2)


async def test_a_place_is_drawn_with_name_and_address(demo: Demo) -> None:
    await demo.on(demo.amina, "START").click()
    await demo.on(demo.amina, "Where").click()
    await expect(demo.chat(demo.amina)).to_contain_text("Vejen 1")
    await expect(demo.chat(demo.amina).locator(".map")).to_be_visible()


async def test_a_bot_can_be_blocked_and_let_in_again(demo: Demo) -> None:
    await demo.on(demo.mette, "START").click()
    await demo.on(demo.mette, "Chat menu").click()
    await demo.on(demo.mette, "Block the bot").click()
    await expect(demo.phone(demo.mette).get_by_label("Message", exact=True)).to_be_hidden()
    assert demo.mette.blocked
    await demo.on(demo.mette, "UNBLOCK").click()
    await demo.writes(demo.mette, "Hej")
    await expect(demo.chat(demo.mette)).to_contain_text("heard: Hej")


async def test_what_is_written_while_the_bot_is_off_waits_for_it(demo: Demo) -> None:
    await demo.on(demo.mette, "START").click()
    await demo.bot_is("running")
    first = demo.process.pid
    await demo.page.get_by_role("switch").click()
    await demo.bot_is("stopped")
    assert not demo.process.running
    await demo.writes(demo.mette, "Er I der?")
    await expect(demo.page.get_by_text("1 message waits for it")).to_be_visible()
    await demo.page.get_by_role("switch").click()
    await demo.bot_is("running")
    await expect(demo.chat(demo.mette)).to_contain_text("heard: Er I der?")
    assert demo.process.pid != first


async def test_a_bot_that_ends_by_itself_is_shown_with_its_last_words(demo: Demo) -> None:
    await demo.on(demo.mette, "START").click()
    await demo.writes(demo.mette, "fail")
    await demo.bot_is("ended by itself")
    await expect(demo.page.get_by_role("alert")).to_contain_text("code 1")
    await expect(demo.page.get_by_role("alert")).to_contain_text("cannot go on")
    await demo.page.get_by_role("switch").click()
    await demo.bot_is("running")
    await expect(demo.page.get_by_role("alert")).to_be_hidden()


async def test_the_clock_goes_to_what_is_due_next(demo: Demo, clock: Clock) -> None:
    to_next = demo.page.get_by_role("button", name="To the next message")
    await expect(to_next).to_be_disabled()
    await expect(to_next).to_have_accessible_description("Nothing is planned")
    due = clock.now().timestamp() + 40 * 86400
    note_next(clock, due)
    await to_next.click()
    await expect(demo.page.get_by_text("Nothing is planned")).to_be_hidden()
    await demo.telegram.until(lambda: clock.now().timestamp() >= due)
    await demo.on(demo.mette, "START").click()
    day = clock.now().astimezone(ZONE).day
    await expect(demo.chat(demo.mette).locator(".day-chip")).to_have_text(re.compile(rf"\b{day}\. "))


async def test_a_person_is_added_by_keyboard_alone(demo: Demo) -> None:
    await demo.page.get_by_role("button", name="Add a person").focus()
    await demo.page.keyboard.press("Enter")
    await demo.page.get_by_label("First name").press_sequentially("Bo")
    await demo.page.get_by_label("Language of the phone").select_option("da")
    await demo.page.get_by_label("Role").select_option("Family worker")
    await demo.page.keyboard.press("Enter")
    bo = demo.page.get_by_role("region", name="Bo’s phone")
    await expect(bo.get_by_role("log")).to_contain_text("Velkommen")
    assert [person.messages[0].text for person in demo.telegram.people.values() if person.messages] == [
        "/start come-in"
    ]
    await expect(demo.phone(demo.mette)).to_be_visible()


async def test_a_phone_s_window_shows_one_phone_and_tells_of_news_on_the_other(demo: Demo) -> None:
    await demo.page.set_viewport_size(PHONE)
    await expect(demo.on(demo.amina, "START")).to_be_in_viewport(ratio=1)
    await expect(demo.phone(demo.mette)).to_be_hidden()
    await expect(demo.page.get_by_role("switch")).to_be_hidden()
    assert await demo.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    demo.mette.start()
    other = demo.page.get_by_role("button", name="Mette").first
    await expect(other.get_by_label("new message")).to_be_visible()
    await other.click()
    await expect(demo.chat(demo.mette)).to_contain_text("Velkommen")
    await demo.page.get_by_role("button", name="Controls").click()
    await expect(demo.page.get_by_role("switch")).to_be_in_viewport(ratio=1)


async def test_the_page_comes_back_when_the_server_does(telegram: LocalTelegram, page: Page) -> None:
    port, anna = free_port(), telegram.add_person("Anna", "da")
    async with serve(create_demo_app(telegram, process=None, zone=ZONE), port=port) as address:
        await page.goto(address)
        await expect(page.get_by_role("region", name="Anna’s phone")).to_be_visible()
    await expect(page.get_by_text("does not answer")).to_be_visible()
    anna.start()
    async with serve(create_demo_app(telegram, process=None, zone=ZONE), port=port):
        await expect(page.get_by_text("does not answer")).to_be_hidden()
        await expect(page.get_by_role("log")).to_contain_text("/start")
