"""Who is removed, confirmed or let in acts by that from the very next press, even if both waited together."""

from unittest.mock import patch

from sqlalchemy import update

from domain.people import Role
from storage import people
from tests.conversations.ledger import place_of, rows, unsound
from tests.conversations.walks import asks_for_a_call
from tests.town import Town

DEAD = "This button no longer works. Here is what is true now."


async def test_a_leader_who_is_removed_completes_no_press_that_waits_beside_it(calm_town: Town) -> None:
    lise, lars = await calm_town.staff("Lise", Role.LEADER), await calm_town.staff("Lars", Role.LEADER)
    mette = await calm_town.staff("Mette")
    hers, his = await place_of(calm_town, mette), await place_of(calm_town, lars)
    lise.phone.press(f"team:{his}:remove:yes")
    lars.phone.press(f"team:{hers}:remove:yes")
    await calm_town.step()
    lars.tr = calm_town.words.translator("da")
    assert lars.has_read(DEAD)
    assert await place_of(calm_town, mette) == hers
    assert await unsound(calm_town) == {}


async def test_a_family_worker_who_is_removed_takes_nothing_more(calm_town: Town) -> None:
    lise, mette = await calm_town.staff("Lise", Role.LEADER), await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    lise.phone.press(f"team:{await place_of(calm_town, mette)}:remove:yes")
    mette.phone.tap(mette.label("✋ Take it"))
    await calm_town.step()
    assert await rows(calm_town, "SELECT state, staff_id FROM requests") == [("new", None)]
    assert await unsound(calm_town) == {}


async def test_whoever_is_confirmed_may_act_at_once(calm_town: Town) -> None:
    lise, mette = await calm_town.staff("Lise", Role.LEADER), await calm_town.staff("Mette")
    place = await place_of(calm_town, mette)
    async with calm_town.running.database.transaction() as tx:
        waits = update(people.staff).where(people.staff.c.id == place).values(confirmed_at=None)
        await tx.execute(waits)
    lise.phone.press(f"team:{place}:confirm")
    mette.phone.press("queue")
    await calm_town.step()
    assert mette.has_read("The queue is empty. Nobody is waiting.")


async def test_an_ordinary_batch_reads_everybody_once(calm_town: Town) -> None:
    for someone in [await calm_town.resident(name, "en") for name in ("Amina", "Basma", "Caro")]:
        someone.phone.press("hours")
    with patch.object(people, "persons_of", wraps=people.persons_of) as reads:
        await calm_town.settle()
    assert len(reads.call_args_list[0].args[1]) == 3
    assert reads.call_count == 1
