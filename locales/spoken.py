"""Languages that are spoken around the house and not written by us, each by its own name: they need an interpreter."""

from collections.abc import Mapping
from types import MappingProxyType

# A language that even this list has not: which one, a person finds out.
ANOTHER = "und"

SPOKEN: Mapping[str, str] = MappingProxyType(
    {
        "am": "አማርኛ",
        "bg": "Български",
        "bn": "বাংলা",
        "bs": "Bosanski",
        "de": "Deutsch",
        "el": "Ελληνικά",
        "es": "Español",
        "fr": "Français",
        "hi": "हिन्दी",
        "hu": "Magyar",
        "it": "Italiano",
        "kl": "Kalaallisut",
        "kmr": "Kurdî (Kurmancî)",
        "lt": "Lietuvių",
        "my": "မြန်မာ",
        "ne": "नेपाली",
        "om": "Afaan Oromoo",
        "pa": "ਪੰਜਾਬੀ",
        "ps": "پښتو",
        "pt": "Português",
        "ru": "Русский",
        "rw": "Ikinyarwanda",
        "sq": "Shqip",
        "sr": "Srpski",
        "sw": "Kiswahili",
        "ta": "தமிழ்",
        "th": "ไทย",
        "tl": "Tagalog",
        "zh": "中文",
    }
)
