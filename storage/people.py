"""Families, the persons in them, and what the conversation needs to know about each."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    bindparam,
    case,
    exists,
    false,
    insert,
    select,
    update,
)

from domain.access import Right, may
from domain.hours import WeeklyHours
from domain.people import Person, Role, Staff
from storage.columns import Moment, partial_index
from storage.engine import Tx, metadata

families = Table(
    "families",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("created_at", Moment, nullable=False),
    # What staff call the family among themselves, so that a later visit is known to be theirs.
    Column("nickname", LargeBinary),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Integer, primary_key=True),
    # Empty once the person asked to be forgotten: counted totals keep the family, nothing leads back to her.
    Column("telegram_id", BigInteger, unique=True),
    Column("family_id", ForeignKey("families.id"), nullable=False, index=True),
    Column("language", String),
    Column("wanted_language", String),
    Column("phone_language", String),
    Column("name", LargeBinary),
    Column("poster", String),
    Column("at", String),
    Column("keyboard", Boolean, nullable=False),
    # What she said yes or no to; empty means that she was never asked.
    Column("reminders", Boolean),
    Column("surveys", Boolean),
    Column("news", Boolean),
    Column("blocked_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    Column("role", String, nullable=False),
    Column("name", String, nullable=False),
    # What a helper is good at: the key of one of the programme's specialists.
    Column("field", String),
    Column("joined_at", Moment, nullable=False),
    # Empty until a leader has said yes.
    Column("confirmed_at", Moment),
    Column("removed_at", Moment),
    Column("busy_until", Moment),
    # Own working hours: weekday, from, to.
    Column("hours", JSON),
)
partial_index("ix_staff_here", staff.c.person_id, staff.c.removed_at.is_(None), unique=True)

# Days on which somebody does not work, and who stands in for her. `running` is turned on and off by the clock.
absences = Table(
    "absences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    Column("substitute_id", ForeignKey("staff.id"), index=True),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("running", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

# In a transaction in which somebody's place or rights changed, whoever acts after that is read anew.
ROSTER = "roster"

# Only a family worker's rights are lent: whoever stood in for anybody else would get more than that colleague has.
_LENDS = staff.alias("lends")
_COVERS = exists().where(
    absences.c.substitute_id == staff.c.id,
    absences.c.running,
    absences.c.staff_id == _LENDS.c.id,
    _LENDS.c.role == Role.FAMILY_WORKER.value,
    _LENDS.c.removed_at.is_(None),
)
_AWAY = exists().where(absences.c.staff_id == staff.c.id, absences.c.running)
_PERSON = select(
    persons,
    staff.c.id.label("staff_id"),
    staff.c.role.label("staff_role"),
    staff.c.name.label("staff_name"),
    staff.c.field,
    staff.c.confirmed_at,
    staff.c.busy_until,
    staff.c.hours,
    staff.c.joined_at,
    case((staff.c.id.is_not(None), _COVERS), else_=false()).label("covers"),
    case((staff.c.id.is_not(None), _AWAY), else_=false()).label("away"),
).select_from(persons.outerjoin(staff, (staff.c.person_id == persons.c.id) & staff.c.removed_at.is_(None)))
_BY_TELEGRAM = _PERSON.where(persons.c.telegram_id.in_(bindparam("ids", expanding=True)))
_BY_ROLE = _PERSON.where(
    staff.c.role.in_(bindparam("roles", expanding=True)), persons.c.telegram_id.is_not(None)
).order_by(staff.c.id)
_MOVE = (
    update(persons)
    .where(persons.c.id == bindparam("person"))
    .values(at=bindparam("now_at"), keyboard=bindparam("now_keyboard"), seen_at=bindparam("now_seen"))
)


def _person(row: Row[Any]) -> Person:
    here = None if row.staff_id is None else _member(row)
    return Person(
        row.id,
        row.telegram_id,
        row.family_id,
        row.language,
        row.wanted_language,
        row.phone_language,
        row.at,
        row.keyboard,
        row.reminders,
        row.surveys,
        row.news,
        row.blocked_at is not None,
        here,
    )


def _member(row: Row[Any]) -> Staff:
    return Staff(
        row.staff_id,
        Role(row.staff_role),
        row.staff_name,
        row.field,
        row.confirmed_at is not None,
        bool(row.covers),
        bool(row.away),
        row.busy_until,
        tuple(
            WeeklyHours(day, time.fromisoformat(opens), time.fromisoformat(ends))
            for day, opens, ends in row.hours or ()
        ),
        row.joined_at,
    )


async def persons_of(tx: Tx, telegram_ids: Iterable[int]) -> dict[int, Person]:
    """Everybody we know among these Telegram ids."""
    rows = await tx.execute(_BY_TELEGRAM, {"ids": list(telegram_ids)})
    return {row.telegram_id: _person(row) for row in rows}


async def get_person(tx: Tx, person: int) -> Person | None:
    """One person, unless she was forgotten."""
    row = (await tx.execute(_PERSON.where(persons.c.id == person, persons.c.telegram_id.is_not(None)))).first()
    return None if row is None else _person(row)


async def add_person(tx: Tx, telegram_id: int, phone_language: str | None, now: datetime) -> Person:
    """A newcomer, in a family of her own until somebody joins the two."""
    family = await add_family(tx, now)
    values = {"telegram_id": telegram_id, "family_id": family, "phone_language": phone_language}
    defaults = {"keyboard": False, "created_at": now, "seen_at": now}
    found = await tx.execute(insert(persons).values(**values, **defaults).returning(persons.c.id))
    return Person(found.scalar_one(), telegram_id, family, phone_language=phone_language)


async def add_family(tx: Tx, now: datetime, code: str | None = None) -> int:
    """A family with a random code, or with one that was drawn for it before."""
    values = {"code": code or secrets.token_hex(4), "created_at": now}
    family: int = (await tx.execute(insert(families).values(**values).returning(families.c.id))).scalar_one()
    return family


async def move_persons(tx: Tx, places: Sequence[dict[str, Any]]) -> None:
    """Remember which screen each of these persons looks at, all in one statement."""
    if places:
        await tx.execute(_MOVE, places)


async def choose_language(tx: Tx, person: int, language: str, wanted: str | None) -> None:
    """The language she reads with us; `wanted` is the one she would rather have and we do not offer."""
    await tx.execute(update(persons).where(persons.c.id == person).values(language=language, wanted_language=wanted))


async def set_blocked(tx: Tx, person: int, when: datetime | None) -> None:
    """She blocked the bot, or came back."""
    await tx.execute(update(persons).where(persons.c.id == person).values(blocked_at=when))


async def set_poster(tx: Tx, person: int, poster: str) -> None:
    """Which poster she came from, and so where she wanted to go."""
    await tx.execute(update(persons).where(persons.c.id == person).values(poster=poster))


async def poster_of(tx: Tx, person: int) -> str | None:
    """The poster that brought her, if one did."""
    return (await tx.execute(select(persons.c.poster).where(persons.c.id == person))).scalar()


async def name_person(tx: Tx, person: int, name: str | None) -> None:
    """What we may call her; nothing means no name."""
    await tx.execute(update(persons).where(persons.c.id == person).values(name=tx.seal(name)))


async def name_of(tx: Tx, person: int) -> str | None:
    """What we may call her."""
    return tx.unseal((await tx.execute(select(persons.c.name).where(persons.c.id == person))).scalar())


async def here_between(tx: Tx, person: int) -> tuple[datetime, datetime]:
    """When she first wrote to us, and when she was last here."""
    row = (await tx.execute(select(persons.c.created_at, persons.c.seen_at).where(persons.c.id == person))).one()
    return row.created_at, row.seen_at


async def people_midway(tx: Tx, since: datetime) -> list[Person]:
    """Residents who were here after `since`, and may have pressed something that Telegram has dropped."""
    rows = await tx.execute(
        _PERSON.where(persons.c.seen_at >= since, persons.c.telegram_id.is_not(None), persons.c.blocked_at.is_(None))
    )
    return [_person(row) for row in rows]


async def forget_person(tx: Tx, person: int) -> None:
    """Cut every tie between a person and her Telegram account; the rows that hold her words go before this."""
    nothing = {
        "telegram_id": None,
        "name": None,
        "language": None,
        "wanted_language": None,
        "phone_language": None,
        "poster": None,
        "at": None,
        "reminders": None,
        "surveys": None,
        "news": None,
    }
    await tx.execute(update(persons).where(persons.c.id == person).values(**nothing))


async def staff_with(tx: Tx, roles: Iterable[Role]) -> list[Person]:
    """Everybody in the roster with one of these roles."""
    rows = await tx.execute(_BY_ROLE, {"roles": [role.value for role in roles]})
    return [_person(row) for row in rows]


async def staff_who(tx: Tx, right: Right) -> list[Person]:
    """Everybody in the roster who has this right now, whoever stands in included."""
    return [one for one in await staff_with(tx, Role) if may(one, right)]


async def staff_here(tx: Tx, right: Right) -> list[Person]:
    """Everybody who has this right and is not away."""
    return [one for one in await staff_who(tx, right) if one.staff and not one.staff.away]


async def member(tx: Tx, place: int) -> Person | None:
    """Whoever has this place in the roster now."""
    row = (await tx.execute(_PERSON.where(staff.c.id == place, persons.c.telegram_id.is_not(None)))).first()
    return None if row is None else _person(row)


async def confirm_member(tx: Tx, place: int, now: datetime) -> bool:
    """A leader says yes; say whether somebody had waited for it."""
    tx.changed.add(ROSTER)
    waits = (staff.c.id == place) & staff.c.confirmed_at.is_(None) & staff.c.removed_at.is_(None)
    return (await tx.execute(update(staff).where(waits).values(confirmed_at=now))).rowcount == 1


async def join_staff(
    tx: Tx,
    person: int,
    role: Role,
    name: str,
    now: datetime,
    *,
    field: str | None = None,
    confirmed: bool = True,
) -> None:
    """Put somebody in the roster; a former place of hers ends."""
    await leave_staff(tx, person, now)
    values = {"person_id": person, "role": role.value, "name": name, "field": field, "joined_at": now}
    await tx.execute(insert(staff).values(**values, confirmed_at=now if confirmed else None))


async def set_busy(tx: Tx, member: int, until: datetime | None) -> None:
    """A member of staff is with a family until then, or free again."""
    await tx.execute(update(staff).where(staff.c.id == member).values(busy_until=until))


async def set_hours(tx: Tx, member: int, hours: Iterable[WeeklyHours]) -> None:
    """Her own working hours; none means every day outside the quiet hours."""
    week = [[one.weekday, f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"] for one in hours]
    await tx.execute(update(staff).where(staff.c.id == member).values(hours=week or None))


async def leave_staff(tx: Tx, person: int, now: datetime) -> bool:
    """Take somebody off the roster at once, and out of every absence, hers or not; say whether she was on it."""
    tx.changed.add(ROSTER)
    here = (staff.c.person_id == person) & staff.c.removed_at.is_(None)
    place = select(staff.c.id).where(here)
    stands = absences.c.ended_at.is_(None)
    hers = update(absences).where(absences.c.staff_id.in_(place), stands)
    await tx.execute(hers.values(running=False, ended_at=now))
    await tx.execute(update(absences).where(absences.c.substitute_id.in_(place), stands).values(substitute_id=None))
    return (await tx.execute(update(staff).where(here).values(removed_at=now))).rowcount == 1


async def made_when(tx: Tx) -> dict[int, datetime]:
    """When the row of each person was made: it tells her from whoever has that number in another history."""
    return {row.id: row.created_at for row in await tx.execute(select(persons.c.id, persons.c.created_at))}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the roster, told from one that has the same number in another history by when somebody took it."""

    number: int
    since: datetime


async def who_left(tx: Tx) -> list[Place]:
    """Every place that somebody left."""
    return await _places(tx, staff.c.removed_at.is_not(None))


async def who_is_here(tx: Tx) -> list[Place]:
    """Every place that somebody has."""
    return await _places(tx, staff.c.removed_at.is_(None))


async def _places(tx: Tx, which: ColumnElement[bool]) -> list[Place]:
    return [Place(row.id, row.joined_at) for row in await tx.execute(select(staff).where(which).order_by(staff.c.id))]
