"""The yearly report as paper and as files: the same figures give the same bytes, and no text is a formula."""

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from documents.glyphs import MissingGlyphs
from documents.report_files import SCHEMA, harmless
from documents.report_picture import PIXELS_PER_INCH
from documents.report_rows import COLUMNS
from domain.figures import Year
from domain.people import Person, Role, Staff
from domain.reports import folded, visible
from handlers.report.staff_charts import trend
from handlers.report.staff_files import Form, file_name, maker
from handlers.report.staff_printed import Reading, picture, trend_picture, yearly_report
from handlers.report.staff_report_words import average, percent, span, target_words
from handlers.report.staff_sentences import sentences
from locales import Translator
from tests.documents.pages import has_title, is_tagged, language, pages
from tests.documents.sample_years import closed_year, programme, running_year
from tests.town import read_words

PLAN = programme()


def words(code: str) -> Translator:
    return read_words().staff if code == "da" else read_words().translator("en")


def reading(year: Year | None = None) -> Reading:
    return Reading(PLAN, year or closed_year(), PLAN.criteria, (closed_year(), running_year()))


def said(key: str, year: Year | None = None) -> str:
    figure = (year or closed_year()).figure(key)
    criterion = PLAN.criterion(key)
    assert criterion is not None
    return " ".join(sentences(words("en"), criterion, figure))


def table(code: str = "da", year: Year | None = None) -> list[dict[str, str]]:
    content = maker(words(code), reading(year), Form.CSV)()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def row(key: str, part: str = "", **how: Any) -> dict[str, str]:
    return next(one for one in table(**how) if one["criterion"] == key and one["part"] == part)


def test_a_survey_in_plain_sentences() -> None:
    assert said("counselling-helped") == (
        "24 of 30 families who answered said yes (80%). 30 of 50 families answered (60%). "
        "The answers of 2 more wait until they can be added without giving anybody away. "
        "If none or all of the 20 others agreed, the share is 48% to 88%. Uncertainty for all 50: 69% to 88%. "
        "Goal 75%: met among those who answered; not proven for all."
    )


def test_a_year_with_one_course_of_two_says_so() -> None:
    assert "9 of 10 families completed" in said("course-completed", running_year())
    assert "1 of 2 courses in the year are over. Goal 8: on the way." in said("course-completed", running_year())


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("counselling-families", "73 families. Goal 50: met."),
        ("course-completed", "8 of 10 families completed the course that ended on"),
        ("focus-experienced", "26 or more of 30 who answered said yes (87% to 100%)."),
        ("group-daycare", "(80%). Besides, there are 3 children of whom it is not known, or it was too early to say."),
        ("evenings-families", "26.5 on average, at 4 gatherings. Goal 25: met."),
        ("absence", "6.1%, measured by BoSocData <2026>. As of 31 December 2025. The starting point was 6.6% in 2018."),
        ("marks", "4.9, measured by BoSocData <2026>."),
        ("social-rules", "Not entered yet."),
    ],
)
def test_every_kind_of_figure_has_its_sentence(key: str, sentence: str) -> None:
    assert sentence in said(key)


def test_a_running_year_only_says_whether_the_goal_is_reached_so_far() -> None:
    assert "11 or more of 14 who answered said yes (at least 75%)." in said("counselling-helped", running_year())
    assert "6 or fewer of 9 who answered said yes (under 75%)." in said("focus-experienced", running_year())


def test_rounding_never_carries_a_share_over_its_goal() -> None:
    figure = closed_year().figure("group-daycare")
    criterion = PLAN.criterion("group-daycare")
    assert figure is not None
    assert criterion is not None
    close = replace(figure, value=746, of=1000, unknown=0)
    assert "746 of 1,000 children (74.6%)." in sentences(words("en"), criterion, close)


def test_neither_bounds_nor_averages_are_rounded_over_their_goal() -> None:
    tr = words("en")
    assert span(tr, 0.746, 0.9, 0.75) == "74.6% to 90%"
    assert span(tr, 0.6, 0.7496, 0.75) == "60% to 74.96%"
    assert percent(tr, 0.07, 0.07) == "7%"
    assert target_words(tr, 0.745) == "74.5%"
    assert average(tr, 24.96, 25) == "24.96"
    assert average(tr, 26.66666, 25) == "26.7"


def test_what_nobody_has_measured_is_not_too_few() -> None:
    assert said("social-rules").endswith("Goal above 47.2% (2017): not known.")
    assert said("group-plan") == "Nothing is known of 4 mothers. Goal 75%: too few to say."


def test_through_the_years_a_range_is_a_range_and_what_others_measure_has_its_start_as_goal() -> None:
    tr, years = words("en"), (closed_year(), running_year())
    focus, absence = PLAN.criterion("focus-experienced"), PLAN.criterion("absence")
    assert focus is not None
    assert absence is not None
    ranges = [(round(one.sure, 2), round(one.upto, 2), one.goal) for one in trend(tr, focus, years).points]
    assert ranges == [(0.87, 1.0, 0.75), (0.0, 0.67, 0.75)]
    measured, missing = trend(tr, absence, years).points
    assert measured.goal is not None
    assert measured.sure == measured.upto < measured.goal == missing.goal
    assert (missing.sure, missing.upto) == (0, 0)


def test_each_year_stands_against_the_goal_that_it_had() -> None:
    tr, families = words("en"), PLAN.criterion("counselling-families")
    assert families is not None
    before = replace(closed_year(), criteria=(replace(families, target=40),))
    drawn = trend(tr, families, (before, running_year()))
    assert drawn.goal_words == "2025: 40 · 2026: 50"
    old, new = drawn.points
    assert old.goal is not None
    assert new.goal is not None
    assert old.goal / new.goal == pytest.approx(40 / 50)
    assert new.sure < new.goal < old.sure
    assert trend(tr, families, (closed_year(), running_year())).goal_words == "50"


def test_a_part_of_the_report_says_that_it_is_one() -> None:
    part = replace(reading(), whole=False)
    assert file_name(part, Form.PDF, "da") == "aarsrapport-2025-uddrag.pdf"
    assert file_name(reading(), Form.PDF, "en") == "yearly-report-2025.pdf"
    assert "A part of the yearly report" in str(yearly_report(words("en"), part).words["readers"])


@pytest.mark.parametrize("code", ["da", "en"])
@pytest.mark.parametrize("year", [closed_year(), running_year()], ids=["closed", "running"])
def test_the_report_is_tagged_and_the_same_figures_give_the_same_bytes(code: str, year: Year) -> None:
    page = yearly_report(words(code), reading(year)).pdf()
    assert is_tagged(page)
    assert language(page) == code
    title = "Årsrapport" if code == "da" else "Yearly report"
    assert has_title(page, f"{title} {year.year}, {PLAN.name}")
    assert 6 <= pages(page) <= 12
    assert page == yearly_report(words(code), reading(year)).pdf()


def test_outside_figures_are_never_drawn_beside_ours() -> None:
    drawn = json.dumps(yearly_report(words("en"), reading()).words["bars"])
    assert "School absence" not in drawn
    assert "Family evenings" in drawn
    assert "School absence" not in json.dumps(picture(words("en"), reading()).words)


def test_the_pictures_are_drawn() -> None:
    criterion = PLAN.criterion("counselling-helped")
    assert criterion is not None
    for paper in (picture(words("da"), reading()), trend_picture(words("da"), reading(), criterion)):
        (drawn,) = paper.pictures(PIXELS_PER_INCH)
        width, height = (int.from_bytes(drawn[at : at + 4], "big") for at in (16, 20))
        # What Telegram takes as a photo.
        assert width + height < 10_000
        assert width == 1063


def test_a_letter_we_cannot_print_is_named_before_anything_is_drawn() -> None:
    year = replace(closed_year(), themes={"counselling": ("Om 家",)})
    with pytest.raises(MissingGlyphs):
        maker(words("da"), reading(year), Form.PDF)


def test_the_table_for_spreadsheets() -> None:
    content = maker(words("da"), reading(), Form.CSV)()
    assert content.startswith(b"\xef\xbb\xbfyear;criterion;part;")
    assert tuple(table()[0]) == COLUMNS
    joint = row("counselling-helped", "joint")
    assert (joint["n_population"], joint["n_asked"], joint["n_answered"], joint["k_low"]) == ("50", "46", "30", "24")
    assert (joint["share_low"], joint["bounds_high"], joint["target"]) == ("0,8", "0,88", "0,75")
    assert (joint["period_from"], joint["as_of"], joint["closed_on"]) == ("2025-01-01", "2026-01-31", "2026-02-03")
    assert joint["wording"] == "counselling-1a2b3c"
    assert row("counselling-helped", "joint", code="en")["share_low"] == "0.8"
    course, absence = row("course-completed", "2025-02-04"), row("absence")
    assert (course["value"], course["value_of"], course["verdict"]) == ("8", "10", "")
    assert (absence["baseline"], absence["baseline_year"], absence["better"]) == ("6,6", "2018", "lower")


def test_what_is_hidden_is_hidden_in_every_file() -> None:
    hidden = row("focus-experienced", "joint")
    assert (hidden["k_low"], hidden["k_high"], hidden["interval_low"], hidden["bounds_low"]) == ("26", "30", "", "")
    unsaid = row("counselling-helped", "next-time")
    assert (unsaid["k_low"], unsaid["share_low"]) == ("", "")
    kept = json.loads(maker(words("en"), reading(), Form.JSON)())
    assert kept["schema"] == SCHEMA
    (said,) = (one for one in kept["figures"] if one["part"] == "next-time")
    assert (said["k_low"], said["k_high"], said["share_high"]) == (None, None, None)


def test_no_text_becomes_a_formula() -> None:
    figures = tuple(replace(one, source="=1+1") if one.criterion == "absence" else one for one in closed_year().figures)
    year = replace(closed_year(), figures=figures)
    assert row("absence", year=year)["source"] == "'=1+1"
    for sign in "=+-@\t\r":
        assert harmless(f"{sign}1").startswith("'")
    book = openpyxl.load_workbook(io.BytesIO(maker(words("da"), reading(year), Form.XLSX)()))
    cells = [cell for page in book for line in page.iter_rows() for cell in line]
    assert not any(cell.data_type == "f" for cell in cells)
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in cells)


@pytest.mark.parametrize("code", ["da", "en"])
def test_the_workbook(code: str) -> None:
    content = maker(words(code), reading(), Form.XLSX)()
    assert content == maker(words(code), reading(), Form.XLSX)()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert len(book.sheetnames) == 5
    assert all(page.freeze_panes == "B2" for page in book)
    figures = book[book.sheetnames[1]]
    heads = [cell.value for cell in figures[1]]
    assert tuple(heads) == COLUMNS
    lines = [dict(zip(heads, line, strict=True)) for line in figures.iter_rows(min_row=2)]
    joint = next(one for one in lines if (one["criterion"].value, one["part"].value) == ("counselling-helped", "joint"))
    assert joint["share_low"].value == pytest.approx(0.8)
    assert joint["share_low"].number_format == "0.0%"
    assert (joint["target"].value, joint["target"].number_format) == (0.75, "0.0%")
    assert joint["as_of"].is_date
    families = next(one for one in lines if one["criterion"].value == "counselling-families")
    assert (families["target"].value, families["target"].number_format) == (50, "#,##0")
    absence = next(one for one in lines if one["criterion"].value == "absence")
    assert (absence["baseline_year"].value, absence["baseline_year"].number_format) == (2018, "0")


def test_small_numbers_of_what_staff_registered_are_put_together() -> None:
    assert folded({"guided": 40, "further": 3, "missed": 2}) == {"guided": 40, "other": 5}
    # The smallest that could be shown joins one that could be subtracted.
    assert folded({"guided": 40, "bridged": 6, "missed": 2}) == {"guided": 40, "other": 8}
    assert folded({"guided": 2, "missed": 1}) == {}
    assert folded({"guided": 9}) == {"guided": 9}


@pytest.mark.parametrize("role", Role)
def test_a_year_holds_only_what_a_role_may_read(role: Role) -> None:
    person = Person(1, 1, 1, staff=Staff(1, role, "Karen"))
    hers = visible(closed_year(), PLAN, person)
    everything = role in (Role.LEADER, Role.FAMILY_WORKER)
    keys = {one.key for one in PLAN.criteria if everything or one.registered_by is role}
    assert {one.criterion for one in hers.figures} == keys
    assert (hers.talks > 0) is everything
    assert set(hers.themes) == ({"counselling", "group"} if everything else {"group"} & {_survey_of(role)})


def _survey_of(role: Role) -> str:
    return "group" if role is Role.HEALTH_NURSE else ""


def test_no_sentence_speaks_of_anonymity() -> None:
    read = json.dumps(yearly_report(words("en"), reading()).words) + json.dumps(
        yearly_report(words("da"), reading()).words
    )
    assert not re.search("anonym", read, re.IGNORECASE)
