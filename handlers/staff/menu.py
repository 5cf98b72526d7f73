"""The menu of staff: what each of them may do, as commands in her chat and as buttons on her first screen."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from domain.access import Reach, Right, may, reach, runs
from domain.gathering_rules import Food, GatheringRules
from handlers.context import Ctx
from handlers.screen import Button, Rows, beside
from locales import Translator


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: a command with what it says in Telegram's list, and a button that leads to the same.

    `of` is of which activities it is: it stands there only for whoever runs one of these, or with `figures` may read
    the figures of all.
    """

    command: str
    tap: str
    right: Right
    label: str
    says: str
    of: Callable[[GatheringRules], bool] | None = None
    figures: bool = False


# So many buttons stand on one screen; of more, those about activities, the house and herself have one of their own.
MOST_ON_ONE = 10


def entries(tr: Translator) -> list[Entry]:
    """Everything there is, in the order of the list."""
    return [*_about_families(tr), *_about_activities(tr), *_about_the_house(tr)]


def _about_families(tr: Translator) -> Iterator[Entry]:
    yield Entry("koe", "queue", Right.TRIAGE, tr.ptext("staff button", "📋 Queue"), tr.text("Requests that wait"))
    yield Entry("idag", "today", Right.TRIAGE, tr.ptext("staff button", "📅 Today"), tr.text("Today's appointments"))
    yield Entry("uge", "week", Right.WEEK, tr.ptext("staff button", "🗓 The week"), tr.text("The week, day by day"))
    look, sought = tr.ptext("staff button", "🔎 Search"), tr.text("Search among your requests")
    yield Entry("soeg", "search", Right.TRIAGE, look, sought)
    came_by, enter = tr.ptext("staff button", "🚪 Somebody came by"), tr.text("Enter somebody who came by")
    yield Entry("henvendelse", "walk", Right.REGISTER, came_by, enter)
    register, talks = tr.ptext("staff button", "📒 Register"), tr.text("Talks that were held")
    yield Entry("register", "register", Right.REGISTER, register, talks)
    held, coming = tr.ptext("staff button", "🎪 Activities"), tr.text("Who is coming, and who was there")
    yield Entry("aktiviteter", "held", Right.GATHERINGS, held, coming)
    report, goals = tr.ptext("staff button", "📊 Report"), tr.text("The year against its goals")
    yield Entry("rapport", "report", Right.REPORT, report, goals)
    calls, who = tr.ptext("staff button", "📞 Calls to make"), tr.text("Who is to be called")
    yield Entry("opkald", "calls", Right.TRIAGE, calls, who)
    phrases, ready = tr.ptext("staff button", "💬 Phrases"), tr.text("Ready sentences in her language")
    yield Entry("fraser", "phrase", Right.BE_STAFF, phrases, ready)
    untold, lost = tr.ptext("staff button", "📵 Not reached"), tr.text("Messages that did not arrive")
    yield Entry("ikke_naaet", "untold", Right.TRIAGE, untold, lost)
    referred, hers = tr.ptext("staff button", "📥 Referred to me"), tr.text("What is referred to you")
    yield Entry("henvist", "referred", Right.REFERRED, referred, hers)
    busy, with_family = tr.ptext("staff button", "⛔ Busy now"), tr.text("I am with a family now")
    yield Entry("optaget", "busy", Right.TRIAGE, busy, with_family)


def _about_activities(tr: Translator) -> Iterator[Entry]:
    groups, who = tr.ptext("staff button", "🤱 Groups"), tr.text("Mothers' groups: who is in them, invitations")
    yield Entry("grupper", "groups", Right.GATHERINGS, groups, who, lambda rules: rules.by_invitation)
    votes, choose = tr.ptext("staff button", "🗳 Votes"), tr.text("Let them choose topics and guests")
    yield Entry("afstemning", "polls", Right.GATHERINGS, votes, choose, lambda rules: rules.votes)
    food, turns = tr.ptext("staff button", "🍲 Food turns"), tr.text("Whose turn it is with the food")
    yield Entry("madtur", "turns", Right.GATHERINGS, food, turns, lambda rules: rules.food is Food.TURNS)
    ballots, phone = tr.ptext("staff button", "📝 Answers here"), tr.text("A family answers questions on your phone")
    yield Entry("svar", "ballots", Right.BALLOTS, ballots, phone)
    ledger, hours = tr.ptext("staff button", "🤝 Partners' hours"), tr.text("Hours that partners give")
    yield Entry("partnertimer", "ledger", Right.GATHERINGS, ledger, hours, lambda rules: bool(rules.partners), True)


def _about_the_house(tr: Translator) -> Iterator[Entry]:
    opening, other = tr.ptext("staff button", "🕑 Opening hours"), tr.text("Say that a day has other hours")
    yield Entry("aabningstid", "opening", Right.OPENING, opening, other)
    calendar, own = tr.ptext("staff button", "📆 My calendar"), tr.text("Appointments in your own calendar")
    yield Entry("kalender", "feed", Right.TRIAGE, calendar, own)
    off, away = tr.ptext("staff button", "🌴 Time off"), tr.text("Sick, holiday, and who stands in")
    yield Entry("fravaer", "away", Right.BE_STAFF, off, away)
    hours, cards = tr.ptext("staff button", "🕘 My working hours"), tr.text("When cards may reach you")
    yield Entry("arbejdstid", "worktime", Right.BE_STAFF, hours, cards)
    plan, year = tr.ptext("staff button", "📌 The plan"), tr.text("Plan evenings, courses and groups")
    yield Entry("plan", "plan", Right.GATHERINGS, plan, year)
    press, paper = tr.ptext("staff button", "🖨 Print"), tr.text("Leaflets, posters and lists")
    yield Entry("print", "print", Right.GATHERINGS, press, paper)
    yield Entry("sedler", "slips", Right.BE_STAFF, tr.ptext("staff button", "📄 Slips"), tr.text("Slips for partners"))
    words, ask = (
        tr.ptext("staff button", "🔤 Translations"),
        tr.text("Read sentences in your language: are they right?"),
    )
    yield Entry("ord", "words", Right.WORDS, words, ask)
    aloud, listen = tr.ptext("staff button", "🎙 Voices"), tr.text("Read sentences aloud for those who listen")
    yield Entry("stemmer", "voices", Right.VOICES, aloud, listen)
    closing, area = tr.ptext("staff button", "🗓 The year"), tr.text("Figures of the area, and closing the year")
    yield Entry("aaret", "year", Right.YEAR, closing, area)
    yield Entry("hold", "team", Right.INVITE, tr.ptext("staff button", "👥 Team"), tr.text("Who is in the team"))


def _allowed(ctx: Ctx, found: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in found if may(ctx.person, entry.right) and _concerns(ctx, entry)]


def _concerns(ctx: Ctx, entry: Entry) -> bool:
    """Whether it is about something she runs, or about nothing in particular."""
    if entry.of is None:
        return True
    figures = entry.figures and reach(ctx.person, entry.right) is Reach.FIGURES
    every = (one.gathering for one in ctx.programme.gathering_kinds if one.gathering is not None)
    return any(entry.of(rules) and (figures or runs(ctx.person, rules)) for rules in every)


def commands(ctx: Ctx) -> tuple[tuple[str, str], ...]:
    """Her commands, each with what it says in Telegram's list."""
    return tuple((entry.command, entry.says) for entry in _allowed(ctx, entries(ctx.tr)))


def way_home(tr: Translator, back: str | None = None) -> Rows:
    """The last row of a screen that is not about requests: one step back, and her first screen."""
    home = Button(tr.ptext("staff button", "🏠 Start"), "staff")
    return ((Button(tr.ptext("staff button", "↩️ Back"), back), home),) if back else ((home,),)


def buttons(ctx: Ctx) -> Rows:
    """The same as buttons, side by side; where they are too many, the last leads to the rest."""
    every = _allowed(ctx, entries(ctx.tr))
    if len(every) <= MOST_ON_ONE:
        return beside(_buttons(every))
    rest = Button(ctx.tr.ptext("staff button", "⚙️ More"), "staff:more")
    return (*beside(_buttons(_allowed(ctx, _about_families(ctx.tr)))), (rest,))


def more(ctx: Ctx) -> Rows:
    """What is about activities, the house and herself."""
    rest = _allowed(ctx, [*_about_activities(ctx.tr), *_about_the_house(ctx.tr)])
    return (*beside(_buttons(rest)), *way_home(ctx.tr))


def _buttons(found: Iterable[Entry]) -> list[Button]:
    return [Button(entry.label, entry.tap) for entry in found]
