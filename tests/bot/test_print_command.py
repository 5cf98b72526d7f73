"""Paper from the command line: what scripts get, and one clear line for everything that goes wrong."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from domain.gathering_rules import Unit
from domain.gatherings import About, Gathering, GatheringState
from domain.people import Role
from domain.sign_ups import Arrival, Needs, Party, SignUpState
from domain.slots import Span
from simulator import Clock
from storage import gatherings, people, sign_ups
from storage.engine import Tx
from tests.bot.test_cli import given as given
from tests.bot.test_cli import in_the_house, trouble
from tests.bot.test_cli import nabobot as nabobot
from tests.documents.pages import language, links, pages
from tests.town import ZONE

Nabobot = Callable[..., Result]
EVENING = datetime(2099, 3, 5, 17, tzinfo=ZONE)


def planned(given: dict[str, str], activity: str = "evening", title: str = "", *, opened: bool = True) -> Gathering:
    """A gathering in the database of the house."""

    async def make(tx: Tx) -> Gathering:
        now = Clock().now()
        person = await people.add_person(tx, 5, "da", now)
        await people.join_staff(tx, person.id, Role.COORDINATOR, "Karen", now)
        (karen,) = await people.staff_with(tx, Role)
        assert karen.staff is not None
        about = About(None, {"da": title}) if title else About("sleep")
        code = await gatherings.make_gathering(tx, activity, about, 30, True, karen.staff.id, now)
        made = await gatherings.find_gathering(tx, code)
        assert made is not None
        await gatherings.add_sessions(tx, made.id, [(Span(EVENING, EVENING + timedelta(hours=2)), About())])
        if opened:
            await gatherings.move_gathering(tx, made.id, GatheringState.OPEN, now)
        return await gatherings.get_gathering(tx, made.id)

    return in_the_house(given, make)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are written where the command is called."""
    monkeypatch.chdir(tmp_path)


def test_the_leaflet_of_a_year(nabobot: Nabobot, given: dict[str, str]) -> None:
    planned(given)
    result = nabobot("print", "leaflet", "--year", "2099", "--languages", "ar,da", "--bot", "nabo_bot")
    assert (result.exit_code, result.stdout) == (0, "folder-2099.pdf\n")
    page = Path("folder-2099.pdf").read_bytes()
    assert (pages(page), language(page), links(page)) == (2, "ar", {"https://t.me/nabo_bot?start=on"})


def test_pictures_are_numbered(nabobot: Nabobot, given: dict[str, str]) -> None:
    planned(given)
    result = nabobot("print", "leaflet", "--year", "2099", "--png", "--out", "ud.png", "--bot", "nabo_bot")
    assert result.stdout.split() == ["ud-1.png", "ud-2.png"]
    assert Path("ud-2.png").read_bytes()[:4] == b"\x89PNG"


def test_the_poster_and_the_sign(nabobot: Nabobot, given: dict[str, str]) -> None:
    evening = planned(given)
    assert nabobot("print", "poster", evening.code, "--bot", "nabo_bot").exit_code == 0
    assert links(Path(f"plakat-{evening.code}.pdf").read_bytes()) == {f"https://t.me/nabo_bot?start=g-{evening.code}"}
    # Named by its session or by its gathering it is the same sign.
    for code in (evening.code, evening.sessions[0].code):
        assert nabobot("print", "door", code, "--languages", "da", "--bot", "nabo_bot").exit_code == 0
    signs = [Path(f"doerskilt-{code}.pdf").read_bytes() for code in (evening.code, evening.sessions[0].code)]
    assert signs[0] == signs[1]


def test_what_is_not_there_is_said_and_what_is(nabobot: Nabobot, given: dict[str, str]) -> None:
    evening = planned(given)
    said = trouble(nabobot("print", "poster", "0000", "--bot", "x"))
    assert said == f"there is no gathering '0000' that is open; there are: {evening.code} (evening, 2099-03-05)"
    assert trouble(nabobot("print", "leaflet", "--year", "2098", "--bot", "x")).endswith("a leaflet would be empty")
    wrong = nabobot("print", "leaflet", "--year", "2099", "--activity", "course", "--bot", "x")
    assert trouble(wrong) == "no leaflet is made of 'course'; there is one of: evening"
    assert list(Path().glob("*.pdf")) == []


def test_a_draft_is_not_printed(nabobot: Nabobot, given: dict[str, str]) -> None:
    draft = planned(given, opened=False)
    assert trouble(nabobot("print", "poster", draft.code, "--bot", "x")).endswith("there are: none at all")


def test_a_language_that_is_not_offered_or_finds_no_room(nabobot: Nabobot, given: dict[str, str]) -> None:
    code = planned(given).code
    for order in (("print", "poster", code), ("print", "house"), ("slip", "skole")):
        said = trouble(nabobot(*order, "--languages", "da,xx", "--bot", "x"))
        assert said.startswith("the language 'xx' is not offered here; there are: da, en, ar")
    assert list(Path().glob("*.pdf")) == []


def test_the_poster_of_the_house(nabobot: Nabobot, given: dict[str, str]) -> None:
    result = nabobot("print", "house", "--languages", "ar", "--bot", "nabo_bot")
    assert (result.exit_code, result.stdout) == (0, "plakat-huset.pdf\n")
    page = Path("plakat-huset.pdf").read_bytes()
    assert (pages(page), language(page), links(page)) == (1, "ar", {"https://t.me/nabo_bot?start=l-ar-opgang"})
    # Whoever reads one of several languages is asked for hers.
    assert nabobot("print", "house", "--bot", "nabo_bot").exit_code == 0
    assert links(Path("plakat-huset.pdf").read_bytes()) == {"https://t.me/nabo_bot?start=opgang"}


def test_slips_in_the_languages_that_are_named(nabobot: Nabobot, given: dict[str, str]) -> None:
    assert nabobot("slip", "skole", "--languages", "ar,da", "--bot", "nabo_bot").stdout == "skole.pdf\n"
    assert links(Path("skole.pdf").read_bytes()) == {"https://t.me/nabo_bot?start=skole"}


def test_letters_that_cannot_be_printed_are_named_and_nothing_is_written(
    nabobot: Nabobot, given: dict[str, str]
) -> None:
    code = planned(given, title="Te med 李").code
    said = trouble(nabobot("print", "poster", code, "--languages", "da", "--bot", "x"))
    assert said.startswith("nothing was printed: words[0].lines[0]: no font of ours draws U+674E")
    assert list(Path().glob("*.pdf")) == []


def signed_up(given: dict[str, str], gathering: Gathering, name: str) -> None:
    """A family without a phone that was at every session so far."""

    async def sign(tx: Tx) -> None:
        now, whose = Clock().now(), await people.add_family(tx, Clock().now())
        await sign_ups.sign_up(tx, gathering.id, whose, None, SignUpState.GOING, Party(2), Needs(), now, name)
        for session in gathering.sessions:
            seen = sign_ups.came(True, Arrival.LIST, now)
            await sign_ups.say(tx, session.id, whose, None, Unit.FAMILY, **seen)

    in_the_house(given, sign)


def test_the_attendance_list(nabobot: Nabobot, given: dict[str, str]) -> None:
    evening = planned(given)
    signed_up(given, evening, "Familien Holm")
    code = evening.sessions[0].code
    assert nabobot("print", "list", code, "--bot", "x").stdout == f"deltagerliste-{code}.pdf\n"
    assert pages(Path(f"deltagerliste-{code}.pdf").read_bytes()) == 1


def test_diplomas_for_those_named_or_for_all_who_completed(nabobot: Nabobot, given: dict[str, str]) -> None:
    course = planned(given, "course")
    signed_up(given, course, "Familien Holm")
    said = trouble(nabobot("print", "diploma", course.code, "--bot", "x"))
    assert said == f"nobody has completed {course.code} and given a name: write one with --name"
    named = ("--name", "Amina", "--name", "أمينة")
    assert nabobot("print", "diploma", course.code, *named, "--languages", "da,ar", "--bot", "x").exit_code == 0
    assert pages(Path(f"diplom-{course.code}.pdf").read_bytes()) == 1
    said = trouble(nabobot("print", "diploma", course.code, "--name", "李", "--bot", "x"))
    assert said.startswith("nothing was printed: families[0][0].words: no font of ours draws U+674E")
    said = trouble(nabobot("print", "diploma", course.code, "--name", "A", "--languages", "da,ar,en", "--bot", "x"))
    assert said == "a diploma has room for 2 languages"


def test_what_cannot_be_completed_has_no_diploma(nabobot: Nabobot, given: dict[str, str]) -> None:
    said = trouble(nabobot("print", "diploma", planned(given).code, "--name", "A", "--bot", "x"))
    assert said == "'evening' cannot be completed: it has no diploma"
