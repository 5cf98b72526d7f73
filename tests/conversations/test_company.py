"""Coming along to a meeting, one more talk, and the telephone."""

from datetime import timedelta

from tests.conversations.ledger import sent, unsound
from tests.conversations.walks import asks, asks_for_a_call, books, finishes, wants_reminders
from tests.town import Citizen, Town


async def agrees(mette: Citizen, place: str | None = None) -> None:
    """The family worker comes along to a meeting on Wednesday at ten."""
    await mette.taps("🤝 Come along")
    await mette.types("25/11 10.00")
    await mette.taps("the job centre")
    if place is None:
        await mette.taps("We agree on that")
    else:
        await mette.types(place)
    await mette.taps("✅ Agree on it")


async def test_a_family_worker_comes_along_and_both_are_reminded(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await wants_reminders(amina)
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    await agrees(mette, "Jobcentret, indgang B")
    assert amina.reads("{name} comes with you to this meeting:", name="Mette")
    assert amina.tr.ptext("with whom", "the job centre") in amina.text
    assert "indgang B" in amina.text
    await amina.taps("👍 I'm coming")
    assert amina.reads("Thank you! We look forward to seeing you.")
    await town.later(days=1, hours=1)
    assert amina.reads("A reminder of your appointment:")
    assert amina.reads("We meet you there.")
    assert "indgang B" not in amina.text
    assert amina.tr.ptext("with whom", "the job centre") not in amina.text
    assert mette.reads("🤝 You come along to a meeting")
    await town.later(days=1, hours=2)
    await mette.taps("✅ Talk held")
    await mette.taps("She got guidance")
    assert await unsound(town) == {}


async def test_the_time_of_others_cannot_be_moved_but_cancelled(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "da")
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    await agrees(mette)
    await amina.types("/mine")
    await amina.taps_nth(0)
    assert amina.label("🗓 Another time") not in amina.sees
    await amina.taps("❌ Cancel my time")
    await amina.taps("❌ Yes, cancel it")
    assert mette.reads("❌ The resident cancelled")
    await town.later(days=1, hours=1)
    assert await sent(town, "staff-company") == {"cancelled": 1, "waiting": 1}
    assert not mette.has_read("🤝 You come along to a meeting")
    assert await unsound(town) == {}


async def test_a_meeting_does_not_lie_over_another_appointment(town: Town) -> None:
    mette, amina, basma = (
        await town.staff("Mette"),
        await town.resident("Amina", "en"),
        await town.resident("Basma", "en"),
    )
    await books(amina)
    await asks(basma, way="🚪 I come by")
    await finishes(basma)
    await mette.taps("🤝 Come along")
    await mette.types("25/11 13.15")
    assert mette.reads("Another appointment lies there. Choose another time, or move that one first.")
    await mette.types("i morgen måske")
    assert mette.reads("I did not understand that time. Write for example 3/12 14.30.")
    await mette.types("25/11 9.00")
    assert mette.reads("With whom is the meeting?")
    assert await unsound(town) == {}


async def test_one_more_talk_after_the_first(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    await mette.taps("✅ Talk held")
    await mette.taps("🔁 Follow-up talk")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.taps("✅ Send the offer")
    await amina.taps_nth(0)
    assert amina.has_read("Your time is booked. We look forward to seeing you.")
    await mette.taps("🕘 History")
    assert mette.tr.ptext("step", "one more talk") in mette.text
    assert await unsound(town) == {}


async def test_who_is_to_be_called_stands_on_a_list_with_one_tap_to_ring(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await mette.types("/opkald")
    assert mette.reads("Nobody waits for a call.")
    await asks_for_a_call(amina)
    await mette.types("/opkald")
    await mette.taps_nth(0)
    assert amina.phone.phone.lstrip("+") in mette.text.replace(" ", "")
    await mette.taps("📵 No answer")
    tried = "We tried to call you, and could not reach you. We try again. You can also choose a time here."
    assert amina.reads(tried)
    await mette.taps_nth(0)
    await mette.taps("📵 No answer")
    assert amina.times_read(tried) == 1
    await mette.taps_nth(0)
    await mette.taps("✅ Talk held")
    await mette.taps("She got guidance")
    await mette.types("/opkald")
    assert mette.reads("Nobody waits for a call.")
    assert await unsound(town) == {}


async def test_while_she_is_busy_cards_wait_and_calls_stand_on_the_list(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "en")
    await mette.types("/optaget")
    await mette.taps_nth(1)
    assert mette.reads("You are busy until {time}. Cards wait until then.", time="10.15")
    await asks_for_a_call(amina)
    assert not mette.has_read("🆕 New request")
    await mette.types("/opkald")
    assert "1 venter" in mette.text
    await mette.types("/optaget")
    await mette.taps("✅ I am free again")
    assert mette.has_read("🆕 New request")
    await mette.types("/optaget")
    await mette.taps_nth(1)
    await asks_for_a_call(await town.resident("Basma", "en"))
    await town.until(town.now + timedelta(minutes=46))
    assert mette.times_read("🆕 New request") == 2
