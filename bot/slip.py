"""Slips for partners from the command line."""

from collections.abc import Sequence
from pathlib import Path

from bot.paper_languages import check_languages
from bot.reports import Mishap
from bot.roster import ask_username
from bot.settings import Settings
from bot.wiring import languages_of, load_programme
from domain.papers import MOST_ON_A_SLIP
from handlers.house.partners import slips_of, usual_on_slips


class NoSuchPartner(Mishap):
    """The programme names no partner with this key; the message names those it has."""


async def write_slips(
    settings: Settings, key: str, out: Path | None, bot: str | None, codes: Sequence[str] = ()
) -> Path:
    """Write the page of slips of one partner; says where it lies."""
    programme = load_programme(settings.programme)
    partner = programme.partner(key)
    if partner is None:
        known = ", ".join(one.key for one in programme.partners) or "none at all"
        raise NoSuchPartner(f"the programme has no partner {key!r}; it has: {known}")
    languages = languages_of(settings.programme, programme)
    check_languages(languages, codes, MOST_ON_A_SLIP, "slip")
    username, wanted = bot or await ask_username(settings), codes or usual_on_slips(programme, languages)
    page = slips_of(partner, programme.house, languages, wanted, username)
    file = out or Path(f"{partner.key}.pdf")
    file.write_bytes(page)
    return file
