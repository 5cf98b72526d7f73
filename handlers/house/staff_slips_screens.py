"""What staff see of the paper of the house: who hands out slips, in which languages, and what came out."""

from collections.abc import Sequence
from dataclasses import replace

from domain.programme import Partner
from handlers.context import Ctx
from handlers.gatherings.staff_printing_screens import file_or_picture, toggles, which_languages
from handlers.house.footer import footer
from handlers.screen import Attachment, Button, Screen, column
from locales import Translator

SLIPS, POSTER = "slips", "poster"


def partners(ctx: Ctx) -> Screen:
    """The partners of the programme, and below them the poster of the house."""
    tr, every = ctx.tr, ctx.programme.partners
    poster = Button(tr.ptext("staff button", "📌 Poster of the house"), POSTER)
    if not every:
        return Screen(tr.html("The programme file names no partners."), (*column(poster), *footer(tr)), at=SLIPS)
    text = tr.html(
        "Who hands out the slips? You get a page to print and cut. "
        "The slip opens this chat for a family; the partner does not learn who writes."
    )
    buttons = [Button(f"📄 {_name(tr, partner)}", f"{SLIPS}:{partner.key}") for partner in every]
    return Screen(text, (*column(*buttons, poster), *footer(tr)), at=SLIPS)


def slips_ready(ctx: Ctx, partner: Partner, page: bytes, codes: Sequence[str]) -> Screen:
    """The page itself; what she does next draws the list anew, and not the page."""
    tr = ctx.tr
    text = tr.html(
        "{partner}: here are the slips. Print at full size on A4, and cut along the lines.", partner=_name(tr, partner)
    )
    other = Button(tr.ptext("staff button", "🌐 Other languages"), f"{SLIPS}:{partner.key}:{'.'.join(codes)}")
    file = Attachment(f"{partner.key}.pdf", page)
    return Screen(text, (*column(other), *footer(tr, back=SLIPS)), at=SLIPS, attachment=file)


def slips_languages(ctx: Ctx, partner: Partner, codes: Sequence[str], most: int) -> Screen:
    """In which languages the slips shall be; those that are left out stand there by their names."""
    tr, before = ctx.tr, f"{SLIPS}:{partner.key}"
    here = f"{before}:{'.'.join(codes)}"
    named = tr.html("The other languages stand there by their names.")
    text = f"<b>{tr.value(_name(tr, partner))}</b>\n\n{which_languages(tr, most)} {named}"
    rows = (*toggles(ctx, before, codes, most), *file_or_picture(tr, here, picture=False), *footer(tr, back=SLIPS))
    return Screen(text, rows, at=here)


def poster_languages(ctx: Ctx, codes: Sequence[str], most: int) -> Screen:
    """In which languages the poster shall be, and what its code does."""
    tr, here = ctx.tr, f"{POSTER}:{'.'.join(codes)}"
    one = tr.html("In one language other than Danish, its code opens the chat in that language.")
    text = f"{_of_the_house(tr)}\n{which_languages(tr, most)} {one}"
    rows = (*toggles(ctx, POSTER, codes, most), *file_or_picture(tr, here, picture=True), *footer(tr, back=SLIPS))
    return Screen(text, rows, at=here)


def poster_ready(ctx: Ctx, codes: Sequence[str], most: int) -> Screen:
    """What came out, and how it is printed."""
    said = ctx.tr.html("Print it on A3; on A4 it can still be read.")
    return replace(poster_languages(ctx, codes, most), text=f"{_of_the_house(ctx.tr)}\n{said}")


def _of_the_house(tr: Translator) -> str:
    return f"<b>{tr.phtml('staff button', '📌 Poster of the house')}</b>"


def _name(tr: Translator, partner: Partner) -> str:
    """What the partner is called, where it begins a line."""
    name = tr.pick(partner.texts)
    return name[:1].upper() + name[1:]
