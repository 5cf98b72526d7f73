"""Appointments as calendar files and feeds (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from domain.appointments import Appointment
from domain.gatherings import Session
from domain.programme import Place

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session as a calendar shows it; `at` is latitude and longitude, where they are known."""

    session: Session
    title: str
    location: str
    at: tuple[float, float] | None = None
    cancelled: bool = False


def meetings_file(meetings: Iterable[Meeting], made_at: datetime) -> bytes:
    """The sessions of a gathering, each an event that keeps its UID when it moves; what is cancelled says so."""
    from icalendar import vGeo

    events = []
    for one in meetings:
        event = _event(f"session-{one.session.code}", one.session, one.title, made_at)
        event.add("location", one.location)
        if one.at is not None:
            event["geo"] = vGeo(one.at)
        event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
        events.append(event)
    return _calendar(events)


def calendar_file(appointment: Appointment, title: str, place: Place, made_at: datetime) -> bytes:
    """One event in UTC, which every calendar shows in its own local time.

    The same appointment keeps its UID when it moves, with a higher SEQUENCE, so that calendars replace it.
    """
    # Loaded here: most starts of the bot never write a file, and this costs more than anything else in the room.
    from icalendar import vGeo

    event = _event(f"request-{appointment.request}-{appointment.person}", appointment, title, made_at)
    event.add("location", f"{place.name}, {place.address}")
    event["geo"] = vGeo((place.latitude, place.longitude))
    return _calendar([event])


def calendar_feed(events: Iterable[tuple[str, Appointment]], made_at: datetime) -> bytes:
    """Every appointment with its neutral title: when, and nothing of whom, where or what about.

    The calendar lies with others (a telephone, a company in another country), so it may not say more.
    """
    return _calendar(_event(f"appointment-{one.code}", one, title, made_at) for title, one in events)


def _event(uid: str, appointment: Appointment | Session, title: str, made_at: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@nabobot")
    event.add("sequence", appointment.sequence)
    event.add("summary", title)
    event.add("dtstamp", made_at)
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    # Whoever looks over a shoulder sees that there is an appointment, nothing else.
    event.add("class", "PRIVATE")
    return event


def _calendar(events: Iterable[Event]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Nabobot//Nabohuset//")
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())
