"""The register: every talk in one list, put right with history, taken back and put in again, counted once a year."""

from datetime import datetime

import pytest

from domain.people import Role
from tests.conversations.ledger import rows, unsound
from tests.conversations.test_walk_ins import comes_by
from tests.conversations.walks import asks, asks_for_a_call, books, finishes
from tests.town import ZONE, Citizen, Town, town_in

DEAD = "This button no longer works. Here is what is true now."
CHANGED = "This has changed. Here is what is true now."
TAKEN_BACK = "Taken back. It is counted nowhere."


async def enters(mette: Citizen) -> None:
    await mette.types("/start")
    await comes_by(mette)


async def opens(mette: Citizen, number: str = "1") -> None:
    """Open the so-many-th talk of the register."""
    await mette.types("/register")
    await mette.taps_label(number)


async def talks(town: Town, columns: str = "way, topic") -> list[tuple[object, ...]]:
    return await rows(town, f"SELECT {columns} FROM talks WHERE withdrawn_at IS NULL ORDER BY id")  # noqa: S608


async def test_every_way_stands_in_one_list_newest_first(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    basma, ceren = await town.resident("Basma", "da"), await town.resident("Ceren", "en")
    await books(amina)
    await asks_for_a_call(basma)
    await mette.taps("✅ Talk held")
    await asks(ceren, way="🚪 I come by")
    await finishes(ceren)
    await mette.taps("✅ Talk held")
    await town.later(days=2, hours=5)
    await mette.taps("✅ Talk held")
    await enters(mette)
    await mette.taps("At a gathering")
    await mette.taps("✏️ Nickname")
    await mette.types("Tvillingerne")
    await mette.taps("🚪 One more")
    await mette.types("/register")
    assert "2026: 4 samtaler. Forskellige familier: 4 af 50." in mette.text
    assert "Booket tid 1 · Opkald 1 · Kom forbi efter besked 1 · Ved et arrangement 1" in mette.text
    order = [mette.text.index(words) for words in ("1. Ved et arrangement", "2. Booket", "3. Kom forbi", "4. Opkald")]
    assert order == sorted(order)
    assert "Breve og skemaer · arabisk · Tvillingerne · " in mette.text
    assert mette.sees[:4] == ["1", "2", "3", "4"]
    assert await unsound(town) == {}


async def test_topic_way_and_day_are_put_right_and_the_history_says_by_whom(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    await enters(mette)
    await opens(sara)
    await sara.taps("✏️ Topic")
    await sara.taps("🎒 Daycare and school")
    await sara.taps("✏️ How")
    await sara.taps("Call")
    await sara.taps("✏️ Day")
    await sara.taps("Yesterday")
    assert await talks(town) == [("called", "school")]
    for words in ("emnet rettet, var Breve og skemaer (Sara)", "måden rettet, var Kom bare forbi (Sara)"):
        assert words in sara.text
    assert "dagen rettet, var mandag den 23. november kl. 09.30 (Sara)" in sara.text
    assert sara.text.startswith("📒 søndag den 22. november kl. 09.30")
    # The same once more changes nothing and adds nothing to the history.
    before = len(await rows(town, "SELECT id FROM talk_steps"))
    await sara.taps("✏️ How")
    await sara.taps("Call")
    await sara.taps("✏️ Topic")
    await sara.taps("Something else")
    assert await talks(town) == [("called", None)]
    assert len(await rows(town, "SELECT id FROM talk_steps")) == before + 1
    assert await unsound(town) == {}


async def test_an_earlier_day_is_written_and_neither_nonsense_nor_the_future_is_taken(town: Town) -> None:
    mette = await town.staff("Mette")
    await enters(mette)
    await opens(mette)
    await mette.taps("✏️ Day")
    before = await talks(town, "held_at")
    for words in ("24/11", "31/12", "24/11 2026", "3/11 2019", "31/2", "0/0", "i forgårs", "99/99"):
        await mette.types(words)
        assert mette.reads("Write a day that is not ahead of us, for example 3/11 or 3/11 2026.")
    await mette.sends_photo()
    assert await talks(town, "held_at") == before
    await mette.types("3.11.")
    assert mette.text.startswith("📒 tirsdag den 3. november kl. 09.30")
    await mette.taps("✏️ Day")
    await mette.types("29/3 2026")
    assert mette.text.startswith("📒 søndag den 29. marts kl. 09.30")
    await mette.taps("✏️ Day")
    await mette.types("3/11 2025")
    await mette.taps("✏️ Day")
    await mette.types("den 29. marts 2026")
    await mette.taps("📒 Register")
    assert "marts 2026" in mette.text
    assert await unsound(town) == {}


async def test_a_forged_day_is_refused(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await enters(mette)
    ((entry,),) = await talks(calm_town, "id")
    before = await talks(calm_town, "held_at, way, topic")
    for forged in ("day:2020-12-31", "day:2026-11-24", "day:2027-01-01", "day:x", "way:nonsense", "way:drop-in"):
        await mette.presses(f"entry:{entry}:{forged}")
        assert mette.text.startswith("📒 mandag den 23. november")
    await mette.presses(f"entry:{entry}:topic:nonsense")
    assert await talks(calm_town, "held_at, way, topic") == before
    for nonsense in ("entry:0", "entry:x", "entry:999999999999999", "entry:٣", "entry:-1:undo", "entry:77:again"):
        await mette.presses(nonsense)
        assert mette.reads(DEAD)
    for nonsense in ("2027-01:0", "2026-13:0", "2020-01:0", "2026-11:x", "9999-12:0", "0001-01:0"):
        await mette.presses(f"register:{nonsense}")
        assert mette.reads(DEAD)
    assert await rows(calm_town, "SELECT id FROM talk_steps") == []


async def test_taken_back_it_stays_to_be_seen_and_can_be_put_in_again(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await books(amina)
    await town.later(days=2, hours=5)
    await mette.taps("✅ Talk held")
    await opens(mette)
    await mette.taps("↩️ Take it back")
    assert mette.reads(TAKEN_BACK)
    await mette.types("/register")
    assert "2026: 0 samtaler. Forskellige familier: 0 af 50." in mette.text
    assert "(trukket tilbage)" in mette.text
    await mette.taps_label("1")
    await mette.taps("✅ Put in again")
    assert "sat ind igen (Mette)" in mette.text
    assert await talks(town) == [("booked", "letters")]
    assert await unsound(town) == {}


async def test_that_nobody_came_after_all_takes_the_talk_back_and_the_register_puts_it_right(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await books(amina)
    await town.later(days=2, hours=5)
    await mette.taps("✅ Talk held")
    await mette.taps("➖ A mistake: did not come")
    await opens(mette)
    assert mette.reads(TAKEN_BACK)
    assert await unsound(town) == {}
    await mette.taps("✅ Put in again")
    assert await talks(town) == [("booked", "letters")]
    assert await rows(town, "SELECT state FROM appointments") == [("held",)]
    assert await unsound(town) == {}


async def test_of_two_who_take_it_back_one_does_and_the_other_is_told(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    await enters(mette)
    for someone in (mette, sara):
        await opens(someone)
    for someone in (mette, sara):
        someone.phone.tap(someone.label("↩️ Take it back"))
    await calm_town.step()
    assert await rows(calm_town, "SELECT count(*) FROM talk_steps") == [(1,)]
    assert mette.reads(TAKEN_BACK)
    assert sara.reads(TAKEN_BACK)
    ((entry,),) = await rows(calm_town, "SELECT id FROM talks")
    # What is taken back is not put right, by an old button neither.
    for verb in ("topic", "way", "day", "topic:money", "way:called", "day:2026-11-22", "undo"):
        await sara.presses(f"entry:{entry}:{verb}")
        assert sara.reads(TAKEN_BACK)
    assert await rows(calm_town, "SELECT count(*) FROM talk_steps") == [(1,)]


async def test_a_long_month_is_turned_page_by_page_and_months_stand_beside_each_other(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    for _ in range(12):
        await enters(mette)
    await mette.types("/register")
    assert mette.sees[:10] == [str(number) for number in range(1, 11)]
    await mette.taps("⬇️ Older")
    assert mette.sees[:2] == ["11", "12"]
    await mette.taps("⬆️ Newer")
    assert mette.sees[0] == "1"
    await calm_town.until(datetime(2026, 12, 2, 10, 0, tzinfo=ZONE))
    await enters(mette)
    await mette.types("/register")
    assert "december 2026" in mette.text
    assert mette.sees[0] == "1"
    await mette.taps_label("◀️ november 2026")
    assert "november 2026" in mette.text
    await mette.taps_label("december 2026 ▶️")
    assert "december 2026" in mette.text


@pytest.mark.parametrize(
    "at", [datetime(2026, 12, 31, 23, 30, tzinfo=ZONE), datetime(2026, 10, 25, 2, 30, tzinfo=ZONE)]
)
async def test_at_the_turn_of_the_year_and_of_the_clock_days_stay_days(
    tmp_path_factory: pytest.TempPathFactory, at: datetime
) -> None:
    async with town_in(tmp_path_factory.mktemp("town"), restless=False, at=at) as town:
        mette = await town.staff("Mette")
        await enters(mette)
        await town.later(hours=1)
        await opens(mette) if at.month == 10 else await mette.types("/register")
        if at.month == 12:
            # It is January: the year begins anew, and last year's talk is a month away.
            assert "2027: 0 samtaler. Forskellige familier: 0 af 50." in mette.text
            await mette.taps_label("◀️ december 2026")
            assert "2026: 1 samtale. Forskellige familier: 1 af 50." in mette.text
            await mette.taps_label("1")
            await mette.taps("✏️ Day")
            # And it can still be put right, until the year is closed.
            await mette.types("28/12")
            assert mette.text.startswith("📒 mandag den 28. december kl. 23.30")
        else:
            assert mette.text.startswith("📒 søndag den 25. oktober kl. 02.30")
            await mette.taps("✏️ Day")
            await mette.taps("Yesterday")
            assert mette.text.startswith("📒 lørdag den 24. oktober kl. 02.30")
        assert await unsound(town) == {}


@pytest.mark.parametrize("role", [Role.LEADER, Role.HELPER, Role.COORDINATOR, Role.HEALTH_NURSE])
async def test_nobody_else_opens_the_register(calm_town: Town, role: Role) -> None:
    mette, other = await calm_town.staff("Mette"), await calm_town.staff("Lea", role)
    await enters(mette)
    ((entry,),) = await talks(calm_town, "id")
    await other.types("/register")
    assert other.reads("I am an automatic helper, and nobody reads this message. Please tap a button.")
    for data in ("register", "register:2026-11:0", f"entry:{entry}", f"entry:{entry}:undo", f"entry:{entry}:family"):
        await other.presses(data)
        assert other.reads(DEAD)
    assert await talks(calm_town) == [("walk-in", "letters")]
