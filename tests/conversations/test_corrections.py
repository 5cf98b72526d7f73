"""She corrects what we call her and the number we ring, or has them taken away; whoever helps her is told."""

import pytest

from tests.conversations.ledger import readable, rows, unsound
from tests.conversations.walks import asks
from tests.town import Citizen, Town

FALSE, RIGHT = "Umm Yusf", "Umm Yusuf"
OTHER_NUMBER = "20 12 34 56"
CORRECTED = "It is corrected."


async def asks_for_a_call_as(someone: Citizen, name: str = FALSE) -> None:
    await asks(someone, way="📞 Call me")
    await someone.shares_number()
    await someone.taps("Any time")
    await someone.taps("✔️ Go on")
    await someone.types(name)
    await someone.taps("✅ Send")


async def corrects(someone: Citizen, *labels: str) -> None:
    await someone.types("/privacy")
    for label in ("What you know about me", "✏️ Change name or number", *labels):
        await someone.taps(label)


async def test_another_name_reaches_whoever_helps_without_standing_on_the_card(town: Town, language: str) -> None:
    mette, sara = await town.staff("Mette"), await town.staff("Sara")
    amina = await town.resident("Amina", language)
    await asks_for_a_call_as(amina)
    await mette.taps("✋ Take it")
    cards = len(sara.bot_messages())
    await corrects(amina, "✏️ Change the name")
    await amina.types(RIGHT)
    assert amina.reads(CORRECTED)
    assert amina.reads("We call you {name}.", name=RIGHT)
    assert mette.reads("✏️ Name or number corrected")
    assert RIGHT not in mette.text
    assert len(sara.bot_messages()) == cards
    await mette.taps("👤 Name, number, note")
    assert RIGHT in mette.text
    await mette.taps("↩️ Back")
    await mette.taps("🕘 History")
    assert mette.tr.ptext("step", "name or number corrected") in mette.text
    assert f"{FALSE}'" not in await readable(town)
    assert await unsound(town) == {}


async def test_no_name_is_a_name_too(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await asks_for_a_call_as(amina)
    await corrects(amina, "✏️ Change the name", "↩️ Back", "Remove the name")
    assert amina.reads("We know no name of you.")
    assert amina.label("Remove the name") not in amina.sees
    assert FALSE not in await readable(town)


async def test_another_number_typed_or_shared(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await asks_for_a_call_as(amina)
    own = amina.phone.phone
    await corrects(amina, "📱 Change the number")
    await amina.types("ikke et nummer")
    assert amina.reads("That does not look like a telephone number.")
    await amina.types(OTHER_NUMBER)
    assert amina.reads(CORRECTED)
    assert mette.reads("✏️ Name or number corrected")
    assert "20123456" not in mette.text
    await mette.taps("📞 Ring now")
    assert "20123456" in mette.text
    await town.later(minutes=1)
    await amina.taps("📱 Change the number")
    await amina.shares_number()
    await mette.taps("📞 Ring now")
    assert own in mette.text
    assert "20123456" not in await readable(town)


async def test_a_number_taken_away_is_gone(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await asks_for_a_call_as(amina)
    await corrects(amina, "Remove the number")
    assert amina.reads("We have no number of you.")
    assert amina.label("📱 Change the number") not in amina.sees
    assert amina.phone.phone not in await readable(town)
    await mette.taps("👤 Name, number, note")
    assert amina.phone.phone not in mette.text


async def test_of_another_person_no_number_is_taken(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call_as(amina)
    await corrects(amina, "📱 Change the number")
    for user_id in (amina.phone.id + 1, None):
        amina.phone.send_contact("4587654321", user_id)
        await calm_town.step()
        assert amina.reads("That does not look like a telephone number.")
    assert "4587654321" not in await readable(calm_town)
    await amina.types("↩️ Back")
    assert amina.phone.phone in amina.text


@pytest.mark.parametrize("label", ["✏️ Change the name", "📱 Change the number"])
async def test_a_cpr_number_is_neither(calm_town: Town, label: str) -> None:
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call_as(amina)
    await corrects(amina, label)
    await amina.types("010190-1234")
    assert "010190-1234" not in await readable(calm_town)
    assert not any("010190" in message.text for message in amina.phone.messages)


async def test_the_same_again_tells_nobody(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_for_a_call_as(amina)
    cards = len(mette.bot_messages())
    await corrects(amina, "✏️ Change the name")
    await amina.types(FALSE)
    await amina.types(amina.phone.phone)
    assert len(mette.bot_messages()) == cards


async def test_where_nothing_is_kept_there_is_nothing_to_correct(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await corrects(amina)
    assert amina.reads("We know no name of you.")
    assert amina.sees == ["↩️ Back", "🏠 Home"]
    for data in ("correct:name", "correct:number", "correct:name:none", "correct:number:none"):
        await amina.presses(data)
    assert await rows(calm_town, "SELECT form FROM drafts") == []
    assert await rows(calm_town, "SELECT name FROM persons") == [(None,)]


async def test_what_is_over_is_corrected_without_a_word_to_staff(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await asks_for_a_call_as(amina)
    await amina.types("/mine")
    await amina.taps_nth(0)
    await amina.taps("Take it back")
    await amina.taps("Yes, take it back")
    cards = len(mette.bot_messages())
    await corrects(amina, "Remove the number", "Remove the name")
    assert len(mette.bot_messages()) == cards
    for trace in (FALSE, amina.phone.phone):
        assert trace not in await readable(calm_town)


async def test_what_is_anothers_stays(calm_town: Town) -> None:
    amina, eve = await calm_town.resident("Amina", "en"), await calm_town.resident("Eve", "en")
    await asks_for_a_call_as(amina)
    for data in ("correct:name:none", "correct:number:none", "correct:number"):
        await eve.presses(data)
    assert FALSE in await readable(calm_town)
    assert amina.phone.phone in await readable(calm_town)


async def test_half_way_she_goes_elsewhere_and_comes_back(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call_as(amina)
    await corrects(amina, "✏️ Change the name")
    await amina.types("/start")
    await calm_town.later(days=3)
    await amina.taps("📝 Go on where I was")
    await amina.types(RIGHT)
    assert amina.reads("We call you {name}.", name=RIGHT)
    # A voice is the beginning of a request, here as everywhere.
    await amina.sends_voice()
    assert amina.label("👪 Family") in amina.sees
