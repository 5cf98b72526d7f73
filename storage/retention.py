"""Keeps the rules of `domain.retention`: which rows a rule would end now, and how they end.

A rule is one query, which a look ahead counts and a sweep takes in small handfuls: so a big backlog keeps nobody
waiting, and a kill between two handfuls loses nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from domain.retention import BY_KEY, USUAL, Rule
from storage import finishing, overdue
from storage.appointments import appointments, talks
from storage.counselling import requests
from storage.drafts import drafts
from storage.engine import Tx
from storage.erasures import erasures
from storage.families import family_joins, family_strangers
from storage.feeds import feeds
from storage.finished import finished_requests
from storage.finishing import End, Ids, delete_from
from storage.gatherings import wanted_words
from storage.inbox import inbox
from storage.invitations import invitations
from storage.ledgers import partner_hours
from storage.messages import OF_NO_REQUEST, messages
from storage.opening import opening_changes
from storage.outbox import outbox
from storage.overdue import Asked, Cut, Due, old
from storage.people import absences, families, persons, staff
from storage.polls import votes
from storage.referrals import contacts
from storage.surveys import ballots

# Whoever is to be forgotten leaves more than rows: `handlers` does that, and here it is only said who it is.
BY_HAND = "persons"
_DECIDED_NOTHING = appointments.c.request_id.is_(None)
_INVITED = func.coalesce(invitations.c.used_at, invitations.c.expires_at)
_JOINED = func.coalesce(family_joins.c.undone_at, family_joins.c.joined_at)

_KEPT: Mapping[str, tuple[Due, End | None]] = {
    "words": (overdue.words, finishing.erase_words),
    "names": (overdue.names, finishing.change(persons, name=None)),
    "draft-words": (old(drafts.c.changed_at, drafts.c.secrets.is_not(None)), finishing.change(drafts, secrets=None)),
    "drafts": (old(drafts.c.changed_at), delete_from(drafts)),
    "letters": (old(inbox.c.handled_at), delete_from(inbox)),
    "notices": (old(outbox.c.settled_at), finishing.end_notices),
    "messages": (old(messages.c.at, OF_NO_REQUEST), delete_from(messages)),
    "deciding": (old(appointments.c.ends_at, _DECIDED_NOTHING), delete_from(appointments)),
    "visits": (overdue.visits, finishing.end_visits),
    "left-open": (overdue.left_open, finishing.close_left_open),
    "requests": (old(requests.c.closed_at), finishing.finish_requests),
    BY_HAND: (overdue.gone_home, None),
    "erasures": (old(erasures.c.at, erasures.c.listed_at.is_not(None)), delete_from(erasures)),
    "emptied-persons": (overdue.emptied_persons, delete_from(persons)),
    "nicknames": (overdue.nicknames, finishing.change(families, nickname=None)),
    "mistakes": (old(talks.c.withdrawn_at), finishing.end_counted(talks)),
    "mistaken-bridges": (old(contacts.c.withdrawn_at), finishing.end_counted(contacts)),
    "talks": (old(talks.c.held_at), finishing.end_counted(talks)),
    "bridges": (old(contacts.c.made_at), finishing.end_counted(contacts)),
    "finished": (overdue.finished, delete_from(finished_requests)),
    "sign-up-words": (overdue.sign_up_words, finishing.empty_sign_ups),
    "wanted-words": (old(wanted_words.c.asked_at), delete_from(wanted_words)),
    "votes": (overdue.votes_over, delete_from(votes)),
    "unopened": (overdue.unopened, finishing.end_gatherings),
    "gatherings": (overdue.gatherings_over, finishing.end_gatherings),
    "mistaken-hours": (old(partner_hours.c.withdrawn_at), delete_from(partner_hours)),
    "partner-hours": (overdue.partner_hours_over, delete_from(partner_hours)),
    "survey-lines": (overdue.survey_lines, finishing.change(ballots, line=None)),
    "surveys": (overdue.surveys_over, finishing.end_rounds),
    "joins": (old(_JOINED, table=family_joins), delete_from(family_joins)),
    "strangers": (old(family_strangers.c.said_at), delete_from(family_strangers)),
    "families": (overdue.empty_families, delete_from(families)),
    "invitations": (old(_INVITED, table=invitations), delete_from(invitations)),
    "absences": (overdue.absences_over, delete_from(absences)),
    "opening": (overdue.days_past, delete_from(opening_changes)),
    "feeds": (overdue.ended_feeds, delete_from(feeds)),
    "colleagues": (overdue.colleagues, finishing.forget_colleagues),
    "former-staff": (overdue.former_staff, delete_from(staff)),
}


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many rows a rule would end now, and when the oldest began to be kept."""

    rule: Rule
    rows: int
    oldest: datetime | date | str | None


def cut(rule: Rule, now: datetime, zone: tzinfo = UTC, chosen: Mapping[str, int] = USUAL) -> Cut:
    """Where a rule cuts now, in a house of this zone whose plan has chosen these."""
    return Cut(now, rule.term_in(chosen).before(now, zone), zone)


@cache
def _overdue(key: str) -> Select[Any]:
    return _KEPT[key][0](Asked())


@cache
def _handful(key: str) -> Select[Any]:
    return _overdue(key).limit(bindparam("most"))


async def look_ahead(tx: Tx, rule: Rule, at: Cut) -> Ahead:
    """What a rule would end now, counted and left as it is."""
    found = _overdue(rule.key).subquery()
    counted = select(func.count().label("rows"), func.min(found.c.since).label("oldest")).select_from(found)
    row = (await tx.execute(counted, at.values)).one()
    return Ahead(rule, row.rows, row.oldest)


async def due(tx: Tx, rule: Rule, at: Cut, most: int) -> list[int]:
    """What a rule ends now, so many rows at most."""
    return list((await tx.execute(_handful(rule.key), {**at.values, "most": most})).scalars())


async def end(tx: Tx, rule: Rule, ids: Ids, at: Cut) -> None:
    """End these rows as their rule says."""
    ending = _KEPT[rule.key][1]
    if ids and ending is not None:
        await ending(tx, ids, at)


async def end_due(tx: Tx, key: str, now: datetime, most: int = 1_000) -> int:
    """End what one rule ends now, in a house that keeps the usual terms; say how many rows that was."""
    rule = BY_KEY[key]
    ids = await due(tx, rule, cut(rule, now), most)
    await end(tx, rule, ids, cut(rule, now))
    return len(ids)
