"""Unfinished forms: one a person, her own words sealed for a day, the rest kept for a week."""

from datetime import datetime, timedelta
from pathlib import Path

from domain.drafts import Draft
from storage import drafts
from storage.engine import Database, Tx
from storage.retention import end_due
from tests.storage.house import DAY, NOW, bytes_of, resident

TICK = timedelta(microseconds=1)
DRAFT = Draft("t1", "talk", "note", {"topic": "letters", "way": "book", "at": None}, {"note": "CANARY أهلا"})


async def end_old(tx: Tx, now: datetime) -> None:
    for rule in ("draft-words", "drafts"):
        await end_due(tx, rule, now)


async def test_a_draft_comes_back_as_it_was(tx: Tx) -> None:
    alma = await resident(tx)
    assert await drafts.draft_of(tx, alma.id) is None
    await drafts.save_draft(tx, alma.id, DRAFT, NOW)
    assert await drafts.draft_of(tx, alma.id) == DRAFT


async def test_a_person_has_one_draft_and_the_newest_counts(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    await drafts.save_draft(tx, alma.id, DRAFT, NOW)
    await drafts.save_draft(tx, bassam.id, Draft("t2", "talk", "topic"), NOW)
    newer = Draft("t3", "talk", "phone", {"topic": "money"})
    await drafts.save_draft(tx, alma.id, newer, NOW)
    assert await drafts.draft_of(tx, alma.id) == newer
    assert await drafts.draft_of(tx, bassam.id) == Draft("t2", "talk", "topic")


async def test_a_draft_is_dropped_without_touching_others(tx: Tx) -> None:
    alma, bassam = await resident(tx), await resident(tx)
    for person in (alma, bassam):
        await drafts.save_draft(tx, person.id, DRAFT, NOW)
    await drafts.drop_draft(tx, alma.id)
    assert await drafts.draft_of(tx, alma.id) is None
    assert await drafts.draft_of(tx, bassam.id) == DRAFT


async def test_her_words_live_a_day_and_the_draft_a_week(tx: Tx) -> None:
    alma = await resident(tx)
    await drafts.save_draft(tx, alma.id, DRAFT, NOW)
    await end_old(tx, NOW + DAY)
    assert await drafts.draft_of(tx, alma.id) == DRAFT
    await end_old(tx, NOW + DAY + TICK)
    assert await drafts.draft_of(tx, alma.id) == Draft(DRAFT.token, DRAFT.form, DRAFT.step, DRAFT.answers)
    await end_old(tx, NOW + 7 * DAY)
    assert await drafts.draft_of(tx, alma.id) is not None
    await end_old(tx, NOW + 7 * DAY + TICK)
    assert await drafts.draft_of(tx, alma.id) is None


async def test_a_draft_that_is_gone_on_with_lives_anew(tx: Tx) -> None:
    alma = await resident(tx)
    await drafts.save_draft(tx, alma.id, DRAFT, NOW)
    await drafts.save_draft(tx, alma.id, DRAFT, NOW + 6 * DAY)
    await end_old(tx, NOW + 7 * DAY)
    assert await drafts.draft_of(tx, alma.id) == DRAFT


async def test_her_words_are_sealed_and_her_choices_are_not_words(on_file: Database, path: Path) -> None:
    async with on_file.transaction() as tx:
        await drafts.save_draft(tx, (await resident(tx)).id, DRAFT, NOW)
    assert b"letters" in bytes_of(path)
    assert b"CANARY" not in bytes_of(path)
