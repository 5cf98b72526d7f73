"""Looking for a phrase: by its situation, page by page, or by a few letters; for whoever is to read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.counselling import Request
from handlers.context import Ctx
from handlers.counselling.staff_screens import ways_home, whose
from handlers.phrases.finding import find
from handlers.phrases.saying import said
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff import menu
from locales import LANGUAGES
from locales.phrasebook import SITUATIONS, Phrase, Situation
from locales.tongues import tongue

ON_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever is to read it: how every tap begins, what stands above, the way back and home, and her request if any."""

    tap: str
    title: str
    back: str
    home: Rows
    request: str | None = None


def of_request(ctx: Ctx, request: Request) -> Reader:
    """The resident who asked us something."""
    code = request.code
    return Reader(f"phrase:case:{code}", whose(ctx, request), f"case:{code}", ways_home(ctx.tr), code)


def at_the_counter(ctx: Ctx, language: str) -> Reader:
    """Whoever stands before us and reads this language."""
    named = ctx.tr.html(
        "At the counter: {name} ({language})", name=LANGUAGES[language].own_name, language=tongue(ctx.tr, language)
    )
    return Reader(f"phrase:here:{language}", f"<b>{named}</b>", "phrase", menu.way_home(ctx.tr))


def situations(ctx: Ctx, reader: Reader, problem: str | None = None) -> Screen:
    """What is it about?"""
    tr = ctx.tr
    text = tr.html("What is it about? You can also write a few letters of what you want to say.")
    every = [Button(tr.ptext("button", one.name), f"{reader.tap}:{one.key}:0") for one in SITUATIONS.values()]
    return _screen(ctx, reader, problem or text, beside(every), reader.back, reader.tap)


def phrases_or_situations(ctx: Ctx, reader: Reader, situation: str, page: str) -> Screen:
    """What a tap asks for, whatever was sent."""
    found = SITUATIONS.get(situation)
    number = int(page) if page.isascii() and page.isdecimal() and len(page) <= 3 else 0
    return phrases_of(ctx, reader, found, number) if found else situations(ctx, reader)


def phrases_of(ctx: Ctx, reader: Reader, situation: Situation, page: int) -> Screen:
    """The phrases of a situation, some at a time."""
    name = ctx.tr.ptext("button", situation.name)
    pages = -(-len(situation.phrases) // ON_A_PAGE)
    page = min(max(page, 0), pages - 1)
    shown = situation.phrases[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    at = f"{reader.tap}:{situation.key}"
    rows = (*_buttons(ctx, reader, shown), *_pages(ctx, at, page, pages))
    return _screen(ctx, reader, f"💬 {ctx.tr.value(name)}", rows, reader.tap, f"{at}:{page}")


def _pages(ctx: Ctx, at: str, page: int, pages: int) -> Rows:
    before = Button(ctx.tr.ptext("staff button", "⬅️ Before"), f"{at}:{page - 1}")
    after = Button(ctx.tr.ptext("staff button", "➡️ More"), f"{at}:{page + 1}")
    found = [*([before] if page > 0 else []), *([after] if page + 1 < pages else [])]
    return (tuple(found),) if found else ()


def searched(ctx: Ctx, reader: Reader, text: str) -> Screen:
    """What fits the letters she typed; she may type others at once."""
    tr, found = ctx.tr, find(ctx.tr, text)
    if not found:
        return situations(
            ctx, reader, tr.html("I found no such phrase. Write other letters, or choose what it is about.")
        )
    told: str = tr.nhtml("{n} phrase fits.", "{n} phrases fit.", len(found))
    if len(found) > ON_A_PAGE:
        told = "\n".join([told, tr.html("Write more letters to see fewer.")])
    return _screen(ctx, reader, f"🔎 {told}", _buttons(ctx, reader, found[:ON_A_PAGE]), reader.tap, reader.tap)


def _buttons(ctx: Ctx, reader: Reader, shown: Sequence[Phrase]) -> Rows:
    """A phrase a row; its blanks are open."""
    return column(*(Button(said(ctx.tr, one, {}), f"{reader.tap}:say:{one.key}") for one in shown))


def _screen(ctx: Ctx, reader: Reader, text: str, rows: Rows, back: str, at: str) -> Screen:
    way_back = Button(ctx.tr.ptext("staff button", "↩️ Back"), back)
    return Screen(f"{reader.title}\n\n{text}", (*rows, (way_back,), *reader.home), at=at, about=reader.request)
