"""What's on: the list by kind, the page of one gathering, its days, its place on the map."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.consent import Purpose
from domain.gatherings import Gathering, GatheringState
from domain.programme import Activity
from domain.sign_ups import SignUpState
from handlers import icons
from handlers.context import Ctx
from handlers.gatherings import page_words
from handlers.gatherings.page_words import Room
from handlers.gatherings.seeing import Seen
from handlers.gatherings.words import activity_name, in_house, plain, title, venue_of
from handlers.house.consents import sentence
from handlers.house.footer import footer
from handlers.house.screens import map_pin
from handlers.screen import Attachment, Button, Screen, column
from locales import Translator

PAGE = 4


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of gathering, and what of it is open, the next first."""

    activity: Activity
    gatherings: Sequence[Gathering]


def whats_on(ctx: Ctx, own: Sequence[Seen], kinds: Sequence[Kind]) -> Screen:
    """Her own things first, then each kind with its next time; and whether we may tell her of what comes."""
    tr = ctx.tr
    parts = [_own(ctx, own)] if own else []
    parts.append(_kinds(ctx, kinds) if kinds else _nothing(tr, own))
    buttons = [Button(page_words.own_label(ctx, one), f"mine:{one.own_code}") for one in own]
    buttons += [Button(activity_name(tr, ctx.programme, one.activity.key), _leads(one)) for one in kinds]
    asks = ctx.person.news is None and ctx.person.staff is None
    if asks:
        parts.append(sentence(tr, Purpose.NEWS))
        buttons.append(Button(tr.ptext("button", "🔔 Yes, tell me"), "on:news:on"))
        buttons.append(Button(tr.ptext("button", "No, thank you"), "on:news:off"))
    return Screen("\n\n".join(parts), (*column(*buttons), *footer(tr, person=True)), at="on")


def _own(ctx: Ctx, own: Sequence[Seen]) -> str:
    tr = ctx.tr
    lines = [f"<b>{tr.html('You take part in:')}</b>"]
    for one in own:
        waits = one.own is not None and one.own.state is not SignUpState.GOING
        name = title(tr, ctx.programme, one.gathering, page_words.only_session(one.gathering))
        said = tr.html("{title} (you wait for a place)", title=name) if waits else tr.value(name)
        lines.append(f"{said}\n{tr.value(page_words.short_when(ctx, one.gathering))}")
    return "\n".join(lines)


def _kinds(ctx: Ctx, kinds: Sequence[Kind]) -> str:
    tr = ctx.tr
    lines = [f"<b>{tr.html('This is what is on:')}</b>"]
    for one in kinds:
        name = plain(activity_name(tr, ctx.programme, one.activity.key))
        lines.append(f"{tr.value(name)}\n{tr.value(page_words.short_when(ctx, one.gatherings[0]))}")
    return "\n".join(lines)


def _nothing(tr: Translator, own: Sequence[Seen]) -> str:
    if own:
        return tr.html("Nothing else is planned just now.")
    return tr.html("Nothing is planned just now. Just come by and ask.")


def _leads(kind: Kind) -> str:
    """To the list of that kind, or to the one there is."""
    if len(kind.gatherings) == 1:
        return f"on:{kind.gatherings[0].code}"
    return f"on:kind:{kind.activity.key}"


def one_kind(ctx: Ctx, kind: Kind, page: int, rooms: Sequence[Room]) -> Screen:
    """The next of one kind, a few at a time."""
    tr, first = ctx.tr, page * PAGE
    shown = kind.gatherings[first : first + PAGE]
    lines = [f"<b>{tr.value(activity_name(tr, ctx.programme, kind.activity.key))}</b>", tr.html("Choose a day:")]
    for one, room in zip(shown, rooms, strict=True):
        name = title(tr, ctx.programme, one, page_words.only_session(one))
        when = tr.value(page_words.short_when(ctx, one))
        lines.append(f"\n<b>{when}</b>\n{tr.value(name)}\n{page_words.room_line(tr, room)}")
    buttons = [Button(page_words.short_when(ctx, one), f"on:{one.code}") for one in shown]
    more = first + PAGE < len(kind.gatherings)
    key = kind.activity.key
    buttons += [Button(tr.ptext("button", "➡️ Show more"), f"on:kind:{key}:{page + 1}")] if more else []
    back = f"on:kind:{key}:{page - 1}" if page else "on"
    return Screen("\n".join(lines), (*column(*buttons), *footer(tr, back=back)), at=f"on:kind:{key}:{page}")


def page(ctx: Ctx, here: Seen, room: Room, *, opening: str = "", attachment: Attachment | None = None) -> Screen:
    """All there is to say of one gathering."""
    if here.gathering.state is not GatheringState.OPEN or not here.gathering.coming(ctx.now):
        return no_more(ctx, here)
    tr, gathering = ctx.tr, here.gathering
    blocks = [
        page_words.heading(ctx, gathering),
        [tr.html("When:"), *page_words.when_lines(ctx, gathering)],
        [tr.html("Where:"), *page_words.where_lines(ctx, gathering)],
        page_words.what_lines(ctx, here),
        [_standing(ctx, here, room)],
    ]
    text = "\n\n".join([*([opening] if opening else []), *("\n".join(block) for block in blocks if block)])
    rows = (*column(*_ways(ctx, here, room)), *footer(tr, back="on"))
    return Screen(text, rows, at=f"on:{here.code}", attachment=attachment)


def _standing(ctx: Ctx, here: Seen, room: Room) -> str:
    """Whether she takes part, or could."""
    tr = ctx.tr
    if here.own is not None and here.stands(ctx.now):
        going = here.own.state is SignUpState.GOING
        return tr.html("You are signed up.") if going else tr.html("You wait for a place.")
    if here.joinable(ctx.now):
        return page_words.room_line(tr, room)
    return tr.html("It has begun, so you cannot sign up any more. Ask us when the next one is.")


def _ways(ctx: Ctx, here: Seen, room: Room) -> list[Button | None]:
    tr, code, gathering = ctx.tr, here.code, here.gathering
    only = page_words.only_session(gathering)
    mapped = in_house(ctx.programme, venue_of(ctx.programme, gathering, only))
    days = Button(tr.ptext("button", "🗓 All the days"), f"on:{code}:days")
    calendar = Button(tr.ptext("button", "🗓 To my calendar"), f"session:{only.code}:file") if only else days
    helps = not page_words.readable(tr, gathering)
    return [
        _sign_up(ctx, here, room),
        calendar,
        Button(tr.ptext("button", "📍 Show the map"), f"on:{code}:map") if mapped else None,
        Button(tr.ptext("button", "🌐 Help me read this"), f"on:{code}:read") if helps else None,
    ]


def _sign_up(ctx: Ctx, here: Seen, room: Room) -> Button | None:
    tr = ctx.tr
    if here.stands(ctx.now):
        return Button(tr.ptext("button", "✏️ See my sign-up"), f"mine:{here.own_code}")
    if not here.joinable(ctx.now):
        return None
    label = tr.ptext("button", "✅ Get in line") if room.full else tr.ptext("button", "✅ Sign up")
    return Button(label, f"join:{here.code}")


def no_more(ctx: Ctx, here: Seen) -> Screen:
    """It is cancelled, or over; whoever has an old message is told so kindly."""
    tr, gathering = ctx.tr, here.gathering
    if gathering.state is GatheringState.CANCELLED:
        said = tr.html("This is cancelled. We are sorry. Here you see what else is on.")
    else:
        said = tr.html("This is over. Here you see what else is on.")
    text = "\n".join([*page_words.heading(ctx, gathering), tr.value(page_words.short_when(ctx, gathering)), "", said])
    on = Button(tr.ptext("button", "📅 What's on"), "on")
    return Screen(text, (*column(on), *footer(tr, person=True)), at=f"on:{here.code}")


def days(ctx: Ctx, here: Seen, *, attachment: Attachment | None = None) -> Screen:
    """Every day of a course that is to come, and the files for her calendar."""
    tr, gathering = ctx.tr, here.gathering
    coming = gathering.coming(ctx.now)
    lines = [*page_words.heading(ctx, gathering), "", tr.html("When:")]
    lines += [page_words.session_line(ctx, gathering, one) for one in coming[: 3 * PAGE]]
    if len(coming) > 3 * PAGE:
        lines.append(tr.nhtml("And {n} more.", "And {n} more.", len(coming) - 3 * PAGE))
    rows = column(
        Button(tr.ptext("button", "🗓 All to my calendar"), f"on:{here.code}:file"),
        Button(tr.ptext("button", "🗓 Only the next one"), f"session:{coming[0].code}:file"),
    )
    back = footer(tr, back=f"on:{here.code}")
    return Screen("\n".join(lines), (*rows, *back), at=f"on:{here.code}:days", attachment=attachment)


def where(ctx: Ctx, here: Seen) -> Screen:
    """The house on the map, and the address."""
    text = "\n".join(page_words.where_lines(ctx, here.gathering))
    pin = map_pin(ctx.programme.house)
    return Screen(text, footer(ctx.tr, back=f"on:{here.code}"), pin=pin, icon=icons.MAP)


def asked_for_words(tr: Translator, here: Seen) -> Screen:
    """Somebody in the house reads that she wants it in her language."""
    text = tr.html("We have asked for it in your language. You get it here when it is ready.")
    return Screen(text, footer(tr, back=f"on:{here.code}", person=True), at=f"on:{here.code}")
