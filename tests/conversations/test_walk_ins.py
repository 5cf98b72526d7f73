"""Somebody just comes by: four taps and the talk stands in the register."""

from datetime import timedelta

from tests.conversations.ledger import rows, unsound
from tests.conversations.walks import books
from tests.town import Citizen, Town

DEAD = "This button no longer works. Here is what is true now."
DAY = timedelta(days=1)
COUNTED = "Families with at least one talk this year: {families} of {goal}."


async def comes_by(mette: Citizen, family: str | None = None) -> None:
    """Somebody came by about letters and spoke Arabic: four taps, counting the one that opens it."""
    await mette.taps("🚪 Somebody came by")
    await mette.taps("✉️ Letters and forms")
    await mette.taps_label("arabisk")
    if family is None:
        await mette.taps("🆕 A new family")
    else:
        await mette.taps_label(family)


async def counts(mette: Citizen, families: int) -> bool:
    await mette.types("/idag")
    return mette.reads(COUNTED, families=families, goal=50)


async def test_four_taps_and_it_is_saved(town: Town) -> None:
    mette = await town.staff("Mette")
    await mette.types("/start")
    await comes_by(mette)
    assert mette.reads("Saved.")
    assert await rows(town, "SELECT way, topic, language FROM talks") == [("walk-in", "letters", "ar")]
    assert await counts(mette, 1)
    assert await unsound(town) == {}


async def test_a_talk_in_a_language_we_do_not_write(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await mette.types("/start")
    await mette.taps("🚪 Somebody came by")
    await mette.taps("✉️ Letters and forms")
    for label in ("kurdisk (kurmanji)", mette.label("🆕 A new family")):
        await mette.taps_label(label)
    assert "kurdisk (kurmanji)" in mette.text
    assert await rows(calm_town, "SELECT language FROM talks") == [("kmr",)]


async def test_the_same_button_twice_is_one_talk_and_one_family(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await mette.types("/start")
    await mette.taps("🚪 Somebody came by")
    await mette.taps("✉️ Letters and forms")
    await mette.taps_label("arabisk")
    before = len(await rows(calm_town, "SELECT id FROM families"))
    (data,) = [
        button.data
        for message in mette.bot_messages()[-1:]
        for row in message.buttons
        for button in row
        if button.label == mette.label("🆕 A new family")
    ]
    for _ in range(3):
        await mette.presses(str(data))
    assert len(await rows(calm_town, "SELECT id FROM talks")) == 1
    assert len(await rows(calm_town, "SELECT id FROM families")) == before + 1


async def test_a_family_that_was_here_before_is_known_again_and_counted_once(town: Town) -> None:
    mette = await town.staff("Mette")
    await mette.types("/start")
    await comes_by(mette)
    await mette.taps("✏️ Nickname")
    await mette.types("Tvillingerne")
    assert "Tvillingerne" in mette.text
    known = mette.text.split("Tvillingerne · ")[1][:4]
    await mette.types("/start")
    await comes_by(mette, f"Tvillingerne · {known}")
    assert mette.reads("Saved.")
    assert await counts(mette, 1)
    assert len(await rows(town, "SELECT id FROM talks")) == 2
    assert b"Tvillingerne" not in repr(await rows(town, "SELECT nickname FROM families")).encode()
    assert await unsound(town) == {}


async def test_yesterday_at_a_gathering_and_taken_back(town: Town) -> None:
    mette = await town.staff("Mette")
    await mette.types("/start")
    await comes_by(mette)
    await mette.taps("It was yesterday")
    await mette.taps("At a gathering")
    assert mette.reads("At a course or an evening")
    ((way, held_at),) = await rows(town, "SELECT way, held_at FROM talks")
    assert (way, held_at // 86_400_000_000) == ("gathering", int(town.now.timestamp()) // 86_400 - 1)
    # An old button pressed again says the same once more.
    token = (await rows(town, "SELECT token FROM talks"))[0][0]
    await mette.presses(f"walked:{token}:day:{town.now.date() - DAY}")
    await mette.presses(f"walked:{token}:way:gathering")
    assert await rows(town, "SELECT way, held_at FROM talks") == [(way, held_at)]
    await mette.taps("It was today")
    await mette.taps("Undo")
    assert mette.reads("Taken back. It is counted nowhere.")
    assert await counts(mette, 0)
    assert await unsound(town) == {}


async def test_booked_and_walk_in_talks_stand_in_one_register(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "ar")
    await books(amina)
    await calm_town.later(days=2, hours=5)
    await mette.taps("✅ Talk held")
    await mette.types("/start")
    await comes_by(mette)
    assert await counts(mette, 2)


async def test_nobody_puts_right_what_a_colleague_entered(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    await mette.types("/start")
    await comes_by(mette)
    ((token,),) = await rows(calm_town, "SELECT token FROM talks")
    for verb in ("", f":day:{calm_town.now.date()}", ":way:gathering", ":name", ":undo"):
        await sara.presses(f"walked:{token}{verb}")
        assert sara.reads("This button no longer works. Here is what is true now.")
    assert await counts(mette, 1)


async def test_yesterday_is_the_day_the_button_meant_and_not_the_day_it_is_pressed(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await mette.types("/start")
    await comes_by(mette)
    ((token, before),) = await rows(calm_town, "SELECT token, held_at FROM talks")
    meant = calm_town.now.date() - DAY
    await calm_town.later(days=1)
    for day in (meant, "yesterday", "2026-02-31", calm_town.now.date() + DAY):
        await mette.presses(f"walked:{token}:day:{day}")
        assert mette.reads(DEAD)
        assert mette.reads("Saved.")
    assert await rows(calm_town, "SELECT held_at FROM talks") == [(before,)]


async def test_a_family_that_was_not_here_lately_is_found_by_code_or_nickname(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await mette.types("/start")
    await comes_by(mette)
    await mette.taps("✏️ Nickname")
    await mette.types("Tvillingerne")
    called = next(line for line in mette.text.splitlines() if "Tvillingerne" in line).removeprefix("Familie ")
    for _ in range(8):
        await comes_by_again(mette)
    assert await counts(mette, 9)
    for word in (called[-4:].lower(), "tvillingerne"):
        await mette.types("/henvendelse")
        await mette.taps("✉️ Letters and forms")
        await mette.taps_label("arabisk")
        if word == called[-4:].lower():
            assert called not in mette.sees
        await mette.types("Rosenvej")
        assert mette.reads("I found no family like that.")
        await mette.types(word)
        await mette.taps_label(called)
        assert mette.reads("Saved.")
    assert await counts(mette, 9)
    assert len(await rows(calm_town, "SELECT id FROM talks")) == 11
    assert await unsound(calm_town) == {}


async def comes_by_again(mette: Citizen) -> None:
    """The next in the row, right after the last."""
    await mette.taps("🚪 One more")
    await mette.taps("✉️ Letters and forms")
    await mette.taps_label("arabisk")
    await mette.taps("🆕 A new family")
