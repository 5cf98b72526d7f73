"""What a resident wrote, put into Danish by a machine: below her own words, and never in their place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

import structlog

from domain.counselling import Details, Request
from domain.masking import masked
from domain.questions import Said, Saying
from handlers.context import Ctx
from handlers.counselling import staff_case, staff_screens
from handlers.counselling.staff_said import all_said
from handlers.machine import MachineTranslator, NoTranslation
from handlers.screen import Button, Screen
from locales import Translator, clean
from storage import counselling
from storage.engine import Tx

# With a translation below each, and tags, this fits into the 4096 characters that Telegram takes.
MOST_CHARACTERS = 1400
# A translation that is much longer than what it translates is none.
LONGER = 2

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Own:
    """Words of hers: as staff read them, and as the machine is given them."""

    line: str
    leaves: str


def button(ctx: Ctx, request: Request, found: Details, said: Sequence[Said]) -> Button | None:
    """The way there, where there are words to translate and a machine that knows their language."""
    machine = ctx.services.machine
    if machine is None or not machine.knows(request.language) or not _own(ctx, request, found, said):
        return None
    return Button(ctx.tr.ptext("staff button", "🤖 Translate into Danish"), f"translate:{request.code}")


async def translate(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Her words once more, each with what the machine makes of it; it is asked after the commit."""
    request = await counselling.find_request(tx, code)
    if request is None:
        return await staff_case.gone(ctx, tx)
    found, said = await staff_case.look_at_words(ctx, tx, request)
    machine, own = ctx.services.machine, _own(ctx, request, found, said)
    if machine is None or button(ctx, request, found, said) is None:
        return staff_screens.details(ctx, request, found, said)
    # Without an answer this is what she sees; her press is let go before there is one.
    screen = _screen(ctx.tr, request, own, None)
    asks = partial(_translated, machine, ctx.tr, request, own)
    return replace(screen, toast=ctx.tr.text("Translating …"), later=asks)


def _own(ctx: Ctx, request: Request, found: Details, said: Sequence[Said]) -> list[_Own]:
    """Her note and what she wrote back, the newest that fit; numbers and the name she gave stay in the house."""
    note = [(staff_screens.note(ctx.tr, request, found.note), found.note)] if found.note else []
    replies = [one for one in said if one.saying is Saying.REPLIED and one.words]
    every = [*note, *((all_said(ctx, [one], request.language)[0], one.words or "") for one in replies)]
    lengths = list(accumulate(len(words) for _, words in reversed(every)))
    fitting = every[len(every) - sum(length <= MOST_CHARACTERS for length in lengths) :]
    return [_Own(line, masked(words, [found.name or ""])) for line, words in fitting]


async def _translated(
    machine: MachineTranslator, tr: Translator, request: Request, own: Sequence[_Own], screen: Screen
) -> Screen:
    try:
        danish = await machine.into_danish([one.leaves for one in own], request.language)
    except NoTranslation as problem:
        log.warning("not_translated", why=str(problem))
        return screen
    return _screen(tr, request, own, danish)


def _screen(tr: Translator, request: Request, own: Sequence[_Own], danish: Sequence[str] | None) -> Screen:
    said = tr.html("Translated by a machine: it may be wrong.")
    if danish is None:
        said = tr.html("The translation is not available now.")
    lines = [one.line for one in own]
    if danish is not None:
        lines = [f"{one.line}\n\n{_below(tr, one, words)}" for one, words in zip(own, danish, strict=True)]
    text = "\n\n".join([f"<b>{staff_screens.number(request)}</b>", f"🤖 {said}", *lines])
    back = Button(tr.ptext("staff button", "↩️ Back"), f"case:{request.code}:details")
    rows = ((back,), *staff_screens.ways_home(tr))
    return Screen(text, rows, at=f"case:{request.code}", words=True)


def _below(tr: Translator, own: _Own, words: str) -> str:
    most = LONGER * len(own.leaves) + LONGER
    return f"🤖 <i>{tr.value(clean(words, most))}</i>"
