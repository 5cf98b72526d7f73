"""Requests: moved as the rules say and by one at a time, their words sealed and erased on time."""

import asyncio
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from domain.counselling import REQUEST_MOVES, Details, Happening, Outcome, RequestState, Way, Wish
from storage import counselling, people
from storage.counselling import WORDS_LIVE_AFTER_VISIT
from storage.engine import Database, Tx
from tests.storage.house import DAY, HOUR, MINUTE, NOW, another, ask, bytes_of, resident, worker

R = RequestState
WORDS = Details(name="CANARY Alma", phone="CANARY 20 12 34 56", note="CANARY أحتاج مساعدة", voice="CANARY-file-id")
NOTHING = Details(None, None, None, None)


async def test_a_request_comes_back_as_it_was_sent(tx: Tx) -> None:
    alma = await resident(tx)
    wish = Wish(Way.CALL, "money", "Somali", True, True, "2026-11-24 09:00", Details(None, "20 12 34 56", None, None))
    sent = await counselling.add_request(tx, alma, wish, R.NEW, NOW, NOW + DAY)
    assert await counselling.find_request(tx, sent.code) == sent == await counselling.get_request(tx, sent.id)
    assert (sent.family, sent.person, sent.staff, sent.staff_name) == (alma.family, alma.id, None, None)
    assert (sent.way, sent.topic, sent.interpreter, sent.call_window) == (
        Way.CALL,
        "money",
        "Somali",
        "2026-11-24 09:00",
    )
    assert (sent.companion, sent.quiet_room, sent.state, sent.open) == (True, True, R.NEW, True)
    assert (sent.has_note, sent.has_voice, sent.has_phone) == (False, False, True)
    assert (sent.created_at, sent.promised_by) == (NOW, NOW + DAY)
    assert await counselling.find_request(tx, "nothing") is None


@pytest.mark.parametrize(("reads", "wanted", "expected"), [("da", None, "da"), ("ar", "so", "so"), (None, None, "en")])
async def test_a_request_keeps_the_language_she_would_speak(
    tx: Tx, reads: str | None, wanted: str | None, expected: str
) -> None:
    alma = await resident(tx)
    if reads:
        await people.choose_language(tx, alma.id, reads, wanted)
    found = await people.get_person(tx, alma.id)
    assert found is not None
    assert (await ask(tx, found)).language == expected


async def test_codes_are_random(tx: Tx) -> None:
    alma = await resident(tx)
    sent = [(await ask(tx, alma)).code for _ in range(20)]
    assert len(set(sent)) == 20
    assert {len(code) for code in sent} == {8}
    assert sent != sorted(sent)


async def test_requests_move_exactly_as_the_rules_allow(tx: Tx) -> None:
    """Try every move from every state; what is refused changes nothing."""
    staff_id, alma = (await worker(tx)).id, await resident(tx)
    for state, to in product(RequestState, repeat=2):
        sent = await ask(tx, alma, state=state)
        allowed = to in REQUEST_MOVES[state]
        assert await counselling.move_request(tx, sent.id, to, staff_id=staff_id) is allowed, (state, to)
        found = await counselling.get_request(tx, sent.id)
        assert (found.state, found.staff) == ((to, staff_id) if allowed else (state, None))


async def test_a_move_can_ask_for_where_it_stands(tx: Tx) -> None:
    sent = await ask(tx, await resident(tx), state=R.TAKEN)
    assert not await counselling.move_request(tx, sent.id, R.CLOSED, only_from=[R.NEW, R.OFFERED])
    assert await counselling.move_request(tx, sent.id, R.CLOSED, only_from=[R.NEW, R.TAKEN])
    # What the rules forbid is not allowed by asking for it.
    assert not await counselling.move_request(tx, sent.id, R.NEW, only_from=[R.CLOSED])


@pytest.mark.parametrize("to", [R.TAKEN, R.BOOKED, R.CLOSED])
async def test_of_two_who_take_a_request_at_once_one_has_it(database: Database, to: RequestState) -> None:
    async with database.transaction() as tx:
        sent = await ask(tx, await resident(tx))
        workers = [(await worker(tx)).id, (await worker(tx)).id]
    houses = another(database), another(database)

    async def take(house: Database, staff_id: int) -> int | None:
        async with house.transaction() as tx:
            return staff_id if await counselling.move_request(tx, sent.id, to, staff_id=staff_id) else None

    took = await asyncio.gather(*(take(house, one) for house, one in zip(houses, workers, strict=True)))
    async with database.transaction() as tx:
        owner = (await counselling.get_request(tx, sent.id)).staff
    assert [one for one in took if one is not None] == [owner]
    for house in houses:
        await house.close()


async def test_open_requests_wait_oldest_first_and_each_person_sees_her_own(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    sister = await resident(tx, family_of=alma)
    hers, sisters, his = [await ask(tx, person) for person in (alma, sister, bassam)]
    over = [await ask(tx, alma, state=state) for state in (R.CLOSED, R.WITHDRAWN)]
    assert [one.id for one in await counselling.open_requests(tx)] == [hers.id, sisters.id, his.id]
    assert [one.id for one in await counselling.requests_of(tx, alma.id)] == [hers.id]
    assert [one.id for one in await counselling.requests_by(tx, alma.id)] == [hers.id, *(one.id for one in over)]
    assert await counselling.count_open(tx, alma.id, NOW) == 1
    assert await counselling.count_open(tx, bassam.id, NOW) == 1


async def test_her_words_can_be_read_and_the_request_says_which_there_are(tx: Tx) -> None:
    sent = await ask(tx, await resident(tx), details=WORDS)
    assert (sent.has_note, sent.has_voice, sent.has_phone) == (True, True, True)
    assert await counselling.details_of(tx, sent.id) == WORDS
    bare = await ask(tx, await resident(tx))
    assert await counselling.details_of(tx, bare.id) == NOTHING


async def test_her_words_are_sealed_in_the_file(on_file: Database, path: Path) -> None:
    async with on_file.transaction() as tx:
        anna = await worker(tx)
        sent = await ask(tx, await resident(tx), details=WORDS)
        await counselling.add_answer(tx, sent.id, anna.id, "CANARY answer", NOW)
    assert b"CANARY" not in bytes_of(path)


# What happens to a request, when, and when its words are gone; counted in days from its sending.
LIVES: list[tuple[str, list[tuple[str, float]], float]] = [
    ("nothing happens", [], 30),
    ("closed without a visit", [("close", 2)], 9),
    ("closed late", [("close", 29)], 30),
    ("closed on the last day", [("close", 30)], 30),
    ("visited, closed later", [("visit", 3), ("close", 5)], 10),
    ("visited and never closed", [("visit", 3)], 10),
    ("closed twice", [("close", 2), ("close", 20)], 9),
]


@pytest.mark.parametrize(("what", "happens", "gone"), LIVES, ids=[row[0] for row in LIVES])
async def test_words_are_erased_on_time(tx: Tx, what: str, happens: list[tuple[str, float]], gone: float) -> None:
    anna = await worker(tx)
    sent = await ask(tx, await resident(tx), details=WORDS)
    await counselling.add_answer(tx, sent.id, anna.id, "Come by", NOW)
    for event, day in happens:
        moment = NOW + day * DAY
        if event == "close":
            await counselling.close_request(tx, sent.id, Outcome.GUIDED, moment)
        else:
            await counselling.shorten_words(tx, sent.id, moment + WORDS_LIVE_AFTER_VISIT)
    assert await counselling.erase_old_words(tx, NOW + gone * DAY - MINUTE) == 0
    assert await counselling.details_of(tx, sent.id) == WORDS
    assert len(await counselling.answers_to(tx, sent.id)) == 1
    assert await counselling.erase_old_words(tx, NOW + gone * DAY) == 1
    assert await counselling.details_of(tx, sent.id) == NOTHING
    assert await counselling.answers_to(tx, sent.id) == []
    assert await counselling.erase_old_words(tx, NOW + gone * DAY) == 0


async def test_erasing_takes_only_what_is_due(tx: Tx) -> None:
    alma = await resident(tx)
    first = await ask(tx, alma, details=WORDS)
    second = await counselling.add_request(tx, alma, Wish(Way.BOOK, details=WORDS), R.NEW, NOW + DAY, NOW + 2 * DAY)
    assert await counselling.erase_old_words(tx, NOW + 30 * DAY) == 1
    assert await counselling.details_of(tx, first.id) == NOTHING
    assert await counselling.details_of(tx, second.id) == WORDS


async def test_what_we_may_call_her_is_kept_as_long_as_a_request_names_her(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    for person in (alma, bassam):
        await people.name_person(tx, person.id, "A name")
    await ask(tx, alma, details=Details("A name", None, None, None))
    await ask(tx, bassam, details=Details(None, None, "A note", None))
    await counselling.erase_old_words(tx, NOW + 30 * DAY - MINUTE)
    assert await people.name_of(tx, alma.id) == "A name"
    assert await people.name_of(tx, bassam.id) is None
    await counselling.erase_old_words(tx, NOW + 30 * DAY)
    assert await people.name_of(tx, alma.id) is None


async def test_closing_says_what_came_of_it_and_happens_once(tx: Tx) -> None:
    sent = await ask(tx, await resident(tx))
    assert await counselling.close_request(tx, sent.id, Outcome.GUIDED, NOW + HOUR)
    assert not await counselling.close_request(tx, sent.id, Outcome.MISSED, NOW + DAY)
    table = counselling.requests
    row: Any = (await tx.execute(table.select().where(table.c.id == sent.id))).one()
    assert (row.state, row.outcome, row.closed_at) == (R.CLOSED, Outcome.GUIDED, NOW + HOUR)
    assert not (await counselling.get_request(tx, sent.id)).open


async def test_history_tells_who_and_when(tx: Tx) -> None:
    anna = await worker(tx)
    sent = await ask(tx, await resident(tx))
    await counselling.log_step(tx, sent.id, Happening.TAKEN, NOW + HOUR, staff_id=anna.id)
    await counselling.log_step(tx, sent.id, Happening.OFFER_EXPIRED, NOW + DAY, house=True)
    assert await counselling.history_of(tx, sent.id) == [
        (NOW, Happening.SENT, None, False),
        (NOW + HOUR, Happening.TAKEN, "Anna", False),
        (NOW + DAY, Happening.OFFER_EXPIRED, None, True),
    ]


async def test_answers_say_who_wrote_them_even_after_she_left(tx: Tx) -> None:
    anna, mette = await worker(tx), await worker(tx, name="Mette")
    sent, other = await ask(tx, await resident(tx)), await ask(tx, await resident(tx))
    ids = [await counselling.add_answer(tx, sent.id, who.id, "Hej", NOW) for who in (anna, mette)]
    await counselling.add_answer(tx, other.id, anna.id, "Another's", NOW)
    for person in await people.staff_with(tx, [anna.role]):
        await people.leave_staff(tx, person.id, NOW)
    assert await counselling.answers_to(tx, sent.id) == [(ids[0], "Anna", "Hej"), (ids[1], "Mette", "Hej")]


async def test_when_staff_leave_what_they_hold_goes_back_into_the_queue(tx: Tx) -> None:
    anna, mette = await worker(tx), await worker(tx, name="Mette")
    alma = await resident(tx)
    held: dict[RequestState, int] = {}
    for state in RequestState:
        sent = await ask(tx, alma, state=state)
        held[state] = sent.id
        await tx.execute(
            counselling.requests.update().where(counselling.requests.c.id == sent.id).values(staff_id=anna.id)
        )
    others = await ask(tx, alma)
    await counselling.move_request(tx, others.id, R.TAKEN, staff_id=mette.id)
    assert sorted(await counselling.return_requests(tx, anna.id)) == [held[R.TAKEN], held[R.OFFERED]]
    for state in (R.TAKEN, R.OFFERED):
        back = await counselling.get_request(tx, held[state])
        assert (back.state, back.staff, back.staff_name) == (R.NEW, None, None)
    for state in (R.BOOKED, R.CLOSED, R.WITHDRAWN):
        assert (await counselling.get_request(tx, held[state])).state is state
    assert (await counselling.get_request(tx, others.id)).staff_name == "Mette"
