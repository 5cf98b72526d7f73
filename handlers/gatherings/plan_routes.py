"""The routes of planning: `plan` begins what is about a gathering, `planned` what is about one session of it."""

from collections.abc import Iterator
from functools import partial, wraps
from typing import Any

from domain.access import Right
from handlers.context import Ctx
from handlers.gatherings import (
    staff_plan,
    staff_plan_days,
    staff_plan_languages,
    staff_plan_series,
    staff_plan_sessions,
    staff_plan_words,
)
from handlers.gatherings.staff_plan_days import MOVE, WAYS, Way
from handlers.routing import Action, Command, Route, Tap
from handlers.screen import Screen
from storage.engine import Tx

PLAN = Right.GATHERINGS


def _coded(action: Action) -> Action:
    """An action for gatherings and sessions alike: whichever code the tap holds is its `code`."""

    @wraps(action)
    async def act(ctx: Ctx, tx: Tx, gathering: str = "", session: str = "", **ids: Any) -> Screen:
        return await action(ctx, tx, code=gathering or session, **ids)

    return act


def _about(name: str, code: str) -> Iterator[Route]:
    """What is said about a gathering, or about a session."""
    find = staff_plan_words.FINDS[name]
    for verb in ("begin", "set"):
        ask, put, typed = (
            _coded(partial(action, find, verb))
            for action in (staff_plan_words.ask, staff_plan_words.put, staff_plan_words.typed)
        )
        yield Tap(f"{name}:{{{code}}}:{verb}:{{what}}", ask, PLAN, typed)
        yield Tap(f"{name}:{{{code}}}:{verb}:{{what}}:{{value}}", put, PLAN)
    words = f"{name}:{{{code}}}:words"
    languages, fields, ready, ask, typed, remove = (
        _coded(partial(action, find))
        for action in (
            staff_plan_languages.languages,
            staff_plan_languages.fields,
            staff_plan_languages.ready,
            staff_plan_languages.ask,
            staff_plan_languages.typed,
            staff_plan_languages.remove,
        )
    )
    yield Tap(words, languages, PLAN)
    yield Tap(f"{words}:{{language}}", fields, PLAN)
    yield Tap(f"{words}:{{language}}:ready:yes", ready, PLAN)
    yield Tap(f"{words}:{{language}}:{{detail}}", ask, PLAN, typed)
    yield Tap(f"{words}:{{language}}:{{detail}}:none", remove, PLAN)


def _when(way: Way) -> Iterator[Route]:
    """A day and its hours."""
    begin = "planned:{session}" if way is MOVE else "plan:{gathering}"
    ask, hours, choose, typed = (
        _coded(partial(action, way))
        for action in (staff_plan_days.ask, staff_plan_days.choose_hours, staff_plan_days.choose, staff_plan_days.typed)
    )
    yield Tap(f"{begin}:{way.verb}", ask, PLAN, typed)
    yield Tap(f"{begin}:{way.verb}:from:{{day}}", ask, PLAN, typed)
    yield Tap(f"{begin}:{way.verb}:day:{{day}}", hours, PLAN, typed)
    yield Tap(f"{begin}:{way.verb}:at:{{day}}:{{hours}}", choose, PLAN, typed)


_SERIES = "{was}:{count}:{weeks}:{but}"
routes: list[Route] = [
    Command("plan", staff_plan.overview, PLAN),
    Tap("plan", staff_plan.overview, PLAN),
    Tap("plan:of:{activity}:{page}", staff_plan.of_activity, PLAN),
    Tap("plan:new:{activity}", staff_plan_days.begin, PLAN),
    Tap("gathering:{gathering}", staff_plan.look, PLAN),
    *(route for way in WAYS for route in _when(way)),
    Tap("plan:{gathering}:count", staff_plan_series.ask_count, PLAN, staff_plan_series.typed_count),
    Tap(f"plan:{{gathering}}:series:{_SERIES}", staff_plan_series.preview, PLAN, staff_plan_series.typed_out),
    Tap(f"plan:{{gathering}}:make:{_SERIES}", staff_plan_series.make, PLAN),
    *_about("plan", "gathering"),
    Tap("plan:{gathering}:open", staff_plan.publish, PLAN),
    Tap("plan:{gathering}:drop", staff_plan.drop, PLAN),
    Tap("plan:{gathering}:drop:yes", staff_plan.drop_yes, PLAN),
    Tap("plan:{gathering}:cancel", staff_plan.cancel, PLAN),
    Tap("plan:{gathering}:cancel:yes", staff_plan.cancel_yes, PLAN),
    Tap("plan:{gathering}:end", staff_plan.end, PLAN),
    Tap("plan:{gathering}:end:yes", staff_plan.end_yes, PLAN),
    Tap("plan:{gathering}:sessions", staff_plan_sessions.sessions, PLAN),
    Tap("planned:{session}", staff_plan_sessions.look, PLAN),
    *_about("planned", "session"),
    Tap("planned:{session}:to:{was}:{day}:{hours}", staff_plan_sessions.move_yes, PLAN),
    Tap("planned:{session}:cancel", staff_plan_sessions.cancel, PLAN),
    Tap("planned:{session}:cancel:yes", staff_plan_sessions.cancel_yes, PLAN),
    Tap("planned:{session}:drop", staff_plan_sessions.drop, PLAN),
]
