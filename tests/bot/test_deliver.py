"""Answers arrive once and in order, whatever happens to them on the way."""

from typing import Any

import pytest

from handlers.screen import Attachment
from simulator import Person
from tests.bot.hut import PIN
from tests.bot.street import Street


def answers(person: Person) -> list[str]:
    """What the bot says in her chat, oldest first."""
    return [message.text for message in person.messages if message.from_bot]


@pytest.mark.parametrize("fault", ["500", "502-html", "429"])
async def test_what_was_refused_for_a_moment_is_said_again(street: Street, fault: str) -> None:
    amina = await street.resident()
    street.telegram.faults.order(fault, method="sendMessage", retry_after=3)
    amina.send("hello")
    await street.settle()
    assert answers(amina) == ["Home", "Please tap.\nHome"]
    assert street.pauses == [3.0 if fault == "429" else 0.5]


@pytest.mark.parametrize("fault", ["cut-after", "truncated", "200-not-ok"])
async def test_a_new_message_whose_answer_was_lost_is_not_said_twice(street: Street, fault: str) -> None:
    amina = await street.resident()
    street.telegram.faults.order(fault, method="sendMessage")
    amina.send("hello")
    await street.settle()
    assert answers(amina) == ["Home", "Please tap.\nHome"]
    assert all(letter.answered_at for letter in await street.letters())


@pytest.mark.parametrize("fault", ["cut-before", "cut-after", "truncated", "500"])
async def test_a_change_is_tried_again_for_twice_is_once(street: Street, fault: str) -> None:
    amina = await street.resident()
    street.telegram.faults.order(fault, method="editMessageText")
    amina.tap("Count")
    await street.settle()
    assert (answers(amina), amina.spinning) == (["Count 1"], 0)
    assert all(letter.answered_at for letter in await street.letters())


async def test_a_press_that_is_too_old_to_be_let_go_is_no_trouble(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Count")
    await street.house.poll()
    await street.later(minutes=20)
    await street.handled()
    assert amina.text == "Count 1"


async def test_the_same_screen_again_is_no_trouble(street: Street) -> None:
    amina = await street.resident()
    amina.press("hut")
    await street.settle()
    assert (answers(amina), amina.spinning) == (["Home"], 0)
    assert all(letter.answered_at for letter in await street.letters())


async def test_a_message_she_has_deleted_is_written_anew(street: Street) -> None:
    amina = await street.resident()
    shown = amina.messages[-1]
    amina.tap("Count")
    amina.delete(shown)
    await street.settle()
    assert answers(amina) == ["Count 1"]


async def test_a_text_telegram_cannot_read_goes_without_its_markup(street: Street) -> None:
    amina = await street.resident()
    amina.press("badly")
    await street.settle()
    assert amina.text == "5 < 6"


async def test_her_number_is_asked_for_on_a_keyboard_that_goes_again(street: Street) -> None:
    amina = await street.resident()
    amina.tap("My number")
    await street.settle()
    assert [button.label for button in amina.keyboard] == ["Share", "Home"]
    amina.tap("Home")
    await street.settle()
    assert amina.keyboard == []
    assert "✓" not in answers(amina)
    assert amina.text == "Home"


async def test_the_buttons_stand_under_the_last_message_of_a_screen(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Place")
    await street.settle()
    assert street.said()[-1].method == "sendVenue"
    assert amina.sees == ["Home"]
    amina.tap("Home")
    amina.press("file")
    await street.settle()
    assert street.said()[-1].method == "sendDocument"
    assert amina.sees == ["Home"]


@pytest.mark.parametrize("fresh", [True, False])
async def test_a_voice_comes_below_its_words_and_with_the_buttons(street: Street, fresh: bool) -> None:
    amina = await street.resident()
    sound = amina.send_voice()
    await street.settle()
    street.hut.extras = {"voices": (sound.content["voice"]["file_id"],), "fresh": fresh}
    amina.press("extras")
    await street.settle()
    words, voice = amina.messages[-2:]
    assert (words.text, voice.voice, words.labels, amina.sees) == ("Look", sound.voice, [], ["Home"])


async def test_a_file_is_drawn_when_it_is_sent_and_not_before(street: Street) -> None:
    amina = await street.resident()
    drawn: list[str] = []

    def draw() -> bytes:
        drawn.append("now")
        return b"BEGIN:VCALENDAR"

    street.hut.extras = {"attachment": Attachment("evening.ics", draw)}
    assert drawn == []
    amina.press("extras")
    await street.settle()
    assert drawn == ["now"]
    document = amina.messages[-1].document
    assert document is not None
    assert document.bytes == b"BEGIN:VCALENDAR"


EMPTY = Attachment("empty.ics", b"")
EVENING = Attachment("evening.ics", b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("fresh", [True, False])
@pytest.mark.parametrize(
    ("extras", "below"),
    [
        ({"voices": ("nobody has this",)}, 0),
        ({"attachment": EMPTY}, 0),
        ({"voices": ("nobody has this",), "pin": PIN}, 1),
        ({"voices": ("nobody has this",), "attachment": EVENING}, 1),
        ({"pin": PIN, "attachment": EMPTY}, 1),
        ({"voices": ("nobody has this",), "attachment": EMPTY}, 0),
    ],
)
async def test_what_telegram_refuses_hides_neither_the_rest_nor_the_buttons(
    street: Street, extras: dict[str, Any], below: int, fresh: bool
) -> None:
    amina = await street.resident()
    street.hut.extras = {**extras, "fresh": fresh}
    before = len(amina.messages)
    amina.press("extras")
    await street.settle()
    assert len(amina.messages) == before + below + fresh
    assert amina.messages[-1 - below].text == "Look"
    assert amina.sees == ["Home"]
    assert all(letter.answered_at for letter in await street.letters())


async def test_a_word_stands_on_the_press(street: Street) -> None:
    amina = await street.resident()
    amina.press("alert")
    await street.settle()
    assert amina.alerts == ["Saved"]


async def test_what_cannot_be_said_now_is_tried_again_a_minute_later(street: Street) -> None:
    amina = await street.resident()
    street.telegram.faults.order("500", method="sendMessage", times=4)
    amina.send("hello")
    await street.settle()
    assert answers(amina) == ["Home"]
    await street.tick()
    assert answers(amina) == ["Home"]
    await street.later(seconds=61)
    assert answers(amina) == ["Home", "Home"]
    await street.later(seconds=61)
    assert answers(amina) == ["Home", "Home"]


async def test_what_cannot_be_said_for_long_is_tried_less_and_less_often(street: Street) -> None:
    amina = await street.resident()
    refused = street.telegram.faults.order("500", method="sendMessage", times=10_000)
    amina.send("hello")
    await street.settle()
    for _ in range(60):
        await street.later(minutes=1)
    tries = refused.met // 4
    assert 5 <= tries <= 8


async def test_nobody_waits_an_hour_for_an_answer(street: Street) -> None:
    amina, leyla = await street.resident("Amina"), await street.resident("Leyla")
    street.telegram.faults.order("429", chat_id=amina.id, retry_after=3600)
    amina.send("hello")
    leyla.send("hello")
    await street.settle()
    assert street.pauses == []
    assert (answers(amina), leyla.text) == (["Home"], "Please tap.\nHome")
    await street.later(seconds=61)
    assert answers(amina) == ["Home", "Home"]


async def test_who_is_gone_is_owed_nothing(street: Street) -> None:
    amina = await street.resident()
    amina.send("hello")
    await street.house.poll()
    amina.delete_account()
    await street.handled()
    assert all(letter.answered_at for letter in await street.letters())
