"""Surveys as they are kept: who has answered and what was answered are two things, and nothing ties them afterwards."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from domain.people import Person
from domain.surveys import InvitationState, Mode, Option, Quarter, Round
from storage import surveys
from storage.engine import Tx
from tests.storage.house import NOW, WORDING, resident

AUTUMN = Quarter(2026, 4)
YES, NO = Option.A_LOT, Option.NO


async def a_round(tx: Tx) -> Round:
    return await surveys.open_round(tx, "counselling", AUTUMN, WORDING, "v1", NOW)


async def answers(tx: Tx, round_id: int, person: Person, choice: Option, *, complete: bool = True) -> str:
    """She is asked and answers; gives the code of her invitation."""
    code = await surveys.invite(tx, round_id, person.family, person.id, "counselling", NOW, "en")
    assert code is not None
    invitation = await surveys.find_invitation(tx, code)
    assert invitation is not None
    assert await surveys.move_invitation(tx, invitation.id, InvitationState.BEGUN)
    link = await surveys.begin_ballot(tx, invitation.id, round_id, Mode.CHAT)
    assert await surveys.fill_ballot(tx, link, {"help": choice}, complete=complete, counted=complete)
    if complete:
        assert await surveys.move_invitation(tx, invitation.id, InvitationState.ANSWERED, counted=True)
    return code


async def everything(tx: Tx) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """All rows of who was asked, and all of what was answered, in the order in which they lie."""
    tables = (surveys.survey_invitations, surveys.ballots)
    asked, said = [[dict(row._mapping) for row in await tx.execute(select(table))] for table in tables]
    return asked, said


async def test_the_first_who_is_asked_freezes_the_wording(tx: Tx) -> None:
    first = await a_round(tx)
    second = await surveys.open_round(tx, "counselling", AUTUMN, replace(WORDING, questions={}), "v2", NOW)
    assert second == first
    assert second.wording == WORDING
    assert second.version == "v1"


async def test_nobody_is_asked_twice_in_a_round(tx: Tx) -> None:
    round_id, alma = (await a_round(tx)).id, await resident(tx)
    assert await surveys.invite(tx, round_id, alma.family, alma.id, "counselling", NOW, "en") is not None
    assert await surveys.invite(tx, round_id, alma.family, alma.id, "counselling", NOW, "en") is None
    assert len(await surveys.invitations_in(tx, [round_id])) == 1


async def test_once_a_round_is_closed_nothing_leads_from_an_answer_to_anybody(tx: Tx) -> None:
    round_id = (await a_round(tx)).id
    people = [await resident(tx) for _ in range(40)]
    for number, person in enumerate(people):
        await answers(tx, round_id, person, YES if number % 2 else NO)
    before = {row["id"] for row in (await everything(tx))[1]}
    assert await surveys.close_round(tx, round_id, NOW)
    assert not await surveys.close_round(tx, round_id, NOW)

    asked, said = await everything(tx)
    assert [row["choices"]["help"] for row in said].count("no") == 20
    # There is no column that both have but the round, and no number or moment from before.
    shared = {"round_id", "counted"}
    assert {name for name in asked[0] if name in said[0] and name not in ("id", "link")} == shared
    assert {row["link"] for row in (*asked, *said)} == {None}
    assert {row["person_id"] for row in asked} == {None}
    assert before.isdisjoint(row["id"] for row in said)
    # Not even the order in which they lie is the one in which they came, alternating.
    assert [row["id"] for row in said] == sorted(row["id"] for row in said)
    assert [row["choices"]["help"] for row in said] != ["no", "a-lot"] * 20


async def test_what_is_closed_can_no_longer_be_changed(tx: Tx) -> None:
    round_id, alma = (await a_round(tx)).id, await resident(tx)
    code = await answers(tx, round_id, alma, YES)
    invitation = await surveys.find_invitation(tx, code)
    assert invitation is not None
    assert invitation.link is not None
    await surveys.close_round(tx, round_id, NOW)
    assert not await surveys.fill_ballot(tx, invitation.link, {"help": NO}, complete=True, counted=True)
    assert not await surveys.write_line(tx, invitation.link, "Late")
    assert await surveys.find_ballot(tx, invitation.link) is None


async def test_whoever_is_forgotten_leaves_a_whole_answer_and_no_half_one(tx: Tx) -> None:
    round_id = (await a_round(tx)).id
    alma, bodil, carla = [await resident(tx) for _ in range(3)]
    await answers(tx, round_id, alma, YES)
    await answers(tx, round_id, bodil, NO, complete=False)
    assert await surveys.invite(tx, round_id, carla.family, carla.id, "counselling", NOW, "en") is not None
    for person in (alma, bodil, carla):
        await surveys.stop_asking(tx, person.id)
    asked, said = await everything(tx)
    assert [row["state"] for row in asked] == ["answered", "stopped", "stopped"]
    assert {row["person_id"] for row in asked} == {row["link"] for row in asked} == {None}
    assert [(row["choices"], row["link"], row["line"]) for row in said] == [({"help": "a-lot"}, None, None)]


async def test_an_answer_can_be_taken_back_altogether(tx: Tx) -> None:
    round_id, alma = (await a_round(tx)).id, await resident(tx)
    code = await answers(tx, round_id, alma, YES)
    invitation = await surveys.find_invitation(tx, code)
    assert invitation is not None
    assert invitation.link is not None
    assert await surveys.move_invitation(tx, invitation.id, InvitationState.DECLINED)
    await surveys.drop_ballot(tx, invitation.link)
    asked, said = await everything(tx)
    assert said == []
    assert [(row["state"], row["counted"], row["link"]) for row in asked] == [("declined", False, None)]
