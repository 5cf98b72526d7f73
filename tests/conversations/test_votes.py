"""Votes for topics and guests: asked with a few taps, answered with one, seen as counts only."""

from collections.abc import Sequence
from datetime import datetime

from domain.gatherings import Gathering, GatheringState
from domain.people import Role
from domain.sign_ups import Needs, Party
from handlers.gatherings import line
from storage import people, polls, sign_ups
from tests.conversations.gatherings import COURSE, open_course, open_gathering, open_group, open_mothers, weekly
from tests.conversations.ledger import rows, sent, unsound
from tests.conversations.walks import pressed_by
from tests.town import Citizen, Town

DEAD = "This button no longer works. Here is what is true now."
TOPIC, GUEST = "Which topic would you like?", "Whom shall we invite?"


async def takes_part(town: Town, gathering: Gathering, *residents: Citizen) -> None:
    """They have a place."""
    async with town.running.database.transaction() as tx:
        rules = town.running.services.programme.rules(gathering.activity)
        assert rules is not None
        known = await people.persons_of(tx, [one.phone.id for one in residents])
        for one in residents:
            await line.join(tx, gathering, rules, known[one.phone.id], Party(), Needs(), town.now)


async def several(town: Town, names: Sequence[str], language: str = "en") -> list[Citizen]:
    return [await town.resident(name, language) for name in names]


async def asks_about(mette: Citizen, what: str, *options: str, typed: Sequence[str] = (), days: int = 4) -> None:
    """From the menu to the last tap."""
    await mette.types("/afstemning")
    await mette.taps_nth(0)
    await mette.taps(what)
    for option in options:
        await mette.taps_label(option)
    for words in typed:
        await mette.types(words)
    await mette.taps("✔️ On with these")
    await mette.taps_label(mette.tr.ntext("{n} day", "{n} days", days))


async def code_of(town: Town) -> str:
    return str((await rows(town, "SELECT code FROM polls ORDER BY id DESC LIMIT 1"))[0][0])


async def test_they_choose_a_topic_and_it_stands_in_the_plan(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    group = await open_mothers(town)
    await takes_part(town, group, amina)
    await asks_about(mette, "➕ Ask about topics", "God søvn", "Livet med teenagere")
    assert amina.reads(TOPIC)
    sleep, teenagers = (amina.tr.ptext("theme", one) for one in ("Good sleep", "Life with teenagers"))
    assert {sleep, teenagers} <= set(amina.sees)
    await amina.taps_label(teenagers)
    assert amina.reads("Thank you! You can change it until {moment}.", moment=amina.tr.moment(await closes(town)))
    await amina.taps_label(sleep)
    assert f"✅ {sleep}" in amina.sees
    await mette.taps_nth(2)
    assert mette.reads("{n} of {every} have voted.", n=1, every=1)
    assert mette.reads("{what}: {n}", what="God søvn", n=1)
    assert "Amina" not in mette.text
    await mette.taps("🏁 Close now")
    assert amina.reads("Most of you wish for: {what}", what=sleep)
    assert not amina.reads("Votes: {n} of {every}", n=1, every=1)
    await mette.taps_nth(0)
    assert await rows(town, "SELECT theme FROM sessions ORDER BY starts_at LIMIT 1") == [("sleep",)]
    assert await unsound(town) == {}


async def closes(town: Town) -> datetime:
    code = await code_of(town)
    async with town.running.database.transaction() as tx:
        found = await polls.find_poll(tx, code)
    assert found is not None
    return found.closes_at


async def test_guests_of_the_programme_and_in_own_words_in_several_languages(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    group = await open_mothers(town)
    await takes_part(town, group, amina)
    words = {"da": "En jordemoder", "en": "A midwife", "ar": "قابلة"}
    typed = "En jordemoder\nen: A midwife\nar: قابلة"
    await asks_about(mette, "➕ Ask about guests", "👮 Politiet", typed=[typed])
    assert amina.reads(GUEST)
    await amina.taps_label(words[language])
    await town.later(days=5)
    assert await sent(town, "poll-result") == {"sent": 1}
    assert amina.reads("Most of you wish for: {what}", what=words[language])
    await mette.types("/afstemning")
    await mette.taps_nth(0)
    await mette.taps_nth(2)
    await mette.taps_nth(0)
    ((details,),) = await rows(town, "SELECT details FROM sessions WHERE sequence = 1")
    assert "En jordemoder" in str(details)


async def test_what_is_typed_wrongly_says_so_and_five_are_enough(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await open_mothers(calm_town)
    await mette.types("/afstemning")
    await mette.taps_nth(0)
    await mette.taps("➕ Ask about guests")
    for wrong in ("x" * 25, "Noget\nxx: Something", "Noget\nen:"):
        await mette.types(wrong)
        assert mette.reads("I did not understand that. At most {n} characters for each language.", n=24)
    assert mette.label("✔️ On with these") not in mette.sees
    for number in range(5):
        await mette.types(f"Gæst {number}")
    await mette.types("Gæst 6")
    assert mette.reads("Take at most {n}.", n=5)
    await mette.taps_label("✅ Gæst 4")
    await mette.taps("✔️ On with these")
    await mette.taps("↩️ Back")
    assert "✅ Gæst 3" in mette.sees
    await mette.sends_photo()
    await mette.types("/start")
    assert await rows(calm_town, "SELECT count(*) FROM polls") == [(0,)]


async def test_the_result_says_how_many_when_nobody_can_be_guessed(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    women = await several(calm_town, ["A", "B", "C", "D", "E"])
    group = await open_mothers(calm_town)
    await takes_part(calm_town, group, *women)
    await asks_about(mette, "➕ Ask about topics", "God søvn", "Livet med teenagere")
    for number, one in enumerate(women):
        await one.taps_label("Good sleep" if number else "Life with teenagers")
    await calm_town.later(days=5)
    for one in women:
        assert one.reads("Most of you wish for: {what}", what="Good sleep")
        assert one.reads("Votes: {n} of {every}", n=4, every=5)
    assert await sent(calm_town, "poll-result") == {"sent": 5}


async def test_at_night_nobody_is_asked_and_whoever_left_is_not(calm_town: Town) -> None:
    mette, (amina, basma) = await calm_town.staff("Mette"), await several(calm_town, ["Amina", "Basma"])
    group = await open_mothers(calm_town)
    await takes_part(calm_town, group, amina, basma)
    await calm_town.until(calm_town.now.replace(hour=21))
    await asks_about(mette, "➕ Ask about topics", "God søvn", "Livet med teenagere")
    assert await sent(calm_town, "poll") == {"waiting": 2}
    async with calm_town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [basma.phone.id])
        rules = calm_town.running.services.programme.rules("mothers")
        assert rules is not None
        own = await sign_ups.sign_up_of(tx, group.id, known[basma.phone.id], rules.unit)
        assert own is not None
        await line.leave(tx, calm_town.running.services.programme, own, calm_town.now)
    await calm_town.later(hours=11)
    assert await sent(calm_town, "poll") == {"sent": 1, "cancelled": 1}
    assert amina.reads(TOPIC)
    assert not basma.has_read(TOPIC)


async def test_old_and_forged_votes_do_nothing(calm_town: Town) -> None:
    mette, (amina, eve) = await calm_town.staff("Mette"), await several(calm_town, ["Amina", "Eve"])
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    group = await open_mothers(calm_town)
    await takes_part(calm_town, group, amina)
    await asks_about(mette, "➕ Ask about topics", "God søvn", "Livet med teenagere")
    code = await code_of(calm_town)
    old = pressed_by(amina.bot_messages()[-1], "Good sleep")
    for data in (f"vote:{code}", f"vote:{code}:0", "vote:00000000", "vote:00000000:0"):
        await eve.presses(data)
        assert eve.reads(DEAD)
    for choice in ("9", "-1", "x", "٣"):
        await amina.presses(f"vote:{code}:{choice}")
    for data in (f"poll:{code}", f"poll:{code}:close", f"polls:{group.code}", f"polls:{group.code}:new:topic"):
        await karen.presses(data)
        assert karen.reads(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM votes") == [(0,)]
    ((session,),) = await rows(calm_town, "SELECT code FROM sessions ORDER BY starts_at LIMIT 1")
    # Nothing is put into the plan while they vote, nor what nobody voted for.
    await mette.presses(f"poll:{code}:put:0:{session}")
    assert mette.reads(DEAD)
    await mette.presses(f"poll:{code}:close")
    await mette.presses(f"poll:{code}:put:0:{session}")
    assert mette.reads(DEAD)
    await amina.presses(old)
    assert amina.reads("The voting is over. This time nobody voted.")
    assert await rows(calm_town, "SELECT count(*) FROM votes") == [(0,)]
    assert await rows(calm_town, "SELECT count(*) FROM sessions WHERE theme IS NOT NULL") == [(0,)]


async def test_a_course_votes_and_a_group_does_not(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    ida = await calm_town.staff("Ida", Role.HEALTH_NURSE)
    await open_course(calm_town)
    group = await open_group(calm_town)
    await mette.types("/afstemning")
    await mette.taps_nth(0)
    assert mette.label("➕ Ask about topics") in mette.sees
    await ida.presses(f"polls:{group.code}")
    assert ida.reads(DEAD)


async def test_of_a_draft_and_of_what_is_over_nobody_is_asked(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    for state in (GatheringState.DRAFT, GatheringState.ENDED):
        mothers = await open_gathering(calm_town, "mothers", weekly(COURSE, 2, hours=2), state=state)
        await mette.presses(f"polls:{mothers.code}:new:topic")
        assert mette.reads(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM drafts") == [(0,)]
