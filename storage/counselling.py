"""Requests for counselling, the words that belong to them, and their history."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    exists,
    func,
    insert,
    select,
    update,
)

from domain.appointments import AppointmentState
from domain.counselling import (
    HELD_BY_ONE,
    OPEN_STATES,
    REQUEST_MOVES,
    Details,
    Happening,
    Outcome,
    Request,
    RequestState,
    Touch,
    Way,
    Wish,
)
from domain.people import Person
from domain.retention import WORDS_AFTER_VISIT, WORDS_AT_MOST
from storage.appointments import appointments, lapse_offers, talks
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import absences, persons, staff
from storage.questions import answers, questions, replies

WORDS_LIVE_AFTER_VISIT = WORDS_AFTER_VISIT.span
WORDS_LIVE_AT_MOST = WORDS_AT_MOST.span

requests = Table(
    "requests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("family_id", ForeignKey("families.id"), nullable=False),
    Column("person_id", ForeignKey("persons.id"), nullable=False, index=True),
    Column("topic", String),
    Column("way", String, nullable=False),
    Column("language", String, nullable=False),
    Column("interpreter", String),
    Column("companion", Boolean, nullable=False),
    Column("quiet_room", Boolean, nullable=False),
    Column("call_window", String),
    Column("name", LargeBinary),
    Column("phone", LargeBinary),
    Column("note", LargeBinary),
    Column("voice", LargeBinary),
    Column("words_until", Moment, nullable=False),
    Column("state", String, nullable=False),
    Column("staff_id", ForeignKey("staff.id")),
    Column("created_at", Moment, nullable=False),
    Column("promised_by", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("outcome", String),
)
Index("ix_requests_state", requests.c.state)

# Who did what and when; `staff_id` empty means the resident herself, `house` that the clock did it.
steps = Table(
    "steps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", ForeignKey("requests.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("step", String, nullable=False),
    Column("staff_id", ForeignKey("staff.id")),
    Column("house", Boolean, nullable=False),
)

_ITS_ABSENCE = (absences.c.staff_id == requests.c.staff_id) & absences.c.running
_REQUEST = select(
    requests,
    staff.c.name.label("staff_name"),
    exists().where(_ITS_ABSENCE).label("staff_away"),
    select(func.max(absences.c.substitute_id)).where(_ITS_ABSENCE).scalar_subquery().label("stand_in"),
).select_from(requests.outerjoin(staff, staff.c.id == requests.c.staff_id))


def _request(row: Row[Any]) -> Request:
    return Request(
        id=row.id,
        code=row.code,
        family=row.family_id,
        person=row.person_id,
        topic=row.topic,
        way=Way(row.way),
        language=row.language,
        interpreter=row.interpreter,
        companion=row.companion,
        quiet_room=row.quiet_room,
        call_window=row.call_window,
        has_note=row.note is not None,
        has_voice=row.voice is not None,
        has_phone=row.phone is not None,
        state=RequestState(row.state),
        staff=row.staff_id,
        staff_name=row.staff_name,
        created_at=row.created_at,
        promised_by=row.promised_by,
        staff_away=bool(row.staff_away),
        stand_in=row.stand_in,
    )


async def add_request(
    tx: Tx, person: Person, wish: Wish, state: RequestState, now: datetime, promised_by: datetime
) -> Request:
    """Keep a request; the words in it are sealed."""
    values = {
        "code": secrets.token_hex(4),
        # As it stands now: she may have been read before her family was joined with another.
        "family_id": select(persons.c.family_id).where(persons.c.id == person.id).scalar_subquery(),
        "person_id": person.id,
        "topic": wish.topic,
        "way": wish.way.value,
        "language": person.wanted_language or person.language or "en",
        "interpreter": wish.interpreter,
        "companion": wish.companion,
        "quiet_room": wish.quiet_room,
        "call_window": wish.call_window,
        "words_until": now + WORDS_LIVE_AT_MOST,
        "state": state.value,
        "created_at": now,
        "promised_by": promised_by,
    }
    words = {name: tx.seal(getattr(wish.details, name)) for name in ("name", "phone", "note", "voice")}
    found = await tx.execute(insert(requests).values(**values, **words).returning(requests.c.id))
    request = found.scalar_one()
    await log_step(tx, request, Happening.SENT, now)
    return await get_request(tx, request)


async def get_request(tx: Tx, request: int) -> Request:
    """A request that is known to be there."""
    return _request((await tx.execute(_REQUEST.where(requests.c.id == request))).one())


async def find_request(tx: Tx, code: str) -> Request | None:
    """The request with this public code."""
    row = (await tx.execute(_REQUEST.where(requests.c.code == code))).first()
    return None if row is None else _request(row)


async def requests_of(tx: Tx, person: int) -> list[Request]:
    """A person's open requests, newest first; what the other parent asks is his or her own."""
    mine = (requests.c.person_id == person) & requests.c.state.in_(OPEN_STATES)
    return [_request(row) for row in await tx.execute(_REQUEST.where(mine).order_by(requests.c.id.desc()))]


async def requests_by(tx: Tx, person: int) -> list[Request]:
    """Everything this person ever asked, oldest first."""
    return [
        _request(row)
        for row in await tx.execute(_REQUEST.where(requests.c.person_id == person).order_by(requests.c.id))
    ]


async def open_requests(tx: Tx) -> list[Request]:
    """Everything that still waits for something, oldest first."""
    rows = await tx.execute(_REQUEST.where(requests.c.state.in_(OPEN_STATES)).order_by(requests.c.id))
    return [_request(row) for row in rows]


async def details_of(tx: Tx, request: int) -> Details:
    """What the resident told us in her own words, as far as it is still kept."""
    columns = (requests.c.name, requests.c.phone, requests.c.note, requests.c.voice)
    row = (await tx.execute(select(*columns).where(requests.c.id == request))).one()
    return Details(*(tx.unseal(sealed) for sealed in row))


async def move_request(
    tx: Tx, request: int, to: RequestState, *, only_from: Iterable[RequestState] = (), **changes: Any
) -> bool:
    """Bring a request into another state if the rules allow it from where it stands; say whether it moved."""
    allowed = [state for state in only_from or RequestState if to in REQUEST_MOVES[state]]
    here = (requests.c.id == request) & requests.c.state.in_(allowed)
    return (await tx.execute(update(requests).where(here).values(state=to.value, **changes))).rowcount == 1


async def take_over(tx: Tx, request: int, held_by: int, staff_id: int) -> bool:
    """What a colleague has who is away becomes this member's; of two who press at once, one does."""
    hers = (requests.c.id == request) & (requests.c.staff_id == held_by) & requests.c.state.in_(OPEN_STATES)
    return (await tx.execute(update(requests).where(hers).values(staff_id=staff_id))).rowcount == 1


async def count_since(tx: Tx, since: datetime) -> int:
    """How many requests have come since then."""
    found = select(func.count()).select_from(requests).where(requests.c.created_at >= since)
    number: int = (await tx.execute(found)).scalar_one()
    return number


async def close_request(tx: Tx, request: int, outcome: Outcome, now: datetime) -> bool:
    """Close a request with what came of it; its words live a week more at most."""
    moved = await move_request(tx, request, RequestState.CLOSED, closed_at=now, outcome=outcome.value)
    await shorten_words(tx, request, now + WORDS_LIVE_AFTER_VISIT)
    return moved


async def set_words(tx: Tx, request: int, now: datetime, **words: str | None) -> None:
    """Keep the name or number she gives later, sealed: a week at least, for somebody must have time to use it."""
    sealed = {name: tx.seal(word) for name, word in words.items()}
    await tx.execute(update(requests).where(requests.c.id == request).values(**sealed))
    over = (requests.c.id == request) & (requests.c.words_until <= now)
    await tx.execute(update(requests).where(over).values(words_until=now + WORDS_LIVE_AFTER_VISIT))


async def set_interpreter(tx: Tx, request: int, language: str) -> None:
    """She needs an interpreter after all, in this language."""
    await tx.execute(update(requests).where(requests.c.id == request).values(interpreter=language))


async def shorten_words(tx: Tx, request: int, until: datetime) -> None:
    """Let the words of a request be erased at `until`, unless they go sooner anyway."""
    await tx.execute(
        update(requests).where(requests.c.id == request, requests.c.words_until > until).values(words_until=until)
    )


async def log_step(
    tx: Tx, request: int, step: Happening, now: datetime, *, staff_id: int | None = None, house: bool = False
) -> None:
    """Write into the history of a request who did what, and when."""
    values = {"request_id": request, "at": now, "step": step.value, "staff_id": staff_id, "house": house}
    await tx.execute(insert(steps).values(**values))


async def history_of(tx: Tx, request: int) -> Sequence[tuple[datetime, Happening, str | None, bool]]:
    """When, what, by which member of staff (None: not by staff), by the house's clock."""
    columns = (steps.c.at, steps.c.step, staff.c.name, steps.c.house)
    joined = select(*columns).select_from(steps.outerjoin(staff, staff.c.id == steps.c.staff_id))
    rows = await tx.execute(joined.where(steps.c.request_id == request).order_by(steps.c.id))
    return [(row.at, Happening(row.step), row.name, row.house) for row in rows]


async def waiting_since(tx: Tx, before: datetime) -> list[Touch]:
    """What waits for staff and was last touched before that moment, oldest first.

    Who only comes by waits for nobody, and after the talk nothing waits but the closing.
    """
    idle = steps.c.step.in_([Happening.DETAILS_SEEN.value, Happening.CORRECTED.value])
    last = select(func.max(steps.c.id)).where(~idle).group_by(steps.c.request_id)
    comes = (requests.c.way == Way.COME.value) & (requests.c.state == RequestState.NEW.value)
    met = select(talks.c.id).where(talks.c.request_id == requests.c.id, talks.c.withdrawn_at.is_(None)).exists()
    waits = requests.c.state.in_([RequestState.NEW, RequestState.TAKEN]) & ~comes & ~met
    found = _REQUEST.add_columns(steps.c.id.label("touch"), steps.c.step, steps.c.at).join(
        steps, steps.c.request_id == requests.c.id
    )
    rows = await tx.execute(found.where(waits, steps.c.id.in_(last), steps.c.at <= before).order_by(steps.c.id))
    return [Touch(row.touch, _request(row), Happening(row.step), row.at) for row in rows]


async def add_answer(tx: Tx, request: int, staff_id: int, body: str, now: datetime) -> int:
    """Keep what a member of staff answers, sealed."""
    values = {"request_id": request, "staff_id": staff_id, "body": tx.seal(body), "at": now}
    answer: int = (await tx.execute(insert(answers).values(**values).returning(answers.c.id))).scalar_one()
    return answer


async def answers_to(tx: Tx, request: int) -> list[tuple[int, str, str]]:
    """The answers a request got: id, who wrote, what; oldest first, erased ones left out."""
    joined = select(answers.c.id, staff.c.name, answers.c.body).join_from(
        answers, staff, staff.c.id == answers.c.staff_id
    )
    mine = (answers.c.request_id == request) & answers.c.body.is_not(None)
    return [
        (row.id, row.name, tx.unseal(row.body) or "")
        for row in await tx.execute(joined.where(mine).order_by(answers.c.id))
    ]


async def hand_over(tx: Tx, held_by: int, staff_id: int) -> list[int]:
    """All that this member of staff holds and that is still open becomes a colleague's, as it stands."""
    holding = (requests.c.staff_id == held_by) & requests.c.state.in_(OPEN_STATES)
    handed = update(requests).where(holding).values(staff_id=staff_id).returning(requests.c.id)
    return sorted((await tx.execute(handed)).scalars())


async def return_requests(tx: Tx, staff_id: int) -> list[int]:
    """Put what somebody holds back into the queue, when she leaves; the times she offered are free again.

    What is booked stays booked, and is nobody's: else it would fall to her once more when that time is no more.
    """
    holding = (requests.c.staff_id == staff_id) & requests.c.state.in_(sorted(HELD_BY_ONE))
    booked = (requests.c.staff_id == staff_id) & (requests.c.state == RequestState.BOOKED.value)
    await tx.execute(update(requests).where(booked).values(staff_id=None))
    values = {"state": RequestState.NEW.value, "staff_id": None}
    returned = list(
        (await tx.execute(update(requests).where(holding).values(**values).returning(requests.c.id))).scalars()
    )
    for request in returned:
        await lapse_offers(tx, request)
    return returned


# What the two sides said to each other, and when.
SAID = ((answers.c.body, answers.c.at), (questions.c.body, questions.c.asked_at), (replies.c.body, replies.c.at))


async def erase_old_words(tx: Tx, now: datetime, among: Sequence[int] | None = None) -> int:
    """Erase every note, voice reference, number and answer whose time is up; say how many requests it touched."""
    over = requests.c.words_until <= now
    if among is not None:
        over &= requests.c.id.in_(among)
    holds = (
        requests.c.note.is_not(None)
        | requests.c.voice.is_not(None)
        | requests.c.phone.is_not(None)
        | requests.c.name.is_not(None)
    )
    old = select(requests.c.id).where(over)
    for body, said_at in SAID:
        # What is said late must still be read by the other, and be there to be read again for a while.
        late = said_at > now - WORDS_LIVE_AFTER_VISIT
        words = body.table.c.request_id.in_(old) & body.is_not(None) & ~late
        await tx.execute(update(body.table).where(words).values(body=None))
    await tx.execute(
        update(appointments)
        .where(appointments.c.request_id.in_(old), appointments.c.place.is_not(None), appointments.c.ends_at <= now)
        .values(place=None)
    )
    gone = await tx.execute(update(requests).where(over, holds).values(note=None, voice=None, phone=None, name=None))
    await _erase_old_names(tx)
    return gone.rowcount


async def _erase_old_names(tx: Tx) -> None:
    """What we may call her is kept as long as one of her requests still holds a name."""
    named = select(requests.c.person_id).where(requests.c.name.is_not(None))
    await tx.execute(update(persons).where(persons.c.name.is_not(None), persons.c.id.not_in(named)).values(name=None))


async def set_way(tx: Tx, request: int, way: Way) -> None:
    """How to meet was changed by what was agreed."""
    await tx.execute(update(requests).where(requests.c.id == request).values(way=way.value))


async def erase_words_of(tx: Tx, person: int) -> None:
    """Erase all this person ever wrote or was written to."""
    mine = select(requests.c.id).where(requests.c.person_id == person)
    for table in (answers, questions, replies):
        await tx.execute(update(table).where(table.c.request_id.in_(mine)).values(body=None))
    await tx.execute(update(appointments).where(appointments.c.person_id == person).values(place=None))
    await tx.execute(
        update(requests).where(requests.c.person_id == person).values(note=None, voice=None, phone=None, name=None)
    )


async def count_open(tx: Tx, person: int, now: datetime) -> int:
    """How many of her requests wait for an answer or a time; who just comes by is not counted.

    It is hers alone: a limit that counted the other parent's would tell her of them.
    """
    ahead = select(appointments.c.id).where(
        appointments.c.request_id == requests.c.id,
        appointments.c.state == AppointmentState.CONFIRMED.value,
        appointments.c.ends_at > now,
    )
    waits = (requests.c.state != RequestState.BOOKED.value) | ahead.exists()
    mine = (
        (requests.c.person_id == person)
        & requests.c.state.in_(OPEN_STATES)
        & (requests.c.way != Way.COME.value)
        & waits
    )
    number: int = (await tx.execute(select(func.count()).select_from(requests).where(mine))).scalar_one()
    return number
