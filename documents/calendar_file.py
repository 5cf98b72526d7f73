"""An appointment as a calendar file (iCalendar, RFC 5545)."""

from datetime import datetime

from domain.appointments import Appointment
from domain.programme import Place


def calendar_file(appointment: Appointment, title: str, place: Place, made_at: datetime) -> bytes:
    """One event in UTC, which every calendar shows in its own local time.

    The same appointment keeps its UID when it moves, with a higher SEQUENCE, so that calendars replace it.
    """
    # Loaded here: most starts of the bot never write a file, and this costs more than anything else in the room.
    from icalendar import Calendar, Event, vGeo

    event = Event()
    event.add("uid", f"request-{appointment.request}-{appointment.person}@nabobot")
    event.add("sequence", appointment.sequence)
    event.add("summary", title)
    event.add("dtstamp", made_at)
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("location", f"{place.name}, {place.address}")
    event["geo"] = vGeo((place.latitude, place.longitude))
    # Whoever looks over her shoulder sees a time and a place, nothing else.
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", "-//Nabobot//Nabohuset//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
