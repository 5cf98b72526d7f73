"""What the clock does for the team: days off begin and end, and everybody's morning comes."""

from domain.slots import local_day
from handlers.context import Services
from handlers.staff.covering import hand_back
from handlers.staff.morning import say_good_morning
from storage import absences
from storage.engine import Tx


async def turn_the_days(tx: Tx, services: Services) -> None:
    """At midnight days off begin and end, and with them what is lent to whoever stands in."""
    now = services.now()
    for number in await absences.turn(tx, local_day(services.programme, now)):
        over = await absences.find_absence(tx, number)
        if over is not None:
            await hand_back(tx, over, now)


# Whoever is back is greeted, and whoever is away is not.
DUTIES = (turn_the_days, say_good_morning)
