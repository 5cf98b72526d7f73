"""The languages of the programme: how each calls itself, writes a date and counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Language:
    """A language, with what Babel's own tables lack or have wrong for a chat.

    `at` stands between the day and the time of a moment. `reads` is the language whose sentences it shares, where it
    has none of its own: Dari is written as Persian is, with other names for the months.
    """

    code: str
    own_name: str
    rtl: bool
    locale: str
    day_pattern: str
    plural_forms: str
    at: str = ", "
    time_pattern: str = "HH:mm"
    reads: str | None = None

    @property
    def catalogue(self) -> str:
        """The folder its sentences lie in."""
        return self.reads or self.code


# The formulas are those of translate-toolkit, which Weblate shows to its users; Babel swaps two Arabic forms.
ONE_FORM = "nplurals=1; plural=0;"
ONE_AND_MANY = "nplurals=2; plural=(n != 1);"
NOUGHT_AND_ONE_AND_MANY = "nplurals=2; plural=(n > 1);"
ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
)
UKRAINIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
ROMANIAN = "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2);"

_TABLE = (
    Language("da", "Dansk", False, "da", "EEEE 'den' d. MMMM", ONE_AND_MANY, " kl. ", "HH.mm"),
    Language("en", "English", False, "en_GB", "EEEE d MMMM", ONE_AND_MANY),
    Language("ar", "العربية", True, "ar", "EEEE، d MMMM", ARABIC, "، "),
    Language("so", "Soomaali", False, "so", "EEEE, d MMMM", ONE_AND_MANY),
    Language("tr", "Türkçe", False, "tr", "d MMMM EEEE", ONE_AND_MANY),
    Language("fa", "فارسی", True, "fa", "EEEE d MMMM", NOUGHT_AND_ONE_AND_MANY, "، ساعت "),
    Language("uk", "Українська", False, "uk", "EEEE, d MMMM", UKRAINIAN),
    Language("pl", "Polski", False, "pl", "EEEE, d MMMM", POLISH),
    Language("ti", "ትግርኛ", False, "ti", "EEEE፣ d MMMM", NOUGHT_AND_ONE_AND_MANY, "፣ "),
    Language("ckb", "کوردی (سۆرانی)", True, "ckb", "EEEE، dی MMMM", ONE_AND_MANY, "، "),
    Language("vi", "Tiếng Việt", False, "vi", "EEEE, d MMMM", ONE_FORM),
    Language("ur", "اردو", True, "ur", "EEEE، d MMMM", ONE_AND_MANY, "، "),
    Language("ro", "Română", False, "ro", "EEEE, d MMMM", ROMANIAN),
    Language("prs", "دری", True, "fa_AF", "EEEE d MMMM", NOUGHT_AND_ONE_AND_MANY, "، ساعت ", reads="fa"),
)

LANGUAGES: Mapping[str, Language] = MappingProxyType({language.code: language for language in _TABLE})
