"""Hours that partners give: noted in three taps, taken back in one, read by leaders as figures."""

import pytest

from domain.ledgers import read_hours
from domain.people import Role
from tests.conversations.ledger import rows, unsound
from tests.conversations.walks import pressed_by
from tests.town import Citizen, Town

DEAD = "This button no longer works. Here is what is true now."


async def opens(someone: Citizen, activity: str = "👨‍👩‍👧 Familiekursus") -> None:
    await someone.types("/partnertimer")
    if activity in someone.sees:
        await someone.taps_label(activity)


async def test_noted_in_three_taps_and_taken_back_in_one(town: Town) -> None:
    mette = await town.staff("Mette")
    await opens(mette)
    assert mette.reads("{partner}: {hours} of {agreed}", partner="Skole", hours="0 t", agreed=10)
    for _ in range(2):
        await mette.taps_label("➕ Skole")
        await mette.taps_label("1,5 t")
        await mette.taps("Today")
    assert mette.reads("{partner}: {hours} of {agreed}", partner="Skole", hours="3 t", agreed=10)
    undo = next(label for label in mette.sees if label.startswith("Fortryd"))
    await mette.taps_label(undo)
    assert mette.reads("{partner}: {hours} of {agreed}", partner="Skole", hours="1,5 t", agreed=10)
    assert await unsound(town) == {}


async def test_typed_hours_and_another_day(town: Town) -> None:
    mette = await town.staff("Mette")
    await opens(mette)
    await mette.taps_label("➕ Skole")
    await mette.types("mange")
    assert mette.reads("I did not understand that. Write for example 1,5 or 90 min.")
    await mette.types("2½ t")
    await mette.types("engang")
    assert mette.reads("I did not understand that day. Write for example 3/11.")
    await mette.types("3/11")
    assert await rows(town, "SELECT partner, minutes, given_on FROM partner_hours") == [("school", 150, "2026-11-03")]
    assert mette.reads("{partner}: {hours} of {agreed}", partner="Skole", hours="2,5 t", agreed=10)


async def test_a_button_pressed_twice_notes_once(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await opens(mette)
    await mette.taps_label("➕ Skole")
    await mette.taps_label("2 t")
    today = pressed_by(mette.bot_messages()[-1], mette.label("Today"))
    for _ in range(3):
        await mette.presses(today)
    assert await rows(calm_town, "SELECT count(*) FROM partner_hours") == [(1,)]


async def test_each_sees_what_she_runs_and_leaders_the_figures_of_all(calm_town: Town) -> None:
    mette, lone = await calm_town.staff("Mette"), await calm_town.staff("Lone", Role.LEADER)
    karen, ida = await calm_town.staff("Karen", Role.COORDINATOR), await calm_town.staff("Ida", Role.HEALTH_NURSE)
    await opens(mette)
    await mette.taps_label("➕ Skole")
    await mette.taps_label("2 t")
    await mette.taps("Today")
    await opens(lone)
    assert lone.reads("{partner}: {hours} of {agreed}", partner="Skole", hours="2 t", agreed=10)
    assert not any(label.startswith(("➕", "Fortryd")) for label in lone.sees)
    await opens(karen)
    assert karen.reads("{partner}: {hours} of {agreed}", partner="Skole", hours="0 t", agreed=20)
    await opens(ida)
    assert ida.reads("The programme names no partners for what you run.")
    entry = "ledger-back:course:1"
    for someone in (lone, karen, ida):
        for data in (entry, "ledger:course:school", "ledger:course:school:60", "ledger:course:school:60:261123:1"):
            await someone.presses(data)
            assert someone.reads(DEAD)
    await mette.presses("ledger-back:evening:1")
    for data in ("ledger:course:nobody", "ledger:course:school:0", "ledger:course:school:9999", "ledger-back:course:x"):
        await mette.presses(data)
        assert mette.reads(DEAD)
    for day in ("261399", "271224", "200101", "x"):
        await mette.presses(f"ledger:course:school:60:{day}:0")
        assert mette.reads(DEAD)
    assert await rows(calm_town, "SELECT count(*), count(withdrawn_at) FROM partner_hours") == [(1, 0)]


async def test_last_year_can_be_read(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await opens(mette)
    await mette.taps_label("➕ Skole")
    await mette.taps_label("2 t")
    await mette.taps("Today")
    await calm_town.later(days=60)
    await opens(mette)
    assert mette.reads("{partner}: {hours} of {agreed}", partner="Skole", hours="0 t", agreed=10)
    await mette.taps_label("◀️ 2026")
    assert mette.reads("{partner}: {hours} of {agreed}", partner="Skole", hours="2 t", agreed=10)
    await mette.taps_label("2027 ▶️")
    assert "2027" in mette.text


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("2", 120), ("1,5", 90), ("1.5 t", 90), ("1½", 90), ("½ time", 30), ("90 min", 90), ("3 timer", 180)],
)
def test_hours_are_read_as_people_type_them(typed: str, minutes: int) -> None:
    assert read_hours(typed) == minutes


@pytest.mark.parametrize("typed", ["", "t", "0", "25", "1,5,5", "mange", "-2", "٣", "999999 min"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert read_hours(typed) is None
