"""Two entries that are one family: joined, counted once, un-joined, and nothing of it seen by a resident."""

import re

import pytest

from domain.people import Role
from tests.conversations.ledger import readable, rows, unsound
from tests.conversations.test_walk_ins import comes_by, counts
from tests.conversations.walks import asks, asks_for_a_call, books, finishes
from tests.town import Citizen, Town, plain

CODES = "SELECT families.code FROM families JOIN talks ON family_id = families.id"
DEAD = "This button no longer works. Here is what is true now."
NUMBER = "4520123456"


async def calls_herself(someone: Citizen, name: str, phone: str | None = None) -> None:
    """Ask to be called, with a name."""
    await asks(someone, way="📞 Call me")
    if phone is None:
        await someone.shares_number()
    else:
        await someone.types(phone)
    await someone.taps("Any time")
    await someone.taps("✔️ Go on")
    await someone.types(name)
    await someone.taps("✅ Send")


async def holds(mette: Citizen) -> None:
    """The newest card on her screen: the talk was held."""
    await mette.taps("✅ Talk held")
    await mette.taps("She got guidance")


def code_in(text: str) -> str:
    """What the family on the screen is called by its code."""
    found = re.search(r"Familie (?:.* · )?([0-9A-F]{4})\b", text)
    assert found, text
    return found[1]


async def family_of(mette: Citizen, town: Town, someone: Citizen) -> str:
    """Open the family behind the newest request of somebody; gives its code."""
    ((code,),) = await rows(
        town,
        "SELECT requests.code FROM requests JOIN persons ON persons.id = person_id "
        "WHERE telegram_id = :id ORDER BY requests.id DESC LIMIT 1",
        id=someone.phone.id,
    )
    await mette.presses(f"case:{code}")
    await mette.taps("👪 The family")
    return code_in(mette.text)


async def two_with_talks(town: Town) -> tuple[Citizen, Citizen, Citizen]:
    """Two parents, each with a talk this year, and the family worker who held them."""
    mette, amina, yusuf = (
        await town.staff("Mette"),
        await town.resident("Amina", "ar"),
        await town.resident("Yusuf", "en"),
    )
    for someone in (amina, yusuf):
        await asks_for_a_call(someone)
        await holds(mette)
    return mette, amina, yusuf


async def joins(mette: Citizen, other: str) -> None:
    """From a family's screen: join it with the one that has this code, as somebody writes it."""
    await mette.taps("🔗 Join with another")
    await mette.types(other.lower())
    await mette.taps("✅ Yes, one family")


async def test_joined_they_count_once_and_un_joined_twice_again(town: Town) -> None:
    mette, amina, yusuf = await two_with_talks(town)
    assert await counts(mette, 2)
    hers = await family_of(mette, town, amina)
    his = await family_of(mette, town, yusuf)
    await mette.taps("🔗 Join with another")
    await mette.types(hers)
    assert f"Er {his} og {hers} én familie?" in mette.text
    assert f"1 samtale og 1 henvendelse går over til {his}." in mette.text
    assert await counts(mette, 2)
    await family_of(mette, town, yusuf)
    await joins(mette, hers)
    assert f"lagt sammen med {hers} (Mette)" in mette.text
    assert "2 fra familien er i chatten." in mette.text
    assert await counts(mette, 1)
    assert await unsound(town) == {}
    # The old code finds the one that was kept, and so does her request.
    assert await family_of(mette, town, amina) == his
    await mette.taps_label(f"✂️ Adskil {hers}")
    await mette.taps("✂️ Yes, part them")
    assert f"adskilt fra {hers} igen (Mette)" in mette.text
    assert await counts(mette, 2)
    assert await family_of(mette, town, amina) == hers
    assert await unsound(town) == {}


async def test_of_two_who_join_at_once_one_does_and_the_other_sees_what_is_true(calm_town: Town) -> None:
    mette, amina, yusuf = await two_with_talks(calm_town)
    sara = await calm_town.staff("Sara")
    hers = await family_of(mette, calm_town, amina)
    his = await family_of(sara, calm_town, yusuf)
    for someone, other in ((mette, his), (sara, hers)):
        await someone.taps("🔗 Join with another")
        await someone.types(other)
    for someone in (mette, sara):
        someone.phone.tap(someone.label("✅ Yes, one family"))
    await calm_town.step()
    for someone in (mette, sara):
        assert code_in(someone.text) == hers
        assert f"lagt sammen med {his} (Mette)" in someone.text
    assert await rows(calm_town, "SELECT count(*) FROM family_joins") == [(1,)]
    assert await unsound(calm_town) == {}


async def test_a_join_inside_another_is_undone_after_it(town: Town) -> None:
    mette, amina, yusuf = await two_with_talks(town)
    basma = await town.resident("Basma", "da")
    await asks_for_a_call(basma)
    hers = await family_of(mette, town, amina)
    his = await family_of(mette, town, yusuf)
    await joins(mette, hers)
    await family_of(mette, town, basma)
    await joins(mette, his)
    assert sorted(label for label in mette.sees if label.startswith("✂️")) == sorted(
        [f"✂️ Adskil {hers}", f"✂️ Adskil {his}"]
    )
    await mette.taps_label(f"✂️ Adskil {hers}")
    assert f"Den fulgte med {his}. Adskil først {his}, og derefter denne." in mette.text
    # A forged yes does no more than the button.
    ((first,),) = await rows(town, "SELECT min(id) FROM family_joins")
    ((kept,),) = await rows(town, "SELECT code FROM families WHERE id = (SELECT max(kept_id) FROM family_joins)")
    await mette.presses(f"family:{kept}:part:{first}:yes")
    assert f"Den fulgte med {his}." in mette.text
    await mette.taps_label(f"✂️ Adskil {his}")
    await mette.taps("✂️ Yes, part them")
    assert await family_of(mette, town, amina) == his
    await mette.taps_label(f"✂️ Adskil {hers}")
    await mette.taps("✂️ Yes, part them")
    assert await family_of(mette, town, amina) == hers
    assert await unsound(town) == {}


async def test_look_alikes_are_suggested_with_a_reason_and_never_joined_by_themselves(town: Town) -> None:
    mette, amina, yusuf = (
        await town.staff("Mette"),
        await town.resident("Amina", "ar"),
        await town.resident("Yusuf", "ar"),
    )
    await calls_herself(amina, "Umm Kanarie", f"+{NUMBER}")
    await calls_herself(yusuf, "Abu Kanarie", NUMBER[2:])
    his = await family_of(mette, town, yusuf)
    await family_of(mette, town, amina)
    assert "1 anden ligner den samme familie." in mette.text
    await mette.taps("🔗 Join with another")
    assert f"{his} · samme telefonnummer" in mette.sees
    await mette.taps_label(f"{his} · samme telefonnummer")
    assert "Det tyder på det: samme telefonnummer." in mette.text
    assert await rows(town, "SELECT count(*) FROM family_joins") == [(0,)]
    await mette.taps("🚫 Not the same")
    assert "ligner den samme familie" not in mette.text
    await mette.taps("🔗 Join with another")
    assert not any("samme telefonnummer" in label for label in mette.sees)
    for words in ("Umm Kanarie", "Abu Kanarie", NUMBER[2:]):
        assert not any(words in plain(message.text) for message in mette.bot_messages())
    assert await rows(town, "SELECT count(*) FROM family_strangers") == [(1,)]
    # She may still know better, and write the code.
    await mette.types(his)
    await mette.taps("✅ Yes, one family")
    assert await rows(town, "SELECT count(*) FROM family_joins") == [(1,)]
    assert await unsound(town) == {}


async def test_a_family_that_just_came_by_is_found_by_nickname_and_joined_from_the_register(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await town.resident("Amina", "ar")
    await mette.types("/start")
    await comes_by(mette)
    await mette.taps("✏️ Nickname")
    await mette.types("Tvillingerne")
    await asks_for_a_call(amina)
    await holds(mette)
    await family_of(mette, town, amina)
    await mette.taps("🔗 Join with another")
    for nothing in ("zzzz", "12", "🤷"):
        await mette.types(nothing)
        assert mette.reads("I found no other family like that. Try a code.")
    await mette.types("TVILLINGERNE")
    await mette.taps("✅ Yes, one family")
    # The word goes over to the family that had none.
    assert "Familie Tvillingerne · " in mette.text
    assert await counts(mette, 1)
    await mette.types("/register")
    assert mette.text.count("Tvillingerne") == 2
    await mette.taps_label("2")
    await mette.taps("👪 The family")
    await mette.taps("✏️ Nickname")
    await mette.taps("🗑 No nickname")
    assert "Tvillingerne" not in mette.text
    await mette.taps("✏️ Nickname")
    await mette.types("Rosenvej")
    assert "Familie Rosenvej · " in mette.text
    assert await unsound(town) == {}


async def test_several_fit_and_she_chooses(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    for _ in range(3):
        await mette.types("/start")
        await comes_by(mette)
        await mette.taps("✏️ Nickname")
        await mette.types("Rosenvej")
    await mette.types("/register")
    await mette.taps_label("1")
    await mette.taps("👪 The family")
    await mette.taps("🔗 Join with another")
    assert sum("samme kaldenavn" in label for label in mette.sees) == 2
    await mette.types("rosenvej")
    assert mette.reads("Several families fit. Which one is it?")
    await mette.taps_nth(0)
    await mette.taps("✅ Yes, one family")
    assert await counts(mette, 2)


async def test_two_parents_of_one_family_see_only_their_own(town: Town, language: str) -> None:
    mette = await town.staff("Mette")
    amina, yusuf = await town.resident("Amina", language), await town.resident("Yusuf", language)
    await books(amina)
    await calls_herself(yusuf, "Abu Kanarie")
    hers = await family_of(mette, town, amina)
    await family_of(mette, town, yusuf)
    screens = (amina.text, yusuf.text)
    await joins(mette, hers)
    # Nothing reached either of them.
    assert (amina.text, yusuf.text) == screens
    await amina.types("/mine")
    await yusuf.types("/mine")
    assert (len(amina.sees), len(yusuf.sees)) == (len(set(amina.sees)), len(set(yusuf.sees)))
    ((booked,),) = await rows(town, "SELECT code FROM requests WHERE way = 'book'")
    ((called,),) = await rows(town, "SELECT code FROM requests WHERE way = 'call'")
    for someone, own, other in ((amina, booked, called), (yusuf, called, booked)):
        await someone.presses(f"request:{own}")
        assert not someone.reads(DEAD)
        for data in (f"request:{other}", f"request:{other}:cancel:yes", f"request:{other}:back:yes"):
            await someone.presses(data)
            assert someone.reads(DEAD)
    await amina.types("/privacy")
    await amina.taps("What you know about me")
    assert not amina.has_read("Abu Kanarie")
    # A new request of either lands in the family that was kept.
    await asks(amina, way="🚪 I come by")
    await finishes(amina)
    assert len(await rows(town, "SELECT DISTINCT family_id FROM requests")) == 1
    assert await unsound(town) == {}


async def test_what_the_other_parent_asked_for_does_not_take_her_room(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    amina, yusuf = await calm_town.resident("Amina", "en"), await calm_town.resident("Yusuf", "en")
    for _ in range(3):
        await asks_for_a_call(yusuf)
    await asks_for_a_call(amina)
    hers = await family_of(mette, calm_town, amina)
    await family_of(mette, calm_town, yusuf)
    await joins(mette, hers)
    await asks_for_a_call(amina)
    assert len(await rows(calm_town, "SELECT id FROM requests")) == 5
    assert await unsound(calm_town) == {}


async def test_a_request_sent_in_the_moment_of_a_join_lands_in_the_kept_family(calm_town: Town) -> None:
    mette, amina, yusuf = await two_with_talks(calm_town)
    await asks(amina, way="🚪 I come by")
    await amina.taps("✔️ Go on")
    await amina.taps("No name")
    hers = await family_of(mette, calm_town, amina)
    await family_of(mette, calm_town, yusuf)
    await mette.taps("🔗 Join with another")
    await mette.types(hers)
    mette.phone.tap(mette.label("✅ Yes, one family"))
    amina.phone.tap(amina.label("✅ Send"))
    await calm_town.step()
    assert len(await rows(calm_town, "SELECT DISTINCT family_id FROM requests")) == 1
    assert await unsound(calm_town) == {}


async def test_forgetting_one_parent_leaves_the_other(town: Town) -> None:
    mette = await town.staff("Mette")
    amina, yusuf = await town.resident("Amina", "ar"), await town.resident("Yusuf", "en")
    await calls_herself(amina, "Umm Kanarie")
    await calls_herself(yusuf, "Abu Kanarie")
    await family_of(mette, town, yusuf)
    await mette.taps("✏️ Nickname")
    await mette.types("Rosenvej")
    his = code_in(mette.text)
    await family_of(mette, town, amina)
    await joins(mette, his)
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🗑 Yes, forget me")
    kept = await readable(town)
    assert "Umm Kanarie" not in kept
    assert "Abu Kanarie" in kept
    assert "Rosenvej" in kept
    await family_of(mette, town, yusuf)
    assert "1 fra familien er i chatten." in mette.text
    await yusuf.types("/privacy")
    await yusuf.taps("🗑 Forget me")
    await yusuf.taps("🗑 Yes, forget me")
    kept = await readable(town)
    assert "Abu Kanarie" not in kept
    assert "Rosenvej" not in kept
    assert await unsound(town) == {}


async def test_typing_waiting_and_changing_ones_mind_break_nothing(town: Town) -> None:
    mette, amina, yusuf = await two_with_talks(town)
    hers = await family_of(mette, town, amina)
    await family_of(mette, town, yusuf)
    await mette.taps("🔗 Join with another")
    await mette.sends_voice()
    await mette.sends_photo()
    await town.later(days=3)
    await mette.types(hers)
    await mette.taps("↩️ Back")
    await mette.taps("↩️ Back")
    assert "1 samtale i år." in mette.text
    assert await rows(town, "SELECT count(*) FROM family_joins") == [(0,)]
    assert await unsound(town) == {}


async def test_forged_presses_join_and_part_nothing(calm_town: Town) -> None:
    mette, amina, _ = await two_with_talks(calm_town)
    codes = [code for (code,) in await rows(calm_town, CODES)]
    for data in (
        "family:zzzzzzzz", f"family:{codes[0]}:join:zzzzzzzz", f"family:{codes[0]}:join:zzzzzzzz:yes",
        f"family:zzzzzzzz:join:{codes[0]}:yes", "family:zzzzzzzz:part:1", "family:zzzzzzzz:name",
    ):  # fmt: skip
        await mette.presses(data)
        assert mette.reads(DEAD)
    for data in (
        f"{codes[0]}:join:{codes[0]}:yes",
        f"{codes[0]}:part:1:yes",
        f"{codes[0]}:part:x",
        f"{codes[0]}:join:{codes[0]}:no",
    ):
        await mette.presses(f"family:{data}")
        assert code_in(mette.text) == codes[0][:4].upper()
    assert await rows(calm_town, "SELECT count(*) FROM family_joins") == [(0,)]
    assert await rows(calm_town, "SELECT count(*) FROM family_strangers") == [(0,)]
    await amina.presses(f"family:{codes[0]}:join:{codes[1]}:yes")
    assert amina.reads(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM family_joins") == [(0,)]


@pytest.mark.parametrize("role", [Role.LEADER, Role.HELPER, Role.COORDINATOR, Role.HEALTH_NURSE])
async def test_nobody_else_sees_a_family(calm_town: Town, role: Role) -> None:
    await two_with_talks(calm_town)
    other = await calm_town.staff("Lea", role)
    codes = [code for (code,) in await rows(calm_town, CODES)]
    ((case, *_), *_) = await rows(calm_town, "SELECT code FROM requests")
    for data in (f"family:{codes[0]}", f"family:{codes[0]}:join:{codes[1]}:yes", f"case:{case}:family"):
        await other.presses(data)
        assert other.reads(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM family_joins") == [(0,)]


async def test_the_history_of_either_names_the_other(calm_town: Town) -> None:
    mette, amina, yusuf = await two_with_talks(calm_town)
    hers = await family_of(mette, calm_town, amina)
    his = await family_of(mette, calm_town, yusuf)
    await joins(mette, hers)
    await mette.taps_label(f"✂️ Adskil {hers}")
    await mette.taps("✂️ Yes, part them")
    assert f"lagt sammen med {hers}" in mette.text
    await family_of(mette, calm_town, amina)
    assert f"lagt sammen med {his}" in mette.text
    assert f"adskilt fra {his} igen" in mette.text
    assert f"med {hers}" not in mette.text
