"""Who takes part: sign-ups, the line of those who wait, what is said to a session, and who was there."""

import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
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
    case,
    func,
    insert,
    literal,
    select,
    update,
)

from domain.gathering_rules import Unit
from domain.people import Person
from domain.sign_ups import (
    ACTIVE,
    SIGN_UP_MOVES,
    TAKES_PLACE,
    Answer,
    Arrival,
    Attendance,
    Needs,
    Party,
    SignUp,
    SignUpState,
)
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import persons

sign_ups = Table(
    "sign_ups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True),
    Column("gathering_id", ForeignKey("gatherings.id"), nullable=False, index=True),
    Column("family_id", ForeignKey("families.id"), nullable=False, index=True),
    # Who speaks for it; empty where staff signed up a family without a phone.
    Column("person_id", ForeignKey("persons.id"), index=True),
    Column("state", String, nullable=False),
    Column("adults", Integer, nullable=False),
    # How many by age band.
    Column("children", JSON, nullable=False),
    Column("childcare", Boolean, nullable=False),
    Column("dish", String),
    # How many by kind, for the kitchen.
    Column("allergies", JSON, nullable=False),
    Column("interpreter", String),
    # What we may call them, for the list and the diploma, and where to ring if plans change; both by choice.
    Column("name", LargeBinary),
    Column("phone", LargeBinary),
    # Of a mother: when her leave ends, if she says so.
    Column("leave_ends_on", Date),
    # The place in the line.
    Column("queued_at", Moment, nullable=False),
    Column("offered_until", Moment),
    Column("ended_at", Moment),
)

# What was said to a session and who was there; one row for each family or woman in a session.
attendances = Table(
    "attendances",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("session_id", ForeignKey("sessions.id"), nullable=False, index=True),
    Column("family_id", ForeignKey("families.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("persons.id"), index=True),
    Column("answer", String),
    Column("answered_at", Moment),
    # More or fewer than signed up, this time only.
    Column("party", JSON),
    # Has taken the turn to bring the food.
    Column("food", Boolean, nullable=False),
    # Empty means that nobody has said, which is never no.
    Column("present", Boolean),
    Column("way", String),
    Column("noted_at", Moment),
    # Empty where the family opened the code on the door itself.
    Column("staff_id", ForeignKey("staff.id")),
)

# The line, the first first.
IN_LINE = (sign_ups.c.queued_at, sign_ups.c.id)
_TAKES = sign_ups.c.state.in_(sorted(TAKES_PLACE))
_ACTIVE = sign_ups.c.state.in_(sorted(ACTIVE))


def read_sign_up(tx: Tx, row: Row[Any]) -> SignUp:
    """A sign-up as it stands in a row."""
    return SignUp(
        row.id,
        row.code,
        row.gathering_id,
        row.family_id,
        row.person_id,
        SignUpState(row.state),
        Party(row.adults, row.children, row.childcare),
        Needs(row.dish, row.allergies, row.interpreter),
        row.queued_at,
        row.offered_until,
        tx.unseal(row.name),
        row.phone is not None,
        row.leave_ends_on,
        row.ended_at,
    )


def party_as_data(party: Party) -> dict[str, Any]:
    """A party as it is kept; bands with no child in them are left out."""
    children = {band: count for band, count in party.children.items() if count}
    return {"adults": party.adults, "children": children, "childcare": party.childcare}


def _needs(needs: Needs) -> dict[str, Any]:
    allergies = {kind: count for kind, count in needs.allergies.items() if count}
    return {"dish": needs.dish, "allergies": allergies, "interpreter": needs.interpreter}


def _hers(person: Person, unit: Unit) -> ColumnElement[bool]:
    """What a person may speak for: her own where women are counted, else her family's."""
    return sign_ups.c.person_id == person.id if unit.one_person else sign_ups.c.family_id == person.family


async def sign_up(
    tx: Tx,
    gathering: int,
    family: int,
    person: int | None,
    state: SignUpState,
    party: Party,
    needs: Needs,
    now: datetime,
    name: str | None = None,
) -> str:
    """Sign up, or get in line, and give the public code; the caller has locked the gathering and looked for another."""
    code = secrets.token_hex(4)
    values = {
        "code": code,
        "gathering_id": gathering,
        "family_id": family,
        "person_id": person,
        "state": state.value,
        **party_as_data(party),
        **_needs(needs),
        "name": tx.seal(name),
        "queued_at": now,
    }
    await tx.execute(insert(sign_ups).values(**values))
    return code


async def find_sign_up(tx: Tx, code: str) -> SignUp | None:
    """The sign-up with this public code."""
    row = (await tx.execute(select(sign_ups).where(sign_ups.c.code == code))).first()
    return None if row is None else read_sign_up(tx, row)


async def sign_up_of(tx: Tx, gathering: int, person: Person, unit: Unit) -> SignUp | None:
    """Hers, or her family's, in this gathering: the oldest that is active, else the newest there was."""
    mine = select(sign_ups).where(sign_ups.c.gathering_id == gathering, _hers(person, unit))
    found = [read_sign_up(tx, row) for row in await tx.execute(mine.order_by(*IN_LINE))]
    return next((one for one in found if one.state in ACTIVE), found[-1] if found else None)


async def active_sign_ups(tx: Tx, person: Person) -> list[SignUp]:
    """All that stand for her or for her family; which count as hers is said by the rules of each activity."""
    mine = (sign_ups.c.person_id == person.id) | (sign_ups.c.family_id == person.family)
    return [read_sign_up(tx, row) for row in await tx.execute(select(sign_ups).where(mine, _ACTIVE).order_by(*IN_LINE))]


async def sign_ups_by(tx: Tx, person: Person) -> list[SignUp]:
    """All that she, or her family, ever signed up for, whatever became of it; in the order of the line."""
    mine = (sign_ups.c.person_id == person.id) | (sign_ups.c.family_id == person.family)
    return [read_sign_up(tx, row) for row in await tx.execute(select(sign_ups).where(mine).order_by(*IN_LINE))]


async def said_by(tx: Tx, person: Person) -> list[Attendance]:
    """All that she, or her family, said to a session, and where they were seen."""
    mine = (attendances.c.person_id == person.id) | (attendances.c.family_id == person.family)
    rows = await tx.execute(select(attendances).where(mine).order_by(attendances.c.id))
    return [_attendance(row) for row in rows]


async def sign_ups_of(tx: Tx, gathering: int, states: Collection[SignUpState] = (SignUpState.GOING,)) -> list[SignUp]:
    """The sign-ups of a gathering in these states, in the order of the line."""
    which = (sign_ups.c.gathering_id == gathering) & sign_ups.c.state.in_(sorted(states))
    return [read_sign_up(tx, row) for row in await tx.execute(select(sign_ups).where(which).order_by(*IN_LINE))]


async def places_taken(tx: Tx, gathering: int) -> int:
    """How many places are taken: of those who come, and those that are kept for somebody who was offered one."""
    count = select(func.count()).select_from(sign_ups).where(sign_ups.c.gathering_id == gathering, _TAKES)
    number: int = (await tx.execute(count)).scalar_one()
    return number


async def last_left(tx: Tx, gathering: int) -> datetime | None:
    """When somebody last left it, or let an offer go."""
    left = select(func.max(sign_ups.c.ended_at)).where(sign_ups.c.gathering_id == gathering)
    return (await tx.execute(left)).scalar()


async def place_in_line(tx: Tx, sign_up: SignUp) -> int:
    """Her place in the line, from 1: how many wait and came before her, and herself."""
    ahead = (sign_ups.c.queued_at < sign_up.queued_at) | (
        (sign_ups.c.queued_at == sign_up.queued_at) & (sign_ups.c.id < sign_up.id)
    )
    waits = (sign_ups.c.gathering_id == sign_up.gathering) & (sign_ups.c.state == SignUpState.WAITING.value)
    number: int = (await tx.execute(select(func.count()).select_from(sign_ups).where(waits, ahead))).scalar_one()
    return number + 1


async def move_sign_up(
    tx: Tx, sign_up: int, to: SignUpState, now: datetime, offered_until: datetime | None = None
) -> bool:
    """Take a sign-up to another state; False when it is not where that could begin.

    Whoever comes again stands at the end of the line, and takes part from now on.
    """
    sources = [state.value for state, targets in SIGN_UP_MOVES.items() if to in targets]
    here = (sign_ups.c.id == sign_up) & sign_ups.c.state.in_(sources)
    values: dict[str, Any] = {"state": to.value, "offered_until": offered_until}
    values["ended_at"] = None if to in ACTIVE else now
    if to in (SignUpState.WAITING, SignUpState.GOING):
        over = sign_ups.c.state.in_([SignUpState.LEFT.value, SignUpState.LAPSED.value])
        values["queued_at"] = case((over, literal(now, Moment)), else_=sign_ups.c.queued_at)
    return (await tx.execute(update(sign_ups).where(here).values(**values))).rowcount == 1


async def keep_until(tx: Tx, sign_up: int, until: datetime) -> None:
    """A place that is kept for her is kept until then."""
    here = (sign_ups.c.id == sign_up) & (sign_ups.c.state == SignUpState.OFFERED.value)
    await tx.execute(update(sign_ups).where(here).values(offered_until=until))


async def change_sign_up(tx: Tx, sign_up: int, party: Party, needs: Needs) -> bool:
    """Another party, other needs; False when the sign-up does not stand any more."""
    here = (sign_ups.c.id == sign_up) & _ACTIVE
    values = {**party_as_data(party), **_needs(needs)}
    return (await tx.execute(update(sign_ups).where(here).values(**values))).rowcount == 1


async def name_sign_up(tx: Tx, sign_up: int, name: str | None) -> None:
    """What we may call them."""
    await tx.execute(update(sign_ups).where(sign_ups.c.id == sign_up).values(name=tx.seal(name)))


async def give_phone(tx: Tx, sign_up: int, phone: str | None) -> None:
    """Where to ring if plans change at the last moment."""
    await tx.execute(update(sign_ups).where(sign_ups.c.id == sign_up).values(phone=tx.seal(phone)))


async def end_leave(tx: Tx, sign_up: int, ends_on: date | None) -> None:
    """When a mother's leave ends, as she says herself; None takes it back."""
    await tx.execute(update(sign_ups).where(sign_ups.c.id == sign_up, _ACTIVE).values(leave_ends_on=ends_on))


async def phone_of(tx: Tx, sign_up: int) -> str | None:
    """The number that was left."""
    return tx.unseal((await tx.execute(select(sign_ups.c.phone).where(sign_ups.c.id == sign_up))).scalar())


def _attendance(row: Row[Any]) -> Attendance:
    return Attendance(
        row.id,
        row.session_id,
        row.family_id,
        row.person_id,
        Answer(row.answer) if row.answer else None,
        None if row.party is None else Party(**row.party),
        row.food,
        row.present,
        Arrival(row.way) if row.way else None,
    )


async def attendances_of(tx: Tx, sessions: Collection[int]) -> list[Attendance]:
    """All that was said to these sessions, and who was there."""
    rows = await tx.execute(
        select(attendances).where(attendances.c.session_id.in_(sorted(sessions))).order_by(attendances.c.id)
    )
    return [_attendance(row) for row in rows]


async def attendance_of(tx: Tx, session: int, family: int, person: int | None, unit: Unit) -> Attendance | None:
    """What one family, or one woman, said to a session; the oldest where two families were joined."""
    row = (await tx.execute(select(attendances).where(_this_one(session, family, person, unit)))).first()
    return None if row is None else _attendance(row)


def _this_one(session: int, family: int, person: int | None, unit: Unit) -> ColumnElement[bool]:
    here = attendances.c.session_id == session
    if unit.one_person and person is not None:
        return here & (attendances.c.person_id == person)
    same = here & (attendances.c.family_id == family)
    return same & attendances.c.person_id.is_(None) if unit.one_person else same


async def say(tx: Tx, session: int, family: int, person: int | None, unit: Unit, **values: Any) -> None:
    """Note something of one family, or one woman, in one session: columns of `attendances`.

    Of two who press at once the second finds the row of the first: the caller has locked the gathering.
    """
    done = await tx.execute(update(attendances).where(_this_one(session, family, person, unit)).values(**values))
    if done.rowcount == 0:
        row = {"session_id": session, "family_id": family, "person_id": person, "food": False, **values}
        await tx.execute(insert(attendances).values(**row))


async def say_of_all(tx: Tx, session: int, families: Collection[int], **values: Any) -> None:
    """Note the same of many families of which nothing is noted yet in a session."""
    rows = [{"session_id": session, "family_id": family, "food": False, **values} for family in families]
    await tx.execute(insert(attendances), rows)


async def ask_again(tx: Tx, session: int) -> None:
    """What was said to a session is no answer any more: it has another time."""
    here = attendances.c.session_id == session
    await tx.execute(update(attendances).where(here).values(answer=None, answered_at=None))


def answered(answer: Answer, now: datetime, party: Party | None = None) -> dict[str, Any]:
    """What is noted when somebody answers; `party` stands for this time only."""
    kept = None if party is None else party_as_data(party)
    return {"answer": answer.value, "answered_at": now, "party": kept}


def came(present: bool | None, way: Arrival, now: datetime, staff_id: int | None = None) -> dict[str, Any]:
    """What is noted when somebody is seen, or is said not to have come; None takes it back."""
    return {"present": present, "way": way.value, "noted_at": now, "staff_id": staff_id}


async def count_party(tx: Tx, attendance: int, party: Party) -> None:
    """How many came, of those who came without a sign-up."""
    values = {"party": party_as_data(party)}
    await tx.execute(update(attendances).where(attendances.c.id == attendance).values(**values))


async def hand_over(tx: Tx, sign_up: int, person: int) -> None:
    """Somebody else of the family speaks for it from now on."""
    await tx.execute(update(sign_ups).where(sign_ups.c.id == sign_up).values(person_id=person, name=None, phone=None))


async def speak_for(tx: Tx, sign_up: int, person: int) -> None:
    """She speaks for it from now on, if nobody does: whoever did was forgotten, or had no phone."""
    here = persons.select().where(persons.c.id == sign_ups.c.person_id, persons.c.telegram_id.is_not(None))
    nobody = (sign_ups.c.id == sign_up) & ~here.exists()
    await tx.execute(update(sign_ups).where(nobody).values(person_id=person))


async def empty_sign_ups_of(tx: Tx, person: int) -> None:
    """Of those who are forgotten nothing stays but that a family took part."""
    gone = dict.fromkeys(("name", "phone", "dish", "interpreter", "leave_ends_on"))
    hers = sign_ups.c.person_id == person
    await tx.execute(update(sign_ups).where(hers).values(allergies={}, children={}, **gone))
    said = {"answer": None, "answered_at": None, "party": None, "food": False}
    await tx.execute(update(attendances).where(attendances.c.person_id == person).values(**said))
