"""The control of the local Telegram, as scripts use it: over HTTP, without a wire between."""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from simulator import Clock, LocalTelegram, Person
from simulator.control import NO_SCENES, Invitations, Scenes, create_demo_app
from simulator.process import BotProcess

ADDRESS = "http://127.0.0.1:8765"
ZONE = ZoneInfo("Europe/Copenhagen")
NOBODY: Invitations = MappingProxyType({})


@dataclass(frozen=True)
class Control:
    """A client of the control."""

    web: httpx.AsyncClient

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.web.get(path, params=query)

    async def post(self, path: str, **given: Any) -> httpx.Response:
        return await self.web.post(f"/control/{path}", json=given)

    async def refused(self, path: str, **given: Any) -> tuple[int, str]:
        """The status and the words of the refusal that must come."""
        answer = await self.post(path, **given)
        assert answer.is_client_error, answer.text
        return answer.status_code, answer.json()["error"]

    async def state(self, **query: Any) -> dict[str, Any]:
        return dict((await self.get("/control/state", **query)).json())

    async def person(self, person: Person) -> dict[str, Any]:
        return next(one for one in (await self.state())["people"] if one["id"] == person.id)

    async def newest(self, person: Person) -> dict[str, Any]:
        return dict((await self.person(person))["messages"][-1])


def control_of(
    telegram: LocalTelegram,
    *,
    process: BotProcess | None = None,
    invitations: Invitations = NOBODY,
    scenes: Scenes = NO_SCENES,
) -> Control:
    app = create_demo_app(telegram, process=process, zone=ZONE, invitations=invitations, title="Nabobot", scenes=scenes)
    return Control(httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ADDRESS))


def note_next(clock: Clock, moment: float | None) -> None:
    """Write down when something is due next, as the program under the clock does."""
    path = Path(f"{clock.path}.next")
    if moment is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(f"{moment}\n")
