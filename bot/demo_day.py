"""A working day of the house, played by its people: what the demo shows, and what a test counts the taps of.

Twelve families write and six come by; a colleague is ill, a holiday is planned, and a day is closed that was open.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.demo_walks import LETTERS, Player, asks, asks_for_a_call, chooses_a_time, comes_by, finishes
from domain.people import Role

Say = Callable[[str], None]
MONEY, SCHOOL, FAMILY = "🪙 Money and home", "🎒 Daycare and school", "👪 Family"
CAME_BY = (
    (LETTERS, "arabisk"),
    (LETTERS, "engelsk"),
    (MONEY, "dansk"),
    (FAMILY, "arabisk"),
    (SCHOOL, "dansk"),
    (LETTERS, "tyrkisk"),
)
MEETING, HOLIDAY, BACK = timedelta(days=8), timedelta(days=40), timedelta(days=44)


class Town(Protocol):
    """Where a day is played: people can be added to it."""

    @property
    def now(self) -> datetime: ...

    async def resident(self, name: str, language: str, /) -> Player: ...

    async def staff(self, name: str, role: Role = ..., field: str | None = ..., /) -> Player: ...


def on(town: Town, ahead: timedelta) -> str:
    """A day as staff type it."""
    day = town.now + ahead
    return f"{day.day}/{day.month}"


async def a_colleague_is_ill(town: Town, mette: Player) -> None:
    """One tap of hers, and the cards come to the others alone."""
    sara = await town.staff("Sara", Role.FAMILY_WORKER)
    await sara.types("/fravaer")
    await sara.taps("🤒 Sick today")
    await sara.taps("✔️ Leave it so")


async def books(town: Town, mette: Player, name: str, language: str, day: int) -> tuple[Player, str]:
    """Somebody books a time, which asks nothing of staff; gives the day as she reads it."""
    someone = await town.resident(name, language)
    chosen, _ = await chooses_a_time(someone, day=day)
    await someone.taps("✅ Book, remind me")
    await mette.is_told()
    return someone, chosen


async def two_book(town: Town, mette: Player) -> None:
    """Nothing for staff to do."""
    await books(town, mette, "Fatima", "ar", 0)
    await books(town, mette, "Hodan", "en", 2)


async def a_day_is_closed(town: Town, mette: Player) -> None:
    """Whoever has a time that day is told in her language, and takes another."""
    line, day = await books(town, mette, "Line", "da", 1)
    await mette.types("/aabningstid")
    await mette.types(f"{day.split(' den ')[1]} lukket")
    await mette.taps("✅ Yes, say it")
    await line.is_told()
    await line.taps("🗓 Another time")
    await line.taps_nth(0)
    await line.taps_nth(0)
    await line.taps("✅ Yes, this time")
    await mette.is_told()


async def wants_a_call(town: Town, mette: Player, name: str, language: str) -> Player:
    """Somebody asks to be called, and a card says so."""
    someone = await town.resident(name, language)
    await asks_for_a_call(someone)
    await mette.is_told()
    return someone


async def one_is_called(town: Town, mette: Player) -> None:
    """From the card to what came of it."""
    await wants_a_call(town, mette, "Oksana", "en")
    for verb in ("📞 Ring now", "✅ Talk held", "She got guidance"):
        await mette.taps(verb)


async def one_does_not_answer(town: Town, mette: Player) -> None:
    """She reads that somebody tried, and stays on the list."""
    yusuf = await wants_a_call(town, mette, "Yusuf", "ar")
    for verb in ("📞 Ring now", "📵 No answer"):
        await mette.taps(verb)
    await yusuf.is_told()


async def a_call_is_agreed(town: Town, mette: Player) -> None:
    """She knows when the telephone rings."""
    maria = await wants_a_call(town, mette, "Maria", "da")
    await mette.taps("📞 Confirm a call")
    await mette.taps_nth(1)
    await maria.is_told()


async def comes(town: Town, mette: Player, name: str, language: str, topic: str = LETTERS) -> Player:
    """Somebody says that she comes by, and a card says so."""
    someone = await town.resident(name, language)
    await asks(someone, topic, way="🚪 I come by")
    await finishes(someone)
    await mette.is_told()
    return someone


async def one_is_asked(town: Town, mette: Player) -> None:
    """A ready question, answered with a button."""
    nadia = await comes(town, mette, "Nadia", "ar")
    await mette.taps("❓ Ask")
    await mette.taps("Who is the letter from?")
    await nadia.is_told()
    await nadia.taps("The municipality")
    await mette.is_told()


async def one_is_offered_times(town: Town, mette: Player) -> None:
    """Two times to choose from."""
    ali = await comes(town, mette, "Ali", "ar")
    await mette.taps("🗓 Offer times")
    await mette.taps_nth(2)
    await mette.taps_nth(0)
    await mette.taps_nth(1)
    await mette.taps("✅ Send the offer")
    await ali.is_told()
    await ali.taps_nth(0)
    await mette.is_told()


async def a_meeting_is_agreed(town: Town, mette: Player) -> None:
    """The family worker comes along as a companion."""
    peter = await comes(town, mette, "Peter", "da")
    await mette.taps("🤝 Come along")
    await mette.types(f"{on(town, MEETING)} 10.00")
    for verb in ("the job centre", "We agree on that", "✅ Agree on it"):
        await mette.taps(verb)
    await peter.is_told()


async def one_is_referred(town: Town, mette: Player) -> None:
    """Nothing reaches the helper before the family has said yes; what came of it comes back."""
    hassan = await town.staff("Hassan", Role.HELPER, "economy")
    leyla = await comes(town, mette, "Leyla", "en", MONEY)
    await mette.taps("➡️ Refer")
    await mette.taps_label("💰 Økonomisk rådgiver")
    await mette.taps_label("Hassan")
    await mette.taps("✅ Ask the resident")
    await leyla.is_told()
    await leyla.taps("✅ Yes, that is fine")
    await hassan.is_told()
    await hassan.taps("✋ I take it")
    await hassan.taps("✅ Helped")
    await mette.is_told()


async def a_bridge_is_built(town: Town, mette: Player) -> None:
    """A contact with the municipality, registered as made."""
    await comes(town, mette, "Samira", "ar", SCHOOL)
    await mette.taps("🌉 Bridging")
    await mette.taps_label("Skole")


async def one_is_invited(town: Town, mette: Player) -> None:
    """To the family course, in her own language."""
    deqa = await comes(town, mette, "Deqa", "en", FAMILY)
    await mette.taps("🎟 Invite")
    await mette.taps_nth(0)
    await deqa.is_told()


async def six_come_by(town: Town, mette: Player) -> None:
    """Four taps each, counting the one that opens it."""
    for topic, language in CAME_BY:
        await comes_by(mette, topic, language)


async def a_holiday_is_planned(town: Town, mette: Player) -> None:
    """Days, and the colleague who stands in."""
    await mette.types("/fravaer")
    await mette.taps("🌴 Holiday or away")
    await mette.types(f"{on(town, HOLIDAY)}-{on(town, BACK)}")
    await mette.taps_label("Sara")


Act = Callable[[Town, Player], Awaitable[None]]
ACTS: tuple[tuple[str, Act], ...] = (
    ("A colleague is ill.", a_colleague_is_ill),
    ("Two families book a time.", two_book),
    ("A third has a time on a day that is closed.", a_day_is_closed),
    ("Somebody wants to be called, and is.", one_is_called),
    ("Another does not answer.", one_does_not_answer),
    ("With a third a call is agreed.", a_call_is_agreed),
    ("A question goes back, and is answered.", one_is_asked),
    ("Times are offered.", one_is_offered_times),
    ("A companion to a meeting.", a_meeting_is_agreed),
    ("A family is passed on to the economic adviser.", one_is_referred),
    ("A bridge to the municipality.", a_bridge_is_built),
    ("An invitation to the family course.", one_is_invited),
    ("Six come by.", six_come_by),
    ("A holiday is planned.", a_holiday_is_planned),
)


async def play(town: Town, mette: Player, say: Say) -> None:
    """The whole day, act by act."""
    for words, act in ACTS:
        say(words)
        await act(town, mette)
    say("That was the day. On Mette’s phone, type /idag, /uge or /register.")
