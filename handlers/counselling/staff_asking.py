"""Asking a resident back: a ready question or staff's own words, and inviting her to an activity."""

from domain.counselling import Happening, Request
from domain.drafts import Draft
from domain.questions import INVITATION, OWN_WORDS
from handlers import forms
from handlers.context import Ctx
from handlers.counselling import staff_case, staff_forms, staff_screens
from handlers.counselling.questions import READY
from handlers.counselling.staff_case import me
from handlers.counselling.staff_offers import tell
from handlers.forms import Form, Step
from handlers.incoming import Arrived
from handlers.screen import Button, Screen, column
from locales.tongues import tongue
from storage import counselling, drafts, questions
from storage.engine import Tx


async def choose(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Which question?"""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    tr = ctx.tr
    buttons = [Button(ready.sentence(tr), f"case:{code}:ask:{key}") for key, ready in READY.items()]
    own = Button(tr.ptext("staff button", "✍️ In my own words"), f"case:{code}:ask-own")
    text = tr.html("What do you want to ask? It leaves at once, in a language she reads, with buttons to answer.")
    return _list(ctx, request, f"❓ {text}", [*buttons, own], "ask")


async def choose_activity(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """To which activity?"""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    tr, asked = ctx.tr, {one.kind for one in await questions.questions_about(tx, request.id)}
    buttons = [
        Button(tr.pick(one.texts), f"case:{code}:invite:{one.key}")
        for one in ctx.programme.activities
        if f"{INVITATION}{one.key}" not in asked
    ]
    text = tr.html("What do you invite her to? It leaves at once, in a language she reads.")
    if not buttons:
        text = tr.html("She has been invited to everything.")
    return _list(ctx, request, f"🎟 {text}", buttons, "invite")


def _list(ctx: Ctx, request: Request, text: str, buttons: list[Button], at: str) -> Screen:
    back = Button(ctx.tr.ptext("staff button", "↩️ Back"), f"case:{request.code}")
    rows = (*column(*buttons), (back,), *staff_screens.ways_home(ctx.tr))
    return Screen(text, rows, at=f"case:{request.code}:{at}")


async def ask(ctx: Ctx, tx: Tx, code: str, question: str) -> Screen:
    """Ask it; what waits for an answer is not asked twice."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if question not in READY:
        return await staff_case.overtaken(ctx, tx, request)
    asked = await questions.questions_about(tx, request.id)
    if any(one.kind == question and one.answer is None for one in asked):
        return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("This is asked already."))
    await send_question(ctx, tx, request, "question", question)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Asked."))


async def invite(ctx: Ctx, tx: Tx, code: str, activity: str) -> Screen:
    """Invite her, to each activity once."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    kind = f"{INVITATION}{activity}"
    if activity not in {one.key for one in ctx.programme.activities}:
        return await staff_case.overtaken(ctx, tx, request)
    if any(one.kind == kind for one in await questions.questions_about(tx, request.id)):
        return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("She is invited to this already."))
    await send_question(ctx, tx, request, "invitation", kind)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("She is invited."))


async def send_question(ctx: Ctx, tx: Tx, request: Request, notice: str, kind: str, words: str | None = None) -> None:
    """Keep what is asked, its words sealed, and tell her."""
    asked = await questions.ask_question(tx, request.id, me(ctx).id, kind, ctx.now, words=words)
    await counselling.log_step(tx, request.id, Happening.ASKED_BACK, ctx.now, staff_id=me(ctx).id)
    await tell(ctx, tx, request, notice, f"question:{asked}", question=asked)


async def ask_in_words(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """Write a question."""
    request = await staff_case.hold(ctx, tx, code)
    return request if isinstance(request, Screen) else await forms.begin(ctx, tx, ASK, request=request.code)


async def ask_words(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Write it now."""
    request = await counselling.find_request(tx, draft.answers["request"])
    assert request is not None, "requests are never deleted"
    text = ctx.tr.html(
        "Write one short question; she reads {language}. She can answer yes, no, or in words. No CPR numbers.",
        language=tongue(ctx.tr, request.language),
    )
    back = Button(ctx.tr.ptext("staff button", "↩️ Back"), f"case:{request.code}:ask")
    return staff_screens.asked(ctx, text, ((back,),))


async def send_words(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Keep the question, sealed, and tell her."""
    await drafts.drop_draft(tx, ctx.person.id)
    request = await staff_case.hold(ctx, tx, draft.answers["request"])
    if isinstance(request, Screen):
        return request
    await send_question(ctx, tx, request, "question", OWN_WORDS, draft.secrets["words"])
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Asked."))


ASK = Form(
    "ask",
    (
        Step("words", ask_words, {Arrived.TYPED: staff_forms.read_words}),
        Step("check", staff_forms.ask_check, {Arrived.TAP: staff_forms.read_check}),
    ),
    send_words,
    staff_forms.ANSWER.right,
)
