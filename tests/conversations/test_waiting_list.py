"""Full: an honest place in line, an offer that stands for a stated time, and a cut-off before the start."""

from datetime import timedelta

from domain.gatherings import Gathering
from domain.people import Role
from handlers.gatherings import line
from storage.gatherings import set_gathering
from tests.conversations.gatherings import EVENING, fills_in, looks_at, open_evening, same_family, signs_up
from tests.conversations.ledger import rows, unsound
from tests.town import Citizen, Town

DEAD = "This button no longer works. Here is what is true now."
GOING = "You are signed up. We look forward to seeing you."
IN_LINE = "You are number {n} in line."
FREE = "A place is free. We keep it for you until {moment}."
GONE = "Sorry, the place has just gone to somebody else."
LAPSED = "We kept a place for you, but the time is over. No harm done."


async def full(town: Town) -> tuple[Gathering, Citizen]:
    """An evening with one place, and the family that has it."""
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town, places=1)
    first = await town.resident("First", "en")
    await signs_up(first, evening)
    return evening, first


async def leaves(someone: Citizen) -> None:
    await someone.taps("❌ We can't come")
    await someone.taps("❌ Yes, take us off")


async def states(town: Town) -> list[str]:
    return [str(state) for (state,) in await rows(town, "SELECT state FROM sign_ups ORDER BY id")]


def offered_until(someone: Citizen, **after: float) -> str:
    return someone.tr.soon(someone.town.now + timedelta(**after), someone.town.now)


async def test_a_freed_place_is_offered_to_the_first_in_line_who_says_yes(town: Town, language: str) -> None:
    evening, first = await full(town)
    amina, basma = await town.resident("Amina", language), await town.resident("Basma", language)
    for number, someone in enumerate((amina, basma), 1):
        await looks_at(someone, evening)
        assert someone.label("✅ Get in line") in someone.sees
        await signs_up(someone, evening, children=["3-5"])
        assert someone.reads("It is full now, so you are in line.")
        assert someone.reads(IN_LINE, n=str(number))
        assert someone.reads("If a place becomes free, we write to you.")
    await leaves(first)
    assert amina.reads(FREE, moment=offered_until(amina, hours=24))
    # It counts as taken meanwhile; who comes now is in line behind the others, who moved up.
    assert not basma.has_read(FREE, moment=offered_until(basma, hours=24))
    await looks_at(basma, evening)
    await basma.taps("✏️ See my sign-up")
    assert basma.reads(IN_LINE, n="1")
    await amina.taps("✅ Yes, we come")
    assert amina.reads(GOING)
    assert await states(town) == ["left", "going", "waiting"]


async def test_whoever_says_no_gives_it_on(town: Town, language: str) -> None:
    evening, first = await full(town)
    amina, basma = await town.resident("Amina", language), await town.resident("Basma", language)
    for someone in (amina, basma):
        await signs_up(someone, evening)
    await leaves(first)
    await amina.taps("No, give it on")
    assert amina.reads("Thank you for telling us. You are not in line any more.")
    assert basma.reads(FREE, moment=offered_until(basma, hours=24))
    await basma.taps("✅ Yes, we come")
    assert await states(town) == ["left", "left", "going"]


async def test_an_offer_whose_time_is_over_goes_on_and_she_may_wait_again(town: Town, language: str) -> None:
    evening, first = await full(town)
    amina, basma = await town.resident("Amina", language), await town.resident("Basma", language)
    for someone in (amina, basma):
        await signs_up(someone, evening)
    await leaves(first)
    await town.later(hours=24, minutes=1)
    assert amina.reads(LAPSED)
    assert basma.reads(FREE, moment=offered_until(basma, hours=24))
    await amina.taps("🔁 Get in line again")
    assert amina.reads(IN_LINE, n="1")
    assert await states(town) == ["left", "waiting", "offered"]


async def test_an_offer_that_expires_while_she_answers(calm_town: Town) -> None:
    evening, first = await full(calm_town)
    amina, basma = await calm_town.resident("Amina", "en"), await calm_town.resident("Basma", "en")
    for someone in (amina, basma):
        await signs_up(someone, evening)
    await leaves(first)
    # Her press is on its way when the time is over: the clock has not come round, and somebody else waits.
    calm_town.telegram.clock.jump(timedelta(hours=24, minutes=1))
    await amina.taps("✅ Yes, we come")
    assert amina.has_read(GONE)
    assert (await states(calm_town))[1:] == ["lapsed", "offered"]
    await basma.taps("✅ Yes, we come")
    assert (await states(calm_town))[1:] == ["lapsed", "going"]


async def test_two_families_on_the_last_place(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town, places=1)
    amina, basma = await calm_town.resident("Amina", "en"), await calm_town.resident("Basma", "en")
    for someone in (amina, basma):
        await looks_at(someone, evening)
        assert someone.reads("{n} place is free.", n="1")
        await fills_in(someone)
    amina.phone.tap("✅ Yes, no reminders")
    basma.phone.tap("✅ Yes, no reminders")
    await calm_town.step()
    assert amina.reads(GOING)
    assert basma.reads("It is full now, so you are in line.")
    assert basma.reads(IN_LINE, n="1")
    assert await states(calm_town) == ["going", "waiting"]


async def test_near_the_start_whoever_taps_first_has_it(town: Town) -> None:
    evening, first = await full(town)
    amina, basma = await town.resident("Amina", "ar"), await town.resident("Basma", "da")
    for someone in (amina, basma):
        await signs_up(someone, evening)
    await town.until(EVENING - timedelta(hours=5))
    await first.types("/home")
    await first.taps("🗓 My appointments")
    await first.taps_nth(0)
    await leaves(first)
    for someone in (amina, basma):
        assert someone.reads("A place is free. Whoever taps first has it.")
    await basma.taps("✅ Take the place")
    assert basma.reads(GOING)
    await amina.taps("✅ Take the place")
    assert amina.reads(GONE)
    assert amina.reads(IN_LINE, n="1")
    assert await states(town) == ["left", "waiting", "going"]


async def test_nobody_is_woken_for_a_place(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    morning = EVENING.replace(day=4, hour=12)
    evening = await open_evening(calm_town, at=morning, places=1, activity="course")
    first, amina = await calm_town.resident("First", "en"), await calm_town.resident("Amina", "en")
    for someone in (first, amina):
        await signs_up(someone, evening)
    await calm_town.until(morning.replace(day=3, hour=22))
    await leaves(first)
    assert not amina.has_read("A place is free. Whoever taps first has it.")
    await calm_town.until(morning.replace(hour=8, minute=1))
    assert amina.reads("A place is free. Whoever taps first has it.")


async def test_more_places_are_offered_to_those_who_wait(town: Town) -> None:
    evening, _ = await full(town)
    amina, basma = await town.resident("Amina", "ar"), await town.resident("Basma", "en")
    for someone in (amina, basma):
        await signs_up(someone, evening)
    async with town.running.database.transaction() as tx:
        await set_gathering(tx, evening.id, {"places": 3})
        await line.fill(tx, town.running.services.programme, evening.id, town.now)
    await town.step()
    for someone in (amina, basma):
        assert someone.reads(FREE, moment=offered_until(someone, hours=24))
        await someone.taps("✅ Yes, we come")
    assert await states(town) == ["going", "going", "going"]


async def test_the_other_parent_answers_the_offer(town: Town) -> None:
    evening, first = await full(town)
    amina, omar = await town.resident("Amina", "ar"), await town.resident("Omar", "en")
    await same_family(town, amina, omar)
    await signs_up(amina, evening)
    await leaves(first)
    await omar.types("/home")
    await omar.taps("📅 What's on")
    await omar.taps_nth(0)
    await omar.taps("✅ Yes, we come")
    assert omar.reads(GOING)
    # The other one presses, too: it is theirs already.
    await amina.taps("✅ Yes, we come")
    assert amina.reads(GOING)
    assert await states(town) == ["left", "going"]
    assert await unsound(town) == {}


async def test_whoever_leaves_the_line_is_not_in_anybodys_way(calm_town: Town) -> None:
    evening, _ = await full(calm_town)
    amina, basma = await calm_town.resident("Amina", "en"), await calm_town.resident("Basma", "en")
    for someone in (amina, basma):
        await signs_up(someone, evening)
    await amina.taps("❌ Leave the line")
    assert amina.reads("Do you want to leave the line?")
    await amina.taps("❌ Yes, take us off")
    assert amina.reads("Thank you for telling us. You are not in line any more.")
    await basma.types("/home")
    await basma.taps("🗓 My appointments")
    await basma.taps_nth(0)
    assert basma.reads(IN_LINE, n="1")
    # A press that takes a place when there is none changes nothing.
    ((code,),) = await rows(calm_town, "SELECT code FROM sign_ups WHERE state = 'waiting'")
    await basma.presses(f"mine:{code}:take")
    assert basma.reads(GONE)
    assert await states(calm_town) == ["going", "left", "waiting"]


async def test_nothing_is_offered_of_what_has_begun(calm_town: Town) -> None:
    evening, first = await full(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await signs_up(amina, evening)
    await calm_town.until(EVENING + timedelta(minutes=5))
    ((code,),) = await rows(calm_town, "SELECT code FROM sign_ups WHERE state = 'waiting'")
    for verb in ("take", "again", "leave:yes", "no"):
        await amina.presses(f"mine:{code}:{verb}")
        assert amina.reads("It has begun. If you are signed up, just come in."), verb
    assert await states(calm_town) == ["going", "waiting"]
    assert first.reads(GOING)


async def test_both_parents_are_offered_the_place_and_the_first_answer_counts(town: Town, language: str) -> None:
    evening, first = await full(town)
    amina, omar = await town.resident("Amina", language), await town.resident("Omar", "en")
    await same_family(town, amina, omar)
    await signs_up(amina, evening)
    await leaves(first)
    for parent in (amina, omar):
        assert parent.reads(FREE, moment=offered_until(parent, hours=24))
    await omar.taps("✅ Yes, we come")
    # The no of the other one comes too late: nobody takes the place of the family away with one tap.
    await amina.taps("No, give it on")
    assert amina.reads(DEAD)
    assert amina.reads("You are signed up.")
    assert await states(town) == ["left", "going"]


async def test_both_parents_hear_that_the_time_is_over(calm_town: Town) -> None:
    evening, first = await full(calm_town)
    amina, omar = await calm_town.resident("Amina", "ar"), await calm_town.resident("Omar", "en")
    await same_family(calm_town, amina, omar)
    await signs_up(amina, evening)
    await leaves(first)
    await calm_town.later(hours=24, minutes=1)
    assert (amina.times_read(LAPSED), omar.times_read(LAPSED)) == (1, 1)


async def test_whoever_comes_back_speaks_for_what_a_forgotten_parent_left(calm_town: Town) -> None:
    evening, _ = await full(calm_town)
    amina, omar = await calm_town.resident("Amina", "ar"), await calm_town.resident("Omar", "en")
    await signs_up(amina, evening)
    await same_family(calm_town, amina, omar)
    await looks_at(amina, evening)
    await amina.taps("✏️ See my sign-up")
    await amina.taps("❌ Leave the line")
    await amina.taps("❌ Yes, take us off")
    for parent in (amina, omar):
        if parent is omar:
            await looks_at(omar, evening)
            await omar.taps("✅ Get in line")
            await omar.taps("✅ Get in line")
            assert await states(calm_town) == ["going", "waiting"]
        await parent.types("/privacy")
        await parent.taps("🗑 Forget me")
        await parent.taps_nth(0)
    assert await rows(calm_town, "SELECT count(*) FROM persons WHERE telegram_id IS NULL") == [(2,)]
    assert await states(calm_town) == ["going", "left"]
