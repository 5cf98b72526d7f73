"""From what is planned to what is printed: leaflet, poster, sign on the door and diploma, in any languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.diploma import Name, diplomas
from documents.door import door_sign
from documents.leaflet import leaflet
from documents.poster import poster
from documents.typesetting import Paper
from domain.gathering_rules import GatheringRules
from domain.gatherings import Detail, Gathering, GatheringState, Session
from domain.papers import USUALLY, PaperKind, most_languages
from domain.sign_ups import looks_after_children
from domain.slots import local_day
from handlers.context import Services
from handlers.gatherings.links import WHATS_ON, to_door, to_gathering, to_invitation
from handlers.gatherings.printed import Occasion, diploma_words, door_words, leaflet_words, poster_words
from handlers.gatherings.words import about_words, activity_name, own_words, plain, title, venue_of
from handlers.house.partners import start_link
from locales import Translator
from storage import gathering_people, gatherings
from storage.engine import Tx

DANISH = "da"
PLANNED = (GatheringState.OPEN, GatheringState.ENDED)
FILE_NAMES = {
    PaperKind.LEAFLET: "folder",
    PaperKind.POSTER: "plakat",
    PaperKind.DOOR: "doerskilt",
    PaperKind.LIST: "deltagerliste",
    PaperKind.DIPLOMA: "diplom",
}


@dataclass(frozen=True, slots=True)
class Printer:
    """What is needed to print something of one gathering, in these languages."""

    services: Services
    gathering: Gathering
    rules: GatheringRules
    languages: tuple[str, ...] = (DANISH,)

    @property
    def readers(self) -> list[Translator]:
        """One reader for each language, in the order of the languages."""
        return [self.services.languages.translator(code) for code in self.languages]

    def leaflet(self, evenings: Sequence[tuple[Gathering, Session]], year: int) -> Paper:
        """The leaflet of that year's evenings; its code leads to all that is on."""
        words = [
            leaflet_words(tr, year, self.rules.parts, [self.occasion(tr, *evening) for evening in evenings])
            for tr in self.readers
        ]
        return leaflet(words, self._link(WHATS_ON, self.languages), self.services.programme.house)

    def poster(self) -> Paper:
        """The poster; of a series it shows the next time."""
        session = self.gathering.coming(self.services.now())[0]
        words = [poster_words(tr, self._activity(tr, session), self._lines(tr, session)) for tr in self.readers]
        return poster(words, self._link(self._way_in(), self.languages), self.services.programme.house)

    def door(self, session: Session) -> Paper:
        """The sign on the door of one session."""
        words = [door_words(tr, self.occasion(tr, self.gathering, session)) for tr in self.readers]
        return door_sign(words, self._link(to_door(session.door)), self.services.programme.house)

    def diplomas(self, families: Iterable[Sequence[str]]) -> Paper:
        """A diploma for each family, whose names are these; it bears the day of the last session."""
        programme = self.services.programme
        last = self.gathering.standing[-1]
        place, day = venue_of(programme, self.gathering, last).name, local_day(programme, last.starts_at)
        words = [diploma_words(tr, title(tr, programme, self.gathering), day, place) for tr in self.readers]
        return diplomas([[Name.of(one) for one in names] for names in families], words, programme.house)

    def _way_in(self) -> str:
        """To what is hidden only an invitation leads."""
        if self.rules.hidden:
            return to_invitation(self.gathering.join_code)
        return to_gathering(self.gathering.code)

    def _link(self, payload: str, languages: Sequence[str] = ()) -> str:
        return start_link(self.services.bot_username, payload, languages)

    def occasion(self, tr: Translator, gathering: Gathering, session: Session) -> Occasion:
        programme = self.services.programme
        venue = venue_of(programme, gathering, session)
        return Occasion(
            title(tr, programme, gathering, session),
            session.starts_at,
            session.ends_at,
            f"{venue.name}, {venue.address}",
            talk=detail(tr, Detail.TALK, gathering, session),
            creative=detail(tr, Detail.CREATIVE, gathering, session),
            childcare=looks_after_children(self.rules, gathering),
        )

    def _activity(self, tr: Translator, session: Session) -> Occasion:
        """What is seen from afar: not the theme of the evening but what kind of thing it is."""
        here, kind = self.occasion(tr, self.gathering, session), self.gathering.activity
        return Occasion(activity_name(tr, self.services.programme, kind), here.starts_at, here.ends_at, here.place)

    def _lines(self, tr: Translator, session: Session) -> list[str]:
        """What it is about, what kind of thing it is, and of a series how often."""
        programme, here = self.services.programme, self.gathering
        activity = programme.activity(here.activity)
        own = about_words(tr, programme, session.about) if self.rules.single else None
        about = own or about_words(tr, programme, here.about)
        lines = [about, activity and tr.pick(activity.about), self._how_often(tr)]
        return [line for line in lines if line and line != plain(activity_name(tr, programme, here.activity))]

    def _how_often(self, tr: Translator) -> str | None:
        count = len(self.gathering.coming(self.services.now()))
        # Translators: on a poster for a series of meetings; {n} is how many there are.
        return tr.ntext("We meet once.", "We meet {n} times.", count) if count > 1 else None


def detail(tr: Translator, which: Detail, gathering: Gathering, session: Session) -> str:
    """What staff said of this, of the session or else of all of it."""
    said = (own_words(tr, about.details.get(which, {})) for about in (session.about, gathering.about))
    return next(filter(None, said), "")


def year_of(services: Services, gathering: Gathering) -> int:
    """The year in which it begins."""
    return local_day(services.programme, gathering.standing[0].starts_at).year


async def evenings_of(services: Services, tx: Tx, activity: str, year: int) -> list[tuple[Gathering, Session]]:
    """The sessions of an activity in one year that can be told of, in their order."""
    found = await gatherings.gatherings_of(tx, [activity], PLANNED)
    every = [(one, session) for one in found for session in one.standing]
    mine = [pair for pair in every if local_day(services.programme, pair[1].starts_at).year == year]
    return sorted(mine, key=lambda pair: pair[1].starts_at)


async def usual_languages(services: Services, tx: Tx, gathering: Gathering, paper: PaperKind) -> tuple[str, ...]:
    """Danish and what those who take part read; before anybody does, what is spoken most in the area."""
    area = [one.code for one in services.languages.of_the_area(services.programme.languages)]
    read = await gathering_people.languages_read(tx, gathering.id)
    usual = [] if paper is PaperKind.DIPLOMA else area[:USUALLY]
    wanted = [code for code in read if code in area] if read else usual
    return tuple(dict.fromkeys([DANISH, *wanted]))[: most_languages(paper)]
