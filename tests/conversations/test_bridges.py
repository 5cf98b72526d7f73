"""Bridges to the municipality: one tap registers a contact, one takes it back, and old buttons register nothing."""

from datetime import timedelta

from storage.referrals import count_contacts
from tests.conversations.ledger import rows, unsound
from tests.conversations.test_walk_ins import comes_by
from tests.conversations.walks import asks_for_a_call
from tests.town import Citizen, Town

DEAD = "This button no longer works. Here is what is true now."


async def counted(town: Town) -> int:
    async with town.running.database.transaction() as tx:
        return await count_contacts(tx, town.now - timedelta(days=7), town.now + timedelta(seconds=1))


async def undoes(mette: Citizen, bridge: str) -> None:
    await mette.taps_label(mette.tr.ptext("staff button", "Undo: {bridge}", bridge=bridge))


async def test_bridges_are_built_taken_back_and_stand_in_the_history(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await asks_for_a_call(amina)
    await mette.taps("🌉 Bridging")
    await mette.taps_label("Jobcenter")
    await mette.taps_label("SKAT")
    await mette.taps_label("SKAT")
    assert await counted(town) == 3
    await undoes(mette, "Jobcenter")
    assert await counted(town) == 2
    assert mette.reads("{what}, taken back", what="Jobcenter")
    await mette.taps("↩️ Back")
    await mette.taps("🕘 History")
    assert mette.reads("Bridges built")
    assert mette.reads("bridge taken back")
    assert mette.text.count("SKAT (Mette)") == 2
    assert await rows(town, "SELECT DISTINCT family_id, request_id, staff_id FROM contacts") == [(2, 1, 1)]
    assert await unsound(town) == {}


async def test_an_old_button_pressed_again_registers_nothing(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("🌉 Bridging")
    screen = mette.bot_messages()[-1]
    for _ in range(3):
        mette.phone.tap("Skole", message=screen)
    await calm_town.step()
    assert await counted(calm_town) == 1
    ((code,),) = await rows(calm_town, "SELECT code FROM requests")
    for verb in ("bridge:school:0", "bridge:nowhere:1", "unbridge:99", "unbridge:x"):
        await mette.presses(f"case:{code}:{verb}")
    assert await counted(calm_town) == 1
    for _ in range(2):
        await mette.presses(f"case:{code}:unbridge:1")
    assert await counted(calm_town) == 0
    assert await rows(calm_town, "SELECT count(*) FROM steps WHERE step = 'bridge-taken-back'") == [(1,)]


async def test_only_whoever_holds_the_request_builds_bridges_for_it(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    await mette.taps("🌉 Bridging")
    await mette.taps_label("Skole")
    ((code,),) = await rows(calm_town, "SELECT code FROM requests")
    for verb in ("bridge", "bridge:school:1", "unbridge:1"):
        await sara.presses(f"case:{code}:{verb}")
        assert sara.reads("Taken by {name}", name="Mette")
    assert await counted(calm_town) == 1


async def test_for_somebody_who_just_came_by_as_well(town: Town) -> None:
    mette = await town.staff("Mette")
    await mette.types("/start")
    await comes_by(mette)
    await mette.taps("🌉 Bridging")
    await mette.taps_label("Fritid")
    await mette.taps_label("Dagtilbud")
    await undoes(mette, "Fritid")
    assert await counted(town) == 1
    await mette.taps("↩️ Back")
    assert "Dagtilbud" in mette.text
    assert await rows(town, "SELECT family_id = (SELECT family_id FROM talks), request_id FROM contacts") == [
        (1, None),
        (1, None),
    ]
    await mette.taps("Undo")
    assert await counted(town) == 0
    assert await unsound(town) == {}


async def test_nobody_builds_bridges_for_a_walk_in_of_a_colleague(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    await mette.types("/start")
    await comes_by(mette)
    await mette.taps("🌉 Bridging")
    await mette.taps_label("Fritid")
    ((token,),) = await rows(calm_town, "SELECT token FROM talks")
    for verb in ("bridge", "bridge:school:1", "unbridge:1"):
        await sara.presses(f"walked:{token}:{verb}")
        assert sara.reads(DEAD)
    assert await counted(calm_town) == 1


async def test_undoing_one_walk_in_leaves_the_bridges_of_the_next(town: Town) -> None:
    mette = await town.staff("Mette")
    await mette.types("/start")
    await comes_by(mette)
    ((first, code),) = await rows(
        town, "SELECT token, code FROM talks JOIN families ON families.id = family_id WHERE token IS NOT NULL"
    )
    await mette.taps("🌉 Bridging")
    await mette.taps_label("Fritid")
    await town.later(hours=20)
    await mette.types("/start")
    await comes_by(mette, code[:4].upper())
    await mette.taps("🌉 Bridging")
    await mette.taps_label("Dagtilbud")
    await mette.presses(f"walked:{first}:undo")
    assert await rows(town, "SELECT bridge FROM contacts WHERE withdrawn_at IS NULL") == [("daycare",)]
    assert await unsound(town) == {}
