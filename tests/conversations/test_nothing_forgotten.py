"""Nobody is forgotten: staff are nudged, then leaders know how many wait, and she has a word from us."""

from datetime import timedelta

from domain.people import Role
from tests.conversations.ledger import rows, sent, unsound
from tests.conversations.walks import asks, asks_for_a_call, books, finishes
from tests.town import MONDAY, Town

WORD = "We have not forgotten you. We answer you here as soon as we can. You can also just come by."


async def nudges(town: Town, name: str) -> int:
    """How often this member of staff was told that somebody waits."""
    query = """SELECT count(*) FROM outbox JOIN staff ON staff.person_id = outbox.recipient
        WHERE purpose LIKE 'waits:%' AND state = 'sent' AND staff.name = :name"""
    ((number,),) = await rows(town, query, name=name)
    return int(number)


async def test_first_staff_are_nudged_then_leaders_and_she_herself(town: Town) -> None:
    mette, lea = await town.staff("Mette"), await town.staff("Lea", Role.LEADER)
    amina = await town.resident("Amina", "ar")
    await asks_for_a_call(amina)
    ((code,),) = await rows(town, "SELECT code FROM requests")
    await town.until(MONDAY + timedelta(hours=23))
    assert await nudges(town, "Mette") == 0
    await town.until(MONDAY + timedelta(days=1, minutes=10))
    assert (await nudges(town, "Mette"), amina.has_read(WORD)) == (1, False)
    assert "Har ventet siden mandag" in mette.text
    await town.until(MONDAY + timedelta(days=2, minutes=10))
    assert amina.reads(WORD)
    assert amina.label("Take it back") in amina.sees
    assert amina.label("💬 Talk to a person") in amina.sees
    assert "1 henvendelse har ventet i to arbejdsdage" in lea.text
    assert code[:4].upper() not in lea.text
    # Once for each stage and each last step, however long it goes on.
    await town.until(MONDAY + timedelta(days=4))
    assert (await nudges(town, "Mette"), amina.times_read(WORD), await sent(town, "staff-waiting")) == (
        1,
        1,
        {"sent": 1},
    )
    assert await unsound(town) == {}


async def test_only_whoever_holds_it_is_nudged_and_a_new_step_begins_anew(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await calm_town.staff("Sara")
    amina = await calm_town.resident("Amina", "ar")
    await asks_for_a_call(amina)
    await calm_town.later(hours=4)
    await mette.taps("✋ Take it")
    await calm_town.until(MONDAY + timedelta(days=1, hours=1))
    assert (await nudges(calm_town, "Mette"), await nudges(calm_town, "Sara")) == (0, 0)
    await calm_town.until(MONDAY + timedelta(days=1, hours=5))
    assert (await nudges(calm_town, "Mette"), await nudges(calm_town, "Sara")) == (1, 0)
    await mette.taps("✍️ Write to her")
    await mette.types("Jeg ringer snart.")
    await mette.taps("✅ Send")
    await calm_town.until(MONDAY + timedelta(days=2, hours=6))
    assert await nudges(calm_town, "Mette") == 2
    # We have written and it is for her to say more: nobody tells her that we are slow.
    await calm_town.until(MONDAY + timedelta(days=4))
    assert not amina.has_read(WORD)
    assert await unsound(calm_town) == {}


async def test_who_comes_by_has_a_time_or_was_met_waits_for_nobody(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina, basma, cala = [await calm_town.resident(name, "en") for name in ("Amina", "Basma", "Cala")]
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    await asks_for_a_call(cala)
    await mette.taps("✅ Talk held")
    await books(basma, day=2)
    await calm_town.until(MONDAY + timedelta(days=3))
    assert await nudges(calm_town, "Mette") == 0
    assert not any(one.has_read(WORD) for one in (amina, basma, cala))


async def test_a_weekend_is_no_waiting_and_nobody_is_told_at_night(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "da")
    friday = MONDAY + timedelta(days=4, hours=13)
    await calm_town.until(friday)
    await asks_for_a_call(amina)
    await calm_town.until(friday + timedelta(days=3, minutes=-20))
    assert await nudges(calm_town, "Mette") == 0
    await calm_town.until(friday + timedelta(days=3, minutes=20))
    assert await nudges(calm_town, "Mette") == 0
    await calm_town.until((friday + timedelta(days=4)).replace(hour=8, minute=30))
    assert (await nudges(calm_town, "Mette"), amina.has_read(WORD)) == (1, False)
    await calm_town.until((friday + timedelta(days=5)).replace(hour=8, minute=30))
    assert amina.times_read(WORD) == 1


async def test_leaders_hear_a_day_earlier_when_nobody_who_takes_requests_is_at_work(town: Town) -> None:
    mette, lea = await town.staff("Mette"), await town.staff("Lea", Role.LEADER)
    amina = await town.resident("Amina", "en")
    await mette.types("/fravaer")
    await mette.taps("🌴 Holiday or away")
    await mette.types("23/11-27/11")
    await asks_for_a_call(amina)
    await town.until(MONDAY + timedelta(days=1, minutes=10))
    assert "1 henvendelse venter, og ingen af dem, der tager imod henvendelser, er på arbejde." in lea.text
    await lea.taps("👥 Team")
    await lea.taps_label("Mette")
    await lea.taps("🌴 Time off")
    assert await sent(town, "staff-nobody") == {"sent": 1}
    assert await unsound(town) == {}
