"""What we know about somebody's part in gatherings, in words."""

from collections.abc import Sequence

from domain.drafts import Draft
from domain.gatherings import Gathering, Session
from domain.sign_ups import Answer, Attendance, SignUp, SignUpState
from handlers.context import Ctx
from handlers.gatherings import signing_up
from handlers.gatherings.page_words import only_session, session_time
from handlers.gatherings.party_words import needs_lines, party_lines
from handlers.gatherings.words import title
from locales import Translator
from storage import gatherings, sign_ups
from storage.engine import Tx


async def all_known(ctx: Ctx, tx: Tx) -> list[str]:
    """A line for each thing: what she or her family signed up for, and what was said to each session."""
    said = await sign_ups.said_by(tx, ctx.person)
    lines: list[str] = []
    for one in await sign_ups.sign_ups_by(tx, ctx.person):
        gathering = await gatherings.get_gathering(tx, one.gathering)
        if _may_know(ctx, gathering, one):
            lines += await _about(ctx, tx, gathering, one, said)
    return lines


def _may_know(ctx: Ctx, gathering: Gathering, one: SignUp) -> bool:
    """Where women are counted one by one, it is hers alone and not the whole family's."""
    rules = ctx.programme.rules(gathering.activity)
    return one.person == ctx.person.id or rules is None or not rules.unit.one_person


async def _about(ctx: Ctx, tx: Tx, gathering: Gathering, one: SignUp, said: Sequence[Attendance]) -> list[str]:
    tr, rules = ctx.tr, ctx.programme.rules(gathering.activity)
    name = title(tr, ctx.programme, gathering, only_session(gathering))
    lines = ["", tr.html("You signed up for this:"), tr.value(name), state_words(tr, one.state)]
    lines += party_lines(tr, rules, one.party) if rules else []
    lines += needs_lines(tr, one.needs)
    lines += [tr.value(words) for words in (one.name, await sign_ups.phone_of(tx, one.id)) if words]
    hers = [each for each in said if rules is None or not rules.unit.one_person or each.person == one.person]
    for session in gathering.sessions:
        lines += [line for each in hers if each.session == session.id for line in _said(ctx, session, each)]
    return lines


async def begun(ctx: Ctx, tx: Tx, draft: Draft) -> list[str]:
    """What she has begun to sign up for, and not sent."""
    gathering = await gatherings.find_gathering(tx, draft.answers["gathering"])
    rules = ctx.programme.rules(gathering.activity) if gathering else None
    if gathering is None or rules is None:
        return []
    name = title(ctx.tr, ctx.programme, gathering, only_session(gathering))
    party, needs = signing_up.party_of(ctx, draft), signing_up.needs_of(draft)
    return [ctx.tr.value(name), *party_lines(ctx.tr, rules, party), *needs_lines(ctx.tr, needs)]


def state_words(tr: Translator, state: SignUpState) -> str:
    """Where a sign-up stands."""
    match state:
        case SignUpState.GOING:
            return tr.html("You are signed up.")
        case SignUpState.WAITING | SignUpState.OFFERED:
            return tr.html("You wait for a place.")
        case SignUpState.LAPSED:
            return tr.html("Your time to answer is over.")
        case SignUpState.LEFT:
            return tr.html("You are not signed up.")


def _said(ctx: Ctx, session: Session, each: Attendance) -> list[str]:
    """What was said to one session, whether they were there, and whether they bring the food."""
    tr, when = ctx.tr, session_time(ctx, session)
    lines: list[str] = []
    if each.answer is Answer.COMING:
        lines.append(tr.html("You said that you come: {moment}", moment=when))
    if each.answer is Answer.NOT_COMING:
        lines.append(tr.html("You said that you do not come: {moment}", moment=when))
    if each.party is not None:
        lines.append(tr.html("That time you were {n} in all.", n=tr.number(each.party.adults + each.party.young)))
    if each.food:
        lines.append(tr.html("You bring the food: {moment}", moment=when))
    if each.present is not None:
        came = tr.html("You were there: {moment}", moment=when)
        lines.append(came if each.present else tr.html("You were not there: {moment}", moment=when))
    return lines
