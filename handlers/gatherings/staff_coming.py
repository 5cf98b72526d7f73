"""Who is coming: gathered for the card, for the file, and for whoever runs the session on the day before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.access import runs
from domain.calendar import is_working_day
from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, GatheringState, Session
from domain.notices import Due, Notice
from domain.programme import Programme
from domain.sign_ups import ACTIVE, Attendance, SignUp, SignUpState
from domain.slots import Span, local_day, utc
from domain.turnout import Guest, Turnout, guests, joined_up, turnout
from handlers.context import Ctx, Services
from handlers.counselling import staff_presence
from handlers.gatherings import staff_coming_screens as screens
from handlers.gatherings.looking import since_last
from handlers.gatherings.staff_telling import who_run
from handlers.notice_kind import NoticeKind
from handlers.screen import Screen
from storage import gatherings, outbox, sign_ups
from storage.engine import Tx
from storage.gathering_people import called, phones_of

KIND = "staff-coming"
AT = time(12)
LONGEST_PAUSE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Held:
    """One session with everybody it has to do with."""

    gathering: Gathering
    session: Session
    rules: GatheringRules
    guests: list[Guest]
    names: dict[int, tuple[str, str | None]]
    languages: Mapping[str, int]

    @property
    def turnout(self) -> Turnout:
        """Those who are expected, in numbers."""
        return turnout(self.guests)


async def find_held(ctx: Ctx, tx: Tx, code: str) -> Held | None:
    """A session she runs; "not yours" and "not there" are the same nothing."""
    found = await gatherings.find_by_session(tx, code)
    rules = ctx.programme.rules(found[0].activity) if found else None
    if found is None or rules is None or not runs(ctx.person, rules):
        return None
    return None if found[0].state is GatheringState.DRAFT else await gather(tx, *found, rules)


async def gather(tx: Tx, gathering: Gathering, session: Session, rules: GatheringRules) -> Held:
    """Everybody a session has to do with; who may see that is for the caller to ask."""
    signed = await sign_ups.sign_ups_of(tx, gathering.id, ACTIVE)
    said = joined_up(await sign_ups.attendances_of(tx, [session.id]), rules.unit)
    everybody = guests(sorted(signed, key=_with_a_place), said, rules.unit)
    names = await called(tx, [one.family for one in everybody])
    return Held(gathering, session, rules, everybody, names, await _languages(tx, gathering, rules, everybody))


def _with_a_place(one: SignUp) -> bool:
    """Those who have one come first."""
    return one.state is not SignUpState.GOING


async def _languages(tx: Tx, gathering: Gathering, rules: GatheringRules, everybody: list[Guest]) -> Mapping[str, int]:
    """How many of those expected read each language; one for each family, that of whoever speaks for it."""
    here = {one.sign_up.code for one in everybody if one.expected and one.sign_up}
    reads: dict[str, str] = {}
    for phone in await phones_of(tx, gathering.id, (SignUpState.GOING,), rules.unit):
        if phone.sign_up in here and phone.language:
            reads.setdefault(phone.sign_up, phone.language)
    return Counter(reads.values())


async def said_to(tx: Tx, gathering: Gathering, rules: GatheringRules) -> dict[int, dict[int, Attendance]]:
    """What was said to each session of a gathering, and who was there."""
    every = await sign_ups.attendances_of(tx, [one.id for one in gathering.sessions])
    return {
        one.id: joined_up((each for each in every if each.session == one.id), rules.unit) for one in gathering.sessions
    }


async def tell_who_is_coming(tx: Tx, services: Services) -> None:
    """At noon of the working day before, to everybody who runs it; the moment up to which we looked is kept."""
    now = services.now()
    last = await since_last(tx, KIND, now)
    if last is None:
        return
    for gathering, session in await gatherings.sessions_between(tx, Span(now, now + LONGEST_PAUSE)):
        rules = services.programme.rules(gathering.activity)
        at = day_before(services.programme, session.starts_at)
        if rules is not None and gathering.state is GatheringState.OPEN and last < at <= now:
            await _to_those_who_run_it(tx, session, rules, now)


def day_before(programme: Programme, starts_at: datetime) -> datetime:
    """Noon of the last working day before it."""
    day = local_day(programme, starts_at) - timedelta(days=1)
    while not is_working_day(day, programme.closed_days):
        day -= timedelta(days=1)
    return utc(programme, day, AT)


async def _to_those_who_run_it(tx: Tx, session: Session, rules: GatheringRules, now: datetime) -> None:
    starts = int(session.starts_at.timestamp())
    data = {"session": session.code, "starts": starts}
    notices = [
        Notice(one.id, KIND, f"{KIND}:{session.code}:{starts}:{one.id}", data, None, session.starts_at)
        for one in await who_run(tx, rules)
    ]
    await outbox.enqueue(tx, notices, now)


async def tomorrow(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The card of the day before, as it is when she reads it."""
    held = await find_held(ctx, tx, due.data["session"])
    if held is None or not held.session.stands or held.gathering.state is not GatheringState.OPEN:
        return None
    member, starts = ctx.person.staff, int(held.session.starts_at.timestamp())
    if member is None or member.away or starts != due.data["starts"] or held.session.starts_at <= ctx.now:
        return None
    return screens.card(ctx, held, opening=ctx.tr.html("Who is coming next time:"))


NOTICES = {KIND: NoticeKind(tomorrow, urgent=False, when=staff_presence.in_her_hours)}
