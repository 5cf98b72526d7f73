"""Once a month, on the first working day at ten, those who said yes to news read what is on."""

from datetime import timedelta

from domain.people import Role
from tests.conversations.gatherings import open_evening, open_group, open_mothers
from tests.conversations.ledger import sent
from tests.town import MONDAY, Citizen, Town

ON = "This is on in the next weeks:"
FIRST = MONDAY.replace(month=12, day=1, hour=10, minute=0)


async def wants_news(someone: Citizen) -> None:
    await someone.types("/privacy")
    await someone.taps("⚙️ What we may send you")
    await someone.taps("🔕 Turn news on")


async def test_on_the_first_working_day_at_ten_and_once(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    await open_evening(town)
    await open_mothers(town)
    amina, basma = await town.resident("Amina", language), await town.resident("Basma", language)
    await wants_news(amina)
    await town.until(FIRST - timedelta(minutes=1))
    assert not amina.has_read(ON)
    await town.until(FIRST)
    assert amina.reads(ON)
    assert amina.label("👀 See and sign up") in amina.sees
    for hours in (1, 24, 24 * 20):
        await town.later(hours=hours)
    assert (amina.times_read(ON), basma.times_read(ON)) == (1, 0)


async def test_nothing_where_nothing_is_on_for_everybody(calm_town: Town) -> None:
    await calm_town.staff("Nina", Role.HEALTH_NURSE)
    await open_group(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await wants_news(amina)
    await calm_town.until(FIRST)
    assert not amina.has_read(ON)
    assert await sent(calm_town, "whats-on") == {}


async def test_whoever_changed_her_mind_gets_none(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    await open_evening(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await wants_news(amina)
    await amina.taps("🔔 Turn news off")
    await calm_town.until(FIRST)
    assert not amina.has_read(ON)
