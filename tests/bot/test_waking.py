"""After a crash, a stop or a silence people get what they are owed: once, and nothing out of date."""

from datetime import datetime, timedelta

import pytest

from domain.drafts import Draft
from domain.notices import NoticeState as State
from domain.people import Person as Known
from handlers.screen import Screen
from simulator import Person
from storage import drafts
from storage.engine import Tx
from tests.bot.hut import Broken
from tests.bot.street import NIGHT, Logs, Street

AWAY = "👉 We were away for a moment. Please tap again."
WENT_WRONG = "👉 Something went wrong on our side. Please try again, or just come by."


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


async def cut_off(street: Street, *answered: Person) -> None:
    """Let what they pressed take effect, and their answers be held up."""
    await street.house.poll()
    held = street.telegram.faults.order("delay", method="editMessageText", times=len(answered))
    await street.house.handle()
    await street.telegram.until(lambda: held.met == len(answered))


def excuse(logs: Logs) -> str:
    """What is said with the code that stands in the log."""
    (code,) = {entry["code"] for entry in logs if entry["event"] == "redraw_failed"}
    return f"{WENT_WRONG} (Code: {code})\n\nHome"


async def test_a_screen_that_cannot_be_drawn_stops_neither_the_start_nor_the_others(street: Street, logs: Logs) -> None:
    amina, leyla = await street.resident("Amina"), await street.resident("Leyla")
    amina.press("boom:drawn")
    leyla.tap("Count")
    await cut_off(street, amina, leyla)
    street.hut.defects = 1
    await gap(street, minutes=3)
    assert texts(leyla)[1:] == ["Count 1"]
    assert amina.text == excuse(logs)
    assert "Count" in amina.sees


async def test_whoever_is_in_a_form_that_cannot_be_drawn_is_led_home_without_it(street: Street, logs: Logs) -> None:
    amina = await street.resident()
    known = (await street.known(amina)).id
    amina.press("ask")
    await cut_off(street, amina)
    async with street.house.database.transaction() as tx:
        await drafts.save_draft(tx, known, Draft("abc", "form", "question"), street.telegram.clock.now())
    await gap(street, minutes=3)
    assert amina.text == excuse(logs)
    async with street.house.database.transaction() as tx:
        assert await drafts.draft_of(tx, known) is None


async def test_who_can_be_shown_nothing_at_all_is_owed_nothing_more(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina = await street.resident()
    street.telegram.faults.order("500", method="sendMessage", times=4)
    amina.send("hello")
    await street.settle()
    await street.notify(amina, "reminder", not_before=street.telegram.clock.now() + timedelta(seconds=61))

    async def broken(tx: Tx, person: Known) -> Screen:
        raise Broken

    monkeypatch.setattr(street.house.frame, "redraw", broken)
    await street.later(seconds=61)
    assert all(letter.answered_at for letter in await street.letters())
    assert texts(amina) == ["Home", "reminder"]
    assert await street.last_beat() == street.telegram.clock.now()


async def test_nobody_is_woken_at_night_by_our_return(street: Street) -> None:
    street.telegram.clock.move_to(NIGHT - timedelta(hours=1, minutes=1))
    amina = await street.resident()
    amina.tap("Count")
    await street.settle()
    await street.tick()
    await gap(street, minutes=3)
    assert texts(amina) == ["Count 1"]
    amina.tap("Count")
    await street.settle()
    assert texts(amina) == ["Count 2"]


@pytest.mark.parametrize(("hours", "asked"), [(23, True), (25, False)])
async def test_a_day_later_nobody_is_in_the_middle_of_anything(street: Street, hours: int, asked: bool) -> None:
    amina = await street.resident()
    amina.tap("Count")
    await street.settle()
    await street.tick()
    await gap(street, hours=hours)
    assert texts(amina)[1:] == ([f"{AWAY}\n\nCount 1"] if asked else [])


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
