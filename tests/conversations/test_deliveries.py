"""Every delivery can be seen, and what needs a phone call instead is a list."""

from datetime import timedelta

from domain.people import Role
from tests.conversations.gatherings import open_evening, same_family
from tests.conversations.taking_part import family, takes_part, without_a_phone
from tests.conversations.test_gathering_changes import cancels, moves
from tests.conversations.test_who_is_coming import at_the_card
from tests.town import Town

NOBODY = "Every message has arrived. There is nobody to call."


async def test_by_family_what_was_sent_and_what_became_of_it(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    await family(calm_town, "Amina", "ar", evening)
    basma = await family(calm_town, "Basma", "en", evening)
    basma.phone.block()
    await calm_town.step()
    await moves(calm_town, evening, timedelta(hours=1))
    await at_the_card(karen)
    await karen.taps("✉️ Messages")
    assert karen.text.count("nyt tidspunkt, sendt") == 1
    assert karen.text.count("nyt tidspunkt, ikke sendt, borgeren har blokeret") == 1
    await karen.taps("↩️ Back")
    await karen.taps("📞 Who must be called")
    assert "1 familie skal ringes op" in karen.text


async def test_a_family_is_reached_when_one_parent_is(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    amina, yusuf = await family(calm_town, "Amina", "ar", evening), await calm_town.resident("Yusuf", "da")
    await same_family(calm_town, amina, yusuf)
    amina.phone.block()
    await calm_town.step()
    await cancels(calm_town, evening)
    await karen.presses(f"held:{evening.sessions[0].code}:calls")
    assert karen.reads(NOBODY)


async def test_whoever_was_not_reached_is_rung_and_that_is_noted(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    await without_a_phone(town, evening, "Familien Holm", "86 12 34 56")
    basma = await town.resident("Basma", "en")
    await takes_part(town, basma, evening)
    basma.phone.block()
    await town.step()
    await cancels(town, evening)
    await karen.taps("📞 Who must be called")
    assert "2 familier skal ringes op" in karen.text
    assert "86 12 34 56" not in karen.text
    await karen.taps_label(next(label for label in karen.sees if "Holm" in label))
    assert "86 12 34 56" in karen.text
    await karen.taps("✅ Told by phone")
    assert "1 familie skal ringes op" in karen.text
    await karen.taps_nth(0)
    assert karen.reads("They left no number.")
    await karen.taps("✅ Told by phone")
    assert karen.reads(NOBODY)
    await karen.taps("↩️ Back")
    await karen.taps("✉️ Messages")
    assert "det hele er aflyst, sagt i telefonen" in karen.text


async def test_what_reached_her_later_needs_no_call(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    basma = await family(calm_town, "Basma", "en", evening)
    basma.phone.block()
    await calm_town.step()
    await moves(calm_town, evening, timedelta(hours=1))
    await basma.starts()
    assert basma.has_read("The time is changed.")
    await karen.presses(f"held:{evening.sessions[0].code}:calls")
    assert karen.reads(NOBODY)


async def test_of_a_family_the_newest_messages_are_shown(calm_town: Town) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(calm_town)
    await family(calm_town, "Amina", "ar", evening)
    for _ in range(8):
        await moves(calm_town, evening, timedelta(minutes=5))
    await at_the_card(karen)
    await karen.taps("✉️ Messages")
    assert karen.text.count("nyt tidspunkt") == 6
    assert "…" in karen.text
