"""Days and times as each language writes them, with Western figures and twenty-four hours."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from locales.languages import Language


def local(when: datetime, zone: ZoneInfo) -> datetime:
    """Give a moment as the house's clock shows it."""
    if when.tzinfo is None:
        raise ValueError("a moment without a zone")
    return when.astimezone(zone)


def day(language: Language, when: date) -> str:
    return format_date(when, language.day_pattern, locale=language.locale)


def dated(language: Language, when: date) -> str:
    return format_date(when, "long", locale=language.locale)


def month(language: Language, when: date) -> str:
    return format_date(when, "LLLL y", locale=language.locale)


def clock(language: Language, when: time) -> str:
    return format_time(when, language.time_pattern, locale=language.locale)


def weekday(language: Language, iso: int) -> str:
    """Name a day of the week, Monday being 1.

    Taken from a date, because Babel 2.18 mixes the languages up once names "standing alone" were asked for.
    """
    return format_date(date(2024, 1, iso), "EEEE", locale=language.locale)
