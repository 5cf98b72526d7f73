"""The people and things that tests of what is remembered begin with."""

from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import URL

from domain.appointments import Appointment, AppointmentState
from domain.counselling import Details, Request, RequestState, Way, Wish
from domain.people import Person, Role, Staff
from domain.slots import Span
from domain.surveys import Option, Wording
from storage import appointments, counselling, people
from storage.engine import Database, Tx

KEY = "tK0o5kS0z7mUuUYFxTnT8oUKqNMIK8Yw1G8R7C1q0cA="
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
WORDING = Wording({"help": {"en": "Did you get help?"}}, {"a-lot": {"en": "Yes"}}, frozenset({Option.A_LOT}))
MOMENT = timedelta(microseconds=1)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
VISIT = Span(NOW + DAY, NOW + DAY + timedelta(minutes=45))

_telegram_ids = count(700_000_001)


def file_url(path: Path) -> URL:
    """The address of an SQLite file."""
    return URL.create("sqlite", database=str(path))


def another(database: Database) -> Database:
    """A second house on the same database, as another process would open it."""
    return Database(database.url.render_as_string(hide_password=False), database.cipher)


def bytes_of(path: Path) -> bytes:
    """All there is on the disk: the file, and what lies beside it."""
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")) if each.is_file())


async def resident(tx: Tx, *, family_of: Person | None = None) -> Person:
    """A newcomer, or one more of somebody's family."""
    person = await people.add_person(tx, next(_telegram_ids), "ar", NOW)
    if family_of is None:
        return person
    here = people.persons.c.id == person.id
    await tx.execute(people.persons.update().where(here).values(family_id=family_of.family))
    found = await people.get_person(tx, person.id)
    assert found is not None
    return found


async def worker(tx: Tx, role: Role = Role.FAMILY_WORKER, name: str = "Anna") -> Staff:
    """Somebody in the roster."""
    person = await resident(tx)
    await people.join_staff(tx, person.id, role, name, NOW)
    found = await people.get_person(tx, person.id)
    assert found is not None
    assert found.staff is not None
    return found.staff


async def ask(
    tx: Tx, person: Person, *, state: RequestState = RequestState.NEW, details: Details | None = None
) -> Request:
    """A request for counselling."""
    wish = Wish(Way.BOOK, topic="letters", details=details or Details(None, None, None, None))
    return await counselling.add_request(tx, person, wish, state, NOW, NOW + DAY)


async def keep(
    tx: Tx,
    person: Person,
    span: Span = VISIT,
    state: AppointmentState = AppointmentState.CONFIRMED,
    *,
    now: datetime = NOW,
    until: datetime | None = None,
    request: int | None = None,
) -> Appointment | None:
    """A time kept for somebody."""
    return await appointments.keep_time(tx, person.id, span, state, now, until=until, request=request)


async def kept(
    tx: Tx,
    person: Person,
    span: Span = VISIT,
    state: AppointmentState = AppointmentState.CONFIRMED,
    *,
    until: datetime | None = None,
    request: int | None = None,
) -> Appointment:
    """A time that was free and is kept now."""
    appointment = await keep(tx, person, span, state, until=until, request=request)
    assert appointment is not None
    return appointment


def after(span: Span, shift: timedelta) -> Span:
    """The same length of time, so much later."""
    return Span(span.starts_at + shift, span.ends_at + shift)
