"""A partner hands a family a slip: the chat opens, leads where it should, and the partner hears nothing."""

import pytest

from domain.people import Role
from locales import LANGUAGES
from tests.conversations.gatherings import open_evening
from tests.conversations.ledger import count, readable, unsound
from tests.town import Town


async def test_a_slip_leads_her_in_and_nobody_is_told(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    before = len(mette.bot_messages())
    amina = await town.citizen("Amina", language)
    await amina.starts("dagtilbud")
    await amina.taps_label(LANGUAGES[language].own_name)
    assert amina.label("💬 Ask for a talk") in amina.sees
    await amina.types("/privacy")
    await amina.taps("What you know about me")
    names = {"da": "dagtilbuddet", "en": "the daycare", "ar": "الحضانة أو الروضة"}
    assert amina.reads("You came with a slip from {partner}.", partner=names[language])
    assert (await count(town, "outbox"), len(mette.bot_messages())) == (0, before)
    assert await unsound(town) == {}


async def test_somebody_we_know_is_led_there_at_once_and_it_is_forgotten_with_her(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await amina.starts("bibliotek")
    assert amina.reads("Come by, no appointment needed. It is free.")
    assert "bibliotek" in await readable(calm_town)
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🗑 Yes, forget me")
    assert "bibliotek" not in await readable(calm_town)


@pytest.mark.parametrize("role", [Role.HEALTH_NURSE, Role.FAMILY_WORKER])
async def test_staff_tap_a_partner_and_get_a_page_to_print(town: Town, role: Role) -> None:
    sara = await town.staff("Sara", role)
    await sara.types("/sedler")
    assert "📄 Skolen" in sara.sees
    await sara.taps_label("📄 Skolen")
    (page,) = [message.document for message in sara.bot_messages() if message.document]
    assert (page.name, page.bytes[:5]) == ("skole.pdf", b"%PDF-")
    assert f"https://t.me/{town.telegram.username}?start=skole".encode() in page.bytes
    # Whatever she says next shows the list anew, and sends no second page.
    await sara.types("tak")
    await sara.taps_label("📄 Biblioteket")
    names = [message.document.name for message in sara.bot_messages() if message.document]
    assert names == ["skole.pdf", "bibliotek.pdf"]


async def test_staff_choose_the_languages_of_the_slips(town: Town) -> None:
    sara = await town.staff("Sara", Role.HELPER)
    await sara.types("/sedler")
    await sara.taps_label("📄 Skolen")
    await sara.taps("🌐 Other languages")
    assert "✅ Dansk" in sara.sees
    for other in [one for one in sara.sees if one.startswith("✅") and one != "✅ العربية"]:
        await sara.taps_label(other)
    await sara.taps("🖨 As a file to print")
    *_, page = [message.document for message in sara.bot_messages() if message.document]
    assert f"https://t.me/{town.telegram.username}?start=l-ar-skole".encode() in page.bytes


async def test_paper_in_her_language_opens_the_chat_in_it(town: Town) -> None:
    amina = await town.citizen("Amina", "ar", phone_language="da")
    await amina.starts("l-ar-opgang")
    # She is asked for no language, and the way to the others stands there in their own names.
    welcome = (
        "Welcome to {house}! Our family workers read what you send here. "
        "Telegram is not sealed, so write no secrets; you can also just come by."
    )
    assert amina.reads(welcome, house="Nabohuset")
    assert amina.label("💬 Talk to someone") in amina.sees
    await amina.taps_label("🌐 Dansk · English …")
    await amina.taps_label("Dansk")
    amina.tr = town.words.translator("da")
    assert amina.label("💬 Talk to someone") in amina.sees
    # What she has chosen stays, whatever paper she scans.
    await amina.starts("l-ar-dagtilbud")
    assert amina.label("💬 Ask for a talk") in amina.sees


@pytest.mark.parametrize("payload", ["l-xx-opgang", "l-vo-skole", "l-ar-", "l-ar-no-such-paper", "l-"])
async def test_a_link_that_leads_nowhere_still_lets_her_in(calm_town: Town, payload: str) -> None:
    amina = await calm_town.citizen("Amina", "ar")
    await amina.starts(payload)
    assert {amina.tr.language.own_name, amina.label("💬 Talk to someone")} & set(amina.sees)


async def test_paper_in_one_language_leads_where_it_should(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    evening = await open_evening(calm_town)
    amina = await calm_town.citizen("Amina", "ar")
    await amina.starts(f"l-ar-g-{evening.code}")
    assert amina.label("✅ Sign up") in amina.sees
    # Staff read Danish.
    await mette.starts("l-ar-opgang")
    assert "📋 Kø" in mette.sees


async def test_a_partner_who_is_no_more_or_never_was(calm_town: Town) -> None:
    sara = await calm_town.staff("Sara")
    for key in ("klinik", "opgang", "..", "skole.pdf"):
        await sara.presses(f"slips:{key}")
        assert sara.reads("This button no longer works. Here is what is true now.")
    assert not any(message.document for message in sara.bot_messages())


async def test_no_resident_gets_the_page(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "en")
    await amina.types("/sedler")
    await amina.presses("slips:skole")
    await amina.presses("slips")
    assert not any(message.document for message in amina.bot_messages())
    assert not any("Skolen" in label for label in amina.sees)
