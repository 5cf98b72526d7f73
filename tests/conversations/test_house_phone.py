"""A phone of the house is handed over: a family answers in its own language, and staff see nothing of it."""

from domain.people import Role
from domain.surveys import InvitationState, Option
from handlers.house_rules import ROUTES
from handlers.routing import Tap
from storage import families, people, register, surveys
from tests.conversations.gatherings import open_group
from tests.conversations.ledger import rows
from tests.conversations.surveys import A_LOT, LITTLE, NO, answers, ballots_in, had_a_talk, is_asked, stand, willing
from tests.conversations.test_attacks import (
    a_course,
    a_gathering,
    amina_has_all,
    codes,
    contact_to_make,
    families_met,
    lost_message,
    pressed,
)
from tests.conversations.test_attacks import is_asked as is_asked_for_certain
from tests.town import MONDAY, Citizen, Town

DEAD = "This button no longer works. Here is what is true now."
NOBODY = "Nobody is due just now. Families with a yes are asked in their own chat."
FACES = ("😀", "🙂", "🙁", "😞")
KEYS, CANARY = ("help", "tools", "next-time"), "Kanariefuglen synger"


async def comes_without_a_phone(town: Town, nickname: str = "Tvillingerne") -> str:
    """A family that nobody knows in the chat came by just now; its code."""
    async with town.running.database.transaction() as tx:
        whose = await people.add_family(tx, town.now)
        await families.call_family(tx, whose, nickname)
        held = (town.now, town.now)
        await register.register_talk(tx, whose, "walk-in", None, 1, *held, request=None, appointment=None)
        return (await families.get_family(tx, whose)).code


async def hands_over(mette: Citizen, code: str, language: str = "العربية") -> None:
    """From the menu to the phone in the family's hands."""
    await mette.types("/svar")
    await mette.taps_label("Åben familierådgivning")
    await mette.taps_label(f"Tvillingerne · {code[:4].upper()}")
    await mette.taps_label(language)


async def test_a_family_answers_in_its_language_and_gives_the_phone_back(town: Town) -> None:
    mette, arabic = await town.staff("Mette"), town.words.translator("ar")
    code = await comes_without_a_phone(town)
    await is_asked(town)
    await hands_over(mette, code)
    mette.tr = arabic
    assert mette.reads("We have a few short questions for you. What you answer is confidential. We only see totals.")
    await mette.taps("▶️ Answer")
    assert mette.reads("Did you get help with what you came for?")
    await mette.taps(A_LOT)
    await mette.taps("↩️ Back")
    # What was answered is not shown, not even by going back.
    assert "😀" not in mette.text
    for label in (A_LOT, LITTLE, NO):
        await mette.taps(label)
    assert mette.reads("Thank you! Please give the phone back now.")
    assert mette.sees == ["🏠 Start"]
    assert await stand(town) == [("answered", "house", True)]
    said = {"help": "a-lot", "tools": "little", "next-time": "no"}
    assert await ballots_in(town) == [(said, True, True, None)]
    assert not [one for one in mette.bot_messages() if any(face in one.text for face in FACES)]


async def test_no_button_leads_back_to_the_answers(calm_town: Town) -> None:
    mette, code = await calm_town.staff("Mette"), await comes_without_a_phone(calm_town)
    await is_asked(calm_town)
    await hands_over(mette, code, "English")
    mette.tr = calm_town.words.translator("en")
    for label in ("▶️ Answer", A_LOT, LITTLE, NO):
        await mette.taps(label)
    before = await ballots_in(calm_town)
    ((ballot,),) = await rows(calm_town, "SELECT code FROM survey_invitations")
    mette.tr = calm_town.words.staff
    for data in (f"ballot:{ballot}:0", f"ballot:{ballot}:2:a-lot", f"ballot:{ballot}:no", f"survey:{ballot}:0"):
        await mette.presses(data)
        assert mette.reads(DEAD), data
    await mette.presses(f"ballots:counselling:{code}:en:begin")
    assert mette.reads(DEAD)
    assert await ballots_in(calm_town) == before


async def test_two_taps_begin_one_ballot_and_a_stop_leaves_nothing(town: Town) -> None:
    mette, code = await town.staff("Mette"), await comes_without_a_phone(town)
    await is_asked(town)
    await hands_over(mette, code, "English")
    for _ in range(2):
        await mette.presses(f"ballots:counselling:{code}:en:begin")
        assert "Did you get help with what you came for?" in mette.text
    mette.tr = town.words.translator("en")
    await mette.taps(NO)
    await mette.taps("✖️ Stop")
    assert await stand(town) == [("declined", "house", False)]
    assert await ballots_in(town) == []


async def test_a_family_that_was_interrupted_goes_on(town: Town) -> None:
    mette, code = await town.staff("Mette"), await comes_without_a_phone(town)
    await is_asked(town)
    await hands_over(mette, code)
    mette.tr = town.words.translator("ar")
    await mette.taps("▶️ Answer")
    await mette.taps(A_LOT)
    mette.tr = town.words.staff
    await mette.types("/start")
    await mette.types("/svar")
    await mette.taps_label("Åben familierådgivning")
    await mette.taps_label(f"▶️ Fortsæt: Tvillingerne · {code[:4].upper()}")
    mette.tr = town.words.translator("ar")
    assert mette.reads("Did you get help with what you came for?")
    for label in (NO, NO, NO):
        await mette.taps(label)
    assert [said["help"] for said, *_ in await ballots_in(town)] == ["no"]
    mette.tr = town.words.staff
    await mette.types("/svar")
    await mette.taps_label("Åben familierådgivning")
    assert not [label for label in mette.sees if label.startswith("▶️")]


async def test_a_no_before_the_first_question_is_not_even_noted(calm_town: Town) -> None:
    mette, code = await calm_town.staff("Mette"), await comes_without_a_phone(calm_town)
    await is_asked(calm_town)
    await hands_over(mette, code, "English")
    mette.tr = calm_town.words.translator("en")
    await mette.taps("No, thank you")
    assert mette.reads("That is quite all right. Please give the phone back now.")
    assert await stand(calm_town) == []


async def test_who_is_asked_in_her_chat_is_not_asked_on_the_phone(town: Town) -> None:
    mette, amina = await town.staff("Mette"), await willing(town, "Amina")
    await had_a_talk(town, amina)
    await is_asked(town)
    await mette.types("/svar")
    await mette.taps_label("Åben familierådgivning")
    assert mette.reads(NOBODY)
    await answers(amina, A_LOT, A_LOT, A_LOT)
    await mette.types("/svar")
    await mette.taps_label("Åben familierådgivning")
    assert mette.reads(NOBODY)


async def test_whoever_said_no_to_these_questions_is_not_handed_the_phone_for_them(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await willing(calm_town, "Amina")
    await calm_town.until(MONDAY.replace(month=12, day=22, hour=10))
    await had_a_talk(calm_town, amina)
    await is_asked(calm_town)
    await amina.taps("No, thank you")
    assert amina.reads("That is quite all right. We do not ask you about this again.")
    # In the new quarter she could be asked again, though not about what she said no to.
    await calm_town.until(MONDAY.replace(year=2027, month=1, day=4, hour=10))
    await mette.types("/svar")
    await mette.taps_label("Åben familierådgivning")
    assert mette.reads(NOBODY)


async def test_whoever_has_no_yes_to_the_chat_can_still_answer_here(calm_town: Town) -> None:
    mette, amina = await calm_town.staff("Mette"), await calm_town.resident("Amina", "en")
    await had_a_talk(calm_town, amina)
    await is_asked(calm_town)
    await mette.types("/svar")
    await mette.taps_label("Åben familierådgivning")
    assert mette.reads("Which family answers? You can also write a code or a nickname.")


async def test_each_hands_out_only_what_her_role_runs(calm_town: Town) -> None:
    mette, ida = await calm_town.staff("Mette"), await calm_town.staff("Ida", Role.HEALTH_NURSE)
    lene = await calm_town.staff("Lene", Role.LEADER)
    code = await comes_without_a_phone(calm_town)
    await open_group(calm_town)
    await is_asked(calm_town)
    await mette.types("/svar")
    assert mette.sees[:-3] == ["Familien i Fokus", "Åben familierådgivning"]
    await ida.types("/svar")
    assert ida.sees[:-3] == ["Mødregrupper"]
    await hands_over(mette, code, "English")
    await mette.presses(f"ballots:counselling:{code}:en:begin")
    ((ballot,),) = await rows(calm_town, "SELECT code FROM survey_invitations")
    for data in (f"ballots:counselling:{code}", f"ballot:{ballot}:0", f"ballot:{ballot}:0:no"):
        for someone in (ida, lene):
            await someone.presses(data)
            assert someone.reads(DEAD), data
    await mette.presses("ballots:group")
    assert mette.reads(DEAD)


async def test_no_staff_role_can_reach_one_answer(calm_town: Town) -> None:
    """Everybody of the team presses everything there is in a house with ballots, by the right codes."""
    amina, mette = await amina_has_all(calm_town)
    invitation = await is_asked_for_certain(calm_town)
    async with calm_town.running.database.transaction() as tx:
        found = await surveys.find_invitation(tx, invitation)
        assert found is not None
        assert found.link is not None
        await surveys.fill_ballot(tx, found.link, dict.fromkeys(KEYS, Option.LITTLE), complete=True, counted=True)
        await surveys.move_invitation(tx, found.id, InvitationState.ANSWERED, counted=True)
        await surveys.write_line(tx, found.link, CANARY)
    ids = {"code": await codes(calm_town, "come"), "notice": await lost_message(calm_town), "invitation": invitation}
    ids |= {**await families_met(calm_town), "referral": await contact_to_make(calm_town)}
    ids |= {**await a_gathering(calm_town, amina), **await a_course(calm_town, amina)}
    team = [mette, *[await calm_town.staff(role.value, role) for role in Role]]
    for route in ROUTES:
        hers = isinstance(route, Tap) and route.pattern.startswith("survey:")
        if route.right is None and not hers:
            continue
        for someone in team:
            if isinstance(route, Tap):
                someone.phone.press(pressed(route.pattern, **ids))
            else:
                someone.phone.send(f"/{route.name}")
        await calm_town.answered()
    chats = {someone.phone.id for someone in team}
    said = [call.parameters for call in calm_town.telegram.calls if call.parameters.get("chat_id") in chats]
    shown = [str(each.get("text", "")) + str(each.get("caption", "")) for each in said]
    assert len(shown) > 100
    assert not [text for text in shown if CANARY in text or "Kun lidt" in text or "Only a little" in text]
    # She herself finds it where she left it.
    await amina.presses(f"survey:{invitation}:line")
    assert any(CANARY in message.text for message in amina.bot_messages())
