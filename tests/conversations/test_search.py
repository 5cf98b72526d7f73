"""Search among one's own requests: by number, family or first name, in any script, and the word is kept nowhere."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from domain.people import Role
from storage.counselling import requests
from storage.people import absences
from tests.conversations.ledger import readable, rows, unsound
from tests.conversations.test_families import calls_herself, family_of, joins
from tests.conversations.walks import asks_for_a_call
from tests.town import Citizen, Town, plain

NOTHING = "I found nothing among your requests. Names are kept for a short time only. Try the number."


async def searches(mette: Citizen, *words: str) -> list[str]:
    """Open the search and write; gives what stands on the buttons of the last answer."""
    await mette.types("/soeg")
    for word in words:
        await mette.types(word)
    return [plain(label) for label in mette.sees[:-2]]


async def number_of(town: Town, someone: Citizen) -> str:
    found = await rows(
        town,
        "SELECT code FROM requests JOIN persons ON persons.id = person_id WHERE telegram_id = :id ORDER BY requests.id",
        id=someone.phone.id,
    )
    return str(found[-1][0])[:4].upper()


async def test_a_first_name_is_found_however_it_is_written(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    basma = await town.resident("Åse", "da")
    await calls_herself(amina, "أَمينة بنت علي")
    await calls_herself(basma, "Åse Bjørn-Yıldız")
    number, other = await number_of(town, amina), await number_of(town, basma)
    for word in ("أمينة", "امينه", "أمينة بنت علي"):
        assert await searches(mette, word) == [f"{number} · Breve og skemaer · Ny"]
    for word in ("ase", "ÅSE", "Ase Bjorn Yildiz"):
        assert await searches(mette, word) == [f"{other} · Breve og skemaer · Ny"]
    for word in ("bjorn", "as", "Mona", "%", "_", "' OR 1=1"):
        assert await searches(mette, word) == []
        assert mette.reads(NOTHING)
    # Again at once, without opening it anew; and from what was found to the card.
    assert len(await searches(mette, "Mona", "ase")) == 1
    await mette.taps_nth(0)
    assert other in mette.text
    # To compare a name is not to have looked at it.
    assert await rows(town, "SELECT count(*) FROM steps WHERE step = 'details-seen'") == [(0,)]
    assert await unsound(town) == {}


async def test_the_word_is_kept_nowhere(town: Town) -> None:
    mette = await town.staff("Mette")
    await searches(mette, "Kanariefugl")
    assert mette.reads(NOTHING)
    assert "Kanariefugl" not in await readable(town)
    assert not any("Kanariefugl" in message.text for message in mette.phone.messages)
    assert not any("kanariefugl" in plain(message.text).casefold() for message in mette.bot_messages())


async def test_what_is_found_shows_no_name(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "ar")
    await calls_herself(amina, "Umm Kanarie")
    assert len(await searches(mette, "umm")) == 1
    assert not any("Kanarie" in plain(message.text) + "".join(message.labels) for message in mette.bot_messages())


async def test_a_number_a_family_or_a_nickname_finds_also_what_was_joined(town: Town) -> None:
    mette, amina, yusuf = (
        await town.staff("Mette"),
        await town.resident("Amina", "ar"),
        await town.resident("Yusuf", "en"),
    )
    for someone in (amina, yusuf):
        await asks_for_a_call(someone)
    number = await number_of(town, amina)
    assert await searches(mette, number.lower()) == [f"{number} · Breve og skemaer · Ny"]
    assert await searches(mette, number[:3]) == []
    hers = await family_of(mette, town, amina)
    await mette.taps("✏️ Nickname")
    await mette.types("Tvillingerne")
    assert len(await searches(mette, hers)) == 1
    await family_of(mette, town, yusuf)
    await joins(mette, hers)
    for word in (hers, "tvillingerne"):
        assert len(await searches(mette, word)) == 2
    assert await unsound(town) == {}


async def change(town: Town, statement: Any) -> None:
    async with town.running.database.transaction() as tx:
        await tx.execute(statement)


async def test_a_colleagues_finished_request_is_found_only_while_she_covers(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    amina = await calm_town.resident("Amina", "ar")
    await calls_herself(amina, "Amina")
    number = await number_of(calm_town, amina)
    # While it is open, it stands in the queue of both.
    assert len(await searches(mette, "amina")) == len(await searches(sara, "amina")) == 1
    await sara.taps_nth(0)
    await sara.taps("✅ Talk held")
    await sara.taps("She got guidance")
    assert len(await searches(sara, "amina")) == 1
    for word in ("amina", number):
        assert await searches(mette, word) == []
    known = dict(await rows(calm_town, "SELECT name, id FROM staff"))
    today = calm_town.now.date()
    away = {"staff_id": known["Sara"], "substitute_id": known["Mette"], "starts_on": today, "ends_on": today}
    await change(calm_town, insert(absences).values(**away, running=True, created_at=calm_town.now))
    for word in ("amina", number):
        assert len(await searches(mette, word)) == 1
    await change(calm_town, update(absences).values(running=False, ended_at=calm_town.now))
    assert await searches(mette, "amina") == []


async def test_a_name_is_found_only_as_long_as_it_is_kept_and_nothing_after_a_year(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "ar")
    await calls_herself(amina, "Amina")
    number = await number_of(calm_town, amina)
    await calm_town.later(days=31)
    assert await searches(mette, "amina") == []
    assert len(await searches(mette, number)) == 1
    past = calm_town.now - timedelta(days=366)
    await change(calm_town, update(requests).values(created_at=past))
    assert await searches(mette, number) == []


async def test_what_somebody_once_held_she_finds_again(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    amina = await calm_town.resident("Amina", "ar")
    await calls_herself(amina, "Amina")
    await mette.taps("✋ Take it")
    await mette.taps("↩️ Put back")
    await searches(sara, "amina")
    await sara.taps_nth(0)
    await sara.taps("✅ Talk held")
    await sara.taps("She got guidance")
    assert len(await searches(mette, "amina")) == 1


@pytest.mark.parametrize("role", [Role.LEADER, Role.HELPER, Role.COORDINATOR, Role.HEALTH_NURSE])
async def test_nobody_else_searches(calm_town: Town, role: Role) -> None:
    other, amina = await calm_town.staff("Lea", role), await calm_town.resident("Amina", "ar")
    await calls_herself(amina, "Amina")
    for word in ("/soeg", "amina"):
        await other.types(word)
        assert other.reads("I am an automatic helper, and nobody reads this message. Please tap a button.")
    await other.presses("search")
    assert other.reads("This button no longer works. Here is what is true now.")
