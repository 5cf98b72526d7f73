"""Who is here, and what an action may use to help her."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.people import Person
from domain.programme import Programme
from domain.slots import local_day
from handlers.machine import MachineTranslator
from handlers.screen import Screen
from locales import Languages, Translator
from storage import opening
from storage.engine import Tx
from storage.sentences import Mark

# A sentence by its context and its words in English.
Said = tuple[str | None, str]


@dataclass(slots=True)
class Aloud:
    """Which recording says which sentence of a catalogue as it is served, as the database had it at `mark`."""

    clips: Mapping[str, Mapping[Said, int]] = field(default_factory=dict)
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Services:
    """What is the same for everybody, wired once in `bot/`."""

    now: Callable[[], datetime]
    programme: Programme
    languages: Languages
    bot_username: str
    # Where our own web server can be reached from outside, if there is one.
    web: str | None = None
    aloud: Aloud = field(default_factory=Aloud)
    # Only where the plan runs a server for it.
    machine: MachineTranslator | None = None

    def translator(self, person: Person) -> Translator:
        """The words this person reads: staff read Danish, everybody else what she chose.

        Where some of that was read aloud, it is noted what is said to her.
        """
        if person.staff is not None:
            return self.languages.staff
        if person.language is not None:
            tr = self.languages.translator(person.language)
        else:
            tr = self.languages.nearest(person.phone_language)
        return self.noting(tr)

    def noting(self, tr: Translator) -> Translator:
        """The same words, and it is noted which are said, where some of the language were read aloud."""
        return replace(tr, said=[]) if tr.language.catalogue in self.aloud.clips else tr


async def with_todays_hours(tx: Tx, services: Services) -> Services:
    """The same services, with the opening hours as staff have changed them."""
    changes = await opening.changes_since(tx, local_day(services.programme, services.now()))
    if changes == services.programme.changes:
        return services
    return replace(services, programme=replace(services.programme, changes=changes))


@dataclass(frozen=True, slots=True)
class Ctx:
    """One person at one moment; `now` stands still while her update is handled.

    `first_name` is the one she shows on Telegram: known while she acts, kept only if she says so. `message` is
    the one she sent, or the one whose button she pressed. `redraw` draws where a person stands, in the words she reads.
    """

    person: Person
    tr: Translator
    services: Services
    now: datetime
    first_name: str = ""
    message: int | None = None
    redraw: Callable[[Tx, Person], Awaitable[Screen]] | None = None

    @classmethod
    def of(cls, services: Services, person: Person) -> "Ctx":
        """This person now, in the words she reads."""
        return cls(person, services.translator(person), services, services.now())

    @property
    def programme(self) -> Programme:
        """The programme of this house."""
        return self.services.programme
