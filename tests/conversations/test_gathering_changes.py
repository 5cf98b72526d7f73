"""What was moved or cancelled reaches everyone at once, each in her language, and is said as it is true then."""

from datetime import datetime, timedelta

from domain.gatherings import About, Gathering, GatheringState, Session
from domain.people import Role
from domain.sign_ups import Party
from domain.slots import Span
from handlers.gatherings import telling
from storage import gatherings
from tests.conversations.gatherings import COURSE, EVENING, open_course, open_evening, open_group, same_family
from tests.conversations.ledger import rows, sent
from tests.conversations.taking_part import family, now_of, takes_part, without_a_phone
from tests.conversations.test_absence import sick
from tests.town import MONDAY, Citizen, Town, plain

CHANGED, CANCELLED = "The time is changed.", "Sorry, this is cancelled:"
MORE = "There is one more time:"
ELSEWHERE = "The place is changed."


async def moves(town: Town, gathering: Gathering, by: timedelta, number: int = 0) -> Session:
    """Staff move one session."""
    async with town.running.database.transaction() as tx:
        was = (await now_of(tx, gathering)).sessions[number]
        assert await gatherings.move_session(tx, was.id, was.sequence, Span(was.starts_at + by, was.ends_at + by))
        here = await now_of(tx, gathering)
        moved = next(one for one in here.sessions if one.id == was.id)
        await telling.session_moved(tx, town.running.services.programme, here, moved, was.starts_at, town.now)
    await town.step()
    return moved


async def cancels(town: Town, gathering: Gathering, number: int | None = None) -> None:
    """Staff cancel one session, or all of it."""
    async with town.running.database.transaction() as tx:
        here, programme = await now_of(tx, gathering), town.running.services.programme
        if number is None:
            await gatherings.move_gathering(tx, here.id, GatheringState.CANCELLED, town.now)
            await telling.gathering_cancelled(tx, programme, here, town.now)
        else:
            await gatherings.cancel_session(tx, here.sessions[number].id)
            await telling.session_cancelled(tx, programme, here, here.sessions[number], town.now)
    await town.step()


def moment(someone: Citizen, when: datetime) -> str:
    return plain(someone.tr.moment(when))


async def test_a_session_is_moved_inside_a_course(town: Town, language: str) -> None:
    await town.staff("Mette")
    course = await open_course(town)
    amina = await family(town, "Amina", language, course, reminders=False)
    second = course.sessions[1]
    moved = await moves(town, course, timedelta(days=1), 1)
    assert amina.reads(CHANGED)
    assert amina.reads("Before: {moment}", moment=moment(amina, second.starts_at))
    assert amina.reads("Now: {moment}", moment=moment(amina, moved.starts_at))
    await amina.taps("❌ Not this time")
    assert amina.reads("You are not coming this time. Thank you for telling us.")
    await moves(town, course, timedelta(days=1), 1)
    # The new time is a new question.
    await amina.presses(f"session:{second.code}")
    assert amina.reads("Are you coming?")


async def test_an_evening_is_cancelled_two_hours_before(town: Town) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town, places=2)
    everybody = [await family(town, name, code, evening) for name, code in zip("ABC", ("da", "en", "ar"), strict=True)]
    await town.until(EVENING - timedelta(hours=2, minutes=10))
    await cancels(town, evening)
    for someone in everybody:
        # The third one waits for a place and has to know as well.
        assert someone.reads(CANCELLED)
        assert plain(someone.tr.time(EVENING)) in someone.text
    await town.until(EVENING)
    assert all(someone.reads(CANCELLED) for someone in everybody)
    assert await sent(town, "gathering-cancelled") == {"sent": 3}


async def test_one_session_is_cancelled_and_the_next_is_named(calm_town: Town, language: str) -> None:
    await calm_town.staff("Mette")
    course = await open_course(calm_town)
    amina = await family(calm_town, "Amina", language, course)
    await cancels(calm_town, course, 0)
    assert amina.reads(CANCELLED)
    assert amina.reads("The next time: {moment}", moment=moment(amina, course.sessions[1].starts_at))


async def test_both_parents_learn_of_it_and_whoever_left_does_not(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina, yusuf = await calm_town.resident("Amina", "ar"), await calm_town.resident("Yusuf", "da")
    basma = await family(calm_town, "Basma", "en", evening)
    await same_family(calm_town, amina, yusuf)
    await takes_part(calm_town, yusuf, evening)
    await basma.presses(f"session:{evening.sessions[0].code}:leave")
    await cancels(calm_town, evening)
    assert [one.has_read(CANCELLED) for one in (amina, yusuf, basma)] == [True, True, False]


async def test_moved_on_before_it_was_said_she_reads_what_she_knew_and_what_is_true(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    course = await open_course(calm_town)
    amina = await family(calm_town, "Amina", "da", course)
    first = course.sessions[0]
    await calm_town.until(MONDAY.replace(hour=23))
    moved = [await moves(calm_town, course, timedelta(days=1)) for _ in range(2)][-1]
    # It is days ahead: at night nobody is woken for it.
    assert not amina.has_read(CHANGED)
    await calm_town.until(MONDAY.replace(day=24, hour=8))
    assert amina.times_read(CHANGED) == 1
    assert amina.reads("Before: {moment}", moment=moment(amina, first.starts_at))
    assert amina.reads("Now: {moment}", moment=moment(amina, moved.starts_at))


async def test_moved_back_to_what_she_knows_nothing_is_said(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    course = await open_course(calm_town)
    amina = await family(calm_town, "Amina", "da", course)
    await calm_town.until(MONDAY.replace(hour=23))
    await moves(calm_town, course, timedelta(days=1))
    await moves(calm_town, course, -timedelta(days=1))
    await calm_town.until(MONDAY.replace(day=24, hour=9))
    assert not amina.has_read(CHANGED)
    assert await sent(calm_town, "session-moved") == {"cancelled": 2}


async def test_at_night_it_is_said_only_if_the_morning_is_too_late(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    course = await open_course(calm_town, at=COURSE.replace(hour=9))
    amina = await family(calm_town, "Amina", "da", course)
    await calm_town.until(COURSE.replace(hour=2))
    await cancels(calm_town, course, 0)
    assert amina.reads(CANCELLED)
    await cancels(calm_town, course, 1)
    assert amina.times_read(CANCELLED) == 1
    await calm_town.until(COURSE.replace(hour=8))
    assert amina.times_read(CANCELLED) == 2


async def test_a_private_group_is_not_named(calm_town: Town) -> None:
    await calm_town.staff("Nina", Role.HEALTH_NURSE)
    group = await open_group(calm_town)
    amina = await family(calm_town, "Amina", "da", group, party=Party())
    await moves(calm_town, group, timedelta(days=1))
    await cancels(calm_town, group, 1)
    for message in amina.bot_messages():
        assert "ødregruppe" not in message.text
    assert amina.has_read(CHANGED)
    assert amina.has_read(CANCELLED)


async def test_who_has_no_phone_in_the_chat_is_rung(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    await without_a_phone(calm_town, evening, "Familien Holm", "86 12 34 56")
    await cancels(calm_town, evening)
    assert karen.reads("Please ring this family: it has no phone in this chat.")
    assert "Familien Holm" in karen.text
    assert "86 12 34 56" not in karen.text
    assert await rows(calm_town, "SELECT count(*) FROM outbox WHERE kind = 'gathering-cancelled'") == [(0,)]


async def adds(town: Town, gathering: Gathering, at: datetime) -> Session:
    """Staff add one session."""
    async with town.running.database.transaction() as tx:
        (code,) = await gatherings.add_sessions(tx, gathering.id, [(Span(at, at + timedelta(hours=3)), About())])
        here = await now_of(tx, gathering)
        made = here.session(code)
        assert made is not None
        await telling.session_added(tx, town.running.services.programme, here, made, town.now)
    await town.step()
    return made


async def test_one_more_session_is_told_to_everybody_who_takes_part(town: Town, language: str) -> None:
    await town.staff("Mette")
    course = await open_course(town)
    amina, basma = await family(town, "Amina", language, course, reminders=False), await town.resident("Basma", "en")
    more = await adds(town, course, COURSE + timedelta(days=2))
    assert amina.reads(MORE)
    assert plain(amina.tr.soon(more.starts_at, town.now)) in amina.text
    await amina.taps("✅ Yes, coming")
    assert amina.reads("You are coming. We look forward to it.")
    assert not basma.has_read(MORE)


async def test_of_what_was_added_and_called_off_at_night_nothing_is_said(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    course = await open_course(calm_town)
    amina = await family(calm_town, "Amina", "en", course, reminders=False)
    await calm_town.until(MONDAY.replace(hour=23))
    more = await adds(calm_town, course, COURSE + timedelta(days=2))
    async with calm_town.running.database.transaction() as tx:
        await gatherings.cancel_session(tx, more.id)
    await calm_town.until(MONDAY.replace(hour=23) + timedelta(hours=12))
    assert not amina.has_read(MORE)
    assert await sent(calm_town, "session-added") == {"cancelled": 1}


async def test_the_new_time_is_one_tap_from_her_calendar(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    course = await open_course(calm_town)
    amina = await family(calm_town, "Amina", "en", course, reminders=False)
    await moves(calm_town, course, timedelta(days=1), 1)
    await amina.taps("🗓 To my calendar")
    (meeting,) = [message.document.bytes for message in amina.bot_messages() if message.document]
    assert meeting.count(b"BEGIN:VEVENT") == 1


async def test_where_all_who_run_it_are_away_one_of_them_is_told_whom_to_ring(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    await without_a_phone(calm_town, evening, "Familien Holm", "86 12 34 56")
    await sick(karen)
    await cancels(calm_town, evening)
    await karen.presses(f"held:{evening.sessions[0].code}:calls")
    assert "1 familie skal ringes op" in karen.text


async def test_another_place_reaches_everybody(town: Town, language: str) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town, places=1)
    amina, basma = [await family(town, name, language, evening) for name in ("Amina", "Basma")]
    await karen.presses(f"plan:{evening.code}:set:venue")
    assert karen.reads("Whoever has signed up is told the new place at once.")
    await karen.types("Dokk1, Hack Kampmanns Plads 2")
    assert "2 tilmeldinger får besked." in karen.text
    for someone in (amina, basma):
        assert someone.reads(ELSEWHERE)
        assert "Hack Kampmanns Plads 2" in someone.text
        assert plain(someone.tr.time(EVENING)) in someone.text
    await karen.presses(f"plan:{evening.code}:set:venue")
    await karen.types("Dokk1, Hack Kampmanns Plads 2")
    assert [one.times_read(ELSEWHERE) for one in (amina, basma)] == [1, 1]
    assert await rows(town, "SELECT sequence FROM sessions") == [(1,)]


async def test_of_two_places_in_one_night_only_the_last_is_told(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina = await family(calm_town, "Amina", "en", evening)
    await calm_town.until(MONDAY.replace(hour=23))
    for place in ("Dokk1, Plads 2", "Skolen, Vej 3"):
        await karen.presses(f"plan:{evening.code}:set:venue")
        await karen.types(place)
    await calm_town.until(MONDAY.replace(day=24, hour=8))
    assert amina.times_read(ELSEWHERE) == 1
    assert "Skolen" in amina.text


async def test_a_session_with_a_place_of_its_own_stays_where_it_is(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    course = await open_course(calm_town)
    amina = await family(calm_town, "Amina", "en", course)
    await mette.presses(f"planned:{course.sessions[0].code}:set:venue")
    await mette.types("Biblioteket, Vej 1")
    assert "Biblioteket" in amina.text
    await mette.presses(f"plan:{course.code}:set:venue")
    await mette.types("Skolen, Vej 3")
    assert "Skolen" in amina.text
    assert plain(amina.tr.soon(course.sessions[1].starts_at, calm_town.now)) in amina.text


async def test_who_counted_on_childcare_is_not_forgotten_when_there_is_none(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    await family(calm_town, "Amina", "en", evening)
    await karen.presses(f"plan:{evening.code}:set:care:no")
    assert "1 familie regnede med børnepasning." in karen.text
    await karen.presses(f"plan:{evening.code}:set:care:no")
    assert "regnede med" not in karen.text
