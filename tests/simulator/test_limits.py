"""Bursts pass, then 429 says how long to wait."""

import pytest

from simulator import LocalTelegram
from simulator.limits import Limits
from simulator.refusals import Refusal
from tests.simulator.asking import Bot


class Stopwatch:
    """Real time that stands still."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def passed(limits: Limits, chats: list[int]) -> int:
    """How many get through before one is refused."""
    for number, chat in enumerate(chats):
        try:
            limits.count(chat)
        except Refusal:
            return number
    return len(chats)


def test_one_chat_takes_a_burst_and_then_one_a_second() -> None:
    watch = Stopwatch()
    limits = Limits(monotonic=watch)
    assert passed(limits, [7] * 30) == 20
    watch.seconds += 3
    assert passed(limits, [7] * 30) == 3


def test_all_chats_together_take_thirty_a_second() -> None:
    watch = Stopwatch()
    limits = Limits(monotonic=watch)
    assert passed(limits, list(range(1, 100))) == 30
    watch.seconds += 0.5
    assert passed(limits, list(range(1, 100))) == 0
    watch.seconds += 0.5
    assert passed(limits, list(range(1, 100))) == 30


def test_a_group_takes_twenty_a_minute() -> None:
    watch = Stopwatch()
    limits = Limits(monotonic=watch)
    assert passed(limits, [-7] * 30) == 20
    watch.seconds += 59
    with pytest.raises(Refusal, match="retry after 1"):
        limits.count(-7)
    watch.seconds += 1
    assert passed(limits, [-7] * 30) == 20


async def test_the_answer_names_the_wait() -> None:
    telegram = LocalTelegram()
    bot, leyla = Bot(telegram), telegram.add_person("Leyla")
    leyla.start()
    for _ in range(20):
        await bot("sendMessage", chat_id=leyla.id, text="Hej")
    assert await bot.answer("sendMessage", chat_id=leyla.id, text="Hej") == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
