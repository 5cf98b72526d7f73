"""What the family worker types or picks in sequence: times to offer, an answer in her own words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.access import Right
from domain.counselling import Request
from domain.drafts import Draft
from domain.slots import Span, local_day, utc
from handlers import forms
from handlers.context import Ctx
from handlers.counselling import staff_offers, staff_screens, times
from handlers.counselling.words import minutes, moment
from handlers.forms import Form, Step, answered, choice
from handlers.incoming import Arrived
from handlers.screen import Button, Rows, Screen, beside
from handlers.staff.typed import Word, read_typed
from locales import clean
from storage import counselling
from storage.engine import Tx

MOST_OFFERS = 3
ANSWER_LENGTH = 1_000
TICK = "✅ "


async def begin_offer(ctx: Ctx, tx: Tx, request: Request) -> Screen:
    """Start choosing times for a request."""
    return await forms.begin(ctx, tx, OFFER, request=request.code, chosen=[])


async def begin_answer(ctx: Ctx, tx: Tx, request: Request) -> Screen:
    """Start writing to a resident."""
    return await forms.begin(ctx, tx, ANSWER, request=request.code)


async def ask_times(ctx: Ctx, tx: Tx, draft: Draft, *, problem: str | None = None) -> Screen:
    """The days, or the hours of the day that is open; chosen ones carry a tick."""
    chosen = [moment(at) for at in draft.answers["chosen"]]
    rows = await _rows(ctx, tx, draft, chosen)
    return staff_screens.choose_offers(ctx, lambda value: _data(draft, value), chosen, rows, problem=problem)


def _data(draft: Draft, value: str) -> str:
    return f"form:{draft.token}:times:{value}"


async def _rows(ctx: Ctx, tx: Tx, draft: Draft, chosen: Sequence[datetime]) -> Rows:
    day = times.read_day(draft.answers.get("day", ""))
    spans = await times.times_on(ctx, tx, day) if day else []
    if not spans:
        return times.day_buttons(ctx, await times.next_days(ctx, tx), lambda value: _data(draft, f"day.{value}"))
    buttons = [_time_button(ctx, draft, span, span.starts_at in chosen) for span in spans]
    pairs = beside(buttons)
    return (*pairs, (Button(ctx.tr.ptext("staff button", "↩️ Another day"), _data(draft, "days")),))


def _time_button(ctx: Ctx, draft: Draft, span: Span, chosen: bool) -> Button:
    label = (TICK if chosen else "") + ctx.tr.time(span.starts_at)
    return choice(draft, "times", f"t.{minutes(span.starts_at)}", label)


async def tap_times(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """A day is opened, a time turned on or off, or the offer sent."""
    kind, _, rest = value.partition(".")
    if kind == "send" and draft.answers["chosen"]:
        return answered(draft, "times", True)
    if kind == "day":
        return answered(draft, "day", rest)
    at = times.read_minutes(rest) if kind == "t" else None
    return _toggled(draft, at) if at is not None else forms.reopened(draft, "day")


def _toggled(draft: Draft, at: datetime) -> Draft:
    chosen: list[int] = list(draft.answers["chosen"])
    wanted = minutes(at)
    chosen = [one for one in chosen if one != wanted] if wanted in chosen else [*chosen, wanted][-MOST_OFFERS:]
    return answered(draft, "chosen", chosen)


async def type_time(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """A time of her own, outside the published ones."""
    at = typed_time(ctx, value)
    if at is None or at <= ctx.now:
        return await ask_times(
            ctx, tx, draft, problem=ctx.tr.html("I did not understand that time. Write for example 3/12 14.30.")
        )
    return draft if minutes(at) in draft.answers["chosen"] else _toggled(draft, at)


def typed_time(ctx: Ctx, text: str) -> datetime | None:
    """The moment somebody means by "3/12 14.30" or "i morgen kl. 9": the next such day."""
    typed = read_typed(text, local_day(ctx.programme, ctx.now))
    if typed is None or typed.days is None or typed.days[0] != typed.days[1] or typed.word is not Word.AT:
        return None
    return utc(ctx.programme, typed.days[0], typed.times[0])


async def send_offer(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Keep the times and tell her."""
    length = ctx.programme.counselling.bookable.length
    spans = [Span(moment(at), moment(at) + length) for at in sorted(draft.answers["chosen"])]
    return await staff_offers.send_offer(ctx, tx, draft.answers["request"], spans)


async def ask_words(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Write now."""
    request = await counselling.find_request(tx, draft.answers["request"])
    assert request is not None, "requests are never deleted"
    return staff_screens.write_answer(ctx, request)


async def read_words(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """What she wrote."""
    return answered(draft, "words", True, words=clean(value, ANSWER_LENGTH))


async def ask_check(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Is this what you mean?"""
    send = choice(draft, "check", "send", ctx.tr.ptext("staff button", "✅ Send"))
    rewrite = choice(draft, "check", forms.BACK, ctx.tr.ptext("staff button", "✏️ Write it anew"))
    request = await counselling.find_request(tx, draft.answers["request"])
    assert request is not None, "requests are never deleted"
    return staff_screens.check_answer(ctx, request, draft.secrets.get("words", ""), send, rewrite)


async def read_check(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Send it."""
    if value != "send" or not draft.secrets.get("words"):
        return replace(forms.reopened(draft, "words"), secrets={})
    return answered(draft, "check", True)


async def send_answer(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Keep the answer and tell her."""
    return await staff_offers.send_answer(ctx, tx, draft.answers["request"], draft.secrets["words"])


OFFER = Form(
    "offer", (Step("times", ask_times, {Arrived.TAP: tap_times, Arrived.TYPED: type_time}),), send_offer, Right.TRIAGE
)
ANSWER = Form(
    "answer",
    (Step("words", ask_words, {Arrived.TYPED: read_words}), Step("check", ask_check, {Arrived.TAP: read_check})),
    send_answer,
    Right.TRIAGE,
)
