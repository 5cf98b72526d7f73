"""The end of what was kept long enough, where that is more than to delete a row."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Table, delete, select, update

from domain.appointments import AppointmentState
from domain.counselling import Happening, Outcome, RequestState
from storage import counselling, referrals
from storage.appointments import appointments, lapse_offers, talks
from storage.counselling import requests, steps
from storage.engine import Tx
from storage.families import family_joins
from storage.gatherings import gatherings, sessions, wanted_words
from storage.ledgers import outcomes
from storage.messages import CODE, messages
from storage.outbox import attempts, outbox
from storage.outcomes import add_finished
from storage.overdue import NAMELESS, Cut
from storage.people import staff
from storage.polls import polls, votes
from storage.presence import attendance_steps
from storage.questions import answers, questions, replies
from storage.register import talk_steps
from storage.sign_ups import attendances, sign_ups
from storage.surveys import ballots, survey_invitations, survey_rounds, survey_themes

Ids = Sequence[int]
End = Callable[[Tx, Ids, Cut], Awaitable[None]]
WITHDRAWN = "withdrawn"


def delete_from(table: Table) -> End:
    """The rows go."""
    (key,) = table.primary_key

    async def end(tx: Tx, ids: Ids, at: Cut) -> None:
        await tx.execute(delete(table).where(key.in_(ids)))

    return end


def change(table: Table, **values: Any) -> End:
    """Something in the rows goes."""
    (key,) = table.primary_key

    async def end(tx: Tx, ids: Ids, at: Cut) -> None:
        await tx.execute(update(table).where(key.in_(ids)).values(**values))

    return end


async def erase_words(tx: Tx, ids: Ids, at: Cut) -> None:
    """What people wrote goes."""
    await counselling.erase_old_words(tx, at.now, ids)


async def end_notices(tx: Tx, ids: Ids, at: Cut) -> None:
    """Messages go, with what was tried."""
    await tx.execute(delete(attempts).where(attempts.c.outbox_id.in_(ids)))
    await tx.execute(delete(outbox).where(outbox.c.id.in_(ids)))


async def end_visits(tx: Tx, ids: Ids, at: Cut) -> None:
    """Nobody waits for them any more."""
    for request in ids:
        await counselling.close_request(tx, request, Outcome.MISSED, at.now)
        await counselling.log_step(tx, request, Happening.CLOSED, at.now, house=True)


async def close_left_open(tx: Tx, ids: Ids, at: Cut) -> None:
    """The clock closes them; what came of them nobody has said, and so nothing is said of it here."""
    agreed = appointments.c.request_id.in_(ids) & (appointments.c.state == AppointmentState.CONFIRMED.value)
    await tx.execute(update(appointments).where(agreed).values(state=AppointmentState.CANCELLED.value))
    for request in ids:
        await counselling.move_request(tx, request, RequestState.CLOSED, closed_at=at.now)
        await lapse_offers(tx, request)
        await counselling.shorten_words(tx, request, at.now + counselling.WORDS_LIVE_AFTER_VISIT)
        await counselling.log_step(tx, request, Happening.CLOSED, at.now, house=True)


async def finish_requests(tx: Tx, ids: Ids, at: Cut) -> None:
    """Requests become a count, and all that belonged to them goes; the register keeps its talks."""
    found = (await tx.execute(select(requests).where(requests.c.id.in_(ids)))).all()
    await add_finished(tx, [_counted(row, at) for row in found])
    await tx.execute(delete(messages).where(CODE.in_([row.code for row in found])))
    for register in (talks, referrals.contacts):
        await tx.execute(update(register).where(register.c.request_id.in_(ids)).values(request_id=None))
    times = select(appointments.c.id).where(appointments.c.request_id.in_(ids))
    await tx.execute(update(talks).where(talks.c.appointment_id.in_(times)).values(appointment_id=None))
    for table in (referrals.referrals, replies, questions, answers, steps, appointments):
        await tx.execute(delete(table).where(table.c.request_id.in_(ids)))
    await tx.execute(delete(requests).where(requests.c.id.in_(ids)))
    await _no_longer_moved(tx, requests.name, ids)


def _counted(row: Any, at: Cut) -> dict[str, Any]:
    year, week, _ = row.closed_at.astimezone(at.zone).isocalendar()
    outcome = WITHDRAWN if row.state == RequestState.WITHDRAWN.value else row.outcome
    return {"week": f"{year:04}-W{week:02}", "topic": row.topic, "way": row.way, "outcome": outcome}


async def _no_longer_moved(tx: Tx, table: str, ids: Ids) -> None:
    """Un-joining two families must not take along a later row that was given the number of one that is gone."""
    for join in (await tx.execute(select(family_joins.c.id, family_joins.c.moved))).all():
        here = set(join.moved.get(table, ())) & set(ids)
        if here:
            left = {**join.moved, table: [one for one in join.moved[table] if one not in here]}
            await tx.execute(update(family_joins).where(family_joins.c.id == join.id).values(moved=left))


def end_counted(table: Table) -> End:
    """Entries of a register go, and with a talk what was put right in it."""

    async def end(tx: Tx, ids: Ids, at: Cut) -> None:
        if table is talks:
            await tx.execute(delete(talk_steps).where(talk_steps.c.talk_id.in_(ids)))
        await delete_from(table)(tx, ids, at)
        await _no_longer_moved(tx, table.name, ids)

    return end


async def empty_sign_ups(tx: Tx, ids: Ids, at: Cut) -> None:
    """What was only needed while it lasted goes; that somebody took part stays."""
    gone = dict.fromkeys(("name", "phone", "dish", "interpreter", "leave_ends_on"))
    await tx.execute(update(sign_ups).where(sign_ups.c.id.in_(ids)).values(allergies={}, **gone))


async def end_gatherings(tx: Tx, ids: Ids, at: Cut) -> None:
    """Gatherings go, with all that belongs to them."""
    its = {table: select(table.c.id).where(table.c.gathering_id.in_(ids)) for table in (sessions, sign_ups, polls)}
    moved = {table: await _ids(tx, which) for table, which in _moved_with(its).items()}
    await tx.execute(delete(outcomes).where(outcomes.c.sign_up_id.in_(its[sign_ups])))
    came = select(attendances.c.id).where(attendances.c.session_id.in_(its[sessions]))
    await tx.execute(delete(attendance_steps).where(attendance_steps.c.attendance_id.in_(came)))
    await tx.execute(delete(attendances).where(attendances.c.session_id.in_(its[sessions])))
    await tx.execute(delete(votes).where(votes.c.poll_id.in_(its[polls])))
    for table in (wanted_words, polls, sign_ups, sessions):
        await tx.execute(delete(table).where(table.c.gathering_id.in_(ids)))
    await delete_from(gatherings)(tx, ids, at)
    for table, gone in moved.items():
        await _no_longer_moved(tx, table.name, gone)


async def end_rounds(tx: Tx, ids: Ids, at: Cut) -> None:
    """Rounds of surveys go, with all that belongs to them."""
    asked = await _ids(tx, select(survey_invitations.c.id).where(survey_invitations.c.round_id.in_(ids)))
    for table in (survey_themes, ballots, survey_invitations):
        await tx.execute(delete(table).where(table.c.round_id.in_(ids)))
    await delete_from(survey_rounds)(tx, ids, at)
    await _no_longer_moved(tx, survey_invitations.name, asked)


def _moved_with(its: Mapping[Table, Select[Any]]) -> dict[Table, Select[Any]]:
    present = select(attendances.c.id).where(attendances.c.session_id.in_(its[sessions]))
    return {sign_ups: its[sign_ups], attendances: present}


async def _ids(tx: Tx, which: Select[Any]) -> list[int]:
    return list((await tx.execute(which)).scalars())


forget_colleagues = change(staff, name=NAMELESS, field=None, hours=None, busy_until=None)
