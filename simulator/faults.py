"""Faults that can be ordered for coming calls: refusals, broken answers, cut connections."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

KINDS = frozenset(
    {"429", "500", "502-html", "200-not-ok", "truncated", "delay", "cut-before", "cut-after", "403-blocked"}
)


@dataclass(eq=False)
class Order:
    """One fault, for the next `times` calls it fits."""

    kind: str
    method: str | None
    chat_id: int | None
    times: int
    details: dict[str, Any]
    matches: Callable[[str, dict[str, Any]], bool] | None = None
    met: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let the calls go on that a "delay" holds back."""
        self.released.set()

    def fits(self, method: str, values: dict[str, Any]) -> bool:
        return (
            self.met < self.times
            and self.method in (None, method.lower())
            and self.chat_id in (None, values.get("chat_id"))
            and (self.matches is None or self.matches(method, values))
        )


class Faults:
    """The orders given, first come first served."""

    def __init__(self) -> None:
        self.orders: list[Order] = []

    def order(
        self,
        kind: str,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int = 1,
        matches: Callable[[str, dict[str, Any]], bool] | None = None,
        **details: Any,
    ) -> Order:
        """Order a fault; "429" takes `retry_after`, "delay" takes `released` (an asyncio.Event) and `after_effect`."""
        if kind not in KINDS:
            raise ValueError(f"no such fault: {kind}; there are {', '.join(sorted(KINDS))}")
        order = Order(kind, method and method.lower(), chat_id, times, details, matches)
        order.released = details.get("released", order.released)
        self.orders.append(order)
        return order

    def take(self, method: str, values: dict[str, Any]) -> Order | None:
        """The fault for this call, counted as met."""
        for order in self.orders:
            if order.fits(method, values):
                order.met += 1
                return order
        return None

    def clear(self) -> None:
        """Withdraw every order and let go what is held."""
        for order in self.orders:
            order.release()
        self.orders.clear()
