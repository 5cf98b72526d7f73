"""The local Telegram: people, chats, messages, and the bot's side of all of it."""

from __future__ import annotations

import asyncio
import inspect
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from simulator import groups, spec
from simulator.chats import Chat
from simulator.clock import Clock
from simulator.commands import Menus
from simulator.faults import Faults
from simulator.files import Files
from simulator.limits import Limits
from simulator.messages import Message
from simulator.methods import METHODS
from simulator.parameters import Reading, Upload, Values
from simulator.people import Person
from simulator.polling import Polls
from simulator.presses import Presses
from simulator.refusals import Refusal, refused
from simulator.updates import MESSAGE_LIFE, Pending, UpdateQueue
from simulator.webhooks import Webhook

# Nobody outside knows after how long the server stops showing a pressed message; two days is on the safe side.
SHOWN_FOR = timedelta(hours=48)


@dataclass(frozen=True)
class Call:
    """One request of the bot and its answer."""

    method: str
    parameters: Values
    answer: dict[str, Any]
    ok: bool
    at: datetime


class LocalTelegram:
    """Everything Telegram knows, in memory."""

    def __init__(
        self,
        *,
        token: str = "1000001:local-telegram",
        username: str = "nabohuset_bot",
        name: str = "Nabohuset",
        clock: Clock | None = None,
        limits: bool = True,
        hasty: bool = True,
    ) -> None:
        self.token, self.username, self.name = token, username, name
        self.clock = clock or Clock()
        self.chance = Random(token)
        bot_id = int(token.split(":")[0])
        self.user: dict[str, Any] = {"id": bot_id, "is_bot": True, "first_name": name, "username": username}
        self.limits = Limits() if limits else None
        self.check_results = True
        self.logged_out = False
        self._remember_nothing()
        self.polls = Polls(self, hasty=hasty)
        self.webhook = Webhook(self)
        self.clock.listeners.append(self._moved)

    def _remember_nothing(self) -> None:
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.calls: list[Call] = []
        self.complaints: list[str] = []
        self.changed = 0
        self.faults = Faults()
        self.files = Files(self.clock, self.chance)
        self.presses = Presses(self.clock, self.chance)
        self.menus = Menus()
        self.texts: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, dict[str, Any]] = {}
        self.queue = UpdateQueue(self.clock, self.chance)
        self.private_ids = itertools.count(self.chance.randint(2, 900))
        self._events: list[asyncio.Future[None]] = []

    def add_person(
        self,
        first_name: str,
        language_code: str | None = "da",
        *,
        last_name: str | None = None,
        username: str | None = None,
    ) -> Person:
        given = {"last_name": last_name, "username": username, "language_code": language_code}
        # Ids beyond 32 bits are everyday ones today.
        user: dict[str, Any] = {"id": self.chance.randint(2**32, 2**33), "is_bot": False, "first_name": first_name}
        user |= {field: value for field, value in given.items() if value}
        person = Person(self, user, f"45{self.chance.randint(20_000_000, 99_999_999)}")
        shown = {key: user[key] for key in ("id", "first_name", "last_name", "username") if key in user}
        self.chats[person.id] = Chat(person.id, "private", self.user, self.private_ids, shown | {"type": "private"})
        self.chats[person.id].person = person
        self.people[person.id] = person
        self.touch()
        return person

    def add_group(self, title: str, kind: str = "group") -> Chat:
        """A "group", "supergroup" or "channel"."""
        return groups.found(self, title, kind)

    @property
    def pending(self) -> int:
        """Updates neither confirmed nor expired."""
        return len(self.queue)

    @property
    def polling(self) -> bool:
        """Whether a getUpdates waits for something to come."""
        return self.polls.waiting

    def redeliver(self, update_id: int, *, times: int = 1, as_id: int | None = None) -> None:
        """Hand out an update again, confirmed or not: Telegram promises at least once."""
        for _ in range(times):
            self._announce(self.queue.repeat(update_id, as_id))

    def inject(self, update: dict[str, Any], *, checked: bool = True) -> int:
        """Queue any raw update; unchecked ones may be malformed."""
        whole = {"update_id": self.queue.next_id, **update}
        if checked:
            spec.check_update(whole)
        lane = f"injected {whole['update_id']}"
        self._announce(self.queue.put(whole, self.clock.now() + MESSAGE_LIFE, lane))
        return int(whole["update_id"])

    def tell(self, kind: str, payload: dict[str, Any], expires_at: datetime, lane: str) -> None:
        """Queue an update of a kind the bot has subscribed to."""
        if kind not in self.polls.subscribed:
            return
        pending = self.queue.add({kind: payload}, expires_at, lane)
        if self.check_results:
            spec.check_update(pending.update)
        self._announce(pending)

    def _announce(self, pending: Pending) -> None:
        self.polls.wake()
        self.webhook.push(pending)
        self.touch()

    def put(self, chat: Chat, sender: Person | None, content: dict[str, Any], **details: Any) -> Message:
        """Write a message into a chat."""
        message = Message(next(chat.ids), chat, sender, self.clock.now(), content, **details)
        chat.show(message)
        return message

    def as_pressed(self, chat: Chat, message_id: int) -> dict[str, Any]:
        """A message as a press shows it."""
        message = chat.messages.get(message_id)
        if message and self.clock.now() - message.date < SHOWN_FOR:
            return message.as_json()
        return {"chat": chat.as_json, "message_id": message_id, "date": 0}

    def chat_instance(self, chat: Chat) -> int:
        return Random(f"{self.token} {chat.id}").getrandbits(62)

    def upgrade(self, group: Chat) -> Chat:
        """Make a group a supergroup, as happens by itself when its settings change."""
        return groups.upgrade(self, group)

    async def call(self, method: str, given: Values, files: dict[str, Upload] | None = None) -> dict[str, Any]:
        """Do what the bot asks; give the answer as the server writes it."""
        reading: Values = {}
        try:
            reading = self.read(method, given, files or {})
            answer = {"ok": True, "result": await self._run(spec.method_names()[method.lower()], reading)}
        except Refusal as refusal:
            answer = refusal.answer
        self.record(method, reading, answer)
        return answer

    def read(self, method: str, given: Values, files: dict[str, Upload]) -> Values:
        """The parameters of a request, and complaints where they are not as described."""
        name = spec.method_names().get(method.lower())
        if name is None:
            self.complaints.append(f"{method}: no such method")
            raise refused(404, "method not found")
        reading = Reading(name, given, files)
        self.complaints += reading.complaints
        return reading.values

    async def _run(self, name: str, values: Values) -> Any:
        method = METHODS.get(name)
        try:
            if method is None:
                raise NotImplementedError(name)
            result = method(self, values)
            result = await result if inspect.isawaitable(result) else result
            # Updates were checked one by one when they were made, but for those that are malformed on purpose.
            if self.check_results and name != "getUpdates":
                spec.check_result(name, result)
        except NotImplementedError as missing:
            self.complaints.append(f"Not Implemented here: {missing}")
            raise Refusal(404, f"Not Found: Not Implemented here: {missing}") from None
        except spec.SpecBroken as problem:
            self.complaints.append(f"our own answer: {problem}")
            raise Refusal(500, f"Internal Server Error: {problem}") from None
        return result

    def record(self, method: str, values: Values, answer: dict[str, Any]) -> None:
        name = spec.method_names().get(method.lower(), method)
        self.calls.append(Call(name, values, answer, answer["ok"], self.clock.now()))
        self.touch()

    def touch(self) -> None:
        """Something visible has changed: let everybody who waits look again."""
        self.changed += 1
        events, self._events = self._events, []
        for event in events:
            if not event.done():
                event.set_result(None)

    def _moved(self) -> None:
        self.webhook.look()
        self.touch()

    async def until(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until the condition holds; look after every event, never by the clock."""
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    event = asyncio.get_running_loop().create_future()
                    self._events.append(event)
                    await event
        except TimeoutError:
            raise TimeoutError(f"not so after {seconds} s:\n{self.state()}") from None

    def state(self) -> str:
        """What there is to see, for a message to whoever waited in vain."""
        lines = [f"pending {self.pending}, polling {self.polling}, calls {len(self.calls)}"]
        lines += [f"{p.first_name}: {p.text!r} {p.sees} spinning {p.spinning}" for p in self.people.values()]
        lines += [f"{call.method} {call.parameters} -> {call.answer}"[:300] for call in self.calls[-8:]]
        return "\n".join(lines + [f"complaint: {complaint}" for complaint in self.complaints[-8:]])
