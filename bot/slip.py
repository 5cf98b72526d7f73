"""Slips for partners from the command line."""

from pathlib import Path

from bot.reports import Mishap
from bot.roster import ask_username
from bot.settings import Settings
from bot.wiring import languages_of, load_programme
from handlers.house.partners import slips_of


class NoSuchPartner(Mishap):
    """The programme names no partner with this key; the message names those it has."""


async def write_slips(settings: Settings, key: str, out: Path | None, bot: str | None) -> Path:
    """Write the page of slips of one partner; says where it lies."""
    programme = load_programme(settings.programme)
    partner = programme.partner(key)
    if partner is None:
        known = ", ".join(one.key for one in programme.partners) or "none at all"
        raise NoSuchPartner(f"the programme has no partner {key!r}; it has: {known}")
    username = bot or await ask_username(settings)
    page = slips_of(partner, programme.house, languages_of(settings.programme, programme), username)
    file = out or Path(f"{partner.key}.pdf")
    file.write_bytes(page)
    return file
