"""Ends what has been kept long enough, a handful at a time: every half hour by the clock, or at once on command."""

from collections.abc import Sequence

from domain.retention import RULES, Rule
from handlers.context import Ctx, Services
from handlers.house.forgetting import forget
from storage import people, retention
from storage.engine import Tx
from storage.overdue import Cut
from storage.retention import Ahead

# So much at most in one transaction, during which everybody else waits: rows that are simply deleted count one.
HANDFUL = 100
_COSTS = {"visits": 5, "left-open": 5, "requests": 5, "persons": 20}


async def sweep(tx: Tx, services: Services) -> dict[str, int]:
    """End one handful, over all rules in their order; says how many rows of each. Nothing means that all is done."""
    ended: dict[str, int] = {}
    left = HANDFUL
    for rule in RULES:
        cost = _COSTS.get(rule.key, 1)
        if left < cost:
            break
        number = await _end(tx, services, rule, left // cost)
        left -= number * cost
        if number:
            ended[rule.key] = number
    return ended


async def _end(tx: Tx, services: Services, rule: Rule, most: int) -> int:
    at = _cut(services, rule)
    ids = await retention.due(tx, rule, at, most)
    if rule.key == retention.BY_HAND:
        await _forget_all(tx, services, ids)
    await retention.end(tx, rule, ids, at)
    return len(ids)


async def _forget_all(tx: Tx, services: Services, ids: Sequence[int]) -> None:
    for person in [await people.get_person(tx, one) for one in ids]:
        if person is not None and person.staff is None:
            await forget(Ctx.of(services, person), tx)


async def look_ahead(tx: Tx, services: Services) -> list[Ahead]:
    """What would end now, rule by rule; nothing is changed."""
    return [await retention.look_ahead(tx, rule, _cut(services, rule)) for rule in RULES]


def _cut(services: Services, rule: Rule) -> Cut:
    return retention.cut(rule, services.now(), services.programme.zone, services.programme.retention)
