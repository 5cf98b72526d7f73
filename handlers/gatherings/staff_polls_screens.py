"""What staff see of polls: those of a gathering, the one that runs as counts, and what to do with the result."""

from collections.abc import Mapping, Sequence

from domain.gatherings import Session
from domain.polls import Poll, PollKind, winners
from handlers.context import Ctx
from handlers.gatherings.poll_words import option_names
from handlers.gatherings.whose import Run
from handlers.gatherings.words import plain, title
from handlers.screen import Button, Rows, Screen, column
from handlers.staff.menu import way_home
from locales import Translator

MOST_POLLS = 8
MOST_SESSIONS = 4


def called(ctx: Ctx, run: Run) -> str:
    """What the gathering is called."""
    return plain(title(ctx.tr, ctx.programme, run.gathering))


def kind_name(tr: Translator, kind: PollKind) -> str:
    """What is asked about."""
    return tr.text("Topics") if kind is PollKind.TOPIC else tr.text("Guests")


def choose(ctx: Ctx, found: Sequence[Run]) -> Screen:
    """Whom does she ask?"""
    tr = ctx.tr
    text: str = tr.html("There is nothing open in which one can vote.")
    if found:
        text = tr.html("Let those who take part choose topics and guests. Whom do you ask?")
    buttons = [Button(called(ctx, one), f"polls:{one.gathering.code}") for one in found]
    return Screen(f"🗳 {text}", (*column(*buttons), *way_home(tr)), at="polls")


def polls_of(ctx: Ctx, run: Run, found: Sequence[Poll]) -> Screen:
    """The polls of one gathering, newest first, and a new one."""
    tr, data = ctx.tr, f"polls:{run.gathering.code}"
    text = f"🗳 <b>{tr.value(called(ctx, run))}</b>"
    topic = Button(tr.ptext("staff button", "➕ Ask about topics"), f"{data}:new:{PollKind.TOPIC.value}")
    guest = Button(tr.ptext("staff button", "➕ Ask about guests"), f"{data}:new:{PollKind.GUEST.value}")
    old = [Button(_in_the_list(ctx, one), f"poll:{one.code}") for one in found[:MOST_POLLS]]
    return Screen(text, (*column(topic, guest, *old), *way_home(tr, "polls")), at=data)


def _in_the_list(ctx: Ctx, poll: Poll) -> str:
    mark = "🟢" if poll.runs(ctx.now) else "🏁"
    day = ctx.tr.day(poll.asked_at.astimezone(ctx.programme.zone).date())
    return f"{mark} {kind_name(ctx.tr, poll.kind)} · {day}"


def poll(ctx: Ctx, run: Run, one: Poll, votes: Mapping[int, int], asked: int) -> Screen:
    """How many chose what; never who."""
    tr, names = ctx.tr, option_names(ctx.tr, ctx.programme, run.rules, one)
    counts = [tr.html("{what}: {n}", what=name, n=votes.get(number, 0)) for number, name in enumerate(names)]
    voted = tr.html("{n} of {every} have voted.", n=sum(votes.values()), every=asked)
    until = tr.html("It closes: {moment}", moment=tr.moment(one.closes_at))
    head = f"🗳 <b>{tr.value(called(ctx, run))}: {tr.value(kind_name(tr, one.kind))}</b>"
    lines = [head, *counts, "", voted, until if one.runs(ctx.now) else tr.html("The voting is over.")]
    rows = (*_verbs(ctx, run, one, votes), *way_home(tr, f"polls:{run.gathering.code}"))
    return Screen("\n".join(lines), rows, at=f"poll:{one.code}")


def _verbs(ctx: Ctx, run: Run, one: Poll, votes: Mapping[int, int]) -> Rows:
    tr, data = ctx.tr, f"poll:{one.code}"
    if one.runs(ctx.now):
        again = Button(tr.ptext("staff button", "🔄 Count again"), data)
        return column(again, Button(tr.ptext("staff button", "🏁 Close now"), f"{data}:close"))
    names, coming = option_names(tr, ctx.programme, run.rules, one), run.gathering.coming(ctx.now)[:MOST_SESSIONS]
    return column(*(_put(ctx, data, names, won, each) for won in winners(votes)[:2] for each in coming))


def _put(ctx: Ctx, data: str, names: Sequence[str], won: int, session: Session) -> Button:
    day = ctx.tr.day(session.starts_at.astimezone(ctx.programme.zone).date())
    return Button(f"📌 {names[won]} → {day}", f"{data}:put:{won}:{session.code}")
