"""Every column is either in a person's export or said not to be personal, and what is exported is hers alone."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, Table

from domain.people import Person
from handlers.house.kinds import kind_name
from storage import people
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.personal import KEPT, NOT_PERSONAL, everything_about, export_of
from tests.storage.house import DAY, NOW, resident
from tests.town import read_words

COLLEAGUE = "CANARY-colleague"
# About the house, and needed all the same: what is about a person points at it.
LED_TO = {key.column.table for table in KEPT for key in table.foreign_keys} - KEPT.keys()


def test_every_column_is_exported_or_said_not_to_be_personal() -> None:
    assert {table.name for table in (*KEPT, *NOT_PERSONAL)} == set(metadata.tables)
    assert not KEPT.keys() & NOT_PERSONAL.keys()
    for table, kept in KEPT.items():
        declared = [*kept.exported, *kept.named, *kept.not_personal]
        assert sorted(declared) == sorted(column.name for column in table.columns), table.name
    assert all([*NOT_PERSONAL.values(), *(why for kept in KEPT.values() for why in kept.not_personal.values())])


def test_every_kind_that_is_kept_has_a_name_in_plain_words() -> None:
    english = read_words().translator("en")
    names = [kind_name(english, table.name) for table in KEPT]
    assert len(set(names)) == len(KEPT)
    with pytest.raises(KeyError):
        kind_name(english, "something new")


class Canaries:
    """One row of every table about one person, with something to recognise in every column."""

    def __init__(self, tx: Tx, person: Person) -> None:
        self.tx, self.person, self.number = tx, person, 7_000
        self.ids: dict[str, int] = {"persons": person.id, "families": person.family}

    async def plant(self) -> None:
        """Fill every table in the order of what points at what."""
        for table in metadata.sorted_tables:
            if table not in KEPT and table not in LED_TO:
                continue
            values = {column.name: self._value(table, column) for column in table.columns if not column.primary_key}
            if table.name in self.ids:
                here = table.c.id == self.ids[table.name]
                await self.tx.execute(table.update().where(here).values(**values))
                continue
            row = {**values, **self._key(table)}
            key = (await self.tx.execute(table.insert().values(**row).returning(*table.primary_key))).scalar_one()
            self.ids[table.name] = key

    def _key(self, table: Table) -> dict[str, Any]:
        given: dict[str, dict[str, Any]] = {
            "drafts": {"person_id": self.person.id},
            "ballots": {"id": "CANARY-ballots-id"},
        }
        return given.get(table.name, {})

    def _value(self, table: Table, column: Column[Any]) -> Any:
        self.number += 1
        if column.name == "sender":
            return self.person.telegram_id
        if column.foreign_keys:
            (key,) = column.foreign_keys
            return self.ids[key.column.table.name]
        words = f"CANARY-{table.name}-{column.name}"
        return self._made(table, column, words)

    def _made(self, table: Table, column: Column[Any], words: str) -> Any:
        if column.name == "telegram_id":
            return self.person.telegram_id
        if (table.name, column.name) == ("staff", "name"):
            return COLLEAGUE
        if isinstance(column.type, Moment):
            return NOW + self.number * DAY
        if column.name == "link":
            return "what ties the two together"
        if isinstance(column.type, LargeBinary):
            return words.encode() if column.name == "token_hash" else self.tx.seal(words)
        return self._plain(column, words)

    def _plain(self, column: Column[Any], words: str) -> Any:
        if isinstance(column.type, Boolean):
            return True
        if isinstance(column.type, Date):
            return (NOW + self.number * DAY).date()
        if isinstance(column.type, Integer):
            return self.number
        return [words] if isinstance(column.type, JSON) else words


async def test_what_stands_in_any_exported_column_is_in_the_file(tx: Tx) -> None:
    alma = await resident(tx)
    await Canaries(tx, alma).plant()
    found = json.loads(await export_of(tx, alma))
    assert found.keys() == {table.name for table in KEPT}
    for table, kept in KEPT.items():
        (row,) = found[table.name]
        assert row.keys() == {*kept.exported, *kept.named}
        stored = (await tx.execute(table.select())).mappings().one()
        for name in kept.exported:
            assert row[name] == as_shown(tx, stored[name]), (table.name, name)
        assert [row[name] for name in kept.named] == [COLLEAGUE] * len(kept.named)


def as_shown(tx: Tx, value: Any) -> Any:
    """A stored value as the file holds it."""
    if isinstance(value, bytes):
        return tx.unseal(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


async def test_of_others_nothing_is_in_it(tx: Tx) -> None:
    alma, basma = await resident(tx), await resident(tx)
    await Canaries(tx, alma).plant()
    assert (await everything_about(tx, basma)).keys() == {"persons", "families"}
    # The other parent sees what staff call the family, and nothing of what was asked.
    await tx.execute(people.persons.update().where(people.persons.c.id == basma.id).values(family_id=alma.family))
    shared = await people.get_person(tx, basma.id)
    assert shared is not None
    assert (await everything_about(tx, shared)).keys() == {"persons", "families", "family_joins"}
