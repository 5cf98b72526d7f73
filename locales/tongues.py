"""Names of languages in the reader's language: who plans an interpreter must be able to read which."""

from babel import Locale

from locales.languages import LANGUAGES
from locales.translator import Translator


def tongue(tr: Translator, code: str) -> str:
    """What this reader calls that language: "arabisk" to a Dane."""
    return Locale.parse(tr.language.locale).languages.get(code) or LANGUAGES[code].own_name
