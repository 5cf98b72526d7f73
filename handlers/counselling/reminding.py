"""Whether to remind her: asked together with her time, as long as she has said neither yes nor no."""

from collections.abc import Callable
from datetime import datetime

from domain.consent import Purpose
from domain.counselling import Request
from domain.reminders import reminders
from handlers.context import Ctx
from handlers.house.consents import sentence
from handlers.screen import Button


def asks(ctx: Ctx, at: datetime) -> bool:
    """Whether she was never asked, and a reminder of this time would still come."""
    return ctx.person.reminders is None and bool(reminders(ctx.programme, at, ctx.now))


def asked(ctx: Ctx, at: datetime) -> list[str]:
    """What a reminder is, for whoever is asked."""
    return [sentence(ctx.tr, Purpose.REMINDERS)] if asks(ctx, at) else []


def remind_me(ctx: Ctx, request: Request, at: datetime) -> Button | None:
    """Under a time that she did not choose from a list that asked her."""
    label = ctx.tr.ptext("button", "🔔 Remind me")
    return Button(label, f"request:{request.code}:remind") if asks(ctx, at) else None


def book(ctx: Ctx, at: datetime, button: Callable[[str, str], Button]) -> list[Button]:
    """The button that books a time; for whoever is asked there are two, and each is an answer."""
    tr = ctx.tr
    if not asks(ctx, at):
        return [button("send", tr.ptext("button", "✅ Book this time"))]
    with_one, without = tr.ptext("button", "✅ Book, remind me"), tr.ptext("button", "✅ Book, no reminder")
    return [button("on", with_one), button("off", without)]
