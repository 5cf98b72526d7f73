"""Who asks to be forgotten is: no word of hers, sealed or open, is left in any byte of the file."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select

from domain.appointments import AppointmentState, Kind
from domain.counselling import Details, Happening, Request, RequestState
from domain.drafts import Draft
from domain.gatherings import About
from domain.notices import Notice, NoticeState
from domain.people import Person, Staff
from domain.sign_ups import Needs, Party, SignUpState
from domain.slots import Span
from domain.surveys import Mode, Option, Quarter
from storage import appointments, counselling, drafts, families, gatherings, inbox, outbox, people, sign_ups, surveys
from storage.engine import Database, Tx, metadata
from storage.questions import questions, replies
from storage.retention import end_due
from tests.storage.house import DAY, HOUR, KEY, MOMENT, NOW, WORDING, ask, bytes_of, resident, worker

# A number that no row holds by chance; SQLite writes it as these bytes.
ALMAS_ID = 0x5EC2E7CA9A31
ALMAS_BYTES = ALMAS_ID.to_bytes(6)
WORDS = Details("Alma", "20 12 34 56", "I need help", "voice-file-id")
# What the file may not show open at any time, and what it may show only until she goes.
OPEN = (b"CANARY-poster", b"CANARY-screen", ALMAS_BYTES)
# A recording is a colleague's, and never a resident's.
STAFFS = {"clips"}
SEALED = [
    column
    for table in metadata.tables.values()
    for column in table.columns
    if isinstance(column.type, LargeBinary) and column.name != "token_hash" and table.name not in STAFFS
]


async def settle_in(tx: Tx, anna: Staff) -> Person:
    """Leave a trace everywhere where a resident can leave one."""
    alma = await people.add_person(tx, ALMAS_ID, "ar", NOW)
    await people.choose_language(tx, alma.id, "ar", "so")
    await people.set_poster(tx, alma.id, "CANARY-poster")
    await people.name_person(tx, alma.id, "Alma")
    place = {"person": alma.id, "now_at": "CANARY-screen", "now_keyboard": True, "now_seen": NOW}
    await people.move_persons(tx, [place])
    for state in (RequestState.TAKEN, RequestState.CLOSED):
        request = await ask(tx, alma, state=state, details=WORDS)
        await counselling.add_answer(tx, request.id, anna.id, "Come on Tuesday", NOW)
        await counselling.log_step(tx, request.id, Happening.ANSWERED, NOW, staff_id=anna.id)
    await leave_words_around(tx, alma, anna, request)
    await drafts.save_draft(tx, alma.id, Draft("t", "talk", "note", {}, {"note": "I need"}), NOW)
    await outbox.enqueue(tx, [Notice(alma.id, "reminder", "reminder:1", {"request": request.code})], NOW)
    await sign_up(tx, alma, anna)
    await answer_a_survey(tx, alma)
    await write_letters(tx)
    return alma


async def leave_words_around(tx: Tx, alma: Person, anna: Staff, request: Request) -> None:
    """What was asked back and answered, where somebody comes along, and what staff call the family."""
    asked = {"code": "q", "request_id": request.id, "staff_id": anna.id, "kind": "own", "asked_at": NOW}
    await tx.execute(questions.insert().values(**asked, body=tx.seal("Which letter is it?")))
    await tx.execute(replies.insert().values(request_id=request.id, body=tx.seal("The one from SKAT"), at=NOW))
    kept = await appointments.keep_time(
        tx, alma.id, Span(NOW, NOW + HOUR), AppointmentState.CONFIRMED, NOW, kind=Kind.COMPANY, request=request.id
    )
    assert kept is not None
    here = appointments.appointments.c.id == kept.id
    await tx.execute(appointments.appointments.update().where(here).values(place=tx.seal("The town hall")))
    hers = people.families.c.id == alma.family
    await tx.execute(people.families.update().where(hers).values(nickname=tx.seal("Alma with the twins")))


async def sign_up(tx: Tx, alma: Person, anna: Staff) -> None:
    """She takes part in something, with a name and a number."""
    code = await gatherings.make_gathering(tx, "evening", About(), 30, childcare=True, staff_id=anna.id, now=NOW)
    evening = await gatherings.find_gathering(tx, code)
    assert evening is not None
    await gatherings.add_sessions(tx, evening.id, [(Span(NOW, NOW + HOUR), About())])
    whose = (evening.id, alma.family, alma.id)
    await sign_ups.sign_up(tx, *whose, SignUpState.GOING, Party(), Needs(allergies={"nuts": 1}), NOW, name="The Almas")
    await sign_ups.give_phone(tx, 1, "20 12 34 56")


async def answer_a_survey(tx: Tx, alma: Person) -> None:
    """She answers, and writes a line."""
    autumn = await surveys.open_round(tx, "focus", Quarter(2026, 4), WORDING, "v1", NOW)
    assert await surveys.invite(tx, autumn.id, alma.family, alma.id, "course", NOW, "en") is not None
    link = await surveys.begin_ballot(tx, 1, autumn.id, Mode.CHAT)
    assert await surveys.fill_ballot(tx, link, {"knowledge": Option.A_LOT}, complete=True, counted=True)
    assert await surveys.write_line(tx, link, "More evenings please")


async def write_letters(tx: Tx) -> None:
    """One letter was answered, one only handled, and one still waits."""
    for number in (1, 2, 3):
        await inbox.receive(tx, [(number, ALMAS_ID, '{"text": "I need help"}')], NOW)
    first, second, _ = await inbox.waiting(tx, 10)
    await inbox.mark_handled(tx, [first, second], NOW)
    await inbox.mark_answered(tx, [first.id], NOW)


async def forget(tx: Tx, alma: Person) -> None:
    """Forget her as the house does: her wish is the letter that waited, and it is answered last."""
    await drafts.drop_draft(tx, alma.id)
    await counselling.erase_words_of(tx, alma.id)
    await sign_ups.empty_sign_ups_of(tx, alma.id)
    await surveys.stop_asking(tx, alma.id)
    await outbox.cancel_waiting(tx, alma.id, NOW)
    await inbox.empty_letters_of(tx, alma.telegram_id)
    await people.forget_person(tx, alma.id)
    await families.drop_nicknames(tx, alma.family)
    letters = await inbox.waiting(tx, 10)
    await inbox.mark_handled(tx, letters, NOW)
    await inbox.mark_answered(tx, [letter.id for letter in letters], NOW)


async def sealed_words(tx: Tx) -> dict[str, list[bytes]]:
    """Everything sealed that the database holds, by column."""
    return {
        f"{column.table.name}.{column.name}": list(
            (await tx.execute(select(column).where(column.is_not(None)))).scalars()
        )
        for column in SEALED
    }


def found(path: Path, words: Iterable[bytes]) -> list[bytes]:
    everything = bytes_of(path)
    return [word for word in words if word in everything]


@pytest.fixture
async def anna(on_file: Database) -> Staff:
    async with on_file.transaction() as tx:
        return await worker(tx)


async def test_no_word_of_hers_is_left_in_the_file(on_file: Database, path: Path, anna: Staff) -> None:
    async with on_file.transaction() as tx:
        alma = await settle_in(tx, anna)
        words = await sealed_words(tx)
    await on_file.empty_log()
    # A kind of sealed word that this test does not write would go unwatched.
    assert [kind for kind, sealed in words.items() if not sealed] == []
    canaries = [*OPEN, *(word for sealed in words.values() for word in sealed)]
    assert found(path, canaries) == canaries
    assert found(path, [b"I need help", b"Come on Tuesday", b"20 12 34 56", KEY.encode()]) == []

    async with on_file.transaction() as tx:
        await forget(tx, alma)
        assert {kind for kind, sealed in (await sealed_words(tx)).items() if sealed} == set()
    await on_file.empty_log()
    assert found(path, canaries) == []


async def test_nothing_leads_from_what_is_counted_back_to_her(on_file: Database, anna: Staff) -> None:
    async with on_file.transaction() as tx:
        alma = await settle_in(tx, anna)
        await forget(tx, alma)
        row = (await tx.execute(select(people.persons).where(people.persons.c.id == alma.id))).one()
        kept = {name for name, value in row._mapping.items() if value is not None}
        assert kept == {"id", "family_id", "keyboard", "created_at", "seen_at"}
        assert await outbox.due(tx, NOW + DAY, 10) == []
        assert (await tx.execute(select(outbox.outbox.c.state))).scalars().all() == [NoticeState.CANCELLED]
        assert await inbox.unanswered(tx, NOW + DAY) == {}


async def test_nobody_else_loses_a_word(on_file: Database, anna: Staff) -> None:
    async with on_file.transaction() as tx:
        bassam = await resident(tx)
        await people.name_person(tx, bassam.id, "Bassam")
        his = await ask(tx, bassam, details=WORDS)
        await counselling.add_answer(tx, his.id, anna.id, "Come on Thursday", NOW)
        draft = Draft("t", "talk", "note", {}, {"note": "his"})
        await drafts.save_draft(tx, bassam.id, draft, NOW)
        await outbox.enqueue(tx, [Notice(bassam.id, "reminder", "reminder:2")], NOW)
        await forget(tx, await settle_in(tx, anna))
        assert await people.name_of(tx, bassam.id) == "Bassam"
        assert await counselling.details_of(tx, his.id) == WORDS
        assert [body for _, _, body in await counselling.answers_to(tx, his.id)] == ["Come on Thursday"]
        assert await drafts.draft_of(tx, bassam.id) == draft
        assert [one.recipient for one in await outbox.due(tx, NOW, 10)] == [bassam.id]


async def test_words_whose_time_is_up_leave_the_file_too(on_file: Database, path: Path, anna: Staff) -> None:
    async with on_file.transaction() as tx:
        await settle_in(tx, anna)
        words = await sealed_words(tx)
        # A letter goes when it is handled, and what staff call a family is not a matter of one request.
        elsewhere = ("inbox", "families")
        canaries = [word for kind, sealed in words.items() if kind.split(".")[0] not in elsewhere for word in sealed]
    async with on_file.transaction() as tx:
        await counselling.erase_old_words(tx, NOW + 30 * DAY)
        assert await surveys.close_round(tx, 1, NOW)
        for rule in ("draft-words", "sign-up-words", "survey-lines"):
            await end_due(tx, rule, NOW + 30 * DAY + MOMENT)
    await on_file.empty_log()
    assert len(canaries) == 18
    assert found(path, canaries) == []
