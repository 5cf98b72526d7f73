"""The form by which a family, or one woman, signs up; and by which they change what they said.

a family: adults → children → care → dish → needs → summary
one woman: child → needs → summary
needs may open: kitchen (how many eat what not), interpreter (which language), name, phone
"""

from collections.abc import Callable
from typing import Any

from domain.drafts import Draft
from domain.gathering_rules import Food
from domain.people import Person
from domain.sign_ups import (
    DISHES,
    KITCHEN,
    MOST_ADULTS,
    MOST_CHILDREN,
    Needs,
    Party,
    SignUp,
    looks_after_children,
)
from handlers import forms
from handlers.context import Ctx
from handlers.counselling import wish
from handlers.forms import Form, Step, answered, reopened, without
from handlers.gatherings import own, seeing, signing_up_screens, whats_on
from handlers.gatherings.own import Told
from handlers.gatherings.seeing import Seen
from handlers.gatherings.words import bands
from handlers.house.consents import ANSWERS
from handlers.incoming import Arrived
from handlers.screen import Screen
from storage import drafts, sign_ups
from storage.engine import Tx

# The buttons that send it; two of them answer whether to be reminded as well.
SENDS = ("send", *ANSWERS)
CHANGES = {
    "who": ("adults", "children", "care", "child"),
    "food": ("dish",),
    "more": ("needs", "kitchen", "interpreter", "name", "phone"),
}


async def begin(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """She wants to sign up; whoever has done that already sees it, and so does the other parent."""
    here = await seeing.seen(ctx, tx, gathering)
    if here is None:
        return await whats_on.gone(ctx, tx)
    if here.stands(ctx.now):
        return await own.status(ctx, tx, here)
    if not here.joinable(ctx.now):
        return await whats_on.page_of(ctx, tx, here)
    before = here.own or await _last_time(ctx, tx, here)
    known = _said_before(before, again=here.own is not None) if before else {}
    return await forms.begin(ctx, tx, SIGN_UP, **{**_asked(ctx, here), **known})


async def change(ctx: Ctx, tx: Tx, sign_up: str) -> Screen:
    """She changes what was said: all of it stands before her, and she opens what is otherwise."""
    here = await seeing.hers(ctx, tx, sign_up)
    if here is None:
        return await whats_on.gone(ctx, tx)
    if here.own is None or not here.stands(ctx.now) or not here.changeable(ctx.now):
        return await own.no_longer(ctx, tx, here)
    known = _said_before(here.own, again=True)
    return await forms.begin(ctx, tx, SIGN_UP, **{**_asked(ctx, here), **known, "sign_up": here.own.code})


def _asked(ctx: Ctx, here: Seen) -> dict[str, Any]:
    """Which questions there are for this gathering and this person; a draft carries that with it."""
    one, rules = here.rules.unit.one_person, here.rules
    asks = ["child"] if one else ["adults", "children"]
    if not one and looks_after_children(rules, here.gathering):
        asks.append("care")
    asks += ["dish"] if rules.food is Food.BROUGHT and not one else []
    offers = ["kitchen"] if rules.food is not Food.NONE else []
    offers += ["interpreter"] if ctx.tr.code != "da" or ctx.person.wanted_language else []
    # Whoever speaks a language we do not write needs an interpreter, and need not ask for one.
    wanted = ctx.person.wanted_language
    spoken = {"wants": ["interpreter"], "interpreter": wanted} if wanted else {}
    return {"gathering": here.code, "asks": asks, "offers": [*offers, "name", "phone"], **spoken}


async def _last_time(ctx: Ctx, tx: Tx, here: Seen) -> SignUp | None:
    """What the family said of itself last time: it need not count its children again."""
    if here.rules.unit.one_person:
        return None
    every = [one for one in await sign_ups.sign_ups_by(tx, ctx.person) if _counted(ctx.person, one)]
    return every[-1] if every else None


def _counted(person: Person, one: SignUp) -> bool:
    return one.family == person.family and one.party.young > 0


def _said_before(one: SignUp, *, again: bool) -> dict[str, Any]:
    """Answers from an earlier sign-up; of another gathering only who comes."""
    party, needs = one.party, one.needs
    who: dict[str, Any] = {"adults": party.adults, "young": dict(party.children), "children": True}
    if not again:
        return who
    wants = [name for name, there in (("kitchen", needs.allergies), ("interpreter", needs.interpreter)) if there]
    more: dict[str, Any] = {"care": party.childcare, "dish": needs.dish, "child": bool(party.young), "needs": True}
    spoken = {"interpreter": needs.interpreter} if needs.interpreter else {}
    return {**who, **more, "wants": wants, "eats": dict(needs.allergies), "kitchen": True, **spoken}


def _asks(step: str) -> Callable[[Draft], bool]:
    return lambda draft: step in draft.answers["asks"]


def _wants(need: str) -> Callable[[Draft], bool]:
    return lambda draft: need in draft.answers.get("wants", ())


def _has_children(draft: Draft) -> bool:
    return "care" in draft.answers["asks"] and any(draft.answers.get("young", {}).values())


async def ask_adults(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return signing_up_screens.adults(ctx.tr, draft)


async def read_adults(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    if value not in {str(number) for number in range(1, MOST_ADULTS + 1)}:
        return await ask_adults(ctx, tx, draft)
    return answered(draft, "adults", int(value))


async def ask_children(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return signing_up_screens.children(ctx.tr, draft, bands(ctx.programme))


async def read_children(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Each tap is one child more; the form stays here until she goes on."""
    young: dict[str, int] = dict(draft.answers.get("young", {}))
    if value == "on":
        return answered(draft, "children", True)
    if value == "none":
        young = {}
    elif value in bands(ctx.programme) and sum(young.values()) < MOST_CHILDREN:
        young[value] = young.get(value, 0) + 1
    return answered(reopened(draft, "children", "care"), "young", young)


async def ask_care(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return signing_up_screens.care(ctx.tr, draft)


async def read_care(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    return answered(draft, "care", value == "yes") if value in ("yes", "no") else await ask_care(ctx, tx, draft)


async def ask_child(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return signing_up_screens.child(ctx.tr, draft)


async def read_child(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    return answered(draft, "child", value == "yes") if value in ("yes", "no") else await ask_child(ctx, tx, draft)


async def ask_dish(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return signing_up_screens.dish(ctx.tr, draft)


async def read_dish(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    return answered(draft, "dish", value) if value in DISHES else await ask_dish(ctx, tx, draft)


async def ask_needs(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return signing_up_screens.needs(ctx.tr, draft)


async def read_needs(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Each tap turns one need on or off; all of them are passed over in one tap."""
    if value == "on":
        return answered(draft, "needs", True)
    wants = list(draft.answers.get("wants", ()))
    if value in draft.answers["offers"]:
        wants = [one for one in wants if one != value] if value in wants else [*wants, value]
    return answered(reopened(without(draft, value), "needs", value), "wants", wants)


async def ask_kitchen(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return signing_up_screens.kitchen(ctx.tr, draft)


async def read_kitchen(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Each tap is one person more who does not eat it; nobody says who."""
    eats: dict[str, int] = dict(draft.answers.get("eats", {}))
    if value == "on":
        return answered(draft, "kitchen", True)
    if value == "none":
        eats = {}
    elif value in KITCHEN:
        eats[value] = min(eats.get(value, 0) + 1, MOST_ADULTS + MOST_CHILDREN)
    return answered(reopened(draft, "kitchen"), "eats", eats)


async def ask_phone(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return signing_up_screens.phone(ctx, draft)


async def no_phone(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    return answered(without(draft, "phone"), "phone", True)


async def ask_summary(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    if gone := wish.erased(draft):
        return await forms.proceed(ctx, tx, SIGN_UP, reopened(draft, *gone))
    here = await seeing.seen(ctx, tx, draft.answers["gathering"])
    if here is None:
        await drafts.drop_draft(tx, ctx.person.id)
        return await whats_on.gone(ctx, tx)
    room = await whats_on.room_of(ctx, tx, here.gathering)
    return signing_up_screens.summary(ctx, draft, here, room, party_of(ctx, draft), needs_of(draft))


async def read_summary(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    if value in SENDS:
        return answered(draft, "summary", value)
    return reopened(draft, *CHANGES.get(value, ()))


def party_of(ctx: Ctx, draft: Draft) -> Party:
    """Who comes, as the draft has it; a woman's small child is counted in the first of the ages."""
    answers = draft.answers
    if "child" in answers["asks"]:
        return Party(1, {bands(ctx.programme)[0]: 1} if answers.get("child") else {})
    young = {band: count for band, count in answers.get("young", {}).items() if count}
    return Party(answers.get("adults", 1), young, bool(young and "care" in answers["asks"] and answers.get("care")))


def needs_of(draft: Draft) -> Needs:
    """What they bring and need, as the draft has it."""
    answers, wants = draft.answers, draft.answers.get("wants", ())
    eats = answers.get("eats", {}) if "kitchen" in wants else {}
    dish = answers.get("dish") if "dish" in answers["asks"] else None
    return Needs(dish, eats, answers.get("interpreter") if "interpreter" in wants else None)


async def done(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Keep it; what has begun, was cancelled or filled up meanwhile is looked at in this very moment."""
    if gone := wish.erased(draft):
        return await forms.proceed(ctx, tx, SIGN_UP, reopened(draft, *gone, "summary"))
    known = draft.answers.get("sign_up")
    # Of two families that became one, each may have signed up: it is the one she opened.
    here = await (seeing.hers(ctx, tx, known) if known else seeing.seen(ctx, tx, draft.answers["gathering"]))
    await drafts.drop_draft(tx, ctx.person.id)
    if here is None:
        return await whats_on.gone(ctx, tx)
    told = Told(party_of(ctx, draft), needs_of(draft), _words_of(draft))
    if known:
        return await own.change(ctx, tx, here, told)
    return await own.join(ctx, tx, here, told, draft.answers["summary"])


def _words_of(draft: Draft) -> dict[str, str | None]:
    """A name and a number, where she was asked for them; passed over, what was known stays."""
    return {word: draft.secrets.get(word) for word in ("name", "phone") if _wants(word)(draft)}


async def leave_form(ctx: Ctx, tx: Tx) -> Screen:
    """Back from the first question."""
    return await whats_on.look(ctx, tx)


_TAP, _TYPED, _CONTACT = Arrived.TAP, Arrived.TYPED, Arrived.CONTACT
SIGN_UP = Form(
    "sign-up",
    (
        Step("adults", ask_adults, {_TAP: read_adults}, _asks("adults")),
        Step("children", ask_children, {_TAP: read_children}, _asks("children")),
        Step("care", ask_care, {_TAP: read_care}, _has_children),
        Step("child", ask_child, {_TAP: read_child}, _asks("child")),
        Step("dish", ask_dish, {_TAP: read_dish}, _asks("dish")),
        Step("needs", ask_needs, {_TAP: read_needs}),
        Step("kitchen", ask_kitchen, {_TAP: read_kitchen}, _wants("kitchen")),
        Step("interpreter", wish.ask_interpreter, {_TAP: wish.read_interpreter}, _wants("interpreter")),
        Step("name", wish.ask_name, {_TAP: wish.choose_name, _TYPED: wish.read_name}, _wants("name")),
        Step("phone", ask_phone, {_TAP: no_phone, _CONTACT: wish.read_phone, _TYPED: wish.read_phone}, _wants("phone")),
        Step("summary", ask_summary, {_TAP: read_summary}),
    ),
    done,
    leave=leave_form,
)
