"""A conversation of a few screens, and notices of every kind: enough to try the process that carries them."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from domain.drafts import Draft
from domain.notices import Due, Notice
from handlers import forms
from handlers.context import Ctx, Services
from handlers.frame import Entrance, Frame
from handlers.house_rules import Composition
from handlers.incoming import Arrived, Incoming
from handlers.notice_kind import NoticeKind
from handlers.routing import Routes, Tap
from handlers.screen import Attachment, Button, MapPin, Screen, column
from locales import LANGUAGES, Languages
from storage import outbox, people
from storage.engine import Tx

SECRET = "what she wrote about her brother"
PIN = MapPin("Nabohuset", "Nabovej 1", 56.1, 10.1)
ZONE = ZoneInfo("Europe/Copenhagen")


class Broken(Exception):
    """A defect, with words in it that nobody else may read."""


class Locked(Exception):
    """What the driver says while another process holds the file."""

    sqlite_errorcode = sqlite3.SQLITE_BUSY


@dataclass
class Hut:
    """The conversation, and what breaks in it just now."""

    defects: int = 0
    defect: Exception = field(default_factory=lambda: Broken(SECRET))
    duties_done: int = 0
    failing_duty: bool = False
    said: list[str] = field(default_factory=list)
    extras: dict[str, Any] = field(default_factory=dict)
    lost: list[tuple[int, str]] = field(default_factory=list)

    def composed(self, services: Services) -> Composition:
        entrance = Entrance(home, home, start, typed, other, other, other, lambda ctx, text: None)
        routes = [
            Tap("hut", home),
            Tap("home", at_home),
            Tap("count", count),
            Tap("counted", counted),
            Tap("boom", self.boom),
            Tap("boom:drawn", self.boom_later),
            Tap("number", number),
            Tap("place", place),
            Tap("file", document),
            Tap("badly", badly),
            Tap("alert", alert),
            Tap("ask", ask),
            Tap("join", join),
            Tap("extras", self.with_extras),
        ]
        return Composition(Frame(services, Routes(routes), (FORM,), entrance), (self.broken_duty, self.duty))

    async def boom(self, ctx: Ctx, tx: Tx) -> Screen:
        """Count, and break as often as is ordered: what was counted must not stay."""
        screen = await count(ctx, tx)
        if self.defects:
            self.defects -= 1
            raise self.defect
        return screen

    async def boom_later(self, ctx: Ctx, tx: Tx) -> Screen:
        """A screen that breaks when it is drawn anew."""
        return replace(await home(ctx, tx), at="boom")

    async def with_extras(self, ctx: Ctx, tx: Tx) -> Screen:
        """A screen with whatever the test wants beside its words."""
        return replace(Screen("Look", column(Button("Home", "hut")), at="extras"), **self.extras)

    async def duty(self, tx: Tx, services: Services) -> None:
        self.duties_done += 1

    async def broken_duty(self, tx: Tx, services: Services) -> None:
        if self.failing_duty:
            raise Broken(SECRET)

    @property
    def notices(self) -> Mapping[str, NoticeKind]:
        return MappingProxyType(
            {
                "reminder": NoticeKind(self.say, repeat=True, urgent=False),
                "cancellation": NoticeKind(self.say, repeat=True, urgent=True, lost=self.lose),
                "news": NoticeKind(self.say, repeat=False, urgent=False),
                "untrue": NoticeKind(nothing),
                "broken": NoticeKind(self.breaks),
                "broken-and-missed": NoticeKind(self.breaks, lost=self.lose),
                "broken-twice": NoticeKind(self.breaks, lost=self.lose_badly),
                "window-lost": NoticeKind(self.say),
            }
        )

    async def say(self, ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
        self.said.append(due.kind)
        return Screen(f"{due.kind} {due.data.get('word', '')}".strip(), column(Button("Home", "hut")))

    async def lose(self, ctx: Ctx, tx: Tx, due: Due) -> None:
        """Somebody else is told, in the same transaction."""
        self.lost.append((ctx.person.telegram_id, due.kind))
        await outbox.enqueue(tx, [Notice(due.data["tell"], "news", f"lost:{due.id}")], ctx.now)

    async def lose_badly(self, ctx: Ctx, tx: Tx, due: Due) -> None:
        raise Broken(SECRET)

    async def breaks(self, ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
        raise Broken(SECRET)


async def nothing(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    return None


async def home(ctx: Ctx, tx: Tx) -> Screen:
    if ctx.person.language is None:
        await people.choose_language(tx, ctx.person.id, "en", None)
    labels = {
        "Count": "count",
        "Boom": "boom",
        "My number": "number",
        "Place": "place",
        "File": "file",
        "Badly": "badly",
    }
    return Screen("<b>Home</b>", column(*(Button(label, data) for label, data in labels.items())), at="hut")


async def start(ctx: Ctx, tx: Tx, payload: str) -> Screen:
    return await home(ctx, tx)


async def count(ctx: Ctx, tx: Tx) -> Screen:
    """Something that happens, and must happen once."""
    number = int(await people.name_of(tx, ctx.person.id) or 0) + 1
    await people.name_person(tx, ctx.person.id, str(number))
    return await counted(ctx, tx)


async def counted(ctx: Ctx, tx: Tx) -> Screen:
    number = await people.name_of(tx, ctx.person.id) or "0"
    return Screen(f"Count {number}", column(Button("Count", "count"), Button("Boom", "boom")), at="counted")


async def number(ctx: Ctx, tx: Tx) -> Screen:
    return Screen("Your number?", column(Button("Home", "hut")), at="number", ask_contact="Share")


async def place(ctx: Ctx, tx: Tx) -> Screen:
    return Screen("Here we are", column(Button("Home", "hut")), at="place", pin=PIN)


async def document(ctx: Ctx, tx: Tx) -> Screen:
    file = Attachment("evening.ics", b"BEGIN:VCALENDAR")
    return Screen("Your file", column(Button("Home", "hut")), at="file", attachment=file)


async def badly(ctx: Ctx, tx: Tx) -> Screen:
    """A text that Telegram cannot read."""
    return Screen("<b>5 &lt; 6", column(Button("Home", "hut")), at="badly")


async def alert(ctx: Ctx, tx: Tx) -> Screen:
    return replace(await home(ctx, tx), toast="Saved")


async def ask(ctx: Ctx, tx: Tx) -> Screen:
    return await forms.begin(ctx, tx, FORM, topic="work")


async def question(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return Screen(f"What about {draft.answers['topic']}?", column(Button("Home", "hut")))


async def done(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    return await home(ctx, tx)


FORM = forms.Form("form", (forms.Step("question", question),), done)


async def join(ctx: Ctx, tx: Tx) -> Screen:
    return replace(await home(ctx, tx), commands=(("koe", "Queue"), ("idag", "Today")))


async def typed(ctx: Ctx, tx: Tx, current: Screen, text: str = "") -> Screen:
    return replace(current, text=f"Please tap.\n{current.text}")


async def at_home(ctx: Ctx, tx: Tx) -> Screen:
    return replace(await home(ctx, tx), at="home")


async def other(ctx: Ctx, tx: Tx, current: Screen, voice: str = "") -> Screen:
    return replace(current, text=f"No pictures, please.\n{current.text}")


def help_now(incoming: Incoming) -> Screen | None:
    asked = incoming.value == "help" if incoming.arrived is Arrived.TYPED else incoming.value.startswith("help:")
    return Screen("Call 112", column(Button("Home", "hut"))) if asked else None


def languages() -> Languages:
    """English as it stands in the code, whatever is translated by now."""
    nothing = Languages.load(ZONE, Path("no catalogues here"))
    return replace(nothing, offered=(LANGUAGES["en"],), staff=nothing.translator("en"))
