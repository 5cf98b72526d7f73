"""The slip by which somebody is invited to a group: paper lies about, so it says neither what it is nor for whom."""

from documents.slip import SlipWords, slips
from domain.programme import Place
from locales import Languages, Translator


def slips_for(link: str, house: Place, languages: Languages) -> bytes:
    """The page of slips with this link, in every language."""
    words = [_words(languages.translator(language.code)) for language in languages.ordered(None)]
    return slips(words, link, house)


def _words(tr: Translator) -> SlipWords:
    # Translators: on a small printed paper beside a QR code.
    scan = tr.text("Scan, and write to us in your language. It is free.")
    # Translators: on a small printed paper; whoever scans the code is told first what she is invited to.
    first = tr.text("You read first what it is. Then you choose.")
    return SlipWords(tr.code, tr.rtl, (scan, first))
