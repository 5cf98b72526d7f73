"""Going back to a copy: the house goes on, nobody hears yesterday's messages again, and who is forgotten stays so."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from click.testing import Result

from bot.backup import make_copy
from bot.lock import TakenAlready, file_lock
from bot.restore import Restored, make_safe_here, restore
from bot.roster import remove
from bot.settings import Settings
from domain.people import Role
from locales import Languages
from storage import outbox
from storage.copies import copy_database
from storage.migrate import migrate
from storage.schema import REVISION, DatabaseProblem
from storage.sealed_file import CopyProblem, seal_file
from tests.bot import copying
from tests.bot.copying import query, trouble
from tests.conversations.ledger import count, everything, rows, unsound
from tests.conversations.test_privacy import NAME, asks_with_words, forgets
from tests.conversations.test_reminders import REMINDER, TUESDAY_AT_ONE, WEDNESDAY_AT_ONE
from tests.conversations.walks import asks_for_a_call, books
from tests.storage.house import file_url
from tests.town import KEY, MONDAY, Citizen, Town, read_words, town_in

LOST = (
    "We had to go back to a copy. What residents and staff did between {since} and {until} is gone. "
    "Look at your list and at who is in the team."
)


@pytest_asyncio.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town in which nothing happens by itself."""
    async with town_in(tmp_path / "data", restless=False) as found:
        yield found


@pytest.fixture(autouse=True)
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    """To read the catalogues takes longer than all the rest."""
    found = read_words()
    monkeypatch.setattr(Languages, "load", lambda _zone, **_beside: found)


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


async def copied(town: Town) -> Path:
    """A copy of the house as it stands, lying somewhere else."""
    out = town.folder.parent / f"copy-{town.now.timestamp():.0f}"
    await asyncio.to_thread(make_copy, town.settings(), out, None, 30, lambda *_: None)
    return out


async def goes_back(town: Town, copy: Path) -> Restored:
    """The bot is ended, the copy put in its place, and the bot opened again."""
    await town.kill()
    done = await restore(town.settings(), copy, lambda _: True)
    assert done is not None
    await town.open()
    await town.settle()
    return done


def said_to(town: Town, *everybody: Citizen) -> list[int]:
    return [len(someone.bot_messages()) for someone in everybody]


async def known(town: Town) -> list[int]:
    """Who is known by her number at Telegram."""
    return [number for (number,) in await rows(town, "SELECT telegram_id FROM persons WHERE telegram_id IS NOT NULL")]


async def test_what_was_said_since_is_not_said_again_and_what_is_ahead_is_said(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    await books(amina)
    copy = await copied(town)
    await town.until(TUESDAY_AT_ONE + timedelta(hours=1))
    assert amina.times_read(REMINDER) == 1
    before = said_to(town, amina)
    done = await goes_back(town, copy)
    await town.later(minutes=1)
    assert said_to(town, amina) == before
    assert done.safe.unsaid >= 1
    reminders = "SELECT state, outcome FROM outbox LEFT JOIN attempts ON outbox_id = outbox.id WHERE kind = 'reminder'"
    assert await rows(town, f"{reminders} ORDER BY not_before") == [("unknown", "unknown"), ("waiting", None)]
    # It may have reached her or not: staff see that, as long as it matters.
    async with town.running.database.transaction() as tx:
        assert [one.kind for one in await outbox.untold(tx, town.now)] == ["reminder"]
    await mette.types("/ikke_naaet")
    assert "påmindelse" in mette.sees[0]
    # Her booking is there and works, and the reminder that was still ahead comes.
    await town.until(WEDNESDAY_AT_ONE - timedelta(hours=2))
    assert amina.times_read(REMINDER) == 2
    await amina.taps("❌ Cancel my time")
    await amina.taps("❌ Yes, cancel it")
    assert mette.reads("❌ The resident cancelled")
    assert await unsound(town) == {}


async def test_a_purpose_stays_one_of_a_kind(town: Town) -> None:
    amina = await town.resident("Amina", "da")
    await books(amina)
    copy = await copied(town)
    await town.until(TUESDAY_AT_ONE + timedelta(hours=1))
    await goes_back(town, copy)
    await goes_back(town, await copied(town))
    purposes = [purpose for (purpose,) in await rows(town, "SELECT purpose FROM outbox")]
    assert len(purposes) == len(set(purposes))


async def test_who_was_forgotten_since_is_forgotten_again(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    basma = await town.resident("Basma", "en")
    await asks_with_words(amina)
    await asks_for_a_call(basma)
    copy = await copied(town)
    await forgets(amina)
    assert mette.reads("↩️ The resident took it back")
    before = said_to(town, mette)
    done = await goes_back(town, copy)
    assert done.safe.forgotten == 1
    assert await known(town) == [mette.phone.id, basma.phone.id]
    kept = str(await everything(town))
    assert NAME not in kept
    assert str(amina.phone.id) not in kept
    # Staff read that a stretch of time is gone, and not a second time that somebody took something back.
    await town.later(minutes=1)
    assert said_to(town, mette) == [before[0] + 1]
    assert await rows(town, "SELECT state FROM requests ORDER BY id") == [("withdrawn",), ("new",)]
    assert await unsound(town) == {}


async def test_forgotten_in_the_last_moment_before_a_kill_she_is_not_brought_back(town: Town) -> None:
    amina = await town.resident("Amina", "da")
    copy = await copied(town)
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    amina.phone.tap(amina.label("🗑 Yes, forget me"))
    # Committed, but no tick came any more to write it into the list.
    await town.running.poll(0)
    await town.running.handle()
    assert not town.settings().forgotten_file.exists()
    done = await goes_back(town, copy)
    assert done.safe.forgotten == 1
    assert await known(town) == []


async def test_killed_between_the_commit_and_the_list_the_next_start_writes_it_down(town: Town) -> None:
    amina = await town.resident("Amina", "da")
    copy = await copied(town)
    await forgets(amina)
    forgotten = town.settings().forgotten_file
    listed = forgotten.read_text()
    # The list was lost, and with it what no database says of itself any more; the bot makes it anew.
    forgotten.unlink()
    await town.kill()
    await town.open()
    assert forgotten.read_text() == listed
    assert forgotten.stat().st_mode & 0o777 == 0o600
    assert str(amina.phone.id) not in listed
    assert (await goes_back(town, copy)).safe.forgotten == 1


async def test_whoever_gets_the_number_of_one_who_was_forgotten_is_left_alone(town: Town) -> None:
    await town.resident("Basma", "da")
    early = await copied(town)
    await town.later(minutes=1)
    amina = await town.resident("Amina", "da")
    with_amina = await copied(town)
    await forgets(amina)
    await goes_back(town, early)
    # The copy knows nothing of her, so her number is given to the next who comes.
    await town.later(minutes=1)
    cleo = await town.resident("Cleo", "en")
    assert await rows(town, "SELECT id FROM persons WHERE telegram_id = :who", who=cleo.phone.id) == [(2,)]
    await asks_for_a_call(cleo)
    with_cleo = await copied(town)
    await town.later(minutes=1)
    assert (await goes_back(town, with_cleo)).safe.forgotten == 0
    assert cleo.phone.id in await known(town)
    assert await count(town, "requests") == 1
    # And she who was forgotten is found in a copy of the time before.
    assert (await goes_back(town, with_amina)).safe.forgotten == 1
    assert amina.phone.id not in await known(town)


async def test_a_database_put_there_by_hand_does_not_bring_her_back_either(town: Town) -> None:
    amina = await town.resident("Amina", "da")
    database = town.settings().database_file
    assert database is not None
    copy = town.folder / "by-hand.sqlite3"
    await asyncio.to_thread(copy_database, database, copy, lambda *_: None)
    await forgets(amina)
    await town.kill()
    copy.replace(database)
    await town.open()
    assert await known(town) == []


async def test_a_colleague_who_left_and_was_forgotten_is_forgotten_again(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara", Role.HELPER)
    copy = await copied(town)
    await remove(town.settings(), "Sara")
    await town.settle()
    await sara.types("/start")
    await forgets(sara)
    assert (await goes_back(town, copy)).safe.forgotten == 1
    assert await known(town) == [mette.phone.id]
    assert await rows(town, "SELECT name FROM staff WHERE removed_at IS NULL") == [("Mette",)]


async def test_whoever_left_the_team_since_has_no_right_again(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    amina = await town.resident("Amina", "da")
    await asks_for_a_call(amina)
    await sara.taps("✋ Take it")
    copy = await copied(town)
    await remove(town.settings(), "Sara")
    await town.settle()
    before = said_to(town, sara)
    done = await goes_back(town, copy)
    assert done.safe.left == 1
    await sara.types("/koe")
    assert "📋" not in "".join(sara.sees)
    assert said_to(town, sara) == [before[0] + 1]
    # What she held is free, and the others have it in their queue.
    assert await rows(town, "SELECT state, staff_id FROM requests") == [("new", None)]
    # Whoever came into the team in a later history, under the number she had, is another.
    await goes_back(town, await copied(town))
    assert await rows(town, "SELECT name FROM staff WHERE removed_at IS NULL") == [("Mette",)]
    await mette.types("/koe")
    assert mette.sees


async def turns(someone: Citizen, label: str) -> None:
    await someone.types("/privacy")
    await someone.taps("⚙️ What we may send you")
    await someone.taps(label)


async def test_a_no_that_was_said_since_is_no_and_what_was_shown_since_is_emptied(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    await books(amina)
    await asks_with_words(amina)
    copy = await copied(town)
    await mette.types("/koe")
    await mette.taps_nth(0)
    await mette.taps("👤 Name, number, note")
    assert NAME in mette.text
    await turns(amina, "🔔 Turn reminders off")
    said = await rows(town, "SELECT purpose, given, at, language, wording FROM consents ORDER BY id DESC LIMIT 1")
    done = await goes_back(town, copy)
    assert done.safe.refused == 1
    assert await rows(town, "SELECT reminders FROM persons WHERE telegram_id = :who", who=amina.phone.id) == [(False,)]
    kept = "SELECT purpose, given, at, language, wording FROM consents ORDER BY id DESC LIMIT 1"
    assert await rows(town, kept) == said
    # What the copy has itself is not said a second time.
    assert (await goes_back(town, await copied(town))).safe.refused == 0
    await town.until(WEDNESDAY_AT_ONE - timedelta(hours=1))
    assert amina.times_read(REMINDER) == 0
    assert not any(NAME in message.text for message in mette.bot_messages())


async def test_whoever_has_the_number_of_one_who_said_no_has_not_said_it(town: Town) -> None:
    early = await copied(town)
    await town.later(minutes=1)
    cleo = await town.resident("Cleo", "da")
    await turns(cleo, "🔕 Turn reminders on")
    with_cleo = await copied(town)
    await goes_back(town, early)
    await town.later(minutes=1)
    amina = await town.resident("Amina", "da")
    await turns(amina, "🔕 Turn reminders on")
    await turns(amina, "🔔 Turn reminders off")
    assert (await goes_back(town, with_cleo)).safe.refused == 0
    assert await rows(town, "SELECT telegram_id, reminders FROM persons") == [(cleo.phone.id, True)]


async def test_a_database_that_was_put_back_by_other_means_is_made_safe_where_it_is(town: Town) -> None:
    amina, basma = await town.resident("Amina", "da"), await town.resident("Basma", "da")
    await books(basma)
    database = town.settings().database_file
    assert database is not None
    dump = town.folder / "by-hand.sqlite3"
    await asyncio.to_thread(copy_database, database, dump, lambda *_: None)
    await forgets(amina)
    await town.until(TUESDAY_AT_ONE + timedelta(hours=1))
    before = said_to(town, basma)
    await town.kill()
    dump.replace(database)
    done = await make_safe_here(town.settings())
    assert (done.safe.forgotten, done.safe.unsaid) == (1, 1)
    await town.open()
    await town.later(minutes=1)
    assert said_to(town, basma) == before
    assert await known(town) == [basma.phone.id]


async def test_staff_are_told_once_which_time_is_gone(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    copy = await copied(town)
    since = town.now
    await town.later(hours=30)
    await goes_back(town, copy)
    for _ in range(3):
        await town.later(hours=30)
    words = {"since": mette.tr.moment(since), "until": mette.tr.moment(since + timedelta(hours=30))}
    assert mette.times_read(LOST, **words) == 1
    assert not amina.has_read(LOST, **words)


async def test_what_the_clock_said_since_is_not_said_again(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.taps("✅ Send the offer")
    copy = await copied(town)
    await town.later(hours=49)
    assert mette.has_read("⏳ The offer ran out")
    before = said_to(town, amina)
    await goes_back(town, copy)
    await town.later(minutes=5)
    assert said_to(town, amina) == before
    assert mette.times_read("⏳ The offer ran out") == 1
    assert await rows(town, "SELECT state FROM requests") == [("taken",)]
    assert await unsound(town) == {}


async def test_what_waited_for_whoever_had_blocked_us_is_not_said_when_she_comes_back(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    amina.phone.block()
    await town.step()
    await mette.taps("✍️ Write to her")
    await mette.types("Kom forbi på torsdag.")
    await mette.taps("✅ Send")
    await town.later(seconds=10)
    copy = await copied(town)
    amina.phone.unblock()
    await amina.types("/start")
    await town.later(seconds=10)
    words = [message.text for message in amina.bot_messages() if "Kom forbi" in message.text]
    assert len(words) == 1
    await goes_back(town, copy)
    await amina.types("/start")
    await town.later(minutes=1)
    assert len([message for message in amina.bot_messages() if "Kom forbi" in message.text]) == 1


async def test_letters_that_waited_in_the_copy_are_let_go_and_come_again_if_telegram_has_them(town: Town) -> None:
    amina = await town.resident("Amina", "en")
    amina.phone.tap(amina.label("⏰ Opening hours")) if "⏰ Opening hours" in amina.sees else amina.phone.send(
        "/privacy"
    )
    await town.running.poll(0)
    copy = await copied(town)
    await town.settle()
    before = said_to(town, amina)
    done = await goes_back(town, copy)
    assert done.safe.letters == 1
    assert said_to(town, amina) == before
    assert await rows(town, "SELECT id FROM inbox WHERE handled_at IS NULL OR answered_at IS NULL") == []
    await amina.types("/privacy")
    assert said_to(town, amina) == [before[0] + 1]


async def test_words_that_were_erased_since_are_not_there_for_a_moment(town: Town) -> None:
    amina = await town.resident("Amina", "da")
    await asks_with_words(amina)
    copy = await copied(town)
    await town.later(days=31)
    await town.kill()
    await restore(town.settings(), copy, lambda _: True)
    database = town.settings().database_file
    assert database is not None
    assert query(database, "SELECT name, note, phone FROM requests") == [(None, None, None)]


# What may be in the place of the database, and what is not a copy.


async def a_copy(town: Town) -> tuple[Settings, Path, Path]:
    """A house that is closed, with somebody in it, a copy of it, and its file."""
    await town.resident("Amina", "da")
    copy = await copied(town)
    await town.resident("Basma", "da")
    await town.kill()
    settings = town.settings()
    assert settings.database_file is not None
    return settings, copy, settings.database_file


def persons_in(path: Path) -> int:
    ((number,),) = query(path, "SELECT count(*) FROM persons")
    return int(number)


def beside(database: Path) -> Path:
    """The log that SQLite keeps beside a file."""
    return Path(f"{database}-wal")


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"clock", "clock.next", "nabobot.sqlite3.lock", "forgotten"}


async def test_the_former_database_is_kept_whole_for_nobody_elses_eyes(town: Town) -> None:
    settings, copy, database = await a_copy(town)
    for number, name in enumerate(("nabobot.before-restore", "nabobot.before-restore-2")):
        done = await restore(settings, copy, lambda _: True)
        assert done is not None
        assert done.aside == database.with_name(name)
        assert done.aside.stat().st_mode & 0o777 == 0o600
        assert persons_in(done.aside) == (2 if number == 0 else 1)
    assert database.stat().st_mode & 0o777 == 0o600
    assert persons_in(database) == 1
    assert left_in(database.parent) == {"nabobot.sqlite3", "nabobot.before-restore", "nabobot.before-restore-2"}


async def test_what_a_kill_left_in_the_log_is_kept_with_the_former_database(town: Town) -> None:
    settings, copy, database = await a_copy(town)
    log = beside(database)
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO vitals VALUES ('in the log', 1)")
        plain, left = database.read_bytes(), log.read_bytes()
    database.write_bytes(plain)
    log.write_bytes(left)
    done = await restore(settings, copy, lambda _: True)
    assert done is not None
    assert done.aside is not None
    in_the_log = "SELECT count(*) FROM vitals WHERE name = 'in the log'"
    assert query(done.aside, in_the_log) == [(1,)]
    assert query(database, in_the_log) == [(0,)]
    assert not log.exists()


async def test_a_no_changes_nothing(town: Town) -> None:
    settings, copy, database = await a_copy(town)
    asked: list[datetime] = []

    def no(since: datetime) -> bool:
        asked.append(since)
        return False

    assert await restore(settings, copy, no) is None
    assert [since - MONDAY < timedelta(minutes=1) for since in asked] == [True]
    assert persons_in(database) == 2
    assert left_in(database.parent) == {"nabobot.sqlite3"}


@pytest.mark.parametrize("present", [None, b"", b"SQLite format 3\x00" + b"\xff" * 9_000, b"no database" * 900])
async def test_a_database_that_is_damaged_or_missing_is_replaced(town: Town, present: bytes | None) -> None:
    settings, copy, database = await a_copy(town)
    database.unlink()
    beside(database).write_bytes(b"a log of something else")
    if present is not None:
        database.write_bytes(present)
    done = await restore(settings, copy, lambda _: True)
    assert done is not None
    assert not done.asked
    assert done.aside == (None if present is None else database.with_name("nabobot.before-restore"))
    assert done.aside is None or done.aside.read_bytes() == present
    await town.open()
    assert await count(town, "persons") == 1


async def test_while_a_bot_runs_nothing_is_touched(town: Town) -> None:
    settings, copy, database = await a_copy(town)
    with file_lock(settings), pytest.raises(TakenAlready, match="another Nabobot works on"):
        await restore(settings, copy, lambda _: True)
    assert persons_in(database) == 2


async def test_what_cannot_be_used_is_refused_and_nothing_is_touched(town: Town) -> None:
    settings, copy, database = await a_copy(town)
    short, foreign, flipped = (copy.with_name(name) for name in ("short", "foreign", "flipped"))
    short.write_bytes(copy.read_bytes()[:-1])
    foreign.write_text("Dear diary")
    changed = bytearray(copy.read_bytes())
    changed[-99] ^= 1
    flipped.write_bytes(changed)
    for file, said in ((short, "cut short"), (foreign, "no copy of a Nabobot"), (flipped, "damaged")):
        with pytest.raises(CopyProblem, match=said):
            await restore(settings, file, lambda _: True)
    with pytest.raises(CopyProblem, match="sealed with a key that is not"):
        await restore(replace(settings, secret_keys=("A" * 43 + "=",)), copy, lambda _: True)
    assert persons_in(database) == 2
    assert left_in(database.parent) == {"nabobot.sqlite3"}


def sealed(plain: Path, about: str) -> Path:
    """Any database, sealed as a copy."""
    out = plain.with_suffix(".copy")
    with plain.open("rb") as source, out.open("wb") as target:
        seal_file(source, target, KEY, {"made_at": MONDAY.isoformat(), "revision": about})
    return out


async def test_a_copy_of_a_newer_program_or_of_another_one_is_refused(town: Town, tmp_path: Path) -> None:
    settings, _, database = await a_copy(town)
    newer, other = tmp_path / "newer.sqlite3", tmp_path / "other.sqlite3"
    await asyncio.to_thread(copy_database, database, newer, lambda *_: None)
    with closing(sqlite3.connect(newer, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(DatabaseProblem, match=r"the database is newer \(9999\)"):
        await restore(settings, sealed(newer, "9999"), lambda _: True)
    with pytest.raises(CopyProblem, match="does not hold a sound database of ours"):
        await restore(settings, sealed(other, ""), lambda _: True)
    assert persons_in(database) == 2
    assert left_in(database.parent) == {"nabobot.sqlite3"}


async def test_a_copy_of_an_older_program_is_brought_up_to_date(town: Town, tmp_path: Path) -> None:
    settings, _, database = await a_copy(town)
    older = tmp_path / "older.sqlite3"
    await asyncio.to_thread(migrate, file_url(older), "0001")
    with closing(sqlite3.connect(older, isolation_level=None)) as connection:
        connection.execute("INSERT INTO families (id, code, created_at) VALUES (1, 'abcd', 1)")
        connection.execute(
            "INSERT INTO persons (id, telegram_id, family_id, keyboard, reminders, created_at, seen_at)"
            " VALUES (1, 700, 1, 0, 1, 1, 1764000000000000)"
        )
        connection.execute("PRAGMA journal_mode=DELETE")
    done = await restore(settings, sealed(older, "0001"), lambda _: True)
    assert done is not None
    assert query(database, "SELECT version_num FROM alembic_version") == [(REVISION,)]
    assert left_in(database.parent) == {"nabobot.sqlite3", "nabobot.before-restore"}
    await town.open()
    assert await known(town) == [700]


async def test_the_command_asks_and_says_what_it_did(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, copy, database = await a_copy(town)

    def run(*words: str, answer: str | None = None) -> Result:
        return copying.nabobot(monkeypatch, settings, "restore", str(copy), *words, answer=answer)

    no = await asyncio.to_thread(run, answer="n\n")
    assert "Put the copy of 2026-11-23 08:30 UTC in the place of" in no.stderr
    assert trouble(no) == "nothing was changed"
    # Nobody there to answer, as in a crontab, is no yes either.
    assert trouble(await asyncio.to_thread(run, answer="")) == "nothing was changed"
    assert persons_in(database) == 2
    yes = await asyncio.to_thread(run, "--yes")
    assert yes.exit_code == 0
    lines = yes.stdout.splitlines()
    assert lines[0].startswith("The database is as it was on 2026-11-23 08:30 UTC; the former database is ")
    assert lines[-1].startswith("The list of who was forgotten is empty or not here")
    assert persons_in(database) == 1
    for words in ([str(copy), "--here"], []):
        wrong = await asyncio.to_thread(copying.nabobot, monkeypatch, settings, "restore", *words)
        assert (wrong.exit_code, "say --here" in wrong.stderr) == (2, True)
