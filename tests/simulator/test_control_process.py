"""The bot as a process: it dies when told, says so when it dies by itself, and is never left behind."""

import asyncio
import os
import signal
import sys
import textwrap
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from simulator.process import BotProcess

WAITS = "print('ready', flush=True); import signal; signal.pause()"
FAILS = "print('no token', flush=True); raise SystemExit(3)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); signal.pause()"
HAS_A_CHILD = (
    "import subprocess, sys, signal; child = subprocess.Popen(['sleep', '600']);"
    "print(child.pid, flush=True); signal.pause()"
)


def python(script: str, log: Path | None = None) -> BotProcess:
    return BotProcess([sys.executable, "-c", script], dict(os.environ), log)


async def until(condition: Callable[[], bool]) -> None:
    """Look at another process until it is so: nothing tells us when."""
    for _ in range(2000):
        if condition():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it did not come about")


def alive(pid: int) -> bool:
    """Say whether a process still runs; one that has ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


@pytest.fixture
async def waiting() -> AsyncIterator[BotProcess]:
    bot = python(WAITS)
    await bot.start()
    await until(lambda: bot.last_lines() == ["ready"])
    yield bot
    await bot.kill()


async def test_a_killed_bot_is_gone_at_once(waiting: BotProcess) -> None:
    assert waiting.running
    await waiting.kill()
    assert (waiting.running, waiting.exit_code, waiting.ended_by_itself) == (False, -signal.SIGKILL, False)


async def test_a_stopped_bot_is_asked_first(waiting: BotProcess) -> None:
    await waiting.stop()
    assert waiting.exit_code == -signal.SIGTERM


async def test_a_bot_that_does_not_listen_is_stopped_all_the_same() -> None:
    bot = python(DEAF)
    await bot.start()
    await until(lambda: bot.last_lines() == ["ready"])
    await bot.stop(grace=0.05)
    assert bot.exit_code == -signal.SIGKILL


async def test_starting_a_running_bot_changes_nothing(waiting: BotProcess) -> None:
    first = waiting.pid
    await waiting.start()
    assert waiting.pid == first


async def test_starting_twice_at_once_starts_one_bot(tmp_path: Path) -> None:
    bot = python(WAITS, tmp_path / "bot.log")
    await asyncio.gather(bot.start(), bot.start())
    await until(lambda: bot.last_lines() != [])
    await bot.kill()
    assert (tmp_path / "bot.log").read_text() == "ready\n"


async def test_a_bot_that_ends_by_itself_is_noticed_with_its_last_words(tmp_path: Path) -> None:
    bot = python(FAILS, tmp_path / "bot.log")
    await bot.start()
    await until(lambda: not bot.running)
    await until(lambda: bot.ended_by_itself)
    assert (bot.exit_code, bot.last_lines()) == (3, ["no token"])


async def test_the_last_lines_are_of_the_last_run_and_the_log_keeps_all(tmp_path: Path) -> None:
    log = tmp_path / "bot.log"
    log.write_text("yesterday\n")
    bot = python(FAILS, log)
    for _ in range(2):
        await bot.start()
        await until(lambda: bot.ended_by_itself)
    assert bot.last_lines() == ["no token"]
    assert log.read_text().splitlines() == ["yesterday", "no token", "no token"]


async def test_what_the_bot_has_started_ends_with_it() -> None:
    bot = python(HAS_A_CHILD)
    await bot.start()
    await until(lambda: bool(bot.last_lines()))
    child = int(bot.last_lines()[0])
    assert alive(child)
    await bot.kill()
    await until(lambda: not alive(child))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
async def test_a_bot_does_not_outlive_a_parent_that_was_killed() -> None:
    parent = textwrap.dedent(f"""
        import asyncio, os, sys
        from simulator.process import BotProcess

        async def main():
            bot = BotProcess([sys.executable, "-c", {WAITS!r}], dict(os.environ), None)
            await bot.start()
            print(bot.pid, flush=True)
            await asyncio.Event().wait()

        asyncio.run(main())
    """)
    here = Path(__file__).parents[2]
    demo = await asyncio.create_subprocess_exec(sys.executable, "-c", parent, stdout=asyncio.subprocess.PIPE, cwd=here)
    assert demo.stdout
    bot = int(await demo.stdout.readline())
    assert alive(bot)
    demo.kill()
    await demo.wait()
    await until(lambda: not alive(bot))
