"""Whether we may ask her afterwards how it went: a button under the first thing she does with us, and never again."""

from dataclasses import replace

from domain.consent import Purpose
from handlers.context import Ctx
from handlers.house import choices
from handlers.house.consents import sentence
from handlers.house.footer import footer
from handlers.screen import Button, Screen, column
from storage import counselling, sign_ups
from storage.engine import Tx


async def with_question(ctx: Ctx, tx: Tx, screen: Screen) -> Screen:
    """The screen with the way to the question, if this is the first thing she asked for or signed up to."""
    if ctx.person.surveys is not None:
        return screen
    asked, joined = await counselling.requests_by(tx, ctx.person.id), await sign_ups.sign_ups_by(tx, ctx.person)
    return with_button(ctx, screen) if len(asked) + len(joined) == 1 else screen


def with_button(ctx: Ctx, screen: Screen) -> Screen:
    """The screen with the way to the question above its last row, for whoever was never asked."""
    if ctx.person.surveys is not None or ctx.person.staff is not None:
        return screen
    ask = Button(ctx.tr.ptext("button", "👍 May we ask you later?"), "may-ask")
    return replace(screen, rows=(*screen.rows[:-1], (ask,), *screen.rows[-1:]))


async def look(ctx: Ctx, tx: Tx) -> Screen:
    """What a yes is, and that a no costs nothing; whoever has answered sees what she may change."""
    if ctx.person.surveys is not None:
        return await choices.look(ctx, tx)
    tr = ctx.tr
    # Translators: [sensitive] what a yes to being asked means.
    free = tr.html("What you answer is confidential. A no costs you nothing.")
    parts = [sentence(tr, Purpose.SURVEYS), free]
    yes = Button(tr.ptext("button", "✅ Yes, you may"), f"{Purpose.SURVEYS.value}:on")
    no = Button(tr.ptext("button", "No, thank you"), f"{Purpose.SURVEYS.value}:off")
    return Screen("\n\n".join(parts), (*column(yes, no), *footer(tr)), at="may-ask")
