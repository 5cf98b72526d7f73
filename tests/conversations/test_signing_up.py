"""Signing up: a family in a few taps, one woman in fewer, changed and left at any time, by either parent."""

from datetime import timedelta

import pytest

from domain.gatherings import GatheringState
from domain.people import Role
from storage import gatherings
from tests.conversations.gatherings import (
    COURSE,
    EVENING,
    fills_in,
    looks_at,
    open_course,
    open_evening,
    open_mothers,
    same_family,
    signs_up,
)
from tests.conversations.ledger import rows
from tests.town import Citizen, Town

DEAD = "This button no longer works. Here is what is true now."
GOING = "You are signed up. We look forward to seeing you."
WHAT_A_REMINDER_IS = "A reminder says when and where your time is, nothing else."


async def kept(town: Town) -> list[tuple[object, ...]]:
    """Every sign-up there is: state, adults, children, childcare, dish."""
    return [tuple(row) for row in await rows(town, "SELECT state, adults, children, childcare, dish FROM sign_ups")]


async def test_a_family_signs_up_in_a_few_taps(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await town.resident("Amina", language)
    await amina.taps("📅 What's on")
    await amina.taps_label({"da": "🍲 Familieaften", "en": "🍲 Family evening", "ar": "🍲 أمسية العائلات"}[language])
    before = amina.acted
    await fills_in(amina, children=["3-5", "3-5", "6-9"])
    assert amina.reads("Is this right?")
    assert amina.reads("We look after the children.")
    assert amina.reads(WHAT_A_REMINDER_IS)
    assert amina.label("✅ Sign us up") not in amina.sees
    await amina.taps("✅ Yes, and remind me")
    assert amina.acted - before == 10
    assert amina.reads(GOING)
    assert await kept(town) == [("going", 2, '{"3-5": 2, "6-9": 1}', 1, "own")]
    assert await rows(town, "SELECT purpose, given, language FROM consents") == [("reminders", 1, language)]
    assert evening.places == 30


async def test_whoever_said_yes_to_reminders_is_not_asked_again(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    first = await open_evening(calm_town)
    second = await open_evening(calm_town, at=EVENING + timedelta(weeks=1))
    amina = await calm_town.resident("Amina", "en")
    await signs_up(amina, first, children=["3-5"])
    assert amina.label("🔔 Remind me") not in amina.sees
    # The second time the family is known: only what is new is asked.
    await looks_at(amina, second)
    await amina.taps("✅ Sign up")
    assert amina.reads("Shall we look after the children?")
    await amina.taps("No")
    await amina.taps("Fruit")
    await amina.taps("✔️ Go on")
    assert not amina.reads(WHAT_A_REMINDER_IS)
    await amina.taps("✅ Sign us up")
    assert (await kept(calm_town))[1] == ("going", 2, '{"3-5": 1}', 0, "fruit")


async def test_all_that_a_kitchen_and_a_host_need(town: Town) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await town.resident("Amina", "ar")
    await looks_at(amina, evening)
    await amina.taps("✅ Sign up")
    await amina.taps_label("3")
    await amina.taps_label(amina.tr.text("{first}–{last} years", first=0, last=2))
    await amina.taps("Start again")
    await amina.taps("No children")
    await amina.taps("A salad")
    for label in ("Food we do not eat", "An interpreter", "What you may call us", "A number to call", "✔️ Go on"):
        await amina.taps(label)
    for label in ("No nuts", "No nuts", "Halal", "✔️ Go on"):
        await amina.taps(label)
    await amina.taps_nth(0)
    await amina.types("Familien Haddad")
    await amina.types("ikke et nummer")
    await amina.shares_number()
    assert amina.reads("Is this right?")
    assert "Familien Haddad" in amina.text
    await amina.taps("✏️ Change who comes")
    await amina.taps_nth(0)
    await amina.taps("No children")
    await amina.taps("✅ Yes, no reminders")
    assert amina.reads(GOING)
    assert "Familien Haddad" in amina.text
    assert amina.reads("We have a number to call.")
    assert await kept(town) == [("going", 2, "{}", 0, "salad")]
    assert await rows(town, "SELECT allergies, interpreter FROM sign_ups") == [('{"nuts": 2, "halal": 1}', "ar")]
    # What she wrote is sealed.
    ((name,),) = await rows(town, "SELECT name FROM sign_ups")
    assert b"Haddad" not in name


async def test_a_woman_signs_up_for_herself(town: Town, language: str) -> None:
    await town.staff("Mette")
    mothers = await open_mothers(town)
    amina = await town.resident("Amina", language)
    await looks_at(amina, mothers)
    for label in ("✅ Sign up", "Yes", "✔️ Go on", "✅ Yes, no reminders"):
        await amina.taps(label)
    assert amina.reads(GOING)
    assert await kept(town) == [("going", 1, '{"0-2": 1}', 0, None)]
    assert amina.label("❌ I can't come") in amina.sees


async def test_she_changes_and_leaves_and_comes_back(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await town.resident("Amina", language)
    await signs_up(amina, evening, children=["3-5"])
    await amina.taps("✏️ Change it")
    assert amina.reads("Is this right?")
    await amina.taps("✏️ Change the food")
    await amina.taps("Bread")
    await amina.taps("✅ Save the change")
    assert amina.reads("It is changed. Thank you for telling us.")
    assert await kept(town) == [("going", 2, '{"3-5": 1}', 1, "bread")]
    await amina.taps("❌ We can't come")
    await amina.taps("❌ Yes, take us off")
    assert amina.reads("Thank you for telling us. Now somebody else can come.")
    assert (await kept(town))[0][0] == "left"
    await amina.taps("✅ Sign up again")
    assert amina.reads(GOING)
    assert await kept(town) == [("going", 2, '{"3-5": 1}', 1, "bread")]


async def test_both_parents_see_and_change_the_same(town: Town) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina, omar = await town.resident("Amina", "ar"), await town.resident("Omar", "da")
    await same_family(town, amina, omar)
    await signs_up(amina, evening, children=["3-5"])
    await omar.taps("📅 What's on")
    assert omar.reads("You take part in:")
    await omar.taps_nth(0)
    await omar.taps("✏️ Change it")
    # While he looks at what he changed, she takes them off: what he saves does not bring it back.
    await amina.taps("❌ We can't come")
    await amina.taps("❌ Yes, take us off")
    await omar.taps("✅ Save the change")
    assert omar.reads(DEAD)
    assert omar.reads("You are not signed up.")
    assert [row[0] for row in await kept(town)] == ["left"]
    await omar.taps("✅ Sign up again")
    assert omar.reads(GOING)
    # It is one sign-up; whoever presses an old button sees what is true.
    await looks_at(amina, evening)
    assert amina.label("✏️ See my sign-up") in amina.sees
    assert len(await kept(town)) == 1


async def test_two_parents_who_sign_up_at_once_are_one_family(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town, places=1)
    amina, omar = await calm_town.resident("Amina", "en"), await calm_town.resident("Omar", "en")
    await same_family(calm_town, amina, omar)
    for someone in (amina, omar):
        await looks_at(someone, evening)
        await fills_in(someone)
    amina.phone.tap("✅ Yes, no reminders")
    omar.phone.tap("✅ Yes, no reminders")
    await calm_town.step()
    assert len(await kept(calm_town)) == 1
    assert omar.reads("You were signed up already. This is what stands now.")


async def test_a_double_tap_is_one_sign_up(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await looks_at(amina, evening)
    await fills_in(amina)
    message = amina.phone.messages[-1]
    amina.phone.tap("✅ Yes, no reminders")
    amina.phone.tap("✅ Yes, no reminders", message=message)
    await calm_town.step()
    assert len(await kept(calm_town)) == 1
    assert amina.reads("You are signed up.")


@pytest.mark.parametrize("state", [GatheringState.CANCELLED, GatheringState.ENDED])
async def test_what_ends_while_she_fills_it_in_takes_nobody(calm_town: Town, state: GatheringState) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await looks_at(amina, evening)
    await fills_in(amina)
    async with calm_town.running.database.transaction() as tx:
        await gatherings.move_gathering(tx, evening.id, state, calm_town.now)
    await amina.taps("✅ Yes, no reminders")
    assert "Here you see what else is on." in amina.text
    assert await kept(calm_town) == []


async def test_after_three_days_she_goes_on_where_she_was(town: Town) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await town.resident("Amina", "da")
    await looks_at(amina, evening)
    await amina.taps("✅ Sign up")
    await amina.taps_label("3")
    await amina.sends_photo()
    await amina.types("/home")
    await town.later(days=3)
    await amina.taps("📝 Go on where I was")
    await amina.types("Hvad skal jeg gøre?")
    assert amina.reads("How many children come? Tap their age, once for each child.")
    for label in ("No children", "Our own food", "✔️ Go on", "✅ Yes, no reminders"):
        await amina.taps(label)
    assert await kept(town) == [("going", 3, "{}", 0, "own")]


async def test_a_course_that_has_begun_takes_nobody_new_and_lets_everybody_leave(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    course = await open_course(calm_town)
    amina, late = await calm_town.resident("Amina", "en"), await calm_town.resident("Late", "en")
    await signs_up(amina, course, children=["3-5"])
    await calm_town.until(COURSE + timedelta(weeks=1, hours=1))
    await looks_at(late, course)
    assert late.reads("It has begun, so you cannot sign up any more. Ask us when the next one is.")
    await late.presses(f"join:{course.code}")
    assert await rows(calm_town, "SELECT count(*) FROM sign_ups") == [(1,)]
    await leaves(amina)
    assert (await kept(calm_town))[0][0] == "left"
    assert amina.label("✅ Sign up again") not in amina.sees


async def leaves(someone: Citizen) -> None:
    await someone.types("/home")
    await someone.taps("📅 What's on")
    await someone.taps_nth(0)
    await someone.taps("❌ We can't come")
    await someone.taps("❌ Yes, take us off")


async def test_an_evening_that_has_begun_is_as_it_is(calm_town: Town) -> None:
    await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await signs_up(amina, evening)
    ((code,),) = await rows(calm_town, "SELECT code FROM sign_ups")
    await calm_town.until(EVENING + timedelta(minutes=10))
    for verb in ("change", "leave", "leave:yes", "no", "take", "again", "remind"):
        await amina.presses(f"mine:{code}:{verb}")
        assert amina.reads("It has begun. If you are signed up, just come in."), verb
    await calm_town.until(EVENING + timedelta(hours=3))
    for verb in ("change", "leave", "leave:yes", "no", "take", "again", "remind"):
        await amina.presses(f"mine:{code}:{verb}")
        assert amina.reads("This is over. Here you see what else is on."), verb
    assert (await kept(calm_town))[0][0] == "going"


async def test_what_we_know_of_her_says_what_she_signed_up_for(town: Town, language: str) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await town.resident("Amina", language)
    await signs_up(amina, evening, children=["3-5"])
    await amina.types("/privacy")
    await amina.taps("What you know about me")
    assert amina.reads("You signed up for this:")
    assert amina.reads("Children {ages}: {n}", ages=amina.tr.text("{first}–{last} years", first=3, last=5), n="1")
