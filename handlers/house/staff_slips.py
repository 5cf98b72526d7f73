"""Slips for partners, in the chat of staff: choose who hands them out, and get a page to print."""

import asyncio

from domain.programme import Partner
from handlers import problems
from handlers.context import Ctx
from handlers.house.footer import footer
from handlers.house.partners import slips_of
from handlers.screen import Attachment, Button, Screen, column
from locales import Translator
from storage.engine import Tx


async def choose_partner(ctx: Ctx, tx: Tx) -> Screen:
    """The partners of the programme."""
    return _partners(ctx)


async def slips(ctx: Ctx, tx: Tx, key: str) -> Screen:
    """The page for one partner; drawn beside the loop, because a page takes as long as many answers."""
    partner = ctx.programme.partner(key)
    if partner is None:
        return problems.no_longer(ctx.tr, _partners(ctx))
    services = ctx.services
    page = await asyncio.to_thread(slips_of, partner, ctx.programme.house, services.languages, services.bot_username)
    return _ready(ctx.tr, partner, page)


def _partners(ctx: Ctx) -> Screen:
    tr, partners = ctx.tr, ctx.programme.partners
    if not partners:
        return Screen(tr.html("The programme file names no partners."), footer(tr), at="slips")
    text = tr.html(
        "Who hands out the slips? You get a page to print and cut. "
        "The slip opens this chat for a family; the partner does not learn who writes."
    )
    buttons = [Button(f"📄 {_name(tr, partner)}", f"slips:{partner.key}") for partner in partners]
    return Screen(text, (*column(*buttons), *footer(tr)), at="slips")


def _ready(tr: Translator, partner: Partner, page: bytes) -> Screen:
    """The page itself; what she does next draws the list anew, and not the page."""
    text = tr.html(
        "{partner}: here are the slips. Print at full size on A4, and cut along the lines.", partner=_name(tr, partner)
    )
    file = Attachment(f"{partner.key}.pdf", page)
    return Screen(text, footer(tr, back="slips"), at="slips", attachment=file)


def _name(tr: Translator, partner: Partner) -> str:
    """What the partner is called, where it begins a line."""
    name = tr.pick(partner.texts)
    return name[:1].upper() + name[1:]
