"""Mothers' groups: invited by a nurse, joined with one tap, left at any time, and seen by nobody else."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from domain.gathering_rules import Unit
from domain.gatherings import Gathering
from domain.people import Role
from domain.sign_ups import Arrival
from handlers.gatherings.group_joining import PREFIX
from storage import people, sign_ups
from storage.sign_ups import came
from tests.conversations.gatherings import open_group, same_family
from tests.conversations.ledger import readable, rows, sent, unsound
from tests.conversations.walks import pressed_by
from tests.town import Citizen, Town, plain

DEAD = "This button no longer works. Here is what is true now."
LOST = "This invitation no longer works. Ask for a new one where you got it."
JOIN = "✅ I'd like to join"
NAME = "Umm Kanarie"


async def a_nurse(town: Town, name: str = "Ida") -> Citizen:
    return await town.staff(name, Role.HEALTH_NURSE)


async def a_group(town: Town) -> tuple[Citizen, Gathering, str]:
    """A nurse with a group, and what her invitation carries."""
    ida = await a_nurse(town)
    group = await open_group(town)
    return ida, group, f"{PREFIX}{group.join_code}"


async def joins(amina: Citizen, payload: str) -> None:
    await amina.starts(payload)
    await amina.taps(JOIN)


async def member_code(town: Town) -> str:
    return str((await rows(town, "SELECT code FROM sign_ups ORDER BY id DESC LIMIT 1"))[0][0])


async def opens_the_group(ida: Citizen) -> None:
    await ida.types("/grupper")
    await ida.taps_nth(0)


async def opens_the_member(ida: Citizen) -> None:
    await opens_the_group(ida)
    await ida.taps("👥 Who is in it")
    await ida.taps_nth(0)


async def test_a_newcomer_is_asked_her_language_first_and_is_then_where_she_was_invited_to(
    town: Town, language: str
) -> None:
    ida, _, payload = await a_group(town)
    amina = await town.citizen("Amina", language)
    await amina.starts(payload)
    assert not amina.reads("Only the nurses see who is in the group.")
    await amina.types("Hvad er det her?")
    await amina.taps_label(amina.tr.language.own_name)
    assert amina.reads("Only the nurses see who is in the group.")
    assert amina.reads("Telegram is not sealed, so write no secrets.")
    await amina.taps(JOIN)
    assert amina.reads("Welcome! You are in the group now.")
    assert amina.reads("A reminder says when and where your time is, nothing else.")
    await amina.taps("🔔 Yes, remind me")
    assert await rows(town, "SELECT given, purpose FROM consents") == [(True, "reminders")]
    assert amina.label("🔕 No reminders") not in amina.sees
    assert ida.has_read("A new mother has joined {group}.", group="Mødregruppe")
    assert await unsound(town) == {}
    assert (await rows(town, "SELECT poster FROM persons WHERE telegram_id = :who", who=amina.phone.id)) == [(None,)]


async def test_somebody_whose_language_is_not_here_keeps_the_way_too(town: Town) -> None:
    _, _, payload = await a_group(town)
    amina = await town.citizen("Amina", "en")
    await amina.starts(payload)
    await amina.taps("My language isn't here")
    chosen = await amina.taps_nth(0)
    assert chosen
    assert amina.label(JOIN) in amina.sees
    await amina.taps(JOIN)
    ((interpreter, wanted),) = await rows(
        town, "SELECT interpreter, wanted_language FROM sign_ups JOIN persons ON persons.id = sign_ups.person_id"
    )
    assert interpreter == wanted


async def test_the_nurse_invites_sees_who_is_new_and_who_came(town: Town, language: str) -> None:
    ida, group, payload = await a_group(town)
    bente = await a_nurse(town, "Bente")
    await opens_the_group(ida)
    await ida.taps("✉️ Invitation")
    assert ida.has_read(f"?start={payload}")
    assert ida.bot_messages()[-1].document is not None
    amina = await town.resident("Amina", language)
    await joins(amina, payload)
    await amina.taps("✍️ What we call you")
    await amina.types(NAME)
    assert amina.reads("We call you {name}.", name=NAME)
    # Both nurses see her; she is new until a session has been held since.
    for nurse in (ida, bente):
        await opens_the_group(nurse)
        assert nurse.reads("New since last time: {names}", names=NAME)
    first = group.sessions[0]
    await town.until(first.ends_at + timedelta(minutes=5))
    async with town.running.database.transaction() as tx:
        ((person, family),) = await rows_of_member(tx)
        values = came(True, Arrival.LIST, town.now)
        await sign_ups.say(tx, first.id, family, person, Unit.MOTHER, **values)
    await opens_the_member(ida)
    assert ida.reads("Came {n} of {held} times", n=1, held=1)
    await opens_the_group(ida)
    assert not ida.reads("New since last time: {names}", names=NAME)


async def rows_of_member(tx: object) -> list[tuple[int, int]]:
    found = await tx.execute(sign_ups.sign_ups.select())  # type: ignore[attr-defined]
    return [(row.person_id, row.family_id) for row in found]


async def test_the_slip_says_neither_what_it_is_nor_for_whom(calm_town: Town) -> None:
    ida, _, _ = await a_group(calm_town)
    await opens_the_group(ida)
    await ida.taps("✉️ Invitation")
    await ida.taps("📄 Slips to print")
    assert ida.has_read("Here are the slips. Print at full size on A4, and cut along the lines.")
    assert ida.bot_messages()[-1].document is not None


async def test_a_new_invitation_makes_the_old_one_lead_nowhere(town: Town) -> None:
    ida, _, old = await a_group(town)
    await opens_the_group(ida)
    await ida.taps("✉️ Invitation")
    await ida.taps("🔁 New invitation")
    await ida.taps("🔁 Yes, a new one")
    ((code,),) = await rows(town, "SELECT join_code FROM gatherings")
    assert ida.has_read(f"?start={PREFIX}{code}")
    amina, eve = await town.resident("Amina", "ar"), await town.citizen("Eve", "en")
    await amina.starts(old)
    assert amina.reads(LOST)
    await amina.presses(f"invited:{old.removeprefix(PREFIX)}:yes")
    assert amina.reads(LOST)
    await eve.starts(old)
    await eve.taps_label("English")
    assert eve.label("💬 Talk to someone") in eve.sees
    await joins(amina, f"{PREFIX}{code}")
    assert amina.reads("Welcome! You are in the group now.")


async def test_pressed_twice_she_is_in_once_and_the_nurses_are_told_once(calm_town: Town) -> None:
    ida, _, payload = await a_group(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await amina.starts(payload)
    page = amina.bot_messages()[-1]
    for _ in range(3):
        amina.phone.tap(amina.label(JOIN), message=page)
    await calm_town.step()
    assert await rows(calm_town, "SELECT count(*), min(state) FROM sign_ups") == [(1, "going")]
    assert await sent(calm_town, "staff-group-joined") == {"sent": 1}
    await amina.starts(payload)
    assert amina.reads("You are in the group.")
    await ida.starts(payload)
    assert ida.label(JOIN) not in ida.sees
    await ida.presses(f"invited:{payload.removeprefix(PREFIX)}:yes")
    assert await rows(calm_town, "SELECT count(*) FROM sign_ups") == [(1,)]


async def test_she_says_when_her_leave_ends_is_asked_once_and_stays(town: Town, language: str) -> None:
    ida, _, payload = await a_group(town)
    amina = await town.resident("Amina", language)
    await joins(amina, payload)
    await amina.taps("📅 When my leave ends")
    await amina.taps_nth(1)
    code = await member_code(town)
    ((ends_on,),) = await rows(town, "SELECT leave_ends_on FROM sign_ups")
    assert str(ends_on) == "2026-12-31"
    await opens_the_member(ida)
    assert ida.reads("Leave ends: {month}", month=plain(ida.tr.month(town.now.date().replace(month=12))))
    await town.until(town.now.replace(year=2027, month=1, day=4, hour=12))
    asked = "Your leave is over, as you told us. Do you stay in the group, or do you say goodbye?"
    assert amina.times_read(asked) == 1
    first = amina.text.splitlines()[0]
    assert plain(amina.tr.text("{house} asks you:", house="Nabohuset")) in first
    await amina.taps("🤝 I stay")
    assert amina.reads("You are in the group.")
    await town.later(days=30)
    assert await sent(town, "group-leave-ends") == {"sent": 1}
    assert await rows(town, "SELECT state, leave_ends_on FROM sign_ups WHERE code = :code", code=code) == [
        ("going", None)
    ]


async def test_she_says_another_month_and_is_not_asked_in_the_first(town: Town) -> None:
    _, _, payload = await a_group(town)
    amina = await town.resident("Amina", "en")
    await joins(amina, payload)
    await amina.taps("📅 When my leave ends")
    await amina.taps_nth(0)
    await amina.taps("📅 When my leave ends")
    await amina.taps("I'd rather not say")
    await town.later(days=40)
    assert not amina.has_read("Your leave is over, as you told us. Do you stay in the group, or do you say goodbye?")
    assert await sent(town, "group-leave-ends") == {"cancelled": 1}


async def test_she_leaves_by_herself_and_the_nurses_learn_of_it(town: Town, language: str) -> None:
    ida, _, payload = await a_group(town)
    amina = await town.resident("Amina", language)
    await joins(amina, payload)
    await amina.taps("👋 Leave the group")
    await amina.taps("🤝 I stay")
    await amina.taps("👋 Leave the group")
    yes = pressed_by(amina.bot_messages()[-1], amina.label("👋 Yes, say goodbye"))
    await amina.taps("👋 Yes, say goodbye")
    assert amina.reads("Thank you for being with us. You are always welcome here.")
    await amina.presses(yes)
    assert amina.reads(DEAD)
    code = (await member_code(town))[:4].upper()
    assert ida.reads(
        "{name} has left {group}. Is it known how it goes on? Then note it.", name=code, group="Mødregruppe"
    )
    assert await sent(town, "staff-group-left") == {"sent": 1}
    # With an invitation she can come back, and is new again.
    await joins(amina, payload)
    assert amina.reads("Welcome! You are in the group now.")
    assert await rows(town, "SELECT count(*) FROM sign_ups") == [(1,)]


async def test_the_nurse_says_goodbye_and_notes_what_became_of_it(town: Town, language: str) -> None:
    ida, _, payload = await a_group(town)
    amina = await town.resident("Amina", language)
    await joins(amina, payload)
    await amina.taps("✍️ What we call you")
    await amina.types(NAME)
    await opens_the_member(ida)
    await ida.taps("👋 Say goodbye")
    assert (await member_code(town))[:4].upper() in ida.text
    await ida.taps("👋 Yes, say goodbye")
    assert amina.reads("Your time in the group has ended. We wish you all the best. You are always welcome here.")
    await ida.taps("🧸 Daycare")
    await ida.taps("➕ One more child")
    await ida.taps_label("1: er startet")
    await ida.taps_label("2: ikke endnu")
    await ida.taps_label("2: vides ikke")
    await ida.taps("↩️ Back")
    assert "Barn 1, dagtilbud: er startet" in ida.text
    assert "Barn 2, dagtilbud: vides ikke" in ida.text
    await ida.taps("🧭 Plan")
    await ida.taps_label("job")
    assert "Plan: job" in ida.text
    await ida.taps("🕘 What was noted")
    assert "ikke endnu" in ida.text
    assert await rows(town, "SELECT kind, child, value FROM outcomes ORDER BY id") == [
        ("daycare", 1, "started"),
        ("daycare", 2, "not-started"),
        ("daycare", 2, "unknown"),
        ("plan", 0, "job"),
    ]
    assert await unsound(town) == {}


async def test_a_child_noted_by_mistake_is_none_and_pressed_twice_is_one_entry(calm_town: Town) -> None:
    ida, group, payload = await a_group(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await joins(amina, payload)
    code = await member_code(calm_town)
    data = f"group:{group.code}:daycare:{code}"
    for _ in range(2):
        await ida.presses(f"{data}:2:2:started")
    await ida.taps("➖ One child fewer")
    await ida.taps("↩️ Back")
    assert "Barn 2" not in ida.text
    assert await rows(calm_town, "SELECT value FROM outcomes ORDER BY id") == [("started",), ("mistake",)]
    for wrong in ("9:1:started", "1:9:started", "1:1:perhaps", "x:y:z", "0:0:started"):
        await ida.presses(f"{data}:{wrong}")
        assert ida.reads(DEAD)
    await ida.presses(f"group:{group.code}:plan:{code}:perhaps")
    assert ida.reads(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM outcomes") == [(2,)]


async def test_months_after_she_left_the_nurses_are_reminded_once_to_ask_about_daycare(town: Town) -> None:
    ida, _, payload = await a_group(town)
    amina = await town.resident("Amina", "da")
    await joins(amina, payload)
    await amina.taps("👋 Leave the group")
    await amina.taps("👋 Yes, say goodbye")
    code = (await member_code(town))[:4].upper()
    time = "{name} left {group} some months ago. Time to ask whether the child has started in daycare, and to note it."
    await town.until(town.now + timedelta(days=80))
    assert await sent(town, "staff-group-measure") == {}
    await town.until(town.now + timedelta(days=14))
    assert ida.reads(time, name=code, group="Mødregruppe")
    for _ in range(3):
        await town.later(days=5)
    assert await sent(town, "staff-group-measure") == {"sent": 1}
    await ida.taps("👤 Open")
    assert ida.label("🧸 Daycare") in ida.sees


async def test_nobody_is_reminded_of_what_is_known(calm_town: Town) -> None:
    ida, group, payload = await a_group(calm_town)
    amina = await calm_town.resident("Amina", "da")
    await joins(amina, payload)
    code = await member_code(calm_town)
    await ida.presses(f"group:{group.code}:daycare:{code}:1:1:started")
    await ida.presses(f"group:{group.code}:bye:{code}:yes")
    await calm_town.until(calm_town.now + timedelta(days=95))
    assert await sent(calm_town, "staff-group-measure") == {"cancelled": 1}


async def test_what_she_tells_the_group_goes_when_she_is_forgotten(calm_town: Town) -> None:
    _, _, payload = await a_group(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await joins(amina, payload)
    await amina.taps("✍️ What we call you")
    await amina.types(NAME)
    await amina.types("/privacy")
    await amina.taps("🗑 Forget me")
    await amina.taps("🗑 Yes, forget me")
    assert NAME not in await readable(calm_town)
    assert await rows(calm_town, "SELECT state, leave_ends_on FROM sign_ups") == [("left", None)]


OTHERS: list[Callable[[Town], Awaitable[Citizen]]] = [
    lambda town: town.staff("Mette"),
    lambda town: town.staff("Karen", Role.COORDINATOR),
    lambda town: town.staff("Lone", Role.LEADER),
    lambda town: town.staff("Hassan", Role.HELPER, "economy"),
    lambda town: town.resident("Eve", "en"),
]


@pytest.mark.parametrize("other", OTHERS, ids=["family worker", "coordinator", "leader", "helper", "resident"])
async def test_nobody_else_ever_sees_it(calm_town: Town, other: Callable[[Town], Awaitable[Citizen]]) -> None:
    """Neither by the menu, nor by what is on, nor by guessing what a button of the nurses sends."""
    ida, group, payload = await a_group(calm_town)
    amina, someone = await calm_town.resident("Amina", "en"), await other(calm_town)
    await joins(amina, payload)
    await amina.taps("✍️ What we call you")
    await amina.types(NAME)
    code = await member_code(calm_town)
    before = await rows(calm_town, "SELECT state, name FROM sign_ups"), await rows(calm_town, "SELECT * FROM outcomes")
    seen = len(someone.bot_messages())
    for command in ("/start", "/grupper", "/afstemning", "/madtur", "/partnertimer", "/plan", "/aktiviteter", "/home"):
        await someone.types(command)
        assert someone.label("🤱 Groups") not in someone.sees
    for data in guesses(group, code):
        await someone.presses(data)
        assert code not in "".join(button.data or "" for row in someone.bot_messages()[-1].buttons for button in row)
    words = " ".join(plain(message.text) for message in someone.bot_messages()[seen:])
    assert NAME not in words
    assert code[:4].upper() not in words
    assert ida.tr.text("Who is in it. 🆕 came since last time.")[:12] not in words
    after = await rows(calm_town, "SELECT state, name FROM sign_ups"), await rows(calm_town, "SELECT * FROM outcomes")
    assert after == before


def guesses(group: Gathering, code: str) -> list[str]:
    """All that the nurses and the mother could press."""
    data, session = f"group:{group.code}", group.sessions[0].code
    return [
        "groups",
        *(f"{data}{verb}" for verb in ("", ":members", ":left", ":invite", ":slip", ":renew", ":renew:yes")),
        *(f"{data}:{verb}:{code}" for verb in ("member", "bye", "plan", "noted")),
        f"{data}:bye:{code}:yes",
        f"{data}:daycare:{code}:1",
        f"{data}:daycare:{code}:1:1:started",
        f"{data}:plan:{code}:job",
        *(f"mygroup:{code}{verb}" for verb in ("", ":name", ":nameless", ":leave", ":until:2027-01", ":stay", ":bye")),
        f"mygroup:{code}:bye:yes",
        f"mygroup:{code}:remind:on",
        f"invited:{group.code}",
        f"invited:{group.code}:yes",
        f"polls:{group.code}",
        f"turns:{group.code}",
        f"food:{group.code}",
        f"on:{group.code}",
        f"gathering:{group.code}",
        f"plan:{group.code}",
        f"held:{session}",
        f"session:{session}",
        f"mine:{code}",
        f"join:{group.code}",
    ]


async def test_the_other_parent_learns_nothing_of_it(calm_town: Town) -> None:
    _, group, payload = await a_group(calm_town)
    amina, omar = await calm_town.resident("Amina", "en"), await calm_town.resident("Omar", "en")
    await joins(amina, payload)
    await same_family(calm_town, amina, omar)
    code = await member_code(calm_town)
    seen = len(omar.bot_messages())
    await omar.types("/privacy")
    await omar.taps("What you know about me")
    await omar.taps("💾 Send it as data")
    for data in ("on", "mine", "home", *guesses(group, code)):
        await omar.presses(data)
    said = " ".join(plain(one.text) for one in omar.bot_messages()[seen:])
    assert "Mothers' group" not in said.replace("family evenings, courses and mothers' groups", "")
    assert await rows(calm_town, "SELECT state FROM sign_ups") == [("going",)]


async def test_a_nurse_who_leaves_the_team_sees_nothing_from_that_moment(calm_town: Town) -> None:
    ida, _, payload = await a_group(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await joins(amina, payload)
    await opens_the_group(ida)
    card = ida.bot_messages()[-1]
    async with calm_town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [ida.phone.id])
        await people.leave_staff(tx, known[ida.phone.id].id, calm_town.now)
    ida.phone.tap(ida.label("👥 Who is in it"), message=card)
    await calm_town.step()
    assert (await member_code(calm_town))[:4].upper() not in ida.text


async def test_she_finds_her_group_where_her_other_things_are(calm_town: Town) -> None:
    _, _, payload = await a_group(calm_town)
    amina, eve = await calm_town.resident("Amina", "en"), await calm_town.resident("Eve", "en")
    await joins(amina, payload)
    for someone in (amina, eve):
        await someone.types("/home")
        await someone.taps("📅 What's on")
    assert not any("Mothers' group" in label for label in eve.sees)
    await amina.taps_nth(0)
    assert amina.reads("You are in the group.")
    assert amina.label("👋 Leave the group") in amina.sees
