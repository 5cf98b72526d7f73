"""What a mother sees of her group: the invitation, her own page, when her leave ends, and goodbye."""

from collections.abc import Sequence
from datetime import date

from domain.consent import Purpose
from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, Session
from domain.sign_ups import SignUp, SignUpState
from handlers.context import Ctx
from handlers.gatherings.words import activity_name, title, venue_of
from handlers.house.consents import sentence
from handlers.house.footer import footer
from handlers.screen import Button, Screen, beside, column
from locales import Translator


def invitation(ctx: Ctx, gathering: Gathering, rules: GatheringRules, *, newcomer: bool) -> Screen:
    """What it is, who reads what, and one tap to join; staff may look, and do not join."""
    tr, at = ctx.tr, f"invited:{gathering.join_code}"
    activity = ctx.programme.activity(gathering.activity)
    about = tr.value(tr.pick(activity.about)) if activity else ""
    said = " ".join(filter(None, (about, _who_reads(tr, rules), _last(tr, newcomer=newcomer))))
    # A newcomer has more to read already.
    parts = [_title(ctx, gathering), said, *(() if newcomer else _next(ctx, gathering))]
    join = None if ctx.person.staff else Button(tr.ptext("button", "✅ I'd like to join"), f"{at}:yes")
    return Screen("\n\n".join(parts), (*column(join), *footer(tr, person=True)), at=at)


def _who_reads(tr: Translator, rules: GatheringRules) -> str:
    if not rules.private:
        return ""
    # Translators: who is in the group is seen by the health nurses alone.
    return tr.html("Only the nurses see who is in the group.")


def _last(tr: Translator, *, newcomer: bool) -> str:
    if newcomer:
        return tr.html("Telegram is not sealed, so write no secrets.")
    return tr.html("You can leave at any time.")


def _title(ctx: Ctx, gathering: Gathering) -> str:
    mark = activity_name(ctx.tr, ctx.programme, gathering.activity).partition(" ")[0]
    return f"{mark} <b>{ctx.tr.value(title(ctx.tr, ctx.programme, gathering))}</b>"


def _next(ctx: Ctx, gathering: Gathering) -> list[str]:
    coming = gathering.coming(ctx.now)
    return [_when(ctx, coming[0])] if coming else []


def _when(ctx: Ctx, session: Session) -> str:
    return ctx.tr.html("The group meets next: {moment}", moment=ctx.tr.soon(session.starts_at, ctx.now))


def lost(ctx: Ctx, home: Screen) -> Screen:
    """An invitation that leads nowhere any more, in front of where she is instead."""
    said = ctx.tr.html("This invitation no longer works. Ask for a new one where you got it.")
    return Screen(said, home.rows, at=home.at)


def mine(ctx: Ctx, gathering: Gathering, sign_up: SignUp, *, just: str | None = None) -> Screen:
    """Her own page of the group: when it is next, what she told us, and what she can do."""
    parts = [_title(ctx, gathering), just or _standing(ctx.tr, sign_up), "\n".join(_facts(ctx, gathering, sign_up))]
    if ctx.person.reminders is None:
        parts.append(sentence(ctx.tr, Purpose.REMINDERS))
    rows = (*column(*_choices(ctx, gathering, sign_up)), *footer(ctx.tr))
    return Screen("\n\n".join(filter(None, parts)), rows, at=f"mygroup:{sign_up.code}")


def _standing(tr: Translator, sign_up: SignUp) -> str:
    if sign_up.state is SignUpState.GOING:
        return tr.html("You are in the group.")
    return tr.html("The group is full now. You are in line for a place.")


def welcome(tr: Translator) -> str:
    """She has just joined."""
    return f"👋 {tr.html('Welcome! You are in the group now.')}"


def _facts(ctx: Ctx, gathering: Gathering, sign_up: SignUp) -> list[str]:
    tr, coming, lines = ctx.tr, gathering.coming(ctx.now), list[str]()
    if coming:
        lines.append(_when(ctx, coming[0]))
    # Above the question of reminders the place would be a line too much; it stands there once she has answered.
    if coming and ctx.person.reminders is not None:
        venue = venue_of(ctx.programme, gathering, coming[0])
        lines.append(tr.value(f"{venue.name}, {venue.address}"))
    if sign_up.name:
        lines.append(tr.html("We call you {name}.", name=sign_up.name))
    if sign_up.leave_ends_on:
        lines.append(tr.html("Your leave ends: {month}", month=tr.month(sign_up.leave_ends_on)))
    return lines


def _choices(ctx: Ctx, gathering: Gathering, sign_up: SignUp) -> list[Button]:
    tr, data = ctx.tr, f"mygroup:{sign_up.code}"
    asked = [
        Button(tr.ptext("button", "🔔 Yes, remind me"), f"{data}:remind:on"),
        Button(tr.ptext("button", "🔕 No reminders"), f"{data}:remind:off"),
    ]
    # The days and the file for her calendar; beside the question there is no room for more.
    days = Button(tr.ptext("button", "🗓 All the days"), f"on:{gathering.code}:days")
    going = sign_up.state is SignUpState.GOING
    return [
        *(asked if ctx.person.reminders is None else [days] if going else []),
        Button(tr.ptext("button", "✍️ What we call you"), f"{data}:name"),
        Button(tr.ptext("button", "📅 When my leave ends"), f"{data}:leave"),
        Button(tr.ptext("button", "👋 Leave the group"), f"{data}:bye"),
    ]


def ask_name(ctx: Ctx, sign_up: SignUp) -> Screen:
    """What may we call her?"""
    tr, data = ctx.tr, f"mygroup:{sign_up.code}"
    text = tr.html("What may we call you? Write it here, or leave it out. Only those who run the group see it.")
    none = Button(tr.ptext("button", "No name"), f"{data}:nameless")
    return Screen(f"✍️ {text}", (*column(none), *footer(tr, back=data)), at=f"{data}:name")


def ask_leave(ctx: Ctx, sign_up: SignUp, months: Sequence[date]) -> Screen:
    """When does her leave end?"""
    tr, data = ctx.tr, f"mygroup:{sign_up.code}"
    text = tr.html("When does your leave end? Then we ask whether you stay. You need not say it.")
    buttons = [Button(tr.month(day), f"{data}:until:{day:%Y-%m}") for day in months]
    unsaid = Button(tr.ptext("button", "I'd rather not say"), f"{data}:until:none")
    return Screen(f"📅 {text}", (*beside(buttons), (unsaid,), *footer(tr, back=data)), at=f"{data}:leave")


def ask_goodbye(ctx: Ctx, sign_up: SignUp) -> Screen:
    """Two taps, so that nobody leaves by a slip of the thumb."""
    tr, data = ctx.tr, f"mygroup:{sign_up.code}"
    text = tr.html("Do you want to leave the group? You can come back later, with a new invitation.")
    yes = Button(tr.ptext("button", "👋 Yes, say goodbye"), f"{data}:bye:yes")
    stay = Button(tr.ptext("button", "🤝 I stay"), f"{data}:stay")
    return Screen(text, (*column(yes, stay), *footer(tr, back=data)), at=f"{data}:bye")


def goodbye(ctx: Ctx) -> Screen:
    """She has left."""
    text = ctx.tr.html("Thank you for being with us. You are always welcome here.")
    return Screen(f"👋 {text}", footer(ctx.tr, person=True), at="home")


def leave_is_over(ctx: Ctx, sign_up: SignUp) -> Screen:
    """The month in which her leave ends is over: does she stay? The first line says nothing to who looks on."""
    tr, data = ctx.tr, f"mygroup:{sign_up.code}"
    opening = tr.html("{house} asks you:", house=ctx.programme.house.name)
    text = tr.html("Your leave is over, as you told us. Do you stay in the group, or do you say goodbye?")
    stay = Button(tr.ptext("button", "🤝 I stay"), f"{data}:stay")
    leave = Button(tr.ptext("button", "👋 Say goodbye"), f"{data}:bye")
    return Screen(f"❓ {opening}\n\n{text}", (*column(stay, leave), *footer(tr)), at=data)


def sent_off(ctx: Ctx) -> Screen:
    """Those who run the group have said goodbye to her."""
    opening = ctx.tr.html("A word from {house}:", house=ctx.programme.house.name)
    text = ctx.tr.html("Your time in the group has ended. We wish you all the best. You are always welcome here.")
    return Screen(f"👋 {opening}\n\n{text}", footer(ctx.tr, person=True), at="home")


def sent_an_invitation(ctx: Ctx, gathering: Gathering) -> Screen:
    """A nurse's invitation as it reaches her: who looks on learns neither what it is nor for whom."""
    opening = ctx.tr.html("A word from {house}:", house=ctx.programme.house.name)
    text = ctx.tr.html("You are invited to something with us. You read first what it is. Then you choose.")
    look = Button(ctx.tr.ptext("button", "✉️ Read the invitation"), f"invited:{gathering.join_code}")
    return Screen(f"✉️ {opening}\n\n{text}", (*column(look), *footer(ctx.tr)))
