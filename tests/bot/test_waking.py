"""After a crash, a stop or a silence people get what they are owed: once, and nothing out of date."""

from datetime import datetime, timedelta

import pytest

from domain.notices import NoticeState as State
from simulator import Person
from tests.bot.street import Logs, Street

AWAY = "We were away for a moment. Please tap again."


def texts(person: Person) -> list[str]:
    return [message.text for message in person.messages if message.from_bot]


async def test_who_was_handled_and_not_answered_gets_her_screen_once(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Count")
    await street.house.poll()
    street.telegram.faults.order("delay", method="editMessageText")
    await street.house.handle()
    await street.reborn()
    await street.house.wake()
    await street.house.drain()
    assert texts(amina)[1:] == ["Count 1"]
    await street.reborn()
    await street.house.wake()
    await street.house.drain()
    assert texts(amina)[1:] == ["Count 1"]


async def test_what_waited_in_the_inbox_is_handled_after_the_start(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Count")
    await street.house.poll()
    await street.reborn()
    await street.house.wake()
    await street.handled()
    assert texts(amina) == ["Count 1"]


async def gap(street: Street, **by: float) -> None:
    """Go away for so long, and come back."""
    await street.kill()
    street.telegram.clock.jump(timedelta(**by))
    await street.open()
    await street.house.wake()
    await street.house.drain()
    await street.tick()


async def test_who_was_midway_before_a_gap_is_asked_to_tap_again(street: Street) -> None:
    amina, leyla, away = [await street.resident(name) for name in ("Amina", "Leyla", "Fatma")]
    away.tap("Count")
    await street.settle()
    await street.later(minutes=61)
    amina.tap("Count")
    leyla.press("home")
    await street.settle()
    await street.tick()
    await gap(street, minutes=3)
    assert amina.text == f"{AWAY}\n\nCount 1"
    assert AWAY not in leyla.text
    assert AWAY not in away.text
    await gap(street, seconds=30)
    assert len(texts(amina)) == 2


@pytest.mark.parametrize("seconds", [10, 149])
async def test_a_short_absence_is_no_gap(street: Street, seconds: int) -> None:
    amina = await street.resident()
    amina.tap("Count")
    await street.settle()
    await street.tick()
    await gap(street, seconds=seconds)
    assert texts(amina) == ["Count 1"]


async def test_staff_are_not_asked_to_tap_again(street: Street) -> None:
    mette = await street.staff()
    mette.tap("Count")
    await street.settle()
    await street.tick()
    await gap(street, minutes=3)
    assert texts(mette) == ["Count 1"]


async def test_after_a_day_staff_learn_what_may_be_lost(street: Street) -> None:
    mette = await street.staff()
    await street.tick()
    since = street.telegram.clock.now()
    await gap(street, hours=23)
    assert await street.states() == []
    since = street.telegram.clock.now()
    await gap(street, hours=25)
    assert await street.states() == [State.SENT]
    assert mette.text == "window-lost"
    async with street.house.database.transaction() as tx:
        from storage import outbox

        data = (await tx.execute(outbox.outbox.select())).one().data
    assert datetime.fromisoformat(data["since"]) == since
    assert datetime.fromisoformat(data["until"]) == since + timedelta(hours=25)


async def test_who_is_answered_anyway_is_not_asked_to_tap_again(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Count")
    await street.settle()
    await street.tick()
    amina.tap("Count")
    await street.house.poll()
    await gap(street, minutes=3)
    await street.handled()
    assert not any(AWAY in text for text in texts(amina))
    assert amina.text == "Count 2"


async def test_a_screen_that_cannot_be_drawn_stops_neither_the_start_nor_the_others(street: Street, logs: Logs) -> None:
    amina, leyla = await street.resident("Amina"), await street.resident("Leyla")
    amina.press("boom:drawn")
    leyla.tap("Count")
    await street.house.poll()
    held = street.telegram.faults.order("delay", method="editMessageText", times=2)
    await street.house.handle()
    await street.telegram.until(lambda: held.met == 2)
    street.hut.defects = 1
    await gap(street, minutes=3)
    assert texts(leyla)[1:] == ["Count 1"]
    assert any(entry["event"] == "redraw_failed" for entry in logs)


async def test_the_first_start_of_all_owes_nobody_anything(street: Street) -> None:
    await street.house.wake()
    await street.house.drain()
    assert street.said() == []
    assert await street.last_beat() == street.telegram.clock.now()


async def test_ticking_is_a_sign_of_life(street: Street) -> None:
    await street.house.wake()
    await street.later(minutes=5)
    assert await street.last_beat() == street.telegram.clock.now()


async def test_a_duty_that_fails_keeps_no_other_from_being_done(street: Street) -> None:
    street.hut.failing_duty = True
    amina = await street.resident()
    await street.notify(amina, "reminder")
    await street.tick()
    assert street.hut.duties_done == 1
    assert await street.states() == [State.SENT]
