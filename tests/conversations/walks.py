"""Ways through the house that many conversations take."""

from tests.town import Citizen


async def asks(someone: Citizen, topic: str = "✉️ Letters and forms", *, way: str) -> None:
    """Go from home to the question after how to meet."""
    await someone.types("/start")
    await someone.taps("💬 Talk to someone")
    await someone.taps("💬 Ask for a talk")
    await someone.taps(topic)
    await someone.taps(way)


async def finishes(someone: Citizen, send: str = "✅ Send") -> None:
    """No special needs, no name, send."""
    await someone.taps("✔️ Go on")
    await someone.taps("No name")
    await someone.taps(send)


BOOK, BOOK_AND_REMIND = "✅ Book this time", "✅ Book, remind me"


def booking(someone: Citizen) -> str:
    """The button that books: whoever was never asked says with it that she wants to be reminded."""
    asked = someone.label(BOOK_AND_REMIND) in someone.sees
    return BOOK_AND_REMIND if asked else BOOK


async def books(someone: Citizen, *, day: int = 0, time: int = 0) -> str:
    """Book a time by choosing the so-many-th day and hour; gives the label of the hour."""
    await asks(someone, way="🗓 Book a time")
    await someone.taps_nth(day)
    chosen = await someone.taps_nth(time)
    await someone.taps("✔️ Go on")
    await someone.taps("No name")
    await someone.taps(booking(someone))
    return chosen


async def wants_reminders(someone: Citizen) -> None:
    """Say yes to reminders before anybody asks."""
    await someone.types("/privacy")
    await someone.taps("⚙️ What we may send you")
    await someone.taps("🔕 Turn reminders on")


async def asks_for_a_call(someone: Citizen) -> None:
    """Ask to be called, at any time."""
    await asks(someone, way="📞 Call me")
    await someone.shares_number()
    await someone.taps("Any time")
    await finishes(someone)
