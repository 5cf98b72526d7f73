"""The calendar of a member of staff as a feed (iCalendar, RFC 5545) that her own calendar asks for again and again."""

from collections.abc import Iterable
from datetime import datetime

from domain.appointments import Appointment


def calendar_feed(events: Iterable[tuple[str, Appointment]], made_at: datetime) -> bytes:
    """Every appointment with its neutral title: when, and nothing of whom, where or what about.

    The calendar lies with others (a telephone, a company in another country), so it may not say more.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Nabobot//Nabohuset//")
    calendar.add("version", "2.0")
    for title, appointment in events:
        event = Event()
        event.add("uid", f"appointment-{appointment.code}@nabobot")
        event.add("sequence", appointment.sequence)
        event.add("summary", title)
        event.add("dtstamp", made_at)
        event.add("dtstart", appointment.starts_at)
        event.add("dtend", appointment.ends_at)
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
