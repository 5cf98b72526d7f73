"""Who lives in the village, and what each does in the year: decided beforehand, from one seed."""

from collections.abc import Iterator
from random import Random

from domain.gatherings import Session
from tests.year.village import Villager, Way, settles

LETTERS, COMES, GUIDED = "✉️ Letters and forms", "🚪 I come by", "She got guidance"


def moves_in(someone: Villager, *, surveys: bool) -> Way:
    """Meet the bot, and say yes to surveys or nothing."""
    yield from settles(someone)
    if surveys:
        someone.write("/privacy")
        yield
        someone.press("⚙️ What we may send you")
        yield
        someone.press("🔕 Turn surveys on")
        yield


def asks_for_a_talk(someone: Villager) -> Way:
    """Say that she comes by, up to the button that sends it."""
    someone.write("/start")
    yield
    for sentence in ("💬 Talk to someone", "💬 Ask for a talk", LETTERS, COMES, "✔️ Go on", "No name"):
        someone.press(sentence)
        yield


def sends_it(someone: Villager) -> Way:
    """Send it."""
    someone.press("✅ Send")
    yield


def holds_a_talk(mette: Villager, family: str) -> Way:
    """The newest card is hers: they talked."""
    mette.press("✅ Talk held", about=family)
    yield
    mette.press(GUIDED, about=family)
    yield


def meets_somebody_new(mette: Villager, family: str) -> Way:
    """Somebody without a phone came by."""
    mette.write("/henvendelse")
    yield
    mette.press(LETTERS, about=family)
    yield
    mette.press_label("arabisk", about=family)
    yield
    mette.press("🆕 A new family", about=family)
    yield


def arrives_at(someone: Villager, session: Session) -> Way:
    """Open the code on the door."""
    someone.scan(f"d-{session.door}")
    yield


def joins_the_group(someone: Villager, join_code: str) -> Way:
    """Open a nurse's invitation."""
    someone.scan(f"m-{join_code}")
    yield
    someone.press("✅ I'd like to join")
    yield


def leaves_the_group(someone: Villager) -> Way:
    """Leave, from the page of the group."""
    someone.press("👋 Leave the group")
    yield
    someone.press("👋 Yes, say goodbye")
    yield


def some(chance: Random, everybody: list[Villager], share: float) -> Iterator[Villager]:
    """Those who come this time."""
    return (one for one in everybody if chance.random() < share)


def notes_what_became(ida: Villager, daycare: str, plan: str) -> Way:
    """From the message that she has left: whether her child has started in daycare, and what she plans."""
    for step in ("👤 Open", "🧸 Daycare"):
        ida.press(step)
        yield
    ida.press_label(f"1: {daycare}")
    yield
    for step in ("↩️ Back", "🧭 Plan"):
        ida.press(step)
        yield
    ida.press_label(plan)
    yield
