"""What staff see when they say what something is about, where, and for how many."""

from handlers.context import Ctx
from handlers.gatherings.staff_plan_screens import told_line
from handlers.gatherings.staff_planner import Planned, heading
from handlers.gatherings.words import theme_name
from handlers.screen import Button, Rows, Screen, beside
from handlers.staff.menu import way_home
from locales import Translator

SOME_PLACES = (8, 10, 12, 15, 20, 25, 30, 40, 60)


def question(ctx: Ctx, planned: Planned, what: str, verb: str, problem: str | None = None) -> Screen:
    """One thing, by buttons or typed; what can be left as it is can be left."""
    data = f"{planned.data}:{verb}:{what}"
    text, rows = _ASKS[what](ctx, planned, data)
    parts = [*([problem] if problem else []), heading(ctx, planned), text]
    return Screen("\n\n".join(parts), (*rows, *way_home(ctx.tr, planned.page)), at=data)


def _theme(ctx: Ctx, planned: Planned, data: str) -> tuple[str, Rows]:
    tr, programme = ctx.tr, ctx.programme
    buttons = [Button(theme_name(tr, programme, one.key), f"{data}:{one.key}") for one in programme.themes]
    none = Button(tr.ptext("staff button", "No theme"), f"{data}:none")
    return tr.html("What is it about? Tap a theme, or write a title of your own in Danish."), (
        *beside(buttons),
        (none,),
    )


def theme_called(ctx: Ctx, words: str) -> str | None:
    """The key of the theme with this name."""
    names = {theme_name(ctx.tr, ctx.programme, one.key).casefold(): one.key for one in ctx.programme.themes}
    return names.get(words.casefold())


def _venue(ctx: Ctx, planned: Planned, data: str) -> tuple[str, Rows]:
    tr = ctx.tr
    text: str = tr.html('Where is it? Write name and address: "Dokk1, Hack Kampmanns Plads 2".')
    if not planned.draft:
        text = f"{text}\n\n{tr.html('Whoever has signed up is told the new place at once.')}"
    label = tr.ptext("staff button", "🏠 In the house")
    if planned.session is not None or planned.gathering.about.venue is not None:
        label = tr.ptext("staff button", "🏠 Where it usually is")
    return text, ((Button(label, f"{data}:none"),),)


def _places(ctx: Ctx, planned: Planned, data: str) -> tuple[str, Rows]:
    tr, usual = ctx.tr, planned.rules.places
    first = [usual] if usual else []
    numbers = [*first, *(one for one in SOME_PLACES if one != usual)]
    buttons = [Button(tr.number(one), f"{data}:{one}") for one in numbers]
    every = Button(tr.ptext("staff button", "♾ As many as come"), f"{data}:none")
    ask = tr.html("How many families? Tap it, or write a number.")
    if planned.rules.unit.one_person:
        ask = tr.html("How many women? Tap it, or write a number.")
    rows = (*beside(buttons, 5), (every,))
    return ask, rows if usual else (rows[-1], *rows[:-1])


def _care(ctx: Ctx, planned: Planned, data: str) -> tuple[str, Rows]:
    tr = ctx.tr
    yes, no = tr.ptext("staff button", "🧸 Yes"), tr.ptext("staff button", "No childcare")
    return tr.html("Are the children looked after?"), ((Button(yes, f"{data}:yes"), Button(no, f"{data}:no")),)


_ASKS = {"theme": _theme, "venue": _venue, "places": _places, "care": _care}


def no_such(tr: Translator) -> str:
    """A made-up or an old choice."""
    return tr.html("That choice is no more. Choose one of these.")


def too_long(tr: Translator, most: int) -> str:
    """Words that would not fit."""
    return tr.html("Please write at most {most} characters.", most=most)


def venue_not_understood(tr: Translator) -> str:
    """No name, or far too long."""
    return tr.html("Write a short name, a comma, and the address.")


def place_noted(tr: Translator, count: int) -> str:
    """It is somewhere else now."""
    return f"{tr.html('✔️ Noted.')} {told_line(tr, count)}"


def no_care_noted(tr: Translator, count: int) -> str:
    """The children are not looked after any more; who counted on it has to hear that from staff."""
    counted = tr.nhtml(
        "⚠️ {n} family counted on childcare. Please tell them.",
        "⚠️ {n} families counted on childcare. Please tell them.",
        count,
    )
    return "\n".join([tr.html("✔️ Noted."), *([counted] if count else [])])


def places_not_understood(tr: Translator, most: int) -> str:
    """No number."""
    return tr.html("Write a number from 1 to {most}.", most=most)


def taken_already(tr: Translator, taken: int) -> str:
    """Nobody loses a place that she has."""
    return tr.nhtml(
        "{n} place is taken already. There cannot be fewer.",
        "{n} places are taken already. There cannot be fewer.",
        taken,
    )


def yes_or_no(tr: Translator) -> str:
    """Neither."""
    return tr.html("Write ja or nej.")
