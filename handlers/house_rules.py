"""The whole conversation, composed: every route and form of the house on one page."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.context import Services
from handlers.counselling import duties as counselling_duties
from handlers.counselling import routes as counselling
from handlers.counselling.every_form import FORMS
from handlers.frame import Entrance, Frame
from handlers.gatherings import around_routes as around
from handlers.gatherings import groups_notices, groups_routes, offers, plan_routes, printing_routes, reminding
from handlers.gatherings import joining_routes as joining
from handlers.house import actions as house
from handlers.house import learning, typed_words
from handlers.house import routes as house_routes
from handlers.phrases import phrase_routes
from handlers.report import staff_report_routes, staff_year_reminding, year_routes
from handlers.routing import Route, Routes
from handlers.staff import duties as staff_duties
from handlers.staff import routes as staff_routes
from handlers.staff import voices_routes
from handlers.surveys import asking, survey_routes, themes_routes
from handlers.words import staff_routes as words_routes
from storage.engine import Tx

Duty = Callable[[Tx, Services], Awaitable[None]]
Foresight = Callable[[Tx, Services], Awaitable[datetime | None]]

# Read top to bottom: the house's own rooms, then one activity after another.
ROUTES: list[Route] = [
    *house_routes.routes,
    *counselling.routes,
    *phrase_routes.routes,
    *joining.routes,
    *staff_routes.routes,
    *voices_routes.routes,
    *plan_routes.routes,
    *around.routes,
    *groups_routes.routes,
    *printing_routes.routes,
    *year_routes.routes,
    *survey_routes.routes,
    *themes_routes.routes,
    *staff_report_routes.routes,
    *words_routes.routes,
]
# Who is at work today comes before what she is told.
DUTIES: Sequence[Duty] = (
    *learning.DUTIES,
    *staff_duties.DUTIES,
    *counselling_duties.DUTIES,
    *offers.DUTIES,
    *around.DUTIES,
    *groups_notices.DUTIES,
    *year_routes.DUTIES,
    *survey_routes.DUTIES,
)
# What is not in the outbox yet, because it depends on who is here when its time comes.
FORESIGHT: Sequence[Foresight] = (
    offers.next_end,
    reminding.next_reminder,
    asking.next_asking,
    staff_year_reminding.next_reminder,
)
ENTRANCE = Entrance(
    home=house.home,
    languages=house.languages,
    start=house.start,
    typed=house.typed,
    voice=house.voice,
    picture=house.picture,
    other=house.other,
    words=typed_words.leads_to,
)


@dataclass(frozen=True, slots=True)
class Composition:
    """The conversation, what the clock does for it, what it will have to say later, and what it must know first."""

    frame: Frame
    duties: Sequence[Duty]
    foresight: Sequence[Foresight] = ()
    first: Sequence[Duty] = ()


def compose(services: Services) -> Composition:
    """Put the house together."""
    return Composition(Frame(services, Routes(ROUTES), FORMS.values(), ENTRANCE), DUTIES, FORESIGHT, learning.DUTIES)
