"""Staff print what is planned: the right people, the right paper, in the right languages, or a reason why not."""

from datetime import timedelta

import pytest

from domain.gatherings import About, Detail, Gathering, GatheringState
from domain.people import Role
from domain.slots import Span
from storage import gatherings, people
from tests.conversations.ledger import rows
from tests.documents.pages import language, links, pages
from tests.town import MONDAY, Citizen, Town

EVENING = MONDAY.replace(day=3, month=12, hour=17, minute=0)
DEAD = "This button no longer works. Here is what is true now."


async def planned(
    town: Town,
    activity: str = "evening",
    about: About | None = None,
    *,
    times: int = 1,
    state: GatheringState = GatheringState.OPEN,
) -> Gathering:
    """A gathering as those who plan it left it."""
    days = [EVENING + timedelta(weeks=week) for week in range(times)]
    async with town.running.database.transaction() as tx:
        everybody = await people.staff_with(tx, Role)
        assert everybody[0].staff is not None
        code = await gatherings.make_gathering(
            tx, activity, about or About("sleep"), 30, True, everybody[0].staff.id, town.now
        )
        made = await gatherings.find_gathering(tx, code)
        assert made is not None
        spans = [(Span(day, day + timedelta(hours=2)), About()) for day in days]
        await gatherings.add_sessions(tx, made.id, spans)
        if state is not GatheringState.DRAFT:
            await gatherings.move_gathering(tx, made.id, GatheringState.OPEN, town.now)
        if state is GatheringState.CANCELLED:
            await gatherings.move_gathering(tx, made.id, state, town.now)
        return await gatherings.get_gathering(tx, made.id)


def files(someone: Citizen) -> list[tuple[str, bytes]]:
    """Every file she got."""
    found = (message.document for message in someone.bot_messages())
    return [(one.name, one.bytes) for one in found if one]


def pictures(someone: Citizen) -> list[bytes]:
    """Every picture she got."""
    return [message.photo.bytes for message in someone.bot_messages() if message.photo]


def link(town: Town, payload: str) -> str:
    return f"https://t.me/{town.telegram.username}?start={payload}"


async def opens(someone: Citizen, paper: str, *, name: str = "God søvn") -> None:
    """From her menu to one paper of a gathering."""
    await someone.types("/print")
    await someone.taps_label(next(one for one in someone.sees if one.startswith(name)))
    await someone.taps(paper)


async def test_the_coordinator_prints_the_leaflet_of_the_year(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    await planned(town)
    await karen.types("/start")
    await karen.taps("🖨 Print")
    await karen.taps_label("God søvn · torsdag den 3. december")
    await karen.taps("📰 Leaflet of the year")
    # Nobody has signed up yet: all that we speak.
    assert [one for one in karen.sees if one.startswith("✅")] == ["✅ Dansk", "✅ English", "✅ العربية"]
    await karen.taps_label("✅ English")
    await karen.taps("🖨 As a file to print")
    ((name, page),) = files(karen)
    assert name.startswith("folder-")
    assert (pages(page), language(page), links(page)) == (2, "da", {link(town, "on")})
    # Whatever she says next draws nothing again.
    await karen.types("tak")
    assert len(files(karen)) == 1
    await karen.taps("🖼 As a picture to share")
    assert [picture[:4] for picture in pictures(karen)] == [b"\x89PNG"] * 2


async def test_the_poster_leads_to_its_gathering_in_the_language_she_chose(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    evening = await planned(town)
    await opens(karen, "📌 Poster")
    for other in ("✅ English", "✅ Dansk"):
        await karen.taps_label(other)
    # One language always stays.
    await karen.taps_label("✅ العربية")
    assert "✅ العربية" in karen.sees
    await karen.taps("🖨 As a file to print")
    ((_, page),) = files(karen)
    assert (pages(page), language(page), links(page)) == (1, "ar", {link(town, f"g-{evening.code}")})


async def test_the_sign_is_for_one_day_of_a_series(town: Town) -> None:
    mette = await town.staff("Mette")
    course = await planned(town, "course", About(), times=3)
    await opens(mette, "🚪 Sign on the door", name="Familiekursus")
    assert mette.reads("For which day?")
    await mette.taps_label("torsdag den 10. december")
    await mette.taps("🖨 As a file to print")
    assert [name for name, _ in files(mette)] == [f"doerskilt-{course.sessions[1].code}.pdf"]
    # What is over needs no sign.
    await town.until(course.sessions[1].ends_at + timedelta(hours=1))
    await mette.taps("🖨 As a file to print")
    assert mette.reads(DEAD)
    assert len(files(mette)) == 1


async def test_letters_we_cannot_print_are_named_with_the_words_they_stand_in(town: Town) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    about = About(None, {"da": "Te med 李"}, {Detail.TALK: {"da": "Om 家 og hjem"}})
    await planned(town, about=about)
    await opens(karen, "📰 Leaflet of the year", name="Te med 李")
    await karen.taps("🖨 As a file to print")
    assert "Vi kan ikke trykke tegnet 李, som står i “Te med 李”." in karen.text
    await karen.taps("🖼 As a picture to share")
    assert "Te med 李" in karen.text
    assert (files(karen), pictures(karen)) == ([], [])


@pytest.mark.parametrize(
    ("role", "activity", "papers"),
    [
        (Role.COORDINATOR, "evening", ["leaflet", "poster", "door"]),
        (Role.COORDINATOR, "course", []),
        (Role.FAMILY_WORKER, "evening", ["leaflet", "poster", "door"]),
        (Role.FAMILY_WORKER, "course", ["poster", "door"]),
        (Role.FAMILY_WORKER, "group", []),
        (Role.HEALTH_NURSE, "group", ["poster", "door"]),
        (Role.HEALTH_NURSE, "evening", []),
        (Role.LEADER, "evening", ["leaflet", "poster"]),
        (Role.LEADER, "course", ["poster"]),
        (Role.LEADER, "group", []),
        (Role.HELPER, "evening", []),
    ],
)
async def test_who_may_print_what(calm_town: Town, role: Role, activity: str, papers: list[str]) -> None:
    someone = await calm_town.staff("Nogen", role)
    gathering = await planned(calm_town, activity)
    for paper in ("leaflet", "poster", "door"):
        await someone.presses(f"print:{gathering.code}:{paper}:da:pdf")
        assert someone.reads(DEAD) is (paper not in papers), paper
    assert len(files(someone)) == len(papers)
    await someone.types("/print")
    assert any("God søvn" in label for label in someone.sees) is bool(papers)


@pytest.mark.parametrize("state", [GatheringState.DRAFT, GatheringState.CANCELLED])
async def test_what_may_still_change_or_does_not_take_place_is_not_printed(
    calm_town: Town, state: GatheringState
) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    gathering = await planned(calm_town, state=state)
    for data in (f"print:{gathering.code}", f"print:{gathering.code}:poster", f"print:{gathering.code}:leaflet:da:pdf"):
        await karen.presses(data)
        assert karen.reads(DEAD)
    assert files(karen) == []


async def test_forged_presses_print_nothing_strange(calm_town: Town) -> None:
    karen, amina = await calm_town.staff("Karen", Role.COORDINATOR), await calm_town.resident("Amina", "en")
    code = (await planned(calm_town)).code
    for data in (
        f"print:{code}:x:da:pdf",
        "print:00000000:poster:da:pdf",
        f"print:{code}:door:::",
        f"print:{code}:.:.",
    ):
        await karen.presses(data)
        assert karen.reads(DEAD)
    # A language that nobody speaks is Danish.
    await karen.presses(f"print:{code}:poster:xx.yy:pdf")
    ((_, page),) = files(karen)
    assert language(page) == "da"
    await amina.presses(f"print:{code}:poster:da:pdf")
    await amina.types("/print")
    assert files(amina) == []


async def test_the_leaflet_leads_to_what_is_on(town: Town, language: str) -> None:
    amina = await town.citizen("Amina", language)
    await amina.starts("on")
    await amina.taps_label(amina.tr.language.own_name)
    assert await rows(town, "SELECT at FROM persons") == [("on",)]
    await amina.types("/start")
    await amina.starts("on")
    assert await rows(town, "SELECT at FROM persons") == [("on",)]
