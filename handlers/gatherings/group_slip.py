"""The slip by which somebody is invited to a group: paper lies about, so it says neither what it is nor for whom."""

from documents.slip import SlipWords, slips
from domain.programme import Programme
from handlers.house.partners import also_spoken, scan_and_write, usual_on_slips
from locales import Languages, Translator


def slips_for(link: str, programme: Programme, languages: Languages) -> bytes:
    """The page of slips with this link, in the languages of the area."""
    codes = usual_on_slips(programme, languages)
    words = [_words(languages.translator(code)) for code in codes]
    return slips(words, link, programme.house, also_spoken(languages, codes))


def _words(tr: Translator) -> SlipWords:
    # Translators: on a small printed paper; whoever scans the code is told first what she is invited to.
    first = tr.text("You read first what it is. Then you choose.")
    return SlipWords(tr.code, tr.rtl, (scan_and_write(tr), first))
