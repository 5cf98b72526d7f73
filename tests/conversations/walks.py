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


async def books(someone: Citizen, *, day: int = 0, time: int = 0) -> str:
    """Book a time by choosing the so-many-th day and hour; gives the label of the hour."""
    await asks(someone, way="🗓 Book a time")
    await someone.taps_nth(day)
    chosen = await someone.taps_nth(time)
    await finishes(someone, "✅ Book this time")
    return chosen


async def asks_for_a_call(someone: Citizen) -> None:
    """Ask to be called, at any time."""
    await asks(someone, way="📞 Call me")
    await someone.shares_number()
    await someone.taps("Any time")
    await finishes(someone)
