"""Open family counselling: from the question to the held talk."""

from datetime import timedelta

from tests.conversations.walks import asks, asks_for_a_call, booking, books, finishes
from tests.town import Town


async def test_from_the_first_tap_to_the_held_talk(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", language)
    chosen = await books(amina)
    assert amina.has_read("Your time is booked. We look forward to seeing you.")
    documents = [message.document for message in amina.bot_messages() if message.document]
    assert [document.name for document in documents] == ["nabohuset.ics"]
    assert mette.reads("🗓 A time is booked")
    await mette.types("/idag")
    assert mette.reads("No appointments today.")
    await town.until(town.now + timedelta(days=2, hours=5))
    assert mette.reads("🕑 How did it go?")
    await mette.taps("✅ Talk held")
    await mette.taps("She got guidance")
    await mette.taps("📅 Today")
    assert mette.reads("Families with at least one talk this year: {families} of {goal}.", families=1, goal=50)
    await amina.types("/mine")
    assert amina.reads("You have no appointments with us. You can always just come by.")
    assert chosen


async def test_first_the_good_news_that_one_can_just_come(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await amina.taps("💬 Talk to someone")
    assert amina.reads("Just come by, no appointment needed. It is free, and there is coffee.")
    assert "Nabovej 1" in amina.text
    await amina.taps("📍 Show the map")
    assert any(message.venue for message in amina.bot_messages())


async def test_she_only_says_that_she_comes(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks(amina, "I'd rather say it there", way="🚪 I come by")
    await finishes(amina)
    assert amina.reads("Thank you! Now we know that you come. We look forward to seeing you.")
    assert mette.reads("🆕 New request")
    await mette.taps("✋ Take it")
    await mette.taps("✅ Talk held")
    await mette.taps("She got guidance")
    assert mette.reads("Closed")


async def test_she_is_called_at_a_time_the_family_worker_confirms(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks_for_a_call(amina)
    await mette.taps("👤 Name, number, note")
    assert amina.phone.phone.lstrip("+") in mette.text.replace(" ", "")
    await mette.taps("↩️ Back")
    await mette.taps("📞 Confirm a call")
    await mette.taps_nth(1)
    assert amina.reads("{name} calls you at this time:", name="Mette")


async def test_a_typed_number_is_read_and_nonsense_is_not(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks(amina, way="📞 Call me")
    await amina.types("ring mig")
    assert amina.reads("That does not look like a telephone number.")
    await amina.types("٢٠ ١٢ ٣٤ ٥٦")
    assert amina.reads("When shall we call you?")


async def test_a_note_and_every_need_reach_the_family_worker(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks(amina, way="🚪 I come by")
    for need in ("An interpreter", "Someone comes with me", "A quiet room", "Write or say more"):
        await amina.taps(need)
    await amina.taps("✔️ Go on")
    await amina.taps_nth(0)
    await amina.types("x" * 301)
    assert amina.reads("That was too long for us to keep. Please write a little less.")
    await amina.types("Jeg har et brev <b>fra & om</b> {name}")
    await amina.types("Umm Yusuf")
    assert "Umm Yusuf" in amina.text
    await amina.taps("✅ Send")
    await mette.taps("👤 Name, number, note")
    assert "Jeg har et brev <b>fra & om</b> {name}" in mette.text
    assert "Umm Yusuf" in mette.text


async def test_a_voice_note_reaches_the_family_worker(town: Town) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", "ar")
    await asks(amina, way="🚪 I come by")
    await amina.taps("Write or say more")
    await amina.taps("✔️ Go on")
    await amina.sends_voice()
    await amina.taps("My Telegram name")
    await amina.taps("✅ Send")
    await mette.taps("👤 Name, number, note")
    words, voice = mette.bot_messages()[-2:]
    assert "Amina" in words.text
    assert voice.voice


async def test_she_moves_her_time_and_then_cancels_it(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await books(amina)
    await amina.taps("🗓 Another time")
    await amina.taps_nth(1)
    await amina.taps_nth(0)
    await amina.taps("✅ Yes, this time")
    assert mette.reads("🔁 A time was moved")
    await amina.taps("❌ Cancel my time")
    await amina.taps("❌ Yes, cancel it")
    assert amina.reads("Your time is cancelled. Thank you for telling us. You are always welcome again.")
    assert mette.reads("❌ The resident cancelled")


async def test_the_family_worker_offers_times_and_she_chooses_one(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.taps_nth(1)
    await mette.types("30/11 14.30")
    await mette.taps("✅ Send the offer")
    assert len([label for label in amina.sees if ":" in label or "." in label]) >= 3
    await amina.taps_nth(0)
    assert amina.has_read("Your time is booked. We look forward to seeing you.")
    assert mette.reads("✅ She chose a time")


async def test_none_of_the_offered_times_fits(town: Town) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", "ar")
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.taps("✅ Send the offer")
    await amina.taps("None of these")
    assert amina.reads("Thank you for telling us. Here are other times, or we find one together.")
    assert mette.reads("🔁 None of the times fits")


async def test_an_offer_nobody_answers_runs_out(town: Town) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(2)
    await mette.taps_nth(0)
    await mette.taps("✅ Send the offer")
    offered = amina.bot_messages()[-1]
    await town.later(hours=49)
    assert amina.reads("The times we suggested are gone now. No harm done: choose another one, or just come by.")
    assert mette.reads("⏳ The offer ran out")
    await amina.taps_label(offered.buttons[0][0].label, message=offered)
    assert amina.reads("This button no longer works. Here is what is true now.")


async def test_the_family_worker_answers_in_her_own_words(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks_for_a_call(amina)
    await mette.taps("✍️ Write to her")
    await mette.types("Tag brevet med på torsdag & ring til <SKAT> sammen med mig.")
    await mette.taps("✅ Send")
    assert amina.reads("{name} writes to you:", name="Mette")
    assert "Tag brevet med på torsdag & ring til <SKAT> sammen med mig." in amina.text


async def test_not_coming_is_no_shame_and_a_new_time_is_easy(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await books(amina)
    await town.until(town.now + timedelta(days=2, hours=5))
    await mette.types("/idag")
    await mette.taps_nth(0)
    await mette.taps("➖ Did not come")
    assert amina.reads("We did not meet this time. That is all right! Would you like another time?")
    await amina.taps("🗓 Book a time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    await amina.taps("✅ Yes, this time")
    assert amina.has_read("Your time is booked. We look forward to seeing you.")


async def test_she_takes_her_request_back(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks_for_a_call(amina)
    await amina.taps("Take it back")
    await amina.taps("Yes, take it back")
    assert amina.reads("We have taken your request back. You are always welcome again.")
    assert mette.reads("↩️ The resident took it back")
    await mette.types("/koe")
    assert mette.reads("The queue is empty. Nobody is waiting.")


async def test_put_back_it_can_be_taken_by_somebody_else(town: Town) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    amina = await town.resident("Amina", "ar")
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    await sara.taps("✋ Take it")
    assert any("Mette" in alert for alert in sara.phone.alerts)
    assert sara.reads("Taken by {name}", name="Mette")
    await mette.taps("↩️ Put back")
    await sara.types("/koe")
    await sara.taps_nth(0)
    await sara.taps("✋ Take it")
    assert sara.reads("Taken by {name}", name="Sara")


async def test_the_house_cancels_and_offers_another_time(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await books(amina)
    await mette.taps("❌ Cancel the time")
    await mette.taps("❌ Yes, cancel")
    assert amina.reads("Sorry, we had to cancel this time:")
    await amina.taps("🗓 Another time")
    assert amina.reads("Which day is good for you?")


async def test_she_changes_her_mind_before_sending(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await town.resident("Amina", language)
    await asks(amina, way="🗓 Book a time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    await amina.taps("✔️ Go on")
    await amina.taps("No name")
    await amina.taps("✏️ Change something")
    await amina.taps("Change how we meet")
    await amina.taps("📞 Call me")
    await amina.shares_number()
    await amina.taps("Any time")
    assert amina.reads("Is this right?")
    await amina.taps("↩️ Back")
    await amina.types("/start")
    await amina.taps("📝 Go on where I was")
    assert amina.reads("What may we call you? You can write any name.")


async def test_after_three_days_her_draft_is_still_there(town: Town) -> None:
    await town.staff("Mette")
    amina = await town.resident("Amina", "ar")
    await asks(amina, way="🗓 Book a time")
    await amina.taps_nth(0)
    await amina.taps_nth(0)
    await town.later(days=3)
    await amina.taps("✔️ Go on")
    await amina.taps("No name")
    await amina.taps(booking(amina))
    assert amina.has_read("That time has just been taken. Here are the next ones.") or amina.has_read(
        "Your time is booked. We look forward to seeing you."
    )
