"""What is printed for families, in one reader's language: leaflet, poster, door sign and diploma."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from documents.diploma import DiplomaWords
from documents.door import DoorWords
from documents.leaflet import Evening, LeafletWords, Step
from documents.poster import PosterWords
from domain.gathering_rules import Part
from locales import Translator
from locales.marks import isolated, settled


@dataclass(frozen=True, slots=True)
class Occasion:
    """One session as paper tells of it; its words are the reader's, or Danish where staff wrote no others."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    talk: str = ""
    creative: str = ""
    childcare: bool = False


def leaflet_words(tr: Translator, year: int, parts: Sequence[Part], evenings: Sequence[Occasion]) -> LeafletWords:
    """The leaflet of a year's family evenings; `parts` is what happens on each of them, and when."""
    return LeafletWords(
        tr.code,
        tr.rtl,
        title=tr.text("🍲 Family evenings {year}", year=year),
        about=tr.text("An evening for the whole family: a talk, food and something to make."),
        steps=tuple(Step(_own(tr, tr.time(part.at)), _own(tr, tr.pick(part.texts))) for part in parts),
        notes=(
            # Translators: on the printed leaflet of the family evenings; the neighbourhood is where the reader lives.
            tr.text("All families with children in the neighbourhood are welcome."),
            tr.text("It is free. Come to one evening, or to all of them."),
        ),
        # Translators: beside a QR code, on the printed leaflet of the family evenings.
        scan=tr.text("Scan, and sign up your family. You can write in your own language."),
        heading=tr.text("The evenings in {year}", year=year),
        evenings=tuple(_evening(tr, one) for one in evenings),
        none_yet=tr.text("The days are not set yet."),
    )


def poster_words(tr: Translator, occasion: Occasion, lines: Sequence[str]) -> PosterWords:
    """The poster of one activity; `lines` are two or three, in the language of the reader or Danish."""
    # Translators: beside a QR code, on a printed poster.
    scan = tr.text("Scan, and sign up.")
    when = f"{_day(tr, occasion)}{tr.language.at}{_hours(tr, occasion)}"
    title, where = _own(tr, occasion.title), _own(tr, occasion.place)
    return PosterWords(tr.code, tr.rtl, title, when, where, tuple(_own(tr, line) for line in lines), scan)


def door_words(tr: Translator, occasion: Occasion) -> DoorWords:
    """The sign on the door of one session."""
    # Translators: beside a QR code on the door; whoever scans it is noted as having come.
    scan = tr.text("Scan, and you are on the list.")
    # Translators: on the door, below "Scan, and you are on the list."
    or_tell = tr.text("You can also just tell us that you are here.")
    return DoorWords(tr.code, tr.rtl, _own(tr, occasion.title), tr.moment(occasion.starts_at), scan, or_tell)


def diploma_words(tr: Translator, course: str, day: date, house: str) -> DiplomaWords:
    """The diploma of a course that is celebrated on that day in the house."""
    return DiplomaWords(
        tr.code,
        tr.rtl,
        # Translators: in big letters on top of a diploma for a family that took part in a course.
        heading=tr.text("Diploma"),
        # Translators: on a diploma; the family's names follow below.
        given_to=tr.text("is given to"),
        # Translators: on a diploma; the name of the course follows below.
        reason=tr.text("for taking part in"),
        course=_own(tr, course),
        season=_season(tr, day),
        # Translators: at the foot of a diploma: where, and on which day.
        place_and_day=tr.text("{place}, {day} {year}", place=house, day=tr.day(day), year=day.year),
        # Translators: under a line on which somebody signs a diploma.
        signatures=(tr.text("Family worker"), tr.text("For {house}", house=house)),
    )


def _evening(tr: Translator, one: Occasion) -> Evening:
    return Evening(_day(tr, one), _hours(tr, one), _own(tr, one.title), tuple(_lines(tr, one)))


def _lines(tr: Translator, one: Occasion) -> Iterator[tuple[str, str]]:
    """What is known of an evening, each under its name."""
    if one.talk:
        yield tr.ptext("leaflet", "Talk"), _own(tr, one.talk)
    if one.creative:
        yield tr.ptext("leaflet", "Afterwards"), _own(tr, one.creative)
    yield tr.ptext("leaflet", "Where"), _own(tr, one.place)
    if one.childcare:
        # Translators: on the leaflet, below an evening: young people look after the children during the talk.
        yield "", tr.text("Meanwhile we look after the children.")


def _day(tr: Translator, one: Occasion) -> str:
    return tr.day(one.starts_at.astimezone(tr.zone).date())


def _hours(tr: Translator, one: Occasion) -> str:
    return tr.hours(one.starts_at, one.ends_at)


def _own(tr: Translator, words: str) -> str:
    """A value in its own direction: staff's words may be Danish on a page that is read from the right."""
    return isolated(settled(words)) if tr.rtl else words


def _season(tr: Translator, day: date) -> str:
    if day.month < 7:
        # Translators: on a diploma, below the name of the course.
        return tr.text("spring {year}", year=day.year)
    # Translators: on a diploma, below the name of the course.
    return tr.text("autumn {year}", year=day.year)
