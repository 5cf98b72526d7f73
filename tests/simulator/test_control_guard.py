"""The local Telegram is for this machine only, though any site in the visitor's browser can try to reach it."""

import pytest

from simulator import LocalTelegram, Person
from tests.simulator.asking import Bot
from tests.simulator.controlling import ADDRESS, Control, control_of


@pytest.fixture
def control(telegram: LocalTelegram) -> Control:
    return control_of(telegram)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.7:8765", "0.0.0.0:8765", "[::"])
@pytest.mark.parametrize("path", ["/", "/control/state", "/static/page.js", "/bot1:x/getMe"])
async def test_a_foreign_name_for_this_machine_is_refused(control: Control, host: str, path: str) -> None:
    assert (await control.web.get(path, headers={"Host": host})).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "localhost", "[::1]:8765"])
async def test_its_own_names_are_welcome(control: Control, host: str) -> None:
    assert (await control.web.get("/control/state", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:9999", "http://localhost:8765", "null"])
async def test_another_site_can_change_nothing(control: Control, amina: Person, bot: Bot, origin: str) -> None:
    path = f"/control/people/{amina.id}/send"
    answer = await control.web.post(path, json={"text": "Hej"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert await bot.news() == []


async def test_our_own_page_can(control: Control, amina: Person, bot: Bot) -> None:
    path = f"/control/people/{amina.id}/send"
    answer = await control.web.post(path, json={"text": "Hej"}, headers={"Origin": ADDRESS})
    assert answer.status_code == 200
    assert len(await bot.news()) == 1


async def test_the_bot_api_is_served_beside_the_page(control: Control, telegram: LocalTelegram) -> None:
    answer = await control.web.post(f"/bot{telegram.token}/getMe")
    assert answer.json()["result"]["username"] == telegram.username


async def test_the_page_may_load_nothing_from_elsewhere(control: Control) -> None:
    answer = await control.get("/")
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")
