"""What those who take part see of a poll: the question, thanks, and what came of it."""

from collections.abc import Mapping, Sequence

from domain.polls import VOTES_TO_SHOW, Poll, PollKind, winners
from handlers.context import Ctx
from handlers.gatherings.poll_words import option_names
from handlers.gatherings.whose import Run
from handlers.gatherings.words import title
from handlers.house.footer import footer
from handlers.screen import Button, Screen, column

TICK = "✅ "


def question(ctx: Ctx, run: Run, poll: Poll, mine: int | None) -> Screen:
    """One tap votes; another changes it."""
    tr = ctx.tr
    asked = tr.html("Which topic would you like?") if poll.kind is PollKind.TOPIC else tr.html("Whom shall we invite?")
    until = tr.html(
        "You can choose until {moment}. We only see how many chose what.", moment=tr.soon(poll.closes_at, ctx.now)
    )
    said = (
        until
        if mine is None
        else tr.html("Thank you! You can change it until {moment}.", moment=tr.moment(poll.closes_at))
    )
    head = f"🗳 <b>{tr.value(title(tr, ctx.programme, run.gathering))}</b>"
    names = option_names(tr, ctx.programme, run.rules, poll)
    buttons = [
        Button(f"{TICK if number == mine else ''}{name}", f"vote:{poll.code}:{number}")
        for number, name in enumerate(names)
    ]
    return Screen(f"{head}\n\n{asked}\n{said}", (*column(*buttons), *footer(tr)), at=f"vote:{poll.code}")


def result(ctx: Ctx, run: Run, poll: Poll, votes: Mapping[int, int]) -> Screen:
    """What most wished for; how many only where nobody can be guessed from it."""
    tr = ctx.tr
    head = f"🗳 <b>{tr.value(title(tr, ctx.programme, run.gathering))}</b>"
    lines = _chosen(ctx, run, poll, winners(votes), votes)
    return Screen(f"{head}\n\n" + "\n".join(lines), footer(tr), at=f"vote:{poll.code}")


def _chosen(ctx: Ctx, run: Run, poll: Poll, won: Sequence[int], votes: Mapping[int, int]) -> list[str]:
    tr, every = ctx.tr, sum(votes.values())
    if not won:
        return [tr.html("The voting is over. This time nobody voted.")]
    names = option_names(tr, ctx.programme, run.rules, poll)
    lines: list[str] = [tr.html("Most of you wish for: {what}", what=tr.list([names[one] for one in won]))]
    if every >= VOTES_TO_SHOW:
        lines.append(tr.html("Votes: {n} of {every}", n=votes[won[0]], every=every))
    return lines
