"""Asking a resident back: one of the ready questions, in her language, and her answers on the card."""

from collections.abc import Sequence

from domain.counselling import Happening, Request
from domain.questions import Asked
from handlers.context import Ctx
from handlers.counselling import staff_case, staff_screens
from handlers.counselling.questions import READY
from handlers.counselling.staff_case import me
from handlers.counselling.staff_offers import tell
from handlers.screen import Button, Screen, column
from storage import counselling, questions
from storage.engine import Tx


async def choose(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Which question?"""
    request = await staff_case.hold(ctx, tx, code)
    return request if isinstance(request, Screen) else _list(ctx, request)


def _list(ctx: Ctx, request: Request) -> Screen:
    tr = ctx.tr
    buttons = [Button(ready.sentence(tr), f"case:{request.code}:ask:{key}") for key, ready in READY.items()]
    back = Button(tr.ptext("staff button", "↩️ Back"), f"case:{request.code}")
    text = tr.html("What do you want to ask? It leaves at once, in a language she reads, with buttons to answer.")
    rows = (*column(*buttons), (back,), *staff_screens.ways_home(tr))
    return Screen(f"❓ {text}", rows, at=f"case:{request.code}:ask")


async def ask(ctx: Ctx, tx: Tx, code: str, question: str) -> Screen:
    """Ask it; what waits for an answer is not asked twice."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if question not in READY:
        return await staff_case.overtaken(ctx, tx, request)
    if _waits(await questions.questions_about(tx, request.id), question):
        return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("This is asked already."))
    asked = await questions.ask_question(tx, request.id, me(ctx).id, question, ctx.now)
    await counselling.log_step(tx, request.id, Happening.ASKED_BACK, ctx.now, staff_id=me(ctx).id)
    await tell(ctx, tx, request, "question", f"question:{asked}", question=asked)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Asked."))


def _waits(asked: Sequence[Asked], kind: str) -> bool:
    return any(one.kind == kind and one.answer is None for one in asked)
