"""Which row and which column is about whom: what a person is shown when she asks for all that is kept about her.

A table or column that stands nowhere here fails a test, so that nothing new can be forgotten.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, Row, Select, Table, exists, func, or_, select

from domain.people import Person
from storage.appointments import appointments, talks
from storage.columns import Moment
from storage.consents import consents
from storage.counselling import requests, steps
from storage.drafts import drafts
from storage.engine import Tx
from storage.erasures import erasures
from storage.families import family_joins, family_strangers
from storage.feeds import feeds
from storage.finished import finished_requests
from storage.gatherings import gatherings, sessions, wanted_words
from storage.inbox import inbox
from storage.invitations import invitations
from storage.ledgers import outcomes, partner_hours
from storage.messages import messages
from storage.opening import opening_changes
from storage.outbox import attempts, outbox
from storage.people import absences, families, persons, staff
from storage.polls import polls, votes
from storage.presence import attendance_steps
from storage.questions import answers, questions, replies
from storage.referrals import contacts, referrals
from storage.register import talk_steps
from storage.sentences import clips, sentence_checks
from storage.sign_ups import attendances, sign_ups
from storage.surveys import ballots, survey_invitations, survey_rounds, survey_themes
from storage.vitals import vitals
from storage.years import area_figures, closed_years

Mine = Callable[[Person], ColumnElement[bool]]
HASH = "a hash, from which nothing can be read"
LINK = "only ties rows together; what it ties to is shown"
OTHERS = "a number of somebody else's row"
HOUSE = "about the house, not about a person"
_STANDS = family_joins.c.undone_at.is_(None)


@dataclass(frozen=True, slots=True)
class Kept:
    """One table with rows about persons: whose a row is, which columns she gets, and why not the others.

    `named` hold a colleague's number: she gets the name, which she sees in this chat as well.
    """

    mine: Mine
    exported: tuple[str, ...]
    named: tuple[str, ...] = ()
    not_personal: Mapping[str, str] = field(default_factory=dict)


def _requests_of(person: Person) -> Select[Any]:
    return select(requests.c.id).where(requests.c.person_id == person.id)


def _by_request(table: Table) -> Mine:
    return lambda person: table.c.request_id.in_(_requests_of(person))


def _by_person(table: Table, column: str = "person_id") -> Mine:
    return lambda person: table.c[column] == person.id


def _by_staff(table: Table) -> Mine:
    return lambda person: table.c.staff_id.in_(select(staff.c.id).where(staff.c.person_id == person.id))


def _counted(table: Table, at: str) -> Mine:
    """What is counted for a family without a request is hers only while she is, and was then, the whole family."""

    def mine(person: Person) -> ColumnElement[bool]:
        alone = table.c.request_id.is_(None) & _alone(table, at)(person)
        return or_(table.c.request_id.in_(_requests_of(person)), alone)

    return mine


def _alone(table: Table, at: str) -> Mine:
    """What belongs to her family, while she is, and was then, the whole of it."""

    def mine(person: Person) -> ColumnElement[bool]:
        family = select(func.count()).where(persons.c.family_id == person.family).scalar_subquery()
        since, until = family_joins.c.joined_at, family_joins.c.undone_at
        another = family_joins.c.kept_id == person.family, until.is_(None) | table.c[at].between(since, until)
        return (table.c.family_id == person.family) & (family == 1) & ~exists().where(*another)

    return mine


def _joins(person: Person) -> ColumnElement[bool]:
    """The joins of her family, and of those that were joined into it before."""
    part = select(family_joins.c.joined_id).where(family_joins.c.kept_id == person.family, _STANDS).cte(recursive=True)
    deeper = select(family_joins.c.joined_id).where(family_joins.c.kept_id == part.c.joined_id, _STANDS)
    hers = select(part.union(deeper).c.joined_id)
    both = (family_joins.c.kept_id, family_joins.c.joined_id)
    return or_(*(one == person.family for one in both), *(one.in_(hers) for one in both))


def _words(names: str) -> tuple[str, ...]:
    return tuple(names.split())


def _part_taken(table: Table) -> Mine:
    """What she signed up for or came to herself, and what a family without anybody else in the chat was noted for."""
    counted = _alone(table, "noted_at") if "noted_at" in table.c else _alone(table, "queued_at")
    return lambda person: or_(table.c.person_id == person.id, table.c.person_id.is_(None) & counted(person))


def _answered(person: Person) -> ColumnElement[bool]:
    """What she answered, as long as it leads to her."""
    hers = survey_invitations.c.person_id == person.id
    return ballots.c.link.in_(select(survey_invitations.c.link).where(hers, survey_invitations.c.link.is_not(None)))


_TALKS = _counted(talks, "registered_at")
_CAME = _part_taken(attendances)
KEPT: dict[Table, Kept] = {
    persons: Kept(
        _by_person(persons, "id"),
        _words(
            "id telegram_id language wanted_language phone_language name poster at keyboard reminders surveys news"
            " blocked_at created_at seen_at"
        ),
        not_personal={"family_id": LINK},
    ),
    families: Kept(lambda person: families.c.id == person.family, _words("id code created_at nickname")),
    staff: Kept(
        _by_person(staff),
        _words("id role name field joined_at confirmed_at removed_at busy_until hours"),
        not_personal={"person_id": LINK},
    ),
    absences: Kept(
        _by_staff(absences),
        _words("id starts_on ends_on running created_at ended_at"),
        ("substitute_id",),
        {"staff_id": LINK},
    ),
    feeds: Kept(
        _by_staff(feeds), _words("id created_at revoked_at"), not_personal={"staff_id": LINK, "token_hash": HASH}
    ),
    invitations: Kept(
        _by_person(invitations, "used_by"),
        _words("id role name created_at expires_at used_at field confirmed"),
        ("invited_by",),
        {"used_by": LINK, "token_hash": HASH},
    ),
    inbox: Kept(
        lambda person: inbox.c.sender == person.telegram_id,
        _words("id update_id sender body received_at tries handled_at answered_at parked"),
    ),
    outbox: Kept(
        _by_person(outbox, "recipient"),
        _words("id kind data purpose lane not_before not_after state message_id settled_at told_at"),
        ("told_by",),
        {"recipient": LINK},
    ),
    attempts: Kept(
        lambda person: attempts.c.outbox_id.in_(select(outbox.c.id).where(outbox.c.recipient == person.id)),
        _words("id number at outcome"),
        not_personal={"outbox_id": LINK},
    ),
    messages: Kept(_by_person(messages), _words("id message_id at about sound"), not_personal={"person_id": LINK}),
    drafts: Kept(
        _by_person(drafts), _words("token form step answers secrets changed_at"), not_personal={"person_id": LINK}
    ),
    requests: Kept(
        _by_person(requests),
        _words(
            "id code topic way language interpreter companion quiet_room call_window name phone note voice words_until"
            " state created_at promised_by closed_at outcome"
        ),
        ("staff_id",),
        {"family_id": LINK, "person_id": LINK},
    ),
    steps: Kept(_by_request(steps), _words("id request_id at step house"), ("staff_id",)),
    answers: Kept(_by_request(answers), _words("id request_id body at"), ("staff_id",)),
    questions: Kept(
        _by_request(questions), _words("id code request_id kind body asked_at answer answered_at"), ("staff_id",)
    ),
    replies: Kept(_by_request(replies), _words("id request_id body at seen_at"), not_personal={"question_id": LINK}),
    appointments: Kept(
        _by_person(appointments),
        _words("id code request_id kind starts_at ends_at state reserved_until sequence created_at place with_whom"),
        ("staff_id",),
        {"person_id": LINK},
    ),
    talks: Kept(
        _TALKS,
        _words("id request_id way topic held_at registered_at language withdrawn_at"),
        ("staff_id", "withdrawn_by"),
        {"family_id": LINK, "appointment_id": LINK, "token": "tells one press of a button from another"},
    ),
    talk_steps: Kept(
        lambda person: talk_steps.c.talk_id.in_(select(talks.c.id).where(_TALKS(person))),
        _words("id talk_id at what was"),
        ("staff_id",),
    ),
    referrals: Kept(
        _by_request(referrals),
        _words("id code request_id specialist lines state outcome asked_at answered_at ended_at"),
        ("staff_id", "to_staff_id"),
    ),
    contacts: Kept(
        _counted(contacts, "made_at"),
        _words("id request_id bridge made_at withdrawn_at"),
        ("staff_id",),
        {"family_id": LINK},
    ),
    family_joins: Kept(
        _joins,
        _words("id joined_at undone_at"),
        ("staff_id", "undone_by"),
        {"kept_id": OTHERS, "joined_id": OTHERS, "moved": OTHERS},
    ),
    sign_ups: Kept(
        _part_taken(sign_ups),
        _words(
            "id code gathering_id state adults children childcare dish allergies interpreter name phone leave_ends_on"
            " queued_at offered_until ended_at"
        ),
        not_personal={"family_id": LINK, "person_id": LINK},
    ),
    attendances: Kept(
        _CAME,
        _words("id session_id answer answered_at party food present way noted_at"),
        ("staff_id",),
        {"family_id": LINK, "person_id": LINK},
    ),
    attendance_steps: Kept(
        lambda person: attendance_steps.c.attendance_id.in_(select(attendances.c.id).where(_CAME(person))),
        _words("id attendance_id at present way"),
        ("staff_id",),
    ),
    votes: Kept(_by_person(votes), _words("id poll_id choice at"), not_personal={"person_id": LINK}),
    wanted_words: Kept(
        _by_person(wanted_words),
        _words("id gathering_id session_id language asked_at answered_at"),
        not_personal={"person_id": LINK},
    ),
    outcomes: Kept(
        lambda person: outcomes.c.sign_up_id.in_(select(sign_ups.c.id).where(sign_ups.c.person_id == person.id)),
        _words("id kind child value noted_at"),
        ("staff_id",),
        {"sign_up_id": LINK},
    ),
    survey_invitations: Kept(
        _by_person(survey_invitations),
        _words("id code round_id activity due_at asked_at closes_at state mode language counted"),
        not_personal={"family_id": LINK, "person_id": LINK, "link": LINK, "paper_hash": HASH},
    ),
    ballots: Kept(
        _answered,
        _words("id round_id choices complete counted line"),
        not_personal={"link": LINK},
    ),
    consents: Kept(
        _by_person(consents), _words("id purpose given at language wording"), not_personal={"person_id": LINK}
    ),
}
NOT_PERSONAL: dict[Table, str] = {
    opening_changes: HOUSE,
    gatherings: HOUSE,
    sessions: HOUSE,
    polls: HOUSE,
    partner_hours: HOUSE,
    survey_rounds: HOUSE,
    survey_themes: HOUSE,
    area_figures: HOUSE,
    closed_years: HOUSE,
    sentence_checks: HOUSE,
    clips: HOUSE,
    vitals: HOUSE,
    finished_requests: "leads to nobody any more",
    erasures: "written in the moment in which she is forgotten; nobody can ask after that",
    family_strangers: "says of two numbers only that they are not one family",
}


async def everything_about(tx: Tx, person: Person) -> dict[str, list[dict[str, Any]]]:
    """All rows about a person, opened and with moments as text; tables that hold nothing of hers are left out."""
    names = {row.id: row.name for row in await tx.execute(select(staff.c.id, staff.c.name))}
    found = {table.name: await _rows(tx, table, kept, person, names) for table, kept in KEPT.items()}
    return {name: rows for name, rows in found.items() if rows}


async def _rows(tx: Tx, table: Table, kept: Kept, person: Person, names: Mapping[int, str]) -> list[dict[str, Any]]:
    columns = [column for column in table.columns if column.name in (*kept.exported, *kept.named)]
    rows = await tx.execute(select(*columns).where(kept.mine(person)).order_by(*table.primary_key))
    return [dict(_values(tx, table, kept, row, names)) for row in rows]


def _values(tx: Tx, table: Table, kept: Kept, row: Row[Any], names: Mapping[int, str]) -> Iterable[tuple[str, Any]]:
    for name, value in row._mapping.items():
        if name in kept.named:
            yield name, names.get(value)
        elif isinstance(table.c[name].type, LargeBinary):
            yield name, tx.unseal(value)
        elif value is not None and (isinstance(table.c[name].type, Moment) or hasattr(value, "isoformat")):
            yield name, value.isoformat()
        else:
            yield name, value


async def export_of(tx: Tx, person: Person) -> bytes:
    """All that is kept about a person, for a machine to read."""
    return json.dumps(await everything_about(tx, person), ensure_ascii=False, indent=1).encode()
