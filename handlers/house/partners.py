"""The slips that partners hand to families: their words, in which languages, and the link on them."""

import re
from collections.abc import Sequence

from documents.slip import AlsoSpoken, SlipWords, slips
from domain.papers import MOST_ON_A_SLIP
from domain.programme import Partner, Place, Programme
from locales import LANGUAGES, Languages, Translator

DANISH = "da"
_IN_A_LANGUAGE = re.compile("l-(?P<language>[a-z]{2,3})-(?P<leads>.*)")


def start_link(username: str, payload: str, codes: Sequence[str] = ()) -> str:
    """The link that opens the chat and carries a payload into it; `codes` are the languages of the paper it stands on.

    Paper in one language opens the chat in it. Danish paper is read by everybody: whoever comes from it is asked.
    """
    if len(codes) == 1 and codes[0] != DANISH:
        payload = f"l-{codes[0]}-{payload}"
    return f"https://t.me/{username.lstrip('@')}?start={payload}"


def taken_apart(payload: str) -> tuple[str | None, str]:
    """The language of the paper that a payload was printed on, where it says one, and where it leads."""
    found = _IN_A_LANGUAGE.fullmatch(payload)
    if found is None or found["language"] not in LANGUAGES:
        return None, payload
    return found["language"], found["leads"]


def usual_on_slips(programme: Programme, languages: Languages) -> tuple[str, ...]:
    """Danish and what is spoken most in the area, as far as a slip has room."""
    return tuple(one.code for one in languages.of_the_area(programme.languages))[:MOST_ON_A_SLIP]


def slips_of(partner: Partner, house: Place, languages: Languages, codes: Sequence[str], username: str) -> bytes:
    """The page of slips of one partner; it names neither the partner nor what a talk may be about."""
    words = [slip_words(languages.translator(code)) for code in codes]
    return slips(words, start_link(username, partner.key, codes), house, also_spoken(languages, codes))


def also_spoken(languages: Languages, codes: Sequence[str]) -> list[AlsoSpoken]:
    """The languages we offer beside these."""
    return [AlsoSpoken(one.code, one.rtl, one.own_name) for one in languages.ordered(None) if one.code not in codes]


def slip_words(tr: Translator) -> SlipWords:
    """What the slip says in one language; every language stands below the other, so each has little room."""
    # Translators: on a small printed paper that a school, a daycare or a health nurse hands to a family.
    unseen = tr.text("Whoever gave you this will not be told.")
    return SlipWords(tr.code, tr.rtl, (scan_and_write(tr), unseen))


def scan_and_write(tr: Translator) -> str:
    """What to do with the code."""
    # Translators: on a small printed paper beside a QR code.
    return tr.text("Scan, and write to us in your language. It is free.")
