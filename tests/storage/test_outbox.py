"""The outbox: said once, most urgent first, every attempt on record, and an end for everything."""

import asyncio
from datetime import datetime
from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.notices import Due, Lane, Notice, NoticeState
from domain.people import Person
from storage import outbox
from storage.engine import Database, Tx
from storage.retention import end_due
from tests.storage.house import DAY, HOUR, MINUTE, NOW, another, resident

S = NoticeState


@pytest.fixture
async def alma(tx: Tx) -> Person:
    return await resident(tx)


async def put(
    tx: Tx,
    person: Person,
    purpose: str,
    lane: Lane = Lane.URGENT,
    *,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> None:
    notice = Notice(person.id, purpose.split(":")[0], purpose, {"code": purpose}, not_before, not_after, lane)
    await outbox.enqueue(tx, [notice], NOW)


async def due(tx: Tx, now: datetime = NOW) -> list[Due]:
    return await outbox.due(tx, now, 100)


async def codes(tx: Tx, now: datetime = NOW) -> list[str]:
    return [one.data["code"] for one in await due(tx, now)]


async def states(tx: Tx) -> dict[str, str]:
    rows = await tx.execute(select(outbox.outbox.c.purpose, outbox.outbox.c.state))
    return {row.purpose: row.state for row in rows}


async def attempts(tx: Tx) -> list[tuple[int, str | None]]:
    table = outbox.attempts
    rows = await tx.execute(select(table.c.number, table.c.outcome).order_by(table.c.id))
    return [(row.number, row.outcome) for row in rows]


async def test_a_notice_that_is_due_says_all_that_a_send_needs(tx: Tx, alma: Person) -> None:
    await put(tx, alma, "reminder:1", Lane.BULK, not_before=NOW, not_after=NOW + HOUR)
    (one,) = await due(tx)
    assert (one.recipient, one.kind, one.data) == (alma.id, "reminder", {"code": "reminder:1"})
    assert (one.not_after, one.lane, one.attempts, one.repeat) == (NOW + HOUR, Lane.BULK, 0, False)


async def test_the_same_purpose_is_said_once(tx: Tx, alma: Person) -> None:
    for _ in range(3):
        await put(tx, alma, "reminder:1")
    await outbox.enqueue(tx, [Notice(alma.id, "other", purpose) for purpose in ("reminder:1", "x", "x")], NOW)
    assert [one.kind for one in await due(tx)] == ["reminder", "other"]
    await outbox.settle(tx, (await due(tx))[0].id, S.SENT, NOW)
    await put(tx, alma, "reminder:1")
    assert len(await due(tx)) == 1
    await outbox.enqueue(tx, [], NOW)


async def test_lanes_overtake_and_within_one_the_earliest_goes_first(tx: Tx, alma: Person) -> None:
    await put(tx, alma, "bulk", Lane.BULK, not_before=NOW - DAY)
    await put(tx, alma, "urgent, later", Lane.URGENT, not_before=NOW)
    await put(tx, alma, "urgent, earlier", Lane.URGENT, not_before=NOW - HOUR)
    await put(tx, alma, "urgent, as early", Lane.URGENT, not_before=NOW - HOUR)
    await put(tx, alma, "interactive", Lane.INTERACTIVE)
    expected = ["interactive", "urgent, earlier", "urgent, as early", "urgent, later", "bulk"]
    assert await codes(tx) == expected
    assert [one.data["code"] for one in await outbox.due(tx, NOW, 2)] == expected[:2]


async def test_nothing_leaves_before_its_time(tx: Tx, alma: Person) -> None:
    assert await outbox.next_due(tx, NOW) is None
    await put(tx, alma, "later", not_before=NOW + DAY)
    await put(tx, alma, "soon", not_before=NOW + HOUR)
    assert await outbox.next_due(tx, NOW) == NOW + HOUR
    # What may leave already is not what comes next.
    assert await outbox.next_due(tx, NOW + HOUR) == NOW + DAY
    assert await outbox.next_due(tx, NOW + DAY) is None
    assert await codes(tx, NOW + HOUR - MINUTE) == []
    assert await codes(tx, NOW + HOUR) == ["soon"]
    # A clock that was put back takes nothing away and adds nothing.
    assert await codes(tx, NOW - HOUR) == []
    assert await codes(tx, NOW + DAY) == ["soon", "later"]


async def test_what_is_too_late_expires(tx: Tx, alma: Person) -> None:
    await put(tx, alma, "short", not_after=NOW + HOUR)
    await put(tx, alma, "long", not_after=NOW + DAY)
    await put(tx, alma, "always")
    assert await outbox.expire(tx, NOW + HOUR) == 0
    assert await outbox.expire(tx, NOW + HOUR + MINUTE) == 1
    assert await states(tx) == {"short": S.EXPIRED, "long": S.WAITING, "always": S.WAITING}
    # After three days off, and with the clock put back again, it stays gone.
    assert await outbox.expire(tx, NOW + 3 * DAY) == 1
    assert await codes(tx, NOW) == ["always"]


async def test_each_attempt_is_numbered_before_it_is_made(tx: Tx, alma: Person) -> None:
    await put(tx, alma, "reminder:1")
    for number, outcome in ((1, "refused"), (2, "unknown"), (3, "sent")):
        (one,) = await due(tx)
        assert (one.attempts, one.repeat) == (number - 1, number == 3)
        await outbox.begin_attempt(tx, one, NOW)
        assert (await attempts(tx))[-1] == (number, None)
        await outbox.end_attempt(tx, one.id, outcome)
    assert await attempts(tx) == [(1, "refused"), (2, "unknown"), (3, "sent")]


async def test_what_is_under_way_is_neither_due_nor_expired(tx: Tx, alma: Person) -> None:
    await put(tx, alma, "reminder:1", not_after=NOW + HOUR)
    (one,) = await due(tx)
    await outbox.begin_attempt(tx, one, NOW)
    assert await due(tx) == []
    assert await outbox.expire(tx, NOW + DAY) == 0
    await outbox.end_attempt(tx, one.id, "refused")
    assert await due(tx) != []
    assert await outbox.expire(tx, NOW + DAY) == 1


async def test_the_database_refuses_a_second_attempt_while_one_is_open(tx: Tx, alma: Person) -> None:
    await put(tx, alma, "reminder:1")
    (one,) = await due(tx)
    await outbox.begin_attempt(tx, one, NOW)
    with pytest.raises(IntegrityError):
        await outbox.begin_attempt(tx, one, NOW)
    await tx.connection.rollback()


async def test_of_two_senders_one_begins(database: Database) -> None:
    async with database.transaction() as tx:
        await put(tx, await resident(tx), "reminder:1")
        (one,) = await due(tx)
    houses = another(database), another(database)

    async def begin(house: Database) -> None:
        async with house.transaction() as tx:
            await outbox.begin_attempt(tx, one, NOW)

    results = await asyncio.gather(*(begin(house) for house in houses), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "NoneType"]
    for house in houses:
        await house.close()


async def test_what_was_cut_off_is_stranded_until_its_outcome_is_known(tx: Tx, alma: Person) -> None:
    await put(tx, alma, "cut off")
    await put(tx, alma, "fine")
    cut_off, fine = await due(tx)
    for one in (cut_off, fine):
        await outbox.begin_attempt(tx, one, NOW)
    await outbox.end_attempt(tx, fine.id, "sent")
    (one,) = await outbox.stranded(tx)
    assert (one.id, one.attempts, one.repeat) == (cut_off.id, 1, False)
    await outbox.end_attempt(tx, one.id, "unknown")
    assert await outbox.stranded(tx) == []
    repeats = {one.data["code"]: one.repeat for one in await due(tx)}
    assert repeats == {"cut off": True, "fine": False}


@pytest.mark.parametrize("state", [state for state in NoticeState if state is not S.WAITING])
async def test_what_has_ended_is_due_no_more(tx: Tx, alma: Person, state: NoticeState) -> None:
    await put(tx, alma, "reminder:1")
    (one,) = await due(tx)
    await outbox.settle(tx, one.id, state, NOW, 4711)
    row = (await tx.execute(select(outbox.outbox))).one()
    assert (row.state, row.settled_at, row.message_id) == (state, NOW, 4711)
    await outbox.postpone(tx, one.id, NOW - DAY)
    assert (await tx.execute(select(outbox.outbox.c.not_before))).scalar_one() == NOW
    assert await due(tx) == []
    assert await outbox.next_due(tx, NOW) is None
    assert await outbox.cancel_waiting(tx, alma.id, NOW) == 0
    assert await outbox.expire(tx, NOW + DAY) == 0


async def test_what_is_postponed_is_due_then(tx: Tx, alma: Person) -> None:
    await put(tx, alma, "reminder:1")
    await outbox.postpone(tx, (await due(tx))[0].id, NOW + HOUR)
    assert await codes(tx) == []
    assert await codes(tx, NOW + HOUR) == ["reminder:1"]


async def test_all_that_waits_for_one_person_is_cancelled(tx: Tx, alma: Person) -> None:
    bassam = await resident(tx)
    for purpose, whose in (("a", alma), ("b", alma), ("c", bassam)):
        await put(tx, whose, purpose)
    await outbox.settle(tx, (await due(tx))[0].id, S.SENT, NOW)
    assert await outbox.cancel_waiting(tx, alma.id, NOW) == 1
    assert await states(tx) == {"a": S.SENT, "b": S.CANCELLED, "c": S.WAITING}


async def test_who_blocks_us_is_sent_no_news_but_keeps_what_concerns_her_appointment(tx: Tx, alma: Person) -> None:
    bassam = await resident(tx)
    for lane, whose in product(Lane, (alma, bassam)):
        await put(tx, whose, f"{lane.name}:{whose.id}", lane)
    await outbox.cancel_bulk(tx, alma.id, NOW)
    gone = {purpose for purpose, state in (await states(tx)).items() if state == S.BLOCKED}
    assert gone == {f"BULK:{alma.id}"}


async def test_who_comes_back_gets_what_still_concerns_her(tx: Tx, alma: Person) -> None:
    bassam = await resident(tx)
    await put(tx, alma, "news", Lane.BULK)
    await put(tx, alma, "too late", not_after=NOW + HOUR - MINUTE)
    await put(tx, alma, "in time", not_after=NOW + HOUR)
    await put(tx, alma, "at any time")
    await put(tx, bassam, "his")
    for one in await due(tx):
        await outbox.begin_attempt(tx, one, NOW)
        await outbox.end_attempt(tx, one.id, "blocked")
        await outbox.settle(tx, one.id, S.BLOCKED, NOW)
    await put(tx, alma, "said")
    await outbox.settle(tx, (await due(tx))[0].id, S.SENT, NOW)
    await outbox.revive(tx, alma.id, NOW + HOUR)
    waiting = {purpose for purpose, state in (await states(tx)).items() if state == S.WAITING}
    assert waiting == {"in time", "at any time"}
    assert await codes(tx, NOW + HOUR) == ["in time", "at any time"]
    assert not any(one.repeat for one in await due(tx))
    # What may leave again has not come to its end, so it is not dropped as old.
    ends = await tx.execute(select(outbox.outbox.c.settled_at).where(outbox.outbox.c.state == S.WAITING.value))
    assert set(ends.scalars()) == {None}


async def test_staff_can_see_what_became_of_every_message_about_a_request(tx: Tx, alma: Person) -> None:
    bassam = await resident(tx)
    for number, state in enumerate(NoticeState):
        notices = [Notice(who.id, "offer", f"{number}:{who.id}", {"request": "abcd"}) for who in (alma, bassam)]
        await outbox.enqueue(tx, [*notices, Notice(alma.id, "offer", f"other:{number}", {"request": "efgh"})], NOW)
        if state is not S.WAITING:
            for one in (await due(tx))[-3:]:
                await outbox.settle(tx, one.id, state, NOW + MINUTE)
    told = await outbox.messages_about(tx, alma.id, "abcd")
    assert [one.state for one in told] == list(NoticeState)
    assert {one.kind for one in told} == {"offer"}
    assert [one.at for one in told] == [NOW if one.state is S.WAITING else NOW + MINUTE for one in told]


async def test_what_was_said_long_ago_is_recorded_no_more(tx: Tx, alma: Person) -> None:
    await put(tx, alma, "old")
    await put(tx, alma, "later", not_before=NOW + 200 * DAY)
    (one,) = await due(tx)
    await outbox.begin_attempt(tx, one, NOW)
    await outbox.end_attempt(tx, one.id, "sent")
    await outbox.settle(tx, one.id, S.SENT, NOW, 11)
    await end_due(tx, "notices", NOW + 90 * DAY)
    assert set((await tx.execute(select(outbox.outbox.c.purpose))).scalars()) == {"old", "later"}
    await end_due(tx, "notices", NOW + 90 * DAY + MINUTE)
    assert (await tx.execute(select(outbox.outbox.c.purpose))).scalars().all() == ["later"]
    assert (await tx.execute(select(outbox.attempts))).all() == []
