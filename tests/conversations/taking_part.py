"""People who take part in gatherings, signed up as their chat or staff would do it."""

from domain.consent import Purpose
from domain.gatherings import Gathering
from domain.sign_ups import Needs, Party, SignUp, SignUpState
from handlers.gatherings import line
from storage import consents, gatherings, people, sign_ups
from storage.engine import Tx
from tests.town import Citizen, Town

FAMILY = Party(2, {"3-5": 1, "6-9": 1}, childcare=True)
NOTHING = Needs()


async def family(
    town: Town, name: str, language: str = "en", *gathered: Gathering, reminders: bool = True, party: Party = FAMILY
) -> Citizen:
    """A resident who is signed up, and said yes to reminders unless we say no."""
    someone = await town.resident(name, language)
    if reminders:
        async with town.running.database.transaction() as tx:
            known = (await people.persons_of(tx, [someone.phone.id]))[someone.phone.id]
            await consents.decide(tx, known.id, Purpose.REMINDERS, True, language, "1", town.now)
    for one in gathered:
        await takes_part(town, someone, one, party)
    return someone


async def takes_part(
    town: Town, someone: Citizen, gathering: Gathering, party: Party = FAMILY, needs: Needs = NOTHING
) -> SignUp:
    """Sign her family up, or put it in line."""
    async with town.running.database.transaction() as tx:
        person = (await people.persons_of(tx, [someone.phone.id]))[someone.phone.id]
        rules = town.running.services.programme.rules(gathering.activity)
        assert rules is not None
        here = await gatherings.get_gathering(tx, gathering.id)
        return await line.join(tx, here, rules, person, party, needs, town.now)


async def without_a_phone(town: Town, gathering: Gathering, name: str, phone: str | None = None) -> SignUp:
    """A family that staff signed up, because nobody of it is in the chat."""
    async with town.running.database.transaction() as tx:
        whose = await people.add_family(tx, town.now)
        going = SignUpState.GOING
        code = await sign_ups.sign_up(tx, gathering.id, whose, None, going, FAMILY, NOTHING, town.now, name)
        found = await sign_ups.find_sign_up(tx, code)
        assert found is not None
        await sign_ups.give_phone(tx, found.id, phone)
        return found


async def stands(town: Town, someone: Citizen, gathering: Gathering) -> SignUpState | None:
    """Where her sign-up stands."""
    async with town.running.database.transaction() as tx:
        person = (await people.persons_of(tx, [someone.phone.id]))[someone.phone.id]
        rules = town.running.services.programme.rules(gathering.activity)
        assert rules is not None
        found = await sign_ups.sign_up_of(tx, gathering.id, person, rules.unit)
        return found.state if found else None


async def now_of(tx: Tx, gathering: Gathering) -> Gathering:
    """The gathering as it is now."""
    return await gatherings.get_gathering(tx, gathering.id)
