"""What is not fetched in time is gone, and what is pressed too late cannot be answered."""

from datetime import timedelta

from simulator import Clock, LocalTelegram, Person
from tests.simulator.asking import Bot, inline

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_press_lives_150_seconds_and_a_message_a_day(
    bot: Bot, telegram: LocalTelegram, clock: Clock, amina: Person
) -> None:
    amina.send("Hej")
    amina.press("x")
    clock.jump(timedelta(seconds=149))
    assert telegram.pending == 2
    clock.jump(timedelta(seconds=1))
    assert [set(update) for update in await bot.updates()] == [{"update_id", "message"}]
    clock.jump(timedelta(hours=24) - timedelta(seconds=150))
    assert await bot.updates() == []


async def test_an_edit_lives_as_long_as_its_message(telegram: LocalTelegram, clock: Clock, amina: Person) -> None:
    message = amina.send("Hej")
    telegram.queue.clear()
    clock.jump(timedelta(hours=23))
    amina.edit(message, "Hej igen")
    assert telegram.pending == 1
    clock.jump(timedelta(hours=1))
    assert telegram.pending == 0
    amina.edit(message, "Hej, hej")
    assert telegram.pending == 0


async def test_a_press_is_answered_once_within_150_seconds(bot: Bot, clock: Clock, amina: Person) -> None:
    await bot("sendMessage", chat_id=amina.id, text="Hej", reply_markup=inline("Ja"))
    amina.tap("Ja")
    assert amina.spinning == 1
    (update,) = await bot.updates()
    press = update["callback_query"]["id"]
    await bot("answerCallbackQuery", callback_query_id=press, text="Tak", show_alert=True)
    assert (amina.spinning, amina.alerts) == (0, ["Tak"])
    assert await bot("answerCallbackQuery", callback_query_id=press) is True
    long = await bot.refused("answerCallbackQuery", callback_query_id=press, text="x" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"
    clock.jump(timedelta(seconds=150))
    assert await bot.refused("answerCallbackQuery", callback_query_id=press) == TOO_OLD


async def test_a_press_nobody_answers_stops_spinning(bot: Bot, clock: Clock, amina: Person) -> None:
    amina.press("x")
    clock.jump(timedelta(seconds=150))
    assert amina.spinning == 0


async def test_a_pressed_message_that_is_gone_or_old_is_only_a_number(bot: Bot, clock: Clock, amina: Person) -> None:
    sent = await bot("sendMessage", chat_id=amina.id, text="Hej", reply_markup=inline("Ja"))
    clock.jump(timedelta(days=2))
    amina.tap("Ja")
    amina.press("Ja", 1)
    for update, number in zip(await bot.updates(), (sent["message_id"], 1), strict=True):
        pressed = update["callback_query"]["message"]
        assert (pressed["message_id"], pressed["date"], "text" in pressed) == (number, 0, False)


async def test_she_can_press_what_was_never_a_button(bot: Bot, amina: Person) -> None:
    await bot("sendMessage", chat_id=amina.id, text="Hej")
    amina.press("evil:1")
    (update,) = await bot.updates()
    assert update["callback_query"]["data"] == "evil:1"
    assert update["callback_query"]["message"]["text"] == "Hej"
    assert update["callback_query"]["id"].isdecimal()
    assert update["callback_query"]["chat_instance"].lstrip("-").isdecimal()
