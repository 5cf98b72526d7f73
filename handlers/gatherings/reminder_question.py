"""Whether to remind her of a gathering: asked with the tap that signs up, as long as she said neither yes nor no."""

from collections.abc import Callable

from domain.consent import Purpose
from handlers.context import Ctx
from handlers.gatherings.seeing import Seen
from handlers.house.consents import sentence
from handlers.screen import Button


def asks(ctx: Ctx, here: Seen) -> bool:
    """Whether she was never asked, and a reminder would still come."""
    starts = [one.starts_at for one in here.gathering.standing]
    comes = any(start - before > ctx.now for start in starts for before in here.rules.remind)
    return ctx.person.reminders is None and comes


def asked(ctx: Ctx, here: Seen) -> list[str]:
    """What a reminder is, for whoever is asked."""
    return [sentence(ctx.tr, Purpose.REMINDERS)] if asks(ctx, here) else []


def sign_up(ctx: Ctx, here: Seen, button: Callable[[str, str], Button]) -> list[Button]:
    """The button that signs up; for whoever is asked there are two, and each is an answer."""
    tr, one = ctx.tr, here.rules.unit.one_person
    if not asks(ctx, here):
        label = tr.ptext("button", "✅ Sign me up") if one else tr.ptext("button", "✅ Sign us up")
        return [button("send", label)]
    with_one, without = tr.ptext("button", "✅ Yes, and remind me"), tr.ptext("button", "✅ Yes, no reminders")
    return [button("on", with_one), button("off", without)]
