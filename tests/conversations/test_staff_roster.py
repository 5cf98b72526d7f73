"""Who is in the team, how she came in, and what ends in the moment she leaves."""

from datetime import timedelta

import pytest

from bot.roster import members, remove
from domain.people import Role
from handlers.staff.menu import MOST_ON_ONE
from storage import invitations
from tests.conversations.ledger import rows, unsound
from tests.conversations.walks import asks_for_a_call, booking, books, pressed_by
from tests.town import Citizen, Town

DEAD = "This button no longer works. Here is what is true now."


async def invitation(town: Town, role: Role = Role.FAMILY_WORKER) -> str:
    async with town.running.database.transaction() as tx:
        return await invitations.make_invitation(tx, role, "Sara", town.now, town.now + timedelta(days=7))


async def leaves(town: Town, name: str) -> None:
    """Somebody takes her off the roster, from the command line."""
    await remove(town.settings(), name)
    await town.step()


async def test_an_invitation_lets_one_person_in_once(town: Town) -> None:
    link = await invitation(town)
    sara, eve = await town.citizen("Sara på Telegram", "da"), await town.citizen("Eve", "en")
    sara.tr = town.words.staff
    for someone in (sara, eve):
        someone.phone.start(link)
    await town.step()
    assert sara.has_read("Welcome to the team!")
    assert sara.reads("Hello {name}. You are in the team as {role}.", name="Sara", role="familiemedarbejder")
    assert eve.sees[0] == eve.tr.language.own_name
    assert [member.staff.name for member in await members(town.settings()) if member.staff] == ["Sara"]
    await sara.starts(link)
    assert sara.reads("Hello {name}. You are in the team as {role}.", name="Sara", role="familiemedarbejder")


@pytest.mark.parametrize("begins", ["m-", "d-", "g-"])
async def test_an_invitation_that_happens_to_begin_as_another_code_does_lets_her_in(
    calm_town: Town, monkeypatch: pytest.MonkeyPatch, begins: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("secrets.token_urlsafe", lambda size: begins + "A" * size)
        link = await invitation(calm_town)
    sara = await calm_town.citizen("Sara", "da")
    sara.tr = calm_town.words.staff
    await sara.starts(link)
    assert sara.has_read("Welcome to the team!")


async def test_used_expired_guessed_and_nonsense_are_answered_alike(calm_town: Town) -> None:
    used, expired = await invitation(calm_town), await invitation(calm_town)
    await (await calm_town.citizen("Sara", "da")).starts(used)
    await calm_town.later(days=7, minutes=1)
    answers = set()
    for number, payload in enumerate([used, expired, "A" * 32, used[:-1] + ("A" if used[-1] != "A" else "B"), "hej"]):
        newcomer = await calm_town.citizen(f"Eve {number}", "en")
        await newcomer.starts(payload)
        answers.add((newcomer.text, *newcomer.sees))
        resident = await calm_town.resident(f"Resident {number}", "en")
        await resident.starts(payload)
        assert resident.reads("This is {house}. What would you like?", house="Nabohuset")
    assert len(answers) == 1
    assert await rows(calm_town, "SELECT name FROM staff") == [("Sara",)]


async def test_a_member_who_changes_her_role_has_the_new_one_only(calm_town: Town) -> None:
    sara, amina = await calm_town.staff("Sara"), await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    card = sara.bot_messages()[-1]
    take = pressed_by(card, sara.label("✋ Take it"))
    await sara.starts(await invitation(calm_town, Role.HELPER))
    assert sara.label("📋 Queue") not in sara.sees
    assert card.labels == [sara.label("🏠 My start")]
    await sara.presses(take)
    assert sara.has_read(DEAD)
    assert await rows(calm_town, "SELECT state FROM requests") == [("new",)]
    await books(amina)
    assert not sara.has_read("🗓 A time is booked")


async def test_in_the_moment_she_is_removed_her_cards_are_dead(town: Town) -> None:
    sara, mette = await town.staff("Sara"), await town.staff("Mette")
    amina = await town.resident("Amina", "ar")
    await asks_for_a_call(amina)
    await sara.taps("✋ Take it")
    card = sara.bot_messages()[-1]
    kept = [pressed_by(card, label) for label in card.labels]
    await leaves(town, "sara")
    former = Citizen(town, sara.phone, town.words.translator("da"))
    assert card.labels == []
    for data in kept:
        former.phone.press(data, card.message_id)
    await town.step()
    assert former.has_read(DEAD)
    for command in ("/koe", "/idag"):
        await former.types(command)
        assert former.reads("I am an automatic helper, and nobody reads this message. Please tap a button.")
    assert await rows(town, "SELECT count(*) FROM steps WHERE step = 'details-seen'") == [(0,)]
    await mette.types("/koe")
    await mette.taps_nth(0)
    await mette.taps("✋ Take it")
    assert mette.reads("Taken by {name}", name="Mette")
    assert await unsound(town) == {}


async def test_what_she_had_offered_is_free_again(calm_town: Town) -> None:
    sara, mette = await calm_town.staff("Sara"), await calm_town.staff("Mette")
    amina = await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    await sara.taps("🗓 Offer times")
    await sara.types("30/11 14.30")
    await sara.taps("✅ Send the offer")
    offer = amina.bot_messages()[-1]
    await leaves(calm_town, "Sara")
    assert await unsound(calm_town) == {}
    await amina.taps_label(offer.labels[0], message=offer)
    assert amina.reads(DEAD)
    await mette.types("/koe")
    await mette.taps_nth(0)
    await mette.taps("🗓 Offer times")
    await mette.types("30/11 14.30")
    await mette.taps("✅ Send the offer")
    await amina.taps_nth(0)
    assert amina.has_read("Your time is booked. We look forward to seeing you.")


async def test_what_was_on_its_way_to_her_does_not_arrive(calm_town: Town) -> None:
    sara, amina = await calm_town.staff("Sara"), await calm_town.resident("Amina", "en")
    calm_town.telegram.faults.order("500", method="sendMessage", chat_id=sara.phone.id)
    await asks_for_a_call(amina)
    said = len(sara.bot_messages())
    await leaves(calm_town, "Sara")
    await calm_town.later(minutes=1)
    # What reaches her is that she is off the team, and no card.
    assert len(sara.bot_messages()) == said + 1
    assert not sara.has_read("🆕 New request")
    assert await rows(calm_town, "SELECT state FROM outbox WHERE kind = 'staff-card'") == [("cancelled",)]


async def test_removed_she_is_a_resident_like_all_and_can_be_invited_again(calm_town: Town) -> None:
    sara = await calm_town.staff("Sara")
    await leaves(calm_town, "Sara")
    former = Citizen(calm_town, sara.phone, calm_town.words.translator("da"))
    await former.types("/start")
    assert former.label("💬 Talk to someone") in former.sees
    await books(former)
    assert former.has_read("Your time is booked. We look forward to seeing you.")
    await sara.starts(await invitation(calm_town))
    assert sara.reads("Hello {name}. You are in the team as {role}.", name="Sara", role="familiemedarbejder")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.FAMILY_WORKER])
async def test_other_roles_have_a_home_and_see_no_resident(calm_town: Town, role: Role) -> None:
    someone, amina = await calm_town.staff("Sara", role), await calm_town.resident("Amina", "en")
    await asks_for_a_call(amina)
    leads, hours = (("🗓 The week",), ("🕑 Opening hours",)) if role is Role.LEADER else ((), ())
    more = ("🗓 The year", "👥 Team") if role is Role.LEADER else ()
    helps = ("📥 Referred to me",) if role in (Role.HELPER, Role.HEALTH_NURSE) else ()
    runs, prints = ((), ()) if role is Role.HELPER else (("🎪 Activities",), ("📌 The plan", "🖨 Print"))
    reads = () if role is Role.HELPER else ("📊 Report",)
    ledger = ("🤝 Partners' hours",) if role in (Role.LEADER, Role.COORDINATOR) else ()
    kinds = ("🤱 Groups", "📝 Answers here") if role is Role.HEALTH_NURSE else ledger
    own = (*kinds, *hours, "🌴 Time off", "🕘 My working hours", *prints, "📄 Slips")
    own = (*own, "🔤 Translations", "🎙 Voices")
    first, rest = (*leads, *runs, *reads, "💬 Phrases", *helps), (*own, *more)
    see = "👀 See what residents see"
    if len(first) + len(rest) > MOST_ON_ONE:
        # They are too many for one screen.
        assert someone.sees == [someone.label(label) for label in (*first, "⚙️ More", see)]
        await someone.taps("⚙️ More")
        assert someone.sees == [someone.label(label) for label in (*rest, "🏠 Start")]
    else:
        assert someone.sees == [someone.label(label) for label in (*first, *rest, see)]
    assert not someone.has_read("🆕 New request")


async def test_a_family_worker_has_the_families_first_and_the_house_one_tap_away(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await mette.types("/start")
    first = ["📋 Queue", "📅 Today", "🗓 The week", "🔎 Search", "🚪 Somebody came by", "📒 Register"]
    first += ["🎪 Activities", "📊 Report", "📞 Calls to make"]
    first += ["💬 Phrases", "📵 Not reached", "📥 Referred to me", "⛔ Busy now"]
    rest = (
        "🗳 Votes",
        "🍲 Food turns",
        "📝 Answers here",
        "🤝 Partners' hours",
        "🕑 Opening hours",
        "📆 My calendar",
        "🌴 Time off",
        "🕘 My working hours",
        "📌 The plan",
        "🖨 Print",
        "📄 Slips",
        "🔤 Translations",
        "🎙 Voices",
        "👥 Team",
    )
    leads = ("⚙️ More", "👀 See what residents see")
    assert mette.sees == [mette.label(label) for label in (*first, *leads)]
    await mette.taps("⚙️ More")
    assert mette.sees == [mette.label(label) for label in (*rest, "🏠 Start")]
    await mette.taps("🌴 Time off")
    assert mette.reads("When are you not at work? No card comes meanwhile, and you may change it at any time.")


async def test_staff_see_what_residents_see_and_find_back(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    await mette.types("/start")
    await mette.taps("👀 See what residents see")
    assert mette.reads("This is {house}. What would you like?", house="Nabohuset")
    for label in ("🕑 Hours and help now", "🏠 Home"):
        await mette.taps(label)
    assert mette.label("👀 See what residents see") in mette.sees
    await mette.taps("👀 See what residents see")
    await mette.taps("⚙️ Language and privacy")
    await mette.taps("🗑 Forget me")
    assert mette.label("👀 See what residents see") in mette.sees
    assert await rows(calm_town, "SELECT name FROM staff WHERE removed_at IS NULL") == [("Mette",)]


async def test_staff_can_try_what_residents_do(calm_town: Town) -> None:
    mette, sara = await calm_town.staff("Mette"), await calm_town.staff("Sara")
    await mette.taps("👀 See what residents see")
    for label in ("💬 Talk to someone", "💬 Ask for a talk", "👪 Family", "🗓 Book a time"):
        await mette.taps(label)
    await mette.taps_nth(0)
    await mette.taps_nth(0)
    await mette.taps("✔️ Go on")
    await mette.taps("No name")
    await mette.taps(booking(mette))
    assert mette.has_read("Your time is booked. We look forward to seeing you.")
    assert sara.reads("🗓 A time is booked")
    assert await unsound(calm_town) == {}


async def test_at_night_no_card_comes_and_the_morning_says_it(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "ar")
    await calm_town.later(hours=13)
    await asks_for_a_call(amina)
    assert not mette.has_read("🆕 New request")
    await calm_town.later(hours=9)
    assert not mette.has_read("🆕 New request")
    await calm_town.later(minutes=31)
    assert not mette.has_read("🆕 New request")
    assert "Der er kommet 1 ny henvendelse." in mette.text
