"""Scenes: the people of the town do something by themselves, once, and say how far they are."""

import asyncio

import pytest

from simulator import LocalTelegram, Person
from simulator.hands import Hand, Unanswered
from simulator.scenes import Say, Stage
from tests.simulator.asking import Bot, inline
from tests.simulator.controlling import control_of


async def test_a_scene_is_played_once_and_says_how_far_it_is(telegram: LocalTelegram) -> None:
    go_on = asyncio.Event()

    async def morning(say: Say) -> None:
        say("The sun rises.")
        await go_on.wait()
        telegram.add_person("Fatima", "ar")
        say("Fatima is up.")

    control = control_of(telegram, scenes={"A morning": morning})
    state = await control.state()
    assert state["stage"] == {"scenes": [{"name": "A morning", "played": False}], "playing": False, "said": ""}
    assert (await control.post("scene", name="A morning")).status_code == 202
    assert (await control.refused("scene", name="A morning"))[0] == 409
    assert (await control.state())["stage"]["playing"]
    go_on.set()
    await telegram.until(lambda: "Fatima" in [one.first_name for one in telegram.people.values()])
    await asyncio.sleep(0)  # The scene has said it, and ends with its next step.
    stage = (await control.state())["stage"]
    assert stage == {"scenes": [{"name": "A morning", "played": True}], "playing": False, "said": "Fatima is up."}
    assert await control.refused("scene", name="A morning") == (409, "this scene was played already")


async def test_a_scene_that_nobody_knows_is_refused_with_what_there_is(telegram: LocalTelegram) -> None:
    control = control_of(telegram)
    assert await control.refused("scene", name="Night") == (400, "no such scene: Night; there are: none")


async def test_a_scene_stops_where_the_bot_does_not_answer(telegram: LocalTelegram, amina: Person) -> None:
    async def asks(say: Say) -> None:
        say("Amina asks.")
        await Hand(amina, patience=0).sends("Hello?")

    stage = Stage({"Asking": asks}, telegram.touch)
    stage.play("Asking")
    await telegram.until(lambda: not stage.playing)
    assert stage.said == "The scene stopped here. Amina: no answer"


async def test_a_hand_waits_for_its_button_and_for_what_comes_of_it(amina: Person, bot: Bot) -> None:
    hand = Hand(amina)

    async def answers() -> None:
        await bot("sendMessage", chat_id=amina.id, text="Tea?", reply_markup=inline("Yes"))
        await amina.telegram.until(lambda: amina.spinning == 1)
        (update,) = await bot.news()
        await bot("answerCallbackQuery", callback_query_id=update["callback_query"]["id"])
        await bot("sendMessage", chat_id=amina.id, text="Here you are.")

    waiting = asyncio.create_task(answers())
    await hand.taps_label("Yes")
    await waiting
    assert amina.text == "Here you are."
    assert hand.taps_made == 1


async def test_a_hand_says_which_button_is_not_there(amina: Person) -> None:
    with pytest.raises(Unanswered, match="Amina: no button 'Coffee'"):
        await Hand(amina, patience=0).taps_label("Coffee")
