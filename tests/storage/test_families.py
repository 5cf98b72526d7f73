"""Families joined and un-joined: what went over comes back, a family counts once, and nobody sees the other's."""

from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from domain.counselling import Details
from domain.families import Alike, Join, fits_name, folded
from domain.gathering_rules import Unit
from domain.gatherings import About
from domain.people import Person, Staff
from domain.registers import Change
from domain.sign_ups import Needs, Party, SignUpState
from domain.slots import Span
from domain.surveys import Quarter
from storage import counselling, families, gatherings, likeness, people, register, sign_ups, surveys, walk_ins
from storage.appointments import families_talked_with, talks
from storage.engine import Database, Tx
from storage.personal import everything_about
from storage.referrals import contacts
from tests.storage.house import DAY, HOUR, NOW, WORDING, ask, resident, worker

YEAR = Span(NOW - 300 * DAY, NOW + 60 * DAY)
LAST_YEAR = Span(NOW - 700 * DAY, NOW - 300 * DAY)
FAMILIES = 5


async def lives(tx: Tx, by: Staff) -> Person:
    """Somebody with a request, a talk about it this year and last, a bridge, and a talk without a request."""
    person = await resident(tx)
    request = await ask(tx, person)
    for at in (NOW, NOW - 400 * DAY):
        await register.register_talk(
            tx, person.family, "booked", None, by.id, at, at, request=request.id, appointment=None
        )
    await walk_ins.add_walk_in(tx, f"token{person.id}", person.family, None, "ar", by.id, NOW)
    bridge = {"family_id": person.family, "request_id": request.id, "staff_id": by.id, "bridge": "school"}
    await tx.execute(insert(contacts).values(**bridge, made_at=NOW))
    await takes_part(tx, person, by)
    autumn = await surveys.open_round(tx, "focus", Quarter(2026, 4), WORDING, "v1", NOW)
    assert await surveys.invite(tx, autumn.id, person.family, person.id, "course", NOW, "en") is not None
    return person


async def takes_part(tx: Tx, person: Person, by: Staff) -> None:
    """She is signed up for something, and was there."""
    code = await gatherings.make_gathering(tx, "evening", About(), None, False, by.id, NOW)
    evening = await gatherings.find_gathering(tx, code)
    assert evening is not None
    await gatherings.add_sessions(tx, evening.id, [(Span(NOW, NOW + HOUR), About())])
    whose = (evening.id, person.family, person.id)
    await sign_ups.sign_up(tx, *whose, SignUpState.GOING, Party(), Needs(), NOW)
    (session,) = (await gatherings.get_gathering(tx, evening.id)).sessions
    await sign_ups.say(tx, session.id, person.family, person.id, Unit.FAMILY, present=True)


async def assignment(tx: Tx) -> dict[tuple[str, int], int]:
    """Which row belongs to which family."""
    return {
        (table.name, row.id): row.family_id
        for table in families.MOVES
        for row in await tx.execute(select(table.c.id, table.c.family_id))
    }


async def newest(tx: Tx) -> Join:
    return (await families.every_join(tx))[-1]


async def joined(tx: Tx, kept: Person, other: Person, by: Staff) -> Join:
    assert await families.join_families(tx, kept.family, other.family, by.id, NOW)
    return await newest(tx)


async def now(tx: Tx, person: Person) -> Person:
    found = await people.get_person(tx, person.id)
    assert found is not None
    return found


# One step: join the first with the second, or undo the so-many-th join.
STEPS = st.lists(
    st.tuples(st.booleans(), st.integers(0, FAMILIES - 1), st.integers(0, FAMILIES - 1)), min_size=1, max_size=14
)


@given(steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_any_joins_and_un_joins_give_back_what_was_and_count_right(
    database: Database, steps: Sequence[tuple[bool, int, int]]
) -> None:
    class Over(Exception):
        """Nothing of one example is kept for the next."""

    try:
        async with database.transaction() as tx:
            anna = await worker(tx)
            await _walk(tx, anna, [(await lives(tx, anna)).family for _ in range(FAMILIES)], steps)
            raise Over
    except Over:
        pass


async def _walk(tx: Tx, anna: Staff, all_of: list[int], steps: Sequence[tuple[bool, int, int]]) -> None:
    original, pairs = await assignment(tx), dict[int, tuple[int, int]]()
    for join, first, second in steps:
        if join:
            kept, other = all_of[first], all_of[second]
            away = {gone for _, gone in pairs.values()}
            done = await families.join_families(tx, kept, other, anna.id, NOW)
            assert done is (kept != other and not {kept, other} & away)
            if done:
                pairs[(await newest(tx)).id] = (kept, other)
        else:
            await _undo(tx, anna, pairs, first)
        await _counts_right(tx, all_of, pairs)
    while pairs:
        # Whichever is asked for first: some join can always be undone, and at last all are.
        before = len(pairs)
        for place in range(len(pairs)):
            await _undo(tx, anna, pairs, place)
        assert len(pairs) < before
    assert await assignment(tx) == original


async def _undo(tx: Tx, anna: Staff, pairs: dict[int, tuple[int, int]], place: int) -> None:
    if place >= len(pairs):
        return
    chosen = list(pairs)[place]
    before, found = await assignment(tx), await families.find_join(tx, chosen)
    assert found is not None
    allowed = pairs[chosen][0] not in {gone for _, gone in pairs.values()}
    assert (families.in_the_way(found, await families.every_join(tx)) is None) is allowed
    assert await families.unjoin_families(tx, found, anna.id, NOW) is allowed
    if allowed:
        del pairs[chosen]
    else:
        assert await assignment(tx) == before


async def _counts_right(tx: Tx, all_of: list[int], pairs: dict[int, tuple[int, int]]) -> None:
    """Count the groups by merging sets, which knows nothing of rows."""
    groups = [{one} for one in all_of]
    for kept, other in pairs.values():
        one = next(group for group in groups if kept in group)
        two = next(group for group in groups if other in group)
        groups = [group for group in groups if group not in (one, two)] + [one | two]
    for span in (YEAR, LAST_YEAR):
        assert await families_talked_with(tx, span.starts_at, span.ends_at) == len(groups)


async def test_of_two_who_join_at_once_one_does(tx: Tx) -> None:
    anna = await worker(tx)
    alma, basma, ceren = [await lives(tx, anna) for _ in range(3)]
    await joined(tx, alma, basma, anna)
    before = await assignment(tx)
    for kept, other in ((basma, alma), (alma, basma), (ceren, basma), (basma, ceren), (alma, alma)):
        assert not await families.join_families(tx, kept.family, other.family, anna.id, NOW)
    assert await assignment(tx) == before


async def test_what_is_not_there_any_more_or_went_further_is_passed_over(tx: Tx) -> None:
    anna = await worker(tx)
    alma, basma, ceren = [await lives(tx, anna) for _ in range(3)]
    join = await joined(tx, alma, basma, anna)
    await tx.execute(contacts.delete())
    further = talks.c.token == f"token{basma.id}"
    await tx.execute(talks.update().where(further).values(family_id=ceren.family))
    assert await families.unjoin_families(tx, join, anna.id, NOW)
    assert not await families.unjoin_families(tx, join, anna.id, NOW)
    assert (await now(tx, basma)).family == basma.family
    assert (await tx.execute(select(talks.c.family_id).where(further))).scalar() == ceren.family


async def test_what_was_asked_meanwhile_goes_with_whoever_asked(tx: Tx) -> None:
    anna = await worker(tx)
    alma, basma = [await lives(tx, anna) for _ in range(2)]
    join = await joined(tx, alma, basma, anna)
    # Basma as she was read before the two were joined, as happens to two letters of one moment.
    hers, other = await ask(tx, basma), await ask(tx, alma)
    assert hers.family == other.family == alma.family
    await register.register_talk(tx, hers.family, "called", None, anna.id, NOW, NOW, request=hers.id, appointment=None)
    await families.unjoin_families(tx, join, anna.id, NOW)
    found = {row.id: row.family_id for row in await tx.execute(select(counselling.requests))}
    assert (found[hers.id], found[other.id]) == (basma.family, alma.family)
    assert (await register.talks_between(tx, NOW, NOW + HOUR))[0].family_id == basma.family


async def test_a_paper_stays_with_the_family_it_asks_whoever_scanned_it(tx: Tx) -> None:
    anna = await worker(tx)
    alma, basma = await lives(tx, anna), await lives(tx, anna)
    join = await joined(tx, alma, basma, anna)
    winter = await surveys.open_round(tx, "counselling", Quarter(2026, 4), WORDING, "v1", NOW)
    assert await surveys.invite(tx, winter.id, alma.family, basma.id, "counselling", NOW, "en") is not None
    scanned = surveys.survey_invitations.c.round_id == winter.id
    await tx.execute(update(surveys.survey_invitations).where(scanned).values(paper_hash="a hash"))
    assert await families.unjoin_families(tx, join, anna.id, NOW)
    assert {one.family for one in await surveys.invitations_in(tx, [winter.id])} == {alma.family}


async def test_an_old_code_finds_the_family_that_was_kept(tx: Tx) -> None:
    anna = await worker(tx)
    alma, basma, ceren = [await lives(tx, anna) for _ in range(3)]
    codes = {person.id: (await families.get_family(tx, person.family)).code for person in (alma, basma, ceren)}
    await joined(tx, alma, basma, anna)
    further = await joined(tx, ceren, alma, anna)
    for person in (alma, basma, ceren):
        found = await families.find_family(tx, codes[person.id])
        assert found is not None
        assert found.id == ceren.family
    await families.unjoin_families(tx, further, anna.id, NOW)
    found = await families.find_family(tx, codes[basma.id])
    assert found is not None
    assert found.id == alma.family


async def test_a_nickname_goes_over_where_there_is_none_and_comes_back(tx: Tx) -> None:
    anna = await worker(tx)
    alma, basma = [await lives(tx, anna) for _ in range(2)]
    await families.call_family(tx, basma.family, "Tvillingerne")
    join = await joined(tx, alma, basma, anna)
    assert (await families.get_family(tx, alma.family)).nickname == "Tvillingerne"
    await families.unjoin_families(tx, join, anna.id, NOW)
    assert [(await families.get_family(tx, one.family)).nickname for one in (alma, basma)] == [None, "Tvillingerne"]


async def test_a_nickname_goes_with_the_last_of_a_family_whatever_was_joined(tx: Tx) -> None:
    anna = await worker(tx)
    alma, basma = [await lives(tx, anna) for _ in range(2)]
    for person, word in ((alma, "Rosenvej"), (basma, "Tvillingerne")):
        await families.call_family(tx, person.family, word)
    await joined(tx, alma, basma, anna)
    for person, left in ((basma, {"Rosenvej", "Tvillingerne"}), (alma, set())):
        await people.forget_person(tx, person.id)
        await families.drop_nicknames(tx, await families.family_of(tx, person.id))
        words = [(await families.get_family(tx, one.family)).nickname for one in (alma, basma)]
        assert {word for word in words if word} == left


async def test_forgetting_one_parent_leaves_the_others(tx: Tx) -> None:
    anna = await worker(tx)
    alma, basma = [await resident(tx) for _ in range(2)]
    kept = await ask(tx, basma, details=Details("Basma", "20123456", "his words", None))
    await joined(tx, alma, basma, anna)
    await counselling.erase_words_of(tx, alma.id)
    await people.forget_person(tx, alma.id)
    assert (await counselling.details_of(tx, kept.id)).note == "his words"
    assert (await now(tx, basma)).telegram_id == basma.telegram_id


async def test_an_export_shows_the_join_and_nothing_of_the_other(tx: Tx) -> None:
    anna = await worker(tx)
    alma, basma, ceren = [await lives(tx, anna) for _ in range(3)]
    alone = await everything_about(tx, alma)
    assert len(alone["talks"]) == 3
    await joined(tx, alma, basma, anna)
    further = await joined(tx, ceren, alma, anna)
    for person in (alma, basma, ceren):
        found = await everything_about(tx, await now(tx, person))
        assert len(found["family_joins"]) == 2
        assert found["family_joins"][0]["staff_id"] == "Anna"
        assert [row["id"] for row in found["persons"]] == [person.id]
        # The talk without a request may be the other's now.
        assert (len(found["requests"]), len(found["talks"]), len(found["contacts"])) == (1, 2, 1)
    await families.unjoin_families(tx, further, anna.id, NOW + DAY)
    found = await everything_about(tx, await now(tx, ceren))
    assert len(found["family_joins"]) == 1


async def test_a_walk_in_that_was_joined_may_have_been_the_other_parent(tx: Tx) -> None:
    anna, alma = await worker(tx), await resident(tx)
    stranger = await people.add_family(tx, NOW)
    await walk_ins.add_walk_in(tx, "cafe0001", stranger, None, "ar", anna.id, NOW)
    assert await families.join_families(tx, alma.family, stranger, anna.id, NOW)
    assert "talks" not in await everything_about(tx, await now(tx, alma))
    # What was entered while the two were one may be the other's also after they are two again.
    await walk_ins.add_walk_in(tx, "cafe0002", alma.family, None, "ar", anna.id, NOW + HOUR)
    await families.unjoin_families(tx, await newest(tx), anna.id, NOW + DAY)
    await walk_ins.add_walk_in(tx, "cafe0003", alma.family, None, "ar", anna.id, NOW + 2 * DAY)
    found = await everything_about(tx, await now(tx, alma))
    assert len(found["talks"]) == 1


async def alike(tx: Tx, person: Person) -> list[tuple[int, Alike]]:
    return [(met.id, why) for met, why in await likeness.look_alike(tx, person.family, 5)]


async def test_families_look_alike_by_number_by_nickname_and_by_name_with_language(tx: Tx) -> None:
    alma, basma, ceren, dina, else_ = [await resident(tx) for _ in range(5)]
    await ask(tx, alma, details=Details("Umm Yúsuf", "+45 20 12 34 56", None, None))
    await ask(tx, basma, details=Details(None, "20123456", None, None))
    await ask(tx, ceren, details=Details("umm yusuf", None, None, None))
    await ask(tx, else_, details=Details("Umm Yusuf", None, None, None))
    await tx.execute(
        counselling.requests.update().where(counselling.requests.c.person_id == else_.id).values(language="so")
    )
    for person in (alma, dina):
        await families.call_family(tx, person.family, "Tvillingerne")
    assert await alike(tx, alma) == [
        (basma.family, Alike.PHONE),
        (dina.family, Alike.NICKNAME),
        (ceren.family, Alike.NAME),
    ]
    anna = await worker(tx)
    await likeness.say_strangers(tx, alma.family, basma.family, anna.id, NOW)
    await likeness.say_strangers(tx, basma.family, alma.family, anna.id, NOW)
    assert len((await tx.execute(families.family_strangers.select())).all()) == 1
    assert (basma.family, Alike.PHONE) not in await alike(tx, alma)
    assert await alike(tx, basma) == []
    # Joined, a family takes along who it is not.
    await joined(tx, alma, ceren, anna)
    assert await alike(tx, basma) == []
    assert await alike(tx, dina) == [(alma.family, Alike.NICKNAME)]


async def test_nothing_but_pictures_is_like_nothing_else(tx: Tx) -> None:
    alma, basma = [await resident(tx) for _ in range(2)]
    for person, word, name in ((alma, "🐦", "🌸"), (basma, "❤️", "☀️")):
        await families.call_family(tx, person.family, word)
        await ask(tx, person, details=Details(name, None, None, None))
    assert await alike(tx, alma) == []


def test_a_first_name_is_one_word_in_every_script() -> None:
    names = (("नीता शर्मा", "नीता"), ("தமிழ் செல்வி", "தமிழ்"), ("أَمينة بنت علي", "امينه"), ("Åse Bjørn", "ase"))
    for name, first in names:
        assert fits_name(name, folded(first)), name
        assert not fits_name(name, folded(first[:1])), name


async def test_a_name_counts_only_while_a_request_is_open(tx: Tx) -> None:
    alma, basma = [await resident(tx) for _ in range(2)]
    for person in (alma, basma):
        await ask(tx, person, details=Details("Amina", None, None, None))
    assert await alike(tx, alma) == [(basma.family, Alike.NAME)]
    await tx.execute(
        counselling.requests.update().where(counselling.requests.c.person_id == basma.id).values(state="closed")
    )
    assert await alike(tx, alma) == []


async def test_what_is_put_right_stands_in_the_history(tx: Tx) -> None:
    anna, sara = await worker(tx), await worker(tx, name="Sara")
    await lives(tx, anna)
    (talk, *_) = await register.talks_between(tx, YEAR.starts_at, YEAR.ends_at)
    changes: list[tuple[Change, Any]] = [(Change.TOPIC, "school"), (Change.WAY, "called"), (Change.DAY, NOW - DAY)]
    for what, value in changes:
        assert await register.correct_talk(tx, talk, what, value, sara.id, NOW)
        assert not await register.correct_talk(tx, talk, what, value, sara.id, NOW)
    assert await register.withdraw_talk(tx, talk.id, sara.id, NOW)
    assert not await register.withdraw_talk(tx, talk.id, anna.id, NOW)
    assert not await register.correct_talk(tx, talk, Change.TOPIC, "money", anna.id, NOW)
    assert await register.put_in_again(tx, talk.id, anna.id, NOW)
    found = [(one.name, one.what, one.was) for one in await register.corrections_of(tx, talk.id)]
    assert found == [
        ("Sara", Change.TOPIC, talk.topic),
        ("Sara", Change.WAY, talk.way),
        ("Sara", Change.DAY, NOW.isoformat()),
        ("Sara", Change.TAKEN_BACK, None),
        ("Anna", Change.PUT_IN, None),
    ]
