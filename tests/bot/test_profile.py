"""The bot introduces itself in each language, says only what has changed, and never stumbles over it."""

from bot.profile import introduce, short_description
from bot.staff_commands import staff_commands
from simulator import Call
from tests.bot.street import Street


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


async def test_staff_have_a_menu_of_their_own(street: Street) -> None:
    amina, mette = await street.resident(), await street.staff()
    await introduce(street.house.bot, street.house.services)
    await staff_commands(street.house.bot, mette.id, street.house.services.languages.staff)
    assert [command["command"] for command in mette.commands][:2] == ["koe", "idag"]
    assert "koe" not in [command["command"] for command in amina.commands]


async def test_telegrams_refusal_to_hear_it_stops_nothing(street: Street, logs: list[object]) -> None:
    street.telegram.faults.order("429", method="setMyCommands", retry_after=3000)
    await introduce(street.house.bot, street.house.services)
    assert any("profile_not_set" in str(entry) for entry in logs)


def test_the_short_description_fits(street: Street) -> None:
    for tr in street.house.services.languages.translators.values():
        assert 0 < len(short_description(tr, "Nabohuset")) <= 120
