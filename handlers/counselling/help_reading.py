"""She cannot read what staff wrote in their own words: whoever holds the request learns it, and she has ways on."""

from domain.counselling import Happening, Request
from domain.slots import next_drop_in
from handlers.context import Ctx
from handlers.counselling import actions
from handlers.counselling.staff_alerts import alert_staff
from handlers.house.footer import footer
from handlers.house.screens import next_time
from handlers.screen import Button, Screen, column
from locales import Translator
from storage import counselling
from storage.engine import Tx

# What the card to staff is about.
ASKED, CALL, INTERPRETER = "read", "read-call", "read-interpreter"
DANISH = "da"


async def ask(ctx: Ctx, tx: Tx, code: str, answer: str) -> Screen:
    """Help me read it: of each message this is told once."""
    request = await actions.hers_and_open(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if answer not in {str(number) for number, _, _ in await counselling.answers_to(tx, request.id)}:
        return await actions.look(ctx, tx, code)
    await _tell(ctx, tx, request, ASKED, f"read:{answer}")
    return await ways(ctx, request)


async def ways(ctx: Ctx, request: Request) -> Screen:
    """Help comes: when she can just come by, and what she can have instead."""
    tr, coming = ctx.tr, next_drop_in(ctx.programme, ctx.now)
    parts: list[str] = [tr.html("Good that you say so. We help you read it.")]
    parts += [next_time(tr, coming, ctx.now)] if coming else []
    rows = (*column(_call(tr, request), _interpreter(ctx, request)), *footer(tr, back=f"request:{request.code}"))
    return Screen("❓ " + "\n\n".join(parts), rows, at=f"request:{request.code}:read")


def _call(tr: Translator, request: Request) -> Button:
    to = "read:call" if request.has_phone else "number"
    return Button(tr.ptext("button", "📞 Call me"), f"request:{request.code}:{to}")


def _interpreter(ctx: Ctx, request: Request) -> Button | None:
    if request.interpreter or _her_tongue(ctx) == DANISH:
        return None
    return Button(ctx.tr.ptext("button", "An interpreter"), f"request:{request.code}:read:interpreter")


def _her_tongue(ctx: Ctx) -> str:
    return ctx.person.wanted_language or ctx.tr.code


async def look(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """The ways on once more."""
    request = await actions.hers_and_open(ctx, tx, code)
    return request if isinstance(request, Screen) else await ways(ctx, request)


async def call(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Read it to me on the telephone."""
    request = await actions.hers_and_open(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if not request.has_phone:
        return await ways(ctx, request)
    await _tell(ctx, tx, request, CALL, f"read-call:{request.id}:{ctx.now:%Y%m%d}")
    return _thanked(ctx, request, ctx.tr.html("Thank you! Now we can call you."))


async def interpreter(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """With an interpreter, in her language, whenever we talk about this request."""
    request = await actions.hers_and_open(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    tongue = _her_tongue(ctx)
    if request.interpreter is None and tongue != DANISH:
        await counselling.set_interpreter(tx, request.id, tongue)
        await _tell(ctx, tx, request, INTERPRETER, f"read-interpreter:{request.id}")
    return await actions.look(ctx, tx, code)


async def _tell(ctx: Ctx, tx: Tx, request: Request, what: str, purpose: str) -> None:
    await counselling.log_step(tx, request.id, Happening.HELP_READING, ctx.now)
    await alert_staff(ctx, tx, request, what, purpose)


def _thanked(ctx: Ctx, request: Request, text: str) -> Screen:
    see = Button(ctx.tr.ptext("button", "See my request"), f"request:{request.code}")
    return Screen(text, (*column(see), *footer(ctx.tr, person=True)), at=f"request:{request.code}")
