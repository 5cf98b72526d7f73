"""Invitations to the roster: one use, one answer to everything that is none, and nothing to steal from the file."""

import asyncio
import base64
from pathlib import Path

import pytest

from domain.people import Invitation, Role
from storage import invitations
from storage.engine import Database, Tx
from tests.storage.house import DAY, MINUTE, NOW, another, bytes_of, resident

ENDS = NOW + DAY


async def test_an_invitation_says_what_it_is_for(tx: Tx) -> None:
    token = await invitations.make_invitation(tx, Role.HEALTH_NURSE, "Mette", NOW, ENDS)
    found = await invitations.use_invitation(tx, token, (await resident(tx)).id, NOW)
    assert found is not None
    assert (found.role, found.name, found.expires_at) == (Role.HEALTH_NURSE, "Mette", ENDS)


async def test_it_can_be_used_once(tx: Tx) -> None:
    token = await invitations.make_invitation(tx, Role.LEADER, None, NOW, ENDS)
    alma, bassam = await resident(tx), await resident(tx)
    assert await invitations.use_invitation(tx, token, alma.id, NOW) is not None
    assert await invitations.use_invitation(tx, token, bassam.id, NOW) is None
    assert await invitations.use_invitation(tx, token, alma.id, NOW) is None


async def test_it_ends_at_its_hour(tx: Tx) -> None:
    token = await invitations.make_invitation(tx, Role.LEADER, None, NOW, ENDS)
    alma = await resident(tx)
    assert await invitations.use_invitation(tx, token, alma.id, ENDS) is None
    assert await invitations.use_invitation(tx, token, alma.id, ENDS - MINUTE) is not None


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "opgang", "' OR 1=1 --", "\x00", "ø"])
async def test_what_is_no_invitation_is_nothing(tx: Tx, token: str) -> None:
    await invitations.make_invitation(tx, Role.LEADER, None, NOW, ENDS)
    assert await invitations.use_invitation(tx, token, (await resident(tx)).id, NOW) is None


async def test_of_two_who_use_it_at_once_one_gets_in(database: Database) -> None:
    async with database.transaction() as tx:
        people = [await resident(tx), await resident(tx)]
        token = await invitations.make_invitation(tx, Role.LEADER, None, NOW, ENDS)
    houses = [another(database) for _ in people]

    async def use(house: Database, person: int) -> Invitation | None:
        async with house.transaction() as tx:
            return await invitations.use_invitation(tx, token, person, NOW)

    found = await asyncio.gather(*(use(house, one.id) for house, one in zip(houses, people, strict=True)))
    assert sum(one is not None for one in found) == 1
    for house in houses:
        await house.close()


async def test_a_token_is_long_random_and_fits_a_link(tx: Tx) -> None:
    tokens = {await invitations.make_invitation(tx, Role.HELPER, None, NOW, ENDS) for _ in range(50)}
    assert len(tokens) == 50
    assert {len(base64.urlsafe_b64decode(token)) * 8 for token in tokens} == {192}
    # Telegram takes at most 64 of these characters behind `?start=`.
    assert all(len(token) <= 64 and set(token) <= set(_START) for token in tokens)


_START = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


async def test_only_a_hash_lies_in_the_file(on_file: Database, path: Path) -> None:
    async with on_file.transaction() as tx:
        token = await invitations.make_invitation(tx, Role.LEADER, "Mette", NOW, ENDS)
    everything = bytes_of(path)
    assert b"Mette" in everything
    assert token.encode() not in everything
    assert base64.urlsafe_b64decode(token) not in everything
