"""Words for the parts of a request, in the reader's language."""

from datetime import UTC, datetime

from domain.appointments import Appointment, Kind
from domain.counselling import Request, Way, Wish
from domain.programme import Programme
from domain.slots import Span, local_day
from locales import Safe, Translator
from locales.tongues import own_name, tongue

ANY_TIME = "any"
STAFF_WRITE = "da"


def topic_name(tr: Translator, programme: Programme, key: str) -> str:
    """What a talk is about; a plan may word its topics itself."""
    own = next((topic.texts for topic in programme.counselling.topics if topic.key == key), {})
    if own:
        return tr.pick(own)
    match key:
        case "letters":
            return tr.ptext("button", "✉️ Letters and forms")
        case "money":
            return tr.ptext("button", "🪙 Money and home")
        case "school":
            return tr.ptext("button", "🎒 Daycare and school")
        case "family":
            return tr.ptext("button", "👪 Family")
    return tr.ptext("button", "I'd rather say it there")


def bare(label: str) -> str:
    """The words of a button without the emoji in front of them."""
    return label.split(" ", 1)[1] if not label[0].isalnum() and " " in label else label


def as_written(tr: Translator, words: str) -> Safe:
    """What staff wrote in their own words, which are Danish: named as that to whoever reads another language."""
    if tr.code == STAFF_WRITE:
        return tr.value(words)
    return Safe(f"<i>{tr.value(tongue(tr, STAFF_WRITE))}</i>\n{tr.value(words)}")


def specialist_name(tr: Translator, programme: Programme, key: str) -> str:
    """What kind of helper this is, as the programme words it."""
    found = programme.counselling.specialist(key)
    return bare(tr.pick(found.texts)) if found else key


def way_name(tr: Translator, way: Way) -> str:
    """How the resident wants to meet us."""
    match way:
        case Way.COME:
            return tr.ptext("button", "🚪 I come by")
        case Way.BOOK:
            return tr.ptext("button", "🗓 Book a time")
        case Way.CALL:
            return tr.ptext("button", "📞 Call me")


def described(tr: Translator, programme: Programme, asked: Wish | Request) -> list[str]:
    """What was asked for, a line each; nothing of what she wrote herself."""
    lines: list[str] = [topic_name(tr, programme, asked.topic)] if asked.topic else []
    lines.append(way_name(tr, asked.way))
    if asked.call_window:
        lines.append(tr.value(call_window(tr, programme, asked.call_window)))
    if asked.interpreter:
        lines.append(tr.html("Interpreter: {language}", language=own_name(tr, asked.interpreter)))
    if asked.companion:
        lines.append(tr.html("Somebody comes with you"))
    if asked.quiet_room:
        lines.append(tr.html("A quiet room"))
    return lines


def window_value(span: Span) -> str:
    """A window for a call as it stands in a draft and in a request: minutes since 1970, from and to."""
    return f"{minutes(span.starts_at)}-{minutes(span.ends_at)}"


def window_span(value: str | None) -> Span | None:
    """The window for a call that stands in a request; None for any time."""
    if value is None or value == ANY_TIME:
        return None
    first, _, last = value.partition("-")
    return Span(moment(int(first)), moment(int(last)))


def call_window(tr: Translator, programme: Programme, value: str) -> str:
    """When to call, in words."""
    span = window_span(value)
    if span is None:
        return tr.ptext("button", "Any time")
    return day_and_hours(tr, programme, span)


def minutes(at: datetime) -> int:
    """A moment as whole minutes since 1970: short enough for tap data."""
    return int(at.timestamp()) // 60


def moment(minutes_since_1970: int) -> datetime:
    """The moment these minutes stand for."""
    return datetime.fromtimestamp(minutes_since_1970 * 60, UTC)


def when(tr: Translator, programme: Programme, appointment: Appointment) -> str:
    """The time of an appointment: a call has a window, a visit a beginning."""
    if appointment.kind is not Kind.CALL:
        return tr.moment(appointment.starts_at)
    return day_and_hours(tr, programme, Span(appointment.starts_at, appointment.ends_at))


# With whom a meeting can be that a family worker comes along to; general words are enough.
WHOM = ("municipality", "school", "daycare", "job-centre", "health", "housing", "other")


def whom_name(tr: Translator, key: str | None) -> str:
    """With whom a meeting elsewhere is."""
    names = {
        "municipality": tr.ptext("with whom", "the municipality"),
        "school": tr.ptext("with whom", "the school"),
        "daycare": tr.ptext("with whom", "the daycare"),
        "job-centre": tr.ptext("with whom", "the job centre"),
        "health": tr.ptext("with whom", "the doctor or hospital"),
        "housing": tr.ptext("with whom", "the housing office"),
    }
    return names.get(key or "", tr.ptext("with whom", "somebody else"))


def day_and_hours(tr: Translator, programme: Programme, span: Span) -> str:
    """A stretch of one day."""
    # Translators: {day} is a day with its weekday, {hours} such as 9:00–12:00.
    return tr.text(
        "{day}, {hours}", day=tr.day(local_day(programme, span.starts_at)), hours=tr.hours(span.starts_at, span.ends_at)
    )
