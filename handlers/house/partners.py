"""The slips that partners hand to families: their words in every language, and the link on them."""

from documents.slip import SlipWords, slips
from domain.programme import Partner, Place
from locales import Languages, Translator


def start_link(username: str, payload: str) -> str:
    """The link that opens the chat and carries a payload into it."""
    return f"https://t.me/{username.lstrip('@')}?start={payload}"


def slips_of(partner: Partner, house: Place, languages: Languages, username: str) -> bytes:
    """The page of slips of one partner; it names neither the partner nor what a talk may be about."""
    words = [slip_words(languages.translator(language.code)) for language in languages.ordered(None)]
    return slips(words, start_link(username, partner.key), house)


def slip_words(tr: Translator) -> SlipWords:
    """What the slip says in one language; every language stands below the other, so each has little room."""
    # Translators: on a small printed paper beside a QR code.
    scan = tr.text("Scan, and write to us in your language. It is free.")
    # Translators: on a small printed paper that a school, a daycare or a health nurse hands to a family.
    unseen = tr.text("Whoever gave you this will not be told.")
    return SlipWords(tr.code, tr.rtl, (scan, unseen))
