"""Printing from the command line: leaflet, poster, sign on the door, list and diplomas, as files."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.paper_languages import check_languages
from bot.reports import Mishap
from bot.roster import ask_username, written
from bot.settings import Settings
from bot.wiring import services_of
from documents.glyphs import MissingGlyphs
from documents.typesetting import Paper
from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, Session
from domain.papers import PaperKind, most_languages, sessions_for
from domain.slots import local_day
from handlers.context import Services
from handlers.gatherings.printing import FILE_NAMES, PLANNED, Printer, evenings_of, usual_languages
from handlers.gatherings.staff_diplomas import named
from handlers.gatherings.staff_list import list_of
from handlers.gatherings.staff_progress import progress_of
from handlers.house.front_door import FILE_NAME, house_poster, usual_on_the_poster
from storage import gatherings
from storage.engine import Tx


class NothingToPrint(Mishap):
    """There is no such gathering, or nothing of that kind can be printed of it; the message says what there is."""


class Unprintable(Mishap):
    """Letters that none of our fonts has."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to print, and where to: the languages (none means the usual ones), pictures or a file, the bot's name."""

    languages: tuple[str, ...] = ()
    png: bool = False
    out: Path | None = None
    bot: str | None = None


Making = Callable[[Services, Tx], Awaitable[tuple[Paper, str]]]


async def print_leaflet(settings: Settings, order: Order, year: int | None, activity: str | None) -> list[Path]:
    """The leaflet of a year; of the current one where none is named."""

    async def make(services: Services, tx: Tx) -> tuple[Paper, str]:
        which = year or local_day(services.programme, services.now()).year
        kind = _single(services, activity)
        found = await evenings_of(services, tx, kind, which)
        if not found:
            raise NothingToPrint(f"nothing of {kind!r} is planned and open in {which}: a leaflet would be empty")
        printer = await _printer(services, tx, found[0][0], order, PaperKind.LEAFLET)
        return printer.leaflet(found, which), f"{FILE_NAMES[PaperKind.LEAFLET]}-{which}"

    return await _print(settings, order, make)


async def print_poster(settings: Settings, order: Order, code: str) -> list[Path]:
    """The poster of one gathering."""

    async def make(services: Services, tx: Tx) -> tuple[Paper, str]:
        gathering, _ = await _find(services, tx, code)
        if not gathering.coming(services.now()):
            raise NothingToPrint(f"the gathering {code} is over: there is nothing to put on a poster")
        printer = await _printer(services, tx, gathering, order, PaperKind.POSTER)
        return printer.poster(), f"{FILE_NAMES[PaperKind.POSTER]}-{code}"

    return await _print(settings, order, make)


async def print_house(settings: Settings, order: Order) -> list[Path]:
    """The poster of the house itself."""

    async def make(services: Services, tx: Tx) -> tuple[Paper, str]:
        most = most_languages(PaperKind.POSTER)
        check_languages(services.languages, order.languages, most, PaperKind.POSTER)
        return house_poster(services, order.languages or usual_on_the_poster(services, most)), FILE_NAME

    return await _print(settings, order, make)


async def print_door(settings: Settings, order: Order, code: str) -> list[Path]:
    """The sign on the door of one session, named by its code or as the next of its gathering."""

    async def make(services: Services, tx: Tx) -> tuple[Paper, str]:
        gathering, session = await _find(services, tx, code)
        coming = sessions_for(PaperKind.DOOR, gathering, services.now())
        if not coming or (session and session not in coming):
            raise NothingToPrint(f"{code} is over or cancelled: its door needs no sign")
        printer = await _printer(services, tx, gathering, order, PaperKind.DOOR)
        return printer.door(session or coming[0]), f"{FILE_NAMES[PaperKind.DOOR]}-{code}"

    return await _print(settings, order, make)


async def print_list(settings: Settings, order: Order, code: str) -> list[Path]:
    """The attendance list of one session, named by its code or as the next of its gathering."""

    async def make(services: Services, tx: Tx) -> tuple[Paper, str]:
        gathering, session = await _find(services, tx, code)
        coming = gathering.coming(services.now())
        if session is None and not coming:
            raise NothingToPrint(f"the gathering {code} is over: name one of its sessions")
        printer = await _printer(services, tx, gathering, order, PaperKind.LIST)
        return await list_of(printer, tx, session or coming[0]), f"{FILE_NAMES[PaperKind.LIST]}-{code}"

    return await _print(settings, order, make)


async def print_diplomas(settings: Settings, order: Order, code: str, names: Sequence[str]) -> list[Path]:
    """One diploma with these names, or without any one for each family that completed the course and gave a name."""

    async def make(services: Services, tx: Tx) -> tuple[Paper, str]:
        gathering, _ = await _find(services, tx, code)
        printer = await _printer(services, tx, gathering, order, PaperKind.DIPLOMA)
        if not printer.rules.diploma:
            raise NothingToPrint(f"{gathering.activity!r} cannot be completed: it has no diploma")
        every = [] if names else await progress_of(tx, gathering, printer.rules, services.now())
        families = [tuple(names)] if names else [(name,) for name in named(every)]
        if not families:
            raise NothingToPrint(f"nobody has completed {code} and given a name: write one with --name")
        return printer.diplomas(families), f"{FILE_NAMES[PaperKind.DIPLOMA]}-{code}"

    return await _print(settings, order, make)


async def _print(settings: Settings, order: Order, make: Making) -> list[Path]:
    """Make the paper, and write it; letters that cannot be printed are named, and nothing is written."""
    services = services_of(settings)
    services = replace(services, bot_username=order.bot or await ask_username(settings))
    async with written(settings) as tx:
        paper, name = await make(services, tx)
    try:
        return _written(paper, name, order)
    except MissingGlyphs as problem:
        raise Unprintable(f"nothing was printed: {problem}") from None


def _written(paper: Paper, name: str, order: Order) -> list[Path]:
    if not order.png:
        file = order.out or Path(f"{name}.pdf")
        file.write_bytes(paper.pdf())
        return [file]
    pages = paper.pictures()
    first = order.out or Path(f"{name}.png")
    files = [_numbered(first, number, len(pages)) for number in range(1, len(pages) + 1)]
    for file, page in zip(files, pages, strict=True):
        file.write_bytes(page)
    return files


def _numbered(file: Path, number: int, of: int) -> Path:
    return file if of == 1 else file.with_name(f"{file.stem}-{number}{file.suffix}")


async def _printer(services: Services, tx: Tx, gathering: Gathering, order: Order, paper: PaperKind) -> Printer:
    most, rules = most_languages(paper), services.programme.rules(gathering.activity)
    assert rules is not None
    check_languages(services.languages, order.languages, most, paper)
    return Printer(services, gathering, rules, order.languages or await usual_languages(services, tx, gathering, paper))


async def _find(services: Services, tx: Tx, code: str) -> tuple[Gathering, Session | None]:
    """The gathering with this code, or the one with a session of this code."""
    gathering, session = await gatherings.find_gathering(tx, code), None
    if gathering is None:
        gathering, session = await gatherings.find_by_session(tx, code) or (None, None)
    if gathering is None or gathering.state not in PLANNED or services.programme.rules(gathering.activity) is None:
        raise NothingToPrint(f"there is no gathering {code!r} that is open; there are: {await _known(services, tx)}")
    return gathering, session


async def _known(services: Services, tx: Tx) -> str:
    """What is to come, by code and day."""
    kinds = [one.key for one in services.programme.gathering_kinds]
    found = await gatherings.gatherings_of(tx, kinds, PLANNED, services.now())
    days = [
        (one, local_day(services.programme, one.coming(services.now())[0].starts_at))
        for one in found
        if one.coming(services.now())
    ]
    return ", ".join(f"{one.code} ({one.activity}, {day})" for one, day in days) or "none at all"


def _single(services: Services, wanted: str | None) -> str:
    """The activity that has a leaflet: one whose gatherings are single meetings, open to all."""
    known = [one.key for one in services.programme.gathering_kinds if one.gathering and _has_leaflet(one.gathering)]
    if not known or (wanted and wanted not in known):
        raise NothingToPrint(f"no leaflet is made of {wanted!r}; there is one of: {', '.join(known) or 'nothing'}")
    return wanted or known[0]


def _has_leaflet(rules: GatheringRules) -> bool:
    return rules.single and not rules.hidden
