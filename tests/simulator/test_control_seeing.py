"""What the page and scripts see through the control: people, chats, the clock, the bot."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from simulator import Clock, LocalTelegram, Person, control_bot, control_state
from simulator.parameters import Upload
from tests.simulator.asking import Bot, inline
from tests.simulator.conftest import A_TUESDAY
from tests.simulator.controlling import Control, control_of, note_next


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock", start=A_TUESDAY)


@pytest.fixture
def control(telegram: LocalTelegram) -> Control:
    return control_of(telegram)


async def test_the_state_tells_the_clock_in_the_zone_and_who_is_there(control: Control, amina: Person) -> None:
    state = await control.state()
    assert (state["clock"]["now"], state["clock"]["frozen"]) == ("2026-03-24T16:00:00+01:00", True)
    assert (state["clock"]["zone"], state["clock"]["next_due"]) == ("Europe/Copenhagen", None)
    assert (state["title"], state["roles"], state["bot"]["state"]) == ("Nabobot", [], "absent")
    assert [(one["name"], one["language_code"]) for one in state["people"]] == [("Amina", "ar")]


async def test_a_message_is_shown_with_its_formatting_and_buttons(control: Control, amina: Person, bot: Bot) -> None:
    text = '<b>Velkommen</b> <a href="https://viby.dk/">hjem</a>'
    await bot("sendMessage", chat_id=amina.id, text=text, parse_mode="HTML", reply_markup=inline("Ja", "Nej"))
    newest = await control.newest(amina)
    runs = [(run["text"], run["styles"], run["url"]) for run in newest["runs"]]
    assert runs == [("Velkommen", ["bold"], None), (" ", [], None), ("hjem", ["text_link"], "https://viby.dk/")]
    assert [[button["label"] for button in row] for row in newest["buttons"]] == [["Ja"], ["Nej"]]
    assert (newest["from_bot"], newest["edited"]) == (True, False)


async def test_an_edited_message_says_so(control: Control, amina: Person, bot: Bot) -> None:
    sent = await bot("sendMessage", chat_id=amina.id, text="Hej")
    await bot("editMessageText", chat_id=amina.id, message_id=sent["message_id"], text="Farvel")
    newest = await control.newest(amina)
    assert (newest["text"], newest["edited"]) == ("Farvel", True)


async def test_a_file_can_be_saved_and_never_opens_as_a_page(control: Control, amina: Person, bot: Bot) -> None:
    calendar = Upload("møde.ics", b"BEGIN:VCALENDAR")
    await bot("sendDocument", {"document": calendar}, chat_id=amina.id)
    shown = (await control.newest(amina))["document"]
    assert (shown["name"], shown["size"]) == ("møde.ics", 15)
    answer = await control.get(f"/{shown['href']}")
    assert answer.content == b"BEGIN:VCALENDAR"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''m%C3%B8de.ics"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_message_without_a_file_has_none_to_save(control: Control, amina: Person) -> None:
    answer = await control.get(f"/control/file/{amina.id}/{amina.messages[0].message_id}")
    assert (answer.status_code, answer.json()) == (404, {"error": "no such file"})


async def test_a_venue_is_shown_with_name_and_address(control: Control, amina: Person, bot: Bot) -> None:
    place = {"latitude": 56.1, "longitude": 10.1, "title": "Nabohuset", "address": "Vejen 1"}
    await bot("sendVenue", chat_id=amina.id, **place)
    assert (await control.newest(amina))["place"] == {
        "lat": 56.1,
        "lon": 10.1,
        "title": "Nabohuset",
        "address": "Vejen 1",
    }


async def test_the_menu_and_the_words_before_start_are_in_her_language(
    control: Control, amina: Person, bot: Bot
) -> None:
    await bot("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    await bot("setMyCommands", commands=[{"command": "help", "description": "مساعدة"}], language_code="ar")
    await bot("setMyDescription", description="Come in")
    await bot("setMyName", name="بيت", language_code="ar")
    shown = await control.person(amina)
    assert shown["commands"] == [{"command": "help", "description": "مساعدة"}]
    assert (shown["description"], shown["bot_name"]) == ("Come in", "بيت")


async def test_whoever_waits_hears_of_the_next_change(control: Control, amina: Person, bot: Bot) -> None:
    before = (await control.state())["changed"]
    waiting = asyncio.create_task(control.state(since=before))
    await asyncio.sleep(0)
    await bot("sendMessage", chat_id=amina.id, text="Hej")
    after = await waiting
    assert after["people"][0]["messages"][-1]["text"] == "Hej"
    assert after["changed"] > before


async def test_whoever_waits_hears_of_what_is_due_though_nobody_tells(
    control: Control, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(control_state, "LOOK_AGAIN", 0.001)
    before = (await control.state())["changed"]
    waiting = asyncio.create_task(control.state(since=before))
    await asyncio.sleep(0)
    note_next(clock, (A_TUESDAY + timedelta(hours=2)).timestamp())
    assert (await waiting)["clock"]["next_due"] == "2026-03-24T18:00:00+01:00"


async def test_the_wait_ends_though_nothing_happens(control: Control, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control_state, "LONGEST_WAIT", 0.01)
    before = (await control.state())["changed"]
    assert (await control.state(since=before))["changed"] == before


async def test_a_page_from_before_a_restart_is_answered_at_once(control: Control, telegram: LocalTelegram) -> None:
    old = (await control.state())["changed"]
    new = await control_of(telegram).state(since=old)
    assert new["changed"] != old


async def test_a_bot_from_elsewhere_stays_connected_while_it_is_at_work(
    control: Control, telegram: LocalTelegram, amina: Person, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    polling = asyncio.create_task(bot.updates(timeout=50))
    await telegram.until(lambda: telegram.polling)
    assert (await control.state())["bot"]["state"] == "connected"
    amina.send("Hej")
    await polling
    assert (await control.state())["bot"]["state"] == "connected"
    monkeypatch.setattr(control_bot, "QUIET", 0.0)
    assert (await control.state())["bot"]["state"] == "absent"


async def test_a_senseless_number_is_refused(control: Control) -> None:
    answer = await control.get("/control/state", since="yesterday")
    assert (answer.status_code, answer.json()) == (400, {"error": '"since" must be the number that came as "changed"'})
