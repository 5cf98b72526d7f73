"""The year is read in the chat: each role sees what it may and nothing more, not even in a file."""

import csv
import io
from datetime import datetime, timedelta
from zipfile import ZipFile

import pytest
from structlog.testing import capture_logs

from bot.demo_term import plant_term
from bot.demo_years import plant_years
from documents.typesetting import Paper
from domain.people import Role
from storage import people
from tests.conversations.test_printing import files, pictures
from tests.documents.pages import is_tagged, language
from tests.town import ZONE, Citizen, Town

WENT_WRONG = "Something went wrong on our side. Please try again, or just come by. (Code: {reference})"
DEAD = "This button no longer works. Here is what is true now."
MINE = {
    Role.COORDINATOR: {"evenings-held", "evenings-families"},
    Role.HEALTH_NURSE: {"group-mothers", "group-daycare", "group-plan", "group-experienced"},
}


async def with_years(town: Town) -> None:
    """A house with a closed year and one that runs."""
    async with town.running.database.transaction() as tx:
        services = town.running.services
        await plant_years(tx, services, await plant_term(tx, services.programme, town.now), town.now)


def keys_in(content: bytes) -> set[str]:
    """The criteria of a table."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    return {row["criterion"] for row in rows}


async def test_the_leader_reads_this_year_and_the_closed_one(town: Town) -> None:
    await with_years(town)
    birgit = await town.staff("Birgit", Role.LEADER)
    await birgit.types("/start")
    await birgit.taps("📊 Report")
    (picture,) = pictures(birgit)
    assert picture[:4] == b"\x89PNG"
    said = birgit.bot_messages()[-2].text
    assert "Familier med mindst én vejledningssamtale: 44. Mål 50: på vej." in said
    # What they answered is only told as far as the goal while the year runs.
    assert "mindst 75\xa0%. Mål 75\xa0%: nået blandt dem, der svarede; ikke bevist for alle." in said
    # Whatever she says next draws nothing again.
    await birgit.types("tak")
    assert len(pictures(birgit)) == 1
    await birgit.taps_label("2025 🔒")
    assert len(pictures(birgit)) == 2
    closed = birgit.bot_messages()[-2].text
    assert "Lukket den 2. februar 2026." in closed
    assert "Familier med mindst én vejledningssamtale: 60. Mål 50: nået." in closed


async def test_one_criterion_with_all_that_is_behind_it(town: Town) -> None:
    await with_years(town)
    birgit = await town.staff("Birgit", Role.LEADER)
    await birgit.types("/rapport")
    await birgit.taps_label("2025 🔒")
    await birgit.taps("🔎 One by one")
    await birgit.taps_label("Familier, der fik hjælp og redskaber og ved, hvad de kan gøre fremover")
    for words in (
        "Andelen af familierne",
        "sagde ja",
        "Usikkerhed for alle",
        "arabisk: ",
        "På papir: ",
        "råd og vejledning: 58",
    ):
        assert words in birgit.text
    await birgit.taps("📈 Through the years")
    assert len(pictures(birgit)) == 3
    await birgit.taps("↩️ Back")
    await birgit.taps_label("Familier, der gennemfører et familiekursus")
    assert "8 af 10" in birgit.text


async def test_the_report_goes_out_as_files(town: Town) -> None:
    await with_years(town)
    birgit = await town.staff("Birgit", Role.LEADER)
    await birgit.types("/rapport")
    await birgit.taps("📄 Yearly report")
    for label in ("📄 PDF in Danish", "📄 PDF in English", "📊 Workbook (Excel)", "🧮 Table (CSV)"):
        await birgit.taps(label)
    danish, english, workbook, table = files(birgit)
    assert [name for name, _ in files(birgit)] == [
        "aarsrapport-2026.pdf",
        "yearly-report-2026.pdf",
        "aarsrapport-2026.xlsx",
        "aarsrapport-2026.csv",
    ]
    assert (language(danish[1]), language(english[1])) == ("da", "en")
    assert is_tagged(danish[1])
    assert "xl/workbook.xml" in ZipFile(io.BytesIO(workbook[1])).namelist()
    assert keys_in(table[1]) == {one.key for one in town.running.services.programme.criteria}


@pytest.mark.parametrize("role", MINE)
async def test_who_registers_some_criteria_reads_these_alone(calm_town: Town, role: Role) -> None:
    await with_years(calm_town)
    karen = await calm_town.staff("Karen", role)
    await karen.types("/rapport")
    programme = calm_town.running.services.programme
    names = {one.key: one.texts["da"] for one in programme.criteria}
    others = set(names) - MINE[role]
    for year in ("2025", "2026"):
        await karen.presses(f"report:{year}:file:csv:da")
        await karen.presses(f"report:{year}:each")
        assert karen.sees[:-2] == [one.texts["da"] for one in programme.criteria if one.key in MINE[role]]
        for key in others:
            await karen.presses(f"report:{year}:of:{key}")
            assert karen.reads(DEAD)
            await karen.presses(f"report:{year}:trend:{key}")
            assert karen.reads(DEAD)
    assert [keys_in(content) for _, content in files(karen)] == [MINE[role]] * 2
    assert [name for name, _ in files(karen)] == ["aarsrapport-2025-uddrag.csv", "aarsrapport-2026-uddrag.csv"]
    everything = "\n".join(message.text or "" for message in karen.bot_messages())
    assert not any(names[key] in everything for key in others)
    await karen.presses("report:2025:file:xlsx:da")
    book = ZipFile(io.BytesIO(files(karen)[-1][1]))
    read = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert names[min(MINE[role])] in read
    assert not any(names[key] in read or f">{key}<" in read for key in others)


async def test_nobody_else_reads_anything(calm_town: Town) -> None:
    await with_years(calm_town)
    helper, amina = await calm_town.staff("Hassan", Role.HELPER), await calm_town.resident("Amina", "en")
    for someone in (helper, amina):
        await someone.types("/rapport")
        for data in ("report", "report:2025", "report:2025:file:pdf:da", "report:2025:of:evenings-held"):
            await someone.presses(data)
        assert (files(someone), pictures(someone)) == ([], [])
        assert "Årsrapport" not in someone.text


async def test_a_picture_that_cannot_be_drawn_is_said_with_a_way_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    birgit = await town.staff("Birgit", Role.LEADER)

    def breaks(*_: object) -> bytes:
        raise RuntimeError("no room on the disk")

    with monkeypatch.context() as broken, capture_logs() as logs:
        broken.setattr(Paper, "pictures", breaks)
        broken.setattr(Paper, "pdf", breaks)
        await birgit.types("/rapport")
        (code,) = (one["code"] for one in logs if one["event"] == "answer_broken")
        assert birgit.reads(WENT_WRONG, reference=code)
        await birgit.taps("📄 Yearly report")
        await birgit.taps("📄 PDF in Danish")
        assert birgit.reads(WENT_WRONG, reference=[one["code"] for one in logs if one["event"] == "answer_broken"][-1])
    assert (files(birgit), pictures(birgit)) == ([], [])
    await birgit.taps("📄 PDF in Danish")
    assert len(files(birgit)) == 1


async def test_what_is_not_there_is_no_longer_there(calm_town: Town) -> None:
    birgit = await calm_town.staff("Birgit", Role.LEADER)
    for data in (
        "report:1999",
        "report:٢٠٢٦",
        "report:2026:of:nothing",
        "report:2026:file:json:da",
        "report:2026:file:pdf:ar",
    ):
        await birgit.presses(data)
        assert birgit.reads(DEAD)
    assert files(birgit) == []


async def test_a_year_in_which_nothing_was_counted_yet(calm_town: Town) -> None:
    birgit = await calm_town.staff("Birgit", Role.LEADER)
    await birgit.types("/rapport")
    await birgit.taps("📄 Yearly report")
    await birgit.taps("📄 PDF in English")
    assert len(files(birgit)) == 1
    await calm_town.until(datetime(2027, 1, 4, 9, 30, tzinfo=ZONE) + timedelta(minutes=1))
    await birgit.types("/rapport")
    assert "2027" in birgit.bot_messages()[-2].text


async def test_somebody_who_left_the_team_reads_nothing_more(calm_town: Town) -> None:
    await with_years(calm_town)
    birgit = await calm_town.staff("Birgit", Role.LEADER)
    await birgit.types("/rapport")
    await _leaves(calm_town, birgit)
    await birgit.presses("report:2025:file:pdf:da")
    assert files(birgit) == []


async def _leaves(town: Town, someone: Citizen) -> None:
    async with town.running.database.transaction() as tx:
        (person,) = (await people.persons_of(tx, [someone.phone.id])).values()
        await people.leave_staff(tx, person.id, town.now)
