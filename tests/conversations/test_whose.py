"""The table of rights has a third side: on whose family, whose request, whose referral. Its cells are walked here.

Each route with an id in it is pressed by everybody for whom the object is not, in every state of the object; nothing
may happen by it, and what is not hers to see is as if it were not there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import text, update

from domain.access import TABLE, Right
from domain.drafts import Draft
from domain.people import Role
from domain.referrals import OPEN_TO_HELPERS, Line, ReferralOutcome, ReferralState
from handlers.counselling.every_form import FORMS
from handlers.forms import Form
from handlers.house_rules import ROUTES
from handlers.routing import Tap
from storage import counselling, drafts, families, people, referrals
from storage.engine import Tx
from tests.conversations.ledger import place_of, rows
from tests.conversations.test_absence import at, sick
from tests.conversations.test_attacks import pressed, state_of
from tests.conversations.test_referring import has_asked
from tests.town import Citizen, Town

DEAD = "This button no longer works. Here is what is true now."
# What was begun with a right goes with it, and home says so.
GONE = "Sorry, what you had begun is gone. Please start again."
# Inviting to a group is the nurses' alone: tests/conversations/test_group_invitations.py.
REFERRALS = [route for route in ROUTES if isinstance(route, Tap) and "referred:{referral}" in route.pattern]
REFERRED = [route.pattern for route in REFERRALS if route.right is Right.REFERRED]
CASES = [route.pattern for route in ROUTES if isinstance(route, Tap) and route.pattern.startswith("case:{code}")]
# What a colleague may look at: the card, who did what, the family, and her words and number, which is logged.
LOOKS = {f"case:{{code}}{look}" for look in ("", ":history", ":family", ":details", ":ring")}
RESULTS = [outcome.value for outcome in ReferralOutcome]
# Forms of residents, about themselves.
OWN = {"wish", "reply", "number", "correct-name", "correct-number", "sign-up"}
GUARDED = [form for form in FORMS.values() if form.right is not None]


@dataclass
class Team:
    """Everybody who could press something, and the request that Mette holds."""

    by_name: dict[str, Citizen]
    request: str

    def __getitem__(self, name: str) -> Citizen:
        return self.by_name[name]

    def but(self, *names: str) -> dict[str, Citizen]:
        """Everybody else."""
        return {name: one for name, one in self.by_name.items() if name not in names}


async def a_team(town: Town) -> Team:
    """Mette holds Amina's request; there is one of everybody, and of helpers several."""
    kept = {"mette": await town.staff("Mette"), "sara": await town.staff("Sara")}
    amina = await town.resident("Amina", "en")
    await has_asked(amina)
    await kept["mette"].taps("✋ Take it")
    joins: list[tuple[str, Role, str | None]] = [
        ("lene", Role.LEADER, None),
        ("hassan", Role.HELPER, "economy"),
        ("omar", Role.HELPER, "economy"),
        ("ida", Role.HELPER, "it"),
        ("nanna", Role.HEALTH_NURSE, None),
        ("kirsten", Role.COORDINATOR, None),
        ("unconfirmed", Role.FAMILY_WORKER, None),
        ("unconfirmed helper", Role.HELPER, "economy"),
        ("removed", Role.FAMILY_WORKER, None),
    ]
    for name, role, field in joins:
        kept[name] = await town.staff(name, role, field)
    for name in ("unconfirmed", "unconfirmed helper"):
        await changes(town, kept[name], confirmed_at=None)
    await changes(town, kept["removed"], removed_at=town.now)
    kept["removed"].tr = town.words.translator("da")
    kept["eve"] = await town.resident("Eve", "en")
    ((code,),) = await rows(town, "SELECT code FROM requests")
    return Team(kept, code)


async def changes(town: Town, someone: Citizen, **values: Any) -> None:
    """Her place in the roster becomes another one from outside."""
    place = await place_of(town, someone)
    async with town.running.database.transaction() as tx:
        await tx.execute(update(people.staff).where(people.staff.c.id == place).values(**values))


async def passes_on(town: Town, team: Team) -> str:
    """A referral to economic advisers, asked by Mette."""
    mette = await place_of(town, team["mette"])
    async with town.running.database.transaction() as tx:
        request = await counselling.find_request(tx, team.request)
        assert request is not None
        code = await referrals.ask_referral(tx, request.id, mette, "economy", None, list(Line), town.now)
    return str(code)


async def stands(town: Town, state: ReferralState, to: int | None) -> None:
    """The referral stands there now."""
    async with town.running.database.transaction() as tx:
        await tx.execute(update(referrals.referrals).values(state=state.value, to_staff_id=to))


def hers(state: ReferralState, to: str) -> set[str]:
    """Whose a referral is: given to Hassan, to any adviser, or to nobody here, so that Mette makes the contact."""
    if state not in OPEN_TO_HELPERS:
        return set()
    if to == "mette":
        return {"mette"} if state is ReferralState.AGREED else set()
    return {"hassan"} if to == "hassan" else {"hassan", "omar"}


TO = ("hassan", "any", "mette")


def verbs(referral: str) -> list[str]:
    """Everything that can be pressed about a referral, just to look at it last: what else is done leaves a trace."""
    results = [pressed(pattern, referral=referral, result=result) for pattern in REFERRED for result in RESULTS]
    return sorted(set(results), reverse=True)


@pytest.mark.parametrize("to", TO)
async def test_a_referral_is_there_only_for_whom_it_is(calm_town: Town, to: str) -> None:
    team = await a_team(calm_town)
    referral, helper = await passes_on(calm_town, team), None if to == "any" else await place_of(calm_town, team[to])
    for state in ReferralState:
        await stands(calm_town, state, helper)
        allowed, before = hers(state, to), await state_of(calm_town)
        for someone in team.but(*allowed).values():
            for data in verbs(referral):
                someone.phone.press(data)
        await calm_town.step()
        assert await state_of(calm_town) == before, state
        assert [name for name, one in team.but(*allowed).items() if not one.reads(DEAD)] == [], state
        for name in allowed:
            await team[name].presses(f"referred:{referral}")
            assert not team[name].reads(DEAD), (name, state)


async def test_a_helper_is_not_told_what_her_own_family_asks_for(calm_town: Town) -> None:
    team = await a_team(calm_town)
    mette, hassan = team["mette"], team["hassan"]
    referral = await passes_on(calm_town, team)
    await stands(calm_town, ReferralState.TAKEN, await place_of(calm_town, hassan))
    async with calm_town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [hassan.phone.id])
        request = await counselling.find_request(tx, team.request)
        assert request is not None
        await families.join_families(tx, request.family, known[hassan.phone.id].family, 1, calm_town.now)
    for data in verbs(referral):
        hassan.phone.press(data)
    await calm_town.step()
    assert hassan.has_read(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM steps WHERE step = 'details-seen'") == [(0,)]
    # It does not lie there unseen: the clock brings it back, and it cannot be passed on to him again.
    await calm_town.later(seconds=5)
    assert await rows(calm_town, "SELECT state FROM referrals") == [("returned",)]
    await mette.presses(f"case:{team.request}:refer:economy")
    assert "omar" in mette.sees
    assert "hassan" not in mette.sees


async def nobody_is_away(town: Town, team: Team) -> set[str]:
    return {"mette"}


async def mette_is_away(town: Town, team: Team) -> set[str]:
    """Nobody stands in: every colleague who takes requests acts for her."""
    await sick(team["mette"])
    return {"mette", "sara"}


async def ida_stands_in(town: Town, team: Team) -> set[str]:
    """A helper whom a leader chose, and Sara only looks on."""
    await sick(team["mette"])
    await team["lene"].presses(f"absence:1:by:{await place_of(town, team['ida'])}:0")
    return {"mette", "ida"}


async def ida_stood_in_until_midnight(town: Town, team: Team) -> set[str]:
    await ida_stands_in(town, team)
    await town.until(at(24, 0, 0))
    return {"mette"}


HOLDS = [nobody_is_away, mette_is_away, ida_stands_in, ida_stood_in_until_midnight]


@pytest.mark.parametrize("happens", HOLDS)
async def test_a_request_is_acted_on_only_by_whoever_holds_it(
    calm_town: Town, happens: Callable[[Town, Team], Any]
) -> None:
    team = await a_team(calm_town)
    referral, acts = await passes_on(calm_town, team), await happens(calm_town, team)
    await stands(calm_town, ReferralState.AGREED, await place_of(calm_town, team["hassan"]))
    reads = {"mette", "sara", *acts}
    before = await state_of(calm_town)
    for pattern in CASES:
        barred = team.but(*(reads if pattern in LOOKS else acts))
        for someone in barred.values():
            someone.phone.press(pressed(pattern, code=team.request, referral=referral))
        await calm_town.step()
        for name, someone in barred.items():
            assert someone.reads(DEAD) is (name not in reads), (name, pattern)
            assert name in reads or team.request[:4].upper() not in someone.text
    assert await state_of(calm_town) == before
    for name in acts:
        await team[name].presses(f"case:{team.request}:refer")
        assert team[name].reads("Who could help this family? The resident is asked first, and nobody sees anything "
                                "before the yes."), name  # fmt: skip


def test_every_form_of_staff_asks_for_a_right() -> None:
    assert {form.name for form in FORMS.values() if form.right is None} == OWN


def filled(form: Form) -> Draft:
    """A form in which only the last step is open."""
    *earlier, last = form.steps
    answers = {"request": "00000000", "chosen": [], "member": "1", "family": "00000000", "entry": "1", "token": "0" * 8}
    return Draft("abcdef", form.name, last.name, {**answers, **{step.name: "1" for step in earlier}})


async def is_in(town: Town, someone: Citizen, draft: Draft) -> None:
    """She has this form before her."""
    async with town.running.database.transaction() as tx:
        person = (await people.persons_of(tx, [someone.phone.id]))[someone.phone.id]
        await drafts.save_draft(tx, person.id, draft, town.now)
        here = {"person": person.id, "now_at": "form", "now_keyboard": False, "now_seen": town.now}
        await people.move_persons(tx, [here])


def told(someone: Citizen) -> bool:
    return someone.reads(DEAD) or someone.reads(GONE)


async def test_a_form_that_was_begun_with_a_right_ends_with_it(calm_town: Town) -> None:
    """Whoever may no more: in another role, before a leader's yes, removed; by press and by words."""
    team = await a_team(calm_town)
    roles = {"lene": Role.LEADER, "ida": Role.HELPER, "nanna": Role.HEALTH_NURSE, "kirsten": Role.COORDINATOR}
    before = await state_of(calm_town)
    for form in GUARDED:
        barred = {name for name, role in roles.items() if form.right not in TABLE[role]} | {"unconfirmed", "removed"}
        for typed in (False, True):
            for name in barred:
                await is_in(calm_town, team[name], filled(form))
                phone = team[name].phone
                phone.send("25/11 14.30") if typed else phone.press(f"form:abcdef:{form.steps[-1].name}:send")
            await calm_town.step()
            assert [name for name in barred if not (typed or told(team[name]))] == [], form.name
            assert await state_of(calm_town) == before, (form.name, typed)


def half_written(request: str, tomorrow: int) -> list[Draft]:
    """Everything that can be on its way to a family, one press before it is sent."""
    known = {"request": request}
    words = {**known, "words": True}
    time = {"day": "2026-11-24", "time": tomorrow + 180, "whom": "school", "place": "-"}
    return [
        Draft("abcdef", "offer", "times", {**known, "chosen": [tomorrow]}),
        Draft("abcdef", "answer", "check", words, {"words": "Kanarie"}),
        Draft("abcdef", "ask", "check", words, {"words": "Kanarie"}),
        Draft("abcdef", "company", "check", {**known, **time}),
    ]


@pytest.mark.parametrize("held", [True, False], ids=["still hers", "a colleague's"])
async def test_what_was_being_written_is_not_sent_once_a_colleague_has_the_request(calm_town: Town, held: bool) -> None:
    team = await a_team(calm_town)
    mette, holder = team["mette"], await place_of(calm_town, team["mette" if held else "sara"])
    for draft in half_written(team.request, int(at(24, 13).timestamp()) // 60):
        async with calm_town.running.database.transaction() as tx:
            await tx.execute(update(counselling.requests).values(staff_id=holder, state="taken"))
        await is_in(calm_town, mette, draft)
        before = await rows(calm_town, "SELECT count(*) FROM outbox")
        await mette.presses(f"form:abcdef:{draft.step}:send")
        assert (await rows(calm_town, "SELECT count(*) FROM outbox") == before) is not held, draft.form
        assert await rows(calm_town, "SELECT count(*) FROM drafts") == [(0,)]
        assert held or mette.reads("Taken by {name}", name="Sara")


async def test_whoever_led_finishes_no_days_off_of_others(calm_town: Town) -> None:
    team = await a_team(calm_town)
    lene, mette = team["lene"], await place_of(calm_town, team["mette"])
    await lene.presses(f"away:{mette}:plan")
    await changes(calm_town, lene, role=Role.HELPER.value)
    await lene.types("25/11-27/11")
    assert lene.reads(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM absences") == [(0,)]


async def test_at_midnight_lent_rights_end_even_if_the_first_batch_of_the_day_breaks(calm_town: Town) -> None:
    team = await a_team(calm_town)
    await ida_stands_in(calm_town, team)
    await calm_town.until(at(23, 23, 59))
    before = await rows(calm_town, "SELECT count(*) FROM steps")
    calm_town.telegram.clock.move_to(at(24, 0, 0))
    team["ida"].phone.press(f"case:{team.request}:details")
    real, broken = people.move_persons, [True]

    async def breaks_once(tx: Tx, places: Sequence[dict[str, Any]]) -> None:
        if broken:
            broken.clear()
            raise RuntimeError
        await real(tx, places)

    with patch.object(people, "move_persons", breaks_once):
        await calm_town.settle()
    assert not broken
    assert team["ida"].reads(DEAD)
    assert await rows(calm_town, "SELECT count(*) FROM steps") == before


async def test_who_stood_in_yesterday_is_not_shown_a_family_when_the_house_wakes_up(calm_town: Town) -> None:
    team = await a_team(calm_town)
    await ida_stands_in(calm_town, team)
    await team["ida"].presses(f"case:{team.request}")
    async with calm_town.running.database.transaction() as tx:
        owed = text("UPDATE inbox SET answered_at = NULL, sender = :who WHERE id = (SELECT max(id) FROM inbox)")
        await tx.execute(owed, {"who": team["ida"].phone.id})
    await calm_town.kill()
    seen = len(team["ida"].bot_messages())
    calm_town.telegram.clock.move_to(at(24, 0, 0))
    await calm_town.open()
    new = team["ida"].bot_messages()[seen:]
    assert new
    assert not [message for message in new if team.request[:4].upper() in message.text]
