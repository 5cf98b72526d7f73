"""The phrasebook: staff choose in Danish, she reads her own language, and her tap comes back in Danish."""

from datetime import datetime, timedelta

from domain.people import Role
from locales.marks import FIRST_STRONG_ISOLATE, POP_ISOLATE
from locales.phrasebook import PHRASES
from tests.conversations.ledger import count, everything, readable, rows, unsound
from tests.conversations.test_asking import DEAD, one_who_comes, pressed_for
from tests.conversations.walks import asks
from tests.town import MONDAY, Citizen, Town, plain, read_words

READS_IT = "❓ Help me read this"


def in_her_words(someone: Citizen, key: str, **blanks: str) -> str:
    return plain(someone.tr.ptext("phrase", PHRASES[key].sentence, **blanks))


def without_drafts(found: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    """What is remembered, but for where people look and what came and went."""
    passing = ("inbox", "messages", "vitals", "persons", "attempts")
    return {name: rows for name, rows in found.items() if name not in passing}


async def test_from_danish_to_her_language_and_back(town: Town, language: str) -> None:
    mette, amina = await one_who_comes(town, language)
    await mette.taps("💬 Phrases")
    await mette.taps_label("Aftaler")
    await mette.taps_label("Vi mødes her: …. Tid: …")
    await mette.taps_label("Nabohuset")
    await mette.types("i morgen kl. 14.30")
    tomorrow = amina.tr.moment(MONDAY.replace(hour=14, minute=30) + timedelta(days=1))
    sentence = in_her_words(amina, "time-place", place="Nabohuset", time=tomorrow)
    # A look at it, in Danish and as she will read it; nothing has left.
    assert "Vi mødes her: Nabohuset. Tid: tirsdag" in mette.text
    assert sentence in mette.text
    assert plain(amina.tr.ptext("button", "Find another time")) in mette.text
    assert sentence not in amina.text
    await mette.taps("✅ Send")
    assert amina.reads("{name} asks you:", name="Mette")
    assert sentence in amina.text
    await amina.taps("I can come")
    assert amina.reads("Thank you! {name} reads your answer.", name="Mette")
    assert mette.reads("💬 She answered")
    assert "Vi mødes her: …. Tid: tirsdag den 24. november kl. 14.30 Jeg kan komme" in mette.text
    await amina.taps("✏️ Change my answer")
    await amina.taps("✍️ Answer")
    await amina.types("Kl. 15")
    assert mette.reads("💬 She has written")
    await mette.taps("👤 Name, number, note")
    assert "Vi mødes her: Nabohuset." in mette.text
    assert f"borgeren skrev ({ {'da': 'dansk', 'en': 'engelsk', 'ar': 'arabisk'}[language] }):\nKl. 15" in mette.text
    assert await count(town, "drafts") == 0
    assert await unsound(town) == {}


async def test_a_phrase_is_found_by_a_few_letters_without_danish_ones(town: Town) -> None:
    mette, amina = await one_who_comes(town, "ar")
    await mette.taps("💬 Phrases")
    await mette.types("ring laege")
    assert "Har du ringet til din læge?" in mette.sees
    await mette.types("Boern")
    assert all("ørn" in label or "arn" in label for label in mette.sees[:-3])
    await mette.types("xyzzy")
    assert mette.reads("I found no such phrase. Write other letters, or choose what it is about.")
    assert "Aftaler" in mette.sees
    await mette.types("sundh")
    assert mette.reads("Write more letters to see fewer.")
    await mette.types("god dag")
    await mette.taps_label(in_her_words(mette, "bye-good-day"))
    await mette.taps("✅ Send")
    # It waits for no answer: it is no question, has no buttons to answer, and can be said again.
    assert amina.reads("{name} writes to you:", name="Mette")
    assert in_her_words(amina, "bye-good-day") in amina.text
    assert "intet svar endnu" not in mette.text
    await amina.types("Shukran")
    assert amina.reads("I am an automatic helper, and nobody reads this message. Please tap a button.")
    assert await unsound(town) == {}


async def test_a_time_keeps_its_direction_and_its_own_line_of_figures(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "ar")
    await mette.taps("💬 Phrases")
    await mette.types("startdag")
    await mette.taps_nth(0)
    await mette.taps_nth(2)
    await mette.taps("📅 Only the day")
    await mette.taps("✅ Send")
    day = amina.tr.day(datetime(2026, 11, 25).date())  # noqa: DTZ001
    assert f"{FIRST_STRONG_ISOLATE}{day}{POP_ISOLATE}" in amina.phone.text
    await mette.taps("💬 Phrases")
    await mette.types("huslejen er")
    await mette.taps_nth(0)
    await mette.types("4250.")
    await mette.types("1/12 12.00")
    assert "4250 kr" in mette.text
    await mette.taps("✅ Send")
    assert f"{FIRST_STRONG_ISOLATE}4250 kr{POP_ISOLATE}" in amina.phone.text


async def test_what_is_typed_wrong_is_asked_again_and_a_cpr_number_is_refused(town: Town) -> None:
    mette, amina = await one_who_comes(town, "en")
    await mette.taps("💬 Phrases")
    await mette.types("papir kommunen")
    await mette.types("tag dette med til mødet")
    await mette.taps_nth(0)
    await mette.types("010190-1234")
    assert mette.reads(
        "We removed your message, because it looked like it held a CPR number. Please never write it here."
    )
    await mette.types("Det grønne <papir>")
    await mette.taps("✏️ Fill in anew")
    await mette.taps_label("Pas")
    await mette.taps("↩️ Another phrase")
    await mette.types("Der bliver lukket for vandet")
    await mette.taps_nth(0)
    for wrong in ("engang", "23/11 8.00", "20/11", "i går", "mandag til fredag", "99/99"):
        await mette.types(wrong)
        assert mette.reads("I did not understand that time. Write for example 3/12 14.30.")
    await mette.sends_voice()
    await mette.types("fredag")
    await mette.taps("✅ Send")
    assert in_her_words(amina, "home-water", time=amina.tr.day(datetime(2026, 11, 27).date())) in amina.text  # noqa: DTZ001
    assert "grønne" not in await readable(town)
    assert await unsound(town) == {}


async def test_the_same_is_not_asked_twice_while_it_waits_but_again_when_it_is_answered(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "da")

    async def sends() -> None:
        await mette.taps("💬 Phrases")
        await mette.types("passer det dig bedst")
        await mette.taps_nth(0)
        send = pressed_for(mette, "✅ Send")
        await mette.taps("✅ Send")
        await mette.presses(send)

    await sends()
    await sends()
    assert await count(calm_town, "questions") == 1
    await amina.taps("Tomorrow")
    await sends()
    assert await count(calm_town, "questions") == 2
    # With five answers there is no room for one of her own.
    assert amina.label("✍️ Answer") not in amina.sees
    assert len(amina.bot_messages()[-1].buttons) == 5 + 2


async def test_of_two_staff_one_sends_and_what_is_closed_meanwhile_is_not_asked(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "en")
    sara = await calm_town.staff("Sara")
    await sara.types("/koe")
    await sara.taps_nth(0)
    await mette.taps("💬 Phrases")
    await mette.types("hvem kommer til aftalen")
    await mette.taps_nth(0)
    await sara.taps("💬 Phrases")
    assert sara.label("💬 Phrases") not in sara.sees
    assert await count(calm_town, "questions") == 0
    await amina.types("/mine")
    await amina.taps_nth(0)
    await amina.taps("Take it back")
    await amina.taps("Yes, take it back")
    await mette.presses(pressed_for(mette, "✅ Send"))
    assert await count(calm_town, "questions") == 0
    assert await count(calm_town, "drafts") == 0


async def test_whoever_wants_to_be_called_can_give_her_number_at_once(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "en")
    await mette.taps("💬 Phrases")
    await mette.types("hvordan skal vi tale sammen")
    await mette.taps_nth(0)
    await mette.taps("✅ Send")
    await amina.taps("Please call me")
    await amina.taps("📱 Give my number")
    await amina.shares_number()
    assert mette.reads("📱 She gave her number")


async def test_erased_blanks_leave_the_sentence_and_nothing_to_answer(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "en")
    await mette.taps("💬 Phrases")
    await mette.types("du skal mødes med")
    await mette.taps_nth(0)
    await mette.types("Farida")
    await mette.taps("✅ Send")
    assert "Farida" not in plain(str(await rows(calm_town, "SELECT body FROM questions")))
    assert "Farida" not in mette.text
    old = pressed_for(amina, "I understand")
    await calm_town.later(days=40)
    assert await rows(calm_town, "SELECT body FROM questions") == [(None,)]
    await amina.presses(old)
    assert amina.reads(DEAD)
    await amina.types("/privacy")
    await amina.taps("What you know about me")
    assert in_her_words(amina, "meet-person", person="…") in amina.text


async def test_what_lay_for_days_is_filled_in_anew_before_it_is_sent(town: Town) -> None:
    mette, amina = await one_who_comes(town, "en")
    await mette.taps("💬 Phrases")
    await mette.types("vi mødes her tid")
    await mette.taps_nth(0)
    await mette.types("Biblioteket")
    await mette.taps_nth(2)
    await mette.types("14.30")
    old = pressed_for(mette, "✅ Send")
    await town.later(days=3)
    await mette.presses(old)
    # What was typed is erased after a day: there is no sending a sentence with holes.
    assert await count(town, "questions") == 0
    await mette.types("Biblioteket")
    # The day that was open is over.
    await mette.taps_nth(1)
    await mette.taps_label("14.00")
    await mette.taps("✅ Send")
    day = amina.tr.moment(town.now.replace(hour=13, minute=0) + timedelta(days=1))
    assert in_her_words(amina, "time-place", place="Biblioteket", time=day) in amina.text
    assert await unsound(town) == {}


async def test_whoever_fills_in_anew_can_change_every_blank(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "en")
    await mette.taps("💬 Phrases")
    await mette.types("vi mødes her tid")
    await mette.taps_nth(0)
    assert mette.label("📋 Queue") in mette.sees
    await mette.types("Biblioteket")
    await mette.types("i morgen kl. 10")
    await mette.taps("✏️ Fill in anew")
    await mette.types("Skolen")
    await mette.types("27/11 kl. 11")
    await mette.taps("✅ Send")
    friday = amina.tr.moment(MONDAY.replace(hour=11, minute=0) + timedelta(days=4))
    assert in_her_words(amina, "time-place", place="Skolen", time=friday) in amina.text


async def test_whoever_is_tapped_is_meant_whoever_leaves_the_team_meanwhile(calm_town: Town) -> None:
    noor = await calm_town.staff("Noor", Role.HELPER)
    for name in ("Berit", "Sara"):
        await calm_town.staff(name)
    await noor.presses("phrase:here:en:say:meet-person")
    # A helper may be the one as well.
    assert noor.sees[:3] == ["Noor", "Berit", "Sara"]
    tapped = pressed_for(noor, "Sara"), pressed_for(noor, "Berit")
    lea = await calm_town.staff("Lea", Role.LEADER)
    await lea.types("/hold")
    await lea.taps_label(next(label for label in lea.sees if "Berit" in label))
    await lea.taps("🚪 Take off the team")
    await lea.taps("🚪 Yes, take off")
    await noor.presses(tapped[1])
    assert noor.sees[:2] == ["Noor", "Sara"]
    await noor.presses(tapped[0])
    assert "Sara" in noor.text


async def test_a_phone_that_is_handed_over_shows_nobody_elses_name(calm_town: Town) -> None:
    mette, _ = await one_who_comes(calm_town, "en")
    await mette.taps("👤 Name, number, note")
    page = mette.bot_messages()[-1]
    shown = page.text
    await mette.types("/start")
    await calm_town.step()
    assert page.text == shown
    await mette.types("/fraser")
    await calm_town.later(seconds=5)
    put_away = mette.tr.html("{number}: name and words are put away again.", number=shown.split()[0])
    assert plain(page.text) == plain(put_away)
    # She looks at it once more, and goes on at the counter.
    await mette.taps_label("العربية")
    await mette.taps_label("Bolig")
    counter = mette.bot_messages()[-1]
    await mette.taps("↩️ Back", message=page)
    await mette.taps("👤 Name, number, note", message=page)
    assert page.text == shown
    await mette.taps_label(counter.labels[0], message=counter)
    await calm_town.later(seconds=5)
    assert plain(page.text) == plain(put_away)


async def test_at_the_counter_the_phone_speaks_both_languages_and_keeps_nothing(town: Town, language: str) -> None:
    noor = await town.staff("Noor", Role.HELPER)
    hers = read_words().translator(language)
    before = without_drafts(await everything(town))
    await noor.types("/fraser")
    await noor.taps_label(hers.language.own_name)
    await noor.types("stykker")
    await noor.taps_nth(0)
    assert plain(hers.ptext("phrase", PHRASES["home-broken"].sentence)) in noor.text
    await noor.taps_label(hers.ptext("button", "Yes"))
    assert "Er der noget i stykker i din bolig?\n\n💬 Ja" in noor.text
    # Below an answer the next phrase can be looked for at once.
    await noor.types("flytte")
    assert in_her_words(noor, "home-moving") in noor.sees
    await noor.taps("↩️ Back")
    await noor.taps_label("Bolig")
    await noor.taps("➡️ More")
    await noor.taps("⬅️ Before")
    await noor.taps_label("Huslejen er: …. Betal senest: …")
    await noor.taps_label("1.000 kr")
    await noor.taps_nth(1)
    await noor.taps_nth(0)
    assert "1.000 kr" in noor.text
    assert "Betal" not in noor.text or language == "da"
    await noor.taps_label(hers.ptext("button", "I don't understand"))
    assert "Huslejen er: 1.000 kr." in noor.text
    assert "Jeg forstår ikke" in noor.text
    await noor.taps("🔁 Show it again")
    await noor.types("500")
    await noor.taps("↩️ Another phrase")
    await noor.taps_label("Farvel")
    await noor.taps("➡️ More")
    await noor.taps_label(in_her_words(noor, "bye-good-day"))
    await noor.taps("➡️ Next phrase")
    assert "Aftaler" in noor.sees
    assert without_drafts(await everything(town)) == before
    assert await unsound(town) == {}


async def test_the_command_leads_from_a_card_to_its_resident_and_from_elsewhere_to_the_counter(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "ar")
    await mette.taps("🕘 History")
    await mette.types("/fraser")
    assert "العربية" not in mette.sees
    assert "Aftaler" in mette.sees
    await mette.types("/start")
    await mette.types("/fraser")
    assert "العربية" in mette.sees
    await mette.presses("phrase:here:xx")
    assert "العربية" in mette.sees
    for noise in ("phrase:here:ar:say:nothing", "phrase:here:ar:nothing:99", "phrase:here:ar:said:which-day:yes"):
        await mette.presses(noise)
        assert "Aftaler" in mette.sees
    for page in ("99", "-1", "٣", "x"):
        await mette.presses(f"phrase:here:ar:tax:{page}")
        assert mette.reads("💬 {situation}", situation="SKAT")
    await amina.presses("phrase:here:ar")
    assert amina.reads(DEAD)


async def test_own_words_are_named_as_danish_and_help_to_read_them_comes(town: Town, language: str) -> None:
    mette, amina = await one_who_comes(town, language)
    await mette.taps("✍️ Write to her")
    await mette.types("Husk det gule brev.")
    await mette.taps("✅ Send")
    named = {"da": "", "en": "Danish", "ar": "الدانمركية"}[language]
    assert named in amina.text
    await amina.taps("See my request")
    assert f"{named}\nHusk det gule brev." in amina.text
    old = pressed_for(amina, READS_IT)
    await amina.taps(READS_IT)
    assert amina.reads("Good that you say so. We help you read it.")
    assert "14:00" in amina.text or "14.00" in amina.text
    assert mette.reads("🆘 She would like help to read it")
    assert mette.label("💬 Phrases") in mette.sees
    cards = len(mette.bot_messages())
    await amina.presses(old)
    assert len(mette.bot_messages()) == cards
    if language != "da":
        await amina.taps("An interpreter")
        assert mette.reads("🗣 She would like an interpreter")
        assert "Tolk: " in mette.text
        await amina.presses(old)
    assert amina.label("An interpreter") not in amina.sees
    await amina.taps("📞 Call me")
    await amina.shares_number()
    await amina.presses(old)
    await amina.taps("📞 Call me")
    assert mette.reads("📞 She would like to be called and have it read to her")
    assert await unsound(town) == {}


async def test_help_to_read_a_question_is_an_answer_that_may_change(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "ar")
    await mette.taps("❓ Ask")
    await mette.taps("✍️ In my own words")
    await mette.types("Er det det gule brev?")
    await mette.taps("✅ Send")
    old, yes = pressed_for(amina, READS_IT), pressed_for(amina, "Yes")
    await amina.taps(READS_IT)
    assert mette.reads("🆘 She would like help to read it")
    assert "Med egne ord: Hjælp mig med at læse" in mette.text
    await amina.presses(yes)
    assert mette.reads("💬 She changed her answer")
    eve = await calm_town.resident("Eve", "en")
    await eve.presses(old)
    assert eve.reads(DEAD)


async def test_help_to_read_comes_for_what_is_hers_and_open(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "en")
    await mette.taps("✍️ Write to her")
    await mette.types("Husk det gule brev.")
    await mette.taps("✅ Send")
    old = pressed_for(amina, READS_IT)
    await asks(await calm_town.resident("Basma", "ar"), way="🚪 I come by")
    cards = len(mette.bot_messages())
    await amina.presses(f"{old}0")
    await amina.presses(f"{old.rpartition(':')[0]}:call")
    assert len(mette.bot_messages()) == cards
    await mette.presses(f"case:{old.split(':')[1]}:close:not-needed")
    await amina.presses(old)
    assert amina.reads(DEAD)
    assert await unsound(calm_town) == {}


async def test_a_colleague_who_is_removed_midway_sends_nothing(calm_town: Town) -> None:
    mette, amina = await one_who_comes(calm_town, "en")
    await finishes_with_another(calm_town, mette)
    assert await count(calm_town, "questions") == 0
    assert not amina.has_read("{name} asks you:", name="Mette")


async def finishes_with_another(town: Town, mette: Citizen) -> None:
    """Mette is about to send when a leader removes her."""
    await mette.taps("💬 Phrases")
    await mette.types("hvem kommer til aftalen")
    await mette.taps_nth(0)
    lea = await town.staff("Lea", Role.LEADER)
    await lea.types("/hold")
    await lea.taps_label(next(label for label in lea.sees if "Mette" in label))
    await lea.taps("🚪 Take off the team")
    await lea.taps("🚪 Yes, take off")
    send = mette.label("✅ Send")
    if send in mette.sees:
        await mette.taps("✅ Send")
