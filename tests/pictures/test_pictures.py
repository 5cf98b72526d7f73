"""The pictures for whoever works on the words: every screen is seen, named alike in every language, and drawn."""

import struct
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.control_chat import message_as_json, person_as_json
from tests.conversations.test_plain_screens import Shown, holds_everywhere, lives_through_everything
from tests.pictures.__main__ import main
from tests.pictures.drawing import CHROMIUM, browser_page, draw
from tests.pictures.seen import each_once, every_language, name_of, walk
from tests.pictures.sentences import Reading
from tests.town import Citizen, Town, town_in

HOME = (("💬 Talk to someone", "talk"), ("📅 What's on", "on"))


async def lives_plainly(town: Town, language: str) -> list[Citizen]:
    """The whole walk, held to all that a resident's screens are held to."""
    residents = await lives_through_everything(town, language)
    holds_everywhere(town, residents, language)
    return residents


def reader(town: Town, language: str) -> Citizen:
    return Citizen(town, town.telegram.add_person("Amina", language), every_language().translator(language))


async def test_the_walk_sees_every_screen_of_a_resident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Such a walk takes long: this one is the Arabic one of the plain screens too.
    monkeypatch.setattr("tests.pictures.seen.lives_through_everything", lives_plainly)
    seen = await walk("ar", tmp_path)
    assert seen.stopped == ""
    names = [one.name for one in seen.seen]
    assert len(names) == len(set(names)) > 150
    assert all(len(one.phone["messages"]) == 1 for one in seen.seen)
    data = {data.partition(":")[0] for one in seen.seen for _, data in one.shown.buttons}
    # Each of her activities is there, and nothing of staff's.
    assert {"home", "lang", "talk", "request", "on", "mine", "mygroup", "vote", "food", "survey", "forget"} <= data
    assert not data & {"queue", "case", "print", "slips"}
    # Hardly a screen is without a sentence that somebody can translate.
    assert sum(not one.sentences for one in seen.seen) < len(seen.seen) / 20


@pytest.mark.parametrize("language", [one.code for one in every_language().offered])
async def test_a_screen_has_one_name_in_every_language_and_its_sentences_are_found(
    tmp_path: Path, language: str
) -> None:
    words = every_language()
    tr = words.translator(language)
    labels = tuple((tr.ptext("button", label), data) for label, data in HOME)
    shown = Shown(tr.html("This is {house}. What would you like?", house="Nabohuset"), (labels,))
    sentences = Reading(tr, words).standing_on(shown)
    assert next(one.english for one in sentences) == "This is {house}. What would you like?"
    assert {label for label, _ in HOME} <= {one.english for one in sentences}
    assert name_of(shown, sentences).startswith("this-is-house-what-would-you-like-")


async def test_the_same_screen_is_taken_once_and_other_words_again(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=False) as town:
        amina = reader(town, "en")
        home = Shown("This is Nabohuset. What would you like?", (HOME,))
        other = Shown("This is Nabohuset. What would you like?\nThe days are not set yet.", (HOME,))
        names = [one.name for one in each_once([({}, home), ({}, home), ({}, other)], amina, every_language())]
        assert names == [names[0], f"{names[0]}-2"]


def test_a_language_that_nobody_writes_is_refused_by_name() -> None:
    result = CliRunner().invoke(main, ["xx"])
    assert result.exit_code == 1
    assert "'xx' is none of da, en, ar" in result.output


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here")
async def test_an_arabic_screen_is_drawn_by_the_page_itself(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=False) as town:
        amina = await town.resident("Amina", "ar")
        phone, file = phone_of(amina), tmp_path / "home.png"
        around = {"now": town.now.isoformat(), "zone": "Europe/Copenhagen", "bot": {"username": "nabo_bot"}}
        async with browser_page() as page:
            await draw(page, [(phone, file), ({**phone, "messages": []}, tmp_path / "empty.png")], around)
            words = page.locator("#phone-0 .words")
            assert await words.get_attribute("dir") == "rtl"
            assert amina.label("📅 What's on") in await page.locator("#phone-0 .keys").inner_text()
    width, height = struct.unpack(">II", file.read_bytes()[16:24])
    assert (width, height > 200) == (390, True)
    assert file.stat().st_size > 3 * (tmp_path / "empty.png").stat().st_size


def phone_of(someone: Citizen) -> dict[str, object]:
    """Her phone with the newest message alone."""
    message = someone.bot_messages()[-1]
    return {**person_as_json(someone.phone), "messages": [message_as_json(message, someone.phone)]}
