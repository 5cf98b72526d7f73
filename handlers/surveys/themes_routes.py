"""The routes of themes: what families wrote, read and told on in other words."""

from domain.access import Right
from handlers.routing import Route, Tap
from handlers.surveys import staff_themes

BALLOTS = Right.BALLOTS
routes: list[Route] = [
    Tap("themes", staff_themes.choose, BALLOTS),
    Tap("themes:{asked}", staff_themes.look, BALLOTS, staff_themes.write),
    Tap("themes:{asked}:back:{theme}", staff_themes.take_back, BALLOTS),
]
