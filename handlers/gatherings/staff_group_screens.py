"""What the nurses see of a mothers' group: who is in it, who is new, the invitation, one mother, and goodbye."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.qr import qr_png
from domain.gathering_rules import OutcomeKind
from domain.gatherings import Session
from domain.ledgers import Outcome, holding
from domain.sign_ups import SignUp
from handlers.context import Ctx
from handlers.gatherings.staff_outcome_words import outcome_lines
from handlers.gatherings.whose import Run
from handlers.gatherings.words import plain, title
from handlers.screen import Attachment, Button, Rows, Screen, beside, column
from handlers.staff.menu import way_home


@dataclass(frozen=True, slots=True)
class Members:
    """Those who are in a group, who of them came since the last session, and who has left."""

    here: Sequence[SignUp]
    new: frozenset[int]
    left: Sequence[SignUp]


@dataclass(frozen=True, slots=True)
class Member:
    """One mother: how many of the sessions since she joined she attended, and all that was noted of her."""

    sign_up: SignUp
    attended: int
    held: int
    noted: Sequence[Outcome]


def name_of(sign_up: SignUp) -> str:
    """What she is called, as she said it; else the beginning of her code."""
    return sign_up.name or sign_up.code[:4].upper()


def called(ctx: Ctx, run: Run) -> str:
    """What the group is called."""
    return plain(title(ctx.tr, ctx.programme, run.gathering))


def groups(ctx: Ctx, found: Sequence[tuple[Run, int]]) -> Screen:
    """Every group she runs."""
    tr = ctx.tr
    text: str = tr.html("There is no open group. A group is planned like other activities, and then opened.")
    if found:
        text = tr.html("Only those who run the groups see them. Which one?")
    buttons = [Button(f"{called(ctx, run)} · {number}", f"group:{run.gathering.code}") for run, number in found]
    return Screen(f"🤱 {text}", (*column(*buttons), *way_home(tr)), at="groups")


def group(ctx: Ctx, run: Run, members: Members, coming: Session | None) -> Screen:
    """One group, at a glance."""
    tr, data = ctx.tr, f"group:{run.gathering.code}"
    lines = [
        f"🤱 <b>{tr.value(called(ctx, run))}</b>",
        tr.nhtml("{n} mother is in the group.", "{n} mothers are in the group.", len(members.here)),
        *_new(ctx, members),
        *([tr.html("Next time: {moment}", moment=tr.moment(coming.starts_at))] if coming else []),
    ]
    buttons = column(
        Button(tr.ptext("staff button", "👥 Who is in it"), f"{data}:members"),
        Button(tr.ptext("staff button", "✉️ Invitation"), f"{data}:invite"),
        Button(tr.ptext("staff button", "👋 Those who left"), f"{data}:left") if members.left else None,
    )
    return Screen("\n".join(lines), (*buttons, *way_home(tr, "groups")), at=data, words=bool(members.new))


def _new(ctx: Ctx, members: Members) -> list[str]:
    names = [name_of(one) for one in members.here if one.id in members.new]
    return [ctx.tr.html("New since last time: {names}", names=ctx.tr.list(names))] if names else []


def people_in(ctx: Ctx, run: Run, members: Members) -> Screen:
    """Everybody in the group; whoever is new has a mark."""
    tr, data = ctx.tr, f"group:{run.gathering.code}"
    text: str = tr.html("Nobody is in the group yet. Show the invitation at a home visit.")
    if members.here:
        text = tr.html(
            "Who is in it. 🆕 came since last time. Names are as the mothers wrote them; else a code stands."
        )
    buttons = [
        Button(f"{'🆕 ' if one.id in members.new else ''}{name_of(one)}", f"{data}:member:{one.code}")
        for one in members.here
    ]
    return Screen(text, (*beside(buttons), *way_home(tr, data)), at=f"{data}:members", words=True)


def those_who_left(ctx: Ctx, run: Run, left: Sequence[SignUp]) -> Screen:
    """Whoever has left: what became of them can still be noted."""
    tr, data = ctx.tr, f"group:{run.gathering.code}"
    text = tr.html("Those who left, the last first. Names are erased after two weeks; the code stays.")
    buttons = [Button(_left(ctx, one), f"{data}:member:{one.code}") for one in left]
    return Screen(text, (*column(*buttons), *way_home(tr, data)), at=f"{data}:left", words=True)


def _left(ctx: Ctx, one: SignUp) -> str:
    day = ctx.tr.day(one.ended_at.astimezone(ctx.programme.zone).date()) if one.ended_at else ""
    return f"{name_of(one)} · {day}"


def member(ctx: Ctx, run: Run, one: Member, *, just: str | None = None) -> Screen:
    """One mother: since when, how often she came, when her leave ends, and what is known of daycare and plans."""
    tr, data, sign_up = ctx.tr, f"group:{run.gathering.code}", one.sign_up
    lines = [
        *([just] if just else []),
        f"<b>{tr.value(name_of(sign_up))}</b> ({sign_up.code[:4].upper()})",
        *_since(ctx, sign_up),
        tr.html("Came {n} of {held} times", n=one.attended, held=one.held),
        *_leave(ctx, sign_up),
        *outcome_lines(ctx, holding(one.noted)),
    ]
    here = sign_up.stands(ctx.now)
    back = f"{data}:members" if here else f"{data}:left"
    rows = (*_verbs(ctx, run, one), *way_home(tr, back))
    return Screen("\n".join(lines), rows, at=f"{data}:member:{sign_up.code}", words=True)


def _since(ctx: Ctx, sign_up: SignUp) -> list[str]:
    tr, zone = ctx.tr, ctx.programme.zone
    lines: list[str] = [tr.html("In the group since {day}", day=tr.day(sign_up.queued_at.astimezone(zone).date()))]
    if sign_up.ended_at is not None:
        lines.append(tr.html("Left on {day}", day=tr.day(sign_up.ended_at.astimezone(zone).date())))
    return lines


def _leave(ctx: Ctx, sign_up: SignUp) -> list[str]:
    ends_on = sign_up.leave_ends_on
    return [ctx.tr.html("Leave ends: {month}", month=ctx.tr.month(ends_on))] if ends_on else []


def _verbs(ctx: Ctx, run: Run, one: Member) -> Rows:
    tr, data, code = ctx.tr, f"group:{run.gathering.code}", one.sign_up.code
    kinds = run.rules.outcomes
    daycare = Button(tr.ptext("staff button", "🧸 Daycare"), f"{data}:daycare:{code}:1")
    plan = Button(tr.ptext("staff button", "🧭 Plan"), f"{data}:plan:{code}")
    past = Button(tr.ptext("staff button", "🕘 What was noted"), f"{data}:noted:{code}")
    bye = Button(tr.ptext("staff button", "👋 Say goodbye"), f"{data}:bye:{code}")
    return column(
        daycare if OutcomeKind.DAYCARE in kinds else None,
        plan if OutcomeKind.PLAN in kinds else None,
        past if one.noted else None,
        bye if one.sign_up.stands(ctx.now) else None,
    )


def invitation(ctx: Ctx, run: Run, link: str, *, just: str | None = None) -> Screen:
    """The link and its picture, to show at a home visit or to pass on."""
    tr, data = ctx.tr, f"group:{run.gathering.code}"
    text = tr.html(
        "Let the mother scan the code, or send her the link. She reads first what it is, in her language. "
        "The same invitation is good for everybody until you make a new one."
    )
    buttons = column(
        Button(tr.ptext("staff button", "📄 Slips to print"), f"{data}:slip"),
        Button(tr.ptext("staff button", "🔁 New invitation"), f"{data}:renew"),
    )
    picture = Attachment("invitation.png", qr_png(link))
    parts = [just, text, tr.value(link)]
    rows = (*buttons, *way_home(tr, data))
    return Screen("\n\n".join(part for part in parts if part), rows, at=data, attachment=picture)


def ask_renew(ctx: Ctx, run: Run) -> Screen:
    """The old ones lead nowhere then."""
    tr, data = ctx.tr, f"group:{run.gathering.code}"
    text = tr.html("Make a new invitation? Links and slips that are out lead nowhere then. Whoever is in stays in.")
    yes = Button(tr.ptext("staff button", "🔁 Yes, a new one"), f"{data}:renew:yes")
    return Screen(text, (*column(yes), *way_home(tr, f"{data}:invite")), at=f"{data}:renew")


def slips_ready(ctx: Ctx, run: Run, page: bytes) -> Screen:
    """The page to print."""
    tr, data = ctx.tr, f"group:{run.gathering.code}"
    text = tr.html("Here are the slips. Print at full size on A4, and cut along the lines.")
    return Screen(text, way_home(tr, f"{data}:invite"), at=data, attachment=Attachment("group.pdf", page))


def ask_goodbye(ctx: Ctx, run: Run, one: SignUp) -> Screen:
    """Does the nurse mean it?"""
    tr, data = ctx.tr, f"group:{run.gathering.code}"
    text = tr.html(
        "Say goodbye to {name}? The mother is told kindly, and can come back with an invitation. "
        "The name is erased after two weeks: write the code {code} down if you want to note later what became of it.",
        name=name_of(one),
        code=one.code[:4].upper(),
    )
    yes = Button(tr.ptext("staff button", "👋 Yes, say goodbye"), f"{data}:bye:{one.code}:yes")
    back = f"{data}:member:{one.code}"
    return Screen(text, (*column(yes), *way_home(tr, back)), at=f"{data}:bye:{one.code}", words=True)
