"""Staff ask back: a ready question in her language, her tap on a card in Danish."""

import pytest

from domain.gatherings import GatheringState
from handlers.counselling.questions import READY
from storage import gatherings
from tests.conversations.gatherings import open_course
from tests.conversations.ledger import count, readable, rows, sent, unsound
from tests.conversations.walks import asks, finishes
from tests.town import Citizen, Town, plain, read_words

DEAD = "This button no longer works. Here is what is true now."


async def one_who_comes(town: Town, language: str) -> tuple[Citizen, Citizen]:
    """A family worker, and a resident whose request she may ask about."""
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    return mette, amina


async def asks_back(mette: Citizen, question: str) -> None:
    await mette.taps("❓ Ask")
    await mette.taps(question)


def pressed_for(amina: Citizen, label: str) -> str:
    """What the newest button with this label sends."""
    wanted = amina.label(label)
    buttons = [one for message in reversed(amina.bot_messages()) for row in message.buttons for one in row]
    return next(one.data for one in buttons if one.label == wanted and one.data)


async def test_her_answer_in_her_language_comes_back_in_danish_and_may_change(town: Town, language: str) -> None:
    mette, amina = await one_who_comes(town, language)
    await asks_back(mette, "Who is the letter from?")
    assert "intet svar endnu" in mette.text
    assert amina.reads("{name} asks you:", name="Mette")
    assert amina.reads("Who is the letter from?")
    await amina.taps("The municipality")
    assert amina.reads("Thank you! {name} reads your answer.", name="Mette")
    assert mette.reads("💬 She answered")
    assert "Hvem er brevet fra? Kommunen" in mette.text
    await amina.taps("✏️ Change my answer")
    await amina.types(amina.label("School or daycare"))
    assert mette.reads("💬 She changed her answer")
    assert "Hvem er brevet fra? Skole eller dagtilbud" in mette.text
    cards = len(mette.bot_messages())
    await amina.taps("✏️ Change my answer")
    await amina.taps("School or daycare")
    assert len(mette.bot_messages()) == cards
    await mette.taps("🕘 History")
    assert mette.tr.ptext("step", "asked back") in mette.text
    assert await unsound(town) == {}


async def test_what_is_over_is_neither_asked_nor_answered(town: Town) -> None:
    mette, amina = await one_who_comes(town, "ar")
    await asks_back(mette, "Is it solved now?")
    old = pressed_for(amina, "No, I still need help")
    await amina.taps("Yes")
    await amina.taps("Take it back")
    await amina.taps("Yes, take it back")
    assert mette.reads("↩️ The resident took it back")
    assert mette.label("❓ Ask") not in mette.sees
    cards = len(mette.bot_messages())
    await amina.presses(old)
    assert amina.reads(DEAD)
    assert len(mette.bot_messages()) == cards
    assert await unsound(town) == {}


async def test_anothers_question_is_as_if_it_were_not_there(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "en")
    eve = await calm_town.resident("Eve", "en")
    await asks_back(mette, "May we call you?")
    data = pressed_for(amina, "Yes")
    for press in (data, data.replace(":yes", ":perhaps"), data.split(":answer")[0], "question:00000000:answer:yes"):
        await eve.presses(press)
        assert eve.reads(DEAD)
    await amina.presses(data.replace(":yes", ":perhaps"))
    assert amina.reads("May we call you?")
    assert await sent(calm_town, "staff-card") == {"sent": 1}
    await amina.taps("Yes")
    assert amina.label("📱 Give my number") in amina.sees


async def test_of_two_staff_one_asks_and_nothing_is_asked_twice(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "da")
    sara = await calm_town.staff("Sara")
    await sara.types("/koe")
    await sara.taps_nth(0)
    await asks_back(mette, "May we call you?")
    await sara.taps("❓ Ask")
    assert sara.label("❓ Ask") not in sara.sees
    await asks_back(mette, "May we call you?")
    assert await count(calm_town, "questions") == 1
    assert amina.times_read("May we call you?") == 1


@pytest.mark.parametrize("kind", READY)
def test_every_ready_question_has_answers_that_fit(kind: str) -> None:
    answers = READY[kind].answers
    assert 2 <= len(answers) <= 5
    assert max(len(f"question:00000000:answer:{key}".encode()) for key in answers) <= 64
    assert len(f"case:00000000:ask:{kind}".encode()) <= 64
    for code in ("da", "en", "ar"):
        tr = read_words().translator(code)
        assert len({plain(words(tr)) for words in answers.values()}) == len(answers)


async def test_she_answers_in_words_and_staff_read_them_on_tap(town: Town) -> None:
    mette, amina = await one_who_comes(town, "ar")
    await mette.taps("❓ Ask")
    await mette.taps("✍️ In my own words")
    await mette.types("Er det det gule brev?")
    await mette.taps("✅ Send")
    assert "Er det det gule brev?" in amina.text
    await amina.taps("✍️ Answer")
    await amina.types("x" * 301)
    assert amina.reads("That was too long for us to keep. Please write a little less.")
    await amina.types("010190-1234")
    assert amina.reads("Write your answer now, at most 300 characters. Our family workers read it.")
    await amina.types("Nej, det <hvide>")
    assert amina.reads("Thank you! We read what you wrote.")
    assert mette.reads("💬 She has written")
    assert "hvide" not in mette.text
    assert "1 besked fra borgeren er ikke læst." in mette.text
    await mette.taps("👤 Name, number, note")
    assert mette.text.index("Er det det gule brev?") < mette.text.index("Nej, det <hvide>")
    await mette.taps("↩️ Back")
    assert "ikke læst" not in mette.text
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🗑 Yes, forget me")
    found = await readable(town)
    assert "hvide" not in found
    assert "gule" not in found
    assert await unsound(town) == {}


async def test_she_writes_back_to_staff_until_they_have_enough_to_read(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "en")
    await mette.taps("✍️ Write to her")
    assert mette.reads(
        "Write to her now. Short sentences; she reads {language}. No CPR numbers. She can answer here.",
        language="engelsk",
    )
    await mette.types("Kom torsdag.")
    await mette.taps("✅ Send")
    reply = pressed_for(amina, "✍️ Answer")
    for number in range(5):
        await amina.presses(reply)
        await amina.types(f"Svar nummer {number}")
    await amina.presses(reply)
    assert amina.reads("First we read what you have written. Then you can write more.")
    await mette.taps("👤 Name, number, note")
    assert mette.text.index("Kom torsdag.") < mette.text.index("Svar nummer 4")
    await amina.presses(reply)
    await amina.sends_voice()
    assert amina.reads("Nobody can listen to this here, and we do not keep it. Shall we call you?")
    await amina.sends_photo()
    assert amina.reads(
        "I removed your picture, because letters often show a CPR number. We would like to help you with it."
    )
    await amina.presses(reply)
    await mette.taps("↩️ Back")
    await mette.taps("🏁 Close")
    await mette.taps("No longer needed")
    await amina.presses(reply)
    assert amina.reads(DEAD)
    assert await count(calm_town, "replies") == 5


async def test_whoever_may_be_called_gives_her_number_for_this_request(town: Town) -> None:
    mette, amina = await one_who_comes(town, "ar")
    await asks_back(mette, "May we call you?")
    await amina.types("Hvem er du?")
    assert amina.reads("Please tap an answer below, so that it reaches us.")
    await amina.types(amina.label("Yes"))
    await amina.taps("📱 Give my number")
    await amina.types("ikke et nummer")
    assert amina.reads("That does not look like a telephone number.")
    await amina.shares_number()
    assert amina.reads("Thank you! Now we can call you.")
    assert mette.reads("📱 She gave her number")
    await mette.taps("📞 Ring now")
    assert amina.phone.phone.lstrip("+") in mette.text.replace(" ", "")
    assert await unsound(town) == {}


async def test_an_invitation_may_be_declined_and_comes_once(town: Town) -> None:
    mette, amina = await one_who_comes(town, "da")
    await mette.taps("🎟 Invite")
    chosen = mette.sees[1]
    old = pressed_for(mette, chosen)
    await mette.taps_label(chosen)
    assert amina.reads("{name} invites you to:", name="Mette")
    cards = len(mette.bot_messages())
    await amina.taps("No, thank you")
    assert amina.reads("That is quite all right. You are always welcome with us.")
    assert len(mette.bot_messages()) == cards
    await amina.taps("✏️ Change my answer")
    await amina.taps("Yes, tell me more")
    assert amina.reads("Thank you! {name} tells you more here.", name="Mette")
    assert mette.reads("💬 She changed her answer")
    assert "Ja, fortæl mig mere" in mette.text
    await mette.presses(old)
    assert await count(town, "questions") == 1
    await mette.taps("🎟 Invite")
    assert chosen not in mette.sees
    assert await unsound(town) == {}


async def test_an_invitation_leads_to_the_days_there_are(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "en")
    course = await open_course(calm_town)
    await mette.taps("🎟 Invite")
    await mette.taps_label(next(label for label in mette.sees if "Familiekursus" in label))
    await amina.taps("🗓 See the days")
    await amina.taps_nth(0)
    assert amina.label("✅ Sign up") in amina.sees
    # Where there are no days any more, the button is gone.
    async with calm_town.running.database.transaction() as tx:
        await gatherings.move_gathering(tx, course.id, GatheringState.CANCELLED, calm_town.now)
    ((code,),) = await rows(calm_town, "SELECT code FROM questions")
    await amina.presses(f"question:{code}")
    assert amina.label("🗓 See the days") not in amina.sees
