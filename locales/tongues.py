"""Names of languages: in the reader's language, for whoever plans an interpreter, and each by its own name."""

from collections.abc import Collection

from babel import Locale

from locales.languages import LANGUAGES
from locales.spoken import ANOTHER, SPOKEN
from locales.translator import Translator

# What the tables of names have under another code, and what tells it from its sisters there.
_KEPT_AS = {"prs": ("fa_AF", ""), "kmr": ("ku", " (kurmanji)")}


def tongue(tr: Translator, code: str) -> str:
    """What this reader calls that language: "arabisk" to a Dane."""
    kept, sister = _KEPT_AS.get(code, (code, ""))
    name = Locale.parse(tr.language.locale).languages.get(kept)
    return f"{name}{sister}" if name else own_name(tr, code)


def own_name(tr: Translator, code: str) -> str:
    """What those who speak a language call it themselves; one without a name is another one, in the reader's words."""
    if code in LANGUAGES:
        return LANGUAGES[code].own_name
    return SPOKEN.get(code) or tr.ptext("language", "Another language")


def interpreted() -> list[str]:
    """Every language somebody may need an interpreter for: those we write first, the others by their own names."""
    return [*(code for code in LANGUAGES if code != "da"), *unwritten(LANGUAGES), ANOTHER]


def unwritten(offered: Collection[str]) -> list[str]:
    """The languages we know by name and do not offer, in the order of their own names."""
    names = {**{code: one.own_name for code, one in LANGUAGES.items()}, **SPOKEN}
    return sorted((code for code in names if code not in offered), key=lambda code: names[code].casefold())
