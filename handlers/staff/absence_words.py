"""How days off are written for the team."""

from domain.absence import Absence, Wrong
from locales import Translator


def days_of(tr: Translator, absence: Absence) -> str:
    """The days, first and last."""
    if absence.first == absence.last:
        return tr.day(absence.first)
    # Translators: days off, such as "Wednesday 23 December to Sunday 3 January".
    return tr.text("{first} to {last}", first=tr.day(absence.first), last=tr.day(absence.last))


def line_of(tr: Translator, absence: Absence) -> str:
    """Who, when, and who stands in."""
    days = days_of(tr, absence)
    if absence.substitute_name is None:
        return f"{absence.name} · {days}"
    # Translators: a line of a list; {colleague} stands in for {name}.
    return tr.text(
        "{name} · {days} · {colleague} stands in", name=absence.name, days=days, colleague=absence.substitute_name
    )


def refusal(tr: Translator, wrong: Wrong, name: str) -> str:
    """Why it cannot be; `name` is that of whoever is to stand in, or of whom she stands in for."""
    match wrong:
        case Wrong.OVER:
            return tr.html("These days are over. Write today or a later day.")
        case Wrong.BACKWARDS:
            return tr.html("The last day must come after the first, within eleven months.")
        case Wrong.TWICE:
            return tr.html("Some of these days are entered already. Change those instead.")
        case Wrong.STANDS_IN:
            return tr.html(
                "There is somebody to stand in for on these days: {name}. Choose somebody else for that first.",
                name=name,
            )
        case Wrong.HERSELF:
            return tr.html("Nobody can stand in for herself.")
        case Wrong.AWAY:
            return tr.html("{name} is not at work on some of these days. Choose somebody else.", name=name)
