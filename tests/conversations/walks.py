"""Ways through the house that many conversations take."""

from bot.demo_walks import asks, asks_for_a_call, chooses_a_time, finishes
from simulator import Message
from tests.town import Citizen

__all__ = ["asks", "asks_for_a_call", "booking", "books", "finishes", "pressed_by", "wants_reminders"]


BOOK, BOOK_AND_REMIND = "✅ Book this time", "✅ Book, remind me"


def booking(someone: Citizen) -> str:
    """The button that books: whoever was never asked says with it that she wants to be reminded."""
    asked = someone.label(BOOK_AND_REMIND) in someone.sees
    return BOOK_AND_REMIND if asked else BOOK


def pressed_by(message: Message, label: str) -> str:
    """What the button with this label sends: pressed later, it comes from a copy of a card that is emptied by then."""
    return next(str(one.data) for row in message.buttons for one in row if one.label == label)


async def books(someone: Citizen, *, day: int = 0, time: int = 0) -> str:
    """Book a time by choosing the so-many-th day and hour; gives the label of the hour."""
    _, hour = await chooses_a_time(someone, day=day, time=time)
    await someone.taps(booking(someone))
    return hour


async def wants_reminders(someone: Citizen) -> None:
    """Say yes to reminders before anybody asks."""
    await someone.types("/privacy")
    await someone.taps("⚙️ What we may send you")
    await someone.taps("🔕 Turn reminders on")
