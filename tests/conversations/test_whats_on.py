"""What's on: the list by kind, the page of one gathering, its calendar file, and what nobody else may see."""

from datetime import timedelta

from domain.gatherings import About, Detail, Gathering, GatheringState, Venue
from domain.people import Role
from domain.sign_ups import Needs, Party, SignUpState
from handlers.context import Ctx
from handlers.gatherings.reading_help import tell_words_came
from storage import gatherings, people, sign_ups
from storage.gatherings import cancel_session
from tests.conversations.gatherings import (
    EVENING,
    looks_at,
    open_course,
    open_evening,
    open_gathering,
    open_group,
    open_mothers,
    signs_up,
    weekly,
)
from tests.conversations.ledger import rows
from tests.town import Town, plain

DEAD = "This button no longer works. Here is what is true now."
NOTHING = "Nothing is planned just now. Just come by and ask."


async def test_nothing_on_is_said_honestly(town: Town, language: str) -> None:
    amina = await town.resident("Amina", language)
    await amina.taps("📅 What's on")
    assert amina.reads(NOTHING)
    # Whether we may tell her when there is something is asked here, once.
    await amina.taps("🔔 Yes, tell me")
    assert amina.reads(NOTHING)
    assert amina.label("🔔 Yes, tell me") not in amina.sees
    assert await rows(town, "SELECT purpose, given FROM consents") == [("news", 1)]


async def test_the_next_of_each_kind_and_a_page_with_all_one_needs(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    about = About(
        "sleep",
        {},
        {Detail.TALK: {"da": "Om søvn", "en": "About sleep", "ar": "عن النوم"}, Detail.BRING: {"da": "Sutsko"}},
    )
    await open_evening(town, about)
    await open_course(town)
    amina = await town.resident("Amina", language)
    await amina.taps("📅 What's on")
    assert amina.reads("This is what is on:")
    assert not amina.reads("You take part in:")
    kind = {"da": "🍲 Familieaften", "en": "🍲 Family evening", "ar": "🍲 أمسية العائلات"}[language]
    await amina.taps_label(kind)
    day = amina.tr.day(EVENING.date())
    assert day in amina.text
    assert amina.reads("Good sleep") or amina.tr.ptext("theme", "Good sleep") in amina.text
    for said in ("When:", "Where:", "There is room.", "We look after the children during the talk."):
        assert amina.reads(said), said
    assert "Sutsko" in amina.text
    assert (amina.label("🌐 Help me read this") in amina.sees) is (language != "da")
    await amina.taps("📍 Show the map")
    assert any("venue" in message.content for message in amina.bot_messages())
    await amina.taps("↩️ Back")
    await amina.taps("🗓 To my calendar")
    assert amina.label("✅ Sign up") in amina.sees


async def test_a_course_says_how_often_and_gives_all_its_days(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    course = await open_course(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await amina.taps("📅 What's on")
    await amina.taps_label("👨‍👩‍👧 Family course")
    assert amina.reads("{n} times: {weekday} {hours}", n="8", weekday="Tuesday", hours="16:00–19:00")
    await amina.taps("🗓 All the days")
    assert "26 January" in amina.text or "19 January" in amina.text
    async with calm_town.running.database.transaction() as tx:
        await cancel_session(tx, course.sessions[2].id)
    await amina.taps("🗓 All to my calendar")
    await amina.taps("🗓 Only the next one")
    course_file, one = [message.document.bytes for message in amina.bot_messages() if message.document]
    assert course_file.count(b"BEGIN:VEVENT") == 8
    assert course_file.count(b"STATUS:CANCELLED") == 1
    assert f"UID:session-{course.sessions[2].code}@nabobot".encode() in course_file
    assert b"SEQUENCE:1" in course_file
    assert one.count(b"BEGIN:VEVENT") == 1


async def test_many_of_one_kind_are_shown_a_few_at_a_time(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    for week in range(6):
        await open_evening(calm_town, at=EVENING + timedelta(weeks=week))
    amina = await calm_town.resident("Amina", "en")
    await amina.taps("📅 What's on")
    await amina.taps_label("🍲 Family evening")
    first = amina.text
    assert len([label for label in amina.sees if "December" in label]) == 4
    await amina.taps("➡️ Show more")
    assert len([label for label in amina.sees if "17:00–19:30" in plain(label)]) == 2
    assert amina.label("➡️ Show more") not in amina.sees
    await amina.taps("↩️ Back")
    assert amina.text == first
    for page in ("9", "-1", "x", "٣"):
        await amina.presses(f"on:kind:evening:{page}")
        assert amina.text == first
    await amina.presses("on:kind:nothing")
    assert amina.reads(DEAD)


async def test_her_own_things_come_first(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await town.resident("Amina", language)
    await signs_up(amina, evening, children=["3-5"])
    await amina.taps("🏠 Home")
    await amina.taps("📅 What's on")
    assert amina.text.startswith("📅 " + amina.tr.text("You take part in:"))
    await amina.taps_nth(0)
    assert amina.reads("You are signed up.")
    await town.until(EVENING + timedelta(hours=3))
    await amina.taps("↩️ Back")
    assert amina.reads(NOTHING)


async def test_a_poster_opens_the_evening_after_the_choice_of_a_language(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await town.citizen("Amina", language)
    await amina.starts(f"g-{evening.code}")
    await amina.taps_label(amina.tr.language.own_name)
    assert amina.label("✅ Sign up") in amina.sees
    await amina.taps("✅ Sign up")
    assert amina.reads("How many adults come?")


async def test_a_private_group_is_seen_by_nobody_who_is_not_in_it(calm_town: Town) -> None:
    await calm_town.staff("Nina", Role.HEALTH_NURSE)
    group, draft = await open_group(calm_town), await draft_evening(calm_town)
    amina, eve = await calm_town.resident("Amina", "en"), await calm_town.resident("Eve", "en")
    async with calm_town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [amina.phone.id])
        member, now = known[amina.phone.id], calm_town.now
        code = await sign_ups.sign_up(tx, group.id, member.family, member.id, SignUpState.GOING, Party(), Needs(), now)
    await eve.taps("📅 What's on")
    assert eve.reads(NOTHING)
    # Without its icon: behind what explains it, it has none.
    nothing = eve.text.removeprefix("📅 ")
    strangers = ["on:{}", "on:{}:days", "on:{}:map", "on:{}:file", "on:{}:read", "join:{}"]
    taps = [pattern.format(which.code) for pattern in strangers for which in (group, draft)]
    taps += [f"session:{which.sessions[0].code}:file" for which in (group, draft)]
    verbs = ("", ":change", ":leave", ":leave:yes", ":no", ":take", ":again", ":remind")
    taps += [f"mine:{code}{verb}" for verb in verbs]
    for data in [*taps, "on:kind:group"]:
        await eve.presses(data)
        assert eve.reads(DEAD), data
        assert nothing in eve.text, data
    for which in (group, draft):
        await eve.starts(f"g-{which.code}")
        assert eve.label("🗓 My appointments") in eve.sees
    newcomer = await calm_town.citizen("New", "en")
    await newcomer.starts(f"g-{group.code}")
    await newcomer.taps_label("English")
    assert newcomer.label("🗓 My appointments") in newcomer.sees
    # She who is in it sees it, among her own things only; her calendar does not name it.
    await amina.taps("📅 What's on")
    assert amina.reads("You take part in:")
    await amina.taps_nth(0)
    assert "Mothers' group" in amina.text
    await amina.taps("🔕 No reminders")
    await amina.taps("🗓 All the days")
    await amina.taps("🗓 Only the next one")
    await amina.presses(f"mine:{code}:leave:yes")
    await amina.presses(f"on:{group.code}")
    assert amina.reads(DEAD)


async def draft_evening(town: Town) -> Gathering:
    spans = weekly(EVENING, 1, hours=2)
    return await open_gathering(town, "evening", spans, state=GatheringState.DRAFT)


async def test_what_is_cancelled_or_over_is_said_kindly_on_every_old_button(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening, other = await open_evening(town), await open_evening(town, at=EVENING + timedelta(days=1))
    amina = await town.resident("Amina", language)
    async with town.running.database.transaction() as tx:
        await gatherings.move_gathering(tx, evening.id, GatheringState.CANCELLED, town.now)
    for data in (f"on:{evening.code}", f"join:{evening.code}", f"on:{evening.code}:read"):
        await amina.presses(data)
        assert amina.reads("This is cancelled. We are sorry. Here you see what else is on."), data
    await town.until(EVENING + timedelta(days=1, hours=1))
    await amina.presses(f"join:{other.code}")
    assert amina.reads("It has begun, so you cannot sign up any more. Ask us when the next one is.")
    await town.until(EVENING + timedelta(days=1, hours=4))
    await amina.presses(f"on:{other.code}")
    assert amina.reads("This is over. Here you see what else is on.")
    await amina.taps("📅 What's on")
    assert amina.reads(NOTHING)


async def test_who_cannot_read_it_asks_and_gets_it_when_it_is_there(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town, About(title={"da": "Sov godt"}, venue=Venue("Skolen", "Skolevej 1")))
    amina, basma = await town.resident("Amina", "ar"), await town.resident("Basma", "ar")
    for someone in (amina, basma, amina):
        await looks_at(someone, evening)
        assert "Sov godt" in someone.text
        assert "Skolevej 1" in someone.text
        assert someone.label("📍 Show the map") not in someone.sees
        await someone.taps("🌐 Help me read this")
        assert someone.reads("We have asked for it in your language. You get it here when it is ready.")
    # One card for the language, however many ask.
    assert karen.times_read("📋 See the gathering") == 0
    asked = [message for message in karen.bot_messages() if "العربية" in message.text and "Sov godt" in message.text]
    assert len(asked) == 1
    async with town.running.database.transaction() as tx:
        about = About(title={"da": "Sov godt", "ar": "نوم هادئ"})
        await gatherings.describe_gathering(tx, evening.id, about)
        here = await gatherings.get_gathering(tx, evening.id)
        known = await people.persons_of(tx, [karen.phone.id])
        await tell_words_came(tx, Ctx.of(town.running.services, known[karen.phone.id]), here, "ar")
    await town.step()
    for someone in (amina, basma):
        assert someone.times_read("You asked for this in your language. Here it is.") == 1
        assert "نوم هادئ" in someone.text
        assert someone.label("🌐 Help me read this") not in someone.sees


async def test_mothers_are_asked_about_themselves_only(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    mothers = await open_mothers(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await looks_at(amina, mothers)
    assert amina.reads("There is room.")
    await amina.taps("✅ Sign up")
    assert amina.reads("Does a small child come with you?")
