"""What families answered in the years of the demo: asked in rounds, some silent, each round closed in its time."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import cycle

from domain.slots import utc
from domain.surveys import InvitationState, Mode, Option, Quarter, Round, Survey
from handlers.context import Services
from handlers.surveys.wording import version_of, wording_of
from storage import surveys
from storage.engine import Tx

# Of ten who are asked, in turn: how they answered. Somebody begins, somebody says no, somebody is silent.
TURNS = ("yes", "yes", "silent", "yes", "no", "yes", "half", "yes", "yes", "declined")
MODES = (Mode.CHAT, Mode.CHAT, Mode.PAPER, Mode.CHAT, Mode.HOUSE)
LANGUAGES = ("ar", "da", "ar", "en")


async def plant_answers(
    tx: Tx, services: Services, year: int, today: date, reached: Mapping[str, Sequence[int]]
) -> None:
    """Ask those who were reached, by activity, in the rounds that are closed by now."""
    for survey in services.programme.surveys:
        families = next((reached[one] for one in survey.activities if one in reached), ())
        rounds = [Quarter(year, number) for number in range(1, 5)]
        # Who is asked on fixed days, or after a course, is asked twice a year.
        which = rounds if len(survey.activities) == 1 else rounds[1::2]
        size = -(-len(families) // len(which))
        for place, quarter in enumerate(which):
            if families and quarter.closes_on(survey) <= today:
                await _round(tx, services, survey, quarter, families[place * size : (place + 1) * size])


async def _round(tx: Tx, services: Services, survey: Survey, quarter: Quarter, families: Sequence[int]) -> None:
    """One round, from the first question to its end."""
    asked_at = utc(services.programme, quarter.ends_on - timedelta(days=20), time(10))
    wording = wording_of(services, survey)
    held = await surveys.open_round(tx, survey.key, quarter, wording, version_of(wording), asked_at)
    for number, (family, turn) in enumerate(zip(families, cycle(TURNS), strict=False)):
        await _asked(tx, survey, held, family, number, turn, asked_at)
    await surveys.close_round(tx, held.id, utc(services.programme, quarter.closes_on(survey), time(9)))


async def _asked(tx: Tx, survey: Survey, held: Round, family: int, number: int, turn: str, asked_at: datetime) -> None:
    language, mode = LANGUAGES[number % len(LANGUAGES)], MODES[number % len(MODES)]
    code = await surveys.invite(tx, held.id, family, None, survey.activities[0], asked_at, language)
    found = await surveys.find_invitation(tx, code) if code else None
    assert found is not None
    await surveys.move_invitation(tx, found.id, InvitationState.ASKED, asked_at=asked_at)
    if turn == "silent":
        await surveys.move_invitation(tx, found.id, InvitationState.LAPSED)
    elif turn == "declined":
        await surveys.move_invitation(tx, found.id, InvitationState.DECLINED)
    else:
        await surveys.move_invitation(tx, found.id, InvitationState.BEGUN)
        link = await surveys.begin_ballot(tx, found.id, held.id, mode)
        await _filled(tx, survey, found.id, link, turn)


async def _filled(tx: Tx, survey: Survey, invitation: int, link: str, turn: str) -> None:
    questions = [one.key for one in survey.questions]
    choices = dict.fromkeys(questions, Option.A_LOT)
    if turn == "no":
        choices[questions[-1]] = Option.LITTLE
    if turn == "half":
        await surveys.fill_ballot(tx, link, {questions[0]: Option.MOSTLY}, complete=False, counted=False)
        await surveys.move_invitation(tx, invitation, InvitationState.LAPSED)
        return
    await surveys.fill_ballot(tx, link, choices, complete=True, counted=True)
    await surveys.move_invitation(tx, invitation, InvitationState.ANSWERED, counted=True)
