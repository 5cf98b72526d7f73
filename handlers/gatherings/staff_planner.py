"""What is planned, and by whom: which gatherings a member of staff may see and change, and what she calls them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.access import Reach, Right, reach
from domain.gathering_rules import GatheringRules
from domain.gatherings import About, Gathering, GatheringState, Session
from domain.programme import Activity
from domain.series import Meeting, why_not
from domain.slots import Span, local_day
from handlers.context import Ctx
from handlers.gatherings.staff_names import runs_kinds
from handlers.gatherings.words import activity_name, plain, title
from storage import gatherings
from storage.engine import Tx

ALIVE = frozenset({GatheringState.DRAFT, GatheringState.OPEN})


@dataclass(frozen=True, slots=True)
class Planned:
    """A gathering with its rules, or one session of it, that somebody plans; `data` begins the taps that change it."""

    gathering: Gathering
    rules: GatheringRules
    session: Session | None = None

    @property
    def about(self) -> About:
        """What it is about."""
        return self.session.about if self.session else self.gathering.about

    @property
    def data(self) -> str:
        """How the taps about it begin."""
        return f"planned:{self.session.code}" if self.session else f"plan:{self.gathering.code}"

    @property
    def page(self) -> str:
        """Where it is shown; a single meeting is shown as its gathering."""
        alone = self.session is None or self.rules.single
        return f"gathering:{self.gathering.code}" if alone else self.data

    @property
    def draft(self) -> bool:
        """Whether nobody but those who plan it sees it yet."""
        return self.gathering.state is GatheringState.DRAFT


def kinds_she_sees(ctx: Ctx) -> list[Activity]:
    """The activities that she plans; for whoever sees numbers only, all that are not private."""
    if reach(ctx.person, Right.GATHERINGS) is Reach.FIGURES:
        return [one for one in ctx.programme.gathering_kinds if one.gathering is not None and not one.gathering.private]
    return [one for one in ctx.programme.gathering_kinds if plans(ctx, one.key)]


def plans(ctx: Ctx, activity: str) -> bool:
    """Whether she plans this activity."""
    return activity in runs_kinds(ctx.programme, ctx.person)


async def seen(ctx: Ctx, tx: Tx, code: str) -> Planned | None:
    """A gathering that she may look at, in whatever state it is."""
    found = await gatherings.find_gathering(tx, code)
    rules = ctx.programme.rules(found.activity) if found else None
    if found is None or rules is None or found.activity not in {one.key for one in kinds_she_sees(ctx)}:
        return None
    return Planned(found, rules)


async def hers(ctx: Ctx, tx: Tx, code: str) -> Planned | None:
    """A gathering that she plans and that is not over."""
    found = await seen(ctx, tx, code)
    mine = found is not None and plans(ctx, found.gathering.activity) and found.gathering.state in ALIVE
    return found if mine else None


async def her_draft(ctx: Ctx, tx: Tx, code: str) -> Planned | None:
    """A draft that she plans."""
    found = await hers(ctx, tx, code)
    return found if found is not None and found.draft else None


async def her_session(ctx: Ctx, tx: Tx, code: str) -> Planned | None:
    """A session that she plans and that stands; once it is open to others, one that is not over."""
    found = await gatherings.find_by_session(tx, code)
    planned = await hers(ctx, tx, found[0].code) if found else None
    if found is None or planned is None or not found[1].stands:
        return None
    if found[1].ends_at <= ctx.now and not planned.draft:
        return None
    return Planned(planned.gathering, planned.rules, found[1])


async def again(ctx: Ctx, tx: Tx, planned: Planned) -> Planned:
    """The same as it is now."""
    found = await gatherings.get_gathering(tx, planned.gathering.id)
    return Planned(found, planned.rules, planned.session and found.session(planned.session.code))


async def keep_about(tx: Tx, planned: Planned, about: About) -> None:
    """What it is about, said anew."""
    if planned.session is None:
        await gatherings.describe_gathering(tx, planned.gathering.id, about)
    else:
        await gatherings.describe_session(tx, planned.session.id, about)


def meeting_of(ctx: Ctx, session: Session) -> Meeting:
    """A session by the clock of the house."""
    starts, ends = (moment.astimezone(ctx.programme.zone) for moment in (session.starts_at, session.ends_at))
    return Meeting(starts.date(), starts.time(), ends.time())


def fits(ctx: Ctx, meeting: Meeting) -> bool:
    """Whether people can meet then: ahead of us, on a day on which the house is not closed."""
    return meeting.begins < meeting.ends and is_free(ctx, meeting.day) and _ahead(ctx, meeting)


def is_free(ctx: Ctx, day: date) -> bool:
    """Whether it is a day ahead on which the house is not closed."""
    return day >= local_day(ctx.programme, ctx.now) and why_not(day, ctx.programme.closed_days) is None


def _ahead(ctx: Ctx, meeting: Meeting) -> bool:
    return meeting.span(ctx.programme.zone).starts_at > ctx.now


async def clashes(ctx: Ctx, tx: Tx, planned: Planned, spans: Sequence[Span]) -> list[str]:
    """What else takes place at the same time, as far as she may know of it."""
    visible = {one.key for one in kinds_she_sees(ctx)} | {
        one.key for one in ctx.programme.gathering_kinds if one.gathering is not None and not one.gathering.private
    }
    found: list[str] = []
    for span in spans:
        for other, session in await gatherings.sessions_between(tx, span):
            if other.id != planned.gathering.id and other.activity in visible:
                found.append(f"{moment(ctx, session.starts_at)}: {called(ctx, other, session)}")
    return found


def called(ctx: Ctx, gathering: Gathering, session: Session | None = None) -> str:
    """What a gathering is called among others: its kind, and its title where it has one."""
    kind = plain(activity_name(ctx.tr, ctx.programme, gathering.activity))
    words = title(ctx.tr, ctx.programme, gathering, session)
    return kind if words == kind else f"{kind}, {words}"


def heading(ctx: Ctx, planned: Planned) -> str:
    """What is planned, in bold."""
    return f"<b>{ctx.tr.value(called(ctx, planned.gathering, planned.session))}</b>"


def day_words(ctx: Ctx, day: date) -> str:
    """A day, with its year where that is another one than now."""
    year = local_day(ctx.programme, ctx.now).year
    return ctx.tr.day(day) if day.year == year else f"{ctx.tr.day(day)} {day.year}"


def moment(ctx: Ctx, when: datetime) -> str:
    """Day and time, with the year where that is another one than now."""
    return f"{day_words(ctx, local_day(ctx.programme, when))} {ctx.tr.time(when)}"


def meeting_words(ctx: Ctx, meeting: Meeting) -> str:
    """A day and from when to when."""
    return f"{day_words(ctx, meeting.day)}, {ctx.tr.hours(meeting.begins, meeting.ends)}"
