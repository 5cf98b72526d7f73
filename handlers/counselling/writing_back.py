"""A resident writes back to staff in her own words, or gives the number we may call."""

from domain.counselling import Happening, Request
from domain.drafts import Draft
from domain.questions import IN_WORDS
from handlers import forms
from handlers.context import Ctx
from handlers.counselling import actions, replying
from handlers.counselling.numbers import phone_number
from handlers.counselling.staff_alerts import alert_staff
from handlers.forms import Form, Step, answered
from handlers.house.footer import footer
from handlers.incoming import Arrived
from handlers.screen import Button, Screen, column
from locales import clean
from storage import counselling, drafts, questions
from storage.engine import Tx

LENGTH = 300
# Whoever reads should not find a heap, and nobody should write into the void.
MOST_UNREAD = 5


async def write(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """She answers what staff wrote."""
    request = await actions.hers_and_open(ctx, tx, code)
    return request if isinstance(request, Screen) else await _begin(ctx, tx, request)


async def write_to(ctx: Ctx, tx: Tx, question: str) -> Screen:
    """She answers a question in her own words."""
    found = await replying.hers(ctx, tx, question)
    if found is None or not found[2].open:
        return await replying.look(ctx, tx, question)
    return await _begin(ctx, tx, found[2], question=question)


async def _begin(ctx: Ctx, tx: Tx, request: Request, **answers: str) -> Screen:
    if await questions.count_unread(tx, request.id) >= MOST_UNREAD:
        return _enough(ctx, request)
    return await forms.begin(ctx, tx, REPLY, request=request.code, **answers)


async def give_number(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """She gives the number we may call about this request."""
    request = await actions.hers_and_open(ctx, tx, code)
    return request if isinstance(request, Screen) else await forms.begin(ctx, tx, NUMBER, request=request.code)


def _enough(ctx: Ctx, request: Request) -> Screen:
    text = ctx.tr.html("First we read what you have written. Then you can write more.")
    return Screen(text, footer(ctx.tr, back=f"request:{request.code}", person=True), at=f"request:{request.code}")


async def ask_words(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Write now."""
    return _ask_words(ctx, draft, "")


def _ask_words(ctx: Ctx, draft: Draft, opening: str) -> Screen:
    text = ctx.tr.html("Write your answer now, at most 300 characters. Our family workers read it.")
    # Whoever does not write has other ways from here: a person, and what she was asked.
    return Screen(f"{opening}{text}", footer(ctx.tr, back=f"request:{draft.answers['request']}", person=True))


async def read_words(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """What she wrote."""
    words = clean(value, LENGTH + 1)
    if len(words) > LENGTH:
        too_long = ctx.tr.html("That was too long for us to keep. Please write a little less.")
        return _ask_words(ctx, draft, f"{too_long}\n\n")
    return answered(draft, "words", True, words=words) if words else _ask_words(ctx, draft, "")


async def send_words(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Keep her words, sealed, and tell whoever holds the request."""
    await drafts.drop_draft(tx, ctx.person.id)
    request = await actions.hers_and_open(ctx, tx, draft.answers["request"])
    if isinstance(request, Screen):
        return request
    if await questions.count_unread(tx, request.id) >= MOST_UNREAD:
        return _enough(ctx, request)
    reply = await _keep(ctx, tx, request, draft)
    await counselling.log_step(tx, request.id, Happening.REPLIED, ctx.now)
    await alert_staff(ctx, tx, request, "wrote", f"wrote:{reply}")
    return _done(ctx, request, ctx.tr.html("Thank you! We read what you wrote."))


async def _keep(ctx: Ctx, tx: Tx, request: Request, draft: Draft) -> int:
    found = await replying.hers(ctx, tx, draft.answers.get("question", ""))
    asked = found[0] if found else None
    if asked is not None:
        await questions.answer_question(tx, asked.id, IN_WORDS, ctx.now)
    number = asked.id if asked else None
    return await questions.add_reply(tx, request.id, draft.secrets["words"], ctx.now, question=number)


async def ask_phone(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Which number?"""
    return _ask_phone(ctx, draft, "")


def _ask_phone(ctx: Ctx, draft: Draft, opening: str) -> Screen:
    text = ctx.tr.html("Which number shall we call? Tap the button below, or write it.")
    rows = footer(ctx.tr, back=f"request:{draft.answers['request']}")
    return Screen(f"{opening}{text}", rows, ask_contact=ctx.tr.ptext("button", "📱 Share my number"))


async def read_phone(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """This one."""
    number = phone_number(value)
    if number is None:
        unreadable = ctx.tr.html("That does not look like a telephone number.")
        return _ask_phone(ctx, draft, f"{unreadable}\n\n")
    return answered(draft, "phone", True, phone=number)


async def send_number(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Keep the number with the request, and tell whoever holds it."""
    await drafts.drop_draft(tx, ctx.person.id)
    request = await actions.hers_and_open(ctx, tx, draft.answers["request"])
    if isinstance(request, Screen):
        return request
    await counselling.set_words(tx, request.id, ctx.now, phone=draft.secrets["phone"])
    await counselling.log_step(tx, request.id, Happening.REPLIED, ctx.now)
    await alert_staff(ctx, tx, request, "number", f"number:{request.id}:{ctx.now.timestamp():.0f}")
    return _done(ctx, request, ctx.tr.html("Thank you! Now we can call you."))


def _done(ctx: Ctx, request: Request, text: str) -> Screen:
    see = Button(ctx.tr.ptext("button", "See my request"), f"request:{request.code}")
    return Screen(text, (*column(see), *footer(ctx.tr, person=True)), at=f"request:{request.code}")


REPLY = Form("reply", (Step("words", ask_words, {Arrived.TYPED: read_words}),), send_words)
NUMBER = Form(
    "number", (Step("phone", ask_phone, {Arrived.CONTACT: read_phone, Arrived.TYPED: read_phone}),), send_number
)
