"""Reminders: the day before at the same hour and two hours before, once each, and only while they are true."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from locales.plain_language import topics
from tests.conversations.ledger import sent
from tests.conversations.walks import asks_for_a_call, books
from tests.town import MONDAY, ZONE, Citizen, Town, plain, town_in

MINUTE = timedelta(minutes=1)
TUESDAY_AT_ONE = MONDAY.replace(day=24, hour=13, minute=0)
WEDNESDAY_AT_ONE = MONDAY.replace(day=25, hour=13, minute=0)
REMINDER = "A reminder of your appointment:"
# Whoever was never asked has them off already, and has not said so.
SWITCHED_OFF = ("🔕 Turn reminders on", "🔔 Turn reminders off")


def reminders(someone: Citizen) -> int:
    """How often she was reminded."""
    return someone.times_read(REMINDER)


async def reminded_at(someone: Citizen, moment: datetime) -> bool:
    """Whether a reminder comes at this moment, and not a minute before."""
    before = reminders(someone)
    await someone.town.until(moment - MINUTE)
    early = reminders(someone)
    await someone.town.until(moment)
    return (early, reminders(someone)) == (before, before + 1)


async def is_offered(worker: Citizen, someone: Citizen, typed: str) -> None:
    """The family worker offers one time of her own, and it is chosen."""
    await asks_for_a_call(someone)
    await worker.taps("🗓 Offer times")
    await worker.types(typed)
    await worker.taps("✅ Send the offer")
    await someone.taps_nth(0)
    assert someone.has_read("Your time is booked. We look forward to seeing you.")
    await someone.taps("🔔 Remind me")


async def test_once_the_day_before_and_once_two_hours_before(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await books(amina)
    assert await reminded_at(amina, TUESDAY_AT_ONE)
    assert await reminded_at(amina, WEDNESDAY_AT_ONE - timedelta(hours=2))
    await town.later(hours=30)
    assert reminders(amina) == 2


async def test_whoever_reads_over_her_shoulder_learns_a_time_and_a_place(calm_town: Town, language: str) -> None:
    amina = await calm_town.resident("Amina", language)
    await books(amina)
    (calendar,) = [message.document.bytes.decode() for message in amina.bot_messages() if message.document]
    await calm_town.until(TUESDAY_AT_ONE)
    assert amina.reads(REMINDER)
    assert "Nabovej 1" in amina.text
    assert plain(amina.tr.time(WEDNESDAY_AT_ONE)) in amina.text
    for shown in (amina.text, *amina.sees, calendar):
        assert not re.search(topics(amina.tr), plain(shown), re.IGNORECASE)


async def test_from_the_reminder_she_confirms_moves_or_cancels(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina, basma, caro = [await calm_town.resident(name, "ar") for name in ("Amina", "Basma", "Caro")]
    for someone in (amina, basma, caro):
        await books(someone)
    await calm_town.until(TUESDAY_AT_ONE + timedelta(hours=2))
    assert [someone.reads(REMINDER) for someone in (amina, basma, caro)] == [True] * 3
    await amina.taps("👍 I'm coming")
    assert amina.reads("Thank you! We look forward to seeing you.")
    await basma.taps("🗓 Another time")
    await basma.taps_nth(1)
    await basma.taps_nth(0)
    await basma.taps("✅ Yes, this time")
    assert mette.reads("🔁 A time was moved")
    await caro.taps("❌ Cancel my time")
    await caro.taps("❌ Yes, cancel it")
    assert caro.reads("Your time is cancelled. Thank you for telling us. You are always welcome again.")
    assert mette.reads("❌ The resident cancelled")


async def test_what_was_moved_or_cancelled_is_not_reminded_of(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina, basma, caro, dina = [await calm_town.resident(name, "en") for name in ("Amina", "Basma", "Caro", "Dina")]
    await books(caro)
    await mette.taps("❌ Cancel the time")
    await mette.taps("❌ Yes, cancel")
    for someone in (amina, basma, dina):
        await books(someone)
    await amina.taps("❌ Cancel my time")
    await amina.taps("❌ Yes, cancel it")
    await basma.taps("🗓 Another time")
    await basma.taps_label(basma.tr.day(MONDAY.replace(day=27).date()))
    await basma.taps_nth(-4)
    await basma.taps("✅ Yes, this time")
    for hours in (0, 1, 2, 22, 24):
        await calm_town.until(TUESDAY_AT_ONE + timedelta(hours=hours))
    assert [reminders(someone) for someone in (amina, basma, caro, dina)] == [0, 0, 0, 2]
    await calm_town.until(MONDAY.replace(day=26, hour=11))
    await calm_town.until(MONDAY.replace(day=27, hour=9))
    assert [reminders(someone) for someone in (amina, basma, caro, dina)] == [0, 2, 0, 2]
    assert await sent(calm_town, "reminder") == {"cancelled": 6, "sent": 4}


async def test_in_the_night_she_is_left_in_peace(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina, basma = await calm_town.resident("Amina", "ar"), await calm_town.resident("Basma", "da")
    await is_offered(mette, amina, "27/11 9.00")
    await is_offered(mette, basma, "26/11 8.30")
    assert await reminded_at(basma, MONDAY.replace(day=25, hour=8, minute=30))
    assert await reminded_at(amina, MONDAY.replace(day=26, hour=9, minute=0))
    assert await reminded_at(amina, MONDAY.replace(day=27, hour=8, minute=0))
    assert (reminders(amina), reminders(basma)) == (2, 1)


@pytest.mark.parametrize(
    ("monday", "typed", "day_before", "soon"),
    [
        # The night to 25 October has 25 hours, the one to 28 March 23.
        (datetime(2026, 10, 19, 9, 30, tzinfo=ZONE), "25/10 14.30", "2026-10-24 12:30", "2026-10-25 11:30"),
        (datetime(2027, 3, 22, 9, 30, tzinfo=ZONE), "28/3 14.30", "2027-03-27 13:30", "2027-03-28 10:30"),
    ],
)
async def test_over_a_clock_change_the_hour_on_the_wall_counts(
    tmp_path: Path, monday: datetime, typed: str, day_before: str, soon: str
) -> None:
    async with town_in(tmp_path, restless=False, at=monday) as town:
        mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
        await is_offered(mette, amina, typed)
        assert await reminded_at(amina, datetime.fromisoformat(day_before).replace(tzinfo=UTC))
        assert amina.reads("tomorrow, {time}", time="14.30")
        assert await reminded_at(amina, datetime.fromisoformat(soon).replace(tzinfo=UTC))
        await town.later(hours=24)
        assert reminders(amina) == 2


async def test_a_published_time_after_the_clock_change_is_reminded_of_at_its_own_hour(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=False, at=datetime(2026, 10, 19, 9, 30, tzinfo=ZONE)) as town:
        amina = await town.resident("Amina", "en")
        await books(amina, day=3)
        assert await reminded_at(amina, datetime(2026, 10, 25, 10, 0, tzinfo=ZONE))
        assert await reminded_at(amina, datetime(2026, 10, 26, 8, 0, tzinfo=ZONE))


async def test_what_is_too_late_is_not_said(calm_town: Town) -> None:
    amina, basma = await calm_town.resident("Amina", "en"), await calm_town.resident("Basma", "en")
    await books(amina)
    await books(basma, time=1)
    await calm_town.until(TUESDAY_AT_ONE - timedelta(hours=1))
    await calm_town.kill()
    await calm_town.until(WEDNESDAY_AT_ONE - timedelta(minutes=15))
    await calm_town.open()
    await calm_town.settle()
    assert (reminders(amina), reminders(basma)) == (0, 1)
    assert basma.reads("today, {time}", time="14:30")
    assert await sent(calm_town, "reminder") == {"expired": 3, "sent": 1}


async def test_whoever_wants_no_reminders_gets_none(calm_town: Town, language: str) -> None:
    amina, basma = await calm_town.resident("Amina", language), await calm_town.resident("Basma", language)
    for someone in (amina, basma):
        for label in ("⚙️ Language and privacy", "⚙️ What we may send you", *SWITCHED_OFF):
            await someone.taps(label)
        await books(someone)
        assert not someone.has_read("We remind you the day before and two hours before.")
    await calm_town.until(TUESDAY_AT_ONE + timedelta(minutes=45))
    await basma.types("/privacy")
    await basma.taps("⚙️ What we may send you")
    await basma.taps("🔕 Turn reminders on")
    await calm_town.until(WEDNESDAY_AT_ONE)
    assert (reminders(amina), reminders(basma)) == (0, 1)


async def test_a_call_is_reminded_of_too(calm_town: Town, language: str) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", language)
    await asks_for_a_call(amina)
    await mette.taps("📞 Confirm a call")
    await mette.taps_nth(3)
    await amina.taps("🔔 Remind me")
    assert await reminded_at(amina, MONDAY.replace(hour=12, minute=0))
    assert amina.reads("We call you.")
    assert "Nabovej" not in amina.text
    assert amina.sees == [amina.label(one) for one in ("🗓 Another time", "❌ Cancel my time", "🏠 Home")]
    assert await reminded_at(amina, MONDAY.replace(day=24, hour=10, minute=0))


async def test_when_she_comes_back_only_what_is_not_too_late_reaches_her(town: Town) -> None:
    amina = await town.resident("Amina", "ar")
    await books(amina)
    amina.phone.block()
    await town.until(TUESDAY_AT_ONE + timedelta(hours=1))
    await town.until(WEDNESDAY_AT_ONE - timedelta(hours=2, minutes=30))
    await amina.starts()
    assert reminders(amina) == 0
    assert await reminded_at(amina, WEDNESDAY_AT_ONE - timedelta(hours=2))


async def test_booked_for_tomorrow_she_is_reminded_once(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "da")
    await calm_town.until(TUESDAY_AT_ONE + timedelta(hours=1))
    await books(amina)
    assert await reminded_at(amina, WEDNESDAY_AT_ONE - timedelta(hours=2))
    await calm_town.later(hours=3)
    assert reminders(amina) == 1
