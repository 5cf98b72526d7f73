"""Every rule of retention: it lets a row stand for as long as it says, not a moment longer, and ends it for good."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select, update

from domain.appointments import AppointmentState
from domain.counselling import Details, Happening, Outcome, RequestState, Way, Wish
from domain.drafts import Draft
from domain.gathering_rules import OutcomeKind, Unit
from domain.gatherings import About, GatheringState
from domain.notices import Notice, NoticeState
from domain.people import Person, Role, Staff
from domain.polls import PollKind
from domain.retention import BY_KEY, RULES
from domain.sign_ups import Needs, Party, SignUpState
from domain.slots import Span
from domain.surveys import Mode, Quarter, Round
from storage import (
    appointments,
    counselling,
    drafts,
    erasures,
    feeds,
    gatherings,
    inbox,
    invitations,
    ledgers,
    messages,
    outbox,
    people,
    polls,
    register,
    sign_ups,
    surveys,
)
from storage.engine import Tx, metadata
from storage.families import family_joins, family_strangers
from storage.finished import finished_requests
from storage.messages import NO_REQUEST, Lying
from storage.opening import opening_changes
from storage.overdue import NAMELESS
from storage.people import absences, families, staff
from storage.questions import answers
from storage.referrals import contacts, referrals
from storage.retention import BY_HAND, cut, end_due, look_ahead
from tests.storage.house import DAY, HOUR, NOW, WORDING, ask, kept, resident, worker

TICK = timedelta(microseconds=1)
NEW_YEAR = datetime.fromisoformat("2032-01-01T00:00:00+00:00")
WORDS = Details("Alma", None, "I need help", None)


@pytest.fixture
async def alma(tx: Tx) -> Person:
    return await resident(tx)


@pytest.fixture
async def anna(tx: Tx) -> Staff:
    return await worker(tx)


async def put(tx: Tx, table: Any, **values: Any) -> None:
    await tx.execute(insert(table).values(**values))


async def words(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await ask(tx, alma, details=WORDS)
    return NOW + 30 * DAY - TICK


async def names(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await people.name_person(tx, alma.id, "Alma")
    request = await ask(tx, alma, details=WORDS)
    await counselling.requests_by(tx, alma.id)
    await tx.execute(update(counselling.requests).where(counselling.requests.c.id == request.id).values(name=None))
    return NOW


async def draft(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await drafts.save_draft(tx, alma.id, Draft("t", "talk", "note", {}, {"note": "I need"}), NOW)
    return NOW


async def letters(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await inbox.receive(tx, [(1, alma.telegram_id, "a")], NOW)
    await inbox.mark_handled(tx, await inbox.waiting(tx, 1), NOW)
    return NOW


async def notices(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await outbox.enqueue(tx, [Notice(alma.id, "reminder", "reminder:1")], NOW)
    (one,) = await outbox.due(tx, NOW, 1)
    await outbox.begin_attempt(tx, one, NOW)
    await outbox.settle(tx, one.id, NoticeState.SENT, NOW)
    return NOW


async def lying(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await messages.note_messages(tx, [Lying(alma.id, 1), Lying(alma.id, 2, about="abcd")], NOW)
    return NOW


async def deciding(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await kept(tx, alma, Span(NOW - HOUR, NOW), AppointmentState.LAPSED)
    return NOW


async def visits(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await counselling.add_request(tx, alma, Wish(Way.COME), RequestState.NEW, NOW, NOW)
    await ask(tx, alma)
    return NOW


async def left_open(tx: Tx, alma: Person, anna: Staff) -> datetime:
    old, lately = await ask(tx, alma), await ask(tx, alma)
    await counselling.log_step(tx, lately.id, Happening.REPLIED, NOW + DAY)
    await kept(tx, alma, Span(NOW - HOUR, NOW - TICK), request=old.id)
    return NOW


async def finished_request(tx: Tx, alma: Person, anna: Staff) -> datetime:
    request = await ask(tx, alma, state=RequestState.TAKEN)
    visit = await kept(tx, alma, Span(NOW - HOUR, NOW), AppointmentState.HELD, request=request.id)
    await register.register_talk(
        tx, alma.family, "book", "letters", anna.id, NOW, NOW, request=request.id, appointment=visit.id
    )
    await counselling.add_answer(tx, request.id, anna.id, "Come by", NOW)
    passed_on = {"code": "r", "specialist": "it", "lines": [], "state": "done", "asked_at": NOW}
    await put(tx, referrals, request_id=request.id, staff_id=anna.id, **passed_on)
    cards = [Lying(alma.id, 2, about=request.code), Lying(alma.id, 3, about=request.code, words=True)]
    await messages.note_messages(tx, cards, NOW)
    await counselling.close_request(tx, request.id, Outcome.GUIDED, NOW)
    return NOW


async def gone_home(tx: Tx, alma: Person, anna: Staff) -> datetime:
    asking = await resident(tx)
    await ask(tx, asking)
    return NOW


async def emptied(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await people.forget_person(tx, alma.id)
    await resident(tx)
    return NOW


async def nickname(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await put(tx, families, code="walk-in", created_at=NOW, nickname=tx.seal("The twins"))
    return NOW


async def talk(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await register.register_talk(tx, alma.family, "walk-in", None, anna.id, NOW, NOW, request=None, appointment=None)
    return NEW_YEAR - TICK


async def mistake(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await talk(tx, alma, anna)
    await tx.execute(update(appointments.talks).values(withdrawn_at=NOW, withdrawn_by=anna.id))
    return NOW


async def bridge(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await put(tx, contacts, family_id=alma.family, staff_id=anna.id, bridge="school", made_at=NOW)
    return NEW_YEAR - TICK


async def mistaken_bridge(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await bridge(tx, alma, anna)
    await tx.execute(update(contacts).values(withdrawn_at=NOW))
    return NOW


async def count_left(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await put(tx, finished_requests, week="2026-W53", topic="letters", way="book", outcome="guided")
    return NEW_YEAR - TICK


async def course(tx: Tx, alma: Person, anna: Staff) -> int:
    """A course that is over, in which one family took part, with all that belongs to it."""
    code = await gatherings.make_gathering(tx, "course", About(), 10, childcare=True, staff_id=anna.id, now=NOW)
    one = await gatherings.find_gathering(tx, code)
    assert one is not None
    await gatherings.move_gathering(tx, one.id, GatheringState.OPEN, NOW)
    await gatherings.add_sessions(tx, one.id, [(Span(NOW - HOUR, NOW), About())])
    await sign_ups.sign_up(
        tx, one.id, alma.family, alma.id, SignUpState.GOING, Party(), Needs("salad", {"nuts": 1}), NOW, "Alma"
    )
    await sign_ups.say(tx, 1, alma.family, alma.id, Unit.FAMILY, present=True)
    await polls.ask(tx, one.id, PollKind.TOPIC, ["sleep"], anna.id, NOW - DAY, NOW)
    await polls.vote(tx, 1, alma.id, 0, NOW)
    await gatherings.want_words(tx, one.id, None, alma.id, "ar", NOW)
    await ledgers.note_outcome(tx, 1, OutcomeKind.PLAN, 0, "job", anna.id, NOW)
    return one.id


async def over(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await course(tx, alma, anna)
    return NOW


async def long_over(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await course(tx, alma, anna)
    return NEW_YEAR - TICK


async def unopened(tx: Tx, alma: Person, anna: Staff) -> datetime:
    code = await gatherings.make_gathering(tx, "evening", About(), 30, childcare=True, staff_id=anna.id, now=NOW)
    draft = await gatherings.find_gathering(tx, code)
    assert draft is not None
    await gatherings.add_sessions(tx, draft.id, [(Span(NOW - HOUR, NOW), About())])
    return NOW


async def partner_hours(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await ledgers.note_hours(tx, "evening", "school", NOW.date(), 90, anna.id, NOW)
    return NEW_YEAR - TICK


async def mistaken_hours(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await partner_hours(tx, alma, anna)
    assert await ledgers.take_hours_back(tx, 1, "evening", NOW)
    return NOW


async def asked_afterwards(tx: Tx, alma: Person, anna: Staff) -> Round:
    """She answered a survey, with a line of her own, and staff made a theme of it."""
    autumn = await surveys.open_round(tx, "focus", Quarter(2026, 4), WORDING, "v1", NOW)
    assert await surveys.invite(tx, autumn.id, alma.family, alma.id, "course", NOW, "en") is not None
    link = await surveys.begin_ballot(tx, 1, autumn.id, Mode.CHAT)
    assert await surveys.write_line(tx, link, "More evenings")
    noted = {"text": "Flere aftener", "staff_id": anna.id, "noted_at": NOW}
    await put(tx, surveys.survey_themes, round_id=autumn.id, **noted)
    return autumn


async def survey_lines(tx: Tx, alma: Person, anna: Staff) -> datetime:
    autumn = await asked_afterwards(tx, alma, anna)
    assert await surveys.close_round(tx, autumn.id, NOW)
    return NOW


async def surveys_over(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await survey_lines(tx, alma, anna)
    return NEW_YEAR - TICK


async def join(tx: Tx, alma: Person, anna: Staff) -> datetime:
    values = {"kept_id": alma.family, "joined_id": alma.family, "moved": {}, "staff_id": anna.id, "joined_at": NOW}
    await put(tx, family_joins, **values)
    return NOW


async def strangers(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await put(tx, family_strangers, one_id=alma.family, other_id=alma.family, staff_id=anna.id, said_at=NOW)
    return NOW


async def empty_family(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await people.add_family(tx, NOW)
    await resident(tx)
    return NOW


async def invitation(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await invitations.make_invitation(tx, Role.LEADER, "Mette", NOW - 7 * DAY, NOW)
    return NOW


async def absence(tx: Tx, alma: Person, anna: Staff) -> datetime:
    days = {"starts_on": NOW.date(), "ends_on": NOW.date()}
    await put(tx, absences, staff_id=anna.id, running=False, created_at=NOW, **days)
    await put(tx, absences, staff_id=anna.id, running=True, created_at=NOW, **days)
    return NOW.replace(hour=23, minute=59, second=59, microsecond=999_999)


async def changed_day(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await put(tx, opening_changes, day=NOW.date(), staff_id=anna.id, said_at=NOW)
    return NOW.replace(hour=23, minute=59, second=59, microsecond=999_999)


async def ended_feed(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await feeds.make_feed(tx, anna.id, NOW)
    await feeds.end_feed(tx, anna.id, NOW)
    await feeds.make_feed(tx, anna.id, NOW)
    return NOW


async def colleague(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await talk(tx, alma, anna)
    await tx.execute(update(staff).where(staff.c.id == anna.id).values(removed_at=NOW, field="it"))
    return NOW


async def former_staff(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await tx.execute(update(staff).where(staff.c.id == anna.id).values(removed_at=NOW))
    await worker(tx)
    return NOW


async def erasure(tx: Tx, alma: Person, anna: Staff) -> datetime:
    await erasures.note_erasure(tx, alma.id, NOW)
    await erasures.note_erasure(tx, alma.id, NOW)
    await tx.execute(update(erasures.erasures).where(erasures.erasures.c.id == 1).values(listed_at=NOW))
    return NOW


Plant = Callable[[Tx, Person, Staff], Awaitable[datetime]]
# What one row of each rule looks like; each plants one that is due, and what must not be taken for one.
PLANTS: dict[str, Plant] = {
    "words": words,
    "names": names,
    "draft-words": draft,
    "drafts": draft,
    "letters": letters,
    "notices": notices,
    "messages": lying,
    "deciding": deciding,
    "visits": visits,
    "left-open": left_open,
    "requests": finished_request,
    "persons": gone_home,
    "erasures": erasure,
    "emptied-persons": emptied,
    "nicknames": nickname,
    "mistakes": mistake,
    "mistaken-bridges": mistaken_bridge,
    "talks": talk,
    "bridges": bridge,
    "finished": count_left,
    "sign-up-words": over,
    "wanted-words": over,
    "votes": over,
    "unopened": unopened,
    "gatherings": long_over,
    "mistaken-hours": mistaken_hours,
    "partner-hours": partner_hours,
    "survey-lines": survey_lines,
    "surveys": surveys_over,
    "joins": join,
    "strangers": strangers,
    "families": empty_family,
    "invitations": invitation,
    "absences": absence,
    "opening": changed_day,
    "feeds": ended_feed,
    "colleagues": colleague,
    "former-staff": former_staff,
}
# These hang on no term, or on one that is kept in the row.
AT_ONCE = {"names", "words"}


def test_every_rule_is_tried_here() -> None:
    assert list(PLANTS) == [rule.key for rule in RULES]


@pytest.mark.parametrize("key", PLANTS)
async def test_a_row_stands_as_long_as_its_rule_says_and_not_longer(
    tx: Tx, alma: Person, anna: Staff, key: str
) -> None:
    rule, began = BY_KEY[key], await PLANTS[key](tx, alma, anna)
    last = began if key in AT_ONCE else began + rule.term.span
    if key != "names":
        assert (await look_ahead(tx, rule, cut(rule, last))).rows == 0
    found = await look_ahead(tx, rule, cut(rule, last + TICK))
    assert (found.rows, found.oldest is not None) == (1, True)
    assert await end_due(tx, key, last + TICK) == 1
    if key != BY_HAND:
        assert (await look_ahead(tx, rule, cut(rule, last + TICK))).rows == 0
        assert await end_due(tx, key, last + TICK) == 0


async def test_of_a_finished_request_a_count_is_left_and_the_register_keeps_its_talk(
    tx: Tx, alma: Person, anna: Staff
) -> None:
    await finished_request(tx, alma, anna)
    moved = {"requests": [1, 99], "persons": [alma.id]}
    values = {"kept_id": alma.family, "joined_id": alma.family, "moved": moved, "staff_id": anna.id, "joined_at": NOW}
    await put(tx, family_joins, **values)
    await put(tx, contacts, family_id=alma.family, request_id=1, staff_id=anna.id, bridge="school", made_at=NOW)
    await end_due(tx, "requests", NOW + 366 * DAY)
    (row,) = (await tx.execute(select(finished_requests))).all()
    assert tuple(row)[1:] == ("2026-W48", "letters", "book", "guided")
    gone = (counselling.requests, counselling.steps, answers, referrals, appointments.appointments, messages.messages)
    for table in gone:
        assert (await tx.execute(select(func.count()).select_from(table))).scalar() == 0, table.name
    (kept_talk,) = (await tx.execute(select(appointments.talks))).all()
    assert (kept_talk.family_id, kept_talk.request_id, kept_talk.appointment_id) == (alma.family, None, None)
    assert (await tx.execute(select(contacts.c.request_id))).scalars().all() == [None]
    # A later request may get the number of one that is gone; un-joining must not take it along.
    assert (await tx.execute(select(family_joins.c.moved))).scalar() == {"requests": [99], "persons": [alma.id]}


async def test_what_she_took_back_is_counted_as_that(tx: Tx, alma: Person) -> None:
    request = await ask(tx, alma)
    await counselling.move_request(tx, request.id, RequestState.WITHDRAWN, closed_at=NOW)
    await end_due(tx, "requests", NOW + 366 * DAY)
    assert (await tx.execute(select(finished_requests.c.outcome))).scalar() == "withdrawn"


async def test_a_request_left_open_is_closed_and_nothing_is_claimed_of_it(tx: Tx, alma: Person, anna: Staff) -> None:
    began = await left_open(tx, alma, anna)
    await end_due(tx, "left-open", began + 181 * DAY - TICK)
    request = (await counselling.requests_by(tx, alma.id))[0]
    assert request.state is RequestState.CLOSED
    assert (await tx.execute(select(counselling.requests.c.outcome))).scalars().all() == [None, None]
    assert (await tx.execute(select(appointments.appointments.c.state))).scalars().all() == ["cancelled"]
    assert (await counselling.history_of(tx, request.id))[-1][1:] == (Happening.CLOSED, None, True)


async def test_whoever_has_a_time_ahead_is_not_left_open(tx: Tx, alma: Person) -> None:
    request = await ask(tx, alma, state=RequestState.BOOKED)
    await kept(tx, alma, Span(NOW + 300 * DAY, NOW + 300 * DAY + HOUR), request=request.id)
    assert await end_due(tx, "left-open", NOW + 299 * DAY) == 0


async def test_staff_are_not_sent_home_and_whoever_left_may_be(tx: Tx, alma: Person, anna: Staff) -> None:
    rule = BY_KEY["persons"]
    late = cut(rule, NOW + 800 * DAY)
    assert (await look_ahead(tx, rule, late)).rows == 1
    await tx.execute(update(staff).values(removed_at=NOW))
    assert (await look_ahead(tx, rule, late)).rows == 2


async def test_a_colleague_is_named_as_long_as_a_request_names_her_and_stands_as_long_as_a_talk_does(
    tx: Tx, alma: Person, anna: Staff
) -> None:
    await finished_request(tx, alma, anna)
    await colleague(tx, alma, anna)
    late = NOW + 366 * DAY
    assert await end_due(tx, "colleagues", late) == 0
    await end_due(tx, "requests", late)
    assert await end_due(tx, "colleagues", late) == 1
    row = (await tx.execute(select(staff))).one()
    assert (row.name, row.field, row.hours) == (NAMELESS, None, None)
    await worker(tx)
    assert await end_due(tx, "former-staff", late) == 0
    await end_due(tx, "talks", NEW_YEAR)
    assert await end_due(tx, "former-staff", NEW_YEAR) == 1


async def test_whoever_was_forgotten_leaves_no_row_once_nothing_needs_it_and_no_number_is_given_twice(
    tx: Tx, alma: Person, anna: Staff
) -> None:
    await people.forget_person(tx, alma.id)
    await erasures.note_erasure(tx, alma.id, NOW)
    late = NOW + 100 * DAY
    assert await end_due(tx, "emptied-persons", late) == 0
    await tx.execute(update(erasures.erasures).values(listed_at=NOW))
    await end_due(tx, "erasures", late)
    assert await end_due(tx, "emptied-persons", late) == 1
    assert await end_due(tx, "families", late) == 1
    # The newest of all stays, though nothing needs it: else the next newcomer would get its number.
    newest = await resident(tx)
    await people.forget_person(tx, newest.id)
    assert await end_due(tx, "emptied-persons", late) == 0
    assert (await resident(tx)).id > newest.id


async def test_a_big_backlog_is_taken_in_handfuls(tx: Tx, alma: Person) -> None:
    for number in range(7):
        await inbox.receive(tx, [(number, alma.telegram_id, "a")], NOW)
    await inbox.mark_handled(tx, await inbox.waiting(tx, 7), NOW)
    assert [await end_due(tx, "letters", NOW + 41 * DAY, 3) for _ in range(4)] == [3, 3, 1, 0]


async def test_a_page_of_many_requests_is_remembered_no_longer_than_any_other(tx: Tx, alma: Person) -> None:
    await messages.note_messages(tx, [Lying(alma.id, 1, about=NO_REQUEST, words=True)], NOW)
    assert await end_due(tx, "messages", NOW + 2 * DAY) == 0
    assert await end_due(tx, "messages", NOW + 2 * DAY + TICK) == 1


async def test_of_what_is_over_that_a_family_was_there_stays_and_what_it_needed_goes(
    tx: Tx, alma: Person, anna: Staff
) -> None:
    await course(tx, alma, anna)
    assert await end_due(tx, "sign-up-words", NOW + 15 * DAY) == 1
    (left,) = await sign_ups.sign_ups_of(tx, 1)
    assert (left.name, left.needs, left.party) == (None, Needs(), Party())
    (there,) = await sign_ups.attendances_of(tx, [1])
    assert there.present


async def test_of_a_gathering_that_is_long_over_nothing_is_left(tx: Tx, alma: Person, anna: Staff) -> None:
    gathering = await course(tx, alma, anna)
    moved = {"sign_ups": [1, 99], "attendances": [1], "persons": [alma.id]}
    values = {"kept_id": alma.family, "joined_id": alma.family, "moved": moved, "staff_id": anna.id, "joined_at": NOW}
    await put(tx, family_joins, **values)
    await end_due(tx, "gatherings", NEW_YEAR)
    assert await gatherings.gatherings_of(tx, ["course"], list(GatheringState)) == []
    for name in BY_KEY["gatherings"].tables:
        left = await tx.execute(select(func.count()).select_from(metadata.tables[name]))
        assert left.scalar() == 0, (name, gathering)
    left_moved = {"sign_ups": [99], "attendances": [], "persons": [alma.id]}
    assert (await tx.execute(select(family_joins.c.moved))).scalar() == left_moved
