"""Surveys for conversations: what has to be over, who says yes to being asked, and how people answer."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from domain.consent import Purpose
from domain.counselling import Outcome, RequestState, Way, Wish
from domain.gatherings import Gathering
from domain.people import Person
from domain.sign_ups import Arrival
from domain.surveys import Round
from handlers.house.consents import WORDINGS
from storage import consents, counselling, gatherings, people, register, sign_ups, surveys
from storage.appointments import talks
from storage.engine import Tx
from storage.people import staff
from tests.town import Citizen, Town

ASKED = "A few short questions. It takes one minute."
REMINDED = "You can still answer our short questions."
A_LOT, MOSTLY, LITTLE, NO, UNSAID = (
    "😀 Yes, a lot",
    "🙂 Yes, mostly",
    "🙁 Only a little",
    "😞 No",
    "I'd rather not say",
)
# The first day of a quarter on which somebody is asked by day.
TEN = 10


async def known(tx: Tx, someone: Citizen) -> Person:
    """Somebody as the house knows her now."""
    return (await people.persons_of(tx, [someone.phone.id]))[someone.phone.id]


async def says_yes(town: Town, *residents: Citizen) -> None:
    """They may be asked how it went."""
    async with town.running.database.transaction() as tx:
        for one in residents:
            person, wording = await known(tx, one), WORDINGS[Purpose.SURVEYS]
            await consents.decide(tx, person.id, Purpose.SURVEYS, True, one.tr.code, wording, town.now)


async def willing(town: Town, name: str, language: str = "en") -> Citizen:
    """A resident who has said yes to being asked."""
    someone = await town.resident(name, language)
    await says_yes(town, someone)
    return someone


async def had_a_talk(town: Town, someone: Citizen, *, closed: bool = True) -> None:
    """She asked for a talk and had it just now; her request is closed, unless we say not."""
    async with town.running.database.transaction() as tx:
        person, at = await known(tx, someone), town.now
        worker: int = (await tx.execute(select(staff.c.id).order_by(staff.c.id).limit(1))).scalar_one()
        taken = RequestState.TAKEN
        request = await counselling.add_request(tx, person, Wish(Way.CALL), taken, at, at)
        about = (person.family, "called", None, worker, at, at)
        await register.register_talk(tx, *about, request=request.id, appointment=None)
        if closed:
            await counselling.close_request(tx, request.id, Outcome.GUIDED, at)


async def is_closed(town: Town, someone: Citizen) -> None:
    """What she asked for is closed now."""
    async with town.running.database.transaction() as tx:
        for request in await counselling.requests_of(tx, (await known(tx, someone)).id):
            await counselling.close_request(tx, request.id, Outcome.GUIDED, town.now)


async def came_by(town: Town, someone: Citizen) -> None:
    """Staff entered that somebody of her family just came by."""
    async with town.running.database.transaction() as tx:
        person, at = await known(tx, someone), town.now
        worker: int = (await tx.execute(select(staff.c.id).order_by(staff.c.id).limit(1))).scalar_one()
        await register.register_talk(tx, person.family, "walk-in", None, worker, at, at, request=None, appointment=None)


async def takes_the_talk_back(town: Town) -> None:
    """The newest talk was entered by mistake."""
    async with town.running.database.transaction() as tx:
        newest = select(talks.c.id).order_by(talks.c.id.desc()).limit(1).scalar_subquery()
        await tx.execute(update(talks).where(talks.c.id == newest).values(withdrawn_at=town.now, withdrawn_by=1))


async def was_there(town: Town, someone: Citizen, gathering: Gathering, *numbers: int) -> None:
    """She, or her family, was at these sessions of a gathering, counted from 1."""
    async with town.running.database.transaction() as tx:
        person, here = await known(tx, someone), await gatherings.get_gathering(tx, gathering.id)
        rules = town.running.services.programme.rules(here.activity)
        assert rules is not None
        for number in numbers or (1,):
            values = sign_ups.came(True, Arrival.LIST, town.now, here.staff)
            session = here.sessions[number - 1].id
            await sign_ups.say(tx, session, person.family, person.id, rules.unit, **values)


async def is_asked(town: Town, days: int = 3) -> None:
    """Time goes on to the day on which whoever is due is asked."""
    await town.later(days=days, minutes=30)


async def answers(someone: Citizen, *labels: str, line: str | None = None) -> None:
    """Begin to answer, give these answers in their order, and write the line or skip it."""
    await someone.taps("▶️ Answer")
    for label in labels:
        await someone.taps(label)
    if someone.label("➡️ Skip") in someone.sees:
        await (someone.taps("➡️ Skip") if line is None else someone.types(line))


async def rounds(town: Town, year: int = 2026) -> list[Round]:
    """The rounds of a year."""
    async with town.running.database.transaction() as tx:
        return await surveys.rounds_of(tx, year)


async def stand(town: Town) -> list[tuple[str, str | None, bool]]:
    """Where each invitation stands, how it was answered, and whether it is counted."""
    async with town.running.database.transaction() as tx:
        rounds = [one.id for one in await surveys.rounds_of(tx, 2026)]
        every = sorted(await surveys.invitations_in(tx, rounds), key=lambda one: (rounds.index(one.round), one.id))
    return [(one.state.value, one.mode.value if one.mode else None, one.counted) for one in every]


async def ballots_in(town: Town) -> list[tuple[dict[str, str], bool, bool, str | None]]:
    """What was answered, whether it is whole, whether it is counted, and the line."""
    async with town.running.database.transaction() as tx:
        every = [here.id for here in await surveys.rounds_of(tx, 2026)]
        found = await surveys.ballots_of(tx, every)
    said = [({key: one.value for key, one in each.choices.items()}, each) for each in found]
    return [(choices, each.complete, each.counted, each.line) for choices, each in said]


def at_ten(moment: datetime, days: int = 0) -> datetime:
    """Ten in the morning of that day, or so many days later."""
    return moment.replace(hour=TEN, minute=0) + timedelta(days=days)
