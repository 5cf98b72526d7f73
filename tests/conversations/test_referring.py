"""A family is passed on: the resident is asked first, the helper sees the chosen lines and nothing more."""

from collections.abc import Awaitable, Callable

import pytest

from bot.roster import remove
from domain.people import Role
from tests.conversations.ledger import readable, rows, sent, unsound
from tests.conversations.walks import asks, asks_for_a_call, finishes
from tests.town import Citizen, Town, plain

DEAD = "This button no longer works. Here is what is true now."
ASKED = "They see only this, and nothing else:"
NAME, NOTE = "Umm Kanarie", "Kanarie i en note"
ECONOMY = "💰 Økonomisk rådgiver"
YES, NO = "✅ Yes, that is fine", "No, thank you"


async def has_asked(amina: Citizen) -> None:
    """She asks to be called, with a name, a number and a note."""
    await asks(amina, "🪙 Money and home", way="📞 Call me")
    await amina.shares_number()
    await amina.taps_nth(0)
    await amina.taps("Write or say more")
    await amina.taps("✔️ Go on")
    await amina.types(NOTE)
    await amina.types(NAME)
    await amina.taps("✅ Send")


async def refers(mette: Citizen, *more: str, kind: str = ECONOMY, to: str | None = "Hassan") -> None:
    """From the card: to whom, which lines besides topic and language, and the resident is asked."""
    await mette.taps("➡️ Refer")
    await mette.taps_label(kind)
    if to is not None:
        await mette.taps_label(mette.label(to))
    for line in more:
        await mette.taps_label(line)
    await mette.taps("✅ Ask the resident")


async def a_referral(town: Town, *more: str, language: str = "en") -> tuple[Citizen, Citizen, Citizen]:
    """Mette has passed Amina on to Hassan, and Amina is asked."""
    mette = await town.staff("Mette")
    hassan = await town.staff("Hassan Ali", Role.HELPER, "economy")
    amina = await town.resident("Amina", language)
    await has_asked(amina)
    await refers(mette, *more, to="Hassan Ali")
    return mette, hassan, amina


async def code_of(town: Town, table: str = "referrals") -> str:
    return str((await rows(town, f"SELECT code FROM {table} ORDER BY id DESC LIMIT 1"))[0][0])  # noqa: S608


async def state(town: Town) -> str:
    return str((await rows(town, "SELECT state FROM referrals ORDER BY id DESC LIMIT 1"))[0][0])


async def looks_at_her_request(amina: Citizen) -> None:
    await amina.types("/mine")
    await amina.taps_nth(0)


async def test_she_is_asked_first_and_the_helper_sees_just_that(town: Town, language: str) -> None:
    mette, hassan, amina = await a_referral(town, "Telefonnummer", language=language)
    assert mette.reads("waits for the resident's yes")
    assert await sent(town, "staff-referred") == {}
    # The first line, which others may see on a locked screen, says neither topic nor function.
    assert amina.text.splitlines()[0] == "❓ " + plain(amina.tr.text("{name} asks you:", name="Mette"))
    assert amina.reads(ASKED)
    for line in ("what it is about", "your language", "your number"):
        assert amina.reads(line)
    assert not amina.reads("what you wrote")
    await amina.taps(YES)
    assert amina.reads("Thank you! You read here who helps you. You can take your yes back at any time.")
    assert mette.reads("✅ The resident says yes to a referral")
    code = (await code_of(town, "requests"))[:4].upper()
    assert code in hassan.text
    for words in (NAME, NOTE, amina.phone.phone[-8:], "Historik"):
        assert words not in hassan.text
    assert "Penge og bolig" in hassan.text
    assert hassan.label("📞 Ring") not in hassan.sees
    await hassan.taps("✋ I take it")
    assert amina.reads("{name} helps you from now on:", name="Hassan")
    assert "Ali" not in amina.text
    assert hassan.label("👤 Name and note") not in hassan.sees
    await hassan.taps("📞 Ring")
    assert amina.phone.phone[-8:] in hassan.text.replace(" ", "")
    assert NAME not in hassan.text
    await hassan.taps("✅ Helped")
    assert hassan.reads("Nothing is referred to you now. When a family says yes to your help, you get a card here.")
    assert mette.reads("🤝 A referral has helped")
    await mette.taps("🕘 History")
    for step in ("asked about a referral", "said yes to a referral", "referral taken", "referral: helped"):
        assert mette.reads(step)
    assert "navn, nummer og note set (Hassan Ali)" in mette.text or "(Hassan Ali)" in mette.text
    assert await rows(town, "SELECT count(*) FROM steps WHERE step = 'details-seen' AND staff_id = 2") == [(1,)]
    assert await unsound(town) == {}


async def test_after_the_end_every_old_button_of_the_helper_is_dead(calm_town: Town) -> None:
    _, hassan, amina = await a_referral(calm_town, "Telefonnummer", "Note")
    await amina.taps(YES)
    await hassan.taps("✋ I take it")
    card = hassan.bot_messages()[-1]
    data = [button.data for row in card.buttons for button in row if button.data not in ("referred", "staff")]
    await hassan.taps("📵 Could not reach")
    for pressed in [*map(str, data), f"referred:{await code_of(calm_town)}"]:
        await hassan.presses(pressed)
        assert hassan.reads(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM steps WHERE step = 'details-seen' AND staff_id = 2") == [(0,)]
    assert await rows(calm_town, "SELECT state, outcome FROM referrals") == [("done", "not-reached")]


async def test_she_says_no_and_nothing_is_passed_on(town: Town, language: str) -> None:
    mette, hassan, amina = await a_referral(town, language=language)
    asked = amina.bot_messages()[-1]
    await amina.taps(NO)
    assert amina.reads("That is quite all right. Nobody has seen anything. You are always welcome with us.")
    assert mette.reads("➖ The resident says no to a referral")
    assert mette.reads("the resident said no")
    assert await sent(town, "staff-referred") == {}
    await amina.presses(f"referral:{await code_of(town)}:yes")
    assert amina.reads(DEAD)
    assert await state(town) == "declined"
    assert asked.labels
    await hassan.types("/henvist")
    assert hassan.reads("Nothing is referred to you now. When a family says yes to your help, you get a card here.")
    # She may be asked again.
    await refers(mette, to="Hassan Ali")
    await amina.taps(YES)
    assert hassan.label("✋ I take it") in hassan.sees
    assert await unsound(town) == {}


async def test_she_takes_her_yes_back_while_the_helper_looks(town: Town, language: str) -> None:
    mette, hassan, amina = await a_referral(town, "Note", "Navn", language=language)
    await amina.taps(YES)
    await hassan.taps("✋ I take it")
    await hassan.taps("👤 Name and note")
    assert NOTE in hassan.text
    assert NAME in hassan.text
    looked = hassan.bot_messages()[-1]
    await looks_at_her_request(amina)
    await amina.taps("🤝 Who helps you")
    assert amina.reads("{name} helps you.", name="Hassan")
    await amina.taps("Take my yes back")
    assert amina.reads("You have taken your yes back. From now on they see nothing here.")
    assert mette.reads("↩️ The resident takes a yes back")
    number = (await code_of(town, "requests"))[:4].upper()
    assert hassan.reads("The referral {number} is over. You no longer see anything of it here.", number=number)
    # Her words have left his phone with the yes; a button he kept does nothing.
    assert NOTE not in looked.text
    await hassan.presses(f"referred:{await code_of(town)}:end:helped")
    assert hassan.has_read(DEAD)
    assert await state(town) == "withdrawn"
    await amina.taps("See my request")
    assert amina.label("🤝 Who helps you") not in amina.sees
    assert await unsound(town) == {}


async def test_of_two_helpers_one_takes_it_and_the_other_is_told(town: Town) -> None:
    sara = await town.staff("Sara", Role.HELPER, "economy")
    mette, hassan, amina = await town.staff("Mette"), None, await town.resident("Amina", "ar")
    hassan = await town.staff("Hassan", Role.HELPER, "economy")
    ida = await town.staff("Ida", Role.HELPER, "it")
    await has_asked(amina)
    await refers(mette, to="👥 Whoever of them can")
    await amina.taps(YES)
    assert ida.label("✋ I take it") not in ida.sees
    cards = {one: one.bot_messages()[-1] for one in (sara, hassan)}
    assert sara.label("↩️ Not for me") not in sara.sees
    for one, card in cards.items():
        one.phone.tap(one.label("✋ I take it"), message=card)
    await town.step()
    ((to,),) = await rows(town, "SELECT name FROM referrals JOIN staff ON staff.id = to_staff_id")
    winner, loser = (sara, hassan) if to == "Sara" else (hassan, sara)
    assert winner.label("✅ Helped") in winner.sees
    assert loser.reads(DEAD)
    assert amina.times_read("{name} helps you from now on:", name=to) == 1
    await loser.presses(f"referred:{await code_of(town)}")
    assert loser.reads(DEAD)
    assert await unsound(town) == {}


async def test_only_what_was_chosen_and_nothing_of_others(calm_town: Town) -> None:
    """A helper forges presses: the request itself, lines that do not go along, another helper's referral."""
    mette, hassan, amina = await a_referral(calm_town)
    ida = await calm_town.staff("Ida", Role.HELPER, "it")
    await mette.types("/koe")
    await mette.taps_nth(0)
    await refers(mette, "Note", kind="💻 IT-hjælper", to="Ida")
    request = await code_of(calm_town, "requests")
    (first,), (second,) = await rows(calm_town, "SELECT code FROM referrals ORDER BY id")
    # Nothing before the yes, not even to the one who was chosen.
    for verb in ("", ":take", ":see", ":ring", ":end:helped"):
        await hassan.presses(f"referred:{first}{verb}")
        assert hassan.reads(DEAD)
    await amina.presses(f"referral:{first}:yes")
    await amina.presses(f"referral:{second}:yes")
    # Her own words are for whoever has taken it, and not before.
    await ida.presses(f"referred:{second}:see")
    assert NOTE not in ida.text
    assert ida.label("✋ I take it") in ida.sees
    await hassan.presses(f"referred:{first}:take")
    await ida.presses(f"referred:{second}:take")
    for verb in ("", ":details", ":history", ":take", ":close:guided", ":ring", ":refer"):
        await hassan.presses(f"case:{request}{verb}")
        assert hassan.reads(DEAD)
    for verb in ("", ":take", ":see", ":ring", ":end:helped", ":end:not-for-me"):
        await hassan.presses(f"referred:{second}{verb}")
        assert hassan.reads(DEAD)
    for verb in ("see", "ring"):
        await hassan.presses(f"referred:{first}:{verb}")
        assert not any(words in hassan.text for words in (NAME, NOTE, amina.phone.phone[-8:]))
    await ida.presses(f"referred:{second}:see")
    assert NOTE in ida.text
    assert NAME not in ida.text
    assert await rows(calm_town, "SELECT count(*) FROM steps WHERE step = 'details-seen' AND staff_id = 2") == [(0,)]
    eve = await calm_town.resident("Eve", "en")
    for verb in ("", ":yes", ":no", ":back"):
        await eve.presses(f"referral:{first}{verb}")
        assert eve.reads(DEAD)
    assert await rows(calm_town, "SELECT state FROM referrals ORDER BY id") == [("taken",), ("taken",)]


async def test_pressed_twice_it_is_one_referral_and_one_question(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await calm_town.staff("Hassan", Role.HELPER, "economy")
    amina = await calm_town.resident("Amina", "en")
    await has_asked(amina)
    await mette.taps("➡️ Refer")
    await mette.taps_label(ECONOMY)
    await mette.taps("Hassan")
    screen = mette.bot_messages()[-1]
    for _ in range(2):
        mette.phone.tap(mette.label("✅ Ask the resident"), message=screen)
    await calm_town.step()
    assert await rows(calm_town, "SELECT count(*) FROM referrals") == [(1,)]
    assert amina.times_read(ASKED) == 1
    await mette.taps("➡️ Refer")
    assert ECONOMY not in mette.sees
    for _ in range(2):
        amina.phone.tap(amina.label(YES))
    await calm_town.step()
    assert await sent(calm_town, "staff-referred") == {"sent": 1}


async def test_without_any_line_nothing_can_be_sent(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await calm_town.staff("Hassan", Role.HELPER, "economy")
    amina = await calm_town.resident("Amina", "en")
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    await mette.taps("➡️ Refer")
    await mette.taps_label(ECONOMY)
    await mette.taps("Hassan")
    # What she has not told us is not offered.
    assert not {"Navn", "Note", "Telefonnummer", "Ønsket tid"} & set(mette.sees)
    for line in ("✅ Emne", "✅ Sprog/tolk"):
        await mette.taps_label(line)
    assert mette.label("✅ Ask the resident") not in mette.sees
    request = await code_of(calm_town, "requests")
    for lines in ("-", "345", "zz"):
        await mette.presses(f"case:{request}:refer:economy:2:{lines}:send")
    assert await rows(calm_town, "SELECT count(*) FROM referrals") == [(0,)]


async def test_no_answer_waits_can_be_recalled_and_runs_out(town: Town) -> None:
    mette, _, amina = await a_referral(town)
    await amina.types("Hvem er det?")
    assert amina.reads("Please tap an answer below, so that it reaches us.")
    await mette.taps("➡️ Refer")
    await mette.taps_label(mette.tr.ptext("staff button", "↩️ Recall: {kind}", kind="Økonomisk rådgiver"))
    assert mette.reads("recalled")
    await amina.taps(YES)
    assert amina.reads(DEAD)
    await refers(mette, to="Hassan Ali")
    await town.later(days=13, hours=23)
    assert await state(town) == "asked"
    await town.later(hours=2)
    assert await state(town) == "lapsed"
    assert mette.has_read("⏳ No answer about a referral")
    assert await sent(town, "staff-referred") == {}
    assert await unsound(town) == {}


async def test_not_for_me_goes_back_to_the_family_worker(town: Town) -> None:
    mette, hassan, amina = await a_referral(town)
    await amina.taps(YES)
    await hassan.taps("↩️ Not for me")
    assert mette.reads("↩️ A referral came back")
    assert mette.reads("came back")
    assert await rows(town, "SELECT state, outcome FROM referrals") == [("returned", "not-for-me")]
    assert not amina.has_read("{name} helps you from now on:", name="Hassan")
    await mette.taps("➡️ Refer")
    assert ECONOMY in mette.sees
    assert await unsound(town) == {}


async def test_whoever_was_told_who_helps_is_told_when_that_one_cannot(town: Town, language: str) -> None:
    mette, hassan, amina = await a_referral(town, language=language)
    await amina.taps(YES)
    await hassan.taps("✋ I take it")
    await hassan.taps("↩️ Not for me")
    sorry = "{name} cannot help with this after all. We look for another way, and write to you here."
    assert amina.reads(sorry, name="Hassan")
    await amina.taps("See my request")
    assert amina.label("Take it back") in amina.sees
    assert mette.reads("↩️ A referral came back")
    assert await unsound(town) == {}


@pytest.mark.parametrize("taken", [False, True], ids=["before she took it", "after she took it"])
async def test_a_helper_leaves_and_the_family_worker_has_it_back(calm_town: Town, taken: bool) -> None:
    mette, hassan, amina = await a_referral(calm_town)
    await amina.taps(YES)
    if taken:
        await hassan.taps("✋ I take it")
    card = hassan.bot_messages()[-1]
    kept = str(card.buttons[0][0].data)
    await remove(calm_town.settings(), "Hassan Ali")
    await calm_town.later(seconds=1)
    assert mette.reads("↩️ A helper is no longer here")
    assert await state(calm_town) == "returned"
    former = Citizen(calm_town, hassan.phone, calm_town.words.translator("da"))
    assert card.labels == []
    former.phone.press(kept, card.message_id)
    await calm_town.step()
    assert former.has_read(DEAD)


async def test_the_last_who_could_leaves(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    for name in ("Hassan", "Sara"):
        await calm_town.staff(name, Role.HELPER, "economy")
    await has_asked(amina)
    await refers(mette, to="👥 Whoever of them can")
    await amina.taps(YES)
    await remove(calm_town.settings(), "Hassan")
    await calm_town.later(seconds=1)
    assert await state(calm_town) == "agreed"
    await remove(calm_town.settings(), "Sara")
    await calm_town.later(seconds=1)
    assert await state(calm_town) == "returned"
    assert mette.reads("↩️ A helper is no longer here")


async def taken_back_by_her(mette: Citizen, amina: Citizen) -> None:
    await looks_at_her_request(amina)
    await amina.taps("Take it back")
    await amina.taps("Yes, take it back")


async def closed_by_staff(mette: Citizen, amina: Citizen) -> None:
    await mette.taps("🏁 Close")
    assert mette.reads("A referral is running. Closing ends it, and the helper sees nothing any more.")
    await mette.taps("Referred to somebody else")


async def forgotten(mette: Citizen, amina: Citizen) -> None:
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🗑 Yes, forget me")


@pytest.mark.parametrize("end", [taken_back_by_her, closed_by_staff, forgotten])
@pytest.mark.parametrize("agreed", [False, True], ids=["while she is asked", "while a helper has it"])
async def test_what_ends_the_request_ends_the_referral(
    calm_town: Town, end: Callable[[Citizen, Citizen], Awaitable[None]], agreed: bool
) -> None:
    mette, hassan, amina = await a_referral(calm_town, "Note", "Telefonnummer")
    if agreed:
        await amina.taps(YES)
        await hassan.taps("✋ I take it")
    referral = await code_of(calm_town)
    await end(mette, amina)
    assert await state(calm_town) in ("withdrawn", "recalled")
    number = (await code_of(calm_town, "requests"))[:4].upper()
    over = "The referral {number} is over. You no longer see anything of it here."
    assert hassan.has_read(over, number=number) is agreed
    for verb in ("", ":see", ":ring", ":end:helped"):
        await hassan.presses(f"referred:{referral}{verb}")
        assert hassan.reads(DEAD)
    if end is not forgotten:
        await amina.presses(f"referral:{referral}:yes")
        assert amina.reads(DEAD)
    else:
        assert NOTE not in await readable(calm_town)
    assert await unsound(calm_town) == {}


async def test_erased_words_show_as_erased(calm_town: Town) -> None:
    _, hassan, amina = await a_referral(calm_town, "Note", "Telefonnummer", "Navn")
    await amina.taps(YES)
    await hassan.taps("✋ I take it")
    await calm_town.later(days=31)
    await hassan.types("/henvist")
    await hassan.taps_nth(0)
    await hassan.taps("👤 Name and note")
    assert hassan.text.count("slettet") == 2
    await hassan.taps("↩️ Back")
    await hassan.taps("📞 Ring")
    assert "slettet" in hassan.text


async def test_nobody_with_the_field_the_family_worker_makes_the_contact(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    await has_asked(amina)
    await mette.taps("➡️ Refer")
    await mette.taps_label(ECONOMY)
    kind = "Økonomisk rådgiver"
    said = "{kind}: nobody in the team just now. You can make a contact outside the team yourself."
    assert mette.reads(said, kind=kind)
    await mette.taps("☎️ I make the contact myself")
    await mette.taps("✅ Ask the resident")
    await amina.taps(YES)
    assert amina.reads("Thank you! {name} contacts them for you. You can take your yes back at any time.", name="Mette")
    assert mette.reads("✅ The resident says yes: make the contact")
    assert mette.reads("the resident said yes, make the contact")
    await mette.taps("📵 Not reached")
    assert mette.reads("nobody could be reached")
    assert await rows(town, "SELECT count(*) FROM contacts") == [(0,)]
    assert await unsound(town) == {}


async def test_a_contact_outside_is_registered_with_one_tap(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await has_asked(amina)
    await refers(mette, kind="🏛 Sagsbehandler", to=None)
    await amina.taps(YES)
    await mette.types("/henvist")
    await mette.taps_nth(0)
    await mette.taps("✅ Contact made")
    assert mette.reads("contact made")
    assert mette.label("✅ Contact made") not in mette.sees
    assert await rows(town, "SELECT bridge, withdrawn_at FROM contacts") == [("caseworker", None)]
    await mette.presses(f"referred:{await code_of(town)}:end:helped")
    assert await rows(town, "SELECT count(*) FROM contacts") == [(1,)]
    assert await rows(town, "SELECT state, outcome FROM referrals") == [("done", "helped")]
    assert await unsound(town) == {}


async def test_she_has_blocked_us_and_staff_are_told(town: Town) -> None:
    mette = await town.staff("Mette")
    await town.staff("Hassan", Role.HELPER, "economy")
    amina = await town.resident("Amina", "ar")
    await has_asked(amina)
    amina.phone.block()
    await town.step()
    await refers(mette)
    await town.later(seconds=5)
    assert mette.reads("⚠️ A message did not arrive")
    await mette.taps("🕘 History")
    assert mette.reads("question about a referral")
    amina.phone.unblock()
    await town.step()
    await amina.taps(YES)
    assert await state(town) == "agreed"


async def test_a_helper_who_has_blocked_us_does_not_keep_it_waiting_unseen(calm_town: Town) -> None:
    mette, hassan, amina = await a_referral(calm_town)
    hassan.phone.block()
    await calm_town.step()
    await amina.taps(YES)
    await calm_town.later(seconds=5)
    assert mette.reads("⚠️ A helper did not get a referral")


async def test_at_night_nobody_is_asked(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await calm_town.staff("Hassan", Role.HELPER, "economy")
    await has_asked(amina)
    await calm_town.later(hours=13)
    await refers(mette)
    assert not amina.has_read(ASKED)
    await calm_town.later(hours=10)
    assert amina.times_read(ASKED) == 1


async def test_she_sees_what_was_passed_on_among_all_we_know(calm_town: Town, language: str) -> None:
    _, hassan, amina = await a_referral(calm_town, "Note", language=language)
    await amina.taps(YES)
    await hassan.taps("✋ I take it")
    await hassan.taps("👤 Name and note")
    await hassan.taps("✅ Helped")
    await amina.types("/privacy")
    await amina.taps("What you know about me")
    assert amina.reads("You got help from them.")
    for line in ("what it is about", "your language", "what you wrote"):
        assert amina.reads(line)
    assert "Hassan Ali" in amina.text
    await amina.taps("💾 Send it as data")
    file = next(message.document for message in reversed(amina.bot_messages()) if message.document)
    assert '"specialist": "economy"' in file.bytes.decode()


async def test_a_helper_sees_at_home_what_she_can_do(calm_town: Town) -> None:
    hassan = await calm_town.staff("Hassan", Role.HELPER, "economy")
    assert hassan.reads("You help with: {field}", field="💰 Økonomisk rådgiver")
    assert hassan.reads("When a family says yes to your help, you get a card here. /henvist shows all of them.")
    await hassan.taps("📥 Referred to me")
    assert hassan.reads("Nothing is referred to you now. When a family says yes to your help, you get a card here.")
    nurse = await calm_town.staff("Nanna", Role.HEALTH_NURSE)
    await nurse.types("/henvist")
    assert nurse.reads("Nothing is referred to you now. When a family says yes to your help, you get a card here.")
    coordinator = await calm_town.staff("Kirsten", Role.COORDINATOR)
    await coordinator.types("/henvist")
    assert coordinator.reads("I am an automatic helper, and nobody reads this message. Please tap a button.")


async def test_a_family_worker_cannot_pass_on_what_a_colleague_holds(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    await calm_town.staff("Hassan", Role.HELPER, "economy")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await mette.taps("✋ Take it")
    request = await code_of(calm_town, "requests")
    for verb in ("refer", "refer:economy", "refer:economy:3", "refer:economy:3:01", "refer:economy:3:01:send"):
        await sara.presses(f"case:{request}:{verb}")
        assert sara.reads("Taken by {name}", name="Mette")
    for verb in ("refer:nobody", "refer:economy:99", "refer:economy:any", "refer:economy:out:01:send", "recall:0"):
        await mette.presses(f"case:{request}:{verb}")
    assert await rows(calm_town, "SELECT count(*) FROM referrals") == [(0,)]


async def test_several_who_help_are_a_list_and_each_yes_is_taken_back_alone(calm_town: Town) -> None:
    mette, hassan, amina = await a_referral(calm_town)
    ida = await calm_town.staff("Ida", Role.HELPER, "it")
    await refers(mette, kind="💻 IT-hjælper", to="Ida")
    for (code,) in await rows(calm_town, "SELECT code FROM referrals"):
        await amina.presses(f"referral:{code}:yes")
    await looks_at_her_request(amina)
    await amina.taps("🤝 Who helps you")
    await amina.taps_label("IT helper")
    await amina.taps("Take my yes back")
    await ida.types("/henvist")
    await hassan.types("/henvist")
    assert ida.reads("Nothing is referred to you now. When a family says yes to your help, you get a card here.")
    assert "1 familie er henvist til dig" in hassan.text
