"""Staff print what is planned: the right people, the right paper, in the right languages, or a reason why not."""

from datetime import timedelta
from typing import Any

import pytest

from documents.typesetting import Paper
from domain.gatherings import About, Detail, Gathering, GatheringState
from domain.people import Role
from domain.sign_ups import Arrival, Needs, Party, SignUp
from storage import sign_ups
from tests.conversations.gatherings import COURSE, open_course, open_evening, open_gathering, open_group, weekly
from tests.conversations.ledger import readable, rows
from tests.conversations.taking_part import family, takes_part, without_a_phone
from tests.documents.pages import language, links, pages
from tests.town import Citizen, Town

DEAD = "This button no longer works. Here is what is true now."


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
    await open_evening(town)
    await karen.types("/start")
    await karen.taps("⚙️ More")
    await karen.taps("🖨 Print")
    await karen.taps_label("God søvn · torsdag den 3. december")
    await karen.taps("📰 Leaflet of the year")
    # Nobody has signed up yet: what is spoken most in the area, as many as stand side by side.
    services = town.running.services
    area = services.languages.of_the_area(services.programme.languages)[:4]
    assert {one for one in karen.sees if one.startswith("✅")} == {f"✅ {one.own_name}" for one in area}
    assert {"✅ Dansk", "✅ العربية", "✅ English"} <= set(karen.sees)
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
    evening = await open_evening(town)
    await opens(karen, "📌 Poster")
    for other in [one for one in karen.sees if one.startswith("✅") and one != "✅ العربية"]:
        await karen.taps_label(other)
    # One language always stays.
    await karen.taps_label("✅ العربية")
    assert "✅ العربية" in karen.sees
    await karen.taps("🖨 As a file to print")
    ((_, page),) = files(karen)
    assert (pages(page), language(page), links(page)) == (1, "ar", {link(town, f"l-ar-g-{evening.code}")})


async def test_the_poster_of_the_house_is_for_all_staff(town: Town) -> None:
    hassan = await town.staff("Hassan", Role.HELPER, "economy")
    await hassan.types("/sedler")
    await hassan.taps("📌 Poster of the house")
    assert "✅ Dansk" in hassan.sees
    await hassan.presses("poster:ar")
    assert [one for one in hassan.sees if one.startswith("✅")] == ["✅ العربية"]
    await hassan.taps("🖨 As a file to print")
    ((name, page),) = files(hassan)
    assert name == "plakat-huset.pdf"
    assert (pages(page), language(page), links(page)) == (1, "ar", {link(town, "l-ar-opgang")})
    # Whatever is said next draws nothing again.
    await hassan.types("tak")
    await hassan.taps("🖼 As a picture to share")
    assert [picture[:4] for picture in pictures(hassan)] == [b"\x89PNG"]
    # What no language is named by is Danish.
    await hassan.presses("poster:..xx:pdf")
    assert links(files(hassan)[-1][1]) == {link(town, "opgang")}


async def test_a_resident_prints_nothing_of_the_house(calm_town: Town) -> None:
    amina = await calm_town.resident("Amina", "da")
    for data in ("poster", "poster:da", "poster:da:pdf", "slips:skole:da", "slips:skole:da:pdf"):
        await amina.presses(data)
    assert (files(amina), pictures(amina)) == ([], [])
    assert not any(label.startswith("✅") for label in amina.sees)


async def test_the_poster_of_a_group_is_an_invitation(calm_town: Town) -> None:
    hanne = await calm_town.staff("Hanne", Role.HEALTH_NURSE)
    group = await open_group(calm_town)
    await hanne.presses(f"print:{group.code}:poster:da:pdf")
    ((_, page),) = files(hanne)
    assert links(page) == {link(calm_town, f"m-{group.join_code}")}


async def test_the_sign_is_for_one_day_of_a_series(town: Town) -> None:
    mette = await town.staff("Mette")
    course = await open_course(town, times=3)
    await opens(mette, "🚪 Sign on the door", name="Familiekursus")
    assert mette.reads("For which day?")
    await mette.taps_label("tirsdag den 8. december")
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
    await open_evening(town, about)
    await opens(karen, "📰 Leaflet of the year", name="Te med 李")
    await karen.taps("🖨 As a file to print")
    assert "Vi kan ikke trykke tegnet 李, som står i “Te med 李”." in karen.text
    await karen.taps("🖼 As a picture to share")
    assert "Te med 李" in karen.text
    assert (files(karen), pictures(karen)) == ([], [])


@pytest.mark.parametrize(
    ("role", "activity", "papers"),
    [
        (Role.COORDINATOR, "evening", ["leaflet", "poster", "door", "list"]),
        (Role.COORDINATOR, "course", []),
        (Role.FAMILY_WORKER, "evening", ["leaflet", "poster", "door", "list"]),
        (Role.FAMILY_WORKER, "course", ["poster", "door", "list"]),
        (Role.FAMILY_WORKER, "group", []),
        (Role.HEALTH_NURSE, "group", ["poster", "door", "list"]),
        (Role.HEALTH_NURSE, "evening", []),
        (Role.LEADER, "evening", ["leaflet", "poster"]),
        (Role.LEADER, "course", ["poster"]),
        (Role.LEADER, "group", []),
        (Role.HELPER, "evening", []),
    ],
)
async def test_who_may_print_what(calm_town: Town, role: Role, activity: str, papers: list[str]) -> None:
    someone = await calm_town.staff("Nogen", role)
    gathering = await open_gathering(calm_town, activity, weekly(COURSE, 1, hours=2), About("sleep"))
    for paper in ("leaflet", "poster", "door", "list"):
        data = f"print:{gathering.code}:{paper}"
        await someone.presses(data if paper == "list" else f"{data}:da:pdf")
        assert someone.reads(DEAD) is (paper not in papers), paper
    assert len(files(someone)) == len(papers)
    await someone.types("/print")
    assert any("God søvn" in label for label in someone.sees) is bool(papers)


@pytest.mark.parametrize("state", [GatheringState.DRAFT, GatheringState.CANCELLED])
async def test_what_may_still_change_or_does_not_take_place_is_not_printed(
    calm_town: Town, state: GatheringState
) -> None:
    karen = await calm_town.staff("Karen", Role.COORDINATOR)
    gathering = await open_gathering(calm_town, "evening", weekly(COURSE, 1, hours=2), state=state)
    for data in (f"print:{gathering.code}", f"print:{gathering.code}:poster", f"print:{gathering.code}:leaflet:da:pdf"):
        await karen.presses(data)
        assert karen.reads(DEAD)
    assert files(karen) == []


async def test_forged_presses_print_nothing_strange(calm_town: Town) -> None:
    karen, amina = await calm_town.staff("Karen", Role.COORDINATOR), await calm_town.resident("Amina", "en")
    code = (await open_evening(calm_town)).code
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


async def was_there(town: Town, gathering: Gathering, signed: SignUp, times: int) -> None:
    """A family was at the first so many sessions."""
    rules = town.running.services.programme.rules(gathering.activity)
    assert rules is not None
    async with town.running.database.transaction() as tx:
        for session in gathering.sessions[:times]:
            seen = sign_ups.came(True, Arrival.LIST, town.now)
            await sign_ups.say(tx, session.id, signed.family, signed.person, rules.unit, **seen)


def names_on(paper: Paper) -> list[list[str]]:
    """The names on each diploma."""
    families: Any = paper.words["families"]
    return [[one["words"] for one in names] for names in families]


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[Paper]:
    """Every paper that is drawn as a file."""
    drawn: list[Paper] = []
    pdf = Paper.pdf

    def drawing(paper: Paper) -> bytes:
        drawn.append(paper)
        return pdf(paper)

    monkeypatch.setattr(Paper, "pdf", drawing)
    return drawn


async def test_the_list_names_those_who_come_and_what_they_need(town: Town, papers: list[Paper]) -> None:
    karen = await town.staff("Karen", Role.COORDINATOR)
    evening = await open_evening(town)
    amina = await town.resident("Amina", "ar")
    party, needs = Party(2, {"3-5": 1, "6-9": 2}, childcare=True), Needs("salad", {"nuts": 2}, "ar")
    await takes_part(town, amina, evening, party, needs)
    signed = await without_a_phone(town, evening, "عائلة الحسن")
    await without_a_phone(town, evening, "Familien 李")
    gone = await family(town, "Basma", "da", evening)
    await gone.presses(f"session:{evening.sessions[0].code}:leave")
    await opens(karen, "📋 Attendance list")
    ((name, _),) = files(karen)
    assert name == f"deltagerliste-{evening.sessions[0].code}.pdf"
    (paper,) = papers
    families: Any = paper.words["families"]
    assert [(one["adults"], one["childcare"], one["interpreter"], one["languages"]) for one in families] == [
        (2, 3, "arabisk", "arabisk"),
        (2, 2, "", ""),
        (2, 2, "", ""),
    ]
    assert (families[0]["dish"], paper.words["allergies"]) == ("En salat", [["Ingen nødder", 2]])
    # A name from the right keeps the code behind it; one that cannot be printed is the code alone.
    assert families[1]["name"].startswith("\u2068عائلة الحسن\u2069 · ")
    assert len(families[2]["name"]) == 4
    assert signed.name == "عائلة الحسن"
    # Whatever she says next draws no second list.
    await karen.types("tak")
    assert len(files(karen)) == 1


async def test_diplomas_for_all_who_completed_and_gave_a_name(town: Town, papers: list[Paper]) -> None:
    mette = await town.staff("Mette")
    course = await open_course(town)
    hassan, nameless = await without_a_phone(town, course, "عائلة الحسن"), await without_a_phone(town, course, "")
    often = await without_a_phone(town, course, "Familien Holm")
    for one, times in ((hassan, 6), (nameless, 7), (often, 5)):
        await was_there(town, course, one, times)
    await town.until(course.sessions[-1].ends_at + timedelta(hours=1))
    await opens(mette, "🎓 Diplomas", name="Familiekursus")
    await mette.taps_label("▫️ العربية")
    await mette.taps("➡️ Go on")
    assert "2 familier har gennemført indtil nu." in mette.text
    assert "1 af dem har ikke skrevet et navn, der kan trykkes." in mette.text
    await mette.taps_label("🎓 Alle med navn (1)")
    ((_, page),) = files(mette)
    assert pages(page) == 1
    assert names_on(papers[0]) == [["عائلة الحسن"]]
    said: Any = papers[0].words["words"]
    assert [one["language"] for one in said] == ["da", "ar"]
    assert [one["course"] for one in said] == ["Familiekursus", "\u2068دورة العائلة\u2069"]


async def test_the_names_on_a_diploma_are_typed_and_kept_nowhere(town: Town, papers: list[Paper]) -> None:
    mette = await town.staff("Mette")
    course = await open_course(town)
    await was_there(town, course, await without_a_phone(town, course, ""), 6)
    await town.until(course.sessions[5].ends_at)
    await opens(mette, "🎓 Diplomas", name="Familiekursus")
    await mette.taps("➡️ Go on")
    await mette.taps_label(next(one for one in mette.sees if one.startswith("🎓")))
    await mette.types("Olena Шевченко\n\nCanary Hassan")
    assert len(files(mette)) == 1
    assert names_on(papers[0]) == [["Olena Шевченко", "Canary Hassan"]]
    assert "Canary" not in await readable(town)
    # Letters that cannot be printed are named, and she can write others at once.
    await mette.types("Familien 李")
    assert "Vi kan ikke trykke tegnet 李" in mette.text
    await mette.types("Familien Li")
    assert len(files(mette)) == 2


async def test_only_who_runs_the_course_gives_diplomas(calm_town: Town) -> None:
    karen, mette = await calm_town.staff("Karen", Role.COORDINATOR), await calm_town.staff("Mette")
    leader = await calm_town.staff("Lone", Role.LEADER)
    course, evening = await open_course(calm_town), await open_evening(calm_town)
    signed = await without_a_phone(calm_town, course, "Familien Holm")
    for data in (
        f"diplomas:{course.code}:da",
        f"diplomas:{course.code}:da:all",
        f"diploma:{signed.code}:da",
        f"diploma:{signed.code}:da:named",
    ):
        for someone in (karen, leader):
            await someone.presses(data)
            assert someone.reads(DEAD)
            await someone.types("Familien Holm")
            assert files(someone) == []
    # An evening is not completed.
    await mette.presses(f"diplomas:{evening.code}:da")
    assert mette.reads(DEAD)
    await mette.presses(f"diploma:{signed.code}:da:named")
    assert len(files(mette)) == 1
