"""Turns with the food in Mødre Imellem: taken, given back until the day before, and asked for once."""

from datetime import timedelta

from domain.gathering_rules import Unit
from domain.gatherings import Gathering
from domain.sign_ups import Answer
from handlers.gatherings import turns
from storage import people, sign_ups
from tests.conversations.gatherings import open_course, open_mothers
from tests.conversations.ledger import rows, sent, unsound
from tests.conversations.test_votes import DEAD, several, takes_part
from tests.town import Citizen, Town, plain

ASKED = "Who can bring something to eat? Something small is enough."


def day_of(someone: Citizen, gathering: Gathering, number: int = 0) -> str:
    return plain(someone.tr.day(gathering.sessions[number].starts_at.date()))


async def opens_turns(someone: Citizen, gathering: Gathering) -> None:
    await someone.presses(f"food:{gathering.code}")


async def test_she_takes_a_turn_gives_it_back_and_staff_see_it(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    mothers = await open_mothers(town)
    await takes_part(town, mothers, amina)
    await amina.types("/home")
    await amina.taps("📅 What's on")
    await amina.taps_nth(0)
    await amina.taps("🍲 Who brings the food")
    first = day_of(amina, mothers)
    assert amina.reads("{day}: nobody yet", day=first)
    await amina.taps_nth(0)
    assert amina.reads("{day}: you bring the food", day=first)
    await mette.types("/madtur")
    await mette.taps_nth(0)
    assert mette.text.count("ingen tager mad med") == 3
    await amina.taps_nth(0)
    assert amina.reads("{day}: nobody yet", day=first)
    await mette.presses(f"turns:{mothers.code}")
    assert mette.text.count("ingen tager mad med") == 4
    assert await rows(town, "SELECT count(*), max(food) FROM attendances") == [(1, False)]
    assert await unsound(town) == {}


async def test_one_tap_asks_all_and_whoever_is_first_brings_it(town: Town, language: str) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", language)
    basma = await town.resident("Basma", "da")
    mothers = await open_mothers(town)
    await takes_part(town, mothers, amina, basma)
    await mette.types("/madtur")
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    for one in (amina, basma):
        assert one.reads(ASKED)
    cards = [(one, one.bot_messages()[-1]) for one in (amina, basma)]
    for one, card in cards:
        one.phone.tap(one.label("🍲 I bring something"), message=card)
    await town.step()
    assert await rows(town, "SELECT count(*) FROM attendances WHERE food") == [(1,)]
    told = [one.reads("{day}: somebody brings it", day=day_of(one, mothers)) for one, _ in cards]
    assert sorted(told) == [False, True]
    session = mothers.sessions[0].code
    await mette.presses(f"turns:{mothers.code}:ask:{session}")
    assert mette.reads(DEAD)
    assert await sent(town, "food-asked") == {"sent": 2}


async def test_nobody_is_asked_once_somebody_does(calm_town: Town) -> None:
    mette, (amina, basma) = await calm_town.staff("Mette"), await several(calm_town, ["Amina", "Basma"])
    mothers = await open_mothers(calm_town)
    await takes_part(calm_town, mothers, amina, basma)
    await calm_town.until(calm_town.now.replace(hour=21))
    session = mothers.sessions[0].code
    await mette.presses(f"turns:{mothers.code}:ask:{session}")
    await amina.presses(f"food:{mothers.code}:take:{session}")
    await calm_town.later(hours=11)
    assert await sent(calm_town, "food-asked") == {"cancelled": 2}


async def test_on_the_day_she_calls_instead(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    mothers = await open_mothers(calm_town)
    await takes_part(calm_town, mothers, amina)
    session = mothers.sessions[0]
    await amina.presses(f"food:{mothers.code}:take:{session.code}")
    await calm_town.until(session.starts_at - timedelta(hours=3))
    await amina.presses(f"food:{mothers.code}:back:{session.code}")
    assert await rows(calm_town, "SELECT food FROM attendances") == [(True,)]
    await opens_turns(amina, mothers)
    assert not any("Not" in label for label in amina.sees)


async def test_whoever_does_not_come_or_has_left_brings_nothing(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina, basma = await several(calm_town, ["Amina", "Basma"])
    mothers = await open_mothers(calm_town)
    await takes_part(calm_town, mothers, amina, basma)
    session = mothers.sessions[0]
    await amina.presses(f"food:{mothers.code}:take:{session.code}")
    async with calm_town.running.database.transaction() as tx:
        known = (await people.persons_of(tx, [amina.phone.id]))[amina.phone.id]
        assert await turns.is_hers(tx, session, known)
        said = sign_ups.answered(Answer.NOT_COMING, calm_town.now)
        await sign_ups.say(tx, session.id, known.family, known.id, Unit.WOMAN, **said)
        assert not await turns.is_hers(tx, session, known)
    await opens_turns(basma, mothers)
    assert basma.reads("{day}: nobody yet", day=day_of(basma, mothers))


async def test_old_and_forged_presses_do_nothing(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina, eve = await several(calm_town, ["Amina", "Eve"])
    mothers, course = await open_mothers(calm_town), await open_course(calm_town)
    await takes_part(calm_town, mothers, amina)
    await takes_part(calm_town, course, amina)
    session, other = mothers.sessions[0].code, course.sessions[0].code
    for data in (f"food:{mothers.code}", f"food:{mothers.code}:take:{session}", f"food:{mothers.code}:back:{session}"):
        await eve.presses(data)
        assert eve.reads(DEAD)
    for data in (
        f"food:{course.code}:take:{other}",
        f"food:{mothers.code}:take:{other}",
        f"food:{mothers.code}:back:{session}",
    ):
        await amina.presses(data)
        assert amina.reads(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM attendances") == [(0,)]
