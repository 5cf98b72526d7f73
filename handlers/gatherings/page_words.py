"""The page of one gathering, in words: what, when, where, who, and whether there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.gathering_rules import Food
from domain.gatherings import About, Detail, Gathering, Session
from domain.sign_ups import looks_after_children
from domain.slots import local_day
from handlers.context import Ctx
from handlers.counselling.words import day_and_hours
from handlers.gatherings.seeing import Seen
from handlers.gatherings.words import about_words, activity_name, own_words, plain, reads, title, venue_of
from locales import Translator

# How many of the next times stand on the page of a course; the others are one tap away.
NEXT = 3
FEW = 3


@dataclass(frozen=True, slots=True)
class Room:
    """How many places are free for whoever comes now, and how many wait; None means as many as come.

    `loose` are those that nobody has or is offered: before the line is open to all they go to those who wait.
    """

    free: int | None
    waiting: int
    loose: int | None

    @property
    def full(self) -> bool:
        """Whether one can only get in line."""
        return self.free == 0


def heading(ctx: Ctx, gathering: Gathering) -> list[str]:
    """What it is called, and what kind of thing it is."""
    kind, name = activity_name(ctx.tr, ctx.programme, gathering.activity), title(ctx.tr, ctx.programme, gathering)
    session = only_session(gathering)
    if session is not None:
        name = title(ctx.tr, ctx.programme, gathering, session)
    if name == plain(kind):
        return [f"<b>{ctx.tr.value(kind)}</b>"]
    return [f"{ctx.tr.value(kind)}", f"<b>{ctx.tr.value(name)}</b>"]


def only_session(gathering: Gathering) -> Session | None:
    """The one session of an evening; None where there are more."""
    return gathering.sessions[0] if len(gathering.sessions) == 1 else None


def session_time(ctx: Ctx, session: Session) -> str:
    """Day and hours of one session, plain."""
    return day_and_hours(ctx.tr, ctx.programme, session.span)


def session_line(ctx: Ctx, gathering: Gathering, session: Session) -> str:
    """One session of several: when, and what it is about if that was said."""
    tr, about = ctx.tr, about_words(ctx.tr, ctx.programme, session.about)
    when = tr.value(session_time(ctx, session))
    if session.about.venue is not None:
        about = tr.list([*filter(None, [about]), session.about.venue.name])
    return f"{when}\n{tr.value(about)}" if about else when


def when_lines(ctx: Ctx, gathering: Gathering) -> list[str]:
    """Day and time in words: of an evening its own, of a course how many, which weekday, and the next ones."""
    tr, coming = ctx.tr, gathering.coming(ctx.now)
    only = only_session(gathering)
    if only is not None:
        return [f"<b>{tr.value(session_time(ctx, only))}</b>"]
    lines = [_rhythm(ctx, coming)] if coming else []
    return [*lines, *(session_line(ctx, gathering, one) for one in coming[:NEXT])]


def _rhythm(ctx: Ctx, coming: Sequence[Session]) -> str:
    """How many times there are, and on which weekday where that is always the same."""
    tr, n = ctx.tr, len(coming)
    shapes = {(_weekday(ctx, one), tr.hours(one.starts_at, one.ends_at)) for one in coming}
    if len(shapes) > 1:
        return tr.nhtml("{n} time. Days and hours vary.", "{n} times. Days and hours vary.", n)
    (weekday, hours) = next(iter(shapes))
    # Translators: {weekday} is such as Tuesday, {hours} such as 16:00–19:00.
    return tr.nhtml("{n} time: {weekday} {hours}", "{n} times: {weekday} {hours}", n, weekday=weekday, hours=hours)


def _weekday(ctx: Ctx, session: Session) -> str:
    return ctx.tr.weekday(local_day(ctx.programme, session.starts_at).isoweekday())


def short_when(ctx: Ctx, gathering: Gathering) -> str:
    """The next time, in a few words; of what is over, the last one."""
    coming = gathering.coming(ctx.now) or gathering.sessions[-1:]
    return session_time(ctx, coming[0]) if coming else ""


def own_label(ctx: Ctx, one: Seen) -> str:
    """What stands on the button of something she signed up for: the picture of its kind, and the day."""
    picture = activity_name(ctx.tr, ctx.programme, one.gathering.activity).split(" ", 1)[0]
    return f"{picture} {short_when(ctx, one.gathering)}"


def where_lines(ctx: Ctx, gathering: Gathering) -> list[str]:
    """Where it is, each thing on a line of its own."""
    venue = venue_of(ctx.programme, gathering, only_session(gathering))
    return [ctx.tr.value(venue.name), ctx.tr.value(venue.address)]


def what_lines(ctx: Ctx, here: Seen) -> list[str]:
    """What happens, who is there, what to bring, and who looks after the children."""
    tr, gathering, rules = ctx.tr, here.gathering, here.rules
    parts = [tr.html("{time}: {part}", time=tr.time(one.at), part=tr.pick(one.texts)) for one in rules.parts]
    activity = ctx.programme.activity(gathering.activity)
    lines: list[str] = [*parts] or ([tr.value(tr.pick(activity.about))] if activity else [])
    for detail in Detail:
        words = detail_words(tr, gathering, detail)
        if words:
            lines.append(_detail(tr, detail, words))
    return [*lines, *_care_and_food(ctx, here)]


def detail_words(tr: Translator, gathering: Gathering, detail: Detail) -> str | None:
    """What staff said of a detail, of the one session first."""
    session = only_session(gathering)
    abouts: list[About] = [*([session.about] if session else []), gathering.about]
    found = (own_words(tr, about.details.get(detail, {})) for about in abouts)
    return next(filter(None, found), None)


def _detail(tr: Translator, detail: Detail, words: str) -> str:
    match detail:
        case Detail.TALK:
            return tr.html("The talk: {words}", words=words)
        case Detail.CREATIVE:
            return tr.html("What we make or play: {words}", words=words)
        case Detail.WHO:
            return tr.html("Who is there: {words}", words=words)
        case Detail.BRING:
            return tr.html("Please bring: {words}", words=words)


def _care_and_food(ctx: Ctx, here: Seen) -> list[str]:
    tr, rules = ctx.tr, here.rules
    lines: list[str] = []
    # Where the programme's own sentence says what happens, it has said this already.
    if rules.parts and looks_after_children(rules, here.gathering):
        lines.append(tr.html("We look after the children during the talk."))
    if rules.food is Food.BROUGHT:
        lines.append(tr.html("Bring your own food, or something to share."))
    return lines


def room_line(tr: Translator, room: Room) -> str:
    """Whether there is room, honestly."""
    if room.full and room.waiting:
        return tr.nhtml("It is full, and {n} waits.", "It is full, and {n} wait.", room.waiting)
    if room.full:
        return tr.html("It is full.")
    if room.free is not None and room.free <= FEW:
        return tr.nhtml("{n} place is free.", "{n} places are free.", room.free)
    return tr.html("There is room.")


def readable(tr: Translator, gathering: Gathering) -> bool:
    """Whether all that staff wrote about it is in the reader's language."""
    abouts = [gathering.about, *(one.about for one in gathering.standing)]
    return all(reads(tr, texts) for about in abouts for texts in (about.title, *about.details.values()))
