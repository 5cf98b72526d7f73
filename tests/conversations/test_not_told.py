"""Messages that did not arrive become calls to make, until somebody has called or she has come back."""

from datetime import timedelta

from storage import outbox
from tests.conversations.ledger import rows, unsound
from tests.conversations.walks import asks_for_a_call
from tests.town import MONDAY, Citizen, Town

NOBODY = "Every message has arrived. There is nobody to call."
DEAD = "This button no longer works. Here is what is true now."
WORDS = "Tag brevet med på torsdag."


async def untold(town: Town) -> int:
    async with town.running.database.transaction() as tx:
        return len(await outbox.untold(tx, town.now))


async def writes(mette: Citizen) -> None:
    await mette.taps("✍️ Write to her")
    await mette.types(WORDS)
    await mette.taps("✅ Send")


async def an_answer_is_lost(town: Town) -> tuple[Citizen, Citizen]:
    """She asked to be called, blocked us, and was written to."""
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await asks_for_a_call(amina)
    amina.phone.block()
    await town.step()
    await writes(mette)
    # The card that says so comes first.
    await town.later(seconds=5)
    return mette, amina


async def opens(mette: Citizen) -> str:
    """Go to the first row of the list; says what stood on it."""
    await mette.types("/ikke_naaet")
    return await mette.taps_nth(0)


async def test_what_did_not_arrive_is_a_call_to_make_until_it_is_made(town: Town) -> None:
    mette, _ = await an_answer_is_lost(town)
    ((code,),) = await rows(town, "SELECT code FROM requests")
    assert await untold(town) == 1
    line = await opens(mette)
    assert line.startswith(f"{code[:4].upper()} · svar · ")
    assert "45421" in mette.text
    assert WORDS not in mette.text
    seen = "SELECT count(*) FROM steps WHERE step = 'details-seen'"
    assert await rows(town, seen) == [(1,)]
    await mette.taps("📵 No answer")
    assert await untold(town) == 1
    await opens(mette)
    await mette.taps("✅ Told by phone")
    assert mette.reads(NOBODY)
    assert await untold(town) == 0
    assert await rows(town, "SELECT told_by FROM outbox WHERE told_at IS NOT NULL") == [(1,)]
    await mette.presses(f"case:{code}:history")
    assert mette.reads("told by phone what did not arrive")
    assert await unsound(town) == {}


async def test_when_she_comes_back_and_has_it_nobody_needs_to_call(town: Town) -> None:
    mette, amina = await an_answer_is_lost(town)
    amina.phone.unblock()
    await town.step()
    assert WORDS in amina.text
    await mette.types("/ikke_naaet")
    assert mette.reads(NOBODY)
    assert await untold(town) == 0


async def test_two_who_call_tell_her_once(calm_town: Town) -> None:
    sara = await calm_town.staff("Sara")
    mette, _ = await an_answer_is_lost(calm_town)
    await opens(mette)
    await opens(sara)
    for someone in (mette, sara):
        someone.phone.tap(someone.label("✅ Told by phone"))
    await calm_town.step()
    assert sara.reads(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM steps WHERE step = 'told'") == [(1,)]


async def test_what_no_longer_matters_is_no_call(calm_town: Town) -> None:
    mette, _ = await an_answer_is_lost(calm_town)
    ((notice,),) = await rows(calm_town, "SELECT id FROM outbox WHERE state = 'blocked'")
    # Nobody's card can be opened under this number, nor one of staff, nor nonsense.
    for strange in (f"untold:{notice + 1}", "untold:0", "untold:x", f"untold:{notice + 1}:told"):
        await mette.presses(strange)
        assert mette.reads(DEAD)
    assert await untold(calm_town) == 1
    await calm_town.until(MONDAY + timedelta(days=13))
    assert await untold(calm_town) == 1
    await mette.types("/koe")
    await mette.taps_nth(0)
    await mette.taps("🏁 Close")
    await mette.taps("No longer needed")
    assert await untold(calm_town) == 0


async def test_after_two_weeks_it_is_no_call_any_more(calm_town: Town) -> None:
    await an_answer_is_lost(calm_town)
    async with calm_town.running.database.transaction() as tx:
        assert [one.kind for one in await outbox.untold(tx, MONDAY + timedelta(days=14))] == ["answer"]
        assert await outbox.untold(tx, MONDAY + timedelta(days=14, hours=1)) == []
