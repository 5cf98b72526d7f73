"""The routes of the team and the week."""

from domain.access import Right
from handlers.routing import Command, Route, Tap
from handlers.staff import opening

OPENING = Right.OPENING
routes: list[Route] = [
    Command("aabningstid", opening.days, OPENING),
    Tap("opening", opening.days, OPENING),
    Tap("opening:{day}", opening.one_day, OPENING),
    Tap("opening:{day}:at:{which}", opening.choose_time, OPENING),
    Tap("opening:{day}:check:{which}:{clock}", opening.check, OPENING),
    Tap("opening:{day}:say:{which}:{clock}", opening.say, OPENING),
    Tap("opening:{day}:back", opening.take_back, OPENING),
]
