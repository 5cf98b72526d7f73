"""Retention as it is kept by the clock and on command: in handfuls, beside a running bot, and for good."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from click.testing import Result

from bot.settings import read_settings
from domain.retention import RULES
from handlers.house import keeping
from locales import Languages
from tests.bot import copying
from tests.conversations.ledger import count, everything, rows, unsound
from tests.conversations.test_privacy import a_held_talk, asks_with_words
from tests.conversations.walks import asks_for_a_call, books
from tests.town import Citizen, Town, read_words, town_in


@pytest_asyncio.fixture
async def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """A town in which nothing happens by itself."""
    words = read_words()
    monkeypatch.setattr(Languages, "load", lambda _zone, **_beside: words)
    async with town_in(tmp_path, restless=False) as found:
        yield found


async def nabobot(town: Town, monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    """Run the command beside the running bot."""
    done = await asyncio.to_thread(copying.nabobot, monkeypatch, town.settings(), "retention", *words)
    assert done.exit_code == 0, done.output
    return done


async def takes_back(someone: Citizen) -> None:
    await someone.taps("Take it back")
    await someone.taps("Yes, take it back")


def passes(town: Town, **by: float) -> None:
    """Let time pass while nobody looks."""
    town.telegram.clock.jump(timedelta(**by))


async def test_a_year_after_its_end_a_count_is_left_of_a_request(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    await a_held_talk(mette, amina)
    await mette.taps("She got guidance")
    await town.later(days=364)
    assert await count(town, "requests") == 1
    await town.later(days=1, hours=1)
    for table in ("requests", "steps", "appointments"):
        assert await count(town, table) == 0, table
    assert await rows(town, "SELECT week, topic, way, outcome FROM finished_requests") == [
        ("2026-W48", "letters", "book", "guided")
    ]
    assert await rows(town, "SELECT request_id, appointment_id, topic FROM talks") == [(None, None, "letters")]
    assert await unsound(town) == {}
    # Her old buttons say that this is over, and she goes on.
    await amina.starts()
    await books(amina)
    assert await count(town, "requests") == 1


async def test_who_does_not_come_back_is_forgotten_as_if_she_had_asked(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    await asks_with_words(amina)
    await takes_back(amina)
    said = len(amina.bot_messages())
    await town.later(days=729)
    assert await rows(town, "SELECT count(*) FROM persons WHERE telegram_id = :who", who=amina.phone.id) == [(1,)]
    await town.later(days=1, hours=1)
    assert str(amina.phone.id) not in str(await everything(town))
    assert town.settings().forgotten_file.read_text().count("\n") == 1
    assert len(amina.bot_messages()) == said
    # Staff stay, however long they are silent.
    await mette.types("/koe")
    assert mette.reads("The queue is empty. Nobody is waiting.")
    # When the copies are gone too, not even an empty row is left of her; the newest of all keeps its number.
    await town.resident("Basma", "en")
    await town.later(days=91)
    assert await rows(town, "SELECT count(*) FROM persons WHERE telegram_id IS NULL") == [(0,)]
    assert await count(town, "erasures") == 0


async def test_whoever_has_something_open_is_not_forgotten(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    amina = await town.resident("Amina", "da")
    await asks_for_a_call(amina)
    monkeypatch.setattr(keeping, "RULES", [rule for rule in RULES if rule.key == "persons"])
    await town.later(days=800)
    assert await rows(town, "SELECT count(*) FROM persons WHERE telegram_id = :who", who=amina.phone.id) == [(1,)]


async def test_what_is_left_open_is_closed_and_then_goes_like_any_other(town: Town) -> None:
    amina = await town.resident("Amina", "da")
    await asks_for_a_call(amina)
    await town.later(days=181)
    assert await rows(town, "SELECT state, outcome FROM requests") == [("closed", None)]
    await town.later(days=366)
    assert await rows(town, "SELECT outcome FROM finished_requests") == [(None,)]


async def test_a_big_backlog_goes_in_handfuls_and_nobody_waits_for_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "HANDFUL", 40)
    for number in range(8):
        await town.resident(f"Somebody {number}", "da")
    passes(town, days=800)
    left = []
    for _ in range(30):
        passes(town, seconds=1)
        await town.running.tick()
        left.append((await rows(town, "SELECT count(*) FROM persons WHERE telegram_id IS NOT NULL"))[0][0])
        if left[-1] == 4:
            # Killed between two handfuls it goes on where it was.
            await town.kill()
            await town.open()
    assert left[-1] == 0
    assert all(before - after <= 2 for before, after in zip([8, *left], left, strict=False))


async def test_a_look_ahead_counts_and_changes_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    await a_held_talk(mette, amina)
    await mette.taps("She got guidance")
    passes(town, days=366)
    before = await everything(town)
    told = (await nabobot(town, monkeypatch, "--dry-run")).stdout.splitlines()
    assert await everything(town) == before
    assert [line.split()[0] for line in told] == [rule.key for rule in RULES]
    line = next(line for line in told if line.startswith("requests "))
    assert "1 now, the oldest from 2026-11-25: week, topic, way and outcome go into" in line
    assert "(365 days, from: their end)" in line
    assert sum("nothing now" in line for line in told) > 20


@pytest.mark.parametrize("words", [("retention", "--dry-run"), ("retention",), ("restore", "--here")])
def test_in_a_wrong_folder_no_database_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    data = tmp_path / "elsewhere"
    said = {"NABOBOT_TOKEN": "1:a", "NABOBOT_DATA": str(data)}
    line = copying.trouble(copying.nabobot(monkeypatch, read_settings(said, None), *words))
    assert line == f"there is no database at {data}/nabobot.sqlite3: see NABOBOT_DATA"
    assert {path.name for path in data.glob("*")} <= {"nabobot.sqlite3.lock"}


async def test_on_command_all_of_it_goes_beside_the_running_bot(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    basma = await town.resident("Basma", "en")
    await asks_with_words(amina)
    await takes_back(amina)
    passes(town, days=800)
    told = (await nabobot(town, monkeypatch)).stdout.splitlines()
    assert "persons: 2" in told
    assert "residents with nothing open who did not come back" in told[-1]
    assert town.settings().forgotten_file.read_text().count("\n") == 2
    assert (await nabobot(town, monkeypatch)).stdout == "nothing was kept too long\n"
    await basma.starts()
    assert basma.sees
    await mette.types("/koe")
    assert await unsound(town) == {}


async def test_a_plan_that_chose_other_terms_has_them(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = await town.resident("Amina", "da")
    passes(town, days=200)
    programme = tmp_path / "other.toml"
    words = town.settings().programme.read_text("utf-8").replace("persons_days = 730", "persons_days = 180")
    programme.write_text(words, "utf-8")
    settings = replace(town.settings(), programme=programme)
    monkeypatch.setattr(town, "settings", lambda: settings)
    assert "persons: 1" in (await nabobot(town, monkeypatch)).stdout.splitlines()
    await amina.starts()
