"""What staff see while they note who is here."""

from collections.abc import Iterable, Mapping, Sequence

from domain.registers import Met
from domain.sign_ups import MOST_ADULTS, MOST_CHILDREN, Noted, Party
from domain.turnout import Guest
from handlers.context import Ctx
from handlers.gatherings.staff_coming import Held
from handlers.gatherings.staff_coming_screens import head
from handlers.gatherings.staff_names import family_name, guest_name
from handlers.gatherings.words import band_name
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff.menu import way_home
from locales import Translator

ADULTS = "adults"
# So much of the history fits into one message.
MOST_NOTED = 30


def too_early(ctx: Ctx, held: Held) -> Screen:
    """Nobody can be there yet, or ever: that it is cancelled stands in the heading."""
    parts = [head(ctx, held.gathering, held.session)]
    if held.gathering.takes_place(held.session):
        parts.append(ctx.tr.html("The list opens an hour before it begins."))
    data = f"held:{held.session.code}"
    return Screen("\n\n".join(parts), way_home(ctx.tr, data), at=f"{data}:list")


def everybody(ctx: Ctx, held: Held, page: Sequence[Guest], number: int, ways: Rows) -> Screen:
    """The list: a tap says that a family is here, another takes it back."""
    tr, data = ctx.tr, f"held:{held.session.code}"
    here = sum(one.present is True for one in held.guests)
    text = tr.nhtml(
        "{n} is here. A tap says who is here, another takes it back.",
        "{n} are here. A tap says who is here, another takes it back.",
        here,
    )
    buttons = [_tick(held, one, number) for one in page]
    more = Button(tr.ptext("staff button", "➕ Without a sign-up"), f"{data}:more")
    noted = Button(tr.ptext("staff button", "🕘 History"), f"{data}:history")
    rows = (*beside(buttons), *ways, (more, noted), *way_home(tr, data))
    return Screen(
        f"{head(ctx, held.gathering, held.session)}\n\n☑️ {text}", rows, at=f"{data}:list:{number}", words=True
    )


def _tick(held: Held, guest: Guest, number: int) -> Button:
    name, data = guest_name(guest, held.names), f"held:{held.session.code}"
    label = f"{'✅' if guest.present else '▫️'} {name}"
    if guest.sign_up is None and guest.said is not None:
        return Button(label, f"{data}:came:{guest.said.id}")
    assert guest.sign_up is not None
    return Button(label, f"{data}:tick:{guest.sign_up.code}:{0 if guest.present else 1}:{number}")


def history(ctx: Ctx, held: Held, found: Sequence[Noted]) -> Screen:
    """What was noted and taken back, oldest first; of many the newest."""
    data = f"held:{held.session.code}"
    names = {one.said.id: guest_name(one, held.names) for one in held.guests if one.said is not None}
    lines = [_noted(ctx, one, names) for one in found[-MOST_NOTED:]] or [ctx.tr.html("Nothing is noted yet.")]
    text = "\n".join([head(ctx, held.gathering, held.session), "", *lines])
    return Screen(text, way_home(ctx.tr, f"{data}:list"), at=f"{data}:history", words=True)


def _noted(ctx: Ctx, one: Noted, names: Mapping[int, str]) -> str:
    tr, moment = ctx.tr, ctx.tr.moment(one.at)
    family = names.get(one.attendance) or family_name(None, one.family, one.nickname)
    if one.present is None:
        return tr.html("{moment}: {family} taken back ({name})", moment=moment, family=family, name=one.name or "–")
    if one.name is None:
        return tr.html("{moment}: {family} came by the code on the door", moment=moment, family=family)
    return tr.html("{moment}: {family} noted as here ({name})", moment=moment, family=family, name=one.name)


def whose(ctx: Ctx, held: Held, fresh: str, met: Sequence[Met], problem: str | None) -> Screen:
    """Whose family came without a sign-up? The next tap counts it."""
    tr, data = ctx.tr, f"held:{held.session.code}"
    text = tr.html("Who came? The next tap counts the family. You can also write a code or a nickname.")
    new = Button(tr.ptext("staff button", "🆕 A new family"), f"{data}:add:{fresh}")
    known = [Button(family_name(None, one.code, one.nickname), f"{data}:add:{one.code}") for one in met]
    said = "\n\n".join([*([problem] if problem else []), text])
    return Screen(said, (*column(new, *known), *way_home(tr, f"{data}:list")), at=f"{data}:more")


def name_of(tr: Translator, who: str) -> str:
    """What is counted."""
    return tr.text("Adults") if who == ADULTS else band_name(tr, who)


def came(ctx: Ctx, held: Held, guest: Guest, every: Iterable[str]) -> Screen:
    """They are counted; how many they are can be said."""
    assert guest.said is not None
    tr, data = ctx.tr, f"held:{held.session.code}:came:{guest.said.id}"
    party = guest.party or Party(0)
    counts = [(who, party.adults if who == ADULTS else party.children.get(who, 0)) for who in every]
    buttons = [Button(f"{name_of(tr, who)}: {tr.number(many)}", f"{data}:{who}") for who, many in counts]
    text = tr.html("{family} is here. How many are they?", family=guest_name(guest, held.names))
    undo = Button(tr.ptext("staff button", "↩️ Take back"), f"{data}:undo")
    another = Button(tr.ptext("staff button", "➕ And another"), f"held:{held.session.code}:more")
    rows = (*beside(buttons), (undo, another), *way_home(tr, f"held:{held.session.code}:list"))
    return Screen(f"✅ {text}", rows, at=data, words=True)


def count(ctx: Ctx, held: Held, guest: Guest, who: str) -> Screen:
    """How many of these?"""
    assert guest.said is not None
    tr, data = ctx.tr, f"held:{held.session.code}:came:{guest.said.id}"
    numbers = range(1, MOST_ADULTS + 1) if who == ADULTS else range(MOST_CHILDREN + 1)
    buttons = [Button(tr.number(one), f"{data}:{who}:{one}") for one in numbers]
    text = tr.html("How many? {who}", who=name_of(tr, who))
    return Screen(text, (*beside(buttons, 5), *way_home(tr, data)), at=f"{data}:{who}")
