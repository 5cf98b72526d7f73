"""Routes: which action answers which command or tap, read top to bottom."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass

from domain.access import Right
from handlers.context import Ctx
from handlers.screen import Screen
from storage.engine import Tx

Action = Callable[..., Awaitable[Screen]]


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button: its data, with `{names}` for the ids in it. `right` says who may.

    `typed` reads what is typed while its screen is the newest; it gets the `text` beside the ids.
    """

    pattern: str
    action: Action
    right: Right | None = None
    typed: Action | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command. `right` says who may."""

    name: str
    action: Action
    right: Right | None = None


Route = Tap | Command


@dataclass(frozen=True, slots=True)
class _Compiled:
    route: Tap
    parts: tuple[str, ...]

    def read(self, parts: list[str]) -> dict[str, str] | None:
        """The ids in this data, or None when it is not of this pattern."""
        found: dict[str, str] = {}
        for part, given in zip(self.parts, parts, strict=True):
            if part.startswith("{"):
                found[part[1:-1]] = given
            elif part != given:
                return None
        return found


@dataclass(frozen=True, slots=True)
class Found:
    """The route that answers, and the ids to call it with."""

    route: Route
    ids: dict[str, str]

    async def act(self, ctx: Ctx, tx: Tx) -> Screen:
        """Do what the route does."""
        return await self.route.action(ctx, tx, **self.ids)

    async def hear(self, ctx: Ctx, tx: Tx, text: str) -> Screen | None:
        """Read what is typed where the route leads; nothing where no words are waited for."""
        typed = self.route.typed if isinstance(self.route, Tap) else None
        return None if typed is None else await typed(ctx, tx, text=text, **self.ids)


class Routes:
    """All routes of the house, looked up by command or by the shape of tap data."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._all = tuple(routes)
        self._commands = {route.name: route for route in self._all if isinstance(route, Command)}
        self._taps: dict[tuple[str, int], list[_Compiled]] = {}
        for route in self._all:
            if isinstance(route, Tap):
                parts = tuple(route.pattern.split(":"))
                self._taps.setdefault((parts[0], len(parts)), []).append(_Compiled(route, parts))

    def __iter__(self) -> Iterator[Route]:
        """Every route, in the order they are read."""
        return iter(self._all)

    def command(self, name: str) -> Found | None:
        """The route of a command."""
        route = self._commands.get(name)
        return None if route is None else Found(route, {})

    def tap(self, data: str) -> Found | None:
        """The route of a tap; any text at all may be asked for."""
        parts = data.split(":")
        for compiled in self._taps.get((parts[0], len(parts)), ()):
            ids = compiled.read(parts)
            if ids is not None:
                return Found(compiled.route, ids)
        return None
