"""Gatherings and their sessions."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from domain.gatherings import (
    GATHERING_MOVES,
    SESSION_MOVES,
    About,
    Detail,
    Gathering,
    GatheringState,
    Session,
    SessionState,
    Venue,
)
from domain.slots import Span
from storage.columns import Moment
from storage.engine import Tx, metadata

gatherings = Table(
    "gatherings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    # The key of one of the programme's activities.
    Column("activity", String, nullable=False, index=True),
    Column("state", String, nullable=False, index=True),
    # What staff wrote about it for everybody to read: nothing of a resident stands here.
    Column("theme", String),
    Column("title", JSON, nullable=False),
    Column("details", JSON, nullable=False),
    Column("venue", JSON),
    Column("places", Integer),
    Column("childcare", Boolean, nullable=False),
    # What a nurse's invitation carries; a new one makes the old ones lead nowhere.
    Column("join_code", String, nullable=False, unique=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("opened_at", Moment),
    Column("ended_at", Moment),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("gathering_id", ForeignKey("gatherings.id"), nullable=False, index=True),
    Column("starts_at", Moment, nullable=False, index=True),
    Column("ends_at", Moment, nullable=False),
    Column("state", String, nullable=False),
    Column("theme", String),
    Column("title", JSON, nullable=False),
    Column("details", JSON, nullable=False),
    Column("venue", JSON),
    Column("sequence", Integer, nullable=False),
    # What the code on the door carries.
    Column("door", String, nullable=False, unique=True),
)

# Who could not read a title and asked for it in her language.
wanted_words = Table(
    "wanted_words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gathering_id", ForeignKey("gatherings.id"), nullable=False, index=True),
    Column("session_id", ForeignKey("sessions.id")),
    Column("person_id", ForeignKey("persons.id"), nullable=False, index=True),
    Column("language", String, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answered_at", Moment),
)

_STANDS = sessions.c.state == SessionState.PLANNED.value
_IN_ORDER = (sessions.c.starts_at, sessions.c.id)
_SESSIONS = (
    select(sessions).where(sessions.c.gathering_id.in_(bindparam("gatherings", expanding=True))).order_by(*_IN_ORDER)
)


def _about(row: Row[Any]) -> About:
    details = {Detail(name): texts for name, texts in row.details.items()}
    return About(row.theme, row.title, details, None if row.venue is None else Venue(**row.venue))


def _columns(about: About) -> dict[str, Any]:
    venue = about.venue and {"name": about.venue.name, "address": about.venue.address}
    details = {name.value: dict(texts) for name, texts in about.details.items() if texts}
    return {"theme": about.theme, "title": dict(about.title), "details": details, "venue": venue}


def _session(row: Row[Any], number: int) -> Session:
    return Session(
        row.id,
        row.code,
        row.gathering_id,
        row.starts_at,
        row.ends_at,
        SessionState(row.state),
        _about(row),
        row.sequence,
        row.door,
        number,
    )


def _gathering(row: Row[Any], its: Sequence[Session]) -> Gathering:
    return Gathering(
        row.id,
        row.code,
        row.activity,
        GatheringState(row.state),
        _about(row),
        row.places,
        row.childcare,
        row.join_code,
        row.staff_id,
        tuple(its),
        row.ended_at,
    )


async def make_gathering(
    tx: Tx, activity: str, about: About, places: int | None, childcare: bool, staff_id: int, now: datetime
) -> str:
    """Begin a draft, and give its public code."""
    code = secrets.token_hex(4)
    values = {
        "code": code,
        "activity": activity,
        "state": GatheringState.DRAFT.value,
        **_columns(about),
        "places": places,
        "childcare": childcare,
        "join_code": secrets.token_urlsafe(12),
        "staff_id": staff_id,
        "created_at": now,
    }
    await tx.execute(insert(gatherings).values(**values))
    return code


async def add_sessions(tx: Tx, gathering: int, planned: Iterable[tuple[Span, About]]) -> list[str]:
    """Add sessions to a gathering, and give their public codes."""
    rows = [
        {
            "code": secrets.token_hex(4),
            "gathering_id": gathering,
            "starts_at": span.starts_at,
            "ends_at": span.ends_at,
            "state": SessionState.PLANNED.value,
            **_columns(about),
            "sequence": 0,
            "door": secrets.token_urlsafe(9),
        }
        for span, about in planned
    ]
    if rows:
        await tx.execute(insert(sessions), rows)
    return [row["code"] for row in rows]


async def find_gathering(tx: Tx, code: str) -> Gathering | None:
    """The gathering with this public code, with all its sessions."""
    return _only(await _load(tx, gatherings.c.code == code))


async def get_gathering(tx: Tx, gathering: int) -> Gathering:
    """A gathering that is known to be there."""
    return (await _load(tx, gatherings.c.id == gathering))[0]


async def find_by_session(tx: Tx, code: str) -> tuple[Gathering, Session] | None:
    """The session with this public code, and the gathering it belongs to."""
    return await _with_session(tx, sessions.c.code == code)


async def find_by_door(tx: Tx, door: str) -> tuple[Gathering, Session] | None:
    """The session on whose door this code hangs."""
    return await _with_session(tx, sessions.c.door == door)


async def find_by_join_code(tx: Tx, join_code: str) -> Gathering | None:
    """The gathering to which this invitation leads."""
    return _only(await _load(tx, gatherings.c.join_code == join_code))


async def gatherings_of(
    tx: Tx,
    activities: Collection[str],
    states: Collection[GatheringState],
    over_after: datetime | None = None,
) -> list[Gathering]:
    """Gatherings of these activities in these states, the one whose first session comes first first.

    With `over_after` only those of which a session ends after that moment; one without any session has none.
    """
    which = gatherings.c.activity.in_(sorted(activities)) & gatherings.c.state.in_(sorted(states))
    if over_after is not None:
        late = select(sessions.c.gathering_id).where(sessions.c.ends_at > over_after)
        which &= gatherings.c.id.in_(late)
    found = await _load(tx, which)
    return sorted(
        found, key=lambda one: (not one.sessions, one.sessions[0].starts_at if one.sessions else None, one.id)
    )


async def sessions_between(tx: Tx, span: Span) -> list[tuple[Gathering, Session]]:
    """Sessions that stand, of whatever is open or a draft, that take place in part in this span; earliest first."""
    alive = select(gatherings.c.id).where(gatherings.c.state != GatheringState.CANCELLED.value)
    overlap = (sessions.c.starts_at < span.ends_at) & (sessions.c.ends_at > span.starts_at)
    planned = sessions.c.state == SessionState.PLANNED.value
    codes = select(sessions.c.gathering_id).where(overlap, planned)
    found = await _load(tx, gatherings.c.id.in_(codes) & gatherings.c.id.in_(alive))
    inside = [
        (gathering, one)
        for gathering in found
        for one in gathering.standing
        if one.starts_at < span.ends_at and span.starts_at < one.ends_at
    ]
    return sorted(inside, key=lambda pair: (pair[1].starts_at, pair[1].id))


async def gatherings_in(tx: Tx, activities: Collection[str], span: Span) -> list[Gathering]:
    """Gatherings of these activities of which a session begins in this span, whatever became of them; no drafts."""
    within = (sessions.c.starts_at >= span.starts_at) & (sessions.c.starts_at < span.ends_at)
    opened = gatherings.c.activity.in_(sorted(activities)) & (gatherings.c.state != GatheringState.DRAFT.value)
    return await _load(tx, opened & gatherings.c.id.in_(select(sessions.c.gathering_id).where(within)))


async def _load(tx: Tx, which: ColumnElement[bool]) -> list[Gathering]:
    rows = (await tx.execute(select(gatherings).where(which).order_by(gatherings.c.id))).all()
    its: dict[int, list[Session]] = {row.id: [] for row in rows}
    if its:
        for row in await tx.execute(_SESSIONS, {"gatherings": list(its)}):
            here = its[row.gathering_id]
            here.append(_session(row, len(here) + 1))
    return [_gathering(row, its[row.id]) for row in rows]


def _only(found: Sequence[Gathering]) -> Gathering | None:
    return found[0] if found else None


async def _with_session(tx: Tx, which: ColumnElement[bool]) -> tuple[Gathering, Session] | None:
    row = (await tx.execute(select(sessions.c.gathering_id, sessions.c.code).where(which))).first()
    if row is None:
        return None
    gathering = await get_gathering(tx, row.gathering_id)
    session = gathering.session(row.code)
    assert session is not None
    return gathering, session


async def lock_gathering(tx: Tx, gathering: int) -> None:
    """On a server nobody else counts its places meanwhile; a file has one writer at a time anyhow."""
    await tx.execute(select(gatherings.c.id).where(gatherings.c.id == gathering).with_for_update())


async def move_gathering(tx: Tx, gathering: int, to: GatheringState, now: datetime) -> bool:
    """Take a gathering to another state; False when it is not where that could begin."""
    sources = [state.value for state, targets in GATHERING_MOVES.items() if to in targets]
    here = (gatherings.c.id == gathering) & gatherings.c.state.in_(sources)
    values: dict[str, Any] = {"state": to.value}
    values["opened_at" if to is GatheringState.OPEN else "ended_at"] = now
    return (await tx.execute(update(gatherings).where(here).values(**values))).rowcount == 1


async def drop_draft(tx: Tx, gathering: int) -> bool:
    """A draft that is not wanted any more goes, with its sessions; False when it is no draft any more."""
    draft = select(gatherings.c.id).where(
        gatherings.c.id == gathering, gatherings.c.state == GatheringState.DRAFT.value
    )
    await tx.execute(sessions.delete().where(sessions.c.gathering_id.in_(draft)))
    return (await tx.execute(gatherings.delete().where(gatherings.c.id.in_(draft)))).rowcount == 1


async def describe_gathering(tx: Tx, gathering: int, about: About) -> None:
    """What it is about, said anew."""
    await tx.execute(update(gatherings).where(gatherings.c.id == gathering).values(**_columns(about)))


async def set_gathering(tx: Tx, gathering: int, values: Mapping[str, Any]) -> None:
    """Set `places` or `childcare` anew."""
    await tx.execute(update(gatherings).where(gatherings.c.id == gathering).values(**values))


async def new_join_code(tx: Tx, gathering: int) -> str:
    """A new invitation; the old ones lead nowhere from now on."""
    code = secrets.token_urlsafe(12)
    await tx.execute(update(gatherings).where(gatherings.c.id == gathering).values(join_code=code))
    return code


async def describe_session(tx: Tx, session: int, about: About) -> None:
    """What a session is about, said anew; calendars learn of it."""
    values = {**_columns(about), "sequence": sessions.c.sequence + 1}
    await tx.execute(update(sessions).where(sessions.c.id == session).values(**values))


async def move_session(tx: Tx, session: int, was: int, span: Span) -> bool:
    """Another time for a session that was not changed meanwhile; False when it was, or does not stand."""
    here = (sessions.c.id == session) & (sessions.c.sequence == was) & _STANDS
    values = {"starts_at": span.starts_at, "ends_at": span.ends_at, "sequence": sessions.c.sequence + 1}
    return (await tx.execute(update(sessions).where(here).values(**values))).rowcount == 1


async def cancel_session(tx: Tx, session: int) -> bool:
    """A session does not take place; False when that was said before."""
    sources = [state.value for state, targets in SESSION_MOVES.items() if SessionState.CANCELLED in targets]
    here = (sessions.c.id == session) & sessions.c.state.in_(sources)
    values = {"state": SessionState.CANCELLED.value, "sequence": sessions.c.sequence + 1}
    return (await tx.execute(update(sessions).where(here).values(**values))).rowcount == 1


async def drop_session(tx: Tx, session: int) -> None:
    """A session of a draft goes."""
    drafts = select(gatherings.c.id).where(gatherings.c.state == GatheringState.DRAFT.value)
    await tx.execute(sessions.delete().where(sessions.c.id == session, sessions.c.gathering_id.in_(drafts)))


async def want_words(tx: Tx, gathering: int, session: int | None, person: int, language: str, now: datetime) -> bool:
    """She asks for what it is about in her language; False when she has asked already and waits."""
    mine = (wanted_words.c.gathering_id == gathering) & (wanted_words.c.person_id == person)
    waits = select(wanted_words.c.id).where(mine, wanted_words.c.answered_at.is_(None))
    if (await tx.execute(waits)).first() is not None:
        return False
    values = {"gathering_id": gathering, "session_id": session, "person_id": person, "language": language}
    await tx.execute(insert(wanted_words).values(asked_at=now, **values))
    return True


async def wanted_languages(tx: Tx, gathering: int) -> list[str]:
    """The languages in which somebody still waits for words about it."""
    waits = (wanted_words.c.gathering_id == gathering) & wanted_words.c.answered_at.is_(None)
    rows = await tx.execute(select(wanted_words.c.language).where(waits).distinct().order_by(wanted_words.c.language))
    return list(rows.scalars())


async def words_came(tx: Tx, gathering: int, language: str, now: datetime) -> list[int]:
    """There are words in this language now; gives the persons who waited for them."""
    waits = (wanted_words.c.gathering_id == gathering) & wanted_words.c.answered_at.is_(None)
    mine = waits & (wanted_words.c.language == language)
    came = update(wanted_words).where(mine).values(answered_at=now).returning(wanted_words.c.person_id)
    return sorted((await tx.execute(came)).scalars())


async def drop_wanted_words(tx: Tx, person: int) -> None:
    """What she asked to have in her language goes."""
    await tx.execute(wanted_words.delete().where(wanted_words.c.person_id == person))
