"""The conversation frame: takes what arrived, finds who may do what with it, and gives back screens.

Everything here happens in one transaction that the caller opens and commits; no word leaves before that.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from domain.access import may
from domain.cpr import holds_cpr
from domain.people import Person
from domain.slots import local_day
from handlers import forms, icons, problems
from handlers.context import Ctx, Services, with_todays_hours
from handlers.forms import Form
from handlers.incoming import Arrived, Incoming
from handlers.labels import same_label
from handlers.listening import LISTEN, voices_of, with_listen
from handlers.routing import Action, Found, Routes
from handlers.screen import Screen
from storage import absences, drafts, opening, outbox, people
from storage.engine import Tx

NUMBERS_MAY_LOOK_LIKE_CPR = frozenset({Arrived.CONTACT, Arrived.TAP, Arrived.VOICE})
MEMBERSHIP = frozenset({Arrived.BLOCKED, Arrived.RETURNED})
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """A screen for the person who acted, to be shown after the commit; without one, the press is only let go.

    `forget` names messages of hers that are taken out of the chat. Without `person` nothing is written down about it.
    """

    incoming: Incoming
    screen: Screen | None
    remove_keyboard: bool = False
    leave: bool = False
    forget: tuple[int, ...] = ()
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Entrance:
    """The actions the frame falls back on: supplied by the room that owns the words."""

    home: Action
    languages: Action
    start: Action
    typed: Action
    voice: Action
    picture: Action
    other: Action
    words: Callable[[Ctx, str], str | None]


@dataclass(slots=True)
class _Batch:
    """Who is in this batch, and where each of them ends up."""

    persons: dict[int, Person]
    services: Services
    seen: set[int] = field(default_factory=set)
    places: dict[int, dict[str, Any]] = field(default_factory=dict)


class Frame:
    """Answers updates with screens by the house's routes and forms."""

    def __init__(self, services: Services, routes: Routes, every_form: Iterable[Form], entrance: Entrance) -> None:
        self.services, self.routes, self.entrance = services, routes, entrance
        self.forms = {form.name: form for form in every_form}
        self._day: date | None = None

    async def handle(self, tx: Tx, arrivals: Sequence[Incoming]) -> list[Reply]:
        """Act on updates one after another, in this one transaction."""
        today = await self.begin_the_day(tx)
        persons = await people.persons_of(tx, {one.sender for one in arrivals})
        batch = _Batch(persons, await with_todays_hours(tx, self.services))
        replies = [await self._one(tx, batch, incoming) for incoming in arrivals]
        await people.move_persons(tx, list(batch.places.values()))
        # Only now: what was turned in a transaction that broke has to be turned again in the next one.
        self._day = today
        return replies

    async def begin_the_day(self, tx: Tx) -> date:
        """Rights that are lent by the day end before anybody acts, even where the clock has not ticked since."""
        today = local_day(self.services.programme, self.services.now())
        if today != self._day:
            await absences.turn(tx, today)
        return today

    async def redraw(self, tx: Tx, person: Person) -> Screen:
        """The screen this person looks at, as it is true now."""
        current = await self._current(Ctx.of(await with_todays_hours(tx, self.services), person), tx)
        return icons.for_reader(current, person, person.at)

    async def _one(self, tx: Tx, batch: _Batch, incoming: Incoming) -> Reply:
        if incoming.arrived is Arrived.ELSEWHERE:
            return Reply(incoming, problems.private_only(self.services, incoming), leave=True)
        if incoming.arrived in MEMBERSHIP and incoming.sender not in batch.persons:
            # Who deletes the chat after she was forgotten must not be met anew by that.
            return Reply(incoming, None)
        person = await self._who(tx, batch, incoming)
        if incoming.arrived in MEMBERSHIP:
            await self._blocked(tx, person, incoming.arrived is Arrived.BLOCKED)
            return Reply(incoming, None)
        if opening.HOURS in tx.changed:
            # Somebody has just said that a day has other hours: nobody gets a time that is no more.
            tx.changed.discard(opening.HOURS)
            batch.services = await with_todays_hours(tx, self.services)
        ctx = Ctx.of(batch.services, person)
        ctx = replace(ctx, first_name=incoming.first_name, message=incoming.message, redraw=self.redraw)
        screen = with_listen(ctx, await self._answer(ctx, tx, incoming))
        screen = icons.for_reader(screen, person, person.at)
        keyboard = screen.ask_contact is not None
        place: dict[str, Any] = {
            "person": person.id,
            "now_at": await _place(tx, person, screen),
            "now_keyboard": keyboard,
            "now_seen": ctx.now,
        }
        batch.places[person.id] = place
        forget = (incoming.message,) if screen.forget and incoming.message else ()
        return Reply(incoming, screen, remove_keyboard=person.keyboard and not keyboard, forget=forget, person=person)

    async def _who(self, tx: Tx, batch: _Batch, incoming: Incoming) -> Person:
        """The person as the database knows her now; what was done a moment ago in this batch counts."""
        if people.ROSTER in tx.changed:
            # Somebody was removed, confirmed or given another role: nobody acts by what was read before that.
            tx.changed.discard(people.ROSTER)
            batch.seen.update(batch.persons)
        if incoming.sender in batch.seen:
            await people.move_persons(tx, list(batch.places.values()))
            batch.places.clear()
            # Whoever asked to be forgotten a moment ago is nobody we know.
            batch.persons.pop(incoming.sender, None)
            batch.persons.update(await people.persons_of(tx, [incoming.sender]))
        batch.seen.add(incoming.sender)
        person = batch.persons.get(incoming.sender)
        if person is None:
            person = await people.add_person(tx, incoming.sender, incoming.phone_language, self.services.now())
            batch.persons[incoming.sender] = person
        if person.blocked and incoming.arrived is not Arrived.BLOCKED:
            await people.set_blocked(tx, person.id, None)
            # What concerned her appointments while she was away is said now, if it is still true.
            await outbox.revive(tx, person.id, self.services.now())
        return person

    async def _blocked(self, tx: Tx, person: Person, blocked: bool) -> None:
        await people.set_blocked(tx, person.id, self.services.now() if blocked else None)
        if blocked:
            await outbox.cancel_bulk(tx, person.id, self.services.now())

    async def _answer(self, ctx: Ctx, tx: Tx, incoming: Incoming) -> Screen:
        if incoming.arrived not in NUMBERS_MAY_LOOK_LIKE_CPR and holds_cpr(incoming.value):
            return problems.no_cpr(ctx.tr, await self._current(ctx, tx))
        match incoming.arrived:
            case Arrived.COMMAND:
                return await self._command(ctx, tx, incoming)
            case Arrived.TAP:
                return await self._tap(ctx, tx, incoming.value)
        # A picture of a letter is taken away even from somebody who has not chosen a language yet.
        if ctx.person.language is None and ctx.person.staff is None and incoming.arrived is not Arrived.PICTURE:
            return await self.entrance.languages(ctx, tx)
        return await self._said(ctx, tx, incoming)

    async def _command(self, ctx: Ctx, tx: Tx, incoming: Incoming) -> Screen:
        if incoming.value == "start":
            return await self.entrance.start(ctx, tx, payload=incoming.argument)
        found = self.routes.command(incoming.value)
        if found is not None and self._allowed(ctx, found):
            return await found.act(ctx, tx)
        return await self.entrance.typed(ctx, tx, current=await self._current(ctx, tx))

    async def _tap(self, ctx: Ctx, tx: Tx, data: str) -> Screen:
        if data.startswith("form:"):
            return await self._form_tap(ctx, tx, data)
        if data.startswith(LISTEN):
            return await self._listen(ctx, tx, data)
        found = self.routes.tap(data)
        if found is None or not self._allowed(ctx, found):
            return problems.no_longer(ctx.tr, await self._current(ctx, tx))
        return icons.marked(await found.act(ctx, tx), data)

    async def _form_tap(self, ctx: Ctx, tx: Tx, data: str) -> Screen:
        _, token, name, value = (*data.split(":", 3), "", "", "")[:4]
        found = await forms.open_form(ctx, tx, self.forms)
        step = found[0].step(name) if found else None
        if found is None and ctx.person.at == "form":
            # What she was asked is gone, and not only this button: home says so.
            return await self._home(ctx, tx)
        if found is None or step is None or found[1].token != token or not step.needed(found[1]):
            return problems.no_longer(ctx.tr, await self._current(ctx, tx))
        return await forms.read(ctx, tx, *found, step, Arrived.TAP, value)

    async def _listen(self, ctx: Ctx, tx: Tx, data: str) -> Screen:
        """Read aloud what stands on a screen, below it; where nothing of that is left, show what is true now."""
        voices = await voices_of(ctx, tx, data)
        if voices and not ctx.person.keyboard:
            return Screen("", voices=voices)
        current = await self._current(ctx, tx)
        # A keyboard folds away when it is used: she gets it again below what she hears.
        return replace(current, voices=voices, fresh=True) if voices else problems.no_longer(ctx.tr, current)

    async def _said(self, ctx: Ctx, tx: Tx, incoming: Incoming) -> Screen:
        """Words, a voice, a picture: for the form she is in, for a button she named, or for nobody."""
        if incoming.arrived is Arrived.TYPED:
            named = await self._named_button(ctx, tx, incoming.value) or await self._known_word(ctx, tx, incoming.value)
            if named is not None:
                return named
        found = await forms.open_form(ctx, tx, self.forms) if ctx.person.at == "form" else None
        step = found[0].step(found[1].step) if found else None
        if found and step and incoming.arrived in step.reads:
            return await forms.read(ctx, tx, *found, step, incoming.arrived, incoming.value)
        heard = await self._heard(ctx, tx, incoming.value) if incoming.arrived is Arrived.TYPED else None
        return heard or await self._unexpected(ctx, tx, incoming)

    async def _heard(self, ctx: Ctx, tx: Tx, text: str) -> Screen | None:
        """What she typed, where the screen she looks at reads words."""
        found = self.routes.tap(ctx.person.at) if ctx.person.at else None
        return await found.hear(ctx, tx, text) if found and self._allowed(ctx, found) else None

    async def _named_button(self, ctx: Ctx, tx: Tx, text: str) -> Screen | None:
        """Typing what stands on a button is pressing it."""
        if len(text) > LONGEST_LABEL:
            return None
        current = await self._current(ctx, tx)
        button = next((b for b in current.buttons if b.data and same_label(b.label, text)), None)
        return None if button is None or button.data is None else await self._tap(ctx, tx, button.data)

    async def _known_word(self, ctx: Ctx, tx: Tx, text: str) -> Screen | None:
        """Some words lead home, or to a person, whatever she was asked."""
        way = self.entrance.words(ctx, text) if len(text) <= LONGEST_LABEL else None
        return None if way is None else await self._tap(ctx, tx, way)

    async def _unexpected(self, ctx: Ctx, tx: Tx, incoming: Incoming) -> Screen:
        current = await self._current(ctx, tx)
        match incoming.arrived:
            case Arrived.TYPED:
                return await self.entrance.typed(ctx, tx, current=current, text=incoming.value)
            case Arrived.VOICE:
                return await self.entrance.voice(ctx, tx, current=current, voice=incoming.value)
            case Arrived.PICTURE:
                return await self.entrance.picture(ctx, tx, current=current)
        return await self.entrance.other(ctx, tx, current=current)

    async def _current(self, ctx: Ctx, tx: Tx) -> Screen:
        """What she looks at, drawn anew, with the way to listen to it."""
        return with_listen(ctx, await self._drawn(ctx, tx))

    async def _drawn(self, ctx: Ctx, tx: Tx) -> Screen:
        """What she looks at; a screen that is no more becomes home."""
        at = ctx.person.at
        if at == "form":
            return await self._current_step(ctx, tx)
        found = self.routes.tap(at) if at else None
        if found is None or not self._allowed(ctx, found):
            return await self._home(ctx, tx)
        return replace(await found.act(ctx, tx), toast=None)

    async def _current_step(self, ctx: Ctx, tx: Tx) -> Screen:
        found = await forms.open_form(ctx, tx, self.forms)
        step = found[0].step(found[1].step) if found else None
        if found is None or step is None:
            # We renamed a step or a form since, it was too old, or she may no more: home says that it is gone.
            return await self._home(ctx, tx)
        return await forms.show(ctx, tx, step, found[1])

    async def _home(self, ctx: Ctx, tx: Tx) -> Screen:
        if ctx.person.language is None and ctx.person.staff is None:
            return await self.entrance.languages(ctx, tx)
        return await self.entrance.home(ctx, tx)

    def _allowed(self, ctx: Ctx, found: Found) -> bool:
        return found.route.right is None or may(ctx.person, found.route.right)


async def _place(tx: Tx, person: Person, screen: Screen) -> str | None:
    """Where she stands now; a form that was just sent is no place to stand in."""
    if screen.at is not None:
        return screen.at
    sent = person.at == "form" and await drafts.draft_of(tx, person.id) is None
    return "" if sent else person.at
