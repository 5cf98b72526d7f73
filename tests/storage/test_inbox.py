"""The inbox: each update once, in order, readable only with the key, and empty when it was handled."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from storage import inbox
from storage.cipher import Cipher, WrongKey, new_key
from storage.engine import Database, Tx
from storage.inbox import Letter
from storage.retention import end_due
from tests.storage.house import DAY, HOUR, NOW, bytes_of, file_url

ALMA, BASSAM = 700_000_001, 700_000_002


async def letters(tx: Tx) -> list[Letter]:
    return await inbox.waiting(tx, 100)


async def test_the_same_update_ten_times_is_one_letter(tx: Tx) -> None:
    fresh = [await inbox.receive(tx, [(41, ALMA, "{}")], NOW) for _ in range(10)]
    assert fresh == [1, *([0] * 9)]
    assert len(await letters(tx)) == 1


async def test_an_update_repeated_within_one_batch_is_one_letter(tx: Tx) -> None:
    assert await inbox.receive(tx, [(41, ALMA, "{}"), (42, ALMA, "{}"), (41, ALMA, "{}")], NOW) == 2
    assert len(await letters(tx)) == 2


async def test_an_update_that_comes_again_after_it_was_handled_stays_handled(tx: Tx) -> None:
    await inbox.receive(tx, [(41, ALMA, "{}")], NOW)
    await inbox.mark_handled(tx, await letters(tx), NOW)
    assert await inbox.receive(tx, [(41, ALMA, "{}")], NOW + 7 * DAY) == 0
    assert await letters(tx) == []


async def test_update_ids_need_not_rise(tx: Tx) -> None:
    # After a quiet week Telegram's next id is random; what counts is the order of arrival.
    ids = [900_000_000, 12, 4_503_599_627_370_495, 13]
    for number in ids:
        assert await inbox.receive(tx, [(number, ALMA, str(number))], NOW) == 1
    assert [letter.body for letter in await letters(tx)] == [str(number) for number in ids]


async def test_nothing_to_receive_is_nothing(tx: Tx) -> None:
    assert await inbox.receive(tx, [], NOW) == 0


async def test_no_more_letters_than_asked_for_and_the_oldest_first(tx: Tx) -> None:
    await inbox.receive(tx, [(number, ALMA, str(number)) for number in (5, 3, 4)], NOW)
    assert [letter.body for letter in await inbox.waiting(tx, 2)] == ["5", "3"]


async def test_a_letter_keeps_sender_and_words_to_the_letter(tx: Tx) -> None:
    words = '{"text": "أحتاج مساعدة 👨‍👩‍👧 \u200c <b>&"}'
    await inbox.receive(tx, [(41, ALMA, words), (42, None, "{}")], NOW)
    first, second = await letters(tx)
    assert (first.sender, first.body, first.tries) == (ALMA, words, 0)
    assert second.sender is None


async def test_a_handled_letter_waits_no_more_and_its_body_is_gone(tx: Tx) -> None:
    await inbox.receive(tx, [(41, ALMA, "one"), (42, BASSAM, "two")], NOW)
    await inbox.mark_handled(tx, (await letters(tx))[:1], NOW)
    assert [letter.body for letter in await letters(tx)] == ["two"]
    bodies = (await tx.execute(select(inbox.inbox.c.body).order_by(inbox.inbox.c.id))).scalars().all()
    assert bodies[0] is None
    assert bodies[1] is not None


async def test_a_failure_is_counted_and_a_parked_letter_starves_nobody(tx: Tx) -> None:
    await inbox.receive(tx, [(41, ALMA, "poison"), (42, BASSAM, "fine")], NOW)
    for tries in range(3):
        poison = (await letters(tx))[0]
        assert poison.tries == tries
        await inbox.count_failure(tx, poison)
    await inbox.park(tx, poison, "KeyError", NOW)
    assert [letter.body for letter in await letters(tx)] == ["fine"]
    row = (await tx.execute(select(inbox.inbox).where(inbox.inbox.c.parked.is_not(None)))).one()
    assert (row.update_id, row.parked, row.body, row.sender) == (41, "KeyError", None, None)
    assert await inbox.unanswered(tx, NOW + HOUR) == {}
    assert await inbox.receive(tx, [(41, ALMA, "poison")], NOW) == 0


async def test_who_was_handled_and_not_answered_is_known(tx: Tx) -> None:
    await inbox.receive(tx, [(41, ALMA, "a"), (42, BASSAM, "b"), (43, ALMA, "c"), (44, None, "d")], NOW)
    one, two, three, four = await letters(tx)
    assert await inbox.unanswered(tx, NOW) == {}
    await inbox.mark_handled(tx, [one, two, four], NOW)
    await inbox.mark_handled(tx, [three], NOW + HOUR)
    assert await inbox.unanswered(tx, NOW) == {ALMA: [one.id], BASSAM: [two.id]}
    assert await inbox.unanswered(tx, NOW + HOUR) == {ALMA: [one.id, three.id], BASSAM: [two.id]}
    await inbox.mark_answered(tx, [one.id, two.id], NOW + HOUR)
    assert await inbox.unanswered(tx, NOW + HOUR) == {ALMA: [three.id]}
    await inbox.mark_answered(tx, [], NOW + HOUR)


async def test_nobody_knows_afterwards_who_sent_what_was_answered(tx: Tx) -> None:
    await inbox.receive(tx, [(41, ALMA, "a"), (42, BASSAM, "b")], NOW)
    both = await letters(tx)
    await inbox.mark_handled(tx, both, NOW)
    await inbox.mark_answered(tx, [both[0].id], NOW)
    senders = select(inbox.inbox.c.sender).order_by(inbox.inbox.c.id)
    assert (await tx.execute(senders)).scalars().all() == [None, BASSAM]
    await inbox.empty_letters_of(tx, BASSAM)
    assert (await tx.execute(senders)).scalars().all() == [None, None]


async def test_update_ids_are_remembered_for_forty_days(tx: Tx) -> None:
    await inbox.receive(tx, [(41, ALMA, "a"), (42, ALMA, "b")], NOW)
    await inbox.mark_handled(tx, (await letters(tx))[:1], NOW)
    await end_due(tx, "letters", NOW + 40 * DAY)
    assert await inbox.receive(tx, [(41, ALMA, "a")], NOW) == 0
    await end_due(tx, "letters", NOW + 40 * DAY + timedelta(microseconds=1))
    assert await inbox.receive(tx, [(41, ALMA, "a")], NOW) == 1
    assert "b" in {letter.body for letter in await letters(tx)}


async def test_no_word_of_a_letter_lies_open_in_the_file(on_file: Database, path: Path) -> None:
    async with on_file.transaction() as tx:
        await inbox.receive(tx, [(41, ALMA, "CANARY-in-a-letter")], NOW)
        sealed = (await tx.execute(select(inbox.inbox.c.body))).scalar_one()
    await on_file.empty_log()
    assert sealed in bytes_of(path)
    assert b"CANARY" not in bytes_of(path)
    async with on_file.transaction() as tx:
        await inbox.mark_handled(tx, await letters(tx), NOW)
    await on_file.empty_log()
    assert sealed not in bytes_of(path)


async def test_letters_sealed_with_an_older_key_can_be_read_and_with_a_lost_one_not(path: Path, cipher: Cipher) -> None:
    old, new = new_key(), new_key()
    for keys, words in (([old], "old"), ([new, old], "new")):
        house = Database(str(file_url(path)), Cipher(keys))
        async with house.transaction() as tx:
            await inbox.receive(tx, [(len(words) + ord(words[0]), ALMA, words)], NOW)
            assert words in {letter.body for letter in await letters(tx)}
        await house.close()
    stranger = Database(str(file_url(path)), cipher)
    async with stranger.transaction() as tx:
        with pytest.raises(WrongKey, match="NABOBOT_SECRET_KEY"):
            await letters(tx)
    await stranger.close()
