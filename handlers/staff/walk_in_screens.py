"""What staff see while they enter a walk-in."""

from collections.abc import Sequence
from datetime import timedelta

from domain.referrals import Contact
from domain.registers import GATHERING, WALK_IN, Met, Talk
from domain.slots import local_day
from handlers.context import Ctx
from handlers.counselling.staff_passed_on import bridge_line
from handlers.counselling.staff_screens import ways_home
from handlers.counselling.words import topic_name
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff.menu import way_home
from locales.tongues import tongue

IN_A_ROW = 3
UNSAID = "there"


def topics(ctx: Ctx, token: str, at: str = "walk") -> Screen:
    """What was it about? `at` is another place where it was than the house."""
    # "I'd rather say it there" is what a resident says beforehand; of a talk that was, it says nothing.
    tr, known = ctx.tr, [one for one in ctx.programme.counselling.topics if one.key != UNSAID]
    buttons = [Button(topic_name(tr, ctx.programme, one.key), f"walk:{token}:{one.key}") for one in known]
    other = Button(tr.ptext("staff button", "Something else"), f"walk:{token}:other")
    text = tr.html("Somebody came by. What was it about?")
    if at != "walk":
        text = tr.html("A talk at a gathering. What was it about?")
    return Screen(text, (*column(*buttons, other), *ways_home(tr)), at=at)


def not_yet(ctx: Ctx, session: str) -> Screen:
    """Nobody can have talked there yet."""
    text = ctx.tr.html("A talk there can be entered once it has begun.")
    return Screen(text, way_home(ctx.tr, f"held:{session}"), at=f"held:{session}:talk")


def languages(ctx: Ctx, token: str, topic: str, codes: Sequence[str]) -> Screen:
    """In which language?"""
    buttons = [Button(tongue(ctx.tr, code), f"walk:{token}:{topic}:{code}") for code in codes]
    rows = beside(buttons, IN_A_ROW)
    return Screen(
        ctx.tr.html("In which language did you talk?"), (*rows, *ways_home(ctx.tr)), at=f"walk:{token}:{topic}"
    )


def families(ctx: Ctx, token: str, topic: str, language: str, met: Sequence[Met], problem: str | None = None) -> Screen:
    """Whose talk was it? The next tap saves it."""
    data = f"walk:{token}:{topic}:{language}"
    new = Button(ctx.tr.ptext("staff button", "🆕 A new family"), f"{data}:new")
    known = [Button(called(one.code, one.nickname), f"{data}:{one.code}") for one in met]
    text = ctx.tr.html("Whose talk was it? The next tap saves it. You can also write a code or a nickname.")
    said = "\n\n".join([*([problem] if problem else []), text])
    return Screen(said, (*column(new, *known), *ways_home(ctx.tr)), at=data)


def called(code: str, nickname: str | None) -> str:
    """What staff call a family."""
    short = code[:4].upper()
    return f"{nickname} · {short}" if nickname else short


def saved(ctx: Ctx, talk: Talk, built: Sequence[Contact]) -> Screen:
    """What stands in the register."""
    tr = ctx.tr
    lines: list[str] = [tr.value(tr.soon(talk.held_at, ctx.now) if _today(ctx, talk) else tr.moment(talk.held_at))]
    lines.append(tr.value(topic_name(tr, ctx.programme, talk.topic) if talk.topic else tr.text("something else")))
    lines.append(tr.value(tongue(tr, talk.language or "da")))
    lines.append(tr.html("Family {family}", family=called(talk.family, talk.nickname)))
    if talk.way == GATHERING:
        lines.append(tr.html("At a course or an evening"))
    lines += [f"🌉 {bridge_line(ctx, one)}" for one in built]
    head = tr.html("Taken back. It is counted nowhere.") if talk.withdrawn else tr.html("Saved.")
    mark = "↩️" if talk.withdrawn else "✅"
    text = f"{mark} <b>{head}</b>\n" + "\n".join(lines)
    return Screen(text, (*_put_right(ctx, talk), *ways_home(tr)), at=f"walked:{talk.token}")


def _today(ctx: Ctx, talk: Talk) -> bool:
    return local_day(ctx.programme, talk.held_at) == local_day(ctx.programme, ctx.now)


def _put_right(ctx: Ctx, talk: Talk) -> Rows:
    tr, data = ctx.tr, f"walked:{talk.token}"
    another = Button(tr.ptext("staff button", "🚪 One more"), "walk")
    if talk.withdrawn:
        return ((another,),)
    today = local_day(ctx.programme, ctx.now)
    day = Button(tr.ptext("staff button", "It was today"), f"{data}:day:{today.isoformat()}")
    if _today(ctx, talk):
        yesterday = today - timedelta(days=1)
        day = Button(tr.ptext("staff button", "It was yesterday"), f"{data}:day:{yesterday.isoformat()}")
    way = Button(tr.ptext("staff button", "At a gathering"), f"{data}:way:{GATHERING}")
    if talk.way == GATHERING:
        way = Button(tr.ptext("staff button", "Here in the house"), f"{data}:way:{WALK_IN}")
    name = Button(tr.ptext("staff button", "✏️ Nickname"), f"{data}:name")
    undo = Button(tr.ptext("staff button", "Undo"), f"{data}:undo")
    bridge = Button(tr.ptext("staff button", "🌉 Bridging"), f"{data}:bridge")
    return ((day, way), (name, undo), (bridge, another))


def nickname(ctx: Ctx, token: str) -> Screen:
    """A word by which the family is known again; no full names."""
    tr = ctx.tr
    text = tr.html("Write a word by which you know the family again. No full names, no CPR numbers.")
    back = Button(tr.ptext("staff button", "↩️ Back"), f"walked:{token}")
    return Screen(text, ((back,), *ways_home(tr)))
