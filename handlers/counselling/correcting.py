"""A resident corrects what we call her, or the number we may ring, or has either of them taken away."""

from collections.abc import Sequence
from dataclasses import replace

from domain.counselling import Details, Happening, Request
from domain.drafts import Draft
from handlers import forms
from handlers.context import Ctx
from handlers.counselling import wish
from handlers.counselling.staff_alerts import alert_staff
from handlers.forms import Form, Step
from handlers.house.footer import footer
from handlers.incoming import Arrived
from handlers.screen import Button, Screen, column
from locales import Translator
from storage import counselling, drafts, people
from storage.engine import Tx

Held = Sequence[tuple[Request, Details]]


async def look(ctx: Ctx, tx: Tx) -> Screen:
    """The name and the numbers that we have, and what can be done about them."""
    return _screen(ctx.tr, await people.name_of(tx, ctx.person.id), await _held(ctx, tx))


async def _held(ctx: Ctx, tx: Tx) -> Held:
    """Her requests with what is still kept of her words: those under way, and those that hold a name or number."""
    every = [
        (one, await counselling.details_of(tx, one.id)) for one in await counselling.requests_by(tx, ctx.person.id)
    ]
    return [(one, words) for one, words in every if one.open or words.name or words.phone]


def _screen(tr: Translator, name: str | None, held: Held) -> Screen:
    numbers = list(dict.fromkeys(words.phone for _, words in held if words.phone))
    lines = [tr.html("We call you {name}.", name=name) if name else tr.html("We know no name of you.")]
    lines += [tr.html("Number:\n{phone}", phone=number) for number in numbers] or [tr.html("We have no number of you.")]
    # A name is kept as long as a request holds it: without one there is nothing to write it to.
    rows = column(
        Button(tr.ptext("button", "✏️ Change the name"), "correct:name") if name or held else None,
        Button(tr.ptext("button", "Remove the name"), "correct:name:none") if name else None,
        Button(tr.ptext("button", "📱 Change the number"), "correct:number") if numbers else None,
        Button(tr.ptext("button", "Remove the number"), "correct:number:none") if numbers else None,
    )
    return Screen("\n\n".join(lines), (*rows, *footer(tr, back="known")), at="correct")


async def change_name(ctx: Ctx, tx: Tx) -> Screen:
    """Another name, as long as there is something to write it to."""
    known = await people.name_of(tx, ctx.person.id) or await _held(ctx, tx)
    return await forms.begin(ctx, tx, NAME) if known else await look(ctx, tx)


async def change_number(ctx: Ctx, tx: Tx) -> Screen:
    """Another number, where we have one."""
    known = any(words.phone for _, words in await _held(ctx, tx))
    return await forms.begin(ctx, tx, NUMBER) if known else await look(ctx, tx)


async def no_name(ctx: Ctx, tx: Tx) -> Screen:
    """No name at all."""
    return await _rename(ctx, tx, None)


async def no_number(ctx: Ctx, tx: Tx) -> Screen:
    """Nobody is to ring her."""
    return await _renumber(ctx, tx, None)


async def name_given(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """This one, or none."""
    await drafts.drop_draft(tx, ctx.person.id)
    return await _rename(ctx, tx, draft.secrets.get("name"))


async def number_given(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """This one."""
    await drafts.drop_draft(tx, ctx.person.id)
    return await _renumber(ctx, tx, draft.secrets["phone"])


async def _rename(ctx: Ctx, tx: Tx, name: str | None) -> Screen:
    held = await _held(ctx, tx)
    if name is None or held:
        await people.name_person(tx, ctx.person.id, name)
    for request, words in held:
        if words.name != name and (request.open or words.name):
            await _correct(ctx, tx, request, name=name)
    return await _corrected(ctx, tx)


async def _renumber(ctx: Ctx, tx: Tx, number: str | None) -> Screen:
    for request, words in await _held(ctx, tx):
        if words.phone not in (None, number):
            await _correct(ctx, tx, request, phone=number)
    return await _corrected(ctx, tx)


async def _correct(ctx: Ctx, tx: Tx, request: Request, **words: str | None) -> None:
    """Keep it, sealed; whoever holds an open request is told that it is another, and looks it up as always."""
    await counselling.set_words(tx, request.id, ctx.now, **words)
    await counselling.log_step(tx, request.id, Happening.CORRECTED, ctx.now)
    if request.open:
        await alert_staff(ctx, tx, request, "corrected", f"corrected:{request.id}:{ctx.now.timestamp():.0f}")


async def _corrected(ctx: Ctx, tx: Tx) -> Screen:
    screen, said = await look(ctx, tx), ctx.tr.html("It is corrected.")
    return replace(screen, text=f"✅ {said}\n\n{screen.text}")


_TAP, _TYPED, _CONTACT = Arrived.TAP, Arrived.TYPED, Arrived.CONTACT
NAME = Form(
    "correct-name",
    (Step("name", wish.ask_name, {_TAP: wish.choose_name, _TYPED: wish.read_name}),),
    name_given,
    leave=look,
)
NUMBER = Form(
    "correct-number",
    (Step("phone", wish.ask_phone, {_CONTACT: wish.read_phone, _TYPED: wish.read_phone}),),
    number_given,
    leave=look,
)
