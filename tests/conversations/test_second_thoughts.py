"""What people do twice, take back, or come back to."""

from datetime import timedelta

from sqlalchemy import func, select

from domain.people import Role
from storage import people
from storage.counselling import requests
from storage.invitations import make_invitation
from tests.conversations.walks import asks, asks_for_a_call, books, finishes
from tests.town import Citizen, Town


async def becomes(town: Town, someone: Citizen, role: Role) -> None:
    """Somebody of the team takes an invitation to another role."""
    async with town.running.database.transaction() as tx:
        token = await make_invitation(tx, role, None, town.now, town.now + timedelta(days=1))
    await someone.starts(token)


async def test_a_double_tap_on_another_time_is_no_loss(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    await books(amina)
    await amina.taps("🗓 Another time")
    await amina.taps_nth(1)
    await amina.taps_nth(0)
    question = amina.bot_messages()[-1]
    amina.phone.tap("✅ Yes, this time", message=question)
    amina.phone.tap("✅ Yes, this time", message=question)
    await calm_town.step()
    assert not amina.has_read("That time has just been taken. Here are the next ones.")
    await amina.types("/mine")
    assert len(amina.sees) == 4


async def test_who_changes_role_leaves_nothing_hanging(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    amina = await calm_town.resident("Amina", "ar")
    await asks_for_a_call(amina)
    await mette.taps("✍️ Write to her")
    await mette.types("Kom torsdag kl. 10")
    question = mette.bot_messages()[-1]
    await becomes(calm_town, mette, Role.LEADER)
    await mette.taps("✅ Send", message=question)
    assert not any("Kom torsdag" in message.text for message in amina.bot_messages())
    await sara.types("/koe")
    await sara.taps_nth(0)
    await sara.taps("✋ Take it")
    assert sara.reads("Taken by {name}", name="Sara")


async def test_an_offer_of_times_that_are_gone_takes_the_old_one_back(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina, bahar = await calm_town.resident("Amina", "en"), await calm_town.resident("Bahar", "da")
    await asks_for_a_call(amina)
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.taps("✅ Send the offer")
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(1)
    await mette.taps_nth(0)
    offer = mette.bot_messages()[-1]
    await books(bahar, day=1)
    await mette.taps("✅ Send the offer", message=offer)
    assert any(mette.tr.text("All of these times are taken.") == alert for alert in mette.phone.alerts)
    assert amina.reads("The times we suggested are gone now. No harm done: choose another one, or just come by.")


async def test_who_books_a_visit_in_place_of_a_call_is_met_at_the_door(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await amina.types("/mine")
    await amina.taps_nth(0)
    await amina.taps("🗓 Book a time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    await amina.taps("✅ Yes, no reminder")
    assert mette.reads("How: {way}", way=mette.tr.text("booked a time"))


async def test_a_call_agreed_for_this_very_morning_can_still_be_cancelled(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("📞 Confirm a call")
    await mette.taps_nth(0)
    await amina.taps("❌ Cancel my time")
    await amina.taps("❌ Yes, cancel it")
    assert mette.reads("❌ The resident cancelled")


async def test_a_talk_a_week_after_a_missed_one_is_a_talk_of_its_own(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    await books(amina)
    await calm_town.later(days=2, hours=5)
    await mette.taps("➖ Did not come")
    await calm_town.later(days=7)
    await mette.types("/koe")
    await mette.taps_nth(0)
    await mette.taps("✅ Talk held")
    await mette.taps("She got guidance")
    assert mette.reads("Did not come: {moment}", moment=mette.tr.moment(calm_town.now - timedelta(days=7, hours=1.5)))


async def test_put_back_times_are_offered_no_more_and_everybody_is_told(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.taps("✅ Send the offer")
    await mette.taps("↩️ Put back")
    assert amina.reads("The times we suggested are gone now. No harm done: choose another one, or just come by.")
    assert sara.reads("↩️ Back in the queue")


async def test_nobody_takes_it_and_everybody_is_reminded_of_the_promise(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await calm_town.later(days=1, hours=4)
    assert mette.has_read("❗ An answer is promised soon")


async def test_a_number_she_took_back_is_not_sent(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    await asks(amina, way="📞 Call me")
    await amina.types("20 12 34 56")
    await amina.taps("Any time")
    await amina.taps("✔️ Go on")
    await amina.taps("No name")
    await amina.taps("Change how we meet")
    await amina.taps("🚪 I come by")
    await amina.taps("✅ Send")
    await mette.taps("👤 Name, number, note")
    assert mette.reads("She wrote nothing more.")


async def test_who_only_comes_by_is_never_told_that_she_asks_too_much(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    for _ in range(4):
        await asks(amina, way="🚪 I come by")
        await finishes(amina)
        assert amina.reads("Thank you! Now we know that you come. We look forward to seeing you.")
    await calm_town.later(days=15)
    async with calm_town.running.database.transaction() as tx:
        left = await tx.execute(select(func.count()).select_from(requests).where(requests.c.state == "new"))
        assert left.scalar_one() == 0


async def test_deleting_the_chat_after_being_forgotten_leaves_no_trace(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🗑 Yes, forget me")
    amina.phone.block()
    await calm_town.step()
    async with calm_town.running.database.transaction() as tx:
        assert await people.persons_of(tx, [amina.phone.id]) == {}


async def test_the_first_thing_a_newcomer_sends_is_a_letter(calm_town: Town) -> None:
    amina = await calm_town.citizen("Amina", "ar")
    await amina.sends_photo()
    assert not any(message.photo for message in amina.phone.messages)
    assert "العربية" in amina.sees


async def test_what_was_cancelled_while_she_had_blocked_us_is_said_when_she_returns(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "ar")
    await books(amina)
    amina.phone.block()
    await calm_town.step()
    await mette.taps("❌ Cancel the time")
    await mette.taps("❌ Yes, cancel")
    assert not amina.has_read("Sorry, we had to cancel this time:")
    amina.phone.unblock()
    await calm_town.step()
    assert amina.has_read("Sorry, we had to cancel this time:")


async def test_who_joins_finds_the_queue_in_her_menu(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await calm_town.running.drain()
    assert {"koe", "idag"} <= {command["command"] for command in mette.phone.commands}
