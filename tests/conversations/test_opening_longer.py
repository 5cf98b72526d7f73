"""A day on which the house is open longer, or at other hours: by buttons and by words."""

from datetime import date, datetime, time

import pytest

from tests.conversations.ledger import unsound
from tests.conversations.walks import asks, books
from tests.town import ZONE, Citizen, Town, plain

TUESDAY, WEDNESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26)
SORRY = "Sorry, we had to cancel this time:"


async def writes(mette: Citizen, text: str) -> None:
    """Say it in words, on the one place to say it."""
    await mette.types("/aabningstid")
    await mette.types(text)


async def says(mette: Citizen, text: str) -> None:
    await writes(mette, text)
    await mette.taps("✅ Yes, say it")


def hours_of(someone: Citizen, *spans: tuple[int, int]) -> str:
    return someone.tr.list([someone.tr.hours(time(begins), time(ends)) for begins, ends in spans])


async def finds(someone: Citizen, day: date, *spans: tuple[int, int]) -> bool:
    """Whether the front door says that drop-in is then."""
    await someone.types("/hours")
    return someone.reads("{day}: {hours}", day=someone.tr.day(day), hours=hours_of(someone, *spans))


async def bookable_days(someone: Citizen) -> list[str]:
    await asks(someone, way="🗓 Book a time")
    return [plain(label) for label in someone.sees]


async def test_drop_in_on_a_day_that_has_none(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await books(amina)  # Wednesday, 13.00
    await mette.types("/aabningstid")
    await mette.taps_nth(2)
    await mette.taps("➕ Drop-in that day")
    await mette.taps_label("10.00")
    await mette.taps_label("12.00")
    assert "10.00–12.00" in mette.text
    assert mette.reads("Nobody has a time that stands in the way.")
    await mette.taps("✅ Yes, say it")
    assert await finds(amina, WEDNESDAY, (10, 12))
    assert not amina.has_read(SORRY)
    # Times can be booked as before, for they lie beside it.
    assert plain(amina.tr.day(WEDNESDAY)) in await bookable_days(amina)
    await town.until(datetime(2026, 11, 25, 11, 0, tzinfo=ZONE))
    await amina.types("/hours")
    assert amina.reads("We are open now, until {time}.", time=amina.tr.time(time(12)))
    assert await unsound(town) == {}


async def test_who_has_a_time_within_the_drop_in_keeps_it_and_nobody_can_book_there_any_more(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    await books(amina)
    await writes(mette, "onsdag 12-16")
    assert "1 har en tid, mens der er åben rådgivning" in mette.text
    await mette.taps("✅ Yes, say it")
    assert not amina.has_read(SORRY)
    assert plain(amina.tr.day(WEDNESDAY)) not in await bookable_days(amina)
    await amina.types("/mine")
    assert any("13.00" in label for label in amina.sees)
    assert await unsound(town) == {}


async def test_an_hour_longer_and_a_second_opening_the_same_day(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await says(mette, "i morgen også kl. 17-18")
    assert await finds(amina, TUESDAY, (14, 18))
    # On Thursday times can be booked after the drop-in: to be open longer in the evening is a second opening.
    await writes(mette, "torsdag lukker 18")
    assert mette.reads("That changes nothing. Write the hours instead, such as 16-18.")
    await writes(mette, "torsdag")
    await mette.taps("➕ More drop-in")
    await mette.types("16")
    await mette.types("18.00")
    await mette.taps("✅ Yes, say it")
    assert await finds(amina, THURSDAY, (10, 12), (16, 18))
    await town.until(datetime(2026, 11, 24, 17, 30, tzinfo=ZONE))
    await amina.types("/start")
    assert amina.reads("Today: {hours}", hours=hours_of(amina, (14, 18)))
    await amina.taps("💬 Talk to someone")
    assert amina.reads("We are open now, until {time}.", time=amina.tr.time(time(18)))
    assert await unsound(town) == {}


async def test_drop_in_at_other_hours_instead(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await mette.types("/aabningstid")
    await mette.taps_nth(1)
    await mette.taps("🔁 Other drop-in hours")
    await mette.types("9.30")
    await mette.types("9")
    assert mette.reads("I did not understand that. Write day and hours, and nothing else.")
    await mette.types("11")
    await mette.taps("✅ Yes, say it")
    await amina.types("/hours")
    assert amina.reads("{day}: {hours}", day=amina.tr.day(TUESDAY), hours=amina.tr.hours(time(9, 30), time(11)))
    await mette.types("/aabningstid")
    await mette.types("tirsdag som normalt")
    assert "som normalt igen" in mette.text
    await amina.types("/hours")
    assert not amina.reads("{day}: {hours}", day=amina.tr.day(TUESDAY), hours=amina.tr.hours(time(9, 30), time(11)))
    assert await unsound(town) == {}


async def test_an_extra_opening_makes_no_working_day_of_a_day_that_the_programme_closes(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await calm_town.until(datetime(2026, 12, 18, 10, 0, tzinfo=ZONE))
    closed = date(2026, 12, 23)  # A Wednesday, on which times could be booked in other weeks.
    await says(mette, "23/12 10-12")
    assert await finds(amina, closed, (10, 12))
    assert plain(amina.tr.day(closed)) not in await bookable_days(amina)
    await writes(mette, "24/12 10-12")
    assert mette.reads("That day is over, a public holiday, or more than half a year away.")


async def test_a_house_that_was_closed_opens_for_drop_in_only(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await says(mette, "onsdag lukket")
    await says(mette, "onsdag 10-12")
    assert await finds(amina, WEDNESDAY, (10, 12))
    assert plain(amina.tr.day(WEDNESDAY)) not in await bookable_days(amina)


@pytest.mark.parametrize(
    "text", ["hund", "3/12 måske", "17-14", "lukket fra i morgen", "onsdag 14.30 15.30", "25/11 31"]
)
async def test_what_is_not_clear_is_said_to_be_so(calm_town: Town, text: str) -> None:
    mette = await calm_town.staff("Mette")
    await writes(mette, text)
    assert mette.reads("I did not understand that. Write day and hours, and nothing else.")
    assert mette.label("📅 Closed for several days") in mette.sees


async def test_a_time_alone_is_asked_about(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await writes(mette, "onsdag kl. 14")
    await mette.taps("🕔 It closes then")
    assert "13.00–13.45" in mette.text
    # Asked when it opens, a time alone is the answer; and what one thinks better of can be written anew.
    await writes(mette, "25/11")
    await mette.taps("🕑 Opens at another time")
    await mette.types("14:00")
    assert "14.00–15.30" in mette.text
    await mette.types("13.45")
    assert "13.45–16.00" in mette.text
    await mette.types("lukket")
    assert mette.reads("The house is closed.")


async def test_hours_are_said_for_one_day_at_a_time(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await writes(mette, "25/11-27/11 10-12")
    assert mette.reads("Several days can only be closed. Write hours for one day at a time.")


async def test_a_resident_who_writes_the_same_is_not_understood_as_staff(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "da")
    await amina.types("/aabningstid")
    await amina.types("i morgen lukket")
    assert amina.reads("I am an automatic helper, and nobody reads this message. Please tap a button.")
