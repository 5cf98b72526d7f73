"""Turns with the food: a mother takes one for a session, gives it back until the day before, and is asked for one."""

from dataclasses import dataclass, replace

from domain.gathering_rules import Food
from domain.gatherings import Session
from domain.notices import Due, Lane, Notice
from domain.people import Person
from domain.sign_ups import Answer, SignUp
from domain.slots import local_day
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings import turns_screens as screens
from handlers.gatherings.whose import Run, taken_part_in
from handlers.house.screens import home
from handlers.screen import Screen
from storage import gatherings, outbox, sign_ups
from storage.engine import Tx

MOST_SESSIONS = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """A coming session, and whose turn it is to bring the food."""

    session: Session
    whose: SignUp | None


async def turns_of(ctx: Ctx, tx: Tx, run: Run) -> list[Turn]:
    """The next sessions with their turns; whoever has left, or does not come that day, brings nothing."""
    coming = run.gathering.coming(ctx.now)[:MOST_SESSIONS]
    here = {one.person: one for one in await sign_ups.sign_ups_of(tx, run.gathering.id)}
    taken: dict[int, SignUp] = {}
    for said in await sign_ups.attendances_of(tx, [one.id for one in coming]):
        if said.food and said.answer is not Answer.NOT_COMING and said.person in here:
            taken.setdefault(said.session, here[said.person])
    return [Turn(one, taken.get(one.id)) for one in coming]


async def is_hers(tx: Tx, session: Session, person: Person) -> bool:
    """Whether it is her turn to bring the food; for whoever reminds her."""
    said = await sign_ups.attendances_of(tx, [session.id])
    return any(one.person == person.id and one.food and one.answer is not Answer.NOT_COMING for one in said)


async def _hers(ctx: Ctx, tx: Tx, code: str) -> tuple[Run, SignUp] | None:
    """A gathering with turns in which she takes part; "not hers" and "not there" are the same nothing."""
    gathering = await gatherings.find_gathering(tx, code)
    rules = ctx.programme.rules(gathering.activity) if gathering else None
    if gathering is None or rules is None or rules.food is not Food.TURNS:
        return None
    own = await taken_part_in(ctx, tx, gathering, rules)
    return None if own is None else (Run(gathering, rules), own)


def _gone(ctx: Ctx) -> Screen:
    return problems.no_longer(ctx.tr, home(ctx.tr, ctx.programme, ctx.now, unfinished=False))


async def look(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """The next sessions: hers, free or taken."""
    found = await _hers(ctx, tx, gathering)
    return _gone(ctx) if found is None else await _show(ctx, tx, *found)


async def _show(ctx: Ctx, tx: Tx, run: Run, own: SignUp, toast: str | None = None) -> Screen:
    return replace(screens.turns(ctx, run, own, await turns_of(ctx, tx, run)), toast=toast)


async def take(ctx: Ctx, tx: Tx, gathering: str, session: str) -> Screen:
    """She brings the food that day; of two who press at once one does, and the other is told."""
    found = await _hers(ctx, tx, gathering)
    if found is None:
        return _gone(ctx)
    run, own = found
    await gatherings.lock_gathering(tx, run.gathering.id)
    turn = await _turn(ctx, tx, run, session)
    if turn is None:
        return problems.no_longer(ctx.tr, await _show(ctx, tx, run, own))
    if turn.whose is not None:
        said = None if turn.whose.id == own.id else ctx.tr.text("Somebody else brings the food that day.")
        return await _show(ctx, tx, run, own, said)
    await sign_ups.say(tx, turn.session.id, own.family, ctx.person.id, run.rules.unit, food=True, answer=None)
    return await _show(ctx, tx, run, own, ctx.tr.text("Thank you! It is your turn that day."))


async def _turn(ctx: Ctx, tx: Tx, run: Run, session: str) -> Turn | None:
    found = (one for one in await turns_of(ctx, tx, run) if one.session.code == session)
    return next(found, None)


async def give_back(ctx: Ctx, tx: Tx, gathering: str, session: str) -> Screen:
    """She cannot after all; from that day on she rather says so to a person."""
    found = await _hers(ctx, tx, gathering)
    if found is None:
        return _gone(ctx)
    run, own = found
    turn = await _turn(ctx, tx, run, session)
    if turn is None or turn.whose is None or turn.whose.id != own.id:
        return problems.no_longer(ctx.tr, await _show(ctx, tx, run, own))
    if not may_give_back(ctx, turn.session):
        return await _show(ctx, tx, run, own, ctx.tr.text("That is today. Please call us if you cannot."))
    await sign_ups.say(tx, turn.session.id, own.family, ctx.person.id, run.rules.unit, food=False)
    return await _show(ctx, tx, run, own, ctx.tr.text("You no longer bring the food that day."))


def may_give_back(ctx: Ctx, session: Session) -> bool:
    """Until the day before."""
    return local_day(ctx.programme, ctx.now) < local_day(ctx.programme, session.starts_at)


async def ask_all(ctx: Ctx, tx: Tx, run: Run, session: Session) -> int:
    """Ask everybody who takes part, for each session once; say how many."""
    here = [one.person for one in await sign_ups.sign_ups_of(tx, run.gathering.id) if one.person is not None]
    notices = [
        Notice(
            person,
            "food-asked",
            f"food:{session.code}:{person}",
            {"session": session.code},
            not_after=session.starts_at,
            lane=Lane.BULK,
        )
        for person in here
    ]
    await outbox.enqueue(tx, notices, ctx.now)
    return len(notices)


async def was_asked(tx: Tx, run: Run, session: Session) -> bool:
    """Whether everybody was asked about this session already."""
    here = [one.person for one in await sign_ups.sign_ups_of(tx, run.gathering.id) if one.person is not None]
    return bool(await outbox.purposes_known(tx, [f"food:{session.code}:{person}" for person in here]))


async def asked(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """Who can bring food? Nothing once somebody does, or the session is no more, or she has left."""
    with_session = await gatherings.find_by_session(tx, due.data["session"])
    found = await _hers(ctx, tx, with_session[0].code) if with_session else None
    turn = await _turn(ctx, tx, found[0], due.data["session"]) if found else None
    if found is None or turn is None or turn.whose is not None:
        return None
    return screens.asked(ctx, found[0], turn.session)
