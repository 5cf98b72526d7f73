"""What staff see of the register: a month of talks under the figures of its year, and one entry."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from domain.registers import (
    BOOKED,
    CALLED,
    COMPANY,
    DROP_IN,
    GATHERING,
    WALK_IN,
    WAYS,
    Change,
    Correction,
    Figures,
    Talk,
    may_be_held,
)
from domain.slots import local_day
from handlers.context import Ctx
from handlers.counselling.staff_screens import plain_topic, ways_home
from handlers.counselling.words import topic_name
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff.closed_years import is_closed
from handlers.staff.walk_in_screens import called
from locales import Translator
from locales.tongues import tongue

ON_A_PAGE = 10
IN_A_ROW = 5
# Of what was put right, the newest stand on the entry.
MOST_CORRECTIONS = 12


def way_name(tr: Translator, way: str) -> str:
    """How a talk was held."""
    names = {
        BOOKED: tr.ptext("staff button", "Booked time"),
        CALLED: tr.ptext("staff button", "Call"),
        COMPANY: tr.ptext("staff button", "Went along to a meeting"),
        DROP_IN: tr.ptext("staff button", "Came by after writing"),
        WALK_IN: tr.ptext("staff button", "Just came by"),
        GATHERING: tr.ptext("staff button", "At a gathering"),
    }
    return names.get(way, way)


def topic_words(ctx: Ctx, topic: str | None) -> str:
    """What a talk was about."""
    return plain_topic(ctx, topic) if topic else ctx.tr.text("something else")


def month(ctx: Ctx, first: date, figures: Figures, found: Sequence[Talk], page: int, *, earliest: date) -> Screen:
    """One month, the newest talk first, under how far its year has come."""
    tr = ctx.tr
    shown = list(enumerate(found, start=1))[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    lines = [f"📒 <b>{tr.html('Register, {month}', month=tr.month(first))}</b>", *_figures(ctx, first, figures), ""]
    lines += _by_day(ctx, shown) or [tr.html("No talks here.")]
    buttons = [Button(str(number), f"entry:{talk.id}") for number, talk in shown]
    rows = (*beside(buttons, IN_A_ROW), *_pages(ctx, first, len(found), page), *_months(ctx, first, earliest))
    return Screen("\n".join(lines), (*rows, *ways_home(tr)), at=f"register:{first:%Y-%m}:{page}")


def _figures(ctx: Ctx, first: date, figures: Figures) -> list[str]:
    tr, goal = ctx.tr, ctx.programme.families_goal
    talks = tr.nhtml("{year}: {n} talk.", "{year}: {n} talks.", figures.talks, year=str(first.year))
    families = tr.html("Different families: {families}.", families=figures.families)
    if goal is not None:
        families = tr.html("Different families: {families} of {goal}.", families=figures.families, goal=goal)
    known = [*WAYS, *(way for way in figures.ways if way not in WAYS)]
    ways = [f"{way_name(tr, way)} {tr.number(figures.ways[way])}" for way in known if way in figures.ways]
    return [f"{talks} {families}", *([tr.value(" · ".join(ways))] if ways else [])]


def _by_day(ctx: Ctx, shown: Sequence[tuple[int, Talk]]) -> list[str]:
    lines: list[str] = []
    for day, talks in groupby(shown, key=lambda one: local_day(ctx.programme, one[1].held_at)):
        lines += [f"<b>{ctx.tr.value(ctx.tr.day(day))}</b>", *(_line(ctx, number, talk) for number, talk in talks)]
    return lines


def _line(ctx: Ctx, number: int, talk: Talk) -> str:
    words = " · ".join(_parts(ctx, talk))
    said = ctx.tr.value(f"{number}. {words}")
    return f"<s>{said}</s> {ctx.tr.html('(taken back)')}" if talk.withdrawn else said


def _parts(ctx: Ctx, talk: Talk) -> Iterator[str]:
    yield way_name(ctx.tr, talk.way)
    yield topic_words(ctx, talk.topic)
    if talk.language:
        yield tongue(ctx.tr, talk.language)
    yield called(talk.family, talk.nickname)


def _pages(ctx: Ctx, first: date, talks: int, page: int) -> Rows:
    """More of the same month."""
    newer = Button(ctx.tr.ptext("staff button", "⬆️ Newer"), f"register:{first:%Y-%m}:{page - 1}")
    older = Button(ctx.tr.ptext("staff button", "⬇️ Older"), f"register:{first:%Y-%m}:{page + 1}")
    found = [*([newer] if page > 0 else []), *([older] if talks > (page + 1) * ON_A_PAGE else [])]
    return beside(found)


def _months(ctx: Ctx, first: date, earliest: date) -> Rows:
    """The months beside this one, as far as there is a register."""
    before, after = (first - timedelta(days=1)).replace(day=1), (first + timedelta(days=31)).replace(day=1)
    found = [Button(f"◀️ {ctx.tr.month(before)}", f"register:{before:%Y-%m}:0")] if before >= earliest else []
    if after <= local_day(ctx.programme, ctx.now):
        found.append(Button(f"{ctx.tr.month(after)} ▶️", f"register:{after:%Y-%m}:0"))
    return beside(found)


def entry(
    ctx: Ctx, talk: Talk, name: str, found: Sequence[Correction], toast: str | None, *, closed: int | None
) -> Screen:
    """One talk, who held it, and what was put right; of a closed year it can only be looked at."""
    tr = ctx.tr
    lines = [f"📒 <b>{tr.value(tr.moment(talk.held_at))}</b>"]
    if talk.withdrawn:
        lines.append(f"↩️ {tr.html('Taken back. It is counted nowhere.')}")
    lines += [tr.value(part) for part in _parts(ctx, talk)]
    lines.append(tr.html("{moment}: entered ({name})", moment=tr.moment(talk.registered_at), name=name))
    lines += [_corrected(ctx, one) for one in found[-MOST_CORRECTIONS:]]
    lines += [] if closed is None else [f"🔒 {tr.value(is_closed(ctx, closed))}"]
    here = local_day(ctx.programme, talk.held_at)
    back = Button(tr.ptext("staff button", "📒 Register"), f"register:{here:%Y-%m}:0")
    rows = (*beside(_verbs(ctx, talk, changeable=closed is None)), *column(back), *ways_home(tr))
    return Screen("\n".join(lines), rows, at=f"entry:{talk.id}", toast=toast)


def _verbs(ctx: Ctx, talk: Talk, *, changeable: bool) -> list[Button]:
    tr, data = ctx.tr, f"entry:{talk.id}"
    family = Button(tr.ptext("staff button", "👪 The family"), f"{data}:family")
    request = [Button(tr.ptext("staff button", "📄 The request"), f"case:{talk.request}")] if talk.request else []
    if not changeable:
        return [family, *request]
    if talk.withdrawn:
        return [Button(tr.ptext("staff button", "✅ Put in again"), f"{data}:again"), family, *request]
    return [
        Button(tr.ptext("staff button", "✏️ Topic"), f"{data}:topic"),
        Button(tr.ptext("staff button", "✏️ How"), f"{data}:way"),
        Button(tr.ptext("staff button", "✏️ Day"), f"{data}:day"),
        Button(tr.ptext("staff button", "↩️ Take it back"), f"{data}:undo"),
        family,
        *request,
    ]


def _corrected(ctx: Ctx, one: Correction) -> str:
    tr, moment = ctx.tr, ctx.tr.moment(one.at)
    match one.what:
        case Change.TAKEN_BACK:
            return tr.html("{moment}: taken back ({name})", moment=moment, name=one.name)
        case Change.PUT_IN:
            return tr.html("{moment}: put in again ({name})", moment=moment, name=one.name)
        case Change.TOPIC:
            was = topic_words(ctx, one.was)
            return tr.html("{moment}: topic put right, was {was} ({name})", moment=moment, was=was, name=one.name)
        case Change.WAY:
            was = way_name(tr, one.was or "")
            return tr.html("{moment}: how put right, was {was} ({name})", moment=moment, was=was, name=one.name)
    was = tr.moment(datetime.fromisoformat(one.was or ""))
    return tr.html("{moment}: day put right, was {was} ({name})", moment=moment, was=was, name=one.name)


def topics(ctx: Ctx, talk: Talk, keys: Sequence[str]) -> Screen:
    """What was it about?"""
    tr, known = ctx.tr, {one.key for one in ctx.programme.counselling.topics}
    named = [(key, topic_name(tr, ctx.programme, key) if key in known else _other(tr)) for key in keys]
    buttons = [Button(name, f"entry:{talk.id}:topic:{key}") for key, name in named]
    return _question(ctx, talk, tr.html("What was it about?"), column(*buttons), "topic")


def _other(tr: Translator) -> str:
    return tr.ptext("staff button", "Something else")


def ways(ctx: Ctx, talk: Talk, keys: Sequence[str]) -> Screen:
    """How was it held?"""
    buttons = [Button(way_name(ctx.tr, key), f"entry:{talk.id}:way:{key}") for key in keys]
    return _question(ctx, talk, ctx.tr.html("How was it held?"), column(*buttons), "way")


def days(ctx: Ctx, talk: Talk, closed: Collection[int], problem: str | None) -> Screen:
    """On which day was it? What lies in a closed year stands."""
    tr, today = ctx.tr, local_day(ctx.programme, ctx.now)
    offered = {
        today: tr.ptext("staff button", "Today"),
        today - timedelta(days=1): tr.ptext("staff button", "Yesterday"),
    }
    fitting = [day for day in offered if may_be_held(ctx.programme, talk, day, ctx.now, closed)]
    buttons = [Button(offered[day], f"entry:{talk.id}:day:{day.isoformat()}") for day in fitting]
    text: str = tr.html("On which day was it? You can also write an earlier day, such as 3/11.")
    if not fitting:
        text = tr.value(is_closed(ctx, local_day(ctx.programme, talk.held_at).year))
    return _question(ctx, talk, "\n\n".join([*([problem] if problem else []), text]), beside(buttons), "day")


def _question(ctx: Ctx, talk: Talk, text: str, rows: Rows, what: str) -> Screen:
    back = Button(ctx.tr.ptext("staff button", "↩️ Back"), f"entry:{talk.id}")
    return Screen(text, (*rows, (back,), *ways_home(ctx.tr)), at=f"entry:{talk.id}:{what}")
