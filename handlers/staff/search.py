"""Search among one's own requests, by a code, a family or a first name; the word is kept nowhere."""

from dataclasses import replace
from datetime import timedelta

from domain.access import Right
from domain.counselling import Request
from domain.drafts import Draft
from handlers import forms
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.counselling.staff_screens import number, topic_of, ways_home
from handlers.counselling.staff_words import state_name
from handlers.forms import Form, Step
from handlers.incoming import Arrived
from handlers.screen import Button, Screen, column
from storage import counselling, search
from storage.engine import Tx

BACK = timedelta(days=365)
MOST = 20


async def begin(ctx: Ctx, tx: Tx) -> Screen:
    """What do you look for?"""
    return await forms.begin(ctx, tx, SEARCH)


async def ask_word(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """A code, a nickname or a first name."""
    text = ctx.tr.html(
        "Write four signs of a number, the nickname of a family, or a first name. Your message is removed again."
    )
    return Screen(f"🔎 {text}", ways_home(ctx.tr))


async def read_word(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """What was found, as numbers and topics; her message with the word goes out of the chat."""
    found = await search.find_requests(tx, value, me(ctx).id, ctx.now - BACK, MOST)
    screen = _results(ctx, [await counselling.get_request(tx, one) for one in found])
    return replace(screen, forget=True, fresh=True)


def _results(ctx: Ctx, found: list[Request]) -> Screen:
    tr = ctx.tr
    text: str = tr.html("I found nothing among your requests. Names are kept for a short time only. Try the number.")
    if found:
        text = tr.nhtml(
            "{n} request fits. You can search again.", "{n} requests fit. You can search again.", len(found)
        )
    buttons = [Button(_line(ctx, one), f"case:{one.code}") for one in found]
    return Screen(f"🔎 {text}", (*column(*buttons), *ways_home(tr)))


def _line(ctx: Ctx, request: Request) -> str:
    return f"{number(request)} · {topic_of(ctx, request)} · {state_name(ctx.tr, request.state)}"


# The word is read and never answered: so it does not even stand in a draft.
SEARCH = Form("search", (Step("word", ask_word, {Arrived.TYPED: read_word}),), ask_word, Right.TRIAGE)
