"""How a family is asked how it went, and how she answers, changes it, or says no."""

from tests.conversations.surveys import (
    A_LOT,
    ASKED,
    LITTLE,
    MOSTLY,
    REMINDED,
    answers,
    ballots_in,
    had_a_talk,
    is_asked,
    stand,
    willing,
)
from tests.town import Town

DEAD = "This button no longer works. Here is what is true now."


async def test_three_days_after_her_matter_is_closed_she_is_asked_and_answers(town: Town, language: str) -> None:
    await town.staff("Mette")
    amina = await willing(town, "Amina", language)
    await had_a_talk(town, amina)
    await town.later(days=2, hours=23)
    assert not amina.has_read(ASKED)
    await town.later(hours=1)
    assert amina.times_read(ASKED) == 1
    assert not amina.reads("Did you get help with what you came for?")
    await amina.taps("▶️ Answer")
    assert amina.reads("Did you get help with what you came for?")
    assert amina.reads("Question {n} of {all}", n=1, all=3)
    await amina.taps(A_LOT)
    assert amina.reads("Did you get what you need to solve it yourself?")
    await amina.taps(MOSTLY)
    assert await stand(town) == [("begun", "chat", False)]
    assert await ballots_in(town) == [({"help": "a-lot", "tools": "mostly"}, False, False, None)]
    await amina.taps(LITTLE)
    assert amina.reads("What should we do better? Write it here, without names. You can also skip this.")
    assert await stand(town) == [("answered", "chat", True)]
    await amina.types("Længere åbent om aftenen")
    assert amina.label("✏️ Change my answers") in amina.sees
    said = {"help": "a-lot", "tools": "mostly", "next-time": "little"}
    assert await ballots_in(town) == [(said, True, True, "Længere åbent om aftenen")]
    await town.later(days=10)
    assert not amina.has_read(ASKED)
    assert not amina.has_read(REMINDED)


async def test_what_she_changed_holds_until_the_round_closes(town: Town) -> None:
    await town.staff("Mette")
    amina = await willing(town, "Amina")
    await had_a_talk(town, amina)
    await is_asked(town)
    await answers(amina, A_LOT, A_LOT, A_LOT)
    thanks = amina.bot_messages()[-1]
    await amina.taps("✏️ Change my answers", message=thanks)
