"""The week: hours, appointments and figures; a leader sees figures and no family."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert

from domain.people import Role
from domain.week import Week
from storage import families as joined
from storage import people, walk_ins
from storage.people import absences
from storage.referrals import contacts
from tests.conversations.ledger import rows, unsound
from tests.conversations.test_opening_hours import chooses
from tests.conversations.test_walk_ins import comes_by
from tests.conversations.walks import asks_for_a_call, books
from tests.town import ZONE, Citizen, Town, town_in

DEAD = "This button no longer works. Here is what is true now."


def counted(someone: Citizen, *numbers: int) -> bool:
    """New requests, appointments, talks, new families, bridges, and who waits."""
    lines = (
        "New requests: {n}",
        "Appointments: {n}",
        "Talks held: {n}",
        "Families for the first time this year: {n}",
        "Bridges built: {n}",
        "Waiting for somebody now: {n}",
    )
    return all(someone.reads(line, n=str(number)) for line, number in zip(lines, numbers, strict=False))


async def test_days_times_and_figures_of_a_week(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    basma = await town.resident("Basma", "da")
    await books(amina)  # Wednesday at one
    await asks_for_a_call(basma)
    await mette.types("/start")
    await comes_by(mette)
    await chooses(mette, 1)
    await mette.taps("🕔 Closes at another time")
    await mette.taps_label("16.00")
    await mette.taps("✅ Yes, say it")
    await chooses(mette, 3)
    await mette.taps("🚫 Closed all day")
    await mette.taps("✅ Yes, say it")
    await mette.types("/uge")
    assert "Uge 48: mandag den 23. november til søndag den 29. november" in mette.text
    assert "–16.00\nonsdag den 25. november: ingen åben rådgivning" in mette.text
    assert "torsdag den 26. november: lukket" in mette.text
    assert "lørdag" not in mette.text
    assert counted(mette, 2, 1, 1, 1, 0, 1)
    ((code,),) = await rows(town, "SELECT code FROM requests WHERE way = 'book'")
    assert mette.sees[0] == f"onsdag 13.00 · {code[:4].upper()} · besøg"
    await mette.taps_nth(0)
    assert code[:4].upper() in mette.text
    # The week looks back on its changed days too.
    await town.until(datetime(2026, 11, 29, 12, 0, tzinfo=ZONE))
    await mette.types("/uge")
    assert "–16.00\nonsdag" in mette.text
    assert "torsdag den 26. november: lukket" in mette.text
    await mette.taps_label("Uge 49 ▶️")
    assert counted(mette, 0, 0, 0, 0, 0)
    assert not mette.reads("Waiting for somebody now: {n}", n="1")
    await mette.taps_label("◀️ Uge 48")
    assert mette.sees[0].startswith("onsdag 13.00")
    assert await unsound(town) == {}


async def test_a_leader_sees_figures_and_neither_code_nor_time_of_a_family(town: Town) -> None:
    leader, mette = await town.staff("Lea", Role.LEADER), await town.staff("Mette")
    amina = await town.resident("Amina", "ar")
    await books(amina)
    await leader.types("/uge")
    assert counted(leader, 1, 1, 0, 0, 0, 0)
    ((code,),) = await rows(town, "SELECT code FROM requests")
    assert code[:4].upper() not in leader.text + "".join(leader.sees)
    assert "13.00 ·" not in leader.text + "".join(leader.sees)
    assert [label for label in leader.sees if "Uge" not in label] == [leader.label("🏠 Start")]
    await leader.presses(f"case:{code}")
    assert leader.reads(DEAD)
    await mette.types("/uge")
    assert code[:4].upper() in mette.sees[0]


@pytest.mark.parametrize("role", [Role.HELPER, Role.COORDINATOR, Role.HEALTH_NURSE])
async def test_nobody_else_opens_the_week(calm_town: Town, role: Role) -> None:
    other = await calm_town.staff("Sara", role)
    await other.types("/uge")
    assert other.reads("I am an automatic helper, and nobody reads this message. Please tap a button.")
    for data in ("week", "week:2026-11-23"):
        await other.presses(data)
        assert other.reads(DEAD)


async def test_a_forged_week_is_this_week(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    for day in ("x", "0001-01-01", "9999-12-31", "2024-01-01", "2028-01-03", "2026-11-31", ""):
        await mette.presses(f"week:{day}")
        assert mette.reads(DEAD)
        assert "Uge 48" in mette.text
    await mette.presses("week:2026-11-26")
    assert "Uge 48" in mette.text
    assert not mette.reads(DEAD)


async def met(town: Town, family: int, at: datetime) -> None:
    async with town.running.database.transaction() as tx:
        await walk_ins.add_walk_in(tx, f"{family}-{at:%m%d}", family, None, "ar", 1, at)


async def new_families(town: Town, number: int) -> list[int]:
    async with town.running.database.transaction() as tx:
        return [await people.add_family(tx, town.now) for _ in range(number)]


async def test_week_53_lies_in_two_years_and_a_family_is_new_in_each(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=False, at=datetime(2026, 12, 30, 10, 0, tzinfo=ZONE)) as town:
        mette = await town.staff("Mette")
        old, turned, late = await new_families(town, 3)
        await met(town, old, datetime(2026, 3, 2, 10, 0, tzinfo=ZONE))
        for family in (old, turned):
            await met(town, family, datetime(2026, 12, 29, 10, 0, tzinfo=ZONE))
            await met(town, family, datetime(2027, 1, 2, 10, 0, tzinfo=ZONE))
        await met(town, late, datetime(2027, 1, 4, 0, 0, tzinfo=ZONE))
        await mette.types("/uge")
        assert "Uge 53: mandag den 28. december til søndag den 3. januar" in mette.text
        assert "torsdag den 31. december: helligdag, lukket" in mette.text
        assert "fredag den 1. januar: helligdag, lukket" in mette.text
        # One family was new in December, and both in January.
        assert counted(mette, 0, 0, 4, 3, 0)
        await mette.taps_label("Uge 1 ▶️")
        assert counted(mette, 0, 0, 1, 1, 0)
        # Joined, the two are one: also in the week behind us.
        async with town.running.database.transaction() as tx:
            assert await joined.join_families(tx, old, turned, 1, town.now)
        await mette.types("/uge")
        assert counted(mette, 0, 0, 4, 1, 0)


@pytest.mark.parametrize(
    ("at", "number", "first", "last"),
    [
        (datetime(2026, 3, 27, 10, 0, tzinfo=ZONE), 13, (2026, 3, 23), (2026, 3, 29)),
        (datetime(2026, 10, 23, 10, 0, tzinfo=ZONE), 43, (2026, 10, 19), (2026, 10, 25)),
    ],
)
async def test_over_both_changes_of_the_clock_a_week_ends_at_its_midnight(
    tmp_path: Path, at: datetime, number: int, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    async with town_in(tmp_path, restless=False, at=at) as town:
        mette = await town.staff("Mette")
        before, begins, ends, after = await new_families(town, 4)
        monday, sunday = datetime(*first, tzinfo=ZONE), datetime(*last, 23, 59, tzinfo=ZONE)
        await met(town, before, monday.replace(hour=23, minute=59, day=monday.day - 1))
        await met(town, begins, monday)
        await met(town, ends, sunday)
        await met(town, after, datetime(*last, tzinfo=ZONE).replace(day=last[2] + 1))
        await mette.types("/uge")
        assert f"Uge {number}: " in mette.text
        assert counted(mette, 0, 0, 2, 2, 0)


async def test_who_is_away_and_which_bridges_were_built(calm_town: Town) -> None:
    mette, _ = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    known = dict(await rows(calm_town, "SELECT name, id FROM staff"))
    (family,) = await new_families(calm_town, 1)
    async with calm_town.running.database.transaction() as tx:
        row = {"created_at": calm_town.now, "running": False}
        for name, first, last, ended in (
            ("Sara", 24, 24, None),
            ("Mette", 10, 30, datetime(2026, 11, 25, 8, 0, tzinfo=ZONE)),
            ("Sara", 10, 20, None),
            ("Sara", 27, 28, datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)),
        ):
            days = {"starts_on": date(2026, 11, first), "ends_on": date(2026, 11, last), "ended_at": ended}
            await tx.execute(insert(absences).values(staff_id=known[name], **days, **row))
        bridge = {"family_id": family, "staff_id": 1, "bridge": "school", "made_at": calm_town.now}
        for withdrawn in (None, calm_town.now):
            await tx.execute(insert(contacts).values(**bridge, withdrawn_at=withdrawn))
    await mette.types("/uge")
    assert "Sara er væk tirsdag den 24. november\n" in mette.text
    assert "Mette er væk mandag den 23. november til tirsdag den 24. november" in mette.text
    assert mette.text.count("er væk") == 2
    assert counted(mette, 0, 0, 0, 0, 1)


def test_weeks_are_numbered_as_in_denmark() -> None:
    for day, number in (
        (date(2026, 12, 28), 53),
        (date(2027, 1, 3), 53),
        (date(2027, 1, 4), 1),
        (date(2024, 12, 30), 1),
    ):
        assert Week.of(day).number == number
    assert Week.of(date(2027, 1, 1)).days[0] == date(2026, 12, 28)
