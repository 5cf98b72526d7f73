"""What families wrote: read only once enough of them did and the round is closed, and told on in staff's own words."""

import pytest

from domain.people import Role
from domain.surveys import Mode, Option, Quarter, Wording
from storage import people, survey_themes, surveys
from storage.figures import live_figures
from tests.conversations.ledger import rows, unsound
from tests.conversations.test_register_closed_year import CLOSED, closes
from tests.town import Town

DEAD = "This button no longer works. Here is what is true now."
WORDING = Wording({"help": {"da": "Hjælp?"}}, {"no": {"da": "Nej"}}, frozenset({Option.A_LOT}))
LINES = ["Længere åbent", "مواعيد أكثر", "More coffee", "Flere <b>legesager</b>", "Ring før I kommer"]


async def wrote(town: Town, *lines: str, closed: bool = True, survey: str = "counselling", second: int = 0) -> int:
    """A round in which families wrote these lines at the end, so many of them as a second parent."""
    async with town.running.database.transaction() as tx:
        here = await surveys.open_round(tx, survey, Quarter(2026, 3), WORDING, "v1", town.now)
        for number, line in enumerate(lines):
            family = await people.add_family(tx, town.now)
            code = await surveys.invite(tx, here.id, family, None, "counselling", town.now, "ar")
            found = await surveys.find_invitation(tx, code or "")
            assert found is not None
            link = await surveys.begin_ballot(tx, found.id, here.id, Mode.HOUSE)
            await surveys.fill_ballot(tx, link, {"help": Option.NO}, complete=True, counted=number >= second)
            await surveys.write_line(tx, link, line)
        if closed:
            await surveys.close_round(tx, here.id, town.now)
        return here.id


async def test_lines_are_read_without_answers_and_told_on_in_other_words(town: Town) -> None:
    mette = await town.staff("Mette")
    await wrote(town, *LINES)
    await mette.types("/svar")
    await mette.taps("💬 What families wrote")
    await mette.taps_label("Åben familierådgivning, 3. kvartal 2026 · 5")
    for line in LINES:
        assert line in mette.text
    for hidden in ("arabisk", "Nej", "😞", "house"):
        assert hidden not in mette.text
    await mette.types("Flere vil gerne have længere åbningstid")
    await mette.types("Flere vil gerne have længere åbningstid")
    assert mette.text.count("– Flere vil gerne have længere åbningstid") == 1
    assert not mette.reads("There are five themes already. Take one back first.")
    async with town.running.database.transaction() as tx:
        year = await live_figures(tx, town.running.services.programme, 2026, town.now)
    assert year.themes == {"counselling": ("Flere vil gerne have længere åbningstid",)}
    await mette.taps_label("Fortryd: Flere vil gerne have læn")
    assert "–" not in mette.text
    assert await rows(town, "SELECT withdrawn_at IS NULL FROM survey_themes") == [(0,)]
    assert await unsound(town) == {}


async def test_fewer_than_five_lines_are_read_by_nobody(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    here = await wrote(calm_town, *LINES[:4])
    await mette.presses("themes")
    assert mette.reads("Nothing to read. Lines can be read once a round is closed and five families have written.")
    for data in (f"themes:{here}", f"themes:{here}:back:1", "themes:99", "themes:x", "themes:٣"):
        await mette.presses(data)
        assert mette.reads(DEAD)
        assert LINES[0] not in mette.text


async def test_two_parents_are_one_family_of_the_five(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    here = await wrote(calm_town, *LINES, second=1)
    await mette.presses(f"themes:{here}")
    assert mette.reads(DEAD)
    async with calm_town.running.database.transaction() as tx:
        assert await survey_themes.lines_of(tx, here) == []


async def test_an_open_round_is_read_by_nobody(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    here = await wrote(calm_town, *LINES, closed=False)
    await mette.presses(f"themes:{here}")
    assert mette.reads(DEAD)
    assert LINES[0] not in mette.text


@pytest.mark.parametrize("role", [Role.LEADER, Role.COORDINATOR, Role.HEALTH_NURSE, Role.HELPER])
async def test_only_those_who_run_it_read_them(calm_town: Town, role: Role) -> None:
    other = await calm_town.staff("Lea", role)
    here = await wrote(calm_town, *LINES)
    await other.presses(f"themes:{here}")
    assert other.reads(DEAD)
    assert LINES[0] not in other.text


@pytest.mark.parametrize(
    "refused", ["more  coffee", "længere åbent", "Ring til 20 12 34 56", "x" * 201, "Amina, 010190-1239, vil mere"]
)
async def test_no_theme_gives_somebody_away(calm_town: Town, refused: str) -> None:
    mette = await calm_town.staff("Mette")
    here = await wrote(calm_town, *LINES)
    await mette.presses(f"themes:{here}")
    await mette.types(refused)
    assert await rows(calm_town, "SELECT text FROM survey_themes") == []


async def test_five_themes_are_enough_and_a_closed_year_stands(calm_town: Town) -> None:
    mette = await calm_town.staff("Mette")
    here = await wrote(calm_town, *LINES)
    await mette.presses(f"themes:{here}")
    for number in ("et", "to", "tre", "fire", "fem", "seks"):
        await mette.types(f"Tema {number}")
    assert mette.reads("There are five themes already. Take one back first.")
    await closes(calm_town, mette)
    await mette.presses(f"themes:{here}:back:1")
    assert CLOSED in mette.text
    await mette.types("Tema syv")
    assert CLOSED in mette.text
    assert await rows(calm_town, "SELECT count(*) FROM survey_themes WHERE withdrawn_at IS NULL") == [(5,)]
