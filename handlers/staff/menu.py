"""The menu of staff: what each of them may do, as commands in her chat and as buttons on her first screen."""

from dataclasses import dataclass

from domain.access import Right, may
from domain.people import Person
from handlers.screen import Button, Rows
from locales import Translator

IN_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: a command with what it says in Telegram's list, and a button that leads to the same."""

    command: str
    tap: str
    right: Right
    label: str
    says: str


def entries(tr: Translator) -> list[Entry]:
    """Everything there is, in the order of the list."""
    return [
        Entry("koe", "queue", Right.TRIAGE, tr.ptext("staff button", "📋 Queue"), tr.text("Requests that wait")),
        Entry("idag", "today", Right.TRIAGE, tr.ptext("staff button", "📅 Today"), tr.text("Today's appointments")),
        Entry(
            "henvendelse",
            "walk",
            Right.REGISTER,
            tr.ptext("staff button", "🚪 Somebody came by"),
            tr.text("Enter somebody who came by"),
        ),
        Entry(
            "opkald",
            "calls",
            Right.TRIAGE,
            tr.ptext("staff button", "📞 Calls to make"),
            tr.text("Who is to be called"),
        ),
        Entry(
            "ikke_naaet",
            "untold",
            Right.TRIAGE,
            tr.ptext("staff button", "📵 Not reached"),
            tr.text("Messages that did not arrive"),
        ),
        Entry(
            "optaget", "busy", Right.TRIAGE, tr.ptext("staff button", "⛔ Busy now"), tr.text("I am with a family now")
        ),
        Entry(
            "aabningstid",
            "opening",
            Right.OPENING,
            tr.ptext("staff button", "🕑 Opening hours"),
            tr.text("Say that a day has other hours"),
        ),
        Entry(
            "kalender",
            "feed",
            Right.TRIAGE,
            tr.ptext("staff button", "📆 My calendar"),
            tr.text("Appointments in your own calendar"),
        ),
        Entry("sedler", "slips", Right.BE_STAFF, tr.ptext("staff button", "📄 Slips"), tr.text("Slips for partners")),
        Entry("hold", "team", Right.INVITE, tr.ptext("staff button", "👥 Team"), tr.text("Who is in the team")),
    ]


def menu(tr: Translator, person: Person) -> list[Entry]:
    """What this member of staff may do now."""
    return [entry for entry in entries(tr) if may(person, entry.right)]


def commands(tr: Translator, person: Person) -> tuple[tuple[str, str], ...]:
    """Her commands, each with what it says in Telegram's list."""
    return tuple((entry.command, entry.says) for entry in menu(tr, person))


def buttons(tr: Translator, person: Person) -> Rows:
    """The same as buttons, side by side."""
    found = [Button(entry.label, entry.tap) for entry in menu(tr, person)]
    return tuple(tuple(found[start : start + IN_A_ROW]) for start in range(0, len(found), IN_A_ROW))
