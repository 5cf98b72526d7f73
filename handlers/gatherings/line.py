"""The line of those who wait: who gets a freed place, for how long it is hers, and what she is told."""

from datetime import datetime

from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, GatheringState
from domain.notices import Lane, Notice
from domain.people import Person
from domain.programme import Programme
from domain.reminders import after_the_night
from domain.sign_ups import Needs, Party, SignUp, SignUpState, free_places, joinable, offered_until, open_to_all
from storage import gatherings, outbox, sign_ups, sign_ups_due
from storage.engine import Tx
from storage.gathering_people import Phone, phones_of

# Who may say yes to a place.
CAN_TAKE = frozenset({SignUpState.OFFERED, SignUpState.WAITING, SignUpState.LAPSED})


async def may_take(tx: Tx, rules: GatheringRules, gathering: Gathering, now: datetime) -> bool:
    """Whether whoever signs up now gets a place: one is free, and nobody who waits came before.

    Near the start a place is whoever's comes first. The caller has locked the gathering.
    """
    free = free_places(gathering.places, await sign_ups.places_taken(tx, gathering.id))
    if free is None or _open_to_all(rules, gathering, now):
        return free != 0
    return free > len(await sign_ups.sign_ups_of(tx, gathering.id, (SignUpState.WAITING,)))


def _open_to_all(rules: GatheringRules, gathering: Gathering, now: datetime) -> bool:
    coming = gathering.coming(now)
    return bool(coming) and open_to_all(rules, coming[0].starts_at, now)


async def join(
    tx: Tx,
    gathering: Gathering,
    rules: GatheringRules,
    who: Person,
    party: Party,
    needs: Needs,
    now: datetime,
) -> SignUp:
    """Sign her or her family up, or put them at the end of the line if there is no place; twice is once.

    Whoever stands already keeps her place and has another party from now on.
    """
    await gatherings.lock_gathering(tx, gathering.id)
    before = await sign_ups.sign_up_of(tx, gathering.id, who, rules.unit)
    if before is not None and before.stands(now):
        await sign_ups.change_sign_up(tx, before.id, party, needs)
        return await _again(tx, before)
    begins = SignUpState.WAITING
    if await may_take(tx, rules, gathering, now):
        begins = SignUpState.GOING
    if before is None:
        code = await sign_ups.sign_up(tx, gathering.id, who.family, who.id, begins, party, needs, now)
        made = await sign_ups.find_sign_up(tx, code)
        assert made is not None
        return made
    await _come_back(tx, before, begins, now)
    await sign_ups.speak_for(tx, before.id, who.id)
    await sign_ups.change_sign_up(tx, before.id, party, needs)
    return await _again(tx, before)


async def _come_back(tx: Tx, before: SignUp, begins: SignUpState, now: datetime) -> None:
    if before.state is SignUpState.OFFERED:
        # Her time is over, and the clock has not come round to it yet.
        await sign_ups.move_sign_up(tx, before.id, SignUpState.LAPSED, now)
    await sign_ups.move_sign_up(tx, before.id, begins, now)


async def take_place(tx: Tx, programme: Programme, sign_up: SignUp, now: datetime) -> SignUp:
    """She says yes to a place: hers if it was kept for her, or if one is free that nobody before her is offered.

    The state of what is given back says whether she has it.
    """
    await gatherings.lock_gathering(tx, sign_up.gathering)
    gathering = await gatherings.get_gathering(tx, sign_up.gathering)
    here = await _again(tx, sign_up)
    kept = here.state is SignUpState.OFFERED and here.stands(now)
    if kept or (here.state in CAN_TAKE and await _hers_if_free(tx, programme, gathering, here, now)):
        if here.state is SignUpState.OFFERED and not kept:
            await sign_ups.move_sign_up(tx, here.id, SignUpState.LAPSED, now)
        await sign_ups.move_sign_up(tx, here.id, SignUpState.GOING, now)
    return await _again(tx, sign_up)


async def _hers_if_free(tx: Tx, programme: Programme, gathering: Gathering, one: SignUp, now: datetime) -> bool:
    """Near the start whoever comes first has it; before that, it is offered to those before her."""
    free = free_places(gathering.places, await sign_ups.places_taken(tx, gathering.id))
    # A place that is kept for her beyond its time is free for herself.
    free = free if free is None or one.state is not SignUpState.OFFERED else free + 1
    rules = programme.rules(gathering.activity)
    if rules is None or not gathering.coming(now) or gathering.state is not GatheringState.OPEN:
        return False
    if free is None or _open_to_all(rules, gathering, now):
        return free != 0
    return free > len(await sign_ups.sign_ups_of(tx, gathering.id, (SignUpState.WAITING,)))


async def leave(tx: Tx, programme: Programme, sign_up: SignUp, now: datetime) -> bool:
    """She, or her family, does not come any more; her place goes on. False when that was said before."""
    left = await sign_ups.move_sign_up(tx, sign_up.id, SignUpState.LEFT, now)
    await fill(tx, programme, sign_up.gathering, now)
    return left


async def _again(tx: Tx, sign_up: SignUp) -> SignUp:
    found = await sign_ups.find_sign_up(tx, sign_up.code)
    assert found is not None
    return found


async def fill(tx: Tx, programme: Programme, gathering: int, now: datetime) -> None:
    """Offer what is free to those who wait, in their order; near the start tell all of them at once."""
    await gatherings.lock_gathering(tx, gathering)
    here = await gatherings.get_gathering(tx, gathering)
    coming = here.coming(now)
    rules = programme.rules(here.activity)
    if rules is None or not joinable(rules, here, now):
        return
    waiting = await sign_ups.sign_ups_of(tx, gathering, (SignUpState.WAITING,))
    free = free_places(here.places, await sign_ups.places_taken(tx, gathering))
    if free == 0 or not waiting:
        return
    starts_at = coming[0].starts_at
    if open_to_all(rules, starts_at, now):
        # Told once for each time a place was freed, however often the clock comes by.
        freed = await sign_ups.last_left(tx, gathering)
        phones = await phones_of(tx, gathering, (SignUpState.WAITING,), rules.unit)
        await outbox.enqueue(tx, [_tell_open(one, starts_at, freed) for one in phones], now)
        return
    for one in waiting[:free]:
        await _offer(tx, programme, rules, one, starts_at, now)


async def _offer(
    tx: Tx, programme: Programme, rules: GatheringRules, one: SignUp, starts_at: datetime, now: datetime
) -> None:
    """Keep the place for her or her family, of whom the first answer counts; without a phone it is theirs at once.

    Staff tell those who have none.
    """
    readers = await _readers(tx, rules, one)
    if one.person is None and not readers:
        await sign_ups.move_sign_up(tx, one.id, SignUpState.GOING, now)
        return
    # At night nobody is told: her time begins when she can read it.
    tells = after_the_night(programme, now)
    until = offered_until(rules, starts_at, tells)
    if await sign_ups.move_sign_up(tx, one.id, SignUpState.OFFERED, now, until):
        purpose, data = f"place-offered:{one.code}:{int(until.timestamp())}", {"sign_up": one.code}
        told = [Notice(each, "place-offered", f"{purpose}:{each}", data, tells, until) for each in readers]
        await outbox.enqueue(tx, told, now)


async def _readers(tx: Tx, rules: GatheringRules, one: SignUp) -> list[int]:
    """Who reads what is said of a place in the line: the woman herself, or both parents."""
    phones = await phones_of(tx, one.gathering, CAN_TAKE, rules.unit)
    return [phone.person for phone in phones if phone.sign_up == one.code]


def _tell_open(one: Phone, starts_at: datetime, freed: datetime | None) -> Notice:
    since = int(freed.timestamp()) if freed else 0
    purpose = f"place-open:{one.sign_up}:{int(starts_at.timestamp())}:{since}:{one.person}"
    return Notice(one.person, "place-open", purpose, {"sign_up": one.sign_up}, not_after=starts_at, lane=Lane.URGENT)


async def turn(tx: Tx, programme: Programme, now: datetime) -> None:
    """Offers whose time is over end, and their places go to the next."""
    over = await sign_ups_due.offers_over(tx, now)
    for one in over:
        if await sign_ups.move_sign_up(tx, one.id, SignUpState.LAPSED, now):
            await _tell_lapsed(tx, programme, one, now)
    for gathering in await sign_ups_due.gatherings_with_a_line(tx):
        await fill(tx, programme, gathering, now)


async def _tell_lapsed(tx: Tx, programme: Programme, one: SignUp, now: datetime) -> None:
    rules = programme.rules((await gatherings.get_gathering(tx, one.gathering)).activity)
    if rules is None:
        return
    purpose, data = f"place-lapsed:{one.code}:{int(now.timestamp())}", {"sign_up": one.code}
    readers = await _readers(tx, rules, one)
    await outbox.enqueue(tx, [Notice(each, "place-lapsed", f"{purpose}:{each}", data) for each in readers], now)
