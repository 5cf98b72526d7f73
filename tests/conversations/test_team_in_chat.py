"""The team in the chat: one invites, a leader says yes or no, and whoever is taken off may nothing from that moment."""

from domain.people import Role
from tests.conversations.ledger import rows, unsound
from tests.conversations.walks import asks_for_a_call, pressed_by
from tests.town import Citizen, Town

DEAD = "This button no longer works. Here is what is true now."
WAITS = "Hello {name}. A leader says yes before you can begin. You are told here."
OFF = "You are no longer in the team. Thank you for your work! You are welcome as always."


async def guest(town: Town, inviter: Citizen, *labels: str) -> Citizen:
    """Somebody comes in by a link from the chat of a colleague."""
    await inviter.types("/hold")
    await inviter.taps("➕ Invite somebody")
    for label in labels:
        await inviter.taps_label(label)
    link = next(m.text for m in reversed(inviter.bot_messages()) if "?start=" in m.text)
    someone = await town.citizen("Bo", "da")
    someone.tr = town.words.staff
    await someone.starts(link.split("?start=")[1].split()[0])
    return someone


async def test_a_guest_of_a_family_worker_waits_until_a_leader_says_yes(town: Town) -> None:
    lene, lise = await town.staff("Lene", Role.LEADER), await town.staff("Lise", Role.LEADER)
    mette = await town.staff("Mette")
    bo = await guest(town, mette, "Frivillig", "💰 Økonomisk rådgiver")
    assert bo.has_read(WAITS, name="Bo")
    for command in ("/koe", "/hold"):
        await bo.types(command)
        assert bo.reads(WAITS, name="Bo")
    cards = [one.bot_messages()[-1] for one in (lene, lise)]
    for leader, card in zip((lene, lise), cards, strict=True):
        assert "Mette" in leader.text
        leader.phone.tap(leader.label("✅ Confirm"), message=card)
    await town.step()
    assert lise.reads(DEAD) != lene.reads(DEAD)
    assert bo.times_read("Welcome to the team!") == 2
    assert await rows(town, "SELECT field FROM staff WHERE name = 'Bo' AND confirmed_at > 0") == [("economy",)]


async def test_whoever_is_refused_is_told_kindly_and_is_a_resident(calm_town: Town) -> None:
    lene, mette = await calm_town.staff("Lene", Role.LEADER), await calm_town.staff("Mette")
    bo = await guest(calm_town, mette, "Familiemedarbejder")
    await lene.taps("❌ Refuse")
    assert bo.reads("You were not added to the team this time. You are welcome in the house as always.")
    await bo.types("/koe")
    assert calm_town.words.translator("da").ptext("button", "💬 Talk to someone") in bo.sees


async def test_taken_off_by_a_leader_she_may_nothing_and_her_requests_are_free(town: Town) -> None:
    lene, sara, mette = await town.staff("Lene", Role.LEADER), await town.staff("Sara"), await town.staff("Mette")
    amina = await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await sara.taps("✋ Take it")
    card = sara.bot_messages()[-1]
    offer = pressed_by(card, sara.label("🗓 Offer times"))
    await lene.types("/hold")
    await lene.taps_label("Sara")
    await lene.taps("🚪 Take off the team")
    await lene.taps("🚪 Yes, take off")
    assert sara.reads(OFF)
    assert mette.has_read("↩️ Back in the queue")
    assert card.labels == []
    await sara.presses(offer)
    assert sara.has_read(DEAD)
    assert await rows(town, "SELECT state, staff_id FROM requests") == [("new", None)]
    assert await unsound(town) == {}


async def test_the_last_leader_stays(calm_town: Town) -> None:
    lene = await calm_town.staff("Lene", Role.LEADER)
    await lene.types("/hold")
    await lene.taps_label("Lene")
    await lene.taps("🚪 Take off the team")
    assert lene.reads("{name} is the only leader. Invite another leader first.", name="Lene")
    await lene.presses("team:1:remove:yes")
    assert await rows(calm_town, "SELECT removed_at FROM staff") == [(None,)]
