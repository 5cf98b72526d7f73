"""What waits is handled as one, each thing once; what breaks is put aside and starves nobody."""

import json

import pytest
from sqlalchemy.exc import OperationalError

from bot.handling import PATIENCE
from tests.bot.hut import SECRET, Locked
from tests.bot.street import Logs, Street


async def test_a_tap_is_answered_in_one_round_trip_and_changes_the_message(street: Street) -> None:
    amina = await street.resident()
    before = len(street.telegram.calls)
    amina.tap("Count")
    await street.settle()
    methods = sorted(call.method for call in street.telegram.calls[before:])
    assert methods == ["answerCallbackQuery", "editMessageText", "getUpdates", "getUpdates"]
    assert (amina.text, amina.spinning) == ("Count 1", 0)


async def test_everybodys_letters_are_handled_in_one_transaction(street: Street) -> None:
    people = [await street.resident(f"Person {number}") for number in range(5)]
    for person in people:
        person.tap("Count")
    assert await street.house.poll() == 5
    assert await street.house.handle() == 5
    assert await street.house.handle() == 0
    await street.house.drain()
    assert [person.text for person in people] == ["Count 1"] * 5


async def test_one_persons_taps_take_effect_and_are_answered_in_order(street: Street) -> None:
    amina = await street.resident()
    for _ in range(4):
        amina.tap("Count")
    await street.settle()
    edits = [call.parameters["text"] for call in street.said() if call.method == "editMessageText"]
    assert edits == ["Count 1", "Count 2", "Count 3", "Count 4"]


async def test_a_letter_that_breaks_takes_nobody_elses_with_it(street: Street) -> None:
    amina, leyla = await street.resident("Amina"), await street.resident("Leyla")
    street.hut.defects = 100
    amina.tap("Boom")
    leyla.tap("Count")
    await street.house.poll()
    assert await street.house.handle() == 2
    await street.house.drain()
    assert leyla.text == "Count 1"
    assert amina.text == "Home"


async def test_a_defect_that_passes_costs_nothing_and_counts_once(street: Street) -> None:
    amina = await street.resident()
    street.hut.defects = 2
    amina.tap("Boom")
    await street.settle()
    assert amina.text == "Count 1"
    assert [letter.parked for letter in await street.letters()] == [None, None]


async def test_a_letter_that_always_breaks_is_parked_with_a_code_she_can_read_out(street: Street, logs: Logs) -> None:
    amina = await street.resident()
    street.hut.defects = 100
    amina.tap("Boom")
    await street.settle()
    parked = next(entry for entry in logs if entry["event"] == "letter_parked")
    assert f"(Code: {parked['code']})" in amina.text
    assert "Home" in amina.text
    assert amina.spinning == 0
    assert (await street.letters())[-1].parked == parked["code"]
    assert 100 - street.hut.defects == PATIENCE + PATIENCE  # Each time in the batch, and alone.


async def test_what_she_sends_after_a_letter_that_breaks_waits_for_it(street: Street) -> None:
    amina = await street.resident()
    street.hut.defects = 2
    amina.tap("Boom")
    amina.press("place")
    await street.settle()
    edits = [call.parameters["text"] for call in street.said() if call.method == "editMessageText"]
    assert edits == ["Count 1", "Here we are"]


async def test_of_a_parked_letter_nothing_is_logged_and_nothing_kept(street: Street, logs: Logs) -> None:
    amina = await street.resident()
    street.hut.defects = 100
    amina.tap("Boom")
    await street.settle()
    said = json.dumps([{key: str(value) for key, value in entry.items() if key != "exc_info"} for entry in logs])
    assert SECRET not in said
    assert [letter.body for letter in await street.letters()] == [None, None]


async def test_a_database_that_is_away_for_a_while_is_no_letters_fault(street: Street) -> None:
    amina = await street.resident()
    street.hut.defect, street.hut.defects = OperationalError("BEGIN IMMEDIATE", {}, Locked()), 10
    amina.tap("Boom")
    await street.house.poll()
    for _ in range(10):
        with pytest.raises(OperationalError):
            await street.house.handle()
    assert [letter.tries for letter in await street.letters()] == [0, 0]
    await street.handled()
    assert amina.text == "Count 1"


async def test_an_update_nobody_can_read_is_parked_and_the_next_one_served(street: Street) -> None:
    amina = await street.resident()
    user = {"id": "no number", "is_bot": False, "first_name": "X"}
    street.telegram.inject({"message": {"message_id": 1, "from": user, "chat": 5, "text": 7}}, checked=False)
    street.telegram.inject({"callback_query": None}, checked=False)
    street.telegram.inject({"message": {"from": {"id": 2**51, "first_name": "Y"}}}, checked=False)
    amina.tap("Count")
    await street.settle()
    assert amina.text == "Count 1"
    parked = [letter.parked is not None for letter in await street.letters()]
    assert parked.count(True) == 2
    assert all(letter.handled_at for letter in await street.letters())


async def test_an_album_gets_one_answer_and_all_its_letters_are_answered(street: Street) -> None:
    amina = await street.resident()
    amina.send_album(4)
    await street.settle()
    assert amina.text.startswith("No pictures, please.")
    assert len([message for message in amina.messages if message.from_bot]) == 2
    assert all(letter.answered_at for letter in await street.letters())


async def test_every_press_of_the_same_button_is_let_go(street: Street) -> None:
    amina = await street.resident()
    for _ in range(3):
        amina.press("hut")
    await street.settle()
    assert amina.spinning == 0


async def test_a_group_is_left_after_a_word(street: Street) -> None:
    amina = await street.resident()
    group = street.telegram.add_group("Naboer")
    amina.add_bot_to(group)
    await street.settle()
    assert [call.method for call in street.said()][-2:] == ["sendMessage", "leaveChat"]
    assert group.bot_is != "member"


async def test_who_blocks_the_bot_is_left_alone_and_welcome_back(street: Street) -> None:
    amina = await street.resident()
    amina.block()
    await street.settle()
    assert (await street.known(amina)).blocked
    amina.start()
    await street.settle()
    assert not (await street.known(amina)).blocked
    assert amina.text == "Home"
    assert all(letter.answered_at for letter in await street.letters())


async def test_answers_are_written_down_with_the_next_letters(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Count")
    await street.house.poll()
    await street.house.handle()
    await street.house.answers.drain()
    assert (await street.letters())[-1].answered_at is None
    amina.tap("Count")
    await street.house.poll()
    await street.house.handle()
    assert [letter.answered_at is not None for letter in await street.letters()] == [True, True, False]
