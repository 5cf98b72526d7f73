"""Words about gatherings that many screens say: what it is called, when, where, and for whom."""

from domain.gatherings import About, Gathering, Session, Texts, Venue
from domain.programme import Place, Programme
from locales import Translator


def theme_name(tr: Translator, programme: Programme, key: str) -> str:
    """What a session is about; a plan may word its themes itself."""
    theme = programme.theme(key)
    if theme is not None and theme.texts:
        return tr.pick(theme.texts)
    return _themes(tr).get(key, key)


def _themes(tr: Translator) -> dict[str, str]:
    return {
        "school-start": tr.ptext("theme", "Starting school"),
        "homework": tr.ptext("theme", "Help with homework"),
        "sleep": tr.ptext("theme", "Good sleep"),
        "food": tr.ptext("theme", "Food and health"),
        "teenagers": tr.ptext("theme", "Life with teenagers"),
        "youth-education": tr.ptext("theme", "Education after school"),
        "clubs": tr.ptext("theme", "Clubs and leisure"),
        "teeth": tr.ptext("theme", "Healthy teeth"),
        "library": tr.ptext("theme", "The library"),
        "network": tr.ptext("theme", "Parents know each other"),
        "jobs": tr.ptext("theme", "Jobs for young people"),
        "screens": tr.ptext("theme", "Children and screens"),
        "money": tr.ptext("theme", "Money in the family"),
        "child-development": tr.ptext("theme", "How children develop"),
        "language": tr.ptext("theme", "Children's language"),
        "daycare-start": tr.ptext("theme", "Starting daycare"),
        "family-life": tr.ptext("theme", "Everyday family life"),
        "body": tr.ptext("theme", "The body after birth"),
    }


def activity_name(tr: Translator, programme: Programme, key: str) -> str:
    """What a kind of gathering is called, with its picture in front; a key the programme lost stands for itself."""
    activity = programme.activity(key)
    return key if activity is None else tr.pick(activity.texts)


def plain(name: str) -> str:
    """A name without the picture in front of it."""
    first, _, rest = name.partition(" ")
    return rest if rest and not any(sign.isalnum() for sign in first) else name


def own_words(tr: Translator, texts: Texts) -> str | None:
    """Staff's own words in the reader's language, else in Danish; None where there are none."""
    return texts.get(tr.code) or texts.get("da")


def reads(tr: Translator, texts: Texts) -> bool:
    """Whether the reader has these words in her own language."""
    return not texts or tr.code in texts


def about_words(tr: Translator, programme: Programme, about: About) -> str | None:
    """What something is about: the title staff gave it, else its theme; None where nothing was said."""
    own = own_words(tr, about.title)
    return own or (theme_name(tr, programme, about.theme) if about.theme else None)


def title(tr: Translator, programme: Programme, gathering: Gathering, session: Session | None = None) -> str:
    """What a gathering, or one session of it, is called."""
    for about in (session.about if session else None, gathering.about):
        words = about_words(tr, programme, about) if about else None
        if words:
            return words
    return plain(activity_name(tr, programme, gathering.activity))


def venue_of(programme: Programme, gathering: Gathering, session: Session | None = None) -> Venue:
    """Where it is: as the session says, else the gathering, else in the house."""
    house: Place = programme.house
    return (session and session.about.venue) or gathering.about.venue or Venue(house.name, house.address)


def in_house(programme: Programme, venue: Venue) -> bool:
    """Whether that is the house, which has a place on the map."""
    return venue == Venue(programme.house.name, programme.house.address)


def band_name(tr: Translator, band: str) -> str:
    """Ages from and to, in whole years."""
    first, _, last = band.partition("-")
    return tr.text("{first}–{last} years", first=int(first), last=int(last))


def bands(programme: Programme) -> list[str]:
    """The names under which children are counted."""
    return [f"{first}-{last}" for first, last in programme.age_bands]
