"""The bot as the process it is: it starts, is killed without warning, starts again, and owes nobody anything."""

import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.settings import Settings, as_environment
from simulator import LocalTelegram, Person
from simulator.process import BotProcess
from tests.bot.street import Street

pytestmark = pytest.mark.slow
PEOPLE = 12


@pytest.fixture
def telegram() -> LocalTelegram:
    """A Telegram under the machine's clock: the bot has no other here."""
    return LocalTelegram(limits=False, hasty=False)


@pytest.fixture
def settings(telegram: LocalTelegram, address: str, tmp_path: Path) -> Settings:
    return Street(telegram, address, tmp_path / "data").settings


def process(settings: Settings, folder: Path, name: str = "log") -> BotProcess:
    return BotProcess([sys.executable, "-m", "bot", "run"], as_environment(settings), folder / name)


@pytest_asyncio.fixture
async def bot(settings: Settings, telegram: LocalTelegram, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """A running bot."""
    running = process(settings, tmp_path)
    await started(running, telegram)
    yield running
    await running.kill()
    assert telegram.complaints == []
    written = (tmp_path / "log").read_text()
    assert not any(word in written for word in ("local-telegram", "Traceback", "Person"))


async def started(bot: BotProcess, telegram: LocalTelegram) -> None:
    await bot.start()
    await telegram.until(lambda: telegram.polling or not bot.running)


async def ended(bot: BotProcess) -> list[str]:
    """Wait until it has ended by itself; give what it said."""
    await bot.start()
    assert bot._process is not None
    await bot._process.wait()
    return bot.last_lines()


async def in_the_hall(telegram: LocalTelegram, number: int) -> Person:
    person = telegram.add_person(f"Person {number}", "en")
    person.start()
    await telegram.until(lambda: "English" in person.sees)
    person.tap("English")
    await telegram.until(lambda: person.spinning == 0 and "English" not in person.sees)
    return person


async def test_told_to_stop_it_ends_well(bot: BotProcess) -> None:
    await bot.stop()
    assert bot.exit_code == 0
    assert "event=closed" in bot.last_lines()[-1]


async def test_killed_in_the_midst_it_answers_everybody_after_the_start(
    bot: BotProcess, telegram: LocalTelegram
) -> None:
    people = [await in_the_hall(telegram, number) for number in range(PEOPLE)]
    for round_ in range(3):
        before = sum(call.method == "editMessageText" for call in telegram.calls)
        for person in people:
            person.press("hours" if round_ % 2 == 0 else "home")
        enough = before + 2 + 3 * round_
        await telegram.until(lambda: sum(c.method == "editMessageText" for c in telegram.calls) >= enough)  # noqa: B023
        await bot.kill()
        assert bot.exit_code == -signal.SIGKILL
        await started(bot, telegram)
        await telegram.until(lambda: telegram.pending == 0 and all(_at(person, round_) for person in people))  # noqa: B023


def _at(person: Person, round_: int) -> bool:
    """Whether her newest message is the screen she asked for in this round."""
    return ("opening" in person.text.lower() or "tuesday" in person.text.lower()) == (round_ % 2 == 0)


async def test_trouble_of_every_kind_is_survived_and_told_without_the_token(
    bot: BotProcess, telegram: LocalTelegram
) -> None:
    amina = await in_the_hall(telegram, 1)
    faults = {"editMessageText": "cut-after", "answerCallbackQuery": "cut-before", "getUpdates": "truncated"}
    for method, fault in faults.items():
        for kind in ("500", fault):
            telegram.faults.order(kind, method=method)
    amina.press("hours")
    await telegram.until(lambda: all(order.met for order in telegram.faults.orders), 60)
    amina.press("home")
    await telegram.until(lambda: amina.spinning == 0 and telegram.pending == 0, 60)
    assert any("event=poll_failed" in line for line in bot.last_lines(40))


async def test_a_second_one_says_why_it_does_not_run(bot: BotProcess, settings: Settings, tmp_path: Path) -> None:
    second = process(settings, tmp_path, "second")
    (line,) = await ended(second)
    assert line.startswith("nabobot: another Nabobot works on")
    assert (second.exit_code, bot.running) == (1, True)


async def test_an_unknown_token_ends_it_with_one_line(
    settings: Settings, telegram: LocalTelegram, tmp_path: Path
) -> None:
    telegram.token = "1000001:another"
    bot = process(settings, tmp_path)
    lines = await ended(bot)
    assert lines[-1] == "nabobot: Telegram does not know this NABOBOT_TOKEN: ask @BotFather for the one in force"
    assert bot.exit_code == 1
    assert not any(settings.token in line or "Traceback" in line for line in lines)


async def test_a_token_revoked_while_it_runs_ends_it_with_one_line(bot: BotProcess, telegram: LocalTelegram) -> None:
    telegram.token, before = "1000001:another", telegram.token
    telegram.polls.end("anything")
    assert bot._process is not None
    await bot._process.wait()
    telegram.token = before
    assert bot.exit_code == 1
    assert bot.last_lines()[-1].startswith("nabobot: Telegram does not know this NABOBOT_TOKEN")


async def test_a_damaged_database_is_left_as_it_is(settings: Settings, tmp_path: Path) -> None:
    assert settings.database_file is not None
    settings.data.mkdir()
    settings.database_file.write_bytes(b"")
    bot = process(settings, tmp_path)
    (line,) = await ended(bot)
    assert "restore" in line
    assert bot.exit_code == 1
    assert settings.database_file.read_bytes() == b""
