"""However a send breaks, its end is known, and what may have been said twice is marked as said again."""

import asyncio
from typing import Any

import pytest

from tests.conversations.ledger import rows, sent
from tests.conversations.walks import asks_for_a_call
from tests.town import Citizen, Town

WORDS, REPEAT = "Tag brevet med på torsdag.", "Perhaps you have seen this already."
Details = dict[str, Any]


async def an_answer_waits(town: Town) -> tuple[Citizen, Citizen]:
    """A request, and a family worker who has written and not yet pressed Send."""
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await asks_for_a_call(amina)
    await mette.taps("✍️ Write to her")
    await mette.types(WORDS)
    return mette, amina


def says(someone: Citizen) -> int:
    return sum(WORDS in message.text for message in someone.bot_messages())


async def attempts(town: Town) -> list[str]:
    """How the attempts at the answer ended, one after the other."""
    query = (
        "SELECT outcome FROM attempts JOIN outbox ON outbox.id = outbox_id WHERE kind = 'answer' ORDER BY attempts.id"
    )
    return [str(outcome) for (outcome,) in await rows(town, query)]


@pytest.mark.parametrize(
    ("kind", "details", "ended", "said", "marked"),
    [
        ("429", {"retry_after": 30}, ["too_fast", "arrived"], 1, 0),
        ("500", {}, ["not_sent", "arrived"], 1, 0),
        ("502-html", {}, ["not_sent", "arrived"], 1, 0),
        ("cut-before", {}, ["unknown", "arrived"], 1, 1),
        ("cut-after", {}, ["unknown", "arrived"], 2, 1),
        ("truncated", {}, ["unknown", "arrived"], 2, 1),
        ("200-not-ok", {}, ["unknown", "arrived"], 2, 1),
    ],
)
async def test_after_one_broken_send_she_has_it(
    calm_town: Town, kind: str, details: Details, ended: list[str], said: int, marked: int
) -> None:
    mette, amina = await an_answer_waits(calm_town)
    calm_town.telegram.faults.order(kind, method="sendMessage", chat_id=amina.phone.id, **details)
    await mette.taps("✅ Send")
    for _ in range(3):
        await calm_town.later(seconds=40)
    assert (says(amina), amina.times_read(REPEAT)) == (said, marked)
    assert await attempts(calm_town) == ended
    assert await sent(calm_town, "answer") == {"sent": 1}


@pytest.mark.parametrize(
    ("kind", "state", "tries"),
    [("500", "failed", 8), ("cut-before", "unknown", 2), ("403-blocked", "blocked", 1)],
)
async def test_what_never_leaves_comes_to_an_end_that_staff_can_see(
    calm_town: Town, kind: str, state: str, tries: int
) -> None:
    mette, amina = await an_answer_waits(calm_town)
    order = calm_town.telegram.faults.order(kind, method="sendMessage", chat_id=amina.phone.id, times=50)
    await mette.taps("✅ Send")
    for _ in range(12):
        await calm_town.later(minutes=11)
    assert await sent(calm_town, "answer") == {state: 1}
    assert (order.met, says(amina)) == (tries, 0)
    assert mette.times_read("⚠️ A message did not arrive") == 1
    calm_town.telegram.faults.clear()
    await amina.types("/mine")
    # What waited while she had blocked us may have come below the list: she asks for it once more.
    await amina.types("/mine")
    await amina.taps_nth(0)
    assert WORDS in amina.text


async def test_whoever_blocked_us_is_left_alone_until_she_comes_back(calm_town: Town) -> None:
    mette, amina = await an_answer_waits(calm_town)
    calm_town.telegram.faults.order("403-blocked", method="sendMessage", chat_id=amina.phone.id)
    await mette.taps("✅ Send")
    calls = len(calm_town.telegram.calls)
    await mette.taps("✍️ Write to her")
    await mette.types("Og en ting til.")
    await mette.taps("✅ Send")
    later = [call for call in calm_town.telegram.calls[calls:] if call.parameters.get("chat_id") == amina.phone.id]
    assert later == []
    assert await sent(calm_town, "answer") == {"blocked": 2}
    await amina.starts()
    await mette.taps("✍️ Write to her")
    await mette.types("Velkommen igen.")
    await mette.taps("✅ Send")
    assert "Velkommen igen." in amina.text


@pytest.mark.parametrize("taken_in", [True, False])
async def test_killed_in_the_middle_of_a_send_it_is_said_once_more_and_marked(calm_town: Town, taken_in: bool) -> None:
    mette, amina = await an_answer_waits(calm_town)
    order = calm_town.telegram.faults.order(
        "delay", method="sendMessage", chat_id=amina.phone.id, after_effect=taken_in
    )
    mette.phone.tap(mette.label("✅ Send"))
    settling = asyncio.create_task(calm_town.settle())
    await calm_town.telegram.until(lambda: order.met == 1)
    settling.cancel()
    await asyncio.wait([settling])
    await calm_town.kill()
    order.release()
    await calm_town.telegram.until(lambda: says(amina) == 1)
    await calm_town.open()
    await calm_town.later(seconds=10)
    assert (says(amina), amina.times_read(REPEAT)) == (2, 1)
    assert await attempts(calm_town) == ["unknown", "arrived"]
    for _ in range(2):
        await calm_town.kill()
        await calm_town.open()
        await calm_town.later(minutes=5)
    assert says(amina) == 2


async def test_a_slow_send_is_one_send(calm_town: Town) -> None:
    mette, amina = await an_answer_waits(calm_town)
    order = calm_town.telegram.faults.order("delay", method="sendMessage", chat_id=amina.phone.id)
    mette.phone.tap(mette.label("✅ Send"))
    settling = asyncio.create_task(calm_town.settle())
    await calm_town.telegram.until(lambda: order.met == 1)
    order.release()
    await settling
    await calm_town.later(minutes=5)
    assert (says(amina), amina.times_read(REPEAT)) == (1, 0)


@pytest.mark.parametrize("kind", ["429", "500", "502-html", "cut-before", "cut-after", "truncated"])
async def test_when_her_screen_breaks_once_she_sees_it_all_the_same(calm_town: Town, kind: str) -> None:
    amina = await calm_town.resident("Amina", "en")
    shown = len(amina.bot_messages())
    for method in ("editMessageText", "answerCallbackQuery"):
        calm_town.telegram.faults.order(kind, method=method)
    await amina.taps("💬 Talk to someone")
    assert amina.reads("Just come by, no appointment needed. It is free, and there is coffee.")
    assert len(amina.bot_messages()) == shown
    assert amina.phone.spinning == 0
