"""Draws screens as the local Telegram's page does: its own modules and its own styles, one phone for each screen."""

import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, Route, ViewportSize, async_playwright

from simulator.control_chat import Json

STATIC = Path(__file__).parents[2] / "simulator" / "page" / "static"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Nobody has this name: whatever is asked of it is answered here.
PLACE = "http://pictures.invalid"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
WIDE: ViewportSize = {"width": 1500, "height": 900}
SHEETS = ("page", "phone", "message")
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8">%s<style>
body { display: block; height: auto; background: none; }
.people, .status, .head, .line { display: none !important; }
.place-of-phone { display: block; width: 390px; height: auto; max-height: none; margin: 0; }
.phone { border: 0; border-radius: 0; box-shadow: none; overflow: visible; }
.chat { height: auto; overflow: visible; }
.composer:not(:has(.key)) { display: none; }
</style></head><body><main id="phones"></main><script type="module">
import { setClock } from "./static/moments.js";
import { Phone } from "./static/phone.js";
window.draw = ({ now, zone, bot, phones }) => {
  setClock({ now, zone, frozen: true });
  document.querySelector("#phones").replaceChildren(...phones.map((person, at) => {
    const phone = new Phone(() => {});
    phone.element.id = `phone-${at}`;
    phone.show({ bot, people: [person] }, person, new Set());
    return phone.element;
  }));
};
</script></body></html>"""


@asynccontextmanager
async def browser_page() -> AsyncIterator[Page]:
    """An empty page of a browser that speaks to nobody."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page(viewport=WIDE, locale="en-GB")
        await page.route("**/*", _answer)
        yield page
        await browser.close()


async def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(PLACE)
    if path == "/":
        links = "".join(f'<link rel="stylesheet" href="static/{name}.css">' for name in SHEETS)
        await route.fulfill(body=FRAME % links, content_type="text/html")
    elif (file := STATIC / path.removeprefix("/static/")).is_file():
        await route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
    else:
        await route.abort()


async def draw(page: Page, phones: Sequence[tuple[Json, Path]], around: Json) -> None:
    """Draw each phone into its file; `around` is the clock and the bot."""
    await page.goto(f"{PLACE}/")
    await page.wait_for_function("() => Boolean(window.draw)")
    await page.evaluate("(given) => window.draw(given)", {**around, "phones": [phone for phone, _ in phones]})
    for number, (_, file) in enumerate(phones):
        await page.locator(f"#phone-{number} .phone").screenshot(path=file, animations="disabled")


async def draw_page(page: Page, html: str, file: Path) -> None:
    """Draw a whole page of our own into a file."""
    await page.set_content(html, wait_until="load")
    await page.screenshot(path=file, full_page=True)
