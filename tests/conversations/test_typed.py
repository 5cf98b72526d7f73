"""Days and times as staff type them: what is meant, and what is not clear."""

from datetime import date, time

import pytest

from handlers.staff.typed import Word, read_typed

# A Monday.
TODAY = date(2026, 11, 23)


def day(number: int, month: int = 11, year: int = 2026) -> date:
    return date(year, month, number)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("i dag", day(23), None),
        ("I morgen", day(24), None),
        ("i overmorgen", day(25), None),
        ("mandag", day(23), None),
        ("på søndag", day(29), None),
        ("3/12", day(3, 12), None),
        ("d. 3/12", day(3, 12), None),
        ("3. december", day(3, 12), None),
        ("3 dec", day(3, 12), None),
        ("torsdag d. 3/12", day(3, 12), None),
        ("3/12/2027", day(3, 12, 2027), None),
        ("3/12/27", day(3, 12, 2027), None),
        ("12/11", day(12, 11, 2027), None),
        ("29/2", None, None),
        ("3/12-7/12", day(3, 12), day(7, 12)),
        ("3/12–7/12", day(3, 12), day(7, 12)),
        ("3.-7. december", day(3, 12), day(7, 12)),
        ("3.-7/12", day(3, 12), day(7, 12)),
        ("fra 30/12 til 2/1", day(30, 12), day(2, 1, 2027)),
        ("fra torsdag til tirsdag", day(26), day(1, 12)),
        ("til og med fredag", day(23), day(27)),
        ("resten af ugen", day(23), day(29)),
        ("næste uge", day(30), day(6, 12)),
        ("7/12 til i morgen", None, None),
    ],
)
@pytest.mark.parametrize("wording", ["{}", "{} lukket", "lukket {}", "Vi holder lukket {}."])
def test_which_days_are_meant(text: str, first: date | None, last: date | None, wording: str) -> None:
    read = read_typed(wording.format(text), TODAY)
    assert (read.days if read else None) == ((first, last or first) if first else None)
    assert read is None or read.word is (None if wording == "{}" else Word.CLOSED)


@pytest.mark.parametrize(
    ("text", "word", "times"),
    [
        ("14.30", Word.AT, ["14:30"]),
        ("14:30", Word.AT, ["14:30"]),
        ("1430", Word.AT, ["14:30"]),
        ("kl. 15", Word.AT, ["15:00"]),
        ("kl 9", Word.AT, ["09:00"]),
        ("14-17", Word.HOURS, ["14:00", "17:00"]),
        ("fra kl. 14.30 til 17", Word.HOURS, ["14:30", "17:00"]),
        ("åben rådgivning 10–12", Word.HOURS, ["10:00", "12:00"]),
        # Copied from a screen, with what keeps it on one line.
        ("14.00–\u206017.00", Word.HOURS, ["14:00", "17:00"]),
        ("åbent 10-12 og 16-18", Word.HOURS, ["10:00", "12:00", "16:00", "18:00"]),
        ("også 17-18", Word.ALSO, ["17:00", "18:00"]),
        ("ogsaa aabent 17-18", Word.ALSO, ["17:00", "18:00"]),
        ("ekstra åbent 17-18", Word.ALSO, ["17:00", "18:00"]),
        ("åbner kl. 15", Word.OPENS, ["15:00"]),
        ("vi åbner først klokken 15", Word.OPENS, ["15:00"]),
        ("lukket til 15", Word.OPENS, ["15:00"]),
        ("åbent fra 15", Word.OPENS, ["15:00"]),
        ("lukker 15", Word.CLOSES, ["15:00"]),
        ("vi lukker desværre allerede kl. 15", Word.CLOSES, ["15:00"]),
        ("lukket fra 15", Word.CLOSES, ["15:00"]),
        ("åbent til 15", Word.CLOSES, ["15:00"]),
        ("lukket", Word.CLOSED, []),
        ("der er lukket", Word.CLOSED, []),
        ("holder lukket hele dagen", Word.CLOSED, []),
        ("som normalt", Word.USUAL, []),
    ],
)
@pytest.mark.parametrize("wording", ["{}", "3/12 {}", "Tirsdag: {}", "3.12 {}"])
def test_what_is_meant_about_a_day(text: str, word: Word, times: list[str], wording: str) -> None:
    if wording == "3.12 {}" and not text[0].isdecimal():
        return
    read = read_typed(wording.format(text), TODAY)
    assert read is not None
    assert (read.word, read.times) == (word, tuple(time.fromisoformat(at) for at in times))


@pytest.mark.parametrize(
    "text",
    [
        *("", "hund", "25", "14.60", "17-14", "14-14", "3/13", "3/12 måske", "lukket fra i morgen", "lukket 14-15"),
        *("14 15", "3/12 7/12", "åbner", "lukker i morgen", "også", "1" * 9, "lukket " * 30, "-", "fra", "!"),
    ],
)
def test_what_is_not_clear_is_nothing(text: str) -> None:
    assert read_typed(text, TODAY) is None
