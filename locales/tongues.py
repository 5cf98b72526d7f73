"""Names of languages in the reader's language: who plans an interpreter must be able to read which."""

from babel import Locale

from locales.languages import LANGUAGES
from locales.translator import Translator


def tongue(tr: Translator, code: str) -> str:
    """What this reader calls that language: "arabisk" to a Dane."""
    names, language = Locale.parse(tr.language.locale).languages, LANGUAGES[code]
    # Dari is listed as the Persian of Afghanistan.
    return names.get(code) or names.get(language.locale) or language.own_name
