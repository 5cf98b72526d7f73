"""The poster of the house itself: come in, when, where, and a code that opens the chat."""

from collections.abc import Sequence

from documents.poster import PosterWords, poster
from documents.typesetting import Paper
from domain.programme import Programme
from handlers.context import Services
from handlers.house.partners import DANISH, scan_and_write, start_link
from locales import Translator
from locales.marks import isolated

FILE_NAME = "plakat-huset"
# A programme that names no poster still has a hall.
HALL = "home"


def usual_on_the_poster(services: Services, most: int) -> tuple[str, ...]:
    """Danish and what is spoken most in the area."""
    return tuple(one.code for one in services.languages.of_the_area(services.programme.languages))[:most]


def house_poster(services: Services, codes: Sequence[str]) -> Paper:
    """The poster in these languages; in one that is not Danish, its code opens the chat in that one."""
    programme = services.programme
    words = [_words(services.languages.translator(code), programme) for code in codes or (DANISH,)]
    return poster(words, start_link(services.bot_username, _leads(programme), codes), programme.house)


def _leads(programme: Programme) -> str:
    """The first poster of the programme that leads to the hall."""
    return next((one.key for one in programme.posters if one.opens == HALL), HALL)


def _words(tr: Translator, programme: Programme) -> PosterWords:
    house = programme.house
    where = f"{house.name}, {house.address}"
    hours = [
        tr.text("{day}: {hours}", day=tr.weekday(one.weekday), hours=tr.hours(one.opens, one.closes))
        for one in programme.counselling.drop_in
    ]
    return PosterWords(
        tr.code,
        tr.rtl,
        # Translators: in big letters on a printed poster of the community house, for families.
        title=tr.text("Come in and talk with us"),
        when="",
        where=isolated(where) if tr.rtl else where,
        lines=(tr.text("Come by, no appointment needed. It is free."),),
        scan=scan_and_write(tr),
        hours=tuple(hours),
    )
