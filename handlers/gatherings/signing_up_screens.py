"""The questions of a sign-up: all of what is not needed is passed over in one tap."""

from collections.abc import Sequence
from functools import partial

from domain.drafts import Draft
from domain.sign_ups import DISHES, KITCHEN, MOST_ADULTS, Needs, Party
from handlers.context import Ctx
from handlers.counselling import wish_screens
from handlers.counselling.wish_screens import TICK
from handlers.forms import BACK, choice
from handlers.gatherings import page_words, reminder_question
from handlers.gatherings.food_words import counted_name, dish_name, kitchen_name
from handlers.gatherings.page_words import Room
from handlers.gatherings.party_words import children_line, needs_lines, party_lines
from handlers.gatherings.seeing import Seen
from handlers.gatherings.words import band_name
from handlers.house.footer import footer
from handlers.screen import Button, Rows, Screen, beside, column
from locales import Translator

USUAL = 2


def _footer(tr: Translator, draft: Draft, step: str) -> Rows:
    return footer(tr, back=f"form:{draft.token}:{step}:{BACK}")


def adults(tr: Translator, draft: Draft) -> Screen:
    """How many adults; two come most often."""
    text = tr.html("How many adults come?")
    usual = choice(draft, "adults", str(USUAL), tr.ntext("{n} adult", "{n} adults", USUAL))
    others = [number for number in range(1, MOST_ADULTS + 1) if number != USUAL]
    row = beside([choice(draft, "adults", str(one), tr.number(one)) for one in others], len(others))
    return Screen(text, (*column(usual), *row, *_footer(tr, draft, "adults")))


def children(tr: Translator, draft: Draft, bands: Sequence[str]) -> Screen:
    """How many children, by age: each tap is one more."""
    young: dict[str, int] = draft.answers.get("young", {})
    lines: list[str] = [tr.html("How many children come? Tap their age, once for each child.")]
    lines += [children_line(tr, band, count) for band, count in young.items() if count]
    ages = beside([choice(draft, "children", band, band_name(tr, band)) for band in bands], 3)
    some = any(young.values())
    label = tr.ptext("button", "✔️ Go on") if some else tr.ptext("button", "No children")
    on = choice(draft, "children", "on", label)
    clear = choice(draft, "children", "none", tr.ptext("button", "Start again")) if some else None
    return Screen("\n".join(lines), (*ages, *column(on, clear), *_footer(tr, draft, "children")))


def care(tr: Translator, draft: Draft) -> Screen:
    """Whether somebody shall look after the children."""
    return _yes_or_no(tr, draft, "care", tr.html("Shall we look after the children?"))


def child(tr: Translator, draft: Draft) -> Screen:
    """Whether a woman brings a small child."""
    return _yes_or_no(tr, draft, "child", tr.html("Does a small child come with you?"))


def _yes_or_no(tr: Translator, draft: Draft, step: str, text: str) -> Screen:
    yes = choice(draft, step, "yes", tr.ptext("button", "Yes"))
    no = choice(draft, step, "no", tr.ptext("button", "No"))
    return Screen(text, (*column(yes, no), *_footer(tr, draft, step)))


def dish(tr: Translator, draft: Draft) -> Screen:
    """Their own food, or something to share."""
    text = tr.html("What do you bring to eat? Your own food, or something to share.")
    own, *shared = (choice(draft, "dish", one, dish_name(tr, one)) for one in DISHES)
    return Screen(text, (*column(own), *beside(shared), *_footer(tr, draft, "dish")))


def needs(tr: Translator, draft: Draft) -> Screen:
    """What we had better know; all of it optional."""
    wants = set(draft.answers.get("wants", ()))
    labels = {
        "kitchen": tr.ptext("button", "Food we do not eat"),
        "interpreter": tr.ptext("button", "An interpreter"),
        "name": tr.ptext("button", "What you may call us"),
        "phone": tr.ptext("button", "A number to call"),
    }
    text = tr.html("Is there more we should know? If not, just go on.")
    offered = [one for one in labels if one in draft.answers["offers"]]
    buttons = [choice(draft, "needs", one, (TICK if one in wants else "") + labels[one]) for one in offered]
    on = choice(draft, "needs", "on", tr.ptext("button", "✔️ Go on"))
    return Screen(text, (*column(on, *buttons), *_footer(tr, draft, "needs")))


def kitchen(tr: Translator, draft: Draft) -> Screen:
    """What some of them do not eat: how many, and not who."""
    eats: dict[str, int] = draft.answers.get("eats", {})
    lines = [tr.html("What do some of you not eat? Tap it, once for each person.")]
    lines += [tr.value(counted_name(tr, kind, count)) for kind, count in eats.items() if count]
    kinds = beside([choice(draft, "kitchen", kind, kitchen_name(tr, kind)) for kind in KITCHEN])
    on = choice(draft, "kitchen", "on", tr.ptext("button", "✔️ Go on"))
    clear = choice(draft, "kitchen", "none", tr.ptext("button", "Start again")) if any(eats.values()) else None
    return Screen("\n".join(lines), (*kinds, *column(on, clear), *_footer(tr, draft, "kitchen")))


def phone(ctx: Ctx, draft: Draft) -> Screen:
    """A number for the case that plans change at the last moment."""
    asked = wish_screens.phone(ctx, draft)
    none = choice(draft, "phone", "none", ctx.tr.ptext("button", "No number"))
    return Screen(asked.text, (*column(none), *asked.rows), ask_contact=asked.ask_contact)


def summary(ctx: Ctx, draft: Draft, here: Seen, room: Room, party: Party, wanted: Needs) -> Screen:
    """All that was chosen, before it is kept."""
    tr = ctx.tr
    lines = [f"<b>{tr.html('Is this right?')}</b>", *page_words.heading(ctx, here.gathering)]
    lines += [tr.value(page_words.short_when(ctx, here.gathering)), ""]
    lines += [*party_lines(tr, here.rules, party), *needs_lines(tr, wanted), *_own_words(tr, draft)]
    sends, asked = _sends(ctx, draft, here, room)
    text = "\n\n".join(["\n".join(lines), *asked])
    return Screen(text, (*column(*sends, *_changes(tr, draft)), *_footer(tr, draft, "summary")))


def _own_words(tr: Translator, draft: Draft) -> list[str]:
    words = draft.secrets
    lines: list[str] = [tr.html("Name: {name}", name=words["name"])] if "name" in words else []
    return [*lines, tr.html("Number:\n{phone}", phone=words["phone"])] if "phone" in words else lines


def _sends(ctx: Ctx, draft: Draft, here: Seen, room: Room) -> tuple[list[Button], list[str]]:
    """The buttons that keep it, and what is said above them: each of two answers whether to be reminded as well."""
    tr, press = ctx.tr, partial(choice, draft, "summary")
    if draft.answers.get("sign_up"):
        return [press("send", tr.ptext("button", "✅ Save the change"))], []
    if room.full:
        return [press("send", tr.ptext("button", "✅ Get in line"))], [page_words.room_line(tr, room)]
    return reminder_question.sign_up(ctx, here, press), reminder_question.asked(ctx, here)


def _changes(tr: Translator, draft: Draft) -> list[Button | None]:
    asks = draft.answers["asks"]
    return [
        choice(draft, "summary", "who", tr.ptext("button", "✏️ Change who comes")),
        choice(draft, "summary", "food", tr.ptext("button", "✏️ Change the food")) if "dish" in asks else None,
        choice(draft, "summary", "more", tr.ptext("button", "✏️ Change the rest")),
    ]
