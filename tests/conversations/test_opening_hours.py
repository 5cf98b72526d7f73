"""A day on which the house keeps other hours: said once, and everybody it concerns knows."""

from datetime import date, datetime

from domain.people import Role
from tests.conversations.ledger import unsound
from tests.conversations.walks import asks, books, finishes
from tests.town import ZONE, Citizen, Town, plain

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
SORRY = "Sorry, we had to cancel this time:"


async def chooses(mette: Citizen, day: int) -> None:
    """Open the list of days and choose the so-many-th, today being 0."""
    await mette.types("/aabningstid")
    await mette.taps_nth(day)


async def opens_later(mette: Citizen, day: int, at: str) -> None:
    await chooses(mette, day)
    await mette.taps("🕑 Opens at another time")
    await mette.taps_label(at)
    await mette.taps("✅ Yes, say it")


async def test_a_closed_day_is_told_to_whoever_has_a_time_and_stands_on_the_door(town: Town, language: str) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    amina = await town.resident("Amina", language)
    await books(amina)  # Wednesday
    await chooses(mette, 2)
    await mette.taps("🚫 Closed all day")
    assert "1 har en tid" in mette.text
    await mette.taps("✅ Yes, say it")
    assert amina.reads(SORRY)
    assert sara.has_read("🕑 Cancelled: other opening hours")
    await amina.taps("🗓 Another time")
    assert plain(amina.tr.day(WEDNESDAY)) not in [plain(label) for label in amina.sees]
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    await amina.taps("✅ Yes, this time")
    assert amina.has_read("Your time is booked. We look forward to seeing you.")
    await amina.types("/hours")
    assert amina.reads("{day}: closed", day=amina.tr.day(WEDNESDAY))
    assert await unsound(town) == {}


async def test_an_hour_later_concerns_only_what_lies_before(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    basma = await town.resident("Basma", "ar")
    await books(amina, time=0)  # 13.00
    await books(basma, time=1)  # 14.30, now that 13.00 is gone
    await opens_later(mette, 2, "14.00")
    assert amina.reads(SORRY)
    assert not basma.has_read(SORRY)
    # Said twice, it is told once; taken back, nobody is told falsely.
    await mette.presses(f"opening:{WEDNESDAY}:say:opens:1400")
    await chooses(mette, 2)
    await mette.taps("🕑 Opens at another time")
    await mette.taps_label("14.00")
    assert mette.reads("That is how it is already.")
    assert amina.times_read(SORRY) == 1
    await chooses(mette, 2)
    await mette.taps("↩️ As always after all")
    assert "som normalt igen" in mette.text
    assert (amina.times_read(SORRY), basma.times_read(SORRY)) == (1, 0)
    assert await unsound(town) == {}


async def test_who_said_that_she_comes_by_is_told_of_the_next_drop_in(town: Town, language: str) -> None:
    leader, amina = await town.staff("Lea", Role.LEADER), await town.resident("Amina", language)
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    await chooses(leader, 1)  # Tuesday is the next drop-in
    await leader.taps("🚫 Closed all day")
    await leader.taps("✅ Yes, say it")
    assert amina.reads("Our opening hours are changed:")
    assert amina.reads("{day}: closed", day=amina.tr.day(TUESDAY))
    assert await unsound(town) == {}


async def test_nobody_is_woken_for_what_is_days_away(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await books(amina)  # Wednesday
    await calm_town.later(hours=13)  # half past ten in the evening
    await chooses(mette, 2)
    await mette.taps("🚫 Closed all day")
    await mette.taps("✅ Yes, say it")
    assert not amina.has_read(SORRY)
    await calm_town.later(hours=10)
    assert amina.has_read(SORRY)


async def test_a_day_that_the_programme_closes_can_be_opened_and_a_public_holiday_cannot(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await calm_town.until(datetime(2026, 12, 21, 10, 0, tzinfo=ZONE))
    closed, holiday = date(2026, 12, 22), date(2026, 12, 24)
    await amina.types("/hours")
    assert not amina.reads("We are open now, until {time}.", time="17:00")
    await mette.types("/aabningstid")
    assert not any(mette.tr.day(holiday) in label for label in mette.sees)
    await mette.presses(f"opening:{holiday}")
    assert mette.reads("This button no longer works. Here is what is true now.")
    await opens_later(mette, 1, "15.00")
    await amina.types("/hours")
    assert amina.reads("{day}: {hours}", day=amina.tr.day(closed), hours="15:00–17:00")
    await calm_town.until(datetime(2026, 12, 22, 15, 30, tzinfo=ZONE))
    await amina.types("/hours")
    assert amina.reads("We are open now, until {time}.", time="17:00")


async def test_an_offer_on_that_day_is_taken_back_with_word(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.taps("✅ Send the offer")
    await chooses(mette, 2)
    await mette.taps("🚫 Closed all day")
    await mette.taps("✅ Yes, say it")
    await town.later(seconds=1)
    assert amina.reads("The times we suggested are gone now. No harm done: choose another one, or just come by.")
    assert await unsound(town) == {}
