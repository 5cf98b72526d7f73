"""The bot introduces itself in each language, says only what has changed, and never stumbles over it."""

from bot.profile import introduce, short_description
from simulator import Call
from tests.bot.street import Logs, Street


def told(street: Street) -> list[Call]:
    return [call for call in street.telegram.calls if call.method.startswith("setMy")]


async def test_each_language_is_introduced_once(street: Street) -> None:
    services = street.house.services
    await introduce(street.house.bot, services)
    in_english = [call.method for call in told(street) if call.parameters.get("language_code") == "en"]
    # The name is right already.
    assert in_english == ["setMyCommands", "setMyDescription", "setMyShortDescription"]
    before = len(told(street))
    await introduce(street.house.bot, services)
    assert len(told(street)) == before


async def test_everybody_finds_help_in_the_menu(street: Street) -> None:
    await introduce(street.house.bot, street.house.services)
    amina = await street.resident()
    assert [command["command"] for command in amina.commands] == ["start", "help", "mine", "language", "privacy"]


async def test_whoever_joins_has_a_menu_of_her_own(street: Street) -> None:
    amina, mette = await street.resident("Amina"), await street.resident("Mette")
    await introduce(street.house.bot, street.house.services)
    mette.press("join")
    await street.settle()
    assert [command["command"] for command in mette.commands][:2] == ["koe", "idag"]
    assert "koe" not in [command["command"] for command in amina.commands]


async def test_who_cannot_have_the_menu_joins_all_the_same(street: Street, logs: Logs) -> None:
    mette = await street.resident("Mette")
    street.telegram.faults.order("500", method="setMyCommands")
    mette.press("join")
    await street.settle()
    assert "menu_not_set" in [entry["event"] for entry in logs]
    assert mette.text.endswith("Home")
    assert mette.spinning == 0
    assert all(letter.answered_at for letter in await street.letters())


async def test_telegrams_refusal_to_hear_it_stops_nothing(street: Street, logs: list[object]) -> None:
    street.telegram.faults.order("429", method="setMyCommands", retry_after=3000)
    await introduce(street.house.bot, street.house.services)
    assert any("profile_not_set" in str(entry) for entry in logs)


def test_the_short_description_fits(street: Street) -> None:
    for tr in street.house.services.languages.translators.values():
        assert 0 < len(short_description(tr, "Nabohuset")) <= 120
