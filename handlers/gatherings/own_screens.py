"""What a resident sees of her own sign-up, in each of its states."""

from domain.gathering_rules import Food
from domain.sign_ups import SignUp, SignUpState, open_to_all
from handlers.context import Ctx
from handlers.gatherings import page_words, reminder_question
from handlers.gatherings.page_words import Room
from handlers.gatherings.party_words import needs_lines, party_lines
from handlers.gatherings.seeing import Seen
from handlers.house.footer import footer
from handlers.screen import Button, Screen, column
from locales import Translator


def joined(tr: Translator, kept: SignUp, *, twice: bool) -> str:
    """What came of it."""
    if twice:
        return tr.html("You were signed up already. This is what stands now.")
    if kept.state is SignUpState.GOING:
        return "✅ " + tr.html("You are signed up. We look forward to seeing you.")
    return tr.html("It is full now, so you are in line.")


def changed(tr: Translator) -> str:
    """Something else stands from now on."""
    return "✅ " + tr.html("It is changed. Thank you for telling us.")


def left(tr: Translator, *, had: bool) -> str:
    """They do not come; nobody holds it against them."""
    if had:
        return tr.html("Thank you for telling us. Now somebody else can come.")
    return tr.html("Thank you for telling us. You are not in line any more.")


def just_gone(tr: Translator) -> str:
    """Somebody was faster, or the time for it is over."""
    return tr.html("Sorry, the place has just gone to somebody else.")


def status(ctx: Ctx, here: Seen, place: int, room: Room, opening: str = "") -> Screen:
    """How it stands, what she said, and what she can do."""
    tr, gathering = ctx.tr, here.gathering
    own = here.own
    assert own is not None
    heads = page_words.heading(ctx, gathering)
    blocks = ["\n".join([*heads, tr.value(page_words.short_when(ctx, gathering))])]
    # What was just done to a sign-up that stands says that it does.
    blocks += [] if opening and own.state is SignUpState.GOING else _standing(ctx, here, place)
    if here.stands(ctx.now):
        said = [*party_lines(tr, here.rules, own.party), *needs_lines(tr, own.needs), *_words(tr, own)]
        blocks.append("\n".join([f"<b>{tr.html('You told us:')}</b>", *said]))
        blocks += reminder_question.asked(ctx, here)
    text = "\n\n".join([*([opening] if opening else []), *blocks])
    return Screen(text, (*column(*_ways(ctx, here, own, room)), *footer(tr, back="on")), at=f"mine:{own.code}")


def _words(tr: Translator, own: SignUp) -> list[str]:
    lines: list[str] = [tr.html("Name: {name}", name=own.name)] if own.name else []
    return [*lines, tr.html("We have a number to call.")] if own.has_phone else lines


def _standing(ctx: Ctx, here: Seen, place: int) -> list[str]:
    """Where it stands; a place in line is said honestly, with what it means."""
    tr, own = ctx.tr, here.own
    assert own is not None
    if not here.stands(ctx.now):
        return [
            tr.html("You are not signed up.")
            if own.state is SignUpState.LEFT
            else tr.html("Your time to answer is over.")
        ]
    match own.state:
        case SignUpState.OFFERED if own.offered_until is not None:
            return [kept_until(ctx, own)]
        case SignUpState.WAITING:
            return [tr.html("You are number {n} in line.", n=tr.number(place)), _what_waiting_means(ctx, here)]
    return [tr.html("You are signed up.")]


def kept_until(ctx: Ctx, own: SignUp) -> str:
    """Until when an offered place is kept."""
    assert own.offered_until is not None
    return ctx.tr.html(
        "A place is free. We keep it for you until {moment}.", moment=ctx.tr.soon(own.offered_until, ctx.now)
    )


def _what_waiting_means(ctx: Ctx, here: Seen) -> str:
    """Who gets a freed place, and from when on whoever taps first has it."""
    tr, starts_at = ctx.tr, here.gathering.coming(ctx.now)[0].starts_at
    if open_to_all(here.rules, starts_at, ctx.now):
        return tr.html("If a place becomes free, all who wait hear it. Whoever taps first has it.")
    hours = here.rules.offer_stands.total_seconds() / 3600
    kept = tr.nhtml("We keep it for you for {n} hour.", "We keep it for you for {n} hours.", round(hours))
    return f"{tr.html('If a place becomes free, we write to you.')} {kept}"


def _ways(ctx: Ctx, here: Seen, own: SignUp, room: Room) -> list[Button | None]:
    tr, code = ctx.tr, own.code
    see = Button(tr.ptext("button", "📋 When and where"), f"on:{here.code}")
    if not here.stands(ctx.now):
        return [once_more(ctx, here, own, room), None if here.rules.hidden else see]
    change = Button(tr.ptext("button", "✏️ Change it"), f"mine:{code}:change")
    match own.state:
        case SignUpState.OFFERED:
            return [*yes_or_no(ctx, here, own), change, see]
        case SignUpState.WAITING:
            first = [take(tr, own)] if _first_comes(ctx, here, room) else []
            return [*first, change, see, leave_line(tr, own)]
    ask = Button(tr.ptext("button", "🔔 Remind me"), f"mine:{code}:remind")
    not_coming = Button(_not_coming(ctx, here), f"mine:{code}:leave")
    food = Button(tr.ptext("button", "🍲 Who brings the food"), f"food:{here.code}")
    by_turns = here.rules.food is Food.TURNS
    return [ask if reminder_question.asks(ctx, here) else None, change, see, food if by_turns else None, not_coming]


def take(tr: Translator, own: SignUp) -> Button:
    """Near the start: a place that whoever taps first has."""
    return Button(tr.ptext("button", "✅ Take the place"), f"mine:{own.code}:take")


def leave_line(tr: Translator, own: SignUp) -> Button:
    """Out of the line."""
    return Button(tr.ptext("button", "❌ Leave the line"), f"mine:{own.code}:leave")


def _first_comes(ctx: Ctx, here: Seen, room: Room) -> bool:
    """Whether a place is free that nobody is offered: near the start whoever waits may take it."""
    starts_at = here.gathering.coming(ctx.now)[0].starts_at
    return room.loose != 0 and open_to_all(here.rules, starts_at, ctx.now)


def _not_coming(ctx: Ctx, here: Seen) -> str:
    if here.rules.unit.one_person:
        return ctx.tr.ptext("button", "❌ I can't come")
    return ctx.tr.ptext("button", "❌ We can't come")


def yes_or_no(ctx: Ctx, here: Seen, own: SignUp) -> list[Button]:
    """The answers to an offered place."""
    tr = ctx.tr
    yes = tr.ptext("button", "✅ Yes, I come") if here.rules.unit.one_person else tr.ptext("button", "✅ Yes, we come")
    return [
        Button(yes, f"mine:{own.code}:take"),
        Button(tr.ptext("button", "No, give it on"), f"mine:{own.code}:no"),
    ]


def once_more(ctx: Ctx, here: Seen, own: SignUp, room: Room) -> Button | None:
    """One tap to come after all, or to get in line again."""
    if not here.joinable(ctx.now):
        return None
    tr = ctx.tr
    label = tr.ptext("button", "🔁 Get in line again") if room.full else tr.ptext("button", "✅ Sign up again")
    return Button(label, f"mine:{own.code}:again")


def leave(ctx: Ctx, here: Seen) -> Screen:
    """Before they leave: what happens to the place."""
    tr, own = ctx.tr, here.own
    assert own is not None
    if own.state is SignUpState.WAITING:
        text = tr.html("Do you want to leave the line?")
    else:
        text = tr.html("Can you not come? Then somebody else gets your place.")
    lines = [*page_words.heading(ctx, here.gathering), tr.value(page_words.short_when(ctx, here.gathering))]
    yes = Button(tr.ptext("button", "❌ Yes, take us off"), f"mine:{own.code}:leave:yes")
    if here.rules.unit.one_person:
        yes = Button(tr.ptext("button", "❌ Yes, take me off"), f"mine:{own.code}:leave:yes")
    back = f"mine:{own.code}"
    return Screen("\n".join([*lines, "", text]), (*column(yes), *footer(tr, back=back)), at=back)


def begun(ctx: Ctx, here: Seen) -> Screen:
    """The last session has begun: nothing can be changed any more."""
    tr, own = ctx.tr, here.own
    assert own is not None
    lines = [*page_words.heading(ctx, here.gathering), tr.value(page_words.short_when(ctx, here.gathering)), ""]
    said = tr.html("It has begun. If you are signed up, just come in.")
    return Screen("\n".join([*lines, said]), footer(tr, back="on", person=True), at=f"mine:{own.code}")
