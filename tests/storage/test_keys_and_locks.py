"""Keys that open nothing are found out at the door; of two houses on one server one stays outside."""

import pytest

from domain.counselling import Details
from domain.people import Role
from storage import invitations
from storage.cipher import Cipher, WrongKey, new_key
from storage.engine import Database, Tx
from storage.lock import advisory_lock
from storage.sealed import refuse_wrong_keys
from tests.storage.house import DAY, KEY, NOW, another, ask, resident


async def test_an_empty_house_needs_no_key_in_particular(tx: Tx) -> None:
    await refuse_wrong_keys(tx)


async def test_a_key_that_opens_everything_is_let_in(tx: Tx) -> None:
    await ask(tx, await resident(tx), details=Details("Alma", None, "note", None))
    # A hash is bytes too, and no key opens it.
    await invitations.make_invitation(tx, Role.LEADER, None, NOW, NOW + DAY)
    await refuse_wrong_keys(tx)
    await refuse_wrong_keys(Tx(tx.connection, Cipher([new_key(), KEY])))


@pytest.mark.parametrize("field", ["name", "phone", "note", "voice"])
async def test_a_wrong_key_is_found_out_by_any_word(tx: Tx, field: str) -> None:
    words = {"name": None, "phone": None, "note": None, "voice": None, field: "a word"}
    await ask(tx, await resident(tx), details=Details(**words))
    with pytest.raises(WrongKey):
        await refuse_wrong_keys(Tx(tx.connection, Cipher([new_key()])))


async def test_one_house_at_a_time_on_a_server(on_server: Database) -> None:
    first, second = another(on_server), another(on_server)
    async with advisory_lock(first) as had:
        assert had
        async with advisory_lock(second) as had_too:
            assert not had_too
    await first.close()
    async with advisory_lock(second) as had_then:
        assert had_then
    await second.close()
