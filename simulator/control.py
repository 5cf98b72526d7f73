"""The local Telegram as one web application: the Bot API, the page with the phones, and what moves them."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from simulator.app import create_app
from simulator.control_actions import act
from simulator.control_bot import BotState
from simulator.control_guard import LoopbackOnly
from simulator.control_input import Given, Refused, body_of, optional, required
from simulator.control_state import State
from simulator.people import Person
from simulator.process import BotProcess
from simulator.scenes import Scene, Stage
from simulator.telegram import LocalTelegram

PAGE = Path(__file__).with_name("page")
Invitations = Mapping[str, Callable[[], Awaitable[str]]]
Scenes = Mapping[str, Scene]
NO_SCENES: Scenes = MappingProxyType({})
LONGEST_JUMP = timedelta(days=3660)


def create_demo_app(
    telegram: LocalTelegram,
    *,
    process: BotProcess | None,
    zone: ZoneInfo,
    invitations: Invitations = MappingProxyType({}),
    title: str = "Local Telegram",
    scenes: Scenes = NO_SCENES,
) -> Starlette:
    """Serve the page and its control beside the Bot API; whoever is added with a role starts by its invitation."""
    control = Control(telegram, process, zone, invitations, title, Stage(scenes, telegram.touch))
    return Starlette(
        routes=[*control.routes, Mount("/", create_app(telegram))],
        middleware=[Middleware(LoopbackOnly)],
        exception_handlers={Refused: refuse},
    )


async def refuse(_request: Request, problem: Exception) -> JSONResponse:
    assert isinstance(problem, Refused)
    return JSONResponse({"error": problem.words}, problem.status)


class Control:
    """What the page and scripts can ask for."""

    def __init__(
        self,
        telegram: LocalTelegram,
        process: BotProcess | None,
        zone: ZoneInfo,
        invitations: Invitations,
        title: str,
        stage: Stage,
    ) -> None:
        self.telegram, self.process, self.zone, self.invitations = telegram, process, zone, invitations
        self.stage = stage
        self.state = State(telegram, BotState(telegram, process), stage, zone, roles=list(invitations), title=title)
        self.routes = [
            Route("/", self.page),
            Mount("/static", StaticFiles(directory=PAGE / "static")),
            Route("/control/state", self.read_state),
            Route("/control/people", self.add_person, methods=["POST"]),
            Route("/control/people/{person:int}/{action}", self.act, methods=["POST"]),
            Route("/control/clock", self.move_clock, methods=["POST"]),
            Route("/control/bot", self.turn_bot, methods=["POST"]),
            Route("/control/scene", self.play, methods=["POST"]),
            Route("/control/file/{person:int}/{message:int}", self.file),
        ]

    async def page(self, _request: Request) -> Response:
        return FileResponse(PAGE / "index.html")

    async def read_state(self, request: Request) -> Response:
        """Answer at once, or with `since` once the state is another one."""
        since = request.query_params.get("since", "")
        if not since:
            return JSONResponse(self.state.as_json())
        if not since.isdecimal():
            raise Refused(400, '"since" must be the number that came as "changed"')
        return JSONResponse(await self.state.other_than(int(since)))

    def person(self, request: Request) -> Person:
        found = self.telegram.people.get(request.path_params["person"])
        if found is None:
            raise Refused(404, f"no such person: {request.path_params['person']}")
        return found

    async def add_person(self, request: Request) -> Response:
        given = await body_of(request)
        name = required(given, "first_name", str).strip()
        if not 0 < len(name) <= 64:
            raise Refused(400, '"first_name" must have 1 to 64 characters')
        payload = await self.invitation(optional(given, "role", str))
        person = self.telegram.add_person(name, optional(given, "language_code", str))
        if payload:
            person.start(payload)
        return JSONResponse({"id": person.id}, 201)

    async def invitation(self, role: str | None) -> str | None:
        if not role:
            return None
        if role not in self.invitations:
            raise Refused(400, f"no such role: {role}; there are: {', '.join(self.invitations) or 'none'}")
        return await self.invitations[role]()

    async def act(self, request: Request) -> Response:
        person, given = self.person(request), await body_of(request)
        act(person, request.path_params["action"], given)
        return JSONResponse({"changed": self.state.changed})

    async def move_clock(self, request: Request) -> Response:
        by = self.jump_of(await body_of(request))
        if abs(by) > LONGEST_JUMP:
            raise Refused(400, "the clock jumps ten years at most")
        self.telegram.clock.jump(by)
        return JSONResponse({"now": self.telegram.clock.now().astimezone(self.zone).isoformat()})

    def jump_of(self, given: Given) -> timedelta:
        if (seconds := optional(given, "jump", float)) is not None:
            return timedelta(seconds=seconds)
        to = required(given, "to", str)
        return (self.next_due() if to == "next" else self.moment(to)) - self.telegram.clock.now()

    def next_due(self) -> datetime:
        due = self.telegram.clock.next_due
        if due is None:
            raise Refused(409, "nothing is planned")
        # What is due already is only not sent yet: the clock does not go back for it.
        return max(due, self.telegram.clock.now())

    def moment(self, written: str) -> datetime:
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            raise Refused(400, '"to" must be "next" or a moment such as 2026-11-24T09:00') from None
        return moment if moment.tzinfo else moment.replace(tzinfo=self.zone)

    async def turn_bot(self, request: Request) -> Response:
        if self.process is None:
            raise Refused(409, "this bot was not started from here")
        action = required(await body_of(request), "action", str)
        turns = {"kill": self.process.kill, "start": self.process.start}
        if action not in turns:
            raise Refused(400, '"action" must be "kill" or "start"')
        try:
            await turns[action]()
        except OSError as problem:
            raise Refused(409, f"the bot cannot be started: {problem}") from None
        self.telegram.touch()
        return JSONResponse({"running": self.process.running})

    async def play(self, request: Request) -> Response:
        name = required(await body_of(request), "name", str)
        if name not in self.stage.scenes:
            raise Refused(400, f"no such scene: {name}; there are: {', '.join(self.stage.scenes) or 'none'}")
        if self.stage.playing or name in self.stage.played:
            raise Refused(409, "a scene is being played" if self.stage.playing else "this scene was played already")
        self.stage.play(name)
        return JSONResponse({"playing": name}, 202)

    async def file(self, request: Request) -> Response:
        """Hand out what a message carries; always to be saved, never to be run as a page of ours."""
        message = self.person(request).chat.messages.get(request.path_params["message"])
        if message is None or message.file is None:
            raise Refused(404, "no such file")
        held = message.file
        return Response(held.bytes, media_type=held.mime_type, headers=saved_as(held.name))


def saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
