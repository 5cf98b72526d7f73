"""From a talk to a mothers' group: a yes, a nurse, an invitation; and whoever leaves, the nurses learn of it."""

import pytest

from domain.gatherings import Gathering
from domain.people import Role
from storage.gatherings import gatherings
from tests.conversations.gatherings import looks_at, open_evening, open_group, open_mothers, same_family, signs_up
from tests.conversations.ledger import rows, sent, unsound
from tests.conversations.test_asking import one_who_comes
from tests.conversations.test_mothers_groups import JOIN, a_group, a_nurse, joins, member_code, opens_the_group
from tests.conversations.test_referring import DEAD, YES, code_of, looks_at_her_request
from tests.town import Citizen, Town, plain

REFER = "➡️ Henvis: Sundhedsplejerske"
INVITED = "You are invited to something with us. You read first what it is. Then you choose."


async def says_yes_to_the_group(mette: Citizen, amina: Citizen) -> None:
    await mette.taps("🎟 Invite")
    await mette.taps_label("🤱 Mødregruppe")
    assert REFER not in mette.sees
    await amina.taps("Yes, tell me more")


async def a_nurse_takes_it(town: Town, language: str = "en") -> tuple[Citizen, Citizen, Citizen, Gathering]:
    """Amina has said yes to the group and to the nurse, who has taken the referral."""
    mette, amina = await one_who_comes(town, language)
    ida, group = await a_nurse(town), await open_group(town)
    await says_yes_to_the_group(mette, amina)
    await mette.taps_label(REFER)
    await mette.taps_label(mette.label("Ida"))
    await mette.taps("✅ Ask the resident")
    assert REFER not in mette.sees
    await amina.taps(YES)
    assert ida.label("🤱 Invite to a group") not in ida.sees
    await ida.taps("✋ I take it")
    return mette, amina, ida, group


async def test_a_yes_leads_over_a_nurse_into_the_group(town: Town, language: str) -> None:
    mette, amina, ida, _ = await a_nurse_takes_it(town, language)
    cards = len(mette.bot_messages())
    await ida.taps("🤱 Invite to a group")
    await ida.taps_label("Mødregruppe")
    assert await sent(town, "group-invited") == {"sent": 1}
    # Whoever looks on reads neither what it is nor for whom.
    assert amina.text.splitlines()[0].startswith("✉️")
    assert amina.reads(INVITED)
    assert "Mødregruppe" not in amina.text
    await ida.presses(f"referred:{await code_of(town)}:group")
    assert "Inviteret til Mødregruppe (sendt)" in ida.text
    assert "Mødregruppe" not in ida.sees
    await amina.taps("✉️ Read the invitation")
    assert amina.reads("Only the nurses see who is in the group.")
    await amina.taps(JOIN)
    assert amina.reads("Welcome! You are in the group now.")
    assert ida.has_read("A new mother has joined {group}.", group="Mødregruppe")
    # The family worker passed her on; what came of it is not hers to know.
    code = await code_of(town, "requests")
    for data in (f"case:{code}:history", f"case:{code}:family", "untold", f"case:{code}"):
        await mette.presses(data)
    said = " ".join(plain(one.text) for one in mette.bot_messages()[cards:])
    assert "group-invited" not in said
    assert "invitation til gruppen" not in said
    assert (await member_code(town))[:4].upper() not in said
    assert await unsound(town) == {}


async def test_she_is_invited_to_each_group_once_and_not_to_what_she_is_in(calm_town: Town) -> None:
    _, amina, ida, group = await a_nurse_takes_it(calm_town)
    data = f"referred:{await code_of(calm_town)}:group:{group.code}"
    await ida.presses(data)
    await ida.presses(data)
    assert await sent(calm_town, "group-invited") == {"sent": 1}
    await joins(amina, f"m-{group.join_code}")
    await ida.presses(data)
    assert await sent(calm_town, "group-invited") == {"sent": 1}
    # What everybody may join is not invited to from here.
    evening = await open_evening(calm_town)
    await ida.presses(f"referred:{await code_of(calm_town)}:group:{evening.code}")
    assert await sent(calm_town, "group-invited") == {"sent": 1}


async def test_only_the_nurse_who_has_taken_it_invites(calm_town: Town) -> None:
    mette, _, _, group = await a_nurse_takes_it(calm_town)
    bente, hassan = await a_nurse(calm_town, "Bente"), await calm_town.staff("Hassan", Role.HELPER, "economy")
    code = await code_of(calm_town)
    for other in (mette, bente, hassan):
        for data in (f"referred:{code}:group", f"referred:{code}:group:{group.code}"):
            await other.presses(data)
            assert "Mødregruppe" not in other.sees
    assert await sent(calm_town, "group-invited") == {}


async def test_when_the_referral_is_over_the_old_button_is_dead(calm_town: Town) -> None:
    _, _, ida, group = await a_nurse_takes_it(calm_town)
    await ida.taps("✅ Helped")
    await ida.presses(f"referred:{await code_of(calm_town)}:group:{group.code}")
    assert ida.reads(DEAD)
    assert await sent(calm_town, "group-invited") == {}


async def test_at_night_it_waits_and_does_not_leave_once_she_took_her_yes_back(calm_town: Town) -> None:
    _, amina, ida, group = await a_nurse_takes_it(calm_town)
    await calm_town.until(calm_town.now.replace(hour=23))
    await ida.presses(f"referred:{await code_of(calm_town)}:group:{group.code}")
    assert await sent(calm_town, "group-invited") == {"waiting": 1}
    await looks_at_her_request(amina)
    await amina.taps("🤝 Who helps you")
    await amina.taps("Take my yes back")
    await calm_town.later(hours=12)
    assert not amina.has_read(INVITED)
    assert await sent(calm_town, "group-invited") == {"cancelled": 1}


async def forgets(amina: Citizen, code: str) -> None:
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🗑 Yes, forget me")


async def leaves_by_a_forged_press(amina: Citizen, code: str) -> None:
    await amina.presses(f"mine:{code}:leave:yes")


@pytest.mark.parametrize("way", [forgets, leaves_by_a_forged_press])
async def test_by_whatever_way_she_leaves_the_nurses_learn_of_it(calm_town: Town, way: object) -> None:
    ida, _, payload = await a_group(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await joins(amina, payload)
    code = await member_code(calm_town)
    await way(amina, code)  # type: ignore[operator]
    assert await rows(calm_town, "SELECT state FROM sign_ups") == [("left",)]
    assert await sent(calm_town, "staff-group-left") == {"sent": 1}
    left = "{name} has left {group}. Is it known how it goes on? Then note it."
    assert ida.reads(left, name=code[:4].upper(), group="Mødregruppe")


async def test_what_everybody_may_join_is_left_without_a_word_to_staff(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    evening = await open_evening(calm_town)
    await signs_up(amina, evening)
    await forgets(amina, await member_code(calm_town))
    assert await rows(calm_town, "SELECT state FROM sign_ups") == [("left",)]
    assert await sent(calm_town, "staff-group-left") == {}


async def test_to_a_group_of_one_meeting_nobody_comes_back_without_an_invitation(calm_town: Town) -> None:
    ida = await a_nurse(calm_town)
    group = await open_group(calm_town, times=1)
    amina = await calm_town.resident("Amina", "en")
    await joins(amina, f"m-{group.join_code}")
    session = group.sessions[0].code
    await amina.presses(f"session:{session}:leave")
    assert await sent(calm_town, "staff-group-left") == {"sent": 1}
    assert amina.label("↪️ I come after all") not in amina.sees
    await amina.presses(f"session:{session}:back")
    assert await rows(calm_town, "SELECT state FROM sign_ups") == [("left",)]
    await opens_the_group(ida)


async def test_of_two_women_of_a_family_each_reads_only_what_she_said(calm_town: Town) -> None:
    await calm_town.staff("Mette")
    mothers = await open_mothers(calm_town)
    amina, sara = await calm_town.resident("Amina", "en"), await calm_town.resident("Sara", "en")
    await same_family(calm_town, amina, sara)
    for woman in (amina, sara):
        await looks_at(woman, mothers)
        for label in ("✅ Sign up", "No", "✔️ Go on", "✅ Yes, no reminders"):
            await woman.taps(label)
    await amina.presses(f"food:{mothers.code}:take:{mothers.sessions[0].code}")
    for woman, brings in ((amina, True), (sara, False)):
        before = len(woman.bot_messages())
        await woman.types("/privacy")
        await woman.taps("What you know about me")
        said = " ".join(plain(one.text) for one in woman.bot_messages()[before - 1 :])
        assert ("You bring the food" in said) is brings


async def test_whoever_is_in_line_is_not_said_to_be_in_it(calm_town: Town) -> None:
    ida, group, payload = await a_group(calm_town)
    async with calm_town.running.database.transaction() as tx:
        await tx.execute(gatherings.update().where(gatherings.c.id == group.id).values(places=1))
    for name in ("Amina", "Sara"):
        await joins(await calm_town.resident(name, "en"), payload)
    assert ida.reads("A new mother is in line for {group}, which is full.", group="Mødregruppe")
