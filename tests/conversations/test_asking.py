"""Staff ask back: a ready question in her language, her tap on a card in Danish."""

import pytest

from handlers.counselling.questions import READY
from tests.conversations.ledger import count, sent, unsound
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
    assert amina.label("📞 Call me") in amina.sees


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
