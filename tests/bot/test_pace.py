"""The pace: one slot after another, answers before everything else, silence where Telegram asked for it.

Time passes here only when everybody waits, and then at once.
"""

import asyncio
import itertools
import selectors
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.pace import BURST, MANY_CHATS, Haste, Pace

SLOT = 1 / 29.5
TICK = 1e-6


class Hurry(selectors.SelectSelector):
    """Where a loop would sleep, its clock is moved."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        # A little always passes, as it does in the world: who asks to be woken now would else be woken for ever.
        self.passed += max(timeout or 0.0, TICK)
        return super().select(0)


class HurriedLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.hurry = Hurry()
        super().__init__(self.hurry)

    def time(self) -> float:
        return self.hurry.passed


def hurried(scenario: Callable[[], Awaitable[Any]]) -> Any:
    """Play a scenario in which nobody has to wait for real."""

    async def played() -> Any:
        return await scenario()

    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        return runner.run(played())


class Sender:
    """Sends through a pace and notes when what left."""

    def __init__(self, per_second: float = 29.5) -> None:
        self.pace = Pace(per_second)
        self.left: list[tuple[str, float]] = []
        self.refusing: dict[int, float] = {}

    async def send(self, chat: int, word: str, haste: Haste = Haste.ANSWER, method: str = "sendMessage") -> Any:
        return await self.pace.process_request(self._call, (chat, word), {}, method, {"chat_id": chat}, haste)

    async def _call(self, chat: int, word: str) -> bool:
        if chat in self.refusing:
            raise RetryAfter(timedelta(seconds=self.refusing.pop(chat)))
        self.left.append((word, asyncio.get_running_loop().time()))
        return True

    @property
    def words(self) -> list[str]:
        return [word for word, _ in self.left]

    def gaps(self) -> list[float]:
        times = [moment for _, moment in self.left]
        return [later - earlier for earlier, later in itertools.pairwise(times)]


def test_no_two_messages_leave_in_one_slot() -> None:
    sender = Sender()

    async def scenario() -> None:
        await asyncio.gather(*(sender.send(chat, "hello") for chat in range(90)))

    hurried(scenario)
    assert len(sender.left) == 90
    assert min(sender.gaps()) >= SLOT * 0.99
    assert sender.left[-1][1] == pytest.approx(89 * SLOT, rel=0.01)


@pytest.mark.parametrize(
    ("waiting", "next_one"),
    [(Haste.BULK, Haste.ANSWER), (Haste.URGENT, Haste.ANSWER), (Haste.BULK, Haste.URGENT)],
    ids=lambda haste: haste.name,
)
def test_what_is_more_urgent_overtakes_all_that_waits_but_one(waiting: Haste, next_one: Haste) -> None:
    sender = Sender()

    async def scenario() -> None:
        many = [asyncio.create_task(sender.send(chat, "many", waiting)) for chat in range(200)]
        await asyncio.sleep(1)
        before = len(sender.left)
        await sender.send(1000, "one", next_one)
        assert sender.words.index("one") - before <= 2
        await asyncio.gather(*many)

    hurried(scenario)
    assert len(sender.left) == 201


def test_answers_among_themselves_keep_their_order() -> None:
    sender = Sender()

    async def scenario() -> None:
        await asyncio.gather(*(sender.send(chat, str(chat)) for chat in range(20)))

    hurried(scenario)
    assert sender.words == [str(chat) for chat in range(20)]


def test_one_chat_gets_a_burst_and_then_one_a_second() -> None:
    sender = Sender()

    async def scenario() -> None:
        await asyncio.gather(*(sender.send(7, str(number)) for number in range(BURST + 3)))

    hurried(scenario)
    gaps = sender.gaps()
    assert max(gaps[: BURST - 1]) < 0.05
    assert sum(gaps) == pytest.approx(3, abs=0.1)


def test_a_chat_that_must_wait_holds_up_no_other() -> None:
    sender = Sender()

    async def scenario() -> None:
        flood = [asyncio.create_task(sender.send(7, "flood")) for _ in range(20)]
        await asyncio.sleep(0.3)
        before = asyncio.get_running_loop().time()
        await sender.send(8, "other")
        assert asyncio.get_running_loop().time() - before < 3 * SLOT
        await asyncio.gather(*flood)

    hurried(scenario)


def test_what_says_nothing_is_not_paced() -> None:
    sender = Sender()

    async def scenario() -> None:
        for method in ("answerCallbackQuery", "getChat", "setMyCommands", "leaveChat"):
            await asyncio.gather(*(sender.send(7, method, method=method) for _ in range(30)))

    hurried(scenario)
    assert sum(sender.gaps()) < SLOT


async def refused(sender: Sender, chat: int, seconds: float) -> None:
    sender.refusing[chat] = seconds
    with pytest.raises(RetryAfter):
        await sender.send(chat, "refused")


def test_after_a_refusal_a_chat_is_left_in_silence_and_others_are_not() -> None:
    sender = Sender()

    async def scenario() -> None:
        await refused(sender, 7, 30)
        with pytest.raises(RetryAfter) as told:
            await sender.send(7, "too early")
        assert told.value.retry_after == timedelta(seconds=30)
        await sender.send(8, "other")
        await asyncio.sleep(30.1)
        await sender.send(7, "again")

    hurried(scenario)
    assert sender.words == ["other", "again"]


def test_two_refused_chats_in_a_row_silence_all() -> None:
    sender = Sender()

    async def scenario() -> None:
        await refused(sender, 7, 30)
        await refused(sender, 8, 5)
        with pytest.raises(RetryAfter):
            await sender.send(9, "too early")
        await asyncio.sleep(5.1)
        await sender.send(9, "again")
        with pytest.raises(RetryAfter):
            await sender.send(7, "still too early")

    hurried(scenario)
    assert sender.words == ["again"]


def test_two_refused_chats_with_a_success_between_silence_only_themselves() -> None:
    sender = Sender()

    async def scenario() -> None:
        await refused(sender, 7, 30)
        await sender.send(9, "fine")
        await refused(sender, 8, 30)
        await sender.send(9, "fine too")

    hurried(scenario)
    assert sender.words == ["fine", "fine too"]


def test_chats_that_were_quiet_for_a_while_are_forgotten() -> None:
    sender = Sender(1000)

    async def scenario() -> None:
        for chat in range(3 * MANY_CHATS):
            await sender.send(chat, "hello")
            await asyncio.sleep(0.01)

    hurried(scenario)
    assert len(sender.pace._chats) <= MANY_CHATS + 1
