"""A working day of the house, played by its people: what the demo shows, and what a test counts the taps of."""

from collections.abc import Callable
from typing import Protocol

from bot.demo_walks import LETTERS, Player, asks, asks_for_a_call, chooses_a_time, comes_by, finishes
from domain.people import Role

Say = Callable[[str], None]
COME = "🚪 I come by"


class Town(Protocol):
    """Where a day is played: people can be added to it."""

    async def resident(self, name: str, language: str, /) -> Player: ...

    async def staff(self, name: str, role: Role, /) -> Player: ...


async def three_book(town: Town, mette: Player) -> None:
    """Three families book a time: nothing for staff to do."""
    for day, (name, language) in enumerate((("Fatima", "ar"), ("Line", "da"), ("Hodan", "en"))):
        someone = await town.resident(name, language)
        await chooses_a_time(someone, day=day)
        await someone.taps("✅ Book, remind me")
        await mette.is_told()


async def one_is_called(town: Town, mette: Player) -> None:
    """Rung at once: three taps from the card to what came of it."""
    await asks_for_a_call(await town.resident("Oksana", "en"))
    await mette.is_told()
    for verb in ("📞 Ring now", "✅ Talk held", "She got guidance"):
        await mette.taps(verb)


async def one_does_not_answer(town: Town, mette: Player) -> None:
    """The family is told that somebody tried, and stays on the list."""
    await asks_for_a_call(await town.resident("Yusuf", "ar"))
    await mette.is_told()
    for verb in ("📞 Ring now", "📵 No answer"):
        await mette.taps(verb)


async def one_call_is_agreed(town: Town, mette: Player) -> None:
    """A time for the call."""
    maria = await town.resident("Maria", "da")
    await asks_for_a_call(maria)
    await mette.is_told()
    await mette.taps("📞 Confirm a call")
    await mette.taps_nth(1)
    await maria.is_told()


async def comes(town: Town, mette: Player, name: str, language: str) -> Player:
    """Somebody says that she comes by, and a card says so."""
    someone = await town.resident(name, language)
    await asks(someone, way=COME)
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


async def one_is_gone_along_with(town: Town, mette: Player) -> None:
    """A companion to a meeting."""
    peter = await comes(town, mette, "Peter", "da")
    await mette.taps("🤝 Come along")
    await mette.types("1/12 10.00")
    await mette.taps("the job centre")
    await mette.taps("We agree on that")
    await mette.taps("✅ Agree on it")
    await peter.is_told()


async def six_come_by(town: Town, mette: Player) -> None:
    """Four taps each."""
    for topic, language in (
        (LETTERS, "arabisk"),
        (LETTERS, "engelsk"),
        ("🪙 Money and home", "dansk"),
        ("👪 Family", "arabisk"),
        ("🎒 Daycare and school", "dansk"),
        (LETTERS, "arabisk"),
    ):
        await comes_by(mette, topic, language)


ACTS = (
    ("Three families book a time.", three_book),
    ("Somebody wants to be called, and is.", one_is_called),
    ("Another does not answer.", one_does_not_answer),
    ("With a third, a time is agreed.", one_call_is_agreed),
    ("A question goes back, and the answer comes in Danish.", one_is_asked),
    ("Times are offered.", one_is_offered_times),
    ("Mette comes along to a meeting.", one_is_gone_along_with),
    ("Six just come by, without a telephone.", six_come_by),
)


async def play(town: Town, mette: Player, say: Say) -> None:
    """The whole day, act by act."""
    for words, act in ACTS:
        say(words)
        await act(town, mette)
    say("That was the day. Look at Mette’s phone: /idag, /uge and /register.")
