"""What staff call families, messages and their fates around a gathering."""

from domain.access import runs
from domain.people import Person
from domain.programme import Programme
from domain.turnout import Guest
from locales import Translator
from locales.marks import begins_from_the_right, isolated


def family_name(name: str | None, code: str, nickname: str | None) -> str:
    """A family in a list: the name it gave, else what staff call it, and the beginning of its code."""
    short = code[:4].upper()
    known = name or nickname
    # A name that is written from the right must not take the code along.
    return f"{isolated(known) if begins_from_the_right(known) else known} · {short}" if known else short


def guest_name(guest: Guest, names: dict[int, tuple[str, str | None]]) -> str:
    """The same, of a guest."""
    return family_name(guest.sign_up.name if guest.sign_up else None, *names[guest.family])


def what_happened(tr: Translator, kind: str) -> str:
    """What a message of a gathering says."""
    names = {
        "session-reminder": tr.ptext("message", "reminder"),
        "session-nudge": tr.ptext("message", "question whether they come"),
        "session-moved": tr.ptext("message", "another time"),
        "place-changed": tr.ptext("message", "another place"),
        "session-cancelled": tr.ptext("message", "one session is cancelled"),
        "session-added": tr.ptext("message", "one more session"),
        "gathering-cancelled": tr.ptext("message", "all of it is cancelled"),
        "place-offered": tr.ptext("message", "a place is offered"),
        "place-open": tr.ptext("message", "there are free places"),
        "place-lapsed": tr.ptext("message", "the offer ran out"),
        "food-asked": tr.ptext("message", "question who brings food"),
        "words-came": tr.ptext("message", "it can be read in their language"),
        "group-invited": tr.ptext("message", "invitation to the group"),
        "group-leave-ends": tr.ptext("message", "question whether they stay after their leave"),
        "group-goodbye": tr.ptext("message", "goodbye"),
    }
    return names.get(kind, kind)


def runs_kinds(programme: Programme, person: Person) -> list[str]:
    """The activities whose gatherings she runs."""
    return [one.key for one in programme.gathering_kinds if one.gathering is not None and runs(person, one.gathering)]
