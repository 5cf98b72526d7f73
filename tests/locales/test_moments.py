"""Days and times: the house's clock, twenty-four hours, Western figures, each language's own order."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest

from locales import LANGUAGES, Translator

FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT, JOINER = "\u2068", "\u2069", "\u200f", "\u2060"
TUESDAY = datetime(2026, 11, 3, 15, tzinfo=UTC)

MOMENTS = {
    "da": "tirsdag den 3. november kl. 16.00",
    "en": "Tuesday 3 November, 16:00",
    "ar": "الثلاثاء، 3 نوفمبر، \u206816:00\u2069",
    "so": "Talaado, 3 Noofeembar, 16:00",
    "tr": "3 Kasım Salı, 16:00",
    "fa": "سه\u200cشنبه 3 نوامبر، ساعت \u206816:00\u2069",
    "uk": "вівторок, 3 листопада, 16:00",
    "pl": "wtorek, 3 listopada, 16:00",
    "ti": "ሰሉስ፣ 3 ሕዳር፣ 16:00",
    "ckb": "سێشەممە، 3ی تشرینی دووەم، \u206816:00\u2069",
    "vi": "Thứ Ba, 3 tháng 11, 16:00",
    "ur": "منگل، 3 نومبر، \u206816:00\u2069",
    "ro": "marți, 3 noiembrie, 16:00",
    "prs": "سه\u200cشنبه 3 نومبر، ساعت \u206816:00\u2069",
}
TUESDAYS = {
    "da": "tirsdag",
    "en": "Tuesday",
    "ar": "الثلاثاء",
    "so": "Talaado",
    "tr": "Salı",
    "fa": "سه\u200cشنبه",
    "uk": "вівторок",
    "pl": "wtorek",
    "ti": "ሰሉስ",
    "ckb": "سێشەممە",
    "vi": "Thứ Ba",
    "ur": "منگل",
    "ro": "marți",
    "prs": "سه\u200cشنبه",
}
LISTS = {
    "da": "A, B og C",
    "en": "A, B and C",
    "so": "A, B iyo C",
    "tr": "A, B ve C",
    "uk": "A, B і C",
    "pl": "A, B i C",
    "vi": "A, B và C",
    "ro": "A, B și C",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_moment_is_said_in_each_language(translators: dict[str, Translator], code: str) -> None:
    assert translators[code].moment(TUESDAY) == MOMENTS[code]


def test_weekdays_stay_apart_when_all_languages_are_asked_in_any_order(translators: dict[str, Translator]) -> None:
    for order in (list(LANGUAGES), sorted(LANGUAGES, reverse=True)):
        assert {code: translators[code].weekday(2) for code in order} == TUESDAYS


@pytest.mark.parametrize("code", LISTS)
def test_words_are_joined_as_the_language_joins_them(translators: dict[str, Translator], code: str) -> None:
    assert translators[code].list(["A", "B", "C"]) == LISTS[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_hour_and_day_has_western_figures_and_no_half_of_the_day(
    translators: dict[str, Translator], code: str
) -> None:
    tr = translators[code]
    for hour in range(24):
        assert re.fullmatch(rf"{hour:02}[.:]05", tr.time(time(hour, 5)))
    for day in range(1, 31):
        assert re.findall(r"\d+", tr.day(date(2026, 9, day)))[0] == str(day)
        assert not re.search("[٠-٩۰-۹]", tr.day(date(2026, 9, day)))
    assert re.fullmatch(r"1\D234", tr.number(1234))


def test_danish_writes_times_with_a_dot(translators: dict[str, Translator]) -> None:
    danish = translators["da"]
    assert danish.time(TUESDAY) == "16.00"
    assert danish.hours(time(16), time(19, 30)) == "16.00–\u206019.30"
    assert translators["en"].hours(time(16), time(19, 30)) == "16:00–\u206019:30"


@pytest.mark.parametrize(
    ("utc", "shown"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "Sunday 29 March, 01:30"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "Sunday 29 March, 03:30"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Sunday 25 October, 02:30"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Sunday 25 October, 02:30"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Friday 1 January, 00:30"),
    ],
)
def test_moments_follow_the_house_over_the_clock_changes(
    translators: dict[str, Translator], utc: datetime, shown: str
) -> None:
    assert translators["en"].moment(utc) == shown


def test_a_moment_without_a_zone_is_refused(translators: dict[str, Translator]) -> None:
    naive = TUESDAY.replace(tzinfo=None)
    for say in (translators["en"].moment, translators["en"].time):
        with pytest.raises(ValueError, match="without a zone"):
            say(naive)


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(hours=7, minutes=59), "today, 23:59"),
        (timedelta(hours=8), "tomorrow, 00:00"),
        (timedelta(hours=32), "Thursday 5 November, 00:00"),
        (timedelta(days=-1), "Monday 2 November, 16:00"),
    ],
)
def test_soon_counts_days_by_the_house(translators: dict[str, Translator], ahead: timedelta, said: str) -> None:
    assert translators["en"].soon(TUESDAY + ahead, TUESDAY) == said


def test_in_arabic_each_end_of_the_hours_stands_by_itself_and_the_start_comes_first(
    translators: dict[str, Translator],
) -> None:
    ends = f"{FIRST_STRONG_ISOLATE}16:00{POP_ISOLATE}–{JOINER}{FIRST_STRONG_ISOLATE}19:30{POP_ISOLATE}"
    assert translators["ar"].hours(time(16), time(19, 30)) == RIGHT_TO_LEFT + ends
