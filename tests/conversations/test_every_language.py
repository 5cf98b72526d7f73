"""In each language a parent goes all the way: from a poster to a course, a talk and the questions afterwards."""

from datetime import timedelta

import pytest

from domain.gatherings import Gathering
from domain.people import Role
from locales import LANGUAGES
from locales.catalogues import FOLDER, RESIDENTS, messages, path_of, read, source_of
from tests.conversations.gatherings import COURSE, fills_in, open_course
from tests.conversations.surveys import A_LOT, ASKED, LITTLE, MOSTLY, answers, at_ten, ballots_in, was_there
from tests.conversations.test_plain_screens import faults, screens_of
from tests.conversations.walks import books
from tests.town import Citizen, Town, plain, read_words

OFFERED = sorted(language.code for language in read_words().offered)
LAST = COURSE + timedelta(weeks=1)


def test_every_language_of_the_programme_is_offered() -> None:
    assert sorted(LANGUAGES) == OFFERED
    assert len(OFFERED) == 14


@pytest.mark.parametrize("code", OFFERED)
async def test_she_goes_from_the_poster_to_the_questions_afterwards(calm_town: Town, code: str) -> None:
    await calm_town.staff("Mette")
    await calm_town.staff("Karen", Role.COORDINATOR)
    course = await open_course(calm_town, times=2)
    amina = await calm_town.citizen("Amina", code)
    await comes_in_by_the_poster(amina, course)
    await fills_in(amina, children=["3-5"])
    await amina.taps("✅ Yes, and remind me")
    await says_that_we_may_ask(amina)
    await is_reminded_and_says_that_she_comes(amina)
    await was_there(calm_town, amina, course, 1, 2)
    await is_asked_and_answers(amina)
    await asks_for_a_talk(amina)
    assert anything_is_english(amina) == set()
    seen = {*screens_of(calm_town, amina)}
    assert {shown.text: found for shown in seen if (found := list(faults(shown, amina)))} == {}


async def comes_in_by_the_poster(someone: Citizen, course: Gathering) -> None:
    """The code of the poster, the choice of her language by its own name, and the course."""
    await someone.starts(f"g-{course.code}")
    assert someone.sees[0] == someone.tr.language.own_name
    await someone.taps_label(someone.tr.language.own_name)
    assert plain(someone.tr.day(COURSE.date())) in someone.text
    assert plain(someone.tr.time(COURSE)) in someone.text


async def says_that_we_may_ask(someone: Citizen) -> None:
    await someone.taps("👍 May we ask you later?")
    await someone.taps("✅ Yes, you may")


async def is_reminded_and_says_that_she_comes(someone: Citizen) -> None:
    await someone.town.until(COURSE - timedelta(days=1))
    assert someone.reads("A reminder of your appointment:")
    assert plain(someone.tr.time(COURSE)) in someone.text
    await someone.taps("✅ Yes, coming")


async def is_asked_and_answers(someone: Citizen) -> None:
    """Three days after the last time of the course."""
    await someone.town.until(at_ten(LAST, 4))
    assert someone.has_read(ASKED)
    await answers(someone, A_LOT, MOSTLY, LITTLE)
    ((said, whole, counted, line),) = await ballots_in(someone.town)
    assert (list(said.values()), whole, counted, line) == (["a-lot", "mostly", "little"], True, True, None)


async def asks_for_a_talk(someone: Citizen) -> None:
    await someone.types("/home")
    await books(someone)
    assert any(message.document for message in someone.bot_messages())


def anything_is_english(someone: Citizen) -> set[str]:
    """Sentences of four words or more that stand in her chat in English, though she reads another language."""
    if someone.tr.code == "en":
        return set()
    english = [source_of(one) for one in messages(read(path_of(FOLDER, "en", RESIDENTS), "en"))]
    whole = {plain(one) for one in english if "{" not in one and len(one.split()) > 3}
    chat = "\n".join(plain(message.text) for message in someone.bot_messages())
    return {one for one in whole if one in chat}
