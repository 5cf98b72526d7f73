"""Families that look like one: found in memory from what is kept, never written down, never joined by themselves."""

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import insert, select

from domain.counselling import OPEN_STATES
from domain.families import Alike, folded, number_key, root_of
from domain.registers import Met
from storage.counselling import requests
from storage.engine import Tx
from storage.families import family_strangers, get_family, joined_away
from storage.people import families

# A family, why it may be another one too, and the value that decides it.
Mark = tuple[int, Alike, str]


async def look_alike(tx: Tx, family: int, most: int) -> list[tuple[Met, Alike]]:
    """The families that may be the same as this one, each with the first reason; who is known not to be is left out."""
    joined = await joined_away(tx)
    marks = [(root_of(whose, joined), why, value) async for whose, why, value in _marks(tx)]
    hers = {(why, value) for whose, why, value in marks if whose == family}
    but = {family, *await _strangers(tx, family)}
    found: dict[int, Alike] = {}
    for whose, why, value in marks:
        if whose not in but and (why, value) in hers:
            found.setdefault(whose, why)
    return [(await get_family(tx, whose), why) for whose, why in list(found.items())[:most]]


async def _marks(tx: Tx) -> AsyncIterator[Mark]:
    """What families are compared by, the surest first."""
    for row in await tx.execute(select(requests.c.family_id, requests.c.phone).where(requests.c.phone.is_not(None))):
        if key := number_key(tx.unseal(row.phone) or ""):
            yield row.family_id, Alike.PHONE, key
    for row in await tx.execute(select(families.c.id, families.c.nickname).where(families.c.nickname.is_not(None))):
        if word := folded(tx.unseal(row.nickname) or ""):
            yield row.id, Alike.NICKNAME, word
    columns = (requests.c.family_id, requests.c.language, requests.c.name)
    waits = requests.c.name.is_not(None) & requests.c.state.in_(OPEN_STATES)
    for row in await tx.execute(select(*columns).where(waits)):
        if word := folded(tx.unseal(row.name) or ""):
            yield row.family_id, Alike.NAME, f"{row.language} {word}"


async def _strangers(tx: Tx, family: int) -> set[int]:
    """Who is known not to be the same, as the families they are part of now."""
    joined = await joined_away(tx)
    rows = await tx.execute(select(family_strangers.c.one_id, family_strangers.c.other_id))
    pairs = [(root_of(row.one_id, joined), root_of(row.other_id, joined)) for row in rows]
    return {one if other == family else other for one, other in pairs if family in (one, other)}


async def say_strangers(tx: Tx, one: int, other: int, staff_id: int, now: datetime) -> None:
    """These two look alike and are not the same: they are not suggested again."""
    if other not in await _strangers(tx, one):
        values = {"one_id": one, "other_id": other, "staff_id": staff_id, "said_at": now}
        await tx.execute(insert(family_strangers).values(**values))
