"""The parents of one family read different languages: whatever reaches both comes to each in his or her own."""

import re
from datetime import timedelta

from domain.people import Role
from tests.conversations.gatherings import COURSE, looks_at, open_course, same_family, signs_up
from tests.conversations.taking_part import family, takes_part
from tests.conversations.test_every_language import anything_is_english
from tests.conversations.test_gathering_changes import CANCELLED, CHANGED, cancels, moves
from tests.conversations.test_gathering_reminders import REMINDER
from tests.conversations.test_waiting_list import FREE, LAPSED, full, leaves, offered_until
from tests.town import Citizen, Town, plain

ARABIC = re.compile("[\u0600-\u06ff]")
# Her own language by its own name, where languages are chosen, is no slip.
NAMES = ("العربية",)


async def two_parents(town: Town) -> tuple[Citizen, Citizen]:
    """A mother who reads Arabic and a father who reads English, both reminded."""
    amina, omar = await family(town, "Amina", "ar"), await family(town, "Omar", "en")
    await same_family(town, amina, omar)
    return amina, omar


def slips(amina: Citizen, omar: Citizen) -> set[str]:
    """What stands in the chat of one of them in the language of the other, buttons too."""
    hers = {plain(message.text) for message in amina.bot_messages() if not ARABIC.search(message.text)}
    his = {plain(text) for text in said_to(omar) if ARABIC.search(text)} - {*NAMES}
    labels = {label for label in labels_of(amina) if not ARABIC.search(label)} - {"English", "Dansk"}
    return hers | his | labels | anything_is_english(amina)


def said_to(someone: Citizen) -> list[str]:
    return [message.text for message in someone.bot_messages()] + labels_of(someone)


def labels_of(someone: Citizen) -> list[str]:
    return [button.label for message in someone.bot_messages() for row in message.buttons for button in row]


async def test_reminders_changes_and_cancellations_come_to_each_in_the_own_language(town: Town) -> None:
    await town.staff("Karen", Role.COORDINATOR)
    course = await open_course(town, times=3)
    amina, omar = await two_parents(town)
    await takes_part(town, amina, course)
    await town.until(COURSE - timedelta(days=1))
    for parent in (amina, omar):
        assert parent.reads(REMINDER)
        assert plain(parent.tr.time(COURSE)) in parent.text
    await omar.taps("✅ Yes, coming")
    await moves(town, course, timedelta(days=1), 1)
    assert all(parent.reads(CHANGED) for parent in (amina, omar))
    await cancels(town, course, 2)
    assert all(parent.reads(CANCELLED) for parent in (amina, omar))
    await cancels(town, course)
    assert slips(amina, omar) == set()


async def test_a_sign_up_and_an_offer_are_read_by_each_in_the_own_language(town: Town) -> None:
    evening, first = await full(town)
    amina, omar = await two_parents(town)
    await signs_up(amina, evening, children=["3-5"])
    await looks_at(omar, evening)
    await omar.taps("✏️ See my sign-up")
    await leaves(first)
    for parent in (amina, omar):
        assert parent.reads(FREE, moment=offered_until(parent, hours=24))
    await town.later(hours=24, minutes=1)
    assert all(parent.reads(LAPSED) for parent in (amina, omar))
    await omar.taps("✅ Sign up again")
    await looks_at(amina, evening)
    await amina.taps("✏️ See my sign-up")
    assert slips(amina, omar) == set()
