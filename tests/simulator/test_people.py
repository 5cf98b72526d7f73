"""People see what Telegram shows, and can do what a phone lets them do."""

import re

import pytest

from simulator import LocalTelegram, Person
from tests.simulator.asking import Bot, inline

ASK_PHONE = {"keyboard": [[{"text": "Giv nummer", "request_contact": True}], ["Nej tak"]], "one_time_keyboard": True}


async def test_she_sees_the_newest_message_and_its_buttons(bot: Bot, amina: Person) -> None:
    await bot("sendMessage", chat_id=amina.id, text="Hej", reply_markup=inline("Ja", "Nej"))
    assert (amina.text, amina.sees) == ("Hej", ["Ja", "Nej"])
    await bot("sendMessage", chat_id=amina.id, text="Farvel")
    assert (amina.text, amina.sees) == ("Farvel", [])
    amina.tap("Nej")
    (update,) = await bot.updates()
    assert update["callback_query"]["message"]["text"] == "Hej"


async def test_an_edit_changes_the_message_in_place(bot: Bot, amina: Person) -> None:
    sent = await bot("sendMessage", chat_id=amina.id, text="Hej", reply_markup=inline("Ja"))
    shown = amina.messages[-1]
    edited = await bot("editMessageText", chat_id=amina.id, message_id=sent["message_id"], text="Tak")
    assert (shown.text, shown.buttons, shown.edited, amina.sees) == ("Tak", [], True, [])
    assert "edit_date" in edited
    markup = {"chat_id": amina.id, "message_id": sent["message_id"], "reply_markup": inline("Mere")}
    await bot("editMessageReplyMarkup", **markup)
    assert (amina.text, amina.sees) == ("Tak", ["Mere"])


async def test_deleted_messages_are_gone(bot: Bot, amina: Person) -> None:
    hers = amina.send("Hej")
    sent = await bot("sendMessage", chat_id=amina.id, text="Hej")
    await bot("deleteMessages", chat_id=amina.id, message_ids=[hers.message_id, sent["message_id"], 999_999])
    assert [message.text for message in amina.messages] == ["/start"]


async def test_nobody_can_tap_what_is_not_there(bot: Bot, amina: Person) -> None:
    url = {"inline_keyboard": [[{"text": "Kort", "url": "https://viby.dk/"}]]}
    await bot("sendMessage", chat_id=amina.id, text="Hej", reply_markup=url)
    with pytest.raises(LookupError, match=re.escape("she sees ['Kort'] under 'Hej'")):
        amina.tap("Ja")
    with pytest.raises(LookupError, match=re.escape("url button (https://viby.dk/)")):
        amina.tap("Kort")


async def test_a_reply_keyboard_stands_until_it_is_used_or_taken_away(bot: Bot, amina: Person) -> None:
    await bot("sendMessage", chat_id=amina.id, text="Ring?", reply_markup={"keyboard": [["Ja"], ["Nej"]]})
    await bot("sendMessage", chat_id=amina.id, text="Hej", reply_markup=inline("Hjem"))
    assert amina.sees == ["Hjem", "Ja", "Nej"]
    amina.tap("Nej")
    assert [update["message"]["text"] for update in await bot.updates()] == ["Nej"]
    assert "Ja" in amina.sees
    await bot("sendMessage", chat_id=amina.id, text="Tak", reply_markup={"remove_keyboard": True})
    assert amina.sees == []


async def test_a_keyboard_for_one_time_goes_after_a_press(bot: Bot, amina: Person) -> None:
    asked = await bot("sendMessage", chat_id=amina.id, text="Nummer?", reply_markup=ASK_PHONE)
    assert amina.sees == ["Giv nummer", "Nej tak"]
    amina.tap("Giv nummer")
    assert amina.sees == []
    (update,) = await bot.updates()
    message = update["message"]
    assert message["contact"] == {"phone_number": amina.phone, "first_name": "Amina", "user_id": amina.id}
    assert message["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_keyboard_goes_with_its_message(bot: Bot, amina: Person) -> None:
    asked = await bot("sendMessage", chat_id=amina.id, text="Nummer?", reply_markup=ASK_PHONE)
    await bot("deleteMessage", chat_id=amina.id, message_id=asked["message_id"])
    assert amina.sees == []


async def test_anybody_can_send_anybodys_card(bot: Bot, amina: Person) -> None:
    amina.send_contact("+4512345678")
    amina.send_contact("+4512345678", 17, "Leyla")
    amina.share_contact()
    cards = [update["message"]["contact"] for update in await bot.updates()]
    assert [card.get("user_id") for card in cards] == [None, 17, amina.id]
    assert (amina.messages[-1].contact or cards[0]).phone == amina.phone


async def test_a_start_link_carries_its_payload(bot: Bot, amina: Person) -> None:
    amina.start("abc_-9")
    (update,) = await bot.updates()
    assert update["message"]["text"] == "/start abc_-9"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    with pytest.raises(ValueError, match="no link carries"):
        amina.start("a b")


async def test_blocking_is_told_and_start_unblocks(bot: Bot, amina: Person) -> None:
    amina.block()
    with pytest.raises(RuntimeError, match="has blocked the bot"):
        amina.send("Hej")
    amina.start()
    changes = [update["my_chat_member"] for update in (await bot.updates())[:2]]
    assert [change["new_chat_member"]["status"] for change in changes] == ["kicked", "member"]
    await bot("sendMessage", chat_id=amina.id, text="Hej")


async def test_media_of_every_kind_reach_the_bot(bot: Bot, amina: Person) -> None:
    amina.send_voice(7)
    amina.send_photo("brev fra https://aarhus.dk/")
    amina.send_sticker()
    amina.send_location(56.1, 10.1)
    amina.send_document("brev.pdf", b"%PDF")
    amina.send_album(3)
    messages = [update["message"] for update in await bot.updates()]
    assert messages[0]["voice"]["duration"] == 7
    assert messages[1]["caption_entities"][0]["type"] == "url"
    assert messages[3]["location"] == {"latitude": 56.1, "longitude": 10.1}
    assert messages[4]["document"]["mime_type"] == "application/pdf"
    assert len({message["media_group_id"] for message in messages[5:]}) == 1
    assert len(messages) == 8


async def test_she_edits_and_deletes_her_own_and_the_bot_hears_only_of_the_edit(bot: Bot, amina: Person) -> None:
    message = amina.send("Hej")
    await bot.news()
    amina.edit(message, "Hej igen")
    amina.delete(message)
    (update,) = await bot.updates()
    assert update["edited_message"]["text"] == "Hej igen"
    assert message.message_id not in amina.chat.messages


async def test_a_text_too_long_for_one_message_arrives_in_pieces(bot: Bot, amina: Person) -> None:
    amina.send("x" * 9000)
    assert [len(update["message"]["text"]) for update in await bot.updates()] == [4096, 4096, 808]


async def test_languages_and_names_are_left_out_where_there_are_none(bot: Bot, telegram: LocalTelegram) -> None:
    telegram.add_person("Q", None).start()
    telegram.add_person("Ana", "pt-br", last_name="Silva", username="ana").start()
    first, second = [update["message"] for update in await bot.updates()]
    assert first["from"].keys() == {"id", "is_bot", "first_name"}
    assert second["from"]["language_code"] == "pt-br"
    assert second["chat"].keys() == {"id", "first_name", "last_name", "username", "type"}


async def test_message_ids_are_one_rising_sequence(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    leyla = telegram.add_person("Leyla")
    numbers = [amina.send("a").message_id, leyla.send("b").message_id]
    numbers.append((await bot("sendMessage", chat_id=amina.id, text="c"))["message_id"])
    assert numbers == sorted(set(numbers))


async def test_venues_cards_and_places_can_be_shown(bot: Bot, amina: Person) -> None:
    await bot("sendVenue", chat_id=amina.id, latitude=56.1, longitude=10.2, title="Huset", address="Vej 1")
    venue = amina.messages[-1].venue
    assert venue is not None
    assert (venue.lat, venue.lon, venue.title, venue.address) == (56.1, 10.2, "Huset", "Vej 1")
    await bot("sendContact", chat_id=amina.id, phone_number="+4587654321", first_name="Anna")
    card = amina.messages[-1].contact
    assert card is not None
    assert (card.phone, card.first_name, card.user_id) == ("+4587654321", "Anna", None)


async def test_copies_are_the_bots_own_and_forwards_name_their_origin(
    bot: Bot, telegram: LocalTelegram, amina: Person
) -> None:
    message, leyla = amina.send("Hej"), telegram.add_person("Leyla")
    leyla.start()
    which = {"chat_id": leyla.id, "from_chat_id": amina.id, "message_id": message.message_id}
    copy = await bot("copyMessage", **which)
    assert leyla.chat.messages[copy["message_id"]].text == "Hej"
    forward = await bot("forwardMessage", **which)
    assert forward["forward_origin"]["sender_user"]["id"] == amina.id
    edit = {"chat_id": leyla.id, "message_id": forward["message_id"], "text": "x"}
    assert await bot.refused("editMessageText", **edit) == "Bad Request: message can't be edited"
