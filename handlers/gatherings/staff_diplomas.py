"""Diplomas in the chat of staff: for all who completed a course, or for one family with the names it wants."""

from collections.abc import Sequence
from dataclasses import replace

from documents.glyphs import missing
from domain.papers import PaperKind, most_languages
from domain.turnout import Progress
from handlers.context import Ctx
from handlers.gatherings import staff_diploma_screens as screens
from handlers.gatherings.printing import FILE_NAMES, Printer
from handlers.gatherings.staff_printing import Chosen, find, gone, read_languages, with_file
from handlers.gatherings.staff_progress import progress_of
from handlers.screen import Screen
from locales.cleaning import clean
from storage import gatherings, sign_ups
from storage.engine import Tx
from storage.gathering_people import called

LONGEST_NAME, MOST_NAMES = 80, 8


async def families(ctx: Ctx, tx: Tx, course: str, languages: str) -> Screen:
    """Who gets one: all who completed it at once, or one family after the other."""
    chosen = await find(ctx, tx, course, PaperKind.DIPLOMA)
    if chosen is None:
        return await gone(ctx, tx)
    every = await progress_of(tx, chosen.gathering, chosen.rules, ctx.now)
    names = await called(tx, [one.guest.family for one in every])
    return screens.families(ctx, chosen.gathering, every, names, named(every), _joined(ctx, languages))


def _joined(ctx: Ctx, languages: str) -> str:
    return ".".join(read_languages(ctx, languages, most_languages(PaperKind.DIPLOMA)))


def named(every: Sequence[Progress]) -> list[str]:
    """The names of those who completed it and said what they are called, as far as they can be printed."""
    return [name for one in every if one.completed and (name := given_name(one)) and not missing(name)]


def given_name(one: Progress) -> str | None:
    """What a family said that it is called."""
    return one.guest.sign_up.name if one.guest.sign_up else None


async def all_of_them(ctx: Ctx, tx: Tx, course: str, languages: str) -> Screen:
    """One file with a diploma for each family that completed it and has said a name."""
    chosen = await find(ctx, tx, course, PaperKind.DIPLOMA)
    if chosen is None:
        return await gone(ctx, tx)
    names = named(await progress_of(tx, chosen.gathering, chosen.rules, ctx.now))
    screen = await families(ctx, tx, course, languages)
    if not names:
        return screen
    return await _drawn(ctx, chosen, screen, [[name] for name in names], languages)


async def one_family(ctx: Ctx, tx: Tx, enrolled: str, languages: str) -> Screen:
    """The names on one diploma: those it gave, or others that are typed now and kept nowhere."""
    found = await _family(ctx, tx, enrolled)
    if found is None:
        return await gone(ctx, tx)
    chosen, name = found
    return screens.one_family(ctx, chosen.gathering, enrolled, name, _joined(ctx, languages))


async def with_its_name(ctx: Ctx, tx: Tx, enrolled: str, languages: str) -> Screen:
    """The diploma with the name that the family gave."""
    found = await _family(ctx, tx, enrolled)
    if found is None:
        return await gone(ctx, tx)
    chosen, name = found
    screen = screens.one_family(ctx, chosen.gathering, enrolled, name, _joined(ctx, languages))
    return await _drawn(ctx, chosen, screen, [[name]], languages) if name else screen


async def with_names(ctx: Ctx, tx: Tx, enrolled: str, languages: str, text: str) -> Screen:
    """The diploma with the names she typed, each on a line of its own; her message is taken away again."""
    found = await _family(ctx, tx, enrolled)
    if found is None:
        return replace(await gone(ctx, tx), forget=True)
    chosen, name = found
    typed = [clean(line, LONGEST_NAME) for line in clean(text, 4000).split("\n")]
    names = [line for line in typed if line][:MOST_NAMES]
    screen = replace(screens.one_family(ctx, chosen.gathering, enrolled, name, _joined(ctx, languages)), forget=True)
    return await _drawn(ctx, chosen, screen, [names], languages) if names else screen


async def _family(ctx: Ctx, tx: Tx, code: str) -> tuple[Chosen, str | None] | None:
    """A family of a course she runs, and the name it gave."""
    signed = await sign_ups.find_sign_up(tx, code)
    if signed is None:
        return None
    gathering = await gatherings.get_gathering(tx, signed.gathering)
    chosen = await find(ctx, tx, gathering.code, PaperKind.DIPLOMA)
    return None if chosen is None else (chosen, signed.name)


async def _drawn(ctx: Ctx, chosen: Chosen, screen: Screen, names: Sequence[Sequence[str]], languages: str) -> Screen:
    codes = read_languages(ctx, languages, most_languages(PaperKind.DIPLOMA))
    paper = Printer(ctx.services, chosen.gathering, chosen.rules, codes).diplomas(names)
    done = replace(screen, text=screens.ready(ctx, chosen.gathering, len(names)), words=True, fresh=True)
    return await with_file(ctx, done, paper, f"{FILE_NAMES[PaperKind.DIPLOMA]}-{chosen.gathering.code}")
