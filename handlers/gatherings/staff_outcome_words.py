"""Words for what became of a mother and her children: for the nurses, in Danish."""

from collections.abc import Mapping

from domain.gathering_rules import OutcomeKind
from domain.ledgers import Daycare, Outcome, Plan
from handlers.context import Ctx
from locales import Translator


def daycare_name(tr: Translator, value: str) -> str:
    """Whether a child has started."""
    return {
        Daycare.STARTED.value: tr.text("has started"),
        Daycare.NOT_STARTED.value: tr.text("not yet"),
        Daycare.UNKNOWN.value: tr.text("not known"),
        Daycare.MISTAKE.value: tr.text("noted by mistake"),
    }.get(value, value)


def plan_name(tr: Translator, value: str) -> str:
    """What the mother plans."""
    return {
        Plan.JOB.value: tr.text("job"),
        Plan.EDUCATION.value: tr.text("education"),
        Plan.ACTIVATION.value: tr.text("activation"),
        Plan.NONE.value: tr.text("no plan"),
        Plan.UNKNOWN.value: tr.text("not known"),
    }.get(value, value)


def outcome_line(ctx: Ctx, one: Outcome) -> str:
    """One thing that was noted, by whom and when."""
    tr, day = ctx.tr, ctx.tr.day(one.noted_at.astimezone(ctx.programme.zone).date())
    if one.kind is OutcomeKind.PLAN:
        return tr.html("Plan: {what} ({name}, {day})", what=plan_name(tr, one.value), name=one.staff_name, day=day)
    what = daycare_name(tr, one.value)
    return tr.html(
        "Child {number}, daycare: {what} ({name}, {day})", number=one.child, what=what, name=one.staff_name, day=day
    )


def outcome_lines(ctx: Ctx, holds: Mapping[tuple[OutcomeKind, int], Outcome]) -> list[str]:
    """What holds now, children first."""
    return [outcome_line(ctx, one) for _, one in sorted(holds.items())]
