"""Who is here, and what an action may use to help her."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.people import Person
from domain.programme import Programme
from locales import Languages, Translator


@dataclass(frozen=True, slots=True)
class Services:
    """What is the same for everybody, wired once in `bot/`."""

    now: Callable[[], datetime]
    programme: Programme
    languages: Languages
    bot_username: str

    def translator(self, person: Person) -> Translator:
        """The words this person reads: staff read Danish, everybody else what she chose."""
        if person.staff is not None:
            return self.languages.staff
        if person.language is not None:
            return self.languages.translator(person.language)
        return self.languages.nearest(person.phone_language)


@dataclass(frozen=True, slots=True)
class Ctx:
    """One person at one moment; `now` stands still while her update is handled.

    `first_name` is the one she shows on Telegram: known while she acts, kept only if she says so.
    """

    person: Person
    tr: Translator
    services: Services
    now: datetime
    first_name: str = ""

    @property
    def programme(self) -> Programme:
        """The programme of this house."""
        return self.services.programme
