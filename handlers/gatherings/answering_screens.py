"""What a family, or a woman, sees of one session it is signed up for."""

from collections.abc import Iterable

from domain.gatherings import Gathering, Session
from domain.sign_ups import Answer, Party
from handlers.context import Ctx
from handlers.gatherings.seats import Seat
from handlers.gatherings.words import activity_name, band_name, title, venue_of
from handlers.house.footer import footer
from handlers.screen import Button, Rows, Screen, beside, column
from locales import Translator

ADULTS = "adults"


def facts(ctx: Ctx, gathering: Gathering, session: Session, *, named: bool) -> str:
    """When and where, and what it is unless nobody else may read that."""
    tr = ctx.tr
    lines = [f"<b>{tr.value(tr.soon(session.starts_at, ctx.now))}</b>"]
    if named:
        lines.insert(0, tr.value(title(tr, ctx.programme, gathering, session)))
    return "\n".join([*lines, place(ctx, gathering, session)])


def place(ctx: Ctx, gathering: Gathering, session: Session) -> str:
    """Where, each thing on a line of its own."""
    venue = venue_of(ctx.programme, gathering, session)
    return "\n".join(str(ctx.tr.value(one)) for one in (venue.name, venue.address) if one)


def kind_line(ctx: Ctx, seat: Seat) -> list[str]:
    """What kind of thing it is; of what is private not even that."""
    if seat.rules.private:
        return []
    return [ctx.tr.value(activity_name(ctx.tr, ctx.programme, seat.gathering.activity))]


def answers(ctx: Ctx, seat: Seat) -> Rows:
    """The ways to answer, the same under a reminder and on the page of the session."""
    tr, data = ctx.tr, f"session:{seat.session.code}"
    yes = Button(tr.ptext("button", "✅ Yes, coming"), f"{data}:yes")
    no = Button(tr.ptext("button", "❌ Not this time"), f"{data}:no")
    many = Button(tr.ptext("button", "👥 More or fewer"), f"{data}:party")
    return column(yes, no, None if seat.rules.unit.one_person else many, _care(ctx, seat))


def _care(ctx: Ctx, seat: Seat) -> Button | None:
    """The other answer to whether the children are looked after."""
    if not seat.care or not seat.party.young:
        return None
    data = f"session:{seat.session.code}:care"
    if seat.party.childcare:
        return Button(ctx.tr.ptext("button", "🧸 No childcare"), f"{data}:off")
    return Button(ctx.tr.ptext("button", "🧸 With childcare"), f"{data}:on")


def session(ctx: Ctx, seat: Seat) -> Screen:
    """When and where it is, and what was said."""
    parts = [facts(ctx, seat.gathering, seat.session, named=not seat.rules.private), _said(ctx.tr, seat)]
    if not seat.rules.unit.one_person and seat.answer is not Answer.NOT_COMING:
        parts.append(_with_whom(ctx.tr, seat.party))
    over = seat.session.ends_at <= ctx.now
    rows = () if over else answers(ctx, seat)
    return Screen("\n\n".join(parts), (*rows, *footer(ctx.tr, back="mine")), at=f"session:{seat.session.code}")


def _said(tr: Translator, seat: Seat) -> str:
    if seat.guest.present:
        return f"👋 {tr.html('Good to have you here.')}"
    match seat.answer:
        case Answer.COMING:
            return f"✅ {tr.html('You are coming. We look forward to it.')}"
        case Answer.NOT_COMING:
            return f"❌ {tr.html('You are not coming this time. Thank you for telling us.')}"
    return f"❔ {tr.html('Are you coming?')}"


def _with_whom(tr: Translator, party: Party) -> str:
    # Translators: {party} is who comes, such as "2 adults and 3 children".
    who = tr.html("You are {party}.", party=in_words(tr, party))
    if not party.young or not party.childcare:
        return who
    return f"{who}\n{tr.html('With childcare')}"


def in_words(tr: Translator, party: Party) -> str:
    """How many adults and children."""
    adults = tr.ntext("{n} adult", "{n} adults", party.adults)
    young = [tr.ntext("{n} child", "{n} children", party.young)] if party.young else []
    return tr.list([adults, *young])


def give_away(ctx: Ctx, seat: Seat) -> Screen:
    """Asked once, kindly: somebody may be waiting for the place."""
    tr, data = ctx.tr, f"session:{seat.session.code}"
    text = tr.html("What a pity. May we give your place to the next family?")
    stays = tr.ptext("button", "No, we are coming")
    if seat.rules.unit.one_person:
        text = tr.html("What a pity. May we give your place to the next in line?")
        stays = tr.ptext("button", "No, I am coming")
    rows = column(
        Button(tr.ptext("button", "Yes, give it on"), f"{data}:leave"),
        Button(stays, f"{data}:yes"),
    )
    return Screen(text, (*rows, *footer(tr, back=data)), at=data)


def left(ctx: Ctx, seat: Seat) -> Screen:
    """The place is given away; one can always come back."""
    tr, data = ctx.tr, f"session:{seat.session.code}"
    text = tr.html("Your place goes to somebody else now. Thank you for telling us. You are always welcome again.")
    again = Button(tr.ptext("button", "↪️ I come after all"), f"{data}:back")
    back = column(again) if seat.returnable(ctx.now) else ()
    return Screen(text, (*back, *footer(tr)), at=data)


def name_of(tr: Translator, who: str) -> str:
    """What is counted: the adults, or children of some age."""
    return tr.text("Adults") if who == ADULTS else band_name(tr, who)


def counted(party: Party, who: str) -> int:
    """How many of these come along."""
    return party.adults if who == ADULTS else party.children.get(who, 0)


def party(ctx: Ctx, seat: Seat, every: Iterable[str]) -> Screen:
    """Who comes along this time; each can be changed."""
    tr, data = ctx.tr, f"session:{seat.session.code}"
    buttons = [
        Button(f"{name_of(tr, who)}: {tr.number(counted(seat.party, who))}", f"{data}:party:{who}") for who in every
    ]
    text = tr.html("How many are you this time? Tap what is not right.")
    done = Button(tr.ptext("button", "✔️ That is right"), f"{data}:yes")
    return Screen(text, (*beside(buttons), (done,), *footer(tr, back=data)), at=f"{data}:party")


def count(ctx: Ctx, seat: Seat, who: str, numbers: Iterable[int]) -> Screen:
    """How many of these?"""
    tr, data = ctx.tr, f"session:{seat.session.code}:party"
    buttons = [Button(tr.number(one), f"{data}:{who}:{one}") for one in numbers]
    text = tr.html("How many? {who}", who=name_of(tr, who))
    return Screen(text, (*beside(buttons, 5), *footer(tr, back=data)), at=f"{data}:{who}")
