"""Scenes that can be played on the page: people of the town do something by themselves, for whoever looks on."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from simulator.hands import Unanswered

Say = Callable[[str], None]
Scene = Callable[[Say], Awaitable[None]]


class Stage:
    """Every scene there is; each is played once, and one at a time."""

    def __init__(self, scenes: Mapping[str, Scene], touch: Callable[[], None]) -> None:
        self.scenes, self._touch = scenes, touch
        self.played: set[str] = set()
        self.playing, self.said = False, ""

    def play(self, name: str) -> None:
        """Begin a scene that has not been played yet."""
        self.played.add(name)
        self.playing = True
        self._task = asyncio.create_task(self._play(self.scenes[name]))
        self._touch()

    async def _play(self, scene: Scene) -> None:
        try:
            await scene(self._say)
        except (Unanswered, LookupError) as problem:
            self._say(f"The scene stopped here. {problem}")
        finally:
            self.playing = False
            self._touch()

    def _say(self, words: str) -> None:
        self.said = words
        self._touch()

    def as_json(self) -> dict[str, Any]:
        scenes = [{"name": name, "played": name in self.played} for name in self.scenes]
        return {"scenes": scenes, "playing": self.playing, "said": self.said}
