"""The words: which languages are spoken, and the translators that write them."""

from locales.cleaning import clean
from locales.languages import LANGUAGES, Language
from locales.offered import CatalogueIncomplete, Languages
from locales.sentences import Safe
from locales.translator import N_, P_, Translator

__all__ = ["LANGUAGES", "N_", "P_", "CatalogueIncomplete", "Language", "Languages", "Safe", "Translator", "clean"]
