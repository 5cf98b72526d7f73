"""Own working hours: cards come within them, the morning is when they begin, and no promise rots for them."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.people import Role
from tests.conversations.ledger import rows, sent
from tests.conversations.test_morning import mornings
from tests.conversations.walks import asks_for_a_call, books
from tests.town import ZONE, Citizen, Town, plain, town_in

DEAD = "This button no longer works. Here is what is true now."
NEW = "🆕 New request"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


async def writes(someone: Citizen, week: str) -> None:
    await someone.types("/arbejdstid")
    await someone.types(week)


async def hours_of(town: Town, name: str = "Mette") -> object:
    ((hours,),) = await rows(town, "SELECT hours FROM staff WHERE name = :name", name=name)
    return hours


async def test_a_week_by_buttons_and_by_words_and_cleared_again(town: Town) -> None:
    mette = await town.staff("Mette")
    await mette.types("/arbejdstid")
    assert mette.reads("You have entered no hours: cards come every day, but not at night. When do you work?")
    await mette.taps_nth(0)
    await mette.taps_label("09.00–15.00")
    assert "Mandag · 09.00–15.00" in [plain(label) for label in mette.sees]
    await mette.taps_nth(3)
    await mette.taps_label("12.00–17.00")
    assert await hours_of(town) == '[[1, "09:00", "15:00"], [4, "12:00", "17:00"]]'
    await mette.taps_nth(0)
    await mette.taps("Not on this day")
    assert "Mandag · –" in [plain(label) for label in mette.sees]
    await mette.types("om formiddagen")
    assert mette.reads("I did not understand these hours. Write for example: man 9-15, tor 12-17")
    await mette.types("man-ons 9-15, tor 12.30-17")
    assert "Torsdag · 12.30–17.00" in [plain(label) for label in mette.sees]
    assert "Tirsdag · 09.00–15.00" in [plain(label) for label in mette.sees]
    await mette.taps("🗑 No hours of my own")
    assert await hours_of(town) in (None, "null")
    assert mette.label("🗑 No hours of my own") not in mette.sees


async def test_cards_come_within_her_hours_and_her_morning_when_they_begin(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    await writes(mette, "man 9-15, tir 12-17")
    await asks_for_a_call(await town.resident("Amina", "en"))
    assert mette.has_read(NEW)
    await town.until(at(23, 15, 0))
    await asks_for_a_call(await town.resident("Basma", "ar"))
    assert (mette.times_read(NEW), sara.times_read(NEW)) == (1, 2)
    await town.until(at(24, 11, 59))
    assert (mornings(mette), len(mornings(sara))) == ([], 1)
    await town.until(at(24, 12, 0))
    assert "Der er kommet 1 ny henvendelse." in mornings(mette)[0]
    await town.until(at(24, 16))
    assert (len(mornings(mette)), len(mornings(sara))) == (1, 1)


async def test_a_promise_does_not_rot_when_nobody_works_before_it(town: Town) -> None:
    mette = await town.staff("Mette")
    await writes(mette, "fre 9-15")
    await town.until(at(23, 22))
    await asks_for_a_call(await town.resident("Amina", "en"))
    assert not mette.has_read(NEW)
    await town.until(at(24, 7, 59))
    assert not mette.has_read(NEW)
    # An answer is promised for Tuesday at 16, and she works on Friday: it comes as if she had no hours.
    await town.until(at(24, 8, 0))
    assert mette.times_read(NEW) == 1
    await town.until(at(24, 13, 0))
    assert mette.times_read("❗ An answer is promised soon") == 1


async def test_a_promise_that_a_colleague_can_keep_disturbs_nobody(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    await writes(mette, "fre 9-15")
    await writes(sara, "tir 9-15")
    await calm_town.until(at(23, 12))
    await asks_for_a_call(await calm_town.resident("Amina", "en"))
    assert [one.has_read(NEW) for one in (mette, sara)] == [False, False]
    await calm_town.until(at(24, 9))
    assert "Der er kommet 1 ny henvendelse." in mornings(sara)[0]
    await calm_town.until(at(24, 13, 1))
    assert sara.has_read("❗ An answer is promised soon")
    assert not mette.has_read("❗ An answer is promised soon")
    # Is Sara away on that day, it is as if nobody worked.
    await sara.types("/fravaer")
    await sara.taps("🌴 Holiday or away")
    await sara.types("1/12-1/12")
    await sara.taps("Nobody stands in")
    await calm_town.until(at(30, 12))
    await asks_for_a_call(await calm_town.resident("Basma", "en"))
    assert mette.has_read(NEW)


async def test_how_it_went_waits_for_her_hours(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await books(await calm_town.resident("Amina", "en"))  # Wednesday at 13
    await writes(mette, "man 9-15")
    await calm_town.until(at(25, 14))
    assert not mette.has_read("🕑 How did it go?")


async def test_how_it_went_is_still_asked_when_they_begin_again(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await writes(mette, "man 9-15")
    await books(await calm_town.resident("Amina", "en"))
    await calm_town.until(at(25, 14))
    assert not mette.has_read("🕑 How did it go?")
    await calm_town.until(at(30, 9))
    assert mette.has_read("🕑 How did it go?")
    assert await sent(calm_town, "staff-went") == {"sent": 1}


async def test_a_leaders_hours_hold_for_what_leaders_are_told(calm_town: Town) -> None:
    lene = await calm_town.staff("Lene", Role.LEADER)
    await writes(lene, "tor 10-14")
    await asks_for_a_call(await calm_town.resident("Amina", "en"))
    await calm_town.until(at(25, 12))
    assert not any("ventet" in plain(message.text) for message in lene.bot_messages())
    await calm_town.until(at(26, 10))
    assert "1 henvendelse har ventet to arbejdsdage eller mere." in mornings(lene)[0]


async def test_forged_presses_change_nothing(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await writes(mette, "man 9-15")
    before = await hours_of(calm_town)
    for data in (
        "worktime:0", "worktime:8", "worktime:x", "worktime:1:1500:0900", "worktime:1:0900:0900", "worktime:1:9:15",
        "worktime:1:2500:2600", "worktime:9:0900:1500", "worktime:٣:0900:1500", "worktime:1:٠٩٠٠:1500",
        "worktime:8:off",
    ):  # fmt: skip
        await mette.presses(data)
        assert mette.reads(DEAD), data
    assert await hours_of(calm_town) == before


@pytest.mark.parametrize("sunday", [datetime(2028, 3, 26, 9, tzinfo=ZONE), datetime(2026, 10, 25, 9, tzinfo=ZONE)])
async def test_in_the_night_of_the_change_her_day_begins_by_the_wall(tmp_path: Path, sunday: datetime) -> None:
    async with town_in(tmp_path, restless=False, at=sunday - timedelta(days=1)) as town:
        mette = await town.staff("Mette")
        await writes(mette, "man 9-15, søn 9-15")
        await town.until((sunday - timedelta(days=1)).replace(hour=22))
        await asks_for_a_call(await town.resident("Amina", "en"))
        await town.until(sunday - timedelta(minutes=1))
        assert mornings(mette) == []
        await town.until(sunday)
        assert len(mornings(mette)) == 1
