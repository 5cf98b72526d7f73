"""Surveys on paper: printed for a family, answered with a pen or behind its code, and entered once by staff."""

import re
from collections.abc import Iterator
from unittest.mock import patch

import pytest
import segno

from domain.people import Role
from tests.conversations.ledger import readable, rows
from tests.conversations.surveys import (
    A_LOT,
    ASKED,
    LITTLE,
    MOSTLY,
    NO,
    UNSAID,
    answers,
    ballots_in,
    had_a_talk,
    is_asked,
    rounds,
    stand,
    willing,
)
from tests.conversations.test_house_phone import DEAD, NOBODY, comes_without_a_phone
from tests.conversations.test_printing import files
from tests.documents.pages import language as language_of
from tests.documents.pages import pages
from tests.town import Citizen, Town

OUT = [("asked", None, False)]
LOST = "This code does not work, or not any more. You can still hand in the paper at our house."
WHICH = "Which paper has come back? Scan its code with your phone, or choose the family."
NEXT = "Did you get what you need to solve it yourself?"
KEPT = "It is kept, and shown to nobody. Destroy the paper now."
NAMES = {"da": "Dansk", "en": "English", "ar": "العربية"}


@pytest.fixture
def printed() -> Iterator[list[str]]:
    """What the code of each paper carries that is drawn, the newest last; a camera would read the same."""
    links: list[str] = []

    def drawn(link: str, **how: object) -> segno.QRCode:
        # Looked over first and drawn later: the same code twice.
        if (payload := link.partition("?start=")[2]) not in links:
            links.append(payload)
        return make(link, **how)  # type: ignore[arg-type]

    make = segno.make
    with patch("segno.make", drawn):
        yield links


async def prints(mette: Citizen, code: str, language: str = "العربية") -> None:
    """From the menu to the paper."""
    await mette.types("/svar")
    await mette.taps_label("Åben familierådgivning")
    await mette.taps_label(f"Tvillingerne · {code[:4].upper()}")
    await mette.taps("🖨 On paper")
    await mette.taps_label(language)


async def printed_for_the_twins(town: Town, language: str = "العربية") -> Citizen:
    """A family worker who has just printed a paper for a family without a phone."""
    mette, code = await town.staff("Mette"), await comes_without_a_phone(town)
    await is_asked(town)
    await prints(mette, code, language)
    return mette


async def enters(mette: Citizen, *labels: str) -> None:
    """From the menu to the last look before it is kept."""
    await mette.types("/svar")
    await mette.taps("✍️ Enter a paper")
    assert mette.reads(WHICH)
    await mette.taps_label(next(one for one in mette.sees if one.startswith("Tvillingerne")))
    await mette.taps("✍️ Enter it")
    for label in labels:
        await mette.taps(label)


async def test_a_family_is_asked_on_paper_in_its_language(town: Town, language: str, printed: list[str]) -> None:
    mette = await printed_for_the_twins(town, NAMES[language])
    ((name, page),) = files(mette)
    assert (name, pages(page), language_of(page)) == ("spoergsmaal.pdf", 1, language)
    assert await stand(town) == OUT
    # 128 random bits, of which only a hash is kept.
    assert re.fullmatch(r"s-[\w-]{22}", printed[-1])
    assert printed[-1].removeprefix("s-") not in await readable(town)
    # Whoever has a paper is asked, and by nothing else.
    await mette.types("/svar")
    await mette.taps_label("Åben familierådgivning")
    assert mette.reads(NOBODY)


async def test_staff_enter_a_paper_once_and_never_see_it_again(town: Town, printed: list[str]) -> None:
    mette = await printed_for_the_twins(town)
    await enters(mette, A_LOT, LITTLE, UNSAID)
    assert "Kun lidt" in mette.text
    await mette.taps("✔️ Keep")
    assert mette.reads(KEPT)
    assert await stand(town) == [("answered", "paper", True)]
    said = {"help": "a-lot", "tools": "little", "next-time": "unsaid"}
    assert await ballots_in(town) == [(said, True, True, None)]
    await mette.taps("✍️ Enter a paper")
    assert mette.reads("No paper is with a family just now.")
    ((ballot,),) = await rows(town, "SELECT code FROM survey_invitations")
    for data in (f"ballotentry:{ballot}:000:keep", f"ballotentry:{ballot}", f"ballotpaper:{ballot}:again"):
        await mette.presses(data)
        assert mette.reads(DEAD), data
    # Nor does its code lead anywhere, for nobody.
    amina = await town.resident("Amina", "en")
    for someone in (mette, amina):
        await someone.starts(printed[-1])
        assert someone.reads(LOST)
    assert await ballots_in(town) == [(said, True, True, None)]


async def test_a_question_can_be_left_open_and_a_tick_put_right(town: Town, printed: list[str]) -> None:
    mette = await printed_for_the_twins(town)
    await enters(mette, NO, "↩️ Back", A_LOT, "Not answered", MOSTLY)
    assert mette.reads("Not all is answered, so it is not counted. Does it say the same as the paper?")
    assert await ballots_in(town) == []
    await mette.taps("✏️ From the beginning")
    for label in (MOSTLY, "Not answered", MOSTLY, "✔️ Keep"):
        await mette.taps(label)
    assert await stand(town) == [("begun", "paper", False)]
    assert await ballots_in(town) == [({"help": "mostly", "next-time": "mostly"}, False, False, None)]


async def test_a_paper_without_a_cross_is_a_no(town: Town, printed: list[str]) -> None:
    mette = await printed_for_the_twins(town)
    await enters(mette, *["Not answered"] * 3)
    assert mette.reads("There is no cross on it: the family has said no. Is that right?")
    await mette.taps("✔️ Keep")
    assert await stand(town) == [("declined", None, False)]
    assert await ballots_in(town) == []


async def test_who_opens_the_code_answers_in_her_own_chat(town: Town, language: str, printed: list[str]) -> None:
    mette, amina = await printed_for_the_twins(town), await town.resident("Amina", language)
    families = await rows(town, "SELECT id, family_id FROM persons ORDER BY id")
    await amina.starts(printed[-1])
    assert amina.reads(ASKED)
    await answers(amina, A_LOT, A_LOT, LITTLE)
    assert amina.reads("Your answers are confidential") or amina.label("✏️ Change my answers") in amina.sees
    assert await stand(town) == [("answered", "chat", True)]
    # She stays in the family she was in.
    assert await rows(town, "SELECT id, family_id FROM persons ORDER BY id") == families
    # For her it leads back to her answers, and for nobody else anywhere.
    await amina.starts(printed[-1])
    assert amina.label("✏️ Change my answers") in amina.sees
    basma = await town.resident("Basma", language)
    for someone in (basma, mette):
        await someone.starts(printed[-1])
        assert someone.reads(LOST)
    await mette.types("/svar")
    await mette.taps("✍️ Enter a paper")
    assert mette.reads("No paper is with a family just now.")


async def test_a_newcomer_chooses_her_language_and_is_where_she_was_going(
    town: Town, language: str, printed: list[str]
) -> None:
    await printed_for_the_twins(town)
    amina, basma = await town.citizen("Amina", language), await town.citizen("Basma", language)
    await amina.starts(printed[-1])
    # She looks at other languages first, and sends a picture.
    await amina.sends_photo()
    await amina.taps_label(amina.tr.language.own_name)
    assert amina.reads(ASKED)
    assert amina.reads("Telegram is not sealed, so write no secrets.")
    await answers(amina, MOSTLY, MOSTLY, MOSTLY)
    assert await stand(town) == [("answered", "chat", True)]
    await basma.starts(printed[-1])
    await basma.taps_label(basma.tr.language.own_name)
    assert basma.reads(LOST)
    assert basma.label("💬 Talk to someone") in basma.sees


async def test_used_replaced_unknown_and_out_of_date_read_alike(calm_town: Town, printed: list[str]) -> None:
    mette, amina = await printed_for_the_twins(calm_town), await calm_town.resident("Amina", "en")
    await mette.taps("🖨 Print it again")
    assert len(files(mette)) == 2
    old, new = printed[-2:]
    said = []
    for token in (old, "s-", "s-aaaaaaaaaaaaaaaaaaaaaa", "s-0"):
        await amina.starts(token)
        said.append((amina.text, amina.sees))
    assert await stand(calm_town) == OUT
    # Its round closes, and with it all that was not answered.
    await calm_town.later(days=80)
    assert await stand(calm_town) == [("lapsed", None, False)]
    await amina.starts(new)
    said.append((amina.text, amina.sees))
    assert amina.reads(LOST)
    assert len({text for text, _ in said}) == 1
    await mette.presses("ballotpapers")
    assert mette.reads("No paper is with a family just now.")


async def test_who_is_asked_already_does_not_answer_for_another_family(calm_town: Town, printed: list[str]) -> None:
    mette, basma = await calm_town.staff("Mette"), await willing(calm_town, "Basma")
    code = await comes_without_a_phone(calm_town)
    await had_a_talk(calm_town, basma)
    await is_asked(calm_town)
    assert basma.reads(ASKED)
    await prints(mette, code)
    await basma.starts(printed[-1])
    assert basma.reads(LOST)
    # The paper was not used up by that.
    amina = await calm_town.resident("Amina", "en")
    await amina.starts(printed[-1])
    assert amina.reads(ASKED)


async def test_of_two_who_open_it_one_answers(calm_town: Town, printed: list[str]) -> None:
    await printed_for_the_twins(calm_town)
    amina, basma = [await calm_town.resident(name, "en") for name in ("Amina", "Basma")]
    for someone in (amina, basma):
        someone.phone.start(printed[-1])
    await calm_town.step()
    assert sorted(one.reads(ASKED) for one in (amina, basma)) == [False, True]


async def test_what_is_opened_cannot_be_entered_any_more(calm_town: Town, printed: list[str]) -> None:
    mette, amina = await printed_for_the_twins(calm_town), await calm_town.resident("Amina", "en")
    await enters(mette, A_LOT, A_LOT, A_LOT)
    await amina.starts(printed[-1])
    await mette.taps("✔️ Keep")
    assert mette.reads(DEAD)
    assert await ballots_in(calm_town) == []
    await amina.taps("No, thank you")
    assert await stand(calm_town) == [("declined", None, False)]
    await amina.starts(printed[-1])
    # A no is hers to change, as in every chat.
    assert amina.label("▶️ Answer after all") in amina.sees


async def test_staff_find_the_paper_by_its_code_or_by_the_family(calm_town: Town, printed: list[str]) -> None:
    mette, sara = await printed_for_the_twins(calm_town), await calm_town.staff("Sara")
    await sara.starts(printed[-1])
    assert sara.label("✍️ Enter it") in sara.sees
    await mette.types("/svar")
    await mette.taps("✍️ Enter a paper")
    await mette.types("Nissemor")
    assert mette.reads("I found no family like that.")
    await mette.types("tvillingerne")
    assert not mette.reads("I found no family like that.")
    # Both enter it at once: one of them does.
    for someone in (mette, sara):
        await someone.presses("ballotpapers")
        await someone.taps_label(next(one for one in someone.sees if one.startswith("Tvillingerne")))
        for label in ("✍️ Enter it", A_LOT, A_LOT, A_LOT):
            await someone.taps(label)
    for someone in (mette, sara):
        someone.phone.tap(someone.label("✔️ Keep"))
    await calm_town.step()
    assert sorted(one.reads(KEPT) for one in (mette, sara)) == [False, True]
    assert [one[1:] for one in await ballots_in(calm_town)] == [(True, True, None)]


async def test_two_taps_print_one_paper(calm_town: Town, printed: list[str]) -> None:
    mette, code = await calm_town.staff("Mette"), await comes_without_a_phone(calm_town)
    await is_asked(calm_town)
    for _ in range(2):
        await mette.presses(f"ballotprint:counselling:{code}:da")
    assert len(files(mette)) == len(printed) == 1
    assert mette.label("🖨 Print it again") in mette.sees
    assert await stand(calm_town) == OUT
    await mette.presses(f"ballotprint:counselling:{code}:xx")
    assert len(files(mette)) == 1


async def test_who_does_not_run_it_finds_no_paper_and_its_code_leads_her_nowhere(
    calm_town: Town, printed: list[str]
) -> None:
    await printed_for_the_twins(calm_town)
    ((ballot,),) = await rows(calm_town, "SELECT code FROM survey_invitations")
    ida, lene = await calm_town.staff("Ida", Role.HEALTH_NURSE), await calm_town.staff("Lene", Role.LEADER)
    before = await ballots_in(calm_town), await stand(calm_town)
    for someone in (ida, lene):
        await someone.starts(printed[-1])
        assert someone.reads(LOST)
        for data in (f"ballotpaper:{ballot}", f"ballotpaper:{ballot}:again", f"ballotentry:{ballot}:000:keep"):
            await someone.presses(data)
            assert someone.reads(DEAD), data
    assert (await ballots_in(calm_town), await stand(calm_town)) == before
    assert len(printed) == 1


async def test_forged_ticks_are_not_kept(calm_town: Town, printed: list[str]) -> None:
    mette = await printed_for_the_twins(calm_town)
    ((ballot,),) = await rows(calm_town, "SELECT code FROM survey_invitations")
    for said in ("0", "0000", "009", "00x", "", "٠٠٠", "00:0"):
        await mette.presses(f"ballotentry:{ballot}:{said}:keep")
        assert mette.reads(DEAD), said
    assert await stand(calm_town) == OUT


async def test_where_she_was_is_the_paper_and_not_what_she_ticked(calm_town: Town, printed: list[str]) -> None:
    mette = await printed_for_the_twins(calm_town)
    ((ballot,),) = await rows(calm_town, "SELECT code FROM survey_invitations")
    await enters(mette, A_LOT, LITTLE)
    assert await rows(calm_town, "SELECT at FROM persons WHERE telegram_id IS NOT NULL") == [(f"ballotpaper:{ballot}",)]


async def test_whoever_is_forgotten_takes_what_she_began_with_her(calm_town: Town, printed: list[str]) -> None:
    await printed_for_the_twins(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await amina.starts(printed[-1])
    await amina.taps("▶️ Answer")
    await amina.taps(LITTLE)
    await amina.presses("forget:yes")
    assert await stand(calm_town) == [("stopped", "chat", False)]
    assert await ballots_in(calm_town) == []
    assert await rows(calm_town, "SELECT person_id FROM survey_invitations") == [(None,)]


async def test_when_the_round_closes_nothing_of_a_paper_is_left(calm_town: Town, printed: list[str]) -> None:
    mette = await printed_for_the_twins(calm_town)
    await enters(mette, A_LOT, A_LOT, A_LOT)
    await mette.taps("✔️ Keep")
    await calm_town.later(days=80)
    assert [here.closed_at is not None for here in await rounds(calm_town)] == [True]
    left = "SELECT paper_hash, link, person_id, counted FROM survey_invitations"
    assert await rows(calm_town, left) == [(None, None, None, 1)]
    ((said, *rest),) = await ballots_in(calm_town)
    assert (set(said.values()), rest) == ({"a-lot"}, [True, True, None])
