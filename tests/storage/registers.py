"""A year of a house, entered by hand: talks, sessions, who was there, and what was answered."""

import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from domain.figures import Figure, Year
from domain.gathering_rules import Unit
from domain.gatherings import About, Gathering, GatheringState
from domain.people import Person, Role
from domain.programme_file import read_programme
from domain.sign_ups import Arrival, Needs, Party, SignUpState
from domain.slots import Span
from domain.surveys import InvitationState, Mode, Option, Quarter, Round, Wording
from storage import gatherings, people, register, sign_ups, surveys
from storage.engine import Tx
from storage.figures import year_figures
from tests.storage.house import resident

VIBY = read_programme(tomllib.loads((Path(__file__).parents[2] / "programmes" / "viby-syd.toml").read_text("utf-8")))
YES, NO = Option.A_LOT, Option.NO
QUESTIONS = {one.key: tuple(each.key for each in one.questions) for one in VIBY.surveys}
WHOLE = Wording({}, {}, frozenset({Option.A_LOT, Option.MOSTLY}))
_codes = count(1)


def moment(month: int, day: int, hour: int = 12, year: int = 2026) -> datetime:
    """A moment of the year that is counted."""
    return datetime(year, month, day, hour, tzinfo=UTC)


async def house_worker(tx: Tx) -> int:
    """Somebody who enters things."""
    person = await people.add_person(tx, 900_000_000 + next(_codes), "da", moment(1, 1))
    await people.join_staff(tx, person.id, Role.FAMILY_WORKER, "Anna", moment(1, 1))
    found = await people.get_person(tx, person.id)
    assert found is not None
    assert found.staff is not None
    return found.staff.id


async def talk(tx: Tx, family: Person, held_at: datetime, staff: int, way: str = "walk-in") -> None:
    """A talk was held."""
    await register.register_talk(
        tx, family.family, way, "letters", staff, held_at, held_at, request=None, appointment=None
    )


async def gathering(
    tx: Tx, activity: str, starts: Sequence[datetime], staff: int, state: GatheringState = GatheringState.OPEN
) -> Gathering:
    """A gathering with its sessions, of two hours each."""
    code = await gatherings.make_gathering(tx, activity, About(), None, False, staff, moment(1, 1))
    found = await gatherings.find_gathering(tx, code)
    assert found is not None
    spans = [(Span(one, one + timedelta(hours=2)), About()) for one in starts]
    await gatherings.add_sessions(tx, found.id, spans)
    if state is not GatheringState.DRAFT:
        await gatherings.move_gathering(tx, found.id, GatheringState.OPEN, moment(1, 1))
    return await gatherings.get_gathering(tx, found.id)


async def sign_up(tx: Tx, one: Gathering, person: Person, *, phone: bool = True) -> str:
    """Somebody has a place."""
    who = person.id if phone else None
    return await sign_ups.sign_up(tx, one.id, person.family, who, SignUpState.GOING, Party(), Needs(), moment(1, 2))


async def was_there(
    tx: Tx, session: int, person: Person, unit: Unit = Unit.FAMILY, *, present: bool = True, phone: bool = True
) -> None:
    """It is noted whether somebody was there."""
    said = sign_ups.came(present, Arrival.LIST, moment(1, 2))
    await sign_ups.say(tx, session, person.family, person.id if phone else None, unit, **said)


async def a_round(tx: Tx, survey: str, quarter: int, wording: Wording = WHOLE, version: str = "v1") -> Round:
    """A round of a survey."""
    at = Quarter(2026, quarter)
    return await surveys.open_round(tx, survey, at, wording, version, moment(at.begins_on.month, 5))


async def asked(tx: Tx, one: Round, person: Person, activity: str = "counselling", language: str = "en") -> int:
    """Somebody is asked; gives the number of her invitation."""
    code = await surveys.invite(tx, one.id, person.family, person.id, activity, moment(2, 1), language)
    assert code is not None
    found = await surveys.find_invitation(tx, code)
    assert found is not None
    await surveys.move_invitation(tx, found.id, InvitationState.ASKED, asked_at=moment(2, 1))
    return found.id


async def answers(
    tx: Tx,
    one: Round,
    person: Person,
    *said: Option,
    counted: bool = True,
    mode: Mode = Mode.CHAT,
    language: str = "en",
) -> None:
    """Somebody is asked and answers, each question in turn; fewer answers than questions are half a ballot."""
    invitation = await asked(tx, one, person, language=language)
    await surveys.move_invitation(tx, invitation, InvitationState.BEGUN)
    link = await surveys.begin_ballot(tx, invitation, one.id, mode)
    questions = QUESTIONS[one.survey]
    whole = len(said) == len(questions)
    choices = dict(zip(questions, said, strict=False))
    await surveys.fill_ballot(tx, link, choices, complete=whole, counted=whole and counted)
    if whole:
        await surveys.move_invitation(tx, invitation, InvitationState.ANSWERED, counted=counted)


AUTUMN, OVER = moment(11, 23), moment(2, 2, year=2027)
WOMAN, MOTHER = Unit.WOMAN, Unit.MOTHER
HELPED, FOCUS = "counselling-helped", "focus-experienced"


async def the_year(tx: Tx, now: datetime = AUTUMN, year: int = 2026) -> Year:
    """All figures of the year."""
    return await year_figures(tx, VIBY, year, now)


async def figure(tx: Tx, criterion: str, now: datetime = AUTUMN, year: int = 2026) -> Figure:
    """What a criterion came to."""
    found = (await the_year(tx, now, year)).figure(criterion)
    assert found is not None
    return found


async def some(tx: Tx, number: int) -> list[Person]:
    """So many newcomers."""
    return [await resident(tx) for _ in range(number)]


async def left(tx: Tx, run: Gathering, person: Person, at: datetime, *, there: bool = True) -> int:
    """She was in a group and left it; gives the number of her sign-up."""
    code = await sign_up(tx, run, person)
    if there:
        await was_there(tx, run.sessions[0].id, person, MOTHER)
    found = await sign_ups.find_sign_up(tx, code)
    assert found is not None
    await sign_ups.move_sign_up(tx, found.id, SignUpState.LEFT, at)
    return found.id
