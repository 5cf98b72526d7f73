"""The blanks of a phrase, one after another: tapped where there is something ready, or typed; sealed in the draft."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, time, timedelta
from functools import partial

from domain.access import Right
from domain.drafts import Draft
from domain.slots import local_day, utc
from handlers.context import Ctx
from handlers.counselling.staff_case import me
from handlers.counselling.staff_screens import ways_home
from handlers.counselling.times import read_day
from handlers.forms import Step, answered, choice, reopened
from handlers.incoming import Arrived
from handlers.phrases.saying import said
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff import menu
from handlers.staff.typed import Typed, Word, read_typed
from locales import clean
from locales.phrasebook import PHRASES, Phrase
from storage import people
from storage.engine import Tx

LONGEST = 60
# She goes back to the phrases: nothing more is asked.
OUT = "out"
DAYS = 7
HOURS = range(8, 19)
# A phrase names no year: what lies further ahead was a day that is over.
AHEAD = timedelta(days=300)
MOST_READY = 4
_POINTS = str.maketrans("", "", ".,")


def phrase_of(draft: Draft) -> Phrase:
    """The phrase that is being filled in; no key is ever taken out of the phrasebook."""
    return PHRASES[draft.answers["phrase"]]


def goes_on(draft: Draft) -> bool:
    """Whether she has not gone back to the phrases."""
    return OUT not in draft.answers


def out(ctx: Ctx, draft: Draft, step: str) -> Button:
    """Back to the phrases."""
    return choice(draft, step, OUT, ctx.tr.ptext("staff button", "↩️ Another phrase"))


async def read_out(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Back to the phrases, or nothing she could mean."""
    return answered(draft, OUT, True) if value == OUT else draft


async def _ready(ctx: Ctx, tx: Tx, blank: str) -> Mapping[str, str]:
    """What is often said here, by the tap on it: a colleague's is hers, whoever joins or leaves meanwhile."""
    match blank:
        case "place":
            return _numbered([ctx.programme.house.name])
        case "person":
            others = [one.staff for one in await people.staff_who(tx, Right.TRIAGE) if one.staff]
            every = {one.id: one.name for one in (me(ctx), *others)}
            return {f"s{member}": every[member] for member in list(every)[:MOST_READY]}
        case "document":
            return _numbered(_papers(ctx))
    return _numbered(["100 kr", "500 kr", "1.000 kr"])


def _numbered(ready: Sequence[str]) -> Mapping[str, str]:
    return {f"r{number}": one for number, one in enumerate(ready)}


def _papers(ctx: Ctx) -> Sequence[str]:
    """The paper as it is called on the paper itself."""
    tr = ctx.tr
    return [
        tr.ptext("paper", "Passport"),
        tr.ptext("paper", "Health card"),
        tr.ptext("paper", "Rent contract"),
        tr.ptext("paper", "Pay slip"),
    ]


def _question(ctx: Ctx, blank: str) -> str:
    tr = ctx.tr
    asked = {
        "time": tr.html("When? Tap a day, or write for example 3/12 14.30."),
        "place": tr.html("Where? Tap it or write it."),
        "document": tr.html("Which paper? Tap it or write it, as it is called on the paper."),
        "person": tr.html("Who? Tap or write the name."),
        "amount": tr.html("How much? Tap it or write it."),
    }
    return asked[blank]


def _asked(ctx: Ctx, draft: Draft, blank: str, rows: Rows, problem: str | None = None) -> Screen:
    """The phrase as far as it is filled in, and what is missing."""
    sentence = ctx.tr.value(said(ctx.tr, phrase_of(draft), draft.secrets))
    parts = [f"<b>{sentence}</b>", *([problem] if problem else []), _question(ctx, blank)]
    home = ways_home(ctx.tr) if "request" in draft.answers else menu.way_home(ctx.tr)
    return Screen("\n\n".join(parts), (*rows, (out(ctx, draft, blank),), *home))


async def ask(blank: str, ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """What stands in this blank?"""
    ready = await _ready(ctx, tx, blank)
    return _asked(ctx, draft, blank, column(*(choice(draft, blank, key, one) for key, one in ready.items())))


async def tap(blank: str, ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Something ready."""
    ready = await _ready(ctx, tx, blank)
    if value in ready:
        return answered(draft, blank, True, **{blank: ready[value]})
    return await read_out(ctx, tx, draft, value)


async def write(blank: str, ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """What she typed; a full stop stands in the phrase itself."""
    words = clean(value.replace("\n", " "), LONGEST).rstrip(". ")
    if blank == "amount" and words.translate(_POINTS).isdecimal():
        words = f"{words} kr"
    return answered(draft, blank, True, **{blank: words}) if words else draft


async def ask_time(ctx: Ctx, tx: Tx, draft: Draft, problem: str | None = None) -> Screen:
    """On which day, and then at what time?"""
    day = _open_day(ctx, draft)
    return _asked(ctx, draft, "time", _hours(ctx, draft, day) if day else _days(ctx, draft), problem)


def _days(ctx: Ctx, draft: Draft) -> Rows:
    today = local_day(ctx.programme, ctx.now)
    days = [today + timedelta(days=number) for number in range(DAYS)]
    return column(*(choice(draft, "time", f"day.{day}", ctx.tr.day(day)) for day in days))


def _hours(ctx: Ctx, draft: Draft, day: date) -> Rows:
    later = [hour for hour in HOURS if utc(ctx.programme, day, time(hour)) > ctx.now]
    buttons = [choice(draft, "time", f"at.{hour}", ctx.tr.time(time(hour))) for hour in later]
    only = choice(draft, "time", "only", ctx.tr.ptext("staff button", "📅 Only the day"))
    another = choice(draft, "time", "days", ctx.tr.ptext("staff button", "↩️ Another day"))
    return (*beside(buttons, 4), (only, another))


async def tap_time(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """A day is opened, or it is said when on that day."""
    kind, _, rest = value.partition(".")
    if kind == "day" and read_day(rest):
        return answered(draft, "day", rest)
    day = _open_day(ctx, draft)
    if kind == "days" or day is None:
        return await read_out(ctx, tx, reopened(draft, "day"), value)
    if kind == "only":
        return _on(draft, day)
    hours = {str(hour): hour for hour in HOURS}
    return _at(ctx, draft, day, time(hours[rest])) if rest in hours else await read_out(ctx, tx, draft, value)


async def write_time(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """A day, or a day and an hour, as she writes it; an hour alone is one of the day that is open."""
    typed = read_typed(value, local_day(ctx.programme, ctx.now))
    filled = _filled(ctx, draft, typed) if typed else draft
    if filled.has("time"):
        return filled
    problem = ctx.tr.html("I did not understand that time. Write for example 3/12 14.30.")
    return await ask_time(ctx, tx, draft, problem)


def _filled(ctx: Ctx, draft: Draft, typed: Typed) -> Draft:
    first, last = typed.days or (_open_day(ctx, draft),) * 2
    if first is None or first != last or typed.word not in (None, Word.AT):
        return draft
    if not timedelta() <= first - local_day(ctx.programme, ctx.now) <= AHEAD:
        return draft
    return _at(ctx, draft, first, typed.times[0]) if typed.word else _on(draft, first)


def _on(draft: Draft, day: date) -> Draft:
    return answered(draft, "time", True, time=day.isoformat())


def _open_day(ctx: Ctx, draft: Draft) -> date | None:
    """The day whose hours she looks at, unless it is over by now."""
    day = read_day(draft.answers.get("day", ""))
    return day if day and day >= local_day(ctx.programme, ctx.now) else None


def _at(ctx: Ctx, draft: Draft, day: date, at: time) -> Draft:
    """That moment; one that is over is asked again."""
    moment = utc(ctx.programme, day, at)
    return answered(draft, "time", True, time=moment.isoformat()) if moment > ctx.now else draft


def _needed(blank: str, draft: Draft) -> bool:
    return goes_on(draft) and blank in phrase_of(draft).blanks


def _step(blank: str) -> Step:
    reads = {Arrived.TAP: partial(tap, blank), Arrived.TYPED: partial(write, blank)}
    return Step(blank, partial(ask, blank), reads, partial(_needed, blank))


_TIME: Mapping[Arrived, Callable[[Ctx, Tx, Draft, str], Awaitable[Draft | Screen]]] = {
    Arrived.TAP: tap_time,
    Arrived.TYPED: write_time,
}
STEPS = (
    *map(_step, ("place", "document", "person", "amount")),
    Step("time", ask_time, _TIME, partial(_needed, "time")),
)
