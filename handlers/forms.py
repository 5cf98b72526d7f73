"""Forms: what must be typed or chosen in sequence. The draft row is a form's only state."""

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.access import Right, may
from domain.drafts import Draft
from handlers import icons
from handlers.context import Ctx
from handlers.incoming import Arrived
from handlers.screen import Button, Screen
from storage import drafts
from storage.engine import Tx

BACK = "<"

Ask = Callable[[Ctx, Tx, Draft], Awaitable[Screen]]
# Reads what came for a step: the next draft, or a screen that says why not.
Read = Callable[[Ctx, Tx, Draft, str], Awaitable[Draft | Screen]]


def _always(draft: Draft) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One question: how it is asked, what it understands, and whether it is needed at all."""

    name: str
    ask: Ask
    reads: Mapping[Arrived, Read] = field(default_factory=dict)
    needed: Callable[[Draft], bool] = _always


@dataclass(frozen=True, slots=True)
class Form:
    """Steps in their order, and what happens when every needed one is answered.

    `right` says who may, `leave` where *Back* leads from the first step.
    """

    name: str
    steps: Sequence[Step]
    done: Callable[[Ctx, Tx, Draft], Awaitable[Screen]]
    right: Right | None = None
    leave: Callable[[Ctx, Tx], Awaitable[Screen]] | None = None

    def step(self, name: str) -> Step | None:
        """The step of this name."""
        return next((step for step in self.steps if step.name == name), None)

    def following(self, draft: Draft) -> Step | None:
        """The first needed step without an answer."""
        return next((step for step in self.steps if step.needed(draft) and not draft.has(step.name)), None)

    def reached(self, draft: Draft, step: Step) -> bool:
        """Whether all that is asked before a step is answered; an old message may still show one further on."""
        earlier = self.steps[: self.steps.index(step)]
        return all(draft.has(one.name) for one in earlier if one.needed(draft))

    def before(self, draft: Draft) -> Step | None:
        """The last step answered before the one the draft stands at."""
        names = [step.name for step in self.steps]
        earlier = self.steps[: names.index(draft.step)] if draft.step in names else ()
        return next((step for step in reversed(earlier) if step.needed(draft) and draft.has(step.name)), None)


def choice(draft: Draft, step: str, value: str, label: str) -> Button:
    """A button that answers a step of this draft, from any old message and after any restart."""
    return Button(label, f"form:{draft.token}:{step}:{value}")


def answered(draft: Draft, step: str, value: Any, **words: str | None) -> Draft:
    """The draft with this step answered; `words` are what the person wrote herself."""
    kept = {name: word for name, word in {**draft.secrets, **words}.items() if word is not None}
    return replace(draft, answers={**draft.answers, step: value}, secrets=kept)


def reopened(draft: Draft, *steps: str) -> Draft:
    """The draft with these steps to be answered again."""
    return replace(draft, answers={name: value for name, value in draft.answers.items() if name not in steps})


def without(draft: Draft, *words: str) -> Draft:
    """The draft without some of what the person wrote herself: she took it back."""
    return replace(draft, secrets={name: word for name, word in draft.secrets.items() if name not in words})


async def open_form(ctx: Ctx, tx: Tx, every: Mapping[str, Form]) -> tuple[Form, Draft] | None:
    """The form she is in; one that is no more, or that she has no right to any more, is dropped."""
    draft = await drafts.draft_of(tx, ctx.person.id)
    if draft is None:
        return None
    form = every.get(draft.form)
    if form is None or form.step(draft.step) is None or (form.right is not None and not may(ctx.person, form.right)):
        await drafts.drop_draft(tx, ctx.person.id)
        return None
    return form, draft


async def begin(ctx: Ctx, tx: Tx, form: Form, **answers: Any) -> Screen:
    """Start a form anew; another draft of hers is given up."""
    draft = Draft(secrets.token_hex(3), form.name, form.steps[0].name, answers)
    return await proceed(ctx, tx, form, draft)


async def proceed(ctx: Ctx, tx: Tx, form: Form, draft: Draft) -> Screen:
    """Ask what is still open, or finish."""
    step = form.following(draft)
    if step is None:
        return await form.done(ctx, tx, draft)
    draft = replace(draft, step=step.name)
    await drafts.save_draft(tx, ctx.person.id, draft, ctx.now)
    return await show(ctx, tx, step, draft)


async def show(ctx: Ctx, tx: Tx, step: Step, draft: Draft) -> Screen:
    """Ask a step; wherever she goes from here, this is her screen."""
    return _in_form(await step.ask(ctx, tx, draft), draft, step)


def _in_form(screen: Screen, draft: Draft, step: Step) -> Screen:
    icon = screen.icon or icons.STEPS.get(f"{draft.form}:{step.name}")
    return replace(screen, at="form", about=draft.answers.get("request"), icon=icon)


async def read(ctx: Ctx, tx: Tx, form: Form, draft: Draft, step: Step, arrived: Arrived, value: str) -> Screen:
    """Read what came for a step, and go on."""
    if arrived is Arrived.TAP and value == BACK:
        earlier = form.before(replace(draft, step=step.name))
        if earlier is None and form.leave is not None:
            await drafts.drop_draft(tx, ctx.person.id)
            return await form.leave(ctx, tx)
        return await proceed(ctx, tx, form, reopened(draft, earlier.name if earlier else step.name))
    reader = step.reads.get(arrived)
    if reader is None or not form.reached(draft, step):
        return await proceed(ctx, tx, form, draft)
    result = await reader(ctx, tx, replace(draft, step=step.name), value)
    if isinstance(result, Screen):
        return _in_form(result, draft, step)
    return await proceed(ctx, tx, form, result)
