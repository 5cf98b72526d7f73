"""The form that becomes a request.

talk → [Ask for a talk] → topic → way
    come: needs → name → summary → send
    book: day → time (kept while she decides) → needs → name → summary → book
    call: number → when → needs → name → summary → send
needs may open: interpreter (which language), note (text or voice)
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from domain.appointments import AppointmentState
from domain.counselling import Details, Way, Wish
from domain.drafts import Draft
from domain.slots import Span, call_windows, local_day, published
from handlers import forms
from handlers.context import Ctx
from handlers.counselling import sending, times, wish_screens
from handlers.counselling.numbers import phone_number
from handlers.counselling.words import ANY_TIME, minutes, moment, window_value
from handlers.forms import Form, Step, answered, reopened, without
from handlers.house.consents import ANSWERS
from handlers.incoming import Arrived
from handlers.screen import Screen
from locales import clean
from locales.tongues import interpreted
from storage import appointments, drafts
from storage.engine import Tx

NOTE_LENGTH, NAME_LENGTH = 300, 40
WAY_STEPS = ("day", "time", "phone", "window")
# What stands for an answer in her own words; the words themselves are sealed, and go after a day.
SAID = "said"
WORDS = {"phone": ("phone",), "note": ("note", "voice"), "name": ("name",)}
NEEDS = ("interpreter", "companion", "quiet", "note")
# The buttons that send it; two of them answer whether she wants to be reminded as well.
SENDS = ("send", *ANSWERS)
CHANGES = {
    "topic": ("topic",),
    "way": ("way", *WAY_STEPS),
    "needs": ("needs", "interpreter", "note"),
    "name": ("name",),
}


def _is(way: Way) -> Callable[[Draft], bool]:
    return lambda draft: draft.answers.get("way") == way.value


def _wants(need: str) -> Callable[[Draft], bool]:
    return lambda draft: need in draft.answers.get("wants", ())


async def ask_topic(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return wish_screens.topic(ctx, draft, ctx.programme.counselling.topics)


async def read_topic(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    if value not in {topic.key for topic in ctx.programme.counselling.topics}:
        return await ask_topic(ctx, tx, draft)
    return answered(draft, "topic", value)


async def ask_way(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return wish_screens.way(ctx, draft)


async def read_way(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    if value not in {way.value for way in Way}:
        return await ask_way(ctx, tx, draft)
    await appointments.release_reserved(tx, ctx.person.id)
    return answered(without(reopened(draft, *WAY_STEPS), "phone"), "way", value)


async def ask_day(ctx: Ctx, tx: Tx, draft: Draft, *, just_taken: bool = False) -> Screen:
    return wish_screens.day(ctx, draft, await times.next_days(ctx, tx), just_taken=just_taken)


async def read_day(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    chosen = times.read_day(value)
    if chosen is None or not await times.times_on(ctx, tx, chosen):
        return await ask_day(ctx, tx, draft)
    return answered(reopened(draft, "time"), "day", value)


async def ask_time(ctx: Ctx, tx: Tx, draft: Draft, *, just_taken: bool = False) -> Screen:
    chosen = times.read_day(draft.answers["day"])
    spans = await times.times_on(ctx, tx, chosen) if chosen else []
    if chosen is None or not spans:
        # The last time of that day went while she was away.
        return await ask_day(ctx, tx, draft, just_taken=just_taken)
    return wish_screens.time(ctx, draft, chosen, spans, just_taken=just_taken)


async def read_time(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    at = times.read_minutes(value)
    if at is None or not await reserve(ctx, tx, at):
        return await ask_time(ctx, tx, draft, just_taken=True)
    day = local_day(ctx.programme, at).isoformat()
    return answered(answered(draft, "day", day), "time", minutes(at))


async def reserve(ctx: Ctx, tx: Tx, at: datetime) -> bool:
    """Keep a published time for this person while she decides; what she held before is let go."""
    await appointments.release_reserved(tx, ctx.person.id)
    span: Span | None = published(ctx.programme, ctx.now, at)
    if span is None:
        return False
    until = ctx.now + ctx.programme.counselling.bookable.deciding
    kept = await appointments.keep_time(tx, ctx.person.id, span, AppointmentState.RESERVED, ctx.now, until=until)
    return kept is not None


async def ask_phone(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return wish_screens.phone(ctx, draft)


async def read_phone(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    number = phone_number(value)
    if number is None:
        return wish_screens.phone(ctx, draft, unreadable=True)
    return answered(draft, "phone", SAID, phone=number)


async def ask_window(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return wish_screens.window(ctx, draft, call_windows(ctx.programme, ctx.now))


async def read_window(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    if value not in {ANY_TIME, *(window_value(span) for span in call_windows(ctx.programme, ctx.now))}:
        return await ask_window(ctx, tx, draft)
    return answered(draft, "window", value)


async def ask_needs(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return wish_screens.needs(ctx, draft)


async def read_needs(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Each tap turns one need on or off; the form stays here until she goes on."""
    if value == "on":
        return answered(draft, "needs", True)
    wants = list(draft.answers.get("wants", ()))
    if value in NEEDS:
        wants = [one for one in wants if one != value] if value in wants else [*wants, value]
    draft = reopened(draft, "needs", value)
    if value == "note" and value not in wants:
        draft = without(draft, "note", "voice")
    return replace(draft, answers={**draft.answers, "wants": wants})


async def ask_interpreter(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    first = [code for code in (ctx.person.wanted_language, ctx.person.language) if code and code != "da"]
    return wish_screens.interpreter(ctx, draft, list(dict.fromkeys([*first, *interpreted()])))


async def read_interpreter(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    if value not in interpreted():
        return await ask_interpreter(ctx, tx, draft)
    return answered(draft, "interpreter", value)


async def ask_note(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return wish_screens.note(ctx, draft)


async def skip_note(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    return answered(without(draft, "note", "voice"), "note", True)


async def read_note(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    text = clean(value, NOTE_LENGTH + 1)
    if len(text) > NOTE_LENGTH:
        return wish_screens.note(ctx, draft, too_long=True)
    if not text:
        return await ask_note(ctx, tx, draft)
    return answered(without(draft, "voice"), "note", SAID, note=text)


async def read_voice(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    return answered(without(draft, "note"), "note", SAID, voice=value)


def with_voice(draft: Draft, voice: str) -> Draft:
    """The draft with a voice that came before it was asked for; it takes the place of what was written."""
    wants = [*(one for one in draft.answers.get("wants", ()) if one != "note"), "note"]
    kept = replace(without(draft, "note"), answers={**draft.answers, "wants": wants})
    return answered(kept, "note", SAID, voice=voice)


async def ask_name(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return wish_screens.name(ctx, draft)


async def choose_name(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    if value == "telegram":
        return await read_name(ctx, tx, draft, ctx.first_name)
    return answered(without(draft, "name"), "name", True)


async def read_name(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    name = clean(value, NAME_LENGTH).replace("\n", " ")
    return answered(draft, "name", SAID, name=name) if name else answered(without(draft, "name"), "name", True)


def erased(draft: Draft) -> list[str]:
    """The questions she answered in her own words, which are kept for a day: they are asked again, and nothing is lost
    without her knowing."""
    said = [step for step in WORDS if draft.answers.get(step) == SAID]
    return [step for step in said if not any(draft.secrets.get(word) for word in WORDS[step])]


async def ask_summary(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    if gone := erased(draft):
        return await forms.proceed(ctx, tx, WISH, reopened(draft, *gone))
    at = moment(draft.answers["time"]) if draft.answers["way"] == Way.BOOK.value else None
    return wish_screens.summary(ctx, draft, wish_of(draft), at)


async def read_summary(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    if value in SENDS:
        return answered(draft, "summary", value)
    if value == "change":
        return answered(reopened(draft, "summary"), "changing", True)
    return reopened(draft, "changing", *CHANGES.get(value, ()))


def wish_of(draft: Draft) -> Wish:
    """What a filled-in draft asks for."""
    answers, words = draft.answers, draft.secrets
    wants = answers.get("wants", ())
    return Wish(
        way=Way(answers["way"]),
        topic=answers["topic"],
        interpreter=answers.get("interpreter"),
        companion="companion" in wants,
        quiet_room="quiet" in wants,
        call_window=answers.get("window"),
        details=Details(words.get("name"), words.get("phone"), words.get("note"), words.get("voice")),
    )


async def done(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Send it; a time that was lost meanwhile is chosen again, a number that was erased is asked for again."""
    wish = wish_of(draft)
    gone = erased(draft) or (["phone"] if wish.way is Way.CALL and not wish.details.phone else [])
    if gone:
        return await forms.proceed(ctx, tx, WISH, reopened(draft, *gone, "summary"))
    if wish.way is not Way.BOOK:
        return await sending.send(ctx, tx, wish)
    at = moment(draft.answers["time"])
    if await appointments.reserved_for(tx, ctx.person.id, at, ctx.now) is None and not await reserve(ctx, tx, at):
        draft = replace(reopened(draft, "time", "summary"), step="time")
        await drafts.save_draft(tx, ctx.person.id, draft, ctx.now)
        return replace(await ask_time(ctx, tx, draft, just_taken=True), at="form")
    return await sending.book(ctx, tx, wish, at, draft.answers["summary"])


_TAP = Arrived.TAP
WISH = Form(
    "wish",
    (
        Step("topic", ask_topic, {_TAP: read_topic}),
        Step("way", ask_way, {_TAP: read_way}),
        Step("day", ask_day, {_TAP: read_day}, _is(Way.BOOK)),
        Step("time", ask_time, {_TAP: read_time}, _is(Way.BOOK)),
        Step("phone", ask_phone, {Arrived.CONTACT: read_phone, Arrived.TYPED: read_phone}, _is(Way.CALL)),
        Step("window", ask_window, {_TAP: read_window}, _is(Way.CALL)),
        Step("needs", ask_needs, {_TAP: read_needs}),
        Step("interpreter", ask_interpreter, {_TAP: read_interpreter}, _wants("interpreter")),
        Step(
            "note",
            ask_note,
            {_TAP: skip_note, Arrived.TYPED: read_note, Arrived.VOICE: read_voice},
            _wants("note"),
        ),
        Step("name", ask_name, {_TAP: choose_name, Arrived.TYPED: read_name}),
        Step("summary", ask_summary, {_TAP: read_summary}),
    ),
    done,
)
