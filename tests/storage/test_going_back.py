"""After going back to a copy: nothing is said or done again, and who was forgotten is found by number and moment."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from domain.notices import Lane, Notice, NoticeState
from domain.people import Person
from storage import erasures, inbox, outbox, people
from storage.columns import microseconds
from storage.engine import Tx
from storage.forgotten import Gone, add_to_list, read_list
from tests.storage.house import DAY, HOUR, NOW, resident, worker

S = NoticeState


@pytest.fixture
async def alma(tx: Tx) -> Person:
    return await resident(tx)


async def states(tx: Tx) -> dict[str, str]:
    return {row.purpose: row.state for row in await tx.execute(select(outbox.outbox))}


async def tries(tx: Tx, purpose: str) -> list[tuple[int, str | None]]:
    """How each try went."""
    joined = select(outbox.attempts).join(outbox.outbox).where(outbox.outbox.c.purpose == purpose)
    return [(row.number, row.outcome) for row in await tx.execute(joined.order_by(outbox.attempts.c.id))]


async def put(tx: Tx, alma: Person, purpose: str, **more: object) -> None:
    notice = replace(Notice(alma.id, "reminder", purpose, lane=Lane.URGENT), **more)  # type: ignore[arg-type]
    await outbox.enqueue(tx, [notice], NOW)


async def test_what_was_due_ends_as_unknown_and_says_so_in_its_tries(tx: Tx, alma: Person) -> None:
    await put(tx, alma, "due")
    await put(tx, alma, "under way")
    await put(tx, alma, "ahead", not_before=NOW + 2 * DAY)
    for purpose in ("sent", "refused"):
        await put(tx, alma, purpose)
    every = {row.purpose: row.id for row in await tx.execute(select(outbox.outbox))}
    for one in await outbox.due(tx, NOW, 10):
        if one.id in (every["under way"], every["refused"]):
            await outbox.begin_attempt(tx, one, NOW)
    await outbox.end_attempt(tx, every["refused"], "blocked")
    await outbox.settle(tx, every["refused"], S.BLOCKED, NOW)
    await outbox.settle(tx, every["sent"], S.SENT, NOW, 5)
    copied = await outbox.newest(tx)
    await put(tx, alma, "said since", not_before=NOW + 3 * DAY)

    assert await outbox.say_nothing_again(tx, copied, NOW + DAY) == 4
    assert await states(tx) == {
        "due": S.UNKNOWN,
        "under way": S.UNKNOWN,
        "ahead": S.WAITING,
        "sent": S.SENT,
        "refused": S.UNKNOWN,
        "said since": S.UNKNOWN,
    }
    assert await tries(tx, "due") == [(1, "unknown")]
    assert await tries(tx, "under way") == [(1, "unknown")]
    assert await tries(tx, "refused") == [(1, "blocked"), (2, "unknown")]
    assert await tries(tx, "ahead") == await tries(tx, "sent") == []
    assert await outbox.stranded(tx) == []
    assert [one.id for one in await outbox.due(tx, NOW + 9 * DAY, 10)] == [every["ahead"]]
    # When she is back, nothing of that is said either.
    await outbox.revive(tx, alma.id, NOW + DAY)
    assert len(await outbox.due(tx, NOW + 9 * DAY, 10)) == 1


async def test_an_empty_house_has_nothing_to_say(tx: Tx) -> None:
    assert await outbox.say_nothing_again(tx, await outbox.newest(tx), NOW) == 0


async def test_letters_that_waited_may_come_again_and_nobody_is_owed_an_answer(tx: Tx) -> None:
    await inbox.receive(tx, [(1, 7, "owed"), (2, 7, "answered"), (3, 7, "waits")], NOW)
    owed, answered, _ = await inbox.waiting(tx, 9)
    await inbox.mark_handled(tx, [owed, answered], NOW)
    await inbox.mark_answered(tx, [answered.id], NOW)
    assert await inbox.let_go(tx, NOW + HOUR) == 1
    assert await inbox.waiting(tx, 9) == []
    assert await inbox.unanswered(tx, NOW + DAY) == {}
    assert (await tx.execute(select(inbox.inbox.c.sender))).scalars().all() == [None, None]
    # What was acted on in the copy is not taken in again, what only waited there is.
    assert await inbox.receive(tx, [(1, 7, "owed"), (2, 7, "answered"), (3, 7, "waits")], NOW + HOUR) == 1


async def test_whoever_was_forgotten_is_found_by_number_and_moment_and_nobody_else(tx: Tx, alma: Person) -> None:
    basma = await resident(tx)
    gone = [Gone(one.id, microseconds(NOW), microseconds(NOW + DAY)) for one in (alma, basma)]
    later = people.persons.update().where(people.persons.c.id == basma.id).values(created_at=NOW + timedelta(seconds=1))
    await tx.execute(later)
    assert await erasures.come_back(tx, gone) == [alma.id]
    await people.forget_person(tx, alma.id)
    assert await erasures.come_back(tx, gone) == []


async def test_who_is_to_be_listed_is_known_until_it_is_done_and_after(tx: Tx, alma: Person) -> None:
    await erasures.note_erasure(tx, alma.id, NOW + DAY)
    (one,) = await erasures.unlisted(tx)
    assert (one, one.at) == (Gone(alma.id, microseconds(NOW), 0), microseconds(NOW + DAY))
    assert await erasures.listed(tx) == []
    await erasures.mark_listed(tx, [one], NOW + DAY)
    assert await erasures.unlisted(tx) == []
    assert await erasures.listed(tx) == [one]


async def test_places_in_the_roster_are_told_apart_by_when_they_were_taken(tx: Tx) -> None:
    anna, sara = await worker(tx), await worker(tx, name="Sara")
    left = people.staff.update().where(people.staff.c.id == sara.id).values(removed_at=NOW)
    await tx.execute(left)
    assert await people.who_left(tx) == [people.Place(sara.id, NOW)]
    assert await people.who_is_here(tx) == [people.Place(anna.id, NOW)]
    await tx.execute(update(people.staff).values(removed_at=None, joined_at=NOW + DAY))
    assert people.Place(sara.id, NOW) not in await people.who_is_here(tx)


def test_the_list_holds_numbers_for_nobody_elses_eyes(tmp_path: Path) -> None:
    path = tmp_path / "forgotten"
    add_to_list(path, [Gone(1, 2, 3)])
    add_to_list(path, [Gone(4, 5, 6), Gone(1, 2, 9)])
    assert path.stat().st_mode & 0o777 == 0o600
    assert [line.split()[:3] for line in path.read_text().splitlines()] == [
        ["1", "2", "3"],
        ["4", "5", "6"],
        ["1", "2", "9"],
    ]
    assert set(read_list(path).gone) == {Gone(1, 2, 0), Gone(4, 5, 0)}
    assert read_list(path).unreadable == 0


def test_no_list_holds_nobody(tmp_path: Path) -> None:
    assert read_list(tmp_path / "forgotten").gone == ()


@pytest.mark.parametrize("left", range(1, len(Gone(12, 34, 56).line())))
def test_a_line_that_was_cut_off_is_nobody_and_spoils_no_other(tmp_path: Path, left: int) -> None:
    path = tmp_path / "forgotten"
    add_to_list(path, [Gone(1, 2, 3)])
    with path.open("a") as file:
        file.write(Gone(12, 34, 56).line()[:left])
    whole = left == len(Gone(12, 34, 56).line()) - 1
    assert (Gone(12, 34, 0) in read_list(path).gone) == whole
    assert read_list(path).unreadable == (not whole)
    add_to_list(path, [Gone(12, 34, 56)])
    assert set(read_list(path).gone) == {Gone(1, 2, 0), Gone(12, 34, 0)}


@pytest.mark.parametrize("line", ["1 2 3 00000000", "1 2 3", "one 2 3 4", "\x00\x00", "1 2 3 4 5", "\u0661 2 3 4"])
def test_a_line_that_is_not_ours_is_nobody(tmp_path: Path, line: str) -> None:
    path = tmp_path / "forgotten"
    path.write_text(f"{line}\n", "utf-8")
    assert (len(read_list(path).gone), read_list(path).unreadable) == (0, 1)
