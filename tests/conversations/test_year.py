"""The leader's year: what others measure, what is missing, and closing it, after which nothing in it changes."""

import io
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.people import Role
from domain.programme import Programme
from storage import families, figures
from tests.conversations.gatherings import COURSE, EVENING, open_course, open_evening, open_group
from tests.conversations.ledger import place_of, rows, sent, unsound
from tests.conversations.taking_part import family, takes_part
from tests.conversations.test_gathering_reminders import Foreseeing
from tests.conversations.test_register_closed_year import CLOSED, FEBRUARY, JANUARY, came_by, closes
from tests.town import ZONE, Citizen, Town, town_in

DEAD = "This button no longer works. Here is what is true now."
FIGURES = "SELECT criterion, year, value, source, as_of, withdrawn_at IS NULL FROM area_figures ORDER BY id"


async def leads(town: Town) -> Citizen:
    lene = await town.staff("Lene", Role.LEADER)
    await lene.types("/aaret")
    return lene


async def test_a_figure_is_typed_with_its_source_and_its_day(town: Town) -> None:
    lene = await leads(town)
    assert "Skolefravær: mangler" in lene.text
    await lene.taps_label("📊 Skolefravær")
    assert "Udgangspunktet var 6,6\N{NO-BREAK SPACE}% i 2018. Det skal ned." in lene.text
    await lene.types("mange")
    assert lene.reads("I did not understand that figure. Write for example 6,4.")
    await lene.types("140 %")
    assert "Det kan ikke passe. Tallet ligger mellem 0,0\N{NO-BREAK SPACE}% og 100,0\N{NO-BREAK SPACE}%." in lene.text
    await lene.types("6.4 %")
    assert lene.reads("Who measured it? You can also write it.")
    await lene.taps_label("BoSocData")
    await lene.types("i morgen")
    assert lene.reads("Write a day that is not ahead of us, for example 1/12 or 1. december 2026.")
    await lene.types("1. november 2026")
    assert "Skrevet ind: 6,4\N{NO-BREAK SPACE}%" in lene.text
    assert "BoSocData, tal fra 1. november 2026" in lene.text
    assert "(Lene)" in lene.text
    assert await rows(town, FIGURES) == [("absence", 2026, 6.4, "BoSocData", "2026-11-01", 1)]
    await lene.types("/aaret")
    assert "✅ Skolefravær: 6,4\N{NO-BREAK SPACE}%" in lene.text
    assert await unsound(town) == {}


async def test_it_is_put_right_and_taken_back_with_all_that_stood_there(town: Town) -> None:
    lene = await leads(town)
    for value, source in (("4,9", None), ("5,2", "Kommunens egne tal")):
        await lene.types("/aaret")
        await lene.taps_label("📊 Karakterer i 9. klasse")
        await lene.taps("✏️ Enter it" if source is None else "✏️ Put it right")
        await lene.types(value)
        await (lene.taps_label("Landsbyggefondens data") if source is None else lene.types(source))
        await lene.taps("Today")
    assert "Skrevet ind: 5,2\nKommunens egne tal" in lene.text
    assert "4,9 · Landsbyggefondens data (Lene)" in lene.text
    await lene.taps("↩️ Take it back")
    assert "Skrevet ind: 4,9" in lene.text
    assert "5,2 · Kommunens egne tal (Lene) (trukket tilbage)" in lene.text
    await lene.taps("↩️ Take it back")
    assert lene.reads("Nothing is entered for this year.")
    assert [row[-1] for row in await rows(town, FIGURES)] == [0, 0]
    assert await unsound(town) == {}


@pytest.mark.parametrize("wrong", ["-1", "101", "6,4,4", "%", "1e3", "٦", "6.432", "", "99999", "3/11"])
async def test_what_is_no_such_figure_is_never_kept(calm_town: Town, wrong: str) -> None:
    lene = await leads(calm_town)
    await lene.taps_label("📊 Skolefravær")
    await lene.types(wrong or " . ")
    assert await rows(calm_town, FIGURES) == []
    await lene.presses("year:2026:figure:marks")
    await lene.types("-3")
    assert lene.reads("Who measured it? You can also write it.")


async def test_forged_years_figures_and_entries_lead_nowhere(calm_town: Town) -> None:
    lene = await leads(calm_town)
    for data in (
        *("year:2027", "year:2020", "year:x", "year:٢٠٢٦", "year:2026:figure:counselling-families"),
        *("year:2026:figure:nothing", "year:2026:back:1", "year:2026:back:x", "year:2026:enter:evenings-held"),
        *("year:2026:close", "year:2026:close:yes", "year:2027:close:yes", "year:2027:archive", "year:x:missing"),
    ):
        await lene.presses(data)
        assert lene.reads(DEAD), data
    assert await rows(calm_town, "SELECT * FROM closed_years") == []


@pytest.mark.parametrize("role", [Role.FAMILY_WORKER, Role.COORDINATOR, Role.HEALTH_NURSE, Role.HELPER])
async def test_nobody_but_the_leader_has_the_year(calm_town: Town, role: Role) -> None:
    other = await calm_town.staff("Lea", role)
    for data in ("year", "year:2026", "year:2026:archive", "year:2026:close:yes", "year:2026:enter:absence"):
        await other.presses(data)
        assert other.reads(DEAD)


async def test_what_is_missing_is_said_in_numbers_only(calm_town: Town) -> None:
    lene, ida = await leads(calm_town), await calm_town.staff("Ida", Role.HEALTH_NURSE)
    course, group = await open_course(calm_town, times=3), await open_group(calm_town, times=3)
    amina = await family(calm_town, "Amina", "ar", course)
    one = await takes_part(calm_town, amina, group)
    await calm_town.until(COURSE + timedelta(hours=4))
    await ida.presses(f"held:{group.sessions[0].code}:list")
    await ida.taps_nth(0)
    await ida.presses(f"group:{group.code}:bye:{one.code}:yes")
    await lene.taps("📋 What is missing")
    assert "Møder, hvor ingen er noteret som kommet: 1" in lene.text
    assert "Mødre med en plan for job, uddannelse eller aktivering: ukendt for 1" in lene.text
    assert "Skolefravær: mangler" in lene.text
    assert "2026 kan lukkes fra 1. februar 2027." in lene.text
    assert "🔒 Luk 2026" not in lene.sees
    assert "Amina" not in lene.text


async def test_a_year_is_closed_once_its_rounds_are_and_then_nothing_in_it_changes(town: Town) -> None:
    lene, mette = await leads(town), await town.staff("Mette")
    await came_by(mette)
    await town.until(JANUARY)
    await lene.types("/aaret")
    assert "Året 2026" in lene.text
    await lene.presses("year:2026:close:yes")
    assert lene.reads(DEAD)
    await town.until(FEBRUARY)
    await lene.taps("📋 What is missing")
    await lene.taps_label("🔒 Luk 2026")
    assert "Det mangler og vil så stå som ukendt:" in lene.text
    await lene.taps_label("🔒 Ja, luk 2026")
    assert "2026 blev lukket den 2. februar 2027. Der ændres ikke mere i året." in lene.text
    await lene.presses("year:2026:close:yes")
    assert await rows(town, "SELECT year FROM closed_years") == [(2026,)]
    for old in ("year:2026:enter:absence", "year:2026:figure:absence"):
        await lene.presses(old)
        assert CLOSED in lene.text
    await lene.types("6,4")
    assert CLOSED in lene.text
    assert await rows(town, FIGURES) == []
    await lene.types("/aaret")
    assert "Året 2027" in lene.text
    assert await unsound(town) == {}


async def test_a_figure_begun_before_closing_is_not_kept_after_it(calm_town: Town) -> None:
    lene = await leads(calm_town)
    await calm_town.until(FEBRUARY)
    await lene.presses("year:2026:figure:absence")
    await lene.types("6,4")
    await closes(calm_town, lene)
    await lene.taps_label("BoSocData")
    await lene.types("1/11")
    assert CLOSED in lene.text
    assert await rows(calm_town, FIGURES) == []


async def test_joining_two_families_later_leaves_a_closed_year_as_it_was_reported(calm_town: Town) -> None:
    lene, mette = await leads(calm_town), await calm_town.staff("Mette")
    for _ in range(2):
        await came_by(mette)
    await calm_town.until(FEBRUARY)
    await lene.presses("year:2026:close:yes")
    programme = calm_town.running.services.programme
    before = await counted(calm_town, programme)
    assert before == 2
    ((one,), (other,)) = await rows(calm_town, "SELECT DISTINCT family_id FROM talks ORDER BY family_id")
    place = await place_of(calm_town, mette)
    async with calm_town.running.database.transaction() as tx:
        assert await families.join_families(tx, one, other, place, calm_town.now)
    assert await rows(calm_town, "SELECT count(DISTINCT family_id) FROM talks") == [(1,)]
    assert await counted(calm_town, programme) == 2


async def counted(town: Town, programme: Programme) -> float | None:
    """How many families were counselled in 2026, by the year's figures."""
    async with town.running.database.transaction() as tx:
        found = await figures.year_figures(tx, programme, 2026, town.now)
    one = found.figure("counselling-families")
    return one.value if one else None


async def test_the_leader_is_reminded_once_in_february_if_it_is_not_closed(town: Town) -> None:
    mette, lene = await town.staff("Mette"), await leads(town)
    await came_by(mette)
    for day in (datetime(2027, 1, 31, 12, tzinfo=ZONE), datetime(2027, 2, 1, 8, 30, tzinfo=ZONE)):
        await town.until(day)
        assert await sent(town, "staff-year") == {}
    for hours in (1, 24, 24 * 20):
        await town.later(hours=hours)
    said = "All answers for {year} are in. The year can be closed when the registers are complete."
    assert lene.times_read(said, year="2026") == 1
    assert await sent(town, "staff-year") == {"sent": 1}
    assert not mette.has_read(said, year="2026")


async def test_whoever_plays_telegram_can_go_to_the_reminder_of_the_leader(tmp_path: Path) -> None:
    async with town_in(tmp_path, restless=False, kind=Foreseeing) as town:
        mette = await town.staff("Mette")
        await came_by(mette)
        assert town.telegram.clock.next_due is None
        lene = await leads(town)
        first = datetime(2027, 2, 1, 9, tzinfo=ZONE)
        assert town.telegram.clock.next_due == first
        await town.until(first)
        assert lene.reads(
            "All answers for {year} are in. The year can be closed when the registers are complete.", year="2026"
        )
        assert town.telegram.clock.next_due is None


async def test_nobody_is_reminded_of_a_year_in_which_nothing_was_registered(calm_town: Town) -> None:
    await leads(calm_town)
    await calm_town.until(datetime(2027, 1, 31, 12, tzinfo=ZONE))
    await calm_town.until(datetime(2027, 2, 1, 12, tzinfo=ZONE))
    assert await sent(calm_town, "staff-year") == {"cancelled": 1}


async def test_a_year_with_evenings_alone_is_one_to_close_as_well(calm_town: Town) -> None:
    lene = await leads(calm_town)
    evening = await open_evening(calm_town)
    amina = await calm_town.resident("Amina", "en")
    await calm_town.until(EVENING)
    await amina.starts(f"d-{evening.sessions[0].door}")
    for moment in (datetime(2027, 1, 31, 12, tzinfo=ZONE), datetime(2027, 2, 1, 12, tzinfo=ZONE)):
        await calm_town.until(moment)
    assert await sent(calm_town, "staff-year") == {"sent": 1}
    await lene.types("/aaret")
    assert "2026" in lene.text


async def test_the_archive_holds_counts_and_nobody(calm_town: Town) -> None:
    lene, mette = await leads(calm_town), await calm_town.staff("Mette")
    await came_by(mette)
    await mette.taps("✏️ Nickname")
    await mette.types("Tvillingerne")
    await lene.types("/aaret")
    await lene.taps("📦 For the archive")
    document = next(one.document for one in reversed(lene.bot_messages()) if one.document is not None)
    assert document.name == "registre-2026.zip"
    found = unpacked(document.bytes)
    assert "2026-11;Kom bare forbi;1" in found["samtaler-maade.csv"]
    assert "samtaler-maade.csv;Måned;år-måned" in found["kodebog.csv"]
    # What a single family spoke of stands nowhere.
    assert len(found["samtaler-emne.csv"].splitlines()) == 1
    ((code,),) = await rows(calm_town, "SELECT code FROM families JOIN talks ON families.id = family_id")
    for gives_away in ("Tvillingerne", code, code[:4].upper(), "2026-11-23", "Mette", "arabisk"):
        assert not [name for name, text in found.items() if gives_away in text], gives_away


def unpacked(content: bytes) -> dict[str, str]:
    """The tables of an archive, by file."""
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        return {name: folder.read(name).decode("utf-8-sig") for name in folder.namelist()}


async def test_whoever_is_forgotten_still_counts_in_the_archive(calm_town: Town) -> None:
    mette, lene = await calm_town.staff("Mette"), await leads(calm_town)
    course = await open_course(calm_town, times=2)
    residents = [await family(calm_town, name, "ar", course) for name in ("Amina", "Basma")]
    await calm_town.until(COURSE + timedelta(hours=4))
    await mette.presses(f"held:{course.sessions[0].code}:list")
    for place in range(2):
        await mette.taps_nth(place)
    before = await archive_read(calm_town, lene)
    for one in residents:
        await one.types("/privacy")
        await one.taps("🗑 Forget me")
        await one.taps("🗑 Yes, forget me")
    assert await rows(calm_town, "SELECT count(*) FROM persons WHERE telegram_id = :id", id=residents[0].phone.id) == [
        (0,)
    ]
    assert await archive_read(calm_town, lene) == before
    assert ";2;" in before["forloeb.csv"]


async def archive_read(town: Town, lene: Citizen) -> dict[str, str]:
    await lene.presses("year:2026:archive")
    document = next(one.document for one in reversed(lene.bot_messages()) if one.document is not None)
    return unpacked(document.bytes)
