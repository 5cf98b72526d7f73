"""Files that are sent, sent again by their id, and fetched for an hour."""

from datetime import timedelta

import pytest

from simulator import Clock, LocalTelegram, Person
from simulator.images import SNAPSHOT, dimensions
from simulator.parameters import Upload
from simulator.refusals import Refusal
from tests.simulator.asking import Bot

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")


async def test_what_is_sent_can_be_opened(bot: Bot, amina: Person) -> None:
    calendar = {"document": Upload("møde.ics", b"BEGIN:VCALENDAR")}
    sent = await bot("sendDocument", calendar, chat_id=amina.id, caption="Til din kalender")
    document = amina.messages[-1].document
    assert document is not None
    assert (document.name, document.bytes, document.mime_type) == ("møde.ics", b"BEGIN:VCALENDAR", "text/calendar")
    assert (sent["document"]["file_name"], amina.text) == ("møde.ics", "Til din kalender")


async def test_a_voice_note_is_known_by_its_id_only_as_one(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    amina.send_voice(9)
    (update,) = await bot.news()
    voice = update["message"]["voice"]["file_id"]
    leyla = telegram.add_person("Leyla")
    leyla.start()
    sent = await bot("sendVoice", chat_id=leyla.id, voice=voice)
    assert sent["voice"]["duration"] == 9
    assert leyla.messages[-1].voice == amina.messages[-1].voice
    reason = "Bad Request: can't use file of type VoiceNote as Document"
    assert await bot.refused("sendDocument", chat_id=leyla.id, document=voice) == reason


async def test_a_link_is_good_for_an_hour(bot: Bot, telegram: LocalTelegram, clock: Clock, amina: Person) -> None:
    amina.send_document("brev.pdf", b"%PDF")
    (update,) = await bot.news()
    link = await bot("getFile", file_id=update["message"]["document"]["file_id"])
    assert telegram.files.fetch(link["file_path"]) == b"%PDF"
    clock.jump(timedelta(minutes=61))
    assert telegram.files.fetch(link["file_path"]) is None


async def test_a_file_never_asked_for_has_no_link(telegram: LocalTelegram, amina: Person) -> None:
    amina.send_document("brev.pdf", b"%PDF")
    assert telegram.files.fetch("documents/file_0.pdf") is None


async def test_large_files_cannot_be_fetched(bot: Bot, amina: Person) -> None:
    amina.send_document("film.mp4", bytes(20 * 1024 * 1024 + 1))
    (update,) = await bot.news()
    reason = "Bad Request: file is too big"
    assert await bot.refused("getFile", file_id=update["message"]["document"]["file_id"]) == reason


async def test_an_edited_caption_keeps_its_file(bot: Bot, amina: Person) -> None:
    sent = await bot("sendDocument", {"document": Upload("a.ics", b"x")}, chat_id=amina.id, caption="Før")
    which = {"chat_id": amina.id, "message_id": sent["message_id"]}
    edited = await bot("editMessageCaption", **which, caption="<b>Nu</b>", parse_mode="HTML")
    assert (amina.text, edited["document"]) == ("Nu", sent["document"])
    assert edited["caption_entities"] == [{"type": "bold", "offset": 0, "length": 2}]


async def test_files_by_url_are_said_not_to_be_built(bot: Bot, telegram: LocalTelegram, amina: Person) -> None:
    refused = await bot.refused("sendDocument", chat_id=amina.id, document="https://viby.dk/a.pdf")
    assert refused == "Not Found: Not Implemented here: files by URL: https://viby.dk/a.pdf"
    assert telegram.complaints


def test_pictures_know_their_size() -> None:
    assert dimensions(PNG) == (640, 480)
    assert dimensions(SNAPSHOT) == (1, 1)
    with pytest.raises(Refusal, match="PHOTO_INVALID_DIMENSIONS"):
        dimensions(PNG[:20] + (1).to_bytes(4, "big"))
