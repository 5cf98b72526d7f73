"""The menu of staff: what each of them may do, as commands in her chat and as buttons on her first screen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.access import Right, may
from domain.people import Person
from handlers.screen import Button, Rows, beside
from locales import Translator


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: a command with what it says in Telegram's list, and a button that leads to the same."""

    command: str
    tap: str
    right: Right
    label: str
    says: str


# So many buttons stand on one screen; of more, those about the house and herself have a screen of their own.
MOST_ON_ONE = 10


def entries(tr: Translator) -> list[Entry]:
    """Everything there is, in the order of the list."""
    return [*_about_families(tr), *_about_the_house(tr)]


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
    calls, who = tr.ptext("staff button", "📞 Calls to make"), tr.text("Who is to be called")
    yield Entry("opkald", "calls", Right.TRIAGE, calls, who)
    untold, lost = tr.ptext("staff button", "📵 Not reached"), tr.text("Messages that did not arrive")
    yield Entry("ikke_naaet", "untold", Right.TRIAGE, untold, lost)
    referred, hers = tr.ptext("staff button", "📥 Referred to me"), tr.text("What is referred to you")
    yield Entry("henvist", "referred", Right.REFERRED, referred, hers)
    busy, with_family = tr.ptext("staff button", "⛔ Busy now"), tr.text("I am with a family now")
    yield Entry("optaget", "busy", Right.TRIAGE, busy, with_family)


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
    yield Entry("hold", "team", Right.INVITE, tr.ptext("staff button", "👥 Team"), tr.text("Who is in the team"))


def _allowed(person: Person, found: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in found if may(person, entry.right)]


def commands(tr: Translator, person: Person) -> tuple[tuple[str, str], ...]:
    """Her commands, each with what it says in Telegram's list."""
    return tuple((entry.command, entry.says) for entry in _allowed(person, entries(tr)))


def way_home(tr: Translator, back: str | None = None) -> Rows:
    """The last row of a screen that is not about requests: one step back, and her first screen."""
    home = Button(tr.ptext("staff button", "🏠 Start"), "staff")
    return ((Button(tr.ptext("staff button", "↩️ Back"), back), home),) if back else ((home,),)


def buttons(tr: Translator, person: Person) -> Rows:
    """The same as buttons, side by side; where they are too many, the last leads to the rest."""
    every = _allowed(person, entries(tr))
    if len(every) <= MOST_ON_ONE:
        return beside(_buttons(every))
    rest = Button(tr.ptext("staff button", "⚙️ The house and I"), "staff:more")
    return (*beside(_buttons(_allowed(person, _about_families(tr)))), (rest,))


def more(tr: Translator, person: Person) -> Rows:
    """What is about the house and herself."""
    return (*beside(_buttons(_allowed(person, _about_the_house(tr)))), *way_home(tr))


def _buttons(found: Iterable[Entry]) -> list[Button]:
    return [Button(entry.label, entry.tap) for entry in found]
