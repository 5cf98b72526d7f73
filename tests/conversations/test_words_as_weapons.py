"""Words that break other programs are only words here: staff read them as they were written, and no log holds them."""

import logging
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.logs import start_logging
from handlers.counselling import screens
from locales import clean
from simulator import Message, formatting
from tests.conversations.ledger import rows, unsound
from tests.conversations.walks import asks
from tests.town import Citizen, Town, plain, town_in

NASTY = [
    "👨\u200d👩\u200d👧\u200d👦", "\u202egnp.exe", "a\u200cb", "<b>fed</b>", "</b>&lt;", "&amp;", "{name}", "%s%n",
    "{0}{}", "_*[`", "=1+1", "'; DROP TABLE persons; --", "\u2066\u2066", "\u2069\u2069", "Z\u0321\u0308a\u0334",
    "ܫܠܡܐ", "𝕬𝖒𝖎𝖓𝖆", "\ufeff", "\ue000", "\n\n\n", "a\tb", "\x00", "\u061c",
]  # fmt: skip
SOME = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
AT_ONCE = 8


def arrives(text: str) -> str:
    """What Telegram makes of a typed text."""
    return formatting.finish(formatting.clean(text), [])[0]


def shown(text: str, most: int) -> str:
    """What staff must read of it: all but the marks that could turn or hide what stands around it."""
    return plain(arrives(clean(arrives(text), most)))


def worth_sending(text: str) -> bool:
    return bool(shown(text, 40)) and not arrives(text).startswith("/")


CORPUS = st.lists(st.sampled_from(NASTY) | SOME, min_size=1, max_size=3).map(" ".join).filter(worth_sending)


async def all_tap(town: Town, crowd: list[Citizen], *labels: str) -> None:
    """Everybody presses these, one after the other, all at once."""
    for label in labels:
        for someone in crowd:
            someone.phone.tap(someone.label(label))
        await town.step()


async def all_ask(town: Town, crowd: list[Citizen]) -> None:
    """From the hall to the question for a note, all at once."""
    ways = ("💬 Talk to someone", "💬 Ask for a talk", "👪 Family", "🚪 I come by", "Write or say more", "✔️ Go on")
    await all_tap(town, crowd, *ways)


async def all_write(town: Town, crowd: list[Citizen], texts: list[str]) -> None:
    for someone, text in zip(crowd, texts, strict=True):
        someone.phone.send(text)
    await town.step()


async def details(mette: Citizen) -> list[Message]:
    """Every card, opened."""
    cards = [message for message in mette.bot_messages() if mette.label("👤 Name, number, note") in message.labels]
    for card in cards:
        mette.phone.tap(mette.label("👤 Name, number, note"), message=card)
    await mette.town.step()
    return cards


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(CORPUS, min_size=AT_ONCE, max_size=AT_ONCE))
async def test_whatever_they_write_the_family_worker_reads_it_as_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    async with town_in(tmp_path_factory.mktemp("town"), restless=False) as town:
        mette = await town.staff("Mette")
        crowd = [await town.resident(f"Amina {number}", "en") for number in range(AT_ONCE)]
        await all_ask(town, crowd)
        await all_write(town, crowd, texts)
        await all_write(town, crowd, texts)
        await all_tap(town, crowd, "✅ Send")
        read = [plain(card.text) for card in await details(mette)]
        assert len(read) == AT_ONCE
        for text in texts:
            assert any(shown(text, 300) in card and shown(text, 40).replace("\n", " ") in card for card in read)
        assert await unsound(town) == {}


async def test_every_nasty_word_in_a_telegram_name_is_shown_as_it_is(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    names = [text for text in NASTY if worth_sending(text)]
    crowd = [await calm_town.resident(name, "en") for name in names]
    await all_ask(calm_town, crowd)
    await all_tap(calm_town, crowd, "Skip this", "My Telegram name", "✅ Send")
    read = [plain(card.text) for card in await details(mette)]
    for name in names:
        assert any(plain(arrives(clean(name, 40))).replace("\n", " ") in card for card in read), name
    assert await unsound(calm_town) == {}


async def test_a_letter_of_4096_characters_is_kindly_refused_and_a_name_cut(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "ar")
    await all_ask(calm_town, [amina])
    await amina.types("x" * 4096)
    assert amina.reads("That was too long for us to keep. Please write a little less.")
    await amina.taps("Skip this")
    await amina.types("y" * 4096)
    await amina.taps("✅ Send")
    (card,) = await details(mette)
    assert "y" * 40 in card.text
    assert "y" * 41 not in card.text


async def test_half_a_letter_and_nothing_at_all_are_only_words(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await all_ask(calm_town, [amina])
    # No client sends these; whoever speaks for Telegram could.
    for text in ("\ud83d", "a\udc00\x00b", "\x00"):
        sent = amina.phone.send("a letter").as_json()
        last = list(calm_town.telegram.queue.issued)[-1]
        calm_town.telegram.queue.issued[last].update["message"] = {**sent, "text": text}
        await calm_town.step()
    await amina.taps("✅ Send")
    (card,) = await details(mette)
    assert "ab" in card.text
    assert await unsound(calm_town) == {}


@pytest.fixture
def log(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """What the house writes into its log, as it does when it runs."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield lambda: capsys.readouterr().err
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


async def fails_everywhere(town: Town, amina: Citizen, mette: Citizen, note: str) -> None:
    """Every kind of answer Telegram can give, for what is said to her and to staff."""
    for kind in ("500", "502-html", "429", "cut-before", "cut-after", "truncated", "200-not-ok", "403-blocked"):
        for someone in (amina, mette):
            town.telegram.faults.order(kind, chat_id=someone.phone.id, times=3)
        amina.phone.send(note)
        mette.phone.send(note)
        await town.step()
        town.telegram.faults.clear()
        await town.later(minutes=20)


async def test_no_log_holds_what_anybody_wrote_whatever_breaks(
    calm_town: Town, log: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    start_logging(calm_town.telegram.token)
    note, name, phone = "Kanarie i noten", "Umm Kanarie", "20405060"
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Fornavn", "en")
    await asks(amina, way="📞 Call me")
    await amina.types(phone)
    for label in ("Any time", "Write or say more", "✔️ Go on"):
        await amina.taps(label)
    await amina.types(note)
    await amina.types(name)

    def breaks(*given: Any) -> None:
        raise ValueError(f"{note} {name} {phone} {given}")

    with monkeypatch.context() as broken:
        broken.setattr(screens, "sent", breaks)
        await amina.taps("✅ Send")
    assert "(Code: " in amina.text
    await amina.taps("✅ Send")
    await mette.taps("✍️ Write to her")
    await mette.types(note)
    calm_town.telegram.inject({"message": {"from": {"id": amina.phone.id}, "text": note}}, checked=False)
    await mette.taps("✅ Send")
    await fails_everywhere(calm_town, amina, mette, note)
    written = log()
    assert {"batch_failed", "letter_parked", "answer_failed"} <= set(written.replace("event=", "").split())
    token = calm_town.telegram.token
    for secret in (note, name, phone, "Kanarie", "Fornavn", token, token.split(":")[1], quote(token)):
        assert secret not in written
    assert len(await rows(calm_town, "SELECT id FROM inbox WHERE parked IS NOT NULL")) == 2
