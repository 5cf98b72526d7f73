"""At night and outside her hours no card comes; one message in the morning says it all, once."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.people import Role
from tests.conversations.ledger import rows, sent, unsound
from tests.conversations.walks import asks, asks_for_a_call, books, finishes
from tests.town import MONDAY, ZONE, Citizen, Town, plain, town_in

NEW, BOOKED = "🆕 New request", "🗓 A time is booked"


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def mornings(someone: Citizen) -> list[str]:
    """Every morning she has read."""
    return [plain(message.text) for message in someone.bot_messages() if message.text.startswith("☀️")]


async def code_of(town: Town, number: int = 0) -> str:
    return str((await rows(town, "SELECT code FROM requests ORDER BY id"))[number][0])[:4].upper()


async def test_the_night_is_one_message_in_the_morning(town: Town) -> None:
    mette, lene = await town.staff("Mette"), await town.staff("Lene", Role.LEADER)
    amina, basma = await town.resident("Amina", "ar"), await town.resident("Basma", "en")
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    await mette.taps("✍️ Write to her")
    await mette.types("Hvornår passer det?")
    await mette.taps("✅ Send")
    await town.until(at(23, 22, 30))
    said = len(mette.bot_messages())
    await amina.taps("✍️ Answer")
    await amina.types("اليوم")
    await asks_for_a_call(basma)
    await books(await town.resident("Cala", "da"))
    await town.until(at(24, 7, 59))
    assert len(mette.bot_messages()) == said
    await town.until(at(24, 8, 0))
    (text,) = mornings(mette)
    assert len(mette.bot_messages()) == said + 1
    assert "Der er kommet 2 nye henvendelser." in text
    assert f"{plain(mette.label('💬 She has written'))} · {await code_of(town)}" in text
    assert "2 venter på at blive ringet op." in text
    for label in ("📋 Queue", "📅 Today", "📞 Calls to make"):
        assert mette.label(label) in mette.sees
    # For a leader there are figures, and no sign of anybody.
    (figures,) = mornings(lene)
    assert "Der er kommet 3 nye henvendelser." in figures
    codes = [await code_of(town, number) for number in range(3)]
    assert not any(code in figures for code in codes)
    # Nothing of what anybody wrote or is called, for either of them.
    assert not any(word in text + figures for word in ("اليوم", "Amina", "Basma", "Cala"))
    await town.later(minutes=5)
    await town.kill()
    await town.open()
    await town.later(hours=1)
    assert (len(mornings(mette)), len(mornings(lene))) == (1, 1)
    assert await unsound(town) == {}


async def test_cut_off_after_it_has_left_it_is_not_said_again(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=False) as town:
        mette = await town.staff("Mette")
        await town.until(at(23, 22))
        await asks_for_a_call(await town.resident("Amina", "en"))
        town.telegram.faults.order("cut-after", method="sendMessage", chat_id=mette.phone.id)
        await town.until(at(24, 8, 0))
        await town.kill()
        await town.open()
        await town.until(at(24, 9, 0))
        assert len(mornings(mette)) == 1
        assert await sent(town, "staff-morning") == {"unknown": 1}


async def test_without_anything_to_say_nothing_is_said(calm_town: Town) -> None:
    mette, lene = await calm_town.staff("Mette"), await calm_town.staff("Lene", Role.LEADER)
    await calm_town.until(at(24, 10))
    assert mornings(mette) == mornings(lene) == []
    await calm_town.staff("Hans", Role.HELPER)
    await calm_town.until(at(23, 22) + timedelta(days=1))
    await asks_for_a_call(await calm_town.resident("Amina", "en"))
    await calm_town.until(at(25, 9))
    assert (len(mornings(mette)), len(mornings(lene))) == (1, 1)


async def test_only_what_is_true_in_the_morning_is_said(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await calm_town.until(at(23, 22))
    await asks_for_a_call(amina)
    await amina.types("/mine")
    await amina.taps_nth(0)
    await amina.taps("Take it back")
    await amina.taps("Yes, take it back")
    await calm_town.until(at(24, 8))
    assert not any("ny henvendelse" in text for text in mornings(mette))


async def test_appointments_of_today_and_who_waits_too_long(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    basma = await calm_town.resident("Basma", "en")
    await asks_for_a_call(amina)
    await books(basma)  # Wednesday at 13
    await calm_town.until(at(24, 8))
    assert "1 venter på at blive ringet op." in mornings(mette)[0]
    assert "aftale i dag" not in mornings(mette)[0]
    await calm_town.until(at(25, 8))
    assert "1 aftale i dag, kl. 13.00." in mornings(mette)[1]
    assert f"1 har ventet en arbejdsdag eller mere: {await code_of(calm_town)}." in mornings(mette)[1]


async def test_after_the_weekend_it_says_what_came_since_friday_night(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await calm_town.until(at(27, 22))
    await asks_for_a_call(await calm_town.resident("Amina", "en"))
    await calm_town.until(at(28, 8, 5))
    assert (mornings(mette), mette.has_read(NEW)) == ([], False)
    await calm_town.until(at(30, 8, 0))
    assert "Der er kommet 1 ny henvendelse." in mornings(mette)[-1]


async def test_whoever_is_away_reads_it_when_she_is_back(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    await mette.taps("✍️ Write to her")
    await mette.types("Hvornår passer det?")
    await mette.taps("✅ Send")
    await mette.types("/fravaer")
    await mette.taps("🌴 Holiday or away")
    await mette.types("24/11-25/11")
    await mette.taps_label("Sara")
    await calm_town.until(at(24, 12))
    await amina.taps("✍️ Answer")
    await amina.types("On Friday.")
    assert sara.reads("💬 She has written")
    await calm_town.until(at(25, 23))
    assert mornings(mette) == []
    await calm_town.until(at(26, 8, 0))
    changed = f"{plain(mette.label('💬 She has written'))} · {await code_of(calm_town)}"
    assert changed in mornings(mette)[0]
    assert not any(changed in text for text in mornings(sara))


async def test_back_before_the_day_is_over_her_morning_comes_at_once(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await calm_town.until(at(24, 7, 50))
    await mette.types("/fravaer")
    await mette.taps("🤒 Sick today")
    await asks_for_a_call(await calm_town.resident("Amina", "en"))
    await calm_town.until(at(24, 10))
    assert (mornings(mette), mette.has_read(NEW)) == ([], False)
    await mette.taps("👋 I'm back")
    await calm_town.later(minutes=1)
    assert "Der er kommet 1 ny henvendelse." in mornings(mette)[0]


async def test_how_it_went_is_asked_by_day(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    await mette.taps("🤝 Come along")
    await mette.types("25/11 20.30")
    await mette.taps("the job centre")
    await mette.taps("We agree on that")
    await mette.taps("✅ Agree on it")
    await calm_town.until(at(25, 23))
    assert not mette.has_read("🕑 How did it go?")
    await calm_town.until(at(26, 8))
    assert mette.times_read("🕑 How did it go?") == 1


@pytest.mark.parametrize(
    ("friday", "monday"),
    [
        (datetime(2028, 3, 24, 22, tzinfo=ZONE), datetime(2028, 3, 27, 8, tzinfo=ZONE)),
        (datetime(2026, 10, 23, 22, tzinfo=ZONE), datetime(2026, 10, 26, 8, tzinfo=ZONE)),
    ],
)
async def test_after_either_change_of_the_clock_it_comes_at_eight(
    tmp_path: Path, friday: datetime, monday: datetime
) -> None:
    async with town_in(tmp_path, restless=False, at=friday) as town:
        mette = await town.staff("Mette")
        await asks_for_a_call(await town.resident("Amina", "en"))
        await town.until(monday - timedelta(minutes=1))
        assert mornings(mette) == []
        await town.until(monday)
        assert len(mornings(mette)) == 1


async def test_a_day_card_still_comes_at_once(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await asks_for_a_call(await calm_town.resident("Amina", "en"))
    assert mette.reads(NEW)
    await calm_town.until(MONDAY + timedelta(days=5))
    await books(await calm_town.resident("Basma", "en"))
    assert mette.has_read(BOOKED)


async def test_what_a_morning_that_never_arrived_would_have_said_stands_in_the_next(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await calm_town.until(at(23, 22))
    await asks_for_a_call(amina)
    mette.phone.block()
    await calm_town.until(at(24, 8, 5))
    assert mornings(mette) == []
    await calm_town.until(at(25, 8, 5))
    mette.phone.unblock()
    await mette.types("/start")
    (text,) = mornings(mette)
    assert "Der er kommet 1 ny henvendelse." in text
