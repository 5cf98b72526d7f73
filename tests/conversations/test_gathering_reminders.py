"""Reminders of sessions: each once, at the hour on the wall, never at night, and only while they are true."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.people import Role
from domain.sign_ups import Party, SignUpState
from domain.slots import Span
from locales.plain_language import topics
from storage import gatherings, sign_ups
from tests.conversations.gatherings import (
    COURSE,
    EVENING,
    open_course,
    open_evening,
    open_gathering,
    open_group,
    open_mothers,
    same_family,
    signs_up,
)
from tests.conversations.ledger import sent
from tests.conversations.taking_part import family, now_of, stands, takes_part
from tests.conversations.test_gathering_changes import moves
from tests.town import ZONE, Citizen, Town, plain, town_in

REMINDER, REPEAT = "A reminder of your appointment:", "Perhaps you have seen this already."
MINUTE = timedelta(minutes=1)
WEEK, DAY, SOON = EVENING - timedelta(days=7), EVENING - timedelta(days=1), EVENING - timedelta(hours=2)


def reminders(someone: Citizen) -> int:
    return someone.times_read(REMINDER)


async def reminded_at(someone: Citizen, moment: datetime) -> bool:
    """Whether a reminder comes at this moment, and not a minute before."""
    before = reminders(someone)
    await someone.town.until(moment - MINUTE)
    early = reminders(someone)
    await someone.town.until(moment)
    return (early, reminders(someone)) == (before, before + 1)


async def test_a_week_a_day_and_two_hours_before(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    amina = await family(town, "Amina", language, await open_evening(town))
    for moment in (WEEK, DAY, SOON):
        assert await reminded_at(amina, moment)
    assert amina.reads("today, {time}", time=plain(amina.tr.time(EVENING)))
    await town.later(hours=30)
    assert reminders(amina) == 3


class Foreseeing(Town):
    """A town that knows when the bot speaks next, as the page of the demo does."""

    foresees = True


async def test_whoever_plays_telegram_can_go_to_the_next_reminder_and_to_the_end_of_an_offer(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=False, kind=Foreseeing) as town:
        await town.staff("Karen", Role.COORDINATOR)
        evening = await open_evening(town, places=1)
        amina, basma = await family(town, "Amina", "da"), await family(town, "Basma", "da")
        assert town.telegram.clock.next_due is None
        await signs_up(amina, evening)
        assert town.telegram.clock.next_due == WEEK
        for waiting in (basma, await family(town, "Carla", "da")):
            await signs_up(waiting, evening)
            assert town.telegram.clock.next_due == WEEK
        await amina.taps("❌ We can't come")
        await amina.taps("❌ Yes, take us off")
        assert town.telegram.clock.next_due == town.now + timedelta(hours=24)
        await basma.taps("✅ Yes, we come")
        assert town.telegram.clock.next_due == WEEK


async def test_neither_topic_nor_role_stands_in_it(calm_town: Town, language: str) -> None:
    await calm_town.staff("Karen", Role.HEALTH_NURSE)
    group = await open_group(calm_town, at=COURSE)
    amina = await family(calm_town, "Amina", language, group, party=Party())
    await calm_town.until(COURSE - timedelta(days=1))
    assert amina.reads(REMINDER)
    assert "Nabovej 1" in amina.text
    named = calm_town.running.services.programme.activity("group")
    assert named is not None
    assert plain(amina.tr.pick(named.texts)).partition(" ")[2] not in amina.text
    assert not re.search(topics(amina.tr), " ".join((amina.text, *amina.sees)), re.IGNORECASE)


async def test_answers_in_the_message(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await family(town, "Amina", language, evening)
    await town.until(WEEK)
    await amina.taps("✅ Yes, coming")
    assert amina.reads("You are coming. We look forward to it.")
    await town.until(DAY)
    await amina.taps("👥 More or fewer")
    await amina.taps_nth(0)
    await amina.taps_nth(3)
    await amina.taps("✔️ That is right")
    assert plain(amina.tr.ntext("{n} adult", "{n} adults", 4)) in amina.text
    await amina.taps("🧸 No childcare")
    assert not amina.reads("With childcare")
    await town.until(SOON)
    await amina.taps("❌ Not this time")
    assert amina.reads("What a pity. May we give your place to the next family?")
    assert await stands(town, amina, evening) is SignUpState.GOING
    await amina.taps("Yes, give it on")
    assert await stands(town, amina, evening) is SignUpState.LEFT
    await amina.taps("↪️ I come after all")
    assert await stands(town, amina, evening) is SignUpState.GOING


async def test_in_a_series_no_is_for_this_time_only(town: Town) -> None:
    await town.staff("Mette")
    course = await open_course(town)
    amina = await family(town, "Amina", "da", course)
    await town.until(COURSE - timedelta(days=1))
    await amina.taps("❌ Not this time")
    assert amina.reads("You are not coming this time. Thank you for telling us.")
    assert await stands(town, amina, course) is SignUpState.GOING
    seen = reminders(amina)
    await town.until(COURSE - timedelta(hours=2))
    assert reminders(amina) == seen
    assert await reminded_at(amina, COURSE + timedelta(days=6))


async def test_the_place_that_is_given_on_goes_to_the_next(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town, places=1)
    amina = await family(calm_town, "Amina", "en", evening)
    basma = await family(calm_town, "Basma", "en", evening)
    assert await stands(calm_town, basma, evening) is SignUpState.WAITING
    await calm_town.until(WEEK)
    assert (reminders(amina), reminders(basma)) == (1, 0)
    await amina.taps("❌ Not this time")
    async with calm_town.running.database.transaction() as tx:
        here = await now_of(tx, evening)
        assert await sign_ups.places_taken(tx, here.id) == 1
    await amina.taps("No, we are coming")
    assert await stands(calm_town, amina, evening) is SignUpState.GOING
    assert await stands(calm_town, basma, evening) is SignUpState.WAITING


async def test_both_parents_are_reminded_and_see_one_answer(town: Town) -> None:
    await town.staff("Mette")
    course = await open_course(town)
    amina, yusuf = await family(town, "Amina", "ar"), await family(town, "Yusuf", "da")
    basma = await family(town, "Basma", "en", reminders=False)
    await same_family(town, amina, yusuf, basma)
    await takes_part(town, amina, course)
    await town.until(COURSE - timedelta(days=1))
    assert [reminders(one) for one in (amina, yusuf, basma)] == [1, 1, 0]
    await amina.taps("❌ Not this time")
    await yusuf.taps("👥 More or fewer")
    await yusuf.taps("↩️ Back")
    assert yusuf.reads("You are not coming this time. Thank you for telling us.")
    await yusuf.taps("✅ Yes, coming")
    await amina.taps("🏠 Home")
    await amina.presses(f"session:{course.sessions[0].code}")
    assert amina.reads("You are coming. We look forward to it.")


async def test_whoever_signs_up_later_is_not_told_what_she_has_just_read(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina, basma = await family(calm_town, "Amina", "en", evening), await family(calm_town, "Basma", "en")
    await calm_town.until(WEEK + timedelta(hours=1))
    await takes_part(calm_town, basma, evening)
    await calm_town.later(hours=2)
    assert (reminders(amina), reminders(basma)) == (1, 0)
    assert await reminded_at(basma, DAY)


async def test_what_is_moved_is_reminded_of_anew_and_only_at_the_new_time(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina = await family(calm_town, "Amina", "en", evening)
    await calm_town.until(WEEK)
    await calm_town.until(DAY)
    assert reminders(amina) == 2
    later = timedelta(days=2)
    await moves(calm_town, evening, later)
    await calm_town.until(SOON)
    assert reminders(amina) == 2
    assert await reminded_at(amina, DAY + later)
    assert await reminded_at(amina, SOON + later)


async def test_what_waited_for_her_return_is_not_said_when_it_is_no_longer_true(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina, basma = [await family(calm_town, name, "en", evening) for name in ("Amina", "Basma")]
    for someone in (amina, basma):
        someone.phone.block()
    await calm_town.until(DAY)
    await basma.starts()
    assert reminders(basma) == 1
    await moves(calm_town, evening, timedelta(days=2))
    await amina.starts()
    assert reminders(amina) == 0
    assert amina.has_read("The time is changed.")


async def test_nothing_of_what_was_cancelled_or_left(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    course, mothers = await open_course(calm_town), await open_mothers(calm_town)
    amina, basma = await family(calm_town, "Amina", "en", course), await family(calm_town, "Basma", "en", mothers)
    async with calm_town.running.database.transaction() as tx:
        await gatherings.cancel_session(tx, course.sessions[0].id)
    await calm_town.until(COURSE - timedelta(days=1))
    assert (reminders(amina), reminders(basma)) == (0, 1)
    async with calm_town.running.database.transaction() as tx:
        for one in await sign_ups.sign_ups_of(tx, mothers.id):
            await sign_ups.move_sign_up(tx, one.id, SignUpState.LEFT, calm_town.now)
    await calm_town.until(COURSE - timedelta(hours=1))
    assert (reminders(amina), reminders(basma)) == (0, 1)
    await basma.taps("✅ Yes, coming")
    assert basma.reads("This button no longer works. Here is what is true now.")


@pytest.mark.parametrize(
    ("monday", "starts", "expected"),
    [
        # The night to 25 October has 25 hours, the one to 28 March 23.
        (datetime(2026, 10, 12, 9, 30, tzinfo=ZONE), "2026-10-27 17:00", "2026-10-20 15:00 2026-10-26 16:00"),
        (datetime(2027, 3, 22, 9, 30, tzinfo=ZONE), "2027-03-30 17:00", "2027-03-23 16:00 2027-03-29 15:00"),
    ],
)
async def test_over_a_clock_change_the_hour_on_the_wall_counts(
    tmp_path: Path, monday: datetime, starts: str, expected: str
) -> None:
    async with town_in(tmp_path, restless=False, at=monday) as town:
        await town.staff("Karen", Role.COORDINATOR)
        at = datetime.fromisoformat(starts).replace(tzinfo=ZONE)
        amina = await family(town, "Amina", "da", await open_evening(town, at=at))
        days = expected.split(" ")
        for day, clock in zip(days[::2], days[1::2], strict=True):
            assert await reminded_at(amina, datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=UTC))
        assert await reminded_at(amina, at - timedelta(hours=2))


async def test_a_weekly_series_keeps_its_hour_and_its_reminders_over_the_change(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=False, at=datetime(2026, 10, 12, 9, 30, tzinfo=ZONE)) as town:
        await town.staff("Mette")
        first = datetime(2026, 10, 20, 16, 0, tzinfo=ZONE)
        amina = await family(town, "Amina", "da", await open_course(town, at=first, times=8))
        for week in range(3):
            starts = datetime(2026, 10, 20, 16, 0, tzinfo=ZONE) + timedelta(weeks=week)
            day_before = starts.replace(day=starts.day - 1) if starts.day > 1 else starts - timedelta(days=1)
            assert await reminded_at(amina, day_before)
            assert await reminded_at(amina, starts.astimezone(UTC) - timedelta(hours=2))


async def test_in_the_night_and_too_late_nobody_is_disturbed(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    early = EVENING.replace(hour=9, minute=0)
    span = Span(early, early + timedelta(hours=2))
    amina = await family(calm_town, "Amina", "en", await open_gathering(calm_town, "evening", [span]))
    assert await reminded_at(amina, early - timedelta(days=7))
    assert await reminded_at(amina, early - timedelta(days=1))
    # Two hours before it is seven in the morning; an hour remains when the night ends.
    assert await reminded_at(amina, early.replace(hour=8))


async def test_what_should_have_left_while_we_were_away_leaves_if_it_is_worth_it(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    amina = await family(calm_town, "Amina", "en", await open_evening(calm_town))
    await calm_town.until(WEEK - timedelta(hours=1))
    await calm_town.kill()
    await calm_town.until(DAY + timedelta(hours=3))
    await calm_town.open()
    await calm_town.settle()
    assert reminders(amina) == 1
    assert amina.reads("tomorrow, {time}", time=plain(amina.tr.time(EVENING)))
    assert await sent(calm_town, "session-reminder") == {"expired": 1, "sent": 1}


async def test_killed_in_the_middle_of_the_sending_everybody_is_reminded_once(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening, faults = await open_evening(calm_town), calm_town.telegram.faults
    everybody = [await family(calm_town, f"Familie {number}", "en", evening) for number in range(20)]
    # Two handfuls are on their way when it goes dark, and one of each is not answered; the rest wait.
    held = [
        faults.order("delay", method="sendMessage", chat_id=everybody[one].phone.id, after_effect=one == 4)
        for one in (4, 12)
    ]
    calm_town.telegram.clock.move_to(WEEK)
    settling = asyncio.create_task(calm_town.settle())
    await calm_town.telegram.until(lambda: all(one.met == 1 for one in held))
    settling.cancel()
    await asyncio.wait([settling])
    await calm_town.kill()
    faults.clear()
    assert 0 < sum(reminders(one) for one in everybody) < 20
    for _ in range(3):
        await calm_town.open()
        await calm_town.later(minutes=2)
        await calm_town.kill()
    # Of whom it is not known, she has it once more at most, and honestly marked as a repeat.
    for one in everybody:
        assert reminders(one) - one.times_read(REPEAT) == 1
    await calm_town.open()
    assert await sent(calm_town, "session-reminder") == {"sent": 20}
