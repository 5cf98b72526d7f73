"""What can be done through the control: as a person, to the clock, to the bot."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from simulator import Clock, LocalTelegram, Person
from simulator.process import BotProcess
from tests.simulator.asking import Bot, inline
from tests.simulator.conftest import A_TUESDAY
from tests.simulator.controlling import Control, control_of, note_next

FAILS = "print('no token', flush=True); raise SystemExit(3)"
WAITS = "import signal; signal.pause()"


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock", start=A_TUESDAY)


@pytest.fixture
def control(telegram: LocalTelegram) -> Control:
    async def invite() -> str:
        return "come-in"

    return control_of(telegram, invitations={"Family worker": invite})


@pytest.fixture
async def with_bot(telegram: LocalTelegram) -> AsyncIterator[Callable[[str], Control]]:
    """Build a control whose bot is a script of our own; whatever it has started ends with the test."""
    processes: list[BotProcess] = []

    def build(script: str) -> Control:
        processes.append(BotProcess([sys.executable, "-c", script], dict(os.environ), None))
        return control_of(telegram, process=processes[-1])

    yield build
    for process in processes:
        await process.kill()


SENDS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "start": ({"payload": "abc"}, {"text": "/start abc"}),
    "send": ({"text": "Hej"}, {"text": "Hej"}),
    "contact": ({}, {"contact": None}),
    "voice": ({"seconds": 9}, {"voice": None}),
    "photo": ({"caption": "Brev"}, {"photo": None, "caption": "Brev"}),
    "sticker": ({}, {"sticker": None}),
    "location": ({"latitude": 56, "longitude": 10.5}, {"location": {"latitude": 56.0, "longitude": 10.5}}),
}


@pytest.mark.parametrize("action", SENDS)
async def test_what_a_person_does_reaches_the_bot(control: Control, amina: Person, bot: Bot, action: str) -> None:
    given, wanted = SENDS[action]
    assert (await control.post(f"people/{amina.id}/{action}", **given)).status_code == 200
    (update,) = await bot.news()
    for name, value in wanted.items():
        assert update["message"][name] == value or value is None


async def test_a_tap_finds_its_button_by_what_stands_on_it(control: Control, amina: Person, bot: Bot) -> None:
    old = await bot("sendMessage", chat_id=amina.id, text="Før", reply_markup=inline("Ja", data="old"))
    await bot("sendMessage", chat_id=amina.id, text="Nu", reply_markup=inline("Ja", data="new"))
    await control.post(f"people/{amina.id}/tap", label="Ja")
    await control.post(f"people/{amina.id}/tap", label="Ja", message_id=old["message_id"])
    assert [update["callback_query"]["data"] for update in await bot.news()] == ["new", "old"]


async def test_nobody_taps_what_she_does_not_see(control: Control, amina: Person, bot: Bot) -> None:
    await bot("sendMessage", chat_id=amina.id, text="Hej", reply_markup=inline("Ja", "Nej"))
    refusal = await control.refused(f"people/{amina.id}/tap", label="Måske")
    assert refusal == (409, "no such button: 'Måske'; visible: Ja, Nej")
    assert await bot.news() == []


async def test_a_press_can_carry_anything_as_a_modified_client_can(control: Control, amina: Person, bot: Bot) -> None:
    await control.post(f"people/{amina.id}/press", data="forged", message_id=77)
    (update,) = await bot.news()
    query = update["callback_query"]
    assert (query["data"], query["message"]["message_id"], query["message"]["date"]) == ("forged", 77, 0)


async def test_a_press_spins_until_it_is_answered(control: Control, amina: Person, bot: Bot) -> None:
    await bot("sendMessage", chat_id=amina.id, text="Hej", reply_markup=inline("Ja"))
    await control.post(f"people/{amina.id}/tap", label="Ja")
    assert (await control.person(amina))["spinning"] == 1
    (update,) = await bot.news()
    await bot("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="Tak")
    shown = await control.person(amina)
    assert (shown["spinning"], shown["alerts"]) == (0, [{"text": "Tak", "modal": False}])


async def test_an_answer_that_wants_to_be_read_is_marked(control: Control, amina: Person, bot: Bot) -> None:
    await bot("sendMessage", chat_id=amina.id, text="Hej", reply_markup=inline("Ja"))
    amina.tap("Ja")
    (update,) = await bot.news()
    await bot("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="Ring 112", show_alert=True)
    assert (await control.person(amina))["alerts"] == [{"text": "Ring 112", "modal": True}]


async def test_a_bot_that_is_blocked_is_told_so_and_hears_nothing_more(
    control: Control, amina: Person, bot: Bot
) -> None:
    await control.post(f"people/{amina.id}/block")
    (update,) = await bot.news()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert (await control.person(amina))["blocked"]
    status, words = await control.refused(f"people/{amina.id}/send", text="Hej")
    assert (status, "has blocked the bot" in words) == (409, True)
    await control.post(f"people/{amina.id}/unblock")
    assert not (await control.person(amina))["blocked"]


WRONG: list[tuple[str, dict[str, Any], tuple[int, str]]] = [
    ("send", {}, (400, '"text" is missing: a text')),
    ("send", {"text": 5}, (400, '"text" must be a text')),
    ("send", {"text": "  "}, (400, "nobody can send an empty message")),
    ("tap", {"label": "Ja", "message_id": 999}, (404, "no such message: 999")),
    ("voice", {"seconds": True}, (400, '"seconds" must be a whole number')),
    ("voice", {"seconds": 0}, (400, '"seconds" must be from 1 to 3600')),
    ("location", {"latitude": "north"}, (400, '"latitude" must be a number')),
]


@pytest.mark.parametrize(("action", "given", "refusal"), WRONG)
async def test_wrong_input_is_refused_in_plain_words(
    control: Control, amina: Person, action: str, given: dict[str, Any], refusal: tuple[int, str]
) -> None:
    assert await control.refused(f"people/{amina.id}/{action}", **given) == refusal


async def test_a_payload_that_no_link_carries_is_refused(control: Control, amina: Person, bot: Bot) -> None:
    status, words = await control.refused(f"people/{amina.id}/start", payload="no spaces")
    assert (status, "'no spaces'" in words) == (400, True)
    assert await bot.news() == []


async def test_an_unknown_action_and_an_unknown_person_are_refused(control: Control, amina: Person) -> None:
    status, words = await control.refused(f"people/{amina.id}/dance")
    assert (status, words.startswith("no such action: dance; there are: start, send,")) == (404, True)
    assert await control.refused("people/5/send", text="Hej") == (404, "no such person: 5")


async def test_a_body_that_is_no_object_is_refused(control: Control, amina: Person) -> None:
    answer = await control.web.post(f"/control/people/{amina.id}/send", content=b"[1")
    assert (answer.status_code, answer.json()) == (400, {"error": "the body must be a JSON object"})


async def test_a_person_with_a_role_starts_by_her_invitation(control: Control, telegram: LocalTelegram) -> None:
    added = await control.post("people", first_name="Mette", language_code="da", role="Family worker")
    mette = telegram.people[added.json()["id"]]
    assert (added.status_code, mette.first_name, mette.language_code) == (201, "Mette", "da")
    assert [message.text for message in mette.messages] == ["/start come-in"]


async def test_a_person_without_a_role_has_not_started_yet(control: Control, telegram: LocalTelegram) -> None:
    added = await control.post("people", first_name="Hodan", language_code="so", role=None)
    assert telegram.people[added.json()["id"]].messages == []


async def test_nobody_comes_without_a_name_or_by_an_unknown_role(control: Control, telegram: LocalTelegram) -> None:
    assert await control.refused("people", first_name=" ") == (400, '"first_name" must have 1 to 64 characters')
    refusal = await control.refused("people", first_name="Bo", role="King")
    assert refusal == (400, "no such role: King; there are: Family worker")
    assert telegram.people == {}


async def test_the_clock_jumps_by_seconds_and_to_a_moment_of_the_zone(control: Control, clock: Clock) -> None:
    await control.post("clock", jump=3600)
    assert clock.now() == A_TUESDAY + timedelta(hours=1)
    answer = await control.post("clock", to="2026-03-30T09:00")
    assert answer.json() == {"now": "2026-03-30T09:00:00+02:00"}


async def test_the_clock_jumps_to_what_is_due_next_and_never_back(control: Control, clock: Clock) -> None:
    assert await control.refused("clock", to="next") == (409, "nothing is planned")
    tomorrow = A_TUESDAY + timedelta(days=1)
    note_next(clock, tomorrow.timestamp())
    await control.post("clock", to="next")
    assert clock.now() == tomorrow
    note_next(clock, A_TUESDAY.timestamp())
    await control.post("clock", to="next")
    assert clock.now() == tomorrow


async def test_the_clock_refuses_what_is_no_moment(control: Control, clock: Clock) -> None:
    words = '"to" must be "next" or a moment such as 2026-11-24T09:00'
    assert await control.refused("clock", to="soon") == (400, words)
    assert await control.refused("clock", jump=1e12) == (400, "the clock jumps ten years at most")
    assert await control.refused("clock", jump="1") == (400, '"jump" must be a number')
    assert clock.now() == A_TUESDAY


async def test_a_bot_from_elsewhere_cannot_be_switched(control: Control) -> None:
    assert await control.refused("bot", action="kill") == (409, "this bot was not started from here")


async def test_the_switch_kills_the_bot_and_counts_what_waits(
    with_bot: Callable[[str], Control], amina: Person
) -> None:
    control = with_bot(WAITS)
    assert await control.refused("bot", action="pause") == (400, '"action" must be "kill" or "start"')
    await control.post("bot", action="start")
    assert (await control.state())["bot"]["state"] == "starting"
    await control.post("bot", action="kill")
    amina.send("Er I der?")
    bot = (await control.state())["bot"]
    assert (bot["state"], bot["waiting"], bot["ended"]) == ("stopped", 1, None)


async def test_a_bot_counts_as_running_once_it_has_asked_for_updates(
    with_bot: Callable[[str], Control], telegram: LocalTelegram, bot: Bot, amina: Person
) -> None:
    control = with_bot(WAITS)
    await control.post("bot", action="start")
    polling = asyncio.create_task(bot.updates(timeout=50))
    await telegram.until(lambda: telegram.polling)
    assert (await control.state())["bot"]["state"] == "running"
    amina.send("Hej")
    await polling
    assert (await control.state())["bot"]["state"] == "running"
    await control.post("bot", action="kill")
    await control.post("bot", action="start")
    assert (await control.state())["bot"]["state"] == "starting"


async def test_a_bot_that_ends_by_itself_is_shown_with_its_last_words(with_bot: Callable[[str], Control]) -> None:
    control = with_bot(FAILS)
    await control.post("bot", action="start")
    state = await control.state()
    while state["bot"]["state"] != "ended":
        state = await control.state(since=state["changed"])
    assert state["bot"]["ended"] == {"code": 3, "lines": ["no token"]}
