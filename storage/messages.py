"""Which messages lie in whose chat: for two days to clear a chat, and longer where a card must be emptied."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    String,
    Table,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from domain.counselling import RequestState
from domain.referrals import OPEN_TO_HELPERS
from storage.columns import Moment
from storage.counselling import requests
from storage.engine import Tx, metadata
from storage.erasures import erasures
from storage.people import persons, staff
from storage.referrals import referrals

# Telegram lets a bot take a message away for so long, and not a moment longer.
DELETABLE = timedelta(hours=48)
IN_TIME = timedelta(hours=1)
# A card of what is over, and a page with her name, number and words, stay on a phone for so long.
CARDS_LIVE = timedelta(hours=6)
WORDS_LIVE = timedelta(hours=3)
# A page for staff that shows no single request; and the sign that her own words stand in it.
NO_REQUEST, WORDS = "-", "+"

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("persons.id"), nullable=False),
    Column("message_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    # The code of the request a member of staff sees in it, or that it is of no single one; with a sign behind it where
    # a resident's name, number or own words stand.
    Column("about", String, index=True),
    # A sound cannot become other words: it can only be taken away. Nor can what a person wrote herself.
    Column("sound", Boolean, nullable=False),
)
Index("ix_messages_place", messages.c.person_id, messages.c.message_id, unique=True)

# These are remembered only as long as they can be taken away.
OF_NO_REQUEST = messages.c.about.is_(None) | messages.c.about.startswith(NO_REQUEST)

# The request alone, without the sign behind it.
CODE = func.substr(messages.c.about, 1, 8)
_FOUND = (
    select(messages)
    .join(persons, persons.c.id == messages.c.person_id)
    .outerjoin(requests, requests.c.code == CODE)
    .outerjoin(erasures, erasures.c.person_id == requests.c.person_id)
)
_HERS = staff.c.person_id == messages.c.person_id
_HERE = exists().where(_HERS, staff.c.removed_at.is_(None)).correlate(messages)
_LEFT = select(func.max(staff.c.removed_at)).where(_HERS).correlate(messages).scalar_subquery()
_PASSED_ON = (
    exists()
    .where(referrals.c.request_id == requests.c.id, referrals.c.state.in_(sorted(OPEN_TO_HELPERS)))
    # As long as nobody has taken it, all who could help may see it.
    .where(or_(referrals.c.to_staff_id.is_(None), referrals.c.to_staff_id == staff.c.id))
    .where(_HERS, staff.c.removed_at.is_(None))
    .correlate(messages, requests)
)
_READERS = messages.c.person_id.in_(bindparam("readers", expanding=True))
_OF_ONE = ~messages.c.about.startswith(NO_REQUEST)
_OVER = requests.c.state.in_([RequestState.CLOSED.value, RequestState.WITHDRAWN.value])
_WORDS = messages.c.about.endswith(WORDS)
_WORDS_ENDED = (messages.c.at < requests.c.words_until) & (requests.c.words_until <= bindparam("now"))
# When a card, or a page with her words, has no business on a phone any more.
_OUTDATED = or_(
    # It is over: what was shown before goes at once, what says so or is looked at after that a little later.
    _OVER & ((messages.c.at < requests.c.closed_at) | (messages.c.at <= bindparam("cards_until"))),
    (_OVER | _WORDS) & (messages.c.at < erasures.c.at),
    _WORDS & ((messages.c.at <= bindparam("words_until")) | _WORDS_ENDED),
    _OF_ONE & (requests.c.id.is_(None) | (~_READERS & ~_PASSED_ON)),
    # Lists are hers no more from the moment in which she leaves; what she reads after that is for everybody.
    ~_OF_ONE & ~_HERE & (messages.c.at < _LEFT),
    # What can only be taken away must be before Telegram lets nobody do that any more.
    messages.c.sound & _OF_ONE & (messages.c.at <= bindparam("sounds_until")),
)
# The oldest of each phone. Built once: this is asked at every tick.
_FIRST = (
    _FOUND.with_only_columns(func.min(messages.c.id))
    .where(_OUTDATED, messages.c.about.is_not(None))
    .group_by(messages.c.person_id)
)
_EMPTIED_NEXT = _FOUND.with_only_columns(
    messages,
    persons.c.telegram_id,
    persons.c.blocked_at,
    requests.c.code,
    requests.c.state,
    _HERE.label("here"),
    _READERS.label("triage"),
    _PASSED_ON.label("passed_on"),
).where(messages.c.id.in_(_FIRST))
_COLUMNS = ("person_id", "message_id", "at", "about", "sound")
# Of somebody who was forgotten a moment ago nothing is noted any more.
_NEW = select(
    persons.c.id,
    *(bindparam(f"new_{name}", type_=messages.c[name].type).label(name) for name in _COLUMNS[1:]),
).where(persons.c.id == bindparam("new_person_id"), persons.c.telegram_id.is_not(None))


@dataclass(frozen=True, slots=True)
class Lying:
    """One message in a person's chat; `about` is the request it shows, `sound` that it can only be taken away.

    `words`: a resident's name, number or own words stand in it.
    """

    person: int
    message: int
    about: str | None = None
    sound: bool = False
    words: bool = False

    @property
    def shows(self) -> str | None:
        """As it stands in the table."""
        return self.about + WORDS if self.about and self.words else self.about


@dataclass(frozen=True, slots=True)
class Outdated:
    """A message on the phone of a member of staff whose time there is over.

    `code` and `state` are of the request it shows, as far as there still is one. `here`: she is in the team, `triage`:
    she may read every request, `readable`: this one. `sound`: it can only be taken away.
    """

    id: int
    person: int
    chat: int
    message: int
    at: datetime
    blocked: bool
    sound: bool
    here: bool
    triage: bool
    readable: bool
    code: str | None
    state: RequestState | None


@cache
def _noting(dialect: str) -> Any:
    # Built once for each kind of database: this runs with every answer.
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    new = insert(messages).from_select(_COLUMNS, _NEW)
    # A card that was shown anew is as old as its newest words; what can only be taken away is as old as it is.
    at = case((new.excluded.about.is_(None), messages.c.at), else_=new.excluded.at)
    place = [messages.c.person_id, messages.c.message_id]
    return new.on_conflict_do_update(index_elements=place, set_={"about": new.excluded.about, "at": at})


async def note_messages(tx: Tx, found: Sequence[Lying], now: datetime) -> None:
    """Remember where messages lie, and of those that were changed, what they show now."""
    rows = [
        {
            "new_person_id": one.person,
            "new_message_id": one.message,
            "new_at": now,
            "new_about": one.shows,
            "new_sound": one.sound,
        }
        for one in found
    ]
    if rows:
        await tx.execute(_noting(tx.connection.dialect.name), rows)


async def noted_since(tx: Tx, since: datetime) -> list[tuple[Lying, datetime]]:
    """What was put into a chat, or shown anew there, after this moment."""
    rows = await tx.execute(select(messages).where(messages.c.at > since).order_by(messages.c.id))
    return [(Lying(row.person_id, row.message_id, row.about, row.sound), row.at) for row in rows]


async def messages_in(tx: Tx, person: int, since: datetime) -> list[int]:
    """What lies in her chat since then, oldest first."""
    hers = (messages.c.person_id == person) & (messages.c.at > since)
    return list((await tx.execute(select(messages.c.message_id).where(hers).order_by(messages.c.message_id))).scalars())


async def end_words(tx: Tx, person: int, now: datetime) -> None:
    """Let the pages with a resident's name, number or words be put away from her phone at once: it is handed over."""
    ended = now - WORDS_LIVE
    hers = (messages.c.person_id == person) & messages.c.about.endswith(WORDS) & (messages.c.at > ended)
    await tx.execute(update(messages).where(hers).values(at=ended))


async def forget_messages(tx: Tx, person: int) -> None:
    """Nothing is known any more about what lies in her chat."""
    await tx.execute(delete(messages).where(messages.c.person_id == person))


async def outdated(tx: Tx, readers: Collection[int], now: datetime) -> list[Outdated]:
    """What is to be emptied now, the oldest of each phone; `readers` may read every request."""
    until = {
        "cards_until": now - CARDS_LIVE,
        "words_until": now - WORDS_LIVE,
        "sounds_until": now - DELETABLE + IN_TIME,
    }
    rows = await tx.execute(_EMPTIED_NEXT, {"readers": sorted(readers), "now": now, **until})
    return [_read(row) for row in rows if row.telegram_id is not None]


def _read(row: Row[Any]) -> Outdated:
    return Outdated(
        id=row.id,
        person=row.person_id,
        chat=row.telegram_id,
        message=row.message_id,
        at=row.at,
        blocked=row.blocked_at is not None,
        sound=row.sound,
        here=bool(row.here),
        triage=bool(row.triage),
        readable=bool(row.triage or row.passed_on),
        code=row.code,
        state=None if row.state is None else RequestState(row.state),
    )


async def forget_message(tx: Tx, one: Outdated) -> None:
    """It is emptied; what was shown in its place meanwhile is remembered on."""
    await tx.execute(delete(messages).where(messages.c.id == one.id, messages.c.at == one.at))
