"""One running referral to each kind of helper, changed only from where it was seen; and bridges, counted when built."""

from domain.people import Person, Staff
from domain.referrals import Line, Referral, ReferralOutcome, ReferralState
from storage import referrals
from storage.engine import Tx
from tests.storage.house import DAY, HOUR, NOW, ask, resident, worker


async def asked(tx: Tx, request: int, anna: Staff, specialist: str = "it") -> Referral:
    code = await referrals.ask_referral(tx, request, anna.id, specialist, None, [Line.TOPIC, Line.PHONE], NOW)
    found = await referrals.find_referral(tx, str(code))
    assert found is not None
    return found


async def test_it_is_read_as_it_was_kept(tx: Tx) -> None:
    anna, sent = await worker(tx), await ask(tx, await resident(tx))
    found = await asked(tx, sent.id, anna)
    assert (found.state, found.lines, found.staff_name) == (ReferralState.ASKED, (Line.TOPIC, Line.PHONE), "Anna")
    assert (found.to, found.to_name, found.outcome, found.asked_at) == (None, None, None, NOW)
    assert await referrals.referrals_of(tx, sent.id) == [found]
    assert await referrals.find_referral(tx, "nothing") is None


async def test_to_one_kind_of_helper_a_request_is_passed_on_once_at_a_time(tx: Tx) -> None:
    anna, alma = await worker(tx), await resident(tx)
    sent, other = await ask(tx, alma), await ask(tx, alma)
    first = await asked(tx, sent.id, anna)
    again = (tx, sent.id, anna.id, "it", anna.id, [Line.TOPIC], NOW)
    assert await referrals.ask_referral(*again) is None
    await asked(tx, sent.id, anna, "economy")
    await asked(tx, other.id, anna)
    await referrals.end_referral(tx, first, ReferralState.DECLINED, NOW)
    assert await referrals.ask_referral(*again) is not None


async def test_it_moves_only_from_where_it_was_seen_and_where_the_rules_allow(tx: Tx) -> None:
    anna, hassan, sent = await worker(tx), await worker(tx, name="Hassan"), await ask(tx, await resident(tx))
    seen = await asked(tx, sent.id, anna)
    assert not await referrals.move_referral(tx, seen, ReferralState.TAKEN)
    assert await referrals.move_referral(tx, seen, ReferralState.AGREED, answered_at=NOW)
    assert not await referrals.move_referral(tx, seen, ReferralState.DECLINED)
    agreed = (await referrals.referrals_of(tx, sent.id))[0]
    assert await referrals.referrals_open_to_helpers(tx) == [agreed]
    assert await referrals.move_referral(tx, agreed, ReferralState.TAKEN, to_staff_id=hassan.id)
    assert not await referrals.move_referral(tx, agreed, ReferralState.TAKEN, to_staff_id=anna.id)
    taken = (await referrals.referrals_of(tx, sent.id))[0]
    assert taken.to_name == "Hassan"
    assert await referrals.end_referral(tx, taken, ReferralState.DONE, NOW, outcome=ReferralOutcome.HELPED)
    assert await referrals.running_referrals(tx) == []
    assert (await referrals.referrals_of(tx, sent.id))[0].outcome is ReferralOutcome.HELPED


async def built(tx: Tx, alma: Person, anna: Staff, days: int) -> None:
    await referrals.make_contact(tx, alma.family, "school", anna.id, NOW + days * DAY)


async def test_bridges_are_counted_when_they_were_built_and_not_when_taken_back(tx: Tx) -> None:
    anna, alma = await worker(tx), await resident(tx)
    for days in (-1, 0, 1, 7):
        await built(tx, alma, anna, days)
    assert await referrals.count_contacts(tx, NOW, NOW + 7 * DAY) == 2
    found = await referrals.contacts_since(tx, alma.family, anna.id, NOW)
    assert [one.made_at for one in found] == [NOW, NOW + DAY, NOW + 7 * DAY]
    await referrals.withdraw_contacts(tx, found[:1], NOW + HOUR)
    assert await referrals.count_contacts(tx, NOW, NOW + 7 * DAY) == 1
    assert [one.withdrawn for one in await referrals.contacts_since(tx, alma.family, anna.id, NOW)] == [
        True,
        False,
        False,
    ]


async def test_bridges_of_a_request_and_those_without_one_are_kept_apart(tx: Tx) -> None:
    anna, alma = await worker(tx), await resident(tx)
    sent = await ask(tx, alma)
    await built(tx, alma, anna, 0)
    await referrals.make_contact(tx, alma.family, "tax", anna.id, NOW, request=sent.id)
    assert [one.bridge for one in await referrals.contacts_of(tx, sent.id)] == ["tax"]
    assert [one.bridge for one in await referrals.contacts_since(tx, alma.family, anna.id, NOW)] == ["school"]
