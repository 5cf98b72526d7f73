"""Notices leave when they should, as they are true then, at most once more than once, and each comes to an end."""

from datetime import timedelta

import pytest

from bot.left import Left
from bot.pace import Haste
from domain.notices import Lane
from domain.notices import NoticeState as State
from handlers.screen import Screen
from simulator import Person
from storage import people
from tests.bot.hut import SECRET
from tests.bot.street import NIGHT, Logs, Street

REPEAT = "Perhaps you have seen this already."


def told(person: Person) -> list[str]:
    """What she was told that she did not ask for."""
    return [message.text for message in person.messages if message.from_bot][1:]


async def test_a_notice_is_said_once_and_its_message_is_remembered(street: Street) -> None:
    amina = await street.resident()
    await street.notify(amina, "reminder")
    await street.notify(amina, "reminder")
    await street.tick()
    await street.tick()
    assert told(amina) == ["reminder"]
    assert (await street.states(), await street.outcomes()) == ([State.SENT], ["arrived"])


async def test_nothing_leaves_before_its_time_and_the_clock_is_told(street: Street) -> None:
    amina = await street.resident()
    due = street.telegram.clock.now() + timedelta(hours=2)
    await street.notify(amina, "reminder", not_before=due)
    await street.tick()
    assert (told(amina), street.told_next[-1]) == ([], due)
    await street.later(hours=2)
    assert told(amina) == ["reminder"]
    await street.tick()
    assert street.told_next[-1] is None


async def test_nothing_leaves_after_its_time(street: Street) -> None:
    amina = await street.resident()
    await street.notify(amina, "reminder", not_after=street.telegram.clock.now() + timedelta(hours=1))
    await street.later(hours=1, seconds=1)
    assert (told(amina), await street.states()) == ([], [State.EXPIRED])


async def test_what_is_no_longer_true_is_not_said(street: Street) -> None:
    amina = await street.resident()
    await street.notify(amina, "untrue")
    await street.tick()
    assert (told(amina), await street.states()) == ([], [State.CANCELLED])


async def test_a_notice_that_cannot_be_written_holds_up_no_other(street: Street, logs: Logs) -> None:
    amina = await street.resident()
    await street.notify(amina, "broken")
    await street.notify(amina, "unheard-of")
    await street.notify(amina, "cancellation")
    await street.tick()
    assert told(amina) == ["cancellation"]
    assert await street.states() == [State.FAILED, State.FAILED, State.SENT]
    broken = [entry for entry in logs if entry["event"] == "notice_broken"]
    assert [entry["kind"] for entry in broken] == ["broken", "unheard-of"]
    assert not any(SECRET in str(value) for entry in broken for value in entry.values() if value is not True)


@pytest.mark.parametrize(
    ("kind", "fault", "times", "ended"),
    [
        ("cancellation", "403-blocked", 1, State.BLOCKED),
        ("cancellation", "cut-after", 2, State.UNKNOWN),
        ("cancellation", "500", 8, State.FAILED),
        ("broken-and-missed", "500", 0, State.FAILED),
    ],
)
async def test_of_what_nobody_can_say_that_it_arrived_somebody_is_told_once(
    street: Street, kind: str, fault: str, times: int, ended: State
) -> None:
    amina, mette = await street.resident(), await street.staff()
    street.telegram.faults.order(fault, chat_id=amina.id, method="sendMessage", times=times)
    await street.notify(amina, kind, data={"tell": (await street.known(mette)).id})
    for _ in range(10):
        await street.later(minutes=10)
    assert await street.states() == [ended, State.SENT]
    assert (street.hut.lost, told(mette)) == ([(amina.id, kind)], ["news"])


async def test_what_arrives_late_is_not_lost(street: Street) -> None:
    amina = await street.resident()
    street.telegram.faults.order("500", method="sendMessage", times=7)
    await street.notify(amina, "cancellation")
    for _ in range(10):
        await street.later(minutes=10)
    assert (await street.states(), street.hut.lost) == ([State.SENT], [])


async def test_who_has_blocked_us_before_loses_it_as_well(street: Street) -> None:
    amina, mette = await street.resident(), await street.staff()
    known = (await street.known(amina)).id
    async with street.house.database.transaction() as tx:
        await people.set_blocked(tx, known, street.telegram.clock.now())
    await street.notify(amina, "cancellation", data={"tell": (await street.known(mette)).id})
    for _ in range(2):
        await street.tick()
    assert (await street.states(), told(mette)) == ([State.BLOCKED, State.SENT], ["news"])


async def test_a_defect_in_telling_of_a_loss_holds_up_nothing(street: Street, logs: Logs) -> None:
    amina = await street.resident()
    await street.notify(amina, "broken-twice")
    await street.notify(amina, "news")
    await street.tick()
    assert (await street.states(), told(amina)) == ([State.FAILED, State.SENT], ["news"])
    assert not any(SECRET in str(value) for entry in logs for value in entry.values() if value is not True)


async def test_what_cannot_wait_goes_before_what_can_and_after_answers(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina, hastes, deliverer = await street.resident(), {}, street.house.outgoing.deliverer
    send = deliverer.send

    async def noting(chat: int, screen: Screen, haste: Haste, left: Left) -> int:
        hastes[screen.text] = haste
        return await send(chat, screen, haste, left)

    monkeypatch.setattr(deliverer, "send", noting)
    for kind, word, lane in (
        ("cancellation", "", Lane.URGENT),
        ("cancellation", "bulk", Lane.BULK),
        ("reminder", "", Lane.URGENT),
    ):
        await street.notify(amina, kind, f"{kind}{word}", data={"word": word}, lane=lane)
    await street.tick()
    assert hastes == {"cancellation": Haste.URGENT, "cancellation bulk": Haste.BULK, "reminder": Haste.BULK}


async def test_at_night_only_what_cannot_wait_is_said(street: Street) -> None:
    amina = await street.resident()
    street.telegram.clock.move_to(NIGHT)
    await street.notify(amina, "reminder")
    await street.notify(amina, "cancellation")
    await street.notify(amina, "news", not_after=NIGHT + timedelta(hours=2))
    await street.tick()
    assert told(amina) == ["cancellation"]
    assert await street.states() == [State.WAITING, State.SENT, State.WAITING]
    await street.later(hours=10)
    assert told(amina) == ["cancellation", "reminder"]
    assert await street.states() == [State.SENT, State.SENT, State.EXPIRED]


async def test_who_has_blocked_us_is_told_nothing(street: Street) -> None:
    amina = await street.resident()
    await street.notify(amina, "reminder")
    street.telegram.faults.order("403-blocked", chat_id=amina.id)
    await street.tick()
    assert await street.states() == [State.BLOCKED]
    assert (await street.known(amina)).blocked
    await street.notify(amina, "cancellation")
    before = len(street.said())
    await street.tick()
    assert len(street.said()) == before
    assert await street.states() == [State.BLOCKED, State.BLOCKED]


async def test_who_was_forgotten_is_told_nothing(street: Street) -> None:
    amina = await street.resident()
    await street.notify(amina, "reminder")
    async with street.house.database.transaction() as tx:
        known = (await people.persons_of(tx, [amina.id]))[amina.id]
        await people.forget_person(tx, known.id)
    await street.tick()
    assert await street.states() == [State.CANCELLED]


@pytest.mark.parametrize("fault", ["500", "502-html"])
async def test_what_surely_did_not_leave_is_tried_again_with_more_and_more_patience(street: Street, fault: str) -> None:
    amina = await street.resident()
    street.telegram.faults.order(fault, method="sendMessage", times=2)
    await street.notify(amina, "news")
    await street.tick()
    assert (told(amina), await street.outcomes()) == ([], ["not_sent"])
    await street.later(seconds=4)
    assert await street.outcomes() == ["not_sent"]
    await street.later(seconds=1)
    assert await street.outcomes() == ["not_sent", "not_sent"]
    await street.later(seconds=10)
    assert (told(amina), await street.states()) == (["news"], [State.SENT])


async def test_eight_tries_are_enough(street: Street, logs: Logs) -> None:
    amina = await street.resident()
    street.telegram.faults.order("500", method="sendMessage", times=100)
    await street.notify(amina, "news")
    for _ in range(12):
        await street.later(minutes=10)
    assert (await street.outcomes(), await street.states()) == (["not_sent"] * 8, [State.FAILED])


async def test_a_try_that_would_come_too_late_is_not_made(street: Street) -> None:
    amina = await street.resident()
    street.telegram.faults.order("429", method="sendMessage", retry_after=3600)
    await street.notify(amina, "reminder", not_after=street.telegram.clock.now() + timedelta(minutes=30))
    await street.tick()
    assert (await street.outcomes(), await street.states()) == (["too_fast"], [State.WAITING])
    await street.later(minutes=31)
    assert (told(amina), await street.states()) == ([], [State.EXPIRED])


async def test_telegrams_wish_to_wait_is_kept_for_that_chat_while_others_flow(street: Street) -> None:
    amina, leyla = await street.resident("Amina"), await street.resident("Leyla")
    street.telegram.faults.order("429", chat_id=amina.id, retry_after=30)
    await street.notify(amina, "reminder")
    await street.notify(leyla, "reminder")
    await street.tick()
    assert (told(amina), told(leyla)) == ([], ["reminder"])
    await street.later(seconds=29)
    assert told(amina) == []
    await street.later(seconds=1)
    assert told(amina) == ["reminder"]


@pytest.mark.parametrize("fault", ["cut-after", "cut-before", "truncated", "200-not-ok"])
async def test_a_reminder_whose_answer_was_lost_is_said_once_more_and_marked(street: Street, fault: str) -> None:
    amina = await street.resident()
    street.telegram.faults.order(fault, method="sendMessage")
    await street.notify(amina, "reminder")
    await street.tick()
    assert (await street.outcomes(), await street.states()) == (["unknown"], [State.WAITING])
    await street.later(seconds=5)
    assert await street.states() == [State.SENT]
    assert told(amina)[-1] == f"{REPEAT}\n\nreminder"
    assert len(told(amina)) == (1 if fault == "cut-before" else 2)


async def test_a_repeat_whose_answer_was_lost_too_is_left_at_that(street: Street) -> None:
    amina = await street.resident()
    street.telegram.faults.order("cut-after", method="sendMessage", times=2)
    await street.notify(amina, "cancellation")
    await street.tick()
    await street.later(seconds=5)
    await street.later(hours=1)
    assert (await street.outcomes(), await street.states()) == (["unknown"] * 2, [State.UNKNOWN])


async def test_news_whose_answer_was_lost_is_never_said_twice(street: Street) -> None:
    amina = await street.resident()
    street.telegram.faults.order("cut-before", method="sendMessage")
    await street.notify(amina, "news")
    await street.tick()
    await street.later(hours=1)
    assert (told(amina), await street.states()) == ([], [State.UNKNOWN])


async def test_a_chat_telegram_does_not_know_is_given_up_and_holds_up_no_other(street: Street) -> None:
    amina, leyla = await street.resident("Amina"), await street.resident("Leyla")
    await street.notify(amina, "reminder")
    await street.notify(leyla, "reminder")
    del street.telegram.chats[amina.id]
    await street.tick()
    assert (told(leyla), await street.states()) == (["reminder"], [State.FAILED, State.SENT])


@pytest.mark.parametrize("kind", ["reminder", "news"])
async def test_a_send_that_was_cut_off_is_decided_at_the_next_start(street: Street, kind: str) -> None:
    amina = await street.resident()
    held = street.telegram.faults.order("delay", method="sendMessage", after_effect=True)
    await street.notify(amina, kind)
    await street.house.begin_tick()
    await street.telegram.until(lambda: len(told(amina)) == 1)
    await street.reborn()
    held.release()
    assert await street.outcomes() == [None]
    await street.tick()
    assert told(amina) == [kind]
    await street.house.wake()
    await street.later(seconds=5)
    again = [kind, f"{REPEAT}\n\n{kind}"] if kind == "reminder" else [kind]
    assert told(amina) == again
    assert await street.states() == [State.SENT if kind == "reminder" else State.UNKNOWN]


async def test_a_crash_before_the_send_leaves_the_notice_as_it_was(street: Street) -> None:
    amina = await street.resident()
    await street.notify(amina, "news")
    await street.reborn()
    await street.house.wake()
    await street.tick()
    assert (told(amina), await street.states()) == (["news"], [State.SENT])


async def test_many_notices_leave_side_by_side_the_most_urgent_first(street: Street) -> None:
    people = [await street.resident(f"Person {number}") for number in range(4)]
    for number in range(40):
        await street.notify(people[number % 4], "news", f"news:{number}", lane=Lane.BULK)
    await street.notify(people[0], "cancellation")
    await street.tick()
    assert [len(told(person)) for person in people] == [11, 10, 10, 10]
    first = [call.parameters["text"] for call in street.said()[4:12]]
    assert "cancellation" in first
    assert set(await street.states()) == {State.SENT}


async def test_an_answer_does_not_wait_for_notices_that_are_held_up(street: Street) -> None:
    amina, leyla = await street.resident("Amina"), await street.resident("Leyla")
    held = street.telegram.faults.order("delay", chat_id=amina.id, times=50)
    for number in range(30):
        await street.notify(amina, "news", f"news:{number}", lane=Lane.BULK)
    await street.house.begin_tick()
    await street.telegram.until(lambda: held.met > 0)
    leyla.tap("Count")
    await street.house.poll()
    await street.house.handle()
    await street.house.answers.drain()
    assert leyla.text == "Count 1"
    held.release()
    await street.house.drain()
    assert len(told(amina)) == 30
