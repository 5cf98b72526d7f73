"""What people are told of other hours: once, in time, at night only what cannot wait, and nothing that is not so."""

from datetime import date, datetime

from tests.conversations.ledger import rows, sent, unsound
from tests.conversations.test_opening_longer import SORRY, THURSDAY, TUESDAY, WEDNESDAY, hours_of, says, writes
from tests.conversations.walks import asks, asks_for_a_call, books, finishes
from tests.town import ZONE, Citizen, Town, plain

CHANGED = "Our opening hours are changed:"
NO_CALL = "We cannot call you at this time:"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


async def comes_by(someone: Citizen) -> None:
    await asks(someone, way="🚪 I come by")
    await finishes(someone)


async def test_one_of_the_free_times_is_taken_from_the_message_days_later_too(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await books(amina)  # Wednesday
    await says(mette, "onsdag lukket")
    assert amina.reads(SORRY)
    message = amina.phone.messages[-1]
    offered = [plain(label) for label in amina.sees][:3]
    assert not any(plain(amina.tr.day(WEDNESDAY)) in label for label in offered)
    assert len({label.rsplit(" ", 1)[0] for label in offered}) == 3
    # She is in no hurry: the first of them has gone by, the last has not.
    await town.until(at(27, 9))
    await amina.taps_label(message.buttons[0][0].label, message=message)
    assert amina.reads("That time has just been taken. Here are the next ones.")
    await amina.types("/mine")
    await amina.taps_label(message.buttons[2][0].label, message=message)
    await amina.taps("✅ Yes, this time")
    assert amina.has_read("Your time is booked. We look forward to seeing you.")
    assert await unsound(town) == {}


async def test_a_week_of_illness_is_one_confirmation_and_one_word_for_each_time(town: Town) -> None:
    mette, amina, basma = (
        await town.staff("Mette"),
        await town.resident("Amina", "da"),
        await town.resident("Basma", "ar"),
    )
    await books(amina)  # Wednesday
    await books(amina, day=2)  # Friday
    await books(basma, day=1)  # Thursday
    await comes_by(basma)
    await mette.types("/aabningstid")
    await mette.taps("📅 Closed for several days")
    await mette.taps_nth(1)  # Tuesday
    await mette.taps_nth(3)  # Friday
    assert "2 har en tid, der ikke passer mere" in mette.text
    await mette.taps("✅ Yes, say it")
    assert (amina.times_read(SORRY), basma.times_read(SORRY)) == (2, 1)
    assert basma.times_read(CHANGED) == 1
    await amina.types("/hours")
    first, last = amina.tr.day(TUESDAY), amina.tr.day(date(2026, 11, 27))
    assert amina.reads("{first} to {last}: closed", first=first, last=last)
    # The same once more by words: nobody is told again.
    await writes(mette, "lukket 24/11-27/11")
    assert mette.reads("That is how it is already.")
    await writes(mette, "24/11-27/11 som normalt")
    assert (amina.times_read(SORRY), basma.times_read(SORRY)) == (2, 1)
    assert await unsound(town) == {}


async def test_colleagues_see_what_is_coming_and_who_said_it(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    await says(mette, "lukket 30/11-4/12")
    await says(sara, "tirsdag også 17-18")
    await sara.types("/aabningstid")
    day = mette.tr.day
    assert f"{day(date(2026, 11, 30))} til {day(date(2026, 12, 4))}: lukket (Mette)" in sara.text
    assert f"{day(TUESDAY)}: 14.00–18.00 (Sara)" in sara.text


async def test_at_night_only_what_cannot_wait_is_said(town: Town) -> None:
    mette, amina, basma = (
        await town.staff("Mette"),
        await town.resident("Amina", "en"),
        await town.resident("Basma", "en"),
    )
    await books(amina)  # Wednesday, 13.00
    await books(basma, day=2)  # Friday, 9.00
    await town.until(at(26, 22))
    await writes(mette, "fredag lukket")
    assert mette.reads("It is night now: whoever has time enough is told in the morning.")
    await mette.taps("✅ Yes, say it")
    assert basma.times_read(SORRY) == 1
    assert await unsound(town) == {}


async def test_who_has_a_time_days_away_is_told_in_the_morning_wherever_the_house_was_meanwhile(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await books(amina)  # Wednesday
    await town.until(at(23, 22))
    await says(mette, "onsdag lukket")
    await town.kill()
    await town.open()
    assert not amina.has_read(SORRY)
    await town.until(at(24, 7, 59))
    assert not amina.has_read(SORRY)
    await town.kill()
    await town.until(at(24, 8, 30))
    await town.open()
    await town.settle()
    assert amina.times_read(SORRY) == 1


async def test_what_nobody_was_told_of_stands_again_when_it_is_taken_back(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    amina, basma = await town.resident("Amina", "en"), await town.resident("Basma", "en")
    await books(amina)  # Wednesday, 13.00
    await books(basma, time=1)  # 14.30
    await town.until(at(23, 22))
    await says(mette, "onsdag lukket")
    # She thinks better of it: only what lies before two goes.
    await says(mette, "onsdag åbner 14")
    await mette.types("/aabningstid")
    await town.until(at(24, 9))
    assert (amina.times_read(SORRY), basma.times_read(SORRY)) == (1, 0)
    await basma.types("/mine")
    assert any("14:30" in label for label in basma.sees)
    await town.until(at(24, 22))
    await says(mette, "onsdag lukket")
    await writes(mette, "onsdag som normalt")
    await town.until(at(25, 12, 31))
    assert basma.times_read(SORRY) == 0
    assert basma.has_read("A reminder of your appointment:")
    # Amina was told, and her time does not come back by itself.
    assert not amina.has_read("A reminder of your appointment:")
    assert sara.times_read("🕑 Cancelled: other opening hours") == 1
    assert await unsound(town) == {}


async def test_closed_opened_and_closed_again_in_one_night_is_one_word(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await books(amina)  # Wednesday
    await town.until(at(23, 22))
    await says(mette, "onsdag lukket")
    await writes(mette, "onsdag som normalt")
    await says(mette, "onsdag lukket")
    await town.until(at(24, 9))
    assert amina.times_read(SORRY) == 1
    assert await sent(town, "cancelled-by-us") == {"cancelled": 1, "sent": 1}
    assert await unsound(town) == {}


async def test_who_comes_by_reads_one_thing_only_and_is_told_when_it_is_so_no_longer(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await comes_by(amina)
    await town.until(at(23, 21, 30))
    await says(mette, "i morgen lukket")
    await says(mette, "i morgen åbner 15")
    await town.until(at(24, 8))
    assert amina.times_read(CHANGED) == 1
    assert not amina.has_read("{day}: closed", day=amina.tr.day(TUESDAY))
    await writes(mette, "i dag som normalt")
    assert amina.times_read(CHANGED) == 2
    assert amina.reads("{day}: {hours}", day=amina.tr.day(TUESDAY), hours=hours_of(amina, (14, 17)))
    assert await unsound(town) == {}


async def test_what_is_taken_back_before_morning_is_never_told(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await comes_by(amina)
    await town.until(at(23, 21, 30))
    await says(mette, "i morgen lukket")
    await writes(mette, "i morgen som normalt")
    await town.until(at(24, 9))
    assert not amina.has_read(CHANGED)
    assert await sent(town, "hours-changed") == {"cancelled": 1}


async def test_who_waits_for_a_call_that_day_is_told(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await asks(amina, way="📞 Call me")
    await amina.shares_number()
    await amina.taps_nth(2)  # Tuesday morning
    await finishes(amina)
    await writes(mette, "i morgen lukket")
    assert "1 ville komme forbi eller ringes op" in mette.text
    await mette.taps("✅ Yes, say it")
    assert amina.reads(NO_CALL)
    assert amina.label("🗓 Book a time") in amina.sees
    assert await unsound(town) == {}


async def test_an_agreed_call_is_cancelled_and_promised_anew(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("📞 Confirm a call")
    await mette.taps_nth(2)
    await says(mette, "i morgen lukket")
    assert amina.reads(SORRY)
    assert amina.reads("We call you as soon as we can. You can also book a time.")
    await mette.types("/opkald")
    assert mette.reads("{n} person waits for a call.", n=1) or "1" in mette.text
    assert await unsound(town) == {}


async def test_a_meeting_elsewhere_is_not_ours_to_close(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await comes_by(amina)
    await mette.taps("🤝 Come along")
    await mette.types("onsdag kl. 9")
    await mette.taps_nth(0)
    await mette.taps("We agree on that")
    await mette.taps("✅ Agree on it")
    await says(mette, "onsdag lukket")
    assert not amina.has_read(SORRY)
    assert await rows(town, "SELECT state FROM appointments WHERE kind = 'company'") == [("confirmed",)]


async def test_who_decides_in_the_very_moment_does_not_get_a_time_on_a_closed_day(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks(amina, way="🗓 Book a time")
    await amina.taps_nth(0)
    await writes(mette, "onsdag lukket")
    # Both press at once: what she asks for is handled in the same transaction as what closes the day.
    mette.phone.tap(mette.label("✅ Yes, say it"))
    amina.phone.tap(amina.sees[0])
    await calm_town.step()
    assert amina.reads("That time has just been taken. Here are the next ones.")
    assert plain(amina.tr.day(WEDNESDAY)) not in [plain(label) for label in amina.sees]
    assert await rows(calm_town, "SELECT id FROM appointments WHERE state = 'reserved'") == []


async def test_a_closed_today_stands_at_home(calm_town: Town, language: str) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", language)
    await says(mette, "i dag lukket")
    await amina.types("/start")
    assert amina.reads("Today we are closed.")
    await calm_town.until(at(24, 9))
    await amina.types("/start")
    assert not amina.reads("Today we are closed.")
    await says(mette, "torsdag åbner 13")
    await amina.types("/hours")
    assert amina.reads("{day}: only with an appointment", day=amina.tr.day(THURSDAY))
