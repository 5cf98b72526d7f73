"""Paper of the house itself, in the chat of staff: slips for partners and the poster, in the languages they choose."""

import asyncio

from domain.papers import MOST_ON_A_SLIP, PaperKind, most_languages
from domain.programme import Partner
from handlers import problems
from handlers.context import Ctx
from handlers.gatherings.staff_printing import read_languages, with_file, with_pictures
from handlers.house import staff_slips_screens as screens
from handlers.house.front_door import FILE_NAME, house_poster, usual_on_the_poster
from handlers.house.partners import slips_of, usual_on_slips
from handlers.screen import Screen
from storage.engine import Tx

MOST_ON_THE_POSTER = most_languages(PaperKind.POSTER)


async def choose_partner(ctx: Ctx, tx: Tx) -> Screen:
    """The partners of the programme, and the poster."""
    return screens.partners(ctx)


async def slips(ctx: Ctx, tx: Tx, key: str) -> Screen:
    """The page for one partner, in the languages of the area."""
    partner = ctx.programme.partner(key)
    usual = usual_on_slips(ctx.programme, ctx.services.languages)
    return await _page(ctx, partner, usual)


async def slips_languages(ctx: Ctx, tx: Tx, key: str, languages: str) -> Screen:
    """She chooses other languages for them."""
    partner = ctx.programme.partner(key)
    if partner is None:
        return problems.no_longer(ctx.tr, screens.partners(ctx))
    return screens.slips_languages(ctx, partner, read_languages(ctx, languages, MOST_ON_A_SLIP), MOST_ON_A_SLIP)


async def slips_in(ctx: Ctx, tx: Tx, key: str, languages: str) -> Screen:
    """The page in these languages."""
    return await _page(ctx, ctx.programme.partner(key), read_languages(ctx, languages, MOST_ON_A_SLIP))


async def _page(ctx: Ctx, partner: Partner | None, codes: tuple[str, ...]) -> Screen:
    """Drawn beside the loop, because a page takes as long as many answers."""
    if partner is None:
        return problems.no_longer(ctx.tr, screens.partners(ctx))
    house, services = ctx.programme.house, ctx.services
    page = await asyncio.to_thread(slips_of, partner, house, services.languages, codes, services.bot_username)
    return screens.slips_ready(ctx, partner, page, codes)


async def poster(ctx: Ctx, tx: Tx) -> Screen:
    """The poster of the house: in which languages?"""
    return screens.poster_languages(ctx, usual_on_the_poster(ctx.services, MOST_ON_THE_POSTER), MOST_ON_THE_POSTER)


async def poster_languages(ctx: Ctx, tx: Tx, languages: str) -> Screen:
    """She has chosen other languages."""
    return screens.poster_languages(ctx, read_languages(ctx, languages, MOST_ON_THE_POSTER), MOST_ON_THE_POSTER)


async def poster_drawn(ctx: Ctx, tx: Tx, languages: str, form: str) -> Screen:
    """The poster as a file or as a picture; what she does next shows the languages again, and draws nothing."""
    codes = read_languages(ctx, languages, MOST_ON_THE_POSTER)
    done = screens.poster_ready(ctx, codes, MOST_ON_THE_POSTER)
    drawn = with_pictures if form == "png" else with_file
    return await drawn(ctx, done, house_poster(ctx.services, codes), FILE_NAME)
