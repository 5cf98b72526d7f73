"""Rounds: who is asked after what, and how a round closes, whatever happens to us meanwhile."""

import json
from datetime import timedelta

from domain.gatherings import GatheringState
from domain.surveys import Quarter
from storage import families, surveys
from tests.conversations.gatherings import open_course, open_group, open_mothers, same_family
from tests.conversations.ledger import readable, rows
from tests.conversations.surveys import (
    A_LOT,
    ASKED,
    NO,
    answers,
    at_ten,
    ballots_in,
    had_a_talk,
    is_asked,
    known,
    rounds,
    stand,
    was_there,
    willing,
)
from tests.conversations.taking_part import takes_part
from tests.town import MONDAY, Citizen, Town

DEAD = "This button no longer works. Here is what is true now."
# The last day on which an answer of the autumn can be changed.
LAST_DAY = MONDAY.replace(year=2027, month=1, day=31, hour=20)


async def test_when_a_round_closes_nothing_leads_to_anybody_any_more(town: Town) -> None:
    await town.staff("Mette")
    amina, basma = await willing(town, "Amina"), await willing(town, "Basma", "ar")
    for one in (amina, basma):
        await had_a_talk(town, one)
    await is_asked(town)
    await answers(amina, A_LOT, NO, A_LOT, line="Mere kaffe")
    await basma.taps("▶️ Answer")
    await basma.taps(A_LOT)
    thanks, asked = amina.bot_messages()[-1], basma.bot_messages()[-1]
    await town.until(LAST_DAY)
    await amina.taps("✏️ Change my answers", message=thanks)
    await amina.taps(NO)
    await town.later(days=1)
    assert [here.closed_at is not None for here in await rounds(town)] == [True]
    assert await rows(town, "SELECT DISTINCT person_id, link FROM survey_invitations") == [(None, None)]
    assert await rows(town, "SELECT DISTINCT link FROM ballots") == [(None,)]
    assert await stand(town) == [("answered", "chat", True), ("lapsed", "chat", False)]
    found = {(said["help"], complete, counted) for said, complete, counted, _ in await ballots_in(town)}
    assert found == {("no", True, True), ("a-lot", False, False)}
    await amina.taps(A_LOT)
    assert amina.reads(DEAD)
    await basma.taps(A_LOT, message=asked)
    assert basma.reads(DEAD)
    await amina.types("/mine")
    assert amina.label("📝 My answers") not in amina.sees


async def test_a_round_closes_when_we_are_back_however_long_we_were_away(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina, basma = await willing(calm_town, "Amina"), await willing(calm_town, "Basma")
    await had_a_talk(calm_town, amina)
    await is_asked(calm_town)
    await had_a_talk(calm_town, basma)
    await calm_town.kill()
    calm_town.telegram.clock.jump(timedelta(days=200))
    await calm_town.open()
    await calm_town.step()
    await calm_town.later(minutes=11)
    assert [here.closed_at is not None for here in await rounds(calm_town)] == [True]
    assert await stand(calm_town) == [("lapsed", None, False)]
    # What was over in a quarter that is long past is asked about by nobody.
    assert not basma.has_read(ASKED)
    await amina.taps("▶️ Answer")
    assert amina.reads(DEAD)


async def test_the_words_of_a_round_are_frozen(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await willing(calm_town, "Amina", "en")
    await had_a_talk(calm_town, amina)
    await is_asked(calm_town)
    ((wording,),) = await rows(calm_town, "SELECT wording FROM survey_rounds")
    async with calm_town.running.database.transaction() as tx:
        other = str(wording).replace("Did you get help", "Were you helped")
        await tx.execute(surveys.survey_rounds.update().values(wording=json.loads(other)))
    await amina.taps("▶️ Answer")
    assert "Were you helped with what you came for?" in amina.text


async def test_women_are_asked_on_fixed_days_if_they_were_there(town: Town) -> None:
    await town.staff("Mette")
    mothers = await open_mothers(town, at=MONDAY + timedelta(hours=2))
    amina, basma = await willing(town, "Amina", "ar"), await willing(town, "Basma")
    for one in (amina, basma):
        await takes_part(town, one, mothers)
    await was_there(town, amina, mothers)
    await town.until(MONDAY.replace(month=12, day=3, hour=20))
    assert await stand(town) == []
    await town.until(MONDAY.replace(month=12, day=4, hour=10))
    assert (amina.has_read(ASKED), basma.has_read(ASKED)) == (True, False)
    await amina.taps("▶️ Answer")
    assert amina.reads("Did you learn something you can use at home?")
    assert [(here.survey, here.quarter) for here in await rounds(town)] == [("focus", Quarter(2026, 4))]


async def test_both_parents_are_asked_after_a_course(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina, omar = await willing(calm_town, "Amina"), await willing(calm_town, "Omar", "ar")
    await same_family(calm_town, amina, omar)
    course = await open_course(calm_town, at=MONDAY + timedelta(hours=6), times=1)
    await was_there(calm_town, amina, course)
    await is_asked(calm_town, days=4)
    assert amina.has_read(ASKED)
    assert omar.has_read(ASKED)


async def test_who_leaves_a_group_is_asked_and_who_was_never_in_it_is_not(town: Town) -> None:
    await town.staff("Mette")
    group = await open_group(town, at=MONDAY + timedelta(hours=2))
    amina, basma = await willing(town, "Amina"), await willing(town, "Basma")
    signed = await takes_part(town, amina, group)
    await town.later(days=1)
    await amina.presses(f"mygroup:{signed.code}:bye:yes")
    left_at_once = await takes_part(town, basma, group)
    await basma.presses(f"mygroup:{left_at_once.code}:bye:yes")
    await town.until(at_ten(town.now, 3))
    assert (amina.has_read(ASKED), basma.has_read(ASKED)) == (True, False)
    await amina.taps("▶️ Answer")
    await amina.taps(A_LOT)
    assert amina.reads("Did you get to know more people in the area?")
    assert group.state is GatheringState.OPEN


async def becomes_one_family(town: Town, one: Citizen, other: Citizen) -> None:
    """Staff join their families."""
    async with town.running.database.transaction() as tx:
        kept, joined = (await known(tx, one)).family, (await known(tx, other)).family
        assert await families.join_families(tx, kept, joined, 1, town.now)


async def test_two_entries_that_become_one_family_are_counted_once(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina, omar = await willing(calm_town, "Amina"), await willing(calm_town, "Omar")
    for one in (amina, omar):
        await had_a_talk(calm_town, one)
    await is_asked(calm_town)
    for one in (amina, omar):
        await answers(one, A_LOT, A_LOT, A_LOT)
    assert [counted for _, _, counted in await stand(calm_town)] == [True, True]
    await becomes_one_family(calm_town, amina, omar)
    await calm_town.until(LAST_DAY + timedelta(days=1))
    assert [counted for _, _, counted in await stand(calm_town)] == [True, False]
    assert sorted(counted for _, _, counted, _ in await ballots_in(calm_town)) == [False, True]


async def test_what_is_tied_to_nobody_counts_before_what_can_still_be_changed(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina, omar = await willing(calm_town, "Amina"), await willing(calm_town, "Omar")
    for one in (amina, omar):
        await had_a_talk(calm_town, one)
    await is_asked(calm_town)
    for one in (amina, omar):
        await answers(one, A_LOT, A_LOT, A_LOT)
    for label in ("/privacy", "⚙️ What we may send you", "🔔 Turn surveys off"):
        await (omar.types(label) if label.startswith("/") else omar.taps(label))
    await becomes_one_family(calm_town, amina, omar)
    await calm_town.until(LAST_DAY + timedelta(days=1))
    assert [counted for _, _, counted in await stand(calm_town)] == [False, True]
    assert sorted(counted for _, _, counted, _ in await ballots_in(calm_town)) == [False, True]


async def test_what_stands_on_her_page_of_all_we_know_ends_with_the_round(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await willing(calm_town, "Amina")
    await had_a_talk(calm_town, amina)
    await is_asked(calm_town)
    await answers(amina, A_LOT, A_LOT, A_LOT, line="Mere kaffe")
    await amina.types("/privacy")
    await amina.taps("What you know about me")
    assert amina.reads("What you answered, while it is yours")
    await calm_town.until(LAST_DAY + timedelta(days=1))
    await amina.types("/privacy")
    await amina.taps("What you know about me")
    assert not amina.reads("What you answered, while it is yours")
    assert "Mere kaffe" in await readable(calm_town)
