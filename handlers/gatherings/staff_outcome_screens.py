"""The buttons by which the nurses note what became of a mother and her children."""

from collections.abc import Sequence

from domain.gathering_rules import OutcomeKind
from domain.ledgers import Daycare, Outcome, Plan, children_of
from domain.sign_ups import SignUp
from handlers.context import Ctx
from handlers.gatherings.staff_group_screens import name_of
from handlers.gatherings.staff_outcome_words import daycare_name, outcome_line, plan_name
from handlers.gatherings.whose import Run
from handlers.screen import Button, Rows, Screen, column
from handlers.staff.menu import way_home

MOST_CHILDREN = 4
TICK = "✅ "


def daycare(ctx: Ctx, run: Run, one: SignUp, noted: Sequence[Outcome], children: int) -> Screen:
    """Which of the children have started? As many as are noted, or as she says."""
    tr, here = ctx.tr, f"group:{run.gathering.code}:daycare:{one.code}"
    known = children_of(noted)
    shown = max(children, *known, 1) if known else max(children, 1)
    text = tr.html("{name}: has the child started in daycare? What nobody knows stays unknown.", name=name_of(one))
    rows = [_child(ctx, f"{here}:{shown}", child, known.get(child)) for child in range(1, shown + 1)]
    more = Button(tr.ptext("staff button", "➕ One more child"), f"{here}:{shown + 1}")
    fewer = Button(tr.ptext("staff button", "➖ One child fewer"), f"{here}:{shown}:{shown}:{Daycare.MISTAKE.value}")
    ways = column(more if shown < MOST_CHILDREN else None, fewer if shown > 1 else None)
    back = way_home(tr, f"group:{run.gathering.code}:member:{one.code}")
    return Screen(text, (*rows, *ways, *back), at=f"{here}:{shown}", words=True)


def _child(ctx: Ctx, data: str, child: int, holds: Outcome | None) -> tuple[Button, ...]:
    shown = (Daycare.STARTED, Daycare.NOT_STARTED, Daycare.UNKNOWN)
    return tuple(
        Button(_ticked(f"{child}: {daycare_name(ctx.tr, one.value)}", one.value, holds), f"{data}:{child}:{one.value}")
        for one in shown
    )


def _ticked(label: str, value: str, holds: Outcome | None) -> str:
    return TICK + label if holds is not None and holds.value == value else label


def plan(ctx: Ctx, run: Run, one: SignUp, holds: Outcome | None) -> Screen:
    """What does she plan?"""
    tr, here = ctx.tr, f"group:{run.gathering.code}:plan:{one.code}"
    text = tr.html("{name}: what is the plan after the leave?", name=name_of(one))
    buttons = [Button(_ticked(plan_name(tr, each.value), each.value, holds), f"{here}:{each.value}") for each in Plan]
    rows: Rows = (*column(*buttons), *way_home(tr, f"group:{run.gathering.code}:member:{one.code}"))
    return Screen(text, rows, at=here, words=True)


def noted(ctx: Ctx, run: Run, one: SignUp, found: Sequence[Outcome]) -> Screen:
    """All that was noted, the newest first: the newest of each holds."""
    tr, data = ctx.tr, f"group:{run.gathering.code}"
    lines = [tr.html("What was noted, the newest first:"), *(outcome_line(ctx, each) for each in reversed(found))]
    back = way_home(tr, f"{data}:member:{one.code}")
    return Screen("\n".join(lines), back, at=f"{data}:noted:{one.code}", words=True)


def plan_that_holds(found: Sequence[Outcome]) -> Outcome | None:
    """What was noted last of her plan."""
    return next((one for one in reversed(found) if one.kind is OutcomeKind.PLAN), None)
