"""Figures of speech that somebody who learns the language cannot take apart: a short list of what easily slips in.

Of other languages we keep no such list: that is for whoever speaks them to see.
"""

import re
from collections.abc import Mapping

_DANISH = (
    "alt i alt", "bider? til bolle", "bolden er givet op", "falde? (til jorden|på plads)", "får? styr på",
    "ha(r|ve) styr på", "holder? øje med", "hånd i hanke", "i samme båd", "is i maven", "i vasken",
    "kaster? håndklædet", "koster? kassen", "krydser? fingre", "lige på trapperne", "lægger? kortene",
    "mange bolde i luften", "med åbne arme", "på banen", "på den grønne gren", "på hjerte", "på tværs af",
    "rækker? ud til", "skyder? (genvej|i gang)", "smutter? forbi", "slår? et smut", "sætter? skub i",
    "tag(er)? bladet fra munden", "tager? hul på", "tyren ved hornene", "ude på dybt vand",
    "vender? (den|det) døve øre", "under armen",
)  # fmt: skip
_ENGLISH = (
    "a piece of cake", "a stone's throw", "at the end of the day", "bear with us", "break the ice", "drop us a line",
    "feel free", "from scratch", "get in touch", "get the ball rolling", "give us a shout", "hang in there",
    "in a nutshell", "in the loop", "keep an eye on", "keep your fingers crossed", "lend a hand", "no strings attached",
    "on board", "on the same page", "out of the blue", "reach out", "rule of thumb", "sort it out", "stay tuned",
    "touch base", "up to speed", "pop in",
)  # fmt: skip
IDIOMS: Mapping[str, re.Pattern[str]] = {
    code: re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE)
    for code, said in (("da", _DANISH), ("en", _ENGLISH))
}


def idiom_in(text: str, code: str) -> str | None:
    """The first figure of speech of our list in a text of this language."""
    found = IDIOMS[code].search(text) if code in IDIOMS else None
    return found and found[0]
