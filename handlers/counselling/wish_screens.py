"""The questions of a request for counselling."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from domain.counselling import Way, Wish
from domain.drafts import Draft
from domain.programme import Topic
from domain.slots import Span
from handlers.context import Ctx
from handlers.counselling import reminding, times
from handlers.counselling.words import ANY_TIME, call_window, described, topic_name, way_name, window_value
from handlers.forms import BACK, choice
from handlers.house.footer import footer
from handlers.screen import Button, Rows, Screen, beside, column
from locales import Translator
from locales.tongues import own_name

TICK = "✅ "


def _footer(tr: Translator, draft: Draft, step: str) -> Rows:
    return footer(tr, back=f"form:{draft.token}:{step}:{BACK}")


def topic(ctx: Ctx, draft: Draft, topics: Sequence[Topic]) -> Screen:
    """What it is about; the first question, so Back leads out."""
    text = ctx.tr.html("What is it about? You need not tell us more now.")
    buttons = [choice(draft, "topic", one.key, topic_name(ctx.tr, ctx.programme, one.key)) for one in topics]
    return Screen(text, (*column(*buttons), *footer(ctx.tr, back="talk")))


def way(ctx: Ctx, draft: Draft) -> Screen:
    """How to meet."""
    text = ctx.tr.html("How shall we meet?")
    buttons = [choice(draft, "way", one.value, way_name(ctx.tr, one)) for one in Way]
    return Screen(text, (*column(*buttons), *_footer(ctx.tr, draft, "way")))


def day(ctx: Ctx, draft: Draft, days: Sequence[date], *, just_taken: bool = False) -> Screen:
    """Which day; `just_taken` when her own went while she was away."""
    if not days:
        return no_times(ctx, draft)
    rows = times.day_buttons(ctx, days, lambda value: f"form:{draft.token}:day:{value}")
    text = _gone(ctx, just_taken=just_taken) + ctx.tr.html("Which day is good for you?")
    return Screen(text, (*rows, *_footer(ctx.tr, draft, "day")))


def no_times(ctx: Ctx, draft: Draft) -> Screen:
    """Everything is booked: the other ways stay open."""
    text = ctx.tr.html("All times are taken just now. You can always just come by, or we call you.")
    call = choice(draft, "way", Way.CALL.value, way_name(ctx.tr, Way.CALL))
    come = choice(draft, "way", Way.COME.value, way_name(ctx.tr, Way.COME))
    return Screen(text, (*column(come, call), *_footer(ctx.tr, draft, "day")))


def time(ctx: Ctx, draft: Draft, chosen: date, spans: Sequence[Span], *, just_taken: bool) -> Screen:
    """At what time; `just_taken` when somebody was faster."""
    text = _gone(ctx, just_taken=just_taken) + ctx.tr.html("{day}\nAt what time?", day=ctx.tr.day(chosen))
    rows = times.time_buttons(ctx, spans, lambda value: f"form:{draft.token}:time:{value}")
    return Screen(text, (*rows, *_footer(ctx.tr, draft, "time")))


def _gone(ctx: Ctx, *, just_taken: bool) -> str:
    return ctx.tr.html("That time has just been taken. Here are the next ones.") + "\n\n" if just_taken else ""


def phone(ctx: Ctx, draft: Draft, *, unreadable: bool = False) -> Screen:
    """Her number, by the contact button or typed."""
    again = ctx.tr.html("That does not look like a telephone number.") + "\n\n" if unreadable else ""
    text = again + ctx.tr.html("Which number shall we call? Tap the button below, or write it.")
    label = ctx.tr.ptext("button", "📱 Share my number")
    return Screen(text, _footer(ctx.tr, draft, "phone"), ask_contact=label)


def window(ctx: Ctx, draft: Draft, spans: Sequence[Span]) -> Screen:
    """When to call."""
    text = ctx.tr.html("When shall we call you?")
    values = [*(window_value(span) for span in spans), ANY_TIME]
    buttons = [choice(draft, "window", value, call_window(ctx.tr, ctx.programme, value)) for value in values]
    return Screen(text, (*column(*buttons), *_footer(ctx.tr, draft, "window")))


def needs(ctx: Ctx, draft: Draft) -> Screen:
    """What would make it easier; all of it optional."""
    tr, wants = ctx.tr, set(draft.answers.get("wants", ()))
    labels = {
        "interpreter": tr.ptext("button", "An interpreter"),
        "companion": tr.ptext("button", "Someone comes with me"),
        "quiet": tr.ptext("button", "A quiet room"),
        "note": tr.ptext("button", "Write or say more"),
    }
    text = tr.html("Do you need anything? Tap what you need, then go on.")
    buttons = [choice(draft, "needs", key, (TICK if key in wants else "") + label) for key, label in labels.items()]
    on = choice(draft, "needs", "on", tr.ptext("button", "✔️ Go on"))
    return Screen(text, (*column(*buttons, on), *_footer(tr, draft, "needs")))


def interpreter(ctx: Ctx, draft: Draft, codes: Sequence[str]) -> Screen:
    """Which language; never a child."""
    text = ctx.tr.html("Which language should the interpreter speak? We find an adult, never a child.")
    buttons = [choice(draft, "interpreter", code, own_name(ctx.tr, code)) for code in codes]
    pairs = beside(buttons)
    return Screen(text, (*pairs, *_footer(ctx.tr, draft, "interpreter")))


def note(ctx: Ctx, draft: Draft, *, too_long: bool = False) -> Screen:
    """Her own words, or her voice; with the honest sentence in front."""
    # Translators: [sensitive] the honest sentence on the duty to notify; it stands before a note is written.
    honest = ctx.tr.html("If a child is in danger, we must tell the municipality.")
    ask = ctx.tr.html("Write at most 300 characters, or send a voice message. Telegram keeps the sound.")
    opening = ctx.tr.html("That was too long for us to keep. Please write a little less.") + "\n\n" if too_long else ""
    skip = choice(draft, "note", "none", ctx.tr.ptext("button", "Skip this"))
    return Screen(f"{opening}{ask}\n\n{honest}", (*column(skip), *_footer(ctx.tr, draft, "note")))


def name(ctx: Ctx, draft: Draft) -> Screen:
    """What to call her."""
    text = ctx.tr.html("What may we call you? You can write any name.")
    use = choice(draft, "name", "telegram", ctx.tr.ptext("button", "My Telegram name"))
    none = choice(draft, "name", "none", ctx.tr.ptext("button", "No name"))
    return Screen(text, (*column(use, none), *_footer(ctx.tr, draft, "name")))


def summary(ctx: Ctx, draft: Draft, wish: Wish, at: datetime | None) -> Screen:
    """All she chose, before it is sent; `at` is the time she holds."""
    tr = ctx.tr
    text = "\n".join([f"<b>{tr.html('Is this right?')}</b>", "", *_lines(ctx, wish, at)])
    if draft.has("changing"):
        back = footer(tr, back=f"form:{draft.token}:summary:show")
        return Screen(text, (*column(*_changes(tr, draft)), *back))
    press = partial(choice, draft, "summary")
    sends = [press("send", tr.ptext("button", "✅ Send"))] if at is None else reminding.book(ctx, at, press)
    # Two buttons that send leave room for one that changes.
    changes = _changes(tr, draft)
    if at is not None and reminding.asks(ctx, at):
        text = "\n\n".join([text, *reminding.asked(ctx, at)])
        changes = [press("change", tr.ptext("button", "✏️ Change something"))]
    return Screen(text, (*column(*sends, *changes), *_footer(tr, draft, "summary")))


def _changes(tr: Translator, draft: Draft) -> list[Button]:
    return [
        choice(draft, "summary", "topic", tr.ptext("button", "Change the topic")),
        choice(draft, "summary", "way", tr.ptext("button", "Change how we meet")),
        choice(draft, "summary", "needs", tr.ptext("button", "Change what I need")),
        choice(draft, "summary", "name", tr.ptext("button", "Change the name")),
    ]


def _lines(ctx: Ctx, wish: Wish, at: datetime | None) -> list[str]:
    tr, words = ctx.tr, wish.details
    lines = described(tr, ctx.programme, wish)
    if at is not None:
        lines.insert(2, f"<b>{tr.value(tr.moment(at))}</b>")
    if words.phone:
        lines.append(tr.html("Number:\n{phone}", phone=words.phone))
    if words.note:
        lines.append(tr.value(words.note))
    if words.voice:
        lines.append(tr.html("A voice message."))
    return [*lines, tr.html("Name: {name}", name=words.name) if words.name else tr.html("No name.")]
