"""Who has not been told: messages to residents that did not arrive, as a list of calls to make."""

from dataclasses import replace

from domain.counselling import Details, Happening, Request
from domain.notices import Untold
from handlers import problems
from handlers.context import Ctx
from handlers.counselling.staff_calls import title, whom_to_ring
from handlers.counselling.staff_case import me
from handlers.counselling.staff_screens import ways_home
from handlers.counselling.staff_words import message_name
from handlers.screen import Button, Screen, column
from storage import counselling, outbox
from storage.engine import Tx

MOST = 20


async def waiting(ctx: Ctx, tx: Tx) -> Screen:
    """Everybody who is to be called because a message did not arrive, oldest first."""
    tr, found = ctx.tr, await outbox.untold(tx, ctx.now)
    text: str = tr.html("Every message has arrived. There is nobody to call.")
    if found:
        text = tr.nhtml(
            "{n} message did not arrive. Please call.", "{n} messages did not arrive. Please call.", len(found)
        )
    buttons = [Button(_line(ctx, one), f"untold:{one.id}") for one in found[:MOST]]
    return Screen(f"📵 {text}", (*column(*buttons), *ways_home(tr)), at="untold")


def _line(ctx: Ctx, one: Untold) -> str:
    return f"{one.code[:4].upper()} · {message_name(ctx.tr, one.kind)} · {ctx.tr.moment(one.at)}"


async def call(ctx: Ctx, tx: Tx, notice: str) -> Screen:
    """What she was to be told, and her number; that somebody looked is logged."""
    one = await _open(ctx, tx, notice)
    if one is None:
        return await _gone(ctx, tx)
    request = await counselling.get_request(tx, one.request)
    await counselling.log_step(tx, request.id, Happening.DETAILS_SEEN, ctx.now, staff_id=me(ctx).id)
    return _card(ctx, one, request, await counselling.details_of(tx, request.id))


def _card(ctx: Ctx, one: Untold, request: Request, details: Details) -> Screen:
    tr = ctx.tr
    what, at = message_name(tr, one.kind), tr.moment(one.at)
    lost = tr.html("Did not arrive: {message} ({moment})", message=what, moment=at)
    lines = [title(ctx, request), lost, *whom_to_ring(ctx, request, details)]
    told = Button(tr.ptext("staff button", "✅ Told by phone"), f"untold:{one.id}:told")
    none = Button(tr.ptext("staff button", "📵 No answer"), f"untold:{one.id}:none")
    history = Button(tr.ptext("staff button", "🕘 History"), f"case:{request.code}:history")
    back = Button(tr.ptext("staff button", "↩️ Back"), "untold")
    # Drawn anew after a restart it must not be logged as a second look.
    rows = ((told, none), (history, back), *ways_home(tr))
    return Screen("\n".join(lines), rows, at="untold", about=request.code, words=True)


async def told(ctx: Ctx, tx: Tx, notice: str) -> Screen:
    """She knows it now: the row leaves the list."""
    one = await _open(ctx, tx, notice)
    if one is None or not await outbox.mark_told(tx, one.id, me(ctx).id, ctx.now):
        return await _gone(ctx, tx)
    await counselling.log_step(tx, one.request, Happening.TOLD, ctx.now, staff_id=me(ctx).id)
    return replace(await waiting(ctx, tx), toast=ctx.tr.text("Noted."))


async def no_answer(ctx: Ctx, tx: Tx, notice: str) -> Screen:
    """Nobody answered: it is noted, and she stays on the list."""
    one = await _open(ctx, tx, notice)
    if one is None:
        return await _gone(ctx, tx)
    await counselling.log_step(tx, one.request, Happening.NO_ANSWER, ctx.now, staff_id=me(ctx).id)
    return replace(await waiting(ctx, tx), toast=ctx.tr.text("Noted."))


async def _open(ctx: Ctx, tx: Tx, notice: str) -> Untold | None:
    """The message, if it is one that somebody still has to call about."""
    return next((one for one in await outbox.untold(tx, ctx.now) if str(one.id) == notice), None)


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await waiting(ctx, tx))
